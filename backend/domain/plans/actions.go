package plans

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CreateAction adds an action to a plan: planned at the start while the plan is a
// draft, added later with the reason once it is approved.
func (s *Service) CreateAction(ctx context.Context, d Draft) (*Action, error) {
	var row *Action
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is CreateAction within a larger write: an import, or a record of
// another domain that becomes an action. Without a code it is numbered under its
// theme.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Action, error) {
	row := &Action{Draft: d, Outcome: Running}
	return row, s.insert(ctx, tx, row, why)
}

func (s *Service) insert(ctx context.Context, tx *store.Tx, row *Action, why store.Why) error {
	if err := authz.Require(ctx, "plan_actions:create", row.facts()); err != nil {
		return err
	}
	plan, err := s.planOfTheme(tx, row.ThemeID)
	if err != nil {
		return err
	}
	if plan.State == StateClosed {
		return wrongState("plan", string(plan.State))
	}
	row.PlanID = plan.ID
	if row.Code == "" {
		if row.Code, err = nextCode(tx, row.ThemeID); err != nil {
			return err
		}
	}
	if err := row.originate(tx, plan); err != nil {
		return err
	}
	if err := s.accept(ctx, tx, row, nil); err != nil {
		return err
	}
	return store.Create(tx, row, why)
}

// planOfTheme locks and loads the plan of a theme.
func (s *Service) planOfTheme(tx *store.Tx, themeID string) (*Plan, error) {
	id, err := store.Value[string](tx.Table("plan_themes").Where("id = ?", themeID).Select("plan_id"))
	if err != nil {
		return nil, err
	}
	if id == "" {
		return nil, fault.Bad("themeId", "not_found", nil)
	}
	if err := lock(tx, id); err != nil {
		return nil, err
	}
	return store.Load[Plan](tx.DB, id)
}

// nextCode numbers an action under its theme. The plan is locked, so two cannot
// get the same.
func nextCode(tx *store.Tx, themeID string) (string, error) {
	theme, err := store.Load[Theme](tx.DB, themeID)
	if err != nil {
		return "", err
	}
	from := theme.Code + "-"
	taken, err := store.Column[string](tx.Table("plan_actions").Where("code > ? AND code < ?", from, from+"\U0010FFFF").Select("code"))
	if err != nil {
		return "", err
	}
	for n := len(taken) + 1; ; n++ {
		if code := fmt.Sprintf("%s%02d", from, n); !slices.Contains(taken, code) {
			return code, nil
		}
	}
}

// originate says whether an action was planned at the start, or added and why.
func (a *Action) originate(tx *store.Tx, p *Plan) error {
	if p.State == StateDraft {
		a.Origin, a.AddedOn, a.AddedWhy = Initial, fiscal.Date{}, ""
		return nil
	}
	a.Origin = Added
	if a.AddedOn.IsZero() {
		a.AddedOn = today(tx)
	}
	switch {
	case a.AddedWhy == "":
		return fault.Bad("addedWhy", "reason_required", nil)
	case a.AddedOn.After(today(tx)):
		return fault.Bad("addedOn", "future", nil)
	}
	return nil
}

// UpdateAction replaces what people may write of an action. In an approved plan
// that is a revision, with its reason.
func (s *Service) UpdateAction(ctx context.Context, id string, version int64, d Draft, reason string) (*Action, error) {
	var row *Action
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is UpdateAction within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Action, error) {
	_, plan, err := s.open(ctx, tx, id, "plan_actions:update")
	if err != nil {
		return nil, err
	}
	if plan.State == StateApproved {
		why.Action = "revise"
	}
	return store.Update(tx, id, version, why, func(row *Action) error {
		if err := mayChange(plan, row, why.Reason); err != nil {
			return err
		}
		before := *row
		row.Draft = d
		if err := authz.Require(ctx, "plan_actions:update", row.facts()); err != nil {
			return err
		}
		if row.Origin == Initial {
			row.AddedOn, row.AddedWhy = fiscal.Date{}, ""
		} else if err := row.originate(tx, plan); err != nil {
			return err
		}
		row.revise(tx, plan)
		return s.accept(ctx, tx, row, &before)
	})
}

// mayChange wants a plan that is open and, once it is approved, a reason.
func mayChange(p *Plan, a *Action, reason string) error {
	if err := explained(p, reason); err != nil {
		return err
	}
	if a.Outcome == Withdrawn {
		return wrongState("outcome", string(a.Outcome))
	}
	return nil
}

// revise counts a change after the approval, so that none is silent.
func (a *Action) revise(tx *store.Tx, p *Plan) {
	if p.State == StateApproved {
		a.RevisedOn = today(tx)
		a.Revisions++
	}
}

