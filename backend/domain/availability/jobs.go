package availability

import (
	"context"
	"time"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/store"
)

// Kinds of jobs.
const (
	nightlyJob = "availability.nightly"
	runningJob = "availability.running"
)

// every is how often the figures of what stands still now are brought up to the clock.
const every = 10 * time.Minute

// Jobs takes over the work that goes on by itself: the months of all systems each night, and those of what stands still
// every ten minutes of the day.
func (s *Service) Jobs(q *jobs.Queue) {
	next := func(ctx context.Context, day fiscal.Date) error {
		at := s.store.Now().Add(every)
		if fiscal.DateOf(at) != day {
			return nil // the next night begins anew
		}
		return s.store.Write(ctx, func(tx *store.Tx) error { return q.Enqueue(tx, runningJob, day, at) })
	}
	q.Daily(nightlyJob, func(ctx context.Context, day fiscal.Date) error {
		if err := s.Nightly(ctx, day); err != nil {
			return err
		}
		return next(ctx, day)
	})
	q.Handle(runningJob, jobs.On(func(ctx context.Context, day fiscal.Date) error {
		ctx = audit.With(ctx, audit.System)
		if err := s.RefreshRunning(ctx); err != nil {
			return err
		}
		return next(ctx, day)
	}, nil))
}
