package health

import (
	"context"
	"regexp"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Filter narrows what was judged. Lists are separated by commas.
type Filter struct {
	api.List
	Since     fiscal.Date `query:"since" doc:"Day compared with; a month ago unless given"`
	Overall   string      `query:"overall" validate:"max=60" doc:"red, amber, grey, green"`
	Worsened  string      `query:"worsened" validate:"omitempty,oneof=true" doc:"Graver than on the day compared with"`
	Section   string      `query:"section" validate:"max=64" doc:"Organisation, with all below it"`
	Dimension string      `query:"dimension" validate:"max=200" doc:"schedule:red, … or schedule for anything but green"`
	Rule      string      `query:"rule" validate:"max=200" doc:"slip:red, … or slip for anything but green"`
	HighOpen  string      `query:"highOpen" validate:"omitempty,oneof=true" doc:"With open findings that are high or critical"`
	Overdue   string      `query:"overdue" validate:"omitempty,oneof=true" doc:"With overdue findings"`
}

// ProjectFilter narrows the portfolio.
type ProjectFilter struct {
	Filter
	Declared     string `query:"declared" validate:"max=60" doc:"green, amber, red, grey, or none: never reported"`
	Disagreement string `query:"disagreement" validate:"omitempty,oneof=true"`
	ReportStale  string `query:"reportStale" validate:"omitempty,oneof=true"`
	GateWaiting  string `query:"gateWaiting" validate:"omitempty,oneof=true"`
	Tier         string `query:"tier" validate:"max=20"`
	State        string `query:"state" validate:"max=60" doc:"active, execution"`
	NextGate     string `query:"nextGate" validate:"max=60"`
}

// SystemFilter narrows the systems.
type SystemFilter struct {
	Filter
	Criticality string `query:"criticality" validate:"max=60"`
	Phase       string `query:"phase" validate:"max=100"`
	Core        string `query:"core" validate:"omitempty,oneof=true false"`
}

// Row is what rows of both lists have.
type Row struct {
	ID            string `json:"id"`
	Code          string `json:"code"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	SectionID     string `json:"sectionId"`
	SectionName   string `json:"sectionName" gorm:"-"`
	SectionNameEn string `json:"sectionNameEn" gorm:"-"`
	Verdicts
	Sides    []Dimension        `json:"dimensions" gorm:"-"`
	Reasons  store.List[Result] `json:"reasons" doc:"What is not green, the gravest first; without rows"`
	Previous Colour             `json:"previous" enum:"green,grey,amber,red," doc:"Evidence on the day compared with; empty when not judged then"`
	Worsened bool               `json:"worsened" gorm:"-"`
	Trend    []Colour           `json:"trend" enum:"green,grey,amber,red," gorm:"-" doc:"Evidence a month apart, oldest first, the last one now; empty when not judged"`
	JudgedAt store.Time         `json:"judgedAt"`
}

// RowID is the id of the subject.
func (r Row) RowID() string { return r.ID }

// Gated is a gate of the project's own sequence, for the mini stepper.
type Gated struct {
	Gate      string      `json:"gate"`
	Round     int         `json:"round,omitempty"`
	State     string      `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn,"`
	Outcome   string      `json:"outcome" enum:"approved,conditional,returned,deferred,rejected,"`
	Skipped   bool        `json:"skipped,omitempty"`
	PlannedOn fiscal.Date `json:"plannedOn,omitzero"`
	DecidedOn fiscal.Date `json:"decidedOn,omitzero"`
}

// ProjectRow is a project in the portfolio.
type ProjectRow struct {
	Row
	Tier          string            `json:"tier" enum:"A,B,C"`
	State         string            `json:"state" enum:"active,execution"`
	NextGate      string            `json:"nextGate"`
	Gates         store.List[Gated] `json:"gates" gorm:"column:gate_states"`
	ReportedOn    fiscal.Date       `json:"reportedOn,omitzero"`
	ReportAgeDays *int              `json:"reportAgeDays" gorm:"-" doc:"Null without a report"`
}

// SystemRow is a system in the list.
type SystemRow struct {
	Row
	Criticality string `json:"criticality" enum:"critical,high,medium,low"`
	Phase       string `json:"phase" enum:"planning,build,operation,renewal_review,wind_down"`
	Core        bool   `json:"core"`
}

const rowColumns = `health_states.id, overall, health_states.severity, declared, disagreement, report_stale, gate_waiting, dimensions, fired,
	health_states.slip_days, spent, budget, open_high, overdue, reasons, judged_at, `

func (p *past) previousSQL() string {
	return ", COALESCE((SELECT b.overall FROM health_snapshots b WHERE b.subject_id = health_states.id AND b.day = '" + p.compared() + "'), '') AS previous"
}

// scoped are the rows of a table of verdicts whose subjects, of one kind, the caller may read; id is the column that names
// the subject.
func (s *Service) scoped(ctx context.Context, of Subject, table, id string) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("health:read")
	if err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table(table).Where(table+".subject = ?", of)
	if of == OfSystem {
		return store.Within(q.Joins("JOIN systems s ON s.id = "+table+"."+id), scope.All, "s.owner_id", scope.Sections, "", ""), nil
	}
	return store.Within(q.Joins("JOIN projects p ON p.id = "+table+"."+id), scope.All, "p.applicant_id", scope.Sections,
		"p.id IN (SELECT project_id FROM project_people WHERE person_id = ?)", scope.Person), nil
}

var markPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*(:(red|amber|grey|green))?$`)

// marked narrows to rows whose marks hold one of the names, with the verdict asked for or with any but green.
func marked(q *gorm.DB, param, column, list string) (*gorm.DB, error) {
	if list == "" {
		return q, nil
	}
	parts, args := []string{}, []any{}
	for _, m := range strings.Split(list, ",") {
		if !markPattern.MatchString(m) {
			return nil, fault.Bad("query."+param, "format", nil)
		}
		name, verdict, given := strings.Cut(m, ":")
		for _, v := range []string{"red", "amber", "grey"} {
			if !given || v == verdict {
				parts, args = append(parts, column+` LIKE ? ESCAPE '\'`), append(args, "%,"+strings.ReplaceAll(name, "_", `\_`)+":"+v+",%")
			}
		}
		if verdict == string(Green) {
			parts, args = append(parts, column+` LIKE ? ESCAPE '\'`), append(args, "%,"+strings.ReplaceAll(name, "_", `\_`)+":green,%")
		}
	}
	return q.Where("("+strings.Join(parts, " OR ")+")", args...), nil
}

// narrowed applies what both lists can be narrowed by.
func (f *Filter) narrowed(ctx context.Context, q *gorm.DB, p *past, section, search string) (*gorm.DB, error) {
	q = store.AnyOf(q, "health_states.overall", f.Overall)
	if f.Worsened != "" {
		q = q.Where(p.worseSQL())
	}
	if f.Section != "" {
		q = q.Where(section+" IN ?", authz.DirectoryOf(ctx).Below(f.Section))
	}
	if f.HighOpen != "" {
		q = q.Where("health_states.open_high > 0")
	}
	if f.Overdue != "" {
		q = q.Where("health_states.overdue > 0")
	}
	if f.Q != "" {
		q = q.Where(search+` LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	q, err := marked(q, "dimension", "health_states.dimensions", f.Dimension)
	if err != nil {
		return nil, err
	}
	return marked(q, "rule", "health_states.fired", f.Rule)
}

func (s *Service) projects(ctx context.Context, f *ProjectFilter, p *past) (*gorm.DB, error) {
	q, err := s.scoped(ctx, OfProject, "health_states", "id")
	if err != nil {
		return nil, err
	}
	if f.Declared != "" {
		q = q.Where("health_states.declared IN ?", strings.Split(strings.ReplaceAll(f.Declared, "none", ""), ","))
	}
	if f.Disagreement != "" {
		q = q.Where("health_states.disagreement = ?", true)
	}
	if f.ReportStale != "" {
		q = q.Where("health_states.report_stale = ?", true)
	}
	if f.GateWaiting != "" {
		q = q.Where("health_states.gate_waiting = ?", true)
	}
	q = store.AnyOf(q, "p.tier", f.Tier)
	q = store.AnyOf(q, "p.state", f.State)
	q = store.AnyOf(q, "p.next_gate", f.NextGate)
	return f.narrowed(ctx, q, p, "p.applicant_id", "p.search")
}

func (s *Service) systems(ctx context.Context, f *SystemFilter, p *past) (*gorm.DB, error) {
	q, err := s.scoped(ctx, OfSystem, "health_states", "id")
	if err != nil {
		return nil, err
	}
	q = store.AnyOf(q, "s.criticality", f.Criticality)
	q = store.AnyOf(q, "s.phase", f.Phase)
	if f.Core != "" {
		q = q.Where("s.core = ?", f.Core == "true")
	}
	return f.narrowed(ctx, q, p, "s.owner_id", "s.search")
}

// sorts are the orders of both lists. Attention puts the gravest first, then what got worse, what is declared better than it
// is, and the longest slip.
func (p *past) sorts(table string) store.Sorts {
	slip := "CASE WHEN health_states.slip_days > 9999 THEN 9999 WHEN health_states.slip_days > 0 THEN health_states.slip_days ELSE 0 END"
	return store.Sorts{
		"attention": "((health_states.severity * 4 + CASE WHEN " + p.worseSQL() + " THEN 2 ELSE 0 END" +
			" + CASE WHEN health_states.disagreement THEN 1 ELSE 0 END) * 10000 + " + slip + ")",
		"code": table + ".code", "overall": "health_states.severity", "slipDays": "COALESCE(health_states.slip_days, -9999999)",
		"openHigh": "COALESCE(health_states.open_high, -1)", "overdue": "COALESCE(health_states.overdue, -1)",
	}
}

// ListProjects are the projects that run, judged, as far as the caller may read them.
func (s *Service) ListProjects(ctx context.Context, f *ProjectFilter) (store.Page[ProjectRow], error) {
	p, err := s.present(ctx, f.Since)
	if err != nil {
		return store.Page[ProjectRow]{}, err
	}
	q, err := s.projects(ctx, f, &p)
	if err != nil {
		return store.Page[ProjectRow]{}, err
	}
	sorts := p.sorts("p")
	sorts["reportedOn"] = "COALESCE(p.reported_on, '0001-01-01')"
	page, err := store.FindPage[ProjectRow](q, rowColumns+`p.code, p.name, p.name_en, p.applicant_id AS section_id, p.tier, p.state,
		p.next_gate, p.gate_states, p.reported_on`+p.previousSQL(), f.Paging(), sorts, "-attention")
	if err != nil {
		return page, err
	}
	rows := make([]*Row, len(page.Items))
	for i := range page.Items {
		it := &page.Items[i]
		rows[i] = &it.Row
		if !it.ReportedOn.IsZero() {
			days := p.today.Sub(it.ReportedOn)
			it.ReportAgeDays = &days
		}
	}
	return page, s.complete(ctx, &p, rows)
}

// ListSystems are the systems in the register that are not retired, judged, as far as the caller may read the verdict.
func (s *Service) ListSystems(ctx context.Context, f *SystemFilter) (store.Page[SystemRow], error) {
	p, err := s.present(ctx, f.Since)
	if err != nil {
		return store.Page[SystemRow]{}, err
	}
	q, err := s.systems(ctx, f, &p)
	if err != nil {
		return store.Page[SystemRow]{}, err
	}
	page, err := store.FindPage[SystemRow](q, rowColumns+`s.code, s.name, s.name_en, s.owner_id AS section_id, s.criticality, s.phase, s.core`+
		p.previousSQL(), f.Paging(), p.sorts("s"), "-attention")
	if err != nil {
		return page, err
	}
	rows := make([]*Row, len(page.Items))
	for i := range page.Items {
		rows[i] = &page.Items[i].Row
	}
	return page, s.complete(ctx, &p, rows)
}

// present brings the verdicts up to date and finds the days compared with.
func (s *Service) present(ctx context.Context, since fiscal.Date) (past, error) {
	if err := s.catchUp(ctx); err != nil {
		return past{}, err
	}
	return compare(s.store.Read(ctx), s.today(), since)
}

// complete fills in what a page of rows shows beside its columns, in one statement.
func (s *Service) complete(ctx context.Context, p *past, rows []*Row) error {
	present, dir := make(map[string]Colour, len(rows)), authz.DirectoryOf(ctx)
	for _, r := range rows {
		present[r.ID] = r.Overall
	}
	trends, err := p.trends(s.store.Read(ctx), present)
	if err != nil {
		return err
	}
	for _, r := range rows {
		o, _ := dir.Organisation(r.SectionID)
		r.SectionName, r.SectionNameEn = o.Name, o.NameEn
		r.Sides, r.Trend = unmark(r.Dimensions), trends[r.ID]
		r.Worsened = r.Previous != "" && r.Overall.Severity() > r.Previous.Severity()
	}
	return nil
}

// ProjectFacets counts the portfolio by each property that people filter by.
func (s *Service) ProjectFacets(ctx context.Context, f *ProjectFilter) (store.Facets, error) {
	p, err := s.present(ctx, f.Since)
	if err != nil {
		return nil, err
	}
	q, err := s.projects(ctx, f, &p)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "overall", "declared", "tier", "state", "next_gate")
}

// SystemFacets counts the systems of the view by each property that people filter by.
func (s *Service) SystemFacets(ctx context.Context, f *SystemFilter) (store.Facets, error) {
	p, err := s.present(ctx, f.Since)
	if err != nil {
		return nil, err
	}
	q, err := s.systems(ctx, f, &p)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "overall", "criticality", "phase", "core")
}
