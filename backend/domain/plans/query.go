package plans

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// StrategyView is an edition with what the caller may do with it.
type StrategyView struct {
	Strategy
	Plans int64                    `json:"plans" doc:"How many plans belong to it"`
	Can   map[string]authz.Verdict `json:"can" gorm:"-"`
}

// ListStrategies are the editions of the strategy, the newest first.
func (s *Service) ListStrategies(ctx context.Context, f *api.List) (store.Page[StrategyView], error) {
	q := s.store.Read(ctx).Table("strategies")
	page, err := store.FindPage[StrategyView](q, "strategies.*, (SELECT count(*) FROM plans WHERE plans.strategy_id = strategies.id) AS plans",
		f.Paging(), store.Sorts{"edition": "strategies.edition", "code": "strategies.code"}, "-edition")
	for i := range page.Items {
		if err == nil {
			err = page.Items[i].judge(ctx)
		}
	}
	return page, err
}

func (v *StrategyView) judge(ctx context.Context) (err error) {
	v.Can, err = authz.Can(ctx, "plans", nil, "update", "delete")
	if err == nil && v.Plans > 0 {
		v.Can["delete"] = only(v.Can["delete"], false)
	}
	return err
}

// GetStrategy reads one edition.
func (s *Service) GetStrategy(ctx context.Context, id string) (*StrategyView, error) {
	row, err := store.Load[Strategy](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	v := &StrategyView{Strategy: *row}
	v.Plans, err = store.Value[int64](s.store.Read(ctx).Table("plans").Where("strategy_id = ?", id).Select("count(*)"))
	if err != nil {
		return nil, err
	}
	return v, v.judge(ctx)
}

// only lets a verdict stand while the state of the record allows the action.
func only(v authz.Verdict, state bool) authz.Verdict {
	if v.Allowed && !state {
		v.Allowed, v.Missed = false, []string{"state"}
	}
	return v
}

// PlanItem is a plan in a list, with its figures.
type PlanItem struct {
	Plan
	StrategyName    string `json:"strategyName"`
	StrategyNameEn  string `json:"strategyNameEn"`
	StrategyEdition int64  `json:"strategyEdition"`
	Current         bool   `json:"current" gorm:"-" doc:"Its period holds today"`
	Tally           Tally  `json:"tally" gorm:"-"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

const planColumns = `plans.*, (SELECT name FROM strategies WHERE strategies.id = plans.strategy_id) AS strategy_name,
	(SELECT name_en FROM strategies WHERE strategies.id = plans.strategy_id) AS strategy_name_en,
	(SELECT edition FROM strategies WHERE strategies.id = plans.strategy_id) AS strategy_edition`

// PlanFilter narrows the list of plans. Lists are separated by commas.
type PlanFilter struct {
	api.List
	StrategyID string `query:"strategyId" validate:"max=64"`
	State      string `query:"state" validate:"max=60"`
	FiscalYear int64  `query:"fiscalYear" validate:"omitempty,min=1990,max=2200" doc:"Plans whose period holds this fiscal year"`
}

func (s *Service) plans(ctx context.Context, f *PlanFilter) *gorm.DB {
	q := store.AnyOf(s.store.Read(ctx).Table("plans"), "plans.state", f.State)
	if f.StrategyID != "" {
		q = q.Where("plans.strategy_id = ?", f.StrategyID)
	}
	if f.FiscalYear != 0 {
		q = q.Where("plans.fy_from <= ? AND plans.fy_to >= ?", f.FiscalYear, f.FiscalYear)
	}
	if f.Q != "" {
		q = q.Where(`plans.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q
}

// List finds plans, the latest first.
func (s *Service) List(ctx context.Context, f *PlanFilter) (store.Page[PlanItem], error) {
	page, err := store.FindPage[PlanItem](s.plans(ctx, f), planColumns, f.Paging(),
		store.Sorts{"fyFrom": "plans.fy_from", "code": "plans.code", "updatedAt": "plans.updated_at"}, "-fyFrom")
	if err != nil {
		return page, err
	}
	return page, s.complete(ctx, page.Items)
}

// complete fills the figures of several plans, in one statement.
func (s *Service) complete(ctx context.Context, items []PlanItem) error {
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	var found []tally
	today := fiscal.Today(s.store.Now())
	if len(ids) > 0 {
		var err error
		found, err = store.Scan[tally](joined(s.store.Read(ctx)).Where("plan_actions.plan_id IN ?", ids).
			Group("plan_actions.plan_id, " + tallyGroups).Select("plan_actions.plan_id, " + s.tallyColumns(today)))
		if err != nil {
			return err
		}
	}
	for i := range items {
		it := &items[i]
		var mine []tally
		for _, r := range found {
			if r.PlanID == it.ID {
				mine = append(mine, r)
			}
		}
		it.Tally = tallyOf(mine, url.Values{"planId": {it.ID}})
		it.Current = !today.Before(it.first()) && !today.After(it.last())
		var err error
		if it.Can, err = it.can(ctx); err != nil {
			return err
		}
	}
	return nil
}

// can judges what the caller may do with a plan now.
func (p *Plan) can(ctx context.Context) (map[string]authz.Verdict, error) {
	out, err := authz.Can(ctx, "plans", p.facts(), "update", "delete", "approve", "close")
	if err != nil {
		return nil, err
	}
	out["propose"] = only(out["update"], p.State != StateClosed && p.ProposedOn.IsZero())
	out["update"] = only(out["update"], p.State != StateClosed)
	out["delete"] = only(out["delete"], p.State == StateDraft)
	out["approve"] = only(out["approve"], p.State != StateClosed)
	out["close"] = only(out["close"], p.State == StateApproved)
	add, err := authz.From(ctx).Decide("plan_actions:create", nil)
	out["addAction"] = only(add, p.State != StateClosed)
	return out, err
}

// ThemeView is a theme with the number of its actions.
type ThemeView struct {
	Theme
	Actions int64                    `json:"actions"`
	Can     map[string]authz.Verdict `json:"can" gorm:"-"`
}

func themesOf(db *gorm.DB, planID string) ([]ThemeView, error) {
	return store.Scan[ThemeView](db.Table("plan_themes").Where("plan_id = ?", planID).Order("position, code").Limit(maxThemes).
		Select("plan_themes.*, (SELECT count(*) FROM plan_actions WHERE plan_actions.theme_id = plan_themes.id) AS actions"))
}

// ListThemes are the themes of a plan in their order.
func (s *Service) ListThemes(ctx context.Context, planID string, f *api.List) (store.Page[ThemeView], error) {
	p, err := s.readablePlan(ctx, planID)
	if err != nil {
		return store.Page[ThemeView]{}, err
	}
	q := s.store.Read(ctx).Table("plan_themes").Where("plan_id = ?", planID)
	page, err := store.FindPage[ThemeView](q, "plan_themes.*, (SELECT count(*) FROM plan_actions WHERE plan_actions.theme_id = plan_themes.id) AS actions",
		f.Paging(), store.Sorts{"position": "plan_themes.position", "code": "plan_themes.code"}, "position")
	if err != nil {
		return page, err
	}
	return page, judgeThemes(ctx, p, page.Items)
}

// judgeThemes says what the caller may do with themes of a plan.
func judgeThemes(ctx context.Context, p *Plan, list []ThemeView) error {
	may, err := authz.From(ctx).Decide("plans:update", p.facts())
	for i := range list {
		t := &list[i]
		t.Can = map[string]authz.Verdict{"update": only(may, p.State != StateClosed), "delete": only(may, p.State != StateClosed && t.Actions == 0)}
	}
	return err
}

// PlanDetail is a plan with all that its page shows at first.
type PlanDetail struct {
	PlanItem
	Themes   []ThemeView `json:"themes"`
	Before   *PlanRef    `json:"before,omitempty" doc:"The plan before it"`
	After    *PlanRef    `json:"after,omitempty" doc:"The plan after it"`
	Revised  api.Figure  `json:"revised" doc:"Actions changed after the approval"`
	AddedNow api.Figure  `json:"addedSince" doc:"Actions added since the latest approved version"`
}

// PlanRef is a plan as others show it.
type PlanRef struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	FYFrom int64  `json:"fyFrom" gorm:"column:fy_from"`
	FYTo   int64  `json:"fyTo" gorm:"column:fy_to"`
}

