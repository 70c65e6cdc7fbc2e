package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// AddKPI adds a KPI with its first target.
func (s *Service) AddKPI(ctx context.Context, actionID string, d KPIDraft, t TargetDraft, reason string) (*KPI, error) {
	k := &KPI{ActionID: actionID, KPIDraft: d, Actuals: store.List[Actual]{}}
	return k, s.kpis(ctx, actionID, "plan_actions:update", reason, func(tx *store.Tx, a *Action) error {
		n, err := store.Value[int](tx.Table("plan_kpis").Where("action_id = ?", actionID).Select("count(*)"))
		if err != nil {
			return err
		}
		if n >= maxKPIs {
			return fault.Clash("too_many", fault.Params{"limit": maxKPIs})
		}
		if err := k.setTarget(tx, t, ""); err != nil {
			return err
		}
		return store.Create(tx, k, store.Why{Reason: reason})
	})
}

// TargetDraft is a target and the fiscal year in which it should be reached.
type TargetDraft struct {
	Target     float64 `json:"target" validate:"min=-1000000000000,max=1000000000000"`
	TargetYear int64   `json:"targetYear" validate:"required,min=1990,max=2200" doc:"Fiscal year"`
}

func (k *KPI) setTarget(tx *store.Tx, d TargetDraft, reason string) error {
	t := Target{Value: d.Target, Year: d.TargetYear, SetOn: today(tx), Reason: reason, PersonID: tx.Actor.PersonID, Name: tx.Actor.Name}
	if err := k.aim(t); err != nil {
		return err
	}
	k.Targets = append(k.Targets[:len(k.Targets):len(k.Targets)], t)
	return nil
}

// UpdateKPI replaces what describes a KPI. Its targets are revised, not replaced.
func (s *Service) UpdateKPI(ctx context.Context, actionID, id string, version int64, d KPIDraft, reason string) (*KPI, error) {
	return s.kpi(ctx, actionID, id, version, "plan_actions:update", store.Why{Reason: reason}, func(_ *store.Tx, k *KPI) error {
		k.KPIDraft = d
		if t := k.Target(); t != nil {
			return k.aim(*t)
		}
		return nil
	})
}

// ReviseTarget sets a new target beside the ones before, with the reason.
func (s *Service) ReviseTarget(ctx context.Context, actionID, id string, version int64, d TargetDraft, reason string) (*KPI, error) {
	return s.kpi(ctx, actionID, id, version, "plan_actions:update", store.Why{Action: "revise", Reason: reason}, func(tx *store.Tx, k *KPI) error {
		if t := k.Target(); t != nil && t.Value == d.Target && t.Year == d.TargetYear {
			return fault.Bad("target", "unchanged", nil)
		}
		return k.setTarget(tx, d, reason)
	})
}

// ActualDraft is a measured value.
type ActualDraft struct {
	Year  int64       `json:"year" validate:"required,min=1990,max=2200" doc:"Fiscal year that it speaks of"`
	On    fiscal.Date `json:"on" validate:"required" doc:"Day of the measurement"`
	Value float64     `json:"value" validate:"min=-1000000000000,max=1000000000000"`
	Note  string      `json:"note,omitempty" validate:"max=500"`
}

// Measure enters an actual value. It corrects one of the same year by standing
// beside it.
func (s *Service) Measure(ctx context.Context, actionID, id string, version int64, d ActualDraft) (*KPI, error) {
	return s.kpi(ctx, actionID, id, version, "plan_actions:report", store.Why{Action: "measure"}, func(tx *store.Tx, k *KPI) error {
		switch {
		case d.On.After(today(tx)):
			return fault.Bad("on", "future", nil)
		case d.Year > int64(fiscal.FY(d.On)):
			return fault.Bad("year", "future", nil)
		case len(k.Actuals) >= maxActuals:
			return fault.Clash("too_many", fault.Params{"limit": maxActuals})
		}
		a := Actual{Year: d.Year, On: d.On, Value: d.Value, Note: d.Note, At: tx.Now, PersonID: tx.Actor.PersonID, Name: tx.Actor.Name}
		k.Actuals = append(k.Actuals[:len(k.Actuals):len(k.Actuals)], a)
		return nil
	})
}

// maxActuals of a KPI: monthly values of a long plan, corrected now and then.
const maxActuals = 200

// DeleteKPI removes a KPI of a plan that is not approved yet.
func (s *Service) DeleteKPI(ctx context.Context, actionID, id string, version int64, reason string) error {
	return s.kpis(ctx, actionID, "plan_actions:delete", reason, func(tx *store.Tx, a *Action) error {
		if err := s.mustBeDraft(tx, a.PlanID); err != nil {
			return err
		}
		if _, err := childKPI(tx.DB, actionID, id); err != nil {
			return err
		}
		return store.Delete[KPI](tx, id, version, store.Why{Reason: reason})
	})
}

// kpi changes one KPI and brings the action's row up to date.
func (s *Service) kpi(ctx context.Context, actionID, id string, version int64, perm string, why store.Why, change func(tx *store.Tx, k *KPI) error) (*KPI, error) {
	var out *KPI
	reason := why.Reason
	if perm == "plan_actions:report" {
		reason = "-" // a measurement needs none
	}
	err := s.kpis(ctx, actionID, perm, reason, func(tx *store.Tx, _ *Action) error {
		if _, err := childKPI(tx.DB, actionID, id); err != nil {
			return err
		}
		var err error
		out, err = store.Update(tx, id, version, why, func(k *KPI) error { return change(tx, k) })
		return err
	})
	return out, err
}

// kpis runs a write of an action's KPIs. In an approved plan it needs a reason,
// and counts as a revision unless it only measures.
func (s *Service) kpis(ctx context.Context, actionID, perm, reason string, change func(tx *store.Tx, a *Action) error) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		a, plan, err := s.open(ctx, tx, actionID, perm)
		if err != nil {
			return err
		}
		if err := mayChange(plan, a, reason); err != nil {
			return err
		}
		if err := change(tx, a); err != nil {
			return err
		}
		list, err := kpisOf(tx.DB, actionID)
		if err != nil {
			return err
		}
		_, err = store.Update(tx, actionID, store.Latest, store.Why{Action: "kpi"}, func(row *Action) error {
			row.measure(list)
			if perm != "plan_actions:report" {
				row.revise(tx, plan)
			}
			return nil
		})
		return err
	})
}

func childKPI(db *gorm.DB, actionID, id string) (KPI, error) {
	return store.One[KPI](db.Table("plan_kpis").Where("id = ? AND action_id = ?", id, actionID), "plan_kpis", id)
}
