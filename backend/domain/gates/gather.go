package gates

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Limits of what one project may hold; reading never goes beyond.
const (
	maxRounds     = 300
	maxConditions = 1000
	maxOpinions   = 100
)

// dossier is everything about a project's gates that its use cases look at, read in a few statements.
type dossier struct {
	set        *Set
	project    Project
	rounds     []roundRow // by gate and round
	skips      []SkipRecord
	conditions []ConditionRecord
}

// roundRow is a round without what fills it.
type roundRow struct {
	ID, ProjectID string
	Gate          GateID
	Round         int
	Tier          Tier
	State         State
	Outcome       Outcome
	Number        store.Ref
	ApplicantID   string
	HeadID        store.Ref
	SubmittedBy   store.Ref
	SubmittedAt   store.Time
	DecidedAt     store.Time
}

const roundColumns = "id, project_id, gate, round, tier, state, outcome, number, applicant_id, head_id, submitted_by, submitted_at, decided_at"

// dossier reads the gates of a project.
func (s *Service) dossier(db *gorm.DB, projectID string) (*dossier, error) {
	d := &dossier{set: s.set}
	var err error
	if d.project, err = s.projects.Project(db, projectID); err != nil {
		return nil, err
	}
	return d, d.read(db)
}

func (d *dossier) read(db *gorm.DB) (err error) {
	id := d.project.ID
	d.rounds, err = store.Scan[roundRow](db.Table("gate_applications").Where("project_id = ?", id).
		Order("gate, round").Limit(maxRounds).Select(roundColumns))
	if err != nil {
		return err
	}
	d.skips, err = store.Scan[SkipRecord](db.Table("gate_skips").Where("project_id = ?", id).Limit(maxRounds))
	if err != nil {
		return err
	}
	d.conditions, err = store.Scan[ConditionRecord](db.Table("gate_conditions").Where("project_id = ?", id).
		Order("created_at, application_id, no").Limit(maxConditions))
	return err
}

// states are every round and every omission, as the rules look at them.
func (d *dossier) states() []GateState {
	out := []GateState{}
	for _, r := range d.rounds {
		out = append(out, GateState{Gate: r.Gate, Round: r.Round, ApplicationID: r.ID, State: r.State, Outcome: r.Outcome})
	}
	for _, k := range d.skips {
		out = append(out, k.state())
	}
	return out
}

func (d *dossier) demands() []Condition {
	out := []Condition{}
	for i := range d.conditions {
		out = append(out, d.conditions[i].rules())
	}
	return out
}

// facts are the project as the rules look at it. A project that has once gone to the retirement gate goes on passing it.
func (d *dossier) facts(tier Tier) Facts {
	f := d.project.facts(tier)
	for _, r := range d.rounds {
		f.Retires = f.Retires || r.Gate == d.set.Retirement
	}
	return f
}

// sequence is the project's own order of gates at its present tier.
func (d *dossier) sequence() []GateID { return d.set.Sequence(d.project.Tier, d.facts("").Retires) }

// latest is the round that counts at the gate; nil when there is none or the gate was skipped.
func (d *dossier) latest(gate GateID) *roundRow {
	st, ok := Latest(d.states(), gate)
	if !ok || st.Skipped {
		return nil
	}
	for i := range d.rounds {
		if d.rounds[i].ID == st.ApplicationID {
			return &d.rounds[i]
		}
	}
	return nil
}

// tierAt is the tier by which a gate is judged: that of the round once it is handed in, of the project before.
func (d *dossier) tierAt(gate GateID) Tier {
	if r := d.latest(gate); r != nil && r.State != StateDraft {
		return r.Tier
	}
	return d.project.Tier
}

// steps are the stepper of the project at a tier, and the next gate: the first one that was reopened, or else the one
// after the last that passed. It is empty when all have passed, or when a rejection ended the project. A gate of another
// tier that has rounds is a step as well, but never the next one.
func (d *dossier) steps(tier Tier) (next GateID, steps []Step) {
	states, seq := d.states(), d.set.Sequence(tier, d.facts("").Retires)
	for _, gate := range d.set.Gates {
		outside := !slices.Contains(seq, gate.ID)
		if st, found := Latest(states, gate.ID); found || !outside {
			steps = append(steps, d.step(gate.ID, st, outside))
		}
	}
	if _, _, over := rejected(states); over {
		return "", steps
	}
	last := -1
	for i, gate := range seq {
		if Passed(states, gate) {
			last = i
		}
	}
	for i, gate := range seq {
		if _, begun := Latest(states, gate); i > last || begun && !Passed(states, gate) {
			return gate, steps
		}
	}
	return "", steps
}

