package rationalisation_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/policies"
)

// TestACellIsOfOneQuadrant keeps a system that law demands apart from one of the same scores that nothing demands.
func TestACellIsOfOneQuadrant(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for code, statutory := range map[string]bool{"S-1": true, "S-2": false} {
			c.As("ict").Post("/rationalisation/assessments", body("systemId", system(c, code, "tax"), "answers", answers(2, 2), "statutory", statutory)).Want(201)
		}
		chart := c.As("viewer").Get("/rationalisation/chart").Want(200)
		if chart.Len("cells") != 2 || chart.Str("cells.0.quadrant") == chart.Str("cells.1.quadrant") || chart.Int("cells.0.count.value") != 1 {
			t.Errorf("%s", chart.Raw)
		}
		apptest.CheckFigures(t, c.As("viewer"), "/rationalisation/chart")
	})
}

// TestAFactOpensOntoItsRows counts the outages of a year, those left out as a disaster aside.
func TestAFactOpensOntoItsRows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, id := c.As("ict"), system(c, "S-1", "tax", "criticality", "critical")
		hours := ict.Post("/availability/calendars", body("code", "24x7", "name", "24時間", "editions", []any{body("from", "2015-04-01", "always", true)})).Want(201).Str("id")
		c.As("head").Post("/availability/targets", body("systemId", id, "validFrom", "2024-04-01", "calendarId", hours)).Want(201)
		// The year began on 4 June 2025: the second outage still went on then.
		for from, to := range map[string]string{"2025-01-10T00:00:00Z": "2025-01-10T02:00:00Z", "2025-06-03T14:00:00Z": "2025-06-03T16:00:00Z", "2026-05-01T00:00:00Z": "2026-05-01T01:00:00Z"} {
			ict.Post("/availability/outages", body("systemId", id, "title", "停止", "startedAt", from, "endedAt", to)).Want(201)
		}
		d := ict.Get("/rationalisation/systems/" + id).Want(200)
		for i := range d.Len("facts") {
			at := "facts." + string(rune('0'+i)) + "."
			if d.Str(at+"kind") != "outages" {
				continue
			}
			rows := ict.Get(d.Str(at + "rows")).Want(200)
			if d.Int(at+"value") != 2 || rows.Int("total") != 2 {
				t.Errorf("%d outages, the list has %d: %s", d.Int(at+"value"), rows.Int("total"), rows.Raw)
			}
			return
		}
		t.Errorf("no outages among the facts: %s", d.Raw)
	})
}

// TestStrengthFollowsTheSettings reads the same pairs under other limits.
func TestStrengthFollowsTheSettings(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		top := capability(c, "1", "")
		var f []string
		for _, code := range []string{"1-A", "1-B", "1-C", "1-D"} {
			f = append(f, capability(c, code, top))
		}
		serve(c, system(c, "S-1", "tax"), f[0], f[1], f[2]) // half of all
		serve(c, system(c, "S-2", "tax"), f[1], f[2], f[3])
		serve(c, system(c, "S-3", "tax"), f[3]) // a third with the second
		ctx, err := c.App.SignIn.As(t.Context(), c.Person("viewer"))
		if err != nil {
			t.Fatal(err)
		}
		source, err := policies.Files.ReadFile("rationalisation.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for limits, want := range map[[2]string][2]int{{"50", "80"}: {1, 0}, {"30", "50"}: {2, 1}, {"60", "80"}: {0, 0}} {
			text := strings.NewReplacer("candidate_percent: 50", "candidate_percent: "+limits[0], "strong_percent: 80", "strong_percent: "+limits[1]).Replace(string(source))
			set, err := rationalisation.Load(fstest.MapFS{"x.yaml": {Data: []byte(text)}}, "x.yaml")
			if err != nil {
				t.Fatal(err)
			}
			s := rationalisation.New(c.App.Store, set, nil)
			all, err := s.Overlaps(ctx, &rationalisation.OverlapFilter{})
			if err != nil {
				t.Fatal(err)
			}
			strong, err := s.Overlaps(ctx, &rationalisation.OverlapFilter{Strength: "strong"})
			if err != nil || all.Total != want[0] || strong.Total != want[1] || want[1] > 0 && strong.Items[0].Strength != rationalisation.Strong {
				t.Errorf("limits %v: %d pairs, %d strong, want %v, %v", limits, all.Total, strong.Total, want, err)
			}
		}
	})
}

