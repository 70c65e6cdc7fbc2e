package store

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"miotsukushi/backend/platform/fault"
)

// Extended result codes of SQLite and SQLSTATEs of PostgreSQL that are the
// caller's doing rather than ours.
const (
	sqliteUnique     = 2067
	sqlitePrimaryKey = 1555
	sqliteForeignKey = 787
	sqliteCheck      = 275
	sqliteBusy       = 5 // low byte of several codes
	pgUnique         = "23505"
	pgForeignKey     = "23503"
	pgCheck          = "23514"
	pgSerialization  = "40001"
	pgDeadlock       = "40P01"
	pgCharacter      = "22021" // a text that PostgreSQL cannot hold, such as one with U+0000
	pgData           = "22"    // class: a value that does not fit its type
)

// translate turns a broken constraint into a fault that names the field. Unique
// indexes are called <table>_<column>_key, so the column can be told from it.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var known *fault.Fault
	if errors.As(err, &known) {
		return err // it may hide a broken constraint that a use case has already named
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() {
		case sqliteUnique, sqlitePrimaryKey:
			return duplicate(sqliteColumn(lite.Error()), err)
		case sqliteForeignKey:
			return &fault.Fault{Code: fault.Conflict, Params: fault.Params{"reason": "in_use"}, Cause: err}
		case sqliteCheck:
			return &fault.Fault{Code: fault.Conflict, Params: fault.Params{"reason": "constraint"}, Cause: err}
		}
		if lite.Code()&0xff == sqliteBusy {
			return &fault.Fault{Code: fault.Unavailable, Cause: err}
		}
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code {
		case pgUnique:
			return duplicate(pgColumn(pg.TableName, pg.ConstraintName), err)
		case pgForeignKey:
			return &fault.Fault{Code: fault.Conflict, Params: fault.Params{"reason": "in_use"}, Cause: err}
		case pgCheck:
			return &fault.Fault{Code: fault.Conflict, Params: fault.Params{"reason": "constraint"}, Cause: err}
		case pgSerialization, pgDeadlock:
			return &fault.Fault{Code: fault.Conflict, Params: fault.Params{"reason": "concurrent"}, Cause: err}
		case pgCharacter:
			return &fault.Fault{Code: fault.Malformed, Cause: err}
		}
	}
	return err
}

// isBadValue tells whether PostgreSQL, or its driver on the way, refused a value
// for its type: someone wrote a cursor by hand.
func isBadValue(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, pgData)
	}
	return strings.Contains(err.Error(), "failed to encode args")
}

func duplicate(column string, cause error) error {
	f := fault.Bad(camel(column), "duplicate", nil)
	f.Cause = cause
	return f
}

// sqliteColumn reads the last column of "UNIQUE constraint failed: t.a, t.b (2067)".
func sqliteColumn(msg string) string {
	_, cols, ok := strings.Cut(msg, "failed: ")
	if !ok {
		return ""
	}
	cols, _, _ = strings.Cut(cols, " (")
	return cols[strings.LastIndexByte(cols, '.')+1:]
}

func pgColumn(table, constraint string) string {
	if constraint == table+"_pkey" {
		return "id"
	}
	return strings.TrimSuffix(strings.TrimPrefix(constraint, table+"_"), "_key")
}

// camel turns a column name into the field name of the API.
func camel(column string) string {
	parts := strings.Split(column, "_")
	for i := 1; i < len(parts); i++ {
		if parts[i] != "" {
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
		}
	}
	return strings.Join(parts, "")
}
