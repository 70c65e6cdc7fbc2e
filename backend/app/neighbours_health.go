package app

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// evidence gathers what health is judged by, each part from the domain that has it.
type evidence struct{ app *App }

func (evidence) Subjects(db *gorm.DB, of health.Subject, after string, limit int) ([]string, error) {
	if of == health.OfProject {
		return projects.Running(db, after, limit)
	}
	return systems.Living(db, after, limit)
}

func (e evidence) Projects(ctx context.Context, db *gorm.DB, on fiscal.Date, ids []string) ([]health.ProjectFacts, error) {
	found, err := projects.Signals(db, on, ids)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	next := make(map[string]gates.GateID, len(found))
	for i := range found {
		next[found[i].ID] = gates.GateID(found[i].NextGate)
	}
	held, err := gates.Signals(db, on, next)
	if err != nil {
		return nil, err
	}
	levels, err := e.levels(ctx, db, on)
	if err != nil {
		return nil, err
	}
	late, err := findings.OnProjects(db, ids, on)
	if err != nil {
		return nil, err
	}
	budget, err := money(db, budgets.CostsOfProjects, on, "projectId", ids)
	if err != nil {
		return nil, err
	}
	reached, err := e.goals(ctx, db, ids)
	if err != nil {
		return nil, err
	}
	out := make([]health.ProjectFacts, len(found))
	for i := range found {
		out[i] = projectEvidence(&found[i], held[found[i].ID])
		out[i].Maturity, out[i].Findings = levels(out[i].SectionID), findingsEvidence(late[out[i].ID])
		out[i].Money, out[i].KPI = budget[out[i].ID], reached[out[i].ID]
	}
	return out, nil
}

// years of running that a project's cost covers.
const years = 5

func projectEvidence(p *projects.Signal, held gates.Signal) health.ProjectFacts {
	f := health.ProjectFacts{
		ID: p.ID, Code: p.Code, SectionID: p.ApplicantID, Own: p.People, State: string(p.State), Tier: string(p.Tier),
		ActivatedOn: p.ActivatedOn, SlipDays: p.SlipDays, Users: p.Users,
		Gate: health.Gate{Next: p.NextGate, ApplicationID: held.ApplicationID, Returned: held.Returned, WaitingSince: held.WaitingSince},
		Late: health.Late{Count: len(p.Late)},
	}
	if cost := (p.BuildCost + p.RunCost) / years; cost > 0 {
		f.YearCost = &cost
	}
	if r := p.Report; r != nil {
		f.Report = &health.Report{
			ID: r.ID, AsOf: r.AsOf, Overall: r.Overall, Scope: r.Scope, Schedule: r.Schedule, Cost: r.Cost, Quality: r.Quality, Risk: r.Risk,
		}
	}
	for _, m := range p.Late {
		f.Late.Rows = append(f.Late.Rows, health.Record{
			Noun: "project_milestones", ID: m.ID, Label: m.Name, Href: "/projects/" + p.ID + "/milestones", On: m.CurrentOn,
		})
	}
	for _, r := range p.Severe {
		f.Risks = append(f.Risks, health.Risk{
			ID: r.ID, Title: r.Title, Band: string(r.Band), TouchedOn: fiscal.DateOf(r.UpdatedAt.Time), DueOn: r.DueOn,
		})
	}
	for _, c := range held.Conditions {
		f.Conditions = append(f.Conditions, health.Condition{
			ID: c.ID, ApplicationID: c.ApplicationID, Gate: string(c.Gate), Text: c.Text, Criticality: string(c.Criticality), DueOn: c.DueOn, Overdue: c.Overdue,
		})
	}
	return f
}

func (e evidence) Systems(ctx context.Context, db *gorm.DB, on fiscal.Date, outageDays int, ids []string) ([]health.SystemFacts, error) {
	found, err := systems.Signals(db, ids)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	ran, err := e.operation(ctx, db, on, outageDays, ids)
	if err != nil {
		return nil, err
	}
	levels, err := e.levels(ctx, db, on)
	if err != nil {
		return nil, err
	}
	late, err := findings.OnSystems(db, ids, on)
	if err != nil {
		return nil, err
	}
	budget, err := money(db, budgets.CostsOfSystems, on, "systemId", ids)
	if err != nil {
		return nil, err
	}
	out := make([]health.SystemFacts, len(found))
	for i := range found {
		out[i] = systemEvidence(&found[i])
		out[i].Operation, out[i].Maturity = ran(out[i].ID), levels(out[i].SectionID)
		out[i].Findings, out[i].Money = findingsEvidence(late[out[i].ID]), budget[out[i].ID]
	}
	return out, nil
}

