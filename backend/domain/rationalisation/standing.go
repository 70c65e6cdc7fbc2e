package rationalisation

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a system in use with its present assessment.
type Item struct {
	store.Base
	Code         string      `json:"code"`
	Name         string      `json:"name"`
	NameEn       string      `json:"nameEn"`
	OwnerID      string      `json:"ownerId"`
	OwnerName    string      `json:"ownerName" gorm:"-"`
	OwnerNameEn  string      `json:"ownerNameEn" gorm:"-"`
	Criticality  string      `json:"criticality" enum:"critical,high,medium,low"`
	Phase        string      `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	Quadrant     Quadrant    `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged,none"`
	Merger       bool        `json:"merger"`
	Business     *int64      `json:"-"`
	Technical    *int64      `json:"-"`
	BusinessOf   *float64    `json:"business" gorm:"-" doc:"Score from 1 to 5; null when nothing is answered"`
	TechnicalOf  *float64    `json:"technical" gorm:"-"`
	Statutory    bool        `json:"statutory"`
	Disposition  Disposition `json:"disposition" enum:"retire,retain,relocate,rehost,repurchase,replatform,refactor,"`
	AssessedOn   fiscal.Date `json:"assessedOn,omitzero"`
	Stale        bool        `json:"stale" gorm:"-" doc:"Assessed long ago, or by other criteria than those in force"`
	Edition      string      `json:"-"`
	Capabilities int64       `json:"capabilities" doc:"Business functions that it is assigned to"`
	CaseState    string      `json:"caseState,omitempty" doc:"State of the case that absorbs it; empty for none"`
}

const itemColumns = `systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en, systems.owner_id,
	systems.criticality, systems.phase, COALESCE(a.quadrant, 'none') AS quadrant, COALESCE(a.merger, FALSE) AS merger, a.business, a.technical,
	COALESCE(a.statutory, FALSE) AS statutory, COALESCE(a.disposition, '') AS disposition, a.assessed_on, COALESCE(a.edition, '') AS edition,
	(SELECT count(*) FROM capability_systems cs WHERE cs.system_id = systems.id) AS capabilities,
	COALESCE((SELECT cc.state FROM consolidation_members m JOIN consolidation_cases cc ON cc.id = m.case_id WHERE cc.state <> 'dropped' AND m.system_id = systems.id
		ORDER BY m.claim LIMIT 1), '') AS case_state`

// sorts are the orders that a list may be asked for. What nobody has judged comes last in the falling order.
var sorts = store.Sorts{
	"code": "systems.code", "business": "COALESCE(a.business, 0)", "technical": "COALESCE(a.technical, 0)",
	"assessedOn": "COALESCE(a.assessed_on, '1900-01-01')",
}

