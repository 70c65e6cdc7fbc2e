package rationalisation

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of rationalisation.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/rationalisation/systems", "rationalisation:read", s.List, "Systems that are not retired, with their present assessment.")
	api.Get(r, "/rationalisation/systems/facets", "rationalisation:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/rationalisation/summary", "rationalisation:read", s.Summary, "Systems by quadrant and by what is to become of them; retirements promised and done.")
	api.Get(r, "/rationalisation/chart", "rationalisation:read", s.Chart, "Where the judged systems stand between business value and technical fit, by tenths of a point.")
	api.Get(r, "/rationalisation/settings", "rationalisation:read", s.settingsInForce, "Criteria, weights and limits in force.")
	api.Get(r, "/rationalisation/systems/{id}", "rationalisation:read", s.Get, "Assessments, facts beside the questions, profile and functions of one system.")
	api.Post(r, "/rationalisation/assessments", "rationalisation:assess", s.assess, "Judges the system anew; the present assessment stays readable.")
	api.Post(r, "/rationalisation/profiles", "rationalisation:describe", s.describe, "Describes a system for its rationalisation.")
	api.Put(r, "/rationalisation/profiles/{id}", "rationalisation:describe", s.redescribe)
	api.Get(r, "/rationalisation/systems/{id}/surroundings", "rationalisation:read", s.Surroundings, "Systems around it by the data that flows, at most 150.")
	api.Get(r, "/rationalisation/systems/{id}/impact", "rationalisation:read", s.Impact, "What stops when it stops, however far away.")
	api.Get(r, "/rationalisation/dependencies", "rationalisation:read", s.Dependencies, "Systems in use, those that most others depend on first.")
	api.Get(r, "/rationalisation/loops", "rationalisation:read", s.Loops, "Groups of systems that all depend on each other.")

	api.Get(r, "/rationalisation/capabilities", "rationalisation:read", s.Map, "The tree of business functions with the systems that serve them.")
	api.Get(r, "/rationalisation/functions", "rationalisation:read", s.Functions, "Business functions as choices.")
	api.Post(r, "/rationalisation/capabilities", "capabilities:create", s.createCapability)
	api.Put(r, "/rationalisation/capabilities/{id}", "capabilities:update", s.putCapability)
	api.Delete(r, "/rationalisation/capabilities/{id}", "capabilities:delete", s.deleteCapability, "Refused while functions or systems belong to it.")
	api.Get(r, "/rationalisation/overlaps", "rationalisation:read", s.Overlaps, "Pairs of systems that serve the same functions, the strongest first.")

	api.Get(r, "/rationalisation/components", "rationalisation:read", s.Parts, "Components of the systems in use by the end of their support.")
	api.Get(r, "/rationalisation/components/facets", "rationalisation:read", s.PartFacets)
	api.Get(r, "/rationalisation/calendar", "rationalisation:read", s.Calendar, "What ends by fiscal year and quarter.")
	api.Get(r, "/rationalisation/leases", "rationalisation:read", s.Leases, "Leases against the day on which the successor goes live.")

	api.Get(r, "/rationalisation/cases", "rationalisation:read", s.Cases)
	api.Get(r, "/rationalisation/cases/facets", "rationalisation:read", s.CaseFacets)
	api.Post(r, "/rationalisation/cases", "consolidations:create", s.propose)
	api.Get(r, "/rationalisation/cases/{id}", "rationalisation:read", s.GetCase)
	api.Put(r, "/rationalisation/cases/{id}", "consolidations:update", s.repropose, "Only while it is proposed.")
	api.Act(r, "/rationalisation/cases/{id}/approve", "consolidations:approve", s.decision(s.Approve), "Never by whoever proposed it.")
	api.Act(r, "/rationalisation/cases/{id}/complete", "consolidations:complete", s.decision(s.Complete), "Refused while an absorbed system still runs.")
	api.Act(r, "/rationalisation/cases/{id}/drop", "consolidations:drop", s.drop, "Gives it up; its systems are free for another case.")
	api.Get(r, "/rationalisation/cases/{id}/history", "rationalisation:read", history.Of(h, s.caseReadable))
	api.Get(r, "/rationalisation/retirements", "rationalisation:read", s.Retirements, "Systems that cases absorb, in the order of their days.")

	api.Get(r, "/rationalisation/roadmap", "rationalisation:read", s.Renewals, "Systems in the order in which they are to be renewed.")
	api.Get(r, "/rationalisation/roadmap/years", "rationalisation:read", s.Roadmap, "Renewals and their cost by fiscal year.")
}

