package projects_test

import (
	"net/url"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// body is a valid project of the tax section, led by pm.
func body(c *apptest.City, code string, change ...map[string]any) map[string]any {
	b := map[string]any{
		"code": code, "name": "税務システム更改", "kana": "ぜいむしすてむこうかい", "nameEn": "Tax system renewal", "purpose": "機器更新にあわせた再構築",
		"applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
		"buildCost": 40_000_000, "runCost": 10_000_000, "riskLevel": "low", "startOn": "2026-04-01", "finishOn": "2027-03-31",
	}
	for _, m := range change {
		for k, v := range m {
			b[k] = v
		}
	}
	return b
}

// system registers a system of the tax section.
func system(c *apptest.City, code string, change map[string]any) string {
	b := map[string]any{"code": code, "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation"}
	for k, v := range change {
		b[k] = v
	}
	return c.As("ict").Post("/systems", b).Want(201).Str("id")
}

func create(c *apptest.City, code string, change ...map[string]any) *apptest.Response {
	return c.As("pm").Post("/projects", body(c, code, change...)).Want(201)
}

// act posts a transition with the version just read.
func act(c *apptest.City, login, path, verb string, in any) *apptest.Response {
	return c.As(login).Post(path+"/"+verb, in, apptest.IfMatch(c.As("ict").Get(path).Want(200).ETag))
}

func because(reason string) string { return "?reason=" + url.QueryEscape(reason) }

func TestProjectIsCreatedReadAndChanged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		core := system(c, "S-1", map[string]any{"core": true})
		res := create(c, "P-1", map[string]any{"memberIds": []string{c.Person("viewer")}})
		path := "/projects/" + res.Str("id")
		for field, want := range map[string]string{
			"state": "draft", "tier": "B", "tierReasons.0.code": "cost_tier_b", "nextGate": "G1", "gates.0.gate": "G1",
			"applicantName": "税務課", "manager.name": "税務システム担当係長", "head.name": "税務課長", "members.0.nameEn": "viewer", "declaredHealth": "",
		} {
			if got := res.Str(field); got != want {
				t.Errorf("%s is %q, want %q", field, got, want)
			}
		}
		if res.Int("totalCost") != 50_000_000 || res.Len("gates") != 5 || res.ETag != `"1"` || res.Get("slipDays") != nil {
			t.Errorf("cost %d, gates %d, etag %s, slip %v", res.Int("totalCost"), res.Len("gates"), res.ETag, res.Get("slipDays"))
		}

		same := c.As("pm").Put(path, body(c, "P-1", map[string]any{"memberIds": []string{c.Person("viewer")}}), apptest.IfMatch(res.ETag)).Want(200)
		if same.ETag != res.ETag {
			t.Errorf("nothing was changed, but the version went from %s to %s", res.ETag, same.ETag)
		}
		next := c.As("head").Put(path, body(c, "P-1", map[string]any{"systemIds": []string{core}, "reason": "対象システムを追加"}), apptest.IfMatch(res.ETag)).Want(200)
		if next.Str("tier") != "A" || next.Str("tierReasons.0.code") != "core_system" || next.Str("nextGate") != "G0" || next.Len("gates") != 7 {
			t.Errorf("a core system makes tier A with all gates: %s %s %s %d", next.Str("tier"), next.Str("tierReasons.0.code"), next.Str("nextGate"), next.Len("gates"))
		}
		if next.Str("systems.0.code") != "S-1" || next.Len("members") != 0 {
			t.Errorf("systems %v, members %v", next.Get("systems"), next.Get("members"))
		}
		if got := c.As("pm").Get("/systems/" + core).Want(200); got.Str("projects.0.code") != "P-1" {
			t.Errorf("the system does not show its project: %v", got.Get("projects"))
		}
		if got := c.As("otherpm").Get("/systems/" + core).Want(200); got.Len("projects") != 0 {
			t.Errorf("another section sees the project through the system: %v", got.Get("projects"))
		}

		stale := c.As("pm").Put(path, body(c, "P-1"), apptest.IfMatch(res.ETag)).Want(412).WantCode("stale")
		if stale.Str("current.tier") != "A" || stale.Int("current.version") != 2 {
			t.Errorf("the present state is missing: %s", stale.Raw)
		}
		c.As("pm").Put(path, body(c, "P-1")).Want(428)

		events := c.As("auditor").Get(path + "/history").Want(200)
		if events.Str("items.0.reason") != "対象システムを追加" || events.Str("items.0.actor.postTitle") != "税務課長" || events.Str("items.1.action") != "create" {
			t.Errorf("history %s", events.Raw)
		}
	})
}

