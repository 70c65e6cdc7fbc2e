package plans

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is an action in a list.
type Item struct {
	store.Base
	Code         string      `json:"code"`
	Name         string      `json:"name"`
	NameEn       string      `json:"nameEn"`
	PlanID       string      `json:"planId"`
	PlanCode     string      `json:"planCode"`
	PlanName     string      `json:"planName"`
	PlanNameEn   string      `json:"planNameEn"`
	PlanState    State       `json:"planState" enum:"draft,approved,closed"`
	ThemeID      string      `json:"themeId"`
	ThemeName    string      `json:"themeName"`
	ThemeNameEn  string      `json:"themeNameEn"`
	ThemeField   Field       `json:"themeField" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	OwnerID      string      `json:"ownerId"`
	OwnerName    string      `json:"ownerName" gorm:"-"`
	OwnerNameEn  string      `json:"ownerNameEn" gorm:"-"`
	PersonID     store.Ref   `json:"personId,omitempty"`
	PersonName   string      `json:"personName"`
	PersonNameEn string      `json:"personNameEn"`
	StartsOn     fiscal.Date `json:"startsOn"`
	EndsOn       fiscal.Date `json:"endsOn"`
	Origin       Origin      `json:"origin" enum:"initial,added"`
	AddedOn      fiscal.Date `json:"addedOn,omitzero"`
	Revisions    int64       `json:"revisions"`
	Outcome      Outcome     `json:"outcome" enum:"running,achieved,continuing,withdrawn"`
	OutcomeOn    fiscal.Date `json:"outcomeOn,omitzero"`
	Standing
	Evidence   Evidence `json:"evidence" gorm:"-" enum:"ended,not_started,behind,unknown,on_track"`
	Why        []Why    `json:"why" gorm:"-" doc:"Rules that fired"`
	Disagree   bool     `json:"disagree" gorm:"-" doc:"Declared to go well, behind by the evidence"`
	KPIMissing bool     `json:"kpiMissing" gorm:"-"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

const itemColumns = `plan_actions.id, plan_actions.version, plan_actions.created_at, plan_actions.updated_at, plan_actions.code, plan_actions.name,
	plan_actions.name_en, plan_actions.plan_id, plans.code AS plan_code, plans.name AS plan_name, plans.name_en AS plan_name_en, plans.state AS plan_state,
	plan_actions.theme_id, plan_themes.name AS theme_name, plan_themes.name_en AS theme_name_en, plan_themes.field AS theme_field,
	plan_actions.owner_id, plan_actions.person_id,
	COALESCE((SELECT name FROM people WHERE people.id = plan_actions.person_id), '') AS person_name,
	COALESCE((SELECT name_en FROM people WHERE people.id = plan_actions.person_id), '') AS person_name_en,
	starts_on, ends_on, origin, added_on, revisions, outcome, outcome_on, declared, reported_on, progress,
	milestone_count, milestones_done, milestone_due_on, kpi_count, kpi_state, kpi_due_on`

var sorts = store.Sorts{
	"code": "plan_actions.code", "updatedAt": "plan_actions.updated_at", "endsOn": "plan_actions.ends_on",
	"reportedOn": "COALESCE(plan_actions.reported_on, '0001-01-01')",
}

// Filter narrows the list of actions. Lists are separated by commas.
type Filter struct {
	api.List
	PlanID        string      `query:"planId" validate:"max=64"`
	ThemeID       string      `query:"themeId" validate:"max=64"`
	Field         string      `query:"field" validate:"max=120" doc:"What the theme is about, across plans"`
	OwnerID       string      `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	PersonID      string      `query:"personId" validate:"max=64"`
	Origin        string      `query:"origin" validate:"max=40"`
	Outcome       string      `query:"outcome" validate:"max=60"`
	Evidence      string      `query:"evidence" validate:"max=60"`
	Declared      string      `query:"declared" validate:"max=60" doc:"on_track, at_risk, behind, completed, or none: never reported"`
	Disagree      string      `query:"disagree" validate:"omitempty,oneof=true"`
	KPIState      string      `query:"kpiState" validate:"max=60"`
	KPIMissing    string      `query:"kpiMissing" validate:"omitempty,oneof=true"`
	SystemID      string      `query:"systemId" validate:"max=64" doc:"Linked with this system"`
	ProjectID     string      `query:"projectId" validate:"max=64" doc:"Linked with this project"`
	FiscalYear    int64       `query:"fiscalYear" validate:"omitempty,min=1990,max=2200" doc:"Planned to run in this fiscal year"`
	Milestone     Quarter     `query:"milestone" validate:"max=6" doc:"With a milestone in this quarter: 2026Q1 is April to June 2026"`
	MilestoneDone string      `query:"milestoneDone" validate:"omitempty,oneof=true false" doc:"Of these, reached or not"`
	Revised       string      `query:"revised" validate:"omitempty,oneof=true" doc:"Changed after the approval of the plan"`
	AddedAfter    fiscal.Date `query:"addedAfter" doc:"Added after this day"`
	PlanState     string      `query:"planState" validate:"max=60"`
}

// joined is every action beside its plan and theme.
func joined(db *gorm.DB) *gorm.DB {
	return db.Table("plan_actions").Joins("JOIN plans ON plans.id = plan_actions.plan_id").Joins("JOIN plan_themes ON plan_themes.id = plan_actions.theme_id")
}

const kpiMissingSQL = "plan_actions.outcome = 'running' AND plans.state = 'approved' AND plan_actions.kpi_due_on <= ?"

// offSQL is disagrees in SQL.
func (s *Service) offSQL(today fiscal.Date) string {
	return fmt.Sprintf("(plan_actions.declared IN ('on_track', 'completed') AND (%s) = 'behind')", s.settings.evidenceSQL(today))
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("plan_actions:read")
	if err != nil {
		return nil, err
	}
	today := fiscal.Today(s.store.Now())
	q := store.Within(joined(s.store.Read(ctx)), scope.All, "plan_actions.owner_id", scope.Sections, "plan_actions.person_id = ?", scope.Person)
	for _, x := range []struct{ column, value string }{
		{"plan_actions.plan_id", f.PlanID}, {"plan_actions.theme_id", f.ThemeID}, {"plan_actions.person_id", f.PersonID},
	} {
		if x.value != "" {
			q = q.Where(x.column+" = ?", x.value)
		}
	}
	if f.OwnerID != "" {
		q = q.Where("plan_actions.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "plan_themes.field", f.Field)
	q = store.AnyOf(q, "plan_actions.origin", f.Origin)
	q = store.AnyOf(q, "plan_actions.outcome", f.Outcome)
	q = store.AnyOf(q, s.settings.evidenceSQL(today), f.Evidence)
	q = store.AnyOf(q, "CASE plan_actions.declared WHEN '' THEN 'none' ELSE plan_actions.declared END", f.Declared)
	q = store.AnyOf(q, "plan_actions.kpi_state", f.KPIState)
	q = store.AnyOf(q, "plans.state", f.PlanState)
	if f.Disagree != "" {
		q = q.Where(s.offSQL(today))
	}
	if f.KPIMissing != "" {
		q = q.Where(kpiMissingSQL, today)
	}
	if f.SystemID != "" {
		q = q.Where("EXISTS (SELECT 1 FROM plan_action_systems l WHERE l.action_id = plan_actions.id AND l.system_id = ?)", f.SystemID)
	}
	if f.ProjectID != "" {
		q = q.Where("EXISTS (SELECT 1 FROM plan_action_projects l WHERE l.action_id = plan_actions.id AND l.project_id = ?)", f.ProjectID)
	}
	if f.FiscalYear != 0 {
		first, last := fiscal.FYBounds(int(f.FiscalYear))
		q = q.Where("plan_actions.starts_on <= ? AND plan_actions.ends_on >= ?", last, first)
	}
	if f.Revised != "" {
		q = q.Where("plan_actions.revisions > 0")
	}
	if !f.AddedAfter.IsZero() {
		q = q.Where("plan_actions.added_on > ?", f.AddedAfter)
	}
	if f.Q != "" {
		q = q.Where(`plan_actions.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return f.milestone(q)
}

func (f *Filter) milestone(q *gorm.DB) (*gorm.DB, error) {
	if f.Milestone == "" {
		return q, nil
	}
	if !f.Milestone.valid() {
		return nil, fault.Bad("query.milestone", "format", nil)
	}
	done := map[string]string{"": "", "true": " AND m.done_on IS NOT NULL", "false": " AND m.done_on IS NULL"}[f.MilestoneDone]
	return q.Where("EXISTS (SELECT 1 FROM plan_milestones m WHERE m.action_id = plan_actions.id AND m.quarter = ?"+done+")", f.Milestone), nil
}

// ListActions finds actions.
func (s *Service) ListActions(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "code")
	if err != nil {
		return page, err
	}
	for i := range page.Items {
		if err := s.show(ctx, &page.Items[i]); err != nil {
			return page, err
		}
	}
	return page, nil
}

