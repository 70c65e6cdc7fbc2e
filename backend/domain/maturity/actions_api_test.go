package maturity_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestAMissingPracticeBecomesAnAction: of a real plan, with the days that people chose, once, and only by who makes actions.
func TestAMissingPracticeBecomesAnAction(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		strategy := ict.Post("/strategies", body{"code": "ST-1", "name": "ICT戦略", "edition": 1, "decidedOn": "2026-03-25"}).Want(201).Str("id")
		plan := func(code string) (id, theme string) {
			id = ict.Post("/plans", body{"code": code, "name": "行動計画 " + code, "strategyId": strategy, "fyFrom": 2026, "fyTo": 2028}).Want(201).Str("id")
			return id, ict.Post("/plans/"+id+"/themes", body{"code": "T-" + code, "name": "プロセス改善", "field": "ai", "position": 1}).Want(201).Str("id")
		}
		planID, theme := plan("AP-26")
		m := model(t, "SELF-CHECK")
		id := c.As("head").Post("/maturity/appraisals", appraisal(c, m.ID, "self", "tax", 2026, body{"areas": whole(m, 3, []string{m.Areas[0].Groups[0].ID}, nil)})).Want(201).Str("id")
		page := ict.Get("/maturity/appraisals/" + id).Want(200)
		if page.Len("steps") == 0 || !page.Bool("can.act.allowed") {
			t.Fatalf("nothing to act on: %.400s", page.Raw)
		}
		path := "/maturity/appraisals/" + id + "/actions"
		step := func(more body) body {
			b := body{
				"area": page.Str("steps.0.area"), "group": page.Str("steps.0.group"), "practice": page.Str("steps.0.practice"),
				"name": "手順書を整える", "themeId": theme, "startsOn": "2026-07-01", "endsOn": "2026-12-25", "summary": "要件管理から",
			}
			for k, v := range more {
				b[k] = v
			}
			return b
		}
		for what, v := range map[string]struct {
			more        body
			field, rule string
		}{
			"no theme":                {body{"themeId": ""}, "themeId", "required"},
			"a theme of nowhere":      {body{"themeId": "nothing"}, "themeId", "not_found"},
			"the end before":          {body{"endsOn": "2026-06-30"}, "endsOn", "date_order"},
			"no start":                {body{"startsOn": ""}, "startsOn", "required"},
			"no name":                 {body{"name": ""}, "name", "required"},
			"what is not missing":     {body{"practice": "NONE"}, "practice", "not_missing"},
			"a section of nowhere":    {body{"sectionId": "nothing"}, "ownerId", "not_found"},
			"a day that is no day":    {body{"endsOn": "2026-02-30"}, "endsOn", "format"},
			"a practice of elsewhere": {body{"area": "XX"}, "practice", "not_missing"},
		} {
			if got := ict.Post(path, step(v.more)).Want(422).Rule(v.field); got != v.rule {
				t.Errorf("%s: %s is %q, want %q", what, v.field, got, v.rule)
			}
		}
		for _, login := range []string{"head", "pm", "viewer", "executive", "auditor", "admin"} {
			c.As(login).Post(path, step(nil)).Want(403)
		}
		if can := c.As("head").Get("/maturity/appraisals/" + id).Want(200); can.Bool("can.act.allowed") {
			t.Error("the button is open to somebody whom the plans would refuse")
		}
		if list := ict.Get("/actions?planId=" + planID).Want(200); list.Int("total") != 0 {
			t.Fatalf("a refused one left an action: %s", list.Raw)
		}

		action := ict.Post(path, step(nil)).Want(201).Str("actionId")
		got := ict.Get("/actions/" + action).Want(200)
		for field, want := range map[string]string{
			"name": "手順書を整える", "startsOn": "2026-07-01", "endsOn": "2026-12-25", "ownerId": c.Org("tax"), "themeId": theme, "planId": planID, "summary": "要件管理から",
		} {
			if got.Str(field) != want {
				t.Errorf("the action's %s is %q, want %q", field, got.Str(field), want)
			}
		}
		if again := ict.Get("/maturity/appraisals/" + id).Want(200); again.Str("steps.0.actionId") != action {
			t.Errorf("the step does not know its action: %.400s", again.Raw)
		}
		if res := ict.Post(path, step(nil)).Want(409); res.Str("params.actionId") != action {
			t.Errorf("twice: %s", res.Raw)
		}
		if list := ict.Get("/actions?planId=" + planID).Want(200); list.Int("total") != 1 {
			t.Errorf("twice: %s", list.Raw)
		}
	})
}
