package app

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
)

// facts finds what the policy may ask about a record, by its noun.
type facts map[string]func(ctx context.Context, noun, id string) (*authz.Record, error)

// readBy names the permission to read a noun's records where it is not <noun>:read.
var readBy = map[string]string{
	"gate_applications":    "gates:read",
	"gate_conditions":      "gates:read",
	"health_evm":           "health:read",
	"maturity_appraisals":  "maturity:read",
	"availability_outages": "availability:read", "availability_maintenance": "availability:read",
	"availability_calendars": "availability:read", "availability_targets": "availability:read",
	"capabilities": "rationalisation:read", "consolidation_cases": "rationalisation:read",
	"budget_lines": "budgets:read", "budget_requests": "budgets:read",
}

// Facts asks the domain that has the noun. Who may not read the record learns
// nothing about who could change it.
func (f facts) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	of := f[noun]
	if of == nil {
		return nil, fault.Bad("query.noun", "not_found", nil)
	}
	rec, err := of(ctx, noun, id)
	if err != nil {
		return nil, err
	}
	perm := readBy[noun]
	if perm == "" {
		perm = noun + ":read"
	}
	return rec, authz.Require(ctx, perm, rec)
}

// factsOfProject are Projects.Facts in the shape of the others.
func (a *App) factsOfProject(ctx context.Context, _, id string) (*authz.Record, error) {
	return a.Projects.Facts(ctx, id)
}
