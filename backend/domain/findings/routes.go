package findings

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of findings.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/findings", "findings:read", s.List, "Findings that the caller may see; drafts only for those who may raise them.")
	api.Get(r, "/findings/facets", "findings:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/findings/summary", "findings:read", s.Summary, "What is late and weighty, whether the backlog shrinks, what waits for whom.")
	api.Get(r, "/findings/follow-up", "findings:read", s.FollowUp, "Findings by section and fiscal year of the notice (所属別・年別フォローアップ状況).")
	api.Get(r, "/findings/catalogue", "findings:read", s.Words, "Kinds, sources and themes with the days between which they hold; days and limits of the rules.")
	api.Get(r, "/findings/repeats", "findings:read", s.Suggest, "Earlier findings of the same theme in the same section or on the same system.")
	api.Post(r, "/findings", "findings:raise", s.create)
	api.Get(r, "/findings/{id}", "findings:read", s.get)
	api.Put(r, "/findings/{id}", "findings:update", s.put, "Replaces a draft; after the notice corrects what the notice did not fix, with a reason.")
	api.Delete(r, "/findings/{id}", "findings:delete", s.delete, "Removes a draft.")
	api.Get(r, "/findings/{id}/history", "findings:read", history.Of(h, s.readable))
	api.Act(r, "/findings/{id}/notify", "findings:notify", s.notify, "Sends the finding to the section; due days count from the notice.")
	api.Act(r, "/findings/{id}/receive", "findings:answer", s.receive)
	api.Act(r, "/findings/{id}/answer", "findings:answer", s.answer, "Answers with the plan of the measures.")
	api.Act(r, "/findings/{id}/plan/approve", "findings:review", s.approvePlan)
	api.Act(r, "/findings/{id}/plan/return", "findings:review", s.returnPlan)
	api.Act(r, "/findings/{id}/report", "findings:report", s.report, "Says that the measures are done, with evidence; stops the clock.")
	api.Act(r, "/findings/{id}/extension", "findings:report", s.requestExtension)
	api.Act(r, "/findings/{id}/extension/decide", "findings:review", s.decideExtension)
	api.Act(r, "/findings/{id}/acceptance", "findings:propose", s.requestAcceptance)
	api.Act(r, "/findings/{id}/acceptance/decide", "findings:accept", s.decideAcceptance, "Accepts the risk until a day, or refuses to. Never the auditor, never who owns the risk.")
	api.Act(r, "/findings/{id}/verification", "findings:verify", s.startVerification)
	api.Act(r, "/findings/{id}/close", "findings:verify", s.close, "Closes a verified finding. Never its section, never who reported it.")
	api.Act(r, "/findings/{id}/send-back", "findings:verify", s.sendBack, "Returns measures that do not hold, with a new due day; the clock runs again.")
	api.Act(r, "/findings/{id}/withdraw", "findings:withdraw", s.withdraw)
}

// act is a transition without more to say; actOf one with a body.
type act struct {
	api.ID
	api.Match
}

type actOf[B any] struct {
	api.ID
	api.Match
	Body B
}

// seen runs a transition with the version that the caller saw and shows the finding as it is then.
func (s *Service) seen(ctx context.Context, m api.Match, do func(version int64) (*Finding, error)) (*Detail, error) {
	version, err := m.Version()
	if err != nil {
		return nil, err
	}
	row, err := do(version)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
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

// Edit is a new state of a finding, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

func (s *Service) put(ctx context.Context, in *actOf[Edit]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Update(ctx, in.ID.ID, v, in.Body.Draft, in.Body.Reason) })
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the draft was wrong"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

// Notice is the day of the letter.
type Notice struct {
	On fiscal.Date `json:"on,omitzero" doc:"Day of the notice, today unless given"`
}

func (s *Service) notify(ctx context.Context, in *actOf[Notice]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Notify(ctx, in.ID.ID, v, in.Body.On) })
}

func (s *Service) receive(ctx context.Context, in *act) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Receive(ctx, in.ID.ID, v) })
}

func (s *Service) answer(ctx context.Context, in *actOf[AnswerDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Answer(ctx, in.ID.ID, v, in.Body) })
}

// Comment is a word on a decision.
type Comment struct {
	Comment string `json:"comment,omitempty" validate:"max=2000"`
}

// Reason is why something is done that needs one.
type Reason struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

func (s *Service) approvePlan(ctx context.Context, in *actOf[Comment]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.ApprovePlan(ctx, in.ID.ID, v, in.Body.Comment) })
}

func (s *Service) returnPlan(ctx context.Context, in *actOf[Reason]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.ReturnPlan(ctx, in.ID.ID, v, in.Body.Reason) })
}

func (s *Service) report(ctx context.Context, in *actOf[ReportDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Report(ctx, in.ID.ID, v, in.Body) })
}

func (s *Service) requestExtension(ctx context.Context, in *actOf[ExtensionDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.RequestExtension(ctx, in.ID.ID, v, in.Body) })
}

// ExtensionDecision is what an auditor makes of a request.
type ExtensionDecision struct {
	Decision string `json:"decision" validate:"required,oneof=approve refuse"`
	Comment  string `json:"comment,omitempty" validate:"max=2000" doc:"Mandatory for a refusal"`
}

// Check wants to know why a request is refused.
func (d *ExtensionDecision) Check() []fault.Field {
	if d.Decision == "refuse" && blank(d.Comment) {
		return []fault.Field{{Field: "comment", Rule: "reason_required"}}
	}
	return nil
}

func (s *Service) decideExtension(ctx context.Context, in *actOf[ExtensionDecision]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) {
		return s.DecideExtension(ctx, in.ID.ID, v, in.Body.Decision == "approve", in.Body.Comment)
	})
}

func (s *Service) requestAcceptance(ctx context.Context, in *actOf[AcceptanceDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.RequestAcceptance(ctx, in.ID.ID, v, in.Body) })
}

func (s *Service) decideAcceptance(ctx context.Context, in *actOf[AcceptDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.DecideAcceptance(ctx, in.ID.ID, v, in.Body) })
}

func (s *Service) startVerification(ctx context.Context, in *act) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.StartVerification(ctx, in.ID.ID, v) })
}

func (s *Service) close(ctx context.Context, in *actOf[VerifyDraft]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Close(ctx, in.ID.ID, v, in.Body) })
}

// Return is what a verifier sends back.
type Return struct {
	DueOn  fiscal.Date `json:"dueOn" validate:"required" doc:"New due day; the original one stays"`
	Reason string      `json:"reason" validate:"required,max=2000"`
}

func (s *Service) sendBack(ctx context.Context, in *actOf[Return]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.SendBack(ctx, in.ID.ID, v, in.Body.DueOn, in.Body.Reason) })
}

func (s *Service) withdraw(ctx context.Context, in *actOf[Reason]) (*Detail, error) {
	return s.seen(ctx, in.Match, func(v int64) (*Finding, error) { return s.Withdraw(ctx, in.ID.ID, v, in.Body.Reason) })
}

// Words is the catalogue in force.
func (s *Service) Words(context.Context, *api.None) (*Catalogue, error) { return s.catalogue, nil }

// readable tells whether the caller may read a finding, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Get(ctx, id)
	return err
}
