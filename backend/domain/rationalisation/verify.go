package rationalisation

import (
	"context"

	"miotsukushi/backend/platform/store"
)

// WaitDays is how long a proposed case may wait before somebody should ask.
const WaitDays = 90

// Verification is what a look through the records found.
type Verification struct {
	Looked    int      // present assessments of systems that are not retired
	Differ    []string // codes of systems whose kept verdict is not what their answers give by the criteria in force
	Stale     int      // assessments that are too old, or by other criteria
	Waiting   int      // cases that nobody has decided
	Forgotten int      // those of them that wait for more than WaitDays
}

// Verify judges the present assessments anew and counts what lies, in two statements.
func (s *Service) Verify(ctx context.Context) (v Verification, err error) {
	type row struct {
		Assessment
		Code string
	}
	db := s.store.Read(ctx)
	rows, err := store.Scan[row](db.Table("time_assessments").Joins("JOIN systems ON systems.id = time_assessments.system_id").
		Where("time_assessments.superseded_by = '' AND systems.phase <> 'retired'").Order("systems.code").Select("time_assessments.*, systems.code AS code"))
	if err != nil {
		return v, err
	}
	for i := range rows {
		r := &rows[i]
		v.Looked++
		if s.stale(r.AssessedOn, r.Edition) {
			v.Stale++
		}
		if r.Edition == s.settings.Edition && !r.Verdict.equal(s.settings.Verdict(&r.AssessmentBody)) {
			v.Differ = append(v.Differ, r.Code)
		}
	}
	type count struct{ Waiting, Forgotten int }
	cases, err := store.Scan[count](db.Table("consolidation_cases").Where("state = ?", Proposed).
		Select("count(*) AS waiting, COALESCE(SUM(CASE WHEN created_at < ? THEN 1 ELSE 0 END), 0) AS forgotten", store.At(s.today().AddDays(-WaitDays).Start())))
	if err == nil {
		v.Waiting, v.Forgotten = cases[0].Waiting, cases[0].Forgotten
	}
	return v, err
}

func (v Verdict) equal(w Verdict) bool {
	same := func(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return v.Quadrant == w.Quadrant && v.Merger == w.Merger && same(v.Business, w.Business) && same(v.Technical, w.Technical)
}
