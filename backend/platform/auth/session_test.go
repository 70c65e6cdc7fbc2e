package auth_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"miotsukushi/backend/app/apptest"
)

func TestSessionsEnd(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		idle, busy := c.As("viewer"), c.As("pm")
		// Reading keeps a session alive; nothing for an hour ends it.
		for range 2 {
			c.Clock.Advance(59 * time.Minute)
			idle.Get("/me").Want(http.StatusOK)
		}
		c.Clock.Advance(61 * time.Minute)
		idle.Get("/me").WantCode("unauthenticated")
		busy.Get("/me").WantCode("unauthenticated")

		busy = c.SignIn("pm")
		for range 14 {
			c.Clock.Advance(50 * time.Minute)
			busy.Get("/me").Want(http.StatusOK)
		}
		c.Clock.Advance(21 * time.Minute) // 12 hours and a minute, never idle
		busy.Get("/me").WantCode("unauthenticated")
	})
}

func TestSignOutEverywhere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		one, two, other := c.SignIn("pm"), c.SignIn("pm"), c.As("viewer")
		list := one.Get("/sessions").Want(http.StatusOK)
		if list.Len("items") != 2 || list.Bool("items.0.current") == list.Bool("items.1.current") || list.Str("items.0.client") == "" ||
			strings.Contains(string(list.Raw), "oken") {
			t.Errorf("sessions: %s", list.Raw)
		}
		// Changing the password ends the others.
		one.Post("/session/password", body{"current": apptest.Password, "next": "another long password"}).Want(http.StatusNoContent)
		two.Get("/me").WantCode("unauthenticated")
		one.Get("/me").Want(http.StatusOK)

		two.Post("/session", signIn("pm", "another long password")).Want(http.StatusOK)
		two.Do(http.MethodDelete, "/sessions", nil).Want(http.StatusNoContent)
		one.Get("/me").WantCode("unauthenticated")
		two.Get("/me").WantCode("unauthenticated")
		other.Get("/me").Want(http.StatusOK)
	})
}

func TestSecondFactor(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		code := func(secret string) string {
			t.Helper()
			text, err := totp.GenerateCode(secret, c.Clock.Now())
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		pm.Post("/session/totp", body{"password": "wrong password"}).WantCode("invalid")
		pm.Post("/session/totp/confirm", body{"code": "000000"}).WantCode("invalid")
		begun := pm.Post("/session/totp", body{"password": apptest.Password}).Want(http.StatusOK)
		secret := begun.Str("secret")
		if !strings.HasPrefix(begun.Str("uri"), "otpauth://totp/Miotsukushi:pm?") || len(secret) != 32 {
			t.Errorf("second factor: %s", begun.Raw)
		}
		// It counts once a code confirmed it.
		c.Anonymous().Post("/session", signIn("pm", apptest.Password)).Want(http.StatusOK)
		pm.Post("/session/totp/confirm", body{"code": "12345"}).WantCode("invalid")
		used := code(secret)
		pm.Post("/session/totp/confirm", body{"code": used}).Want(http.StatusNoContent)
		if me := pm.Get("/me").Want(http.StatusOK); !me.Bool("totpEnabled") {
			t.Errorf("me: %s", me.Raw)
		}
		pm.Post("/session/totp", body{"password": apptest.Password}).WantCode("conflict")

		with := func(code string) body {
			return body{"login": "pm", "password": apptest.Password, "code": code}
		}
		phone := c.Anonymous()
		if r := phone.Post("/session", signIn("pm", apptest.Password)).WantCode("totp_required"); r.Status != http.StatusUnauthorized {
			t.Errorf("without a code: %s", r.Raw)
		}
		phone.Post("/session", body{"login": "pm", "password": "wrong password", "code": used}).WantCode("unauthenticated")
		phone.Post("/session", with(used)).WantCode("unauthenticated") // spent by the confirmation
		c.Clock.Advance(30 * time.Second)
		next := code(secret)
		phone.Post("/session", with(next)).Want(http.StatusOK)
		c.Anonymous().Post("/session", with(next)).WantCode("unauthenticated") // works once
		c.Clock.Advance(30 * time.Second)
		late := code(secret)
		c.Clock.Advance(30 * time.Second)
		c.Anonymous().Post("/session", with(late)).Want(http.StatusOK) // a slow clock is forgiven one step
		old := code(secret)
		c.Clock.Advance(90 * time.Second)
		c.Anonymous().Post("/session", with(old)).WantCode("unauthenticated") // not three

		// The administrator sees that there is one; the ledger holds no secret.
		if p := c.As("admin").Get("/people/" + c.Person("pm")).Want(http.StatusOK); !p.Bool("account.totp") {
			t.Errorf("account: %s", p.Raw)
		}
		if h := c.As("auditor").Get("/people/" + c.Person("pm") + "/history?limit=200").Want(http.StatusOK); strings.Contains(string(h.Raw), secret) {
			t.Error("the ledger holds the secret")
		}
		pm.Post("/session/totp/remove", body{"password": "wrong password"}).WantCode("invalid")
		pm.Post("/session/totp/remove", body{"password": apptest.Password}).Want(http.StatusNoContent)
		c.Anonymous().Post("/session", signIn("pm", apptest.Password)).Want(http.StatusOK)
	})
}

// The answer with a secret is never stored for a repeated request.
func TestASecretIsToldOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, key := c.As("pm"), apptest.Header("Idempotency-Key", "k")
		secret := pm.Post("/session/totp", body{"password": apptest.Password}, key).Want(http.StatusOK).Str("secret")
		pm.Post("/session/totp", body{"password": apptest.Password}, key).WantCode("conflict")
		var n int64
		if err := c.Store.Read(t.Context()).Table("idempotency_keys").Where("body LIKE ?", "%"+secret+"%").Count(&n).Error; err != nil || n != 0 {
			t.Errorf("%d stored answers hold the secret, %v", n, err)
		}
	})
}
