package plans_test

import (
	"net/http"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

func TestLifeOfAnAction(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		id := f.add("A-1", "personId", c.Person("otherpm"), "milestones", []map[string]any{{"quarter": "2026Q1", "text": "設計"}, {"quarter": "2025Q4", "text": "調達", "doneOn": "2026-03-01"}})
		path := "/actions/" + id
		k := f.ict.Post(path+"/kpis", map[string]any{"name": "利用件数", "unit": "件", "direction": "increase", "baseline": 0, "baselineYear": 2023, "target": 1000, "targetYear": 2026}).Want(201)
		pm := c.As("pm")
		pm.Post(path+"/updates", map[string]any{"asOf": "2026-06-01", "status": "on_track", "text": "x"}).WantCode("conflict") // a draft does not run
		f.approve(f.plan).Want(200)

		// Progress: by the section that carries it out or by the person in charge, nobody else.
		if got := pm.Get(path); got.Str("evidence") != "behind" || got.Str("why.0.rule") != "no_update" || got.Len("why") != 1 {
			t.Errorf("two years without a word: %s", got.Raw)
		}
		update := func(asOf, status string, more ...any) map[string]any {
			u := map[string]any{"asOf": asOf, "status": status, "text": "設計を進めている", "progress": 40}
			for i := 0; i+1 < len(more); i += 2 {
				u[more[i].(string)] = more[i+1]
			}
			return u
		}
		for login, want := range map[string]int{"executive": 403, "auditor": 403, "viewer": 403, "ict": 403, "otherhead": 403, "head": 201, "otherpm": 201, "pm": 201} {
			c.As(login).Post(path+"/updates", update("2026-06-01", "on_track")).Want(want)
		}
		pm.Post(path+"/updates", update("2026-05-31", "on_track")).Want(422)
		if rule := pm.Post(path+"/updates", update("2026-06-05", "on_track")).Want(422).Rule("asOf"); rule != "future" {
			t.Errorf("an update of tomorrow: %q", rule)
		}
		for field, done := range map[string]map[string]any{
			"done[0].quarter": {"quarter": "2026Q3", "on": "2026-06-01"}, "done[0].on": {"quarter": "2026Q1", "on": "2026-07-01"},
		} {
			if rule := pm.Post(path+"/updates", update("2026-06-04", "on_track", "done", []any{done})).Want(422).Rule(field); rule == "" {
				t.Errorf("%v passed", done)
			}
		}
		pm.Post(path+"/updates", update("2026-06-04", "at_risk", "done", []any{map[string]any{"quarter": "2026Q1", "on": "2026-06-03"}})).Want(201)
		got := pm.Get(path)
		if got.Str("declared") != "at_risk" || got.Int("milestonesDone") != 2 || got.Str("evidence") != "unknown" || got.Str("why.0.rule") != "kpi_missing" {
			t.Errorf("after the update: %s", got.Raw)
		}
		if n := pm.Get(path + "/updates"); n.Len("items") != 4 || n.Str("items.0.status") != "at_risk" {
			t.Errorf("updates: %s", n.Raw)
		}

		// KPI: values by who carries it out, targets by the ICT office, each beside the one before.
		kpi := path + "/kpis/" + k.Str("id")
		value := map[string]any{"year": 2025, "on": "2026-04-20", "value": 650}
		etag := `"1"`
		c.As("viewer").Post(kpi+"/actuals", value, apptest.IfMatch(etag)).WantCode("forbidden")
		measured := pm.Post(kpi+"/actuals", value, apptest.IfMatch(etag)).Want(200)
		pm.Post(kpi+"/actuals", value, apptest.IfMatch(etag)).WantCode("stale")
		if rule := pm.Post(kpi+"/actuals", map[string]any{"year": 2027, "on": "2026-06-01", "value": 1}, apptest.IfMatch(measured.ETag)).Want(422).Rule("year"); rule != "future" {
			t.Errorf("a value of a year to come: %q", rule)
		}
		pm.Post(kpi+"/target", map[string]any{"target": 2000, "targetYear": 2026, "reason": "x"}, apptest.IfMatch(measured.ETag)).WantCode("forbidden")
		f.ict.Post(kpi+"/target", map[string]any{"target": -5, "targetYear": 2026, "reason": "x"}, apptest.IfMatch(measured.ETag)).Want(422)
		f.ict.Post(kpi+"/target", map[string]any{"target": 2000, "targetYear": 2026}, apptest.IfMatch(measured.ETag)).Want(422)
		f.ict.Post(kpi+"/target", map[string]any{"target": 2000, "targetYear": 2026, "reason": "利用が見込みを上回ったため"}, apptest.IfMatch(measured.ETag)).Want(200)
		got = pm.Get(path)
		if got.Len("kpis.0.targets") != 2 || got.Int("kpis.0.target") != 2000 || got.Str("kpis.0.state") != "below" || got.Str("evidence") != "on_track" {
			t.Errorf("KPI: %s", got.Raw)
		}
		if raw := string(got.Raw); !strings.Contains(raw, `"rate":32.5`) || !strings.Contains(raw, `"firstRate":65`) {
			t.Errorf("rates against both targets: %s", raw)
		}

		// A change after the approval is a revision with its reason.
		body := f.draft("A-1", "name", "施策 A-1（改）", "personId", c.Person("otherpm"))
		if rule := f.ict.Put(path, body, apptest.IfMatch(got.ETag)).Want(422).Rule("reason"); rule != "reason_required" {
			t.Errorf("a silent change: %q", rule)
		}
		body["reason"] = "名称の見直し"
		put := f.ict.Put(path, body, apptest.IfMatch(got.ETag)).Want(200)
		if put.Int("revisions") != 2 { // the target counts as well
			t.Errorf("revised: %s", put.Raw)
		}
		stale := f.ict.Put(path, body, apptest.IfMatch(got.ETag)).Want(http.StatusPreconditionFailed).WantCode("stale")
		if stale.Str("current.name") != "施策 A-1（改）" {
			t.Errorf("a stale edit shows the present: %s", stale.Raw)
		}
		changes := c.As("auditor").Get("/plans/" + f.plan + "/changes").Want(200)
		if changes.Len("changed") != 1 || changes.Len("changed.0.fields") != 4 || changes.Int("from") != 1 { // name, two milestones, target
			t.Errorf("since the approval: %s", changes.Raw)
		}
		h := c.As("auditor").Get(path + "/history").Want(200)
		if h.Str("items.0.action") != "revise" || h.Str("items.0.reason") != "名称の見直し" {
			t.Errorf("history: %s", h.Raw)
		}
		f.ict.Delete(path+"?reason=x", apptest.IfMatch(put.ETag)).WantCode("conflict")
		f.settle(id, "withdrawn", "").Want(422)
		f.settle(id, "withdrawn", "国の方針変更").Want(200)
		f.settle(id, "achieved", "").WantCode("conflict")
	})
}

