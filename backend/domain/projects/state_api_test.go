package projects_test

import (
	"fmt"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

func TestProjectRunsThroughItsStates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm := c.As("pm")
		state := func(want string) {
			t.Helper()
			if got := pm.Get(path).Str("state"); got != want {
				t.Fatalf("state %s, want %s", got, want)
			}
		}
		refused := func(verb string, in any, reason string) {
			t.Helper()
			if res := act(c, "pm", path, verb, in).Want(409); res.Str("params.reason") != reason {
				t.Errorf("%s: %s, want reason %s", verb, res.Raw, reason)
			}
		}
		if can := pm.Get(path); can.Bool("can.execute.allowed") || can.Str("can.execute.missed.0") != "state" || !can.Bool("can.activate.allowed") || !can.Bool("can.stop.allowed") {
			t.Errorf("can of a draft: %v", can.Get("can"))
		}
		refused("execution", nil, "wrong_state")
		refused("complete", nil, "wrong_state")

		pm.Post(path+"/activate", nil).Want(428)
		pm.Post(path+"/activate", nil, apptest.IfMatch(`"7"`)).Want(412)
		active := act(c, "pm", path, "activate", nil).Want(200)
		if active.Str("activatedOn") != "2026-06-04" || active.Str("baselineFinishOn") != "2027-03-31" || active.Int("slipDays") != 0 || active.Get("slipDays") == nil {
			t.Errorf("%s", active.Raw)
		}
		refused("activate", nil, "wrong_state")
		late := pm.Put(path, body(c, "P-1", map[string]any{"finishOn": "2027-06-30"}), apptest.IfMatch(active.ETag)).Want(200)
		if late.Str("baselineFinishOn") != "2027-03-31" || late.Int("slipDays") != 91 {
			t.Errorf("a later finish slips against the first: %s", late.Raw)
		}
		act(c, "head", path, "execution", nil).WantCode("not_ready") // no gate is passed
		if _, err := with(c, &neighbours{}).StartExecution(as(t, c, "head"), late.Str("id"), int64(late.Int("version"))); err != nil {
			t.Fatal(err)
		}
		if started := pm.Get(path); started.Str("state") != "execution" || started.Str("executionStartedOn") != "2026-06-04" {
			t.Errorf("%s", started.Raw)
		}
		refused("execution", nil, "wrong_state")

		m := pm.Post(path+"/milestones", map[string]any{"name": "検収", "baselineOn": "2026-06-01"}).Want(201)
		refused("complete", nil, "open_milestones")
		pm.Put(path+"/milestones/"+m.Str("id"), map[string]any{"name": "検収", "actualOn": "2026-06-02"}, apptest.IfMatch(m.ETag)).Want(200)
		act(c, "pm", path, "complete", nil).WantCode("not_ready") // no gate is passed
		for _, gate := range []string{"G1", "G2", "G3", "G5", "G6"} {
			c.As("ict").Post(path+"/gates/"+gate+"/skip", map[string]any{"reason": "先行案件で審査済み"}).Want(201)
		}
		d := pm.Post(path+"/reports", status("2026-06-04", "green")).Want(201)
		refused("complete", nil, "open_draft")
		refused("stop", map[string]any{"reason": "x"}, "open_draft")
		pm.Delete(path+"/reports/"+d.Str("id"), apptest.IfMatch(d.ETag)).Want(204)
		state("execution")
		done := act(c, "pm", path, "complete", nil).Want(200)
		if done.Str("endedOn") != "2026-06-04" || done.Int("slipDays") != -300 || done.Bool("reportStale") {
			t.Errorf("a completed project keeps the slip of its finish: %s", done.Raw)
		}
		for _, res := range []*apptest.Response{
			pm.Put(path, body(c, "P-1", map[string]any{"name": "x"}), apptest.IfMatch(done.ETag)),
			pm.Post(path+"/milestones", map[string]any{"name": "x"}),
			pm.Post(path+"/reports", status("2026-06-04", "green")),
			pm.Post(path+"/risks", map[string]any{"kind": "risk", "title": "x", "impact": 1, "likelihood": 1, "state": "open"}),
			pm.Post(path+"/stop", map[string]any{"reason": "x"}, apptest.IfMatch(done.ETag)),
		} {
			if res.Want(409); res.Str("params.reason") != "wrong_state" || res.Str("params.state") != "completed" {
				t.Errorf("%s", res.Raw)
			}
		}
		for _, verb := range []string{"update", "delete", "report", "execute", "activate", "complete", "stop"} {
			if done.Bool("can." + verb + ".allowed") {
				t.Errorf("an ended project may still be changed: %s", verb)
			}
		}
		verbs := map[string]bool{}
		events := c.As("auditor").Get(path + "/history?limit=100").Want(200)
		for i := range events.Len("items") {
			verbs[events.Str(fmt.Sprintf("items.%d.action", i))] = true
		}
		for _, v := range []string{"activate", "start_execution", "complete"} {
			if !verbs[v] {
				t.Errorf("the history does not name %s", v)
			}
		}
	})
}

