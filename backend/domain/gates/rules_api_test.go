package gates_test

import (
	"slices"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// declare owns up to a line as 不適合 in a draft that is otherwise complete.
func (r *round) declare(line string) {
	r.t.Helper()
	body := r.answers(r.gate, r.c.As("pm").Get(r.path("")).Str("tier"))
	for _, a := range body["answers"].([]map[string]any) {
		if a["criterionId"] == line {
			a["answer"], a["comment"] = "nonconform", "1者のみの見積"
		}
	}
	r.c.As("pm").Put(r.path(""), body, r.etag()).Want(200)
}

func TestR1GatesAreHandedInInTheirOrder(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.apply("G3")
		c.As("pm").Put(r.path(""), w.answers("G3", "C"), r.etag()).Want(200)
		wantRule(t, r.act("pm", "submit", nil), "not_ready", "R1 predecessor_not_begun")
		first := w.review("G1", "green", "reviewer")
		wantRule(t, r.act("pm", "submit", nil), "not_ready", "R1 predecessor_not_passed")
		first.decide("sysmgmt", "approved").Want(200)
		r.act("pm", "submit", nil).Want(200)
		if p := c.As("pm").Get(w.path("")); p.Str("state") != "active" || p.Str("nextGate") != "G3" || p.Str("gates.0.outcome") != "approved" || p.Str("gates.1.state") != "submitted" || p.Str("gates.1.plannedOn") != "2026-12-01" {
			t.Errorf("the project's own stepper: %s", p.Raw)
		}
		wantRule(t, c.As("pm").Post(w.path("/gates/G2/applications"), nil), "not_ready", "R7 gate_not_in_sequence")
		c.As("pm").Post(w.path("/gates/G9/applications"), nil).WantCode("not_found")
	})
}

func TestR2AndR3WhatAnApprovalNeeds(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.apply("G1")
		r.declare("G1-3")
		if in := r.act("pm", "submit", nil).Want(200); in.Str("state") != "submitted" {
			t.Fatalf("a gap may be laid before the reviewers openly: %s", in.Raw)
		}
		r.start("reviewer").Want(200)
		r.opine("reviewer", "amber").Want(201)
		res := r.decide("sysmgmt", "approved")
		wantRule(t, res, "not_ready", "R2 required_lines_open")
		if !slices.Equal(unmet(res, "params.unmet"), []string{"G1-3", "R2"}) || res.Str("params.criteria.0.why.code") != "nonconform" {
			t.Errorf("%s", res.Raw)
		}
		wantRule(t, r.decide("sysmgmt", "conditional"), "not_ready", "R3 condition_required")
		wantRule(t, r.decide("sysmgmt", "conditional", w.condition("再見積", "", "pm", map[string]any{"dueOn": nil})), "not_ready", "R3 condition_incomplete")
		wantRule(t, r.decide("sysmgmt", "conditional", w.condition("再見積", "essential", "pm", map[string]any{"dueOn": "2026-06-03"})), "not_ready", "R3 condition_incomplete")
		for owner, rule := range map[string]string{"viewer": "not_eligible", "auditor": "not_eligible", "reviewer": "not_eligible"} {
			if got := r.decide("sysmgmt", "conditional", w.condition("再見積", "essential", owner)).Want(422).Rule("conditions[0].ownerId"); got != rule {
				t.Errorf("%s as owner: %q", owner, got)
			}
		}
		stranger := w.condition("再見積", "essential", "pm", map[string]any{"ownerId": "nobody"})
		if got := r.decide("sysmgmt", "conditional", stranger).Want(422).Rule("conditions[0].ownerId"); got != "not_found" {
			t.Errorf("nobody as owner: %q", got)
		}
		for _, body := range []map[string]any{{"outcome": "returned"}, {"outcome": "conditional", "conditions": []any{}}} {
			if got := r.act("sysmgmt", "decisions", body).Want(422).Rule("reason"); got != "reason_required" {
				t.Errorf("%v without a reason: %q", body, got)
			}
		}
		if got := r.decide("sysmgmt", "approved", w.condition("再見積", "essential", "pm")).Want(422).Rule("conditions"); got != "max" {
			t.Errorf("an approval with conditions: %q", got)
		}
		if got := r.act("sysmgmt", "decisions", map[string]any{"outcome": "maybe", "reason": "x"}).Want(422).Rule("outcome"); got != "oneof" {
			t.Errorf("an outcome nobody knows: %q", got)
		}
		if d := r.decide("sysmgmt", "conditional", w.condition("再見積", "essential", "pm")).Want(200); d.Str("outcome") != "conditional" || d.Len("conditions") != 1 || d.Int("conditions.0.no") != 1 {
			t.Errorf("%s", d.Raw)
		}
	})
}