// TestUnknownIsNotNothing tells what nobody has priced from what costs nothing.
func TestUnknownIsNotNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		boss, id := c.As("executive"), map[string]string{}
		for _, code := range []string{"A", "B", "C"} {
			id[code] = system(c, code, "tax")
		}
		if r := boss.Get("/rationalisation/summary").Want(200); r.Int("retirement.saving.value") != 0 || r.Get("retirement.saving.value") == nil {
			t.Errorf("no case saves nothing: %s", r.Raw)
		}
		_, path := caseOf(c.As("head"), c.Org("tax"), id["A"], id["C"], "2027-03-31")
		boss.Post(path+"/approve", body(), apptest.IfMatch(boss.Get(path).ETag)).Want(200)
		if r := boss.Get("/rationalisation/summary").Want(200); r.Get("retirement.saving.value") != nil || r.Get("retirement.oneOff.value") != nil || r.Int("retirement.unpriced.value") != 1 {
			t.Errorf("nobody knows: %s", r.Raw)
		}
		next := c.As("head").Post("/rationalisation/cases", body("name", "二件目", "sectionId", c.Org("tax"), "runBefore", 3_000_000, "runAfter", 3_000_000,
			"members", []any{body("systemId", id["B"], "absorbedBy", id["C"], "retireOn", "2027-03-31")})).Want(201)
		boss.Post("/rationalisation/cases/"+next.Str("id")+"/approve", body(), apptest.IfMatch(next.ETag)).Want(200)
		if r := boss.Get("/rationalisation/summary").Want(200); r.Get("retirement.saving.value") == nil || r.Int("retirement.saving.value") != 0 || r.Get("retirement.oneOff.value") != nil {
			t.Errorf("one is known to save nothing: %s", r.Raw)
		}
		apptest.CheckFigures(t, boss, "/rationalisation/summary")
	})
}

// exported is what a file of a noun says, as somebody may read it.
func exported(t *testing.T, c *apptest.City, login, noun, lang string) string {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	var file bytes.Buffer
	if _, err := c.App.Imports.Export(authz.With(t.Context(), authz.NewSession(who, dir, c.App.Policy)), noun, "csv", lang, &file); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// commit brings a file in and returns how it ended.
func commit(t *testing.T, cl *apptest.Client, noun, content string) *apptest.Response {
	t.Helper()
	checked := upload(t, cl, noun, content)
	cl.Post("/imports/"+checked.Str("id")+"/commit", body(), apptest.IfMatch(checked.ETag)).Want(200)
	done := settle(t, cl, checked.Str("id"))
	if done.Str("state") != "committed" {
		t.Fatalf("%s: %s", noun, done.Raw)
	}
	return checked
}

// TestAnImportedAnswerIsOfToday judges anew: the day and forgotten questions of the old assessment do not come along.
func TestAnImportedAnswerIsOfToday(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, id := c.As("ict"), system(c, "S-1", "tax")
		ict.Post("/rationalisation/assessments", body("systemId", id, "answers", answers(4, 4), "assessedOn", "2025-05-01")).Want(201)
		commit(t, ict, "assessments", strings.Replace(exported(t, c, "ict", "assessments", "ja"), ",4,", ",2,", 1))
		d := ict.Get("/rationalisation/systems/" + id).Want(200)
		if d.Str("present.assessedOn") != "2026-06-04" || d.Str("past.0.assessedOn") != "2025-05-01" || d.Len("past") != 1 {
			t.Errorf("%s", d.Raw)
		}
	})
}

// TestFilesOfCases takes cases out and in again; a file proposes, and what is decided takes no change.
func TestFilesOfCases(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, other := c.As("ict"), c.As("sysmgmt")
		for _, code := range []string{"S-1", "S-2", "S-3"} {
			system(c, code, "tax")
		}
		section := ict.Get("/organisations/" + c.Org("tax")).Want(200).Str("code")
		file := "案件番号,件名,主管,統合するシステム,統合前の年間経費,統合後の年間経費,一時経費\n" +
			"K-1,税の統合," + section + ",S-1 | S-3 | 令和9年3月31日,30000000,20000000,25000000\nK-2,だめ," + section + ",S-2 | S-2 | 2027-03-31,,,\nK-3,だめ," + section + ",S-9 | S-3 | 2027-03-31,,,\n"
		checked := upload(t, ict, "cases", file)
		if checked.Int("counts.create") != 1 || checked.Int("counts.error") != 2 {
			t.Fatalf("%s", checked.Raw)
		}
		ict.Post("/imports/"+checked.Str("id")+"/commit", body("onlyValid", true), apptest.IfMatch(checked.ETag)).Want(200)
		settle(t, ict, checked.Str("id"))
		list := ict.Get("/rationalisation/cases").Want(200)
		if list.Int("total") != 1 || list.Str("items.0.code") != "K-1" || list.Int("items.0.saving") != 10_000_000 || list.Str("items.0.lastOn") != "2027-03-31" {
			t.Fatalf("%s", list.Raw)
		}
		path := "/rationalisation/cases/" + list.Str("items.0.id")
		for _, lang := range []string{"ja", "en"} {
			if again := upload(t, ict, "cases", exported(t, c, "viewer", "cases", lang)); again.Int("counts.unchanged") != 1 || again.Int("total") > 1 {
				t.Errorf("the same file again in %s: %s", lang, again.Raw)
			}
		}
		commit(t, other, "cases", "案件番号,一時経費\nK-1,26000000\n")
		k := ict.Get(path).Want(200)
		if k.Int("oneOff") != 26_000_000 || k.Len("writtenBy") != 2 || k.Bool("can.approve.allowed") {
			t.Errorf("whoever brings a change in has written it: %s", k.Raw)
		}
		c.As("executive").Post(path+"/approve", body(), apptest.IfMatch(k.ETag)).Want(200)
		if late := upload(t, ict, "cases", "案件番号,一時経費\nK-1,1\n"); late.Int("counts.error") != 1 {
			t.Errorf("it is decided: %s", late.Raw)
		}
		c.As("viewer").Do("POST", "/imports", nil).Want(403)
	})
}

