package gates_test

import (
	"fmt"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// gatesOf are the steps of a project, those outside its sequence in brackets.
func gatesOf(res *apptest.Response) string {
	out := []string{}
	for i := range res.Len("gates") {
		at := fmt.Sprintf("gates.%d.", i)
		g := res.Str(at + "gate")
		if res.Bool(at + "outside") {
			g = "(" + g + ")"
		}
		out = append(out, g)
	}
	return strings.Join(out, " ")
}

// A change of cost or risk moves a project to another tier: what has passed stays, and the order goes on from there.
func TestAProjectThatChangesItsTier(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		w.pass("G1", "sysmgmt")
		raise := func(risk string) *apptest.Response {
			p := c.As("pm").Get(w.path(""))
			body := map[string]any{
				"code": "P-1", "name": "税務システム更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
				"systemIds": p.Get("systemIds"), "buildCost": 10_000_000, "runCost": 5_000_000, "riskLevel": risk, "finishOn": "2027-03-31",
			}
			return c.As("pm").Put(w.path(""), body, apptest.IfMatch(p.ETag)).Want(200)
		}
		if p := raise("high"); p.Str("tier") != "A" || p.Str("nextGate") != "G2" || p.Str("gates.1.outcome") != "approved" {
			t.Fatalf("%s", p.Raw)
		}
		if got := gatesOf(c.As("pm").Get(w.path("/gates"))); got != "G0 G1 G2 G3 G4 G5 G6" {
			t.Errorf("tier A: %s", got)
		}
		r := w.review("G2", "green", "reviewer")
		r.decide("sysmgmt", "approved").WantCode("forbidden") // the round keeps the tier at which it was handed in
		raise("low")
		if app := c.As("pm").Get(r.path("")); app.Str("tier") != "A" {
			t.Errorf("the round changed its tier: %s", app.Raw)
		}
		r.decide("executive", "approved").Want(200)
		res := c.As("pm").Get(w.path("/gates"))
		if got := gatesOf(res); got != "G1 (G2) G3 G5" || res.Str("nextGate") != "G3" || res.Str("tier") != "C" {
			t.Errorf("back at tier C: %s, next %s", got, res.Str("nextGate"))
		}
		w.pass("G3", "sysmgmt")
	})
}

// The retirement gate comes last, and its live checks read the register.
func TestTheEndOfASystem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		list := c.As("pm").Get("/systems?q=S-P-1")
		id := list.Str("items.0.id")
		set := func(change map[string]any) {
			s := c.As("ict").Get("/systems/" + id).Want(200)
			body := map[string]any{
				"code": "S-P-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium",
				"classificationScheme": "R4", "confidentiality": "3", "integrity": "2", "availability": "2",
			}
			for k, v := range change {
				body[k] = v
			}
			c.As("ict").Put("/systems/"+id, body, apptest.IfMatch(s.ETag)).Want(200)
		}
		next := c.As("pm").Post("/systems", map[string]any{
			"code": "S-2", "name": "収納システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation",
			"interfaces": []map[string]any{{"targetId": id, "direction": "in", "method": "file"}},
		}).Want(201)
		set(map[string]any{"phase": "wind_down", "contractEndsOn": "2026-06-30"})
		w.skip("sysmgmt", "G1", "G3", "G5")
		if res := c.As("pm").Get(w.path("/gates")); gatesOf(res) != "G1 G3 G5 GX" || res.Str("nextGate") != "GX" {
			t.Fatalf("%s", res.Raw)
		}
		r := w.apply("GX")
		c.As("pm").Put(r.path(""), w.answers("GX", "C"), r.etag()).Want(200)
		res := r.act("pm", "submit", nil).WantCode("not_ready")
		if got := strings.Join(unmet(res, "params.unmet"), " "); got != "GX-2 GX-3 GX-4" || res.Str("params.criteria.0.why.params.dependants.0") != next.Str("id") {
			t.Fatalf("%s", res.Raw)
		}
		c.As("ict").Put("/systems/"+next.Str("id"), map[string]any{
			"code": "S-2", "name": "収納システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation",
		}, apptest.IfMatch(next.ETag)).Want(200)
		set(map[string]any{"phase": "retired", "contractEndsOn": "2026-05-31"})
		r.act("pm", "submit", nil).Want(200)
		r.start("reviewer").Want(200)
		r.opine("reviewer", "green").Want(201)
		if d := r.decide("sysmgmt", "approved").Want(200); d.Str("number") != "2026-GX-0001" {
			t.Errorf("%s", d.Raw)
		}
		if p := c.As("pm").Get(w.path("")); p.Str("nextGate") != "" {
			t.Errorf("all have passed: %s", p.Raw)
		}
	})
}
