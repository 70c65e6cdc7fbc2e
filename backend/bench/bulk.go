package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// bulk writes many rows quickly: gathered by table and sent together, in the order in which the tables were first named.
type bulk struct {
	ctx    context.Context
	db     *gorm.DB
	plain  bool // ? as it is; PostgreSQL counts its parameters
	now    time.Time
	today  fiscal.Date
	tables []*buffer
	err    error
}

// buffer holds the rows of a table that wait to be sent.
type buffer struct {
	owner   *bulk
	name    string
	columns []string
	values  []any
}

// inBulk runs fill in transactions of a size that both databases like.
func inBulk(ctx context.Context, s *store.Store, fill func(b *bulk)) error {
	return s.Internal(ctx, func(db *gorm.DB) error {
		b := &bulk{ctx: ctx, db: db, plain: s.Dialect == store.SQLite, now: s.Now(), today: fiscal.Today(s.Now())}
		fill(b)
		b.flush()
		return b.err
	})
}

// table names a table and the columns that rows will give, in their order.
func (b *bulk) table(name string, columns ...string) *buffer {
	t := &buffer{owner: b, name: name, columns: columns}
	b.tables = append(b.tables, t)
	return t
}

// record names a table of records, whose first columns every row has: an id is given, the rest is made.
func (b *bulk) record(name string, columns ...string) *buffer {
	return b.table(name, append([]string{"id", "version", "created_at", "updated_at"}, columns...)...)
}

// limit of values in one statement; SQLite takes no more than 32766.
const limit = 16_000

func (t *buffer) row(values ...any) {
	if t.owner.err != nil {
		return
	}
	if len(values) != len(t.columns) {
		t.owner.err = fmt.Errorf("%s: %d values for %d columns", t.name, len(values), len(t.columns))
		return
	}
	t.values = append(t.values, values...)
	if len(t.values)+len(t.columns) > limit {
		t.owner.flush()
	}
}

// add adds a record with a new id, which it returns.
func (t *buffer) add(values ...any) string {
	id, at := store.NewID(), store.At(t.owner.now)
	t.row(append([]any{id, 1, at, at}, values...)...)
	return id
}

func (b *bulk) flush() {
	for _, t := range b.tables {
		if b.err == nil && len(t.values) > 0 {
			b.err = b.send(t)
		}
		t.values = t.values[:0]
	}
}

func (b *bulk) send(t *buffer) error {
	var q strings.Builder
	fmt.Fprintf(&q, "INSERT INTO %s (%s) VALUES ", t.name, strings.Join(t.columns, ", "))
	for i := range t.values {
		switch {
		case i == 0:
			q.WriteString("(")
		case i%len(t.columns) == 0:
			q.WriteString("), (")
		default:
			q.WriteString(", ")
		}
		if b.plain {
			q.WriteString("?")
		} else {
			fmt.Fprintf(&q, "$%d", i+1)
		}
	}
	q.WriteString(")")
	_, err := b.db.Statement.ConnPool.ExecContext(b.ctx, q.String(), t.values...)
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	return nil
}
