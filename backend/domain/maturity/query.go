package maturity

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is an appraisal in a list.
type Item struct {
	store.Base
	Code          string      `json:"code"`
	Model         string      `json:"model"`
	ModelName     string      `json:"modelName" gorm:"-"`
	ModelNameEn   string      `json:"modelNameEn" gorm:"-"`
	Kind          Kind        `json:"kind" enum:"self,assessor"`
	Subject       string      `json:"subject" enum:"organisation,project"`
	SectionID     string      `json:"sectionId"`
	SectionName   string      `json:"sectionName" gorm:"-"`
	SectionNameEn string      `json:"sectionNameEn" gorm:"-"`
	ProjectID     store.Ref   `json:"projectId,omitempty"`
	ProjectCode   string      `json:"projectCode,omitempty"`
	ProjectName   string      `json:"projectName,omitempty"`
	ProjectNameEn string      `json:"projectNameEn,omitempty"`
	FiscalYear    int         `json:"fiscalYear"`
	DueOn         fiscal.Date `json:"dueOn,omitzero"`
	State         State       `json:"state" enum:"draft,submitted,confirmed"`
	ConfirmedAt   store.Time  `json:"confirmedAt,omitzero"`
	Target        *int        `json:"target" doc:"Level that the unit was to have by that year; null when none was set"`
	Outdated      bool        `json:"outdated" gorm:"-" doc:"Computed by rules that have changed since"`
	ModelDigest   string      `json:"-"`
	Tally
}

// targetSQL is the level that a unit was to have reached by the year of the appraisal.
const targetSQL = `(SELECT t.level FROM maturity_targets t WHERE t.section_id = maturity_appraisals.section_id AND t.model = maturity_appraisals.model
	AND t.fiscal_year <= maturity_appraisals.fiscal_year AND maturity_appraisals.subject = 'organisation' ORDER BY t.fiscal_year DESC LIMIT 1)`

const itemColumns = `maturity_appraisals.id, maturity_appraisals.version, maturity_appraisals.created_at, maturity_appraisals.updated_at, maturity_appraisals.code,
	maturity_appraisals.model, maturity_appraisals.model_digest, maturity_appraisals.kind, maturity_appraisals.subject, maturity_appraisals.section_id,
	maturity_appraisals.project_id, COALESCE(p.code, '') AS project_code, COALESCE(p.name, '') AS project_name, COALESCE(p.name_en, '') AS project_name_en, maturity_appraisals.fiscal_year,
	maturity_appraisals.due_on, maturity_appraisals.state, maturity_appraisals.confirmed_at, maturity_appraisals.level, maturity_appraisals.pending,
	maturity_appraisals.unanswered, maturity_appraisals.unrated, ` + targetSQL + ` AS target`

// sorts are the orders that a list may be asked for.
var sorts = store.Sorts{
	"code": "maturity_appraisals.code", "fiscalYear": "maturity_appraisals.fiscal_year", "updatedAt": "maturity_appraisals.updated_at",
	"level": "COALESCE(maturity_appraisals.level, -1)", "pending": "maturity_appraisals.pending",
	"dueOn": "COALESCE(maturity_appraisals.due_on, '9999-12-31')",
}

// Filter narrows the list of appraisals. Lists are separated by commas.
type Filter struct {
	api.List
	Model      string `query:"model" validate:"max=200"`
	Kind       string `query:"kind" validate:"max=40"`
	State      string `query:"state" validate:"max=60"`
	FiscalYear string `query:"fiscalYear" validate:"max=100"`
	Subject    string `query:"subject" validate:"max=40"`
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	SectionID  string `query:"sectionId" validate:"max=64" doc:"Just this unit"`
	ProjectID  string `query:"projectId" validate:"max=64"`
	Pending    string `query:"pending" validate:"omitempty,oneof=true" doc:"Only those in which a judgement is owed"`
	Target     string `query:"target" validate:"omitempty,oneof=reached missed none" doc:"Against the level that the unit was to have by that year"`
}

