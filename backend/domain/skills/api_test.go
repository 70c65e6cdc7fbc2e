package skills_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
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

func aSystem(c *apptest.City, code string, core bool) string {
	return c.As("ict").Post("/systems", map[string]any{
		"code": code, "name": "税務事務システム " + code, "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation", "core": core,
	}).Want(201).Str("id")
}

// aProject is a running project of the tax section.
func aProject(c *apptest.City, code string) string {
	p := c.As("pm").Post("/projects", map[string]any{
		"code": code, "name": "税務再構築 " + code, "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
	}).Want(201)
	return c.As("pm").Post("/projects/"+p.Str("id")+"/activate", map[string]any{}, apptest.IfMatch(p.ETag)).Want(200).Str("id")
}

func holding(c *apptest.City, skill string, levels [4]int, pairs ...any) map[string]any {
	body := map[string]any{"sectionId": c.Org("tax"), "skill": skill, "level1": levels[0], "level2": levels[1], "level3": levels[2], "level4": levels[3], "asOf": "2026-06-01"}
	for i := 0; i < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// TestKeyPersons: an answer counts until the next one or until it is too old; nobody and unknown are not good.
func TestKeyPersons(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		one, two, bare := aSystem(c, "S-1", true), aSystem(c, "S-2", true), aSystem(c, "S-3", false)
		_ = bare
		post := c.As("ict").Get("/posts?q=P-head").Want(200).Str("items.0.id")
		say := func(login, id string, people any) *apptest.Response {
			body := map[string]any{"work": "障害時の切り分けと復旧", "backupPostId": post}
			if people != nil {
				body["people"] = people
			}
			return c.As(login).Post("/skills/systems/"+id+"/answers", body)
		}
		say("viewer", one, 2).WantCode("forbidden")
		say("otherpm", one, 2).WantCode("forbidden")
		say("pm", one, 1).Want(201)
		say("head", one, 3).Want(201)
		say("pm", two, 0).Want(201)
		for field, body := range map[string]map[string]any{
			"on": {"work": "x", "on": "2026-06-05"}, "backupPostId": {"work": "x", "backupPostId": "none"}, "work": {"people": 1}, "people": {"work": "x", "people": -1},
		} {
			if r := c.As("pm").Post("/skills/systems/"+one+"/answers", body).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		d := c.As("viewer").Get("/skills/systems/" + one).Want(200)
		if d.Str("standing") != "shared" || d.Len("answers") != 2 || d.Int("answers.1.people") != 1 || d.Str("answers.0.backupTitle") == "" || d.Bool("can.answer.allowed") {
			t.Errorf("%s", d.Raw)
		}
		s := c.As("viewer").Get("/skills/summary").Want(200)
		if s.Int("core.total.value") != 2 || s.Int("core.shared.value") != 1 || s.Int("core.nobody.value") != 1 || s.Int("systems.unknown.value") != 1 {
			t.Errorf("%s", s.Raw)
		}
		if list := c.As("viewer").Get("/skills/systems?standing=nobody,unknown").Want(200); list.Int("total") != 2 || list.Str("items.0.code") != "S-2" || list.Get("items.1.people") != nil {
			t.Errorf("%s", list.Raw)
		}
		apptest.CheckFigures(t, c.As("ict"), "/skills/summary")
		apptest.CheckFacets(t, c.As("ict"), "/skills/systems", "")
		// A year and a day later nothing of it is known.
		c.Clock.Set(c.Clock.Now().AddDate(1, 0, 1))
		c.Again()
		if d = c.As("viewer").Get("/skills/systems/" + one).Want(200); d.Str("standing") != "unknown" || !d.Bool("stale") {
			t.Errorf("%s", d.Raw)
		}
	})
}

