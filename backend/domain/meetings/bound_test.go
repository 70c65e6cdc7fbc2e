package meetings_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// as is the context in which a person of the test city acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

// put puts an application before a meeting for approval.
func (m *table) put(application string) *apptest.Response {
	m.t.Helper()
	return m.c.As("ict").Post(m.path+"/items", m.approval(application)).Want(201)
}

func (m *table) approval(application string) map[string]any {
	return map[string]any{
		"kind": "approval", "title": "税務システム更改", "proposal": "予算要求の前に審査する。", "proposerId": m.c.Org("tax"),
		"subjectNoun": "gate_applications", "subjectId": application,
	}
}

// version is an item's, as an If-Match.
func version(item *apptest.Response) apptest.Option {
	return apptest.IfMatch(fmt.Sprintf(`"%d"`, item.Int("version")))
}

// TestTheGateGoesOnWaiting: once the headquarters was asked, neither a change of the agenda nor its end lets the gate pass.
func TestTheGateGoesOnWaiting(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		application := gate(t, c, "P-1")
		ict, executive := c.As("ict"), c.As("executive")
		waits := func(when string) {
			t.Helper()
			r := executive.Post("/gates/applications/"+application+"/decisions", map[string]any{"outcome": "approved"},
				apptest.IfMatch(executive.Get("/gates/applications/"+application).ETag)).WantCode("not_ready")
			if r.Str("params.rules.0.why.code") != "headquarters_pending" {
				t.Errorf("%s: %s", when, r.Raw)
			}
		}
		m := call(t, c)
		item := m.put(application)
		path := m.path + "/items/" + item.Str("id")
		waits("on the agenda")
		for name, change := range map[string]map[string]any{
			"a report": {"kind": "report"}, "nothing": {"subjectNoun": "", "subjectId": ""}, "a project": {"subjectNoun": "projects", "subjectId": "x"},
		} {
			body := m.approval(application)
			for k, v := range change {
				body[k] = v
			}
			if r := ict.Put(path, body, version(item)).WantCode("conflict"); r.Str("params.reason") != "item_bound" {
				t.Errorf("made %s: %s", name, r.Raw)
			}
		}
		body := m.approval(application)
		body["title"] = "税務システムの更改について"
		item = ict.Put(path, body, version(item)).Want(200)
		ict.Delete(path, version(item)).Want(204)
		waits("removed")

		m.put(application)
		ict.Delete(m.path+"?reason=誤り", apptest.IfMatch(m.get().ETag)).Want(204)
		waits("the meeting called off")
		gone := c.As("auditor").Get("/audit?noun=meeting_items&action=delete").Want(200)
		if gone.Len("items") != 1 || gone.Str("items.0.reason") != "誤り" {
			t.Errorf("the agenda went without a word: %s", gone.Raw)
		}

		m = call(t, c)
		item = m.put(application)
		m.act("ict", "open", nil).Want(200)
		ict.Delete(m.path+"/items/"+item.Str("id"), version(item)).WantCode("conflict")
		waits("the meeting is held")
		m.decide("executive", 0, map[string]any{"decision": "continued", "remark": "試算を見直すこと。"}).Want(200)
	})
}

// TestDecidedIsWhatWasRead: the meeting decides on the record that was put before it, and on no other state.
func TestDecidedIsWhatWasRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		application := submitted(t, c, "P-1", "A", true)
		ict, executive := c.As("ict"), c.As("executive")
		m := call(t, c)
		m.put(application)
		m.act("ict", "open", nil).Want(200)
		read := m.get().Int("items.0.subject.version")
		review(c, application)
		post := func(subject int) *apptest.Response {
			t.Helper()
			item := executive.Get(m.path)
			return executive.Post(m.path+"/items/"+item.Str("items.0.id")+"/decision", map[string]any{"decision": "approved", "subjectVersion": subject},
				apptest.IfMatch(fmt.Sprintf(`"%d"`, item.Int("items.0.version"))))
		}
		if r := post(0).Want(422); r.Rule("subjectVersion") != "required" {
			t.Errorf("%s", r.Raw)
		}
		now := m.get()
		if !now.Bool("items.0.moved") || now.Int("items.0.subject.version") == read {
			t.Fatalf("%s", now.Raw)
		}
		for _, version := range []int{read, now.Int("items.0.subject.version")} {
			if r := post(version).WantCode("conflict"); r.Str("params.reason") != "subject_changed" {
				t.Errorf("%s", r.Raw)
			}
		}
		// Put again, it can be decided; a frozen pack puts it again, too.
		retake := "/items/" + now.Str("items.0.id") + "/retake"
		executive.Post(m.path+retake, nil, apptest.IfMatch(fmt.Sprintf(`"%d"`, now.Int("items.0.version")))).WantCode("forbidden")
		etag := apptest.IfMatch(fmt.Sprintf(`"%d"`, now.Int("items.0.version")))
		if again := ict.Post(m.path+retake, nil, etag).Want(200); again.Int("subjectVersion") != now.Int("items.0.subject.version") {
			t.Errorf("%s", again.Raw)
		}
		if r := post(now.Int("items.0.subject.version")).Want(200); r.Str("effect.outcome") != "approved" {
			t.Errorf("%s", r.Raw)
		}
	})
}

