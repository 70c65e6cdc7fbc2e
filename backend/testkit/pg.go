package testkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the "pgx" driver of database/sql
)

const (
	envServer  = "MIO_TEST_DATABASE_URL"
	envRequire = "MIO_TEST_REQUIRE_POSTGRES"
)

// templateLock is the advisory lock under which test processes make the shared template ("mio" in ASCII).
const templateLock = 0x6d696f

var errOpenLog = errors.New("the migration left a connection open: its write-ahead log is still in use")

// havePostgres reports whether there is a server to test on; it fails the test when one is required and there is none.
func havePostgres(t testing.TB) bool {
	t.Helper()
	if os.Getenv(envServer) != "" {
		return true
	}
	if os.Getenv(envRequire) == "1" {
		t.Fatalf("testkit: %s=1, but %s is not set", envRequire, envServer)
	}
	return false
}

// server is this process's connection to the server, and the name of the migrated template there.
var server struct {
	once     sync.Once
	admin    *sql.DB
	template string
	err      error
}

func newPostgres(t testing.TB, migrated bool) DB {
	t.Helper()
	base := os.Getenv(envServer)
	server.once.Do(func() {
		server.admin, server.err = sql.Open("pgx", base)
		if server.err == nil {
			server.admin.SetMaxOpenConns(4)
			server.template, server.err = makeTemplate(server.admin, base)
		}
	})
	if server.err != nil {
		t.Fatalf("testkit: PostgreSQL: %v", server.err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), setupTime)
	defer cancel()

	name := "mio_test_" + randomName()
	template := "template0"
	if migrated {
		template = server.template
	}
	if err := create(ctx, server.admin, name, template); err != nil {
		t.Fatalf("testkit: PostgreSQL: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), setupTime)
		defer cancel()
		if err := drop(ctx, server.admin, name); err != nil {
			t.Errorf("testkit: PostgreSQL: %v", err)
		}
	})
	address, err := withDatabase(base, name)
	if err != nil {
		t.Fatalf("testkit: %s: %v", envServer, err)
	}
	return DB{Name: Postgres, URL: address}
}

// makeTemplate returns the name of a migrated database that every test's own is copied from. The name carries a hash of the
// migrations: all test processes of one run share it, a long-lived server keeps it, and a changed migration gets a new one.
func makeTemplate(admin *sql.DB, base string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), setupTime)
	defer cancel()
	hash, err := migrationsHash()
	if err != nil {
		return "", err
	}
	name := "mio_template_" + hash

	// The lock belongs to the session, so the connection is held until the template stands.
	lock, err := admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if _, err := lock.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, templateLock); err != nil {
		return "", err
	}
	defer lock.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, templateLock)

	var there bool
	if err := lock.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil {
		return "", err
	}
	if there {
		return name, nil
	}
	// Under another name until it is complete: a process that dies half-way must not leave a template that looks ready.
	draft := name + "_draft"
	if err := drop(ctx, admin, draft); err != nil {
		return "", err
	}
	if err := create(ctx, admin, draft, "template0"); err != nil {
		return "", err
	}
	address, err := withDatabase(base, draft)
	if err != nil {
		return "", err
	}
	if err := migrate(ctx, address); err != nil {
		return "", fmt.Errorf("migrate the template: %w", err)
	}
	// A connected database cannot be renamed or copied, so nobody may connect to it from here on.
	for _, statement := range []string{
		fmt.Sprintf(`ALTER DATABASE %s ALLOW_CONNECTIONS false`, quote(draft)),
		fmt.Sprintf(`ALTER DATABASE %s RENAME TO %s`, quote(draft), quote(name)),
	} {
		if _, err := lock.ExecContext(ctx, statement); err != nil {
			return "", fmt.Errorf("finish the template: %w", err)
		}
	}
	return name, nil
}

func create(ctx context.Context, admin *sql.DB, name, template string) error {
	_, err := admin.ExecContext(ctx, fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s`, quote(name), quote(template)))
	if err != nil {
		return fmt.Errorf("create %s from %s: %w", name, template, err)
	}
	return nil
}

// drop removes a database even when a test has left connections open.
func drop(ctx context.Context, admin *sql.DB, name string) error {
	_, err := admin.ExecContext(ctx, fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, quote(name)))
	if err != nil {
		return fmt.Errorf("drop %s: %w", name, err)
	}
	return nil
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }

func withDatabase(base, name string) (string, error) {
	address, err := url.Parse(base)
	if err != nil {
		return "", errors.New("not an address of the form postgres://user:password@host:port/database")
	}
	address.Path = "/" + name
	return address.String(), nil
}

func randomName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails (crypto/rand ends the program instead)
	return hex.EncodeToString(b[:])
}

// migrationsHash identifies the content of the folder migrations/, found upwards from the test's working folder.
func migrationsHash() (string, error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(root)
		if parent == root {
			return "", errors.New("no go.mod above the working folder: run the tests from the source tree")
		}
		root = parent
	}
	sum := sha256.New()
	folder := os.DirFS(root)
	err = fs.WalkDir(folder, "migrations", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(folder, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", path, len(content))
		sum.Write(content)
		return nil
	})
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
