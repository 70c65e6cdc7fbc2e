package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// keep is how long ended jobs stay readable.
const keep = 30 * 24 * time.Hour

// waiting is the condition under which a job may be taken: due, not ended, and
// leased to nobody or to a worker that gave no sign of life.
func (q *Queue) waiting(db *gorm.DB, now store.Time) *gorm.DB {
	db = db.Where("done_at IS NULL AND run_at <= ? AND (leased_until IS NULL OR leased_until < ?)", now, now).
		Where("kind IN ?", slices.Collect(maps.Keys(q.handlers)))
	if busy := q.busy(); len(busy) > 0 {
		db = db.Where("id NOT IN ?", busy)
	}
	return db
}

// claim leases the oldest waiting job. The look before it spares SQLite's single
// writer; PostgreSQL's SKIP LOCKED lets replicas claim side by side.
func (q *Queue) claim(ctx context.Context) (j Job, ok bool, err error) {
	if len(q.handlers) == 0 {
		return j, false, nil
	}
	now := store.At(q.store.Now())
	found, err := store.Column[string](q.waiting(q.store.Read(ctx).Table("jobs"), now).Select("id").Limit(1))
	if err != nil || len(found) == 0 {
		return j, false, err
	}
	type claimed struct {
		ID       string
		Kind     string
		Args     string
		Attempts int
	}
	err = q.store.Internal(ctx, func(db *gorm.DB) error {
		next := q.waiting(db.Session(&gorm.Session{NewDB: true}).Table("jobs"), now).Select("id").Order("run_at, id").Limit(1)
		lock := ""
		if q.store.Dialect == store.Postgres {
			lock = " FOR UPDATE SKIP LOCKED"
		}
		rows, err := store.Scan[claimed](db.Raw(
			"UPDATE jobs SET leased_until = ?, attempts = attempts + 1 WHERE id = (?"+lock+") RETURNING id, kind, args, attempts",
			store.At(now.Add(q.o.Lease)), next))
		if err == nil && len(rows) == 1 {
			r := rows[0]
			j = Job{ID: r.ID, Kind: r.Kind, Args: json.RawMessage(r.Args), Attempt: r.Attempts, Last: r.Attempts >= q.o.Attempts}
			ok = true
		}
		return err
	})
	return j, ok && err == nil, err
}

// change updates the job while its lease is ours. The number of the attempt is
// the fence: whoever takes the job over raises it. ours is false after that.
func (q *Queue) change(ctx context.Context, j Job, values map[string]any) (ours bool, err error) {
	err = q.store.Internal(ctx, func(db *gorm.DB) error {
		res := db.Table("jobs").Where("id = ? AND attempts = ? AND done_at IS NULL", j.ID, j.Attempt).Updates(values)
		ours = res.RowsAffected == 1
		return res.Error
	})
	return ours, err
}

func (q *Queue) now() store.Time { return store.At(q.store.Now()) }

func (q *Queue) extend(ctx context.Context, j Job) (bool, error) {
	return q.change(ctx, j, map[string]any{"leased_until": store.At(q.store.Now().Add(q.o.Lease))})
}

func (q *Queue) finish(ctx context.Context, j Job) error {
	_, err := q.change(ctx, j, map[string]any{"done_at": q.now(), "leased_until": nil, "last_error": ""})
	return err
}

func (q *Queue) retry(ctx context.Context, j Job, cause error) error {
	at := store.At(q.store.Now().Add(q.o.Backoff(j.Attempt)))
	_, err := q.change(ctx, j, map[string]any{"run_at": at, "leased_until": nil, "last_error": text(cause)})
	return err
}

func (q *Queue) kill(ctx context.Context, j Job, cause error) error {
	_, err := q.change(ctx, j, map[string]any{"done_at": q.now(), "leased_until": nil, "last_error": text(cause)})
	return err
}

func (q *Queue) giveBack(ctx context.Context, j Job) error {
	_, err := q.change(ctx, j, map[string]any{"leased_until": nil, "attempts": j.Attempt - 1})
	return err
}

func (q *Queue) purge(ctx context.Context) error {
	return q.store.Internal(ctx, func(db *gorm.DB) error {
		return db.Where("done_at < ?", store.At(q.store.Now().Add(-keep))).Delete(&row{}).Error
	})
}

// text is what is kept of an error: never empty, since an empty one means success.
func text(err error) string {
	const most = 2000
	if err == nil {
		err = errors.New("unknown")
	}
	s := strings.ToValidUTF8(strings.ReplaceAll(err.Error(), "\x00", ""), "�")
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	if s == "" {
		s = "unknown"
	}
	return s
}
