package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ProjectRef is a project that carries out an action.
type ProjectRef struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Tier  string `json:"tier" enum:"A,B,C"`
	State string `json:"state" enum:"draft,active,execution,completed,stopped"`
}

// Projects is what plans ask of their neighbour: those of the given ids that the
// caller may read, in the order of their codes.
type Projects interface {
	Readable(ctx context.Context, ids []string) ([]ProjectRef, error)
}

// Service holds the use cases of strategies, plans and actions.
type Service struct {
	store    *store.Store
	settings Settings
	projects Projects
}

// New makes the service.
func New(s *store.Store, settings Settings, p Projects) *Service { return &Service{s, settings, p} }

// CreateStrategy adds an edition of the strategy.
func (s *Service) CreateStrategy(ctx context.Context, d StrategyDraft) (*Strategy, error) {
	row := &Strategy{StrategyDraft: d}
	return row, s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "plans:create", nil); err != nil {
			return err
		}
		row.Code = store.Code(row.Code)
		return store.Create(tx, row, store.Why{})
	})
}

// UpdateStrategy replaces what people may write of an edition.
func (s *Service) UpdateStrategy(ctx context.Context, id string, version int64, d StrategyDraft, reason string) (row *Strategy, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Strategy) error {
			row.StrategyDraft = d
			row.Code = store.Code(row.Code)
			return authz.Require(ctx, "plans:update", nil)
		})
		return err
	})
	return row, err
}

// DeleteStrategy removes an edition entered by mistake, which no plan belongs to.
func (s *Service) DeleteStrategy(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "plans:delete", nil); err != nil {
			return err
		}
		return store.Delete[Strategy](tx, id, version, store.Why{Reason: reason})
	})
}

// Create adds a plan as a draft.
func (s *Service) Create(ctx context.Context, d PlanDraft) (*Plan, error) {
	row := &Plan{PlanDraft: d, State: StateDraft}
	return row, s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "plans:create", row.facts()); err != nil {
			return err
		}
		if err := row.accept(tx); err != nil {
			return err
		}
		return store.Create(tx, row, store.Why{})
	})
}

func (p *Plan) accept(tx *store.Tx) error {
	p.derive()
	return exists(tx.DB, "strategies", p.StrategyID, "strategyId")
}

func exists(db *gorm.DB, table, id, field string) error {
	n, err := store.Value[int](db.Table(table).Where("id = ?", id).Select("count(*)"))
	if err == nil && n == 0 {
		err = fault.Bad(field, "not_found", nil)
	}
	return err
}

// Update replaces what people may write of a plan. Once it is approved that needs
// a reason.
func (s *Service) Update(ctx context.Context, id string, version int64, d PlanDraft, reason string) (*Plan, error) {
	return s.transition(ctx, id, version, "plans:update", store.Why{Reason: reason}, func(tx *store.Tx, row *Plan) error {
		if err := explained(row, reason); err != nil {
			return err
		}
		row.PlanDraft = d
		return row.accept(tx)
	})
}

// explained wants a reason for what changes after the approval, and no change
// after the end.
func explained(p *Plan, reason string) error {
	switch {
	case p.State == StateClosed:
		return wrongState("plan", string(p.State))
	case p.State == StateApproved && reason == "":
		return fault.Bad("reason", "reason_required", nil)
	}
	return nil
}

// Propose says that a plan waits for approval.
func (s *Service) Propose(ctx context.Context, id string, version int64) (*Plan, error) {
	return s.transition(ctx, id, version, "plans:update", store.Why{Action: "propose"}, func(tx *store.Tx, row *Plan) error {
		if row.State == StateClosed {
			return wrongState("plan", string(row.State))
		}
		n, err := store.Value[int](tx.Table("plan_actions").Where("plan_id = ?", id).Select("count(*)"))
		switch {
		case err != nil:
			return err
		case n == 0:
			return fault.Clash("no_actions", nil)
		case !row.ProposedOn.IsZero():
			return fault.Clash("already_done", nil)
		}
		row.ProposedOn = today(tx)
		return nil
	})
}

