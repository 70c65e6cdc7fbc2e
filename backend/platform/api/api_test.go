package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

func draft(c *apptest.City, code string) map[string]any {
	return map[string]any{
		"code": code, "name": "収納システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
	}
}

func TestTheDoorAnswersWithProblems(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		made := pm.Post("/systems", draft(c, "SYS-1")).Want(http.StatusCreated)
		path := "/systems/" + made.Str("id")
		big := `{"code":"` + strings.Repeat("x", 1<<20) + `"}`
		for name, x := range map[string]struct {
			got   *apptest.Response
			code  fault.Code
			field string // field:rule
		}{
			"unknown record":           {pm.Get("/systems/nobody"), fault.NotFound, ""},
			"unknown route":            {pm.Get("/nothing"), fault.NotFound, ""},
			"unknown method":           {pm.Do("PATCH", "/systems", nil), fault.MethodNotAllowed, ""},
			"no session":               {c.Anonymous().Get(path), fault.Unauthenticated, ""},
			"no If-Match":              {pm.Put(path, draft(c, "SYS-1")), fault.PreconditionRequired, ""},
			"a text as If-Match":       {pm.Put(path, draft(c, "SYS-1"), apptest.IfMatch(`"x"`)), fault.Invalid, "header.If-Match:format"},
			"version zero":             {pm.Put(path, draft(c, "SYS-1"), apptest.IfMatch(`"0"`)), fault.Invalid, "header.If-Match:format"},
			"any version":              {pm.Put(path, draft(c, "SYS-1"), apptest.IfMatch(`*`)), fault.Invalid, "header.If-Match:format"},
			"a future version":         {pm.Put(path, draft(c, "SYS-1"), apptest.IfMatch(`"7"`)), fault.Stale, ""},
			"no body":                  {pm.Post("/systems", nil), fault.Malformed, ""},
			"half a body":              {pm.Post("/systems", `{"code":`), fault.Malformed, ""},
			"a form":                   {pm.Do("POST", "/systems", "code=1", apptest.Header("Content-Type", "application/x-www-form-urlencoded")), fault.Unsupported, ""},
			"plain text":               {pm.Do("POST", "/systems", "{}", apptest.Header("Content-Type", "text/plain")), fault.Unsupported, ""},
			"too large a body":         {pm.Post("/systems", big), fault.TooLarge, ""},
			"too large with a key":     {pm.Post("/systems", big, apptest.Header("Idempotency-Key", "big")), fault.TooLarge, ""},
			"an unknown parameter":     {pm.Get("/systems?nope=1"), fault.Invalid, "query.nope:unknown_field"},
			"a text as limit":          {pm.Get("/systems?limit=ten"), fault.Invalid, "query.limit:type"},
			"too high a limit":         {pm.Get("/systems?limit=201"), fault.Invalid, "query.limit:max"},
			"a negative page":          {pm.Get("/systems?page=-1"), fault.Invalid, "query.page:min"},
			"an unknown sort":          {pm.Get("/systems?sort=password"), fault.Invalid, "query.sort:oneof"},
			"SQL as sort":              {pm.Get("/systems?sort=code%3B--"), fault.Invalid, "query.sort:oneof"},
			"a query that is cut":      {pm.Get("/systems?phase=build;x"), fault.Malformed, ""},
			"a bad escape":             {pm.Get("/systems?phase=%zz"), fault.Malformed, ""},
			"a broken cursor":          {pm.Get("/systems?cursor=x"), fault.Invalid, "query.cursor:format"},
			"no day as filter":         {pm.Get("/systems?eolBefore=2026-02-30"), fault.Invalid, "query.eolBefore:type"},
			"a nested field":           {pm.Post("/systems", `{"components":[{"name":"a"},{"name":1}]}`), fault.Invalid, "components[1].name:type"},
			"a nested unknown field":   {pm.Post("/systems", `{"components":[{"nom":"a"}]}`), fault.Invalid, "components[0].nom:unknown_field"},
			"a nested day":             {pm.Post("/systems", `{"phases":[{"phase":"build","from":"R8.4.1"}]}`), fault.Invalid, "phases[0].from:format"},
			"too long a key":           {pm.Post("/systems", draft(c, "SYS-2"), apptest.Header("Idempotency-Key", strings.Repeat("k", 101))), fault.Invalid, "header.Idempotency-Key:max"},
			"Authorization, no cookie": {pm.Get(path, apptest.Header("Authorization", "Bearer x")), fault.Unauthenticated, ""},
		} {
			got := x.got
			if got.Code != string(x.code) || got.Status != x.code.Status() || got.Int("status") != got.Status ||
				got.Header.Get("Content-Type") != "application/problem+json" || got.Str("traceId") == "" || got.Str("traceId") != got.Header.Get("X-Request-Id") {
				t.Errorf("%s: %d %s", name, got.Status, got.Raw)
			}
			if field, rule, _ := strings.Cut(x.field, ":"); field != "" && got.Rule(field) != rule {
				t.Errorf("%s: no %s in %s", name, x.field, got.Raw)
			}
			if bytes.Contains(bytes.ToLower(got.Raw), []byte("sql")) || bytes.Contains(got.Raw, []byte("goroutine")) {
				t.Errorf("%s tells of the inside: %s", name, got.Raw)
			}
		}
		if n := pm.Get("/systems").Int("total"); n != 1 {
			t.Errorf("%d systems after refused requests, want 1", n)
		}
	})
}

