package findings

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

var day = fiscal.MustDate

func catalogue(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load(os.DirFS("../../../policies"), "findings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func n(v int64) *int64 { return &v }

func TestBands(t *testing.T) {
	for _, c := range []struct {
		impact, likelihood, score int64
		band                      Band
	}{
		{5, 1, 5, High}, {3, 3, 9, Medium}, {2, 5, 10, High}, {4, 4, 16, Critical}, {1, 4, 4, Low},
		{1, 1, 1, Low}, {1, 5, 5, Medium}, {5, 2, 10, High}, {3, 4, 12, High}, {3, 5, 15, Critical}, {5, 3, 15, Critical}, {5, 5, 25, Critical},
	} {
		if score, band := Score(c.impact, c.likelihood), BandOf(c.impact, c.likelihood); score != c.score || band != c.band {
			t.Errorf("(%d, %d) = %d %s, want %d %s", c.impact, c.likelihood, score, band, c.score, c.band)
		}
	}
}

// 8, 7, 4 and 6 of the 25 cells by score; an impact of 5 lifts one of the medium ones.
func TestCellsOfTheMatrix(t *testing.T) {
	byScore, byBand := map[Band]int{}, map[Band]int{}
	for i := int64(1); i <= 5; i++ {
		for l := int64(1); l <= 5; l++ {
			byBand[BandOf(i, l)]++
			switch score := i * l; {
			case score <= 4:
				byScore[Low]++
			case score <= 9:
				byScore[Medium]++
			case score <= 14:
				byScore[High]++
			default:
				byScore[Critical]++
			}
		}
	}
	if byScore[Low] != 8 || byScore[Medium] != 7 || byScore[High] != 4 || byScore[Critical] != 6 {
		t.Errorf("by score: %v", byScore)
	}
	if byBand[Low] != 8 || byBand[Medium] != 6 || byBand[High] != 5 || byBand[Critical] != 6 {
		t.Errorf("by band: %v", byBand)
	}
}

func TestDueDaysByBand(t *testing.T) {
	s := catalogue(t).Settings
	for band, want := range map[Band]string{Critical: "2018-06-23", High: "2018-08-22", Medium: "2018-11-20", Low: "2019-05-24"} {
		if got := s.DueOn(band, day("2018-05-24")); got != day(want) {
			t.Errorf("%s: due %s, want %s", band, got, want)
		}
	}
}

// The vectors of the rules: today is 2018-10-01, the notice 2018-05-24, the band High.
func TestClockVectors(t *testing.T) {
	today, due := day("2018-10-01"), day("2018-08-22")
	for _, c := range []struct {
		name            string
		it              Item
		overdue         bool
		days, age, slip int
		bucket          string
		ageing          Ageing
		escalation      Escalation
		state           State
	}{
		{"late", Item{State: StateInAction, CurrentDueOn: due}, true, 40, 130, 0, "31-90", "91-180", ToCIO, StateInAction},
		{"accepted until yesterday", Item{State: StateAccepted, CurrentDueOn: due, AcceptUntil: day("2018-09-30")}, true, 40, 130, 0, "31-90", "91-180", ToCIO, StateInAction},
		{"accepted until today", Item{State: StateAccepted, CurrentDueOn: due, AcceptUntil: today}, false, 0, 130, 0, "", "91-180", ToNobody, StateAccepted},
		{"extended", Item{State: StateInAction, CurrentDueOn: day("2018-12-31")}, false, 0, 130, 131, "", "91-180", ToNobody, StateInAction},
		{"reported", Item{State: StateReported, CurrentDueOn: due, ReportedOn: day("2018-09-01")}, false, 0, 130, 0, "", "91-180", ToNobody, StateReported},
		{"being verified", Item{State: StateVerifying, CurrentDueOn: due, ReportedOn: day("2018-08-22")}, false, 0, 130, 0, "", "91-180", ToNobody, StateVerifying},
		{"closed", Item{State: StateClosed, CurrentDueOn: due, ClosedOn: day("2018-06-24")}, false, 0, 31, 0, "", "31-90", ToNobody, StateClosed},
		{"withdrawn", Item{State: StateWithdrawn, CurrentDueOn: due}, false, 0, 130, 0, "", "91-180", ToNobody, StateWithdrawn},
		{"due today", Item{State: StateNotified, CurrentDueOn: today}, false, 0, 130, 40, "", "91-180", ToOwner, StateNotified},
	} {
		c.it.NoticeOn, c.it.OriginalDueOn = day("2018-05-24"), due
		c.it.stand(today)
		got := c.it.Standing
		if got.Overdue != c.overdue || got.OverdueDays != c.days || got.AgeDays != c.age || got.SlippageDays != c.slip ||
			got.OverdueBucket != c.bucket || got.Ageing != c.ageing || got.Escalation != c.escalation || c.it.State != c.state {
			t.Errorf("%s: %s %+v", c.name, c.it.State, got)
		}
	}
}

func TestBuckets(t *testing.T) {
	for days, want := range map[int]Ageing{0: "0-30", 30: "0-30", 31: "31-90", 90: "31-90", 91: "91-180", 180: "91-180", 181: "181-365", 365: "181-365", 366: "over-365"} {
		if got := AgeingOf(days); got != want {
			t.Errorf("%d days old: %s", days, got)
		}
	}
	for days, want := range map[int]string{-3: "", 0: "", 1: "1-30", 30: "1-30", 31: "31-90", 90: "31-90", 91: "over-90", 4000: "over-90"} {
		if got := OverdueBucket(days); got != want {
			t.Errorf("%d days late: %q", days, got)
		}
	}
	due := day("2026-06-04")
	for days, want := range map[int]Escalation{-15: ToNobody, -14: ToOwner, 0: ToOwner, 1: ToHead, 29: ToHead, 30: ToCIO, 89: ToCIO, 90: ToHeadquarters, 400: ToHeadquarters} {
		if got := EscalationOf(StateInAction, due, due.AddDays(days)); got != want {
			t.Errorf("%d days after the due day: %q, want %q", days, got, want)
		}
	}
}

func TestWhoHasToAct(t *testing.T) {
	for _, c := range []struct {
		state                 State
		extension, acceptance bool
		want                  string
	}{
		{StateDraft, false, false, ""}, {StateNotified, false, false, "auditee"}, {StateReply, false, true, "auditee decider"}, {StatePlanReview, false, false, "auditor"},
		{StateInAction, true, false, "auditee auditor"}, {StateReported, false, false, "auditor"}, {StateVerifying, false, false, "auditor"},
		{StateClosed, false, false, ""}, {StateAccepted, false, false, ""}, {StateWithdrawn, false, false, ""},
	} {
		if got := strings.Join(waiting(c.state, c.extension, c.acceptance), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.state, got, c.want)
		}
	}
}

// broken are the rules that an error names, by field or as the reason of a conflict.
func broken(err error) []string {
	if err == nil {
		return nil
	}
	f := fault.Of(err)
	out := []string{}
	if reason, ok := f.Params["reason"].(string); ok {
		out = append(out, reason)
	}
	for _, x := range f.Fields {
		out = append(out, x.Field+":"+x.Rule)
	}
	return out
}

func TestGuards(t *testing.T) {
	s, today := catalogue(t).Settings, day("2018-10-01")
	full := Draft{Criteria: "a", Condition: "b", Cause: "c", Effect: "d", Recommendation: "e", Impact: n(2), Likelihood: n(5), AuditedOn: day("2018-05-01")}
	bare := full
	bare.Cause, bare.Effect = " ", ""
	high := func() *Finding {
		f := &Finding{Draft: full, State: StateInAction}
		f.Derive()
		f.notified(s, day("2018-05-24"))
		f.ReportedOn = day("2018-08-22")
		return f
	}
	low, critical := high(), high()
	low.Band, critical.Band = Low, Critical
	twice, asked := high(), high()
	twice.ExtensionCount, asked.ExtensionPending = 2, true
	verify := func(on string, result string) VerifyDraft { return VerifyDraft{"実地", "適切", day(on), result} }
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"notice", (&Finding{Draft: full}).mayNotify(today, today), ""},
		{"notice without cause and effect", (&Finding{Draft: bare}).mayNotify(today, today), "cause:required effect:required"},
		{"notice to come", (&Finding{Draft: full}).mayNotify(today, today.AddDays(1)), "on:future"},
		{"notice before the audit", (&Finding{Draft: full}).mayNotify(today, day("2018-04-30")), "on:date_order"},
		{"plan within the limit", high().mayPlan(day("2018-06-01"), AnswerDraft{DueOn: day("2018-08-22")}), ""},
		{"plan beyond the limit", high().mayPlan(day("2018-06-01"), AnswerDraft{DueOn: day("2018-08-23")}), "reason:beyond_limit"},
		{"plan beyond the limit with a reason", high().mayPlan(day("2018-06-01"), AnswerDraft{DueOn: day("2018-08-23"), Reason: "改修の都合"}), ""},
		{"plan in the past", high().mayPlan(today, AnswerDraft{DueOn: day("2018-09-30")}), "dueOn:past"},
		{"third extension", twice.CanExtend(s, today), "extension_limit"},
		{"second request at a time", asked.CanExtend(s, today), "already_done"},
		{"extension", high().CanExtend(s, today), ""},
		{"close without re-test", high().mayClose(s, today, VerifyDraft{}), "retestOn:retest_required"},
		{"close with a re-test after 29 days", high().mayClose(s, today, verify("2018-09-20", "有効")), "retestOn:retest_too_early"},
		{"close with a re-test after 30 days", high().mayClose(s, today, verify("2018-09-21", "有効")), ""},
		{"close with a re-test to come", high().mayClose(s, today, verify("2018-10-02", "有効")), "retestOn:future"},
		{"close without the result of the re-test", high().mayClose(s, today, verify("2018-09-21", "")), "retestResult:required"},
		{"close a low one", low.mayClose(s, today, VerifyDraft{}), ""},
		{"accept critical", critical.CanAccept(s, today, today.AddDays(30)), "not_acceptable"},
		{"accept high for six months", high().CanAccept(s, today, day("2019-04-01")), ""},
		{"accept high for longer", high().CanAccept(s, today, day("2019-04-02")), "until:max_until"},
		{"accept low for twelve months", low.CanAccept(s, today, day("2019-10-01")), ""},
		{"accept low for longer", low.CanAccept(s, today, day("2019-10-02")), "until:max_until"},
		{"accept until today", low.CanAccept(s, today, today), "until:after_today"},
	} {
		if got := strings.Join(broken(c.err), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestInTime(t *testing.T) {
	for _, c := range []struct {
		reported string
		want     bool
	}{{"2018-08-22", true}, {"2018-08-23", false}} {
		if got := InTime(day(c.reported), day("2018-08-22")); got != c.want {
			t.Errorf("reported %s: %v", c.reported, got)
		}
	}
	if InTime(fiscal.Date{}, day("2018-08-22")) {
		t.Error("what was never reported is not in time")
	}
}

func TestDraftRules(t *testing.T) {
	d := Draft{Impact: n(2), Likelihood: n(2), TargetImpact: n(3), TargetLikelihood: n(2), SystemIDs: store.List[string]{"a", "a"}}
	if got := broken(fault.BadFields(d.Check())); !slices.Equal(got, []string{"systemIds[1]:duplicate", "targetImpact:above_inherent"}) {
		t.Errorf("%v", got)
	}
	d = Draft{Impact: n(2), Likelihood: n(2), TargetImpact: n(1)}
	if got := broken(fault.BadFields(d.Check())); !slices.Equal(got, []string{"targetLikelihood:both_or_none"}) {
		t.Errorf("%v", got)
	}
}

func TestCatalogue(t *testing.T) {
	c := catalogue(t)
	law, _ := find(c.Kinds, "recommendation")
	if law.holds(day("2020-03-31")) || !law.holds(day("2020-04-01")) {
		t.Error("勧告 holds from 2020-04-01")
	}
	for name, file := range map[string]string{
		"positive":     "version: 1\nsettings: {reply_days: 0, retest_days: 1, soon_days: 1, due_days: {critical: 1, high: 1, medium: 1, low: 1}}\n",
		"unknown_key":  "version: 1\nsetings: {}\n",
		"duplicate_id": "version: 1\nkinds: [{id: a, ja: a, en: a}, {id: a, ja: b, en: b}]\n",
		"unknown_band": "version: 1\nsettings: {acceptance_months: {huge: 3}}\n",
	} {
		if _, err := Load(fstest.MapFS{"f.yaml": {Data: []byte(file)}}, "f.yaml"); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
