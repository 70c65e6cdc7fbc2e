package datasets

import (
	"context"
	"mime/multipart"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/records/exchange"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of the data inventory.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/datasets", "datasets:read", s.List, "Datasets, the most used first.")
	api.Get(r, "/datasets/facets", "datasets:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/datasets/summary", "datasets:read", s.Summary, "Share of good and open datasets; by stars, quality, freshness, class, publication, section; uses by year.")
	api.Get(r, "/datasets/settings", "datasets:read", s.Words, "Weights, limits and intervals in force.")
	api.Post(r, "/datasets", "datasets:create", s.create, "Enters a dataset. That it is public is decided on a proposal, by somebody else.")
	api.Get(r, "/datasets/{id}", "datasets:read", s.get)
	api.Put(r, "/datasets/{id}", "datasets:update", s.put, "Replaces the entry. Publication and its basis stay, and so do licence and anonymisation of what is public or limited: they change by decision.")
	api.Delete(r, "/datasets/{id}", "datasets:delete", s.delete, "Removes an entry made by mistake or merged into another; refused while it is public, waits for a decision or is used by a logic model.")
	api.Act(r, "/datasets/{id}/refresh", "datasets:update", s.refresh, "Says that the data was brought up to date, or still holds.")
	api.Get(r, "/datasets/{id}/measurements", "datasets:read", s.Measurements, "What samples showed, the newest first.")
	api.Upload(r, "/datasets/{id}/measurements", "datasets:measure", exchange.MaxUpload, s.measure,
		"Takes a sample (file, .xlsx or CSV, at most 50,000 rows), holds it against the column definition and keeps the result, not the file.")
	api.Get(r, "/datasets/{id}/proposals", "datasets:read", s.Proposals, "What was proposed and decided, the newest first.")
	api.Act(r, "/datasets/{id}/propose", "datasets:propose", s.propose, "Proposes how far the data should be open.")
	api.Act(r, "/datasets/{id}/withdraw", "datasets:withdraw", s.withdraw, "Takes the waiting proposal back: who made it, or who decides.")
	api.Act(r, "/datasets/{id}/decide", "datasets:decide", s.decide, "Decides the waiting proposal.")
	api.Get(r, "/datasets/{id}/history", "datasets:read", history.Of(h, s.readable))
}

// answer turns a written row into its page.
func (s *Service) answer(ctx context.Context, row *Dataset, err error) (*Detail, error) {
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

// Edit is a new state of a dataset, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

// Check leaves what depends on the decision in force to the service: a form does not send it.
func (e *Edit) Check() []fault.Field {
	d := e.Draft
	d.Publication, d.Basis = Undecided, ""
	return d.Check()
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
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry goes"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type refreshIn struct {
	api.ID
	api.Match
	Body RefreshDraft
}

func (s *Service) refresh(ctx context.Context, in *refreshIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Refresh(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}

type measureIn struct {
	api.ID
	api.Match
	RawBody multipart.Form `validate:"-"`
}

func (s *Service) measure(ctx context.Context, in *measureIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	f, err := exchange.ReadFile(&in.RawBody)
	if err != nil {
		return nil, err
	}
	row, err := s.Measure(ctx, in.ID.ID, version, f)
	return s.answer(ctx, row, err)
}

type proposeIn struct {
	api.ID
	api.Match
	Body ProposalDraft
}

func (s *Service) propose(ctx context.Context, in *proposeIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Propose(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}

type withdrawIn struct {
	api.ID
	api.Match
	Body WithdrawDraft
}

func (s *Service) withdraw(ctx context.Context, in *withdrawIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Withdraw(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}

type decideIn struct {
	api.ID
	api.Match
	Body DecisionDraft
}

func (s *Service) decide(ctx context.Context, in *decideIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Decide(ctx, in.ID.ID, version, in.Body)
	return s.answer(ctx, row, err)
}

// Words are the settings in force.
func (s *Service) Words(context.Context, *api.None) (*Settings, error) { return s.settings, nil }
