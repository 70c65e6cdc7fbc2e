package rationalisation_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestLifeOfAnAssessment judges a system, judges it anew, and keeps what was said before.
func TestLifeOfAnAssessment(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id, pm := system(c, "S-1", "tax", "userCount", 700, "components", []any{body("name", "PostgreSQL", "eolMainstream", "2027-11-11", "checkedOn", "2026-01-10")}), c.As("pm")
		first := pm.Post("/rationalisation/assessments", body("systemId", id, "answers", answers(2, 2), "disposition", "retire")).Want(201)
		if first.Str("present.quadrant") != "eliminate" || first.Get("present.businessScore") == nil || first.Str("present.assessedOn") != "2026-06-04" || first.Str("present.assessedById") != c.Person("pm") {
			t.Fatalf("%s", first.Raw)
		}
		if first.Str("facts.0.kind") != "users" || first.Int("facts.0.value") != 700 || first.Int("facts.0.suggestion") != 3 || first.Int("facts.1.value") != 526 ||
			first.Int("facts.1.suggestion") != 3 || first.Get("facts.2.value") != nil || first.Get("facts.2.suggestion") != nil {
			t.Errorf("facts: %s", first.Raw)
		}
		again := body("systemId", id, "answers", answers(2, 2), "statutory", true, "before", first.Str("present.id"))
		if r := pm.Post("/rationalisation/assessments", with(again, "disposition", "retire")).Want(422); r.Rule("disposition") != "disposition_of_quadrant" {
			t.Errorf("what law demands is not retired: %s", r.Raw)
		}
		second := pm.Post("/rationalisation/assessments", with(again, "disposition", "repurchase", "reason", "法令必須と確認")).Want(201)
		if second.Str("present.quadrant") != "migrate" || !second.Bool("present.merger") || second.Len("past") != 1 || second.Str("past.0.quadrant") != "eliminate" ||
			second.Str("past.0.supersededBy") != second.Str("present.id") {
			t.Fatalf("%s", second.Raw)
		}
		for _, before := range []string{"", first.Str("present.id"), "nothing"} {
			pm.Post("/rationalisation/assessments", with(again, "before", before)).Want(409)
		}
		if h := c.As("auditor").Get("/systems/" + id + "/history").Want(200); h.Len("items") != 4 {
			t.Errorf("the system's history tells of it: %s", h.Raw)
		}
		third := pm.Post("/rationalisation/assessments", with(again, "answers", answers(4, 0), "before", second.Str("present.id"))).Want(201)
		if third.Str("present.quadrant") != "unjudged" || third.Get("present.technicalScore") != nil || third.Int("present.technicalOpen") != 100 {
			t.Errorf("%s", third.Raw)
		}
		for field, b := range map[string]map[string]any{
			"answers[0].score": with(again, "answers", []any{body("criterion", "fit", "score", 6)}), "answers[0].criterion": with(again, "answers", []any{body("criterion", "luck", "score", 1)}),
			"answers[1].criterion": with(again, "answers", []any{body("criterion", "fit", "score", 1), body("criterion", "fit", "score", 2)}),
			"assessedOn":           with(again, "assessedOn", "2026-06-05"), "systemId": with(again, "systemId", "none"), "disposition": with(again, "disposition", "burn"),
		} {
			if r := pm.Post("/rationalisation/assessments", with(b, "before", third.Str("present.id"))).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		for login, want := range map[string]int{"ict": 422, "head": 422, "otherpm": 403, "viewer": 403, "auditor": 403, "executive": 403, "reviewer": 403} {
			c.As(login).Post("/rationalisation/assessments", with(again, "assessedOn", "2026-06-05")).Want(want)
			c.As(login).Post("/rationalisation/profiles", body("systemId", id, "capabilityIds", []any{"none"})).Want(want)
		}
		if r := c.As("viewer").Get("/rationalisation/systems/" + id).Want(200); r.Bool("can.assess.allowed") || r.Bool("can.describe.allowed") {
			t.Errorf("%s", r.Raw)
		}
	})
}

