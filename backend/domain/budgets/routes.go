package budgets

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of the budget.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/budgets", "budgets:read", s.Overview, "The budget by fiscal year: recurring and one-off, planned, revised and spent, with the forecast and what rose only for a time.")
	api.Get(r, "/budgets/waterfall", "budgets:read", s.Waterfall, "What moved the total from one fiscal year to another, by cause.")
	api.Get(r, "/budgets/deviations", "budgets:read", s.Deviations, "Lines far from their initial budget, with the reasons that their ledgers give.")
	api.Get(r, "/budgets/systems", "budgets:read", s.SystemCosts, "What systems cost in a fiscal year.")
	api.Get(r, "/budgets/forecast", "budgets:read", s.Forecasts, "What the years ahead are expected to cost beyond the lines that are entered.")
	api.Get(r, "/budgets/contract-ends", "budgets:read", s.ContractEnds, "Contracts that end with a fiscal year while nobody has asked for the year after.")

	api.Get(r, "/budgets/lines", "budgets:read", s.List, "Budget lines that the caller may see.")
	api.Get(r, "/budgets/lines/facets", "budgets:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/budgets/lines", "budgets:create", s.create)
	api.Get(r, "/budgets/lines/{id}", "budgets:read", s.get)
	api.Put(r, "/budgets/lines/{id}", "budgets:update", s.put, "Replaces the description of a line; its amounts follow from its entries.")
	api.Delete(r, "/budgets/lines/{id}", "budgets:delete", s.delete, "Removes a line made by mistake; refused once it has entries.")
	api.Post(r, "/budgets/lines/{id}/entries", "budgets:enter", s.append("budgets:enter"), "Adds spending, or what the next year takes over.")
	api.Post(r, "/budgets/lines/{id}/appropriations", "budgets:appropriate", s.append("budgets:appropriate"), "Adds to the budget: initial, supplementary, carried in, reserve, diversion.")
	api.Post(r, "/budgets/lines/{id}/adjustments", "budgets:adjust", s.append("budgets:adjust"), "Corrects a figure of a closed year, with the reason.")
	api.Get(r, "/budgets/lines/{id}/history", "budgets:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.Facts(ctx, "budget_lines", id)
		return err
	}))

	api.Get(r, "/budgets/requests", "budgets:read", s.Requests)
	api.Get(r, "/budgets/requests/summary", "budgets:read", s.RequestSummary)
	api.Post(r, "/budgets/requests", "budgets:request", s.submit, "Asks for the budget of a line of a year to come.")
	api.Act(r, "/budgets/requests/{id}/assess", "budgets:assess", s.assess, "Settles what of it the budget shall hold; whoever requested does not assess.")
	api.Act(r, "/budgets/requests/{id}/withdraw", "budgets:request", s.withdraw)

	api.Get(r, "/budgets/years", "budgets:read", s.Years)
	api.Put(r, "/budgets/years/{id}", "budgets:settle", s.putScope, "Changes what the year's figures leave out.")
	api.Act(r, "/budgets/years/{id}/adopt", "budgets:appropriate", s.adopt, "Copies what was assessed into the initial budget, as the assembly passed it.")
	api.Act(r, "/budgets/years/{id}/settle", "budgets:settle", s.settle, "Closes the accounts; from 1 June after the year's end on.")
	api.Act(r, "/budgets/years/{id}/certify", "budgets:settle", s.certify, "Writes down that the assembly certified the accounts.")
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	return s.shown(ctx, row, err)
}

// shown answers a write of a line with its detail.
func (s *Service) shown(ctx context.Context, row *Line, err error) (*Detail, error) {
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, row.ID)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a line, with the reason for the ledger.
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
	return s.shown(ctx, row, err)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the line was wrong"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type entryIn struct {
	api.ID
	Body EntryDraft
}

// append is the endpoint of one door to the ledger.
func (s *Service) append(perm string) func(ctx context.Context, in *entryIn) (*Detail, error) {
	return func(ctx context.Context, in *entryIn) (*Detail, error) {
		row, err := s.Append(ctx, perm, in.ID.ID, in.Body)
		return s.shown(ctx, row, err)
	}
}

type submitIn struct{ Body RequestDraft }

func (s *Service) submit(ctx context.Context, in *submitIn) (*Request, error) {
	return s.Submit(ctx, in.Body)
}

type assessIn struct {
	api.ID
	api.Match
	Body AssessDraft
}

func (s *Service) assess(ctx context.Context, in *assessIn) (*Request, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Assess(ctx, in.ID.ID, version, in.Body)
}

type reasonIn struct {
	api.ID
	api.Match
	Body struct {
		Reason string `json:"reason" validate:"required,max=1000"`
	}
}

func (s *Service) withdraw(ctx context.Context, in *reasonIn) (*Request, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Withdraw(ctx, in.ID.ID, version, in.Body.Reason)
}

// ScopeEdit is a new scope of a year, with the reason for the ledger.
type ScopeEdit struct {
	ScopeDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type scopeIn struct {
	api.ID
	api.Match
	Body ScopeEdit
}

func (s *Service) putScope(ctx context.Context, in *scopeIn) (*Year, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.SetScope(ctx, in.ID.ID, version, in.Body.ScopeDraft, in.Body.Reason)
}

type adoptIn struct {
	api.ID
	api.Match
	Body AdoptDraft
}

func (s *Service) adopt(ctx context.Context, in *adoptIn) (*Year, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Adopt(ctx, in.ID.ID, version, in.Body)
}

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) settle(ctx context.Context, in *actIn) (*Year, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Settle(ctx, in.ID.ID, version)
}

type certifyIn struct {
	api.ID
	api.Match
	Body CertifyDraft
}

func (s *Service) certify(ctx context.Context, in *certifyIn) (*Year, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Certify(ctx, in.ID.ID, version, in.Body)
}
