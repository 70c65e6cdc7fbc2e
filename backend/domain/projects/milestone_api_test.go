package projects_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

func TestMilestoneKeepsItsFirstBaseline(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm := c.As("pm")
		m := pm.Post(path+"/milestones", map[string]any{"name": "設計完了", "gate": "G3", "baselineOn": "2026-09-30"}).Want(201)
		at := path + "/milestones/" + m.Str("id")
		if m.Str("currentOn") != "2026-09-30" || m.Int("slipDays") != 0 || m.Get("slipDays") == nil || m.Get("forecastSlipDays") != nil {
			t.Errorf("new milestone %s", m.Raw)
		}
		if got := pm.Get(path); got.Str("gates.1.gate") != "G2" || got.Str("gates.2.plannedOn") != "2026-09-30" || got.ETag != `"1"` {
			t.Errorf("the stepper has no planned day, or the project got a new version: %v %s", got.Get("gates"), got.ETag)
		}

		pm.Put(at, map[string]any{"name": "設計完了", "gate": "G3", "baselineOn": "2026-12-31"}, apptest.IfMatch(m.ETag)).WantCode("invalid")
		pm.Post(at+"/rebaseline", map[string]any{"on": "2026-12-31"}, apptest.IfMatch(m.ETag)).WantCode("invalid")
		pm.Post(at+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "要件追加"}).Want(428)
		moved := pm.Post(at+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "要件追加"}, apptest.IfMatch(m.ETag)).Want(200)
		pm.Post(at+"/rebaseline", map[string]any{"on": "2027-01-31", "reason": "再"}, apptest.IfMatch(m.ETag)).Want(412)
		same := pm.Post(at+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "再"}, apptest.IfMatch(moved.ETag)).WantCode("invalid")
		if same.Rule("on") != "unchanged" {
			t.Errorf("%s", same.Raw)
		}
		again := pm.Post(at+"/rebaseline", map[string]any{"on": "2027-01-31", "reason": "検証期間の延長"}, apptest.IfMatch(moved.ETag)).Want(200)
		if again.Str("baselineOn") != "2026-09-30" || again.Str("currentOn") != "2027-01-31" || again.Len("baselines") != 3 ||
			again.Str("baselines.0.on") != "2026-09-30" || again.Str("baselines.1.reason") != "要件追加" || again.Str("baselines.2.byName") != "税務システム担当係長" {
			t.Errorf("baselines %s", again.Raw)
		}
		if again.Int("slipDays") != 123 {
			t.Errorf("slip %d, want 123 days against the first baseline", again.Int("slipDays"))
		}
		// An edit that leaves the baseline out keeps it.
		edit := pm.Put(at, map[string]any{"name": "設計完了判定", "gate": "G3", "forecastOn": "2027-02-10"}, apptest.IfMatch(again.ETag)).Want(200)
		if edit.Str("baselineOn") != "2026-09-30" || edit.Str("currentOn") != "2027-01-31" || edit.Int("forecastSlipDays") != 133 {
			t.Errorf("edit %s", edit.Raw)
		}
		if got := pm.Get("/projects").Int("items.0.slipDays"); got != 133 {
			t.Errorf("the project slips %d days, want 133 by the forecast", got)
		}
		pm.Delete(at+because("重複"), apptest.IfMatch(edit.ETag)).Want(204) // a draft project may tidy up
		if got := pm.Get(path); got.Get("slipDays") != nil || got.Str("gates.2.plannedOn") != "" {
			t.Errorf("after removal: slip %v, planned %q", got.Get("slipDays"), got.Str("gates.2.plannedOn"))
		}
		events := c.As("auditor").Get(path + "/history").Want(200)
		if events.Str("items.0.action") != "delete" || events.Str("items.0.noun") != "project_milestones" || events.Str("items.2.action") != "rebaseline" || events.Str("items.2.reason") != "検証期間の延長" {
			t.Errorf("the project's history lacks its milestones: %s", events.Raw)
		}
	})
}

