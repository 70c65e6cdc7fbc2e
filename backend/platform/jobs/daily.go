package jobs

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// daily is work that is done once on each day of the city.
type daily struct {
	kind string
	run  func(ctx context.Context, day fiscal.Date) error
}

type dailyArgs struct {
	Day fiscal.Date `json:"day"`
}

// dayCheck is how often a running program looks whether a new day has begun.
const dayCheck = time.Minute

// Daily adds work that is done once on each day (in Japan), whatever the number
// of replicas, by the program itself. Days on which no program ran are not made up
// for. Like every job it may run twice, so it must be safe to repeat.
func (q *Queue) Daily(kind string, run func(ctx context.Context, day fiscal.Date) error) {
	q.days = append(q.days, daily{kind, run})
	q.Handle(kind, On(func(ctx context.Context, a dailyArgs) error {
		return run(audit.With(ctx, audit.System), a.Day)
	}, nil))
}

// RunDaily does all daily work of a day now, in the order in which it was added.
func (q *Queue) RunDaily(ctx context.Context, day fiscal.Date) error {
	for _, d := range q.days {
		if err := d.run(audit.With(ctx, audit.System), day); err != nil {
			return err
		}
	}
	return nil
}

// KeepDays enqueues the daily work of each day as it begins, until ctx ends.
func (q *Queue) KeepDays(ctx context.Context) {
	t := time.NewTicker(dayCheck)
	defer t.Stop()
	var done fiscal.Date
	for {
		if day := fiscal.Today(q.store.Now()); day != done {
			err := q.EnqueueDay(ctx, day)
			q.logged(ctx, "the daily work was not enqueued", err)
			if err == nil {
				done = day
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// EnqueueDay puts the daily work of a day into the table unless it is there
// already: a job's id says kind and day.
func (q *Queue) EnqueueDay(ctx context.Context, day fiscal.Date) error {
	if len(q.days) == 0 {
		return nil
	}
	now := store.At(q.store.Now())
	rows := make([]row, len(q.days))
	for i, d := range q.days {
		rows[i] = row{ID: "daily " + d.kind + " " + day.String(), Kind: d.kind, Args: `{"day":"` + day.String() + `"}`, RunAt: now, CreatedAt: now}
	}
	err := q.store.Internal(ctx, func(db *gorm.DB) error {
		return db.Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error
	})
	q.Wake()
	return err
}
