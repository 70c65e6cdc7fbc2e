package app

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/check"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// NewUser is a person with an account and a post, made from the command line:
// the first administrator, or the way back in when nobody can sign in.
type NewUser struct {
	Login  string
	Name   string
	NameEn string
	Role   string
	// Organisation is the code of the post's organisation. In an empty database it
	// is made, as the city.
	Organisation string
	// Post is the title of the post; empty takes the role's.
	Post string
}

// titles of posts that are made for a role alone.
var titles = map[string][2]string{
	authz.Admin:          {"システム管理者", "System administrator"},
	authz.ICTOffice:      {"ICT戦略室 担当", "ICT Strategy Office"},
	authz.ProjectManager: {"プロジェクト管理者", "Project manager"},
	authz.SectionHead:    {"所属長", "Section head"},
	authz.Reviewer:       {"審査会委員", "Reviewer"},
	authz.Executive:      {"最高情報統括責任者", "Executive"},
	authz.Auditor:        {"監査委員", "Auditor"},
	authz.Viewer:         {"職員", "Viewer"},
}

// loginForm is what organisations accepts for an account.
var loginForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// CreateUser makes person, post and account in one transaction and returns the
// temporary password, which must be changed at the first sign-in.
func CreateUser(ctx context.Context, s *store.Store, n NewUser) (password string, err error) {
	n.Login = strings.ToLower(strings.TrimSpace(n.Login))
	if !loginForm.MatchString(n.Login) {
		return "", fault.Bad("login", "format", nil)
	}
	title, known := titles[n.Role]
	if !known {
		return "", fault.Bad("role", "oneof", fault.Params{"allowed": authz.Roles})
	}
	if n.Post != "" {
		title = [2]string{n.Post, ""}
	}
	password = auth.TemporaryPassword()
	return password, s.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error {
		today := fiscal.Today(tx.Now.Time)
		home, err := homeOf(tx, n.Organisation, today)
		if err != nil {
			return err
		}
		person := &organisations.Person{PersonDraft: organisations.PersonDraft{Code: n.Login, Name: n.Name, NameEn: n.NameEn, Active: true}}
		person.Search = store.Fold(person.Code, person.Name, person.NameEn)
		if err := fault.BadFields(check.Struct(&person.PersonDraft)); err != nil {
			return err
		}
		if err := store.Create(tx, person, store.Why{}); err != nil {
			return err
		}
		post := &organisations.Post{PostDraft: organisations.PostDraft{
			Code: n.Login, Title: title[0], TitleEn: title[1], OrganisationID: home,
			Roles:   []organisations.PostRole{{Role: n.Role, From: today}},
			Holders: []organisations.PostHolder{{PersonID: person.ID, From: today}},
		}}
		post.Search = store.Fold(post.Code, post.Title, post.TitleEn)
		if err := fault.BadFields(check.Struct(&post.PostDraft)); err != nil {
			return err
		}
		if err := store.Create(tx, post, store.Why{}); err != nil {
			return err
		}
		if _, err := auth.Open(tx, auth.NewAccount{PersonID: person.ID, Login: n.Login, Password: password, MustChange: true}); err != nil {
			return err
		}
		return accessChanged(tx)
	})
}

// homeOf finds the organisation by its code. The first one of an empty database
// is made: a city whose names an administrator will correct.
func homeOf(tx *store.Tx, code string, today fiscal.Date) (id string, err error) {
	known, err := store.Column[string](tx.Table("organisations").Order("code").Limit(20).Select("code"))
	if err != nil {
		return "", err
	}
	if len(known) > 0 {
		ids, err := store.Column[string](tx.Table("organisations").Where("code = ?", code).Select("id"))
		if err == nil && len(ids) == 0 {
			err = fault.Bad("organisation", "not_found", fault.Params{"code": code, "known": known})
		}
		return strings.Join(ids, ""), err
	}
	city := &organisations.Organisation{OrganisationDraft: organisations.OrganisationDraft{
		Code: code, Name: "市", NameEn: "City", Kind: "city", ValidFrom: fiscal.FYStart(fiscal.FY(today)),
	}}
	city.Search = store.Fold(city.Code, city.Name, city.NameEn)
	if err := fault.BadFields(check.Struct(&city.OrganisationDraft)); err != nil {
		return "", err
	}
	err = store.Create(tx, city, store.Why{})
	return city.ID, err
}

// accessChanged tells running programs that people or posts are not as they
// remember them.
func accessChanged(tx *store.Tx) error {
	return tx.Internal(func(db *gorm.DB) error {
		return db.Exec("UPDATE stamps SET value = value + 1 WHERE name = 'access'").Error
	})
}

// ResetPassword gives an account a new temporary password, removes its second
// factor and ends its sessions.
func ResetPassword(ctx context.Context, s *store.Store, login string) (password string, err error) {
	password = auth.TemporaryPassword()
	return password, onAccount(ctx, s, login, func(tx *store.Tx, a *auth.Account) error {
		return auth.Reset(tx, a.ID, password)
	})
}

// DisableUser shuts an account and ends its sessions, or opens it again.
func DisableUser(ctx context.Context, s *store.Store, login string, disabled bool) error {
	return onAccount(ctx, s, login, func(tx *store.Tx, a *auth.Account) error {
		if a.Disabled == disabled {
			return fault.Clash("already_done", nil)
		}
		return auth.SetDisabled(tx, a.ID, disabled)
	})
}

func onAccount(ctx context.Context, s *store.Store, login string, change func(*store.Tx, *auth.Account) error) error {
	login = strings.ToLower(strings.TrimSpace(login))
	return s.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error {
		a, err := store.One[auth.Account](tx.Table("accounts").Where("login = ?", login), "accounts", login)
		if err != nil {
			return err
		}
		if err := change(tx, &a); err != nil {
			return err
		}
		return accessChanged(tx)
	})
}

// User is an account in the list of the command line.
type User struct {
	Login      string
	Name       string
	Active     bool
	Disabled   bool
	MustChange bool
	Totp       bool `gorm:"column:totp_confirmed"`
	Demo       bool
	// Roles that the person's posts carry today.
	Roles []string `gorm:"-"`
}

// Users lists all accounts by login.
func Users(ctx context.Context, s *store.Store) ([]User, error) {
	list, err := store.Scan[User](s.Read(ctx).Table("accounts a").Joins("JOIN people p ON p.id = a.person_id").Order("a.login").
		Select("a.login, p.name, p.active, a.disabled, a.must_change, a.totp_confirmed, a.demo"))
	if err != nil {
		return nil, err
	}
	held, err := rolesToday(ctx, s)
	for i := range list {
		list[i].Roles = held[list[i].Login]
	}
	return list, err
}

func rolesToday(ctx context.Context, s *store.Store) (map[string][]string, error) {
	type row struct{ Login, Role string }
	today := fiscal.Today(s.Now())
	rows, err := store.Scan[row](s.Read(ctx).Table("accounts a").Joins("JOIN post_holders h ON h.person_id = a.person_id").
		Joins("JOIN post_roles r ON r.post_id = h.post_id").
		Where("h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", today, today).
		Where("r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?)", today, today).
		Order("a.login, r.role").Select("a.login, r.role"))
	out := map[string][]string{}
	for _, r := range rows {
		if !slices.Contains(out[r.Login], r.Role) {
			out[r.Login] = append(out[r.Login], r.Role)
		}
	}
	return out, err
}
