package disasters_test

import (
	"bufio"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
)

func system(c *apptest.City, code, owner, criticality, phase string) string {
	return c.As("ict").Post("/systems", map[string]any{
		"code": code, "name": "システム" + code, "ownerId": c.Org(owner), "kind": "package", "networkZone": "lgwan", "criticality": criticality, "phase": phase,
	}).Want(201).Str("id")
}

func declare(c *apptest.City, patch ...any) *apptest.Response {
	body := map[string]any{"name": "地震対応訓練", "kind": "earthquake", "drill": true, "systemScope": "default", "officeScope": "default"}
	for i := 0; i < len(patch); i += 2 {
		body[patch[i].(string)] = patch[i+1]
	}
	return c.As("ict").Post("/disasters", body).Want(201)
}

func report(c *apptest.City, by, client, target, state string, patch ...any) map[string]any {
	now := c.Clock.Now().Format(time.RFC3339)
	body := map[string]any{"reportedBy": c.Person(by), "clientId": fmt.Sprintf("%016s", client), "targetId": target, "state": state, "madeAt": now, "sentAt": now}
	for i := 0; i < len(patch); i += 2 {
		body[patch[i].(string)] = patch[i+1]
	}
	return body
}

func count(t *testing.T, c *apptest.City) int {
	t.Helper()
	n, err := store.Value[int](c.Store.Read(t.Context()).Table("disaster_reports").Select("count(*)"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestLife lets a drill run from its declaration to its report.
func TestLife(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		registry := system(c, "SYS-2", "registry", "high", "wind_down")
		minor := system(c, "SYS-3", "tax", "low", "operation")
		system(c, "SYS-4", "tax", "critical", "planning")
		d := declare(c)
		path := "/disasters/" + d.Str("id")
		if d.Str("code") != "D0001" || d.Int("asked") != 5 || d.Int("staleMinutes") != 120 || d.Str("systemIds.0") != tax {
			t.Fatalf("%s", d.Raw)
		}
		b := c.As("pm").Get(path + "/board").Want(200)
		if b.Int("systems.none.value") != 2 || b.Int("offices.total.value") != 3 || b.Str("rows.0.postTitle") != "税務課長" ||
			!b.Bool("rows.0.mine") || !b.Bool("rows.0.canReport") || b.Bool("rows.1.mine") || b.Bool("rows.1.canReport") {
			t.Fatalf("%s", b.Raw)
		}
		if n := c.As("head").Get("/disasters/current").Want(200); n.Int("items.0.mine") != 1 || n.Int("items.0.open") != 1 {
			t.Errorf("%s", n.Raw)
		}
		if n := c.As("ict").Get("/disasters/current").Want(200); n.Int("items.0.mine") != 0 {
			t.Errorf("who may report for all has not all for their own: %s", n.Raw)
		}
		c.Clock.Advance(10 * time.Minute)
		for login, want := range map[string]int{"otherpm": 403, "viewer": 403, "executive": 403, "auditor": 403, "admin": 403} {
			c.As(login).Post(path+"/reports", report(c, login, login, tax, "up")).Want(want)
		}
		c.As("pm").Post(path+"/reports", report(c, "pm", "a", tax, "down", "note", " 庁内網が切れている ")).Want(201)
		c.As("ict").Post(path+"/reports", report(c, "ict", "b", registry, "checking")).Want(201)
		c.Clock.Advance(20 * time.Minute)
		c.As("head").Post(path+"/reports", report(c, "head", "c", tax, "up")).Want(201)
		// One that waited a quarter of an hour on a phone is older than what the head said.
		late := c.As("pm").Post(path+"/reports", report(c, "pm", "d", tax, "partial", "madeAt", c.Clock.Now().Add(-15*time.Minute).Format(time.RFC3339))).Want(201)
		if late.Int("seq") != 4 || late.Str("at") != "2026-06-04T00:15:00.000000Z" || late.Str("receivedAt") != "2026-06-04T00:30:00.000000Z" {
			t.Errorf("%s", late.Raw)
		}
		b = c.As("viewer").Get(path + "/board").Want(200)
		if b.Str("rows.0.state") != "up" || b.Int("rows.0.seq") != 3 || b.Str("rows.0.reporterTitle") != "税務課長" || b.Int("systems.up.value") != 1 || b.Str("mark") != "1-4" {
			t.Errorf("%s", b.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), path+"/board")
		if r := c.As("pm").Post(path+"/reports", report(c, "pm", "e", minor, "up")).Want(422); r.Rule("targetId") != "not_asked" {
			t.Errorf("%s", r.Raw)
		}
		edit := map[string]any{"name": "地震対応訓練", "kind": "earthquake", "drill": true, "systemScope": "chosen", "systemIds": []string{minor}, "officeScope": "none"}
		if r := c.As("ict").Put(path, edit, apptest.IfMatch(d.ETag)).Want(422); r.Rule("systemIds") != "has_reports" {
			t.Errorf("%s", r.Raw)
		}
		edit["systemIds"] = []string{tax, registry, minor}
		c.As("head").Put(path, edit, apptest.IfMatch(d.ETag)).WantCode("forbidden")
		d = c.As("executive").Put(path, edit, apptest.IfMatch(d.ETag)).Want(200)
		if d.Int("asked") != 3 {
			t.Errorf("%s", d.Raw)
		}
		c.Clock.Advance(3 * time.Hour)
		c.Again()
		if b = c.As("viewer").Get(path + "/board").Want(200); b.Int("systems.old.value") != 2 || !b.Bool("rows.0.old") {
			t.Errorf("%s", b.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), path+"/board")
		c.As("ict").Post(path+"/lessons", map[string]any{"lessons": "x"}, apptest.IfMatch(d.ETag)).WantCode("conflict")
		c.As("head").Post(path+"/end", map[string]any{}, apptest.IfMatch(d.ETag)).WantCode("forbidden")
		d = c.As("ict").Post(path+"/end", map[string]any{"reason": "訓練終了"}, apptest.IfMatch(d.ETag)).Want(200)
		if r := c.As("pm").Post(path+"/reports", report(c, "pm", "f", tax, "up")).Want(409); r.Str("params.reason") != "disaster_ended" {
			t.Errorf("%s", r.Raw)
		}
		// What arrived before the end is known again after it.
		if r := c.As("pm").Post(path+"/reports", report(c, "pm", "a", tax, "down", "note", "庁内網が切れている")).Want(201); r.Int("seq") != 1 {
			t.Errorf("%s", r.Raw)
		}
		d = c.As("ict").Post(path+"/lessons", map[string]any{"lessons": "電話番号の一覧を紙でも置く"}, apptest.IfMatch(d.ETag)).Want(200)
		v := c.As("viewer").Get(path + "/review").Want(200)
		if v.Int("reports") != 4 || v.Int("late") != 1 || v.Int("answered") != 2 || v.Int("halfSeconds") != 600 || v.Int("lastSeconds") != 600 ||
			v.Len("courses.0.changes") != 3 || v.Str("courses.0.changes.1.state") != "partial" || v.Str("lessons") == "" {
			t.Errorf("%s", v.Raw)
		}
		if h := c.As("viewer").Get(path + "/history").Want(200); h.Str("items.0.action") != "learn" || h.Str("items.1.action") != "end" || h.Len("items") != 4 {
			t.Errorf("%s", h.Raw)
		}
		for _, login := range []string{"pm", "head", "viewer", "auditor", "reviewer", "admin"} {
			c.As(login).Post("/disasters", map[string]any{"name": "x", "kind": "storm", "systemScope": "none", "officeScope": "default"}).WantCode("forbidden")
		}
	})
}

// TestOnce sends the same reports again and again, at once, from other devices and by other people: each is taken one time.
func TestOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		first, second := "/disasters/"+declare(c).Str("id"), "/disasters/"+declare(c).Str("id")
		people := []struct {
			*apptest.Client
			login string
		}{{c.As("pm"), "pm"}, {c.As("head"), "head"}, {c.As("ict"), "ict"}, {c.SignIn("pm"), "pm"}}
		const made = 5
		body := func(by string, i int) map[string]any {
			return report(c, by, fmt.Sprint("once", i), tax, "partial", "note", fmt.Sprint(i))
		}
		var all sync.WaitGroup
		ids := make([]map[string]bool, made)
		var mu sync.Mutex
		for i := range ids {
			ids[i] = map[string]bool{}
		}
		for _, who := range people {
			for i := range made {
				all.Go(func() {
					r := who.Post(first+"/reports", body(who.login, i))
					mu.Lock()
					defer mu.Unlock()
					if r.Status != 201 {
						t.Errorf("%d %s", r.Status, r.Raw)
					}
					ids[i][r.Str("id")] = true
				})
			}
		}
		all.Wait()
		for i, seen := range ids {
			if len(seen) != 1 {
				t.Errorf("report %d was taken as %v", i, seen)
			}
		}
		if n := count(t, c); n != made {
			t.Errorf("%d reports are kept, %d were made", n, made)
		}
		if list := c.As("viewer").Get(first + "/reports").Want(200); list.Int("items.0.seq") != made || list.Int("total") != made {
			t.Errorf("numbers have gaps: %s", list.Raw)
		}
		// The same id for something else is refused, whoever says it and wherever.
		for _, r := range []*apptest.Response{
			c.As("pm").Post(first+"/reports", report(c, "pm", "once0", tax, "up")), c.As("pm").Post(second+"/reports", body("pm", 0)),
		} {
			if r.Status != 422 || r.Rule("clientId") != "reused" {
				t.Errorf("%d %s", r.Status, r.Raw)
			}
		}
		// At once for two disasters: one of them gets it.
		got := make(chan int, 2)
		for _, path := range []string{first, second} {
			go func() { got <- c.As("pm").Post(path+"/reports", report(c, "pm", "both", tax, "up")).Status }()
		}
		if a, b := <-got, <-got; a+b != 201+422 || count(t, c) != made+1 {
			t.Errorf("%d and %d, %d kept", a, b, count(t, c))
		}
		for _, sql := range []string{"DELETE FROM disaster_reports", "UPDATE disaster_reports SET state = 'up'"} {
			if err := c.Store.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec(sql).Error }); err == nil {
				t.Errorf("the database lets it happen: %s", sql)
			}
		}
	})
}