// TestFunctionsAndOverlaps keeps the pairs in step with what systems serve.
func TestFunctionsAndOverlaps(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, f := c.As("ict"), map[string]string{}
		top := capability(c, "1", "")
		for _, code := range []string{"1-A", "1-B", "1-C", "1-D"} {
			f[code] = capability(c, code, top)
		}
		leaf := capability(c, "1-A-1", f["1-A"])
		if r := ict.Post("/rationalisation/capabilities", body("code", "x", "name", "x", "parentId", leaf)).Want(422); r.Rule("parentId") != "too_deep" {
			t.Errorf("%s", r.Raw)
		}
		a, b, d := system(c, "S-1", "tax", "vendor", "東西"), system(c, "S-2", "registry", "vendor", "東西"), system(c, "S-3", "tax")
		if r := ict.Post("/rationalisation/profiles", body("systemId", a, "capabilityIds", []any{top})).Want(422); r.Rule("capabilityIds[0]") != "capability_level" {
			t.Errorf("%s", r.Raw)
		}
		serve(c, a, f["1-A"], f["1-B"], f["1-C"])
		second := serve(c, b, f["1-B"], f["1-C"], f["1-D"])
		serve(c, d)
		list := ict.Get("/rationalisation/overlaps").Want(200)
		if list.Int("total") != 1 || list.Int("items.0.percent") != 50 || list.Str("items.0.strength") != "candidate" || list.Len("items.0.functions") != 2 || list.Str("items.0.sameVendor") != "東西" {
			t.Fatalf("%s", list.Raw)
		}
		path := "/rationalisation/profiles/" + second.Str("id")
		third := ict.Put(path, body("systemId", b, "capabilityIds", []any{f["1-A"], f["1-B"], f["1-C"]}), apptest.IfMatch(second.ETag)).Want(200)
		if list := ict.Get("/rationalisation/overlaps?strength=strong&systemId=" + a + "&capabilityId=" + f["1-A"] + "&same=vendor").Want(200); list.Int("items.0.percent") != 100 {
			t.Errorf("%s", list.Raw)
		}
		if list := ict.Get("/rationalisation/overlaps?same=product").Want(200); list.Int("total") != 0 {
			t.Errorf("two systems without a product: %s", list.Raw)
		}
		ict.Put(path, body("systemId", b), apptest.IfMatch(second.ETag)).Want(412)
		if r := ict.Put(path, body("systemId", a), apptest.IfMatch(third.ETag)).Want(422); r.Rule("systemId") != "fixed" {
			t.Errorf("%s", r.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/capabilities")
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/capabilities?ownerId="+c.Org("finance"))
		ict.Put(path, body("systemId", b), apptest.IfMatch(third.ETag)).Want(200)
		if list := ict.Get("/rationalisation/overlaps").Want(200); list.Int("total") != 0 {
			t.Errorf("a system that serves nothing overlaps with nobody: %s", list.Raw)
		}
		ict.Delete("/rationalisation/capabilities/"+f["1-A"]+"?reason=x", apptest.IfMatch(`"1"`)).Want(409)
		ict.Delete("/rationalisation/capabilities/"+leaf+"?reason=x", apptest.IfMatch(`"1"`)).Want(204)
		if r := ict.Put("/rationalisation/capabilities/"+f["1-A"], body("code", "1-A", "name", "x"), apptest.IfMatch(`"1"`)).Want(422); r.Rule("parentId") != "capability_held" {
			t.Errorf("%s", r.Raw)
		}
		c.As("head").Post("/rationalisation/capabilities", body("code", "x", "name", "x")).Want(403)
	})
}

