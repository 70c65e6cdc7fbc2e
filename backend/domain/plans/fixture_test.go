package plans_test

import (
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// fixture is a plan with two themes, a later plan with one, and ways to fill them.
type fixture struct {
	*testing.T
	c           *apptest.City
	ict         *apptest.Client
	plan, later string
	ai, online  string // themes of plan
	laterTheme  string
	actions     map[string]string // code → id
}

func newFixture(t *testing.T, c *apptest.City) *fixture {
	f := &fixture{T: t, c: c, ict: c.As("ict"), actions: map[string]string{}}
	strategy := f.ict.Post("/strategies", map[string]any{"code": "ST-1", "name": "ICT戦略", "edition": 1, "decidedOn": "2016-03-25"}).Want(201).Str("id")
	plan := func(code, from, to string) string {
		return f.ict.Post("/plans", fmt.Sprintf(`{"code":%q,"name":"アクションプラン %s","strategyId":%q,"fyFrom":%s,"fyTo":%s}`, code, code, strategy, from, to)).Want(201).Str("id")
	}
	f.plan, f.later = plan("AP-24", "2024", "2026"), plan("AP-27", "2027", "2029")
	theme := func(plan, code, field string) string {
		return f.ict.Post("/plans/"+plan+"/themes", map[string]any{"code": code, "name": "テーマ " + code, "field": field, "position": len(code)}).Want(201).Str("id")
	}
	f.ai, f.online, f.laterTheme = theme(f.plan, "T-AI", "ai"), theme(f.plan, "T-ONL", "online_procedures"), theme(f.later, "T-27", "ai")
	return f
}

func (f *fixture) draft(code string, more ...any) map[string]any {
	d := map[string]any{
		"code": code, "name": "施策 " + code, "themeId": f.ai, "ownerId": f.c.Org("tax"), "startsOn": "2024-04-01", "endsOn": "2027-03-31",
	}
	for i := 0; i+1 < len(more); i += 2 {
		d[more[i].(string)] = more[i+1]
	}
	return d
}

// add makes an action and remembers its id.
func (f *fixture) add(code string, more ...any) string {
	f.Helper()
	f.actions[code] = f.ict.Post("/actions", f.draft(code, more...)).Want(201).Str("id")
	return f.actions[code]
}

// act posts to a record in its present version.
func act(cl *apptest.Client, record, verb string, body any) *apptest.Response {
	etag := cl.Get(record).Want(200).ETag
	return cl.Post(record+"/"+verb, body, apptest.IfMatch(etag))
}

// approve lets the executive approve what stands in a plan now.
func (f *fixture) approve(plan string) *apptest.Response {
	f.Helper()
	ex := f.c.As("executive")
	hash := ex.Get("/plans/" + plan + "/changes").Want(200).Str("contentHash")
	return act(ex, "/plans/"+plan, "approve", map[string]any{"meeting": "第3回ICT戦略本部会議", "on": f.c.Clock.Today().String(), "hash": hash})
}

func (f *fixture) settle(id, outcome, reason string) *apptest.Response {
	f.Helper()
	return act(f.ict, "/actions/"+id, "outcome", map[string]any{"outcome": outcome, "on": f.c.Clock.Today().String(), "reason": reason})
}
