package maturity_test

import (
	"net/http"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
)

// two instances of the tax section, as a self-rating of REQM and PPQA.
func twoInstances(c *apptest.City, kind string, year int) body {
	return appraisal(c, "CMMI-ACQ-V13", kind, "finance", year, body{
		"instances": []body{{"key": "a", "kind": "support", "name": "税務課", "organisationId": c.Org("tax")}, {"kind": "support", "name": "財務課"}},
	})
}

// TestAppraisalLife takes an appraisal from its opening to its confirmation.
func TestAppraisalLife(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		res := ict.Post("/maturity/appraisals", twoInstances(c, "assessor", 2026)).Want(201)
		id := res.Str("id")
		if res.Str("code") != "ACQ-2026-O-finance-A" || res.Len("areas") != 22 || res.Str("instances.1.key") != "i1" || res.Get("level") != nil || res.ETag != `"1"` {
			t.Fatalf("opened as %s", res.Raw)
		}
		dup := ict.Post("/maturity/appraisals", twoInstances(c, "assessor", 2026)).Want(422)
		if dup.Rule("fiscalYear") != "duplicate" {
			t.Errorf("a second one of the year: %s", dup.Raw)
		}
		path := "/maturity/appraisals/" + id
		area := ict.Get(path + "/areas/PPQA").Want(200)
		put := body{"scope": "in", "goals": []body{}, "ratings": []body{
			cell("SP1.1", "a", "FI"), cell("SP1.1", "i1", "PI"), cell("SP1.2", "a", "FI"), cell("SP1.2", "i1", "LI"),
		}}
		ict.Put(path+"/areas/PPQA", put).Want(428)
		area = ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(area.ETag)).Want(200)
		ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(`"9"`)).Want(412)
		if area.Str("result.practices.0.result") != "PENDING" || area.Str("result.practices.0.hint") != "PI" || area.Int("pending") != 1 || area.Str("result.groups.0.rating") != "NOT_RATED" {
			t.Fatalf("PPQA: %s", area.Raw)
		}
		labelsAreHeldToTheirRules(t, c, path, area.ETag)

		// A judgement: allowed results only, with a reason, only where it is owed.
		judge := func(practice, result, why string) *apptest.Response {
			return ict.Post(path+"/areas/PPQA/judge", body{"practice": practice, "result": result, "rationale": why}, apptest.IfMatch(ict.Get(path+"/areas/PPQA").ETag))
		}
		if got := judge("SP1.1", "FI", "x").Want(422).Rule("result"); got != "oneof" {
			t.Errorf("judged as fully implemented: %q", got)
		}
		if got := judge("SP1.1", "LI", "").Want(422).Rule("rationale"); got != "required" {
			t.Errorf("judged without a reason: %q", got)
		}
		if got := judge("SP1.2", "LI", "x").Want(422).Rule("practice"); got != "nothing_to_judge" {
			t.Errorf("judged what the labels decide: %q", got)
		}
		area = judge("SP1.1", "LI", "2件のうち1件は開始直後").Want(200)
		if area.Str("result.practices.0.result") != "LI" || !area.Bool("result.practices.0.judged") || area.Str("judgements.0.judgedBy") != c.Person("ict") || area.Int("pending") != 0 {
			t.Fatalf("judged: %s", area.Raw)
		}
		if !area.Bool("result.groups.0.unanswered") {
			t.Errorf("weaknesses that nobody weighed: %s", area.Raw)
		}
		not := ict.Post(path+"/submit", nil, apptest.IfMatch(ict.Get(path).ETag)).Want(409)
		if not.Code != "not_ready" || not.Int("params.unanswered") != 1 {
			t.Errorf("handed in unanswered: %s", not.Raw)
		}
		put["goals"] = []body{{"group": "SG1", "impact": false, "rationale": "影響は小さい"}}
		area = ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(area.ETag)).Want(200)
		if area.Str("result.groups.0.rating") != "SATISFIED" || area.Str("result.practices.0.result") != "LI" {
			t.Fatalf("the judgement was lost by answering: %s", area.Raw)
		}
		// A label that changes takes the judgement with it, even when it changes back.
		for _, label := range []string{"NI", "PI"} {
			put["ratings"].([]body)[1] = cell("SP1.1", "i1", label)
			area = ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(area.ETag)).Want(200)
			if area.Str("result.practices.0.result") != "PENDING" || !area.Bool("result.practices.0.outdated") {
				t.Fatalf("the judgement outlived its labels: %s", area.Raw)
			}
		}
		if not = ict.Post(path+"/submit", nil, apptest.IfMatch(ict.Get(path).ETag)).Want(409); not.Int("params.pending") != 1 {
			t.Errorf("handed in with a judgement owed: %s", not.Raw)
		}
		area = judge("SP1.1", "PI", "記録が半分しかない").Want(200)
		if area.Str("result.groups.0.rating") != "UNSATISFIED" || area.Len("judgements") != 1 {
			t.Fatalf("%s", area.Raw)
		}
		if not = ict.Post(path+"/submit", nil, apptest.IfMatch(ict.Get(path).ETag)).Want(409); not.Str("params.causes.0") != "PPQA SG1" {
			t.Errorf("handed in without the cause: %s", not.Raw)
		}
		put["goals"] = []body{{"group": "SG1", "impact": false, "rationale": "影響は小さい", "cause": "評価の記録がない"}}
		ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(area.ETag)).Want(200)
		instancesAreKept(t, c, path)

		// Handed in, sent back, handed in, confirmed by another.
		res = ict.Post(path+"/submit", nil, apptest.IfMatch(ict.Get(path).ETag)).Want(200)
		if ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(ict.Get(path+"/areas/PPQA").ETag)).Want(409).Str("params.reason") != "wrong_state" {
			t.Error("rated after it was handed in")
		}
		if no := ict.Post(path+"/confirm", nil, apptest.IfMatch(res.ETag)).Want(403); no.Str("params.missed.0") != "not_rater" {
			t.Errorf("confirmed by its rater: %s", no.Raw)
		}
		res = c.As("auditor").Post(path+"/return", body{"reason": "証跡を足すこと"}, apptest.IfMatch(res.ETag)).Want(200)
		if res.Str("state") != "draft" || res.Str("returnReason") != "証跡を足すこと" {
			t.Errorf("%s", res.Raw)
		}
		res = ict.Post(path+"/submit", nil, apptest.IfMatch(res.ETag)).Want(200)
		res = c.As("auditor").Post(path+"/confirm", nil, apptest.IfMatch(res.ETag)).Want(200)
		if res.Str("state") != "confirmed" || res.Int("level") != 1 || res.Str("confirmedBy") != c.Person("auditor") || res.Bool("stale") {
			t.Errorf("%s", res.Raw)
		}
		confirmedIsFrozen(t, c, path, res)
		if h := ict.Get(path + "/history?limit=200").Want(200); h.Len("items") < 10 || !strings.Contains(string(h.Raw), `"judge"`) || !strings.Contains(string(h.Raw), `"confirm"`) {
			t.Errorf("history: %s", h.Raw)
		}
	})
}