func TestOddTextIsNobodysInternalError(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		odd := []string{"%00", "a%00b", "%ff", "%e3%81", "%F0%9F%98%80", "%27%20OR%201=1--", "%5C", "%25", "_", strings.Repeat("a", 200)}
		for _, x := range odd {
			for _, path := range []string{"/systems?q=%s", "/systems?phase=%s", "/systems?ownerId=%s", "/systems?cursor=%s", "/systems?sort=%s", "/systems/%s", "/systems/%s/history"} {
				if res := pm.Get(fmt.Sprintf(path, x)); res.Status >= 500 {
					t.Errorf("GET "+path+": %d %s", x, res.Status, res.Raw)
				}
			}
		}
	})
}

func TestRepeatedRequestsWriteOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, ict, key := c.As("pm"), c.As("ict"), apptest.Header("Idempotency-Key", "form-1")
		first := pm.Post("/systems", draft(c, "SYS-1"), key).Want(http.StatusCreated)
		again := pm.Post("/systems", draft(c, "SYS-1"), key).Want(http.StatusCreated)
		if !bytes.Equal(first.Raw, again.Raw) || again.ETag != first.ETag || again.Header.Get("Idempotency-Replayed") != "true" || first.Header.Get("Idempotency-Replayed") != "" {
			t.Errorf("the repeated request was answered otherwise:\n%s\n%s", first.Raw, again.Raw)
		}
		// Another person's key of the same name is another key; a refused request leaves its key free.
		ict.Post("/systems", draft(c, "SYS-2"), key).Want(http.StatusCreated)
		bad := draft(c, "SYS-3")
		bad["kind"] = "?"
		refused := apptest.Header("Idempotency-Key", "form-2")
		pm.Post("/systems", bad, refused).Want(http.StatusUnprocessableEntity)
		pm.Post("/systems", draft(c, "SYS-3"), refused).Want(http.StatusCreated)
		// The program died between the write and its answer.
		lost := apptest.Header("Idempotency-Key", "form-3")
		pm.Post("/systems", draft(c, "SYS-4"), lost).Want(http.StatusCreated)
		err := c.Store.KeepAnswer(t.Context(), store.Key{Person: c.Person("pm"), Key: "form-3"}, store.Answer{})
		if err != nil {
			t.Fatal(err)
		}
		if res := pm.Post("/systems", draft(c, "SYS-4"), lost).Want(http.StatusConflict); res.Str("params.reason") != "already_done" {
			t.Errorf("a lost answer: %s", res.Raw)
		}
		if n := pm.Get("/systems").Int("total"); n != 4 {
			t.Errorf("%d systems, want 4", n)
		}
	})
}

func TestTheContractStatesWhatTheDoorKeeps(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		if c.DB.Name != "sqlite" {
			t.Skip("the contract follows from Go types: once is enough")
		}
		doc := c.Anonymous().Get("/openapi.json").Want(http.StatusOK)
		if doc.Str("openapi") != "3.1.0" {
			t.Errorf("openapi %q", doc.Str("openapi"))
		}
		paths, _ := doc.Get("paths").(map[string]any)
		seen := 0
		for path, item := range paths {
			for method, op := range item.(map[string]any) {
				operation, isOperation := op.(map[string]any)
				if !isOperation {
					continue
				}
				seen++
				perm, _ := operation["x-permission"].(string)
				if !slices.Contains(c.App.Router.Permissions(), perm) || !strings.Contains(perm, ":") {
					t.Errorf("%s %s has no permission: %q", method, path, perm)
				}
				if _, hasBody := operation["requestBody"]; method == "get" && hasBody {
					t.Errorf("%s %s takes a body", method, path)
				}
			}
		}
		if seen < 20 {
			t.Errorf("only %d operations", seen)
		}
		limit := doc.Get("components.schemas.SystemsDraft.properties.code.maxLength")
		if doc.Get("components.schemas.SystemsDraft") != nil && fmt.Sprint(limit) != "40" {
			t.Errorf("the contract does not state the limit of a code: %v", limit)
		}
		if text := string(doc.Raw); strings.Contains(text, "unpkg") || strings.Contains(text, "cdn") {
			t.Error("the contract names an address elsewhere")
		}
		if err := c.App.Router.Settle(); err != nil {
			t.Fatal(err)
		}
		// The client unpacks by itself what it did not ask for in words.
		for _, options := range [][]apptest.Option{nil, {apptest.Header("Accept-Encoding", "identity")}} {
			kept := c.Anonymous().Get("/openapi.json", options...).Want(http.StatusOK)
			if !bytes.Equal(kept.Raw, doc.Raw) {
				t.Error("a settled router tells another contract")
			}
		}
		// Reads and writes go on as before: what bodies are checked against was not let go of.
		body := map[string]any{"code": "SYS-S", "name": "税務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation"}
		made := c.As("ict").Post("/systems", body).Want(http.StatusCreated)
		c.As("ict").Get("/systems").Want(http.StatusOK)
		body["name"] = "税務の新しいシステム"
		path := "/systems/" + made.Str("id")
		if r := c.As("ict").Put(path, body, apptest.IfMatch(made.ETag)).Want(http.StatusOK); r.Str("name") != body["name"] {
			t.Errorf("%s", r.Raw)
		}
		c.As("ict").Put(path, body, apptest.IfMatch(made.ETag)).WantCode("stale")
		body["kind"] = "no such kind"
		if r := c.As("ict").Post("/systems", body).Want(http.StatusUnprocessableEntity); r.Rule("kind") == "" {
			t.Errorf("%s", r.Raw)
		}
		c.As("ict").Post("/systems", map[string]any{"unknown": true}).WantCode("invalid")
	})
}
