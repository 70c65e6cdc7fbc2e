package maturity

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// OverviewIn asks for a model and a year.
type OverviewIn struct {
	Model      string `query:"model" validate:"max=40" doc:"The first one unless given"`
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1990,max=2100" doc:"The latest one that was assessed unless given"`
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
}

// Overview is the heat map of a year: unit by area, in both views, with the year before.
type Overview struct {
	Model      *Model      `json:"model"`
	Models     []ModelItem `json:"models"`
	FiscalYear int         `json:"fiscalYear"`
	Years      []int       `json:"years" doc:"Years with a confirmed appraisal, newest first"`
	Units      []UnitRow   `json:"units"`
	Figures    Figures     `json:"figures"`
}

// ModelItem is a model in a list.
type ModelItem struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	NameEn string     `json:"nameEn"`
	Note   string     `json:"note"`
	NoteEn string     `json:"noteEn"`
	Method Method     `json:"method" enum:"label,percent"`
	Impact bool       `json:"impact"`
	Levels []LevelDef `json:"levels"`
	Areas  []AreaItem `json:"areas"`
}

// AreaItem is an area in a list.
type AreaItem struct {
	ID     string `json:"id"`
	Level  int    `json:"level"`
	Top    int    `json:"top"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Figures are the numbers of the year, each with its rows.
type Figures struct {
	Assessed api.Figure `json:"assessed" doc:"Units whose assessor's rating is confirmed"`
	Reached  api.Figure `json:"reached" doc:"Of these, units at or above their target"`
	Missed   api.Figure `json:"missed" doc:"Of these, units below it"`
	Open     api.Figure `json:"open" doc:"Appraisals of any year that are not confirmed"`
	Pending  api.Figure `json:"pending" doc:"Appraisals of any year in which a judgement is owed"`
}

// Mark is a target, and whether the unit has reached it.
type Mark struct {
	Level      int   `json:"level"`
	FiscalYear int   `json:"fiscalYear"`
	Reached    *bool `json:"reached" doc:"By the assessor's rating of the year; null without one"`
}

// View is one appraisal of a unit and year.
type View struct {
	ID          string      `json:"id"`
	Level       *int        `json:"level"`
	ConfirmedOn fiscal.Date `json:"confirmedOn,omitzero"`
	Outdated    bool        `json:"outdated" doc:"Computed by rules that have changed since"`
}

// Value is an area in one view.
type Value struct {
	Scope      Scope      `json:"scope" enum:"in,na,out"`
	Status     AreaStatus `json:"status" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE"`
	Capability *int       `json:"capability"`
}

// Cell is an area of a unit in every view; what was not appraised is absent.
type Cell struct {
	Area           string `json:"area"`
	Self           *Value `json:"self,omitempty"`
	Assessor       *Value `json:"assessor,omitempty"`
	SelfBefore     *Value `json:"selfBefore,omitempty"`
	AssessorBefore *Value `json:"assessorBefore,omitempty"`
}

// UnitRow is a unit with its areas.
type UnitRow struct {
	SectionID      string `json:"sectionId"`
	Name           string `json:"name"`
	NameEn         string `json:"nameEn"`
	Kind           string `json:"kind"`
	Target         *Mark  `json:"target,omitempty"`
	Self           *View  `json:"self,omitempty"`
	Assessor       *View  `json:"assessor,omitempty"`
	SelfBefore     *View  `json:"selfBefore,omitempty"`
	AssessorBefore *View  `json:"assessorBefore,omitempty"`
	Cells          []Cell `json:"cells"`
	code           string
}

func (m *Model) item() ModelItem {
	out := ModelItem{ID: m.ID, Name: m.Name, NameEn: m.NameEn, Note: m.Note, NoteEn: m.NoteEn, Method: m.Method, Impact: m.Impact, Levels: m.Levels, Areas: []AreaItem{}}
	for i := range m.Areas {
		a := &m.Areas[i]
		out.Areas = append(out.Areas, AreaItem{a.ID, a.Level, a.top(), a.Name, a.NameEn})
	}
	return out
}

func (s *Service) items() []ModelItem {
	out := make([]ModelItem, len(s.models))
	for i, m := range s.models {
		out[i] = m.item()
	}
	return out
}

