package findings_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fiscal"
)

// draft is a finding on the tax section that lacks nothing. High: impact 2, likelihood 5.
func draft(c *apptest.City, code string) map[string]any {
	return map[string]any{
		"code": code, "title": "特権IDの棚卸しが行われていない", "titleEn": "No review of privileged accounts", "kind": "finding", "source": "ict_audit",
		"auditName": "令和8年度 ICT監査", "sectionId": c.Org("tax"), "theme": "access",
		"criteria": "情報セキュリティ対策基準 第12条", "condition": "棚卸しの記録がない", "cause": "手順が定められていない", "effect": "不正な利用に気づけない",
		"recommendation": "半年ごとに棚卸しを行うこと", "impact": 2, "likelihood": 5,
	}
}

func with(body map[string]any, pairs ...any) map[string]any {
	for i := 0; i < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// finding is one finding of the test city on its way.
type finding struct {
	t  *testing.T
	c  *apptest.City
	id string
}

// raise makes a draft.
func raise(t *testing.T, c *apptest.City, code string, pairs ...any) *finding {
	t.Helper()
	return &finding{t, c, c.As("auditor").Post("/findings", with(draft(c, code), pairs...)).Want(201).Str("id")}
}

func (f *finding) path(rest string) string { return "/findings/" + f.id + rest }

func (f *finding) get() *apptest.Response {
	f.t.Helper()
	return f.c.As("auditor").Get(f.path("")).Want(200)
}

// act posts a step with the version just read.
func (f *finding) act(login, step string, body any) *apptest.Response {
	f.t.Helper()
	return f.c.As(login).Post(f.path("/"+step), body, apptest.IfMatch(f.get().ETag))
}

// on is a day from today, as text.
func (f *finding) on(days int) string { return f.c.Clock.Today().AddDays(days).String() }

// plan is an answer with its plan.
func (f *finding) plan(due string) map[string]any {
	return map[string]any{"answer": "指摘のとおり", "action": "棚卸しの手順を定め、実施する", "ownerId": f.c.Person("pm"), "dueOn": due}
}

// done is a report with evidence.
func done() map[string]any {
	return map[string]any{
		"report": "棚卸しを実施した", "residualImpact": 2, "residualLikelihood": 1,
		"evidence": []map[string]any{{"title": "特権ID棚卸し結果", "reference": "税-26-118", "place": "税務課 文書庫", "date": "2026-06-04"}},
	}
}

func verified(retest string) map[string]any {
	body := map[string]any{"method": "記録の閲覧", "result": "手順どおり実施されている"}
	if retest != "" {
		body["retestOn"], body["retestResult"] = retest, "再試験で有効を確認した"
	}
	return body
}

func acceptance(until string) map[string]any {
	return map[string]any{"rationale": "次期更改まで改修できない", "control": "月次の目視確認", "residualImpact": 2, "residualLikelihood": 4, "until": until}
}

// inAction brings a new finding to where measures are under way, with the plan due in so many days.
func inAction(t *testing.T, c *apptest.City, code string, pairs ...any) *finding {
	t.Helper()
	f := raise(t, c, code, pairs...)
	f.act("auditor", "notify", map[string]any{}).Want(200)
	f.act("pm", "answer", f.plan(f.on(20))).Want(200)
	f.act("auditor", "plan/approve", map[string]any{}).Want(200)
	return f
}

// travel moves the clock to the morning of a day and signs everybody in anew.
func travel(c *apptest.City, to string) {
	c.Clock.Set(fiscal.MustDate(to).Start().Add(9 * time.Hour))
	c.Again()
}
