package meetings_test

import (
	"fmt"
	"slices"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// post finds the id of the post of a login.
func post(t *testing.T, c *apptest.City, login string) string {
	t.Helper()
	list := c.As("ict").Get("/posts?limit=100").Want(200)
	for i := range list.Len("items") {
		at := fmt.Sprintf("items.%d.", i)
		if list.Str(at+"titleEn") == login {
			return list.Str(at + "id")
		}
	}
	t.Fatalf("no post of %s", login)
	return ""
}

// gate brings a project that the headquarters has designated to G1, where only the decision is missing.
func gate(t *testing.T, c *apptest.City, code string) (id string) {
	t.Helper()
	return gateOf(t, c, code, "A", true)
}

// gateOf is gate for a project of tier A or B.
func gateOf(t *testing.T, c *apptest.City, code, tier string, designated bool) string {
	t.Helper()
	id := submitted(t, c, code, tier, designated)
	review(c, id)
	return id
}

// review begins the review of an application and gives the opinions that it takes.
func review(c *apptest.City, id string) {
	path := "/gates/applications/" + id
	c.As("ictstaff").Post(path+"/start", map[string]any{"reviewers": []string{c.Person("reviewer"), c.Person("reviewer2")}}, apptest.IfMatch(c.As("auditor").Get(path).ETag)).Want(200)
	for _, r := range []string{"reviewer", "reviewer2"} {
		c.As(r).Post(path+"/opinions", map[string]any{"dca": "green", "comment": "適当である"}).Want(201)
	}
}

// submitted hands in the application of a project at G1.
func submitted(t *testing.T, c *apptest.City, code, tier string, designated bool) (id string) {
	t.Helper()
	pm := c.As("pm")
	sys := pm.Post("/systems", map[string]any{
		"code": "S-" + code, "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium",
		"phase": "planning", "classificationScheme": "R4", "confidentiality": "3", "integrity": "2", "availability": "2",
		"serviceDays": "weekdays", "serviceFrom": "09:00", "serviceTo": "17:30", "functions": []string{"税額計算"},
	}).Want(201)
	pm.Post("/systems/"+sys.Str("id")+"/confirm", nil, apptest.IfMatch(sys.ETag)).Want(200)
	project := pm.Post("/projects", map[string]any{
		"code": code, "name": "税務システム更改", "purpose": "処理期間の短縮", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
		"systemIds": []string{sys.Str("id")}, "buildCost": 40_000_000, "runCost": 5_000_000, "riskLevel": map[string]string{"A": "high", "B": "low"}[tier], "finishOn": "2027-03-31", "hqDesignated": designated,
	}).Want(201).Str("id")
	path := "/projects/" + project
	pm.Post(path+"/risks", map[string]any{"kind": "risk", "title": "要員不足", "impact": 3, "likelihood": 2, "state": "open"}).Want(201)
	pm.Post(path+"/milestones", map[string]any{"name": "契約", "gate": "G3", "baselineOn": "2026-12-01"}).Want(201)
	pm.Post("/budgets/lines", map[string]any{
		"code": "B-" + code, "name": "税務システム更改", "fiscalYear": 2027, "sectionId": c.Org("tax"), "projectId": project, "account": "general",
		"category": "one_off", "kind": "renewal", "estimate": 40_000_000, "commitment": "none",
	}).Want(201)
	if tier == "A" {
		c.As("executive").Post(path+"/gates/G0/skip", map[string]any{"reason": "先行案件で審査済み"}).Want(201)
	}
	id = pm.Post(path+"/gates/G1/applications", nil).Want(201).Str("id")
	set := pm.Get("/gates/sets").Want(200)
	answers, documents := []map[string]any{}, []map[string]any{}
	for i := range set.Len("gates") {
		g := fmt.Sprintf("gates.%d.", i)
		if set.Str(g+"id") != "G1" {
			continue
		}
		for j := range set.Len(g + "criteria") {
			line := fmt.Sprintf("%scriteria.%d.", g, j)
			if tiers, _ := set.Get(line + "tiers").([]any); slices.Contains(tiers, any(tier)) && set.Bool(line+"answer") {
				answers = append(answers, map[string]any{
					"criterionId": set.Str(line + "id"), "answer": "conform",
					"evidence": []map[string]any{{"kind": "文書", "title": "企画書", "reference": "ICT-26-12", "date": c.Clock.Today().String()}},
				})
			}
		}
		for j := range set.Len(g + "requiredDocuments") {
			documents = append(documents, map[string]any{"kind": set.Str(fmt.Sprintf("%srequiredDocuments.%d", g, j)), "title": "提出資料", "date": c.Clock.Today().String()})
		}
	}
	pm.Put("/gates/applications/"+id, map[string]any{"answers": answers, "documents": documents}, apptest.IfMatch(pm.Get("/gates/applications/"+id).ETag)).Want(200)
	pm.Post("/gates/applications/"+id+"/submit", nil, apptest.IfMatch(pm.Get("/gates/applications/"+id).ETag)).Want(200)
	return id
}

// plan proposes an action plan with one action.
func plan(t *testing.T, c *apptest.City) (id string) {
	t.Helper()
	ict := c.As("ict")
	strategy := ict.Post("/strategies", map[string]any{"code": "ST-1", "name": "ICT戦略", "edition": 1}).Want(201).Str("id")
	id = ict.Post("/plans", map[string]any{"code": "AP-1", "name": "アクションプラン", "strategyId": strategy, "fyFrom": 2026, "fyTo": 2028}).Want(201).Str("id")
	theme := ict.Post("/plans/"+id+"/themes", map[string]any{"code": "T-AI", "name": "AIの活用", "field": "ai", "position": 1}).Want(201).Str("id")
	ict.Post("/actions", map[string]any{"code": "A-1", "name": "AI相談", "themeId": theme, "ownerId": c.Org("tax"), "startsOn": "2026-04-01", "endsOn": "2027-03-31"}).Want(201)
	ict.Post("/plans/"+id+"/propose", nil, apptest.IfMatch(ict.Get("/plans/"+id).ETag)).Want(200)
	return id
}

// table is a meeting under test.
type table struct {
	t    *testing.T
	c    *apptest.City
	path string
}

// call calls a meeting for today.
func call(t *testing.T, c *apptest.City) *table {
	t.Helper()
	m := c.As("ict").Post("/meetings", map[string]any{"heldOn": c.Clock.Today().String(), "startsAt": "11:00", "endsAt": "12:00", "place": "第6委員会室"}).Want(201)
	return &table{t, c, "/meetings/" + m.Str("id")}
}

func (m *table) get() *apptest.Response {
	m.t.Helper()
	return m.c.As("ict").Get(m.path).Want(200)
}

// act posts to the meeting in its present version.
func (m *table) act(login, verb string, body any) *apptest.Response {
	m.t.Helper()
	return m.c.As(login).Post(m.path+"/"+verb, body, apptest.IfMatch(m.get().ETag))
}

// item finds an item of the agenda by its place.
func (m *table) item(i int, key string) string {
	return m.get().Str(fmt.Sprintf("items.%d.%s", i, key))
}

// decide records a decision on the item at a place, naming the version and hash of its subject as they are now.
func (m *table) decide(login string, i int, body map[string]any) *apptest.Response {
	m.t.Helper()
	now := m.get()
	at := fmt.Sprintf("items.%d.", i)
	if v := now.Int(at + "subject.version"); v > 0 {
		body["subjectVersion"] = v
		body["subjectHash"] = now.Str(at + "subject.hash")
	}
	return m.c.As(login).Post(m.path+"/items/"+now.Str(at+"id")+"/decision", body, apptest.IfMatch(fmt.Sprintf(`"%d"`, now.Int(at+"version"))))
}
