package logicmodels

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of logic models.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/logic-models", "logic_models:read", s.List, "Logic models, by code.")
	api.Get(r, "/logic-models/facets", "logic_models:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/logic-models/summary", "logic_models:read", s.Summary, "Complete, measured and reviewed models, and those that are not.")
	api.Post(r, "/logic-models", "logic_models:create", s.create)
	api.Get(r, "/logic-models/{id}", "logic_models:read", s.get)
	api.Put(r, "/logic-models/{id}", "logic_models:update", s.put, "Replaces the model with its elements, links, indicators and values.")
	api.Delete(r, "/logic-models/{id}", "logic_models:delete", s.delete, "Removes a model made by mistake.")
	api.Act(r, "/logic-models/{id}/actuals", "logic_models:report", s.report, "Enters the value of an indicator for a fiscal year, or corrects it.")
	api.Get(r, "/logic-models/{id}/reviews", "logic_models:read", s.Reviews, "Reviews, the newest first.")
	api.Act(r, "/logic-models/{id}/reviews", "logic_models:review", s.review, "Compares expected and actual values and records what follows.")
	api.Get(r, "/logic-models/{id}/history", "logic_models:read", history.Of(h, s.readable))
}

// answer turns a written row into its page.
func (s *Service) answer(ctx context.Context, row *Model, err error) (*Detail, error) {
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	return s.answer(ctx, row, err)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a model, with the reason for the ledger.
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
	return s.answer(ctx, row, err)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the model goes"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type reportIn struct {
	api.ID
	api.Match
	Body ActualDraft
}

func (s *Service) report(ctx context.Context, in *reportIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Report(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}

type reviewIn struct {
	api.ID
	api.Match
	Body ReviewDraft
}

func (s *Service) review(ctx context.Context, in *reviewIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Review(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}
