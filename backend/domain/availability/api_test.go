package availability_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// place is a city with one system and a calendar that never closes.
type place struct {
	*apptest.City
	t                *testing.T
	system, calendar string
}

func newPlace(t *testing.T, c *apptest.City) *place {
	p := &place{City: c, t: t}
	p.system = p.addSystem("SYS-1", "critical", true)
	p.calendar = c.As("ict").Post("/availability/calendars", map[string]any{
		"code": "24x7", "name": "24時間365日", "editions": []map[string]any{{"from": "2015-04-01", "always": true}},
	}).Want(201).Str("id")
	return p
}

func (p *place) addSystem(code, criticality string, citizens bool) string {
	return p.As("ict").Post("/systems", map[string]any{
		"code": code, "name": "税務事務システム", "ownerId": p.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": criticality,
		"citizenFacing": citizens, "phase": "operation",
	}).Want(201).Str("id")
}

// promise registers a service level.
func (p *place) promise(system, from, calendar string) *apptest.Response {
	return p.As("head").Post("/availability/targets", map[string]any{"systemId": system, "validFrom": from, "calendarId": calendar}).Want(201)
}

// office is Monday to Friday 9 to 17, closed on holidays.
func (p *place) office() string {
	week := []map[string]any{}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		week = append(week, map[string]any{"day": day, "from": "09:00", "to": "17:00"})
	}
	return p.As("ict").Post("/availability/calendars", map[string]any{
		"code": "office", "name": "平日日中", "editions": []map[string]any{{"from": "2015-04-01", "closedOnHolidays": true, "closedAtYearEnd": true, "week": week}},
	}).Want(201).Str("id")
}

// at is a time of 2018 in Japan: "04-10 10:00".
func at(text string) string { return "2018-" + text[:5] + "T" + text[6:] + ":00+09:00" }

func (p *place) outage(system, from, to string, more ...any) *apptest.Response {
	body := map[string]any{"systemId": system, "title": "停止", "startedAt": at(from)}
	if to != "" {
		body["endedAt"] = at(to)
	}
	for i := 0; i < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return p.As("pm").Post("/availability/outages", body).Want(201)
}

func (p *place) month(system, month string) *apptest.Response {
	return p.As("viewer").Get("/availability/systems/" + system + "/months/" + month).Want(200)
}

func TestVectorsThroughTheAPI(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		office := p.office()
		half := []any{"basis", "wards", "affected", 12, "total", 24}
		for name, v := range map[string]struct {
			calendar                 string
			stops                    func(system string)
			agreed, down, full, n, a int
		}{
			"A1": {p.calendar, func(string) {}, 43200, 0, 0, 0, 100_000_000},
			"A2": {p.calendar, func(s string) { p.outage(s, "04-10 10:00", "04-10 11:00") }, 43200, 60, 60, 1, 99_861_111},
			"A3": {p.calendar, func(s string) {
				p.outage(s, "04-10 10:00", "04-10 11:00")
				p.outage(s, "04-10 10:30", "04-10 11:30")
			}, 43200, 90, 90, 1, 99_791_666},
			"A5": {p.calendar, func(s string) { p.outage(s, "04-10 10:00", "04-10 12:00", half...) }, 43200, 60, 120, 1, 99_861_111},
			"A6": {p.calendar, func(s string) {
				p.outage(s, "04-10 10:00", "04-10 11:00")
				p.outage(s, "04-10 10:30", "04-10 12:00", half...)
			}, 43200, 90, 120, 1, 99_791_666},
			"A7": {office, func(s string) { p.outage(s, "04-06 16:30", "04-09 09:30") }, 9600, 60, 60, 1, 99_375_000},
			"A8": {p.calendar, func(s string) { p.outage(s, "04-30 23:00", "") }, 43200, 60, 60, 1, 99_861_111},
			"A9": {office, func(s string) { p.outage(s, "04-07 10:00", "04-07 12:00") }, 9600, 0, 0, 0, 100_000_000},
		} {
			system := p.addSystem(name, "critical", true)
			p.promise(system, "2018-04-01", v.calendar)
			v.stops(system)
			m := p.month(system, "2018-04")
			if m.Int("total.agreedSeconds") != 60*v.agreed || m.Int("total.downtimeMs") != 60_000*v.down || m.Int("total.unweightedSeconds") != 60*v.full ||
				m.Int("total.clusters") != v.n || m.Int("total.percent") != v.a {
				t.Errorf("%s: %s", name, m.Raw)
			}
			if kept := p.As("pm").Get("/availability?ending=2018-04&q=" + name).Want(200); kept.Int("items.0.cells.11.percent") != v.a || kept.Int("items.0.downtimeMs") != 60_000*v.down {
				t.Errorf("%s: the kept month differs: %s", name, kept.Raw)
			}
		}
		differ, looked, err := c.App.Availability.Verify(t.Context())
		if err != nil || len(differ) > 0 || looked < 8 {
			t.Errorf("%d months looked at, %v differ: %v", looked, differ, err)
		}
	})
}

