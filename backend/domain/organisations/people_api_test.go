package organisations_test

import (
	"net/http"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/store"
)

func TestAccountsOfPeople(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		person := admin.Post("/people", body{"code": "N-1", "name": "新任職員", "nameEn": "New clerk", "mail": "n1@city.example", "active": true}).Want(http.StatusCreated)
		path := "/people/" + person.Str("id")
		if person.Get("account") != nil {
			t.Errorf("an account that nobody opened: %s", person.Raw)
		}
		admin.Post(path+"/account/reset", nil).WantCode("not_found")
		for _, login := range []string{"a b", "é", "x", "-x", strings.Repeat("x", 70)} {
			admin.Post(path+"/account", body{"login": login}).WantCode("invalid")
		}
		if r := admin.Post(path+"/account", body{"login": "VIEWER"}).WantCode("invalid"); r.Rule("login") != "duplicate" {
			t.Errorf("a login twice: %s", r.Raw)
		}

		// The password is told once: the stored answer of a repeated request holds none.
		key := apptest.Header("Idempotency-Key", "open-1")
		opened := admin.Post(path+"/account", body{"login": "Clerk"}, key).Want(http.StatusCreated)
		if opened.Str("login") != "clerk" || len(opened.Str("temporaryPassword")) != 19 {
			t.Errorf("opened: %s", opened.Raw)
		}
		if again := admin.Post(path+"/account", body{"login": "Clerk"}, key).WantCode("conflict"); again.Str("params.reason") != "already_done" {
			t.Errorf("repeated: %s", again.Raw)
		}
		kept, err := store.Column[string](c.Store.Read(t.Context()).Table("idempotency_keys").Where("body IS NOT NULL").Select("body"))
		if err != nil || strings.Contains(strings.Join(kept, " "), opened.Str("temporaryPassword")) {
			t.Errorf("a password was stored: %v, %v", kept, err)
		}
		admin.Post(path+"/account", body{"login": "clerk2"}).WantCode("conflict")

		clerk := c.Anonymous()
		clerk.Post("/session", body{"login": "clerk", "password": opened.Str("temporaryPassword")}).Want(http.StatusOK)
		clerk.Get("/systems").WantCode("password_change_required")
		state := admin.Get(path).Want(http.StatusOK)
		if state.Str("account.login") != "clerk" || !state.Bool("account.mustChangePassword") || state.Str("account.lastSignInAt") != "2026-06-04T00:00:00.000000Z" {
			t.Errorf("account: %s", state.Raw)
		}
		// Others see the person, not the account; the ledger of a person is for auditors.
		if seen := c.As("viewer").Get(path).Want(http.StatusOK); seen.Get("account") != nil || seen.Bool("can.account.allowed") {
			t.Errorf("a colleague sees: %s", seen.Raw)
		}
		if own := c.As("viewer").Get("/people/" + c.Person("viewer")).Want(http.StatusOK); own.Str("account.login") != "viewer" {
			t.Errorf("oneself: %s", own.Raw)
		}
		c.As("viewer").Get(path + "/history").WantCode("forbidden")
		if h := c.As("auditor").Get(path + "/history").Want(http.StatusOK); h.Str("items.0.noun") != "accounts" || strings.Contains(string(h.Raw), "argon2") {
			t.Errorf("history: %s", h.Raw)
		}

		reset := admin.Post(path+"/account/reset", nil).Want(http.StatusOK)
		clerk.Get("/me").WantCode("unauthenticated")
		clerk.Post("/session", body{"login": "clerk", "password": opened.Str("temporaryPassword")}).WantCode("unauthenticated")
		signIn := body{"login": "clerk", "password": reset.Str("temporaryPassword")}
		clerk.Post("/session", signIn).Want(http.StatusOK)

		if r := admin.Post(path+"/account/disable", nil).Want(http.StatusOK); !r.Bool("account.disabled") {
			t.Errorf("disabled: %s", r.Raw)
		}
		admin.Post(path+"/account/disable", nil).WantCode("conflict")
		clerk.Get("/me").WantCode("unauthenticated")
		clerk.Post("/session", signIn).WantCode("unauthenticated")
		admin.Post(path+"/account/enable", nil).Want(http.StatusOK)
		clerk.Post("/session", signIn).Want(http.StatusOK)

		// Somebody who leaves is out at once, and stays out until the account is opened again.
		draft := body{"code": "N-1", "name": "新任職員", "active": false, "reason": "退職"}
		left := admin.Put(path, draft, apptest.IfMatch(person.ETag)).Want(http.StatusOK)
		if !left.Bool("account.disabled") || left.Bool("active") {
			t.Errorf("left: %s", left.Raw)
		}
		clerk.Get("/me").WantCode("unauthenticated")
		clerk.Post("/session", signIn).WantCode("unauthenticated")
		if r := admin.Post(path+"/account/enable", nil).WantCode("conflict"); r.Str("params.reason") != "wrong_state" {
			t.Errorf("opening the account of someone who left: %s", r.Raw)
		}
		draft["active"], draft["reason"] = true, "再任用"
		admin.Put(path, draft, apptest.IfMatch(left.ETag)).Want(http.StatusOK)
		clerk.Post("/session", signIn).WantCode("unauthenticated")
		admin.Post(path+"/account/enable", nil).Want(http.StatusOK)
		clerk.Post("/session", signIn).Want(http.StatusOK)
		if me := clerk.Get("/me").Want(http.StatusOK); me.Str("person.name") != "新任職員" || me.Len("posts") != 0 {
			t.Errorf("someone without a post: %s", me.Raw)
		}
		var actions []string
		h := c.As("auditor").Get(path + "/history?limit=200").Want(http.StatusOK)
		for _, e := range h.Get("items").([]any) {
			actions = append(actions, e.(map[string]any)["action"].(string))
		}
		if got, want := strings.Join(actions, " "), "enable activate disable deactivate enable disable reset_password create create"; got != want {
			t.Errorf("ledger: %s", got)
		}
	})
}

