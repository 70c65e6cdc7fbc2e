package auth

import (
	"context"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/limits"
	"miotsukushi/backend/platform/store"
)

// Directories gives the directory of people and posts for an access stamp: it
// changes whenever someone's access does.
type Directories func(ctx context.Context, stamp int64) (authz.Directory, error)

// Service signs people in and knows who asks.
type Service struct {
	store     *store.Store
	policy    *authz.Policy
	directory Directories
	// secure says that the program is reached by https: cookies are then Secure.
	secure bool
	limits Limiter
}

// Limiter bounds the requests of a caller.
type Limiter interface {
	Take(ctx context.Context, kind limits.Kind, id string) limits.Verdict
}

// New makes the service.
func New(s *store.Store, p *authz.Policy, d Directories, secure bool, l Limiter) *Service {
	return &Service{store: s, policy: p, directory: d, secure: secure, limits: l}
}

// Credentials is what a person types to sign in.
type Credentials struct {
	Login    string `json:"login" validate:"required,max=100"`
	Password string `json:"password" validate:"required,max=512"`
	Code     string `json:"code,omitempty" validate:"max=10" doc:"One-time code, when the account has a second factor"`
}

// signIn checks the credentials and begins a session. The same answer and the
// same time for an unknown login and a wrong password.
func (s *Service) signIn(ctx context.Context, c Credentials, client, address string) (token string, err error) {
	login := strings.ToLower(strings.TrimSpace(c.Login))
	if err := s.admit(ctx, login, address); err != nil {
		return "", err
	}
	accounts, err := store.Scan[Account](s.store.Read(ctx).Table("accounts").Where("login = ?", login))
	if err != nil {
		return "", err
	}
	a, hashed := &Account{}, nobody
	if len(accounts) == 1 {
		a, hashed = &accounts[0], accounts[0].PasswordHash
	}
	ok, err := matches(ctx, c.Password, hashed)
	if err != nil {
		return "", err
	}
	// Asked again after the slow part: guesses sent at once would all pass the first time.
	if err := s.admit(ctx, login, address); err != nil {
		return "", err
	}
	if !ok || a.ID == "" || a.Disabled {
		return "", s.refuse(ctx, login, address)
	}
	if a.TotpConfirmed {
		if c.Code == "" {
			return "", fault.New(fault.TOTPRequired, nil)
		}
		if ok, err := s.spendCode(ctx, a, c.Code); err != nil || !ok {
			if err != nil {
				return "", err
			}
			return "", s.refuse(ctx, login, address)
		}
	}
	if err := s.succeeded(ctx, login); err != nil {
		return "", err
	}
	return s.begin(ctx, a.ID, client, address)
}

func (s *Service) refuse(ctx context.Context, login, address string) error {
	if err := s.failed(ctx, login, address); err != nil {
		return err
	}
	return fault.New(fault.Unauthenticated, fault.Params{"reason": "credentials"})
}

// totpPeriod is the lifetime of a code; one step early or late is accepted.
const totpPeriod = 30 * time.Second

// spendCode accepts a code once.
func (s *Service) spendCode(ctx context.Context, a *Account, code string) (bool, error) {
	step := s.stepOf(a.TotpSecret, code)
	if step == 0 || step <= a.TotpLastStep {
		return false, nil
	}
	err := s.store.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error {
		_, err := store.Update(tx, a.ID, a.Version, store.Why{Action: "use_code"}, func(row *Account) error {
			row.TotpLastStep = step
			return nil
		})
		return err
	})
	if fault.Is(err, fault.Stale) {
		return false, nil // the same code, sent twice at once: the other one won
	}
	return err == nil, err
}

// stepOf tells for which time step a code is valid now, or 0.
func (s *Service) stepOf(secret, code string) int64 {
	now := s.store.Now()
	for _, drift := range []time.Duration{0, -totpPeriod, totpPeriod} {
		at := now.Add(drift)
		if want, err := totp.GenerateCode(secret, at); err == nil && want == strings.TrimSpace(code) {
			return at.Unix() / int64(totpPeriod/time.Second)
		}
	}
	return 0
}

