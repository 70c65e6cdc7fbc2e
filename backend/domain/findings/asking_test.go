package findings_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fiscal"
)

// At most two extensions, each decided by an auditor; the original due day stays.
func TestExtensions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := inAction(t, c, "F-1")
		ask := func(due string) map[string]any { return map[string]any{"dueOn": due, "reason": "改修の遅れ"} }
		f.refused("extension", ask("2026-10-01"), "pm", "head")
		if rule := f.act("pm", "extension", ask("2026-09-02")).Want(422).Rule("dueOn"); rule != "later_than" {
			t.Errorf("an extension to the due day itself: rule %q", rule)
		}
		f.act("pm", "extension", ask("2026-10-01")).Want(200)
		f.act("pm", "extension", ask("2026-11-01")).WantCode("conflict")
		if w := f.get(); w.Str("currentDueOn") != "2026-09-02" || w.Str("waiting.1") != "auditor" {
			t.Errorf("asked: %s", w.Raw)
		}
		decide := func(how string) map[string]any {
			return map[string]any{"decision": how, "comment": "やむを得ない"}
		}
		f.refused("extension/decide", decide("approve"), "auditor")
		f.act("auditor", "extension/decide", map[string]any{"decision": "refuse"}).Want(422)
		f.act("auditor", "extension/decide", decide("refuse")).Want(200)
		for i, due := range []string{"2026-10-01", "2026-12-01"} {
			f.act("head", "extension", ask(due)).Want(200)
			f.act("auditor", "extension/decide", decide("approve")).Want(200)
			if x := f.get(); x.Str("currentDueOn") != due || x.Str("originalDueOn") != "2026-09-02" || x.Int("extensionCount") != i+1 {
				t.Errorf("extension %d: %s", i+1, x.Raw)
			}
		}
		if res := f.act("pm", "extension", ask("2027-01-10")).WantCode("conflict"); res.Str("params.reason") != "extension_limit" {
			t.Errorf("third extension: %s", res.Raw)
		}
		if x := f.get(); x.Int("slippageDays") != 90 || x.Len("extensions") != 3 || x.Int("limits.extensionsLeft") != 0 ||
			c.As("pm").Get(f.path("")).Str("can.requestExtension.missed.0") != "state" {
			t.Errorf("extended: %s", x.Raw)
		}
	})
}

// The CIO accepts High, the ICT director Low and Medium (the CIO may too), Critical nobody.
func TestWhoAcceptsARisk(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		yes := map[string]any{"decision": "accept"}
		high := inAction(t, c, "F-H")
		high.refused("acceptance", acceptance("2026-12-04"), "head")
		if rule := high.act("head", "acceptance", acceptance("2026-12-05")).Want(422).Rule("until"); rule != "max_until" {
			t.Errorf("High for more than six months: rule %q", rule)
		}
		high.act("head", "acceptance", acceptance("2026-12-04")).Want(200)
		if w := high.get(); w.Str("waiting.1") != "decider" || w.Str("effectiveState") != "in_action" {
			t.Errorf("asked: %s", w.Raw)
		}
		high.refused("acceptance/decide", yes, "executive")
		high.act("executive", "acceptance/decide", map[string]any{"decision": "refuse"}).Want(422)
		high.act("executive", "acceptance/decide", yes).Want(200)
		if a := high.wantState("accepted"); !a.Bool("acceptances.0.toHeadquarters") || a.Int("residualScore") != 8 || a.Str("acceptUntil") != "2026-12-04" {
			t.Errorf("accepted: %s", a.Raw)
		}
		medium := inAction(t, c, "F-M", "impact", 3, "likelihood", 3)
		medium.act("head", "acceptance", acceptance("2027-06-04")).Want(200)
		medium.refused("acceptance/decide", yes, "ict", "executive")
		medium.act("ict", "acceptance/decide", map[string]any{"decision": "refuse", "comment": "改修を優先"}).Want(200)
		medium.act("head", "acceptance", acceptance("2027-06-04")).Want(200)
		medium.act("executive", "acceptance/decide", yes).Want(200)
		critical := inAction(t, c, "F-C", "impact", 4, "likelihood", 4)
		if res := critical.act("head", "acceptance", acceptance("2026-06-30")).WantCode("conflict"); res.Str("params.reason") != "not_acceptable" {
			t.Errorf("Critical: %s", res.Raw)
		}
		critical.refused("acceptance/decide", yes)
		// Whoever answers for the measures owns the risk, whatever his authority.
		own := raise(t, c, "F-O", "impact", 2, "likelihood", 2)
		own.act("auditor", "notify", map[string]any{}).Want(200)
		own.act("pm", "answer", with(own.plan(own.on(20)), "ownerId", c.Person("ict"))).Want(200)
		own.act("head", "acceptance", map[string]any{"rationale": "x", "control": "y", "residualImpact": 1, "residualLikelihood": 2, "until": own.on(30)}).Want(200)
		if res := own.act("ict", "acceptance/decide", yes).WantCode("forbidden"); res.Str("params.missed.0") != "not_finding_owner" {
			t.Errorf("the owner accepts: %s", res.Raw)
		}
		own.act("executive", "acceptance/decide", yes).Want(200)
	})
}

