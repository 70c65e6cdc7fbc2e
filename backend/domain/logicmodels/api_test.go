package logicmodels_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// model is a logic model of the tax section with one outcome that nothing measures yet.
func model(c *apptest.City, dataset string) map[string]any {
	node := func(key, stage, text string) map[string]any {
		return map[string]any{"key": key, "stage": stage, "text": text}
	}
	link := func(from, to string) map[string]any { return map[string]any{"from": from, "to": to} }
	return map[string]any{
		"name": "証明書のオンライン交付", "sectionId": c.Org("tax"), "theme": "online_procedures", "evidence": "来庁者調査", "because": "窓口が混む", "therefore": "来庁を減らす",
		"nodes": []any{
			node("I1", "input", "予算"), node("A1", "activity", "構築"), node("O1", "output", "対象手続"), node("C1", "initial", "利用"), node("C2", "final", "来庁の減少"), node("M1", "impact", "便利なまち"),
		},
		"links": []any{link("I1", "A1"), link("A1", "O1"), link("O1", "C1"), link("C1", "C2"), link("C2", "M1")},
		"indicators": []any{
			map[string]any{"key": "K1", "node": "C1", "name": "利用率", "unit": "%", "direction": "increase", "baseline": 10, "baselineYear": 2024, "target": 50, "targetYear": 2028, "datasetId": dataset},
		},
	}
}

// TestLife follows a model from its first drawing to its end.
func TestLife(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, head := c.As("pm"), c.As("head")
		dataset := pm.Post("/datasets", map[string]any{"name": "電子申請の利用", "sectionId": c.Org("tax")}).Want(201)
		m := pm.Post("/logic-models", model(c, dataset.Str("id"))).Want(201)
		path := "/logic-models/" + m.Str("id")
		if m.Str("code") != "L0001" || m.Int("gapCount") != 1 || m.Str("gaps.0.rule") != "no_indicator" || m.Str("gaps.0.node") != "C2" || m.Str("datasets.0.id") != dataset.Str("id") {
			t.Fatalf("%s", m.Raw)
		}
		if d := pm.Get("/datasets/" + dataset.Str("id")).Want(200); d.Str("policies.0.code") != "L0001" {
			t.Errorf("%s", d.Raw)
		}
		c.As("ict").Delete("/datasets/"+dataset.Str("id")+"?reason=x", apptest.IfMatch(dataset.ETag)).WantCode("conflict")
		body := model(c, dataset.Str("id"))
		body["indicators"].([]any)[0].(map[string]any)["targetYear"] = 2023
		if r := pm.Put(path, body, apptest.IfMatch(m.ETag)).Want(422); r.Rule("indicators[0].targetYear") != "target_before_baseline" {
			t.Errorf("%s", r.Raw)
		}
		body = model(c, "")
		delete(body["indicators"].([]any)[0].(map[string]any), "datasetId")
		body["indicators"] = append(body["indicators"].([]any), map[string]any{
			"key": "K2", "node": "C2", "name": "来庁者数", "direction": "decrease", "baseline": 1000, "baselineYear": 2024, "target": 600, "targetYear": 2028, "datasetId": dataset.Str("id"),
		})
		c.As("otherpm").Put(path, body, apptest.IfMatch(m.ETag)).WantCode("forbidden")
		m = pm.Put(path, body, apptest.IfMatch(m.ETag)).Want(200)
		if m.Int("gapCount") != 0 || m.Len("datasets") != 1 {
			t.Errorf("%s", m.Raw)
		}
		verdict := map[string]any{"verdict": "continue", "reason": "順調", "nextDueOn": "2027-06-01"}
		if r := head.Post(path+"/reviews", verdict, apptest.IfMatch(m.ETag)).Want(422); r.Rule("verdict") != "nothing_measured" {
			t.Errorf("nothing is measured: %s", r.Raw)
		}
		value := map[string]any{"indicator": "K2", "fiscalYear": 2025, "value": 800}
		c.As("viewer").Post(path+"/actuals", value, apptest.IfMatch(m.ETag)).WantCode("forbidden")
		for field, bad := range map[string]map[string]any{"indicator": {"indicator": "X", "fiscalYear": 2025, "value": 1}, "fiscalYear": {"indicator": "K2", "fiscalYear": 2030, "value": 1}, "value": {"indicator": "K2", "fiscalYear": 2025}} {
			if r := pm.Post(path+"/actuals", bad, apptest.IfMatch(m.ETag)).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		m = pm.Post(path+"/actuals", map[string]any{"indicator": "K2", "fiscalYear": 2025, "value": 900}, apptest.IfMatch(m.ETag)).Want(200)
		m = pm.Post(path+"/actuals", value, apptest.IfMatch(m.ETag)).Want(200)
		if m.Len("actuals") != 1 || m.Int("measured.1.achievement") != 50 || m.Int("measured.1.expected") != 900 || m.Int("measuredCount") != 1 || m.Int("reachedCount") != 0 {
			t.Errorf("%s", m.Raw)
		}
		pm.Post(path+"/reviews", verdict, apptest.IfMatch(m.ETag)).WantCode("forbidden")
		for field, bad := range map[string]map[string]any{
			"next": {"verdict": "improve", "reason": "x", "nextDueOn": "2027-06-01"}, "nextDueOn": {"verdict": "continue", "reason": "x", "nextDueOn": "2026-06-04"}, "reason": {"verdict": "end"},
		} {
			if r := head.Post(path+"/reviews", bad, apptest.IfMatch(m.ETag)).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		verdict["nextDueOn"] = "2026-06-20"
		m = head.Post(path+"/reviews", verdict, apptest.IfMatch(m.ETag)).Want(200)
		if m.Str("verdict") != "continue" || m.Str("reviewDueOn") != "2026-06-20" {
			t.Errorf("%s", m.Raw)
		}
		if w := head.Get("/me/work").Want(200); w.Str("due.0.kind") != "logic_review_due" {
			t.Errorf("%s", w.Raw)
		}
		apptest.CheckFigures(t, head, "/logic-models/summary")
		apptest.CheckFacets(t, head, "/logic-models", "")
		m = head.Post(path+"/reviews", map[string]any{"verdict": "end", "reason": "目的を達した"}, apptest.IfMatch(m.ETag)).Want(200)
		head.Post(path+"/reviews", verdict, apptest.IfMatch(m.ETag)).WantCode("conflict")
		reviews := pm.Get(path + "/reviews").Want(200)
		if reviews.Len("items") != 2 || reviews.Str("items.1.lines.1.name") != "来庁者数" || reviews.Int("items.1.lines.1.actual") != 800 {
			t.Errorf("%s", reviews.Raw)
		}
		if h := pm.Get(path + "/history").Want(200); h.Str("items.0.action") == "" {
			t.Errorf("%s", h.Raw)
		}
		head.Delete(path+"?reason=重複", apptest.IfMatch(m.ETag)).WantCode("forbidden")
		c.As("ict").Delete(path+"?reason=重複", apptest.IfMatch(m.ETag)).Want(204)
	})
}
