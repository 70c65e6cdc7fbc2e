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
