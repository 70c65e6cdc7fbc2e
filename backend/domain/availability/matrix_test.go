package availability_test

import (
	"context"
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: s.PersonID, Name: s.Name}), authz.NewSession(s, dir, c.App.Policy))
}

func TestMatrixAndItsFigures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		office := p.office()
		inner, bare := p.addSystem("SYS-2", "critical", false), p.addSystem("SYS-3", "low", true)
		p.promise(p.system, "2018-04-01", p.calendar)
		p.promise(inner, "2018-06-01", office)
		p.outage(p.system, "07-10 10:00", "07-10 15:00", "cause", "hardware", "citizenImpact", true)
		p.outage(inner, "07-11 10:00", "07-11 10:01")
		p.outage(p.system, "09-10 10:00", "09-10 10:05")
		const year = "/availability?fy=2018"
		m := p.As("viewer").Get(year).Want(200)
		if m.Len("items") != 3 || m.Str("items.0.code") != "SYS-1" || m.Str("items.1.code") != "SYS-2" || m.Str("months.0") != "2018-04" || m.Str("months.11") != "2019-03" {
			t.Fatalf("the matrix: %s", m.Raw)
		}
		july := "items.0.cells.3."
		if m.Int(july+"downtimeMs") != 5*3_600_000 || !m.Bool(july+"missed") || m.Int("items.0.missedMonths") != 1 || m.Str("items.1.cells.0.state") != "unregistered" ||
			m.Get("items.1.cells.0.percent") != nil || m.Get("items.2.percent") != nil {
			t.Errorf("cells: %s", m.Raw)
		}
		for path, want := range map[string]int{
			year + "&missed=true": 1, "/availability?calendar=none": 1, year + "&citizenFacing=true": 2, year + "&criticality=low": 1, year + "&q=SYS-2": 1,
			"/availability?ending=2018-07": 3, "/availability?ownerId=" + c.Org("civic"): 0, "/availability/months?fy=2018&missed=true": 1,
			"/availability/months?fy=2018&down=true": 3, "/availability/outages?cause=none": 2, "/availability/outages?citizenImpact=true": 1,
			"/availability/outages?from=2018-07-11&to=2018-07-11": 1, "/availability/targets?current=true": 2, "/availability/targets?calendarId=" + office: 1,
		} {
			if n := p.As("pm").Get(path).Want(200).Len("items"); n != want {
				t.Errorf("%s: %d rows, want %d", path, n, want)
			}
		}
		for _, login := range []string{"executive", "pm", "otherpm"} {
			for _, path := range []string{year, "/availability", year + "&citizenFacing=true", "/availability/systems/" + p.system + "?fy=2018", "/availability/systems/" + bare} {
				if n := apptest.CheckFigures(t, c.As(login), path); n < 3 {
					t.Errorf("%s shows %d figures", path, n)
				}
			}
		}
		if f := p.As("pm").Get("/availability/outages/facets").Want(200); f.Int("cause.none") != 2 || f.Int("citizenImpact.true") != 1 || f.Int("state.closed") != 3 {
			t.Errorf("facets: %s", f.Raw)
		}
		for _, bad := range []string{"/availability?ending=2018-13", "/availability?ending=latest", "/availability/systems/" + p.system + "/months/2018-99"} {
			p.As("pm").Get(bad).Want(422)
		}
	})
}

func TestAChangedPromiseMovesTheFigures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		office := p.office()
		level := p.promise(p.system, "2018-04-16", office)
		agreed := func() int {
			kept := p.As("pm").Get("/availability?ending=2018-04").Want(200).Int("items.0.cells.11.agreedSeconds")
			if live := p.month(p.system, "2018-04").Int("total.agreedSeconds"); live != kept {
				t.Errorf("%d s are kept, %d s follow", kept, live)
			}
			return kept / 3600
		}
		if n := agreed(); n != 10*8 {
			t.Errorf("from the middle of the month: %d h", n)
		}
		path := "/availability/targets/" + level.Str("id")
		body := map[string]any{"systemId": p.system, "validFrom": "2018-04-01", "calendarId": office, "target": 995000}
		changed := p.As("head").Put(path, body, apptest.IfMatch(level.ETag)).Want(200)
		if n := agreed(); n != 20*8 || changed.Int("effective") != 995000 {
			t.Errorf("from its first day: %d h, %s", n, changed.Raw)
		}
		calendar := p.As("ict").Get("/availability/calendars/" + office).Want(200)
		if calendar.Int("systems") != 1 || !calendar.Bool("can.keep.allowed") || calendar.Bool("can.delete.allowed") {
			t.Errorf("calendar: %s", calendar.Raw)
		}
		edit := map[string]any{"code": "office", "name": "平日日中", "editions": []map[string]any{
			calendar.Get("editions.0").(map[string]any),
			{"from": "2018-04-23", "week": []map[string]any{{"day": "mon", "from": "00:00", "to": "24:00"}}},
		}}
		p.As("head").Put("/availability/calendars/"+office, edit, apptest.IfMatch(calendar.ETag)).WantCode("forbidden")
		p.As("ict").Put("/availability/calendars/"+office, edit, apptest.IfMatch(calendar.ETag)).Want(200)
		if n := agreed(); n != 15*8+2*24 {
			t.Errorf("with the new edition: %d h", n)
		}
		if d := p.As("pm").Get("/availability/calendars/" + office + "/days?month=2018-04").Want(200); d.Int("serviceSeconds") != (15*8+2*24)*3600 || d.Str("days.29.holiday") != "振替休日" {
			t.Errorf("its days: %s", d.Raw)
		}
		p.As("ict").Delete("/availability/calendars/"+office+"?reason=x", apptest.IfMatch(`"2"`)).WantCode("conflict")
		p.As("head").Post("/availability/targets", map[string]any{"systemId": p.system, "validFrom": "2018-04-01"}).Want(422)
		p.As("head").Post("/availability/targets", map[string]any{"systemId": p.system, "validFrom": "2018-04-26"}).Want(201)
		if n := agreed(); n != 15*8+24 {
			t.Errorf("without service from the 26th: %d h", n)
		}
		p.As("head").Delete(path+"?reason=x", apptest.IfMatch(changed.ETag)).Want(204)
		if kept := p.As("pm").Get("/availability?ending=2018-04&q=SYS-1").Want(200); kept.Str("items.0.cells.11.state") != "unregistered" {
			t.Errorf("nothing is promised: %s", kept.Raw)
		}
	})
}