// own is the account of the caller.
func (s *Service) own(ctx context.Context) (*Account, error) {
	v := visitOf(ctx)
	if v == nil {
		return nil, fault.New(fault.Unauthenticated, nil)
	}
	return store.Load[Account](s.store.Read(ctx), v.AccountID)
}

// confirmed is own after the password was typed again. Wrong ones count as at the
// sign-in: a found session must not be a place to guess at leisure.
func (s *Service) confirmed(ctx context.Context, field, password string) (*Account, error) {
	a, err := s.own(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.admit(ctx, a.Login, ""); err != nil {
		return nil, err
	}
	ok, err := matches(ctx, password, a.PasswordHash)
	if err != nil {
		return nil, err
	}
	if err := s.admit(ctx, a.Login, ""); err != nil { // as in signIn: guesses sent at once
		return nil, err
	}
	if !ok {
		if err := s.failed(ctx, a.Login, ""); err != nil {
			return nil, err
		}
		return nil, fault.Bad(field, "wrong_password", nil)
	}
	return a, s.succeeded(ctx, a.Login)
}

func (s *Service) changePassword(ctx context.Context, current, next string) error {
	a, err := s.confirmed(ctx, "current", current)
	if err != nil {
		return err
	}
	if err := checkPassword("next", a.Login, next); err != nil {
		return err
	}
	if current == next {
		return fault.Bad("next", "unchanged", nil)
	}
	h, err := hash(ctx, next)
	if err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := store.Update(tx, a.ID, a.Version, store.Why{Action: "change_password"}, func(row *Account) error {
			row.PasswordHash, row.MustChange = h, false
			return nil
		})
		if err != nil {
			return err
		}
		return endAll(tx, a.ID, visitOf(ctx).TokenHash)
	})
}

// Second is a new second factor, shown once.
type Second struct {
	Secret string `json:"secret" doc:"Base32, to be typed into an authenticator"`
	URI    string `json:"uri" doc:"otpauth URI, to be drawn as a QR code"`
}

// OnlyOnce keeps the answer out of the store of idempotent requests.
func (Second) OnlyOnce() {}

func (s *Service) beginSecond(ctx context.Context, password string) (Second, error) {
	a, err := s.confirmed(ctx, "password", password)
	if err != nil {
		return Second{}, err
	}
	if a.TotpConfirmed {
		return Second{}, fault.Clash("already_done", nil)
	}
	k, err := totp.Generate(totp.GenerateOpts{Issuer: "Miotsukushi", AccountName: a.Login})
	if err != nil {
		return Second{}, err
	}
	return Second{k.Secret(), k.URL()}, s.setSecond(ctx, a, "begin_second_factor", func(row *Account) { row.TotpSecret = k.Secret() })
}

func (s *Service) confirmSecond(ctx context.Context, code string) error {
	a, err := s.own(ctx)
	if err != nil {
		return err
	}
	step := int64(0)
	if a.TotpSecret != "" && !a.TotpConfirmed {
		step = s.stepOf(a.TotpSecret, code)
	}
	if step == 0 {
		return fault.Bad("code", "wrong_code", nil)
	}
	return s.setSecond(ctx, a, "confirm_second_factor", func(row *Account) { row.TotpConfirmed, row.TotpLastStep = true, step })
}

func (s *Service) removeSecond(ctx context.Context, password string) error {
	a, err := s.confirmed(ctx, "password", password)
	if err != nil {
		return err
	}
	return s.setSecond(ctx, a, "remove_second_factor", func(row *Account) { row.TotpSecret, row.TotpConfirmed = "", false })
}

func (s *Service) setSecond(ctx context.Context, a *Account, action string, set func(*Account)) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := store.Update(tx, a.ID, a.Version, store.Why{Action: action}, func(row *Account) error {
			set(row)
			return nil
		})
		return err
	})
}
