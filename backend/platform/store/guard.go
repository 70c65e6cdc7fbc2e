package store

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// errOutsideDoor is a programming error: someone wrote past the verbs.
var errOutsideDoor = errors.New("store: writes go through Create, Update, Delete or Internal")

const doorKey = "mio:door"

// guard refuses every write that the verbs of this package did not start.
func guard(db *gorm.DB) error {
	check := func(tx *gorm.DB) {
		if _, ok := tx.Get(doorKey); !ok {
			_ = tx.AddError(errOutsideDoor)
		}
	}
	// A hand-written query can hide a write: UPDATE … RETURNING comes as rows.
	reading := func(tx *gorm.DB) {
		if tx.Statement.SQL.Len() > 0 && !isQuery(tx.Statement.SQL.String()) {
			check(tx)
		}
	}
	// "*" is before all: a callback that is put before one that is switched off
	// (as gorm:begin_transaction is) comes last, after the write.
	cb := db.Callback()
	return errors.Join(
		cb.Create().Before("*").Register("mio:guard", check),
		cb.Update().Before("*").Register("mio:guard", check),
		cb.Delete().Before("*").Register("mio:guard", check),
		cb.Raw().Before("*").Register("mio:guard", check),
		cb.Query().Before("*").Register("mio:guard", reading),
		cb.Row().Before("*").Register("mio:guard", reading),
	)
}

var (
	queryStart = regexp.MustCompile(`(?i)^[\s(]*(select|with)\b`)
	writeInCTE = regexp.MustCompile(`(?i)\b(insert\s+into|update\s|delete\s+from|merge\s+into)`)
)

// isQuery tells whether a statement only reads: SELECT, or WITH without a write
// inside, which PostgreSQL would allow.
func isQuery(sql string) bool {
	m := queryStart.FindStringSubmatch(sql)
	return m != nil && (strings.EqualFold(m[1], "select") || !writeInCTE.MatchString(sql))
}

// door opens a session whose writes the guard lets pass.
func door(db *gorm.DB) *gorm.DB { return db.Set(doorKey, true).Session(&gorm.Session{}) }

type countKey struct{}

// CountStatements returns a context under which every statement is counted, so
// that a test can hold an endpoint to a bound.
func CountStatements(ctx context.Context) (context.Context, *atomic.Int64) {
	var n atomic.Int64
	return context.WithValue(ctx, countKey{}, &n), &n
}

// tracer is GORM's logger: it is silent and only feeds CountStatements. Errors
// reach the log once, at the endpoint, with the request id.
type tracer struct{}

func (t tracer) LogMode(logger.LogLevel) logger.Interface { return t }
func (tracer) Info(context.Context, string, ...any)       {}
func (tracer) Warn(context.Context, string, ...any)       {}
func (tracer) Error(context.Context, string, ...any)      {}

func (tracer) Trace(ctx context.Context, _ time.Time, _ func() (string, int64), _ error) {
	if n, ok := ctx.Value(countKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
}
