package auth

import (
	"slices"
	"strings"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Token is a key with which a person's own programs call the API. It opens no
// more than its scopes, and never more than the person may do at that moment.
type Token struct {
	store.Base
	PersonID string `json:"personId"`
	Label    string `json:"label" doc:"What it is for, in the person's words"`
	// Scopes are patterns of permissions: noun:action, where either side may be *.
	Scopes    store.List[string] `json:"scopes" doc:"Permissions that it may use, as noun:action; * stands for any noun or any action"`
	ExpiresOn fiscal.Date        `json:"expiresOn" doc:"Last day on which it works"`
	TokenHash string             `json:"-"`
	Ending    string             `json:"ending" doc:"Last characters of the key, to tell it by"`
	RevokedAt store.Time         `json:"revokedAt" doc:"When it was ended before its time; null when it was not"`
	// LastUsedAt is kept beside the row's versions: using it is no edit.
	LastUsedAt store.Time `json:"-"`
}

// TableName names the table.
func (Token) TableName() string { return "tokens" }

// Root files a token's history under its person.
func (t Token) Root() (noun, id string) { return "people", t.PersonID }

// live tells whether the token works on a day.
func (t Token) live(today fiscal.Date) bool {
	return t.RevokedAt.IsZero() && !t.ExpiresOn.Before(today)
}

const (
	// tokenPrefix lets people and scanners of source code recognise a key that leaked.
	tokenPrefix = "mio_pat_"
	// maxTokens bounds the live tokens of a person.
	maxTokens = 20
	// endingLength is how much of a key is kept in the clear: too little to guess the rest by.
	endingLength = 4
)

// NewToken is what a person asks a token for.
type NewToken struct {
	Label     string      `json:"label" validate:"required,max=100" doc:"What it is for"`
	Scopes    []string    `json:"scopes" validate:"required,min=1,max=50,dive,required,max=80" doc:"noun:action, where either side may be *; *:read reads everything that the person may read"`
	ExpiresOn fiscal.Date `json:"expiresOn" validate:"required" doc:"Last day on which it works, at most a year ahead"`
	Password  string      `json:"password" validate:"required,max=512" doc:"The own password once more: a found session must not make keys"`
}

// forbidden are permissions that no token ever carries: with them it could make
// itself a session, another token, or somebody's new password. Who it speaks for
// (session:me) every token may ask.
func forbidden(perm string) bool {
	noun, _, _ := strings.Cut(perm, ":")
	return noun == "session" || noun == "tokens" || perm == "people:account"
}

// covers tells whether one of the patterns means a permission.
func covers(scopes []string, perm string) bool {
	noun, action, _ := strings.Cut(perm, ":")
	return slices.ContainsFunc(scopes, func(scope string) bool {
		n, a, _ := strings.Cut(scope, ":")
		return (n == "*" || n == noun) && (a == "*" || a == action)
	})
}

// opens tells whether a token with these scopes may use a permission at all.
func opens(scopes []string) func(perm string) bool {
	return func(perm string) bool { return perm == "session:me" || !forbidden(perm) && covers(scopes, perm) }
}

// check refuses scopes that reach nothing of what the person holds, and days
// that are over or too far away.
func (n NewToken) check(held []string, today fiscal.Date) error {
	var fields []fault.Field
	bad := func(field, rule string, p fault.Params) {
		fields = append(fields, fault.Field{Field: field, Rule: rule, Params: p})
	}
	for _, scope := range n.Scopes {
		noun, action, found := strings.Cut(scope, ":")
		switch {
		case !found || noun == "" || action == "" || strings.Contains(action, ":"):
			bad("scopes", "format", nil)
		case !slices.ContainsFunc(held, func(perm string) bool { return !forbidden(perm) && covers([]string{scope}, perm) }):
			bad("scopes", "not_held", fault.Params{"scope": scope})
		}
	}
	if n.ExpiresOn.Before(today) {
		bad("expiresOn", "past", nil)
	}
	if limit := today.AddYears(1); n.ExpiresOn.After(limit) {
		bad("expiresOn", "max_until", fault.Params{"limit": limit.String()})
	}
	return fault.BadFields(fields)
}
