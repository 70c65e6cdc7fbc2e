package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// CaseItem is a case in a list, and on its page.
type CaseItem struct {
	Case
	PilotCode       string                   `json:"pilotCode"`
	PilotName       string                   `json:"pilotName"`
	PilotNameEn     string                   `json:"pilotNameEn"`
	PilotStage      Stage                    `json:"pilotStage" enum:"planned,running,widened,ended"`
	WardName        string                   `json:"wardName" gorm:"-"`
	WardNameEn      string                   `json:"wardNameEn" gorm:"-"`
	CheckedByName   string                   `json:"checkedByName"`
	CheckedByNameEn string                   `json:"checkedByNameEn"`
	VoidedByName    string                   `json:"voidedByName"`
	VoidedByNameEn  string                   `json:"voidedByNameEn"`
	Saved           *int64                   `json:"saved" gorm:"-" doc:"Seconds; null when one of both times is unknown"`
	Can             map[string]authz.Verdict `json:"can,omitempty" gorm:"-" doc:"On the page of one case"`
}

const caseColumns = `pilot_cases.*, pilots.code AS pilot_code, pilots.name AS pilot_name, pilots.name_en AS pilot_name_en, pilots.stage AS pilot_stage,
	COALESCE(people.name, '') AS checked_by_name, COALESCE(people.name_en, '') AS checked_by_name_en,
	COALESCE(voiders.name, '') AS voided_by_name, COALESCE(voiders.name_en, '') AS voided_by_name_en`

// named joins the people whose names stand beside a case.
func named(q *gorm.DB) *gorm.DB {
	return q.Joins("LEFT JOIN people ON people.id = pilot_cases.checked_by_id").Joins("LEFT JOIN people voiders ON voiders.id = pilot_cases.voided_by")
}

var caseSorts = store.Sorts{"code": "pilot_cases.code", "updatedAt": "pilot_cases.updated_at"}

// CaseFilter narrows the list. Lists are separated by commas.
type CaseFilter struct {
	api.List
	PilotID   string `query:"pilotId" validate:"max=64"`
	WardID    string `query:"wardId" validate:"max=64"`
	Edition   string `query:"edition" validate:"max=40" doc:"Exactly this version of the evaluation set"`
	Rank      string `query:"rank" validate:"max=40"`
	Checked   string `query:"checked" validate:"omitempty,oneof=true false" doc:"Somebody looked at the answer, or nobody"`
	Timed     string `query:"timed" validate:"omitempty,oneof=true false" doc:"Both times are known"`
	Corrected string `query:"corrected" validate:"omitempty,oneof=true" doc:"Changed after they were recorded"`
	Voided    string `query:"voided" validate:"omitempty,oneof=true" doc:"Those that were taken out of the count, which are left out unless asked for"`
	Stage     string `query:"stage" validate:"max=60" doc:"Of the pilot"`
	SectionID string `query:"sectionId" validate:"max=64" doc:"Section of the pilot, with all below it"`
}