// TestGaps: what projects need against what their section has, small counts hidden from others, and what tells them.
func TestGaps(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		project, other := aProject(c, "P-1"), aProject(c, "P-2")
		pm, head := c.As("pm"), c.As("head")
		role := map[string]any{"skill": "pm", "level": 3, "count": 2}
		c.As("viewer").Post("/skills/projects/"+project+"/needs", role).WantCode("forbidden")
		n := pm.Post("/skills/projects/"+project+"/needs", role).Want(201)
		if r := pm.Post("/skills/projects/"+project+"/needs", role).Want(422); r.Rule("skill") != "duplicate" {
			t.Errorf("%s", r.Raw)
		}
		if r := pm.Put("/skills/needs/"+n.Str("id"), map[string]any{"skill": "pm", "level": 3, "count": 2, "filled": 3}, apptest.IfMatch(n.ETag)).Want(422); r.Rule("filled") != "above" {
			t.Errorf("%s", r.Raw)
		}
		pm.Post("/skills/projects/"+other+"/needs", map[string]any{"skill": "data", "level": 2, "count": 1}).Want(201)
		if s := head.Get("/skills/summary").Want(200); s.Int("uncounted.value") != 1 || s.Int("short.value") != 0 || s.Int("untold.value") != 2 {
			t.Errorf("not counted is not known: %s", s.Raw)
		}
		pm.Post("/skills/holdings", holding(c, "pm", [4]int{4, 3, 1, 0})).WantCode("forbidden")
		h := head.Post("/skills/holdings", holding(c, "pm", [4]int{4, 3, 1, 0}, "trainings", []any{
			map[string]any{"title": "PM研修", "level": 3, "plannedOn": "2026-05-01", "people": 4},
			map[string]any{"title": "PM研修(前期)", "level": 3, "plannedOn": "2026-01-10", "people": 5, "doneOn": "2026-01-12", "trained": 5, "reached": 1},
		})).Want(201)
		head.Post("/skills/holdings", holding(c, "data", [4]int{0, 5, 0, 0})).Want(201)
		if r := head.Post("/skills/holdings", holding(c, "data", [4]int{1, 0, 0, 0})).Want(422); r.Rule("skill") != "duplicate" {
			t.Errorf("%s", r.Raw)
		}
		for login, sees := range map[string]bool{"head": true, "ict": true, "viewer": false, "auditor": false} {
			d := c.As(login).Get("/skills/sections/" + c.Org("tax")).Want(200)
			if d.Str("cells.0.skill") != "pm" || d.Int("cells.0.needed") != 2 || d.Int("cells.0.late") != 1 || d.Len("trainings") != 2 {
				t.Errorf("%s", d.Raw)
			}
			if sees != (d.Get("cells.0.levels.0") != nil) || sees == d.Bool("cells.0.hidden") || d.Int("cells.0.total") != 8 || (d.Len("holdings") == 2) != sees {
				t.Errorf("%s: %s", login, d.Raw)
			}
			// The need is known to all: with the gap, or with who came through a training, a hidden count could be reckoned.
			told := d.Get("cells.0.gap") != nil && d.Str("gap") == "short" && d.Get("cells.0.reached") != nil && d.Get("trainings.1.reached") != nil
			if told != sees || !sees && (d.Get("cells.0.gap") != nil || d.Get("cells.0.reached") != nil || d.Get("trainings.1.reached") != nil || d.Str("gap") != "unknown") {
				t.Errorf("%s can reckon a hidden count: %s", login, d.Raw)
			}
			if (c.As(login).Get("/skills/holdings/"+h.Str("id")).Status == 200) != sees {
				t.Errorf("%s reads a count: %t", login, !sees)
			}
		}
		n = pm.Put("/skills/needs/"+n.Str("id"), map[string]any{"skill": "pm", "level": 3, "count": 2, "filled": 1}, apptest.IfMatch(n.ETag)).Want(200)
		s := head.Get("/skills/summary").Want(200)
		if s.Int("short.value") != 1 || s.Int("open.value") != 1 || s.Int("untold.value") != 1 || s.Int("late.value") != 1 {
			t.Errorf("%s", s.Raw)
		}
		apptest.CheckFigures(t, head, "/skills/summary")
		apptest.CheckFacets(t, head, "/skills/projects", "")
		if d := c.As("pm").Get("/skills/projects/" + project).Want(200); d.Len("needs") != 1 || d.Int("needs.0.open") != 1 || d.Str("standing") != "unknown" {
			t.Errorf("%s", d.Raw)
		}
		c.As("otherpm").Get("/skills/projects/" + project).WantCode("forbidden")
		pm.Post("/skills/projects/"+project+"/answers", map[string]any{"work": "移行の判断", "people": 1}).Want(201)
		if l := pm.Get("/skills/projects?standing=single&roles=open").Want(200); l.Int("total") != 1 || l.Int("items.0.open") != 1 || l.Int("items.0.needed") != 2 {
			t.Errorf("%s", l.Raw)
		}
		pm.Delete("/skills/needs/"+n.Str("id")+"?reason=不要", apptest.IfMatch(n.ETag)).Want(204)
		h = head.Put("/skills/holdings/"+h.Str("id"), holding(c, "pm", [4]int{4, 3, 2, 0}, "reason", "研修の結果"), apptest.IfMatch(h.ETag)).Want(200)
		if e := head.Get("/skills/holdings/" + h.Str("id") + "/history").Want(200); e.Len("items") != 2 || e.Str("items.0.reason") != "研修の結果" {
			t.Errorf("%s", e.Raw)
		}
		if r := head.Put("/skills/holdings/"+h.Str("id"), holding(c, "bpr", [4]int{}), apptest.IfMatch(h.ETag)).Want(422); r.Rule("skill") != "frozen_key" {
			t.Errorf("%s", r.Raw)
		}
		var file bytes.Buffer
		if rows, err := c.App.Imports.Export(as(t, c, "otherhead"), "skill_holdings", "csv", "ja", &file); err != nil || rows != 0 {
			t.Errorf("another section exports %d counts: %v", rows, err)
		}
		if rows, err := c.App.Imports.Export(as(t, c, "head"), "skill_holdings", "csv", "ja", &file); err != nil || rows != 2 {
			t.Errorf("the section exports %d counts: %v", rows, err)
		}
		head.Delete("/skills/holdings/"+h.Str("id")+"?reason=誤り", apptest.IfMatch(h.ETag)).Want(204)
		// The ledger tells that somebody counted, and not what: auditors see the counts nowhere else either.
		ledger := c.As("auditor").Get("/audit?noun=skill_holdings").Want(200)
		hidden := 0
		for i := range ledger.Len("items") {
			for k := range ledger.Len(fmt.Sprintf("items.%d.changes", i)) {
				at := fmt.Sprintf("items.%d.changes.%d.", i, k)
				if field := ledger.Str(at + "field"); !strings.HasPrefix(field, "level") && field != "trainings" {
					continue
				}
				if hidden++; !ledger.Bool(at+"hidden") || ledger.Get(at+"before") != nil || ledger.Get(at+"after") != nil {
					t.Errorf("the ledger tells a count: %s", ledger.Get(at+"field"))
				}
			}
		}
		if hidden == 0 || ledger.Len("items") != 4 {
			t.Errorf("%d hidden in %s", hidden, ledger.Raw)
		}
		one := c.As("auditor").Get("/audit/" + ledger.Str("items.0.id")).Want(200)
		if strings.Contains(string(one.Raw), "PM研修") || !strings.Contains(string(one.Raw), `"hidden":true`) {
			t.Errorf("%s", one.Raw)
		}
	})
}

