package rationalisation

import (
	"context"
	"net/url"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CaseItem is a consolidation case in a list.
type CaseItem struct {
	store.Base
	Code          string      `json:"code"`
	Name          string      `json:"name"`
	NameEn        string      `json:"nameEn"`
	SectionID     string      `json:"sectionId"`
	SectionName   string      `json:"sectionName" gorm:"-"`
	SectionNameEn string      `json:"sectionNameEn" gorm:"-"`
	State         CaseState   `json:"state" enum:"proposed,approved,done,dropped"`
	Absorbed      int64       `json:"absorbed" doc:"Systems that it retires"`
	Retired       int64       `json:"retired" doc:"Those of them that are retired"`
	LastOn        fiscal.Date `json:"lastOn,omitzero" doc:"When the last of them is to be retired"`
	RunBefore     *int64      `json:"runBefore"`
	RunAfter      *int64      `json:"runAfter"`
	OneOff        *int64      `json:"oneOff"`
	Saving        *int64      `json:"saving" gorm:"-" doc:"What a year costs less afterwards; null when unknown, below 0 when it costs more"`
	Payback       *float64    `json:"payback" gorm:"-" doc:"Years until the one-off cost has come back; null when it never does or an amount is unknown"`
}

const caseColumns = `consolidation_cases.id, consolidation_cases.version, consolidation_cases.created_at, consolidation_cases.updated_at, consolidation_cases.code,
	consolidation_cases.name, consolidation_cases.name_en, consolidation_cases.section_id, consolidation_cases.state, consolidation_cases.run_before,
	consolidation_cases.run_after, consolidation_cases.one_off,
	(SELECT count(*) FROM consolidation_members m WHERE m.case_id = consolidation_cases.id) AS absorbed,
	(SELECT count(*) FROM consolidation_members m JOIN systems s ON s.id = m.system_id WHERE m.case_id = consolidation_cases.id AND s.phase = 'retired') AS retired,
	(SELECT MAX(m.retire_on) FROM consolidation_members m WHERE m.case_id = consolidation_cases.id) AS last_on`

var caseSorts = store.Sorts{
	"code": "consolidation_cases.code", "saving": "consolidation_cases.saving", "updatedAt": "consolidation_cases.updated_at",
}

// CaseFilter narrows the cases.
type CaseFilter struct {
	api.List
	OwnerID  string `query:"ownerId" validate:"max=64" doc:"Organisation that leads it, with all below it"`
	State    string `query:"state" validate:"max=60" doc:"proposed, approved, done, dropped"`
	SystemID string `query:"systemId" validate:"max=64" doc:"Absorbs this system, or merges others into it"`
	Unpriced string `query:"unpriced" validate:"omitempty,oneof=true" doc:"An amount is unknown"`
}

func (s *Service) caseQuery(ctx context.Context, f *CaseFilter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("consolidation_cases"), scope.All, "consolidation_cases.section_id", scope.Sections, "", "")
	if f.OwnerID != "" {
		q = q.Where("consolidation_cases.section_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "consolidation_cases.state", f.State)
	if f.SystemID != "" {
		q = q.Where("consolidation_cases.id IN (SELECT case_id FROM consolidation_members WHERE system_id = ? OR absorbed_by = ?)", f.SystemID, f.SystemID)
	}
	if f.Unpriced != "" {
		q = q.Where("(run_before IS NULL OR run_after IS NULL OR one_off IS NULL)")
	}
	if f.Q != "" {
		q = q.Where(`consolidation_cases.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Cases lists the consolidation cases.
func (s *Service) Cases(ctx context.Context, f *CaseFilter) (store.Page[CaseItem], error) {
	q, err := s.caseQuery(ctx, f)
	if err != nil {
		return store.Page[CaseItem]{}, err
	}
	page, err := store.FindPage[CaseItem](q, caseColumns, f.Paging(), caseSorts, "code")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		d := CaseDraft{RunBefore: it.RunBefore, RunAfter: it.RunAfter}
		it.Saving, it.Payback = d.saving(), Payback(it.RunBefore, it.RunAfter, it.OneOff)
	}
	return page, err
}

// CaseFacets counts the cases of the view by state.
func (s *Service) CaseFacets(ctx context.Context, f *CaseFilter) (store.Facets, error) {
	q, err := s.caseQuery(ctx, f)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "state")
}

// CaseSystem is a system of a case, with the names of both ends and what stands in the way of its retirement.
type CaseSystem struct {
	Ref
	Phase      string      `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	Absorber   Ref         `json:"absorber"`
	RetireOn   fiscal.Date `json:"retireOn"`
	Retired    bool        `json:"retired"`
	Overdue    bool        `json:"overdue" doc:"The day is past and it still runs"`
	Dependants []Ref       `json:"dependants" doc:"Systems in use that exchange data with it: while there are any, it cannot be retired"`
	YearCost   *int64      `json:"yearCost" doc:"Recurring cost of the running fiscal year by the budget; null when it has no line or the caller may not see it"`
}

// CaseDetail is a case with all that its page shows.
type CaseDetail struct {
	Case
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	Systems       []CaseSystem             `json:"systems"`
	After         []Ref                    `json:"after" doc:"Systems that stay"`
	SavingOf      *int64                   `json:"saving"`
	Payback       *float64                 `json:"payback"`
	ProposedBy    string                   `json:"proposedBy,omitempty"`
	ChangedBy     []string                 `json:"changedBy" doc:"Who changed the proposal beside its first writer"`
	DecidedBy     string                   `json:"decidedBy,omitempty"`
	FiscalYear    int                      `json:"fiscalYear" doc:"Of the costs by the budget"`
	Can           map[string]authz.Verdict `json:"can"`
}

// GetCase reads one case for its page.
func (s *Service) GetCase(ctx context.Context, in *api.ID) (*CaseDetail, error) {
	row, err := store.Load[Case](s.store.Read(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "rationalisation:read", row.facts()); err != nil {
		return nil, err
	}
	return s.caseDetail(ctx, row)
}

func (s *Service) caseDetail(ctx context.Context, row *Case) (*CaseDetail, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	section, _ := dir.Organisation(row.SectionID)
	fy := fiscal.FY(s.today())
	d := &CaseDetail{
		Case: *row, SectionName: section.Name, SectionNameEn: section.NameEn, SavingOf: row.saving(), Payback: Payback(row.RunBefore, row.RunAfter, row.OneOff),
		FiscalYear: fy, Systems: []CaseSystem{}, After: []Ref{}, ChangedBy: []string{},
	}
	var err error
	if d.Can, err = authz.Can(ctx, "consolidations", row.facts(), "update", "approve", "complete", "drop"); err != nil {
		return nil, err
	}
	ids := row.absorbed()
	for _, m := range row.Members {
		ids = append(ids, m.AbsorbedBy)
	}
	names, err := refs(db, ids)
	if err != nil {
		return nil, err
	}
	type phase struct{ ID, Phase string }
	phases, err := store.Scan[phase](db.Table("systems").Where("id IN ?", ids).Select("id, phase"))
	if err != nil {
		return nil, err
	}
	at := map[string]string{}
	for _, p := range phases {
		at[p.ID] = p.Phase
	}
	hindered, err := dependants(db, row.absorbed())
	if err != nil {
		return nil, err
	}
	costs, err := s.register.Years(ctx, db, fy, row.absorbed())
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, m := range row.Members {
		x := CaseSystem{
			Ref: names[m.SystemID], Phase: at[m.SystemID], Absorber: names[m.AbsorbedBy], RetireOn: m.RetireOn, Retired: at[m.SystemID] == "retired", Dependants: hindered[m.SystemID],
		}
		x.Overdue = !x.Retired && m.RetireOn.Before(s.today())
		if x.Dependants == nil {
			x.Dependants = []Ref{}
		}
		if cost, known := costs[m.SystemID]; known {
			x.YearCost = &cost
		}
		d.Systems = append(d.Systems, x)
		if !seen[m.AbsorbedBy] {
			seen[m.AbsorbedBy] = true
			d.After = append(d.After, names[m.AbsorbedBy])
		}
	}
	type person struct{ ID, Name string }
	people, err := store.Scan[person](db.Table("people").Where("id IN ?", append([]string{string(row.ProposedByID), string(row.DecidedByID)}, row.WrittenBy...)).Order("name").Select("id, name"))
	for _, p := range people {
		switch {
		case p.ID == string(row.ProposedByID):
			d.ProposedBy = p.Name
		case slices.Contains(row.WrittenBy, p.ID):
			d.ChangedBy = append(d.ChangedBy, p.Name)
		}
		if p.ID == string(row.DecidedByID) {
			d.DecidedBy = p.Name
		}
	}
	return d, err
}

// dependants reads the systems in use that exchange data with some systems, in one statement.
func dependants(db *gorm.DB, ids []string) (map[string][]Ref, error) {
	type end struct {
		Own string
		Ref
	}
	rows, err := store.Scan[end](db.Raw(`SELECT x.own, s.id, s.code, s.name, s.name_en FROM (
			SELECT system_id AS own, target_id AS other FROM system_interfaces WHERE system_id IN ?
			UNION SELECT target_id AS own, system_id AS other FROM system_interfaces WHERE target_id IN ?) x
		JOIN systems s ON s.id = x.other WHERE s.phase IN ? AND x.own <> x.other ORDER BY x.own, s.code`, ids, ids, inUse))
	out := map[string][]Ref{}
	for _, r := range rows {
		out[r.Own] = append(out[r.Own], r.Ref)
	}
	return out, err
}

// CaseFacts are what the policy may ask about a case that the caller may read.
func (s *Service) CaseFacts(ctx context.Context, noun, id string) (*authz.Record, error) {
	if noun == (Capability{}).TableName() {
		row, err := store.Load[Capability](s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return capabilityFacts(row.ID), nil
	}
	row, err := store.Load[Case](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "rationalisation:read", row.facts())
}

// Retirement is a system that a case absorbs.
type Retirement struct {
	store.Base
	Code         string      `json:"code"`
	Name         string      `json:"name"`
	NameEn       string      `json:"nameEn"`
	Phase        string      `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	RetireOn     fiscal.Date `json:"retireOn"`
	State        string      `json:"state" enum:"retired,overdue,ahead" gorm:"-" doc:"Whether it is retired, should be, or is to be"`
	CaseID       string      `json:"caseId"`
	CaseCode     string      `json:"caseCode"`
	CaseName     string      `json:"caseName"`
	CaseNameEn   string      `json:"caseNameEn"`
	CaseState    CaseState   `json:"caseState" enum:"approved,done"`
	AbsorberID   string      `json:"absorberId"`
	AbsorberName string      `json:"absorberName"`
	AbsorberEn   string      `json:"absorberNameEn"`
}

// RetirementFilter narrows the systems to be retired.
type RetirementFilter struct {
	api.List
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Owner of the system, with all below it"`
	State      string `query:"state" validate:"omitempty,oneof=retired overdue ahead"`
	CaseState  string `query:"caseState" validate:"omitempty,oneof=approved done" doc:"Both unless given"`
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199" doc:"To be retired in this fiscal year"`
}

var retirementSorts = store.Sorts{"retireOn": "m.retire_on", "code": "systems.code"}

func (s *Service) retirements(ctx context.Context, f *RetirementFilter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("systems").Joins("JOIN consolidation_members m ON m.claim = '' AND m.system_id = systems.id").
		Joins("JOIN consolidation_cases c ON c.id = m.case_id").Joins("JOIN systems ab ON ab.id = m.absorbed_by"), scope.All, "systems.owner_id", scope.Sections, "", "")
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	switch f.State {
	case "retired":
		q = q.Where("systems.phase = 'retired'")
	case "overdue":
		q = q.Where("systems.phase <> 'retired' AND m.retire_on < ?", s.today())
	case "ahead":
		q = q.Where("systems.phase <> 'retired' AND m.retire_on >= ?", s.today())
	}
	if f.CaseState != "" {
		q = q.Where("c.state = ?", f.CaseState)
	}
	if f.FiscalYear != 0 {
		from, to := fiscal.FYBounds(f.FiscalYear)
		q = q.Where("m.retire_on BETWEEN ? AND ?", from, to)
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Retirements lists the systems that cases absorb, in the order of their days.
func (s *Service) Retirements(ctx context.Context, f *RetirementFilter) (store.Page[Retirement], error) {
	q, err := s.retirements(ctx, f)
	if err != nil {
		return store.Page[Retirement]{}, err
	}
	page, err := store.FindPage[Retirement](q, `systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en, systems.phase,
		m.retire_on, c.id AS case_id, c.code AS case_code, c.name AS case_name, c.name_en AS case_name_en, c.state AS case_state, ab.id AS absorber_id,
		ab.name AS absorber_name, ab.name_en AS absorber_en`, f.Paging(), retirementSorts, "retireOn")
	for i := range page.Items {
		switch it := &page.Items[i]; {
		case it.Phase == "retired":
			it.State = "retired"
		case it.RetireOn.Before(s.today()):
			it.State = "overdue"
		default:
			it.State = "ahead"
		}
	}
	return page, err
}

// RetirementFigures are what the approved cases promise and what has come of it (廃止実績数).
type RetirementFigures struct {
	Planned  api.Figure  `json:"planned" doc:"Systems that approved and finished cases absorb"`
	Retired  api.Figure  `json:"retired" doc:"Those of them that are retired"`
	Overdue  api.Figure  `json:"overdue" doc:"Those whose day is past and that still run"`
	Cases    []CaseCount `json:"cases"`
	Saving   api.Figure  `json:"saving" doc:"What a year costs less after all approved and finished cases, as far as known; null when none is"`
	Unpriced api.Figure  `json:"unpriced" doc:"Approved and finished cases with an unknown amount"`
	OneOff   api.Figure  `json:"oneOff" doc:"One-off cost of the approved and finished cases, as far as known; null when none is"`
}

// CaseCount is a state with its cases.
type CaseCount struct {
	State CaseState  `json:"state" enum:"proposed,approved,done,dropped"`
	Count api.Figure `json:"count"`
}

// retirementFigures computes them in two statements.
func (s *Service) retirementFigures(ctx context.Context, owner string) (out RetirementFigures, err error) {
	tail := ""
	if owner != "" {
		tail = "&ownerId=" + url.QueryEscape(owner)
	}
	q, err := s.retirements(ctx, &RetirementFilter{OwnerID: owner})
	if err != nil {
		return out, err
	}
	type count struct{ N, Retired, Late int64 }
	rows, err := store.Scan[count](q.Select(`count(*) AS n, COALESCE(SUM(CASE WHEN systems.phase = 'retired' THEN 1 ELSE 0 END), 0) AS retired,
		COALESCE(SUM(CASE WHEN systems.phase <> 'retired' AND m.retire_on < ? THEN 1 ELSE 0 END), 0) AS late`, s.today()))
	if err != nil {
		return out, err
	}
	const list, cases = "/rationalisation/retirements", "/rationalisation/cases?state="
	all := list
	if tail != "" {
		all += "?" + tail[1:]
	}
	out.Planned, out.Retired, out.Overdue = api.Count(rows[0].N, all), api.Count(rows[0].Retired, list+"?state=retired"+tail), api.Count(rows[0].Late, list+"?state=overdue"+tail)
	cq, err := s.caseQuery(ctx, &CaseFilter{OwnerID: owner})
	if err != nil {
		return out, err
	}
	type sums struct {
		State                                      CaseState
		N, Saving, Saves, OneOff, Priced, Unpriced int64
	}
	by, err := store.Scan[sums](cq.Group("consolidation_cases.state").Select(`consolidation_cases.state, count(*) AS n, CAST(SUM(consolidation_cases.saving) AS BIGINT) AS saving,
		count(run_before + run_after) AS saves, count(one_off) AS priced,
		CAST(COALESCE(SUM(consolidation_cases.one_off), 0) AS BIGINT) AS one_off,
		SUM(CASE WHEN run_before IS NULL OR run_after IS NULL OR one_off IS NULL THEN 1 ELSE 0 END) AS unpriced`))
	at := map[CaseState]sums{}
	for _, b := range by {
		at[b.State] = b
	}
	for _, state := range CaseStates {
		out.Cases = append(out.Cases, CaseCount{state, api.Count(at[state].N, cases+string(state)+tail)})
	}
	const live = cases + "approved,done"
	sum := func(field string, known, of func(sums) int64) api.Figure {
		a, d := at[Approved], at[Done]
		if a.N+d.N > 0 && known(a)+known(d) == 0 {
			return api.Unknown(live + tail)
		}
		return api.Sum(of(a)+of(d), live+tail, field)
	}
	out.Saving = sum("saving", func(x sums) int64 { return x.Saves }, func(x sums) int64 { return x.Saving })
	out.OneOff = sum("oneOff", func(x sums) int64 { return x.Priced }, func(x sums) int64 { return x.OneOff })
	out.Unpriced = api.Count(at[Approved].Unpriced+at[Done].Unpriced, live+"&unpriced=true"+tail)
	return out, err
}