// TestTheMaterialPutsItAgain: what stands in the frozen material is what is before the meeting.
func TestTheMaterialPutsItAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		scheme := plan(t, c)
		ict := c.As("ict")
		m := call(t, c)
		ict.Post(m.path+"/items", map[string]any{
			"kind": "approval", "title": "アクションプラン", "proposal": "確定する。", "proposerId": c.Org("ict"), "subjectNoun": "plans", "subjectId": scheme,
		}).Want(201)
		theme := ict.Get("/plans/" + scheme + "/summary").Want(200).Str("themes.0.id")
		ict.Post("/actions", map[string]any{"code": "A-2", "name": "あとから", "themeId": theme, "ownerId": c.Org("tax"), "startsOn": "2026-04-01", "endsOn": "2027-03-31"}).Want(201)
		if !m.get().Bool("items.0.moved") {
			t.Fatalf("%s", m.get().Raw)
		}
		ict.Post(m.path+"/packs", map[string]any{}).Want(201)
		if m.get().Bool("items.0.moved") {
			t.Errorf("%s", m.get().Raw)
		}
		m.act("ict", "open", nil).Want(200)
		m.decide("executive", 0, map[string]any{"decision": "approved"}).Want(200)
	})
}

// TestAFrozenAgenda: what was drawn is frozen only as long as the meeting is what it was drawn from.
func TestAFrozenAgenda(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		m := call(t, c)
		add := func() {
			ict.Post(m.path+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201)
		}
		add()
		id := m.get().Str("id")
		hold := func(read meetings.Read) error {
			ctx := as(t, c, "ict")
			return c.Store.Write(ctx, func(tx *store.Tx) error { return c.App.Meetings.HoldIn(ctx, tx, id, read) })
		}
		now := func() meetings.Read {
			r := m.get()
			read := meetings.Read{Version: int64(r.Int("version")), Items: map[string]int64{}}
			for i := range r.Len("items") {
				read.Items[r.Str(fmt.Sprintf("items.%d.id", i))] = int64(r.Int(fmt.Sprintf("items.%d.version", i)))
			}
			return read
		}
		drawn := now()
		if err := hold(drawn); err != nil {
			t.Fatal(err)
		}
		add()
		if err := hold(drawn); fault.Of(err).Params["reason"] != "agenda_changed" {
			t.Errorf("an item came: %v", err)
		}
		drawn = now()
		m.act("ict", "open", nil).Want(200)
		if err := hold(drawn); fault.Of(err).Params["reason"] != "agenda_changed" {
			t.Errorf("it was opened: %v", err)
		}
		m.decide("ict", 0, map[string]any{"decision": "noted"}).Want(200)
		m.decide("ict", 1, map[string]any{"decision": "noted"}).Want(200)
		ict.Put(m.path+"/minutes", map[string]any{"minutes": "議事録"}, apptest.IfMatch(m.get().ETag)).Want(200)
		m.act("executive", "minutes/confirm", nil).Want(200)
		if err := hold(now()); fault.Of(err).Params["reason"] != "wrong_state" {
			t.Errorf("it is over: %v", err)
		}
	})
}

// TestNothingIsApprovedEarly: what is still being written cannot be approved in advance.
func TestNothingIsApprovedEarly(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		project := pm.Post("/projects", map[string]any{
			"code": "P-9", "name": "窓口案内", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"), "buildCost": 40_000_000, "riskLevel": "low", "hqDesignated": true,
		}).Want(201).Str("id")
		m := call(t, c)
		m.put(pm.Post("/projects/"+project+"/gates/G1/applications", nil).Want(201).Str("id"))
		m.act("ict", "open", nil).Want(200)
		if r := m.decide("executive", 0, map[string]any{"decision": "approved"}).WantCode("conflict"); r.Str("params.reason") != "subject_not_ready" {
			t.Errorf("%s", r.Raw)
		}
		m.decide("executive", 0, map[string]any{"decision": "continued", "remark": "申請を待つ。"}).Want(200)
	})
}

