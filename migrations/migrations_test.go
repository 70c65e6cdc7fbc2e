package migrations_test

import (
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
	"miotsukushi/migrations"
)

func open(t *testing.T, db testkit.DB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func schema(t *testing.T, s *store.Store) []store.Table {
	t.Helper()
	tables, err := s.Schema(s.Read(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestBothFoldersHaveTheSameSteps(t *testing.T) {
	names := func(folder string) []string {
		list, err := fs.Glob(migrations.Files, folder+"/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			list[i] = strings.TrimPrefix(list[i], folder+"/")
		}
		return list
	}
	if lite, pg := names("sqlite"), names("postgres"); len(lite) == 0 || !slices.Equal(lite, pg) {
		t.Errorf("sqlite   %v\npostgres %v", lite, pg)
	}
}

// alike says whether SQLite may keep a PostgreSQL column so: it has no days,
// instants and truth values of its own.
func alike(lite, pg store.Kind) bool {
	switch pg {
	case store.KindDate, store.KindTime:
		return lite == store.KindText
	case store.KindBool:
		return lite == store.KindInt
	}
	return lite == pg
}

func TestBothDatabasesGetTheSameSchema(t *testing.T) {
	dbs := testkit.Databases(t)
	if len(dbs) < 2 {
		t.Skip("MIO_TEST_DATABASE_URL is not set: nothing to compare with (see scripts/pg)")
	}
	lite, pg := schema(t, open(t, dbs[0])), schema(t, open(t, dbs[1]))
	names := func(tables []store.Table) (out []string) {
		for _, x := range tables {
			out = append(out, x.Name)
		}
		return out
	}
	if !slices.Equal(names(lite), names(pg)) {
		t.Fatalf("tables\n  sqlite   %v\n  postgres %v", names(lite), names(pg))
	}
	for i, a := range lite {
		b := pg[i]
		for k := range max(len(a.Columns), len(b.Columns)) {
			if k >= len(a.Columns) || k >= len(b.Columns) {
				t.Errorf("%s: %d columns in sqlite, %d in postgres", a.Name, len(a.Columns), len(b.Columns))
				break
			}
			x, y := a.Columns[k], b.Columns[k]
			if x.Name != y.Name || x.Nullable != y.Nullable || !alike(x.Kind, y.Kind) {
				t.Errorf("%s column %d: sqlite %+v, postgres %+v", a.Name, k, x, y)
			}
		}
		for what, pair := range map[string][2]any{
			"primary key": {a.Key, b.Key}, "unique keys": {a.Unique, b.Unique}, "foreign keys": {a.Foreign, b.Foreign},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s %s\n  sqlite   %+v\n  postgres %+v", a.Name, what, pair[0], pair[1])
			}
		}
		if len(a.Key) == 0 {
			t.Errorf("%s has no primary key", a.Name)
		}
	}
}

// uniqueIndex matches a whole unique index; a partial one only guards a use case
// that words the refusal itself.
var uniqueIndex = regexp.MustCompile(`(?i)CREATE UNIQUE INDEX (\w+) ON (\w+) \(([^)]*)\);`)

// A fault names the field at fault by the name of the index in PostgreSQL and by
// its last column in SQLite: both must be the same.
func TestUniqueIndexesAreNamedAfterTheirField(t *testing.T) {
	files, err := fs.Glob(migrations.Files, "*/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := fs.ReadFile(migrations.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range uniqueIndex.FindAllStringSubmatch(string(content), -1) {
			columns := strings.Split(m[3], ",")
			last := strings.TrimSpace(columns[len(columns)-1])
			if want := fmt.Sprintf("%s_%s_key", m[2], last); m[1] != want {
				t.Errorf("%s: index %s is to be called %s", file, m[1], want)
			}
		}
	}
}

func TestUpDownUp(t *testing.T) {
	testkit.EachEmpty(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s := open(t, db)
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		first := schema(t, s)
		_, newest, err := s.Versions(t.Context())
		if err != nil || newest == 0 {
			t.Fatalf("newest version %d, %v", newest, err)
		}
		// One step at a time: a step must not lean on what a later one leaves.
		for v := newest - 1; v >= 0; v-- {
			if err := s.MigrateTo(t.Context(), v); err != nil {
				t.Fatalf("down to %d: %v", v, err)
			}
		}
		if left := schema(t, s); len(left) != 0 {
			t.Errorf("left after all steps down: %+v", left)
		}
		if err := s.CheckVersion(t.Context()); err == nil {
			t.Error("an outdated database is taken for current")
		}
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatalf("up again: %v", err)
		}
		if again := schema(t, s); !reflect.DeepEqual(first, again) {
			t.Errorf("the schema differs after up, down, up")
		}
		if err := s.CheckVersion(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestSeveralReplicasMayMigrateAtOnce(t *testing.T) {
	testkit.EachEmpty(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		if db.Name == testkit.SQLite {
			t.Skip("one process owns an SQLite file")
		}
		const replicas = 3
		errs := make(chan error, replicas)
		for range replicas {
			go func() { errs <- store.Migrate(t.Context(), db.URL) }()
		}
		for range replicas {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
	})
}
