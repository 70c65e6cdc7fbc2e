// Package policy shows the rules in force: who may do what, and why a person
// may or may not do something to a record.
package policy

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
)

// Facts tells what the rules may ask about a record. It refuses records that
// the caller may not read, and nouns that it does not know.
type Facts interface {
	Facts(ctx context.Context, noun, id string) (*authz.Record, error)
}

// Service holds the questions about the policy.
type Service struct{ facts Facts }

// New makes the service.
func New(f Facts) *Service { return &Service{f} }

// Routes registers the endpoints.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/policy/matrix", "policy:read", s.Matrix, "The rules in force, as permission × role.")
	api.Get(r, "/policy/explain", "policy:read", s.Explain, "Whether the caller may do something, each rule about it, and who could.")
}

// versionLength is how much of the hash people compare by eye.
const versionLength = 12

// Matrix is the table of who may do what.
type Matrix struct {
	Version string `json:"version" doc:"Beginning of sha256"`
	authz.Matrix
}

// Matrix builds the table from the rules that decide this very request.
func (s *Service) Matrix(ctx context.Context, _ *api.None) (Matrix, error) {
	if err := authz.Require(ctx, "policy:read", nil); err != nil {
		return Matrix{}, err
	}
	m := authz.From(ctx).Policy.Matrix()
	return Matrix{m.SHA256[:versionLength], m}, nil
}

// Question is what somebody wants to know of the policy.
type Question struct {
	Permission string `query:"permission" validate:"required,max=100" doc:"As object:action, such as gates:decide"`
	Noun       string `query:"noun" validate:"max=40" doc:"Kind of the record; without a record the question is about any"`
	ID         string `query:"id" validate:"max=64"`
}

// Explanation answers the question for the caller.
type Explanation struct {
	Permission string `json:"permission"`
	authz.Verdict
	Posts []authz.Candidate `json:"posts" doc:"Posts with a holder today that could, up to 200; what is denied to a person is not denied to the post"`
	Lines []authz.Line      `json:"lines" doc:"Every rule of the permission, as the caller meets it"`
}

// Explain tells whether the caller may, why, and who else could.
func (s *Service) Explain(ctx context.Context, in *Question) (Explanation, error) {
	if err := authz.Require(ctx, "policy:read", nil); err != nil {
		return Explanation{}, err
	}
	caller := authz.From(ctx)
	lines := caller.Lines(in.Permission, nil)
	if len(lines) == 0 {
		return Explanation{}, fault.Bad("query.permission", "not_found", nil)
	}
	if in.Noun == "" && in.ID != "" {
		return Explanation{}, fault.Bad("query.noun", "required", nil)
	}
	if in.Noun != "" && in.ID == "" {
		return Explanation{}, fault.Bad("query.id", "required", nil)
	}
	var rec *authz.Record
	if in.ID != "" {
		var err error
		if rec, err = s.facts.Facts(ctx, in.Noun, in.ID); err != nil {
			return Explanation{}, err
		}
		lines = caller.Lines(in.Permission, rec)
	}
	v, err := caller.Decide(in.Permission, rec)
	v.Roles = caller.Policy.RolesFor(in.Permission)
	return Explanation{Permission: in.Permission, Verdict: v, Posts: caller.AllWhoCan(in.Permission, rec), Lines: lines}, err
}
