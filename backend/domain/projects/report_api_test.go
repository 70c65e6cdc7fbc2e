package projects_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

func status(asOf, overall string, change ...map[string]any) map[string]any {
	b := map[string]any{
		"asOf": asOf, "overall": overall, "scope": "green", "schedule": overall, "cost": "green", "quality": "unknown", "risk": "green",
		"summary": "設計を進めています", "nextSteps": "試験計画", "progress": 40,
	}
	for _, m := range change {
		for k, v := range m {
			b[k] = v
		}
	}
	return b
}

func TestReportIsImmutableOncePublished(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm := c.As("pm")
		draft := pm.Post(path+"/reports", status("2026-06-01", "green")).Want(201)
		at := path + "/reports/" + draft.Str("id")
		if clash := pm.Post(path+"/reports", status("2026-06-02", "red")).Want(409); clash.Str("params.reason") != "draft_exists" || clash.Str("params.id") != draft.Str("id") {
			t.Errorf("a second draft: %s", clash.Raw)
		}
		if p := pm.Get(path); p.Str("state") != "draft" || p.Str("declaredHealth") != "" || p.Get("latestReport") != nil {
			t.Errorf("a draft speaks for nobody yet: %s", p.Raw)
		}
		edited := pm.Put(at, status("2026-06-01", "amber"), apptest.IfMatch(draft.ETag)).Want(200)
		pm.Put(at, status("2026-06-01", "red"), apptest.IfMatch(draft.ETag)).Want(412)
		pm.Post(at+"/publish", nil, apptest.IfMatch(draft.ETag)).Want(412)
		out := pm.Post(at+"/publish", nil, apptest.IfMatch(edited.ETag)).Want(200)
		if out.Str("state") != "published" || out.Str("publishedByName") != "税務システム担当係長" || out.Str("publishedAt") == "" || out.Bool("can.update.allowed") {
			t.Errorf("%s", out.Raw)
		}
		for _, login := range []string{"pm", "head"} {
			cl := c.As(login)
			for _, res := range []*apptest.Response{
				cl.Put(at, status("2026-06-01", "green"), apptest.IfMatch(out.ETag)),
				cl.Post(at+"/publish", nil, apptest.IfMatch(out.ETag)),
				cl.Delete(at, apptest.IfMatch(out.ETag)),
			} {
				if res.Want(409); res.Str("params.reason") != "published" {
					t.Errorf("%s: %s", login, res.Raw)
				}
			}
		}
		c.As("ict").Put(at, status("2026-06-01", "green"), apptest.IfMatch(out.ETag)).Want(403)
		c.As("auditor").Put(at, status("2026-06-01", "green"), apptest.IfMatch(out.ETag)).Want(403)
		if got := c.As("auditor").Get(at).Want(200); got.Str("overall") != "amber" || got.Get("previous") != nil {
			t.Errorf("%s", got.Raw)
		}
		p := pm.Get(path)
		if p.Str("state") != "active" || p.Str("declaredHealth") != "amber" || p.Str("reportedOn") != "2026-06-01" || p.Str("latestReport.summary") == "" || p.Int("reportAgeDays") != 3 {
			t.Errorf("the first report makes the project active and declares its health: %s", p.Raw)
		}
		c.As("ict").Delete(path+because("x"), apptest.IfMatch(p.ETag)).WantCode("conflict")
	})
}

func TestReportIsCorrectedByTheNext(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm := c.As("pm")
		publish := func(asOf, overall string) *apptest.Response {
			d := pm.Post(path+"/reports", status(asOf, overall)).Want(201)
			return pm.Post(path+"/reports/"+d.Str("id")+"/publish", nil, apptest.IfMatch(d.ETag))
		}
		first := publish("2026-05-01", "green").Want(200)
		c.Clock.Advance(time.Minute)
		second := publish("2026-06-01", "amber").Want(200)
		if second.Str("previous.id") != first.Str("id") {
			t.Errorf("previous %v", second.Get("previous"))
		}
		c.Clock.Advance(time.Minute)
		third := publish("2026-06-01", "red").Want(200) // the same day, corrected
		if third.Str("previous.id") != second.Str("id") || pm.Get(path).Str("declaredHealth") != "red" {
			t.Errorf("previous %v", third.Get("previous"))
		}
		if got := pm.Get(path + "/reports/" + second.Str("id")); got.Str("previous.id") != first.Str("id") {
			t.Errorf("the one in the middle compares with %v", got.Get("previous"))
		}
		for asOf, rule := range map[string]string{"2026-05-31": "date_order", "2026-06-05": "future"} {
			d := pm.Post(path+"/reports", status(asOf, "green")).Want(201)
			at := path + "/reports/" + d.Str("id")
			if res := pm.Post(at+"/publish", nil, apptest.IfMatch(d.ETag)).WantCode("invalid"); res.Rule("asOf") != rule {
				t.Errorf("as of %s: %s", asOf, res.Raw)
			}
			pm.Delete(at, apptest.IfMatch(d.ETag)).Want(204)
		}
		list := c.As("viewer").Get(path + "/reports").Want(200)
		if list.Int("total") != 3 || list.Str("items.0.asOf") != "2026-06-01" || list.Str("items.2.id") != first.Str("id") {
			t.Errorf("%s", list.Raw)
		}
	})
}

