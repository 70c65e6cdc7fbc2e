package logicmodels_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/logicmodels"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// as is the context in which a person of the test city acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

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

// TestFile brings a model out of the city and in again, unchanged and as a new one, with every decimal that a value may have.
func TestFile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		dataset := ict.Post("/datasets", map[string]any{"name": "電子申請の利用", "sectionId": c.Org("tax")}).Want(201)
		body := model(c, dataset.Str("id"))
		body["actuals"] = []any{map[string]any{"indicator": "K1", "fiscalYear": 2024, "value": 0.30000000000000004}, map[string]any{"indicator": "K1", "fiscalYear": 2025, "value": 1e-12 / 3}}
		m := ict.Post("/logic-models", body).Want(201)
		for _, lang := range []string{"ja", "en"} {
			var file bytes.Buffer
			if n, err := c.App.Imports.Export(as(t, c, "ict"), "logic_models", "csv", lang, &file); err != nil || n != 1 {
				t.Fatalf("exported %d: %v", n, err)
			}
			if again := apptest.Import(t, ict, "logic_models", file.String()); again.Int("counts.unchanged") != 1 || again.Int("counts.error") != 0 {
				t.Errorf("%s: %s", lang, again.Raw)
			}
			if lang == "en" {
				continue
			}
			copied := apptest.Import(t, ict, "logic_models", strings.Replace(file.String(), m.Str("code"), "L-COPY", 1))
			if copied.Int("counts.create") != 1 {
				t.Fatalf("%s", copied.Raw)
			}
			ict.Post("/imports/"+copied.Str("id")+"/commit", map[string]any{}, apptest.IfMatch(copied.ETag)).Want(200)
			if done := apptest.Settled(t, ict, copied.Str("id")); done.Str("state") != "committed" {
				t.Fatalf("%s", done.Raw)
			}
			id := ict.Get("/logic-models?q=L-COPY").Want(200).Str("items.0.id")
			if d := ict.Get("/logic-models/" + id).Want(200); d.Len("nodes") != 6 || d.Len("links") != 5 || !strings.Contains(string(d.Raw), "0.30000000000000004") || d.Str("datasets.0.id") != dataset.Str("id") {
				t.Errorf("%s", d.Raw)
			}
			ict.Delete("/logic-models/"+id+"?reason=x", apptest.IfMatch(ict.Get("/logic-models/"+id).ETag)).Want(204)
		}
		if bad := apptest.Import(t, ict, "logic_models", "コード,名称,所管所属\nL-9,x,nowhere\n"); bad.Int("counts.error") != 1 {
			t.Errorf("%s", bad.Raw)
		}
	})
}

// TestValuesAreBounded: a model takes as many values as its draft does, and no more by reporting them one by one.
func TestValuesAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		d := logicmodels.Draft{Code: "L-1", Name: "施策", SectionID: c.Org("tax"), Nodes: store.List[logicmodels.Node]{{Key: "C1", Stage: logicmodels.Initial, Text: "利用"}}}
		v := 1.0
		for _, key := range []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "a", "b"} {
			d.Indicators = append(d.Indicators, logicmodels.Indicator{Key: key, Node: "C1", Name: key, Direction: logicmodels.Increase})
			for fy := 1990; fy <= 2025 && len(d.Actuals) < 1000; fy++ {
				d.Actuals = append(d.Actuals, logicmodels.Actual{Indicator: key, FiscalYear: fy, Value: &v})
			}
		}
		m, err := c.App.LogicModels.Create(as(t, c, "ict"), d)
		if err != nil {
			t.Fatal(err)
		}
		path := "/logic-models/" + m.ID
		row := c.As("ict").Get(path).Want(200)
		report := func(key string, fy int) *apptest.Response {
			return c.As("ict").Post(path+"/actuals", map[string]any{"indicator": key, "fiscalYear": fy, "value": 2}, apptest.IfMatch(row.ETag))
		}
		report("b", 2025).WantCode("conflict")
		report("A", 1990).Want(200) // another value for a year that has one
	})
}