func TestR4OpenConditionsHoldUpLaterGates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for criticality, reason := range map[string]string{
			"critical": "R4 critical_conditions_open", "essential": "R4 essential_conditions_due", "recommended": "",
		} {
			w := begin(t, c, criticality, nil)
			due := map[string]any{"dueOn": nil, "dueGate": "G3"}
			id := w.review("G1", "green", "reviewer").decide("sysmgmt", "conditional", w.condition("再見積", criticality, "pm", due)).Want(200).Str("conditions.0.id")
			g3 := w.review("G3", "green", "reviewer")
			if reason == "" {
				g3.decide("sysmgmt", "approved").Want(200)
				continue
			}
			for _, conditions := range [][]map[string]any{nil, {w.condition("x", "recommended", "pm")}} {
				res := g3.decide("sysmgmt", map[bool]string{true: "approved", false: "conditional"}[conditions == nil], conditions...)
				wantRule(t, res, "not_ready", reason)
				if res.Str("params.rules.0.why.params.ids.0") != id {
					t.Errorf("the condition at fault is not named: %s", res.Raw)
				}
			}
			w.on("pm", id, "report", evidence).Want(200)
			wantRule(t, g3.decide("sysmgmt", "approved"), "not_ready", reason)
			sent := w.on("reviewer", id, "verify", map[string]any{"result": "not_met", "comment": "日付がない"}).Want(200)
			if sent.Str("state") != "open" || sent.Str("verifyComment") != "日付がない" || sent.Str("verifiedById") != "" {
				t.Errorf("sent back: %s", sent.Raw)
			}
			wantRule(t, w.on("reviewer", id, "verify", map[string]any{"result": "met"}), "conflict", "R3 condition_not_reported")
			w.on("pm", id, "report", evidence).Want(200)
			w.on("reviewer", id, "verify", map[string]any{"result": "met"}).Want(200)
			g3.decide("sysmgmt", "approved").Want(200)
		}
	})
}

func TestConditionsAreMetByOneAndVerifiedByAnother(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		d := w.review("G1", "green", "reviewer").decide("sysmgmt", "conditional",
			w.condition("再見積", "essential", "ictstaff"), w.condition("契約条項", "critical", "sysmgmt"), w.condition("研修", "recommended", "otherhead")).Want(200)
		staff, own, others := d.Str("conditions.0.id"), d.Str("conditions.1.id"), d.Str("conditions.2.id")

		if got := w.on("ictstaff", staff, "report", map[string]any{"evidence": []map[string]any{{"kind": "文書"}}}).Want(422).Rule("evidence"); got != "evidence_required" {
			t.Errorf("evidence nobody could find: %q", got)
		}
		w.on("ict", staff, "report", evidence).WantCode("forbidden") // not the owner
		w.on("otherpm", staff, "report", evidence).WantCode("forbidden")
		if got := c.As("ictstaff").Post("/gates/conditions/"+staff+"/report", evidence, apptest.IfMatch(`"7"`)).WantCode("stale"); got.Str("current.text") != "再見積" {
			t.Errorf("a stale report must show the present record: %s", got.Raw)
		}
		w.on("ictstaff", staff, "report", evidence).Want(200)
		for login, missed := range map[string]string{"ictstaff": "not_condition_owner", "pm": "role", "viewer": "role"} {
			if res := w.on(login, staff, "verify", map[string]any{"result": "met"}).WantCode("forbidden"); res.Str("params.missed.0") != missed {
				t.Errorf("%s verifies: %s", login, res.Raw)
			}
		}
		if got := w.on("ict", staff, "verify", map[string]any{"result": "not_met"}).Want(422).Rule("comment"); got != "reason_required" {
			t.Errorf("sent back in silence: %q", got)
		}
		w.on("ict", staff, "verify", map[string]any{"result": "met"}).Want(200)
		w.on("ict", staff, "verify", map[string]any{"result": "met"}).WantCode("conflict")

		// R5: the decider waives, with a reason, and never an own one.
		for _, login := range []string{"executive", "ict", "pm", "auditor", "reviewer"} {
			w.on(login, others, "waive", map[string]any{"reason": "x"}).WantCode("forbidden")
		}
		if res := w.on("sysmgmt", own, "waive", map[string]any{"reason": "x"}).WantCode("forbidden"); res.Str("params.missed.0") != "not_condition_owner" {
			t.Errorf("an own condition was waived: %s", res.Raw)
		}
		if got := w.on("sysmgmt", others, "waive", map[string]any{"reason": ""}).Want(422).Rule("reason"); got != "required" {
			t.Errorf("waived without a reason: %q", got)
		}
		if got := w.on("sysmgmt", others, "waive", map[string]any{"reason": "　"}); got.Code != "not_ready" {
			t.Errorf("waived with a blank reason: %s", got.Raw)
		}
		w.on("otherhead", others, "report", evidence).Want(200) // the owner, though of another section
		waived := w.on("sysmgmt", others, "waive", map[string]any{"reason": "統合により不要"}).Want(200)
		if waived.Str("state") != "waived" || waived.Str("waivedByName") != "システムマネジメント担当部長" || waived.Str("waivedReason") == "" {
			t.Errorf("%s", waived.Raw)
		}
		wantRule(t, w.on("sysmgmt", others, "waive", map[string]any{"reason": "x"}), "conflict", "R5 condition_settled")
		if app := c.As("pm").Get("/gates/applications/" + d.Str("id")); app.Str("state") != "conditions" {
			t.Errorf("one condition is open: %s", app.Str("state"))
		}
		w.on("sysmgmt", own, "report", evidence).Want(200)
		w.on("sysmgmt", own, "verify", map[string]any{"result": "met"}).WantCode("forbidden")
		w.on("reviewer2", own, "verify", map[string]any{"result": "met"}).Want(200)
		if app := c.As("pm").Get("/gates/applications/" + d.Str("id")); app.Str("state") != "done" {
			t.Errorf("all are settled: %s", app.Str("state"))
		}
	})
}

