package auth_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// bearer sends a key instead of the session's cookie.
func bearer(key string) apptest.Option { return apptest.Header("Authorization", "Bearer "+key) }

func tokenDraft(scopes ...string) body {
	return body{"label": "夜間の集計", "scopes": scopes, "expiresOn": "2026-09-30", "password": apptest.Password}
}

func makeToken(c *apptest.City, login string, scopes ...string) (id, key string) {
	c.T.Helper()
	made := c.As(login).Post("/tokens", tokenDraft(scopes...)).Want(http.StatusCreated)
	return made.Str("id"), made.Str("key")
}

func TestTheLifeOfAToken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		cl, program := c.As("pm"), c.Anonymous()
		made := cl.Post("/tokens", tokenDraft("systems:read", "systems:read"), apptest.Header("Idempotency-Key", "k1")).Want(http.StatusCreated)
		id, key := made.Str("id"), made.Str("key")
		if !strings.HasPrefix(key, "mio_pat_") || len(key) != 51 || !strings.HasSuffix(key, made.Str("ending")) || made.Len("scopes") != 1 {
			t.Errorf("made: %s", made.Raw)
		}
		// A lost answer is not told again: the key stands nowhere.
		if again := cl.Post("/tokens", tokenDraft("systems:read", "systems:read"), apptest.Header("Idempotency-Key", "k1")); strings.Contains(string(again.Raw), key) {
			t.Errorf("told twice: %s", again.Raw)
		}
		program.Get("/systems", bearer(key)).Want(http.StatusOK)
		list := cl.Get("/tokens").Want(http.StatusOK)
		if list.Len("items") != 1 || list.Str("items.0.state") != "live" || list.Str("items.0.lastUsedAt") == "" || strings.Contains(string(list.Raw), key) {
			t.Errorf("listed: %s", list.Raw)
		}
		me := program.Get("/me", bearer(key)).Want(http.StatusOK)
		if me.Str("person.id") != c.Person("pm") || me.Len("permissions") != 2 || me.Str("permissions.1") != "systems:read" {
			t.Errorf("who a token is: %s", me.Raw)
		}
		// The last day is whole, the day after is not.
		c.Clock.Set(time.Date(2026, 9, 30, 14, 59, 59, 0, time.UTC))
		program.Get("/systems", bearer(key)).Want(http.StatusOK)
		c.Clock.Advance(time.Second)
		over := program.Get("/systems", bearer(key)).WantCode("unauthenticated")
		if over.Header.Get("WWW-Authenticate") != "Bearer" || over.Str("params.reason") != "token" {
			t.Errorf("expired: %s %v", over.Raw, over.Header)
		}
		c.Again()
		if list := c.As("pm").Get("/tokens"); list.Str("items.0.state") != "expired" {
			t.Errorf("expired: %s", list.Raw)
		}
		c.As("pm").Do(http.MethodDelete, "/tokens/"+id, nil).Want(http.StatusNoContent)
		c.As("pm").Do(http.MethodDelete, "/tokens/"+id, nil).WantCode("conflict")
	})
}

