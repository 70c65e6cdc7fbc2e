package demo_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/testkit"
)

// TestSameDaySameCity loads the city twice on a leap day, morning and night, and
// wants the same: all but the ids.
func TestSameDaySameCity(t *testing.T) {
	t.Parallel()
	first := found(t, testkit.Fresh(t, testkit.SQLite), leapDay.Add(-12*time.Hour))
	second := found(t, testkit.Fresh(t, testkit.SQLite), leapDay)
	inspect(t, first, leapDay)
	checkWork(t, first)
	a, b := portrait(t, first), portrait(t, second)
	if len(a) < 2000 || len(a) != len(b) {
		t.Fatalf("%d and %d lines", len(a), len(b))
	}
	shown := 0
	for i := range a {
		if a[i] != b[i] && shown < 10 {
			shown++
			t.Errorf("the two differ:\n  %s\n  %s", a[i], b[i])
		}
	}
}

// portrait is everything that a reader could tell two cities apart by.
func portrait(t *testing.T, a *app.App) []string {
	t.Helper()
	var lines []string
	for _, q := range []struct{ table, join, order, columns string }{
		{"organisations", "", "code", "code, name, kind"},
		{"people", "", "code", "code, name, name_en"},
		{"systems", "", "code", "code, name, phase, phases, vendor, contract_no, contract_ends_on, components, confirm_by, user_count, completeness, version"},
		{"system_interfaces i", "JOIN systems a ON a.id = i.system_id JOIN systems b ON b.id = i.target_id", "a.code, i.position", "a.code, b.code, i.method, i.data"},
		{"projects", "", "code", "code, name, state, tier, finish_on, baseline_finish_on, slip_days, declared_health, reported_on, next_gate, gate_states, version"},
		{"project_milestones m", "JOIN projects p ON p.id = m.project_id", "p.code, m.name", "p.code, m.name, m.baseline_on, m.current_on, m.forecast_on, m.actual_on"},
		{"project_reports r", "JOIN projects p ON p.id = r.project_id", "p.code, r.as_of", "p.code, r.as_of, r.overall, r.summary, r.achieved, r.next_steps, r.issues, r.progress"},
		{"project_risks r", "JOIN projects p ON p.id = r.project_id", "p.code, r.title", "p.code, r.title, r.score, r.state, r.due_on, r.version"},
		{"gate_applications g", "JOIN projects p ON p.id = g.project_id", "p.code, g.gate, g.round",
			"p.code, g.gate, g.round, g.state, g.outcome, g.number, g.submitted_at, g.decided_at, g.due_on, g.answers, g.documents"},
		{"gate_opinions o", "JOIN projects p ON p.id = o.project_id JOIN people x ON x.id = o.reviewer_id", "p.code, o.created_at", "p.code, x.name, o.dca, o.comment, o.created_at"},
		{"gate_conditions c", "JOIN projects p ON p.id = c.project_id", "p.code, c.gate, c.no", "p.code, c.gate, c.no, c.text, c.state, c.due_on, c.due_gate, c.reported_at, c.verified_at"},
	} {
		columns := strings.ReplaceAll(q.columns, ", ", ", '') || '|' || COALESCE(")
		for _, line := range column(t, a.Store.Read(t.Context()).Table(q.table).Joins(q.join).Order(q.order), "COALESCE("+columns+", '')") {
			lines = append(lines, fmt.Sprintf("%s|%s", q.table, line))
		}
	}
	return lines
}
