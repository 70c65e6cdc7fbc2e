package projects_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// kinds lists what stands in a section of someone's work, as kind:code.
func kinds(res *apptest.Response, section string) string {
	out := ""
	for i := range res.Len(section) {
		at := section + "." + string(rune('0'+i))
		out += res.Str(at+".kind") + ":" + res.Str(at+".code") + " "
	}
	return out
}

func TestWorkIsWhatWaitsForMe(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		signIn := func(login string) *apptest.Response {
			cl := c.Anonymous()
			cl.Post("/session", map[string]any{"login": login, "password": apptest.Password}).Want(200)
			return cl.Get("/me/work").Want(200)
		}
		system(c, "S-END", map[string]any{"contractEndsOn": "2026-08-31", "vendor": "北斗システム"})
		system(c, "S-FAR", map[string]any{"contractEndsOn": "2028-03-31"})
		c.As("ict").Post("/systems", map[string]any{"code": "S-ICT", "name": "庁内基盤", "ownerId": c.Org("ict"), "kind": "other", "networkZone": "lgwan", "criticality": "low", "phase": "operation"}).Want(201)

		res := create(c, "P-1")
		path := "/projects/" + res.Str("id")
		quiet := create(c, "P-2") // a draft owes nothing
		act(c, "pm", path, "activate", nil).Want(200)
		pm.Post(path+"/milestones", map[string]any{"name": "設計", "gate": "G3", "baselineOn": "2026-06-01", "forecastOn": "2026-07-01"}).Want(201)
		pm.Post(path+"/milestones", map[string]any{"name": "試験", "baselineOn": "2026-06-18"}).Want(201)
		pm.Post(path+"/milestones", map[string]any{"name": "検収", "baselineOn": "2026-06-19"}).Want(201)
		pm.Post(path+"/milestones", map[string]any{"name": "契約", "baselineOn": "2026-05-01", "actualOn": "2026-05-02"}).Want(201)
		pm.Post("/projects/"+quiet.Str("id")+"/milestones", map[string]any{"name": "x", "baselineOn": "2026-06-01"}).Want(201)
		risk := func(title, owner, due, state string) {
			pm.Post(path+"/risks", map[string]any{"kind": "risk", "title": title, "impact": 3, "likelihood": 4, "ownerId": owner, "dueOn": due, "state": state}).Want(201)
		}
		risk("要員不足", c.Person("viewer"), "2026-06-10", "open")
		risk("仕様変更", "", "2026-06-03", "mitigating")
		risk("閉じた", "", "2026-06-03", "closed")

		mine := pm.Get("/me/work").Want(200)
		if got := kinds(mine, "due"); got != "milestone_due:P-1 " {
			t.Errorf("due %s", got)
		}
		if got := kinds(mine, "overdue"); got != "milestone_due:P-1 risk_due:P-1 " {
			t.Errorf("overdue %s", got)
		}
		if got := kinds(mine, "confirm"); got != "contract_end:S-END " {
			t.Errorf("confirm %s", got)
		}
		if mine.Str("asOf") != "2026-06-04" || mine.Str("overdue.0.detail.forecastOn") != "2026-07-01" || mine.Str("overdue.0.href") != path+"/milestones" || mine.Str("overdue.0.detail.milestone") != "設計" {
			t.Errorf("%s", mine.Raw)
		}
		if got := kinds(c.As("head").Get("/me/work"), "overdue"); got != "milestone_due:P-1 " {
			t.Errorf("the head of the project is asked for %s", got)
		}
		if got := kinds(c.As("viewer").Get("/me/work"), "due"); got != "risk_due:P-1 " {
			t.Errorf("the owner of a risk is asked for %s", got)
		}
		for _, login := range []string{"otherpm", "auditor", "executive"} {
			if got := c.As(login).Get("/me/work").Want(200); got.Len("due")+got.Len("overdue")+got.Len("confirm") != 0 {
				t.Errorf("%s is asked for what is others': %s", login, got.Raw)
			}
		}

		c.Clock.Advance(31 * 24 * time.Hour) // to 5 July: 31 days without a report
		later := signIn("pm")
		if got := kinds(later, "due"); got != "report_due:P-1 " || later.Str("due.0.dueOn") != "2026-07-19" || later.Str("due.0.since") != "2026-06-04" || later.Int("due.0.detail.days") != 31 {
			t.Errorf("due %s", later.Raw)
		}
		c.Clock.Advance(120 * 24 * time.Hour) // to 2 November: entries of the register are to be confirmed by 1 December
		last := signIn("pm")
		if got := kinds(last, "confirm"); got != "contract_end:S-END system_confirm:S-END system_confirm:S-FAR " || last.Str("overdue.3.kind") == "" {
			t.Errorf("confirm %s overdue %s", got, kinds(last, "overdue"))
		}
		if got := kinds(signIn("ict"), "confirm"); got != "system_confirm:S-ICT " {
			t.Errorf("the ICT office is asked for more than its own: %s", got)
		}
	})
}
