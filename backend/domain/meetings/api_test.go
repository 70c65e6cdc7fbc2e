package meetings_test

import (
	"fmt"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestFromAgendaToMinutes follows a meeting from what the rules propose to its confirmed minutes: the gate passes, the plan
// is frozen, the directive reaches its section.
func TestFromAgendaToMinutes(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		application, scheme := gate(t, c, "P-1"), plan(t, c)
		ict, executive := c.As("ict"), c.As("executive")
		m := call(t, c)
		if now := m.get(); now.Int("number") != 1 || now.Str("name") != "第1回ICT戦略本部会議" || now.Str("state") != "preparing" {
			t.Fatalf("%s", now.Raw)
		}
		// The agenda that the rules propose.
		proposed := ict.Get(m.path + "/proposals").Want(200)
		keys := map[string]string{}
		for i := range proposed.Len("items") {
			at := fmt.Sprintf("items.%d.", i)
			keys[proposed.Str(at+"rule")] = proposed.Str(at + "key")
			if proposed.Str(at+"reason.code") == "" || proposed.Str(at+"title") == "" {
				t.Errorf("no reason or title: %s", proposed.Raw)
			}
		}
		if keys["gate_waits"] != "gate_waits:"+application || keys["plan_waits"] != "plan_waits:"+scheme {
			t.Fatalf("proposals: %s", proposed.Raw)
		}
		for _, rule := range []string{"gate_waits", "plan_waits"} {
			ict.Post(m.path+"/proposals", map[string]any{"key": keys[rule]}).Want(201)
		}
		if r := ict.Post(m.path+"/proposals", map[string]any{"key": keys["plan_waits"]}).Want(422); r.Rule("key") != "not_found" {
			t.Errorf("taken twice: %s", r.Raw)
		}
		ict.Post(m.path+"/items", map[string]any{"kind": "report", "title": "ICT関連予算状況", "proposal": "一時的に増加している。", "proposerId": c.Org("ict"), "material": "資料1"}).Want(201)
		m.act("ict", "open", nil).Want(200)

		// On the agenda the gate waits for the headquarters, even for who decides at it.
		held := executive.Post("/gates/applications/"+application+"/decisions", map[string]any{"outcome": "approved"}, apptest.IfMatch(executive.Get("/gates/applications/"+application).ETag)).WantCode("not_ready")
		if held.Str("params.rules.0.why.code") != "headquarters_pending" {
			t.Errorf("%s", held.Raw)
		}

		// Who writes down may note a report; what is to be approved an executive decides.
		m.decide("ict", 0, map[string]any{"decision": "approved"}).Want(422)
		m.decide("ict", 0, map[string]any{"decision": "commented"}).Want(422)
		m.decide("ict", 0, map[string]any{"decision": "noted"}).Want(200)
		m.decide("ict", 1, map[string]any{"decision": "approved"}).WantCode("forbidden")
		for _, login := range []string{"auditor", "reviewer", "head", "pm", "viewer", "admin"} {
			m.decide(login, 0, map[string]any{"decision": "noted"}).WantCode("forbidden")
			m.act(login, "open", nil).WantCode("forbidden")
		}
		if got := c.As("head").Get(m.path); got.Status != 403 {
			t.Errorf("a section head reads what is not confirmed: %d", got.Status)
		}
		c.As("auditor").Get(m.path).Want(200)

		// A failure in the middle leaves nothing half-written.
		first := m.item(1, "subjectNoun")
		at := map[string]int{first: 1, m.item(2, "subjectNoun"): 2}
		broken := m.decide("executive", at["gate_applications"], map[string]any{
			"decision": "approved", "opinions": []any{map[string]any{"postId": post(t, c, "executive"), "text": "早く進めてほしい。"}},
			"directives": []any{
				map[string]any{"title": "所属に説明する", "priority": "other", "ownerId": c.Org("tax"), "dueOn": "2026-12-28"},
				map[string]any{"title": "宛先のない指示", "priority": "other", "ownerId": "nobody", "dueOn": "2026-12-28"},
			},
		}).Want(422)
		if broken.Rule("directives[1].ownerId") != "not_found" {
			t.Errorf("%s", broken.Raw)
		}
		if a := executive.Get("/gates/applications/" + application); a.Str("state") != "review" || a.Get("decision") != nil {
			t.Errorf("the gate is decided though the meeting's decision was not written: %s", a.Raw)
		}
		if now := m.get(); now.Str(fmt.Sprintf("items.%d.decision", at["gate_applications"])) != "" || now.Len("opinions") != 0 {
			t.Errorf("half-written: %s", now.Raw)
		}
		if d := executive.Get("/directives"); d.Int("total") != 0 {
			t.Errorf("a directive without its decision: %s", d.Raw)
		}

		// The decisions land in the gate, the plan and the directives.
		m.decide("executive", at["gate_applications"], map[string]any{
			"decision": "conditional", "remark": "見積を再取得すること。",
			"conditions": []any{map[string]any{"text": "見積の再取得", "criticality": "essential", "ownerId": c.Person("pm"), "dueOn": "2026-09-30"}},
			"opinions":   []any{map[string]any{"postId": post(t, c, "executive"), "text": "最小の投資で最大の効果を出すこと。"}},
			"directives": []any{map[string]any{"title": "効果の試算を示す", "priority": "system_management", "ownerId": c.Org("tax"), "dueOn": "2026-09-30", "opinion": 1}},
		}).Want(200)
		a := executive.Get("/gates/applications/" + application)
		if a.Str("outcome") != "conditional" || a.Str("decision.number") == "" || "/meetings/"+a.Str("decision.meetingId") != m.path || a.Len("conditions") != 1 {
			t.Errorf("%s", a.Raw)
		}
		if hidden := c.As("pm").Get("/gates/applications/" + application); hidden.Str("decision.meetingId") != "" || hidden.Str("decision.number") == "" {
			t.Errorf("a link to what the applicant may not open: %s", hidden.Raw)
		}
		stale := m.decide("executive", at["plans"], map[string]any{"decision": "approved"}).Want(200)
		p := executive.Get("/plans/" + scheme)
		if stale.Str("effect.outcome") != "frozen" || p.Str("state") != "approved" || p.Str("approvedMeeting") != "第1回ICT戦略本部会議" {
			t.Errorf("%s %s", stale.Raw, p.Raw)
		}
		if v := executive.Get("/plans/" + scheme + "/versions"); "/meetings/"+v.Str("items.0.meetingRef") != m.path {
			t.Errorf("%s", v.Raw)
		}
		if v := c.As("pm").Get("/plans/" + scheme + "/versions").Want(200); v.Str("items.0.meetingRef") != "" || v.Str("items.0.meeting") == "" {
			t.Errorf("%s", v.Raw)
		}
		m.decide("executive", at["plans"], map[string]any{"decision": "rejected", "remark": "x"}).WantCode("conflict")
		d := c.As("head").Get("/directives").Want(200)
		if d.Int("total") != 1 || d.Str("items.0.code") != "D-0001" || d.Str("items.0.opinionId") == "" {
			t.Errorf("%s", d.Raw)
		}
		if own := c.As("head").Get("/directives/" + d.Str("items.0.id")).Want(200); own.Bool("meetingReadable") || own.Str("meetingId") == "" {
			t.Errorf("%s", own.Raw)
		}
		if got := c.As("otherhead").Get("/directives").Want(200); got.Int("total") != 0 {
			t.Errorf("another section reads it: %s", got.Raw)
		}

		// Minutes: drawn from the record, edited, confirmed, frozen.
		draft := ict.Get(m.path + "/minutes/draft").Want(200)
		for _, part := range []string{"令和8年6月4日 午前11時から", "報告案件", "条件を付して承認を行った。", "D-0001 効果の試算を示す", "（第1版として確定）"} {
			if !strings.Contains(draft.Str("text"), part) {
				t.Errorf("the minutes do not say %q:\n%s", part, draft.Str("text"))
			}
		}
		if r := m.act("executive", "minutes/confirm", nil).WantCode("not_ready"); r.Str("params.reason") != "no_minutes" {
			t.Errorf("%s", r.Raw)
		}
		ict.Put(m.path+"/minutes", map[string]any{"minutes": draft.Str("text")}, apptest.IfMatch(m.get().ETag)).Want(200)
		m.act("ict", "minutes/confirm", nil).WantCode("forbidden")
		done := m.act("executive", "minutes/confirm", nil).Want(200)
		if done.Str("state") != "confirmed" || len(done.Str("minutesHash")) != 64 {
			t.Errorf("%s", done.Raw)
		}
		ict.Put(m.path+"/minutes", map[string]any{"minutes": "別の文"}, apptest.IfMatch(done.ETag)).WantCode("conflict")
		ict.Put(m.path, map[string]any{"heldOn": "2026-06-03"}, apptest.IfMatch(done.ETag)).WantCode("conflict")
		ict.Post(m.path+"/items", map[string]any{"kind": "report", "title": "後から", "proposerId": c.Org("ict")}).WantCode("conflict")
		c.As("viewer").Get(m.path).Want(200)
		if shown := c.As("pm").Get("/gates/applications/" + application); "/meetings/"+shown.Str("decision.meetingId") != m.path {
			t.Errorf("once it may be read it is linked: %s", shown.Raw)
		}
		if list := c.As("head").Get("/meetings").Want(200); list.Int("total") != 1 || list.Int("items.0.directives") != 1 {
			t.Errorf("%s", list.Raw)
		}
		events := ict.Get(m.path + "/history").Want(200)
		if events.Len("items") < 8 || events.Str("labels."+strings.TrimPrefix(m.path, "/meetings/")+".name") != "第1回ICT戦略本部会議" || events.Str("labels."+scheme+".name") != "アクションプラン" {
			t.Errorf("%s", events.Raw)
		}
	})
}