// TestStatementsAreBounded reads the pages of a city and of one four times as large with the same number of statements.
func TestStatementsAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		furnish(c)
		for i := range 18 {
			system(c, "T-"+string(rune('a'+i)), "tax", "lastRenewalOn", "2022-04-01", "components", []any{body("name", "OS", "version", "1", "kind", "os", "eolMainstream", "2027-01-01", "checkedOn", "2026-01-01")})
		}
		as := func() context.Context {
			ctx, err := c.App.SignIn.As(t.Context(), c.Person("ict"))
			if err != nil {
				t.Fatal(err)
			}
			return ctx
		}
		s, bureau := c.App.Rationalisation, &rationalisation.Tree{OwnerID: c.Org("finance")}
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"components", 1, func(ctx context.Context) error { _, err := s.Parts(ctx, &rationalisation.PartFilter{}); return err }},
			{"calendar", 2, func(ctx context.Context) error { _, err := s.Calendar(ctx, bureau); return err }},
			{"roadmap", 2, func(ctx context.Context) error { _, err := s.Roadmap(ctx, bureau); return err }},
			{"renewals", 2, func(ctx context.Context) error {
				_, err := s.Renewals(ctx, &rationalisation.RenewalFilter{})
				return err
			}},
			{"summary", 3, func(ctx context.Context) error { _, err := s.Summary(ctx, bureau); return err }},
			{"chart", 1, func(ctx context.Context) error { _, err := s.Chart(ctx, bureau); return err }},
			{"cases", 3, func(ctx context.Context) error { _, err := s.Cases(ctx, &rationalisation.CaseFilter{}); return err }},
			{"overlaps", 4, func(ctx context.Context) error {
				_, err := s.Overlaps(ctx, &rationalisation.OverlapFilter{})
				return err
			}},
			{"work", 3, func(ctx context.Context) error { _, err := s.Work(ctx); return err }},
		} {
			ctx, n := store.CountStatements(as())
			n.Store(0)
			if err := x.call(ctx); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := n.Load(); got > x.want {
				t.Errorf("%s: %d statements, want at most %d", x.name, got, x.want)
			}
		}
	})
}

// TestOnlyWhatIsAskedForIsRead narrows in the database: the components of another bureau do not come out of it.
func TestOnlyWhatIsAskedForIsRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		furnish(c)
		seen := &watched{city: c}
		set := c.App.Rationalisation.Words()
		s := rationalisation.New(c.App.Store, set, seen)
		ctx, err := c.App.SignIn.As(t.Context(), c.Person("ict"))
		if err != nil {
			t.Fatal(err)
		}
		for owner, want := range map[string]int{"": 6, c.Org("finance"): 3} {
			if _, err := s.Roadmap(ctx, &rationalisation.Tree{OwnerID: owner}); err != nil || seen.lives != want {
				t.Errorf("roadmap of %q: %d systems read, want %d, %v", owner, seen.lives, want, err)
			}
		}
		for owner, want := range map[string]int{"": 7, c.Org("finance"): 3} {
			if _, err := s.Calendar(ctx, &rationalisation.Tree{OwnerID: owner}); err != nil || seen.parts != want {
				t.Errorf("calendar of %q: %d components read, want %d, %v", owner, seen.parts, want, err)
			}
		}
	})
}

// watched is the register, counting what is read of it.
type watched struct {
	rationalisation.Register
	city         *apptest.City
	lives, parts int
}

func (w *watched) Lives(q *gorm.DB) ([]rationalisation.Life, error) {
	found, err := systems.Lives(q)
	w.lives = len(found)
	return nil, err
}

func (w *watched) Parts(q *gorm.DB, today fiscal.Date) ([]rationalisation.Part, error) {
	found, err := systems.Parts(q, today)
	w.parts = len(found)
	return nil, err
}