func TestR7RoundsStayAsTheyWere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.review("G1", "amber", "reviewer")
		wantRule(t, c.As("pm").Post(w.path("/gates/G1/applications"), nil), "conflict", "R7 round_under_way")
		r.opine("reviewer", "green").WantCode("conflict")
		r.decide("sysmgmt", "returned").Want(200)
		before := string(c.As("auditor").Get(r.path("")).Raw)
		if work := c.As("pm").Get("/me/work"); work.Len("due") == 0 || !hasKind(work, "due", "gate_returned") {
			t.Errorf("it must come back to the project manager: %s", work.Raw)
		}
		for _, res := range []*apptest.Response{
			c.As("pm").Put(r.path(""), w.answers("G1", "C"), r.etag()), r.act("pm", "submit", nil), r.act("pm", "withdraw", map[string]any{"reason": "x"}),
			r.start("reviewer2"), r.act("ictstaff", "coordinate", nil), r.opine("reviewer", "green"), r.decide("sysmgmt", "approved"),
		} {
			if res.Status != 409 || res.Code != "conflict" {
				t.Errorf("a decided round was touched: %d %s", res.Status, res.Raw)
			}
		}
		second := w.apply("G1")
		res := c.As("pm").Get(second.path("")).Want(200)
		if res.Int("round") != 2 || res.Len("answers") != c.As("pm").Get(r.path("")).Len("answers") || res.Len("documents") != 2 || res.Len("rounds") != 2 || res.Len("opinions") != 0 {
			t.Errorf("round 2 starts from round 1: %s", res.Raw)
		}
		second.act("pm", "submit", nil).Want(200)
		if again := c.As("auditor").Get(r.path("")); again.Str("outcome") != "returned" || again.Int("version") != 5 || again.Len("opinions") != 1 {
			t.Errorf("round 1 changed: was %s, is %s", before, again.Raw)
		}
		second.act("pm", "withdraw", map[string]any{"reason": "要件見直し"}).Want(200)
		third := w.apply("G1")
		if n := c.As("pm").Get(third.path("")).Int("round"); n != 3 {
			t.Errorf("numbers go on after a withdrawal: %d", n)
		}
		for _, sql := range []string{
			"UPDATE gate_applications SET outcome = 'approved', number = 'x' WHERE outcome = 'returned'", "UPDATE gate_applications SET answers = '[]' WHERE outcome = 'returned'",
			"UPDATE gate_applications SET state = 'draft' WHERE state = 'withdrawn'", "DELETE FROM gate_applications",
		} {
			if err := w.exec(sql); err == nil {
				t.Errorf("the database let through: %s", sql)
			}
		}
	})
}

func TestARejectionEndsTheProject(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		w.review("G1", "red", "reviewer").decide("sysmgmt", "rejected").Want(200)
		wantRule(t, c.As("pm").Post(w.path("/gates/G1/applications"), nil), "conflict", "R7 project_rejected")
		wantRule(t, c.As("pm").Post(w.path("/gates/G3/applications"), nil), "conflict", "R7 project_rejected")
		res := c.As("pm").Get(w.path("/gates")).Want(200)
		if res.Str("nextGate") != "" || res.Bool("execution.0.ready") || res.Str("execution.0.rules.0.why.code") != "project_rejected" || res.Bool("gates.1.can.apply.allowed") {
			t.Errorf("%s", res.Raw)
		}
	})
}
