package gates

import (
	"slices"
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

var today = fiscal.MustDate("2018-10-01")

// said is the status and code of a rule, "" when the rule is not among the verdicts.
func said(v Verdicts, rule string) string {
	for _, one := range v {
		if one.Rule == rule {
			return string(one.Status) + " " + one.Why.Code
		}
	}
	return ""
}

func round(gate GateID, n int, state State, outcome Outcome) GateState {
	return GateState{Gate: gate, Round: n, ApplicationID: string(gate) + "r", State: state, Outcome: outcome}
}

func skipped(gate GateID, reason string) GateState {
	return GateState{Gate: gate, Skipped: true, SkipReason: reason}
}

func TestR1GatesInOrder(t *testing.T) {
	set := citySet(t)
	for _, c := range []struct {
		name   string
		tier   Tier
		gate   GateID
		states []GateState
		want   string
	}{
		{"the first gate", TierA, "G0", nil, "met first_gate"},
		{"the first gate of a lighter tier", TierB, "G1", nil, "met first_gate"},
		{"after an approval", TierA, "G1", []GateState{round("G0", 1, StateDone, Approved)}, "met predecessor_passed"},
		{"after a conditional approval", TierA, "G1", []GateState{round("G0", 1, StateConditions, Conditional)}, "met predecessor_passed"},
		{"the own sequence decides", TierC, "G3", []GateState{round("G1", 1, StateDone, Approved)}, "met predecessor_passed"},
		{"the tier's own gap", TierA, "G3", []GateState{round("G1", 1, StateDone, Approved)}, "unmet predecessor_not_begun"},
		{"nothing before", TierA, "G1", nil, "unmet predecessor_not_begun"},
		{"returned", TierA, "G1", []GateState{round("G0", 1, StateDecided, Returned)}, "unmet predecessor_not_passed"},
		{"deferred", TierA, "G1", []GateState{round("G0", 1, StateDecided, Deferred)}, "unmet predecessor_not_passed"},
		{"rejected", TierA, "G1", []GateState{round("G0", 1, StateDecided, Rejected)}, "unmet project_rejected"},
		{"rejected long ago", TierA, "G2", []GateState{round("G0", 1, StateDecided, Rejected), round("G1", 1, StateDone, Approved)}, "unmet project_rejected"},
		{"still in review", TierA, "G1", []GateState{round("G0", 1, StateReview, "")}, "unmet predecessor_not_passed"},
		{"the latest round counts, though undecided", TierA, "G1", []GateState{round("G0", 2, StateReview, ""), round("G0", 1, StateDone, Approved)}, "unmet predecessor_not_passed"},
		{"the latest round counts, approved", TierA, "G1", []GateState{round("G0", 1, StateDecided, Returned), round("G0", 2, StateDone, Approved)}, "met predecessor_passed"},
		{"a withdrawn round does not count", TierA, "G1", []GateState{round("G0", 1, StateDone, Approved), round("G0", 2, StateWithdrawn, "")}, "met predecessor_passed"},
		{"skipped", TierA, "G1", []GateState{skipped("G0", "制度改正のみ")}, "met predecessor_skipped"},
		{"skipped after a return", TierA, "G1", []GateState{round("G0", 1, StateDecided, Returned), skipped("G0", "x")}, "met predecessor_skipped"},
		{"a gate of another tier", TierC, "G4", nil, "unmet gate_not_in_sequence"},
	} {
		in := Input{Project: Facts{Tier: c.tier}, Gate: c.gate, States: c.states, Application: &Application{State: StateDraft}}
		if got := said(CanSubmit(set, in), "R1"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	in := Input{Project: Facts{Tier: TierA, Sequence: []GateID{"GX"}}, Gate: "GX", Application: &Application{State: StateDraft}}
	if v := CanSubmit(set, in); !v.OK() {
		t.Errorf("a project's own sequence is not heeded: %v", v)
	}
}

func TestR7RoundsAtSubmission(t *testing.T) {
	set := citySet(t)
	for state, want := range map[State]string{
		StateDraft: "met draft", StateSubmitted: "unmet not_a_draft", StateCoordination: "unmet not_a_draft", StateReview: "unmet not_a_draft",
		StateDecided: "unmet not_a_draft", StateConditions: "unmet not_a_draft", StateDone: "unmet not_a_draft", StateWithdrawn: "unmet not_a_draft",
	} {
		in := Input{Project: Facts{Tier: TierB}, Gate: "G1", Application: &Application{State: state}}
		if got := said(CanSubmit(set, in), "R7"); got != want {
			t.Errorf("%s: %s", state, got)
		}
	}
	if got := said(CanSubmit(set, Input{Project: Facts{Tier: TierB}, Gate: "G1"}), "R7"); got != "unmet no_application" {
		t.Error(got)
	}
}

func TestR8AppearsWhereThePredecessorWasSkipped(t *testing.T) {
	set := citySet(t)
	for reason, want := range map[string]string{"緊急改修": "waived predecessor_skipped", " ": "unmet reason_required"} {
		in := Input{Project: Facts{Tier: TierC}, Gate: "G3", States: []GateState{skipped("G1", reason)}, Application: &Application{State: StateDraft}}
		if got := said(CanSubmit(set, in), "R8"); got != want {
			t.Errorf("%q: %s", reason, got)
		}
	}
	in := Input{Project: Facts{Tier: TierC}, Gate: "G3", States: []GateState{round("G1", 1, StateDone, Approved)}, Application: &Application{State: StateDraft}}
	if got := said(CanSubmit(set, in), "R8"); got != "" {
		t.Errorf("R8 speaks without a skipped gate: %s", got)
	}
}

func TestOpeningARound(t *testing.T) {
	set := citySet(t)
	for _, c := range []struct {
		name   string
		gate   GateID
		states []GateState
		next   int
		want   string
	}{
		{"the first", "G1", nil, 1, "new_round"},
		{"after a return", "G1", []GateState{round("G1", 1, StateDecided, Returned)}, 2, "new_round"},
		{"after a deferral", "G1", []GateState{round("G1", 1, StateDecided, Deferred)}, 2, "new_round"},
		{"correcting an approval", "G1", []GateState{round("G1", 1, StateDone, Approved)}, 2, "new_round"},
		{"correcting a conditional approval", "G1", []GateState{round("G1", 2, StateConditions, Conditional), round("G1", 1, StateDecided, Returned)}, 3, "new_round"},
		{"after a withdrawal numbers go on", "G1", []GateState{round("G1", 1, StateWithdrawn, "")}, 2, "new_round"},
		{"while one is a draft", "G1", []GateState{round("G1", 1, StateDraft, "")}, 2, "round_under_way"},
		{"while one is in review", "G1", []GateState{round("G1", 1, StateReview, "")}, 2, "round_under_way"},
		{"after rejection", "G1", []GateState{round("G1", 1, StateDecided, Rejected)}, 2, "project_rejected"},
		{"after rejection at another gate", "G3", []GateState{round("G1", 1, StateDecided, Rejected)}, 1, "project_rejected"},
		{"of a skipped gate", "G1", []GateState{skipped("G1", "x")}, 1, "gate_skipped"},
		{"of a foreign gate", "G4", nil, 1, "gate_not_in_sequence"},
	} {
		next, v := CanOpenRound(set, Facts{Tier: TierB}, c.gate, c.states)
		if next != c.next || v.Why.Code != c.want || v.OK() != (c.want == "new_round") {
			t.Errorf("%s: round %d, %s", c.name, next, v.Why.Code)
		}
	}
}

func TestR8Skipping(t *testing.T) {
	set := citySet(t)
	director := Actor{PersonID: "director", Authorities: []Authority{ICTDirector}}
	project := Facts{Tier: TierB, HeadID: "head", ManagerID: "pm"}
	passed := []GateState{round("G1", 1, StateDone, Approved)}
	for _, c := range []struct {
		name   string
		gate   GateID
		states []GateState
		actor  Actor
		reason string
		want   string
	}{
		{"by the decider with a reason", "G2", passed, director, "随意契約", "met skip_allowed"},
		{"after a return", "G2", append(passed, round("G2", 1, StateDecided, Returned)), director, "x", "met skip_allowed"},
		{"without a reason", "G2", passed, director, "　", "unmet reason_required"},
		{"by another authority", "G2", passed, Actor{PersonID: "d", Authorities: []Authority{SysMgmt}}, "x", "unmet not_the_decider"},
		{"by nobody", "G2", passed, Actor{}, "x", "unmet not_the_decider"},
		{"of the own project", "G2", passed, Actor{PersonID: "head", Authorities: []Authority{ICTDirector}}, "x", "unmet own_project"},
		{"while a round is under way", "G2", append(passed, round("G2", 1, StateReview, "")), director, "x", "unmet round_under_way"},
		{"once it has passed", "G1", passed, director, "x", "unmet already_passed"},
		{"twice", "G2", append(passed, skipped("G2", "x")), director, "x", "unmet already_passed"},
	} {
		v := CanSkip(set, project, c.gate, c.states, c.actor, c.reason)
		if got := said(v, "R8"); got != c.want || v.OK() != (c.want == "met skip_allowed") {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	if v := CanSkip(set, project, "G3", passed, director, "x"); v.OK() {
		t.Error("a gate was skipped before its turn")
	}
}

func TestR4StartOfExecution(t *testing.T) {
	set := citySet(t)
	before := []GateState{round("G1", 1, StateDone, Approved), skipped("G2", "x")}
	g3 := []GateState{round("G3", 1, StateDone, Approved)}
	open := func(c Criticality, state ConditionState) []Condition {
		return []Condition{{ID: "c1", Gate: "G1", Criticality: c, State: state}}
	}
	for _, c := range []struct {
		name       string
		stage      Stage
		states     []GateState
		conditions []Condition
		r1, r4     string
	}{
		{"after G3", StageContract, g3, nil, "met gate_passed", "met no_critical_condition_open"},
		{"after a conditional G3", StageContract, []GateState{round("G3", 1, StateConditions, Conditional)}, open(Essential, ConditionOpen), "met gate_passed", "met no_critical_condition_open"},
		{"after a skipped G3", StageContract, []GateState{skipped("G3", "x")}, nil, "met gate_passed", "met no_critical_condition_open"},
		{"after G5", StageGoLive, []GateState{g3[0], round("G5", 1, StateDone, Approved)}, nil, "met gate_passed", "met no_critical_condition_open"},
		{"a critical condition verified", StageContract, g3, open(Critical, ConditionVerified), "met gate_passed", "met no_critical_condition_open"},
		{"a critical condition waived", StageContract, g3, open(Critical, ConditionWaived), "met gate_passed", "met no_critical_condition_open"},
		{"a critical condition open", StageContract, g3, open(Critical, ConditionOpen), "met gate_passed", "unmet critical_conditions_open"},
		{"a critical condition only reported", StageContract, g3, open(Critical, ConditionReported), "met gate_passed", "unmet critical_conditions_open"},
		{"a criticality nobody knows", StageContract, g3, open("urgent", ConditionOpen), "met gate_passed", "unmet critical_conditions_open"},
		{"G3 not begun", StageContract, nil, nil, "unmet gate_not_begun", "met no_critical_condition_open"},
		{"G3 in review", StageContract, []GateState{round("G3", 1, StateReview, "")}, nil, "unmet gate_not_passed", "met no_critical_condition_open"},
		{"G3 reopened", StageContract, append(g3, round("G3", 2, StateDraft, "")), nil, "unmet gate_not_passed", "met no_critical_condition_open"},
		{"after G5 without G3", StageGoLive, []GateState{round("G5", 1, StateDone, Approved)}, nil, "unmet gate_not_passed", "met no_critical_condition_open"},
		{"going live on G3 alone", StageGoLive, g3, nil, "unmet gate_not_begun", "met no_critical_condition_open"},
		{"after a rejection", StageContract, append(g3, round("G5", 1, StateDecided, Rejected)), nil, "unmet project_rejected", "met no_critical_condition_open"},
		{"a stage nobody knows", "party", g3, nil, "unmet no_gate_for_stage", "met no_critical_condition_open"},
		{"no stage", "", g3, nil, "unmet no_gate_for_stage", "met no_critical_condition_open"},
	} {
		v := CanStartExecution(set, Facts{Tier: TierB}, c.stage, slices.Concat(before, c.states), c.conditions)
		if said(v, "R1") != c.r1 || said(v, "R4") != c.r4 {
			t.Errorf("%s: %s / %s", c.name, said(v, "R1"), said(v, "R4"))
		}
	}
}

func TestStateMachine(t *testing.T) {
	all := []State{StateDraft, StateSubmitted, StateCoordination, StateReview, StateDecided, StateConditions, StateDone, StateWithdrawn}
	for event, allowed := range map[Event]map[State]State{
		EventSubmit:     {StateDraft: StateSubmitted},
		EventCoordinate: {StateSubmitted: StateCoordination},
		EventStart:      {StateSubmitted: StateReview, StateCoordination: StateReview},
		EventDecide:     {StateReview: StateDecided},
		EventSettle:     {StateConditions: StateDone},
		EventWithdraw:   {StateDraft: StateWithdrawn, StateSubmitted: StateWithdrawn, StateCoordination: StateWithdrawn, StateReview: StateWithdrawn},
		"reopen":        {},
	} {
		for _, s := range all {
			got, ok := s.Next(event)
			if want, legal := allowed[s]; ok != legal || got != want {
				t.Errorf("%s at %s = %s, %v", event, s, got, ok)
			}
		}
	}
	for _, s := range all {
		open := slices.Contains(all[:4], s)
		if !s.Valid() || s.Open() != open {
			t.Errorf("%s: valid %v, open %v", s, s.Valid(), s.Open())
		}
	}
	for o, want := range map[Outcome]State{Approved: StateDone, Conditional: StateConditions, Returned: StateDecided, Deferred: StateDecided, Rejected: StateDecided} {
		if AfterDecision(o) != want {
			t.Errorf("after %s: %s", o, AfterDecision(o))
		}
	}
}

func TestApprovalNumber(t *testing.T) {
	if got := ApprovalNumber(2026, "G3", 7); got != "2026-G3-0007" {
		t.Error(got)
	}
	if got := ApprovalNumber(2026, "GX", 12345); got != "2026-GX-12345" {
		t.Error(got)
	}
}

func TestEnumsKnowTheirValues(t *testing.T) {
	for name, got := range map[string]bool{
		"tier D": Tier("D").Valid(), "authority headquarters": Headquarters.Valid(), "authority none": Authority("").Valid(), "outcome": Outcome("").Valid(),
		"answer": AnswerValue("yes").Valid(), "criticality": Criticality("").Valid(), "condition": ConditionState("closed").Valid(),
		"stage": Stage("").Valid(), "action": Action("").Valid(), "state": State("closed").Valid(), "dca": DCA("").Valid(), "status": Status("").Passes(),
	} {
		if got {
			t.Errorf("%s is taken for valid", name)
		}
	}
	if !TierC.Valid() || !CIO.Valid() || !Deferred.Valid() || !AnswerValue("").Valid() || !Recommended.Valid() || !ConditionReported.Valid() || !StageGoLive.Valid() || !ActionDecide.Valid() {
		t.Error("a known value is refused")
	}
}
