// Package testkit hands tests a fresh database of each kind that the program supports, migrated and empty, so that every
// service test runs on SQLite and on PostgreSQL without repeating how they are made.
//
// SQLite needs nothing. PostgreSQL needs a server: MIO_TEST_DATABASE_URL holds a superuser's address (scripts/pg start gives
// one). Without it the PostgreSQL half is skipped, and says so; with MIO_TEST_REQUIRE_POSTGRES=1, as scripts/test sets, it fails.
//
// Only tests import this package.
package testkit

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"miotsukushi/backend/platform/store"
)

// Names of the kinds of database, as DB.Name and as subtest names.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// setupTime bounds the making of one database; a server that does not answer must not hang the suite.
const setupTime = 60 * time.Second

// migrate brings an empty database to the present schema. A variable, so that this package's own tests can stand in for it.
var migrate = store.Migrate

// DB is one fresh database that belongs to one test.
type DB struct {
	Name string // SQLite or Postgres
	URL  string // what store.Open takes: sqlite:///path/file.db or postgres://…
}

// Each runs f once per kind of database, as the subtests "sqlite" and "postgres", each on a migrated database of its own that
// is removed afterwards. f may call t.Parallel.
func Each(t *testing.T, f func(t *testing.T, db DB)) {
	t.Helper()
	each(t, true, f)
}

// EachEmpty is Each on databases without any table, for the tests of the migrations themselves.
func EachEmpty(t *testing.T, f func(t *testing.T, db DB)) {
	t.Helper()
	each(t, false, f)
}

func each(t *testing.T, migrated bool, f func(t *testing.T, db DB)) {
	t.Helper()
	t.Run(SQLite, func(t *testing.T) { f(t, newSQLite(t, migrated)) })
	t.Run(Postgres, func(t *testing.T) {
		if !havePostgres(t) {
			t.Skip("MIO_TEST_DATABASE_URL is not set: not run on PostgreSQL (see scripts/pg)")
		}
		f(t, newPostgres(t, migrated))
	})
}

// Databases returns one fresh, migrated database of each kind, removed when t ends. Without a PostgreSQL server the list has
// only SQLite, and the test's log says so. Prefer Each: it names the database in the test's name.
func Databases(t testing.TB) []DB {
	t.Helper()
	list := []DB{newSQLite(t, true)}
	if !havePostgres(t) {
		t.Log("MIO_TEST_DATABASE_URL is not set: not run on PostgreSQL (see scripts/pg)")
		return list
	}
	return append(list, newPostgres(t, true))
}

// Fresh returns one fresh, migrated database of the named kind. For Postgres it skips the test when there is no server.
func Fresh(t testing.TB, name string) DB {
	t.Helper()
	switch name {
	case SQLite:
		return newSQLite(t, true)
	case Postgres:
		if !havePostgres(t) {
			t.Skip("MIO_TEST_DATABASE_URL is not set: not run on PostgreSQL (see scripts/pg)")
		}
		return newPostgres(t, true)
	}
	t.Fatalf("testkit: no kind of database is called %q", name)
	return DB{}
}

// sqliteImage is the migrated file, made once in a test process and copied for every test: migrating takes far longer.
var sqliteImage struct {
	once  sync.Once
	bytes []byte
	err   error
}

func newSQLite(t testing.TB, migrated bool) DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mio.db")
	if migrated {
		sqliteImage.once.Do(func() { sqliteImage.bytes, sqliteImage.err = makeSQLiteImage() })
		if sqliteImage.err != nil {
			t.Fatalf("testkit: migrate SQLite: %v", sqliteImage.err)
		}
		if err := os.WriteFile(path, sqliteImage.bytes, 0o600); err != nil {
			t.Fatalf("testkit: %v", err)
		}
	}
	return DB{Name: SQLite, URL: sqliteURL(path)}
}

func sqliteURL(path string) string { return "sqlite://" + filepath.ToSlash(path) }

func makeSQLiteImage() ([]byte, error) {
	dir, err := os.MkdirTemp("", "mio-testkit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), setupTime)
	defer cancel()
	path := filepath.Join(dir, "image.db")
	if err := migrate(ctx, sqliteURL(path)); err != nil {
		return nil, err
	}
	// The last connection to close folds the write-ahead log into the file. A log that is still there would mean a copy
	// without its newest tables.
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil, errOpenLog
	}
	return os.ReadFile(path)
}
