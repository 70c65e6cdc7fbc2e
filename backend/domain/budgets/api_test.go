package budgets_test

import (
	"net/http"
	"testing"

	"miotsukushi/backend/app/apptest"
)

type body = map[string]any

// system registers a system of a section.
func system(c *apptest.City, code, org string, more body) string {
	d := body{"code": code, "name": "システム" + code, "ownerId": c.Org(org), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation"}
	for k, v := range more {
		d[k] = v
	}
	return c.As("ict").Post("/systems", d).Want(http.StatusCreated).Str("id")
}

func line(c *apptest.City, code string, fy int, more body) body {
	d := body{
		"code": code, "name": "予算" + code, "fiscalYear": fy, "sectionId": c.Org("tax"), "account": "general", "kan": "総務費", "kou": "総務管理費",
		"category": "recurring", "kind": "operation", "commitment": "none",
	}
	for k, v := range more {
		d[k] = v
	}
	return d
}

// year finds a fiscal year on the page where years are closed.
func year(cl *apptest.Client, fy string) (id, etag string, res *apptest.Response) {
	res = cl.Get("/budgets/years")
	for i := range res.Len("items") {
		at := "items." + string(rune('0'+i))
		if v, _ := res.Get(at + ".fiscalYear").(interface{ String() string }); v != nil && v.String() == fy {
			n, _ := res.Get(at + ".version").(interface{ String() string })
			return res.Str(at + ".id"), `"` + n.String() + `"`, res
		}
	}
	return "", "", res
}

// TestLifeOfALine plays the example of the rules through the API: a line of FY2025 from its initial budget to the certified
// accounts, in thousands of yen.
func TestLifeOfALine(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, ict := c.As("pm"), c.As("ict")
		sys := system(c, "S-1", "tax", nil)
		made := pm.Post("/budgets/lines", line(c, "B-1", 2025, body{"systemId": sys, "estimate": 490_000_000})).Want(http.StatusCreated)
		if made.Str("state") != "planned" || made.Int("planned") != 490_000_000 || made.Str("yearStatus") != "provisional" || made.Str("sectionName") != "税務課" {
			t.Fatalf("created: %s", made.Raw)
		}
		path := "/budgets/lines/" + made.Str("id")
		body500 := body{"kind": "initial", "amount": 500_000_000, "postedOn": "2025-04-01", "documentNo": "議案第1号"}
		if refused := pm.Post(path+"/appropriations", body500).WantCode("forbidden"); refused.Str("params.missed.0") != "role" {
			t.Errorf("a section appropriates: %s", refused.Raw)
		}
		ict.Post(path+"/appropriations", body500).Want(201)
		for _, e := range []body{
			{"kind": "supplementary", "amount": -30_000_000, "postedOn": "2025-12-20", "number": 3},
			{"kind": "carry_in", "amount": 80_000_000, "postedOn": "2025-04-01", "carryKind": "approved"},
			{"kind": "reserve", "amount": 3_000_000, "postedOn": "2026-01-10", "reason": "緊急の対応"},
			{"kind": "diversion", "amount": 2_000_000, "postedOn": "2026-02-10", "reason": "回線費から"},
		} {
			ict.Post(path+"/appropriations", e).Want(201)
		}
		ict.Post(path+"/entries", body{"kind": "initial", "amount": 1, "postedOn": "2025-04-01"}).Want(422)
		pm.Post(path+"/entries", body{"kind": "spending", "amount": 480_000_000, "postedOn": "2026-05-20"}).Want(201)
		if over := pm.Post(path+"/entries", body{"kind": "spending", "amount": 75_000_001, "postedOn": "2026-05-20"}); over.Rule("amount") != "exceeds_budget" {
			t.Errorf("more than there is: %s", over.Raw)
		}
		c.As("otherpm").Post(path+"/entries", body{"kind": "spending", "amount": 1, "postedOn": "2026-05-20"}).WantCode("forbidden")
		carry := pm.Post(path+"/entries", body{"kind": "carry_out", "amount": 60_000_000, "postedOn": "2026-03-31", "carryKind": "approved", "reason": "工程の遅れ"}).Want(201)
		for field, want := range map[string]int{"revised": 555_000_000, "spent": 480_000_000, "carriedOut": 60_000_000, "unused": 15_000_000, "execution": 8649, "supplementary": -30_000_000} {
			if carry.Int(field) != want {
				t.Errorf("%s is %d, want %d", field, carry.Int(field), want)
			}
		}
		next := pm.Get("/budgets/lines?fiscalYear=2026").Want(200)
		if next.Len("items") != 1 || next.Int("items.0.carriedIn") != 60_000_000 || next.Str("items.0.code") != "B-1-C" {
			t.Fatalf("what FY2025 carries over arrives in FY2026: %s", next.Raw)
		}
		id, etag, years := year(ict, "2025")
		if years.Str("items.1.status") != "provisional" || years.Int("items.1.carriedOut.value") != 60_000_000 || years.Int("items.1.arrived.value") != 60_000_000 {
			t.Errorf("years: %s", years.Raw)
		}
		pm.Post("/budgets/years/"+id+"/settle", nil, apptest.IfMatch(etag)).WantCode("forbidden")
		adjust := body{"kind": "adjustment", "adjusts": "spent", "amount": -1_000, "postedOn": "2026-06-04", "reason": "戻入の計上漏れ"}
		if open := ict.Post(path+"/adjustments", adjust).WantCode("conflict"); open.Str("params.reason") != "year_open" {
			t.Errorf("an adjustment of an open year: %s", open.Raw)
		}
		settled := ict.Post("/budgets/years/"+id+"/settle", nil, apptest.IfMatch(etag)).Want(200)
		for _, refused := range []*apptest.Response{
			pm.Post(path+"/entries", body{"kind": "spending", "amount": 1, "postedOn": "2026-05-20"}), ict.Post(path+"/appropriations", body500),
			ict.Post("/budgets/lines", line(c, "B-2", 2025, body{"systemId": sys})), ict.Delete(path+"?reason=x", apptest.IfMatch(`"99"`)),
			pm.Put(path, line(c, "B-1", 2025, body{"systemId": sys, "note": "x"}), apptest.IfMatch(pm.Get(path).ETag)),
		} {
			if refused.WantCode("conflict").Str("params.reason") != "year_closed" {
				t.Errorf("a closed year takes a write: %s", refused.Raw)
			}
		}
		adjust["reason"] = ""
		if rule := ict.Post(path+"/adjustments", adjust).Want(422).Rule("reason"); rule != "reason_required" {
			t.Errorf("an adjustment without a reason: %q", rule)
		}
		adjust["reason"] = "戻入の計上漏れ"
		if done := ict.Post(path+"/adjustments", adjust).Want(201); done.Int("spent") != 479_999_000 || done.Int("unused") != 15_001_000 {
			t.Errorf("adjusted: %s", done.Raw)
		}
		cert := ict.Post("/budgets/years/"+id+"/certify", body{"certifiedOn": "2026-06-04"}, apptest.IfMatch(settled.ETag)).Want(200)
		if cert.Str("state") != "certified" {
			t.Errorf("certified: %s", cert.Raw)
		}
		events := c.As("auditor").Get(path + "/history").Want(200)
		if events.Len("items") < 15 {
			t.Errorf("history: %s", events.Raw)
		}
		scope := ict.Put("/budgets/years/"+id, body{"scopeNote": "水道を除く。", "scopeNoteEn": "Without water supply.", "reason": "公表に合わせて"}, apptest.IfMatch(cert.ETag)).Want(200)
		if scope.Str("scopeNote") != "水道を除く。" {
			t.Error(string(scope.Raw))
		}
	})
}