func TestWorkOnASystem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		c.Clock.Set(time.Date(2018, 4, 10, 0, 0, 0, 0, time.UTC))
		pm := c.SignIn("pm")
		pm.Post("/availability/targets", map[string]any{}).WantCode("forbidden")
		c.Again()
		p.promise(p.system, "2018-04-01", p.calendar)
		plan := map[string]any{"systemId": p.system, "title": "月次保守", "startsAt": at("04-15 00:00"), "endsAt": at("04-15 06:00")}
		made := pm.Post("/availability/maintenance", plan).Want(201)
		path := "/availability/maintenance/" + made.Str("id")
		if made.Str("state") != "planned" || made.Str("lack") != "approval" {
			t.Fatalf("planned: %s", made.Raw)
		}
		if r := pm.Post(path+"/approve", nil, apptest.IfMatch(`"1"`)).WantCode("forbidden"); r.Str("params.missed.0") != "role" {
			t.Errorf("a project manager approves: %s", r.Raw)
		}
		head := c.As("head")
		if n := head.Get("/me/work").Want(200).Len("decide"); n != 1 {
			t.Errorf("%d things for the head to decide", n)
		}
		head.Post(path+"/approve", nil, apptest.IfMatch(`"1"`)).Want(200)
		if w := pm.Get("/me/work").Want(200); w.Str("due.0.kind") != "maintenance_announce" || w.Str("due.0.dueOn") != "2018-04-14" {
			t.Errorf("to announce: %s", w.Raw)
		}
		told := pm.Post(path+"/announce", map[string]any{"how": "庁内掲示板"}, apptest.IfMatch(`"2"`)).Want(200)
		if told.Str("state") != "announced" || told.Str("lack") != "" {
			t.Errorf("announced: %s", told.Raw)
		}
		own := head.Post("/availability/maintenance", plan).Want(201)
		if r := head.Post("/availability/maintenance/"+own.Str("id")+"/approve", nil, apptest.IfMatch(own.ETag)).WantCode("forbidden"); r.Str("params.missed.0") != "not_planner" {
			t.Errorf("who planned it approves: %s", r.Raw)
		}
		head.Post("/availability/maintenance/"+own.Str("id")+"/cancel", map[string]any{"reason": "重複"}, apptest.IfMatch(own.ETag)).Want(200)

		c.Clock.Set(time.Date(2018, 5, 10, 0, 0, 0, 0, time.UTC))
		c.Again()
		p.outage(p.system, "04-15 05:00", "04-15 07:00")
		if m := p.month(p.system, "2018-04"); m.Int("total.agreedSeconds") != 60*42840 || m.Int("total.downtimeMs") != 3_600_000 || m.Int("total.percent") != 99_859_943 {
			t.Errorf("A4: %s", m.Raw)
		}
		done := c.As("pm").Post(path+"/record", map[string]any{"actualStart": at("04-15 00:00"), "actualEnd": at("04-15 06:30")}, apptest.IfMatch(told.ETag)).Want(200)
		if done.Str("state") != "done" || done.Int("overrunSeconds") != 1800 {
			t.Errorf("overrun: %s", done.Raw)
		}
		moved := plan
		moved["startsAt"] = at("04-16 00:00")
		moved["endsAt"] = at("04-16 06:00")
		c.As("pm").Put(path, moved, apptest.IfMatch(done.ETag)).WantCode("conflict")
		// Nobody approved this one: it counts as an outage of its own.
		c.As("pm").Post("/availability/maintenance", map[string]any{"systemId": p.system, "title": "緊急", "startsAt": at("04-20 12:00"), "endsAt": at("04-20 13:00")}).Want(201)
		if m := p.month(p.system, "2018-04"); m.Int("total.downtimeMs") != 2*3_600_000 || m.Int("total.clusters") != 2 {
			t.Errorf("unplanned work: %s", m.Raw)
		}
	})
}

