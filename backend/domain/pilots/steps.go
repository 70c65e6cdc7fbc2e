package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CriteriaDraft is what a pilot must show to be widened, and when it is given up.
type CriteriaDraft struct {
	Metric          Metric `json:"metric" validate:"required,oneof=top1 top3" doc:"Which places count as right"`
	TargetPercent   int64  `json:"targetPercent" validate:"required,min=1,max=99" doc:"The lower end of the interval must reach it"`
	MinCases        int64  `json:"minCases" validate:"required,min=1,max=1000000" doc:"Cases that are needed at least; never fewer than the settings ask"`
	MinSecondsSaved *int64 `json:"minSecondsSaved,omitempty" validate:"omitempty,min=1,max=86400" doc:"Seconds saved a case, on average"`
	MinTimed        *int64 `json:"minTimed,omitempty" validate:"omitempty,min=1,max=1000000" doc:"Cases with both times that this needs at least; with fewer it is unknown"`
	MinSatisfied    *int64 `json:"minSatisfied,omitempty" validate:"omitempty,min=1,max=100" doc:"Satisfied staff in percent"`
	MinAsked        *int64 `json:"minAsked,omitempty" validate:"omitempty,min=1,max=1000000" doc:"Staff who must have been asked at least; with fewer it is unknown"`
	GiveUp          string `json:"giveUp" validate:"required,max=2000" doc:"When it is ended"`
	Reason          string `json:"reason,omitempty" validate:"max=1000" doc:"Why they change; required once the pilot runs"`
}

// Check wants a least number beside each average: one measurement shows nothing.
func (d *CriteriaDraft) Check() (out []fault.Field) {
	for _, c := range []struct {
		value, least *int64
		field        string
	}{{d.MinSecondsSaved, d.MinTimed, "minTimed"}, {d.MinSatisfied, d.MinAsked, "minAsked"}} {
		switch {
		case c.value != nil && c.least == nil:
			out = append(out, fault.Field{Field: c.field, Rule: "required"})
		case c.value == nil && c.least != nil:
			out = append(out, fault.Field{Field: c.field, Rule: "not_asked_for"})
		}
	}
	return out
}

// Criteria is a version of the criteria. It never changes; the next version stands beside it.
type Criteria struct {
	store.Base
	PilotID string `json:"pilotId"`
	No      int    `json:"no"`
	CriteriaDraft
	SetOn      fiscal.Date `json:"setOn"`
	SetBy      store.Ref   `json:"setById,omitempty"`
	AfterStart bool        `json:"afterStart" doc:"Set when the pilot ran already: whoever reads the result should know"`
}

// TableName names the table.
func (Criteria) TableName() string { return "pilot_criteria" }

// Root is the pilot.
func (c Criteria) Root() (noun, id string) { return "pilots", c.PilotID }

// SetDraft describes an evaluation set.
type SetDraft struct {
	Edition string `json:"edition" validate:"required,max=40" doc:"As people call it: 第2版"`
	What    string `json:"what" validate:"required,max=2000" doc:"What it holds, and what is new in it"`
}

// Set is a version of what the answers are held against. Shares of two versions are never compared.
type Set struct {
	store.Base
	PilotID string `json:"pilotId"`
	No      int    `json:"no"`
	SetDraft
	Since fiscal.Date `json:"since"`
}

// TableName names the table.
func (Set) TableName() string { return "pilot_sets" }

// Root is the pilot.
func (s Set) Root() (noun, id string) { return "pilots", s.PilotID }

// maxSteps bounds the versions of criteria and of evaluation sets, and the decisions, of one pilot.
const maxSteps = 50

