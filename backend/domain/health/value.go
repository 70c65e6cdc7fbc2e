package health

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// ValueFilter narrows value for money. Lists are separated by commas.
type ValueFilter struct {
	api.List
	Subject string `query:"subject" validate:"omitempty,oneof=project system" doc:"system unless given"`
	Section string `query:"section" validate:"max=64" doc:"Organisation, with all below it"`
	Known   string `query:"known" validate:"omitempty,oneof=true false" doc:"Only those whose cost a user is known, or is not"`
}

// ValueRow is what a subject costs beside what it does.
type ValueRow struct {
	ID            string `json:"id"`
	Subject       string `json:"subject" enum:"project,system"`
	Code          string `json:"code"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	SectionID     string `json:"sectionId"`
	SectionName   string `json:"sectionName" gorm:"-"`
	SectionNameEn string `json:"sectionNameEn" gorm:"-"`
	Overall       Colour `json:"overall" enum:"green,grey,amber,red"`
	Worth
	Unknown  []string   `json:"unknown" gorm:"-" enum:"yearCost,users,kpi" doc:"Inputs that nobody has registered"`
	JudgedAt store.Time `json:"judgedAt"`
}

// RowID is the id of the subject.
func (r ValueRow) RowID() string { return r.ID }

func (w *Worth) unknown(of Subject) []string {
	out := []string{}
	if w.YearCost == nil {
		out = append(out, "yearCost")
	}
	if w.Users == nil {
		out = append(out, "users")
	}
	if w.KPIPermille == nil && of == OfProject {
		out = append(out, "kpi")
	}
	return out
}

// valueSorts put the dearest first when descending; what is unknown comes last then.
var valueSorts = store.Sorts{
	"userCost": "COALESCE(health_states.user_cost, -1)", "yearCost": "COALESCE(health_states.year_cost, -1)",
	"users": "COALESCE(health_states.users, -1)", "kpiCost": "COALESCE(health_states.kpi_cost, -1)",
	"kpiPermille": "COALESCE(health_states.kpi_permille, -1)",
}

// ListValue holds the cost of systems or projects against their use and effect.
func (s *Service) ListValue(ctx context.Context, f *ValueFilter) (store.Page[ValueRow], error) {
	if err := s.catchUp(ctx); err != nil {
		return store.Page[ValueRow]{}, err
	}
	of, alias, section := OfSystem, "s", "s.owner_id"
	if f.Subject == string(OfProject) {
		of, alias, section = OfProject, "p", "p.applicant_id"
	}
	q, err := s.scoped(ctx, of, "health_states", "id")
	if err != nil {
		return store.Page[ValueRow]{}, err
	}
	if f.Section != "" {
		q = q.Where(section+" IN ?", authz.DirectoryOf(ctx).Below(f.Section))
	}
	switch f.Known {
	case "true":
		q = q.Where("health_states.user_cost IS NOT NULL")
	case "false":
		q = q.Where("health_states.user_cost IS NULL")
	}
	if f.Q != "" {
		q = q.Where(alias+`.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	sorts := store.Sorts{"code": alias + ".code"}
	for name, expr := range valueSorts {
		sorts[name] = expr
	}
	page, err := store.FindPage[ValueRow](q, `health_states.id, subject, `+alias+`.code, `+alias+`.name, `+alias+`.name_en, `+section+` AS section_id,
		overall, year_cost, users, user_cost, kpi_permille, kpi_cost, judged_at`, f.Paging(), sorts, "-userCost")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn, it.Unknown = o.Name, o.NameEn, it.Worth.unknown(of)
	}
	return page, err
}
