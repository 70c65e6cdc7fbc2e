package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Outcome is what was decided.
type Outcome string

// The outcomes: to widen, to go on trying, to end it and not to adopt it.
const (
	Widen    Outcome = "widen"
	Continue Outcome = "continue"
	End      Outcome = "end"
)

// DecisionDraft is what the decider says.
type DecisionDraft struct {
	Outcome Outcome     `json:"outcome" validate:"required,oneof=widen continue end"`
	Reason  string      `json:"reason" validate:"required,max=4000"`
	Scope   string      `json:"scope,omitempty" validate:"max=1000" doc:"Where it is used from now on; required to widen"`
	EndsOn  fiscal.Date `json:"endsOn,omitzero" doc:"Day of the next decision; required to continue"`
	Lessons string      `json:"lessons,omitempty" validate:"max=4000" doc:"What others should know; required to end"`
	Meeting string      `json:"meeting,omitempty" validate:"max=200" doc:"Meeting that decided, where one did"`
}

// Check wants what the outcome calls for.
func (d *DecisionDraft) Check() []fault.Field {
	for _, need := range []struct {
		of    Outcome
		field string
		empty bool
	}{{Widen, "scope", blank(d.Scope)}, {Continue, "endsOn", d.EndsOn.IsZero()}, {End, "lessons", blank(d.Lessons)}} {
		if d.Outcome == need.of && need.empty {
			return []fault.Field{{Field: need.field, Rule: "required"}}
		}
	}
	return nil
}

// Decision is what was decided, with the figures and the criteria of that moment. It never changes.
type Decision struct {
	store.Base
	PilotID string `json:"pilotId"`
	No      int    `json:"no"`
	DecisionDraft
	DecidedOn     fiscal.Date        `json:"decidedOn"`
	DecidedBy     string             `json:"decidedById"`
	DecidedByName string             `json:"decidedByName" doc:"Name as it was then"`
	SetNo         int                `json:"setNo"`
	Edition       string             `json:"edition" doc:"Evaluation set that the figures are of"`
	CriteriaNo    int                `json:"criteriaNo"`
	AfterStart    bool               `json:"afterStart" doc:"The criteria had been changed after the start"`
	Metric        Metric             `json:"metric"`
	TargetPercent int64              `json:"targetPercent"`
	Correct       int64              `json:"correct"`
	Cases         int64              `json:"cases"`
	Corrected     int64              `json:"corrected" doc:"Of these, changed after they were recorded"`
	Voided        int64              `json:"voided" doc:"Cases taken out of the count until then"`
	Verdict       store.Doc[Verdict] `json:"verdict"`
}

// TableName names the table.
func (Decision) TableName() string { return "pilot_decisions" }

// Root is the pilot.
func (d Decision) Root() (noun, id string) { return "pilots", d.PilotID }

// Decide decides on a running pilot. To widen is refused while the criteria are not met, whoever asks, and each that is
// not met is named.
func (s *Service) Decide(ctx context.Context, id string, version int64, d DecisionDraft) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.change(ctx, tx, id, version, "pilots:decide", store.Why{Action: "decide", Reason: d.Reason}, func(row *Pilot) error {
			if err := open(row, Running); err != nil {
				return err
			}
			out, err := s.decision(tx, row)
			if err != nil {
				return err
			}
			if d.Outcome == Widen {
				if err := fault.BadFields(refusals(out.Verdict.V)); err != nil {
					return err
				}
			}
			if d.Outcome == Continue && !d.EndsOn.After(row.EndsOn) {
				return fault.Bad("endsOn", "after", fault.Params{"on": row.EndsOn})
			}
			if out.No > maxSteps {
				return fault.Bad("outcome", "too_many", fault.Params{"limit": maxSteps})
			}
			out.DecisionDraft, out.DecidedOn = d, today(tx)
			out.DecidedBy, out.DecidedByName = tx.Actor.PersonID, tx.Actor.Name
			switch d.Outcome {
			case Widen:
				row.Stage, row.ClosedOn = Widened, out.DecidedOn
			case End:
				row.Stage, row.ClosedOn = Ended, out.DecidedOn
			case Continue:
				row.EndsOn = d.EndsOn
			}
			return store.Create(tx, out, store.Why{Action: "decide", Reason: d.Reason})
		})
		return err
	})
	return row, err
}

// decision gathers what is true of a pilot at this moment, inside the transaction that decides.
func (s *Service) decision(tx *store.Tx, row *Pilot) (*Decision, error) {
	c, err := store.One[Criteria](tx.Table("pilot_criteria").Where("pilot_id = ? AND no = ?", row.ID, row.CriteriaNo), "pilot_criteria", row.ID)
	if err != nil {
		return nil, err
	}
	set, err := store.One[Set](tx.Table("pilot_sets").Where("pilot_id = ? AND no = ?", row.ID, row.SetNo), "pilot_sets", row.ID)
	if err != nil {
		return nil, err
	}
	n, err := store.Value[int](tx.Table("pilot_decisions").Where("pilot_id = ?", row.ID).Select("count(*)"))
	if err != nil {
		return nil, err
	}
	t, err := inForce(tx.DB, row)
	if err != nil {
		return nil, err
	}
	m := t.measured(&row.Draft, c.Metric)
	return &Decision{
		PilotID: row.ID, No: n + 1, SetNo: set.No, Edition: set.Edition, CriteriaNo: c.No, AfterStart: c.AfterStart, Metric: c.Metric,
		TargetPercent: c.TargetPercent, Correct: m.Correct, Cases: m.N, Corrected: t.Changed, Voided: t.Voided, Verdict: store.Doc[Verdict]{V: Judge(&c.CriteriaDraft, m)},
	}, nil
}

// inForce counts the cases of a pilot on the evaluation set in force.
func inForce(db *gorm.DB, row *Pilot) (t tally, err error) {
	all, err := tallies(db, []string{row.ID})
	for i := range all {
		if all[i].SetNo == row.SetNo {
			t.add(&all[i])
		}
	}
	return t, err
}

// refusals name each criterion that keeps a pilot from being widened.
func refusals(v Verdict) (out []fault.Field) {
	for _, l := range v.Lines {
		if l.State == Met {
			continue
		}
		p := fault.Params{"wanted": l.Wanted}
		rule := "widen_" + l.Key
		switch {
		case l.Actual == nil:
			rule += "_unknown"
		case l.State == Unknown:
			rule += "_few"
			p["n"], p["least"] = l.N, l.Least
		default:
			p["actual"] = tenth(*l.Actual)
		}
		out = append(out, fault.Field{Field: "outcome", Rule: rule, Params: p})
	}
	return out
}