// TestPuttingOff leaves a proposal out with a reason, and brings what was put off before the next meeting.
func TestPuttingOff(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		scheme := plan(t, c)
		m := call(t, c)
		m.act("ict", "open", nil).WantCode("conflict") // nothing on the agenda
		left := m.act("ict", "proposals/leave", map[string]any{"key": "plan_waits:" + scheme, "reason": "次回に送る"}).Want(200)
		if left.Str("leftOut.0.reason") != "次回に送る" {
			t.Errorf("%s", left.Raw)
		}
		if list := c.As("ict").Get(m.path + "/proposals"); list.Len("leftOut") != 1 || list.Len("items") != 0 {
			t.Errorf("%s", list.Raw)
		}
		c.As("ict").Post(m.path+"/proposals", map[string]any{"key": "plan_waits:" + scheme}).Want(201)
		if r := c.As("ict").Post(m.path+"/items", map[string]any{"kind": "approval", "title": "x", "proposal": "y", "proposerId": c.Org("ict"), "subjectNoun": "plans", "subjectId": scheme}).Want(422); r.Rule("subjectId") != "duplicate" {
			t.Errorf("%s", r.Raw)
		}
		m.act("ict", "open", nil).Want(200)
		m.decide("executive", 0, map[string]any{"decision": "continued", "remark": "指標を見直すこと。"}).Want(200)
		if p := c.As("ict").Get("/plans/" + scheme); p.Str("proposedOn") == "" || p.Str("state") != "draft" {
			t.Errorf("goes on waiting: %s", p.Raw)
		}
		// What was read is what is decided: a plan that has changed since is not approved.
		next := call(t, c)
		list := c.As("ict").Get(next.path + "/proposals").Want(200)
		key := ""
		for i := range list.Len("items") {
			if at := fmt.Sprintf("items.%d.", i); list.Str(at+"rule") == "item_continued" {
				key = list.Str(at + "key")
			}
		}
		if key == "" {
			t.Fatalf("%s", list.Raw)
		}
		c.As("ict").Post(next.path+"/proposals", map[string]any{"key": key}).Want(201)
		next.act("ict", "open", nil).Want(200)
		at := c.As("executive").Get(next.path).Want(200)
		body := map[string]any{"decision": "approved", "subjectVersion": at.Int("items.0.subject.version"), "subjectHash": strings.Repeat("0", 64)}
		c.As("executive").Post(next.path+"/items/"+at.Str("items.0.id")+"/decision", body, apptest.IfMatch(fmt.Sprintf(`"%d"`, at.Int("items.0.version")))).WantCode("conflict")
		next.decide("executive", 0, map[string]any{"decision": "rejected", "remark": "やり直すこと。"}).Want(200)
		if p := c.As("ict").Get("/plans/" + scheme); p.Str("proposedOn") != "" || p.Str("state") != "draft" {
			t.Errorf("no longer waits: %s", p.Raw)
		}
	})
}

