package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"miotsukushi/migrations"
)

// Migrate brings the database to the newest version. Several replicas may call
// it at once on PostgreSQL: a session lock lets one work and the others wait.
func Migrate(ctx context.Context, rawURL string) error {
	s, err := Open(ctx, rawURL)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Migrate(ctx)
}

// Migrate is Migrate on an open store.
func (s *Store) Migrate(ctx context.Context) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// MigrateTo moves up or down to a version, for tests and for a roll-back.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	at, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if version < at {
		_, err = p.DownTo(ctx, version)
	} else {
		_, err = p.UpTo(ctx, version)
	}
	return err
}

// Versions tells the version of the database and the newest one known. It asks
// the table itself: goose's own question would make the table if it is missing.
func (s *Store) Versions(ctx context.Context) (current, newest int64, err error) {
	p, err := s.provider()
	if err != nil {
		return 0, 0, err
	}
	for _, source := range p.ListSources() {
		newest = max(newest, source.Version)
	}
	exists := "SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'"
	if s.Dialect == Postgres {
		exists = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'goose_db_version'"
	}
	if n, err := Value[int](s.Read(ctx).Raw(exists)); err != nil || n == 0 {
		return 0, newest, err
	}
	current, err = Value[int64](s.Read(ctx).Table("goose_db_version").Select("COALESCE(max(version_id), 0)"))
	return current, newest, err
}

func (s *Store) provider() (*goose.Provider, error) {
	dialect, folder := goose.DialectSQLite3, "sqlite"
	var opts []goose.ProviderOption
	if s.Dialect == Postgres {
		dialect, folder = goose.DialectPostgres, "postgres"
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations.Files, folder)
	if err != nil {
		return nil, err
	}
	p, err := goose.NewProvider(dialect, s.writer(), files, opts...)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return p, nil
}

// writer is the first pool opened, the one that may write.
func (s *Store) writer() *sql.DB { return s.pools[0] }

// ErrOutdated says that migrations are waiting.
var ErrOutdated = errors.New("store: the database is older than this program; run mio migrate")

// CheckVersion refuses a database that still waits for migrations.
func (s *Store) CheckVersion(ctx context.Context) error {
	current, newest, err := s.Versions(ctx)
	if err != nil {
		return err
	}
	if current < newest {
		return ErrOutdated
	}
	return nil
}