func TestProjectInputIsChecked(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		create(c, "P-1")
		nobody := "00000000-0000-7000-8000-000000000000"
		for _, x := range []struct {
			change      map[string]any
			field, rule string
		}{
			{map[string]any{"code": ""}, "code", "required"},
			{map[string]any{"code": "P-1"}, "code", "duplicate"},
			{map[string]any{"name": strings.Repeat("長", 201)}, "name", "max"},
			{map[string]any{"applicantId": ""}, "applicantId", "required"},
			{map[string]any{"managerId": nil}, "managerId", "required"},
			{map[string]any{"managerId": nobody}, "managerId", "not_found"},
			{map[string]any{"headId": nobody}, "headId", "not_found"},
			{map[string]any{"memberIds": []string{c.Person("pm"), nobody}}, "memberIds[1]", "not_found"},
			{map[string]any{"memberIds": []string{c.Person("pm"), c.Person("pm")}}, "memberIds[1]", "duplicate"},
			{map[string]any{"systemIds": []string{nobody}}, "systemIds[0]", "not_found"},
			{map[string]any{"finishOn": "2026-03-31"}, "finishOn", "date_order"},
			{map[string]any{"riskLevel": "huge"}, "riskLevel", "oneof"},
			{map[string]any{"buildCost": -1}, "buildCost", "min"},
			{map[string]any{"buildCost": int64(1)<<53 - 1, "runCost": 1}, "runCost", "max"},
			{map[string]any{"buildCost": "5億円"}, "buildCost", "type"},
			{map[string]any{"tier": "C"}, "tier", "unknown_field"},
		} {
			res := c.As("pm").Post("/projects", body(c, "P-X", x.change)).WantCode("invalid")
			if got := res.Rule(x.field); got != x.rule {
				t.Errorf("%v: field %s broke %q, want %q: %s", x.change, x.field, got, x.rule, res.Raw)
			}
		}
		c.As("ict").Post("/projects", body(c, "P-X", map[string]any{"applicantId": nobody})).WantCode("invalid")
		c.As("pm").Get("/projects?sort=tier").WantCode("invalid")
		c.As("pm").Get("/projects?colour=red").WantCode("invalid")
		c.As("pm").Get("/projects?reportStale=maybe").WantCode("invalid")
		if n := c.As("ict").Get("/projects").Int("total"); n != 1 {
			t.Errorf("%d projects after refused ones, want 1", n)
		}
	})
}

func TestProjectMayBeReadAndChangedByRole(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		res := create(c, "P-1")
		path := "/projects/" + res.Str("id")
		readers := map[string]bool{
			"admin": true, "ict": true, "ictstaff": true, "pm": true, "head": true, "reviewer": true, "executive": true,
			"auditor": true, "viewer": true, "otherpm": false, "otherhead": false,
		}
		writers := map[string]bool{"ict": true, "ictstaff": true, "pm": true, "head": true}
		reporters := map[string]bool{"pm": true, "head": true}
		report := map[string]any{"asOf": "2026-06-04", "overall": "green", "scope": "green", "schedule": "green", "cost": "green", "quality": "green", "risk": "green", "summary": "順調"}
		for login, reads := range readers {
			cl := c.As(login)
			want := map[bool]int{true: 200, false: 403}[reads]
			for _, p := range []string{"", "/milestones", "/reports", "/risks", "/history"} {
				cl.Get(path + p).Want(want)
			}
			if n := cl.Get("/projects").Want(200).Int("total"); n != map[bool]int{true: 1}[reads] {
				t.Errorf("%s lists %d projects", login, n)
			}
			if n := cl.Get("/projects/facets").Want(200).Int("tier.B"); n != map[bool]int{true: 1}[reads] {
				t.Errorf("%s counts %d projects", login, n)
			}
			if !writers[login] {
				for _, try := range []*apptest.Response{
					cl.Put(path, body(c, "P-1", map[string]any{"name": "x"}), apptest.IfMatch(`"1"`)),
					cl.Put(path, body(c, "P-1"), apptest.IfMatch(`"99"`)),
					cl.Post(path+"/milestones", map[string]any{"name": "x"}),
					cl.Post(path+"/risks", map[string]any{"kind": "risk", "title": "x", "impact": 1, "likelihood": 1, "state": "open"}),
					cl.Post(path+"/activate", nil, apptest.IfMatch(`"1"`)),
				} {
					if try.Want(403).WantCode("forbidden"); try.Get("current") != nil {
						t.Errorf("%s learns the record from a refusal", login)
					}
				}
			}
			if !reporters[login] {
				cl.Post(path+"/reports", report).Want(403)
				cl.Post(path+"/execution", nil, apptest.IfMatch(`"1"`)).Want(403)
				cl.Post(path+"/complete", nil, apptest.IfMatch(`"1"`)).Want(403)
				cl.Post(path+"/stop", map[string]any{"reason": "x"}, apptest.IfMatch(`"1"`)).Want(403)
			}
			if login != "ict" && login != "ictstaff" {
				cl.Delete(path+because("x"), apptest.IfMatch(`"1"`)).Want(403)
			}
		}
		for _, login := range []string{"admin", "reviewer", "executive", "auditor", "viewer", "otherpm", "otherhead"} {
			c.As(login).Post("/projects", body(c, "P-2")).Want(403)
		}
		refused := c.As("otherpm").Put(path, body(c, "P-1"), apptest.IfMatch(`"1"`)).Want(403)
		if refused.Str("params.missed.0") == "" || refused.Len("params.posts") == 0 {
			t.Errorf("the refusal says neither what missed nor who could: %s", refused.Raw)
		}
		c.Anonymous().Get(path).Want(401)
		if now := c.As("ict").Get(path); now.ETag != `"1"` {
			t.Errorf("a forbidden write left version %s", now.ETag)
		}
	})
}

