package gates

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// holdsExecution treats a criticality that nobody knows like a critical one.
func holdsExecution(c Condition) bool { return c.Criticality == Critical || !c.Criticality.Valid() }

// unsettled are the ids of the open or reported conditions that match.
func unsettled(conditions []Condition, match func(Condition) bool) []string {
	ids := []string{}
	for _, c := range conditions {
		if !c.State.Settled() && match(c) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Overdue reports a condition whose owner is late: still open, and its day is over or its gate has passed. A reported
// one waits for the verifier; it is not late, though it holds things up until it is verified.
func (c Condition) Overdue(today fiscal.Date, states []GateState) bool {
	if c.State != ConditionOpen {
		return false
	}
	return today.After(c.DueOn) || c.DueGate != "" && Passed(states, c.DueGate)
}

// CanReport lets a condition be reported as met: it is open, and there is evidence for it.
func CanReport(c Condition, evidence []Evidence) Verdict {
	switch {
	case c.State != ConditionOpen:
		return breaks("R3", "condition_not_open", "state", c.State, "ids", []string{c.ID})
	case !slices.ContainsFunc(evidence, Evidence.real):
		return breaks("R3", "evidence_required", "ids", []string{c.ID})
	}
	return keeps("R3", "condition_reportable", "ids", []string{c.ID})
}

// CanVerify lets a reported condition be verified, or sent back, by a person who neither owns nor reported it.
func CanVerify(c Condition, actor Actor) Verdict {
	switch {
	case c.State != ConditionReported:
		return breaks("R3", "condition_not_reported", "state", c.State, "ids", []string{c.ID})
	case actor.PersonID == "":
		return breaks("R3", "verifier_unknown", "ids", []string{c.ID})
	case actor.PersonID == c.OwnerID:
		return breaks("R3", "verifier_is_owner", "ids", []string{c.ID, actor.PersonID})
	case actor.PersonID == c.ReportedByID:
		return breaks("R3", "verifier_is_reporter", "ids", []string{c.ID, actor.PersonID})
	}
	return keeps("R3", "condition_verifiable", "ids", []string{c.ID})
}

// CanWaive is R5: only who decides at the tier waives an unsettled condition, with a reason, and never his own.
func CanWaive(s *Set, tier Tier, c Condition, actor Actor, reason string) Verdict {
	decider := s.Tiers[tier].Decider
	switch {
	case c.State.Settled():
		return breaks("R5", "condition_settled", "state", c.State, "ids", []string{c.ID})
	case decider == "" || !slices.Contains(actor.Authorities, decider):
		return breaks("R5", "not_the_decider", "authority", decider, "ids", []string{c.ID})
	case actor.PersonID == c.OwnerID:
		return breaks("R5", "waiver_is_owner", "ids", []string{c.ID, actor.PersonID})
	case blank(reason):
		return breaks("R5", "reason_required", "ids", []string{c.ID})
	}
	return keeps("R5", "waivable", "ids", []string{c.ID})
}

// AfterVerification is the state after a verifier's result: met settles the condition, not met opens it again.
func AfterVerification(met bool) ConditionState {
	if met {
		return ConditionVerified
	}
	return ConditionOpen
}

// missingParts names what a new condition lacks; empty when it is complete. Due is a day not yet past, or a gate that
// comes later in the project's sequence.
func (c Condition) missingParts(sequence []GateID, gate GateID, today fiscal.Date) []string {
	missing := []string{}
	add := func(lacks bool, part string) {
		if lacks {
			missing = append(missing, part)
		}
	}
	add(blank(c.Text), "text")
	add(!c.Criticality.Valid(), "criticality")
	add(c.OwnerID == "", "ownerId")
	add(c.DueOn.IsZero() && c.DueGate == "", "due")
	add(c.DueOn.Before(today), "dueOn")
	add(c.DueGate != "" && slices.Index(sequence, c.DueGate) <= slices.Index(sequence, gate), "dueGate")
	return missing
}

// real reports evidence that somebody could look up.
func (e Evidence) real() bool { return !blank(e.Title) || !blank(e.Reference) }
