package plans_test

import (
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// The plan that began with 55 actions and ended with 76: 53 and 21 achieved, 2 go
// on into the next plan. The figures hold through the API, and each opens onto its
// actions, for a wide and a narrow role.
func TestFiftyFiveAndTwentyOne(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		theme := []string{f.ai, f.online}
		for i := range 55 {
			f.add(fmt.Sprintf("I-%02d", i), "themeId", theme[i%2], "milestones", []map[string]any{{"quarter": "2025Q1", "text": "稼働", "doneOn": "2025-06-20"}, {"quarter": "2026Q4", "text": "評価"}})
		}
		f.approve(f.plan).Want(200)
		for i := range 21 {
			f.add(fmt.Sprintf("J-%02d", i), "themeId", theme[i%2], "addedWhy", "市長の指示による追加")
		}
		figures := func(logins ...string) {
			t.Helper()
			for _, login := range logins {
				if n := apptest.CheckFigures(t, c.As(login), "/plans/"+f.plan+"/summary"); n < 60 {
					t.Errorf("%d figures", n)
				}
				apptest.CheckFigures(t, c.As(login), "/plans/"+f.plan)
			}
		}
		figures("ict")
		refused := act(f.ict, "/plans/"+f.plan, "close", map[string]any{}).WantCode("not_ready")
		if refused.Len("params.running") != 76 {
			t.Errorf("closing names what runs: %s", refused.Raw)
		}
		for code, id := range f.actions {
			switch code {
			case "I-07", "I-31":
				f.settle(id, "continuing", "").Want(200)
			default:
				f.settle(id, "achieved", "").Want(200)
			}
		}
		s := c.As("executive").Get("/plans/" + f.plan + "/summary").Want(200)
		for path, want := range map[string]int{
			"initial.value": 55, "added.value": 21, "total.value": 76, "achieved.value": 74, "achievedInitial.value": 53, "achievedAdded.value": 21,
			"continuing.value": 2, "withdrawn.value": 0, "running.value": 0, "achievedPercent": 97, "achievedInitialPercent": 96, "achievedAddedPercent": 100,
		} {
			if got := s.Int("plan." + path); got != want {
				t.Errorf("%s: %d, want %d", path, got, want)
			}
		}
		if !s.Bool("plan.reconciles") || s.Int("countedApart") != 76 || s.Len("themes") != 2 || s.Len("quarters") != 12 {
			t.Errorf("summary: %s", s.Raw)
		}
		if s.Int("themes.0.total.value")+s.Int("themes.1.total.value") != 76 {
			t.Errorf("the themes do not add up: %s", s.Raw)
		}
		figures("ict", "viewer")

		// The two that continue say where, or why not.
		if loose := act(f.ict, "/plans/"+f.plan, "close", map[string]any{}).WantCode("not_ready"); loose.Len("params.continuing") != 2 {
			t.Errorf("closing names what goes on nowhere: %s", loose.Raw)
		}
		from := "/actions/" + f.actions["I-07"]
		next := act(f.ict, from, "carry-over", map[string]any{"themeId": f.laterTheme, "code": "N-01"}).Want(200)
		if next.Str("origin") != "initial" || next.Str("startsOn") != "2027-04-01" || next.Len("chain") != 2 || next.Str("chain.0.code") != "I-07" {
			t.Errorf("carried over: %s", next.Raw)
		}
		if old := f.ict.Get(from); old.Str("chain.1.id") != next.Str("id") || old.Bool("can.carryOver.allowed") || old.Bool("can.reopen.allowed") {
			t.Errorf("the link is seen from both ends: %s", old.Raw)
		}
		act(f.ict, from, "carry-over", map[string]any{"themeId": f.laterTheme, "code": "N-02"}).WantCode("conflict")
		act(f.ict, from, "reopen", map[string]any{"reason": "誤り"}).WantCode("conflict")
		act(f.ict, "/actions/"+f.actions["I-31"], "reopen", map[string]any{"reason": "理由を書くため"}).Want(200)
		f.settle(f.actions["I-31"], "continuing", "次期計画では別事業で行う").Want(200)
		closed := act(f.ict, "/plans/"+f.plan, "close", map[string]any{"note": "3か年を終えた"}).Want(200)
		if closed.Str("state") != "closed" || closed.Bool("can.update.allowed") {
			t.Errorf("closed: %s", closed.Raw)
		}
		apptest.CheckFigures(t, c.As("executive"), "/plans")

		// Nothing of a closed plan changes.
		f.ict.Post("/actions", f.draft("K-1", "addedWhy", "x")).WantCode("conflict")
		act(f.ict, from, "reopen", map[string]any{"reason": "x"}).WantCode("conflict")
		c.As("pm").Post(from+"/updates", map[string]any{"asOf": "2026-06-01", "status": "on_track", "text": "x"}).WantCode("conflict")
		etag := f.ict.Get(from).ETag
		body := f.draft("I-07")
		body["reason"] = "訂正"
		f.ict.Put(from, body, apptest.IfMatch(etag)).WantCode("conflict")
	})
}
