package datasets

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
)

// The rules of rules.go once more, in SQL, as of a day. Words and numbers come from code and settings, never from a request.
type reckoner struct {
	set   *Settings
	today int64
}

func (s *Service) on(day fiscal.Date) reckoner { return reckoner{s.settings, *dayNumber(day)} }

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

// age is how many days ago the data was updated.
func (r reckoner) age() string { return fmt.Sprintf("(%d - datasets.data_day)", r.today) }

// currency is Current.
func (r reckoner) currency() string {
	return fmt.Sprintf(`(CASE WHEN datasets.data_day IS NULL OR datasets.may_age IS NULL THEN NULL WHEN %[1]s <= datasets.may_age THEN %[2]d
		WHEN %[1]s >= 3 * datasets.may_age THEN 0 ELSE %[2]d * (3 * datasets.may_age - %[1]s) / (2 * datasets.may_age) END)`, r.age(), whole)
}

// score is Score in hundredths of a point; NULL while a part is.
func (r reckoner) score() string {
	w := r.set.Quality.Weights
	return fmt.Sprintf("((%d * datasets.completeness + %d * datasets.schema_fit + %d * %s + %d * datasets.uniqueness + %d * datasets.machine + %d * datasets.metadata) / 100)",
		w.Completeness, w.Schema, w.Currency, r.currency(), w.Uniqueness, w.Machine, w.Metadata)
}

// band is BandOf.
func (r reckoner) band() string {
	q := r.set.Quality
	return fmt.Sprintf("(CASE WHEN %[1]s IS NULL THEN 'unknown' WHEN %[1]s >= %[2]d THEN 'good' WHEN %[1]s >= %[3]d THEN 'fair' ELSE 'poor' END)",
		r.score(), q.Good*100, q.Fair*100)
}

// freshness is FreshnessOf.
func (r reckoner) freshness() string {
	return fmt.Sprintf(`(CASE WHEN datasets.data_day IS NULL OR datasets.may_age IS NULL THEN 'unknown' WHEN %[1]s <= datasets.may_age THEN 'fresh'
		WHEN %[1]s >= 3 * datasets.may_age THEN 'stale' ELSE 'late' END)`, r.age())
}

// meets is Meets.
func (r reckoner) meets() string {
	q := r.set.Quality
	return fmt.Sprintf("(%s >= %d AND datasets.stars >= %d)", r.score(), q.Good*100, q.Stars)
}

// column is where a part stands; currency is an expression.
func (r reckoner) column(p Part) string {
	switch p {
	case Currency:
		return r.currency()
	case Schema:
		return "datasets.schema_fit"
	}
	return "datasets." + string(p)
}