// pick finds the model that was asked for, or the first.
func (s *Service) pick(id string) (*Model, error) {
	if id == "" {
		return s.models[0], nil
	}
	if m, ok := s.models.Find(id); ok {
		return m, nil
	}
	return nil, fault.Bad("query.model", "oneof", fault.Params{"allowed": s.models.IDs()})
}

// confirmed are confirmed appraisals of units by a model, as far as the caller may see them.
func (s *Service) confirmed(ctx context.Context, model string) (*gorm.DB, error) {
	q, err := s.visible(ctx)
	if err != nil {
		return nil, err
	}
	return q.Where("maturity_appraisals.model = ? AND maturity_appraisals.state = ? AND maturity_appraisals.subject = ?", model, StateConfirmed, OfOrganisation), nil
}

// Overview reads the heat map in a fixed number of statements, however many units there are.
func (s *Service) Overview(ctx context.Context, in *OverviewIn) (*Overview, error) {
	m, err := s.pick(in.Model)
	if err != nil {
		return nil, err
	}
	q, err := s.confirmed(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	if in.OwnerID != "" {
		q = q.Where("maturity_appraisals.section_id IN ?", authz.DirectoryOf(ctx).Below(in.OwnerID))
	}
	q = q.Session(&gorm.Session{})
	out := &Overview{Model: m, Models: s.items(), FiscalYear: in.FiscalYear, Units: []UnitRow{}}
	type year struct{ FiscalYear, Assessed int }
	years, err := store.Scan[year](q.Select("fiscal_year, SUM(CASE kind WHEN 'assessor' THEN 1 ELSE 0 END) AS assessed").Group("fiscal_year").Order("fiscal_year DESC"))
	if err != nil {
		return nil, err
	}
	out.Years = make([]int, len(years))
	for i, y := range years {
		out.Years[i] = y.FiscalYear
		if out.FiscalYear == 0 && y.Assessed > 0 {
			out.FiscalYear = y.FiscalYear
		}
	}
	switch {
	case out.FiscalYear != 0:
	case len(years) > 0:
		out.FiscalYear = out.Years[0]
	default:
		out.FiscalYear = fiscal.FY(fiscal.Today(s.store.Now()))
	}
	if err := s.units(ctx, q, m, out, in.OwnerID); err != nil {
		return nil, err
	}
	out.Figures, err = s.figures(ctx, m.ID, out.FiscalYear, in.OwnerID)
	return out, err
}

func (s *Service) units(ctx context.Context, q *gorm.DB, m *Model, out *Overview, owner string) error {
	found, err := store.Scan[Appraisal](q.Where("fiscal_year IN ?", []int{out.FiscalYear, out.FiscalYear - 1}).
		Select("maturity_appraisals.id, section_id, fiscal_year, kind, level, model_digest, confirmed_at"))
	if err != nil {
		return err
	}
	areas, err := store.Scan[AreaRow](s.store.Read(ctx).Table("maturity_areas").
		Where("appraisal_id IN (?)", q.Where("fiscal_year IN ?", []int{out.FiscalYear, out.FiscalYear - 1}).Select("maturity_appraisals.id")).
		Select("appraisal_id, area, scope, status, capability"))
	if err != nil {
		return err
	}
	all, err := s.visibleTargets(ctx, m.ID, owner)
	if err != nil {
		return err
	}
	units := map[string]*UnitRow{}
	unit := func(id string) *UnitRow {
		if units[id] == nil {
			o, _ := authz.DirectoryOf(ctx).Organisation(id)
			u := &UnitRow{SectionID: id, Name: o.Name, NameEn: o.NameEn, Kind: o.Kind, Cells: make([]Cell, len(m.Areas)), code: o.Code}
			for i := range m.Areas {
				u.Cells[i].Area = m.Areas[i].ID
			}
			units[id] = u
		}
		return units[id]
	}
	at := map[string]*Appraisal{}
	for i := range found {
		x := &found[i]
		at[x.ID] = x
		v := &View{ID: x.ID, Level: x.Level, ConfirmedOn: fiscal.DateOf(x.ConfirmedAt.Time), Outdated: x.ModelDigest != m.Digest}
		unit(x.SectionID).put(x, out.FiscalYear, v)
	}
	for i := range areas {
		r := &areas[i]
		x := at[r.AppraisalID]
		n := slices.IndexFunc(m.Areas, func(a Area) bool { return a.ID == r.Area })
		if x == nil || n < 0 {
			continue
		}
		unit(x.SectionID).Cells[n].put(x, out.FiscalYear, &Value{r.Scope, r.Status, r.Capability})
	}
	for id := range all {
		unit(id)
	}
	for id, u := range units {
		if t := all.ahead(id, out.FiscalYear); t != nil {
			u.Target = &Mark{Level: t.Level, FiscalYear: t.FiscalYear}
			if u.Assessor != nil && u.Assessor.Level != nil {
				reached := *u.Assessor.Level >= t.Level
				u.Target.Reached = &reached
			}
		}
		out.Units = append(out.Units, *u)
	}
	slices.SortFunc(out.Units, func(a, b UnitRow) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.SectionID, b.SectionID))
	})
	return nil
}