// labelsAreHeldToTheirRules tries every cell that 1.3 refuses.
func labelsAreHeldToTheirRules(t *testing.T, c *apptest.City, path, etag string) {
	t.Helper()
	with := func(label string, weakness string, shown bool) body {
		b := body{"practice": "SP1.1", "instance": "a", "label": label, "weakness": weakness}
		if shown {
			b["evidence"] = evidence
		}
		return b
	}
	script := body{"practice": "SP1.1", "instance": "a", "label": "FI", "evidence": []body{{"label": "x", "href": "javascript:alert(1)"}}}
	for _, v := range []struct {
		cell        body
		field, rule string
	}{
		{with("FI", "弱み", true), "ratings[0].label", "fully_with_weakness"}, {with("FI", "", false), "ratings[0].evidence", "evidence_needed"},
		{with("LI", "", true), "ratings[0].weakness", "weakness_needed"}, {with("LI", "弱み", false), "ratings[0].evidence", "evidence_needed"},
		{with("PI", " ", true), "ratings[0].weakness", "weakness_needed"}, {with("NI", "", false), "ratings[0].weakness", "weakness_needed"},
		{with("", "", false), "ratings[0].label", "required"}, {with("XX", "", false), "ratings[0].label", "oneof"}, {script, "ratings[0].evidence[0].href", "link"},
		{cell("SP9.9", "a", "NY"), "ratings[0].practice", "not_found"}, {cell("SP1.1", "zz", "NY"), "ratings[0].instance", "not_found"},
		{percent("SP1.1", "a", 9000), "ratings[0].points", "unknown"},
	} {
		res := c.As("ict").Put(path+"/areas/PPQA", body{"scope": "in", "ratings": []body{v.cell}, "goals": []body{}}, apptest.IfMatch(etag)).Want(422)
		if got := res.Rule(v.field); got != v.rule {
			t.Errorf("%v breaks %q, want %s of %s: %s", v.cell, got, v.rule, v.field, res.Raw)
		}
	}
	if got := c.As("ict").Put(path+"/areas/PPQA", body{"scope": "na", "ratings": []body{}, "goals": []body{}}, apptest.IfMatch(etag)).Want(422).Rule("scopeReason"); got != "required" {
		t.Errorf("not applicable without a reason: %q", got)
	}
	twice := body{"scope": "in", "goals": []body{}, "ratings": []body{cell("SP1.1", "a", "NY"), cell("SP1.1", "a", "NY")}}
	if got := c.As("ict").Put(path+"/areas/PPQA", twice, apptest.IfMatch(etag)).Want(422).Rule("ratings[1].practice"); got != "duplicate" {
		t.Errorf("one cell twice: %q", got)
	}
}