// TestStream hears on one replica what is reported on another, goes on where it was, and ends with the session.
func TestStream(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		d := declare(c)
		path := "/disasters/" + d.Str("id")
		c.As("pm").Post(path+"/reports", report(c, "pm", "a", tax, "down")).Want(201)

		cfg, err := config.Load()
		if err != nil {
			t.Fatal(err)
		}
		other, err := app.New(cfg, c.Store, "test")
		if err != nil {
			t.Fatal(err)
		}
		other.Router.SetPulse(10 * time.Millisecond)
		replica := httptest.NewServer(other.Engine)
		t.Cleanup(replica.Close)
		reader := c.SignIn("viewer")
		here := c.Server
		c.Server = replica
		res := reader.Open(path + "/stream?after=1-0")
		again := reader.Open(path+"/stream?after=1-0", apptest.Header("Last-Event-ID", "1-1"))
		stopped := c.SignIn("viewer").Open(path + "/stream")
		refused := c.Anonymous().Open(path + "/stream")
		c.Server = here
		if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") || res.Header.Get("X-Accel-Buffering") != "no" {
			t.Fatalf("%d %v", res.StatusCode, res.Header)
		}
		if refused.StatusCode != 401 {
			t.Errorf("nobody: %d", refused.StatusCode)
		}
		lines := bufio.NewScanner(res.Body)
		next := func(s *bufio.Scanner) string {
			t.Helper()
			event := ""
			for s.Scan() {
				switch line := s.Text(); {
				case strings.HasPrefix(line, ":"), strings.HasPrefix(line, "retry:"):
				case line == "" && event != "":
					return event
				default:
					event += line + "\n"
				}
			}
			return ""
		}
		if e := next(lines); !strings.Contains(e, "id: 1-1\nevent: report\n") || !strings.Contains(e, `"state":"down"`) {
			t.Fatalf("%q", e)
		}
		c.As("head").Post(path+"/reports", report(c, "head", "b", tax, "up", "note", "復旧")).Want(201)
		for _, s := range []*bufio.Scanner{lines, bufio.NewScanner(again.Body)} {
			if e := next(s); !strings.Contains(e, "id: 1-2\nevent: report\n") || !strings.Contains(e, `"note":"復旧"`) || !strings.Contains(e, tax) {
				t.Fatalf("%q", e)
			}
		}
		c.As("ict").Post(path+"/end", map[string]any{}, apptest.IfMatch(d.ETag)).Want(200)
		if e := next(lines); !strings.Contains(e, "id: 2-2\nevent: disaster\n") {
			t.Fatalf("%q", e)
		}
		reader.Delete("/session").Want(204)
		if e := next(lines); !strings.HasPrefix(e, "event: end\n") || next(lines) != "" {
			t.Errorf("%q", e)
		}
		other.Router.EndStreams()
		s := bufio.NewScanner(stopped.Body)
		for next(s) != "" {
			// Until the server that stops has closed it.
		}
		for query, want := range map[string]int{"?after=x": 422, "?after=1": 422} {
			c.As("viewer").Get(path + "/stream" + query).Want(want)
		}
	})
}