func TestStatementsOfTheMatrix(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		p.promise(p.system, "2025-04-01", p.calendar)
		p.As("pm").Post("/availability/outages", map[string]any{"systemId": p.system, "title": "停止", "startedAt": "2026-05-02T00:00:00Z", "endedAt": "2026-05-02T01:00:00Z"}).Want(201)
		s := c.App.Availability
		measure := func() map[string]int64 {
			out := map[string]int64{}
			for name, run := range map[string]func(ctx context.Context) error{
				"matrix": func(ctx context.Context) error {
					_, err := s.ListSystems(ctx, &availability.MatrixFilter{List: api.List{Limit: 200}})
					return err
				},
				"system": func(ctx context.Context) error {
					_, err := s.GetSystem(ctx, p.system, &availability.SystemFilter{})
					return err
				},
				"month": func(ctx context.Context) error { _, err := s.GetMonth(ctx, p.system, "2026-05"); return err },
				"outages": func(ctx context.Context) error {
					_, err := s.ListOutages(ctx, &availability.OutageFilter{List: api.List{Limit: 200}})
					return err
				},
				"recent": func(ctx context.Context) error {
					_, err := s.Recent(ctx, []string{p.system}, "2026-01", "2026-06")
					return err
				},
				"work": func(ctx context.Context) error { _, err := s.Work(ctx); return err },
			} {
				ctx, n := store.CountStatements(as(t, c, "pm"))
				if err := run(ctx); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				out[name] = n.Load()
			}
			return out
		}
		few := measure()
		for i := range 6 {
			system := p.addSystem(fmt.Sprint("MORE-", i), "high", i%2 == 0)
			p.promise(system, "2025-04-01", p.calendar)
			for day := range 3 {
				p.As("pm").Post("/availability/outages", map[string]any{
					"systemId": p.system, "title": "停止", "startedAt": fmt.Sprintf("2026-05-%02dT0%d:00:00Z", day+10, i), "endedAt": fmt.Sprintf("2026-05-%02dT0%d:30:00Z", day+10, i),
				}).Want(201)
			}
		}
		many := measure()
		for name, n := range many {
			if n != few[name] || n > 22 {
				t.Errorf("%s: %d statements, then %d", name, few[name], n)
			}
		}
	})
}

// A page about a system stays small however often the system stood still: it gives the newest, says how many there are, and
// opens the list of all.
func TestDetailIsBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		system := p.addSystem("often", "critical", true)
		p.promise(system, "2018-04-01", p.calendar)
		for i := range 60 {
			p.outage(system, fmt.Sprintf("04-10 %02d:%02d", 8+i/30, i%30*2), fmt.Sprintf("04-10 %02d:%02d", 8+i/30, i%30*2+1))
		}
		for i := range 25 {
			p.outage(system, fmt.Sprintf("04-20 09:%02d", i), "04-20 10:00")
		}
		m := p.month(system, "2018-04")
		if m.Len("outages") != 50 || m.Int("allOutages.value") != 85 || m.Len("stops") != 50 || m.Str("outages.0.startedAt") != "2018-04-20T00:24:00.000000Z" {
			t.Errorf("month: %d of %d outages, %d stops, the first from %s", m.Len("outages"), m.Int("allOutages.value"), m.Len("stops"), m.Str("outages.0.startedAt"))
		}
		d := p.As("viewer").Get("/availability/systems/" + system + "?ending=2018-04").Want(200)
		for _, res := range []*apptest.Response{m, d} {
			if res.Len("total.segments") != 50 || res.Int("total.segmentCount") != 85 || res.Len("total.segments.0.stops") != 5 || res.Int("total.segments.0.stopCount") != 25 {
				t.Errorf("segments: %d of %d, %d stops of %d in the newest", res.Len("total.segments"), res.Int("total.segmentCount"),
					res.Len("total.segments.0.stops"), res.Int("total.segments.0.stopCount"))
			}
		}
		apptest.CheckFigures(t, p.As("viewer"), "/availability/systems/"+system+"/months/2018-04")
	})
}
