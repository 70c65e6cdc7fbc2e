package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Linked is an action that carries a project or a system, as other domains look
// at it.
type Linked struct {
	ID        string
	Code      string
	Name      string
	NameEn    string
	PlanID    string
	PlanState State
	ThemeID   string
	Field     Field
	OwnerID   string
	PersonID  string
	StartsOn  fiscal.Date
	EndsOn    fiscal.Date
	Outcome   Outcome
	Declared  Status
	Evidence  Evidence
	Disagrees bool
	KPIs      []KPIView

	ProjectIDs []string // of those asked for
	SystemIDs  []string // of those asked for
}

// maxLinked bounds what one question answers.
const maxLinked = 5000

// LinkedTo lists the actions linked with any of the projects or systems, with
// their KPIs, in four statements at most however many there are.
func (s *Service) LinkedTo(_ context.Context, db *gorm.DB, projectIDs, systemIDs []string) ([]Linked, error) {
	type link struct{ ActionID, OtherID string }
	read := func(table, column string, ids []string) ([]link, error) {
		if len(ids) == 0 {
			return nil, nil
		}
		return store.Scan[link](db.Table(table).Where(column+" IN ?", ids).Order("action_id, position").Limit(maxLinked).Select("action_id, " + column + " AS other_id"))
	}
	byProject, err := read("plan_action_projects", "project_id", projectIDs)
	if err != nil {
		return nil, err
	}
	bySystem, err := read("plan_action_systems", "system_id", systemIDs)
	if err != nil || len(byProject)+len(bySystem) == 0 {
		return nil, err
	}
	projects, systems, ids := map[string][]string{}, map[string][]string{}, []string{}
	for _, l := range byProject {
		projects[l.ActionID] = append(projects[l.ActionID], l.OtherID)
		ids = append(ids, l.ActionID)
	}
	for _, l := range bySystem {
		systems[l.ActionID] = append(systems[l.ActionID], l.OtherID)
		ids = append(ids, l.ActionID)
	}
	items, err := store.Scan[Item](joined(db).Where("plan_actions.id IN ?", ids).Order("plan_actions.code").Select(itemColumns))
	if err != nil {
		return nil, err
	}
	kpis, err := store.Scan[KPI](db.Table("plan_kpis").Where("action_id IN ?", ids).Order("action_id, id"))
	if err != nil {
		return nil, err
	}
	today, out := fiscal.Today(s.store.Now()), make([]Linked, len(items))
	for i, it := range items {
		a := &Action{Draft: Draft{StartsOn: it.StartsOn, EndsOn: it.EndsOn}, Outcome: it.Outcome, Standing: it.Standing}
		e, _ := s.settings.Judge(a, it.PlanState, today)
		out[i] = Linked{
			ID: it.ID, Code: it.Code, Name: it.Name, NameEn: it.NameEn, PlanID: it.PlanID, PlanState: it.PlanState, ThemeID: it.ThemeID,
			Field: it.ThemeField, OwnerID: it.OwnerID, PersonID: string(it.PersonID), StartsOn: it.StartsOn, EndsOn: it.EndsOn,
			Outcome: it.Outcome, Declared: it.Declared, Evidence: e, Disagrees: disagrees(it.Declared, e),
			ProjectIDs: projects[it.ID], SystemIDs: systems[it.ID],
		}
		for j := range kpis {
			if kpis[j].ActionID == it.ID {
				out[i].KPIs = append(out[i].KPIs, kpis[j].view(it.StartsOn, today))
			}
		}
	}
	return out, nil
}
