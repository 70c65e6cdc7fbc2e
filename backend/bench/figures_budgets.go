package main

import (
	"fmt"
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// addBudgets adds budget lines of eleven fiscal years: every system has its operation each year and a renewal in some.
func (w *world) addBudgets(b *bulk, from, to size) {
	lines := b.record("budget_lines", "code", "name", "fiscal_year", "section_id", "system_id", "project_id", "account", "category", "kind", "estimate",
		"commitment", "state", "requested", "assessed", "initial", "revised", "spent", "unused", "planned", "search")
	entries := b.record("budget_entries", "line_id", "kind", "amount", "posted_on", "posted_by")
	requests := b.record("budget_requests", "line_id", "amount", "document_no", "basis", "state", "requested_by", "requested_on")
	now := fiscal.FY(b.today)
	kinds := []string{"operation", "lease", "network", "cloud", "new_build", "reform", "renewal"}
	for i := from.rows; i < to.rows; i++ {
		fy := now + 1 - i/len(kinds)%11
		kind := i % len(kinds)
		category, project := "recurring", any(nil)
		if kind > 3 {
			category, project = "one_off", w.projects[i%len(w.projects)]
		}
		amount := int64(1_000_000 + i%97*100_000)
		state, spent := "budgeted", amount
		switch {
		case fy > now:
			state, spent = "requested", 0
		case fy == now:
			spent = amount / 2
		}
		initial := amount
		if fy > now {
			initial = 0
		}
		begin, _ := fiscal.FYBounds(fy)
		code := fmt.Sprintf("B%08d", i)
		id := lines.add(code, "予算", fy, w.orgs[i%sections], w.systems[i/77%len(w.systems)], project, "general", category, kinds[kind], amount,
			"none", state, amount, initial, initial, initial, spent, initial-spent, amount, store.Fold(code))
		entries.add(id, "initial", amount, begin, w.people["ict"])
		entries.add(id, "spending", max(spent, 1), begin, w.people["ict"])
		if fy > now {
			requests.add(id, amount, code, "actuals", "submitted", w.people["pm"], b.today)
		}
	}
}

func (w *world) budgetViews() []view {
	now := fiscal.FY(fiscal.Today(time.Now()))
	year := fmt.Sprintf("?fiscalYear=%d", now)
	return []view{
		{name: "budget by fiscal year", path: "/budgets"},
		{name: "budget of a section", path: "/budgets?sectionId=" + w.orgs[0]},
		{name: "budget of a system", path: "/budgets?systemId=" + w.systems[0]},
		{name: "budget: from year to year", path: fmt.Sprintf("/budgets/waterfall?from=%d&to=%d", now-1, now)},
		{name: "budget: cost of systems", path: "/budgets/systems" + year, page: true},
		{name: "budget: forecast", path: "/budgets/forecast", page: true},
		{name: "budget: contracts that end", path: "/budgets/contract-ends" + year, page: true},
		{name: "budget: deviations", path: "/budgets/deviations" + year, page: true},
		{name: "budget: lines", path: "/budgets/lines", page: true},
		{name: "budget: lines, counts by property", path: "/budgets/lines/facets"},
		{name: "budget: requests", path: "/budgets/requests", page: true},
		{name: "budget: requests, figures", path: "/budgets/requests/summary" + year},
	}
}
