package gates

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// RoundRef is a round in the story of a gate.
type RoundRef struct {
	ID          string     `json:"id"`
	Round       int        `json:"round"`
	State       State      `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn"`
	Outcome     Outcome    `json:"outcome" enum:"approved,conditional,returned,deferred,rejected,"`
	Number      store.Ref  `json:"number,omitempty"`
	SubmittedAt store.Time `json:"submittedAt,omitzero"`
	DecidedAt   store.Time `json:"decidedAt,omitzero"`
}

// OpenConditions counts what a gate's approval left open, by weight.
type OpenConditions struct {
	Critical    int `json:"critical"`
	Essential   int `json:"essential"`
	Recommended int `json:"recommended"`
	Overdue     int `json:"overdue"`
}

// GateView is a gate of a project as its page shows it.
type GateView struct {
	Step
	Name          string                   `json:"name"`
	NameEn        string                   `json:"nameEn"`
	ApplicationID string                   `json:"applicationId,omitempty" doc:"Round that counts"`
	Number        store.Ref                `json:"number,omitempty" doc:"Approval number"`
	SkipReason    string                   `json:"skipReason,omitempty"`
	Deciders      []Authority              `json:"deciders" enum:"cio,ict_director,sysmgmt_director,headquarters"`
	Open          OpenConditions           `json:"openConditions"`
	Rounds        []RoundRef               `json:"rounds" doc:"Every round, first one first"`
	Can           map[string]authz.Verdict `json:"can" doc:"apply (open a new round) and skip"`
}

// StageView says whether a project may enter a stage of execution, and what stands against it.
type StageView struct {
	Stage Stage    `json:"stage" enum:"contract,go_live,completion"`
	Gate  GateID   `json:"gate,omitempty" doc:"Gate that opens it; completion has none of its own"`
	Ready bool     `json:"ready"`
	Rules Verdicts `json:"rules"`
}

// Stepper is where a project stands at its gates.
type Stepper struct {
	ProjectID string      `json:"projectId"`
	Code      string      `json:"code"`
	Tier      Tier        `json:"tier" enum:"A,B,C"`
	NextGate  GateID      `json:"nextGate" doc:"Empty when all have passed or the project was rejected"`
	AsOf      fiscal.Date `json:"asOf"`
	Gates     []GateView  `json:"gates"`
	Execution []StageView `json:"execution"`
}

// readable reads the gates of a project that the caller may read.
func (s *Service) readable(ctx context.Context, projectID string) (*dossier, error) {
	d, err := s.dossier(s.store.Read(ctx), projectID)
	if err != nil {
		return nil, err
	}
	return d, authz.Require(ctx, "gates:read", d.project.record(s.set, d.project.Tier))
}

// Stepper shows the gates of a project.
func (s *Service) Stepper(ctx context.Context, projectID string) (*Stepper, error) {
	d, err := s.readable(ctx, projectID)
	if err != nil {
		return nil, err
	}
	out := &Stepper{ProjectID: projectID, Code: d.project.Code, Tier: d.project.Tier, AsOf: fiscal.Today(s.store.Now()), Gates: []GateView{}, Execution: []StageView{}}
	var steps []Step
	out.NextGate, steps = d.steps(d.project.Tier)
	for _, step := range steps {
		g, err := s.view(ctx, d, step, out.AsOf)
		if err != nil {
			return nil, err
		}
		out.Gates = append(out.Gates, g)
	}
	for _, stage := range []Stage{StageContract, StageGoLive, StageCompletion} {
		gate, _ := s.set.ExecutionGate(d.sequence(), stage)
		v := s.execution(d, stage)
		out.Execution = append(out.Execution, StageView{stage, gate, v.OK(), v})
	}
	return out, nil
}

func (s *Service) view(ctx context.Context, d *dossier, step Step, on fiscal.Date) (GateView, error) {
	gate, _ := s.set.Gate(step.Gate)
	g := GateView{Step: step, Name: gate.Name, NameEn: gate.NameEn, Deciders: s.set.Deciders(d.tierAt(step.Gate), step.Gate, d.project.HQDesignated), Rounds: []RoundRef{}}
	if r := d.latest(step.Gate); r != nil {
		g.ApplicationID, g.Number = r.ID, r.Number
	}
	for _, k := range d.skips {
		if k.Gate == step.Gate {
			g.SkipReason = k.Reason
		}
	}
	for _, r := range d.rounds {
		if r.Gate == step.Gate {
			g.Rounds = append(g.Rounds, RoundRef{r.ID, r.Round, r.State, r.Outcome, r.Number, r.SubmittedAt, r.DecidedAt})
		}
	}
	states := d.states()
	for i := range d.conditions {
		if c := d.conditions[i].rules(); c.Gate == step.Gate && !c.State.Settled() {
			g.Open.add(c, c.Overdue(on, states))
		}
	}
	var err error
	g.Can, err = s.canAt(ctx, d, step.Gate)
	return g, err
}

