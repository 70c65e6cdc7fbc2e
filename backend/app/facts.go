package app

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
)

// facts finds what the policy may ask about a record, by its noun.
type facts map[string]func(ctx context.Context, noun, id string) (*authz.Record, error)

// Facts asks the domain that has the noun.
func (f facts) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	if of := f[noun]; of != nil {
		return of(ctx, noun, id)
	}
	return nil, fault.Bad("query.noun", "not_found", nil)
}

// factsOfProject are those of a project that the caller may read.
func (a *App) factsOfProject(ctx context.Context, _, id string) (*authz.Record, error) {
	rec, err := a.Projects.Facts(ctx, id)
	if err != nil {
		return nil, err
	}
	return rec, authz.Require(ctx, "projects:read", rec)
}
