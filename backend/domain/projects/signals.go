package projects

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Signal is a running project as those look at it who judge its health by its records.
type Signal struct {
	Project
	People []string    // manager, head, members
	Report *Report     // latest published
	Late   []Milestone // open, and the plan in force has gone by
	Severe []Risk      // open, high or critical
	Users  *int64      // of all systems concerned; nil unless each of them says how many it has
}

// Running lists the ids of running projects in their order, after one, at most limit.
func Running(db *gorm.DB, after string, limit int) ([]string, error) {
	return store.Column[string](db.Table("projects").Where("state IN ? AND id > ?", running, after).Order("id").Limit(limit).Select("id"))
}

// Signals reads running projects in six statements, however many there are; others are left out.
func Signals(db *gorm.DB, on fiscal.Date, ids []string) ([]Signal, error) {
	rows, err := store.Scan[Project](db.Table("projects").Where("id IN ? AND state IN ?", ids, running).Order("id"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out, at, live := make([]Signal, len(rows)), make(map[string]int, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		r.SlipDays = r.slipOn(on)
		out[i], at[r.ID], live[i] = Signal{Project: r}, i, r.ID
	}
	people, err := store.Scan[involved](db.Table("project_people").Where("project_id IN ?", live))
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		s := &out[at[p.ProjectID]]
		s.People = append(s.People, p.PersonID)
	}
	late, err := store.Scan[Milestone](db.Table("project_milestones").Where("project_id IN ?", live).
		Where("actual_on IS NULL AND current_on < ?", on).Order("current_on, id"))
	if err != nil {
		return nil, err
	}
	for _, m := range late {
		s := &out[at[m.ProjectID]]
		s.Late = append(s.Late, m)
	}
	severe, err := store.Scan[Risk](db.Table("project_risks").Where("project_id IN ?", live).
		Where("state <> ? AND band IN ?", RiskClosed, []RiskLevel{RiskHigh, RiskCritical}).Order("score DESC, id"))
	if err != nil {
		return nil, err
	}
	for _, r := range severe {
		s := &out[at[r.ProjectID]]
		s.Severe = append(s.Severe, r)
	}
	reports, err := store.Scan[Report](db.Table("project_reports AS r").Joins("JOIN projects p ON p.id = r.project_id AND r.as_of = p.reported_on").
		Where("r.project_id IN ? AND r.state = ?", live, ReportPublished).Order("r.published_at").Select("r.*"))
	if err != nil {
		return nil, err
	}
	for i := range reports {
		out[at[reports[i].ProjectID]].Report = &reports[i]
	}
	return out, users(db, out, at, live)
}

// users adds up the users of the systems concerned.
func users(db *gorm.DB, out []Signal, at map[string]int, ids []string) error {
	type concerns struct {
		ProjectID string
		UserCount *int64
	}
	rows, err := store.Scan[concerns](db.Table("project_systems ps").Joins("JOIN systems s ON s.id = ps.system_id").
		Where("ps.project_id IN ?", ids).Select("ps.project_id, s.user_count"))
	gaps := map[string]bool{}
	for _, r := range rows {
		s := &out[at[r.ProjectID]]
		if r.UserCount == nil || gaps[r.ProjectID] {
			gaps[r.ProjectID], s.Users = true, nil
			continue
		}
		n := *r.UserCount
		if s.Users != nil {
			n += *s.Users
		}
		s.Users = &n
	}
	return err
}
