package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Carrying says where an action goes on: an action of a later plan that is there
// already, or a new one under a theme of it.
type Carrying struct {
	ActionID string      `json:"actionId,omitempty" validate:"required_without=ThemeID,max=64" doc:"Action of a later plan"`
	ThemeID  string      `json:"themeId,omitempty" validate:"max=64" doc:"Theme of a later plan, for a new action"`
	Code     string      `json:"code,omitempty" validate:"max=40" doc:"Of the new action"`
	StartsOn fiscal.Date `json:"startsOn,omitzero" doc:"Of the new action; the first day of the plan unless given"`
	EndsOn   fiscal.Date `json:"endsOn,omitzero" doc:"Of the new action; the last day of the plan unless given"`
	Reason   string      `json:"reason,omitempty" validate:"max=1000" doc:"For the ledger, and for an approved plan why the action is added"`
}

// Check states the rules that tags cannot.
func (c *Carrying) Check() []fault.Field {
	switch {
	case c.ActionID != "" && c.ThemeID != "":
		return []fault.Field{{Field: "themeId", Rule: "excluded"}}
	case c.ThemeID != "" && c.Code == "":
		return []fault.Field{{Field: "code", Rule: "required"}}
	case c.EndsOn.Before(c.StartsOn):
		return []fault.Field{{Field: "endsOn", Rule: "date_order", Params: fault.Params{"field": "startsOn"}}}
	}
	return nil
}

// CarryOver carries an action that continues over into a later plan and answers
// the action in which it goes on. Each goes on in one at most, and each takes up
// one at most; plans follow each other in time, so that no chain can close.
func (s *Service) CarryOver(ctx context.Context, id string, version int64, c Carrying) (next *Action, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, plan, err := s.open(ctx, tx, id, "plan_actions:outcome")
		if err != nil {
			return err
		}
		there, err := successor(tx.DB, id)
		switch {
		case err != nil:
			return err
		case version != store.Latest && row.Version != version:
			return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.Version}, Current: row}
		case row.Outcome != Continuing:
			return wrongState("outcome", string(row.Outcome))
		case there != "":
			return fault.Clash("carried_over", fault.Params{"id": there})
		}
		if c.ActionID != "" {
			next, err = s.takeUp(ctx, tx, row, plan, c)
		} else {
			next, err = s.goOn(ctx, tx, row, plan, c)
		}
		return err
	})
	return next, err
}

// takeUp links an action that is there.
func (s *Service) takeUp(ctx context.Context, tx *store.Tx, from *Action, plan *Plan, c Carrying) (*Action, error) {
	to, later, err := s.open(ctx, tx, c.ActionID, "plan_actions:update")
	switch {
	case fault.Is(err, fault.NotFound):
		return nil, fault.Bad("actionId", "not_found", nil)
	case err != nil:
		return nil, err
	case later.FYFrom <= plan.FYFrom:
		return nil, fault.Bad("actionId", "earlier_plan", nil)
	case later.State == StateClosed:
		return nil, wrongState("plan", string(later.State))
	case to.CarriedFromID != "":
		return nil, fault.Bad("actionId", "taken", nil)
	}
	return store.Update(tx, to.ID, store.Latest, store.Why{Action: "carry_over", Reason: c.Reason}, func(row *Action) error {
		row.CarriedFromID = store.Ref(from.ID)
		return nil
	})
}

// goOn makes a new action of what the old one leaves.
func (s *Service) goOn(ctx context.Context, tx *store.Tx, from *Action, plan *Plan, c Carrying) (*Action, error) {
	later, err := s.planOfTheme(tx, c.ThemeID)
	if err != nil {
		return nil, err
	}
	if later.FYFrom <= plan.FYFrom {
		return nil, fault.Bad("themeId", "earlier_plan", nil)
	}
	d := from.Draft
	d.Code, d.ThemeID, d.StartsOn, d.EndsOn, d.Milestones = c.Code, c.ThemeID, c.StartsOn, c.EndsOn, nil
	d.AddedOn, d.AddedWhy = fiscal.Date{}, c.Reason
	if d.StartsOn.IsZero() {
		d.StartsOn = later.first()
	}
	if d.EndsOn.IsZero() {
		d.EndsOn = later.last()
	}
	if here, err := works(tx.DB, d.PersonID); err != nil {
		return nil, err
	} else if !here {
		d.PersonID = "" // who answered for it has left
	}
	row := &Action{Draft: d, Outcome: Running, CarriedFromID: store.Ref(from.ID)}
	return row, s.insert(ctx, tx, row, store.Why{Action: "carry_over", Reason: c.Reason})
}

