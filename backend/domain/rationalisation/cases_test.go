package rationalisation_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// caseOf proposes to merge a system into another and returns the case and its path.
func caseOf(cl *apptest.Client, section, system, into, on string) (*apptest.Response, string) {
	r := cl.Post("/rationalisation/cases", body("name", "統合 "+on, "sectionId", section, "members", []any{body("systemId", system, "absorbedBy", into, "retireOn", on)})).Want(201)
	return r, "/rationalisation/cases/" + r.Str("id")
}

// TestWhoWritesACaseDoesNotApproveIt bars the first writer and everybody who changed it.
func TestWhoWritesACaseDoesNotApproveIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		a, b := system(c, "S-1", "tax"), system(c, "S-2", "tax")
		k, path := caseOf(c.As("head"), c.Org("tax"), a, b, "2027-03-31")
		if ok := c.As("ict").Get(path).Want(200); !ok.Bool("can.approve.allowed") {
			t.Errorf("the ICT office had no hand in it: %s", ok.Raw)
		}
		changed := c.As("ict").Put(path, body("name", "書き直した", "sectionId", c.Org("tax"), "members", []any{body("systemId", a, "absorbedBy", b, "retireOn", "2027-09-30")}), apptest.IfMatch(k.ETag)).Want(200)
		if changed.Len("writtenBy") != 2 || changed.Str("proposedById") != c.Person("head") {
			t.Errorf("%s", changed.Raw)
		}
		if r := c.As("ict").Post(path+"/approve", body(), apptest.IfMatch(changed.ETag)).Want(403); r.Str("params.missed.0") != "not_proposer" {
			t.Errorf("%s", r.Raw)
		}
		c.As("executive").Post(path+"/approve", body(), apptest.IfMatch(changed.ETag)).Want(200)
	})
}

// TestOnlyADecisionHinders lets proposals stand beside each other; what is approved holds its systems.
func TestOnlyADecisionHinders(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, head, boss := c.As("ict"), c.As("head"), c.As("executive")
		id := map[string]string{}
		for _, code := range []string{"A", "B", "C", "D", "E"} {
			id[code] = system(c, code, "tax")
		}
		feed(c, id["A"], id["D"], "out")
		_, early := caseOf(head, c.Org("tax"), id["A"], id["B"], "2027-03-31")
		_, late := caseOf(head, c.Org("tax"), id["A"], id["C"], "2027-03-31")
		if r := ict.Get("/rationalisation/systems?q=A").Want(200); r.Str("items.0.caseState") != "proposed" || r.Int("total") != 1 {
			t.Errorf("%s", r.Raw)
		}
		if r := ict.Get("/rationalisation/retirements").Want(200); r.Int("total") != 0 {
			t.Errorf("nobody has decided: %s", r.Raw)
		}
		approved := boss.Post(early+"/approve", body(), apptest.IfMatch(boss.Get(early).ETag)).Want(200)
		if r := boss.Post(late+"/approve", body(), apptest.IfMatch(boss.Get(late).ETag)).Want(422); r.Rule("members[0].systemId") != "absorbed_already" {
			t.Errorf("%s", r.Raw)
		}
		if r := head.Post("/rationalisation/cases", body("name", "x", "sectionId", c.Org("tax"), "members", []any{body("systemId", id["D"], "absorbedBy", id["A"], "retireOn", "2027-04-01")})).Want(422); r.Rule("members[0].absorbedBy") != "absorber_ends_first" {
			t.Errorf("what takes over must last: %s", r.Raw)
		}
		if r := edit(t, c, ict.Get("/systems/"+id["B"]), "phase", "retired").Want(422); r.Rule("phase") != "absorbs_others" {
			t.Errorf("what takes over stays: %s", r.Raw)
		}
		back := edit(t, c, ict.Get("/systems/"+id["B"]), "phase", "build").Want(200)
		if r := edit(t, c, ict.Get("/systems/"+id["A"]), "phase", "retired", "interfaces", []any{}).Want(422); r.Rule("phase") != "absorber_not_running" {
			t.Errorf("nothing would take over: %s", r.Raw)
		}
		edit(t, c, back, "phase", "operation").Want(200)
		edit(t, c, ict.Get("/systems/"+id["A"]), "phase", "retired", "interfaces", []any{}).Want(200)
		edit(t, c, ict.Get("/systems/"+id["B"]), "phase", "build").Want(200)
		if r := ict.Post(early+"/complete", body(), apptest.IfMatch(approved.ETag)).Want(409); r.Str("params.reason") != "absorber_not_running" {
			t.Errorf("%s", r.Raw)
		}
		edit(t, c, ict.Get("/systems/"+id["B"]), "phase", "operation").Want(200)
		ict.Post(early+"/complete", body(), apptest.IfMatch(approved.ETag)).Want(200)
		edit(t, c, ict.Get("/systems/"+id["B"]), "phase", "retired").Want(200) // the case is done

		_, ended := caseOf(head, c.Org("tax"), id["D"], id["E"], "2027-03-31")
		edit(t, c, ict.Get("/systems/"+id["E"]), "phase", "retired").Want(200)
		if r := boss.Post(ended+"/approve", body(), apptest.IfMatch(boss.Get(ended).ETag)).Want(422); r.Rule("members[0].absorbedBy") != "retired" {
			t.Errorf("what was to take over is gone: %s", r.Raw)
		}
		feed(c, id["D"], id["C"], "out")
		edit(t, c, ict.Get("/systems/"+id["D"]), "phase", "retired").Want(200) // a proposal hinders nobody
	})
}
