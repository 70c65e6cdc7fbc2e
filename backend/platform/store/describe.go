package store

import (
	"context"
	"fmt"
	"time"
)

// MinPostgres is the oldest major version of PostgreSQL that is supported.
const MinPostgres = 15

// Info is what a database tells about itself.
type Info struct {
	Version  string // "PostgreSQL 15.14", "SQLite 3.54.1"
	Major    int
	Encoding string
	// Settings are those that make writes safe, as they are in force.
	Settings []string
	// Now is the database's own clock; zero when it has none (SQLite).
	Now time.Time
	// LastWrite is the instant of the newest entry of the ledger; zero when there
	// is none or no ledger yet.
	LastWrite time.Time
}

// Describe asks the database what it is.
func (s *Store) Describe(ctx context.Context) (Info, error) {
	var i Info
	var err error
	if s.Dialect == Postgres {
		err = s.describePostgres(ctx, &i)
	} else {
		err = s.describeSQLite(ctx, &i)
	}
	if err != nil {
		return i, err
	}
	// No ledger yet is no error: the database may wait for its migrations.
	if at, err := Value[Time](s.Read(ctx).Table("audit_entries").Order("at DESC, id DESC").Limit(1).Select("at")); err == nil {
		i.LastWrite = at.Time
	}
	return i, nil
}

func (s *Store) describePostgres(ctx context.Context, i *Info) error {
	type row struct {
		Number   int
		Text     string
		Encoding string
		Now      Time
		Fsync    string
		Sync     string
	}
	r, err := One[row](s.Read(ctx).Raw(`SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text,
		current_setting('server_encoding') AS encoding, clock_timestamp() AS now, current_setting('fsync') AS fsync,
		current_setting('synchronous_commit') AS sync`), "database", "")
	if err != nil {
		return err
	}
	i.Version, i.Major, i.Encoding, i.Now = "PostgreSQL "+r.Text, r.Number/10000, r.Encoding, r.Now.Time
	i.Settings = []string{"fsync=" + r.Fsync, "synchronous_commit=" + r.Sync}
	return nil
}

func (s *Store) describeSQLite(ctx context.Context, i *Info) error {
	version, err := Value[string](s.Read(ctx).Raw("SELECT sqlite_version()"))
	if err != nil {
		return err
	}
	i.Version, i.Major, i.Encoding = "SQLite "+version, 3, "UTF8"
	for _, pragma := range []string{"journal_mode", "synchronous", "foreign_keys"} {
		v, err := Value[string](s.Read(ctx).Raw("SELECT * FROM pragma_" + pragma))
		if err != nil {
			return err
		}
		i.Settings = append(i.Settings, fmt.Sprintf("%s=%s", pragma, v))
	}
	return nil
}
