package maturity_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// as is the context of a request by a login, without HTTP.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: s.PersonID, Name: s.Name}), authz.NewSession(s, dir, c.App.Policy))
}

// TestOverview: the heat map of two years, its figures, targets, work and what others ask of a unit.
func TestOverview(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		m := model(t, "CMMI-ACQ-V13")
		rate := func(org, kind, by string, year, level int, bad ...string) string {
			id := c.As(by).Post("/maturity/appraisals", appraisal(c, m.ID, kind, org, year, body{"areas": whole(m, level, bad, nil)})).Want(201).Str("id")
			confirm(c, id, by, "executive")
			return id
		}
		rate("finance", "assessor", "auditor", 2025, 2, "GG3", "PMC.SG2")
		mine := rate("finance", "self", "sysmgmt", 2026, 2, "GG3")
		theirs := rate("finance", "assessor", "auditor", 2026, 2, "GG3", "PPQA.GG2")
		rate("tax", "assessor", "ict", 2026, 2, "GG3")
		city := rate("city", "assessor", "ict", 2026, 2, "GG3")
		for _, target := range []body{
			{"sectionId": c.Org("finance"), "model": m.ID, "fiscalYear": 2025, "level": 2}, {"sectionId": c.Org("city"), "model": m.ID, "fiscalYear": 2020, "level": 2},
			{"sectionId": c.Org("city"), "model": m.ID, "fiscalYear": 2028, "level": 3},
		} {
			c.As("ict").Post("/maturity/targets", target).Want(201)
		}

		res := c.As("ict").Get("/maturity").Want(200)
		if res.Int("fiscalYear") != 2026 || res.Len("units") != 3 || res.Len("years") != 2 {
			t.Fatalf("%.600s", res.Raw)
		}
		finance := "units." + unitAt(t, res, c.Org("finance"))
		for path, want := range map[string]string{
			".self.level": "2", ".assessor.level": "1", ".assessorBefore.level": "1", ".target.level": "2", ".target.reached": "false", ".assessor.outdated": "false",
		} {
			if got := fmt.Sprint(res.Get(finance + path)); got != want {
				t.Errorf("finance%s is %s, want %s", path, got, want)
			}
		}
		ppqa := cellAt(t, res, finance, "PPQA")
		if res.Int(ppqa+".self.capability") != 2 || res.Int(ppqa+".assessor.capability") != 1 || res.Str(ppqa+".assessor.status") != "UNSATISFIED" || res.Get(ppqa+".selfBefore") != nil {
			t.Errorf("PPQA of finance: %v", res.Get(ppqa))
		}
		if pmc := cellAt(t, res, finance, "PMC"); res.Int(pmc+".assessor.capability") != 2 || fmt.Sprint(res.Get(pmc+".assessorBefore.capability")) != "0" {
			t.Errorf("PMC of finance: %v", res.Get(pmc))
		}
		if u := "units." + unitAt(t, res, c.Org("city")); res.Int(u+".target.level") != 3 || res.Int(u+".target.fiscalYear") != 2028 || res.Bool(u+".target.reached") {
			t.Errorf("the city's target: %v", res.Get(u+".target"))
		}
		for figure, want := range map[string]int{"assessed": 3, "reached": 1, "missed": 1, "open": 0, "pending": 0} {
			if got := res.Int("figures." + figure + ".value"); got != want {
				t.Errorf("%s: %d, want %d", figure, got, want)
			}
		}
		c.As("head").Post("/maturity/appraisals", appraisal(c, m.ID, "self", "tax", 2026, nil)).Want(201)
		for _, login := range []string{"ict", "head", "viewer", "executive"} {
			if n := apptest.CheckFigures(t, c.As(login), "/maturity?fiscalYear=2026"); n < 5 {
				t.Errorf("%s compares %d figures", login, n)
			}
		}
		apptest.CheckFigures(t, c.As("ict"), "/maturity?fiscalYear=2026&ownerId="+c.Org("finance"))
		if narrow := c.As("head").Get("/maturity?fiscalYear=2026").Want(200); narrow.Len("units") != 1 {
			t.Errorf("the tax section sees %d units", narrow.Len("units"))
		}
		bounded(t, c)

		unit := c.As("ict").Get("/maturity/units/" + c.Org("finance")).Want(200)
		if unit.Len("trend") != 2 || unit.Str("latest.id") != theirs || unit.Int("nextLevel") != 2 || unit.Int("trend.1.self") != 2 || unit.Str("trend.1.selfId") != mine || unit.Int("trend.0.target") != 2 {
			t.Errorf("%.900s", unit.Raw)
		}
		if unit.Len("steps") != 1 || unit.Str("steps.0.area") != "PPQA" || unit.Str("steps.0.practice") != "GP2.1" || unit.Str("steps.0.need") != "implement" {
			t.Errorf("steps: %v", unit.Get("steps"))
		}
		nearest(t, c, city)
		recomputed(t, c, theirs)
	})
}

func unitAt(t *testing.T, res *apptest.Response, id string) string {
	t.Helper()
	for i := range res.Len("units") {
		if res.Str(fmt.Sprintf("units.%d.sectionId", i)) == id {
			return fmt.Sprint(i)
		}
	}
	t.Fatalf("no unit %s", id)
	return ""
}

func cellAt(t *testing.T, res *apptest.Response, unit, area string) string {
	t.Helper()
	for i := range res.Len(unit + ".cells") {
		if p := fmt.Sprintf("%s.cells.%d", unit, i); res.Str(p+".area") == area {
			return p
		}
	}
	t.Fatalf("no area %s", area)
	return ""
}