// TestAReportGoesOutInTheNameOfItsMaker refuses what another person left on the device, new or sent again, and takes it from
// its maker later.
func TestAReportGoesOutInTheNameOfItsMaker(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		path := "/disasters/" + declare(c).Str("id") + "/reports"
		left := report(c, "pm", "left", tax, "down")
		refused := func(when string) {
			t.Helper()
			if r := c.As("head").Post(path, left).Want(409); r.Str("params.reason") != "other_person" {
				t.Errorf("%s: %s", when, r.Raw)
			}
		}
		refused("before it arrived")
		if n := count(t, c); n != 0 {
			t.Errorf("%d reports are kept", n)
		}
		if r := c.As("pm").Post(path, left).Want(201); r.Str("reporterId") != c.Person("pm") {
			t.Errorf("%s", r.Raw)
		}
		refused("after it arrived")
		nobody := report(c, "pm", "nobody", tax, "down")
		delete(nobody, "reportedBy")
		if r := c.As("pm").Post(path, nobody).Want(422); r.Rule("reportedBy") != "required" {
			t.Errorf("%s", r.Raw)
		}
	})
}

// TestADisasterIsNotHiddenByDrills keeps what is in earnest before the drills that began after it, on every page and desk.
func TestADisasterIsNotHiddenByDrills(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		only := []any{"officeScope", "none", "systemScope", "chosen", "systemIds", []string{tax}}
		earnest := declare(c, append(only, "drill", false, "name", "大雨")...).Str("id")
		for range 20 {
			c.Clock.Advance(time.Minute)
			declare(c, only...)
		}
		now := c.As("pm").Get("/disasters/current").Want(200)
		if now.Len("items") != 20 || now.Str("items.0.id") != earnest || now.Str("items.1.code") != "D0021" {
			t.Errorf("%s", now.Raw)
		}
		work := func(login string, want int) *apptest.Response {
			t.Helper()
			w := c.As(login).Get("/me/work").Want(200)
			if n := w.Len("due"); n != want {
				t.Errorf("%s has %d to do: %s", login, n, w.Raw)
			}
			return w
		}
		if w := work("pm", 20); w.Str("due.0.kind") != "disaster_report" || w.Str("due.0.href") != "/disasters/"+earnest || w.Int("due.0.detail.open") != 1 {
			t.Errorf("%s", w.Raw)
		}
		work("ict", 0)
		c.As("pm").Post("/disasters/"+earnest+"/reports", report(c, "pm", "a", tax, "up")).Want(201)
		work("head", 19)
	})
}

