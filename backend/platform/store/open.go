// Package store is the only way to the database. It hides which of the two
// databases is behind it, and its verbs Create, Update and Delete are the only
// writers: each puts the row, the version check and the audit entry into one
// transaction. GORM callbacks refuse every other write.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	_ "modernc.org/sqlite" // registers the CGO-free driver "sqlite"
)

// Dialect names the database behind a store.
type Dialect string

// The two databases.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Store holds the connections. It is safe for concurrent use.
type Store struct {
	Dialect Dialect
	write   *gorm.DB
	read    *gorm.DB
	pools   []*sql.DB
	now     func() time.Time
	bulk    bool // PostgreSQL: commits do not wait, see Bulk
}

// Connection limits. SQLite has one writer by nature; giving it one connection
// makes writers queue in Go, where waiting is fair and bounded by the context.
const (
	sqliteReaders   = 4 // at most, and no more than processors: each keeps pages and statements of its own
	postgresMaxOpen = 16
	postgresMaxIdle = 8
	connMaxLifetime = 30 * time.Minute
	busyTimeoutMS   = 10000
)

// Open connects to `sqlite:///path/to/file.db` or `postgres://…`. It creates
// the folder of an SQLite file but no tables: see Migrate.
func Open(ctx context.Context, rawURL string) (*Store, error) {
	s := &Store{now: time.Now}
	var err error
	switch {
	case strings.HasPrefix(rawURL, "sqlite://"):
		err = s.openSQLite(strings.TrimPrefix(rawURL, "sqlite://"))
	case strings.HasPrefix(rawURL, "postgres://"), strings.HasPrefix(rawURL, "postgresql://"):
		err = s.openPostgres(rawURL)
	default:
		err = fmt.Errorf("store: the database URL must begin with sqlite:// or postgres://")
	}
	if err == nil {
		err = s.Ping(ctx)
	}
	if err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	return s, nil
}

func (s *Store) openSQLite(path string) error {
	s.Dialect = SQLite
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	// Only the owner may read the file, which SQLite would make by the umask; its journals take the same mode. One that
	// is there is not touched: closing it would drop the locks that another store of this process has on it.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	// FULL: an acknowledged write survives a power cut, which a ledger owes its readers.
	common := fmt.Sprintf("file:%s?_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)",
		(&url.URL{Path: path}).EscapedPath(), busyTimeoutMS)
	w, err := s.pool(common+"&_txlock=immediate", 1)
	if err != nil {
		return err
	}
	r, err := s.pool(common+"&_pragma=query_only(1)", min(sqliteReaders, max(2, runtime.NumCPU())))
	if err != nil {
		return err
	}
	if err := assertPragmas(w); err != nil {
		return err
	}
	if s.write, err = gormOver(&sqlite.Dialector{Conn: w}); err != nil {
		return err
	}
	s.read, err = gormOver(&sqlite.Dialector{Conn: r})
	return err
}

// assertPragmas refuses to run on a file whose safety settings did not take:
// a mistyped pragma in a DSN is ignored silently.
func assertPragmas(db *sql.DB) error {
	for pragma, want := range map[string]string{"journal_mode": "wal", "foreign_keys": "1", "synchronous": "2"} {
		var got string
		if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("store: SQLite pragma %s is %s, not %s", pragma, got, want)
		}
	}
	return nil
}

func (s *Store) openPostgres(rawURL string) error {
	s.Dialect = Postgres
	cfg, err := pgx.ParseConfig(rawURL)
	if err != nil {
		return fmt.Errorf("store: database URL: %w", err)
	}
	defaults := map[string]string{
		"application_name": "mio", "timezone": "UTC", "statement_timeout": "60000",
		// Lists differ only in their limit: planning them anew each time costs more than it wins.
		"plan_cache_mode": "force_generic_plan",
		"jit":             "off",
	}
	for k, v := range defaults {
		if _, set := cfg.RuntimeParams[k]; !set {
			cfg.RuntimeParams[k] = v
		}
	}
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(postgresMaxOpen)
	db.SetMaxIdleConns(postgresMaxIdle)
	db.SetConnMaxLifetime(connMaxLifetime)
	s.pools = append(s.pools, db)
	s.write, err = gormOver(postgres.New(postgres.Config{Conn: db}))
	s.read = s.write
	return err
}

func (s *Store) pool(dsn string, size int) (*sql.DB, error) {
	db, err := openCached(dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	s.pools = append(s.pools, db)
	return db, nil
}

func gormOver(d gorm.Dialector) (*gorm.DB, error) {
	db, err := gorm.Open(d, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         false, // Translate in errors.go knows the constraint too
		Logger:                 tracer{},
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
	})
	if err != nil {
		return nil, err
	}
	return db, guard(db)
}

// Ping asks the database for a sign of life.
func (s *Store) Ping(ctx context.Context) error {
	for _, p := range s.pools {
		if err := p.PingContext(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close closes all connections.
func (s *Store) Close() error {
	var first error
	for _, p := range s.pools {
		if err := p.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Now is the clock of the store.
func (s *Store) Now() time.Time { return s.now() }

// SetClock replaces the clock, for tests and for the demo city's past.
func (s *Store) SetClock(now func() time.Time) { s.now = now }

// Read returns a handle for queries: within a Moment its own, else outside a transaction.
func (s *Store) Read(ctx context.Context) *gorm.DB {
	if db, ok := ctx.Value(moment{s}).(*gorm.DB); ok {
		return db.WithContext(ctx)
	}
	return s.read.WithContext(ctx)
}

// Stats returns the state of the connection pools, for metrics.
func (s *Store) Stats() []sql.DBStats {
	out := make([]sql.DBStats, len(s.pools))
	for i, p := range s.pools {
		out[i] = p.Stats()
	}
	return out
}
