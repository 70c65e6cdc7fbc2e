package auth

import (
	"context"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// As returns a context in which a person acts with the rights of the moment, for
// work that goes on after their request: jobs, and commands on the machine
// itself. A person unknown or no longer active is not found.
func (s *Service) As(ctx context.Context, personID string) (context.Context, error) {
	db := s.store.Read(ctx)
	active, err := store.Value[int](db.Table("people").Where("id = ? AND active = ?", personID, true).Select("count(*)"))
	if err != nil {
		return nil, err
	}
	if active == 0 {
		return nil, fault.Missing("people", personID)
	}
	stamp, err := store.Value[int64](s.store.Read(ctx).Table("stamps").Where("name = 'access'").Select("value"))
	if err != nil {
		return nil, err
	}
	d, err := s.directory(ctx, stamp)
	if err != nil {
		return nil, err
	}
	subject, ok := d.Subject(personID)
	if !ok {
		subject = authz.Subject{PersonID: personID}
	}
	ctx = authz.With(ctx, authz.NewSession(subject, d, s.policy))
	return audit.With(ctx, actor(subject, s.policy.SHA256, "")), nil
}