func TestATokenOpensNoMoreThanItsScopeAndItsPerson(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		_, reads := makeToken(c, "ict", "*:read")
		_, all := makeToken(c, "ict", "*:*")
		_, weak := makeToken(c, "viewer", "*:*")
		_, admin := makeToken(c, "admin", "*:*")
		program := c.Anonymous()
		program.Get("/systems", bearer(reads)).Want(http.StatusOK)
		no := program.Post("/systems", body{}, bearer(reads)).WantCode("forbidden")
		if no.Str("params.missed.0") != "token" || no.Str("params.permission") != "systems:create" {
			t.Errorf("outside the scope: %s", no.Raw)
		}
		program.Post("/systems", body{}, bearer(all)).WantCode("invalid") // allowed, and then judged as anyone's
		if no := program.Post("/systems", body{}, bearer(weak)).WantCode("forbidden"); no.Str("params.missed.0") != "role" {
			t.Errorf("outside the person's rights: %s", no.Raw)
		}

		// What a token never does, whatever its scope and whoever's it is.
		person := "/people/" + c.Person("viewer")
		for _, o := range []struct{ method, path string }{
			{"GET", "/sessions"}, {"DELETE", "/sessions"}, {"DELETE", "/session"}, {"POST", "/session"}, {"POST", "/session/password"},
			{"POST", "/session/totp"}, {"POST", "/session/totp/confirm"}, {"POST", "/session/totp/remove"},
			{"GET", "/tokens"}, {"POST", "/tokens"}, {"DELETE", "/tokens/x"}, {"GET", person + "/tokens"}, {"DELETE", person + "/tokens/x"},
			{"POST", person + "/account"}, {"POST", person + "/account/reset"}, {"POST", person + "/account/disable"}, {"POST", person + "/account/enable"},
		} {
			if no := program.Do(o.method, o.path, body{}, bearer(admin)).WantCode("forbidden"); no.Str("params.missed.0") != "token" {
				t.Errorf("%s %s: %s", o.method, o.path, no.Raw)
			}
		}

		// Lists are narrowed with the door: a person's projects do not show through the token of another noun.
		_, systems := makeToken(c, "ict", "systems:*")
		program.Get("/projects", bearer(systems)).WantCode("forbidden")

		// The rights are those of the moment: with the last post goes what the token could do.
		post := c.As("admin").Get("/posts?q=P-ictstaff").Want(http.StatusOK).Str("items.0.id")
		_, staff := makeToken(c, "ictstaff", "systems:create")
		program.Post("/systems", body{}, bearer(staff)).WantCode("invalid")
		d := c.As("admin").Get("/posts/" + post).Want(http.StatusOK)
		change := body{"code": d.Str("code"), "title": d.Str("title"), "organisationId": c.Org("ict"), "roles": []any{}, "holders": []any{}, "reason": "異動"}
		c.As("admin").Put("/posts/"+post, change, apptest.IfMatch(d.Header.Get("ETag"))).Want(http.StatusOK)
		if no := program.Post("/systems", body{}, bearer(staff)).WantCode("forbidden"); no.Str("params.missed.0") != "role" {
			t.Errorf("after the post: %s", no.Raw)
		}
	})
}

func TestMakingATokenIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		cl := c.As("viewer")
		for name, change := range map[string]func(body){
			"scopes:not_held":         func(b body) { b["scopes"] = []string{"systems:read", "audit:read"} },
			"scopes:format":           func(b body) { b["scopes"] = []string{"systems"} },
			"expiresOn:past":          func(b body) { b["expiresOn"] = "2026-06-03" },
			"expiresOn:max_until":     func(b body) { b["expiresOn"] = "2027-06-05" },
			"password:wrong_password": func(b body) { b["password"] = "wrong" },
			"body.label:required":     func(b body) { delete(b, "label") },
		} {
			b := tokenDraft("systems:read")
			change(b)
			res := cl.Post("/tokens", b).WantCode("invalid")
			if got := res.Str("errors.0.field") + ":" + res.Str("errors.0.rule"); strings.TrimPrefix(got, "body.") != strings.TrimPrefix(name, "body.") {
				t.Errorf("%s: %s", name, res.Raw)
			}
		}
		// Keys that open keys or accounts are held by nobody.
		for _, scope := range []string{"session:own", "tokens:own", "people:account"} {
			if res := c.As("admin").Post("/tokens", tokenDraft(scope)).WantCode("invalid"); res.Str("errors.0.rule") != "not_held" {
				t.Errorf("%s: %s", scope, res.Raw)
			}
		}
		for range 20 {
			makeToken(c, "viewer", "systems:read")
		}
		if res := cl.Post("/tokens", tokenDraft("systems:read")).WantCode("conflict"); res.Str("params.reason") != "too_many" {
			t.Errorf("one too many: %s", res.Raw)
		}
	})
}

