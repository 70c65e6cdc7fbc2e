package store

import (
	"context"
	"database/sql"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/audit"
)

// Tx is one running transaction. Its Now is the same for all it writes. Read
// through the embedded handle; write through the verbs.
type Tx struct {
	*gorm.DB
	Now     Time
	Actor   audit.Actor
	Dialect Dialect
	ctx     context.Context
}

// Context is the context of the use case.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Write runs fn in one transaction. Every exported use case that writes calls
// it exactly once; helpers take the Tx. The first error rolls all back.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	actor, ok := audit.From(ctx)
	if !ok {
		return fmt.Errorf("store: nobody acts: a write needs an actor in its context")
	}
	return s.transact(ctx, actor, func(tx *Tx) error {
		if err := claimKey(tx); err != nil {
			return err
		}
		return fn(tx)
	})
}

// Internal runs fn in one transaction for what the program keeps for itself and
// no reader audits: sessions, throttles, jobs, stored answers.
func (s *Store) Internal(ctx context.Context, fn func(db *gorm.DB) error) error {
	return s.transact(ctx, audit.System, func(tx *Tx) error { return fn(door(tx.DB)) })
}

func (s *Store) transact(ctx context.Context, actor audit.Actor, fn func(tx *Tx) error) error {
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		tx := &Tx{DB: db, Now: At(s.now()), Actor: actor, Dialect: s.Dialect, ctx: ctx}
		if s.bulk {
			if err := door(db).Exec("SET LOCAL synchronous_commit = off").Error; err != nil {
				return err
			}
		}
		return translate(fn(tx))
	}, &sql.TxOptions{})
	return translate(err)
}

// Snapshot runs fn in one transaction that only reads and sees the database as
// it was at its first query, for as long as fn takes.
func (s *Store) Snapshot(ctx context.Context, fn func(db *gorm.DB) error) error {
	opts := &sql.TxOptions{}
	if s.Dialect == Postgres {
		opts = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	err := s.read.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if s.Dialect == Postgres {
			// A reader that streams a large table is slow by intent.
			if err := door(db).Exec("SET LOCAL statement_timeout = 0").Error; err != nil {
				return err
			}
		}
		return fn(db)
	}, opts)
	return translate(err)
}

// moment is the key of a snapshot in a context.
type moment struct{ of *Store }

// Moment runs fn with a context under which every query through Read, of whatever service, sees the database as it was at
// the first of them. The queries go over one connection, one after the other. Writes are not part of it, nor seen by it.
func (s *Store) Moment(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.Snapshot(ctx, func(db *gorm.DB) error { return fn(context.WithValue(ctx, moment{s}, db)) })
}

// Lock serialises the transactions that ask for the same name until they end.
// SQLite has one writer anyway.
func (tx *Tx) Lock(name string) error {
	if tx.Dialect != Postgres {
		return nil
	}
	return door(tx.DB).Exec("SELECT pg_advisory_xact_lock(hashtext(?))", name).Error
}

// Internal is Store.Internal inside a running transaction.
func (tx *Tx) Internal(fn func(db *gorm.DB) error) error { return translate(fn(door(tx.DB))) }
