package gates

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

var (
	fresh = []Evidence{{Kind: "文書", Title: "見積書", Reference: "ICT-12", Date: fiscal.MustDate("2018-09-01")}}
	old   = []Evidence{{Title: "見積書", Date: fiscal.MustDate("2018-03-01")}}
)

// submitting is an application of tier B at its first gate, answered and proven throughout.
func submitting(set *Set) Input {
	in := Input{
		Project: Facts{ProjectID: "p", Tier: TierB, ManagerID: "pm", HeadID: "head"}, Gate: "G1", Action: ActionSubmit, Today: today,
		Application: &Application{ID: "a", Gate: "G1", Round: 2, State: StateDraft, PreparedBy: []string{"clerk", "pm"}},
		Live:        map[string]LiveResult{},
	}
	for _, line := range set.Criteria("G1", TierB) {
		in.Application.Answers = append(in.Application.Answers, Answer{CriterionID: line.ID, Answer: Conform, Evidence: fresh})
		if line.Live != "" {
			in.Live[line.Live] = LiveResult{Status: LiveMet, Why: why("fine")}
		}
	}
	return in
}

func (in Input) with(a Answer) Input {
	app := *in.Application
	app.Answers = slices.Clone(app.Answers)
	for i := range app.Answers {
		if app.Answers[i].CriterionID == a.CriterionID {
			app.Answers[i] = a
		}
	}
	in.Application = &app
	return in
}

func (in Input) withLive(check string, status LiveStatus) Input {
	live := map[string]LiveResult{}
	for k, v := range in.Live {
		live[k] = v
	}
	live[check] = LiveResult{Status: status, Why: why("found"), Mend: &Mend{Permission: MendSystem, Href: "/systems/s"}}
	in.Live = live
	return in
}

func line(r Readiness, id string) CriterionResult {
	i := slices.IndexFunc(r.Criteria, func(c CriterionResult) bool { return c.ID == id })
	return r.Criteria[i]
}

func TestReadyWhenEverythingIsThere(t *testing.T) {
	set := citySet(t)
	r := Assess(set, submitting(set))
	if !r.Ready || len(r.Unmet()) != 0 || r.Counts != (Counts{Met: 7, Total: 7}) || r.Round != 2 || r.AsOf != today || r.Gate != "G1" {
		t.Errorf("%+v, unmet %v", r.Counts, r.Unmet())
	}
	for _, c := range r.Criteria {
		if c.Mend != nil || c.Status != StatusMet {
			t.Errorf("%s: %s, mend %v", c.ID, c.Status, c.Mend)
		}
	}
}

