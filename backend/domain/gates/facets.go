package gates

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

const countIf = "COALESCE(SUM(CASE WHEN "

// Facets counts the applications of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "gate_applications.state", "gate_applications.outcome", "gate_applications.gate", "gate_applications.tier")
	if err != nil {
		return nil, err
	}
	delete(out["outcome"], "") // what is not decided yet has none
	type waiting struct{ Review, Decision int }
	rows, err := store.Scan[waiting](q.Where("gate_applications.state = ?", StateReview).
		Select(countIf + lackingSQL + " THEN 1 END), 0) AS review, " + countIf + "NOT " + lackingSQL + " THEN 1 END), 0) AS decision"))
	for _, w := range rows {
		out["waiting"] = map[string]int{"review": w.Review, "decision": w.Decision}
	}
	return out, err
}

// ConditionFacets counts the conditions of the view by each property that people filter by.
func (s *Service) ConditionFacets(ctx context.Context, f *ConditionFilter) (store.Facets, error) {
	on := fiscal.Today(s.store.Now())
	q, err := s.filteredConditions(ctx, f, on)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "gate_conditions.state", "gate_conditions.criticality", "gate_conditions.gate")
	if err != nil {
		return nil, err
	}
	type some struct{ Overdue, Mine int }
	rows, err := store.Scan[some](q.Select(countIf+overdueSQL(on)+" THEN 1 END), 0) AS overdue, "+countIf+"gate_conditions.owner_id = ? THEN 1 END), 0) AS mine",
		authz.From(ctx).PersonID))
	for _, r := range rows {
		out["overdue"], out["mine"] = map[string]int{"true": r.Overdue}, map[string]int{"true": r.Mine}
	}
	return out, err
}
