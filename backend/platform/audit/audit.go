// Package audit defines who did what: the actor that a request carries and the
// entry that every write leaves behind in the same transaction.
package audit

import "context"

// Actor is who acts, with the names as they are at that moment: an entry must
// still be readable after people moved and sections were renamed.
type Actor struct {
	PersonID           string `json:"personId"`
	Name               string `json:"name"`
	NameEn             string `json:"nameEn,omitempty"`
	PostID             string `json:"postId,omitempty"`
	PostTitle          string `json:"postTitle,omitempty"`
	PostTitleEn        string `json:"postTitleEn,omitempty"`
	OrganisationID     string `json:"organisationId,omitempty"`
	OrganisationName   string `json:"organisationName,omitempty"`
	OrganisationNameEn string `json:"organisationNameEn,omitempty"`
	// TokenID and TokenLabel name the API token, when a program acted for the person.
	TokenID    string `json:"tokenId,omitempty"`
	TokenLabel string `json:"tokenLabel,omitempty"`
	// Policy is the SHA-256 of the policy in force; Request the request id.
	Policy  string `json:"policy,omitempty"`
	Request string `json:"request,omitempty"`
}

// System is the actor of what the program does by itself (imports of the demo
// city, clean-up, first administrator).
var System = Actor{PersonID: "system", Name: "システム", NameEn: "System"}

type key struct{}

// With returns a context that carries the actor.
func With(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// From returns the actor of the context. ok is false when there is none: the
// store then refuses to write.
func From(ctx context.Context) (a Actor, ok bool) {
	a, ok = ctx.Value(key{}).(Actor)
	return a, ok
}

// Actions that a store verb writes by itself; use cases add their own verbs
// ("submit", "publish", "decide", "verify", "confirm", …).
const (
	Create = "create"
	Update = "update"
	Delete = "delete"
)