// Delete removes a plan that was never approved, with its themes; its actions are
// removed first.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := s.openPlan(ctx, tx, id, "plans:delete")
		if err != nil {
			return err
		}
		if version != row.Version {
			return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.Version}, Current: row}
		}
		if row.State != StateDraft {
			return wrongState("plan", string(row.State))
		}
		n, err := store.Value[int](tx.Table("plan_actions").Where("plan_id = ?", id).Select("count(*)"))
		if err == nil && n > 0 {
			err = fault.Clash("in_use", fault.Params{"noun": "plan_actions", "count": n})
		}
		if err != nil {
			return err
		}
		themes, err := store.Column[string](tx.Table("plan_themes").Where("plan_id = ?", id).Select("id"))
		for _, t := range themes {
			if err := store.Delete[Theme](tx, t, store.Latest, store.Why{Reason: reason}); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		return store.Delete[Plan](tx, id, version, store.Why{Reason: reason})
	})
}

// maxThemes of a plan.
const maxThemes = 40

// AddTheme adds a theme to a plan.
func (s *Service) AddTheme(ctx context.Context, planID string, d ThemeDraft, reason string) (*Theme, error) {
	row := &Theme{PlanID: planID, ThemeDraft: d}
	return row, s.themes(ctx, planID, reason, func(tx *store.Tx) error {
		n, err := store.Value[int](tx.Table("plan_themes").Where("plan_id = ?", planID).Select("count(*)"))
		if err != nil {
			return err
		}
		if n >= maxThemes {
			return fault.Clash("too_many", fault.Params{"limit": maxThemes})
		}
		row.Code = store.Code(row.Code)
		return store.Create(tx, row, store.Why{Reason: reason})
	})
}

// UpdateTheme replaces what people may write of a theme.
func (s *Service) UpdateTheme(ctx context.Context, planID, id string, version int64, d ThemeDraft, reason string) (row *Theme, err error) {
	err = s.themes(ctx, planID, reason, func(tx *store.Tx) (err error) {
		if _, err := childTheme(tx.DB, planID, id); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Theme) error {
			row.ThemeDraft = d
			row.Code = store.Code(row.Code)
			return nil
		})
		return err
	})
	return row, err
}

// DeleteTheme removes a theme that has no action.
func (s *Service) DeleteTheme(ctx context.Context, planID, id string, version int64, reason string) error {
	return s.themes(ctx, planID, reason, func(tx *store.Tx) error {
		if _, err := childTheme(tx.DB, planID, id); err != nil {
			return err
		}
		return store.Delete[Theme](tx, id, version, store.Why{Reason: reason})
	})
}

func childTheme(db *gorm.DB, planID, id string) (Theme, error) {
	return store.One[Theme](db.Table("plan_themes").Where("id = ? AND plan_id = ?", id, planID), "plan_themes", id)
}

// themes runs a write of a plan's themes.
func (s *Service) themes(ctx context.Context, planID, reason string, change func(tx *store.Tx) error) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		p, err := s.openPlan(ctx, tx, planID, "plans:update")
		if err != nil {
			return err
		}
		if err := explained(p, reason); err != nil {
			return err
		}
		return change(tx)
	})
}

// lock makes the use cases of one plan wait for each other: whether it may be
// closed, and what is frozen, follows from all its actions.
func lock(tx *store.Tx, planID string) error { return tx.Lock("plans/" + planID) }

// openPlan locks and loads a plan for a use case that needs the permission on it.
func (s *Service) openPlan(ctx context.Context, tx *store.Tx, id, perm string) (*Plan, error) {
	if err := lock(tx, id); err != nil {
		return nil, err
	}
	row, err := store.Load[Plan](tx.DB, id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, perm, row.facts())
}

// transition runs a change of the plan's own row.
func (s *Service) transition(ctx context.Context, id string, version int64, perm string, why store.Why, change func(tx *store.Tx, row *Plan) error) (row *Plan, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, err = s.transitionIn(ctx, tx, id, version, perm, why, func(row *Plan) error { return change(tx, row) })
		return err
	})
	return row, err
}

// transitionIn is transition within a larger write.
func (s *Service) transitionIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, change func(row *Plan) error) (*Plan, error) {
	if _, err := s.openPlan(ctx, tx, id, perm); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, change)
}

func (s *Service) mustBeDraft(tx *store.Tx, planID string) error {
	p, err := store.Load[Plan](tx.DB, planID)
	if err == nil && p.State != StateDraft {
		err = wrongState("plan", string(p.State))
	}
	return err
}

func wrongState(of, at string) error {
	return fault.Clash("wrong_state", fault.Params{"of": of, "state": at})
}

// today is the day of the transaction.
func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
