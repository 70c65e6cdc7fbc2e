package app

import (
	"gorm.io/gorm"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// projectsAtGates gives the gates what they know of a project.
type projectsAtGates struct{ app *App }

func (projectsAtGates) Project(db *gorm.DB, id string) (gates.Project, error) {
	row, err := store.Load[projects.Project](db, id)
	if err != nil {
		return gates.Project{}, err
	}
	p := gates.Project{
		ID: row.ID, Code: row.Code, Name: row.Name, NameEn: row.NameEn, State: string(row.State), Tier: gates.Tier(row.Tier),
		SectionID: row.ApplicantID, ManagerID: row.ManagerID, HeadID: string(row.HeadID), MemberIDs: row.MemberIDs,
		HQDesignated: row.HQDesignated, BuildCost: row.BuildCost, RunCost: row.RunCost, FinishOn: row.FinishOn,
		SystemIDs: row.SystemIDs, Planned: map[gates.GateID]fiscal.Date{},
	}
	for _, g := range row.GateStates {
		p.Planned[gates.GateID(g.Gate)] = g.PlannedOn
	}
	if len(row.SystemIDs) > 0 {
		ending, err := store.Value[int](db.Table("systems").Select("count(*)").
			Where("id IN ? AND phase IN ?", []string(row.SystemIDs), []systems.Phase{systems.WindDown, systems.Retired}))
		if err != nil {
			return p, err
		}
		p.EndsSystem = ending > 0
	}
	return p, nil
}

// Live reads the records that the checks of a gate ask for.
func (a projectsAtGates) Live(db *gorm.DB, p gates.Project, n gates.Needs) (gates.LiveFacts, error) {
	var out gates.LiveFacts
	var err error
	if n.Systems {
		found, err := systems.Reviews(db, p.SystemIDs, n.Overlaps)
		if err != nil {
			return out, err
		}
		for i := range found {
			out.Systems = append(out.Systems, systemAtGate(&found[i]))
		}
	}
	if n.Availability {
		found, err := a.app.Availability.AtGate(db, p.SystemIDs)
		if err != nil {
			return out, err
		}
		out.Availability = make(map[string]gates.AvailabilityFacts, len(found))
		for id, f := range found {
			out.Availability[id] = gates.AvailabilityFacts(f)
		}
	}
	if n.Milestones {
		ms, err := projects.Milestones(db, p.ID)
		if err != nil {
			return out, err
		}
		for _, m := range ms {
			out.Milestones = append(out.Milestones, gates.MilestoneFacts{ID: m.ID, Name: m.Name, BaselineOn: m.BaselineOn})
		}
	}
	if n.Risks {
		rs, err := projects.Risks(db, p.ID)
		if err != nil {
			return out, err
		}
		for _, r := range rs {
			out.Risks = append(out.Risks, gates.RiskFacts{
				ID: r.ID, Title: r.Title, Score: r.Score, Open: r.State != projects.RiskClosed, TouchedOn: fiscal.DateOf(r.UpdatedAt.Time),
			})
		}
	}
	if n.Findings {
		open, err := findings.ForGate(db, p.ID, fiscal.Today(a.app.Store.Now()))
		if err != nil {
			return out, err
		}
		for _, f := range open {
			out.Findings = append(out.Findings, gates.FindingFacts{
				ID: f.ID, Code: f.Code, Title: f.Title, OwnerID: string(f.OwnerID), DueOn: f.DueOn, Overdue: f.Overdue,
			})
		}
	}
	if n.Budgets {
		if out.Budgets, err = linesAtGate(db, p.ID); err != nil {
			return out, err
		}
	}
	if n.Roles {
		roles, err := a.app.Skills.AtGate(db, p.ID)
		if err != nil {
			return out, err
		}
		for _, r := range roles {
			out.Roles = append(out.Roles, gates.RoleFacts(r))
		}
	}
	if n.KPIs {
		if out.KPIs, err = a.measuresAtGate(db, p.ID); err != nil {
			return out, err
		}
	}
	if n.Report {
		latest, err := projects.LatestReport(db, p.ID)
		if err != nil {
			return out, err
		}
		if latest != nil {
			out.LatestReport = &gates.ReportFacts{ID: latest.ID, AsOf: latest.AsOf}
		}
	}
	return out, nil
}

func linesAtGate(db *gorm.DB, projectID string) ([]gates.BudgetFacts, error) {
	lines, err := budgets.LinesOf(db, projectID)
	if err != nil {
		return nil, err
	}
	out := make([]gates.BudgetFacts, len(lines))
	for i, l := range lines {
		out[i] = gates.BudgetFacts{
			ID: l.ID, Code: l.Code, Name: l.Name, FiscalYear: l.FiscalYear, OneOff: l.Category == budgets.OneOff,
			Planned: l.Planned, Revised: l.Revised, Spent: l.Spent, Contract: l.ContractAmount,
			Budgeted: l.State == budgets.Budgeted, Settled: l.Settled,
		}
		for _, c := range l.Commitments {
			out[i].Commitments += c.Limit
		}
	}
	return out, nil
}

func (a projectsAtGates) measuresAtGate(db *gorm.DB, projectID string) ([]gates.KPIFacts, error) {
	actions, err := a.app.Plans.LinkedTo(db.Statement.Context, db, []string{projectID}, nil)
	if err != nil {
		return nil, err
	}
	out := []gates.KPIFacts{}
	for i := range actions {
		act := &actions[i]
		f := gates.KPIFacts{ActionID: act.ID, ActionCode: act.Code, ActionName: act.Name, OwnerID: act.PersonID}
		if len(act.KPIs) == 0 {
			out = append(out, f)
		}
		for _, k := range act.KPIs {
			f.Name = k.Name
			f.Complete, f.Measured, f.Met = k.State != plans.KPIIncomplete, len(k.Series) > 0, k.State == plans.KPIMet
			f.On = fiscal.Date{}
			if n := len(k.Series); n > 0 {
				f.On = k.Series[n-1].On
			}
			out = append(out, f)
		}
	}
	return out, nil
}

func systemAtGate(s *systems.Review) gates.SystemFacts {
	f := gates.SystemFacts{
		ID: s.ID, Code: s.Code, Name: s.Name, Phase: string(s.Phase), NetworkZone: s.NetworkZone,
		Confidentiality: s.Confidentiality, Integrity: s.Integrity, Availability: s.Availability,
		Functions: s.Functions,
		Overlaps:  s.Overlaps, Interfaces: s.Links, ConfirmedOn: s.ConfirmedOn, ConfirmBy: s.ConfirmBy,
		ContractEndsOn: s.ContractEndsOn, Dependants: s.Dependants,
	}
	for i := range s.Components {
		c := &s.Components[i]
		f.Components = append(f.Components, gates.ComponentFacts{Name: c.Name, EndsOn: c.SupportEndsOn(), CheckedOn: c.CheckedOn})
	}
	return f
}

// Lock takes the lock that the use cases of a project take.
func (projectsAtGates) Lock(tx *store.Tx, id string) error { return projects.Lock(tx, id) }

// Begin ends the draft of the project and derives its tier anew.
func (p projectsAtGates) Begin(tx *store.Tx, id string) (gates.Tier, error) {
	if err := projects.Activate(tx, id); err != nil {
		return "", err
	}
	tier, err := p.app.Projects.Reassess(tx, id)
	return gates.Tier(tier), err
}

// SetGates puts the stepper onto the project's row, which fills in the planned days itself.
func (projectsAtGates) SetGates(tx *store.Tx, id string, next gates.GateID, steps []gates.Step) error {
	return projects.SetGates(tx, id, string(next), stepsOfProject(steps))
}

func stepsOfProject(steps []gates.Step) []projects.GateState {
	out := make([]projects.GateState, len(steps))
	for i, s := range steps {
		out[i] = projects.GateState{
			Gate: string(s.Gate), Round: s.Round, State: string(s.State), Outcome: string(s.Outcome),
			Skipped: s.Skipped, PlannedOn: s.PlannedOn, DecidedOn: s.DecidedOn,
		}
	}
	return out
}

// stepper gives a project that is new, or of a new tier or other systems, its gates.
type stepper struct{ app *App }

func (s stepper) Steps(tx *store.Tx, id string, tier projects.Tier, endsSystem bool) (next string, states []projects.GateState, err error) {
	gate, steps, err := s.app.Gates.Steps(tx, id, gates.Tier(tier), endsSystem)
	return string(gate), stepsOfProject(steps), err
}

// executionGuard holds back a project that its gates hold back.
type executionGuard struct{ app *App }

func (g executionGuard) CanEnter(db *gorm.DB, id string, to projects.State) error {
	stage := gates.StageContract
	if to == projects.StateCompleted {
		stage = gates.StageCompletion
	}
	return g.app.Gates.CanEnter(db, id, stage)
}