// G1-3 is answered by a person with evidence of at most 180 days, G1-6 by a live check alone, G1-8 by both.
func TestHowACriterionStands(t *testing.T) {
	set := citySet(t)
	base := submitting(set)
	say := func(id string, v AnswerValue, e []Evidence, comment, reason string) Input {
		return base.with(Answer{CriterionID: id, Answer: v, Evidence: e, Comment: comment, Reason: reason})
	}
	const zone = "zone_and_classification_registered"
	at := func(day string) []Evidence { return []Evidence{{Title: "x", Date: fiscal.MustDate(day)}} }
	for _, c := range []struct {
		name, id string
		in       Input
		want     string
		blocks   bool
	}{
		{"a person, met", "G1-3", base, "met evidence_given", false},
		{"unanswered", "G1-3", say("G1-3", "", nil, "", ""), "unmet unanswered", true},
		{"no evidence", "G1-3", say("G1-3", Conform, nil, "", ""), "unmet evidence_missing", true},
		{"evidence nobody could find", "G1-3", say("G1-3", Conform, []Evidence{{Kind: "文書", Date: today}}, "", ""), "unmet evidence_missing", true},
		{"undated evidence", "G1-3", say("G1-3", Conform, []Evidence{{Title: "x"}}, "", ""), "unmet evidence_undated", true},
		{"evidence from tomorrow", "G1-3", say("G1-3", Conform, at("2018-10-02"), "", ""), "unmet evidence_dated_ahead", true},
		{"evidence of today", "G1-3", say("G1-3", Conform, at("2018-10-01"), "", ""), "met evidence_given", false},
		{"evidence of 180 days", "G1-3", say("G1-3", Conform, at("2018-04-04"), "", ""), "met evidence_given", false},
		{"evidence of 181 days", "G1-3", say("G1-3", Conform, at("2018-04-03"), "", ""), "stale evidence_old", true},
		{"old and new evidence", "G1-3", say("G1-3", Conform, append(slices.Clone(old), fresh...), "", ""), "met evidence_given", false},
		{"old evidence and a plan", "G1-3", say("G1-3", Conform, append(slices.Clone(old), at("2018-12-01")...), "", ""), "stale evidence_old", true},
		{"the default age", "G1-4", say("G1-4", Conform, old, "", ""), "met evidence_given", false},
		{"nonconform, explained", "G1-3", say("G1-3", Nonconform, nil, "1者のみ", ""), "unmet nonconform", false},
		{"nonconform, silent", "G1-3", say("G1-3", Nonconform, nil, " ", ""), "unmet nonconform_unexplained", true},
		{"not applicable", "G1-3", say("G1-3", NotApplicable, nil, "", "無償"), "waived not_applicable", false},
		{"not applicable, silent", "G1-3", say("G1-3", NotApplicable, nil, "comment", ""), "unmet reason_missing", true},
		{"live, met", "G1-6", say("G1-6", "", nil, "", ""), "met fine", false},
		{"live, not applicable", "G1-6", base.withLive("renewal_in_time", LiveNotApplicable), "waived found", false},
		{"live, unmet", "G1-6", base.withLive("renewal_in_time", LiveUnmet), "unmet found", true},
		{"live, unknown", "G1-6", base.withLive("renewal_in_time", LiveUnknown), "unmet found", true},
		{"live, stale", "G1-6", base.withLive("renewal_in_time", LiveStale), "stale found", true},
		{"live, a status nobody knows", "G1-6", base.withLive("renewal_in_time", "ok"), "unmet found", true},
		{"live, unmet and owned up to", "G1-6", say("G1-6", Nonconform, nil, "延長保守で対応", "").withLive("renewal_in_time", LiveUnmet), "unmet found", false},
		{"live, unmet and waved away", "G1-6", say("G1-6", NotApplicable, nil, "", "対象外").withLive("renewal_in_time", LiveUnmet), "unmet found", true},
		{"live, met but a person knows better", "G1-6", say("G1-6", Nonconform, nil, "契約延長不可", ""), "unmet nonconform", false},
		{"both met", "G1-8", base, "met evidence_given", false},
		{"both, unanswered", "G1-8", say("G1-8", "", nil, "", ""), "unmet unanswered", true},
		{"both, live unmet", "G1-8", base.withLive(zone, LiveUnmet), "unmet found", true},
		{"both, not applicable to the check", "G1-8", base.withLive(zone, LiveNotApplicable), "met evidence_given", false},
		{"both, not applicable to the person", "G1-8", say("G1-8", NotApplicable, nil, "", "庁内のみ"), "waived not_applicable", false},
	} {
		r := Assess(set, c.in)
		got := line(r, c.id)
		if s := string(got.Status) + " " + got.Why.Code; s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
		if slices.Contains(r.Unmet(), c.id) != c.blocks || r.Ready == c.blocks {
			t.Errorf("%s: ready %v, blocked by %v", c.name, r.Ready, r.Unmet())
		}
		if (got.Mend == nil) != got.Status.Passes() {
			t.Errorf("%s: mend %v", c.name, got.Mend)
		}
	}
}

func TestAnUnknownCheckIsNeverMet(t *testing.T) {
	set := citySet(t)
	in := submitting(set)
	in.Live = nil
	r := Assess(set, in)
	if got := line(r, "G1-6"); got.Status != StatusUnmet || got.Why.Code != "live_unknown" || r.Ready {
		t.Errorf("%+v", got)
	}
}

func TestNothingIsReadyByDefault(t *testing.T) {
	set := citySet(t)
	if r := Assess(set, Input{}); r.Ready {
		t.Error("an empty input is ready")
	}
	in := submitting(set)
	in.Today = fiscal.Date{}
	if Assess(set, in).Ready {
		t.Error("ready without a day")
	}
	in = submitting(set)
	in.Action = "approve"
	if Assess(set, in).Ready {
		t.Error("ready for an action nobody knows")
	}
	in = submitting(set)
	in.Application = nil
	if r := Assess(set, in); r.Ready || r.Round != 0 || !slices.Contains(r.Unmet(), "R7") {
		t.Errorf("ready without an application: %v", r.Unmet())
	}
	in = submitting(set)
	in.Project.Tier = "D"
	if r := Assess(set, in); r.Ready {
		t.Error("ready at a tier nobody knows")
	}
}

