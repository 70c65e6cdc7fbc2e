package plans

import (
	"context"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

// ThemeChoice is a theme as it is offered where an action needs one: with the plan
// that it belongs to.
type ThemeChoice struct {
	store.Base
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	NameEn     string     `json:"nameEn"`
	PlanID     string     `json:"planId"`
	PlanName   string     `json:"planName"`
	PlanNameEn string     `json:"planNameEn"`
	Path       []PlanName `json:"path" gorm:"-" doc:"The plan, as lists of choices show it"`
}

// PlanName is the name of a plan alone.
type PlanName struct {
	Name string `json:"name"`
}

// ListOpenThemes are the themes of plans that still take actions, the latest plan first.
func (s *Service) ListOpenThemes(ctx context.Context, f *api.List) (store.Page[ThemeChoice], error) {
	q := s.store.Read(ctx).Table("plan_themes").Joins("JOIN plans ON plans.id = plan_themes.plan_id").Where("plans.state <> ?", StateClosed)
	if f.Q != "" {
		// Few themes are open at a time; names are compared as they are typed, and codes in capitals.
		text := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(f.Q) + "%"
		q = q.Where(`plan_themes.name LIKE ? ESCAPE '\' OR plan_themes.name_en LIKE ? ESCAPE '\' OR plan_themes.code LIKE ? ESCAPE '\'`, text, text, strings.ToUpper(text))
	}
	page, err := store.FindPage[ThemeChoice](q, `plan_themes.id, plan_themes.version, plan_themes.created_at, plan_themes.updated_at, plan_themes.code,
		plan_themes.name, plan_themes.name_en, plan_themes.plan_id, plans.name AS plan_name, plans.name_en AS plan_name_en`,
		f.Paging(), store.Sorts{"code": "plan_themes.code"}, "-code")
	for i := range page.Items {
		page.Items[i].Path = []PlanName{{page.Items[i].PlanName}}
	}
	return page, err
}
