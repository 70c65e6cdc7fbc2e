package auth_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/testkit"
)

func TestTooManyRequestsAreRefused(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		c := apptest.NewWith(t, db, func(cfg *config.Config) { cfg.RatePerson, cfg.RateToken, cfg.RateAddress = 30, 5, 10 })
		_, key := makeToken(c, "pm", "systems:read")
		program := c.Anonymous()
		for left := 4; left >= 0; left-- {
			res := program.Get("/systems", bearer(key)).Want(http.StatusOK)
			if want := `"token";r=` + string(rune('0'+left)) + ";t=60"; res.Header.Get("RateLimit") != want || res.Header.Get("RateLimit-Policy") != `"token";q=5;w=60` {
				t.Errorf("%s, want %s: %v", res.Header.Get("RateLimit"), want, res.Header)
			}
		}
		c.Clock.Advance(18500 * time.Millisecond)
		over := program.Get("/systems", bearer(key)).WantCode("throttled")
		if over.Status != http.StatusTooManyRequests || over.Header.Get("Retry-After") != "42" || over.Int("params.retryAfter") != 42 ||
			over.Str("params.reason") != "rate" || over.Int("params.limit") != 5 {
			t.Errorf("over: %s %v", over.Raw, over.Header)
		}
		// The person works on: what a program does is not held against them.
		if res := c.As("pm").Get("/systems").Want(http.StatusOK); !strings.HasPrefix(res.Header.Get("RateLimit"), `"person";r=`) {
			t.Errorf("the person: %v", res.Header)
		}
		// Guessing keys counts against the address, and so does asking without any.
		status := 0
		for range 12 {
			status = program.Get("/systems", bearer("mio_pat_guess")).Status
		}
		if status != http.StatusTooManyRequests || program.Get("/session").Code != "throttled" {
			t.Errorf("guesses go on: %d", status)
		}
		metrics := httptest.NewRecorder()
		c.App.Engine.ServeHTTP(metrics, httptest.NewRequest(http.MethodGet, "/metrics", nil))
		if text, _ := io.ReadAll(metrics.Body); !strings.Contains(string(text), `mio_rate_limited_total{kind="token"} 1`) {
			t.Errorf("metrics do not tell of the refusal")
		}
		c.Clock.Advance(42 * time.Second)
		program.Get("/systems", bearer(key)).Want(http.StatusOK)
	})
}
