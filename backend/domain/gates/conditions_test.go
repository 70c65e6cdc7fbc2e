package gates

import (
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

func TestReportingACondition(t *testing.T) {
	proof := []Evidence{{Title: "議事録"}}
	for _, c := range []struct {
		state    ConditionState
		evidence []Evidence
		want     string
	}{
		{ConditionOpen, proof, "condition_reportable"}, {ConditionOpen, nil, "evidence_required"}, {ConditionOpen, []Evidence{{Kind: "文書", Title: " "}}, "evidence_required"},
		{ConditionReported, proof, "condition_not_open"}, {ConditionVerified, proof, "condition_not_open"}, {ConditionWaived, proof, "condition_not_open"},
	} {
		v := CanReport(Condition{State: c.state}, c.evidence)
		if v.Why.Code != c.want || v.OK() != (c.want == "condition_reportable") {
			t.Errorf("%s: %s", c.state, v.Why.Code)
		}
	}
}

func TestVerifyingACondition(t *testing.T) {
	for _, c := range []struct {
		state ConditionState
		actor string
		want  string
	}{
		{ConditionReported, "ict", "condition_verifiable"}, {ConditionReported, "owner", "verifier_is_owner"}, {ConditionReported, "pm", "verifier_is_reporter"},
		{ConditionReported, "", "verifier_unknown"}, {ConditionOpen, "ict", "condition_not_reported"}, {ConditionVerified, "ict", "condition_not_reported"},
		{ConditionWaived, "ict", "condition_not_reported"},
	} {
		v := CanVerify(Condition{State: c.state, OwnerID: "owner", ReportedByID: "pm"}, Actor{PersonID: c.actor})
		if v.Why.Code != c.want || v.OK() != (c.want == "condition_verifiable") {
			t.Errorf("%s by %q: %s", c.state, c.actor, v.Why.Code)
		}
	}
	if AfterVerification(true) != ConditionVerified || AfterVerification(false) != ConditionOpen {
		t.Error("a result leads to the wrong state")
	}
}

func TestR5WaivingACondition(t *testing.T) {
	set := citySet(t)
	cio := Actor{PersonID: "cio", Authorities: []Authority{CIO}}
	for _, c := range []struct {
		name   string
		tier   Tier
		state  ConditionState
		actor  Actor
		reason string
		want   string
	}{
		{"by the decider", TierA, ConditionOpen, cio, "代替策あり", "waivable"},
		{"once reported", TierA, ConditionReported, cio, "x", "waivable"},
		{"without a reason", TierA, ConditionOpen, cio, "", "reason_required"},
		{"by the decider of another tier", TierB, ConditionOpen, cio, "x", "not_the_decider"},
		{"by a reviewer", TierA, ConditionOpen, Actor{PersonID: "r"}, "x", "not_the_decider"},
		{"by its owner", TierA, ConditionOpen, Actor{PersonID: "owner", Authorities: []Authority{CIO}}, "x", "waiver_is_owner"},
		{"of a tier nobody knows", "D", ConditionOpen, Actor{PersonID: "z", Authorities: []Authority{""}}, "x", "not_the_decider"},
		{"after verification", TierA, ConditionVerified, cio, "x", "condition_settled"},
		{"twice", TierA, ConditionWaived, cio, "x", "condition_settled"},
	} {
		v := CanWaive(set, c.tier, Condition{State: c.state, OwnerID: "owner"}, c.actor, c.reason)
		if v.Rule != "R5" || v.Why.Code != c.want || v.OK() != (c.want == "waivable") {
			t.Errorf("%s: %s %s", c.name, v.Rule, v.Why.Code)
		}
	}
}

func TestOverdueConditions(t *testing.T) {
	day := fiscal.MustDate
	for _, c := range []struct {
		name string
		cond Condition
		want bool
	}{
		{"due tomorrow", Condition{State: ConditionOpen, DueOn: day("2018-10-02")}, false},
		{"due today", Condition{State: ConditionOpen, DueOn: day("2018-10-01")}, false},
		{"due yesterday", Condition{State: ConditionOpen, DueOn: day("2018-09-30")}, true},
		{"reported in the meantime", Condition{State: ConditionReported, DueOn: day("2018-09-30")}, false},
		{"verified", Condition{State: ConditionVerified, DueOn: day("2018-09-30")}, false},
		{"due at a gate not passed", Condition{State: ConditionOpen, DueGate: "G5"}, false},
		{"due at a gate that has passed", Condition{State: ConditionOpen, DueGate: "G3"}, true},
		{"without a due", Condition{State: ConditionOpen}, false},
	} {
		if got := c.cond.Overdue(today, []GateState{round("G3", 1, StateDone, Approved), round("G5", 1, StateReview, "")}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestDeliveryConfidenceScales(t *testing.T) {
	for _, c := range []struct {
		dca        DCA
		five, trio bool
		three      DCA
		shade      string
	}{
		{DCAGreen, true, true, DCAGreen, ""}, {DCAAmberGreen, true, false, DCAAmber, "low"}, {DCAAmber, true, true, DCAAmber, ""},
		{DCAAmberRed, true, false, DCAAmber, "high"}, {DCARed, true, true, DCARed, ""}, {"blue", false, false, "blue", ""},
	} {
		three, shade := c.dca.Three()
		if c.dca.ValidOn(5) != c.five || c.dca.ValidOn(3) != c.trio || c.dca.ValidOn(4) || three != c.three || shade != c.shade {
			t.Errorf("%s: %v %v %s %s", c.dca, c.dca.ValidOn(5), c.dca.ValidOn(3), three, shade)
		}
	}
}