// TestNothingIsWrittenOnWhatIsOver: a project that was given up needs nobody any more.
func TestNothingIsWrittenOnWhatIsOver(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, project := c.As("pm"), aProject(c, "P-1")
		role := map[string]any{"skill": "pm", "level": 3, "count": 2}
		n := pm.Post("/skills/projects/"+project+"/needs", role).Want(201)
		p := c.As("ict").Get("/projects/" + project).Want(200)
		pm.Post("/projects/"+project+"/stop", map[string]any{"reason": "取りやめ"}, apptest.IfMatch(p.ETag)).Want(200)
		role["level"] = 2
		pm.Post("/skills/projects/"+project+"/needs", role).WantCode("conflict")
		pm.Put("/skills/needs/"+n.Str("id"), role, apptest.IfMatch(n.ETag)).WantCode("conflict")
		pm.Delete("/skills/needs/"+n.Str("id")+"?reason=x", apptest.IfMatch(n.ETag)).WantCode("conflict")
		pm.Post("/skills/projects/"+project+"/answers", map[string]any{"work": "移行", "people": 1}).WantCode("conflict")
		if d := pm.Get("/skills/projects/" + project).Want(200); !d.Bool("ended") {
			t.Errorf("%s", d.Raw)
		}
	})
}

// TestSectionsAreFoundAndOrdered as every list is.
func TestSectionsAreFoundAndOrdered(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		project := aProject(c, "P-1")
		c.As("pm").Post("/skills/projects/"+project+"/needs", map[string]any{"skill": "pm", "level": 1, "count": 2}).Want(201)
		for _, section := range []string{"tax", "registry", "finance"} {
			c.As("ict").Post("/skills/holdings", holding(c, "pm", [4]int{}, "sectionId", c.Org(section))).Want(201)
		}
		order := func(query string) (codes []string) {
			l := c.As("ict").Get("/skills/sections?" + query).Want(200)
			for i := range l.Len("items") {
				codes = append(codes, l.Str(fmt.Sprintf("items.%d.code", i)))
			}
			return codes
		}
		rising, falling := order("sort=code"), order("sort=-code")
		slices.Reverse(falling)
		if len(rising) != 3 || !slices.IsSorted(rising) || !slices.Equal(rising, falling) {
			t.Errorf("%v %v", rising, falling)
		}
		tax := orgCode(c, "tax")
		if got := order("sort=-short"); got[0] != tax {
			t.Errorf("the shortest first: %v", got)
		}
		if got := order("q=" + tax); !slices.Equal(got, []string{tax}) {
			t.Errorf("%v", got)
		}
		for _, bad := range []string{"sort=name", "gap=x", "cursor=x"} {
			c.As("ict").Get("/skills/sections?" + bad).Want(422)
		}
	})
}

func orgCode(c *apptest.City, key string) string {
	return c.As("ict").Get("/organisations/" + c.Org(key)).Want(200).Str("code")
}