// visible are the appraisals that the caller may read.
func (s *Service) visible(ctx context.Context) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("maturity:read")
	if err != nil {
		return nil, err
	}
	return store.Within(s.store.Read(ctx).Table("maturity_appraisals"), scope.All, "maturity_appraisals.section_id", scope.Sections,
		"maturity_appraisals.project_id IN (SELECT project_id FROM project_people WHERE person_id = ?)", scope.Person), nil
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.visible(ctx)
	if err != nil {
		return nil, err
	}
	q = store.AnyOf(q, "maturity_appraisals.model", f.Model)
	q = store.AnyOf(q, "maturity_appraisals.kind", f.Kind)
	q = store.AnyOf(q, "maturity_appraisals.state", f.State)
	q = store.AnyOf(q, "CAST(maturity_appraisals.fiscal_year AS TEXT)", f.FiscalYear)
	q = store.AnyOf(q, "maturity_appraisals.subject", f.Subject)
	q = store.AnyOf(q, "maturity_appraisals.section_id", f.SectionID)
	q = store.AnyOf(q, "maturity_appraisals.project_id", f.ProjectID)
	if f.OwnerID != "" {
		q = q.Where("maturity_appraisals.section_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	if f.Pending != "" {
		q = q.Where("maturity_appraisals.pending > 0")
	}
	switch f.Target {
	case "reached":
		q = q.Where("maturity_appraisals.level >= " + targetSQL)
	case "missed":
		q = q.Where("maturity_appraisals.level < " + targetSQL)
	case "none":
		q = q.Where(targetSQL + " IS NULL")
	}
	if f.Q != "" {
		q = q.Where(`maturity_appraisals.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// List finds appraisals that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q.Joins("LEFT JOIN projects p ON p.id = maturity_appraisals.project_id"), itemColumns, f.Paging(), sorts, "-fiscalYear")
	if err != nil {
		return page, err
	}
	for i := range page.Items {
		s.complete(ctx, &page.Items[i])
	}
	return page, nil
}

func (s *Service) complete(ctx context.Context, it *Item) {
	o, _ := authz.DirectoryOf(ctx).Organisation(it.SectionID)
	it.SectionName, it.SectionNameEn = o.Name, o.NameEn
	it.ModelName, it.ModelNameEn, it.Outdated = it.Model, it.Model, true
	if m, ok := s.models.Find(it.Model); ok {
		it.ModelName, it.ModelNameEn, it.Outdated = m.Name, m.NameEn, m.Digest != it.ModelDigest
	}
}

// Facets counts the appraisals of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "model", "kind", "state", "fiscal_year", "subject")
}

// AreaSummary is an area on the page of an appraisal.
type AreaSummary struct {
	Version      int64      `json:"version"`
	Area         string     `json:"area"`
	Name         string     `json:"name"`
	NameEn       string     `json:"nameEn"`
	Level        int        `json:"level" doc:"Level from which on the area is needed"`
	Scope        Scope      `json:"scope" enum:"in,na,out"`
	Status       AreaStatus `json:"status" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE"`
	Capability   *int       `json:"capability"`
	Top          int        `json:"top" doc:"Highest capability that the area can reach"`
	Pending      int        `json:"pending"`
	Unanswered   int        `json:"unanswered"`
	Unrated      int        `json:"unrated"`
	Rated        int        `json:"rated"`
	OtherStatus  AreaStatus `json:"otherStatus,omitempty" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE," doc:"In the other view of the same year"`
	OtherReached *int       `json:"otherCapability"`
	Stale        bool       `json:"stale" doc:"The stored result is not the one that the labels give"`
}

// Detail is an appraisal with all that its page shows.
type Detail struct {
	Appraisal
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	ProjectCode   string                   `json:"projectCode,omitempty"`
	ProjectName   string                   `json:"projectName,omitempty"`
	ProjectNameEn string                   `json:"projectNameEn,omitempty"`
	Target        *int                     `json:"target"`
	Areas         []AreaSummary            `json:"areas"`
	OtherID       string                   `json:"otherId,omitempty" doc:"Appraisal of the other view, same subject and year"`
	OtherState    State                    `json:"otherState,omitempty" enum:"draft,submitted,confirmed,"`
	OtherLevel    *int                     `json:"otherLevel"`
	Stale         bool                     `json:"stale" doc:"Computed anew from its labels it comes out differently"`
	Fresh         *int                     `json:"freshLevel" doc:"Level computed anew from the labels"`
	NextLevel     *int                     `json:"nextLevel" doc:"Null at the top"`
	Blocking      []Blocker                `json:"blocking" doc:"What stops the next level"`
	Steps         []Step                   `json:"steps" doc:"Smallest set that reaches the next level"`
	SubmittedName string                   `json:"submittedByName,omitempty"`
	ConfirmedName string                   `json:"confirmedByName,omitempty"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one appraisal for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	db := s.store.Read(ctx)
	row, err := store.Load[Appraisal](db, id)
	if err != nil {
		return nil, err
	}
	rec, err := record(ctx, db, row)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "maturity:read", rec); err != nil {
		return nil, err
	}
	return s.detail(ctx, db, row, rec)
}

func (s *Service) detail(ctx context.Context, db *gorm.DB, row *Appraisal, rec *authz.Record) (*Detail, error) {
	m, err := s.model(row)
	if err != nil {
		return nil, err
	}
	unit, _ := authz.DirectoryOf(ctx).Organisation(row.SectionID)
	d := &Detail{
		Appraisal: *row, SectionName: unit.Name, SectionNameEn: unit.NameEn, SectionPath: authz.DirectoryOf(ctx).Path(row.SectionID),
		Areas: []AreaSummary{}, Blocking: []Blocker{}, Steps: []Step{},
	}
	if row.ProjectID != "" {
		p, err := s.projects.Project(db, string(row.ProjectID))
		if err != nil {
			return nil, err
		}
		d.ProjectCode, d.ProjectName, d.ProjectNameEn = p.Code, p.Name, p.NameEn
	}
	if d.Can, err = authz.Can(ctx, "maturity", rec, "rate", "judge", "confirm", "act"); err != nil {
		return nil, err
	}
	rows, err := areasOf(db, row.ID)
	if err != nil {
		return nil, err
	}
	other, err := s.beside(db, row, d)
	if err != nil {
		return nil, err
	}
	results := d.areas(m, rows, other)
	if err := d.next(ctx, db, m, rows, results); err != nil {
		return nil, err
	}
	targets, err := targetsOf(db, row.Model, []string{row.SectionID})
	if err != nil {
		return nil, err
	}
	if t := targets.due(row.SectionID, row.FiscalYear); row.Subject == OfOrganisation && t != nil {
		d.Target = &t.Level
	}
	return d, d.people(db)
}

// areas fills in the areas in the order of the model, each computed anew.
func (d *Detail) areas(m *Model, rows []AreaRow, other map[string]AreaRow) map[string]AreaResult {
	at := map[string]*AreaRow{}
	for i := range rows {
		at[rows[i].Area] = &rows[i]
	}
	results := map[string]AreaResult{}
	standing, any := map[string]Standing{}, false
	for i := range m.Areas {
		a := &m.Areas[i]
		row := at[a.ID]
		if row == nil {
			continue
		}
		r := m.Compute(a, &row.Entry, d.instances(a.ID))
		results[a.ID], standing[a.ID] = r, Standing{row.Scope, r.Capability}
		any = any || r.Rated > 0
		o := other[a.ID]
		stale := !row.same(&r)
		d.Stale = d.Stale || stale
		d.Areas = append(d.Areas, AreaSummary{
			Version: row.Version, Area: a.ID, Name: a.Name, NameEn: a.NameEn, Level: a.Level, Scope: row.Scope, Status: r.Status, Capability: r.Capability,
			Top: a.top(), Pending: r.Pending, Unanswered: r.Unanswered, Unrated: r.Unrated, Rated: r.Rated, OtherStatus: o.Status, OtherReached: o.Capability, Stale: stale,
		})
	}
	if any {
		level := m.Level(standing)
		d.Fresh = &level
	}
	if (d.Fresh == nil) != (d.Level == nil) || d.Fresh != nil && *d.Fresh != *d.Level {
		d.Stale = true
	}
	return results
}

// next tells what stops the next level, with the actions that were made of it.
func (d *Detail) next(_ context.Context, db *gorm.DB, m *Model, rows []AreaRow, results map[string]AreaResult) error {
	level := m.Base()
	if d.Fresh != nil {
		level = *d.Fresh
	}
	if level >= m.Top() {
		return nil
	}
	level++
	d.NextLevel = &level
	scopes := map[string]Scope{}
	for i := range rows {
		scopes[rows[i].Area] = rows[i].Scope
	}
	d.Blocking = m.Blocking(results, scopes, level)
	d.Steps = Smallest(d.Blocking)
	links, err := store.Scan[ActionLink](db.Table("maturity_actions").Where("appraisal_id = ?", d.ID))
	if err != nil {
		return err
	}
	for i := range d.Steps {
		for _, l := range links {
			if st := &d.Steps[i]; l.Area == st.Area && l.GroupID == st.Group && l.Practice == st.Practice {
				st.ActionID = l.ActionID
			}
		}
	}
	return nil
}

// beside finds the other view of the same subject and year, without its labels.
func (s *Service) beside(db *gorm.DB, x *Appraisal, d *Detail) (map[string]AreaRow, error) {
	found, err := store.Scan[Appraisal](db.Table("maturity_appraisals").Where("model = ? AND subject_id = ? AND fiscal_year = ? AND kind = ?",
		x.Model, x.SubjectID, x.FiscalYear, x.Kind.other()).Select("id, state, level"))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	d.OtherID, d.OtherState, d.OtherLevel = found[0].ID, found[0].State, found[0].Level
	rows, err := store.Scan[AreaRow](db.Table("maturity_areas").Where("appraisal_id = ?", d.OtherID).Select("area, scope, status, capability"))
	out := map[string]AreaRow{}
	for _, r := range rows {
		out[r.Area] = r
	}
	return out, err
}

func (d *Detail) people(db *gorm.DB) error {
	type named struct{ ID, Name string }
	rows, err := store.Scan[named](db.Table("people").Where("id IN ?", []string{string(d.SubmittedBy), string(d.ConfirmedBy)}).Select("id, name"))
	for _, p := range rows {
		if p.ID == string(d.SubmittedBy) {
			d.SubmittedName = p.Name
		}
		if p.ID == string(d.ConfirmedBy) {
			d.ConfirmedName = p.Name
		}
	}
	return err
}

// Facts are what the policy may ask about an appraisal that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	db := s.store.Read(ctx)
	row, err := store.Load[Appraisal](db, id)
	if err != nil {
		return nil, err
	}
	rec, err := record(ctx, db, row)
	if err != nil {
		return nil, err
	}
	return rec, authz.Require(ctx, "maturity:read", rec)
}

// readable tells whether the caller may read an appraisal, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "", id)
	return err
}

// Model is a model with all its practices.
func (s *Service) Model(id string) (*Model, error) {
	m, ok := s.models.Find(id)
	if !ok {
		return nil, fault.Missing("maturity_models", id)
	}
	return m, nil
}