func systemEvidence(s *systems.Signal) health.SystemFacts {
	f := health.SystemFacts{
		ID: s.ID, Code: s.Code, SectionID: s.OwnerID, Phase: string(s.Phase), Criticality: s.Criticality, SaaS: s.Kind == "saas",
		ContractEndsOn: s.ContractEndsOn, RenewalOn: s.RenewalOn, ConfirmBy: s.ConfirmBy, Completeness: s.Completeness, Missing: s.Empty, Users: s.UserCount,
	}
	for i := range s.Components {
		c := &s.Components[i]
		f.Components = append(f.Components, health.Component{Name: c.Name, MainOn: c.EOLMain, EndsOn: c.SupportEndsOn(), SeenOn: c.CheckedOn})
	}
	for _, p := range s.Projects {
		f.Projects = append(f.Projects, health.Record{Noun: "projects", ID: p.ID, Label: p.Code + " " + p.Name, Href: "/projects/" + p.ID})
	}
	return f
}

// Touched asks of the ledger's entries which projects and systems they may concern. A project's records concern its systems
// as well: it is their follow-up.
func (evidence) Touched(db *gorm.DB, changes []health.Change) (ofProjects, ofSystems []string, err error) {
	for _, c := range changes {
		switch c.RootNoun {
		case "projects":
			ofProjects = append(ofProjects, c.RootID)
		case "systems":
			ofSystems = append(ofSystems, c.RootID)
		}
	}
	if ids := recordsOf(changes, "findings"); len(ids) > 0 {
		of, err := store.Column[string](db.Table("finding_projects").Where("finding_id IN ?", ids).Select("project_id"))
		if err != nil {
			return nil, nil, err
		}
		on, err := store.Column[string](db.Table("finding_systems").Where("finding_id IN ?", ids).Select("system_id"))
		if err != nil {
			return nil, nil, err
		}
		ofProjects, ofSystems = append(ofProjects, of...), append(ofSystems, on...)
	}
	if ids := recordsOf(changes, "budget_lines"); len(ids) > 0 {
		type line struct{ ProjectID, SystemID store.Ref }
		lines, err := store.Scan[line](db.Table("budget_lines").Where("id IN ?", ids).Select("project_id, system_id"))
		if err != nil {
			return nil, nil, err
		}
		for _, l := range lines {
			ofProjects, ofSystems = append(ofProjects, string(l.ProjectID)), append(ofSystems, string(l.SystemID))
		}
	}
	if ids := recordsOf(changes, availabilityNouns...); len(ids) > 0 {
		concerned, err := store.Column[string](db.Raw(`SELECT system_id FROM availability_outages WHERE id IN ?
			UNION SELECT system_id FROM availability_maintenance WHERE id IN ? UNION SELECT system_id FROM availability_targets WHERE id IN ?`, ids, ids, ids))
		if err != nil {
			return nil, nil, err
		}
		ofSystems = append(ofSystems, concerned...)
	}
	if len(ofProjects) > 0 {
		concerned, err := store.Column[string](db.Table("project_systems").Where("project_id IN ?", ofProjects).Select("system_id"))
		if err != nil {
			return nil, nil, err
		}
		ofSystems = append(ofSystems, concerned...)
	}
	if len(ofSystems) > 0 {
		concerning, err := store.Column[string](db.Table("project_systems").Where("system_id IN ?", ofSystems).Select("project_id"))
		if err != nil {
			return nil, nil, err
		}
		ofProjects = append(ofProjects, concerning...)
	}
	return ofProjects, ofSystems, nil
}

// recordsOf are the roots of changes to some nouns.
func recordsOf(changes []health.Change, nouns ...string) []string {
	var out []string
	for _, c := range changes {
		if slices.Contains(nouns, c.RootNoun) {
			out = append(out, c.RootID)
		}
	}
	return out
}

// outsideHealth are figures of other domains on the portfolio's page.
type outsideHealth struct{ app *App }

func (o outsideHealth) OverdueFindings(ctx context.Context, on fiscal.Date) (now, then *int64, err error) {
	may, err := authz.From(ctx).Decide("findings:read", nil)
	if err != nil || !may.Allowed {
		return nil, nil, err
	}
	n, err := o.app.Findings.CountOverdue(ctx)
	if err != nil || on.IsZero() {
		return &n, nil, err
	}
	before, err := o.app.Findings.CountOverdueOn(ctx, on)
	return &n, &before, err
}