func TestListOfPeople(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		viewer := c.As("viewer")
		c.As("admin").Post("/people", body{"code": "Z-9", "name": "カタカナ太字", "active": false}).Want(http.StatusCreated)
		for query, want := range map[string]int{
			"":                                   14,
			"active=true":                        13,
			"active=false":                       1,
			"role=auditor,reviewer":              3,
			"organisationId=" + c.Org("finance"): 3,
			"organisationId=nowhere":             0,
			"q=ｶﾀｶﾅ":                             1,
			"q=かたかな":                             1,
			"role=section_head&on=2015-03-31":    0,
			"q=zz%25":                            0,
			"organisationId=" + c.Org("ict") + "&role=ict_office": 3,
		} {
			if res := viewer.Get("/people?" + query).Want(http.StatusOK); res.Int("total") != want {
				t.Errorf("%q: %d people, want %d", query, res.Int("total"), want)
			}
		}
		first := viewer.Get("/people?limit=5&sort=-code").Want(http.StatusOK)
		second := viewer.Get("/people?limit=5&sort=-code&cursor=" + first.Str("next")).Want(http.StatusOK)
		if first.Str("items.0.code") != "Z-9" || second.Len("items") != 5 || second.Str("items.0.code") >= first.Str("items.4.code") {
			t.Errorf("pages: %s %s", first.Raw, second.Raw)
		}
		one := viewer.Get("/people?q=pm&sort=code").Want(http.StatusOK)
		if one.Str("items.0.posts.0.organisationName") == "" || one.Str("items.0.posts.0.roles.0") != "project_manager" {
			t.Errorf("posts of a person: %s", one.Raw)
		}
		for _, query := range []string{"", "q=pm", "active=true&organisationId=" + c.Org("finance"), "on=2015-03-31"} {
			if n := apptest.CheckFacets(t, viewer, "/people", query); n < 2 {
				t.Errorf("people %q: %d counts", query, n)
			}
		}
		for _, query := range []string{"", "role=section_head,auditor", "vacant=false&organisationId=" + c.Org("ict")} {
			if n := apptest.CheckFacets(t, viewer, "/posts", query); query == "" && n < 10 || n < 2 {
				t.Errorf("posts %q: %d counts", query, n)
			}
		}
		for _, bad := range []string{"active=perhaps", "on=soon", "sort=mail", "limit=500", "colour=red"} {
			viewer.Get("/people?" + bad).WantCode("invalid")
		}
	})
}