func (o *OpenConditions) add(c Condition, overdue bool) {
	switch c.Criticality {
	case Essential:
		o.Essential++
	case Recommended:
		o.Recommended++
	default: // one that nobody knows holds up like a critical one
		o.Critical++
	}
	if overdue {
		o.Overdue++
	}
}

// canAt judges what the caller may do at a gate: the policy first, then the rules, which are named among what missed.
func (s *Service) canAt(ctx context.Context, d *dossier, gate GateID) (map[string]authz.Verdict, error) {
	can, err := authz.Can(ctx, "gates", d.project.record(s.set, d.project.Tier), "apply", "skip")
	if err != nil {
		return nil, err
	}
	facts, states := d.facts(d.project.Tier), d.states()
	_, open := CanOpenRound(s.set, facts, gate, states)
	can["apply"] = heed(can["apply"], d.project.ended(), open)
	can["skip"] = heed(can["skip"], d.project.ended(), CanSkip(s.set, facts, gate, states, actor(ctx), "x")...)
	return can, nil
}

// heed lets a verdict of the policy stand while the rules do; what stands against it is named among what missed.
func heed(v authz.Verdict, ended bool, rules ...Verdict) authz.Verdict {
	missed := []string{}
	if ended {
		missed = append(missed, "state")
	}
	for _, f := range Verdicts(rules).Failed() {
		missed = append(missed, f.Rule)
	}
	if v.Allowed && len(missed) > 0 {
		v.Allowed, v.Missed = false, missed
	}
	return v
}

// ReadinessView is readiness with the names that a page shows.
type ReadinessView struct {
	Readiness
	ApplicationID string                   `json:"applicationId,omitempty"`
	Tier          Tier                     `json:"tier" enum:"A,B,C"`
	Unmet         []string                 `json:"unmet" doc:"Criteria and rules that block"`
	People        map[string]Name          `json:"people" doc:"Names of the people who can mend"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Readiness judges a gate of a project, for submission until it is under review and for a plain approval from then on,
// unless the caller asks for one of them. It is the very function that lets a submission or a decision through.
func (s *Service) Readiness(ctx context.Context, projectID string, gate GateID, action Action) (*ReadinessView, error) {
	if err := s.known(gate); err != nil {
		return nil, err
	}
	d, err := s.readable(ctx, projectID)
	if err != nil {
		return nil, err
	}
	db := s.store.Read(ctx)
	out := &ReadinessView{Tier: d.tierAt(gate)}
	var app *Application
	if r := d.latest(gate); r != nil {
		row, err := store.Load[ApplicationRecord](db, r.ID)
		if err != nil {
			return nil, err
		}
		ops, err := opinions(db, r.ID)
		if err != nil {
			return nil, err
		}
		app, out.ApplicationID = row.rules(d.project, ops), r.ID
		if out.Can, err = s.can(ctx, d, row, ops); err != nil {
			return nil, err
		}
	} else if out.Can, err = s.canAt(ctx, d, gate); err != nil {
		return nil, err
	}
	if action == "" {
		action = ActionSubmit
		if app != nil && app.State != StateDraft {
			action = ActionDecide
		}
	}
	who := Actor{}
	if action == ActionDecide && (out.Can["decide"].Allowed || out.Can["substitute"].Allowed) {
		who = actor(ctx)
	}
	if out.Readiness, err = s.assess(ctx, db, d, gate, action, app, nil, who, fiscal.Today(s.store.Now())); err != nil {
		return nil, err
	}
	out.Unmet = out.Readiness.Unmet()
	ids := []string{}
	for _, c := range out.Criteria {
		if c.Mend != nil {
			ids = append(ids, c.Mend.PersonIDs...)
		}
	}
	out.People, err = names(db, ids)
	return out, err
}
