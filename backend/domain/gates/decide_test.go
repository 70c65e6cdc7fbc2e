package gates

import (
	"testing"
	"time"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// smallSet has gates like the city's with one line each, so that a case shows only what it is about.
func smallSet(t *testing.T) *Set {
	t.Helper()
	set := citySet(t)
	for i := range set.Gates {
		g := &set.Gates[i]
		g.Criteria = g.Criteria[:1]
		c := &g.Criteria[0]
		c.Live, c.Answer, c.EvidenceRequired, c.Tiers = "", true, false, []Tier{TierA, TierB, TierC}
	}
	return set
}

// deciding is a decision at G2 of tier A that no rule holds up.
func deciding(outcome Outcome, conditions ...Condition) Input {
	return Input{
		Project: Facts{ProjectID: "p", Tier: TierA, ManagerID: "pm"}, Gate: "G2", Action: ActionDecide, Today: today,
		Application: &Application{
			ID: "a", Gate: "G2", Round: 1, Tier: TierA, State: StateReview, ApplicantID: "head", SubmittedByID: "head", ApplicantOrganisationID: "tax",
			PreparedBy: []string{"pm"}, Reviewers: []string{"r1", "r2"}, Answers: []Answer{{CriterionID: "G2-1", Answer: Conform}},
			Opinions: []Opinion{{ReviewerID: "r1", DCA: DCAGreen, Scale: 5}, {ReviewerID: "r2", DCA: DCAAmber, Scale: 5}},
		},
		Decision: &Decision{Outcome: outcome, Reason: "x", Conditions: conditions},
		States:   []GateState{round("G1", 1, StateDone, Approved), round("G2", 1, StateReview, "")},
		Actor:    Actor{PersonID: "cio", Authorities: []Authority{CIO}},
	}
}

func condition(change func(*Condition)) Condition {
	c := Condition{Text: "再見積", Criticality: Essential, OwnerID: "pm", DueOn: fiscal.MustDate("2018-12-31")}
	change(&c)
	return c
}

// check runs a decision and compares one rule; every other rule must hold, so that a case proves its own point.
func check(t *testing.T, name string, set *Set, in Input, rule, want string) {
	t.Helper()
	v := CanDecide(set, in)
	if got := said(v, rule); got != want {
		t.Errorf("%s: %s says %q, want %q", name, rule, got, want)
	}
	for _, f := range v.Failed() {
		if f.Rule != rule {
			t.Errorf("%s: %s holds it up too: %v", name, f.Rule, f.Why)
		}
	}
	if r := Assess(set, in); r.Ready != v.OK() {
		t.Errorf("%s: readiness says %v, the rules %v", name, r.Ready, v)
	}
}

func TestR2Approval(t *testing.T) {
	set := smallSet(t)
	check(t, "all lines met", set, deciding(Approved), "R2", "met required_lines_met")

	in := deciding(Approved)
	in.Application.Answers[0] = Answer{CriterionID: "G2-1", Answer: NotApplicable, Reason: "移行なし"}
	check(t, "not applicable with a reason", set, in, "R2", "met required_lines_met")
	for name, a := range map[string]Answer{
		"nonconform": {Answer: Nonconform, Comment: "未了"}, "unanswered": {}, "not applicable without a reason": {Answer: NotApplicable},
	} {
		a.CriterionID = "G2-1"
		in.Application.Answers[0] = a
		check(t, name, set, in, "R2", "unmet required_lines_open")
	}

	in = deciding(Approved)
	in.Conditions = []Condition{{ID: "c", Gate: "G2", Criticality: Recommended, State: ConditionReported}}
	check(t, "a condition of this gate is open", set, in, "R2", "unmet conditions_open")
	in.Conditions[0].State = ConditionVerified
	check(t, "the condition is verified", set, in, "R2", "met required_lines_met")
	check(t, "an approval that lays down conditions", set, deciding(Approved, condition(func(*Condition) {})), "R2", "unmet approval_with_conditions")

	in = deciding(Conditional, condition(func(*Condition) {}))
	in.Application.Answers = nil
	check(t, "a conditional approval does not ask R2", set, in, "R2", "")
	optional := smallSet(t)
	optional.Gates[2].Criteria[0].Required = false
	in = deciding(Approved)
	in.Application.Answers = nil
	check(t, "an optional line", optional, in, "R2", "met required_lines_met")
}

func TestR3ConditionalApproval(t *testing.T) {
	set := smallSet(t)
	check(t, "none", set, deciding(Conditional), "R3", "unmet condition_required")
	for name, c := range map[string]struct {
		change func(*Condition)
		want   string
	}{
		"due on a day":            {func(*Condition) {}, "met conditions_complete"},
		"due today":               {func(c *Condition) { c.DueOn = today }, "met conditions_complete"},
		"due at the next gate":    {func(c *Condition) { c.DueOn, c.DueGate = fiscal.Date{}, "G3" }, "met conditions_complete"},
		"without a text":          {func(c *Condition) { c.Text = " " }, "unmet condition_incomplete"},
		"without a criticality":   {func(c *Condition) { c.Criticality = "" }, "unmet condition_incomplete"},
		"without an owner":        {func(c *Condition) { c.OwnerID = "" }, "unmet condition_incomplete"},
		"without a due":           {func(c *Condition) { c.DueOn = fiscal.Date{} }, "unmet condition_incomplete"},
		"due in the past":         {func(c *Condition) { c.DueOn = fiscal.MustDate("2018-09-30") }, "unmet condition_incomplete"},
		"due at this gate":        {func(c *Condition) { c.DueOn, c.DueGate = fiscal.Date{}, "G2" }, "unmet condition_incomplete"},
		"due at a gate long gone": {func(c *Condition) { c.DueOn, c.DueGate = fiscal.Date{}, "G0" }, "unmet condition_incomplete"},
		"due at a foreign gate":   {func(c *Condition) { c.DueOn, c.DueGate = fiscal.Date{}, "G9" }, "unmet condition_incomplete"},
	} {
		check(t, name, set, deciding(Conditional, condition(c.change)), "R3", c.want)
	}
	v := CanDecide(set, deciding(Conditional, condition(func(*Condition) {}), condition(func(c *Condition) { c.Text = "" })))
	for _, one := range v.Failed() {
		faults := one.Why.Params["conditions"].([]map[string]any)
		if len(faults) != 1 || faults[0]["index"] != 1 {
			t.Errorf("the incomplete condition is not named: %v", one.Why)
		}
	}
}

func TestR4OpenConditionsOfEarlierGates(t *testing.T) {
	set := smallSet(t)
	day := fiscal.MustDate
	for _, c := range []struct {
		name string
		cond Condition
		want string
	}{
		{"critical, open", Condition{Gate: "G0", Criticality: Critical, State: ConditionOpen, DueOn: day("2019-12-31")}, "unmet critical_conditions_open"},
		{"critical, reported", Condition{Gate: "G0", Criticality: Critical, State: ConditionReported}, "unmet critical_conditions_open"},
		{"critical, verified", Condition{Gate: "G0", Criticality: Critical, State: ConditionVerified}, "met earlier_conditions_settled"},
		{"critical, waived", Condition{Gate: "G0", Criticality: Critical, State: ConditionWaived}, "met earlier_conditions_settled"},
		{"critical, of a gate the set lost", Condition{Gate: "G9", Criticality: Critical, State: ConditionOpen}, "unmet critical_conditions_open"},
		{"critical, of a later gate", Condition{Gate: "G3", Criticality: Critical, State: ConditionOpen}, "met earlier_conditions_settled"},
		{"essential, due here", Condition{Gate: "G1", Criticality: Essential, State: ConditionOpen, DueGate: "G2"}, "unmet essential_conditions_due"},
		{"essential, due before", Condition{Gate: "G0", Criticality: Essential, State: ConditionOpen, DueGate: "G1"}, "unmet essential_conditions_due"},
		{"essential, due later", Condition{Gate: "G1", Criticality: Essential, State: ConditionOpen, DueGate: "G3"}, "met earlier_conditions_settled"},
		{"essential, due today", Condition{Gate: "G1", Criticality: Essential, State: ConditionOpen, DueOn: today}, "unmet essential_conditions_due"},
		{"essential, due tomorrow", Condition{Gate: "G1", Criticality: Essential, State: ConditionOpen, DueOn: day("2018-10-02")}, "met earlier_conditions_settled"},
		{"essential, due and reported", Condition{Gate: "G1", Criticality: Essential, State: ConditionReported, DueOn: today}, "unmet essential_conditions_due"},
		{"essential, due and verified", Condition{Gate: "G1", Criticality: Essential, State: ConditionVerified, DueOn: today}, "met earlier_conditions_settled"},
		{"recommended, long overdue", Condition{Gate: "G1", Criticality: Recommended, State: ConditionOpen, DueOn: day("2017-01-01")}, "met earlier_conditions_settled"},
	} {
		for _, in := range []Input{deciding(Approved), deciding(Conditional, condition(func(*Condition) {}))} {
			in.Conditions = []Condition{c.cond}
			check(t, c.name, set, in, "R4", c.want)
		}
		for _, o := range []Outcome{Returned, Deferred, Rejected} {
			in := deciding(o)
			in.Conditions = []Condition{c.cond}
			check(t, c.name+" does not hold up "+string(o), set, in, "R4", "")
		}
	}
}

func TestR6TheDecider(t *testing.T) {
	set := smallSet(t)
	sole := func(in *Input) { in.Application.Opinions = in.Application.Opinions[:1] }
	for name, c := range map[string]struct {
		change func(*Input)
		want   string
	}{
		"the CIO":              {func(*Input) {}, "met decider_independent"},
		"one of two reviewers": {func(in *Input) { in.Application.Opinions[0].ReviewerID = "cio" }, "met decider_independent"},
		"the only reviewer":    {func(in *Input) { sole(in); in.Application.Opinions[0].ReviewerID = "cio" }, "unmet decider_is_sole_reviewer"},
		"the only one with an opinion": {func(in *Input) {
			sole(in)
			in.Application.Opinions[0].ReviewerID = "cio"
			in.Application.Reviewers = []string{"cio", "r2"}
		}, "unmet decider_is_sole_reviewer"},
		"two opinions of the only one": {func(in *Input) {
			in.Application.Opinions[0].ReviewerID, in.Application.Opinions[1].ReviewerID = "cio", "cio"
		}, "unmet decider_is_sole_reviewer"},
		"the applicant":                   {func(in *Input) { in.Actor.PersonID = "head" }, "unmet decider_is_applicant"},
		"who submitted for the applicant": {func(in *Input) { in.Application.SubmittedByID = "cio" }, "unmet decider_is_applicant"},
		"who wrote the documents":         {func(in *Input) { in.Actor.PersonID = "pm" }, "unmet decider_prepared"},
		"another authority":               {func(in *Input) { in.Actor.Authorities = []Authority{ICTDirector} }, "unmet not_the_decider"},
		"a substitute with authority":     {func(in *Input) { in.Actor.Authorities = []Authority{ICTDirector}; in.Decision.SubstituteFor = "post" }, "met decider_independent"},
		"a substitute without":            {func(in *Input) { in.Actor.Authorities = nil; in.Decision.SubstituteFor = "post" }, "unmet substitute_without_authority"},
		"a substitute who applied":        {func(in *Input) { in.Actor.PersonID = "head"; in.Decision.SubstituteFor = "post" }, "unmet decider_is_applicant"},
		"nobody in particular":            {func(in *Input) { in.Actor = Actor{} }, ""},
		"headquarters not asked at G2":    {func(in *Input) { in.Project.HQDesignated, in.Project.HQ = true, HQPending }, "met decider_independent"},
	} {
		for _, o := range []Outcome{Approved, Returned} {
			in := deciding(o)
			c.change(&in)
			check(t, name, set, in, "R6", c.want)
		}
	}
	for _, c := range []struct {
		hq         HQResolution
		designated bool
		outcome    Outcome
		want       string
	}{
		{HQPending, true, Approved, "unmet headquarters_pending"}, {HQPending, true, Returned, "met decider_independent"},
		{HQApproved, true, Approved, "met decider_independent"}, {HQNotTracked, true, Approved, "met decider_independent"}, {HQPending, false, Approved, "met decider_independent"},
	} {
		in := deciding(c.outcome)
		in.Gate, in.Application.Answers[0].CriterionID = "G1", "G1-1"
		in.Project.HQDesignated, in.Project.HQ = c.designated, c.hq
		in.States = []GateState{round("G0", 1, StateDone, Approved)}
		check(t, "headquarters "+string(c.hq), set, in, "R6", c.want)
	}
	in := deciding(Approved)
	in.Project.Tier, in.Actor.Authorities = "D", []Authority{""}
	if got := said(CanDecide(set, in), "R6"); got != "unmet not_the_decider" {
		t.Errorf("a tier nobody knows was decided: %s", got)
	}
}

func TestR7OnlyARoundInReviewIsDecided(t *testing.T) {
	set := smallSet(t)
	for _, s := range []State{StateDraft, StateSubmitted, StateCoordination, StateDecided, StateConditions, StateDone, StateWithdrawn} {
		in := deciding(Approved)
		in.Application.State = s
		check(t, string(s), set, in, "R7", "unmet not_in_review")
	}
	check(t, "review", set, deciding(Rejected), "R7", "met in_review")
	in := deciding("maybe")
	if v := CanDecide(set, in); v.OK() {
		t.Error("an outcome nobody knows was let through")
	}
	in = deciding(Approved)
	in.Application = nil
	if got := said(CanDecide(set, in), "R7"); got != "unmet no_application" {
		t.Error(got)
	}
}

func TestR9DeliveryConfidence(t *testing.T) {
	set := smallSet(t)
	critical := condition(func(c *Condition) { c.Criticality = Critical })
	essential := condition(func(*Condition) {})
	decider := map[Tier]Authority{TierA: CIO, TierB: ICTDirector}
	for _, c := range []struct {
		name string
		tier Tier
		dca  DCA
		d    Decision
		want string
	}{
		{"given", TierA, DCAAmberRed, Decision{Outcome: Approved}, "met confidence_given"},
		{"missing, approved", TierA, "", Decision{Outcome: Approved}, "unmet confidence_missing"},
		{"missing, conditional", TierA, "", Decision{Outcome: Conditional, Conditions: []Condition{critical}}, "unmet confidence_missing"},
		{"missing, returned", TierA, "", Decision{Outcome: Returned}, "waived confidence_not_needed"},
		{"missing, deferred", TierA, "", Decision{Outcome: Deferred}, "waived confidence_not_needed"},
		{"missing, rejected", TierA, "", Decision{Outcome: Rejected}, "waived confidence_not_needed"},
		{"missing at tier B", TierB, "", Decision{Outcome: Approved}, "waived confidence_not_required"},
		{"red, approved", TierA, DCARed, Decision{Outcome: Approved}, "unmet confidence_red"},
		{"red at tier B, approved", TierB, DCARed, Decision{Outcome: Approved}, "unmet confidence_red"},
		{"red, conditional without a critical one", TierA, DCARed, Decision{Outcome: Conditional, Conditions: []Condition{essential}}, "unmet confidence_red_needs_critical"},
		{"red, conditional with a critical one", TierA, DCARed, Decision{Outcome: Conditional, Conditions: []Condition{essential, critical}}, "met confidence_given"},
		{"red, returned", TierA, DCARed, Decision{Outcome: Returned}, "met confidence_given"},
		{"red, rejected", TierB, DCARed, Decision{Outcome: Rejected}, "met confidence_given"},
	} {
		in := deciding(c.d.Outcome)
		in.Project.Tier, in.Actor.Authorities, in.Decision = c.tier, []Authority{decider[c.tier]}, &c.d
		in.Application.Opinions[0].DCA, in.Application.Opinions[1].DCA = c.dca, ""
		check(t, c.name, set, in, "R9", c.want)
	}
}

func TestTheWorstLatestRatingCounts(t *testing.T) {
	at := func(h int) time.Time { return time.Date(2018, 10, 1, h, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		opinions []Opinion
		want     DCA
	}{
		{nil, ""},
		{[]Opinion{{ReviewerID: "a"}}, ""},
		{[]Opinion{{ReviewerID: "a", DCA: DCAGreen}, {ReviewerID: "b", DCA: DCAAmberRed}}, DCAAmberRed},
		{[]Opinion{{ReviewerID: "a", DCA: DCARed, At: at(1)}, {ReviewerID: "a", DCA: DCAGreen, At: at(2)}}, DCAGreen},
		{[]Opinion{{ReviewerID: "a", DCA: DCAGreen, At: at(2)}, {ReviewerID: "a", DCA: DCARed, At: at(1)}}, DCAGreen},
		{[]Opinion{{ReviewerID: "a", DCA: DCAGreen, At: at(1)}, {ReviewerID: "a", Comment: "補足", At: at(2)}}, DCAGreen},
	} {
		if got := WorstDCA(c.opinions); got != c.want {
			t.Errorf("%v = %s", c.opinions, got)
		}
	}
}

func TestR6TheReviewer(t *testing.T) {
	app := Application{State: StateReview, ApplicantID: "head", SubmittedByID: "deputy", ApplicantOrganisationID: "tax", PreparedBy: []string{"pm"}}
	for name, c := range map[string]struct {
		actor Actor
		state State
		want  string
	}{
		"a stranger":              {Actor{PersonID: "r", OrganisationPath: []string{"ict", "city"}}, StateReview, "reviewer_independent"},
		"of the same bureau":      {Actor{PersonID: "r", OrganisationPath: []string{"budget", "finance"}}, StateReview, "reviewer_independent"},
		"asked early":             {Actor{PersonID: "r"}, StateSubmitted, "reviewer_independent"},
		"of the section":          {Actor{PersonID: "r", OrganisationPath: []string{"tax", "finance"}}, StateReview, "reviewer_of_same_section"},
		"of a team below it":      {Actor{PersonID: "r", OrganisationPath: []string{"team", "tax", "finance"}}, StateReview, "reviewer_of_same_section"},
		"the applicant":           {Actor{PersonID: "head"}, StateReview, "reviewer_is_applicant"},
		"who submitted":           {Actor{PersonID: "deputy"}, StateReview, "reviewer_is_applicant"},
		"who wrote the documents": {Actor{PersonID: "pm"}, StateReview, "reviewer_prepared"},
		"nobody":                  {Actor{}, StateReview, "reviewer_unknown"},
		"after the decision":      {Actor{PersonID: "r"}, StateDecided, "not_under_review"},
		"before submission":       {Actor{PersonID: "r"}, StateDraft, "not_under_review"},
	} {
		app.State = c.state
		if v := CanReview(app, c.actor); v.Why.Code != c.want || v.OK() != (c.want == "reviewer_independent") {
			t.Errorf("%s: %s", name, v.Why.Code)
		}
	}
}

func TestDecisionCheck(t *testing.T) {
	for _, c := range []struct {
		d    Decision
		want []fault.Field
	}{
		{Decision{Outcome: Approved}, nil},
		{Decision{Outcome: Conditional, Reason: "x", Conditions: []Condition{{}}}, nil},
		{Decision{Outcome: Returned}, []fault.Field{{Field: "reason", Rule: "reason_required"}}},
		{Decision{Outcome: "maybe", Reason: "x"}, []fault.Field{{Field: "outcome", Rule: "oneof"}}},
		{Decision{Outcome: Approved, Conditions: []Condition{{}}}, []fault.Field{{Field: "conditions", Rule: "max"}}},
	} {
		got := c.d.Check()
		if len(got) != len(c.want) || len(got) > 0 && (got[0].Field != c.want[0].Field || got[0].Rule != c.want[0].Rule) {
			t.Errorf("%+v: %v", c.d, got)
		}
	}
}