func TestLifeOfAnOutage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		p.promise(p.system, "2026-04-01", p.calendar)
		pm := c.As("pm")
		started := c.Clock.Now().Add(-time.Hour).Format(time.RFC3339)
		body := map[string]any{"systemId": p.system, "title": "画面が開かない", "startedAt": started}
		made := pm.Post("/availability/outages", body).Want(http.StatusCreated)
		path := "/availability/outages/" + made.Str("id")
		if made.Str("code") != "T2026-0001" || !made.Bool("ongoing") || made.Int("seconds") != 3600 || made.Str("basis") != "full" {
			t.Fatalf("reported: %s", made.Raw)
		}
		c.Clock.Advance(30 * time.Minute)
		if d := pm.Get("/availability/systems/" + p.system).Want(200); d.Int("total.downtimeMs") != 5_400_000 || d.Int("open.value") != 1 || d.Int("budget.usedMs") != 5_400_000 {
			t.Errorf("a running period ends at now: %s", d.Raw)
		}
		if err := c.App.Jobs.RunDaily(t.Context(), c.Clock.Today()); err != nil {
			t.Fatal(err)
		}
		if m := pm.Get("/availability").Want(200); m.Int("items.0.downtimeMs") != 5_400_000 || m.Int("items.0.missedMonths") != 1 || m.Int("figures.missed.value") != 1 {
			t.Errorf("the kept month grew with the clock: %s", m.Raw)
		}
		if w := pm.Get("/me/work").Want(200); w.Str("due.0.kind")+w.Str("overdue.0.kind") != "outage_open" {
			t.Errorf("an open outage is work: %s", w.Raw)
		}
		c.As("otherpm").Post(path+"/close", map[string]any{}, apptest.IfMatch(made.ETag)).WantCode("forbidden")
		closed := pm.Post(path+"/close", map[string]any{"recovery": "再起動"}, apptest.IfMatch(made.ETag)).Want(200)
		if closed.Bool("ongoing") || closed.Int("seconds") != 5400 {
			t.Errorf("closed: %s", closed.Raw)
		}
		pm.Post(path+"/close", map[string]any{}, apptest.IfMatch(closed.ETag)).WantCode("conflict")
		pm.Post(path+"/close", map[string]any{}, apptest.IfMatch(made.ETag)).WantCode("stale")
		body["endedAt"] = c.Clock.Now().Add(-45 * time.Minute).Format(time.RFC3339)
		if r := pm.Put(path, body, apptest.IfMatch(closed.ETag)).Want(422); r.Rule("reason") != "required" {
			t.Errorf("a correction without a reason: %s", r.Raw)
		}
		body["reason"], body["cause"] = "監視記録による訂正", "software"
		fixed := pm.Put(path, body, apptest.IfMatch(closed.ETag)).Want(200)
		reason := map[string]any{"reason": "地震による停電"}
		pm.Post(path+"/exclude", reason, apptest.IfMatch(fixed.ETag)).WantCode("forbidden")
		c.As("ictstaff").Post(path+"/exclude", reason, apptest.IfMatch(fixed.ETag)).WantCode("forbidden")
		out := c.As("ict").Post(path+"/exclude", reason, apptest.IfMatch(fixed.ETag)).Want(200)
		month := c.Clock.Today().String()[:7]
		if m := p.month(p.system, month); m.Int("total.downtimeMs") != 0 || m.Int("whatIf.disasters.downtimeMs") != 2_700_000 || m.Int("cell.downtimeAllMs") != 2_700_000 {
			t.Errorf("both figures: %s", m.Raw)
		}
		c.As("executive").Post(path+"/include", reason, apptest.IfMatch(out.ETag)).Want(200)
		if h := c.As("auditor").Get(path + "/history").Want(200); h.Len("items") != 5 || h.Str("items.1.action") != "exclude" {
			t.Errorf("history: %s", h.Raw)
		}
		c.As("ict").Delete(path+"?reason=誤り", apptest.IfMatch(`"5"`)).Want(204)
		if m := p.month(p.system, month); m.Int("total.clusters") != 0 {
			t.Errorf("a removed outage counts: %s", m.Raw)
		}
	})
}

func TestABadOutageNamesItsFields(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		pm := c.As("pm")
		for i, bad := range []struct {
			body        map[string]any
			field, rule string
		}{
			{map[string]any{"systemId": p.system, "title": "x"}, "startedAt", "required"},
			{map[string]any{"systemId": "nothing", "title": "x", "startedAt": at("04-10 10:00")}, "systemId", "not_found"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": at("04-10 10:00"), "endedAt": at("04-10 10:00")}, "endedAt", "after"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": "2030-01-01T00:00:00Z"}, "startedAt", "future"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": at("04-10 10:00"), "basis": "wards", "affected": 25, "total": 24}, "affected", "share"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": at("04-10 10:00"), "basis": "wards"}, "total", "min"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": "1999-01-01T00:00:00Z"}, "startedAt", "not_before"},
			{map[string]any{"systemId": p.system, "title": "x", "startedAt": "yesterday"}, "startedAt", "format"},
		} {
			if r := pm.Post("/availability/outages", bad.body).Want(422); r.Rule(bad.field) != bad.rule {
				t.Errorf("%d: %s: rule %q, want %q: %s", i, bad.field, r.Rule(bad.field), bad.rule, r.Raw)
			}
		}
		for i, bad := range []struct {
			edition     map[string]any
			field, rule string
		}{
			{map[string]any{"from": "2018-04-01"}, "editions[0].week", "required"},
			{map[string]any{"from": "2018-04-01", "week": []map[string]any{{"day": "mon", "from": "09:00", "to": "25:00"}}}, "editions[0].week[0].to", "format"},
			{map[string]any{"from": "2018-04-01", "week": []map[string]any{{"day": "xxx", "from": "09:00", "to": "17:00"}}}, "editions[0].week[0].day", "oneof"},
		} {
			body := map[string]any{"code": fmt.Sprint("C", i), "name": "x", "editions": []map[string]any{bad.edition}}
			if r := c.As("ict").Post("/availability/calendars", body).Want(422); r.Rule(bad.field) != bad.rule {
				t.Errorf("calendar %d: rule %q, want %q: %s", i, r.Rule(bad.field), bad.rule, r.Raw)
			}
		}
	})
}
