package app_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/testkit"
)

// operation is a route of the contract with the permission that it asks for.
type operation struct{ method, path, perm string }

func (o operation) String() string { return o.method + " " + o.path + " (" + o.perm + ")" }

// session tells the routes that end or change the caller's own session: after them everybody signs in anew.
func (o operation) session() bool { return strings.HasPrefix(o.perm, "session:") }

// operations are all routes of the contract, in a fixed order.
func operations(c *apptest.City) []operation {
	out := []operation{}
	for path, item := range c.App.Router.OpenAPI().Paths {
		add := func(method string, present bool, extensions func() map[string]any) {
			if present {
				perm, _ := extensions()["x-permission"].(string)
				out = append(out, operation{method, path, perm})
			}
		}
		add("GET", item.Get != nil, func() map[string]any { return item.Get.Extensions })
		add("POST", item.Post != nil, func() map[string]any { return item.Post.Extensions })
		add("PUT", item.Put != nil, func() map[string]any { return item.Put.Extensions })
		add("PATCH", item.Patch != nil, func() map[string]any { return item.Patch.Extensions })
		add("DELETE", item.Delete != nil, func() map[string]any { return item.Delete.Extensions })
	}
	slices.SortFunc(out, func(a, b operation) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return out
}

var parameter = regexp.MustCompile(`\{[^}]+\}`)

// call sends the operation with an empty body; ids stand in for the parameters of the path, the last one for all the rest.
func (o operation) call(cl *apptest.Client, ids ...string) *apptest.Response {
	path := parameter.ReplaceAllStringFunc(o.path, func(string) string {
		id := ids[0]
		if len(ids) > 1 {
			ids = ids[1:]
		}
		return id
	})
	var body any
	if o.method != "GET" && o.method != "DELETE" {
		body = map[string]any{}
	}
	return cl.Do(o.method, path, body, apptest.IfMatch(`"1"`))
}

// TestNoRouteIsWithoutPermission compares what the server serves, what the contract says and what the policy knows.
func TestNoRouteIsWithoutPermission(t *testing.T) {
	c := apptest.New(t, testkit.Fresh(t, testkit.SQLite))
	ops := operations(c)
	if len(ops) < 60 {
		t.Fatalf("only %d operations: the contract is not whole", len(ops))
	}
	wanted := map[string]bool{}
	for _, o := range ops {
		wanted[o.perm] = true
		if !slices.ContainsFunc(c.App.Policy.Rules, func(r authz.Rule) bool { return r.Permission() == o.perm && r.Effect == "allow" }) {
			t.Errorf("%s: no line of the policy allows it", o)
		}
	}
	for _, r := range c.App.Policy.Rules {
		if !wanted[r.Permission()] {
			t.Errorf("policy.csv line %d: no route asks for %s", r.Line, r.Permission())
		}
	}
	for _, r := range c.App.Engine.Routes() {
		path, below := strings.CutPrefix(r.Path, api.Base)
		if !below || strings.HasPrefix(path, "/openapi") {
			continue
		}
		path = regexp.MustCompile(`:([^/]+)`).ReplaceAllString(path, "{$1}")
		if !slices.ContainsFunc(ops, func(o operation) bool { return o.method == r.Method && o.path == path }) {
			t.Errorf("%s %s is served and not in the contract: nothing guards it", r.Method, r.Path)
		}
	}
}

// roleLogins is one person a role, who has no other.
var roleLogins = map[string]string{
	"admin": "admin", "ict": "ict_office", "pm": "project_manager", "head": "section_head", "reviewer": "reviewer",
	"executive": "executive", "auditor": "auditor", "viewer": "viewer",
}

// TestRoleByOperation asks every operation as every role and as nobody. The policy in force says who may not; whoever may
// is not told so at the door, whatever the record then says. Nothing breaks the server.
func TestRoleByOperation(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		if len(roleLogins) != len(authz.Roles) {
			t.Fatalf("%d roles, %d logins", len(authz.Roles), len(roleLogins))
		}
		for login, role := range roleLogins {
			if me := c.As(login).Get("/me"); me.Len("roles") != 1 || me.Str("roles.0") != role {
				t.Fatalf("%s is not just %s: %s", login, role, me.Raw)
			}
		}
		records := matrixRecords(c)
		for _, o := range operations(c) {
			anonymous := slices.ContainsFunc(c.App.Policy.Rules, func(r authz.Rule) bool {
				return r.Permission() == o.perm && r.Role == authz.Anonymous && r.Effect == "allow"
			})
			res := o.call(c.Anonymous(), "x", "G1")
			if !anonymous && (res.Status != http.StatusUnauthorized || res.Code != "unauthenticated") {
				t.Errorf("nobody: %s answers %d %s", o, res.Status, res.Raw)
			}
			if res.Status >= 500 {
				t.Errorf("nobody: %s answers %d %s", o, res.Status, res.Raw)
			}
			may := c.App.Policy.RolesFor(o.perm)
			for login, role := range roleLogins {
				for _, ids := range [][]string{{"nothing", "G1"}, records.of(o.path)} {
					if ids == nil {
						continue
					}
					o.judge(t, role, slices.Contains(may, role), o.call(c.As(login), ids...))
					if o.session() {
						c.Again()
					}
				}
			}
		}
	})
}