func TestAYearIsNotSettledEarlyNorWithMoneyUnderWay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, sys := c.As("ict"), system(c, "S-1", "tax", nil)
		now := ict.Post("/budgets/lines", line(c, "B-1", 2026, body{"systemId": sys})).Want(201)
		ict.Post("/budgets/lines/"+now.Str("id")+"/appropriations", body{"kind": "carry_in", "amount": 5, "postedOn": "2026-04-01", "carryKind": "accident"}).Want(201)
		id, etag, _ := year(ict, "2026")
		if early := ict.Post("/budgets/years/"+id+"/settle", nil, apptest.IfMatch(etag)).WantCode("conflict"); early.Str("params.reason") != "too_early" || early.Str("params.from") != "2027-06-01" {
			t.Errorf("too early: %s", early.Raw)
		}
		ict.Post("/budgets/lines", line(c, "B-2", 2025, body{"systemId": sys})).Want(201)
		id, etag, _ = year(ict, "2025")
		if off := ict.Post("/budgets/years/"+id+"/settle", nil, apptest.IfMatch(etag)).WantCode("conflict"); off.Str("params.reason") != "carry_mismatch" || off.Int("params.in") != 5 || off.Int("params.out") != 0 {
			t.Errorf("carried 0 out and 5 in: %s", off.Raw)
		}
	})
}