func (d *dossier) step(gate GateID, st GateState, outside bool) Step {
	step := Step{
		Gate: gate, Round: st.Round, State: st.State, Outcome: st.Outcome, Skipped: st.Skipped, Outside: outside, PlannedOn: d.project.Planned[gate],
	}
	if r := d.latest(gate); r != nil && !r.DecidedAt.IsZero() {
		step.DecidedOn = fiscal.DateOf(r.DecidedAt.Time)
	}
	for _, k := range d.skips {
		if k.Gate == gate {
			step.DecidedOn = fiscal.DateOf(k.CreatedAt.Time)
		}
	}
	return step
}

// opinions reads those of one round, oldest first.
func opinions(db *gorm.DB, applicationID string) ([]OpinionRecord, error) {
	return store.Scan[OpinionRecord](db.Table("gate_opinions").Where("application_id = ?", applicationID).Order("created_at, id").Limit(maxOpinions))
}

// actor is the caller as the pure rules look at a person.
func actor(ctx context.Context) Actor {
	s := authz.From(ctx)
	if s == nil {
		return Actor{}
	}
	return actorOf(s.Subject, s.Directory)
}

func actorOf(who authz.Subject, dir authz.Directory) Actor {
	a := Actor{PersonID: who.PersonID}
	for _, h := range who.Held {
		if h.Authority != "" {
			a.Authorities = append(a.Authorities, Authority(h.Authority))
		}
		for _, o := range dir.Path(h.OrganisationID) {
			a.OrganisationPath = append(a.OrganisationPath, o.ID)
		}
	}
	return a
}

// assess is readiness of a round with everything it rests on. The page, the submission and the decision all call it.
// app is nil while there is no round at the gate; proposed is nil unless a decision is.
func (s *Service) assess(ctx context.Context, db *gorm.DB, d *dossier, gate GateID, action Action, app *Application, proposed *Decision, who Actor, today fiscal.Date) (Readiness, error) {
	in := Input{
		Project: d.facts(d.tierAt(gate)), Gate: gate, Action: action, Application: app, Decision: proposed,
		States: d.states(), Conditions: d.demands(), Actor: who, Today: today,
	}
	if c := authz.From(ctx); c != nil {
		in.RolesFor = c.Policy.RolesFor
	}
	facts, err := s.projects.Live(db, d.project, s.set.needs(gate, in.Project.Tier))
	if err != nil {
		return Readiness{}, err
	}
	if app != nil && slices.Contains(s.set.Deciders(in.Project.Tier, gate, in.Project.HQDesignated), Headquarters) {
		in.Project.HQ, err = s.projects.Resolution(db, app.ID)
	}
	if err != nil {
		return Readiness{}, err
	}
	in.Live = CheckLive(s.set, in, facts)
	return Assess(s.set, in), nil
}

// notReady refuses a transition with everything that stands against it.
func (r Readiness) notReady(ids fault.Params) error {
	p := fault.Params{"unmet": r.Unmet(), "gate": r.Gate, "action": r.Action, "rules": r.Rules.Failed(), "criteria": r.lacking()}
	for k, v := range ids {
		p[k] = v
	}
	return fault.New(fault.NotReady, p)
}

// lacking are the criteria among what blocks, without what only a page needs.
func (r Readiness) lacking() []map[string]any {
	out := []map[string]any{}
	for _, c := range r.Criteria {
		for _, id := range r.blocking {
			if id == c.ID {
				out = append(out, map[string]any{"id": c.ID, "status": c.Status, "why": c.Why})
			}
		}
	}
	return out
}

// wrongState are reasons that speak of the state of a record rather than of a missing proof.
var wrongState = map[string]bool{
	"wrong_state": true, "round_under_way": true, "gate_skipped": true, "already_passed": true, "not_a_draft": true, "not_in_review": true, "not_under_review": true,
	"condition_not_open": true, "condition_not_reported": true, "condition_settled": true, "project_rejected": true,
}

// refusal turns failed rules into a fault: a conflict when the record is in the wrong state for the act, else
// not_ready. It is nil when every rule holds.
func refusal(vs ...Verdict) error {
	failed := Verdicts(vs).Failed()
	if len(failed) == 0 {
		return nil
	}
	unmet, state := []string{}, true
	for _, v := range failed {
		unmet = append(unmet, v.Rule)
		state = state && wrongState[v.Why.Code]
	}
	p := fault.Params{"unmet": unmet, "rules": failed}
	if state {
		return fault.Clash("wrong_state", p)
	}
	return fault.New(fault.NotReady, p)
}