// TestLifeOfACase proposes a merger, has it approved by somebody else, and retires the systems.
func TestLifeOfACase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, head := c.As("ict"), c.As("head")
		old, user, into := system(c, "S-1", "tax"), system(c, "S-2", "registry"), system(c, "S-3", "tax")
		feed(c, old, user, "out")
		draft := body("name", "税証明の統合", "sectionId", c.Org("tax"), "members", []any{body("systemId", old, "absorbedBy", into, "retireOn", "2026-03-31")},
			"runBefore", 30_000_000, "runAfter", 20_000_000, "oneOff", 25_000_000)
		k := head.Post("/rationalisation/cases", draft).Want(201)
		path := "/rationalisation/cases/" + k.Str("id")
		if k.Str("code") != "C0001" || k.Str("state") != "proposed" || k.Get("payback") == nil || k.Int("saving") != 10_000_000 || !k.Bool("systems.0.overdue") || k.Len("systems.0.dependants") != 1 {
			t.Fatalf("%s", k.Raw)
		}
		if r := head.Post(path+"/approve", body(), apptest.IfMatch(k.ETag)).Want(403); r.Code != "forbidden" {
			t.Errorf("%s", r.Raw)
		}
		own := ict.Post("/rationalisation/cases", with(draft, "name", "別件", "members", []any{body("systemId", user, "absorbedBy", into, "retireOn", "2027-03-31")})).Want(201)
		if r := ict.Post("/rationalisation/cases/"+own.Str("id")+"/approve", body(), apptest.IfMatch(own.ETag)).Want(403); r.Int("params.rule") == 0 {
			t.Errorf("nobody approves an own proposal: %s", r.Raw)
		}
		if r := ict.Post(path+"/complete", body(), apptest.IfMatch(k.ETag)).Want(409); r.Str("params.reason") != "wrong_state" {
			t.Errorf("only what was approved can be done: %s", r.Raw)
		}
		approved := ict.Post(path+"/approve", body("note", "効果が確実"), apptest.IfMatch(k.ETag)).Want(200)
		if approved.Str("state") != "approved" || approved.Str("decidedById") != c.Person("ict") {
			t.Errorf("%s", approved.Raw)
		}
		for rule, members := range map[string][]any{
			"members[0].systemId": {body("systemId", old, "absorbedBy", user, "retireOn", "2027-03-31")},
			// what absorbs another may not end in it
			"members[0].absorbedBy": {body("systemId", into, "absorbedBy", old, "retireOn", "2027-03-31")},
			"members[1].absorbedBy": {body("systemId", user, "absorbedBy", into, "retireOn", "2027-03-31"), body("systemId", into, "absorbedBy", into, "retireOn", "2027-03-31")},
		} {
			if r := ict.Post("/rationalisation/cases", with(draft, "members", members)).Want(422); r.Rule(rule) == "" {
				t.Errorf("%s: %s", rule, r.Raw)
			}
		}
		ict.Put(path, draft, apptest.IfMatch(approved.ETag)).Want(409)
		ict.Post(path+"/complete", body(), apptest.IfMatch(approved.ETag)).Want(409)
		if r := edit(t, c, ict.Get("/systems/"+old), "phase", "retired").Want(422); r.Rule("phase") != "dependants_active" {
			t.Errorf("others still exchange data with it: %s", r.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/summary")
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/roadmap/years")
		if r := c.As("viewer").Get("/rationalisation/roadmap/years").Want(200); r.Int("avoided.value") != 0 {
			t.Errorf("the day has passed and it still runs: nothing is saved: %s", r.Raw)
		}
		edit(t, c, ict.Get("/systems/"+old), "phase", "retired", "interfaces", []any{}).Want(200)
		done := ict.Post(path+"/complete", body("note", "停止を確認"), apptest.IfMatch(approved.ETag)).Want(200)
		if done.Str("state") != "done" || done.Str("finishedOn") != "2026-06-04" || done.Str("paidBackOn") != "2028-12-03" || done.Bool("paidBack") {
			t.Errorf("%s", done.Raw)
		}
		if s := c.As("executive").Get("/rationalisation/summary").Want(200); s.Int("retirement.retired.value") != 1 || s.Int("retirement.saving.value") != 10_000_000 {
			t.Errorf("%s", s.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/summary?ownerId="+c.Org("finance"))
		ict.Post(path+"/drop", body("reason", "x"), apptest.IfMatch(done.ETag)).Want(409)
		ict.Post("/rationalisation/cases/"+own.Str("id")+"/drop", body(), apptest.IfMatch(own.ETag)).Want(422)
		ict.Post("/rationalisation/cases/"+own.Str("id")+"/drop", body("reason", "費用に見合わない"), apptest.IfMatch(own.ETag)).Want(200)
		ict.Post("/rationalisation/cases", with(draft, "name", "再提案", "members", []any{body("systemId", user, "absorbedBy", into, "retireOn", "2027-03-31")})).Want(201)
		if h := c.As("auditor").Get(path + "/history").Want(200); h.Len("items") != 3 || h.Str("items.1.reason") != "効果が確実" {
			t.Errorf("%s", h.Raw)
		}
		for login, want := range map[string]int{"pm": 403, "viewer": 403, "auditor": 403, "executive": 403, "otherhead": 403} {
			c.As(login).Post("/rationalisation/cases", draft).Want(want)
		}
	})
}

// TestWhatStopsWhenItStops follows the data from system to system.
func TestWhatStopsWhenItStops(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id := map[string]string{}
		for _, code := range []string{"A", "B", "C", "D", "E"} {
			id[code] = system(c, code, "tax", "criticality", map[string]string{"D": "critical"}[code]+map[bool]string{true: "", false: "low"}[code == "D"], "citizenFacing", code == "C")
		}
		id["X"] = system(c, "X", "tax", "phase", "retired")
		feed(c, id["A"], id["B"], "out", id["X"], "out") // A → B
		feed(c, id["C"], id["B"], "in")                  // B → C
		feed(c, id["D"], id["C"], "both")                // C ↔ D
		feed(c, id["E"], id["A"], "out")                 // E → A
		hit := c.As("viewer").Get("/rationalisation/systems/" + id["A"] + "/impact").Want(200)
		if hit.Int("total") != 3 || hit.Str("items.0.code") != "B" || hit.Str("items.2.code") != "D" || hit.Int("items.2.level") != 3 || hit.Str("items.2.via") != id["C"] ||
			hit.Int("critical") != 1 || hit.Int("citizens") != 1 {
			t.Errorf("%s", hit.Raw)
		}
		near := c.As("viewer").Get("/rationalisation/systems/" + id["A"] + "/surroundings?depth=1").Want(200)
		if near.Len("nodes") != 3 || near.Str("nodes.1.code") != "B" || near.Str("nodes.2.code") != "E" || near.Int("nodes.2.level") != -1 || near.Len("links") != 2 || near.Int("nodes.1.feeds") != 1 {
			t.Errorf("%s", near.Raw)
		}
		if r := c.As("viewer").Get("/rationalisation/systems/" + id["C"] + "/surroundings?way=down&depth=6").Want(200); !r.Bool("cycle") || r.Len("nodes") != 2 {
			t.Errorf("%s", r.Raw)
		}
		if r := c.As("viewer").Get("/rationalisation/loops").Want(200); r.Int("total") != 1 || r.Len("items.0.systems") != 2 {
			t.Errorf("%s", r.Raw)
		}
		list := c.As("viewer").Get("/rationalisation/dependencies?sort=-feeds").Want(200)
		if list.Int("total") != 5 || list.Int("items.0.feeds") != 1 || list.Int("items.4.feeds") != 1 && list.Int("items.4.feeds") != 0 {
			t.Errorf("%s", list.Raw)
		}
		c.As("viewer").Get("/rationalisation/systems/none/impact").Want(404)
	})
}
