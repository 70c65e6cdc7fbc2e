package policy_test

import (
	"net/http"
	"strconv"
	"testing"

	"miotsukushi/backend/app/apptest"
)

type body = map[string]any

func TestMatrixOfTheLivePolicy(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		c.Anonymous().Get("/policy/matrix").WantCode("unauthenticated")
		m := c.As("viewer").Get("/policy/matrix").Want(http.StatusOK)
		if sha := m.Str("sha256"); len(sha) != 64 || m.Str("version") != sha[:12] || c.App.Policy.SHA256 != sha {
			t.Errorf("version %q of %q", m.Str("version"), sha)
		}
		if m.Len("roles") != 8 || m.Len("denies") == 0 {
			t.Errorf("roles %d, denies %d", m.Len("roles"), m.Len("denies"))
		}
		// The matrix names exactly the permissions that routes ask for, but those of visitors.
		shown := map[string]bool{"session:look": true, "session:open": true}
		for i := range m.Len("rows") {
			at := "rows." + strconv.Itoa(i)
			shown[m.Str(at+".object")+":"+m.Str(at+".action")] = true
			if m.Str(at+".object") == "systems" && m.Str(at+".action") == "update" && m.Str(at+".cells.section_head.scope") != "section" {
				t.Errorf("cell: %v", m.Get(at))
			}
		}
		for _, perm := range c.App.Router.Permissions() {
			if !shown[perm] {
				t.Errorf("%s is asked for by a route and not in the matrix", perm)
			}
		}
	})
}

func TestExplain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		system := c.As("head").Post("/systems", body{
			"code": "S-1", "name": "税", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
		}).Want(http.StatusCreated).Str("id")
		ask := func(login, query string) *apptest.Response {
			return c.As(login).Get("/policy/explain?permission=" + query)
		}

		no := ask("otherhead", "systems:update&noun=systems&id="+system).Want(http.StatusOK)
		if no.Bool("allowed") || no.Str("missed.0") != "section" || no.Int("rule") == 0 || no.Len("roles") != 3 || no.Len("lines") != 3 {
			t.Errorf("another section's head: %s", no.Raw)
		}
		titles := map[string]bool{}
		for i := range no.Len("posts") {
			titles[no.Str("posts."+strconv.Itoa(i)+".title")] = true
		}
		if !titles["税務課長"] || !titles["税務システム担当係長"] || titles["戸籍課長"] {
			t.Errorf("who could: %s", no.Raw)
		}
		for i := range no.Len("lines") {
			at := "lines." + strconv.Itoa(i)
			mine := no.Str(at+".role") == "section_head"
			if no.Bool(at+".me.role") != mine || no.Bool(at+".me.scope") != (no.Str(at+".scope") == "all") || !no.Bool(at+".me.condition") {
				t.Errorf("line: %v", no.Get(at))
			}
		}
		yes := ask("head", "systems:update&noun=systems&id="+system).Want(http.StatusOK)
		if !yes.Bool("allowed") || yes.Len("missed") != 0 || yes.Len("roles") != 3 {
			t.Errorf("the own head: %s", yes.Raw)
		}
		any := ask("viewer", "gates:decide").Want(http.StatusOK)
		if any.Bool("allowed") || any.Str("missed.0") != "role" || any.Get("lines.0.me.scope") != nil {
			t.Errorf("without a record: %s", any.Raw)
		}
		self := ask("admin", "people:account&noun=people&id="+c.Person("admin")).Want(http.StatusOK)
		if self.Bool("allowed") || self.Str("missed.0") != "not_self" {
			t.Errorf("the own account: %s", self.Raw)
		}
		// Who may not read a record learns nothing about who could change it.
		project := c.As("head").Post("/projects", body{
			"code": "P-1", "name": "税務更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "riskLevel": "low", "systemIds": []string{system},
		}).Want(http.StatusCreated).Str("id")
		ask("otherpm", "projects:update&noun=projects&id="+project).WantCode("forbidden")
		if r := ask("pm", "projects:update&noun=projects&id="+project).Want(http.StatusOK); !r.Bool("allowed") {
			t.Errorf("the own project: %s", r.Raw)
		}
		ask("viewer", "systems:explode").WantCode("invalid")
		ask("viewer", "systems:read&noun=systems").WantCode("invalid")
		ask("viewer", "systems:read&id="+system).WantCode("invalid")
		ask("viewer", "systems:read&noun=unicorns&id=1").WantCode("invalid")
		ask("viewer", "systems:read&noun=systems&id=1").WantCode("not_found")
	})
}
