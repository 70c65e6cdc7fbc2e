package backup

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Why a copy is refused. The errors that wrap these say what to do.
var (
	ErrDamaged  = errors.New("the backup is damaged or was changed")
	ErrNotEmpty = errors.New("the database is not empty")
	ErrSchema   = errors.New("the backup does not fit this database's schema")
)

// Restore fills an empty, migrated database from a copy, in one transaction: all
// of it, or nothing. The copy is checked as a whole before the first row is written.
func Restore(ctx context.Context, s *store.Store, r io.ReaderAt, size int64) (Manifest, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Manifest{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	m, err := readManifest(z)
	if err != nil {
		return m, err
	}
	at, err := present(ctx, s)
	if err != nil {
		return m, err
	}
	if m.Schema != at {
		return m, fmt.Errorf("%w: it is of schema version %d, the database of %d; restore it with program version %s, then migrate", ErrSchema, m.Schema, at, m.Program)
	}
	for _, t := range m.Tables {
		if err := verify(z, t); err != nil {
			return m, err
		}
	}
	return m, s.Internal(ctx, func(db *gorm.DB) error { return fill(s, db, z, m) })
}

func readManifest(z *zip.Reader) (Manifest, error) {
	var m Manifest
	f, err := z.Open(manifestName)
	if err != nil {
		return m, fmt.Errorf("%w: no %s in it", ErrDamaged, manifestName)
	}
	defer f.Close()
	if err := json.NewDecoder(f).Decode(&m); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestName, err)
	}
	if m.Format != Format {
		return m, fmt.Errorf("%w: its layout is version %d, this program knows %d", ErrSchema, m.Format, Format)
	}
	return m, nil
}

