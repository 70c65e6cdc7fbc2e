package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Session limits. A touch is written at most once a minute, so that reading
// stays reading.
const (
	idleLimit     = 60 * time.Minute
	absoluteLimit = 12 * time.Hour
	touchEvery    = time.Minute
)

type session struct {
	TokenHash  string `gorm:"primaryKey"`
	AccountID  string
	CreatedAt  store.Time
	LastSeenAt store.Time
	ExpiresAt  store.Time
	Client     string
	Address    string
}

func (session) TableName() string { return "sessions" }

// visit is what one indexed read tells about a request's caller.
type visit struct {
	TokenHash     string
	AccountID     string
	PersonID      string
	MustChange    bool
	Disabled      bool
	TotpConfirmed bool
	LastSeenAt    store.Time
	ExpiresAt     store.Time
	Stamp         int64
	// Of a call with a token: which, and what it opens. A session has none.
	TokenID    string
	TokenLabel string
	Scopes     store.List[string]
	ExpiresOn  fiscal.Date
	RevokedAt  store.Time
}

const visitSQL = `SELECT s.token_hash, s.account_id, s.last_seen_at, s.expires_at, a.person_id, a.must_change, a.disabled, a.totp_confirmed,
	(SELECT value FROM stamps WHERE name = 'access') AS stamp
	FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`

func newToken() (token, hashed string) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		panic(err) // only without a source of randomness
	}
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, hashToken(token)
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// known returns the visit of a token, or nil when it is unknown, over or shut.
func (s *Service) known(ctx context.Context, token string) (*visit, error) {
	rows, err := store.Scan[visit](s.store.Read(ctx).Raw(visitSQL, hashToken(token)))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, now := rows[0], s.store.Now()
	if v.Disabled || now.After(v.ExpiresAt.Time) || now.Sub(v.LastSeenAt.Time) > idleLimit {
		return nil, nil
	}
	return &v, nil
}

// find is known for a request, which counts as use of the session.
func (s *Service) find(ctx context.Context, token string) (*visit, error) {
	v, err := s.known(ctx, token)
	if v == nil || err != nil {
		return nil, err
	}
	now := s.store.Now()
	if now.Sub(v.LastSeenAt.Time) > touchEvery {
		err = s.store.Internal(ctx, func(db *gorm.DB) error {
			return db.Model(&session{}).Where("token_hash = ?", v.TokenHash).Update("last_seen_at", store.At(now)).Error
		})
	}
	return v, err
}

func (s *Service) begin(ctx context.Context, accountID, client, address string) (token string, err error) {
	token, hashed := newToken()
	now := s.store.Now()
	row := &session{
		TokenHash: hashed, AccountID: accountID, CreatedAt: store.At(now), LastSeenAt: store.At(now),
		ExpiresAt: store.At(now.Add(absoluteLimit)), Client: cut(client, 200), Address: cut(address, 60),
	}
	return token, s.store.Internal(ctx, func(db *gorm.DB) error {
		// Sessions that are over go with the next sign-in: no job is needed for them.
		if err := db.Where("expires_at < ?", store.At(now)).Delete(&session{}).Error; err != nil {
			return err
		}
		if err := db.Model(&Account{}).Where("id = ?", accountID).UpdateColumn("last_sign_in_at", store.At(now)).Error; err != nil {
			return err
		}
		return db.Create(row).Error
	})
}

func (s *Service) end(ctx context.Context, tokenHash string) error {
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		return db.Where("token_hash = ?", tokenHash).Delete(&session{}).Error
	})
}

// endAll ends the account's sessions but the one to keep.
func endAll(tx *store.Tx, accountID, keep string) error {
	return tx.Internal(func(db *gorm.DB) error {
		return db.Where("account_id = ? AND token_hash <> ?", accountID, keep).Delete(&session{}).Error
	})
}

func cut(s string, n int) string {
	r := []rune(s)
	return string(r[:min(len(r), n)])
}
