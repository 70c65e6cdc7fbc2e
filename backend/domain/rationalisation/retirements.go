package rationalisation

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

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