// The vectors of the rules through the API: notice on 2018-05-24, High, looked at on 2018-10-01.
func TestClockThroughTheAPI(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		travel(c, "2018-05-24")
		late, taken, moved, soon, claimed := inAction(t, c, "F-1"), inAction(t, c, "F-2"), inAction(t, c, "F-3"), inAction(t, c, "F-4"), inAction(t, c, "F-5")
		if due := late.get().Str("currentDueOn"); due != "2018-08-22" {
			t.Fatalf("due %s", due)
		}
		travel(c, "2018-06-10")
		taken.act("head", "acceptance", acceptance("2018-09-30")).Want(200)
		taken.act("executive", "acceptance/decide", map[string]any{"decision": "accept"}).Want(200)
		for due, f := range map[string]*finding{"2018-12-31": moved, "2018-10-15": soon} {
			f.act("pm", "extension", map[string]any{"dueOn": due, "reason": "改修"}).Want(200)
			f.act("auditor", "extension/decide", map[string]any{"decision": "approve"}).Want(200)
		}
		travel(c, "2018-08-30")
		claimed.act("pm", "report", done()).Want(200)
		travel(c, "2018-09-30")
		taken.wantState("accepted")
		travel(c, "2018-10-01")
		check := func(when string) {
			for _, x := range []struct {
				f                                 *finding
				state, bucket, ageing, escalation string
				overdue                           bool
				days, slip                        int
			}{
				{late, "in_action", "31-90", "91-180", "cio", true, 40, 0},
				{taken, "in_action", "31-90", "91-180", "cio", true, 40, 0},
				{moved, "in_action", "", "91-180", "", false, 0, 131},
				{soon, "in_action", "", "91-180", "owner", false, 0, 54},
				{claimed, "reported", "", "91-180", "", false, 0, 0},
			} {
				got := x.f.wantState(x.state)
				if got.Bool("overdue") != x.overdue || got.Int("overdueDays") != x.days || got.Int("ageDays") != 130 || got.Int("slippageDays") != x.slip ||
					got.Str("overdueBucket") != x.bucket || got.Str("ageing") != x.ageing || got.Str("escalation") != x.escalation {
					t.Errorf("%s: %s", when, got.Raw)
				}
			}
			if got := claimed.get(); got.Get("inTime") != false {
				t.Errorf("reported eight days late: %s", got.Raw)
			}
			for query, want := range map[string]int{
				"overdue=true": 2, "overdueBucket=31-90": 2, "overdueBucket=1-30": 0, "ageing=91-180": 5, "escalation=cio": 2, "escalation=owner": 1, "escalation=headquarters": 0,
				"state=accepted": 0, "state=in_action": 4, "acceptExpired=true": 1, "open=true": 5, "waiting=auditee": 4, "waiting=auditor": 1, "dueSoon=true": 1,
				"band=high&overdue=true": 2, "noticeFy=2018": 5, "noticeFy=2017": 0, "q=特権ID": 5,
			} {
				if n := c.As("auditor").Get("/findings?" + query).Want(200).Int("total"); n != want {
					t.Errorf("%s: %s gives %d, want %d", when, query, n, want)
				}
			}
		}
		check("before the nightly work")
		if err := c.App.Findings.Expire(t.Context(), fiscal.MustDate("2018-10-01")); err != nil {
			t.Fatal(err)
		}
		check("after the nightly work")
		if row := taken.get(); row.Str("state") != "in_action" || !row.Bool("acceptanceExpired") || row.Str("steps."+last(row)+".action") != "expire" {
			t.Errorf("expired: %s", row.Raw)
		}
		late.act("pm", "close", verified("")).WantCode("forbidden") // the auditee presses 完了
		// The clock stood still while it was claimed; sent back, it runs again from the new day.
		claimed.act("auditor", "verification", nil).Want(200)
		claimed.act("auditor", "send-back", map[string]any{"dueOn": "2018-10-10", "reason": "不足"}).Want(200)
		travel(c, "2018-10-11")
		if back := claimed.get(); !back.Bool("overdue") || back.Int("overdueDays") != 1 || back.Str("originalDueOn") != "2018-08-22" || back.Str("escalation") != "section_head" {
			t.Errorf("sent back: %s", back.Raw)
		}
	})
}

func last(r *apptest.Response) string { return string(rune('0' + r.Len("steps") - 1)) }
