package procedures

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of procedures.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/procedures", "procedures:read", s.List, "Procedures, the most used first.")
	api.Get(r, "/procedures/facets", "procedures:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/procedures/summary", "procedures:read", s.Summary, "Share without a visit by count and by volume, now and as far as possible; steps, obstacles, groups, volumes by year.")
	api.Get(r, "/procedures/pareto", "procedures:read", s.Pareto, "Which few procedures make up most of the applications.")
	api.Get(r, "/procedures/plan", "procedures:read", s.Plan, "What was to be reached by bureau and fiscal year, and what was.")
	api.Get(r, "/procedures/settings", "procedures:read", s.Words, "Definition, priority groups and obstacles in force.")
	api.Get(r, "/procedures/snapshots", "procedures:read", s.Snapshots, "Counts as they were on a day, with the definition of then, the newest first.")
	api.Post(r, "/procedures/snapshots", "procedures:snapshot", s.snapshot, "Counts the whole inventory and keeps the counts; never changed afterwards.")
	api.Get(r, "/procedures/snapshots/{id}", "procedures:read", s.SnapshotDetail)
	api.Post(r, "/procedures", "procedures:create", s.create)
	api.Get(r, "/procedures/{id}", "procedures:read", s.get)
	api.Put(r, "/procedures/{id}", "procedures:update", s.put, "Replaces the entry. Moving it needs the right on the old and the new section.")
	api.Delete(r, "/procedures/{id}", "procedures:delete", s.delete, "Removes an entry made by mistake or merged into another.")
	api.Act(r, "/procedures/{id}/steps", "procedures:progress", s.advance, "Says that a step is done another way now; the class follows.")
	api.Get(r, "/procedures/{id}/history", "procedures:read", history.Of(h, s.readable))
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

// Edit is a new state of a procedure, with the reason for the ledger.
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

type stepIn struct {
	api.ID
	api.Match
	Body StepDraft
}

func (s *Service) advance(ctx context.Context, in *stepIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Advance(ctx, in.ID.ID, version, in.Body)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry goes"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type snapshotIn struct{ Body SnapshotDraft }

func (s *Service) snapshot(ctx context.Context, in *snapshotIn) (*SnapshotItem, error) {
	row, err := s.TakeSnapshot(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return &SnapshotItem{*row, row.shares()}, nil
}

// Words are the settings in force.
func (s *Service) Words(context.Context, *api.None) (*Settings, error) { return s.settings, nil }

// readable tells whether the caller may read a procedure, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Get(ctx, id)
	return err
}
