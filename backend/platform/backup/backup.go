// Package backup copies the whole database into one file and back, without
// depending on which of the two databases it is: a copy of an SQLite file can be
// restored into PostgreSQL and the other way round.
//
// The file is a zip: tables/<name>.jsonl for each table, one row a line, and
// manifest.json with the number of rows and the SHA-256 of each. Days are
// "2026-04-01", instants RFC 3339 in UTC with microseconds, truth values 0 and 1,
// bytes base64: the same content gives the same lines on both databases.
package backup

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Format is the version of the file's layout.
const Format = 1

const manifestName = "manifest.json"

func entryName(table string) string { return "tables/" + table + ".jsonl" }

// leftOut are the tables whose rows mean nothing in another database, with the
// reason. A restored city signs in anew.
var leftOut = map[string]string{
	"sessions":         "people sign in again",
	"sign_in_failures": "waits of failed sign-ins end",
	"rate_windows":     "requests of minutes that are over",
	"idempotency_keys": "answers to repeated requests are kept for a day only",
	"search_entries":   "the database makes them anew from the records",
	"stamps":           "counters that tell running programs to forget what they remember",
}

// Manifest describes a copy.
type Manifest struct {
	Format  int    `json:"format"`
	Program string `json:"program"`
	// Schema is the version of the database's schema; a copy fits no other.
	Schema  int64         `json:"schemaVersion"`
	Dialect store.Dialect `json:"dialect"`
	TakenAt time.Time     `json:"takenAt"`
	// Tables are in the order in which they can be filled.
	Tables  []TableInfo       `json:"tables"`
	LeftOut map[string]string `json:"leftOut"`
}

// TableInfo counts and seals the rows of one table.
type TableInfo struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// Rows is the number of rows in all tables.
func (m Manifest) Rows() int64 {
	var n int64
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// Write streams a copy of the database, as it is at one moment, to w. Others may
// go on writing meanwhile. Memory stays bounded by the longest row.
func Write(ctx context.Context, s *store.Store, program string, w io.Writer) (Manifest, error) {
	m := Manifest{Format: Format, Program: program, Dialect: s.Dialect, TakenAt: s.Now().UTC().Truncate(time.Second), LeftOut: leftOut}
	var err error
	if m.Schema, err = present(ctx, s); err != nil {
		return m, err
	}
	z := zip.NewWriter(w)
	err = s.Snapshot(ctx, func(db *gorm.DB) error {
		tables, err := tablesOf(s, db)
		if err != nil {
			return err
		}
		for _, t := range tables {
			info, err := writeTable(z, db, s.Dialect, t)
			if err != nil {
				return fmt.Errorf("backup: table %s: %w", t.Name, err)
			}
			m.Tables = append(m.Tables, info)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	e, err := z.Create(manifestName)
	if err != nil {
		return m, err
	}
	enc := json.NewEncoder(e)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return m, err
	}
	return m, z.Close()
}

// present is the schema version; a database that waits for migrations has no
// version that a copy could name.
func present(ctx context.Context, s *store.Store) (int64, error) {
	if err := s.CheckVersion(ctx); err != nil {
		return 0, err
	}
	at, _, err := s.Versions(ctx)
	return at, err
}

// tablesOf lists the tables to copy, each after those that it points at.
func tablesOf(s *store.Store, db *gorm.DB) ([]store.Table, error) {
	all, err := s.Schema(db)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t store.Table) bool { _, out := leftOut[t.Name]; return out })
	return inOrder(all)
}

func inOrder(tables []store.Table) ([]store.Table, error) {
	var out []store.Table
	done := map[string]bool{}
	for len(tables) > 0 {
		ready := func(t store.Table) bool {
			return !slices.ContainsFunc(t.Foreign, func(f store.ForeignKey) bool { return f.Table != t.Name && !done[f.Table] })
		}
		n := len(out)
		for _, t := range tables {
			if ready(t) {
				out = append(out, t)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("backup: these tables point at each other in a circle: %s", strings.Join(names(tables), ", "))
		}
		for _, t := range out[n:] {
			done[t.Name] = true
		}
		tables = slices.DeleteFunc(tables, func(t store.Table) bool { return done[t.Name] })
	}
	return out, nil
}

func names(tables []store.Table) []string {
	out := make([]string, len(tables))
	for i, t := range tables {
		out[i] = t.Name
	}
	return out
}

func writeTable(z *zip.Writer, db *gorm.DB, dialect store.Dialect, t store.Table) (TableInfo, error) {
	info := TableInfo{Name: t.Name}
	e, err := z.Create(entryName(t.Name))
	if err != nil {
		return info, err
	}
	sum := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(e, sum), 64<<10)
	rows, err := db.Raw(selectAll(dialect, t)).Rows()
	if err != nil {
		return info, err
	}
	defer rows.Close()
	values, targets := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return info, err
		}
		if err := writeRow(w, t, values); err != nil {
			return info, err
		}
		info.Rows++
	}
	if err := rows.Err(); err != nil {
		return info, err
	}
	if err := w.Flush(); err != nil {
		return info, err
	}
	info.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return info, nil
}

// selectAll reads a table in the order of its key, byte by byte, which is the
// order of SQLite: the same content then gives the same file.
func selectAll(dialect store.Dialect, t store.Table) string {
	columns, order := make([]string, len(t.Columns)), make([]string, len(t.Key))
	for i, c := range t.Columns {
		columns[i] = quote(c.Name)
	}
	for i, k := range t.Key {
		order[i] = quote(k)
		if dialect == store.Postgres && kindIn(t, k) == store.KindText {
			order[i] += ` COLLATE "C"`
		}
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM " + quote(t.Name) + " ORDER BY " + strings.Join(order, ", ")
}

func kindIn(t store.Table, column string) store.Kind {
	for _, c := range t.Columns {
		if c.Name == column {
			return c.Kind
		}
	}
	return ""
}

// quote makes a name of the schema fit for SQL. It never comes from a file.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// instants have a fixed width, as in store.Time.
const instantLayout = "2006-01-02T15:04:05.000000Z"

func writeRow(w *bufio.Writer, t store.Table, values []any) error {
	for i, c := range t.Columns {
		v, err := outgoing(c.Kind, values[i])
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		start := byte(',')
		if i == 0 {
			start = '{'
		}
		name, err := marshal(c.Name)
		if err != nil {
			return err
		}
		value, err := marshal(v)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		// A bufio.Writer keeps its first error for the end of the row.
		_ = w.WriteByte(start)
		_, _ = w.Write(name)
		_ = w.WriteByte(':')
		_, _ = w.Write(value)
	}
	_, err := w.WriteString("}\n")
	return err
}

// marshal is json.Marshal with < > & left as they are.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

// outgoing brings a value of either driver into the form of the file.
func outgoing(kind store.Kind, v any) (any, error) {
	switch v := v.(type) {
	case nil, string, int64, float64:
		return v, nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case time.Time:
		if kind == store.KindDate {
			return v.Format(time.DateOnly), nil
		}
		return v.UTC().Format(instantLayout), nil
	case []byte:
		if kind == store.KindBytes {
			return base64.StdEncoding.EncodeToString(v), nil
		}
		return string(v), nil
	}
	return nil, fmt.Errorf("cannot copy a %T", v)
}
