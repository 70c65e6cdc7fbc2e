package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
)

// Key is a caller's idempotency key with a digest of the request it stands for.
type Key struct {
	Person string
	Key    string
	Digest string
}

type keyKey struct{}

// WithKey returns a context whose next write claims the key in its transaction,
// so that a repeated request can never write twice.
func WithKey(ctx context.Context, k Key) context.Context {
	return context.WithValue(ctx, keyKey{}, k)
}

type stored struct {
	PersonID  string `gorm:"primaryKey"`
	Key       string `gorm:"primaryKey;column:request_key"`
	Digest    string
	Status    int
	Body      *string
	ETag      string
	CreatedAt Time
}

func (stored) TableName() string { return "idempotency_keys" }

func claimKey(tx *Tx) error {
	k, ok := tx.ctx.Value(keyKey{}).(Key)
	if !ok {
		return nil
	}
	err := door(tx.DB).Create(&stored{PersonID: k.Person, Key: k.Key, Digest: k.Digest, CreatedAt: tx.Now}).Error
	if fault.Is(translate(err), fault.Invalid) {
		return fault.Clash("already_done", nil)
	}
	return translate(err)
}

// Answer is a stored response. Status 0 means that the write was made but its
// answer was lost, for instance because the program died right after.
type Answer struct {
	Digest string
	Status int
	Body   string
	ETag   string
}

// FindAnswer looks the key up; found is false when it was never used.
func (s *Store) FindAnswer(ctx context.Context, k Key) (a Answer, found bool, err error) {
	rows, err := Scan[stored](s.Read(ctx).Table("idempotency_keys").Where("person_id = ? AND request_key = ?", k.Person, k.Key))
	if err != nil || len(rows) == 0 {
		return a, false, err
	}
	a = Answer{Digest: rows[0].Digest, Status: rows[0].Status, ETag: rows[0].ETag}
	if rows[0].Body != nil {
		a.Body = *rows[0].Body
	}
	return a, true, nil
}

// KeepAnswer remembers the response of a claimed key.
func (s *Store) KeepAnswer(ctx context.Context, k Key, a Answer) error {
	return s.Internal(ctx, func(db *gorm.DB) error {
		return db.Model(&stored{}).Where("person_id = ? AND request_key = ?", k.Person, k.Key).
			Updates(map[string]any{"status": a.Status, "body": a.Body, "e_tag": a.ETag}).Error
	})
}

// KeyLifetime is how long a key is remembered.
const KeyLifetime = 24 * time.Hour

// ForgetKeys removes keys older than KeyLifetime.
func (s *Store) ForgetKeys(ctx context.Context) error {
	return s.Internal(ctx, func(db *gorm.DB) error {
		return db.Where("created_at < ?", At(s.now().Add(-KeyLifetime))).Delete(&stored{}).Error
	})
}
