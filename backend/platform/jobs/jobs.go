// Package jobs is the program's queue: work that goes on after a request was
// answered. A job is a row of the table jobs, written in the transaction that
// causes it, so it exists exactly when its cause does. Replicas share the table;
// a lease gives a job to one worker at a time.
//
// A job may run more than once: its worker can die after the work and before
// the mark. Handlers are therefore idempotent. The usual way is a state on the
// record that the job moves in one transaction, and a look at that state first.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Job is one run of a piece of work.
type Job struct {
	ID   string
	Kind string
	Args json.RawMessage
	// Attempt counts from 1; Last says that a failure now is final.
	Attempt int
	Last    bool
}

// Handler does the work of one kind of job.
type Handler struct {
	// Run does the work. Its context ends when the lease is lost or the program
	// stops; what it did until then must be safe to do again.
	Run func(ctx context.Context, j Job) error
	// Dead, if set, is told once that the job failed for good, to mark the record
	// that waits for it. It must be idempotent as well.
	Dead func(ctx context.Context, j Job, err error) error
}

// On makes a handler from a function of typed arguments.
func On[A any](run func(ctx context.Context, args A) error, dead func(ctx context.Context, args A, err error) error) Handler {
	h := Handler{Run: func(ctx context.Context, j Job) error {
		args, err := decode[A](j)
		if err != nil {
			return err
		}
		return run(ctx, args)
	}}
	if dead != nil {
		h.Dead = func(ctx context.Context, j Job, cause error) error {
			args, err := decode[A](j)
			if err != nil {
				return err
			}
			return dead(ctx, args, cause)
		}
	}
	return h
}

func decode[A any](j Job) (A, error) {
	var args A
	if err := json.Unmarshal(j.Args, &args); err != nil {
		return args, Final(fmt.Errorf("jobs: arguments of %s: %w", j.Kind, err))
	}
	return args, nil
}

// final is a failure that no repetition mends.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// Final marks an error as one that no repetition mends: the job is dead at once.
func Final(err error) error {
	if err == nil {
		return nil
	}
	return final{err}
}

func isFinal(err error) bool {
	var f final
	return errors.As(err, &f)
}

// row is a job as it is kept. done_at is when it ended: well when last_error is
// empty, for good without success when it is not.
type row struct {
	ID          string `gorm:"primaryKey"`
	Kind        string
	Args        string
	RunAt       store.Time
	LeasedUntil store.Time
	Attempts    int
	LastError   string
	DoneAt      store.Time
	CreatedAt   store.Time
}

// TableName names the table.
func (row) TableName() string { return "jobs" }

// Enqueue adds a job in the running transaction, to be run at runAt or, when that
// is zero, at once. Call Wake after the commit if nobody should wait for the
// next look at the table.
func (q *Queue) Enqueue(tx *store.Tx, kind string, args any, runAt time.Time) error {
	b, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("jobs: arguments of %s: %w", kind, err)
	}
	at := tx.Now
	if !runAt.IsZero() {
		at = store.At(runAt)
	}
	return tx.Internal(func(db *gorm.DB) error {
		return db.Create(&row{ID: store.NewID(), Kind: kind, Args: string(b), RunAt: at, CreatedAt: tx.Now}).Error
	})
}