// bounded: the heat map takes the same number of statements, whatever it holds.
func bounded(t *testing.T, c *apptest.City) {
	t.Helper()
	for _, model := range []string{"CMMI-ACQ-V13", "ISO33020"} { // one is full, the other empty
		ctx, n := store.CountStatements(as(t, c, "ict"))
		if _, err := c.App.Maturity.Overview(ctx, &maturity.OverviewIn{Model: model, FiscalYear: 2026}); err != nil {
			t.Fatal(err)
		}
		if got := n.Load(); got > 12 {
			t.Errorf("%s: %d statements", model, got)
		}
	}
}

// levelOf asks for the level of a section as gates do.
func levelOf(t *testing.T, c *apptest.City, org string) (maturity.Level, bool) {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l, ok, err := maturity.LevelOf(c.Store.Read(t.Context()), c.App.Maturity.DefaultModel(), dir.Path(c.Org(org)))
	if err != nil {
		t.Fatal(err)
	}
	return l, ok
}

// nearest: a section without a rating has that of the nearest unit above.
func nearest(t *testing.T, c *apptest.City, city string) {
	t.Helper()
	if l, ok := levelOf(t, c, "finance"); !ok || l.Level != 1 || l.Kind != maturity.Assessor || l.FiscalYear != 2026 || l.AgeDays(c.Clock.Today().AddDays(3)) != 3 {
		t.Errorf("finance: %+v", l)
	}
	if l, ok := levelOf(t, c, "tax"); !ok || l.Level != 2 || l.SectionID != c.Org("tax") {
		t.Errorf("tax: %+v", l)
	}
	if l, ok := levelOf(t, c, "registry"); !ok || l.AppraisalID != city {
		t.Errorf("registry has no rating of its own nor has its bureau: %+v", l)
	}
}

// recomputed: every stored result is the one that its labels give, and one that is not is told.
func recomputed(t *testing.T, c *apptest.City, id string) {
	t.Helper()
	all := c.As("ict").Get("/maturity/appraisals?limit=200").Want(200)
	for i := range all.Len("items") {
		if d := c.As("ict").Get("/maturity/appraisals/" + all.Str(fmt.Sprintf("items.%d.id", i))).Want(200); d.Bool("stale") {
			t.Errorf("%s is stale", d.Str("code"))
		}
	}
	// Somebody gets past triggers and API: the page tells.
	ratings, _ := json.Marshal([]body{})
	err := c.Store.Internal(t.Context(), func(db *gorm.DB) error {
		drop := "DROP TRIGGER maturity_areas_frozen"
		if c.Store.Dialect == store.Postgres {
			drop += " ON maturity_areas"
		}
		if err := db.Exec(drop).Error; err != nil {
			return err
		}
		return db.Exec("UPDATE maturity_areas SET ratings = ? WHERE appraisal_id = ? AND area = 'REQM'", string(ratings), id).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := c.As("ict").Get("/maturity/appraisals/" + id).Want(200); !d.Bool("stale") || !d.Bool("areas.0.stale") {
		t.Errorf("labels were taken away and nobody is told: %v", d.Get("areas.0"))
	}
	if a := c.As("ict").Get("/maturity/appraisals/" + id + "/areas/REQM").Want(200); !a.Bool("stale") {
		t.Errorf("%s", a.Raw)
	}
}

// TestTargets: the ICT office sets them, one a unit, model and year.
func TestTargets(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		draft := body{"sectionId": c.Org("tax"), "model": "CMMI-ACQ-V13", "fiscalYear": 2020, "level": 2, "note": "本部承認"}
		c.As("head").Post("/maturity/targets", draft).Want(403)
		res := c.As("ict").Post("/maturity/targets", draft).Want(201)
		if res.Str("code") != "ACQ-2020-O-tax" || res.Str("sectionName") != "税務課" || !res.Bool("can.target.allowed") {
			t.Errorf("%s", res.Raw)
		}
		if got := c.As("ict").Post("/maturity/targets", draft).Want(422); got.Len("errors") != 1 || got.Str("errors.0.rule") != "duplicate" {
			t.Errorf("twice: %s", got.Raw)
		}
		for field, value := range map[string]any{"level": 1, "model": "X", "sectionId": "x"} {
			bad := body{"sectionId": c.Org("tax"), "model": "CMMI-ACQ-V13", "fiscalYear": 2021, "level": 2}
			bad[field] = value
			if got := c.As("ict").Post("/maturity/targets", bad).Want(422).Rule(field); got == "" {
				t.Errorf("%s = %v went through", field, value)
			}
		}
		draft["level"] = 3
		path := "/maturity/targets/" + res.Str("id")
		if res = c.As("ict").Put(path, draft, apptest.IfMatch(res.ETag)).Want(200); res.Int("level") != 3 {
			t.Errorf("%s", res.Raw)
		}
		if list := c.As("head").Get("/maturity/targets?model=CMMI-ACQ-V13&q=本部").Want(200); list.Len("items") != 1 || list.Bool("items.0.can.target.allowed") {
			t.Errorf("%s", list.Raw)
		}
		c.As("otherhead").Get(path).Want(403)
		if h := c.As("head").Get(path + "/history").Want(200); h.Len("items") != 2 {
			t.Errorf("%s", h.Raw)
		}
		c.As("ict").Delete(path+"?reason=x", apptest.IfMatch(res.ETag)).Want(204)
	})
}
