package health_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/store"
)

// project registers a project of the tax section and puts a published report on it.
func project(c *apptest.City, code, section, login, overall string) string {
	pm := c.As(login)
	id := pm.Post("/projects", map[string]any{
		"code": code, "name": "税務システム更改 " + code, "applicantId": c.Org(section), "managerId": c.Person(login),
		"buildCost": 400_000_000, "runCost": 100_000_000, "riskLevel": "low", "finishOn": "2027-03-31",
	}).Want(201).Str("id")
	if overall == "" {
		return id
	}
	report := pm.Post("/projects/"+id+"/reports", map[string]any{
		"asOf": "2026-06-01", "overall": overall, "scope": "green", "schedule": "green", "cost": "green", "quality": "green", "risk": "green", "summary": "順調",
	}).Want(201)
	pm.Post("/projects/"+id+"/reports/"+report.Str("id")+"/publish", nil, apptest.IfMatch(report.ETag)).Want(200)
	return id
}

func judge(t *testing.T, c *apptest.City) {
	t.Helper()
	if err := c.App.Portfolio.Judge(t.Context(), c.Clock.Today()); err != nil {
		t.Fatal(err)
	}
}

func earned(id, asOf string, bac, pv, ev, ac int) map[string]any {
	return map[string]any{"projectId": id, "asOf": asOf, "bac": bac, "pv": pv, "ev": ev, "ac": ac}
}