// judge holds one answer against the policy.
func (o operation) judge(t *testing.T, role string, may bool, res *apptest.Response) {
	t.Helper()
	switch {
	case res.Status >= 500:
		t.Errorf("%s: %s answers %d %s", role, o, res.Status, res.Raw)
	case !may && (res.Status != http.StatusForbidden || res.Code != "forbidden"):
		t.Errorf("%s: %s answers %d, though no line allows it: %s", role, o, res.Status, res.Raw)
	case !may && (res.Str("params.permission") != o.perm || res.Int("params.rule") == 0 || res.Str("params.missed.0") != "role" || res.Len("params.roles") == 0):
		t.Errorf("%s: %s does not explain itself: %s", role, o, res.Raw)
	case may && res.Status == http.StatusForbidden && res.Str("params.missed.0") == "role":
		t.Errorf("%s: %s is refused for want of a role, though a line allows it: %s", role, o, res.Raw)
	case may && res.Status == http.StatusForbidden && (res.Int("params.rule") == 0 || res.Len("params.missed") == 0):
		t.Errorf("%s: %s does not explain itself: %s", role, o, res.Raw)
	case may && res.Status == http.StatusForbidden && o.method == "GET" && !parameter.MatchString(o.path):
		t.Errorf("%s: the list %s is refused: %s", role, o, res.Raw)
	}
}

// matrixIDs are records that exist, by the beginning of the paths that name them.
type matrixIDs map[string][]string

// of finds the ids for a path: those of the longest beginning that fits; nil when the path names no record.
func (m matrixIDs) of(path string) []string {
	best := ""
	for prefix := range m {
		if strings.HasPrefix(path, prefix) && len(prefix) > len(best) {
			best = prefix
		}
	}
	return m[best]
}

// matrixRecords makes one record of each kind that paths name.
func matrixRecords(c *apptest.City) matrixIDs {
	pm := c.As("pm")
	system := pm.Post("/systems", map[string]any{
		"code": "SYS-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "planning",
	}).Want(201).Str("id")
	project := pm.Post("/projects", map[string]any{
		"code": "P-1", "name": "税務システム更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
		"systemIds": []string{system}, "buildCost": 1_000_000, "runCost": 1_000_000, "riskLevel": "low", "finishOn": "2027-03-31",
	}).Want(201).Str("id")
	risk := pm.Post("/projects/"+project+"/risks", map[string]any{"kind": "risk", "title": "要員", "impact": 2, "likelihood": 2, "state": "open"}).Want(201).Str("id")
	milestone := pm.Post("/projects/"+project+"/milestones", map[string]any{"name": "契約", "gate": "G3", "baselineOn": "2026-12-01"}).Want(201).Str("id")
	report := pm.Post("/projects/"+project+"/reports", map[string]any{
		"asOf": "2026-06-01", "overall": "green", "scope": "green", "schedule": "green", "cost": "green", "quality": "green", "risk": "green", "summary": "順調",
	}).Want(201).Str("id")
	application := pm.Post("/projects/"+project+"/gates/G1/applications", nil).Want(201).Str("id")
	return matrixIDs{
		"/systems/{id}": {system}, "/projects/{id}": {project, "G1"}, "/projects/{id}/risks/": {project, risk}, "/projects/{id}/milestones/": {project, milestone},
		"/projects/{id}/reports/": {project, report}, "/gates/applications/{id}": {application}, "/organisations/{id}": {c.Org("ward1")}, "/people/{id}": {c.Person("otherpm")},
	}
}
