package rationalisation

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller: proposed cases to decide, approved cases whose systems are all gone, and systems of the
// own sections whose assessment is too old or was made by other criteria.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	for _, part := range []func(context.Context) ([]work.Item, error){s.caseWork, s.assessWork} {
		items, err := part(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// caseWork reads the cases that wait for a decision or for their end. Those whom the policy bars see none of it.
func (s *Service) caseWork(ctx context.Context) ([]work.Item, error) {
	if none, err := nothing(ctx, "consolidations:approve", "consolidations:complete"); none || err != nil {
		return nil, err
	}
	const gone = `state = 'approved' AND NOT EXISTS (SELECT 1 FROM consolidation_members m JOIN systems s ON s.id = m.system_id
		WHERE m.case_id = consolidation_cases.id AND s.phase <> 'retired')`
	type waiting struct {
		Case
		Systems int
	}
	rows, err := store.Scan[waiting](s.store.Read(ctx).Table("consolidation_cases").Where("state = 'proposed' OR (" + gone + ")").Order("created_at, id").Limit(work.Max).
		Select("consolidation_cases.*, (SELECT count(*) FROM consolidation_members m WHERE m.case_id = consolidation_cases.id) AS systems"))
	out := []work.Item{}
	for i := range rows {
		k := &rows[i]
		kind, perm, since := work.CaseDecide, "consolidations:approve", fiscal.DateOf(k.CreatedAt.Time)
		if k.State == Approved {
			kind, perm, since = work.CaseComplete, "consolidations:complete", k.DecidedOn
		}
		if authz.Require(ctx, perm, k.facts()) != nil {
			continue
		}
		section, _ := authz.DirectoryOf(ctx).Organisation(k.SectionID)
		out = append(out, work.Item{
			Kind: kind, Noun: "consolidation_cases", ID: k.ID, Code: k.Code, Title: k.Name, TitleEn: k.NameEn, Since: since, Href: "/rationalisation/cases/" + k.ID,
			Detail: map[string]any{"merged": k.Systems, "section": section.Name, "sectionEn": section.NameEn},
		})
	}
	return out, err
}

// nothing tells whether the caller holds none of the permissions for any record.
func nothing(ctx context.Context, perms ...string) (bool, error) {
	for _, perm := range perms {
		may, err := authz.From(ctx).Scope(perm)
		if err != nil && !fault.Is(err, fault.Forbidden) {
			return false, err
		}
		if err == nil && (may.All || len(may.Sections) > 0) {
			return false, nil
		}
	}
	return true, nil
}

// assessWork asks the sections that own the systems; the ICT office, which may judge every one, has the figure on the page.
func (s *Service) assessWork(ctx context.Context) ([]work.Item, error) {
	may, err := authz.From(ctx).Scope("rationalisation:assess")
	if fault.Is(err, fault.Forbidden) {
		return nil, nil
	}
	if err != nil || may.All || len(may.Sections) == 0 {
		return nil, err
	}
	type row struct {
		ID, Code, Name, NameEn, Edition string
		AssessedOn                      fiscal.Date
	}
	rows, err := store.Scan[row](s.store.Read(ctx).Table("systems").Joins("JOIN time_assessments a ON a.superseded_by = '' AND a.system_id = systems.id").
		Where("systems.owner_id IN ? AND systems.phase <> 'retired'", may.Sections).Where("(a.assessed_on < ? OR a.edition <> ?)", s.freshFrom(), s.settings.Edition).
		Order("a.assessed_on, systems.code").Limit(work.Max).Select("systems.id, systems.code, systems.name, systems.name_en, a.assessed_on, a.edition"))
	out := []work.Item{}
	for _, r := range rows {
		it := work.Item{
			Kind: work.AssessmentDue, Noun: "systems", ID: r.ID, Code: r.Code, Title: r.Name, TitleEn: r.NameEn, Since: r.AssessedOn, DueOn: r.AssessedOn.AddDays(s.settings.Rules.StaleDays),
			Href: "/systems/" + r.ID + "?tab=rationalisation", Detail: map[string]any{"on": r.AssessedOn, "criteria": r.Edition != s.settings.Edition},
		}
		if r.Edition != s.settings.Edition && !it.DueOn.Before(s.today()) {
			it.DueOn = fiscal.Date{} // not too old, but the criteria have changed
		}
		out = append(out, it)
	}
	return out, err
}
