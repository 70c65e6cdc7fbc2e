package directives

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of directives. A directive is given in a meeting, and by nothing else.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/directives", "directives:read", s.List, "Directives of the headquarters, the earliest due first.")
	api.Get(r, "/directives/facets", "directives:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/directives/summary", "directives:read", s.Summarise, "How many are open, late, claimed to be done, done.")
	api.Get(r, "/directives/{id}", "directives:read", s.get)
	api.Put(r, "/directives/{id}", "directives:update", s.put, "Puts right what it says; refused once it is settled.")
	api.Act(r, "/directives/{id}/reports", "directives:report", s.report, "Says what was done (対応状況). A complete one asks for confirmation.")
	api.Act(r, "/directives/{id}/confirm", "directives:confirm", s.confirm, "Says that it is done. Who reported it never confirms it.")
	api.Act(r, "/directives/{id}/return", "directives:confirm", s.sendBack, "Sends a claim back: it is not done yet.")
	api.Act(r, "/directives/{id}/withdraw", "directives:withdraw", s.withdraw, "Ends a directive that the headquarters no longer asks for.")
	api.Get(r, "/directives/{id}/history", "directives:read", history.Of(h, s.readable))
}

// Edit is a new state of a directive, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason" validate:"required,max=500"`
}

// Note may say something beside an act.
type Note struct {
	Note string `json:"note,omitempty" validate:"max=2000"`
}

// Because says why.
type Because struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

type actOf[B any] struct {
	api.ID
	api.Match
	Body B
}

// acted runs an act on the version that the caller saw and answers with the page.
func acted[B any](ctx context.Context, s *Service, in *actOf[B], do func(version int64) (*Directive, error)) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := do(version)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) put(ctx context.Context, in *actOf[Edit]) (*Detail, error) {
	return acted(ctx, s, in, func(v int64) (*Directive, error) { return s.Update(ctx, in.ID.ID, v, in.Body.Draft, in.Body.Reason) })
}

func (s *Service) report(ctx context.Context, in *actOf[ReportDraft]) (*Detail, error) {
	return acted(ctx, s, in, func(v int64) (*Directive, error) { return s.AddReport(ctx, in.ID.ID, v, in.Body) })
}

func (s *Service) confirm(ctx context.Context, in *actOf[Note]) (*Detail, error) {
	return acted(ctx, s, in, func(v int64) (*Directive, error) { return s.Confirm(ctx, in.ID.ID, v, in.Body.Note) })
}

func (s *Service) sendBack(ctx context.Context, in *actOf[Because]) (*Detail, error) {
	return acted(ctx, s, in, func(v int64) (*Directive, error) { return s.Return(ctx, in.ID.ID, v, in.Body.Reason) })
}

func (s *Service) withdraw(ctx context.Context, in *actOf[Because]) (*Detail, error) {
	return acted(ctx, s, in, func(v int64) (*Directive, error) { return s.Withdraw(ctx, in.ID.ID, v, in.Body.Reason) })
}
