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
		c.App.Router.EndStreams() // a stream goes on as long as somebody listens; here each is let in and ends
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
	budget := pm.Post("/budgets/lines", map[string]any{
		"code": "B-1", "name": "税務システム運用保守", "fiscalYear": 2027, "sectionId": c.Org("tax"), "systemId": system, "account": "general",
		"category": "recurring", "kind": "operation", "commitment": "none",
	}).Want(201).Str("id")
	request := pm.Post("/budgets/requests", map[string]any{"lineId": budget, "amount": 1_000_000, "documentNo": "税-1", "basis": "quotations"}).Want(201).Str("id")
	application := pm.Post("/projects/"+project+"/gates/G1/applications", nil).Want(201).Str("id")
	finding := c.As("auditor").Post("/findings", map[string]any{
		"title": "特権IDの棚卸し", "kind": "finding", "source": "ict_audit", "sectionId": c.Org("tax"), "theme": "access", "impact": 2, "likelihood": 5,
		"criteria": "a", "condition": "b", "cause": "c", "effect": "d", "recommendation": "e",
	}).Want(201)
	c.As("auditor").Post("/findings/"+finding.Str("id")+"/notify", map[string]any{}, apptest.IfMatch(finding.ETag)).Want(200)
	plan, theme, action := matrixPlan(c)
	evm := pm.Post("/health/evm", map[string]any{"projectId": project, "asOf": "2026-06-01", "bac": 100, "pv": 50, "ev": 40, "ac": 45}).Want(201).Str("id")
	check := map[string]any{
		"model": "SELF-CHECK", "kind": "self", "subject": "organisation", "sectionId": c.Org("tax"), "fiscalYear": 2026,
		"instances": []map[string]any{{"key": "a", "kind": "support", "name": "税務課"}},
	}
	appraisal := c.As("head").Post("/maturity/appraisals", check).Want(201).Str("id")
	target := c.As("ict").Post("/maturity/targets", map[string]any{"sectionId": c.Org("tax"), "model": "SELF-CHECK", "fiscalYear": 2026, "level": 2}).Want(201).Str("id")
	calendar := c.As("ict").Post("/availability/calendars", map[string]any{
		"code": "24x7", "name": "24時間", "editions": []map[string]any{{"from": "2015-04-01", "always": true}},
	}).Want(201).Str("id")
	level := c.As("head").Post("/availability/targets", map[string]any{"systemId": system, "validFrom": "2026-04-01", "calendarId": calendar}).Want(201).Str("id")
	outage := pm.Post("/availability/outages", map[string]any{"systemId": system, "title": "停止", "startedAt": "2026-06-01T00:00:00Z"}).Want(201).Str("id")
	window := pm.Post("/availability/maintenance", map[string]any{
		"systemId": system, "title": "月次保守", "startsAt": "2026-06-20T00:00:00Z", "endsAt": "2026-06-20T03:00:00Z",
	}).Want(201).Str("id")
	procedure := pm.Post("/procedures", map[string]any{"name": "市税証明の交付請求", "sectionId": c.Org("tax"), "kind": "application"}).Want(201).Str("id")
	snapshot := c.As("ict").Post("/procedures/snapshots", map[string]any{"name": "棚卸し"}).Want(201).Str("id")
	dataset := pm.Post("/datasets", map[string]any{"name": "公共施設一覧", "sectionId": c.Org("tax")}).Want(201).Str("id")
	model := pm.Post("/logic-models", map[string]any{"name": "データの活用", "sectionId": c.Org("tax")}).Want(201).Str("id")
	pilot := c.As("ict").Post("/pilots", map[string]any{
		"name": "市税照会のAI検索", "business": "市税の照会対応", "technology": "search", "purpose": "時間の短縮", "sectionId": c.Org("tax"), "managerId": c.Person("pm"),
		"wardIds": []string{c.Org("ward1")}, "startsOn": "2026-04-01", "endsOn": "2026-09-30", "targetCases": 200, "personalData": "none", "humanCheck": "職員が確かめる",
	}).Want(201)
	trial := pilot.Str("id")
	pilot = c.As("ict").Post("/pilots/"+trial+"/criteria", map[string]any{"metric": "top1", "targetPercent": 80, "minCases": 100, "giveUp": "届かないとき"}, apptest.IfMatch(pilot.ETag)).Want(200)
	pilot = c.As("ict").Post("/pilots/"+trial+"/sets", map[string]any{"edition": "第1版", "what": "照会"}, apptest.IfMatch(pilot.ETag)).Want(200)
	c.As("head").Post("/pilots/"+trial+"/start", map[string]any{}, apptest.IfMatch(pilot.ETag)).Want(200)
	tried := pm.Post("/pilots/cases", map[string]any{"pilotId": trial, "wardId": c.Org("ward1"), "edition": "第1版", "rank": "top1"}).Want(201).Str("id")
	held := c.As("head").Post("/skills/holdings", map[string]any{"sectionId": c.Org("tax"), "skill": "pm", "asOf": "2026-06-01"}).Want(201).Str("id")
	needed := pm.Post("/skills/projects/"+project+"/needs", map[string]any{"skill": "pm", "level": 3, "count": 1}).Want(201).Str("id")
	capability := c.As("ict").Post("/rationalisation/capabilities", map[string]any{"code": "1", "name": "税務"}).Want(201).Str("id")
	profile := pm.Post("/rationalisation/profiles", map[string]any{"systemId": system, "maintainers": 2}).Want(201).Str("id")
	merged := c.As("ict").Post("/systems", map[string]any{
		"code": "SYS-2", "name": "旧税務", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "low", "phase": "operation",
	}).Want(201).Str("id")
	merger := c.As("ict").Post("/rationalisation/cases", map[string]any{
		"name": "税務の統合", "sectionId": c.Org("tax"), "members": []map[string]any{{"systemId": merged, "absorbedBy": system, "retireOn": "2027-03-31"}},
	}).Want(201).Str("id")
	meeting := c.As("ict").Post("/meetings", map[string]any{"heldOn": "2026-06-01"}).Want(201).Str("id")
	agenda := c.As("ict").Post("/meetings/"+meeting+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201).Str("id")
	c.As("ict").Post("/meetings/"+meeting+"/open", nil, apptest.IfMatch(c.As("ict").Get("/meetings/"+meeting).ETag)).Want(200)
	directive := c.As("ict").Post("/meetings/"+meeting+"/directives", map[string]any{
		"title": "説明する", "priority": "other", "ownerId": c.Org("tax"), "dueOn": "2026-07-01",
	}).Want(201).Str("id")
	pack := c.As("ict").Post("/meetings/"+meeting+"/packs", map[string]any{}).Want(201).Str("id")
	disaster := c.As("ict").Post("/disasters", map[string]any{
		"name": "情報伝達訓練", "kind": "earthquake", "drill": true, "systemScope": "none", "officeScope": "default",
	}).Want(201).Str("id")
	return matrixIDs{
		"/datasets/{id}": {dataset}, "/logic-models/{id}": {model},
		"/skills/systems/{id}": {system}, "/skills/projects/{id}": {project}, "/skills/sections/{id}": {c.Org("tax")}, "/skills/holdings/{id}": {held}, "/skills/needs/{id}": {needed},
		"/pilots/{id}": {trial}, "/pilots/cases/{id}": {tried},
		"/rationalisation/systems/{id}": {system}, "/rationalisation/profiles/{id}": {profile}, "/rationalisation/capabilities/{id}": {capability},
		"/rationalisation/cases/{id}": {merger},
		"/procedures/{id}":            {procedure}, "/procedures/snapshots/{id}": {snapshot},
		"/meetings/{id}": {meeting}, "/meetings/{id}/items/": {meeting, agenda}, "/meetings/{id}/opinions/": {meeting, "x"}, "/directives/{id}": {directive},
		"/packs/{id}":               {pack},
		"/disasters/{id}":           {disaster},
		"/findings/{id}":            {finding.Str("id")},
		"/maturity/appraisals/{id}": {appraisal, "GOV"}, "/maturity/targets/{id}": {target}, "/maturity/units/{id}": {c.Org("tax")}, "/maturity/models/{id}": {"SELF-CHECK"},
		"/availability/systems/{id}": {system}, "/availability/systems/{id}/months/": {system, "2026-05"}, "/availability/calendars/{id}": {calendar},
		"/availability/targets/{id}": {level}, "/availability/outages/{id}": {outage}, "/availability/maintenance/{id}": {window},
		"/strategies/{id}": {plan[0]}, "/plans/{id}": {plan[1], "1"}, "/plans/{id}/themes/": {plan[1], theme},
		"/actions/{id}": {action[0]}, "/actions/{id}/kpis/": {action[0], action[1]},
		"/health/projects/{id}": {project}, "/health/systems/{id}": {system}, "/health/evm/{id}": {evm},
		"/systems/{id}": {system}, "/projects/{id}": {project, "G1"}, "/projects/{id}/risks/": {project, risk}, "/projects/{id}/milestones/": {project, milestone},
		"/projects/{id}/reports/": {project, report}, "/gates/applications/{id}": {application}, "/organisations/{id}": {c.Org("ward1")}, "/people/{id}": {c.Person("otherpm")},
		"/budgets/lines/{id}": {budget}, "/budgets/requests/{id}": {request}, "/budgets/years/{id}": {c.As("ict").Get("/budgets/years").Str("items.0.id")},
	}
}

