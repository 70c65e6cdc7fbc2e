package auth

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/limits"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
	"miotsukushi/policies"
)

// service is a sign-in over an empty database whose clock stands.
func service(t *testing.T, db testkit.DB, now *time.Time) *Service {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.SetClock(func() time.Time { return *now })
	p, err := authz.Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	return New(s, p, func(context.Context, int64) (authz.Directory, error) { return noDirectory{}, nil }, false, limits.New(s, nil, nil))
}

func TestWait(t *testing.T) {
	for over, want := range map[int64]time.Duration{
		-4: 0, 0: 0, 1: 2 * time.Second, 2: 4 * time.Second, 9: 512 * time.Second, 10: longestWait, 1 << 40: longestWait,
	} {
		if got := wait(over); got != want {
			t.Errorf("wait(%d) = %v, want %v", over, got, want)
		}
	}
}

func TestFailuresOfAnAddressCountAcrossLogins(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		now := time.Date(2026, 6, 4, 0, 0, 0, 0, time.UTC)
		s := service(t, db, &now)
		for i := range freeByAddress {
			if err := s.failed(t.Context(), fmt.Sprint("login", i), "192.0.2.1"); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.admit(t.Context(), "other", "192.0.2.1"); err != nil {
			t.Errorf("refused within the free failures: %v", err)
		}
		if err := s.failed(t.Context(), "one more", "192.0.2.1"); err != nil {
			t.Fatal(err)
		}
		if err := s.admit(t.Context(), "other", "192.0.2.1"); !fault.Is(err, fault.Throttled) || fault.Of(err).Params["retryAfter"] != 3 {
			t.Errorf("after %d failures: %v", freeByAddress+1, err)
		}
		if err := s.admit(t.Context(), "other", "192.0.2.2"); err != nil {
			t.Errorf("another address has to wait: %v", err)
		}
		now = now.Add(forgetAfter + time.Minute)
		if err := s.failed(t.Context(), "other", "192.0.2.1"); err != nil {
			t.Fatal(err)
		}
		if err := s.admit(t.Context(), "other", "192.0.2.1"); err != nil {
			t.Errorf("a failure of the day before still counts: %v", err)
		}
	})
}

// Guesses sent at once are all counted, whichever replica they reach.
func TestFailuresAtOnceAreAllCounted(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		now := time.Date(2026, 6, 4, 0, 0, 0, 0, time.UTC)
		s := service(t, db, &now)
		const guesses = 20
		var group sync.WaitGroup
		errs := make(chan error, guesses)
		for i := range guesses {
			group.Go(func() { errs <- s.failed(t.Context(), fmt.Sprint("login", i%2), "192.0.2.1") })
		}
		group.Wait()
		for range guesses {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		rows, err := store.Scan[failure](s.store.Read(t.Context()).Table("sign_in_failures").Order("subject"))
		if err != nil || len(rows) != 3 {
			t.Fatalf("rows %+v, %v", rows, err)
		}
		for i, want := range []int64{guesses, guesses / 2, guesses / 2} {
			if rows[i].Failures != want {
				t.Errorf("%s: %d failures, want %d", rows[i].Subject, rows[i].Failures, want)
			}
		}
	})
}

func TestCookieOfASecureSite(t *testing.T) {
	for _, c := range []struct {
		secure bool
		name   string
	}{{true, "__Host-mio"}, {false, "mio"}} {
		rec := httptest.NewRecorder()
		(&Service{secure: c.secure}).setCookie(rec, "token", 60)
		got := rec.Result().Cookies()[0]
		if got.Name != c.name || got.Secure != c.secure || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode || got.Path != "/" || got.Domain != "" {
			t.Errorf("secure %v: %+v", c.secure, got)
		}
	}
}

func TestTemporaryPasswords(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		p := TemporaryPassword()
		if seen[p] || checkPassword("x", "login", p) != nil {
			t.Fatalf("password %q", p)
		}
		seen[p] = true
	}
}
