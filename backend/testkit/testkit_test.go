package testkit

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the "sqlite" driver of database/sql
)

func open(t *testing.T, db DB) *sql.DB {
	t.Helper()
	driver, address := "pgx", db.URL
	if db.Name == SQLite {
		driver, address = "sqlite", strings.TrimPrefix(db.URL, "sqlite://")
	}
	conn, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func tables(t *testing.T, db DB) int {
	t.Helper()
	query := `SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'`
	if db.Name == SQLite {
		query = `SELECT count(*) FROM sqlite_master WHERE type = 'table'`
	}
	var n int
	if err := open(t, db).QueryRow(query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEachIsMigrated(t *testing.T) {
	Each(t, func(t *testing.T, db DB) {
		t.Parallel()
		if tables(t, db) == 0 {
			t.Error("no table: the migrations were not applied")
		}
	})
}

func TestEachEmptyIsEmpty(t *testing.T) {
	EachEmpty(t, func(t *testing.T, db DB) {
		if n := tables(t, db); n != 0 {
			t.Errorf("%d tables, want none", n)
		}
	})
}

func TestDatabasesAreSeparate(t *testing.T) {
	for range 2 {
		for _, db := range Databases(t) {
			// The same table again would fail if two tests were handed one database.
			if _, err := open(t, db).Exec(`CREATE TABLE only_here (id integer)`); err != nil {
				t.Errorf("%s: %v", db.Name, err)
			}
		}
	}
}

func TestPostgresIsDroppedWithOpenConnections(t *testing.T) {
	if !havePostgres(t) {
		t.Skip("MIO_TEST_DATABASE_URL is not set: not run on PostgreSQL (see scripts/pg)")
	}
	var name string
	t.Run("user", func(t *testing.T) {
		db := Fresh(t, Postgres)
		address, err := url.Parse(db.URL)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimPrefix(address.Path, "/")
		conn, err := sql.Open("pgx", db.URL)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Ping(); err != nil { // stays open on purpose
			t.Fatal(err)
		}
	})
	var left int
	if err := server.admin.QueryRow(`SELECT count(*) FROM pg_database WHERE datname = $1`, name).Scan(&left); err != nil {
		t.Fatal(err)
	}
	if left != 0 {
		t.Errorf("%s is still there", name)
	}
}

func TestTemplateIsMadeOnce(t *testing.T) {
	if !havePostgres(t) {
		t.Skip("MIO_TEST_DATABASE_URL is not set: not run on PostgreSQL (see scripts/pg)")
	}
	Fresh(t, Postgres)
	before := migrate
	defer func() { migrate = before }()
	migrate = func(context.Context, string) error {
		t.Error("migrated a second time")
		return nil
	}
	again, err := makeTemplate(server.admin, os.Getenv(envServer))
	if err != nil || again != server.template {
		t.Errorf("got %q, %v; want %q", again, err, server.template)
	}
}
