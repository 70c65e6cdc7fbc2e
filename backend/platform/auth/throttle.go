package auth

import (
	"context"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// failure counts failed sign-ins of a login name or of an address. It lives in
// the database, so that all replicas count together.
type failure struct {
	Subject      string `gorm:"primaryKey"`
	Failures     int64
	BlockedUntil store.Time
	UpdatedAt    store.Time `gorm:"autoUpdateTime:false"`
}

func (failure) TableName() string { return "sign_in_failures" }

// After so many failures each further one doubles the wait, up to the longest.
// It is never for ever: a lock would let anyone shut a colleague out.
const (
	freeByLogin   = 5
	freeByAddress = 30
	longestWait   = 15 * time.Minute
	forgetAfter   = 24 * time.Hour
)

// subject is what failures are counted for, with how many are free.
type subject struct {
	name string
	free int64
}

// subjects always come in the same order, in which their rows are locked. Without an address the login alone counts.
func subjects(login, address string) []subject {
	by := subject{"login:" + login, freeByLogin}
	if address == "" {
		return []subject{by}
	}
	return []subject{{"address:" + address, freeByAddress}, by}
}

// admit refuses while the login or the address has to wait.
func (s *Service) admit(ctx context.Context, login, address string) error {
	for _, x := range subjects(login, address) {
		rows, err := store.Scan[failure](s.store.Read(ctx).Table("sign_in_failures").Where("subject = ?", x.name))
		if err != nil {
			return err
		}
		if len(rows) == 1 {
			if wait := rows[0].BlockedUntil.Sub(s.store.Now()); wait > 0 {
				return fault.New(fault.Throttled, fault.Params{"retryAfter": int(wait/time.Second) + 1})
			}
		}
	}
	return nil
}

const countFailure = `INSERT INTO sign_in_failures (subject, failures, blocked_until, updated_at) VALUES (?, 1, ?, ?)
	ON CONFLICT (subject) DO UPDATE SET updated_at = excluded.updated_at,
	failures = CASE WHEN sign_in_failures.updated_at < ? THEN 1 ELSE sign_in_failures.failures + 1 END
	RETURNING failures`

// failed counts one more failure for the login and the address. One statement
// counts, so that guesses sent at once to several replicas are all counted.
func (s *Service) failed(ctx context.Context, login, address string) error {
	now := s.store.Now()
	forgotten := store.At(now.Add(-forgetAfter))
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		for _, x := range subjects(login, address) {
			n, err := store.Value[int64](db.Raw(countFailure, x.name, store.At(now), store.At(now), forgotten))
			if err != nil {
				return err
			}
			until := store.At(now.Add(wait(n - x.free)))
			if err := db.Model(&failure{}).Where("subject = ?", x.name).UpdateColumn("blocked_until", until).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

func wait(over int64) time.Duration {
	if over <= 0 {
		return 0
	}
	if over > 10 {
		return longestWait
	}
	return min(longestWait, time.Duration(1<<over)*time.Second)
}

// succeeded forgets the failures of the login, not those of the address.
func (s *Service) succeeded(ctx context.Context, login string) error {
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		return db.Where("subject = ?", "login:"+login).Delete(&failure{}).Error
	})
}
