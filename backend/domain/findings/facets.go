package findings

import (
	"context"
	"maps"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Facets counts the findings of the view by each property that people filter by, in three statements: what stands in a column,
// what follows from the day for findings that are not over, and those that repeat an earlier one.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "state", "band", "kind", "source", "theme", "notice_fy")
	if err != nil {
		return nil, err
	}
	delete(out["noticeFy"], "0") // drafts have none
	for _, state := range live {
		delete(out["state"], string(state))
	}
	if err := s.standings(q, out, fiscal.Today(s.store.Now())); err != nil {
		return nil, err
	}
	repeats, err := store.Value[int](q.Where("findings.recurs_of IS NOT NULL").Select("count(*)"))
	out["repeat"] = map[string]int{"true": repeats}
	return out, err
}

// standings counts what follows from the day, reading only findings that are not over.
func (s *Service) standings(q *gorm.DB, out store.Facets, on fiscal.Date) error {
	late, open := overdueSQL(on), inSQL(on, Open...)
	type count struct {
		State, Ageing, OverdueBucket, Escalation       string
		N, Overdue, Expired, Auditee, Auditor, Decider int
	}
	rows, err := store.Scan[count](q.Where("findings.state IN ?", live).Select(strings.Join([]string{
		effectiveSQL(on) + " AS state",
		"CASE WHEN " + open + " THEN " + bucketSQL(ageingSpans(), "findings.notice_on", on) + " ELSE '' END AS ageing",
		"CASE WHEN " + late + " THEN " + bucketSQL(overdueSpans(), "findings.current_due_on", on) + " ELSE '' END AS overdue_bucket",
		"CASE WHEN " + inSQL(on, running...) + " THEN " + bucketSQL(escalationSpans(), "findings.current_due_on", on) + " ELSE '' END AS escalation",
		"count(*) AS n", tally(late, "overdue"), tally(s.expiredSQL(on), "expired"),
		tally(waitingSQL(on, WaitsAuditee), WaitsAuditee), tally(waitingSQL(on, WaitsAuditor), WaitsAuditor), tally(waitingSQL(on, WaitsDecider), WaitsDecider),
	}, ", ")).Group("1, 2, 3, 4"))
	maps.Copy(out, store.Facets{
		"ageing": {}, "overdueBucket": {}, "escalation": {}, "overdue": {"true": 0}, "acceptExpired": {"true": 0},
		"waiting": {WaitsAuditee: 0, WaitsAuditor: 0, WaitsDecider: 0},
	})
	for _, r := range rows {
		out["state"][r.State] += r.N
		out["ageing"][r.Ageing] += r.N
		out["overdueBucket"][r.OverdueBucket] += r.N
		out["escalation"][r.Escalation] += r.N
		out["overdue"]["true"] += r.Overdue
		out["acceptExpired"]["true"] += r.Expired
		out["waiting"][WaitsAuditee] += r.Auditee
		out["waiting"][WaitsAuditor] += r.Auditor
		out["waiting"][WaitsDecider] += r.Decider
	}
	for _, name := range []string{"ageing", "overdueBucket", "escalation"} {
		delete(out[name], "") // in no bucket
	}
	return err
}

// tally counts the rows for which a condition holds.
func tally(condition, name string) string {
	return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name
}