// show fills what depends on the day and on the caller.
func (s *Service) show(ctx context.Context, it *Item) error {
	today := fiscal.Today(s.store.Now())
	o, _ := authz.DirectoryOf(ctx).Organisation(it.OwnerID)
	it.OwnerName, it.OwnerNameEn = o.Name, o.NameEn
	a := &Action{Draft: Draft{StartsOn: it.StartsOn, EndsOn: it.EndsOn}, Outcome: it.Outcome, Standing: it.Standing}
	it.Evidence, it.Why = s.settings.Judge(a, it.PlanState, today)
	it.Disagree = disagrees(it.Declared, it.Evidence)
	it.KPIMissing = it.Outcome == Running && it.PlanState == StateApproved && !it.KPIDueOn.IsZero() && !it.KPIDueOn.After(today)
	var err error
	it.Can, err = can(ctx, factsOf(it.ID, it.OwnerID, string(it.PersonID)), it.PlanState, it.Outcome)
	return err
}

// can judges what the caller may do with an action now.
func can(ctx context.Context, rec *authz.Record, plan State, o Outcome) (map[string]authz.Verdict, error) {
	out, err := authz.Can(ctx, "plan_actions", rec, "update", "delete", "report", "outcome")
	if err != nil {
		return nil, err
	}
	open, settle := plan != StateClosed && o != Withdrawn, out["outcome"]
	out["measure"] = only(out["report"], open)
	out["report"] = only(out["report"], plan == StateApproved && o == Running)
	out["update"] = only(out["update"], open)
	out["delete"] = only(out["delete"], plan == StateDraft)
	out["outcome"] = only(settle, plan == StateApproved && o == Running)
	out["reopen"] = only(settle, plan == StateApproved && o != Running)
	out["carryOver"] = only(settle, o == Continuing)
	out["release"] = only(settle, plan != StateClosed)
	return out, nil
}

// Facets counts the actions of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "plan_actions.plan_id", "plan_themes.field", "origin", "outcome", "kpi_state", "declared")
	if err != nil {
		return nil, err
	}
	for from, to := range map[string]string{"planActions.planId": "planId", "planThemes.field": "field"} {
		if v, there := out[from]; there {
			out[to] = v
			delete(out, from)
		}
	}
	if n, never := out["declared"][""]; never {
		out["declared"]["none"] = n
		delete(out["declared"], "")
	}
	type count struct {
		Value string
		N     int
	}
	found, err := store.Scan[count](q.Select(s.settings.evidenceSQL(fiscal.Today(s.store.Now())) + " AS value, count(*) AS n").Group("value"))
	out["evidence"] = map[string]int{}
	for _, r := range found {
		out["evidence"][r.Value] = r.N
	}
	return out, err
}
