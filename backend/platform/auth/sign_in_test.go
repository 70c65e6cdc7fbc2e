package auth_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

type body = map[string]any

func signIn(login, password string) body { return body{"login": login, "password": password} }

func TestSigningIn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		cl := c.Anonymous()
		if look := cl.Get("/session").Want(http.StatusOK); look.Bool("signedIn") || look.Bool("demo") {
			t.Errorf("a visitor: %s", look.Raw)
		}
		cl.Get("/me").WantCode("unauthenticated")

		// An unknown login and a wrong password are answered alike.
		unknown := cl.Post("/session", signIn("nobody", "wrong password")).WantCode("unauthenticated")
		wrong := cl.Post("/session", signIn("pm", "wrong password")).WantCode("unauthenticated")
		for _, r := range []*apptest.Response{unknown, wrong} {
			delete(r.Body, "traceId")
		}
		if fmt.Sprint(unknown.Body) != fmt.Sprint(wrong.Body) || unknown.Status != wrong.Status || wrong.Header.Get("Set-Cookie") != "" {
			t.Errorf("told apart: %v and %v", unknown.Body, wrong.Body)
		}

		in := cl.Post("/session", signIn(" PM ", apptest.Password)).Want(http.StatusOK)
		cookie, err := http.ParseSetCookie(in.Header.Get("Set-Cookie"))
		if err != nil || cookie.Name != "mio" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" ||
			cookie.MaxAge != 12*60*60 || cookie.Domain != "" || len(cookie.Value) != 43 {
			t.Errorf("cookie: %q, %v", in.Header.Get("Set-Cookie"), err)
		}
		me := cl.Get("/me").Want(http.StatusOK)
		delete(me.Body, "traceId")
		if fmt.Sprint(in.Body) != fmt.Sprint(me.Body) || me.Str("person.id") != c.Person("pm") || me.Str("posts.0.organisationName") != "税務課" ||
			me.Str("roles.0") != "project_manager" || me.Str("policyVersion") != c.App.Policy.SHA256 {
			t.Errorf("me: %s", me.Raw)
		}
		if strings.Contains(string(in.Raw), cookie.Value) || me.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("the token in the body, or an answer that may be kept: %v", me.Header)
		}

		// A request with Authorization never falls back to the cookie.
		cl.Get("/me", apptest.Header("Authorization", "Bearer none")).WantCode("unauthenticated")

		out := cl.Do(http.MethodDelete, "/session", nil).Want(http.StatusNoContent)
		if gone, err := http.ParseSetCookie(out.Header.Get("Set-Cookie")); err != nil || gone.MaxAge >= 0 {
			t.Errorf("cookie after signing out: %v, %v", gone, err)
		}
		// The token itself is over, not only forgotten by the browser.
		cl.Get("/me", apptest.Header("Cookie", "mio="+cookie.Value)).WantCode("unauthenticated")
	})
}

func TestFailedSignInsAreSlowedDown(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		cl := c.Anonymous()
		for range 6 {
			cl.Post("/session", signIn("PM", "wrong password")).WantCode("unauthenticated")
		}
		slow := cl.Post("/session", signIn("pm", apptest.Password)).WantCode("throttled")
		if slow.Status != http.StatusTooManyRequests || slow.Int("params.retryAfter") != 3 {
			t.Errorf("throttled: %s %v", slow.Raw, slow.Header)
		}
		// Nobody else has to wait, and the wait ends by itself.
		c.As("viewer")
		c.Clock.Advance(2100 * time.Millisecond)
		cl.Post("/session", signIn("pm", "wrong password")).WantCode("unauthenticated")
		c.Clock.Advance(2100 * time.Millisecond)
		cl.Post("/session", signIn("pm", apptest.Password)).WantCode("throttled") // twice as long
		c.Clock.Advance(2 * time.Second)
		cl.Post("/session", signIn("pm", apptest.Password)).Want(http.StatusOK)
		// Success forgets the failures.
		for range 5 {
			cl.Post("/session", signIn("pm", "wrong password")).WantCode("unauthenticated")
		}
		cl.Post("/session", signIn("pm", apptest.Password)).Want(http.StatusOK)
	})
}

func TestADisabledAccountIsOut(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		pm.Get("/systems").Want(http.StatusOK)
		c.As("admin").Post("/people/"+c.Person("pm")+"/account/disable", nil).Want(http.StatusOK)
		pm.Get("/systems").WantCode("unauthenticated")
		r := pm.Post("/session", signIn("pm", apptest.Password)).WantCode("unauthenticated")
		if r.Str("params.reason") != "credentials" {
			t.Errorf("a disabled account is told apart: %s", r.Raw)
		}
	})
}

