package directives_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestUntilDone follows a directive from the meeting that gave it to the day on which somebody else confirms that it is done.
func TestUntilDone(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		m := ict.Post("/meetings", map[string]any{"heldOn": "2026-06-01"}).Want(201)
		meeting := "/meetings/" + m.Str("id")
		ict.Post(meeting+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201)
		draft := map[string]any{"title": "検証する区を増やす", "text": "検証ケース数も増やすこと。", "priority": "ai", "ownerId": c.Org("tax"), "dueOn": "2026-06-20"}
		ict.Post(meeting+"/directives", draft).WantCode("conflict") // not held yet
		ict.Post(meeting+"/open", nil, apptest.IfMatch(ict.Get(meeting).ETag)).Want(200)
		for _, login := range []string{"head", "pm", "auditor", "viewer", "reviewer", "admin"} {
			c.As(login).Post(meeting+"/directives", draft).WantCode("forbidden")
		}
		bad := map[string]any{"title": "x", "priority": "ai", "ownerId": c.Org("tax"), "dueOn": "2026-05-01"}
		if r := ict.Post(meeting+"/directives", bad).Want(422); r.Rule("dueOn") != "date_order" {
			t.Errorf("%s", r.Raw)
		}
		path := "/directives/" + ict.Post(meeting+"/directives", draft).Want(201).Str("id")
		act := func(login, verb string, body any) *apptest.Response {
			return c.As(login).Post(path+"/"+verb, body, apptest.IfMatch(ict.Get(path).ETag))
		}
		due := func(login, section string) (kinds []string) {
			w := c.As(login).Get("/me/work").Want(200)
			for i := range w.Len(section) {
				kinds = append(kinds, w.Str(section+"."+string(rune('0'+i))+".kind"))
			}
			return kinds
		}
		has := func(kinds []string, kind string) bool {
			for _, k := range kinds {
				if k == kind {
					return true
				}
			}
			return false
		}
		if !has(due("head", "due"), "directive_due") || has(due("otherhead", "due"), "directive_due") {
			t.Errorf("it is on the desk of its section: %v %v", due("head", "due"), due("otherhead", "due"))
		}
		c.As("otherhead").Get(path).WantCode("forbidden")
		act("otherhead", "reports", map[string]any{"progress": "underway", "text": "x"}).WantCode("forbidden")
		act("auditor", "reports", map[string]any{"progress": "underway", "text": "x"}).WantCode("forbidden")
		act("head", "reports", map[string]any{"progress": "underway", "text": "2区と調整中", "asOf": "2026-06-05"}).Want(422)
		act("head", "reports", map[string]any{"progress": "underway", "text": "2区と調整中"}).Want(200)
		act("executive", "confirm", map[string]any{}).WantCode("conflict") // nobody claims it
		claimed := act("head", "reports", map[string]any{"progress": "complete", "text": "4区に広げた"}).Want(200)
		if claimed.Str("state") != "reported" || claimed.Len("reports") != 2 || claimed.Str("reports.0.text") != "4区に広げた" || claimed.Str("reports.0.title") != "税務課長" {
			t.Errorf("%s", claimed.Raw)
		}
		if !has(due("ict", "verify"), "directive_confirm") || has(due("head", "due"), "directive_due") {
			t.Errorf("it waits for confirmation: %v", due("ict", "verify"))
		}
		act("head", "confirm", map[string]any{}).WantCode("forbidden")
		act("ict", "return", map[string]any{"reason": "ケース数が足りない"}).Want(200)
		if back := ict.Get(path); back.Str("state") != "open" || back.Str("progress") != "underway" {
			t.Errorf("%s", back.Raw)
		}
		act("head", "reports", map[string]any{"progress": "complete", "text": "ケース数も増やした"}).Want(200)
		done := act("executive", "confirm", map[string]any{"note": "効果を確認した"}).Want(200)
		if done.Str("state") != "done" || done.Str("settledOn") != "2026-06-04" || done.Str("settledByName") == "" {
			t.Errorf("%s", done.Raw)
		}
		act("executive", "withdraw", map[string]any{"reason": "x"}).WantCode("conflict")
		if n := apptest.CheckFigures(t, ict, "/directives/summary"); n < 10 {
			t.Errorf("%d figures", n)
		}
		apptest.CheckFigures(t, c.As("head"), "/directives/summary")
		if events := ict.Get(path + "/history").Want(200); events.Len("items") < 9 {
			t.Errorf("%s", events.Raw)
		}
	})
}

// TestOwnClaim keeps who reported from confirming, whatever roles he holds.
func TestOwnClaim(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		meeting := "/meetings/" + ict.Post("/meetings", map[string]any{"heldOn": "2026-06-01"}).Want(201).Str("id")
		ict.Post(meeting+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201)
		ict.Post(meeting+"/open", nil, apptest.IfMatch(ict.Get(meeting).ETag)).Want(200)
		path := "/directives/" + ict.Post(meeting+"/directives", map[string]any{"title": "手引を改める", "priority": "system_management", "ownerId": c.Org("ict"), "dueOn": "2026-06-20"}).Want(201).Str("id")
		claimed := ict.Post(path+"/reports", map[string]any{"progress": "complete", "text": "改めた"}, apptest.IfMatch(ict.Get(path).ETag)).Want(200)
		if r := ict.Post(path+"/confirm", map[string]any{}, apptest.IfMatch(claimed.ETag)).WantCode("forbidden"); r.Str("params.missed.0") != "not_directive_reporter" {
			t.Errorf("%s", r.Raw)
		}
		c.As("sysmgmt").Post(path+"/confirm", map[string]any{}, apptest.IfMatch(claimed.ETag)).Want(200)
	})
}
