package findings_test

import (
	"slices"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// refused tries a step as everybody but those who may, and wants an explained refusal each time.
func (f *finding) refused(step string, body any, may ...string) {
	f.t.Helper()
	seen := apptest.IfMatch(f.get().ETag)
	for _, login := range apptest.Logins() {
		if slices.Contains(may, login) {
			continue
		}
		res := f.c.As(login).Post(f.path("/"+step), body, seen).WantCode("forbidden")
		if res.Int("params.rule") == 0 || res.Len("params.missed") == 0 {
			f.t.Errorf("%s %s: a refusal must explain itself: %s", login, step, res.Raw)
		}
	}
}

func (f *finding) wantState(state string) *apptest.Response {
	f.t.Helper()
	res := f.get()
	if got := res.Str("effectiveState"); got != state {
		f.t.Fatalf("state %s, want %s: %s", got, state, res.Raw)
	}
	return res
}

// The whole life of a finding, each step by the one whose step it is and refused to everybody else.
func TestLifeOfAFinding(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for _, login := range apptest.Logins() {
			if login != "auditor" {
				c.As(login).Post("/findings", draft(c, "F-X")).WantCode("forbidden")
			}
		}
		f := raise(t, c, "F-1", "cause", "")
		for _, login := range []string{"pm", "head", "ict", "executive", "admin"} {
			c.As(login).Get(f.path("")).WantCode("forbidden")
			c.As(login).Get(f.path("/history")).WantCode("forbidden")
			if n := c.As(login).Get("/findings").Want(200).Int("total"); n != 0 {
				t.Errorf("%s sees %d drafts", login, n)
			}
		}
		if rule := f.act("auditor", "notify", map[string]any{}).Want(422).Rule("cause"); rule != "required" {
			t.Errorf("a notice without cause: rule %q", rule)
		}
		c.As("auditor").Put(f.path(""), draft(c, "F-1"), apptest.IfMatch(f.get().ETag)).Want(200)
		f.refused("notify", map[string]any{}, "auditor")
		f.act("auditor", "notify", map[string]any{}).Want(200)
		n := f.wantState("notified")
		if n.Str("noticeOn") != "2026-06-04" || n.Str("originalDueOn") != "2026-09-02" || n.Str("replyDueOn") != "2026-07-04" || n.Int("noticeFy") != 2026 {
			t.Errorf("days of the notice: %s", n.Raw)
		}
		c.As("otherpm").Get(f.path("")).WantCode("forbidden")

		f.refused("receive", nil, "pm", "head")
		f.act("pm", "receive", nil).Want(200)
		f.wantState("awaiting_reply")
		f.refused("answer", f.plan(f.on(30)), "pm", "head")
		if rule := f.act("pm", "answer", f.plan("2026-09-03")).Want(422).Rule("reason"); rule != "beyond_limit" {
			t.Errorf("a plan beyond the limit: rule %q", rule)
		}
		f.act("pm", "answer", f.plan("2026-08-01")).Want(200)
		f.refused("plan/return", map[string]any{"reason": "担当を明らかに"}, "auditor")
		f.act("auditor", "plan/return", map[string]any{"reason": "担当を明らかに"}).Want(200)
		f.wantState("awaiting_reply")
		f.act("head", "answer", with(f.plan("2026-10-01"), "reason", "次の改修で対応する")).Want(200)
		f.refused("plan/approve", map[string]any{}, "auditor")
		f.act("auditor", "plan/approve", map[string]any{}).Want(200)
		if p := f.wantState("in_action"); p.Str("originalDueOn") != "2026-09-02" || p.Str("currentDueOn") != "2026-10-01" || p.Int("slippageDays") != 29 {
			t.Errorf("a later plan: %s", p.Raw)
		}
		f.refused("report", done(), "pm", "head")
		if rule := f.act("pm", "report", with(done(), "evidence", []any{})).Want(422).Rule("evidence"); rule == "" {
			t.Error("a report without evidence is accepted")
		}
		f.act("pm", "report", done()).Want(200)
		f.wantState("reported")
		f.refused("close", verified(""), "auditor")
		f.act("auditor", "close", verified("")).WantCode("conflict") // not taken up yet
		f.refused("verification", nil, "auditor")
		f.act("auditor", "verification", nil).Want(200)
		f.refused("send-back", map[string]any{"dueOn": f.on(30), "reason": "記録が足りない"}, "auditor")
		f.act("auditor", "send-back", map[string]any{"dueOn": "2026-11-01", "reason": "記録が足りない"}).Want(200)
		if b := f.wantState("in_action"); b.Str("originalDueOn") != "2026-09-02" || b.Str("currentDueOn") != "2026-11-01" || b.Int("sentBackCount") != 1 {
			t.Errorf("sent back: %s", b.Raw)
		}
		f.act("head", "report", done()).Want(200)
		f.act("auditor", "verification", nil).Want(200)
		f.refused("close", verified(""), "auditor")
		if rule := f.act("auditor", "close", verified("")).Want(422).Rule("retestOn"); rule != "retest_required" {
			t.Errorf("closed without a re-test: rule %q", rule)
		}
		travel(c, "2026-07-03")
		if rule := f.act("auditor", "close", verified("2026-07-03")).Want(422).Rule("retestOn"); rule != "retest_too_early" {
			t.Errorf("re-test after 29 days: rule %q", rule)
		}
		travel(c, "2026-07-04")
		f.act("auditor", "close", verified("2026-07-04")).Want(200)
		end := f.wantState("closed")
		if end.Str("closedOn") != "2026-07-04" || end.Len("steps") != 12 || end.Str("steps.0.action") != "notify" || end.Str("steps.11.personName") != "監査委員" {
			t.Errorf("closed: %s", end.Raw)
		}
		for _, step := range []string{"report", "close", "withdraw", "send-back"} {
			body := map[string]any{"report": done(), "close": verified("2026-07-04"), "withdraw": map[string]any{"reason": "x"}, "send-back": map[string]any{"dueOn": f.on(30), "reason": "x"}}[step]
			login := map[bool]string{true: "pm", false: "auditor"}[step == "report"]
			f.act(login, step, body).WantCode("conflict")
		}
		if h := c.As("pm").Get(f.path("/history")).Want(200); h.Len("items") != 14 || h.Str("items.0.action") != "close" {
			t.Errorf("history: %d %s", h.Len("items"), h.Str("items.0.action"))
		}
	})
}

