package demo_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/testkit"
)

// TestSameDaySameCity loads the city twice on the first of a fiscal year, morning
// and night, and wants the same: all but the ids.
func TestSameDaySameCity(t *testing.T) {
	t.Parallel()
	first := found(t, testkit.Fresh(t, testkit.SQLite), april1)
	second := found(t, testkit.Fresh(t, testkit.SQLite), april1.Add(12*time.Hour))
	inspect(t, first, april1)
	checkApprovals(t, first)
	checkTax(t, first)
	checkBudgets(t, first, april1)
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
		{"plans", "", "code", "code, name, state, approved_on, approved_meeting, proposed_on, closed_on"},
		{"plan_actions", "", "code", "code, name, origin, added_on, added_why, outcome, outcome_on, declared, reported_on, progress, milestone_due_on, kpi_state, kpi_due_on"},
		{"plan_kpis k", "JOIN plan_actions a ON a.id = k.action_id", "a.code", "a.code, k.name, k.baseline"},
		{"systems", "", "code", "code, name, phase, phases, vendor, contract_no, contract_ends_on, components, confirm_by, user_count, completeness, version"},
		{"system_interfaces i", "JOIN systems a ON a.id = i.system_id JOIN systems b ON b.id = i.target_id", "a.code, i.position", "a.code, b.code, i.method, i.data"},
		{"projects", "", "code", "code, name, state, tier, finish_on, baseline_finish_on, slip_days, declared_health, reported_on, next_gate, gate_states, version"},
		{"procedures", "", "code", "code, name, current_class, potential_class, reached_on, target_fy, volume, volume_fy, obstacles, bpr_state, version"},
		{"datasets", "", "code", "code, name, stars, completeness, schema_fit, uniqueness, machine, metadata, publication, proposed, updated_on, version"},
		{"logic_models", "", "code", "code, name, gap_count, measured_count, reached_count, verdict, actuals, version"},
		{"procedure_snapshots", "", "taken_on", "taken_on, name, total, current, potential"},
		{"pilots", "", "code", "code, name, stage, starts_on, ends_on, started_on, closed_on, set_no, criteria_no, version"},
		{"pilot_cases", "", "code", "code, edition, rank, seconds_before, seconds_after, handled_on"},
		{"pilot_decisions d", "JOIN pilots p ON p.id = d.pilot_id", "p.code, d.no", "p.code, d.no, d.outcome, d.decided_on, d.correct, d.cases, d.verdict"},
		{"skill_holdings", "", "code", "code, skill, level1, level2, level3, level4, as_of, trainings"},
		{"skill_needs n", "JOIN projects p ON p.id = n.project_id", "p.code, n.skill, n.level", "p.code, n.skill, n.level, n.count, n.filled"},
		{"skill_answers a", "JOIN systems s ON s.id = a.system_id", "s.code", "s.code, a.people, a.work, a.answered_on"},
		{"meetings", "", "number", "number, held_on, state, minutes"},
		{"meeting_items i", "JOIN meetings m ON m.id = i.meeting_id", "m.number, i.position", "m.number, i.position, i.title, i.decision, i.remark"},
		{"directives", "", "code", "code, title, due_on, state, progress, reported_on, settled_on"},
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