// verify reads a table's lines once and compares count and SHA-256.
func verify(z *zip.Reader, t TableInfo) error {
	f, err := z.Open(entryName(t.Name))
	if err != nil {
		return fmt.Errorf("%w: table %s is missing", ErrDamaged, t.Name)
	}
	defer f.Close()
	sum, lines := sha256.New(), &lineCounter{}
	if _, err := io.Copy(io.MultiWriter(sum, lines), f); err != nil {
		return fmt.Errorf("%w: table %s: %w", ErrDamaged, t.Name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != t.SHA256 || lines.n != t.Rows {
		return fmt.Errorf("%w: table %s differs from its entry in the manifest", ErrDamaged, t.Name)
	}
	return nil
}

type lineCounter struct{ n int64 }

func (c *lineCounter) Write(p []byte) (int, error) {
	c.n += int64(bytes.Count(p, []byte{'\n'}))
	return len(p), nil
}

func fill(s *store.Store, db *gorm.DB, z *zip.Reader, m Manifest) error {
	tables, err := tablesOf(s, db)
	if err != nil {
		return err
	}
	mine, theirs := names(tables), make([]string, len(m.Tables))
	for i, t := range m.Tables {
		theirs[i] = t.Name
	}
	if a, b := slices.Sorted(slices.Values(mine)), slices.Sorted(slices.Values(theirs)); !slices.Equal(a, b) {
		return fmt.Errorf("%w: its tables are %v, the database's %v", ErrSchema, b, a)
	}
	for _, t := range tables {
		full, err := store.Value[bool](db.Raw("SELECT EXISTS (SELECT 1 FROM " + quote(t.Name) + ")"))
		if err != nil {
			return err
		}
		if full {
			return fmt.Errorf("%w: table %s has rows; restore into a new database", ErrNotEmpty, t.Name)
		}
	}
	for _, t := range tables {
		if err := fillTable(db, z, t); err != nil {
			return fmt.Errorf("backup: table %s: %w", t.Name, err)
		}
	}
	// A program that already runs on this database must forget the empty city.
	return db.Exec("UPDATE stamps SET value = value + 1").Error
}

func fillTable(db *gorm.DB, z *zip.Reader, t store.Table) error {
	f, err := z.Open(entryName(t.Name))
	if err != nil {
		return err
	}
	defer f.Close()
	in := &inserter{db: db, table: t, self: selfReference(t), present: map[string]bool{}, waiting: map[string][][]any{}}
	r := bufio.NewReaderSize(f, 64<<10)
	for {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil {
			return err
		}
		row, err := parseRow(t, line)
		if err != nil {
			return err
		}
		if err := in.add(row); err != nil {
			return err
		}
	}
	return in.finish()
}

func parseRow(t store.Table, line []byte) ([]any, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	var fields map[string]any
	if err := dec.Decode(&fields); err != nil {
		return nil, err
	}
	if len(fields) != len(t.Columns) {
		return nil, fmt.Errorf("%w: a row has %d columns, the table %d", ErrSchema, len(fields), len(t.Columns))
	}
	row := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		v, there := fields[c.Name]
		if !there {
			return nil, fmt.Errorf("%w: column %s is missing", ErrSchema, c.Name)
		}
		var err error
		if row[i], err = incoming(c.Kind, v); err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	return row, nil
}

// incoming brings a value of the file into the form that the column takes.
func incoming(kind store.Kind, v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if kind == store.KindBytes {
			return base64.StdEncoding.DecodeString(v)
		}
		return v, nil
	case json.Number:
		if kind == store.KindReal {
			return v.Float64()
		}
		n, err := v.Int64()
		if kind == store.KindBool {
			return n != 0, err
		}
		return n, err
	}
	return nil, fmt.Errorf("cannot restore a %T", v)
}

// batch bounds one INSERT by rows and by values: SQLite takes 32,766 of them.
const (
	batchRows   = 200
	batchValues = 8000
)

// inserter fills one table in batches. A table that points at itself takes a row
// only after the one it points at; rows that come too early wait.
type inserter struct {
	db      *gorm.DB
	table   store.Table
	self    []selfRef
	present map[string]bool    // keys written so far, only when self is not empty
	waiting map[string][][]any // rows by the key that they wait for
	batch   [][]any
}

// selfRef is a column of a table that points at another column of it.
type selfRef struct{ from, to int }

func selfReference(t store.Table) []selfRef {
	at := func(name string) int {
		return slices.IndexFunc(t.Columns, func(c store.TableColumn) bool { return c.Name == name })
	}
	var out []selfRef
	for _, f := range t.Foreign {
		if f.Table == t.Name && len(f.Columns) == 1 {
			out = append(out, selfRef{at(f.Columns[0]), at(f.Targets[0])})
		}
	}
	return out
}

func key(column int, v any) string { return fmt.Sprintf("%d %v", column, v) }

func (in *inserter) add(row []any) error {
	for _, s := range in.self {
		if row[s.from] == nil || row[s.from] == row[s.to] {
			continue
		}
		if k := key(s.to, row[s.from]); !in.present[k] {
			in.waiting[k] = append(in.waiting[k], row)
			return nil
		}
	}
	in.batch = append(in.batch, row)
	if len(in.batch) >= batchRows || len(in.batch)*len(row) >= batchValues {
		if err := in.flush(); err != nil {
			return err
		}
	}
	for _, s := range in.self {
		k := key(s.to, row[s.to])
		in.present[k] = true
		released := in.waiting[k]
		delete(in.waiting, k)
		for _, r := range released {
			if err := in.add(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *inserter) finish() error {
	if len(in.waiting) > 0 {
		return fmt.Errorf("%w: rows point at rows that are not there", ErrDamaged)
	}
	return in.flush()
}

func (in *inserter) flush() error {
	if len(in.batch) == 0 {
		return nil
	}
	columns := make([]string, len(in.table.Columns))
	for i, c := range in.table.Columns {
		columns[i] = quote(c.Name)
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
	values := make([]any, 0, len(in.batch)*len(columns))
	for _, row := range in.batch {
		values = append(values, row...)
	}
	sql := "INSERT INTO " + quote(in.table.Name) + " (" + strings.Join(columns, ", ") + ") VALUES " +
		strings.TrimSuffix(strings.Repeat(one+",", len(in.batch)), ",")
	in.batch = in.batch[:0]
	return in.db.Exec(sql, values...).Error
}
