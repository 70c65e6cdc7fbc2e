package jobs_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/store"
)

// Two replicas enqueue the same day, one of them twice: its work is done once, by the system.
func TestDailyWorkIsDoneOnceADay(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var ran, strangers atomic.Int32
		var day atomic.Value
		work := func(ctx context.Context, d fiscal.Date) error {
			if actor, _ := audit.From(ctx); actor != audit.System {
				strangers.Add(1)
			}
			day.Store(d.String())
			ran.Add(1)
			return nil
		}
		a, b := jobs.New(s, quick), jobs.New(s, quick)
		a.Daily("snapshots", work)
		b.Daily("snapshots", work)
		start(t, a)
		start(t, b)
		for _, q := range []*jobs.Queue{a, a, b} {
			if err := q.EnqueueDay(t.Context(), fiscal.MustDate("2026-11-26")); err != nil {
				t.Fatal(err)
			}
		}
		until(t, "one job has ended", func() bool { return ended(t, s, false) == 1 })
		if err := b.EnqueueDay(t.Context(), fiscal.MustDate("2026-11-27")); err != nil {
			t.Fatal(err)
		}
		until(t, "the next day's as well", func() bool { return ended(t, s, false) == 2 })
		if ran.Load() != 2 || strangers.Load() != 0 || day.Load() != "2026-11-27" {
			t.Errorf("ran %d times, %d not as the system, last for %v", ran.Load(), strangers.Load(), day.Load())
		}
	})
}

func TestRunDailyKeepsTheOrderAndStopsAtAnError(t *testing.T) {
	q, got := jobs.New(nil, quick), ""
	add := func(kind string, err error) {
		q.Daily(kind, func(context.Context, fiscal.Date) error { got += kind; return err })
	}
	add("a", nil)
	add("b", errors.New("broken"))
	add("c", nil)
	if err := q.RunDaily(t.Context(), fiscal.MustDate("2026-11-26")); err == nil || got != "ab" {
		t.Errorf("ran %q, error %v", got, err)
	}
}
