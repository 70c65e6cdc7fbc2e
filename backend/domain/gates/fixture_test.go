package gates_test

import (
	"fmt"
	"slices"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
)

// works is a project of the test city on its way through the gates.
type works struct {
	t    *testing.T
	c    *apptest.City
	code string
	id   string
}

// begin registers a project with one planned system that lacks nothing the live checks ask for, except what the test
// leaves out by changing the body. Tier C unless the change raises it.
func begin(t *testing.T, c *apptest.City, code string, change map[string]any) *works {
	t.Helper()
	w := &works{t: t, c: c, code: code}
	pm := c.As("pm")
	sys := pm.Post("/systems", map[string]any{
		"code": "S-" + code, "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium",
		"phase": "planning", "classificationScheme": "R4", "confidentiality": "3", "integrity": "2", "availability": "2",
		"serviceDays": "weekdays", "serviceFrom": "09:00", "serviceTo": "17:30", "functions": []string{"税額計算"},
	}).Want(201)
	pm.Post("/systems/"+sys.Str("id")+"/confirm", nil, apptest.IfMatch(sys.ETag)).Want(200)
	hours := c.As("ict").Post("/availability/calendars", map[string]any{
		"code": "H-" + code, "name": "24時間", "editions": []map[string]any{{"from": "2015-04-01", "always": true}},
	}).Want(201).Str("id")
	c.As("head").Post("/availability/targets", map[string]any{
		"systemId": sys.Str("id"), "validFrom": "2026-04-01", "calendarId": hours, "target": 995_000,
	}).Want(201)
	body := map[string]any{
		"code": code, "name": "税務システム更改", "purpose": "処理期間の短縮", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
		"systemIds": []string{sys.Str("id")}, "buildCost": 10_000_000, "runCost": 5_000_000, "riskLevel": "low", "finishOn": "2027-03-31",
	}
	for k, v := range change {
		body[k] = v
	}
	w.id = pm.Post("/projects", body).Want(201).Str("id")
	pm.Post(w.path("/risks"), map[string]any{"kind": "risk", "title": "委託先の要員不足", "impact": 3, "likelihood": 2, "state": "open"}).Want(201)
	pm.Post(w.path("/milestones"), map[string]any{"name": "契約", "gate": "G3", "baselineOn": "2026-12-01"}).Want(201)
	pm.Post("/budgets/lines", map[string]any{
		"code": "B-" + code, "name": "税務システム更改", "fiscalYear": 2027, "sectionId": c.Org("tax"), "projectId": w.id, "account": "general",
		"category": "one_off", "kind": "renewal", "estimate": 10_000_000, "commitment": "none",
	}).Want(201)
	return w
}

// tierA and tierB raise a project of begin.
var (
	tierA = map[string]any{"riskLevel": "high"}
	tierB = map[string]any{"buildCost": 40_000_000}
)

func (w *works) path(rest string) string { return "/projects/" + w.id + rest }

// answers conform to every line of a gate, with evidence of the day.
func (w *works) answers(gate, tier string) map[string]any {
	w.t.Helper()
	set := w.c.As("pm").Get("/gates/sets").Want(200)
	answers, documents := []map[string]any{}, []map[string]any{}
	for i := range set.Len("gates") {
		at := fmt.Sprintf("gates.%d.", i)
		if set.Str(at+"id") != gate {
			continue
		}
		for j := range set.Len(at + "criteria") {
			line := fmt.Sprintf("%scriteria.%d.", at, j)
			if tiers, _ := set.Get(line + "tiers").([]any); slices.Contains(tiers, any(tier)) && set.Bool(line+"answer") {
				answers = append(answers, map[string]any{
					"criterionId": set.Str(line + "id"), "answer": "conform", "comment": "",
					"evidence": []map[string]any{{"kind": "文書", "title": "要件定義書 第1.0版", "reference": "ICT-26-12", "date": w.c.Clock.Today().String()}},
				})
			}
		}
		for j := range set.Len(at + "requiredDocuments") {
			documents = append(documents, map[string]any{"kind": set.Str(fmt.Sprintf("%srequiredDocuments.%d", at, j)), "title": "提出資料", "date": w.c.Clock.Today().String()})
		}
	}
	return map[string]any{"answers": answers, "documents": documents}
}

// round is one application.
type round struct {
	*works
	gate, id string
}

func (r *round) path(rest string) string { return "/gates/applications/" + r.id + rest }

// etag is the version as it is now.
func (r *round) etag() apptest.Option {
	r.t.Helper()
	return apptest.IfMatch(r.c.As("auditor").Get(r.path("")).Want(200).ETag)
}

// act posts a transition with the version just read.
func (r *round) act(login, verb string, body any) *apptest.Response {
	r.t.Helper()
	return r.c.As(login).Post(r.path("/"+verb), body, r.etag())
}

// apply opens a round.
func (w *works) apply(gate string) *round {
	w.t.Helper()
	res := w.c.As("pm").Post(w.path("/gates/"+gate+"/applications"), nil).Want(201)
	return &round{works: w, gate: gate, id: res.Str("id")}
}

