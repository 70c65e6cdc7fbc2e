package gates

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// CriterionResult is how one criterion stands, why, by which records, and who can mend it.
type CriterionResult struct {
	ID               string  `json:"id"`
	No               int     `json:"no"`
	Text             string  `json:"text"`
	TextEn           string  `json:"textEn"`
	Required         bool    `json:"required"`
	EvidenceRequired bool    `json:"evidenceRequired"`
	Live             string  `json:"live,omitempty"`
	Status           Status  `json:"status" enum:"met,unmet,waived,stale"`
	Why              Why     `json:"why"`
	Proof            []Proof `json:"proof"`
	Mend             *Mend   `json:"mend,omitempty"` // absent where nothing needs mending

	declared bool // the applicant owns up to it as 不適合
}

// Counts are the criteria by status.
type Counts struct {
	Met    int `json:"met"`
	Unmet  int `json:"unmet"`
	Waived int `json:"waived"`
	Stale  int `json:"stale"`
	Total  int `json:"total"`
}

// Readiness says whether a project can be submitted to, or decided at, a gate, and what is missing. Ready means that
// nothing blocks: the very same value lets the transition through.
type Readiness struct {
	Gate     GateID            `json:"gate"`
	Round    int               `json:"round"` // 0 while there is no application
	Ready    bool              `json:"ready"`
	Action   Action            `json:"action" enum:"submit,decide"`
	AsOf     fiscal.Date       `json:"asOf"`
	Criteria []CriterionResult `json:"criteria"`
	Rules    Verdicts          `json:"rules"`
	Counts   Counts            `json:"counts"`

	blocking []string
}

// Unmet are the ids of what blocks, criteria first, then rules; empty when ready.
func (r Readiness) Unmet() []string { return slices.Clone(r.blocking) }

// Assess is the one function that computes readiness; page, API, command line and the transition itself call it.
//
// Submission is blocked by a required criterion that is neither met nor waived, unless the applicant declares it as
// 不適合 with a comment: a gap may be laid before the reviewers openly, not silently. A decision is judged by its
// outcome: a plain approval needs every required criterion (R2), a conditional one its conditions (R3), the others
// neither.
func Assess(s *Set, in Input) Readiness {
	r := Readiness{Gate: in.Gate, Action: in.Action, AsOf: in.Today, Criteria: judgeCriteria(s, in), blocking: []string{}}
	if in.Application != nil {
		r.Round = in.Application.Round
	}
	for _, c := range r.Criteria {
		r.Counts.add(c.Status)
		if c.Required && !c.Status.Passes() && in.blocks(c) {
			r.blocking = append(r.blocking, c.ID)
		}
	}
	if in.Action == ActionDecide {
		r.Rules = decideRules(s, in, r.Criteria)
	} else {
		r.Rules = submitRules(s, in)
	}
	for _, v := range r.Rules.Failed() {
		r.blocking = append(r.blocking, v.Rule)
	}
	// Without a day nothing has an age, and without criteria nothing was asked: neither may look ready.
	r.Ready = len(r.blocking) == 0 && in.Action.Valid() && !in.Today.IsZero() && len(r.Criteria) > 0
	return r
}

// CanSubmit are the rules that submission has to heed. The criteria are judged by Assess, which the transition calls.
func CanSubmit(s *Set, in Input) Verdicts { return submitRules(s, in) }

// CanDecide are the rules that a decision has to heed, R2 among them when it is a plain approval.
func CanDecide(s *Set, in Input) Verdicts { return decideRules(s, in, judgeCriteria(s, in)) }

// blocks reports whether an open required criterion blocks the action.
func (in Input) blocks(c CriterionResult) bool {
	if in.Action == ActionDecide {
		return in.outcome() == Approved
	}
	return !c.declared
}

func (n *Counts) add(s Status) {
	n.Total++
	switch s {
	case StatusMet:
		n.Met++
	case StatusWaived:
		n.Waived++
	case StatusStale:
		n.Stale++
	default:
		n.Unmet++
	}
}
