package systems

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the register's endpoints.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/systems", "systems:read", s.List, "Systems that the caller may see.")
	api.Get(r, "/systems/facets", "systems:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/systems", "systems:create", s.create)
	api.Get(r, "/systems/{id}", "systems:read", s.get)
	api.Put(r, "/systems/{id}", "systems:update", s.put, "Replaces the entry. Moving it needs the right on the old and the new owner.")
	api.Delete(r, "/systems/{id}", "systems:delete", s.delete, "Removes an entry made by mistake; refused while other records point at it.")
	api.Act(r, "/systems/{id}/confirm", "systems:confirm", s.confirm, "Says that the entry is still true, for another 180 days.")
	api.Get(r, "/systems/{id}/history", "systems:read", history.Of(h, s.readable))
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a system, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putIn struct {
	api.ID
	api.Match
	Body Edit
}

func (s *Service) put(ctx context.Context, in *putIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Update(ctx, in.ID.ID, version, in.Body.Draft, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry was wrong"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) confirm(ctx context.Context, in *actIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Confirm(ctx, in.ID.ID, version)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// readable tells whether the caller may read a system, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Get(ctx, id)
	return err
}