func (u *UnitRow) put(x *Appraisal, year int, v *View) {
	switch {
	case x.Kind == Self && x.FiscalYear == year:
		u.Self = v
	case x.Kind == Self:
		u.SelfBefore = v
	case x.FiscalYear == year:
		u.Assessor = v
	default:
		u.AssessorBefore = v
	}
}

func (c *Cell) put(x *Appraisal, year int, v *Value) {
	switch {
	case x.Kind == Self && x.FiscalYear == year:
		c.Self = v
	case x.Kind == Self:
		c.SelfBefore = v
	case x.FiscalYear == year:
		c.Assessor = v
	default:
		c.AssessorBefore = v
	}
}

func (s *Service) visibleTargets(ctx context.Context, model, owner string) (targets, error) {
	scope, err := authz.From(ctx).Scope("maturity:read")
	if err != nil {
		return nil, err
	}
	sections := scope.Sections
	if scope.All {
		sections = nil
	} else if sections == nil {
		sections = []string{""}
	}
	all, err := targetsOf(s.store.Read(ctx), model, sections)
	if owner != "" {
		below := authz.DirectoryOf(ctx).Below(owner)
		for id := range all {
			if !slices.Contains(below, id) {
				delete(all, id)
			}
		}
	}
	return all, err
}

// figures counts through the list's own filter, so that number and rows cannot differ.
func (s *Service) figures(ctx context.Context, model string, year int, owner string) (Figures, error) {
	var out Figures
	base := Filter{Model: model, OwnerID: owner}
	for _, x := range []struct {
		into   *api.Figure
		since  bool
		narrow func(f *Filter)
	}{
		{&out.Assessed, true, func(f *Filter) { f.Kind, f.State, f.Subject = "assessor", "confirmed", OfOrganisation }},
		{&out.Reached, true, func(f *Filter) {
			f.Kind, f.State, f.Subject, f.Target = "assessor", "confirmed", OfOrganisation, "reached"
		}},
		{&out.Missed, true, func(f *Filter) {
			f.Kind, f.State, f.Subject, f.Target = "assessor", "confirmed", OfOrganisation, "missed"
		}},
		{&out.Open, false, func(f *Filter) { f.State, f.FiscalYear = "draft,submitted", "" }},
		{&out.Pending, false, func(f *Filter) { f.Pending, f.FiscalYear = "true", "" }},
	} {
		f := base
		f.FiscalYear = strconv.Itoa(year)
		x.narrow(&f)
		n, err := s.count(ctx, &f)
		if err != nil {
			return out, err
		}
		*x.into = api.Count(n, f.rows())
		if x.since {
			f.FiscalYear = strconv.Itoa(year - 1)
			before, err := s.count(ctx, &f)
			if err != nil {
				return out, err
			}
			*x.into = x.into.Since(before)
		}
	}
	return out, nil
}

func (s *Service) count(ctx context.Context, f *Filter) (int64, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return 0, err
	}
	return store.Value[int64](q.Select("count(*)"))
}

// rows is the list of a filter, as path and query.
func (f *Filter) rows() string {
	v := url.Values{}
	for key, value := range map[string]string{
		"model": f.Model, "kind": f.Kind, "state": f.State, "fiscalYear": f.FiscalYear, "subject": f.Subject, "ownerId": f.OwnerID, "pending": f.Pending, "target": f.Target,
	} {
		if value != "" {
			v.Set(key, value)
		}
	}
	return "/maturity/appraisals?" + v.Encode()
}