// instancesAreKept: what is rated cannot be taken away, the rest of the frame is fixed.
func instancesAreKept(t *testing.T, c *apptest.City, path string) {
	t.Helper()
	now := c.As("ict").Get(path).Want(200)
	edit := body{
		"model": now.Str("model"), "kind": "assessor", "subject": "organisation", "sectionId": now.Str("sectionId"), "fiscalYear": now.Int("fiscalYear"),
		"note": "11月に現地確認", "dueOn": "2026-10-31", "instances": []body{{"key": "a", "kind": "support", "name": "税務課"}},
	}
	if got := c.As("ict").Put(path, edit, apptest.IfMatch(now.ETag)).Want(422).Rule("instances"); got != "rated" {
		t.Errorf("a rated instance was taken away: %q", got)
	}
	edit["instances"] = []body{{"key": "a", "kind": "support", "name": "税務課"}, {"key": "i1", "kind": "support", "name": "財務課"}}
	edit["fiscalYear"] = 2020
	if got := c.As("ict").Put(path, edit, apptest.IfMatch(now.ETag)).Want(422).Rule("fiscalYear"); got != "fixed" {
		t.Errorf("the year was moved: %q", got)
	}
	edit["fiscalYear"] = now.Int("fiscalYear")
	if res := c.As("ict").Put(path, edit, apptest.IfMatch(now.ETag)).Want(200); res.Str("note") != "11月に現地確認" || res.Len("instances") != 2 {
		t.Errorf("%s", res.Raw)
	}
}

// confirmedIsFrozen: neither the API nor a write past it changes what was confirmed.
func confirmedIsFrozen(t *testing.T, c *apptest.City, path string, res *apptest.Response) {
	t.Helper()
	ict := c.As("ict")
	put := body{"scope": "out", "ratings": []body{}, "goals": []body{}}
	for _, r := range []*apptest.Response{
		ict.Put(path+"/areas/PPQA", put, apptest.IfMatch(ict.Get(path+"/areas/PPQA").ETag)), ict.Post(path+"/submit", nil, apptest.IfMatch(res.ETag)),
		ict.Delete(path+"?reason=x", apptest.IfMatch(res.ETag)),
	} {
		if r.Status != http.StatusConflict || r.Str("params.reason") != "wrong_state" {
			t.Errorf("a confirmed appraisal changes: %d %s", r.Status, r.Raw)
		}
	}
	for _, sql := range []string{
		"UPDATE maturity_appraisals SET level = 5", "UPDATE maturity_areas SET capability = 5", "DELETE FROM maturity_appraisals",
	} {
		err := c.Store.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec(sql).Error })
		if err == nil {
			t.Errorf("%s went through", sql)
		}
	}
}

// TestModelsAreOpen: everyone reads the models.
func TestModelsAreOpen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		list := c.As("viewer").Get("/maturity/models").Want(200)
		if list.Len("items") != 4 || list.Str("items.0.id") != "CMMI-ACQ-V13" || list.Int("items.0.areas.0.top") != 3 {
			t.Errorf("%s", list.Raw)
		}
		one := c.As("viewer").Get("/maturity/models/CMMI-DEV-V13").Want(200)
		if one.Len("areas") != 22 || one.Str("areas.0.groups.0.practices.0.id") != "SP1.1" || one.Len("areas.0.groups") != 3 {
			t.Errorf("%.300s", one.Raw)
		}
		c.As("viewer").Get("/maturity/models/CMMI-NONE").Want(404)
	})
}
