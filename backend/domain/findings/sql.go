package findings

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// The rules of rules.go once more, in SQL. Days come from our clock and words from code, never from a request.

// effectiveSQL is Effective.
func effectiveSQL(today fiscal.Date) string {
	return fmt.Sprintf("CASE WHEN findings.state = 'accepted' AND findings.accept_until < '%s' THEN 'in_action' ELSE findings.state END", today)
}

// whereState narrows to effective states. The stored states come first: they stand in an index.
func whereState(q *gorm.DB, today fiscal.Date, states ...State) *gorm.DB {
	stored := slices.Clone(states)
	if slices.Contains(states, StateInAction) && !slices.Contains(states, StateAccepted) {
		stored = append(stored, StateAccepted)
	}
	q = q.Where("findings.state IN ?", stored)
	if slices.Contains(stored, StateAccepted) {
		q = q.Where(effectiveSQL(today)+" IN ?", states)
	}
	return q
}

// inSQL tells whether a row is in one of the effective states, for counting within a statement.
func inSQL(today fiscal.Date, states ...State) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = "'" + string(s) + "'"
	}
	return fmt.Sprintf("(%s) IN (%s)", effectiveSQL(today), strings.Join(words, ", "))
}

// overdueSQL is Overdue.
func overdueSQL(today fiscal.Date) string {
	return fmt.Sprintf("(findings.current_due_on < '%s' AND %s)", today, inSQL(today, running...))
}

// expiredSQL finds acceptances that ran out, written down or not, of findings whose clock runs again.
func (s *Service) expiredSQL(today fiscal.Date) string {
	return fmt.Sprintf("((findings.acceptance_expired OR findings.state = 'accepted') AND %s)", inSQL(today, running...))
}

// waitingSQL is waiting.
func waitingSQL(today fiscal.Date, who string) string {
	switch who {
	case WaitsAuditee:
		return inSQL(today, StateNotified, StateReply, StateInAction)
	case WaitsAuditor:
		return fmt.Sprintf("(%s OR (findings.extension_pending AND %s))", inSQL(today, StatePlanReview, StateReported, StateVerifying), inSQL(today, StateInAction))
	}
	return fmt.Sprintf("(findings.acceptance_pending AND %s)", inSQL(today, running...))
}

// span is a bucket by days: from low to high, both included.
type span struct {
	name      string
	low, high int
}

func ageingSpans() []span {
	out, low := []span{}, 0
	for _, b := range ageingBuckets {
		out = append(out, span{string(b.name), low, b.max})
		low = b.max + 1
	}
	return out
}

func overdueSpans() []span {
	out, low := []span{}, 1
	for _, b := range overdueBuckets {
		out = append(out, span{b.name, low, b.max})
		low = b.max + 1
	}
	return out
}

// escalationSpans are the steps by days after the due day.
func escalationSpans() []span {
	out, high := []span{}, forever
	for _, s := range escalationSteps {
		out = append(out, span{string(s.to), s.from, high})
		high = s.from - 1
	}
	return out
}

// daysAgoSQL tells whether a column lies so many days before today.
func (s span) daysAgoSQL(column string, today fiscal.Date) string {
	out := fmt.Sprintf("%s <= '%s'", column, today.AddDays(-s.low))
	if s.high < forever {
		out += fmt.Sprintf(" AND %s >= '%s'", column, today.AddDays(-s.high))
	}
	return "(" + out + ")"
}

// bucketSQL names the bucket of a row, empty for none.
func bucketSQL(spans []span, column string, today fiscal.Date) string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, s := range spans {
		fmt.Fprintf(&b, " WHEN %s THEN '%s'", s.daysAgoSQL(column, today), s.name)
	}
	return b.String() + " ELSE '' END"
}

// anySpan narrows to the buckets of a comma list.
func anySpan(q *gorm.DB, field, list string, spans []span, column string, today fiscal.Date) (*gorm.DB, error) {
	var parts []string
	for _, name := range strings.Split(list, ",") {
		i := slices.IndexFunc(spans, func(s span) bool { return s.name == name })
		if i < 0 {
			return nil, oneOf("query."+field, names(spans))
		}
		parts = append(parts, spans[i].daysAgoSQL(column, today))
	}
	return q.Where("(" + strings.Join(parts, " OR ") + ")"), nil
}

func names(spans []span) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = s.name
	}
	return out
}

func oneOf[T any](field string, allowed []T) error {
	return fault.Bad(field, "oneof", fault.Params{"allowed": allowed})
}

// attentionSQL ranks findings by how soon somebody should look at them: what is late, then what is open, each by weight.
func attentionSQL(today fiscal.Date) string {
	return fmt.Sprintf("(CASE WHEN %s THEN 200 WHEN %s THEN 100 ELSE 0 END + findings.score)", overdueSQL(today), inSQL(today, Open...))
}