// TestALongReviewCountsAll though it reads only the first reports one by one; and all of them come as a table.
func TestALongReviewCountsAll(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		path := "/disasters/" + declare(c).Str("id")
		c.App.Disasters.SetReviewed(2)
		for i, state := range []string{"down", "partial", "up"} {
			c.Clock.Advance(time.Minute)
			c.As("pm").Post(path+"/reports", report(c, "pm", fmt.Sprint("r", i), tax, state, "note", "=1+"+state)).Want(201)
		}
		c.As("ict").Post(path+"/reports", report(c, "ict", "office", c.Org("ward1"), "up")).Want(201)
		v := c.As("viewer").Get(path + "/review").Want(200)
		if v.Int("reports") != 4 || v.Int("read") != 2 || v.Int("answered") != 2 || v.Int("lastSeconds") != 180 ||
			v.Int("courses.0.reports") != 3 || v.Len("courses.0.changes") != 2 {
			t.Errorf("%s", v.Raw)
		}
		file := string(c.As("viewer").Get(path + "/reports/file?format=csv").Want(200).Raw)
		lines := strings.Split(strings.TrimSpace(file), "\r\n")
		if len(lines) != 5 || !strings.HasPrefix(lines[0], "\ufeff番号,対象の種別") ||
			lines[1] != "1,システム,SYS-1,システムSYS-1,停止,'=1+down,2026-06-04 09:01:00,2026-06-04 09:01:00,税務課,税務システム担当係長" ||
			!strings.Contains(lines[4], ",開庁可,") {
			t.Errorf("%s", file)
		}
		if en := string(c.As("viewer").Get(path + "/reports/file?format=csv&lang=en").Want(200).Raw); !strings.Contains(en, ",Partly down,") {
			t.Errorf("%s", en)
		}
		if book := c.As("viewer").Get(path + "/reports/file").Want(200); !strings.HasPrefix(string(book.Raw), "PK") {
			t.Errorf("%q", book.Raw[:20])
		}
		c.Anonymous().Get(path + "/reports/file").Want(401)
	})
}