// Filter narrows the systems. Lists are separated by commas.
type Filter struct {
	api.List
	OwnerID      string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	Quadrant     string `query:"quadrant" validate:"max=100" doc:"invest, tolerate, migrate, eliminate, unjudged, none"`
	Disposition  string `query:"disposition" validate:"max=200" doc:"7R; open for an assessed system without one"`
	Criticality  string `query:"criticality" validate:"max=100"`
	Merger       string `query:"merger" validate:"omitempty,oneof=true" doc:"To be merged because law demands the work"`
	Statutory    string `query:"statutory" validate:"omitempty,oneof=true"`
	Stale        string `query:"stale" validate:"omitempty,oneof=true" doc:"Assessed long ago, or by other criteria"`
	Cell         string `query:"cell" validate:"max=20" doc:"Cell of the chart: tenths of both scores, as 42-31"`
	CapabilityID string `query:"capabilityId" validate:"max=64" doc:"Serves this function or one below it"`
	AssignedID   string `query:"assignedId" validate:"max=64" doc:"Assigned to exactly this function"`
	Assigned     string `query:"assigned" validate:"omitempty,oneof=true false" doc:"Whether assigned to any function"`
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.inScope(ctx, s.store.Read(ctx).Table("systems").Joins("LEFT JOIN time_assessments a ON a.superseded_by = '' AND a.system_id = systems.id"))
	if err != nil {
		return nil, err
	}
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "systems.criticality", f.Criticality)
	if q, err = s.judged(q, f); err != nil {
		return nil, err
	}
	const below = `SELECT id FROM capabilities WHERE id = ? OR parent_id = ? OR parent_id IN (SELECT id FROM capabilities WHERE parent_id = ?)`
	if f.CapabilityID != "" {
		q = q.Where("systems.id IN (SELECT system_id FROM capability_systems WHERE capability_id IN ("+below+"))", f.CapabilityID, f.CapabilityID, f.CapabilityID)
	}
	if f.AssignedID != "" {
		q = q.Where("systems.id IN (SELECT system_id FROM capability_systems WHERE capability_id = ?)", f.AssignedID)
	}
	const assigned = "EXISTS (SELECT 1 FROM capability_systems cs WHERE cs.system_id = systems.id)"
	switch f.Assigned {
	case "true":
		q = q.Where(assigned)
	case "false":
		q = q.Where("NOT " + assigned)
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// judged narrows by what the assessment says.
func (s *Service) judged(q *gorm.DB, f *Filter) (*gorm.DB, error) {
	if f.Quadrant != "" {
		list := strings.Split(f.Quadrant, ",")
		for _, x := range list {
			if !slices.Contains(Quadrants, Quadrant(x)) {
				return nil, fault.Bad("query.quadrant", "oneof", fault.Params{"allowed": Quadrants})
			}
		}
		q = q.Where("COALESCE(a.quadrant, 'none') IN ?", list)
	}
	if f.Disposition != "" {
		list := strings.Split(f.Disposition, ",")
		for i, x := range list {
			switch {
			case x == "open":
				list[i] = ""
			case !slices.Contains(AllDispositions, Disposition(x)):
				return nil, fault.Bad("query.disposition", "oneof", fault.Params{"allowed": AllDispositions})
			}
		}
		q = q.Where("a.disposition IN ?", list)
	}
	if f.Merger != "" {
		q = q.Where("a.merger = TRUE")
	}
	if f.Statutory != "" {
		q = q.Where("a.statutory = TRUE")
	}
	if f.Stale != "" {
		q = q.Where("(a.assessed_on < ? OR a.edition <> ?)", s.freshFrom(), s.settings.Edition)
	}
	if f.Cell != "" {
		left, right, _ := strings.Cut(f.Cell, "-")
		biz, bad := strconv.Atoi(left)
		tech, worse := strconv.Atoi(right)
		if bad != nil || worse != nil {
			return nil, fault.Bad("query.cell", "format", nil)
		}
		q = q.Where("a.business BETWEEN ? AND ? AND a.technical BETWEEN ? AND ?", biz*10, biz*10+9, tech*10, tech*10+9)
	}
	return q, nil
}

// freshFrom is the first day on which an assessment is not too old today.
func (s *Service) freshFrom() fiscal.Date { return s.today().AddDays(-s.settings.Rules.StaleDays) }

func (s *Service) stale(on fiscal.Date, edition string) bool {
	return !on.IsZero() && (on.Before(s.freshFrom()) || edition != s.settings.Edition)
}

// scoreOf shows hundredths as a score.
func scoreOf(hundredths *int64) *float64 {
	if hundredths == nil {
		return nil
	}
	v := float64(*hundredths) / 100
	return &v
}

// List finds systems in use that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "code")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn, it.Stale = o.Name, o.NameEn, s.stale(it.AssessedOn, it.Edition)
		it.BusinessOf, it.TechnicalOf = scoreOf(it.Business), scoreOf(it.Technical)
	}
	return page, err
}

// Facets counts the systems of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	type count struct {
		Quadrant, Disposition, Criticality string
		N                                  int
	}
	rows, err := store.Scan[count](q.Group("a.quadrant, a.disposition, systems.criticality").
		Select("COALESCE(a.quadrant, 'none') AS quadrant, COALESCE(a.disposition, '-') AS disposition, systems.criticality, count(*) AS n"))
	out := store.Facets{"quadrant": {}, "disposition": {}, "criticality": {}}
	for _, r := range rows {
		out["quadrant"][r.Quadrant] += r.N
		out["criticality"][r.Criticality] += r.N
		switch r.Disposition {
		case "-": // nobody has assessed it
		case "":
			out["disposition"]["open"] += r.N
		default:
			out["disposition"][r.Disposition] += r.N
		}
	}
	return out, err
}
