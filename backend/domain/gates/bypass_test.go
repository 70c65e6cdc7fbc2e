package gates_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// Who answers for a project never judges it, whoever pressed submit and whoever was its head then.
func TestR6OwnProject(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", map[string]any{"managerId": c.Person("sysmgmt")})
		r := w.review("G1", "", "reviewer")
		if res := r.decide("sysmgmt", "approved").WantCode("forbidden"); res.Str("params.missed.0") != "not_applicant" {
			t.Errorf("the project manager decides: %s", res.Raw)
		}
		if c.As("sysmgmt").Get(r.path("")).Bool("can.decide.allowed") || c.As("sysmgmt").Get("/gates/applications").Bool("items.0.can.decide.allowed") {
			t.Error("the project manager is told to decide")
		}
		w = begin(t, c, "P-2", map[string]any{"managerId": c.Person("reviewer")})
		if got := w.handIn("G1").start("reviewer").Want(422).Rule("reviewers[0]"); got != "not_eligible" {
			t.Errorf("the project manager reviews: %q", got)
		}
		// Named after the review began.
		w = begin(t, c, "P-3", nil)
		r = w.handIn("G1")
		r.start("reviewer", "reviewer2").Want(200)
		project := c.As("pm").Get(w.path(""))
		c.As("pm").Put(w.path(""), map[string]any{
			"code": "P-3", "name": "税務システム更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("reviewer"),
			"systemIds": project.Get("systemIds"), "buildCost": 10_000_000, "runCost": 5_000_000, "riskLevel": "low",
		}, apptest.IfMatch(project.ETag)).Want(200)
		if res := r.opine("reviewer", "").WantCode("forbidden"); res.Str("params.missed.0") != "not_applicant" {
			t.Errorf("the new head reviews: %s", res.Raw)
		}
	})
}

// A project that grew after its gates had passed does not start on the word of the smaller tier's decider.
func TestR1AfterTheTierRose(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		w.skip("sysmgmt", "G1")
		w.pass("G3", "sysmgmt")
		ready := func(want bool) {
			t.Helper()
			if got := c.As("auditor").Get(w.path("/gates")).Want(200); got.Bool("execution.0.ready") != want {
				t.Errorf("may start: %s", got.Raw)
			}
		}
		ready(true)
		project := c.As("pm").Get(w.path(""))
		c.As("pm").Put(w.path(""), map[string]any{
			"code": "P-1", "name": "税務システム更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
			"systemIds": project.Get("systemIds"), "buildCost": 600_000_000, "runCost": 5_000_000, "riskLevel": "low",
		}, apptest.IfMatch(project.ETag)).Want(200)
		ready(false)
		wantRule(t, c.As("pm").Post(w.path("/execution"), nil, apptest.IfMatch(c.As("pm").Get(w.path("")).ETag)), "not_ready", "R1 gate_not_passed")
	})
}