// change asks the policy before it tells a stale caller how the pilot stands, then alters it.
func (s *Service) change(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Pilot) error) (*Pilot, error) {
	row, err := store.Load[Pilot](tx.DB, id)
	if err != nil {
		return nil, err
	}
	facts := row.facts()
	if perm == "pilots:decide" {
		hands, err := shaped(tx.DB, row)
		if err != nil {
			return nil, err
		}
		facts.Parties["runner"] = append(facts.Parties["runner"], hands...)
	}
	if err := authz.Require(ctx, perm, facts); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

// shaped are the people who wrote to a pilot while it ran, or changed what it is held against, as the ledger has it: handing the
// management to somebody else does not make a judge of who ran it.
func shaped(db *gorm.DB, p *Pilot) ([]string, error) {
	if p.StartedOn.IsZero() {
		return nil, nil
	}
	return store.Column[string](db.Session(&gorm.Session{NewDB: true}).Table("audit_entries").Distinct("person_id").
		Where("noun = 'pilots' AND record_id = ? AND action IN ('criteria', 'update')", p.ID).
		Where("id > (SELECT max(id) FROM audit_entries WHERE noun = 'pilots' AND record_id = ? AND action = 'start')", p.ID).Limit(maxSteps))
}

// SetCriteria sets the criteria, or their next version. Before the start they are simply set; afterwards the version says
// so and tells why.
func (s *Service) SetCriteria(ctx context.Context, id string, version int64, d CriteriaDraft) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.change(ctx, tx, id, version, "pilots:criteria", store.Why{Action: "criteria", Reason: d.Reason}, func(row *Pilot) error {
			if err := open(row, Planned, Running); err != nil {
				return err
			}
			var bad []fault.Field
			for _, c := range []struct {
				field   string
				n       *int64
				atLeast int64
			}{{"minCases", &d.MinCases, s.settings.MinCases}, {"minTimed", d.MinTimed, s.settings.MinTimed}, {"minAsked", d.MinAsked, s.settings.MinAsked}} {
				if c.n != nil && *c.n < c.atLeast {
					bad = append(bad, fault.Field{Field: c.field, Rule: "min", Params: fault.Params{"limit": c.atLeast}})
				}
			}
			if row.Stage == Running && blank(d.Reason) {
				bad = append(bad, fault.Field{Field: "reason", Rule: "required"})
			}
			if row.CriteriaNo >= maxSteps {
				bad = append(bad, fault.Field{Field: "metric", Rule: "too_many", Params: fault.Params{"limit": maxSteps}})
			}
			if err := fault.BadFields(bad); err != nil {
				return err
			}
			row.CriteriaNo++
			return store.Create(tx, &Criteria{
				PilotID: id, No: row.CriteriaNo, CriteriaDraft: d, SetOn: today(tx), SetBy: store.Ref(tx.Actor.PersonID), AfterStart: row.Stage == Running,
			}, store.Why{Reason: d.Reason})
		})
		return err
	})
	return row, err
}

// AddSet brings a new version of the evaluation set into force. Cases of the versions before stay what they are.
func (s *Service) AddSet(ctx context.Context, id string, version int64, d SetDraft) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.change(ctx, tx, id, version, "pilots:record", store.Why{Action: "evaluation_set", Reason: d.Edition}, func(row *Pilot) error {
			if err := open(row, Planned, Running); err != nil {
				return err
			}
			if row.SetNo >= maxSteps {
				return fault.Bad("edition", "too_many", fault.Params{"limit": maxSteps})
			}
			n, err := store.Value[int](tx.Table("pilot_sets").Where("pilot_id = ? AND edition = ?", id, d.Edition).Select("count(*)"))
			if err != nil {
				return err
			}
			if n > 0 {
				return fault.Bad("edition", "duplicate", nil)
			}
			row.SetNo++
			return store.Create(tx, &Set{PilotID: id, No: row.SetNo, SetDraft: d, Since: today(tx)}, store.Why{})
		})
		return err
	})
	return row, err
}

// StartDraft says when a pilot began.
type StartDraft struct {
	On   fiscal.Date `json:"on,omitzero" doc:"Today unless given; never before the criteria were set"`
	Note string      `json:"note,omitempty" validate:"max=500"`
}

// Start lets a planned pilot run. From now on its criteria are frozen: what must be shown stands before anything is shown.
func (s *Service) Start(ctx context.Context, id string, version int64, d StartDraft) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.change(ctx, tx, id, version, "pilots:start", store.Why{Action: "start", Reason: d.Note}, func(row *Pilot) error {
			if err := open(row, Planned); err != nil {
				return err
			}
			on := d.On
			if on.IsZero() {
				on = today(tx)
			}
			set, err := store.Column[fiscal.Date](tx.Table("pilot_criteria").Where("pilot_id = ? AND no = ?", id, row.CriteriaNo).Select("set_on"))
			if err != nil {
				return err
			}
			var missing []string
			for _, m := range []struct {
				is   bool
				name string
			}{{len(set) == 0, "criteria"}, {row.SetNo == 0, "set"}, {len(row.WardIDs) == 0, "wards"}} {
				if m.is {
					missing = append(missing, m.name)
				}
			}
			switch {
			case len(missing) > 0:
				return fault.New(fault.NotReady, fault.Params{"reason": "pilot_not_ready", "missing": missing})
			case on.After(today(tx)):
				return fault.Bad("on", "future", nil)
			case on.Before(set[0]):
				return fault.Bad("on", "before_criteria", fault.Params{"on": set[0]})
			case on.After(row.EndsOn):
				return fault.Bad("on", "after_end", fault.Params{"on": row.EndsOn})
			}
			row.Stage, row.StartedOn, row.StartedBy = Running, on, store.Ref(tx.Actor.PersonID)
			return nil
		})
		return err
	})
	return row, err
}

// open wants a pilot in one of some stages.
func open(row *Pilot, stages ...Stage) error {
	for _, s := range stages {
		if row.Stage == s {
			return nil
		}
	}
	return fault.Clash("wrong_state", fault.Params{"of": "pilot", "state": string(row.Stage)})
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