func (s *Service) settingsInForce(context.Context, *api.None) (*Settings, error) {
	return s.settings, nil
}

// Judgement is a new assessment of a system.
type Judgement struct {
	AssessmentDraft
	Before string `json:"before,omitempty" validate:"max=64" doc:"The present assessment that the author saw; empty for none"`
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type assessIn struct{ Body Judgement }

func (s *Service) assess(ctx context.Context, in *assessIn) (*Detail, error) {
	if _, err := s.Assess(ctx, in.Body.AssessmentDraft, in.Body.Before, store.Why{Reason: in.Body.Reason}); err != nil {
		return nil, err
	}
	return s.Get(ctx, &api.ID{ID: in.Body.SystemID})
}

type describeIn struct{ Body ProfileDraft }

func (s *Service) describe(ctx context.Context, in *describeIn) (*Profile, error) {
	return s.Describe(ctx, in.Body)
}

// ProfileEdit is a new state of a profile, with the reason for the ledger.
type ProfileEdit struct {
	ProfileDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type redescribeIn struct {
	api.ID
	api.Match
	Body ProfileEdit
}

func (s *Service) redescribe(ctx context.Context, in *redescribeIn) (*Profile, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Redescribe(ctx, in.ID.ID, version, in.Body.ProfileDraft, in.Body.Reason)
}

type capabilityIn struct{ Body CapabilityDraft }

func (s *Service) createCapability(ctx context.Context, in *capabilityIn) (*Capability, error) {
	return s.CreateCapability(ctx, in.Body)
}

// CapabilityEdit is a new state of a function, with the reason for the ledger.
type CapabilityEdit struct {
	CapabilityDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putCapabilityIn struct {
	api.ID
	api.Match
	Body CapabilityEdit
}

func (s *Service) putCapability(ctx context.Context, in *putCapabilityIn) (*Capability, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateCapability(ctx, in.ID.ID, version, in.Body.CapabilityDraft, in.Body.Reason)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry goes"`
}

func (s *Service) deleteCapability(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteCapability(ctx, in.ID.ID, version, in.Reason)
}

type proposeIn struct{ Body CaseDraft }

func (s *Service) propose(ctx context.Context, in *proposeIn) (*CaseDetail, error) {
	row, err := s.Propose(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.caseDetail(ctx, row)
}

// CaseEdit is a new state of a case, with the reason for the ledger.
type CaseEdit struct {
	CaseDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type reproposeIn struct {
	api.ID
	api.Match
	Body CaseEdit
}

func (s *Service) repropose(ctx context.Context, in *reproposeIn) (*CaseDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Repropose(ctx, in.ID.ID, version, in.Body.CaseDraft, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return s.caseDetail(ctx, row)
}

// Decision is what a decision says of itself.
type Decision struct {
	Note string `json:"note,omitempty" validate:"max=1000"`
}

type decideIn struct {
	api.ID
	api.Match
	Body Decision
}

// decision is the endpoint of a step of a case.
func (s *Service) decision(step func(context.Context, string, int64, string) (*Case, error)) func(context.Context, *decideIn) (*CaseDetail, error) {
	return func(ctx context.Context, in *decideIn) (*CaseDetail, error) {
		version, err := in.Version()
		if err != nil {
			return nil, err
		}
		row, err := step(ctx, in.ID.ID, version, in.Body.Note)
		if err != nil {
			return nil, err
		}
		return s.caseDetail(ctx, row)
	}
}

// Dropping says why a case is given up.
type Dropping struct {
	Reason string `json:"reason" validate:"required,max=1000"`
}

type dropIn struct {
	api.ID
	api.Match
	Body Dropping
}

func (s *Service) drop(ctx context.Context, in *dropIn) (*CaseDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Drop(ctx, in.ID.ID, version, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return s.caseDetail(ctx, row)
}

// caseReadable tells whether the caller may read a case, and so its history.
func (s *Service) caseReadable(ctx context.Context, id string) error {
	row, err := store.Load[Case](s.store.Read(ctx), id)
	if err != nil {
		return err
	}
	return authz.Require(ctx, "rationalisation:read", row.facts())
}
