package findings

import (
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// Extension is a request for a later due day and what the auditor made of it. The original due day stays.
type Extension struct {
	RequestedBy string      `json:"requestedBy"`
	RequestedOn fiscal.Date `json:"requestedOn"`
	From        fiscal.Date `json:"from" doc:"Due day when it was asked for"`
	To          fiscal.Date `json:"to" doc:"Due day asked for"`
	Reason      string      `json:"reason"`
	State       string      `json:"state" enum:"pending,approved,refused"`
	DecidedBy   string      `json:"decidedBy,omitempty"`
	DecidedOn   fiscal.Date `json:"decidedOn,omitzero"`
	Comment     string      `json:"comment,omitempty"`
}

// Acceptance is a request to bear the risk for a while and what the decider made of it.
type Acceptance struct {
	RequestedBy        string      `json:"requestedBy"`
	RequestedOn        fiscal.Date `json:"requestedOn"`
	Rationale          string      `json:"rationale"`
	Control            string      `json:"control" doc:"What is done instead"`
	ResidualImpact     int64       `json:"residualImpact"`
	ResidualLikelihood int64       `json:"residualLikelihood"`
	Until              fiscal.Date `json:"until" doc:"Last day, as asked for or as decided"`
	State              string      `json:"state" enum:"pending,accepted,refused,lapsed"`
	DecidedBy          string      `json:"decidedBy,omitempty"`
	DecidedOn          fiscal.Date `json:"decidedOn,omitzero"`
	Comment            string      `json:"comment,omitempty"`
	ToHeadquarters     bool        `json:"toHeadquarters,omitempty" doc:"Has to be reported to the headquarters"`
}

// States of a request.
const (
	Pending  = "pending"
	Approved = "approved"
	Refused  = "refused"
	Taken    = "accepted"
	Lapsed   = "lapsed"
)

// extension is the request that waits, or the latest one.
func (f *Finding) extension() *Extension {
	if len(f.Extensions) == 0 {
		return nil
	}
	return &f.Extensions[len(f.Extensions)-1]
}

// acceptance is the request that waits, or the latest one.
func (f *Finding) acceptance() *Acceptance {
	if len(f.Acceptances) == 0 {
		return nil
	}
	return &f.Acceptances[len(f.Acceptances)-1]
}

// maxRequests of either kind, approved or not: who asks for the twentieth time should be talked to.
const maxRequests = 20

// CanExtend says whether an extension may be asked for: the measures are under way, none waits, and fewer have been
// approved than the rules allow.
func (f *Finding) CanExtend(s Settings, on fiscal.Date) error {
	if err := f.in(on, StateInAction); err != nil {
		return err
	}
	switch {
	case f.ExtensionPending:
		return fault.Clash("already_done", fault.Params{"extension": Pending})
	case f.ExtensionCount >= s.MaxExtensions, len(f.Extensions) >= maxRequests:
		return fault.Clash("extension_limit", fault.Params{"limit": s.MaxExtensions})
	}
	return nil
}

// CanAccept says whether the risk may be borne until a day: its band allows it, and the day lies within the months
// from today, up to the same day of the month.
func (f *Finding) CanAccept(s Settings, on, until fiscal.Date) error {
	months, ok := s.Acceptable(f.Band)
	switch {
	case !ok:
		return fault.Clash("not_acceptable", fault.Params{"band": f.Band})
	case !until.After(on):
		return fault.Bad("until", "after_today", fault.Params{"limit": on})
	case until.After(on.AddMonths(months)):
		return fault.Bad("until", "max_until", fault.Params{"limit": on.AddMonths(months), "months": months, "band": f.Band})
	}
	return nil
}

// in refuses what the state does not allow, as it counts on the day.
func (f *Finding) in(on fiscal.Date, states ...State) error {
	at := Effective(f.State, f.AcceptUntil, on)
	for _, s := range states {
		if s == at {
			return nil
		}
	}
	return fault.Clash("wrong_state", fault.Params{"state": at, "allowed": states})
}
