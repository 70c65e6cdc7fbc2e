package gates

import (
	"fmt"
	"slices"
	"strings"
)

// Status is how a criterion or a rule stands.
type Status string

// Waived is not needed here and says why; stale was met once and is too old to count.
const (
	StatusMet    Status = "met"
	StatusUnmet  Status = "unmet"
	StatusWaived Status = "waived"
	StatusStale  Status = "stale"
)

// Passes reports a status that holds nothing up.
func (s Status) Passes() bool { return s == StatusMet || s == StatusWaived }

// Why is the reason of a status: a code that the app words, and its parameters. Record ids at fault stand in "ids".
type Why struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// why builds a reason from a code and pairs of key and value.
func why(code string, pairs ...any) Why {
	w := Why{Code: code}
	if len(pairs) > 0 {
		w.Params = map[string]any{}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		w.Params[pairs[i].(string)] = pairs[i+1]
	}
	return w
}

// Verdict is what one of the rules R1 to R9 says.
type Verdict struct {
	Rule   string `json:"rule"`
	Status Status `json:"status" enum:"met,unmet,waived,stale"`
	Why    Why    `json:"why"`
}

// OK reports a rule that holds nothing up.
func (v Verdict) OK() bool { return v.Status.Passes() }

// Verdicts are those of the rules that an act has to heed.
type Verdicts []Verdict

// OK reports that no rule holds the act up.
func (v Verdicts) OK() bool { return len(v.Failed()) == 0 }

// Failed are the rules that hold the act up.
func (v Verdicts) Failed() Verdicts {
	return slices.DeleteFunc(slices.Clone(v), Verdict.OK)
}

func keeps(rule, code string, pairs ...any) Verdict {
	return Verdict{rule, StatusMet, why(code, pairs...)}
}

func breaks(rule, code string, pairs ...any) Verdict {
	return Verdict{rule, StatusUnmet, why(code, pairs...)}
}

func spares(rule, code string, pairs ...any) Verdict {
	return Verdict{rule, StatusWaived, why(code, pairs...)}
}

// submitRules are R1, R7 and, where the predecessor was skipped, R8.
func submitRules(s *Set, in Input) Verdicts {
	v := Verdicts{ruleOrder(s, in), ruleDraft(in)}
	if before, ok := Predecessor(in.sequence(s), in.Gate); ok && before != "" {
		if latest, ok := Latest(in.States, before); ok && latest.Skipped {
			v = append(v, ruleSkipped(latest))
		}
	}
	return v
}

// ruleOrder is R1: the predecessor in the project's own sequence has passed, and no gate has ended the project.
func ruleOrder(s *Set, in Input) Verdict {
	if gate, id, ended := rejected(in.States); ended {
		return breaks("R1", "project_rejected", "gate", gate, "ids", []string{id})
	}
	before, ok := Predecessor(in.sequence(s), in.Gate)
	switch {
	case !ok:
		return breaks("R1", "gate_not_in_sequence", "gate", in.Gate, "tier", in.Project.Tier)
	case before == "":
		return keeps("R1", "first_gate", "gate", in.Gate)
	}
	latest, found := Latest(in.States, before)
	switch {
	case !found:
		return breaks("R1", "predecessor_not_begun", "gate", before)
	case latest.Skipped:
		return keeps("R1", "predecessor_skipped", "gate", before)
	case latest.Outcome.Passes():
		return keeps("R1", "predecessor_passed", "gate", before, "outcome", latest.Outcome, "ids", []string{latest.ApplicationID})
	}
	return breaks("R1", "predecessor_not_passed", "gate", before, "round", latest.Round, "state", latest.State,
		"outcome", latest.Outcome, "ids", []string{latest.ApplicationID})
}

// ruleDraft is R7 at submission: there is a round, and it is still a draft.
func ruleDraft(in Input) Verdict {
	switch a := in.Application; {
	case a == nil:
		return breaks("R7", "no_application", "gate", in.Gate)
	case a.State != StateDraft:
		return breaks("R7", "not_a_draft", "state", a.State, "round", a.Round, "ids", []string{a.ID})
	default:
		return keeps("R7", "draft", "round", a.Round, "ids", []string{a.ID})
	}
}

func ruleSkipped(omission GateState) Verdict {
	if blank(omission.SkipReason) {
		return breaks("R8", "reason_required", "gate", omission.Gate)
	}
	return spares("R8", "predecessor_skipped", "gate", omission.Gate, "reason", omission.SkipReason)
}

// rejected finds a gate whose counting round ended the project.
func rejected(states []GateState) (gate GateID, applicationID string, ok bool) {
	for _, s := range states {
		if latest, found := Latest(states, s.Gate); found && latest.Outcome == Rejected {
			return latest.Gate, latest.ApplicationID, true
		}
	}
	return "", "", false
}