// matrixPlan makes a strategy with a plan, a theme, an action and a KPI.
func matrixPlan(c *apptest.City) (plan [2]string, theme string, action [2]string) {
	ict := c.As("ict")
	plan[0] = ict.Post("/strategies", map[string]any{"code": "ST-1", "name": "ICT戦略", "edition": 1}).Want(201).Str("id")
	plan[1] = ict.Post("/plans", map[string]any{"code": "AP-1", "name": "アクションプラン", "strategyId": plan[0], "fyFrom": 2026, "fyTo": 2028}).Want(201).Str("id")
	theme = ict.Post("/plans/"+plan[1]+"/themes", map[string]any{"code": "AP-1-AI", "name": "AIの活用", "field": "ai", "position": 1}).Want(201).Str("id")
	action[0] = ict.Post("/actions", map[string]any{
		"code": "A-1", "name": "AI相談", "themeId": theme, "ownerId": c.Org("tax"), "startsOn": "2026-04-01", "endsOn": "2027-03-31",
	}).Want(201).Str("id")
	action[1] = ict.Post("/actions/"+action[0]+"/kpis", map[string]any{
		"name": "利用件数", "direction": "increase", "baseline": 0, "baselineYear": 2025, "target": 100, "targetYear": 2026,
	}).Want(201).Str("id")
	return plan, theme, action
}
