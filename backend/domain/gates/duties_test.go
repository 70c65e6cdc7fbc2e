package gates_test

import (
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
)

func TestR6WhoMayNotReview(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.apply("G1")
		body := w.answers("G1", "C")
		body["preparedBy"] = []string{c.Person("reviewer2")}
		if res := c.As("pm").Put(r.path(""), body, r.etag()).Want(200); res.Len("preparedBy") != 2 {
			t.Fatalf("%s", res.Raw)
		}
		delete(body, "preparedBy")
		if res := c.As("head").Put(r.path(""), body, r.etag()).Want(200); res.Len("preparedBy") != 3 {
			t.Fatalf("whoever wrote the documents stays on the list: %s", res.Raw)
		}
		body["preparedBy"] = []string{"nobody"}
		if rule := c.As("pm").Put(r.path(""), body, r.etag()).Want(422).Rule("preparedBy[3]"); rule != "not_found" {
			t.Errorf("prepared by nobody: %q", rule)
		}
		r.act("pm", "submit", nil).Want(200)
		wantRule(t, r.start("reviewer", "head"), "not_ready", "R6 reviewer_is_applicant")
		wantRule(t, r.start("pm"), "not_ready", "R6 reviewer_is_applicant") // who pressed submit
		wantRule(t, r.start("reviewer2"), "not_ready", "R6 reviewer_prepared")
		wantRule(t, r.start("viewer"), "not_ready", "R6 reviewer_of_same_section")
		for login, rule := range map[string]string{"otherpm": "not_eligible", "auditor": "not_eligible", "executive": "not_eligible"} {
			if got := r.start(login).Want(422).Rule("reviewers[0]"); got != rule {
				t.Errorf("%s as reviewer: %q", login, got)
			}
		}
		if got := r.act("ictstaff", "start", map[string]any{"reviewers": []string{}}).Want(422); got.Rule("reviewers") == "" {
			t.Errorf("a review without reviewers: %s", got.Raw)
		}
		twice := []string{c.Person("reviewer"), c.Person("reviewer")}
		if got := r.act("ictstaff", "start", map[string]any{"reviewers": twice}).Want(422).Rule("reviewers[1]"); got != "duplicate" {
			t.Errorf("named twice: %q", got)
		}
		if got := r.act("ictstaff", "start", map[string]any{"reviewers": twice[:1], "dueOn": "2026-06-03"}).Want(422).Rule("dueOn"); got != "min" {
			t.Errorf("due yesterday: %q", got)
		}
		r.start("reviewer", "ict").Want(200)
		if res := r.opine("reviewer2", "green").WantCode("forbidden"); res.Str("params.missed.0") != "not_preparer" {
			t.Errorf("%s", res.Raw)
		}
		if res := r.opine("sysmgmt", "green").WantCode("forbidden"); res.Str("params.missed.0") != "asked" {
			t.Errorf("only who was asked reviews: %s", res.Raw)
		}
		bad := map[string]any{"dca": "amber_green", "dcaScale": 3, "comment": "x"}
		if got := c.As("ict").Post(r.path("/opinions"), bad).Want(422).Rule("dca"); got != "oneof" {
			t.Errorf("a rating that the scale has not: %q", got)
		}
		c.As("ict").Post(r.path("/opinions"), map[string]any{"comment": "特段の意見なし"}).Want(201) // tier C asks for no confidence
	})
}

func TestR6WhoMayNotDecide(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for i, k := range []struct {
			name, head, prepared string
			reviewers            []string
			by, missed           string
		}{
			{"the applicant", "sysmgmt", "pm", []string{"reviewer"}, "sysmgmt", "not_applicant"},
			{"a preparer", "head", "sysmgmt", []string{"reviewer"}, "sysmgmt", "not_preparer"},
			{"the only reviewer", "head", "pm", []string{"sysmgmt"}, "sysmgmt", "not_sole_reviewer"},
			{"one of two reviewers", "head", "pm", []string{"sysmgmt", "reviewer"}, "sysmgmt", ""},
			{"another authority", "head", "pm", []string{"reviewer"}, "ict", "authority"},
			{"a higher authority", "head", "pm", []string{"reviewer"}, "executive", "authority"},
			{"an office without one", "head", "pm", []string{"reviewer"}, "ictstaff", "authority"},
		} {
			w := begin(t, c, fmt.Sprintf("P-%d", i), map[string]any{"headId": c.Person(k.head)})
			r := w.apply("G1")
			body := w.answers("G1", "C")
			body["preparedBy"] = []string{c.Person(k.prepared)}
			c.As("pm").Put(r.path(""), body, r.etag()).Want(200)
			r.act("pm", "submit", nil).Want(200)
			r.start(k.reviewers...).Want(200)
			for _, login := range k.reviewers {
				r.opine(login, "green").Want(201)
			}
			if can := c.As(k.by).Get(r.path("")); can.Bool("can.decide.allowed") != (k.missed == "") || can.Str("can.decide.missed.0") != k.missed {
				t.Errorf("%s: the page says otherwise than the server: %s", k.name, can.Raw)
			}
			res := r.decide(k.by, "approved")
			if k.missed == "" {
				res.Want(200)
			} else if res.Code != "forbidden" || res.Str("params.missed.0") != k.missed {
				t.Errorf("%s: %d, want a refusal by %s: %s", k.name, res.Status, k.missed, res.Raw)
			}
		}
	})
}

