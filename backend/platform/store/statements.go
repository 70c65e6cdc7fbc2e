package store

import (
	"container/list"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// keptStatements bounds how many compiled statements a connection keeps.
const keptStatements = 64

// openCached opens a pool of SQLite connections that keep their compiled
// statements. GORM sends every statement as text, and SQLite would compile it anew
// each time, which is a fifth of the cost of a write; PostgreSQL's driver keeps
// its statements by itself.
func openCached(dsn string) (*sql.DB, error) {
	plain, err := sql.Open("sqlite", "") // opens nothing: only the driver is wanted
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(cachedConnector{plain.Driver(), dsn}), plain.Close()
}

type cachedConnector struct {
	driver driver.Driver
	dsn    string
}

func (c cachedConnector) Driver() driver.Driver { return c.driver }

func (c cachedConnector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	conn, ok := inner.(sqliteConn)
	if !ok {
		_ = inner.Close()
		return nil, fmt.Errorf("store: %T lacks a method that a connection needs", inner)
	}
	return &cachedConn{sqliteConn: conn, kept: map[string]*list.Element{}}, nil
}

// sqliteConn is what database/sql uses of a connection of the driver.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type sqliteRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// cachedConn is one connection. database/sql lets one goroutine at a time use it.
type cachedConn struct {
	sqliteConn
	kept map[string]*list.Element
	used list.List // of *keptStmt, the latest used first
}

type keptStmt struct {
	sqliteStmt
	query string
	busy  bool // its rows are still being read
}

// statement finds or compiles a statement with parameters. Nil when it is to be
// run as text: one without (a pragma, a script), or one whose rows are being read.
func (c *cachedConn) statement(ctx context.Context, query string, args []driver.NamedValue) (*keptStmt, error) {
	if len(args) == 0 {
		return nil, nil
	}
	if e := c.kept[query]; e != nil {
		s := e.Value.(*keptStmt)
		if s.busy {
			return nil, nil
		}
		c.used.MoveToFront(e)
		return s, nil
	}
	inner, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	stmt, ok := inner.(sqliteStmt)
	if !ok {
		return nil, inner.Close()
	}
	s := &keptStmt{sqliteStmt: stmt, query: query}
	c.kept[query] = c.used.PushFront(s)
	for e := c.used.Back(); c.used.Len() > keptStatements && e != nil; {
		before := e.Prev()
		if old := e.Value.(*keptStmt); !old.busy {
			c.drop(old)
		}
		e = before
	}
	return s, nil
}

// drop forgets a statement; one that failed is not trusted again.
func (c *cachedConn) drop(s *keptStmt) {
	if e := c.kept[s.query]; e != nil && e.Value == s {
		c.used.Remove(e)
		delete(c.kept, s.query)
		_ = s.Close()
	}
}

func (c *cachedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.ExecContext(ctx, query, args)
	}
	r, err := s.ExecContext(ctx, args)
	if err != nil {
		c.drop(s)
	}
	return r, err
}

func (c *cachedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.QueryContext(ctx, query, args)
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		c.drop(s)
		return nil, err
	}
	rows, ok := r.(sqliteRows)
	if !ok {
		return r, nil
	}
	s.busy = true
	return &keptRows{sqliteRows: rows, conn: c, stmt: s}, nil
}

// Close gives the statements back before the connection.
func (c *cachedConn) Close() error {
	for e := c.used.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*keptStmt).Close()
	}
	return c.sqliteConn.Close()
}

// keptRows frees its statement for the next use when it is closed.
type keptRows struct {
	sqliteRows
	conn *cachedConn
	stmt *keptStmt
}

func (r *keptRows) Close() error {
	err := r.sqliteRows.Close()
	r.stmt.busy = false
	if err != nil {
		r.conn.drop(r.stmt)
	}
	return err
}