// A person who is both auditor and of the section is refused by the section, whatever the roles; and whoever reported.
func TestTwoKeysNeverMeet(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		// Findings on the audit office itself: its auditor never verifies them.
		f := raise(t, c, "F-1", "sectionId", c.Org("audit"))
		f.act("auditor", "notify", map[string]any{}).Want(200)
		f.act("auditor", "withdraw", map[string]any{"reason": "x"}).WantCode("forbidden")
		can := f.get()
		if can.Bool("can.approvePlan.allowed") || can.Str("can.approvePlan.missed.0") != "not_auditee_section" {
			t.Errorf("the audit office judges itself: %s", can.Raw)
		}
		// Findings on the ICT office: its director never accepts their risk, the CIO does.
		g := raise(t, c, "F-2", "sectionId", c.Org("ict"), "impact", 2, "likelihood", 3)
		g.act("auditor", "notify", map[string]any{}).Want(200)
		g.act("ict", "acceptance", acceptance(g.on(100))).Want(422) // above the inherent risk
		g.act("ict", "acceptance", with(acceptance(g.on(100)), "residualLikelihood", 2)).Want(200)
		g.refused("acceptance/decide", map[string]any{"decision": "accept"}, "executive")
		g.act("executive", "acceptance/decide", map[string]any{"decision": "accept"}).Want(200)
		g.wantState("accepted")
	})
}

func TestWithdrawnAndDeleted(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := raise(t, c, "F-1")
		c.As("ict").Delete(f.path("?reason=x"), apptest.IfMatch(f.get().ETag)).WantCode("forbidden")
		c.As("auditor").Delete(f.path("?reason=x"), apptest.IfMatch(f.get().ETag)).Want(204)
		g := inAction(t, c, "F-2")
		c.As("auditor").Delete(g.path("?reason=x"), apptest.IfMatch(g.get().ETag)).WantCode("conflict")
		g.act("auditor", "withdraw", map[string]any{}).Want(422)
		g.refused("withdraw", map[string]any{"reason": "事実誤認"}, "auditor")
		g.act("auditor", "withdraw", map[string]any{"reason": "事実誤認"}).Want(200)
		if w := g.wantState("withdrawn"); w.Bool("overdue") || w.Str("withdrawReason") != "事実誤認" {
			t.Errorf("withdrawn: %s", w.Raw)
		}
		// A notified finding is corrected only in what the notice did not fix, and with a reason.
		h := inAction(t, c, "F-3")
		edit := func(pairs ...any) *apptest.Response {
			return c.As("auditor").Put(h.path(""), with(draft(c, "F-3"), pairs...), apptest.IfMatch(h.get().ETag))
		}
		if res := edit("impact", 5).Want(422); res.Rule("impact") != "fixed_by_notice" || res.Rule("reason") != "reason_required" {
			t.Errorf("corrected: %s", res.Raw)
		}
		edit("title", "件名の訂正", "reason", "誤記").Want(200)
		c.As("pm").Put(h.path(""), with(draft(c, "F-3"), "reason", "x"), apptest.IfMatch(h.get().ETag)).WantCode("forbidden")
		stale := c.As("auditor").Put(h.path(""), with(draft(c, "F-3"), "reason", "x"), apptest.IfMatch(`"1"`)).Want(412)
		if stale.Str("current.title") != "件名の訂正" {
			t.Errorf("stale: %s", stale.Raw)
		}
	})
}