func TestRequestAssessmentAndAdoption(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, ict, staff := c.As("pm"), c.As("ict"), c.As("ictstaff")
		sys := system(c, "S-1", "tax", nil)
		id := pm.Post("/budgets/lines", line(c, "B-1", 2027, body{"systemId": sys, "estimate": 100})).Want(201).Str("id")
		ask := body{"lineId": id, "amount": 120, "documentNo": "税務課-2026-0412", "basis": "quotations"}
		c.As("otherpm").Post("/budgets/requests", ask).WantCode("forbidden")
		asked := pm.Post("/budgets/requests", ask).Want(201)
		if rule := pm.Post("/budgets/requests", ask).Want(422).Rule("lineId"); rule != "duplicate" {
			t.Errorf("a second request: %q", rule)
		}
		old := pm.Post("/budgets/lines", line(c, "B-0", 2026, body{"systemId": sys})).Want(201).Str("id")
		if rule := pm.Post("/budgets/requests", body{"lineId": old, "amount": 1, "documentNo": "x", "basis": "actuals"}).Want(422).Rule("lineId"); rule != "year_begun" {
			t.Errorf("a request for the year that runs: %q", rule)
		}
		work := ict.Get("/me/work").Want(200)
		if work.Str("decide.0.kind") != "budget_assess" || work.Str("decide.0.code") != "B-1" {
			t.Errorf("work of the ICT office: %s", work.Raw)
		}
		path := "/budgets/requests/" + asked.Str("id")
		pm.Post(path+"/assess", body{"amount": 1, "reason": "x"}, apptest.IfMatch(asked.ETag)).WantCode("forbidden")
		if rule := ict.Post(path+"/assess", body{"amount": 100}, apptest.IfMatch(asked.ETag)).Want(422).Rule("reason"); rule != "required" {
			t.Errorf("an assessment without a reason: %q", rule)
		}
		assessed := ict.Post(path+"/assess", body{"amount": 100, "reason": "前年度並みとする"}, apptest.IfMatch(asked.ETag)).Want(200)
		pm.Post(path+"/withdraw", body{"reason": "x"}, apptest.IfMatch(assessed.ETag)).WantCode("conflict")
		if got := pm.Get("/budgets/lines/" + id).Want(200); got.Str("state") != "assessed" || got.Int("requested") != 120 || got.Int("planned") != 100 || got.Len("requests") != 1 {
			t.Errorf("assessed: %s", got.Raw)
		}
		// Whoever requests does not assess, whatever roles they have.
		ictLine := staff.Post("/budgets/lines", line(c, "B-2", 2027, body{"systemId": sys, "sectionId": c.Org("ict")})).Want(201).Str("id")
		own := staff.Post("/budgets/requests", body{"lineId": ictLine, "amount": 50, "documentNo": "ICT-1", "basis": "contract"}).Want(201)
		refused := staff.Post("/budgets/requests/"+own.Str("id")+"/assess", body{"amount": 50, "reason": "x"}, apptest.IfMatch(own.ETag)).WantCode("forbidden")
		if refused.Str("params.missed.0") != "not_requester" {
			t.Errorf("refused for: %s", refused.Raw)
		}
		back := staff.Post("/budgets/requests/"+own.Str("id")+"/withdraw", body{"reason": "来年度に見送る"}, apptest.IfMatch(own.ETag)).Want(200)
		if back.Str("state") != "withdrawn" || staff.Get("/budgets/lines/"+ictLine).Str("state") != "planned" {
			t.Errorf("withdrawn: %s", back.Raw)
		}
		if n := apptest.CheckFigures(t, ict, "/budgets/requests/summary?fiscalYear=2027"); n != 5 {
			t.Errorf("%d figures", n)
		}
		y, etag, _ := year(ict, "2027")
		pm.Post("/budgets/years/"+y+"/adopt", body{"adoptedOn": "2026-06-04", "documentNo": "議案第12号"}, apptest.IfMatch(etag)).WantCode("forbidden")
		adopted := ict.Post("/budgets/years/"+y+"/adopt", body{"adoptedOn": "2026-06-04", "documentNo": "議案第12号"}, apptest.IfMatch(etag)).Want(200)
		if got := pm.Get("/budgets/lines/" + id); got.Int("initial") != 100 || got.Str("state") != "budgeted" || got.Str("requests.0.state") != "adopted" {
			t.Errorf("adopted: %s", got.Raw)
		}
		if again := ict.Post("/budgets/years/"+y+"/adopt", body{"adoptedOn": "2026-06-04", "documentNo": "x"}, apptest.IfMatch(adopted.ETag)).WantCode("conflict"); again.Str("params.reason") != "nothing_to_do" {
			t.Errorf("adopted twice: %s", again.Raw)
		}
	})
}