func (s *Service) readablePlan(ctx context.Context, id string) (*Plan, error) {
	row, err := store.Load[Plan](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, "plans:read", row.facts())
}

// Get reads one plan for its page.
func (s *Service) Get(ctx context.Context, id string) (*PlanDetail, error) {
	db := s.store.Read(ctx)
	row, err := s.readablePlan(ctx, id)
	if err != nil {
		return nil, err
	}
	found, err := store.Scan[PlanItem](db.Table("plans").Where("id = ?", id).Select(planColumns))
	if err != nil {
		return nil, err
	}
	if err := s.complete(ctx, found); err != nil {
		return nil, err
	}
	d := &PlanDetail{PlanItem: found[0]}
	if d.Themes, err = themesOf(db, id); err != nil {
		return nil, err
	}
	if err := judgeThemes(ctx, row, d.Themes); err != nil {
		return nil, err
	}
	around := func(where, order string) (*PlanRef, error) {
		rows, err := store.Scan[PlanRef](db.Table("plans").Where(where, d.FYFrom).Order(order).Limit(1).Select("id, code, name, name_en, fy_from, fy_to"))
		if err != nil || len(rows) == 0 {
			return nil, err
		}
		return &rows[0], nil
	}
	if d.Before, err = around("fy_from < ?", "fy_from DESC, code"); err != nil {
		return nil, err
	}
	if d.After, err = around("fy_from > ?", "fy_from, code"); err != nil {
		return nil, err
	}
	type counts struct{ Revised, Added int64 }
	n, err := store.Scan[counts](db.Table("plan_actions").Where("plan_id = ?", id).
		Select("COALESCE(SUM(CASE WHEN revisions > 0 THEN 1 ELSE 0 END), 0) AS revised, COALESCE(SUM(CASE WHEN added_on > ? THEN 1 ELSE 0 END), 0) AS added", orNever(d.ApprovedOn)))
	if err != nil {
		return nil, err
	}
	of := url.Values{"planId": {id}}
	d.Revised = api.Count(n[0].Revised, rows(of, "revised", "true"))
	d.AddedNow = api.Count(n[0].Added, rows(of, "addedAfter", orNever(d.ApprovedOn).String()))
	return d, nil
}

// orNever is a day, or one after all others.
func orNever(d fiscal.Date) fiscal.Date {
	if d.IsZero() {
		return fiscal.MustDate("9999-12-31")
	}
	return d
}