// What a meeting approved stands as it was, whatever comes after.
func TestApprovedVersionsAreFrozen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		f.add("A-1")
		plan, ex := "/plans/"+f.plan, c.As("executive")
		act(f.ict, plan, "propose", nil).Want(200)
		if w := ex.Get("/me/work"); w.Str("decide.0.kind") != "plan_approve" {
			t.Errorf("the executive is asked: %s", w.Raw)
		}
		seen := ex.Get(plan + "/changes").Want(200)
		body := map[string]any{"meeting": "第3回ICT戦略本部会議", "on": "2026-05-28", "hash": seen.Str("contentHash")}
		for login, want := range map[string]int{"ict": 403, "pm": 403, "auditor": 403, "admin": 403} {
			act(c.As(login), plan, "approve", body).Want(want)
		}
		f.add("A-2")
		act(ex, plan, "approve", body).WantCode("stale") // what is approved is what was read
		f.approve(f.plan).Want(200)
		if d := ex.Get(plan); d.Str("state") != "approved" || d.Int("versions") != 1 || d.Str("proposedOn") != "" || d.Str("approvedMeeting") != "第3回ICT戦略本部会議" {
			t.Errorf("approved: %s", d.Raw)
		}
		if rule := f.ict.Post("/actions", f.draft("A-3")).Want(422).Rule("addedWhy"); rule != "reason_required" {
			t.Errorf("added without a word: %q", rule)
		}
		f.add("A-3", "addedWhy", "補正予算による追加")
		f.ict.Post(plan+"/themes", map[string]any{"code": "T-9", "name": "x", "field": "other"}).Want(422)
		for _, v := range []string{"/versions/1", "/versions/1"} {
			if v := c.As("viewer").Get(plan + v).Want(200); v.Int("actions") != 2 || !v.Bool("intact") || v.Len("plan.themes.0.actions") != 2 || v.Len("plan.themes") != 2 {
				t.Errorf("version 1: %s", v.Raw)
			}
			f.approve(f.plan) // the second time round as version 2
		}
		if d := ex.Get(plan + "/changes?from=1&to=2").Want(200); d.Len("added") != 1 || d.Str("added.0.code") != "A-3" || d.Int("unchanged") != 2 {
			t.Errorf("between versions: %s", d.Raw)
		}
		ex.Get(plan + "/changes?from=2&to=1").Want(422)
		ex.Get(plan + "/versions/9").WantCode("not_found")
		for _, sql := range []string{"UPDATE plan_versions SET content = '{}'", "DELETE FROM plan_versions"} {
			if err := c.Store.Write(as(t, c, "ict"), rawly(sql)); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		f.ict.Delete(plan+"?reason=x", apptest.IfMatch(f.ict.Get(plan).ETag)).WantCode("conflict")
	})
}

