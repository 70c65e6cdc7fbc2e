package gates

import (
	"slices"

	"miotsukushi/backend/platform/fault"
)

// decideRules are the rules of a decision with the proposed outcome. R2 looks at the criteria already judged.
func decideRules(s *Set, in Input, criteria []CriterionResult) Verdicts {
	v := Verdicts{ruleReview(in)}
	outcome := in.outcome()
	if !outcome.Valid() {
		v = append(v, breaks("R7", "unknown_outcome", "outcome", outcome))
	}
	switch outcome {
	case Approved:
		v = append(v, ruleApproved(in, criteria))
	case Conditional:
		v = append(v, ruleConditional(s, in))
	}
	if outcome.Passes() {
		v = append(v, ruleOrder(s, in), ruleOpenConditions(s, in))
	}
	if verdict, asked := ruleDecider(s, in); asked {
		v = append(v, verdict)
	}
	return append(v, ruleConfidence(s, in))
}

// ruleReview is R7 at the decision: the round is under review; a decided one is never decided again.
func ruleReview(in Input) Verdict {
	switch a := in.Application; {
	case a == nil:
		return breaks("R7", "no_application", "gate", in.Gate)
	case a.State != StateReview:
		return breaks("R7", "not_in_review", "state", a.State, "round", a.Round, "ids", []string{a.ID})
	default:
		return keeps("R7", "in_review", "round", a.Round, "ids", []string{a.ID})
	}
}

// ruleApproved is R2: every required line passes, and no condition of this gate is open or being laid down.
func ruleApproved(in Input, criteria []CriterionResult) Verdict {
	lines := []string{}
	for _, c := range criteria {
		if c.Required && !c.Status.Passes() {
			lines = append(lines, c.ID)
		}
	}
	open := unsettled(in.Conditions, func(c Condition) bool { return c.Gate == in.Gate })
	switch {
	case len(lines) > 0:
		return breaks("R2", "required_lines_open", "criteria", lines)
	case len(open) > 0:
		return breaks("R2", "conditions_open", "ids", open)
	case in.Decision != nil && len(in.Decision.Conditions) > 0:
		return breaks("R2", "approval_with_conditions", "count", len(in.Decision.Conditions))
	}
	return keeps("R2", "required_lines_met", "total", len(criteria))
}

// ruleConditional is R3: at least one condition, each of them complete.
func ruleConditional(s *Set, in Input) Verdict {
	if in.Decision == nil || len(in.Decision.Conditions) == 0 {
		return breaks("R3", "condition_required")
	}
	faults := []map[string]any{}
	for i, c := range in.Decision.Conditions {
		if missing := c.missingParts(in.sequence(s), in.Gate, in.Today); len(missing) > 0 {
			faults = append(faults, map[string]any{"index": i, "missing": missing})
		}
	}
	if len(faults) > 0 {
		return breaks("R3", "condition_incomplete", "conditions", faults)
	}
	return keeps("R3", "conditions_complete", "count", len(in.Decision.Conditions))
}

// ruleOpenConditions is R4: no critical condition of an earlier gate is open, and no essential one whose gate or day
// has come. The conditions of this very gate are the matter of R2.
func ruleOpenConditions(s *Set, in Input) Verdict {
	critical := unsettled(in.Conditions, func(c Condition) bool {
		return s.earlier(c.Gate, in.Gate) && holdsExecution(c)
	})
	if len(critical) > 0 {
		return breaks("R4", "critical_conditions_open", "ids", critical)
	}
	essential := unsettled(in.Conditions, func(c Condition) bool {
		dueHere := c.DueGate != "" && !s.earlier(in.Gate, c.DueGate)
		dueToday := !c.DueOn.IsZero() && !c.DueOn.After(in.Today)
		return s.earlier(c.Gate, in.Gate) && c.Criticality == Essential && (dueHere || dueToday)
	})
	if len(essential) > 0 {
		return breaks("R4", "essential_conditions_due", "ids", essential)
	}
	return keeps("R4", "earlier_conditions_settled")
}

// ruleDecider is R6: the decider holds the tier's authority or decides for who holds it, is not the applicant, wrote
// none of the documents and is not the only reviewer; a designated project has the headquarters' approval where that
// is tracked. asked is false when nothing is known to judge: no actor and no tracked resolution.
func ruleDecider(s *Set, in Input) (v Verdict, asked bool) {
	deciders := s.Deciders(in.Project.Tier, in.Gate, in.Project.HQDesignated)
	needsHQ := slices.Contains(deciders, Headquarters) && in.Project.HQ != HQNotTracked
	if in.Actor.PersonID != "" && in.Application != nil {
		if v := decidesWell(in, deciders[0]); !v.OK() {
			return v, true
		}
	}
	if needsHQ && in.Project.HQ != HQApproved && in.outcome().Passes() {
		return breaks("R6", "headquarters_pending", "authority", Headquarters), true
	}
	if in.Actor.PersonID == "" && !needsHQ {
		return Verdict{}, false
	}
	return keeps("R6", "decider_independent", "authorities", deciders), true
}

