package store

import (
	"slices"

	"gorm.io/gorm"
)

// Kind is what a column holds. SQLite keeps days and instants as text and truth
// values as whole numbers, so it reports KindText and KindInt for them.
type Kind string

// The kinds of columns.
const (
	KindText  Kind = "text"
	KindInt   Kind = "int"
	KindBool  Kind = "bool"
	KindDate  Kind = "date"
	KindTime  Kind = "time"
	KindReal  Kind = "real"
	KindBytes Kind = "bytes"
)

// TableColumn is a column of a table.
type TableColumn struct {
	Name     string
	Kind     Kind
	Nullable bool
}

// Unique is a set of columns whose values no two rows share, except the primary
// key. Partial says that it holds for some of the rows.
type Unique struct {
	Columns []string
	Partial bool
}

// ForeignKey is a set of columns that points at rows of a table.
type ForeignKey struct {
	Columns  []string
	Table    string
	Targets  []string
	OnDelete string // NO ACTION, CASCADE, …
}

// Table is a table as the database describes it.
type Table struct {
	Name    string
	Columns []TableColumn
	Key     []string // primary key
	Unique  []Unique
	Foreign []ForeignKey
}

// Schema describes all tables of the database by name, without goose's own and
// without the index of texts, which SQLite keeps as tables (search_text). db is a
// handle of Read, Write, Internal or Snapshot.
func (s *Store) Schema(db *gorm.DB) ([]Table, error) {
	q := sqliteSchema
	if s.Dialect == Postgres {
		q = postgresSchema
	}
	tables := map[string]*Table{}
	table := func(name string) *Table {
		if tables[name] == nil {
			tables[name] = &Table{Name: name}
		}
		return tables[name]
	}
	columns, err := Scan[columnRow](db.Raw(q.columns))
	if err != nil {
		return nil, err
	}
	for _, c := range columns {
		t := table(c.Tbl)
		t.Columns = append(t.Columns, TableColumn{c.Name, kindOf(c.Type), c.Nullable})
	}
	keys, err := Scan[keyRow](db.Raw(q.keys))
	if err != nil {
		return nil, err
	}
	for _, k := range grouped(keys) {
		t := table(k[0].Tbl)
		if k[0].IsPrimary {
			t.Key = names(k)
		} else {
			t.Unique = append(t.Unique, Unique{names(k), k[0].Partial})
		}
	}
	foreign, err := Scan[keyRow](db.Raw(q.foreign))
	if err != nil {
		return nil, err
	}
	for _, k := range grouped(foreign) {
		f := ForeignKey{Columns: names(k), Table: k[0].Target, OnDelete: k[0].OnDelete}
		for _, r := range k {
			f.Targets = append(f.Targets, r.TargetColumn)
		}
		t := table(k[0].Tbl)
		t.Foreign = append(t.Foreign, f)
	}
	out := make([]Table, 0, len(tables))
	for _, t := range tables {
		slices.SortFunc(t.Unique, func(a, b Unique) int { return slices.Compare(a.Columns, b.Columns) })
		slices.SortFunc(t.Foreign, func(a, b ForeignKey) int { return slices.Compare(a.Columns, b.Columns) })
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Table) int { return slices.Compare([]string{a.Name}, []string{b.Name}) })
	return out, nil
}

type columnRow struct {
	Tbl      string
	Name     string
	Type     string
	Nullable bool
}

// keyRow is one column of a key; the rows of a key follow each other.
type keyRow struct {
	Tbl          string
	Constr       string
	Name         string
	IsPrimary    bool
	Partial      bool
	Target       string
	TargetColumn string
	OnDelete     string
}

func names(rows []keyRow) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Name
	}
	return out
}

func grouped(rows []keyRow) [][]keyRow {
	var out [][]keyRow
	for _, r := range rows {
		if n := len(out); n > 0 && out[n-1][0].Tbl == r.Tbl && out[n-1][0].Constr == r.Constr {
			out[n-1] = append(out[n-1], r)
			continue
		}
		out = append(out, []keyRow{r})
	}
	return out
}

func kindOf(typ string) Kind {
	switch typ {
	case "INTEGER", "INT", "bigint", "integer", "smallint":
		return KindInt
	case "boolean":
		return KindBool
	case "date":
		return KindDate
	case "timestamp with time zone":
		return KindTime
	case "REAL", "double precision", "real":
		return KindReal
	case "BLOB", "bytea":
		return KindBytes
	}
	return KindText
}

type schemaSQL struct{ columns, keys, foreign string }

var sqliteSchema = schemaSQL{
	columns: `SELECT m.name AS tbl, c.name, c.type, c."notnull" = 0 AS nullable
		FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'search\_text%' ESCAPE '\' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT LIKE 'goose\_%' ESCAPE '\'
		ORDER BY m.name, c.cid`,
	// A whole number that is the key is SQLite's own row number and has no index.
	keys: `SELECT tbl, constr, name, is_primary, partial FROM (
			SELECT m.name AS tbl, i.name AS constr, COALESCE(c.name, '(expression)') AS name, i.origin = 'pk' AS is_primary, i.partial, c.seqno AS at
			FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
			WHERE m.type = 'table' AND i."unique" = 1
			UNION ALL SELECT m.name, 'rowid', c.name, 1, 0, 0
			FROM sqlite_schema m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND c.pk = 1 AND c.type = 'INTEGER' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i WHERE i.origin = 'pk')
		)
		WHERE tbl NOT LIKE 'search\_text%' ESCAPE '\' AND tbl NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl NOT LIKE 'goose\_%' ESCAPE '\'
		ORDER BY tbl, constr, at`,
	foreign: `SELECT m.name AS tbl, CAST(f.id AS TEXT) AS constr, f."from" AS name, f."table" AS target, f."to" AS target_column, f.on_delete
		FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq`,
}

var postgresSchema = schemaSQL{
	columns: `SELECT c.table_name::text AS tbl, c.column_name::text AS name, c.data_type::text AS type, c.is_nullable = 'YES' AS nullable
		FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE 'goose\_%'
		ORDER BY c.table_name, c.ordinal_position`,
	keys: `SELECT t.relname::text AS tbl, i.relname::text AS constr, COALESCE(a.attname, '(expression)')::text AS name,
			x.indisprimary AS is_primary, x.indpred IS NOT NULL AS partial
		FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
		CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(attnum, at)
		LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum AND k.attnum > 0
		WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' AND x.indisunique AND t.relname NOT LIKE 'goose\_%'
		ORDER BY t.relname, i.relname, k.at`,
	foreign: `SELECT t.relname::text AS tbl, c.conname::text AS constr, a.attname::text AS name, r.relname::text AS target,
			b.attname::text AS target_column,
			CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' ELSE 'NO ACTION' END AS on_delete
		FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
		CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, target, at)
		JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own
		JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.target
		WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
		ORDER BY t.relname, c.conname, k.at`,
}
