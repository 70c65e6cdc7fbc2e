package systems

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Signal is a system as those look at it who judge its health by its records.
type Signal struct {
	System
	RenewalOn fiscal.Date // next renewal as given, or five years after the last
	Empty     []string    // expected fields left empty
	Projects  []Follower  // running projects that concern it
}

// Follower is a running project that concerns a system.
type Follower struct{ SystemID, ID, Code, Name string }

// Living lists the ids of systems that are not retired in their order, after one, at most limit.
func Living(db *gorm.DB, after string, limit int) ([]string, error) {
	return store.Column[string](db.Table("systems").Where("phase <> ? AND id > ?", Retired, after).Order("id").Limit(limit).Select("id"))
}

// Signals reads systems that are not retired in two statements, however many there are; others are left out.
func Signals(db *gorm.DB, ids []string) ([]Signal, error) {
	rows, err := store.Scan[System](db.Table("systems").Where("id IN ? AND phase <> ?", ids, Retired).Order("id"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out, at := make([]Signal, len(rows)), make(map[string]int, len(rows))
	for i, r := range rows {
		_, missing := r.completeness()
		out[i], at[r.ID] = Signal{System: r, RenewalOn: r.nextRenewal(), Empty: missing}, i
	}
	followers, err := store.Scan[Follower](db.Table("project_systems ps").Joins("JOIN projects p ON p.id = ps.project_id").
		Where("ps.system_id IN ? AND p.state IN ?", ids, []string{"active", "execution"}).Order("p.code").Select("ps.system_id, p.id, p.code, p.name"))
	for _, f := range followers {
		if i, judged := at[f.SystemID]; judged {
			out[i].Projects = append(out[i].Projects, f)
		}
	}
	return out, err
}