// CanOpenRound is R7 before a new application: no round is under way at the gate, the gate is not skipped, the project
// not rejected. A decided round stays as it is; correcting it takes this new round. next is its number.
func CanOpenRound(s *Set, project Facts, gate GateID, states []GateState) (next int, v Verdict) {
	next = 1
	for _, st := range states {
		if st.Gate == gate {
			next = max(next, st.Round+1)
		}
	}
	if _, ok := Predecessor(Input{Project: project}.sequence(s), gate); !ok {
		return next, breaks("R7", "gate_not_in_sequence", "gate", gate, "tier", project.Tier)
	}
	if g, id, ended := rejected(states); ended {
		return next, breaks("R7", "project_rejected", "gate", g, "ids", []string{id})
	}
	latest, found := Latest(states, gate)
	switch {
	case found && latest.Skipped:
		return next, breaks("R7", "gate_skipped", "gate", gate)
	case found && latest.State.Open():
		return next, breaks("R7", "round_under_way", "gate", gate, "round", latest.Round, "state", latest.State, "ids", []string{latest.ApplicationID})
	}
	return next, keeps("R7", "new_round", "gate", gate, "round", next)
}

// CanSkip is R8: a gate is left out only in its turn (R1), by the tier's decider, with a reason, and neither while a
// round is under way nor when the gate has already passed.
func CanSkip(s *Set, project Facts, gate GateID, states []GateState, actor Actor, reason string) Verdicts {
	in := Input{Project: project, Gate: gate, States: states}
	v := Verdicts{ruleOrder(s, in)}
	latest, found := Latest(states, gate)
	decider := s.Tiers[project.Tier].Decider
	switch {
	case blank(reason):
		v = append(v, breaks("R8", "reason_required", "gate", gate))
	case found && latest.State.Open() && !latest.Skipped:
		v = append(v, breaks("R8", "round_under_way", "gate", gate, "ids", []string{latest.ApplicationID}))
	case found && (latest.Skipped || latest.Outcome.Passes()):
		v = append(v, breaks("R8", "already_passed", "gate", gate))
	case decider == "" || !slices.Contains(actor.Authorities, decider):
		v = append(v, breaks("R8", "not_the_decider", "authority", decider))
	case actor.PersonID == project.HeadID || actor.PersonID == project.ManagerID:
		v = append(v, breaks("R8", "own_project", "ids", []string{actor.PersonID}))
	default:
		v = append(v, keeps("R8", "skip_allowed", "gate", gate))
	}
	return v
}

// CanStartExecution is R4 for a stage: the gate that opens it has passed and so have all before it (R1), and no critical
// condition is open. A project whose tier rose after a gate had passed has gates before it that nobody has looked at.
func CanStartExecution(s *Set, project Facts, stage Stage, states []GateState, conditions []Condition) Verdicts {
	var v Verdicts
	sequence := Input{Project: project}.sequence(s)
	gate, ok := s.ExecutionGate(sequence, stage)
	missed := slices.IndexFunc(sequence, func(g GateID) bool { return g == gate || !Passed(states, g) })
	latest, found := Latest(states, gate)
	ended, id, over := rejected(states)
	switch {
	case over:
		v = append(v, breaks("R1", "project_rejected", "gate", ended, "ids", []string{id}))
	case !ok:
		v = append(v, breaks("R1", "no_gate_for_stage", "stage", stage))
	case !found:
		v = append(v, breaks("R1", "gate_not_begun", "gate", gate, "stage", stage))
	case !Passed(states, gate):
		v = append(v, breaks("R1", "gate_not_passed", "gate", gate, "stage", stage, "outcome", latest.Outcome, "ids", []string{latest.ApplicationID}))
	case sequence[missed] != gate:
		v = append(v, breaks("R1", "gate_not_passed", "gate", sequence[missed], "stage", stage))
	default:
		v = append(v, keeps("R1", "gate_passed", "gate", gate, "stage", stage))
	}
	open := unsettled(conditions, func(c Condition) bool { return holdsExecution(c) })
	if len(open) > 0 {
		return append(v, breaks("R4", "critical_conditions_open", "ids", open))
	}
	return append(v, keeps("R4", "no_critical_condition_open"))
}

// CanComplete is what the end of a project waits for: it may go live (R4), and no later gate of its own sequence is left
// (R1), for an ended project hands in no more. Who wants to end without the evaluation has it skipped under R8.
func CanComplete(s *Set, project Facts, states []GateState, conditions []Condition) Verdicts {
	v := CanStartExecution(s, project, StageGoLive, states, conditions)
	sequence := Input{Project: project}.sequence(s)
	left := slices.IndexFunc(sequence, func(g GateID) bool { return !Passed(states, g) })
	if !v[0].OK() || left < 0 {
		return v
	}
	v[0] = breaks("R1", "gate_not_passed", "gate", sequence[left], "stage", StageCompletion)
	if latest, found := Latest(states, sequence[left]); !found {
		v[0].Why.Code = "gate_not_begun"
	} else {
		v[0].Why.Params["outcome"], v[0].Why.Params["ids"] = latest.Outcome, []string{latest.ApplicationID}
	}
	return v
}

// ApprovalNumber writes <FY>-<gate>-<seq>, such as 2026-G3-0007. The sequence comes from the database.
func ApprovalNumber(fy int, gate GateID, seq int) string {
	return fmt.Sprintf("%d-%s-%04d", fy, gate, seq)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