func TestTokensEndWithTheAccount(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin, program := c.As("admin"), c.Anonymous()
		person := "/people/" + c.Person("pm")
		id, one := makeToken(c, "pm", "systems:read")
		_, two := makeToken(c, "pm", "systems:read")
		_, others := makeToken(c, "head", "systems:read")
		// Nobody ends another's token, and only the administrator sees it.
		c.As("head").Do(http.MethodDelete, "/tokens/"+id, nil).WantCode("not_found")
		c.As("head").Get(person + "/tokens").WantCode("forbidden")
		admin.Do(http.MethodDelete, "/people/"+c.Person("head")+"/tokens/"+id, nil).WantCode("not_found")
		admin.Get("/people/" + c.Person("admin") + "/tokens").WantCode("forbidden") // the own ones stand on the own page
		if list := admin.Get(person + "/tokens").Want(http.StatusOK); list.Len("items") != 2 || strings.Contains(string(list.Raw), one) {
			t.Errorf("the administrator's list: %s", list.Raw)
		}
		admin.Do(http.MethodDelete, person+"/tokens/"+id, nil).Want(http.StatusNoContent)
		program.Get("/systems", bearer(one)).WantCode("unauthenticated")
		program.Get("/systems", bearer(two)).Want(http.StatusOK)

		// A shut account ends them for good: reopening brings none back.
		admin.Post(person+"/account/disable", nil).Want(http.StatusOK)
		program.Get("/systems", bearer(two)).WantCode("unauthenticated")
		admin.Post(person+"/account/enable", nil).Want(http.StatusOK)
		program.Get("/systems", bearer(two)).WantCode("unauthenticated")
		program.Get("/systems", bearer(others)).Want(http.StatusOK)
		// So does a new first password: whoever lost the old one may have lost more.
		admin.Post("/people/"+c.Person("head")+"/account/reset", nil).Want(http.StatusOK)
		program.Get("/systems", bearer(others)).WantCode("unauthenticated")
	})
}

func TestATokenIsNoCookie(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		_, key := makeToken(c, "ict", "systems:*")
		program := c.Anonymous()
		elsewhere := apptest.Header("Origin", "https://elsewhere.example")
		program.Post("/systems", body{}, bearer(key), elsewhere).WantCode("invalid")
		c.As("ict").Post("/systems", body{}, elsewhere).WantCode("forbidden")
		// A cookie next to a key that does not work counts for nothing.
		c.As("ict").Get("/systems", bearer("mio_pat_"+strings.Repeat("x", 43))).WantCode("unauthenticated")
		for _, given := range []string{key, "Basic " + key, "Bearer " + strings.TrimPrefix(key, "mio_pat_"), "Bearer", "Bearer " + key + "x"} {
			program.Get("/systems", apptest.Header("Authorization", given)).WantCode("unauthenticated")
		}
		program.Get("/systems", apptest.Header("Cookie", "mio="+key)).WantCode("unauthenticated")
	})
}

func TestTheLedgerNamesTheToken(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id, key := makeToken(c, "admin", "people:*")
		made := c.Anonymous().Post("/people", body{"code": "S-900", "name": "連携", "active": true}, bearer(key)).Want(http.StatusCreated)
		byProgram := c.As("auditor").Get("/people/" + made.Str("id") + "/history").Want(http.StatusOK)
		if byProgram.Str("items.0.actor.tokenId") != id || byProgram.Str("items.0.actor.tokenLabel") != "夜間の集計" || byProgram.Str("items.0.actor.personId") != c.Person("admin") {
			t.Errorf("who wrote: %s", byProgram.Raw)
		}
		own := c.As("auditor").Get("/people/" + c.Person("admin") + "/history").Want(http.StatusOK)
		if own.Str("items.0.noun") != "tokens" || own.Str("items.0.action") != "create" || strings.Contains(string(own.Raw), key) || strings.Contains(string(own.Raw), "tokenHash") {
			t.Errorf("the making of the token: %s", own.Raw)
		}
	})
}