// Release takes a carry-over back that was made by mistake: the action stays, the
// link goes.
func (s *Service) Release(ctx context.Context, id string, version int64, reason string) (row *Action, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		_, plan, err := s.open(ctx, tx, id, "plan_actions:outcome")
		if err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, store.Why{Action: "release", Reason: reason}, func(row *Action) error {
			switch {
			case plan.State == StateClosed:
				return wrongState("plan", string(plan.State))
			case row.CarriedFromID == "":
				return fault.Clash("not_carried_over", nil)
			}
			row.CarriedFromID = ""
			return nil
		})
		return err
	})
	return row, err
}

// successor is the id of the action in which another goes on, "" without one.
func successor(db *gorm.DB, id string) (string, error) {
	return store.Value[string](db.Table("plan_actions").Where("carried_from_id = ?", id).Select("id"))
}

// Step is an action of a chain of carry-overs.
type Step struct {
	ID         string  `json:"id"`
	Code       string  `json:"code"`
	Name       string  `json:"name"`
	NameEn     string  `json:"nameEn"`
	Outcome    Outcome `json:"outcome" enum:"running,achieved,continuing,withdrawn"`
	PlanID     string  `json:"planId"`
	PlanName   string  `json:"planName"`
	PlanNameEn string  `json:"planNameEn"`
	FYFrom     int64   `json:"fyFrom" gorm:"column:fy_from"`
	FYTo       int64   `json:"fyTo" gorm:"column:fy_to"`
}

// maxChain bounds a chain: a plan lasts years, so nobody will see one as long.
const maxChain = 40

// chain is an action with those it comes from and goes on in, the earliest first.
func chain(db *gorm.DB, id string) ([]Step, error) {
	return store.Scan[Step](db.Raw(`WITH RECURSIVE back (id, from_id, n) AS (
			SELECT id, carried_from_id, 0 FROM plan_actions WHERE id = ?
			UNION ALL SELECT a.id, a.carried_from_id, b.n + 1 FROM plan_actions a JOIN back b ON a.id = b.from_id WHERE b.n < ?
		), forth (id, n) AS (
			SELECT id, 0 FROM plan_actions WHERE id = ?
			UNION ALL SELECT a.id, f.n + 1 FROM plan_actions a JOIN forth f ON a.carried_from_id = f.id WHERE f.n < ?
		)
		SELECT a.id, a.code, a.name, a.name_en, a.outcome, a.plan_id, p.name AS plan_name, p.name_en AS plan_name_en, p.fy_from, p.fy_to
		FROM plan_actions a JOIN plans p ON p.id = a.plan_id
		WHERE a.id IN (SELECT id FROM back) OR a.id IN (SELECT id FROM forth) ORDER BY p.fy_from, a.code`, id, maxChain, id, maxChain))
}

// closable refuses to close a plan while an action has no outcome, or goes on
// without saying where or why not.
func closable(db *gorm.DB, planID string) error {
	type open struct{ Code, Outcome string }
	rows, err := store.Scan[open](db.Table("plan_actions a").Where("a.plan_id = ?", planID).
		Where(`a.outcome = 'running' OR a.outcome = 'continuing' AND a.outcome_reason = ''
			AND NOT EXISTS (SELECT 1 FROM plan_actions n WHERE n.carried_from_id = a.id)`).
		Order("a.code").Limit(store.MaxLimit).Select("a.code, a.outcome"))
	if err != nil || len(rows) == 0 {
		return err
	}
	running, loose := []string{}, []string{}
	for _, r := range rows {
		if r.Outcome == string(Running) {
			running = append(running, r.Code)
		} else {
			loose = append(loose, r.Code)
		}
	}
	return fault.New(fault.NotReady, fault.Params{"reason": "open_actions", "running": running, "continuing": loose})
}

// Close ends a plan whose actions all have their outcome. From then on nothing of
// it changes.
func (s *Service) Close(ctx context.Context, id string, version int64, note string) (*Plan, error) {
	return s.transition(ctx, id, version, "plans:close", store.Why{Action: "close", Reason: note}, func(tx *store.Tx, row *Plan) error {
		if row.State != StateApproved {
			return wrongState("plan", string(row.State))
		}
		if err := closable(tx.DB, id); err != nil {
			return err
		}
		row.State, row.ClosedOn, row.ClosingNote, row.ProposedOn = StateClosed, today(tx), note, fiscal.Date{}
		return nil
	})
}

// Facts are what the policy may ask about a plan or an action.
func (s *Service) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	if noun == "plans" {
		row, err := store.Load[Plan](s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return row.facts(), nil
	}
	row, err := store.Load[Action](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), nil
}