func TestProjectIsOwnAcrossSections(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		res := create(c, "P-1", map[string]any{"memberIds": []string{c.Person("otherpm")}})
		create(c, "P-2")
		path := "/projects/" + res.Str("id")
		list := c.As("otherpm").Get("/projects?q=P-").Want(200)
		if list.Int("total") != 1 || list.Str("items.0.code") != "P-1" {
			t.Errorf("a member of another section lists %s", list.Raw)
		}
		if n := c.As("otherpm").Get("/projects?q=P-2").Want(200).Int("total"); n != 0 {
			t.Errorf("a filter widens what a member sees: %d", n)
		}
		// A member hands over his own place: his right to the record before the change counts.
		c.As("otherpm").Put(path, body(c, "P-1"), apptest.IfMatch(res.ETag)).Want(200)
		c.As("otherpm").Get(path).Want(403)
		moved := body(c, "P-2", map[string]any{"applicantId": c.Org("registry")})
		two := c.As("pm").Get("/projects?q=P-2").Str("items.0.id")
		c.As("head").Put("/projects/"+two, moved, apptest.IfMatch(`"1"`)).Want(403) // not a section of his
		c.As("pm").Put("/projects/"+two, moved, apptest.IfMatch(`"1"`)).Want(200)   // his own, wherever it goes
		c.As("head").Put("/projects/"+two, body(c, "P-2"), apptest.IfMatch(`"2"`)).Want(403)
	})
}

func TestProjectPostIsMadeOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		key := apptest.Header("Idempotency-Key", "form-1")
		first := c.As("pm").Post("/projects", body(c, "P-1"), key).Want(201)
		again := c.As("pm").Post("/projects", body(c, "P-1"), key).Want(201)
		if first.Str("id") != again.Str("id") || again.Header.Get("Idempotency-Replayed") != "true" || c.As("pm").Get("/projects").Int("total") != 1 {
			t.Errorf("%s and %s", first.Str("id"), again.Str("id"))
		}
		c.As("pm").Post("/projects", body(c, "P-2"), key).WantCode("invalid")
		path := "/projects/" + first.Str("id") + "/milestones"
		for range 2 {
			c.As("pm").Post(path, map[string]any{"name": "契約"}, apptest.Header("Idempotency-Key", "form-2")).Want(201)
		}
		if n := c.As("pm").Get(path).Int("total"); n != 1 {
			t.Errorf("%d milestones, want 1", n)
		}
	})
}

func TestListsSayWhatTheCallerMayChange(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		made := c.As("pm").Post("/projects", body(c, "P-CAN")).Want(201)
		for login, want := range map[string]bool{"pm": true, "head": true, "ict": true, "auditor": false, "executive": false} {
			list := c.As(login).Get("/projects?q=P-CAN").Want(200)
			if got := list.Bool("items.0.can.update.allowed"); got != want {
				t.Errorf("%s: update allowed %v, want %v: %s", login, got, want, list.Raw)
			}
			detail := c.As(login).Get("/projects/" + made.Str("id")).Want(200)
			if detail.Bool("can.update.allowed") != want {
				t.Errorf("%s: list and detail differ", login)
			}
		}
	})
}