// handIn opens a round, answers everything and submits it.
func (w *works) handIn(gate string) *round {
	w.t.Helper()
	r := w.apply(gate)
	tier := r.c.As("pm").Get(r.path("")).Str("tier")
	r.c.As("pm").Put(r.path(""), w.answers(gate, tier), r.etag()).Want(200)
	r.act("pm", "submit", nil).Want(200)
	return r
}

// review brings a round under review, with an opinion of each reviewer.
func (w *works) review(gate, dca string, reviewers ...string) *round {
	w.t.Helper()
	r := w.handIn(gate)
	r.start(reviewers...).Want(200)
	for _, login := range reviewers {
		r.opine(login, dca).Want(201)
	}
	return r
}

func (r *round) start(logins ...string) *apptest.Response {
	r.t.Helper()
	ids := []string{}
	for _, l := range logins {
		ids = append(ids, r.c.Person(l))
	}
	return r.act("ictstaff", "start", map[string]any{"reviewers": ids})
}

func (r *round) opine(login, dca string) *apptest.Response {
	r.t.Helper()
	return r.c.As(login).Post(r.path("/opinions"), map[string]any{"dca": dca, "comment": "要件は固まっている"})
}

func (r *round) decide(login, outcome string, conditions ...map[string]any) *apptest.Response {
	r.t.Helper()
	body := map[string]any{"outcome": outcome, "reason": "審査会の意見による"}
	if len(conditions) > 0 {
		body["conditions"] = conditions
	}
	return r.act(login, "decisions", body)
}

// pass takes a gate with a plain approval.
func (w *works) pass(gate, decider string) *round {
	w.t.Helper()
	r := w.review(gate, "green", "reviewer")
	r.decide(decider, "approved").Want(200)
	return r
}

// skip leaves gates out.
func (w *works) skip(login string, gates ...string) {
	w.t.Helper()
	for _, g := range gates {
		w.c.As(login).Post(w.path("/gates/"+g+"/skip"), map[string]any{"reason": "先行案件で審査済み"}).Want(201)
	}
}

func (w *works) condition(text, criticality, owner string, change ...map[string]any) map[string]any {
	c := map[string]any{"text": text, "criticality": criticality, "ownerId": w.c.Person(owner), "dueOn": "2026-09-30"}
	for _, m := range change {
		for k, v := range m {
			if v == nil {
				delete(c, k)
				continue
			}
			c[k] = v
		}
	}
	return c
}

// on posts an act on the condition with the version just read.
func (w *works) on(login, id, verb string, body any) *apptest.Response {
	w.t.Helper()
	return w.c.As(login).Post("/gates/conditions/"+id+"/"+verb, body, apptest.IfMatch(w.c.As("auditor").Get("/gates/conditions/"+id).Want(200).ETag))
}

var evidence = map[string]any{"evidence": []map[string]any{{"title": "再見積書", "reference": "ICT-26-31", "date": "2026-06-04"}}, "comment": "再見積を取得した"}

// rules are the rules that a refusal names, with the reason each gives.
func rules(res *apptest.Response) []string {
	out := []string{}
	for i := range res.Len("params.rules") {
		at := fmt.Sprintf("params.rules.%d.", i)
		out = append(out, res.Str(at+"rule")+" "+res.Str(at+"why.code"))
	}
	return out
}

// wantRule fails the test unless the refusal is of the code and names exactly this rule and reason.
func wantRule(t *testing.T, res *apptest.Response, code, want string) {
	t.Helper()
	if res.Status < 400 || res.Code != code || !slices.Equal(rules(res), []string{want}) {
		t.Errorf("want %s by %q: status %d %s", code, want, res.Status, res.Raw)
	}
}

// lacking lists the criteria of a readiness that neither are met nor waived.
func lacking(res *apptest.Response) []string {
	out := []string{}
	for i := range res.Len("criteria") {
		at := fmt.Sprintf("criteria.%d.", i)
		if s := res.Str(at + "status"); s != "met" && s != "waived" {
			out = append(out, res.Str(at+"id"))
		}
	}
	return out
}

// unmet are the ids that a refusal or a readiness names.
func unmet(res *apptest.Response, path string) []string {
	out := []string{}
	for i := range res.Len(path) {
		out = append(out, res.Str(fmt.Sprintf("%s.%d", path, i)))
	}
	return out
}

// exec writes past every verb, as only somebody at the database could.
func (w *works) exec(sql string) error {
	return w.c.Store.Internal(w.t.Context(), func(db *gorm.DB) error { return db.Exec(sql).Error })
}

// hasKind tells whether a section of the start page has an item of the kind.
func hasKind(res *apptest.Response, section, kind string) bool {
	for i := range res.Len(section) {
		if res.Str(fmt.Sprintf("%s.%d.kind", section, i)) == kind {
			return true
		}
	}
	return false
}