// TestAttendance keeps the posts as they were called on the day.
func TestAttendance(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		m := call(t, c)
		list := []any{
			map[string]any{"postId": post(t, c, "executive"), "part": "chair", "attendance": "present"},
			map[string]any{"postId": post(t, c, "head"), "part": "member", "attendance": "substitute", "substitute": "課長代理"},
		}
		put := func(login string, list []any) *apptest.Response {
			return c.As(login).Put(m.path+"/attendance", map[string]any{"attendees": list}, apptest.IfMatch(m.get().ETag))
		}
		put("executive", list).WantCode("forbidden")
		seated := put("ict", list).Want(200)
		if seated.Str("attendees.0.title") != "最高情報統括責任者" || seated.Str("attendees.0.personId") != c.Person("executive") || seated.Str("attendees.1.substitute") != "課長代理" {
			t.Errorf("%s", seated.Raw)
		}
		if r := put("ict", append(list, map[string]any{"postId": "nobody", "part": "member", "attendance": "present"})).Want(422); r.Rule("attendees[2].postId") != "not_found" {
			t.Errorf("%s", r.Raw)
		}
		if next := call(t, c).get(); next.Int("number") != 2 || next.Len("attendees") != 2 || next.Str("attendees.1.attendance") != "present" {
			t.Errorf("the posts of the meeting before sit in the next: %s", next.Raw)
		}
		if r := c.As("ict").Post("/meetings", map[string]any{"number": 1, "heldOn": "2026-06-04"}).Want(422); r.Rule("number") != "duplicate" {
			t.Errorf("%s", r.Raw)
		}
		c.As("ict").Delete(m.path+"?reason=誤り", apptest.IfMatch(m.get().ETag)).Want(204)
	})
}
