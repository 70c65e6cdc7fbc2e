package auth

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// MadeToken is a new token with its key, which is told once.
type MadeToken struct {
	TokenItem
	Key string `json:"key" doc:"Shown once; goes into Authorization: Bearer"`
}

// OnlyOnce keeps the key out of the store of idempotent requests.
func (MadeToken) OnlyOnce() {}

// TokenItem is a token as it is shown.
type TokenItem struct {
	ID         string             `json:"id"`
	Label      string             `json:"label"`
	Scopes     store.List[string] `json:"scopes"`
	ExpiresOn  fiscal.Date        `json:"expiresOn" doc:"Last day on which it works"`
	Ending     string             `json:"ending" doc:"Last characters of the key"`
	CreatedAt  store.Time         `json:"createdAt"`
	LastUsedAt store.Time         `json:"lastUsedAt,omitzero" doc:"To the minute; absent when never"`
	RevokedAt  store.Time         `json:"revokedAt,omitzero" doc:"Absent when it was not ended before its time"`
	State      string             `json:"state" validate:"oneof=live expired revoked" doc:"live, expired or revoked"`
}

func itemOf(t Token, today fiscal.Date) TokenItem {
	i := TokenItem{
		ID: t.ID, Label: t.Label, Scopes: t.Scopes, ExpiresOn: t.ExpiresOn, Ending: t.Ending,
		CreatedAt: t.CreatedAt, LastUsedAt: t.LastUsedAt, RevokedAt: t.RevokedAt, State: "live",
	}
	switch {
	case !t.RevokedAt.IsZero():
		i.State = "revoked"
	case !t.live(today):
		i.State = "expired"
	}
	return i
}

func (s *Service) makeToken(ctx context.Context, n NewToken) (MadeToken, error) {
	caller, today := authz.From(ctx), fiscal.Today(s.store.Now())
	held, err := caller.Permissions()
	if err != nil {
		return MadeToken{}, err
	}
	if err := n.check(held, today); err != nil {
		return MadeToken{}, err
	}
	if _, err := s.confirmed(ctx, "password", n.Password); err != nil {
		return MadeToken{}, err
	}
	secret, _ := newToken()
	key := tokenPrefix + secret
	scopes := slices.Clone(n.Scopes)
	slices.Sort(scopes)
	row := &Token{
		PersonID: caller.PersonID, Label: strings.TrimSpace(n.Label), Scopes: slices.Compact(scopes), ExpiresOn: n.ExpiresOn,
		TokenHash: hashToken(key), Ending: key[len(key)-endingLength:],
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		// Two requests at once must not pass the bound together.
		if err := tx.Lock("tokens:" + caller.PersonID); err != nil {
			return err
		}
		live, err := liveTokens(tx, caller.PersonID)
		if err != nil {
			return err
		}
		if len(live) >= maxTokens {
			return fault.Clash("too_many", nil)
		}
		return store.Create(tx, row, store.Why{})
	})
	return MadeToken{itemOf(*row, today), key}, err
}

// tokensOf lists a person's tokens, the newest first.
func (s *Service) tokensOf(ctx context.Context, personID string) ([]TokenItem, error) {
	rows, err := store.Scan[Token](s.store.Read(ctx).Table("tokens").Where("person_id = ?", personID).
		Order("created_at DESC, id DESC").Limit(store.MaxLimit))
	out, today := make([]TokenItem, len(rows)), fiscal.Today(s.store.Now())
	for i, t := range rows {
		out[i] = itemOf(t, today)
	}
	return out, err
}

// revoke ends a token of the person; another person's is not found.
func (s *Service) revoke(ctx context.Context, personID, id string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		t, err := store.Load[Token](tx.DB, id)
		if err != nil {
			return err
		}
		if t.PersonID != personID {
			return fault.Missing("tokens", id)
		}
		if !t.RevokedAt.IsZero() {
			return fault.Clash("already_done", nil)
		}
		return revokeIn(tx, id)
	})
}

func revokeIn(tx *store.Tx, id string) error {
	_, err := store.Update(tx, id, store.Latest, store.Why{Action: "revoke"}, func(t *Token) error {
		t.RevokedAt = tx.Now
		return nil
	})
	return err
}

func liveTokens(tx *store.Tx, personID string) ([]Token, error) {
	return store.Scan[Token](tx.Table("tokens").
		Where("person_id = ? AND revoked_at IS NULL AND expires_on >= ?", personID, fiscal.Today(tx.Now.Time)))
}

// endTokens revokes all live tokens of a person, whose account is shut or came into doubt.
func endTokens(tx *store.Tx, personID string) error {
	live, err := liveTokens(tx, personID)
	if err != nil {
		return err
	}
	for _, t := range live {
		if err := revokeIn(tx, t.ID); err != nil {
			return err
		}
	}
	return nil
}

const bearerSQL = `SELECT t.id AS token_id, t.label AS token_label, t.scopes, t.expires_on, t.revoked_at, t.last_used_at AS last_seen_at,
	a.id AS account_id, a.person_id, a.must_change, a.disabled, a.totp_confirmed, (SELECT value FROM stamps WHERE name = 'access') AS stamp
	FROM tokens t JOIN accounts a ON a.person_id = t.person_id WHERE t.token_hash = ?`

// bearer is the visit of a key, or nil when it is unknown, over, revoked, or its person's account is shut.
func (s *Service) bearer(ctx context.Context, key string) (*visit, error) {
	if !strings.HasPrefix(key, tokenPrefix) {
		return nil, nil
	}
	rows, err := store.Scan[visit](s.store.Read(ctx).Raw(bearerSQL, hashToken(key)))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v := rows[0]
	t := Token{ExpiresOn: v.ExpiresOn, RevokedAt: v.RevokedAt}
	if v.Disabled || !t.live(fiscal.Today(s.store.Now())) {
		return nil, nil
	}
	return &v, nil
}

// used is bearer for a request, which counts as use of the token. As with sessions that is written at most once a minute.
func (s *Service) used(ctx context.Context, key string) (*visit, error) {
	v, err := s.bearer(ctx, key)
	if v == nil || err != nil {
		return nil, err
	}
	if now := s.store.Now(); v.LastSeenAt.IsZero() || now.Sub(v.LastSeenAt.Time) > touchEvery {
		err = s.store.Internal(ctx, func(db *gorm.DB) error {
			return db.Model(&Token{}).Where("id = ?", v.TokenID).UpdateColumn("last_used_at", store.At(now)).Error
		})
	}
	return v, err
}
