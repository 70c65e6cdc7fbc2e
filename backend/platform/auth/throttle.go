package auth

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

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

func subjects(login, address string) map[string]int64 {
	return map[string]int64{"login:" + login: freeByLogin, "address:" + address: freeByAddress}
}

// admit refuses while the login or the address has to wait.
func (s *Service) admit(ctx context.Context, login, address string) error {
	for subject := range subjects(login, address) {
		rows, err := store.Scan[failure](s.store.Read(ctx).Table("sign_in_failures").Where("subject = ?", subject))
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

// failed counts one more failure for the login and the address.
func (s *Service) failed(ctx context.Context, login, address string) error {
	now := s.store.Now()
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		for subject, free := range subjects(login, address) {
			f := failure{Subject: subject}
			rows, err := store.Scan[failure](db.Table("sign_in_failures").Where("subject = ?", subject))
			if err != nil {
				return err
			}
			if len(rows) == 1 && now.Sub(rows[0].UpdatedAt.Time) < forgetAfter {
				f = rows[0]
			}
			f.Failures++
			f.UpdatedAt = store.At(now)
			f.BlockedUntil = store.At(now.Add(wait(f.Failures - free)))
			if err := db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&f).Error; err != nil {
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