func TestR6ASubstituteIsRecorded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.review("G1", "green", "reviewer")
		post := func(login string) string { return c.As(login).Get("/me").Want(200).Str("posts.0.id") }
		instead := func(login, of string) *apptest.Response {
			return r.act(login, "decisions", map[string]any{"outcome": "approved", "reason": "部長不在のため", "substituteFor": of})
		}
		if can := c.As("ict").Get(r.path("")); can.Bool("can.decide.allowed") || !can.Bool("can.substitute.allowed") {
			t.Errorf("%s", can.Raw)
		}
		for _, login := range []string{"ictstaff", "pm", "head", "reviewer", "auditor", "viewer", "admin"} {
			instead(login, post("sysmgmt")).WantCode("forbidden")
		}
		if rule := instead("ict", post("executive")).Want(422).Rule("substituteFor"); rule != "not_found" {
			t.Errorf("for a post that does not decide here: %q", rule)
		}
		res := instead("ict", post("sysmgmt")).Want(200)
		if res.Str("decision.substituteFor") != post("sysmgmt") || res.Str("decision.deciderId") != c.Person("ict") || res.Str("decision.authority") != "sysmgmt_director" || res.Str("decision.deciderTitle") != "ICT戦略室長" {
			t.Errorf("%s", res.Raw)
		}
	})
}

func TestR8Omissions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		skip := func(login, gate, reason string) *apptest.Response {
			return c.As(login).Post(w.path("/gates/"+gate+"/skip"), map[string]any{"reason": reason})
		}
		wantRule(t, skip("sysmgmt", "G3", "x"), "not_ready", "R1 predecessor_not_begun")
		for _, login := range apptest.Logins() {
			if login != "sysmgmt" {
				if res := skip(login, "G1", "x").WantCode("forbidden"); res.Len("params.missed") == 0 {
					t.Errorf("%s: %s", login, res.Raw)
				}
			}
		}
		skip("sysmgmt", "G1", "").Want(422)
		wantRule(t, skip("sysmgmt", "G1", "　"), "not_ready", "R8 reason_required")
		res := skip("sysmgmt", "G1", "先行案件で審査済み").Want(201)
		if !res.Bool("gates.0.skipped") || res.Str("gates.0.skipReason") == "" || res.Str("nextGate") != "G3" || res.Bool("gates.0.can.apply.allowed") || res.Str("gates.0.can.apply.missed.0") == "" {
			t.Errorf("%s", res.Raw)
		}
		wantRule(t, skip("sysmgmt", "G1", "x"), "conflict", "R8 already_passed")
		r := w.apply("G3")
		wantRule(t, skip("sysmgmt", "G3", "x"), "conflict", "R8 round_under_way")
		c.As("pm").Put(r.path(""), w.answers("G3", "C"), r.etag()).Want(200)
		if rd := c.As("pm").Get(w.path("/gates/G3/readiness")); !rd.Bool("ready") || rd.Str("rules.2.rule") != "R8" || rd.Str("rules.2.why.params.reason") != "先行案件で審査済み" {
			t.Errorf("the omission and its reason must show: %s", rd.Raw)
		}
		own := begin(t, c, "P-2", map[string]any{"headId": c.Person("sysmgmt")})
		if res := c.As("sysmgmt").Post(own.path("/gates/G1/skip"), map[string]any{"reason": "x"}).WantCode("forbidden"); res.Str("params.missed.0") != "not_applicant" {
			t.Errorf("%s", res.Raw)
		}
	})
}

func TestR9DeliveryConfidence(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", tierA)
		w.skip("executive", "G0", "G1")
		r := w.handIn("G2")
		r.start("reviewer", "reviewer2").Want(200)
		if rule := r.opine("reviewer", "").Want(422).Rule("dca"); rule != "required" {
			t.Errorf("tier A without a confidence: %q", rule)
		}
		wantRule(t, r.decide("executive", "approved"), "not_ready", "R9 confidence_missing")
		wantRule(t, r.decide("executive", "conditional", w.condition("x", "critical", "pm")), "not_ready", "R9 confidence_missing")
		r.opine("reviewer", "green").Want(201)
		r.opine("reviewer2", "red").Want(201)
		wantRule(t, r.decide("executive", "approved"), "not_ready", "R9 confidence_red")
		wantRule(t, r.decide("executive", "conditional", w.condition("x", "essential", "pm")), "not_ready", "R9 confidence_red_needs_critical")
		res := r.decide("executive", "conditional", w.condition("x", "essential", "pm"), w.condition("y", "critical", "pm")).Want(200)
		if res.Str("dca") != "red" || res.Int("opinions.0.scale") != 5 {
			t.Errorf("%s", res.Raw)
		}

		b := begin(t, c, "P-2", tierB)
		late := b.handIn("G1")
		late.start("reviewer").Want(200)
		late.decide("ict", "approved").Want(200) // tier B asks for no confidence
	})
}