func TestRulesBlockSubmission(t *testing.T) {
	set := citySet(t)
	in := submitting(set)
	in.Application.State = StateReview
	if r := Assess(set, in); r.Ready || !slices.Equal(r.Unmet(), []string{"R7"}) {
		t.Errorf("blocked by %v", r.Unmet())
	}
	in = submitting(set)
	in.States = []GateState{round("G1", 1, StateDecided, Rejected)}
	if r := Assess(set, in); r.Ready || !slices.Equal(r.Unmet(), []string{"R1"}) {
		t.Errorf("blocked by %v", r.Unmet())
	}
}

func TestDecisionsAreJudgedByTheirOutcome(t *testing.T) {
	set := citySet(t)
	in := submitting(set).with(Answer{CriterionID: "G1-3", Answer: Nonconform, Comment: "1者のみ"})
	in.Action, in.Application.State = ActionDecide, StateReview
	r := Assess(set, in) // no decision proposed: would a plain approval do?
	if r.Ready || !slices.Equal(r.Unmet(), []string{"G1-3", "R2"}) {
		t.Errorf("approval is blocked by %v", r.Unmet())
	}
	in.Decision = &Decision{Outcome: Conditional, Reason: "x", Conditions: []Condition{condition(func(*Condition) {})}}
	if r := Assess(set, in); !r.Ready || r.Counts.Unmet != 1 {
		t.Errorf("a conditional approval is blocked by %v", r.Unmet())
	}
	in.Decision = &Decision{Outcome: Returned, Reason: "x"}
	if r := Assess(set, in); !r.Ready {
		t.Errorf("a return is blocked by %v", r.Unmet())
	}
}

func TestWhoCanMend(t *testing.T) {
	set := citySet(t)
	in := submitting(set).with(Answer{CriterionID: "G1-3"}).withLive("renewal_in_time", LiveUnmet)
	in.RolesFor = func(permission string) []string { return []string{"who may " + permission} }
	r := Assess(set, in)
	m := line(r, "G1-3").Mend
	if m.Permission != MendApplication || !slices.Equal(m.PersonIDs, []string{"clerk", "pm"}) || m.Href != "/projects/p/gates/G1" || m.Roles[0] != "who may gates:apply" {
		t.Errorf("an answer: %+v", m)
	}
	if m = line(r, "G1-6").Mend; m.Permission != MendSystem || m.Href != "/systems/s" || m.Roles[0] != "who may systems:update" || m.PersonIDs == nil {
		t.Errorf("a check: %+v", m)
	}
	if in.Live["renewal_in_time"].Mend.Roles != nil {
		t.Error("readiness wrote into its input")
	}
}

func TestReadinessHasTheShapeOfTheContract(t *testing.T) {
	set := citySet(t)
	out, err := json.Marshal(Assess(set, submitting(set).with(Answer{CriterionID: "G1-3"})))
	if err != nil || strings.Contains(string(out), "null") {
		t.Fatalf("%s %v", out, err)
	}
	keys := func(m map[string]any) string {
		names := []string{}
		for k := range m {
			names = append(names, k)
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	var body map[string]any
	if err := json.Unmarshal(out, &body); err != nil {
		t.Fatal(err)
	}
	criterion := body["criteria"].([]any)[1].(map[string]any)
	for name, pair := range map[string][2]string{
		"readiness": {keys(body), "action asOf counts criteria gate ready round rules"},
		"criterion": {keys(criterion), "evidenceRequired id mend no proof required status text textEn why"},
		"mend":      {keys(criterion["mend"].(map[string]any)), "href permission personIds roles"},
		"rule":      {keys(body["rules"].([]any)[0].(map[string]any)), "rule status why"},
		"counts":    {keys(body["counts"].(map[string]any)), "met stale total unmet waived"},
		"proof":     {keys(body["criteria"].([]any)[2].(map[string]any)["proof"].([]any)[0].(map[string]any)), "date href id label noun"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s has %s, want %s", name, pair[0], pair[1])
		}
	}
	if body["asOf"] != "2018-10-01" {
		t.Errorf("asOf = %v", body["asOf"])
	}
}
