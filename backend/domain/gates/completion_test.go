package gates_test

import (
	"slices"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// complete asks for the end of the project as it is now.
func (w *works) complete() *apptest.Response {
	w.t.Helper()
	return w.c.As("pm").Post(w.path("/complete"), nil, apptest.IfMatch(w.c.As("pm").Get(w.path("")).ETag))
}

// execute reaches the milestone of begin and puts the project under contract.
func (w *works) execute() {
	w.t.Helper()
	pm := w.c.As("pm")
	pm.Put(w.path("/milestones/"+pm.Get(w.path("/milestones")).Str("items.0.id")), map[string]any{"name": "契約", "gate": "G3", "actualOn": "2026-06-04"}, apptest.IfMatch(`"1"`)).Want(200)
	pm.Post(w.path("/execution"), nil, apptest.IfMatch(pm.Get(w.path("")).ETag)).Want(200)
}

// A project ends only after it could go live: G5 and all before it have passed, no critical condition is open (R4), and
// no gate of its own sequence is left, for an ended project hands in no more.
func TestR4CompletionWaitsForTheGates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", tierB)
		w.skip("ict", "G1", "G2")
		w.pass("G3", "ict")
		w.execute()

		held := func(want ...string) {
			t.Helper()
			res := w.complete()
			if res.Status != 409 || res.Code != "not_ready" || !slices.Equal(rules(res), want) {
				t.Errorf("want %v: %s", want, res.Raw)
			}
			page := c.As("pm").Get(w.path(""))
			if page.Str("state") != "execution" || page.Bool("can.complete.allowed") || !slices.Equal(unmet(page, "can.complete.missed"), unmet(res, "params.unmet")) {
				t.Errorf("the page must say what the server says: %v", page.Get("can.complete"))
			}
			if stage := c.As("pm").Get(w.path("/gates")); stage.Str("execution.2.stage") != "completion" || stage.Bool("execution.2.ready") {
				t.Errorf("the stepper must say so too: %v", stage.Get("execution.2"))
			}
		}
		held("R1 gate_not_begun")

		w.skip("ict", "G5")
		held("R1 gate_not_begun") // the evaluation after going live is left
		r := w.review("G6", "", "reviewer")
		held("R1 gate_not_passed")
		decided := r.decide("ict", "conditional", w.condition("利用率を報告する", "critical", "pm")).Want(200)
		held("R4 critical_conditions_open")
		id := decided.Str("conditions.0.id")
		w.on("pm", id, "report", evidence).Want(200)
		held("R4 critical_conditions_open")
		w.on("ictstaff", id, "verify", map[string]any{"result": "met"}).Want(200)
		if page := c.As("pm").Get(w.path("")); !page.Bool("can.complete.allowed") {
			t.Errorf("nothing stands against it: %s", page.Raw)
		}
		if done := w.complete().Want(200); done.Str("state") != "completed" {
			t.Errorf("%s", done.Raw)
		}
	})
}

// A condition that is less than critical outlives the project it was laid on; one of a project that was given up does not.
func TestConditionsOfAnEndedProject(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.review("G1", "", "reviewer")
		first := r.decide("sysmgmt", "conditional", w.condition("再見積", "essential", "pm", map[string]any{"dueOn": "2027-03-31"})).Want(200).Str("conditions.0.id")
		w.skip("sysmgmt", "G3", "G5")
		w.execute()
		w.complete().Want(200)
		w.on("pm", first, "report", evidence).Want(200)
		w.on("ictstaff", first, "verify", map[string]any{"result": "met"}).Want(200)

		w = begin(t, c, "P-2", nil)
		r = w.review("G1", "", "reviewer")
		made := r.decide("sysmgmt", "conditional", w.condition("再見積", "essential", "pm"), w.condition("体制", "essential", "pm")).Want(200)
		open, reported := made.Str("conditions.0.id"), made.Str("conditions.1.id")
		w.on("pm", reported, "report", evidence).Want(200)
		c.As("pm").Post(w.path("/stop"), map[string]any{"reason": "予算が認められなかった"}, apptest.IfMatch(c.As("pm").Get(w.path("")).ETag)).Want(200)
		for _, res := range []*apptest.Response{
			w.on("pm", open, "report", evidence), w.on("ictstaff", reported, "verify", map[string]any{"result": "met"}),
			w.on("sysmgmt", open, "waive", map[string]any{"reason": "x"}),
		} {
			if res.Status != 409 || res.Str("params.reason") != "wrong_state" || res.Str("params.state") != "stopped" {
				t.Errorf("a project that was given up: %s", res.Raw)
			}
		}
		for login, act := range map[string]string{"pm": "report", "sysmgmt": "waive"} {
			if can := c.As(login).Get("/gates/conditions/" + open); can.Bool("can." + act + ".allowed") {
				t.Errorf("%s is told otherwise: %s", act, can.Raw)
			}
		}
		if hasKind(c.As("pm").Get("/me/work"), "due", "condition_due") || hasKind(c.As("ictstaff").Get("/me/work"), "verify", "condition_verify") {
			t.Error("a project that was given up still asks for work")
		}
	})
}

// Whoever works in the project has prepared what it hands in, edited or not.
func TestR6MembersPrepared(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", map[string]any{"memberIds": []string{c.Person("reviewer2"), c.Person("sysmgmt")}})
		r := w.handIn("G1")
		wantRule(t, r.start("reviewer", "reviewer2"), "not_ready", "R6 reviewer_prepared")
		r.start("reviewer").Want(200)
		r.opine("reviewer", "").Want(201)
		if c.As("sysmgmt").Get(r.path("")).Bool("can.decide.allowed") {
			t.Error("a member of the project is told to decide")
		}
		if res := r.decide("sysmgmt", "approved").WantCode("forbidden"); res.Str("params.missed.0") != "not_preparer" {
			t.Errorf("a member of the project decides: %s", res.Raw)
		}
		r.act("ict", "decisions", map[string]any{"outcome": "approved", "reason": "部長が関係者のため代決する", "substituteFor": c.As("sysmgmt").Get("/me").Str("posts.0.id")}).Want(200)
	})
}

// An earlier gate that was reopened while a round was under review holds its decision up again.
func TestR1AtTheDecision(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		w.pass("G1", "sysmgmt")
		r := w.review("G3", "", "reviewer")
		again := w.apply("G1")
		wantRule(t, r.decide("sysmgmt", "approved"), "not_ready", "R1 predecessor_not_passed")
		wantRule(t, r.decide("sysmgmt", "conditional", w.condition("x", "essential", "pm")), "not_ready", "R1 predecessor_not_passed")
		again.act("pm", "withdraw", map[string]any{"reason": "誤り"}).Want(200)
		r.decide("sysmgmt", "approved").Want(200)
	})
}