func TestReportInputIsChecked(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id") + "/reports"
		for _, x := range []struct {
			change      map[string]any
			field, rule string
		}{
			{map[string]any{"asOf": ""}, "asOf", "required"}, {map[string]any{"overall": "yellow"}, "overall", "oneof"},
			{map[string]any{"scope": ""}, "scope", "required"}, {map[string]any{"schedule": nil}, "schedule", "required"},
			{map[string]any{"cost": "x"}, "cost", "oneof"}, {map[string]any{"quality": ""}, "quality", "required"},
			{map[string]any{"risk": ""}, "risk", "required"}, {map[string]any{"summary": ""}, "summary", "required"},
			{map[string]any{"progress": 101}, "progress", "max"}, {map[string]any{"progress": -1}, "progress", "min"},
			{map[string]any{"state": "published"}, "state", "unknown_field"},
		} {
			if res := c.As("pm").Post(path, status("2026-06-01", "green", x.change)).WantCode("invalid"); res.Rule(x.field) != x.rule {
				t.Errorf("%v: %s", x.change, res.Raw)
			}
		}
		zero := c.As("pm").Post(path, status("2026-06-01", "green", map[string]any{"progress": 0})).Want(201)
		if zero.Get("progress") == nil {
			t.Error("0 % is a measured progress")
		}
	})
}

func TestRiskIsScoredAndOverdue(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id") + "/risks"
		pm := c.As("pm")
		risk := func(change map[string]any) map[string]any {
			b := map[string]any{"kind": "risk", "title": "移行データの欠損", "impact": 5, "likelihood": 1, "state": "open", "dueOn": "2026-06-03", "ownerId": c.Person("head")}
			for k, v := range change {
				b[k] = v
			}
			return b
		}
		r := pm.Post(path, risk(nil)).Want(201)
		if r.Int("score") != 5 || r.Str("band") != "high" || !r.Bool("overdue") || r.Str("ownerName") != "税務課長" {
			t.Errorf("%s", r.Raw)
		}
		pm.Post(path, risk(map[string]any{"kind": "issue", "impact": 4, "likelihood": 4, "dueOn": "2026-06-04", "ownerId": ""})).Want(201)
		list := c.As("auditor").Get(path).Want(200)
		if list.Int("items.0.score") != 16 || list.Str("items.0.band") != "critical" || list.Bool("items.0.overdue") || list.Str("items.1.ownerName") != "税務課長" {
			t.Errorf("%s", list.Raw)
		}
		if n := pm.Get(path + "?band=high,medium&kind=risk&state=open").Int("total"); n != 1 {
			t.Errorf("%d by filter", n)
		}
		closed := pm.Put(path+"/"+r.Str("id"), risk(map[string]any{"state": "closed"}), apptest.IfMatch(r.ETag)).Want(200)
		if closed.Bool("overdue") || closed.Str("closedOn") != "2026-06-04" {
			t.Errorf("%s", closed.Raw)
		}
		pm.Put(path+"/"+r.Str("id"), risk(nil), apptest.IfMatch(r.ETag)).Want(412)
		open := pm.Put(path+"/"+r.Str("id"), risk(map[string]any{"state": "mitigating"}), apptest.IfMatch(closed.ETag)).Want(200)
		if open.Str("closedOn") != "" {
			t.Errorf("reopened, but closed on %s", open.Str("closedOn"))
		}
		for _, x := range []struct {
			change      map[string]any
			field, rule string
		}{
			{map[string]any{"impact": 0}, "impact", "required"}, {map[string]any{"impact": 6}, "impact", "max"},
			{map[string]any{"likelihood": 6}, "likelihood", "max"}, {map[string]any{"kind": "worry"}, "kind", "oneof"},
			{map[string]any{"state": ""}, "state", "required"}, {map[string]any{"ownerId": "nobody"}, "ownerId", "not_found"},
		} {
			if res := pm.Post(path, risk(x.change)).WantCode("invalid"); res.Rule(x.field) != x.rule {
				t.Errorf("%v: %s", x.change, res.Raw)
			}
		}
		pm.Delete(path+"/"+r.Str("id")+because("誤登録"), apptest.IfMatch(open.ETag)).Want(204)
	})
}
