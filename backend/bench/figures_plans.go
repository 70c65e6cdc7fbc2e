package main

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// actions is how many actions the plans of a city have.
func (z size) actions() int { return z.rows / 100 }

const actionsAPlan = 200

// addPlans adds plans with three themes each, their actions with milestones, a KPI and updates.
func (w *world) addPlans(b *bulk, from, to size) {
	strategies := b.record("strategies", "code", "name", "edition")
	plans := b.record("plans", "code", "name", "strategy_id", "fy_from", "fy_to", "state", "search")
	themes := b.record("plan_themes", "plan_id", "code", "name", "field", "position")
	actions := b.record("plan_actions", "code", "name", "theme_id", "owner_id", "person_id", "starts_on", "ends_on", "plan_id", "origin", "declared",
		"outcome", "milestone_count", "milestones_done", "milestone_due_on", "kpi_count", "kpi_state", "search")
	milestones := b.table("plan_milestones", "action_id", "quarter", "text")
	systems := b.table("plan_action_systems", "action_id", "position", "system_id")
	kpis := b.record("plan_kpis", "action_id", "name", "unit", "direction", "baseline", "baseline_year", "targets", "actuals")
	updates := b.record("plan_updates", "action_id", "as_of", "status", "progress", "text", "published_by", "published_by_name")
	if from.rows == 0 {
		w.strategy = strategies.add("S1", "ICT戦略", 1)
	}
	fy := fiscal.FY(b.today)
	begin, end := fiscal.FYBounds(fy)
	for i := from.actions(); i < to.actions(); i++ {
		if i%actionsAPlan == 0 {
			n := i / actionsAPlan
			w.plan = plans.add(fmt.Sprintf("PL%02d", n), "計画", w.strategy, fy-n, fy-n+2, "approved", "")
			w.themes = nil
			for at, field := range []string{"ai", "online", "data"} {
				w.themes = append(w.themes, themes.add(w.plan, fmt.Sprintf("PL%02d-T%d", n, at), "テーマ", field, at))
			}
		}
		code := fmt.Sprintf("A%06d", i)
		id := actions.add(code, "取組", w.themes[i%3], w.orgs[i%sections], w.people["pm"], begin, end, w.plan, "initial", "on_track", "running", 4, 0,
			b.today.AddDays(30), 1, "below", store.Fold(code))
		for q := range 4 {
			milestones.row(id, fmt.Sprintf("%dQ%d", fy, q+1), "到達点")
		}
		systems.row(id, 0, w.systems[i%len(w.systems)])
		kpis.add(id, "処理時間", "分", "decrease", 60, fy-1, fmt.Sprintf(`[{"value":30,"year":%d,"setOn":"%s"}]`, fy, begin), fmt.Sprintf(`[{"year":%d,"on":"%s","value":45}]`, fy-1, begin))
		for m := range 3 {
			updates.add(id, begin.AddMonths(m*2), "on_track", 10*m, "進捗", w.people["pm"], "担当")
		}
	}
}

func (w *world) planViews() []view {
	return []view{
		{name: "plans", path: "/plans", page: true},
		{name: "plan: figures", path: "/plans/" + w.plan + "/summary"},
		{name: "actions", path: "/actions", page: true},
		{name: "actions: counts by property", path: "/actions/facets"},
	}
}
