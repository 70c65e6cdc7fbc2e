package rationalisation

import (
	"context"
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
	FinishedOn    fiscal.Date `json:"finishedOn,omitzero"`
	PaidBackOn    fiscal.Date `json:"paidBackOn,omitzero" gorm:"-" doc:"When the one-off cost of a finished case has come back"`
	PaidBack      bool        `json:"paidBack" gorm:"-" doc:"That day is reached"`
}

const caseColumns = `consolidation_cases.id, consolidation_cases.version, consolidation_cases.created_at, consolidation_cases.updated_at, consolidation_cases.code,
	consolidation_cases.name, consolidation_cases.name_en, consolidation_cases.section_id, consolidation_cases.state, consolidation_cases.run_before,
	consolidation_cases.run_after, consolidation_cases.one_off, consolidation_cases.finished_on,
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
		k := Case{CaseDraft: CaseDraft{RunBefore: it.RunBefore, RunAfter: it.RunAfter, OneOff: it.OneOff}, State: it.State, FinishedOn: it.FinishedOn}
		it.Saving, it.Payback, it.PaidBackOn = k.saving(), Payback(it.RunBefore, it.RunAfter, it.OneOff), k.paidBackOn()
		it.PaidBack = !it.PaidBackOn.IsZero() && !it.PaidBackOn.After(s.today())
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
	PaidBackOn    fiscal.Date              `json:"paidBackOn,omitzero" doc:"When the one-off cost of a finished case has come back"`
	PaidBack      bool                     `json:"paidBack" doc:"That day is reached"`
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
		PaidBackOn: row.paidBackOn(), FiscalYear: fy, Systems: []CaseSystem{}, After: []Ref{}, ChangedBy: []string{},
	}
	d.PaidBack = !d.PaidBackOn.IsZero() && !d.PaidBackOn.After(s.today())
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
