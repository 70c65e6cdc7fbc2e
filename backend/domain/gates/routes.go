package gates

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of review gates.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/gates/sets", "gates:look", s.definitions, "The gate set in force: gates, criteria, tiers, documents, settings.")
	api.Get(r, "/projects/{id}/gates", "gates:read", s.stepper, "Where the project stands at its gates, and whether it may enter execution.")
	api.Get(r, "/projects/{id}/gates/{gate}/readiness", "gates:read", s.readiness, "The judgement that lets a submission or a decision through.")
	api.Post(r, "/projects/{id}/gates/{gate}/applications", "gates:apply", s.apply, "Opens the next round as a draft, starting from the round before.")
	api.Post(r, "/projects/{id}/gates/{gate}/skip", "gates:skip", s.skip, "Leaves the gate out in its turn, with a reason (R8).")

	api.Get(r, "/gates/applications", "gates:read", s.List, "Applications that the caller may see.")
	api.Get(r, "/gates/applications/facets", "gates:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/gates/applications/{id}", "gates:read", s.get)
	api.Put(r, "/gates/applications/{id}", "gates:apply", s.put, "Only while it is a draft.")
	api.Act(r, "/gates/applications/{id}/submit", "gates:apply", s.submit, "Hands it in; refused with all that is missing (R1, readiness).")
	api.Act(r, "/gates/applications/{id}/withdraw", "gates:apply", s.withdraw, "Takes a round back before it is decided.")
	api.Act(r, "/gates/applications/{id}/coordinate", "gates:coordinate", s.coordinate, "Takes it up for coordination beforehand.")
	api.Act(r, "/gates/applications/{id}/start", "gates:coordinate", s.start, "Begins the review by the people named; none of the applicant's side (R6).")
	api.Post(r, "/gates/applications/{id}/opinions", "gates:review", s.opine, "A reviewer's opinion, once a round; it never changes.")
	api.Act(r, "/gates/applications/{id}/decisions", "gates:decide", s.decide, "Ends the round (R2 to R7, R9). It never changes; a correction is a new round.")
	api.Get(r, "/gates/applications/{id}/history", "gates:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.Get(ctx, id)
		return err
	}))

	api.Get(r, "/gates/conditions", "gates:read", s.Conditions, "Conditions of approvals that the caller may see.")
	api.Get(r, "/gates/conditions/facets", "gates:read", s.ConditionFacets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/gates/conditions/{id}", "gates:read", s.getCondition)
	api.Act(r, "/gates/conditions/{id}/report", "conditions:report", s.report, "Says that it is met, with evidence.")
	api.Act(r, "/gates/conditions/{id}/verify", "conditions:verify", s.verify, "By somebody who neither owns nor reported it; not_met sends it back.")
	api.Act(r, "/gates/conditions/{id}/waive", "conditions:waive", s.waive, "Only by the tier's decider, with a reason (R5).")
}

func (s *Service) definitions(context.Context, *api.None) (*Set, error) { return s.set, nil }

func (s *Service) stepper(ctx context.Context, in *api.ID) (*Stepper, error) {
	return s.Stepper(ctx, in.ID)
}

// AtGate is the input of routes below a gate of a project.
type AtGate struct {
	api.ID
	Gate string `path:"gate" validate:"required,max=4"`
}

type readinessIn struct {
	AtGate
	Action string `query:"action" validate:"omitempty,oneof=submit decide" doc:"Submission or a plain approval; by the state of the round unless given"`
}

func (s *Service) readiness(ctx context.Context, in *readinessIn) (*ReadinessView, error) {
	return s.Readiness(ctx, in.ID.ID, GateID(in.Gate), Action(in.Action))
}

// shown answers a write of an application with its detail.
func (s *Service) shown(ctx context.Context, row *ApplicationRecord, err error) (*Detail, error) {
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, row.ID)
}

func (s *Service) apply(ctx context.Context, in *AtGate) (*Detail, error) {
	row, err := s.Apply(ctx, in.ID.ID, GateID(in.Gate))
	return s.shown(ctx, row, err)
}

// Reasoned is an act that needs a reason.
type Reasoned struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

type skipIn struct {
	AtGate
	Body Reasoned
}

func (s *Service) skip(ctx context.Context, in *skipIn) (*Stepper, error) {
	if err := s.Skip(ctx, in.ID.ID, GateID(in.Gate), in.Body.Reason); err != nil {
		return nil, err
	}
	return s.Stepper(ctx, in.ID.ID)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a draft, with the reason for the ledger.
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
	row, err := s.Edit(ctx, in.ID.ID, version, in.Body.Draft, in.Body.Reason)
	return s.shown(ctx, row, err)
}

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) submit(ctx context.Context, in *actIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Submit(ctx, in.ID.ID, version)
	return s.shown(ctx, row, err)
}

type reasonedIn struct {
	api.ID
	api.Match
	Body Reasoned
}

func (s *Service) withdraw(ctx context.Context, in *reasonedIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Withdraw(ctx, in.ID.ID, version, in.Body.Reason)
	return s.shown(ctx, row, err)
}

func (s *Service) coordinate(ctx context.Context, in *actIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Coordinate(ctx, in.ID.ID, version)
	return s.shown(ctx, row, err)
}

type startIn struct {
	api.ID
	api.Match
	Body StartDraft
}

func (s *Service) start(ctx context.Context, in *startIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Start(ctx, in.ID.ID, version, in.Body)
	return s.shown(ctx, row, err)
}

type opinionIn struct {
	api.ID
	Body OpinionDraft
}

func (s *Service) opine(ctx context.Context, in *opinionIn) (*Detail, error) {
	if _, err := s.Opine(ctx, in.ID.ID, in.Body); err != nil {
		return nil, err
	}
	return s.Get(ctx, in.ID.ID)
}

type decisionIn struct {
	api.ID
	api.Match
	Body DecisionDraft
}

func (s *Service) decide(ctx context.Context, in *decisionIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Decide(ctx, in.ID.ID, version, in.Body)
	return s.shown(ctx, row, err)
}

func (s *Service) getCondition(ctx context.Context, in *api.ID) (*ConditionView, error) {
	return s.Condition(ctx, in.ID)
}

// settled answers a write of a condition with its view.
func (s *Service) settled(ctx context.Context, row *ConditionRecord, err error) (*ConditionView, error) {
	if err != nil {
		return nil, err
	}
	return s.Condition(ctx, row.ID)
}

type reportIn struct {
	api.ID
	api.Match
	Body ReportDraft
}

func (s *Service) report(ctx context.Context, in *reportIn) (*ConditionView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Report(ctx, in.ID.ID, version, in.Body)
	return s.settled(ctx, row, err)
}

type verifyIn struct {
	api.ID
	api.Match
	Body VerifyDraft
}

func (s *Service) verify(ctx context.Context, in *verifyIn) (*ConditionView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Verify(ctx, in.ID.ID, version, in.Body)
	return s.settled(ctx, row, err)
}

func (s *Service) waive(ctx context.Context, in *reasonedIn) (*ConditionView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Waive(ctx, in.ID.ID, version, in.Body.Reason)
	return s.settled(ctx, row, err)
}