// execute lets a project be under contract without its gates, which have tests of their own.
func execute(t *testing.T, c *apptest.City, id string) {
	t.Helper()
	err := c.Store.Internal(t.Context(), func(db *gorm.DB) error {
		return db.Exec("UPDATE projects SET state = 'execution' WHERE id = ?", id).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The vector of the domain through the API: figures, colours, disagreement, and what the list shows a moment later.
func TestEarnedValueColoursTheProject(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id := project(c, "P-1", "tax", "pm", "green")
		execute(t, c, id)
		pm, path := c.As("pm"), "/health/projects/"+id
		if d := pm.Get(path).Want(200); d.Str("overall") != "green" || d.Str("declared") != "green" || !d.Bool("judged") || d.Len("results") < 10 {
			t.Fatalf("%s", d.Raw)
		}
		made := pm.Post("/health/evm", earned(id, "2026-05-31", 100, 50, 40, 45)).Want(201)
		for path, want := range map[string]float64{
			"figures.cpi": .8889, "figures.spi": .8, "figures.eac": 112.5, "figures.eacAtypical": 105, "figures.eacBoth": 129.375,
			"figures.etc": 67.5, "figures.vac": -12.5, "figures.tcpi": 1.0909, "figures.tcpiEac": .8889, "figures.variancePct": -12.5,
		} {
			if got, err := number(made, path); err != nil || math.Abs(got-want) > 0.00005 {
				t.Errorf("%s = %v, want %v", path, got, want)
			}
		}
		if made.Int("figures.cv") != -5 || made.Int("figures.sv") != -10 {
			t.Errorf("%s", made.Raw)
		}
		d := pm.Get(path).Want(200)
		if d.Str("overall") != "red" || !d.Bool("disagreement") || d.Str("results.0.rule") != "spi" || d.Str("results.0.verdict") != "red" ||
			d.Str("results.0.records.0.id") != made.Str("id") || d.Str("earned.id") != made.Str("id") || d.Str("dimensions.1.verdict") != "amber" {
			t.Errorf("%s", d.Raw)
		}
		list := c.As("executive").Get("/health/projects?overall=red&disagreement=true&dimension=cost:amber&rule=spi:red").Want(200)
		if list.Len("items") != 1 || list.Str("items.0.id") != id || list.Str("items.0.reasons.0.rule") != "spi" || list.Int("items.0.reportAgeDays") != 3 {
			t.Errorf("a list after the write: %s", list.Raw)
		}

		zero := pm.Post("/health/evm", earned(id, "2026-06-02", 100, 0, 0, 0)).Want(201)
		if zero.Get("figures.cpi") != nil || zero.Get("figures.spi") != nil || zero.Get("figures.eac") != nil {
			t.Errorf("nothing is infinite: %s", zero.Raw)
		}
		if rule := pm.Post("/health/evm", earned(id, "2026-06-02", 100, 0, 0, 0)).Want(422).Rule("asOf"); rule != "duplicate" {
			t.Errorf("a second entry of the day: %q", rule)
		}
		for field, body := range map[string]map[string]any{
			"asOf": earned(id, "2026-06-05", 100, 0, 0, 0), "pv": earned(id, "2026-06-03", 100, 101, 0, 0), "projectId": earned("nobody", "2026-06-03", 1, 0, 0, 0),
			"bac": earned(id, "2026-06-03", 0, 0, 0, 0),
		} {
			if res := pm.Post("/health/evm", body); res.Rule(field) == "" {
				t.Errorf("%s: %s", field, res.Raw)
			}
		}
		at := "/health/evm/" + zero.Str("id")
		better := pm.Put(at, earned(id, "2026-06-02", 100, 50, 50, 50), apptest.IfMatch(zero.ETag)).Want(200)
		pm.Put(at, earned(id, "2026-06-02", 100, 50, 50, 50), apptest.IfMatch(zero.ETag)).Want(412)
		if d := pm.Get(path); d.Str("overall") != "green" || d.Bool("disagreement") {
			t.Errorf("%s", d.Raw)
		}
		if h := c.As("auditor").Get(at + "/history").Want(200); h.Len("items") != 2 {
			t.Errorf("%s", h.Raw)
		}
		c.As("ict").Delete(at+"?reason=x", apptest.IfMatch(better.ETag)).WantCode("forbidden")
		pm.Delete(at+"?reason=誤り", apptest.IfMatch(better.ETag)).Want(204)
		if l := pm.Get("/health/evm?projectId=" + id); l.Int("total") != 1 {
			t.Errorf("%s", l.Raw)
		}
	})
}

func number(r *apptest.Response, path string) (float64, error) {
	n, ok := r.Get(path).(interface{ Float64() (float64, error) })
	if !ok {
		return 0, fmt.Errorf("%s is no number", path)
	}
	return n.Float64()
}

// Snapshots: one a day however often, compared with a chosen day, shown as a trend; figures open onto exactly their rows.
func TestThePastIsKept(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		first, second := project(c, "P-1", "tax", "pm", "green"), project(c, "P-2", "registry", "otherpm", "amber")
		c.As("otherpm").Post("/projects/"+second+"/milestones", map[string]any{"name": "契約", "baselineOn": "2026-07-15"}).Want(201)
		system(c, "SYS-1", nil)
		begin := c.Clock.Today()
		judge(t, c)
		judge(t, c)
		if n := count(t, c, "health_snapshots"); n != 3 {
			t.Fatalf("%d snapshots of 3 subjects after two runs of a day", n)
		}
		c.Clock.Advance(40 * 24 * time.Hour)
		c.Again()
		judge(t, c)
		if n := count(t, c, "health_snapshots"); n != 6 {
			t.Errorf("%d snapshots on two days", n)
		}
		ict := c.As("ict")
		sum := ict.Get("/health/summary").Want(200)
		if sum.Str("comparedOn") != begin.String() || sum.Int("projects.reportStale.value") != 0 || sum.Int("projects.total.value") != 2 || sum.Int("projects.green.previous") != 2 {
			t.Errorf("%s", sum.Raw)
		}
		c.Clock.Advance(3 * 24 * time.Hour)
		c.Again()
		ict = c.As("ict")
		// Nobody judged today: the list does, for it is another day.
		sum = ict.Get("/health/summary").Want(200)
		if sum.Int("projects.reportStale.value") != 2 || sum.Int("projects.grey.value") != 1 || sum.Int("projects.worsened.value") != 2 || sum.Len("projects.grey.points") != 12 {
			t.Errorf("reports of 43 days are fresh, of 46 not: %s", sum.Raw)
		}
		got := ict.Get("/health/projects?sort=-attention&since=" + begin.String())
		if got.Str("items.0.id") != second || got.Str("items.0.overall") != "amber" || got.Str("items.1.id") != first || !got.Bool("items.1.worsened") ||
			got.Str("items.1.previous") != "green" || got.Str("items.1.trend.11") != "grey" || got.Str("items.1.trend.10") != "green" {
			t.Errorf("%s", got.Raw)
		}
		for login, n := range map[string]int{"ict": 15, "head": 15, "otherhead": 15} {
			if seen := apptest.CheckFigures(t, c.As(login), "/health/summary"); seen < n {
				t.Errorf("%s sees %d figures, want %d", login, seen, n)
			}
			apptest.CheckFigures(t, c.As(login), "/health/summary?since="+begin.String())
		}
		if d := ict.Get("/health/projects/" + first); !d.Bool("worsened") || d.Str("changes.0.to") != "grey" || d.Str("changes.0.from") != "green" {
			t.Errorf("%s", d.Raw)
		}
		head := c.As("head")
		head.Post("/projects/"+first+"/stop", map[string]any{"reason": "方針の変更"}, apptest.IfMatch(head.Get("/projects/"+first).ETag)).Want(200)
		if n := ict.Get("/health/projects").Int("total"); n != 1 {
			t.Errorf("%d projects run after one was stopped", n)
		}
		if d := ict.Get("/health/projects/" + first).Want(200); d.Bool("judged") {
			t.Errorf("an ended project is judged: %s", d.Raw)
		}
	})
}