func decidesWell(in Input, required Authority) Verdict {
	a, me := in.Application, in.Actor.PersonID
	reviewers := a.reviewersAtWork()
	substitute := in.Decision != nil && in.Decision.SubstituteFor != ""
	switch {
	case me == a.ApplicantID || me == a.SubmittedByID:
		return breaks("R6", "decider_is_applicant", "ids", []string{me})
	case slices.Contains(a.PreparedBy, me):
		return breaks("R6", "decider_prepared", "ids", []string{me})
	case len(reviewers) == 1 && reviewers[0] == me:
		return breaks("R6", "decider_is_sole_reviewer", "ids", []string{me})
	case required == "": // an unknown tier has no decider
		return breaks("R6", "not_the_decider", "tier", in.Project.Tier)
	case slices.Contains(in.Actor.Authorities, required):
		return keeps("R6", "decider_holds_authority", "authority", required)
	case !substitute:
		return breaks("R6", "not_the_decider", "authority", required)
	case len(in.Actor.Authorities) == 0:
		return breaks("R6", "substitute_without_authority", "authority", required)
	}
	return keeps("R6", "decided_as_substitute", "authority", required, "substituteFor", in.Decision.SubstituteFor)
}

// reviewersAtWork are those who gave an opinion, or those asked as long as nobody has.
func (a *Application) reviewersAtWork() []string {
	ids := slices.Clone(a.Reviewers)
	if len(a.Opinions) > 0 {
		ids = nil
		for _, o := range a.Opinions {
			ids = append(ids, o.ReviewerID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ruleConfidence is R9: where the tier demands it, nothing passes without a delivery confidence; wherever there is one,
// red forbids a plain approval and asks a conditional one for a critical condition.
func ruleConfidence(s *Set, in Input) Verdict {
	var worst DCA
	if in.Application != nil {
		worst = WorstDCA(in.Application.Opinions)
	}
	outcome := in.outcome()
	switch {
	case worst == "" && !s.Tiers[in.Project.Tier].DeliveryConfidence:
		return spares("R9", "confidence_not_required", "tier", in.Project.Tier)
	case worst == "" && outcome.Passes():
		return breaks("R9", "confidence_missing", "tier", in.Project.Tier)
	case worst == "":
		return spares("R9", "confidence_not_needed", "outcome", outcome)
	case worst == DCARed && outcome == Approved:
		return breaks("R9", "confidence_red", "dca", worst)
	case worst == DCARed && outcome == Conditional && !laysDownCritical(in.Decision):
		return breaks("R9", "confidence_red_needs_critical", "dca", worst)
	}
	return keeps("R9", "confidence_given", "dca", worst)
}

func laysDownCritical(d *Decision) bool {
	return d != nil && slices.ContainsFunc(d.Conditions, func(c Condition) bool { return c.Criticality == Critical })
}

// CanReview is R6 for a reviewer: never the applicant, nor who wrote the documents, nor anybody of the applicant's
// section; and only while the round is with the reviewers or before.
func CanReview(a Application, actor Actor) Verdict {
	me := actor.PersonID
	switch {
	case !slices.Contains([]State{StateSubmitted, StateCoordination, StateReview}, a.State):
		return breaks("R6", "not_under_review", "state", a.State, "ids", []string{a.ID})
	case me == "":
		return breaks("R6", "reviewer_unknown")
	case me == a.ApplicantID || me == a.SubmittedByID:
		return breaks("R6", "reviewer_is_applicant", "ids", []string{me})
	case slices.Contains(a.PreparedBy, me):
		return breaks("R6", "reviewer_prepared", "ids", []string{me})
	case a.ApplicantOrganisationID != "" && slices.Contains(actor.OrganisationPath, a.ApplicantOrganisationID):
		return breaks("R6", "reviewer_of_same_section", "ids", []string{me, a.ApplicantOrganisationID})
	}
	return keeps("R6", "reviewer_independent", "ids", []string{me})
}

// Check names the faults of a decision that need no other record: an unknown outcome, a missing reason for anything
// but a plain approval, conditions that the outcome cannot carry.
func (d Decision) Check() []fault.Field {
	var faults []fault.Field
	if !d.Outcome.Valid() {
		faults = append(faults, fault.Field{Field: "outcome", Rule: "oneof"})
	}
	if d.Outcome != Approved && blank(d.Reason) {
		faults = append(faults, fault.Field{Field: "reason", Rule: "reason_required"})
	}
	if d.Outcome != Conditional && len(d.Conditions) > 0 {
		faults = append(faults, fault.Field{Field: "conditions", Rule: "max"})
	}
	return faults
}
