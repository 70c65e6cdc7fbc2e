package store

import (
	"context"
	"errors"
	"fmt"
)

// Bulk runs fn, whose transactions do not wait for the disk one by one; it waits
// once, at the end. After a power cut meanwhile the database is whole but may
// lack the newest of them. It is for filling a database that can be filled again,
// by one caller who has the store alone, and for nothing else.
func (s *Store) Bulk(ctx context.Context, fn func() error) (err error) {
	if s.Dialect == Postgres {
		s.bulk = true
		defer func() { s.bulk = false }()
		if err := fn(); err != nil {
			return err
		}
		s.bulk = false
		return s.flush(ctx)
	}
	// In WAL mode NORMAL leaves the file consistent and only gives up the sync of each commit. The log is folded into
	// the file once, at the end: pages that many transactions write are then written once.
	if err := errors.Join(s.pragma(ctx, "synchronous(NORMAL)"), s.pragma(ctx, "wal_autocheckpoint(50000)")); err != nil {
		return err
	}
	defer func() {
		after := context.WithoutCancel(ctx)
		err = errors.Join(err, s.pragma(after, "synchronous(FULL)"), s.pragma(after, "wal_checkpoint(TRUNCATE)"),
			s.pragma(after, "wal_autocheckpoint(1000)"), assertPragmas(s.pools[0]))
	}()
	return fn()
}

// flush commits once with waiting: PostgreSQL then has written all commits before.
func (s *Store) flush(ctx context.Context) error {
	_, err := s.pools[0].ExecContext(ctx, "UPDATE stamps SET value = value")
	return err
}

// pragma sets a pragma on the one connection that writes.
func (s *Store) pragma(ctx context.Context, pragma string) error {
	if _, err := s.pools[0].ExecContext(ctx, "PRAGMA "+pragma); err != nil {
		return fmt.Errorf("store: pragma %s: %w", pragma, err)
	}
	return nil
}
