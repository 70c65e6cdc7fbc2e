// Package auth signs people in: local accounts with argon2id, sessions in the
// database, a second factor, throttled failures. What a signed-in person may do
// is decided by package authz.
package auth

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/alexedwards/argon2id"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Account lets a person sign in. Secrets never leave it: neither the API nor
// the ledger shows them.
type Account struct {
	store.Base
	PersonID      string `json:"personId"`
	Login         string `json:"login"`
	PasswordHash  string `json:"-"`
	MustChange    bool   `json:"mustChange"`
	Disabled      bool   `json:"disabled"`
	TotpSecret    string `json:"-"`
	TotpConfirmed bool   `json:"totpConfirmed"`
	// TotpLastStep is the time step of the last accepted code: none works twice.
	TotpLastStep int64 `json:"-"`
	Demo         bool  `json:"demo"`
	// LastSignInAt is kept beside the row's versions: signing in is no edit.
	LastSignInAt store.Time `json:"-"`
}

// TableName names the table.
func (Account) TableName() string { return "accounts" }

// Root files an account's history under its person.
func (a Account) Root() (noun, id string) { return "people", a.PersonID }

// hashing costs 19 MiB and about 60 ms; the gate keeps a flood of sign-ins from
// taking the machine's memory.
var (
	hashing  = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	hashGate = make(chan struct{}, 4)
)

// nobody is compared when the login is unknown, so that time tells nothing. It is a hash of nothing anybody knows, written
// out because making one would take its 19 MiB at every start.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$Cid+pDIuUuAHzqGNxSPt2w$/M9kzZV/PDTArEnP5i2wtDtbG1W/f3mpC2gxEpwx9t8"

// Hash is a password as an account keeps it, for NewAccount.
func Hash(ctx context.Context, password string) (string, error) { return hash(ctx, password) }

func hash(ctx context.Context, password string) (string, error) {
	select {
	case hashGate <- struct{}{}:
		defer func() { <-hashGate }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	return argon2id.CreateHash(password, hashing)
}

func matches(ctx context.Context, password, hashed string) (bool, error) {
	select {
	case hashGate <- struct{}{}:
		defer func() { <-hashGate }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	return argon2id.ComparePasswordAndHash(password, hashed)
}

// Password limits, in characters.
const (
	minPassword = 12
	maxPassword = 128
)

func checkPassword(field, login, password string) error {
	n := len([]rune(password))
	switch {
	case n < minPassword:
		return fault.Bad(field, "min", fault.Params{"limit": fmt.Sprint(minPassword)})
	case n > maxPassword:
		return fault.Bad(field, "max", fault.Params{"limit": fmt.Sprint(maxPassword)})
	case strings.Contains(strings.ToLower(password), strings.ToLower(login)):
		return fault.Bad(field, "contains_login", nil)
	}
	return nil
}

// letters of a temporary password: none that are mistaken for another on paper.
const letters = "abcdefghjkmnpqrstuvwxyz23456789"

// TemporaryPassword makes a random password of 16 letters in groups of four.
func TemporaryPassword() string {
	raw := make([]byte, 16)
	if _, err := rand.Read(raw); err != nil {
		panic(err) // only without a source of randomness
	}
	var b strings.Builder
	for i, r := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(r)%len(letters)])
	}
	return b.String()
}

// NewAccount is what Open needs to make an account.
type NewAccount struct {
	PersonID string
	Login    string
	Password string
	// Hash, when set, is Hash of Password: many accounts of a made-up city share one.
	Hash string
	// MustChange forces a change at the first sign-in.
	MustChange bool
	Demo       bool
}

// Open creates an account inside a use case's transaction.
func Open(tx *store.Tx, n NewAccount) (*Account, error) {
	h, err := n.Hash, error(nil)
	if h == "" {
		h, err = hash(tx.Context(), n.Password)
	}
	if err != nil {
		return nil, err
	}
	a := &Account{PersonID: n.PersonID, Login: strings.ToLower(n.Login), PasswordHash: h, MustChange: n.MustChange, Demo: n.Demo}
	return a, store.Create(tx, a, store.Why{})
}

// Reset gives the person's account a new first password and ends its sessions and tokens.
func Reset(tx *store.Tx, accountID, password string) error {
	h, err := hash(tx.Context(), password)
	if err != nil {
		return err
	}
	a, err := store.Update(tx, accountID, store.Latest, store.Why{Action: "reset_password"}, func(a *Account) error {
		a.PasswordHash, a.MustChange = h, true
		a.TotpSecret, a.TotpConfirmed = "", false
		return nil
	})
	if err != nil {
		return err
	}
	if err := endTokens(tx, a.PersonID); err != nil {
		return err
	}
	return endAll(tx, accountID, "")
}

// SetDisabled shuts or opens an account; shutting ends its sessions and tokens.
func SetDisabled(tx *store.Tx, accountID string, disabled bool) error {
	action := "enable"
	if disabled {
		action = "disable"
	}
	a, err := store.Update(tx, accountID, store.Latest, store.Why{Action: action}, func(a *Account) error {
		a.Disabled = disabled
		return nil
	})
	if err != nil || !disabled {
		return err
	}
	if err := endTokens(tx, a.PersonID); err != nil {
		return err
	}
	return endAll(tx, accountID, "")
}