// What was registered by mistake takes its verdicts along: the past is counted without a look at who is still there.
func TestTheDeletedLeaveNoVerdicts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id := system(c, "SYS-1", nil)
		system(c, "SYS-2", nil)
		judge(t, c)
		c.Clock.Advance(40 * 24 * time.Hour)
		c.Again()
		ict := c.As("ict")
		if n := ict.Get("/health/summary").Int("systems.total.previous"); n != 2 {
			t.Fatalf("%d systems 40 days ago", n)
		}
		one := ict.Get("/systems/" + id)
		ict.Delete("/systems/"+id+"?reason=mistake", apptest.IfMatch(one.ETag)).Want(204)
		for table, column := range map[string]string{"health_states": "id", "health_snapshots": "subject_id"} {
			n, err := store.Value[int](c.Store.Read(t.Context()).Table(table).Where(column+" = ?", id).Select("count(*)"))
			if err != nil || n != 0 {
				t.Errorf("%s: %d rows of the deleted, %v", table, n, err)
			}
		}
		if res := ict.Get("/health/summary"); res.Int("systems.total.value") != 1 || res.Int("systems.total.previous") != 1 {
			t.Errorf("%s", res.Raw)
		}
	})
}

func count(t *testing.T, c *apptest.City, table string) int {
	t.Helper()
	n, err := store.Value[int](c.Store.Read(t.Context()).Table(table).Select("count(*)"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func system(c *apptest.City, code string, change map[string]any) string {
	body := map[string]any{
		"code": code, "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
		"userCount": 40, "components": []map[string]any{{"name": "DB", "eolMainstream": "2026-06-03", "checkedOn": "2026-05-01"}},
	}
	for k, v := range change {
		body[k] = v
	}
	return c.As("pm").Post("/systems", body).Want(201).Str("id")
}

func TestSystemsAreJudged(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id := system(c, "SYS-1", nil)
		system(c, "SYS-2", map[string]any{"kind": "saas", "components": nil, "criticality": "low", "phase": "retired"})
		ict := c.As("ict")
		list := ict.Get("/health/systems?overall=red&rule=support:red&dimension=technology").Want(200)
		if list.Len("items") != 1 || list.Str("items.0.id") != id || list.Str("items.0.declared") != "" {
			t.Fatalf("support ended yesterday: %s", list.Raw)
		}
		d := c.As("head").Get("/health/systems/" + id).Want(200)
		if d.Str("results.0.rule") != "support" || d.Str("results.0.params.component") != "DB" || d.Str("results.0.records.0.href") == "" {
			t.Errorf("%s", d.Raw)
		}
		c.As("otherhead").Get("/health/systems/" + id).WantCode("forbidden")
		if n := c.As("otherhead").Get("/health/systems").Int("total"); n != 0 {
			t.Errorf("another section sees %d", n)
		}
		ict.Get("/health/systems?dimension=x%25y").Want(422)
		value := ict.Get("/health/value").Want(200)
		if value.Len("items") != 1 || value.Get("items.0.userCost") != nil || value.Int("items.0.users") != 40 || value.Str("items.0.unknown.0") != "yearCost" {
			t.Errorf("%s", value.Raw)
		}
		p := project(c, "P-1", "tax", "pm", "")
		pm := c.As("pm")
		now := pm.Get("/projects/" + p)
		pm.Put("/projects/"+p, map[string]any{
			"code": "P-1", "name": "更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "systemIds": []string{id},
			"buildCost": 400_000_000, "runCost": 100_000_000, "riskLevel": "low", "finishOn": "2027-03-31",
		}, apptest.IfMatch(now.ETag)).Want(200)
		pm.Post("/projects/"+p+"/activate", nil, apptest.IfMatch(`"2"`)).Want(200)
		if v := ict.Get("/health/value?subject=project").Want(200); v.Int("items.0.yearCost") != 100_000_000 || v.Int("items.0.userCost") != 2_500_000 {
			t.Errorf("%s", v.Raw)
		}
		if r := ict.Get("/health/rules").Want(200); r.Len("rules") < 20 {
			t.Errorf("%s", r.Raw)
		}
	})
}
