package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

// lite is one connection that keeps its statements, and the connection below database/sql.
func lite(t *testing.T) (*sql.Conn, *cachedConn) {
	t.Helper()
	db, err := openCached("file:" + filepath.Join(t.TempDir(), "a.db"))
	ok(t, err)
	conn, err := db.Conn(t.Context())
	ok(t, err)
	t.Cleanup(func() { ok(t, conn.Close()); ok(t, db.Close()) })
	var inner *cachedConn
	ok(t, conn.Raw(func(c any) error { inner = c.(*cachedConn); return nil }))
	_, err = conn.ExecContext(t.Context(), "CREATE TABLE t (n INTEGER PRIMARY KEY, note TEXT)")
	ok(t, err)
	return conn, inner
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func insert(ctx context.Context, conn *sql.Conn, n int) error {
	_, err := conn.ExecContext(ctx, "INSERT INTO t (n) VALUES (?)", n)
	return err
}

func count(t *testing.T, conn *sql.Conn, from int) (n int) {
	t.Helper()
	ok(t, conn.QueryRowContext(t.Context(), "SELECT count(*) FROM t WHERE n >= ?", from).Scan(&n))
	return n
}

func TestStatementsAreKeptAndForgotten(t *testing.T) {
	conn, inner := lite(t)
	for n := range 3 {
		ok(t, insert(t.Context(), conn, n))
	}
	if len(inner.kept) != 1 || inner.used.Len() != 1 {
		t.Errorf("%d statements kept, want the one with parameters", len(inner.kept))
	}
	if err := insert(t.Context(), conn, 2); err == nil || len(inner.kept) != 0 {
		t.Errorf("a statement that failed is kept: %v", err)
	}
	ok(t, insert(t.Context(), conn, 3))
	for i := range keptStatements + 20 {
		var n int
		ok(t, conn.QueryRowContext(t.Context(), fmt.Sprintf("SELECT count(*) + %d FROM t WHERE n > ?", i), -1).Scan(&n))
		if n != i+4 {
			t.Fatalf("statement %d answers %d", i, n)
		}
	}
	if len(inner.kept) != keptStatements || inner.used.Len() != keptStatements {
		t.Errorf("%d statements kept", len(inner.kept))
	}
}

// A statement may be asked again while its rows are read, and the shape of the table may change between two uses.
func TestKeptStatementsAreNotConfused(t *testing.T) {
	conn, _ := lite(t)
	for n := range 3 {
		ok(t, insert(t.Context(), conn, n))
	}
	const all = "SELECT n FROM t WHERE n >= ? ORDER BY n"
	read := func(from int, each func(n int)) {
		rows, err := conn.QueryContext(t.Context(), all, from)
		ok(t, err)
		defer rows.Close()
		for rows.Next() {
			var n int
			ok(t, rows.Scan(&n))
			each(n)
		}
		ok(t, rows.Err())
	}
	seen := ""
	rows, err := conn.QueryContext(t.Context(), all, 0)
	ok(t, err)
	if rows.Next() {
		seen = "first "
	}
	ok(t, rows.Close()) // half read
	read(1, func(n int) { seen += fmt.Sprint(n) })
	if seen != "first 12" {
		t.Errorf("read %q", seen)
	}
	_, err = conn.ExecContext(t.Context(), "ALTER TABLE t ADD COLUMN more TEXT")
	ok(t, err)
	ok(t, insert(t.Context(), conn, 7))
	if n := count(t, conn, 2); n != 2 {
		t.Errorf("%d rows from 2 on", n)
	}
}

func TestAKeptStatementIsAskedWhileItIsRead(t *testing.T) {
	db, err := openCached("file:" + filepath.Join(t.TempDir(), "a.db"))
	ok(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { ok(t, db.Close()) })
	tx, err := db.BeginTx(t.Context(), nil)
	ok(t, err)
	defer tx.Rollback()
	const q = "WITH RECURSIVE c(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n FROM c"
	outer, err := tx.QueryContext(t.Context(), q, 1)
	ok(t, err)
	defer outer.Close()
	got := ""
	for outer.Next() {
		var n int
		ok(t, outer.Scan(&n))
		inner, err := tx.QueryContext(t.Context(), q, n)
		ok(t, err)
		for inner.Next() {
			var m int
			ok(t, inner.Scan(&m))
			got += fmt.Sprint(m)
		}
		ok(t, inner.Close())
		got += " "
	}
	ok(t, outer.Err())
	if got != "123 23 3 " {
		t.Errorf("read %q", got)
	}
}