func TestWhoKeepsAPlan(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		for _, login := range []string{"pm", "head", "viewer", "auditor", "executive", "reviewer", "admin", "otherpm"} {
			cl := c.As(login)
			cl.Get("/plans").Want(200)
			cl.Get("/actions").Want(200)
			cl.Post("/actions", f.draft("X-"+login)).Want(403)
			cl.Post("/strategies", map[string]any{"code": "S", "name": "S", "edition": 2}).Want(403)
			act(cl, "/plans/"+f.plan, "close", map[string]any{}).Want(403)
		}
		bad := f.ict.Post("/actions", f.draft("B-1", "ownerId", "nobody", "themeId", f.ai)).Want(422)
		if bad.Rule("ownerId") != "not_found" {
			t.Errorf("%s", bad.Raw)
		}
		for field, rule := range map[string]string{"themeId": "not_found", "personId": "not_found", "systemIds[0]": "not_found", "projectIds[0]": "not_found", "endsOn": "date_order"} {
			key, _, list := strings.Cut(field, "[")
			var value any = "nothing"
			switch {
			case list:
				value = []string{"nothing"}
			case key == "endsOn":
				value = "2020-01-01"
			}
			if got := f.ict.Post("/actions", f.draft("B-1", key, value)).Want(422).Rule(field); got != rule {
				t.Errorf("%s: %q, want %q", field, got, rule)
			}
		}
		f.ict.Post("/plans", map[string]any{"code": "AP-X", "name": "x", "strategyId": "nothing", "fyFrom": 2030, "fyTo": 2029}).Want(422)
		f.ict.Delete("/plans/"+f.later+"?reason=x", apptest.IfMatch(`"1"`)).Want(204) // with its theme
		strategy := f.ict.Get("/plans/" + f.plan).Str("strategyId")
		f.ict.Delete("/strategies/"+strategy+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict")
		id := f.add("A-1")
		f.ict.Delete("/plans/"+f.plan+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict")
		f.ict.Delete("/actions/"+id+"?reason=重複", apptest.IfMatch(`"1"`)).Want(204)
	})
}
