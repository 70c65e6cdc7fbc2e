package systems_test

import (
	"net/http"
	"testing"

	"miotsukushi/backend/app/apptest"
)

func draft(c *apptest.City, code string) map[string]any {
	return map[string]any{
		"code": code, "name": "税務事務システム", "kana": "ぜいむじむ", "ownerId": c.Org("tax"), "kind": "package",
		"networkZone": "my_number", "criticality": "critical", "citizenFacing": true, "core": true, "phase": "operation",
		"phases":     []map[string]any{{"phase": "build", "from": "2018-04-01", "to": "2019-12-31"}, {"phase": "operation", "from": "2020-01-01"}},
		"components": []map[string]any{{"name": "PostgreSQL", "version": "15", "kind": "database", "eolMainstream": "2027-11-11", "checkedOn": "2026-01-10"}},
		"functions":  []string{"税額計算", "収納管理"},
	}
}

func TestRegisterLifeOfASystem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		made := pm.Post("/systems", draft(c, "SYS-1")).Want(http.StatusCreated)
		if made.ETag != `"1"` || made.Str("ownerName") != "税務課" || made.Str("freshness") != "fresh" {
			t.Fatalf("created: %s", made.Raw)
		}
		if facets := pm.Get("/systems/facets").Want(http.StatusOK); facets.Int("freshness.fresh") != pm.Get("/systems?freshness=fresh").Int("total") {
			t.Fatalf("the counts differ from the list: %s", facets.Raw)
		}
		path := "/systems/" + made.Str("id")
		body := draft(c, "SYS-1")
		body["name"] = "税務事務システム（新）"
		body["reason"] = "名称変更"
		put := pm.Put(path, body, apptest.IfMatch(made.ETag)).Want(http.StatusOK)
		if put.ETag != `"2"` || put.Str("name") != "税務事務システム（新）" {
			t.Fatalf("updated: %s", put.Raw)
		}
		stale := pm.Put(path, body, apptest.IfMatch(`"1"`)).Want(http.StatusPreconditionFailed).WantCode("stale")
		if stale.Str("current.name") != "税務事務システム（新）" {
			t.Fatalf("a stale edit must show the present record: %s", stale.Raw)
		}
		pm.Put(path, body).Want(http.StatusPreconditionRequired)
		events := c.As("auditor").Get(path + "/history").Want(http.StatusOK)
		if events.Len("items") != 2 || events.Str("items.0.reason") != "名称変更" || events.Str("items.0.changes.0.field") != "name" {
			t.Fatalf("history: %s", events.Raw)
		}
		pm.Delete(path+"?reason=x", apptest.IfMatch(`"2"`)).WantCode("forbidden")
		c.As("ict").Delete(path+"?reason=重複", apptest.IfMatch(`"2"`)).Want(http.StatusNoContent)
		pm.Get(path).WantCode("not_found")
	})
}

func TestWhoMayWriteASystem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for login, want := range map[string]int{
			"pm": 201, "head": 201, "ict": 201, "otherpm": 403, "viewer": 403, "auditor": 403, "executive": 403, "reviewer": 403, "admin": 403,
		} {
			res := c.As(login).Post("/systems", draft(c, "SYS-"+login)).Want(want)
			if want == 403 && (res.Code != "forbidden" || res.Len("params.missed") == 0 || res.Int("params.rule") == 0) {
				t.Errorf("%s: a refusal must explain itself: %s", login, res.Raw)
			}
		}
		c.Anonymous().Get("/systems").WantCode("unauthenticated")
	})
}

func TestABadSystemNamesItsFields(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		body := draft(c, "SYS-1")
		body["kind"] = "mainframe"
		body["ownerId"] = ""
		body["components"] = []map[string]any{{"version": "1"}}
		body["phases"] = []map[string]any{{"phase": "build", "from": "2020-01-01", "to": "2019-01-01"}}
		res := pm.Post("/systems", body).Want(http.StatusUnprocessableEntity)
		for field, rule := range map[string]string{"kind": "oneof", "ownerId": "required", "components[0].name": "required", "phases[0].to": "date_order"} {
			if res.Rule(field) != rule {
				t.Errorf("%s: rule %q, want %q: %s", field, res.Rule(field), rule, res.Raw)
			}
		}
		if n := pm.Get("/systems").Int("total"); n != 0 {
			t.Errorf("bad input changed something: %d systems", n)
		}
		pm.Post("/systems", draft(c, "SYS-1")).Want(http.StatusCreated)
		if rule := pm.Post("/systems", draft(c, "SYS-1")).Want(422).Rule("code"); rule != "duplicate" {
			t.Errorf("a second SYS-1: rule %q", rule)
		}
		for _, raw := range []string{`{"code":"a","code":"b"}`, `{"nope":1}`, `{"code":1}`, `[]`, `null`, `{`, `{} {}`} {
			if res := pm.Post("/systems", raw); res.Status < 400 || res.Status >= 500 {
				t.Errorf("%s: status %d", raw, res.Status)
			}
		}
	})
}

func TestIdempotentCreate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, key := c.As("pm"), apptest.Header("Idempotency-Key", "form-1")
		first := pm.Post("/systems", draft(c, "SYS-1"), key).Want(201)
		again := pm.Post("/systems", draft(c, "SYS-1"), key).Want(201)
		if first.Str("id") != again.Str("id") || again.ETag != first.ETag {
			t.Fatalf("the repeated request was not answered as the first: %s", again.Raw)
		}
		if rule := pm.Post("/systems", draft(c, "SYS-2"), key).Want(422).Rule("header.Idempotency-Key"); rule != "reused" {
			t.Fatalf("another request under the same key: rule %q", rule)
		}
	})
}
