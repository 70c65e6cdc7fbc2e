package limits_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"miotsukushi/backend/platform/limits"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// opened is a store whose clock stands at *now.
func opened(t *testing.T, db testkit.DB, now *time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.SetClock(func() time.Time { return *now })
	return s
}

func TestALimitIsExactOnOneReplica(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		now := time.Date(2026, 6, 4, 0, 0, 10, 0, time.UTC)
		var refused atomic.Int64
		l := limits.New(opened(t, db, &now), limits.Rates{limits.Person: 100, limits.Token: 3}, func(string) { refused.Add(1) })
		var in atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 20 {
					if l.Take(t.Context(), limits.Person, "a").Allowed {
						in.Add(1)
					}
				}
			})
		}
		all.Wait()
		if in.Load() != 100 {
			t.Errorf("%d of 160 at once let in, want 100", in.Load())
		}
		if v := l.Take(t.Context(), limits.Person, "a"); v.Allowed || v.Left != 0 || v.Limit != 100 || v.Reset != 50*time.Second {
			t.Errorf("refused with %+v", v)
		}
		if refused.Load() != 61 {
			t.Errorf("%d refusals were told, want 61", refused.Load())
		}
		// Neither another person nor a token has to wait, and a kind without a limit never.
		if v := l.Take(t.Context(), limits.Person, "b"); !v.Allowed || v.Left != 99 {
			t.Errorf("another person: %+v", v)
		}
		if v := l.Take(t.Context(), limits.Token, "a"); !v.Allowed || v.Left != 2 {
			t.Errorf("a token: %+v", v)
		}
		for range 200 {
			if v := l.Take(t.Context(), limits.Address, "a"); !v.Allowed {
				t.Fatalf("no limit: %+v", v)
			}
		}
		now = now.Add(50 * time.Second)
		if v := l.Take(t.Context(), limits.Person, "a"); !v.Allowed || v.Left != 99 {
			t.Errorf("the next minute: %+v", v)
		}
	})
}

func TestReplicasShareALimit(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		now := time.Date(2026, 6, 4, 0, 0, 10, 0, time.UTC)
		s := opened(t, db, &now)
		one, two := limits.New(s, limits.Rates{limits.Person: 100}, func(string) {}), limits.New(s, limits.Rates{limits.Person: 100}, func(string) {})
		in := 0
		for range 200 {
			for _, l := range []*limits.Limits{one, two} {
				if l.Take(t.Context(), limits.Person, "a").Allowed {
					in++
				}
			}
		}
		if in < 100 || in > 110 {
			t.Errorf("%d let in by two replicas, want 100 and at most a part (5) each beyond", in)
		}
		// A window that is over goes when the next is told.
		now = now.Add(3 * time.Minute)
		for range 5 {
			one.Take(t.Context(), limits.Person, "b")
		}
		if n, err := store.Value[int](s.Read(t.Context()).Table("rate_windows").Select("count(*)")); err != nil || n != 1 {
			t.Errorf("%d rows stay, %v", n, err)
		}
	})
}