func TestProjectStopsAndIsRemoved(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		path := "/projects/" + create(c, "P-1").Str("id")
		pm, ict := c.As("pm"), c.As("ict")
		if res := act(c, "pm", path, "stop", map[string]any{"reason": ""}).WantCode("invalid"); res.Rule("reason") != "required" {
			t.Errorf("%s", res.Raw)
		}
		stopped := act(c, "pm", path, "stop", map[string]any{"reason": "予算が認められなかった"}).Want(200)
		if stopped.Str("state") != "stopped" || stopped.Str("stopReason") != "予算が認められなかった" || stopped.Get("slipDays") != nil {
			t.Errorf("%s", stopped.Raw)
		}
		ict.Delete(path+because("x"), apptest.IfMatch(stopped.ETag)).WantCode("conflict")

		wrong := create(c, "P-2")
		path = "/projects/" + wrong.Str("id")
		pm.Post(path+"/milestones", map[string]any{"name": "a", "baselineOn": "2026-07-01"}).Want(201)
		pm.Post(path+"/risks", map[string]any{"kind": "risk", "title": "b", "impact": 1, "likelihood": 1, "state": "open"}).Want(201)
		if res := ict.Delete(path, apptest.IfMatch(`"1"`)).WantCode("invalid"); res.Rule("query.reason") != "required" {
			t.Errorf("%s", res.Raw)
		}
		ict.Delete(path+because("x"), apptest.IfMatch(`"9"`)).Want(412)
		d := pm.Post(path+"/reports", status("2026-06-04", "green")).Want(201)
		if res := ict.Delete(path+because("x"), apptest.IfMatch(wrong.ETag)).Want(409); res.Str("params.reason") != "in_use" {
			t.Errorf("%s", res.Raw)
		}
		pm.Delete(path+"/reports/"+d.Str("id"), apptest.IfMatch(d.ETag)).Want(204)
		ict.Delete(path+because("二重登録"), apptest.IfMatch(wrong.ETag)).Want(204)
		ict.Get(path).WantCode("not_found")
		create(c, "P-2") // the code is free again
	})
}

func TestProjectListsAreFilteredSortedAndPaged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		core := system(c, "S-1", map[string]any{"core": true})
		pm := c.As("pm")
		create(c, "P-A", map[string]any{"systemIds": []string{core}, "kana": "う", "finishOn": "2028-03-31", "name": "基幹更改"})
		b := create(c, "P-B", map[string]any{"buildCost": 1000, "runCost": 0, "kana": "い", "name": "ｶﾞｲﾄﾞ整備", "finishOn": nil})
		x := create(c, "P-C", map[string]any{"kana": "あ", "managerId": c.Person("head"), "finishOn": "2026-12-31", "riskLevel": "critical"})
		c.As("otherpm").Post("/projects", body(c, "P-D", map[string]any{"applicantId": c.Org("registry"), "managerId": c.Person("otherpm"), "headId": nil, "kana": "え"})).Want(201)
		c.Clock.Advance(time.Second)
		for _, p := range []struct{ id, asOf, health string }{{b.Str("id"), "2026-04-01", "amber"}, {x.Str("id"), "2026-06-01", "red"}} {
			at := "/projects/" + p.id + "/reports"
			d := pm.Post(at, status(p.asOf, p.health)).Want(201)
			pm.Post(at+"/"+d.Str("id")+"/publish", nil, apptest.IfMatch(d.ETag)).Want(200)
		}
		codes := func(login, query string) string {
			t.Helper()
			out := ""
			for cursor, n := "", 0; n < 9; n++ {
				res := c.As(login).Get("/projects?" + query + "&cursor=" + cursor).Want(200)
				for i := range res.Len("items") {
					out += res.Str("items." + string(rune('0'+i)) + ".code")[2:]
				}
				if cursor = res.Str("next"); cursor == "" {
					break
				}
			}
			return out
		}
		for query, want := range map[string]string{
			"": "ABCD", "sort=-code": "DCBA", "sort=kana&limit=1": "CBAD", "sort=finishOn&limit=1": "CDAB", "sort=-finishOn&limit=3": "BADC",
			"sort=-reportedOn&limit=1": "CBDA", "sort=slipDays&limit=1": "ABDC", "sort=updatedAt&limit=2": "ADBC", "sort=-attention&limit=1": "CBDA",
			"q=ガイド": "B", "q=p-a": "A", "tier=A,C": "ABC", "tier=B": "D", "state=active": "BC", "state=draft": "AD", "riskLevel=critical": "C",
			"managerId=" + c.Person("head"): "C", "systemId=" + core: "A", "declaredHealth=amber": "B", "declaredHealth=none,red": "ACD",
			"reportStale=true": "B", "nextGate=G0": "AC", "applicantId=" + c.Org("finance"): "ABC", "applicantId=" + c.Org("registry"): "D",
		} {
			if got := codes("ict", query); got != want {
				t.Errorf("%s: %s, want %s", query, got, want)
			}
		}
		if got := codes("head", ""); got != "ABC" {
			t.Errorf("the section head lists %s", got)
		}
		it := c.As("ict").Get("/projects?q=P-B").Want(200)
		if it.Int("items.0.reportAgeDays") != 64 || !it.Bool("items.0.reportStale") || it.Str("items.0.declaredHealth") != "amber" ||
			it.Str("items.0.managerName") != "税務システム担当係長" || it.Str("items.0.applicantName") != "税務課" || it.Len("items.0.gates") != 3 {
			t.Errorf("%s", it.Raw)
		}
		f := c.As("ict").Get("/projects/facets?state=active,draft").Want(200)
		if f.Int("tier.A") != 2 || f.Int("tier.C") != 1 || f.Int("declaredHealth.red") != 1 || f.Int("state.draft") != 2 || f.Int("nextGate.G0") != 2 || f.Int("riskLevel.low") != 3 {
			t.Errorf("facets %s", f.Raw)
		}
	})
}
