package organisations

import (
	"context"
	"regexp"
	"strings"

	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Opened is a new or reset account. The password is told once and must be
// changed at the first sign-in.
type Opened struct {
	Login             string `json:"login"`
	TemporaryPassword string `json:"temporaryPassword" doc:"Shown once; must be changed at the first sign-in"`
}

// OnlyOnce keeps the password out of the store of idempotent requests.
func (Opened) OnlyOnce() {}

// logins are typed on every keyboard and mistaken for nothing.
var logins = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// OpenAccount lets an active person sign in, with a temporary password.
func (s *Service) OpenAccount(ctx context.Context, personID, login string) (Opened, error) {
	out := Opened{Login: strings.ToLower(strings.TrimSpace(login)), TemporaryPassword: auth.TemporaryPassword()}
	if !logins.MatchString(out.Login) {
		return Opened{}, fault.Bad("login", "format", nil)
	}
	return out, s.manage(ctx, personID, func(tx *store.Tx, p *Person, a *auth.Account) error {
		switch {
		case a != nil:
			return fault.Clash("already_done", fault.Params{"login": a.Login})
		case !p.Active:
			return fault.Clash("wrong_state", fault.Params{"state": "inactive"})
		}
		_, err := auth.Open(tx, auth.NewAccount{
			PersonID: personID, Login: out.Login, Password: out.TemporaryPassword, MustChange: true,
		})
		return err
	})
}

// ResetAccount gives a new temporary password, removes the second factor and
// ends all sessions.
func (s *Service) ResetAccount(ctx context.Context, personID string) (Opened, error) {
	out := Opened{TemporaryPassword: auth.TemporaryPassword()}
	return out, s.manage(ctx, personID, func(tx *store.Tx, _ *Person, a *auth.Account) error {
		if a == nil {
			return fault.Missing("accounts", personID)
		}
		out.Login = a.Login
		return auth.Reset(tx, a.ID, out.TemporaryPassword)
	})
}

// SetAccount shuts or opens an account. Only an active person's may be opened.
func (s *Service) SetAccount(ctx context.Context, personID string, disabled bool) error {
	return s.manage(ctx, personID, func(tx *store.Tx, p *Person, a *auth.Account) error {
		switch {
		case a == nil:
			return fault.Missing("accounts", personID)
		case a.Disabled == disabled:
			return fault.Clash("already_done", nil)
		case !disabled && !p.Active:
			return fault.Clash("wrong_state", fault.Params{"state": "inactive"})
		}
		return auth.SetDisabled(tx, a.ID, disabled)
	})
}

// manage is the frame of every change of an account: the right to it, the
// person with the account (nil when there is none), the last administrator.
func (s *Service) manage(ctx context.Context, personID string, change func(*store.Tx, *Person, *auth.Account) error) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		p, err := store.Load[Person](tx.DB, personID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "people:account", p.facts()); err != nil {
			return err
		}
		a, err := accountOf(tx.DB, personID)
		if err != nil {
			return err
		}
		return guardAdmins(tx, func() error {
			if err := change(tx, p, a); err != nil {
				return err
			}
			return touch(tx)
		})
	})
}