// cases builds the query without the names beside the row.
func (s *Service) cases(ctx context.Context, f *CaseFilter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("pilots:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("pilot_cases").Joins("JOIN pilots ON pilots.id = pilot_cases.pilot_id"),
		scope.All, "pilots.section_id", scope.Sections, "", "")
	for _, x := range []struct{ column, value string }{{"pilot_id", f.PilotID}, {"ward_id", f.WardID}, {"edition", f.Edition}} {
		if x.value != "" {
			q = q.Where("pilot_cases."+x.column+" = ?", x.value)
		}
	}
	q = store.AnyOf(q, "pilot_cases.rank", f.Rank)
	q = store.AnyOf(q, "pilots.stage", f.Stage)
	if f.SectionID != "" {
		q = q.Where("pilots.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.Voided != "" {
		q = q.Where("NOT " + counts)
	} else {
		q = q.Where(counts)
	}
	if f.Corrected != "" {
		q = q.Where("pilot_cases.version > 1")
	}
	switch f.Checked {
	case "true":
		q = q.Where("pilot_cases.checked_by_id IS NOT NULL")
	case "false":
		q = q.Where("pilot_cases.checked_by_id IS NULL")
	}
	const timed = "pilot_cases.seconds_before IS NOT NULL AND pilot_cases.seconds_after IS NOT NULL"
	switch f.Timed {
	case "true":
		q = q.Where(timed)
	case "false":
		q = q.Where("NOT (" + timed + ")")
	}
	if f.Q != "" {
		q = q.Where(`pilot_cases.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Cases finds cases that the caller may see.
func (s *Service) Cases(ctx context.Context, f *CaseFilter) (store.Page[CaseItem], error) {
	q, err := s.cases(ctx, f)
	if err != nil {
		return store.Page[CaseItem]{}, err
	}
	page, err := store.FindPage[CaseItem](named(q), caseColumns, f.Paging(), caseSorts, "code")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		page.Items[i].name(dir)
	}
	return page, err
}

func (c *CaseItem) name(dir authz.Directory) {
	o, _ := dir.Organisation(c.WardID)
	c.WardName, c.WardNameEn = o.Name, o.NameEn
	if c.SecondsBefore != nil && c.SecondsAfter != nil {
		saved := *c.SecondsBefore - *c.SecondsAfter
		c.Saved = &saved
	}
}

// CaseFacets counts the cases of the view by each property that people filter by.
func (s *Service) CaseFacets(ctx context.Context, f *CaseFilter) (store.Facets, error) {
	q, err := s.cases(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "pilot_cases.rank", "pilot_cases.ward_id", "pilot_cases.edition")
	if err != nil {
		return nil, err
	}
	type known struct{ N, Checked, Timed, Corrected int }
	rows, err := store.Scan[known](q.Select(`count(*) AS n, count(pilot_cases.checked_by_id) AS checked,
		count(pilot_cases.seconds_before + pilot_cases.seconds_after) AS timed, count(CASE WHEN pilot_cases.version > 1 THEN 1 END) AS corrected`))
	if err != nil {
		return nil, err
	}
	r := rows[0]
	out["checked"] = map[string]int{"true": r.Checked, "false": r.N - r.Checked}
	out["timed"] = map[string]int{"true": r.Timed, "false": r.N - r.Timed}
	out["corrected"] = map[string]int{"true": r.Corrected}
	gone := *f
	gone.Voided = "true"
	if q, err = s.cases(ctx, &gone); err != nil {
		return nil, err
	}
	n, err := store.Value[int](q.Select("count(*)"))
	out["voided"] = map[string]int{"true": n}
	return out, err
}

// GetCase reads one case for its page.
func (s *Service) GetCase(ctx context.Context, id string) (*CaseItem, error) {
	db := s.store.Read(ctx)
	row, err := store.One[CaseItem](named(db.Table("pilot_cases").Joins("JOIN pilots ON pilots.id = pilot_cases.pilot_id")).
		Where("pilot_cases.id = ?", id).Select(caseColumns), "pilot_cases", id)
	if err != nil {
		return nil, err
	}
	p, err := store.Load[Pilot](db, row.PilotID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "pilots:read", p.facts()); err != nil {
		return nil, err
	}
	row.name(authz.DirectoryOf(ctx))
	facts := p.facts()
	if mayRecord(ctx, p, row.WardID) == nil && authz.Require(ctx, "pilots:record", facts) != nil {
		facts.Section = row.WardID // as the ward that the case comes from
	}
	row.Can, err = authz.Can(ctx, "pilots", facts, "record")
	return &row, err
}

// readableCase tells whether the caller may read a case, and so its history.
func (s *Service) readableCase(ctx context.Context, id string) error {
	_, err := s.GetCase(ctx, id)
	return err
}
