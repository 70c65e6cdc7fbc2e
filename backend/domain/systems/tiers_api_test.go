package systems_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// A system that becomes heavier takes its running projects with it in the same write, and one that is wound down gives
// them the retirement gate; a project that has ended stays as it was.
func TestProjectsFollowTheirSystem(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		draft := map[string]any{"code": "S-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation"}
		sys := pm.Post("/systems", draft).Want(201)
		project := func(code string) string {
			return "/projects/" + pm.Post("/projects", map[string]any{
				"code": code, "name": "税務システム改修", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
				"systemIds": []string{sys.Str("id")}, "buildCost": 1_000_000, "runCost": 0, "riskLevel": "low",
			}).Want(201).Str("id")
		}
		running, ended := project("P-1"), project("P-2")
		pm.Post(ended+"/stop", map[string]any{"reason": "予算が認められなかった"}, apptest.IfMatch(`"1"`)).Want(200)
		change := func(key string, value any) {
			t.Helper()
			draft[key] = value
			pm.Put("/systems/"+sys.Str("id"), draft, apptest.IfMatch(pm.Get("/systems/"+sys.Str("id")).ETag)).Want(200)
		}
		tier := func(path, want string, gates int) {
			t.Helper()
			if p := c.As("ict").Get(path).Want(200); p.Str("tier") != want || p.Len("gates") != gates {
				t.Errorf("tier %s with %d gates, want %s with %d", p.Str("tier"), p.Len("gates"), want, gates)
			}
		}
		tier(running, "C", 3)
		change("kana", "ぜいむ")
		if v := pm.Get(running).Int("version"); v != 1 {
			t.Errorf("a change that the tier does not ask for wrote the project: version %d", v)
		}
		change("core", true)
		tier(running, "A", 7)
		tier(ended, "C", 3)
		if p := pm.Get(running); p.Str("nextGate") != "G0" || p.Str("tierReasons.0.code") != "core_system" {
			t.Errorf("%s", p.Raw)
		}
		events := c.As("auditor").Get(running + "/history").Want(200)
		if events.Str("items.0.action") != "update" || events.Str("items.0.actor.personId") != c.Person("pm") {
			t.Errorf("the history must tell who made it heavier: %s", events.Raw)
		}
		change("core", false)
		change("phase", "wind_down")
		tier(running, "C", 4)
	})
}