func TestMilestoneIsChecked(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		other := "/projects/" + create(c, "P-2").Str("id")
		pm := c.As("pm")
		m := pm.Post(path+"/milestones", map[string]any{"name": "契約", "gate": "G3"}).Want(201)
		if m.Get("slipDays") != nil || m.Str("currentOn") != "" {
			t.Errorf("a milestone without a day has no slip: %s", m.Raw)
		}
		for _, x := range []struct {
			in          map[string]any
			field, rule string
		}{
			{map[string]any{"name": ""}, "name", "required"},
			{map[string]any{"name": "x", "gate": "G9"}, "gate", "oneof"},
			{map[string]any{"name": "x", "gate": "G3"}, "gate", "duplicate"},
			{map[string]any{"name": "x", "actualOn": "2026-06-05"}, "actualOn", "future"},
			{map[string]any{"name": "x", "currentOn": "2026-06-05"}, "currentOn", "unknown_field"},
		} {
			if res := pm.Post(path+"/milestones", x.in).WantCode("invalid"); res.Rule(x.field) != x.rule {
				t.Errorf("%v: %s", x.in, res.Raw)
			}
		}
		id := "/milestones/" + m.Str("id")
		pm.Post(path+id+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "x"}, apptest.IfMatch(m.ETag)).WantCode("conflict")
		// A child is found only under its own project.
		for _, res := range []*apptest.Response{
			pm.Put(other+id, map[string]any{"name": "x"}, apptest.IfMatch(m.ETag)),
			pm.Delete(other+id+because("x"), apptest.IfMatch(m.ETag)),
			pm.Post(other+id+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "x"}, apptest.IfMatch(m.ETag)),
		} {
			res.WantCode("not_found")
		}
		dated := pm.Put(path+id, map[string]any{"name": "契約", "baselineOn": "2026-06-01"}, apptest.IfMatch(m.ETag)).Want(200)
		if !dated.Bool("overdue") || dated.Str("currentOn") != "2026-06-01" {
			t.Errorf("%s", dated.Raw)
		}
		done := pm.Put(path+id, map[string]any{"name": "契約", "actualOn": "2026-06-03"}, apptest.IfMatch(dated.ETag)).Want(200)
		if done.Bool("overdue") || done.Int("slipDays") != 2 || done.Bool("can.rebaseline.allowed") {
			t.Errorf("%s", done.Raw)
		}
		pm.Post(path+id+"/rebaseline", map[string]any{"on": "2026-12-31", "reason": "x"}, apptest.IfMatch(done.ETag)).WantCode("conflict")
	})
}

func TestSlippedMilestoneCannotVanish(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm := c.As("pm")
		m := pm.Post(path+"/milestones", map[string]any{"name": "移行", "baselineOn": "2026-07-01"}).Want(201)
		act(c, "pm", path, "activate", nil).Want(200)
		at := path + "/milestones/" + m.Str("id")
		moved := pm.Post(at+"/rebaseline", map[string]any{"on": "2026-08-01", "reason": "遅延"}, apptest.IfMatch(m.ETag)).Want(200)
		if res := pm.Delete(at+because("見せたくない"), apptest.IfMatch(moved.ETag)).Want(409); res.Str("params.reason") != "baselined" {
			t.Errorf("%s", res.Raw)
		}
		for _, x := range []struct {
			in      map[string]any
			removed bool
		}{
			{map[string]any{"name": "先", "baselineOn": "2026-12-01"}, true},
			{map[string]any{"name": "未定"}, true},
			{map[string]any{"name": "遅れ", "baselineOn": "2026-06-01"}, false},
			{map[string]any{"name": "遅れる見込み", "baselineOn": "2026-12-01", "forecastOn": "2026-12-02"}, false},
			{map[string]any{"name": "済み", "baselineOn": "2026-06-03", "actualOn": "2026-06-03"}, false},
		} {
			m := pm.Post(path+"/milestones", x.in).Want(201)
			if m.Bool("can.delete.allowed") != x.removed {
				t.Errorf("%v: can %v", x.in, m.Get("can.delete"))
			}
			pm.Delete(path+"/milestones/"+m.Str("id")+because("整理"), apptest.IfMatch(m.ETag)).Want(map[bool]int{true: 204, false: 409}[x.removed])
		}
		if moved.Bool("can.delete.allowed") || moved.Str("can.delete.missed.0") != "state" {
			t.Errorf("can %v", moved.Get("can"))
		}
	})
}

// A day that passes behind an open first baseline is a day of slip, though no
// record changes; the list, its order and the detail agree on it.
func TestSlipGrowsWithTheDays(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		late := "/projects/" + create(c, "P-LATE").Str("id")
		planned := "/projects/" + create(c, "P-PLAN").Str("id")
		create(c, "P-NONE")
		pm.Post(late+"/milestones", map[string]any{"name": "a", "baselineOn": "2026-06-01"}).Want(201)
		pm.Post(planned+"/milestones", map[string]any{"name": "b", "baselineOn": "2026-12-01", "forecastOn": "2026-12-11"}).Want(201)
		order := func() string {
			list := pm.Get("/projects?sort=-slipDays&limit=2").Want(200)
			rest := pm.Get("/projects?sort=-slipDays&limit=2&cursor=" + list.Str("next")).Want(200)
			return list.Str("items.0.code") + " " + list.Str("items.1.code") + " " + rest.Str("items.0.code")
		}
		if got := order(); got != "P-PLAN P-LATE P-NONE" {
			t.Errorf("order %s", got)
		}
		if a, b := pm.Get(late).Int("slipDays"), pm.Get(planned).Int("slipDays"); a != 3 || b != 10 {
			t.Errorf("slip %d and %d, want 3 and 10", a, b)
		}
		c.Clock.Advance(20 * 24 * time.Hour)
		pm = c.Anonymous() // his session has run out by then
		pm.Post("/session", map[string]any{"login": "pm", "password": apptest.Password}).Want(200)
		if got := order(); got != "P-LATE P-PLAN P-NONE" {
			t.Errorf("20 days later: %s", got)
		}
		if a, b := pm.Get(late).Int("slipDays"), pm.Get("/projects?sort=-slipDays").Int("items.0.slipDays"); a != 23 || b != 23 {
			t.Errorf("slip %d in the detail, %d in the list, want 23", a, b)
		}
	})
}