// TestWhoDecides: at a gate of the standard tier its own decider records the decision; where the headquarters resolves as
// well an executive records what it said, and the decider decides afterwards.
func TestWhoDecides(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		plain, designated := gateOf(t, c, "P-1", "B", false), gateOf(t, c, "P-2", "B", true)
		m := call(t, c)
		m.put(plain)
		m.put(designated)
		m.act("ict", "open", nil).Want(200)
		for login, allowed := range map[string]bool{"ict": true, "executive": false, "sysmgmt": false} {
			if got := c.As(login).Get(m.path).Bool("items.0.canDecide.allowed"); got != allowed {
				t.Errorf("%s is told %v", login, got)
			}
		}
		m.decide("executive", 0, map[string]any{"decision": "approved"}).WantCode("forbidden")
		m.decide("sysmgmt", 0, map[string]any{"decision": "approved"}).WantCode("forbidden")
		if r := m.decide("ict", 0, map[string]any{"decision": "approved"}).Want(200); r.Str("effect.outcome") != "approved" {
			t.Errorf("%s", r.Raw)
		}
		m.decide("ict", 1, map[string]any{"decision": "approved"}).WantCode("forbidden")
		if r := m.decide("executive", 1, map[string]any{"decision": "approved"}).Want(200); r.Get("effect") != nil {
			t.Errorf("the headquarters has resolved, the gate is still to be decided: %s", r.Raw)
		}
		done := c.As("ict").Post("/gates/applications/"+designated+"/decisions", map[string]any{"outcome": "approved"},
			apptest.IfMatch(c.As("ict").Get("/gates/applications/"+designated).ETag)).Want(200)
		if done.Str("outcome") != "approved" {
			t.Errorf("%s", done.Raw)
		}
	})
}

// TestWhatStaysWithThePreparers: confirmed minutes are everyone's; the notes, what was left out or struck, and who did what
// are not.
func TestWhatStaysWithThePreparers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		m := call(t, c)
		ict.Put(m.path, map[string]any{"heldOn": c.Clock.Today().String(), "note": "事前に副市長へ説明"}, apptest.IfMatch(m.get().ETag)).Want(200)
		m.act("ict", "proposals/leave", map[string]any{"key": "health_drop", "reason": "まだ公にしない"}).Want(200)
		ict.Post(m.path+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201)
		m.act("ict", "open", nil).Want(200)
		struck := ict.Post(m.path+"/opinions", map[string]any{"postId": post(t, c, "executive"), "text": "書かれるべきでなかった言葉"}).Want(201)
		ict.Delete(m.path+"/opinions/"+struck.Str("id")+"?reason=誤記", version(struck)).Want(204)
		said := []any{}
		for i := range 20 {
			said = append(said, map[string]any{"postId": post(t, c, "head"), "text": fmt.Sprint("意見", i)})
		}
		for range 11 {
			m.decide("ict", 0, map[string]any{"decision": "noted", "opinions": said}).Want(200)
		}
		if now := m.get(); now.Len("opinions") != 200 || now.Int("opinionCount") != 220 {
			t.Errorf("%d opinions of %d", now.Len("opinions"), now.Int("opinionCount"))
		}
		draft := ict.Get(m.path + "/minutes/draft").Want(200)
		if n := strings.Count(draft.Str("text"), "・ 意見"); n != 220 {
			t.Errorf("the minutes tell %d opinions", n)
		}
		ict.Put(m.path+"/minutes", map[string]any{"minutes": draft.Str("text")}, apptest.IfMatch(m.get().ETag)).Want(200)
		m.act("executive", "minutes/confirm", nil).Want(200)
		for _, login := range []string{"viewer", "head", "pm", "reviewer"} {
			seen := c.As(login).Get(m.path).Want(200)
			if seen.Str("note") != "" || seen.Len("leftOut") != 0 || seen.Bool("prepares") || seen.Str("minutes") == "" {
				t.Errorf("%s reads %s", login, seen.Raw[:300])
			}
			c.As(login).Get(m.path + "/history").WantCode("forbidden")
		}
		for _, login := range []string{"ict", "executive", "auditor"} {
			seen := c.As(login).Get(m.path).Want(200)
			if seen.Str("note") == "" || seen.Len("leftOut") != 1 || !seen.Bool("prepares") {
				t.Errorf("%s reads %s", login, seen.Raw[:300])
			}
			c.As(login).Get(m.path + "/history").Want(200)
		}
	})
}