// DeleteAction removes an action of a plan that is not approved yet. Afterwards it
// is withdrawn instead.
func (s *Service) DeleteAction(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		_, plan, err := s.open(ctx, tx, id, "plan_actions:delete")
		if err != nil {
			return err
		}
		if plan.State != StateDraft {
			return wrongState("plan", string(plan.State))
		}
		kpis, err := kpisOf(tx.DB, id)
		if err != nil {
			return err
		}
		for _, k := range kpis {
			if err := store.Delete[KPI](tx, k.ID, store.Latest, store.Why{Reason: reason}); err != nil {
				return err
			}
		}
		return store.Delete[Action](tx, id, version, store.Why{Reason: reason})
	})
}

// RecordOutcome says what became of an action. What is withdrawn needs a reason.
func (s *Service) RecordOutcome(ctx context.Context, id string, version int64, o Outcome, on fiscal.Date, reason string) (*Action, error) {
	return s.settle(ctx, id, version, store.Why{Action: "outcome", Reason: reason}, func(tx *store.Tx, row *Action, p *Plan) error {
		switch {
		case p.State != StateApproved:
			return wrongState("plan", string(p.State))
		case row.Outcome != Running:
			return fault.Clash("already_done", fault.Params{"outcome": row.Outcome})
		case on.After(today(tx)):
			return fault.Bad("on", "future", nil)
		case o == Withdrawn && reason == "":
			return fault.Bad("reason", "reason_required", nil)
		}
		row.Outcome, row.OutcomeOn, row.OutcomeReason = o, on, reason
		row.OutcomeBy, row.OutcomeByName = tx.Actor.PersonID, tx.Actor.Name
		return nil
	})
}

// Reopen takes an outcome back while the plan is open, with the reason. One that
// was carried over stays.
func (s *Service) Reopen(ctx context.Context, id string, version int64, reason string) (*Action, error) {
	return s.settle(ctx, id, version, store.Why{Action: "reopen", Reason: reason}, func(tx *store.Tx, row *Action, p *Plan) error {
		next, err := successor(tx.DB, id)
		switch {
		case err != nil:
			return err
		case p.State != StateApproved:
			return wrongState("plan", string(p.State))
		case row.Outcome == Running:
			return wrongState("outcome", string(row.Outcome))
		case next != "":
			return fault.Clash("carried_over", fault.Params{"id": next})
		}
		row.Outcome, row.OutcomeOn, row.OutcomeReason, row.OutcomeBy, row.OutcomeByName = Running, fiscal.Date{}, "", "", ""
		return nil
	})
}

func (s *Service) settle(ctx context.Context, id string, version int64, why store.Why, change func(tx *store.Tx, row *Action, p *Plan) error) (row *Action, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		_, plan, err := s.open(ctx, tx, id, "plan_actions:outcome")
		if err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, why, func(row *Action) error { return change(tx, row, plan) })
		return err
	})
	return row, err
}

// open locks the plan of an action and loads both, for a use case that needs the
// permission on the action.
func (s *Service) open(ctx context.Context, tx *store.Tx, id, perm string) (*Action, *Plan, error) {
	row, err := store.Load[Action](tx.DB, id)
	if err != nil {
		return nil, nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, nil, err
	}
	if err := lock(tx, row.PlanID); err != nil {
		return nil, nil, err
	}
	plan, err := store.Load[Plan](tx.DB, row.PlanID)
	if err != nil {
		return nil, nil, err
	}
	row, err = store.Load[Action](tx.DB, id)
	return row, plan, err
}

// accept checks a draft against the other records and derives what follows.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row, before *Action) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.OwnerID); !ok {
		return fault.Bad("ownerId", "not_found", nil)
	}
	if before != nil && row.ThemeID != before.ThemeID {
		if _, err := childTheme(tx.DB, row.PlanID, row.ThemeID); err != nil {
			return fault.Bad("themeId", "other_plan", nil)
		}
	}
	if row.PersonID != "" && (before == nil || before.PersonID != row.PersonID) {
		if here, err := works(tx.DB, row.PersonID); err != nil || !here {
			return cmp.Or(err, error(fault.Bad("personId", "not_found", nil)))
		}
	}
	for i, m := range row.Milestones {
		if m.DoneOn.After(today(tx)) {
			return fault.Bad(at("milestones", i, "doneOn"), "future", nil)
		}
	}
	if err := allKnown(tx.DB, "systems", "systemIds", row.SystemIDs); err != nil {
		return err
	}
	if err := allKnown(tx.DB, "projects", "projectIds", row.ProjectIDs); err != nil {
		return err
	}
	row.derive()
	return nil
}

// works tells whether a person is still here.
func works(db *gorm.DB, id store.Ref) (bool, error) {
	n, err := store.Value[int](db.Table("people").Where("id = ? AND active = ?", string(id), true).Select("count(*)"))
	return n > 0, err
}

func allKnown(db *gorm.DB, table, field string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := store.Column[string](db.Table(table).Where("id IN ?", ids).Select("id"))
	if err != nil {
		return err
	}
	var bad []fault.Field
	for i, id := range ids {
		if !slices.Contains(found, id) {
			bad = append(bad, fault.Field{Field: item(field, i), Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}
