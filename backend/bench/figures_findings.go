package main

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// openFinding says in which state the latest findings are; those before have been closed. One in twelve is open.
var openFinding = []string{"notified", "awaiting_reply", "plan_review", "in_action", "in_action", "in_action", "reported", "verifying", "accepted"}

// addFindings adds findings of the last ten years, most of them closed, each on one system.
func (w *world) addFindings(b *bulk, from, to size) {
	t := b.record("findings", "code", "title", "kind", "source", "section_id", "theme", "criteria", "condition", "cause", "effect", "recommendation",
		"impact", "likelihood", "state", "score", "band", "raised_by", "raised_on", "notice_on", "notice_fy", "received_on", "reply_due_on",
		"original_due_on", "current_due_on", "action_owner_id", "reported_by", "reported_on", "verified_by", "closed_on", "accept_until", "search")
	links := b.table("finding_systems", "finding_id", "position", "system_id")
	steps := b.table("finding_steps", "id", "finding_id", "at", "action", "from_state", "to_state", "person_id")
	bands := []struct {
		name               string
		impact, likelihood int
		days               int
	}{{"low", 1, 2, 365}, {"low", 2, 2, 365}, {"medium", 3, 3, 180}, {"medium", 2, 4, 180}, {"high", 4, 4, 90}, {"critical", 5, 5, 30}}
	themes := []string{"access", "change", "operation", "continuity", "vendor", "contract", "project", "requirements", "personal_data", "vulnerability"}
	auditor, owner := w.people["auditor"], w.people["pm"]
	for i := from.rows; i < to.rows; i++ {
		band := bands[i%len(bands)]
		age := i * 37 % 3650
		state, closed, reported, accepted := "closed", b.today.AddDays(-age+60), b.today.AddDays(-age+50), fiscal.Date{}
		if i%12 == 0 {
			age %= 500
			state, closed, reported = openFinding[i/12%len(openFinding)], fiscal.Date{}, fiscal.Date{}
			if state == "accepted" {
				accepted = b.today.AddDays(100)
			}
		} else if closed.After(b.today) {
			age += 100
			closed, reported = closed.AddDays(-100), reported.AddDays(-100)
		}
		notice := b.today.AddDays(-age)
		due := notice.AddDays(band.days)
		var reporter, verifier any
		if state == "closed" {
			reporter, verifier = owner, auditor
		}
		code := fmt.Sprintf("F%07d", i)
		id := t.add(code, fmt.Sprintf("指摘第%d号", i), "finding", "ict_audit", w.orgs[i%sections], themes[i%len(themes)],
			"基準", "現状", "原因", "影響", "改善策", band.impact, band.likelihood, state, band.impact*band.likelihood, band.name,
			auditor, notice, notice, fiscal.FY(notice), notice.AddDays(3), notice.AddDays(30), due, due, owner, reporter, reported, verifier, closed,
			accepted, store.Fold(code, "指摘"))
		links.row(id, 0, w.systems[i%len(w.systems)])
		steps.row(store.NewID(), id, store.At(b.now), "notify", "draft", "notified", auditor)
	}
}

func (w *world) findingViews() []view {
	return []view{
		{name: "findings: figures", path: "/findings/summary"},
		{name: "findings: figures of a section", path: "/findings/summary?sectionId=" + w.orgs[0]},
		{name: "findings: by section and year", path: "/findings/follow-up"},
		{name: "findings", path: "/findings", page: true},
		{name: "findings: overdue", path: "/findings?overdue=true", page: true},
		{name: "findings: of a system", path: "/findings?systemId=" + w.systems[0], page: true},
		{name: "findings: searched", path: "/findings?q=F00005", page: true},
		{name: "findings: counts by property", path: "/findings/facets"},
		{name: "findings: counts of the open ones", path: "/findings/facets?open=true"},
	}
}