func TestAFirstPasswordMustBeChanged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		reset := c.As("admin").Post("/people/"+c.Person("viewer")+"/account/reset", nil).Want(http.StatusOK)
		first := reset.Str("temporaryPassword")
		cl := c.Anonymous()
		if in := cl.Post("/session", signIn("viewer", first)).Want(http.StatusOK); !in.Bool("mustChangePassword") {
			t.Errorf("me: %s", in.Raw)
		}
		for _, path := range []string{"/systems", "/organisations/tree", "/people", "/policy/matrix", "/projects"} {
			cl.Get(path).WantCode("password_change_required")
		}
		cl.Post("/systems", body{}).WantCode("password_change_required")
		cl.Get("/me").Want(http.StatusOK)
		cl.Get("/sessions").Want(http.StatusOK)
		for _, x := range []struct{ current, next, field, rule string }{
			{"wrong", "a long enough one", "current", "wrong_password"},
			{first, "short", "next", "min"},
			{first, strings.Repeat("長", 129), "next", "max"},
			{first, "i am a VIEWER here", "next", "contains_login"},
			{first, first, "next", "unchanged"},
		} {
			r := cl.Post("/session/password", body{"current": x.current, "next": x.next}).WantCode("invalid")
			if r.Rule(x.field) != x.rule {
				t.Errorf("%q → %q: %s, want %s", x.current, x.next, r.Raw, x.rule)
			}
		}
		cl.Post("/session/password", body{"current": first, "next": "長い合言葉を十二文字以上"}).Want(http.StatusNoContent)
		cl.Get("/systems").Want(http.StatusOK)
		c.Anonymous().Post("/session", signIn("viewer", first)).WantCode("unauthenticated")
		c.Anonymous().Post("/session", signIn("viewer", "長い合言葉を十二文字以上")).Want(http.StatusOK)
	})
}

func TestCrossOriginRequestsAreRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		for name, o := range map[string]apptest.Option{
			"by fetch metadata": apptest.Header("Sec-Fetch-Site", "cross-site"),
			"from a neighbour":  apptest.Header("Sec-Fetch-Site", "same-site"),
			"by origin":         apptest.Header("Origin", "https://elsewhere.example"),
		} {
			r := pm.Post("/session/password", body{"current": apptest.Password, "next": "another long password"}, o).WantCode("forbidden")
			if r.Str("params.reason") != "cross_origin" {
				t.Errorf("%s: %s", name, r.Raw)
			}
			c.Anonymous().Post("/session", signIn("pm", apptest.Password), o).WantCode("forbidden")
		}
		pm.Get("/me", apptest.Header("Sec-Fetch-Site", "cross-site")).Want(http.StatusOK) // reading changes nothing
		pm.Post("/session/password", body{"current": apptest.Password, "next": "another long password"},
			apptest.Header("Sec-Fetch-Site", "same-origin")).Want(http.StatusNoContent)
	})
}

// A change of somebody's roles holds from the very next request.
func TestARoleIsLostAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		auditor, admin := c.As("auditor"), c.As("admin")
		auditor.Get("/audit").Want(http.StatusOK)
		id := admin.Get("/posts?personId=" + c.Person("auditor")).Want(http.StatusOK).Str("items.0.id")
		post := admin.Get("/posts/" + id).Want(http.StatusOK)
		edit := body{"code": post.Str("code"), "title": post.Str("title"), "organisationId": post.Str("organisationId"), "holders": post.Get("holders"),
			"roles": []body{{"role": "viewer", "from": "2015-04-01"}}, "reason": "任期満了"}
		admin.Put("/posts/"+id, edit, apptest.IfMatch(post.ETag)).Want(http.StatusOK)
		auditor.Get("/audit").WantCode("forbidden")
		if me := auditor.Get("/me").Want(http.StatusOK); me.Str("roles.0") != "viewer" {
			t.Errorf("me: %s", me.Raw)
		}
	})
}

// A found session is no place to guess the password at leisure.
func TestGuessesOfTheOwnPasswordAreSlowedDown(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		cl := c.SignIn("viewer")
		for range 6 {
			cl.Post("/session/totp/remove", body{"password": "wrong password"}).Want(http.StatusUnprocessableEntity)
		}
		for path, in := range map[string]body{
			"/session/password":    {"current": apptest.Password, "next": "another long password"},
			"/session/totp":        {"password": apptest.Password},
			"/session/totp/remove": {"password": apptest.Password},
		} {
			cl.Post(path, in).WantCode("throttled")
		}
		c.SignIn("pm") // the address does not have to wait
		c.Clock.Advance(2100 * time.Millisecond)
		cl.Post("/session/password", body{"current": apptest.Password, "next": "another long password"}).Want(http.StatusNoContent)
		cl.Post("/session/totp", body{"password": "wrong password"}).Want(http.StatusUnprocessableEntity) // counted anew
		cl.Post("/session/totp", body{"password": "another long password"}).Want(http.StatusOK)
	})
}
