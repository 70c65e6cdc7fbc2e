package gates_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// step is one act of the story: who does it, who else might, and that nobody else can.
type step struct {
	what string
	by   string
	may  []string // could do it as well, so they are not tried
	do   func(login string) *apptest.Response
	want int
}

// take lets everybody who must not act try first, in every role, and then lets the one act who does.
func (w *works) take(s step) *apptest.Response {
	w.t.Helper()
	before := string(w.c.As("auditor").Get(w.path("/history")).Raw)
	for _, login := range apptest.Logins() {
		if login == s.by || slices.Contains(s.may, login) {
			continue
		}
		res := s.do(login)
		if res.Status != 403 || res.Code != "forbidden" || res.Int("params.rule") == 0 || res.Len("params.missed") == 0 || res.Len("params.roles") == 0 {
			w.t.Errorf("%s by %s: status %d, want a refusal that explains itself: %s", s.what, login, res.Status, res.Raw)
		}
	}
	if after := string(w.c.As("auditor").Get(w.path("/history")).Raw); after != before {
		w.t.Errorf("%s: a refused attempt changed something", s.what)
	}
	return s.do(s.by).Want(s.want)
}

// TestTheMainJob is the story of the first working day, on the API: report, application, readiness, opinion, conditional
// approval, an execution that waits for the condition, and an auditor who sees all of it.
func TestTheMainJob(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", map[string]any{"riskLevel": "high", "systemIds": []string{}})
		w.skip("executive", "G0", "G1")

		status := map[string]any{
			"asOf": "2026-06-01", "overall": "amber", "scope": "green", "schedule": "amber", "cost": "green", "quality": "unknown", "risk": "amber", "summary": "要件を確定した",
		}
		report := w.take(step{"draft a report", "pm", []string{"head"}, func(l string) *apptest.Response { return c.As(l).Post(w.path("/reports"), status) }, 201})
		publish := w.path("/reports/" + report.Str("id") + "/publish")
		w.take(step{"publish it", "pm", []string{"head"}, func(l string) *apptest.Response { return c.As(l).Post(publish, nil, apptest.IfMatch(report.ETag)) }, 200})

		made := w.take(step{"apply for G2", "pm", []string{"head"}, func(l string) *apptest.Response { return c.As(l).Post(w.path("/gates/G2/applications"), nil) }, 201})
		r := &round{works: w, gate: "G2", id: made.Str("id")}
		if made.Str("state") != "draft" || made.Str("tier") != "A" || made.Int("round") != 1 || made.Str("preparedBy.0") != c.Person("pm") {
			t.Fatalf("%s", made.Raw)
		}

		readiness := func() *apptest.Response { return c.As("pm").Get(w.path("/gates/G2/readiness")).Want(200) }
		missing := readiness()
		if missing.Bool("ready") || missing.Str("action") != "submit" || missing.Int("counts.unmet") != 7 || len(lacking(missing)) != 7 {
			t.Fatalf("nothing is answered, and yet: %s", missing.Raw)
		}
		submit := step{"submit", "pm", []string{"head"}, func(l string) *apptest.Response { return r.act(l, "submit", nil) }, 409}
		refused := w.take(submit)
		if refused.Code != "not_ready" || !slices.Equal(unmet(refused, "params.unmet"), unmet(missing, "unmet")) {
			t.Fatalf("the submission must say what readiness says: %s / %s", refused.Raw, missing.Raw)
		}

		edit := func(l string) *apptest.Response { return c.As(l).Put(r.path(""), w.answers("G2", "A"), r.etag()) }
		w.take(step{"answer", "pm", []string{"head"}, edit, 200})
		left := readiness()
		if !slices.Equal(lacking(left), []string{"G2-2"}) || left.Str("criteria.1.why.code") != "no_systems_linked" ||
			left.Str("criteria.1.mend.permission") != "projects:update" || left.Str("criteria.1.mend.personIds.0") != c.Person("pm") || left.Len("criteria.1.mend.roles") == 0 {
			t.Fatalf("the system is not linked yet: %s", left.Raw)
		}
		w.link()
		if ready := readiness(); !ready.Bool("ready") || ready.Int("counts.met") != 7 || ready.Str("criteria.1.proof.0.noun") != "system" {
			t.Fatalf("mended, and yet: %s", ready.Raw)
		}
		submit.want = 200
		if in := w.take(submit); in.Str("state") != "submitted" || in.Str("submittedBy") != c.Person("pm") {
			t.Fatalf("%s", in.Raw)
		}
		edit("pm").WantCode("conflict")

		w.take(step{"coordinate", "ictstaff", []string{"ict", "sysmgmt"}, func(l string) *apptest.Response { return r.act(l, "coordinate", nil) }, 200})
		asked := map[string]any{"reviewers": []string{c.Person("reviewer")}, "dueOn": "2026-06-30"}
		w.take(step{"begin the review", "ictstaff", []string{"ict", "sysmgmt"}, func(l string) *apptest.Response { return r.act(l, "start", asked) }, 200})

		if n := c.As("reviewer").Get("/me/work").Len("review"); n != 1 {
			t.Errorf("%d opinions wait for the reviewer, want 1", n)
		}
		w.take(step{"opine", "reviewer", nil, func(l string) *apptest.Response { return r.opine(l, "amber") }, 201})
		if work := c.As("executive").Get("/me/work"); work.Len("decide") != 1 || work.Str("decide.0.code") != "P-1" || work.Str("decide.0.detail.gate") != "G2" {
			t.Errorf("it must wait for the CIO: %s", work.Raw)
		}

		critical := w.condition("個人情報の再委託の範囲を契約条項に明記する", "critical", "pm", map[string]any{"dueOn": nil, "dueGate": "G3"})
		decided := w.take(step{"decide", "executive", nil, func(l string) *apptest.Response { return r.decide(l, "conditional", critical) }, 200})
		if decided.Str("state") != "conditions" || decided.Str("number") != "2026-G2-0001" || decided.Str("decision.deciderName") != "最高情報統括責任者" ||
			decided.Str("decision.authority") != "cio" || decided.Str("decision.policySha") != c.App.Policy.SHA256 || decided.Int("decision.readiness.counts.met") != 7 || decided.Str("conditions.0.ownerName") != "税務システム担当係長" {
			t.Fatalf("%s", decided.Raw)
		}

		execute := step{"start execution", "pm", []string{"head"}, func(l string) *apptest.Response {
			return c.As(l).Post(w.path("/execution"), nil, apptest.IfMatch(c.As("auditor").Get(w.path("")).ETag))
		}, 409}
		condition := decided.Str("conditions.0.id")
		held := w.take(execute)
		if held.Code != "not_ready" || !slices.Equal(rules(held), []string{"R1 gate_not_begun", "R4 critical_conditions_open"}) || held.Str("params.rules.1.why.params.ids.0") != condition {
			t.Fatalf("an open critical condition must hold execution: %s", held.Raw)
		}

		w.take(step{"report the condition", "pm", []string{"head"}, func(l string) *apptest.Response { return w.on(l, condition, "report", evidence) }, 200})
		if r4 := w.take(execute); !slices.Contains(rules(r4), "R4 critical_conditions_open") {
			t.Fatalf("its own report must not settle a condition: %s", r4.Raw)
		}
		met := map[string]any{"result": "met"}
		verified := w.take(step{"verify it", "ictstaff", []string{"ict", "sysmgmt", "reviewer", "reviewer2"}, func(l string) *apptest.Response { return w.on(l, condition, "verify", met) }, 200})
		if verified.Str("state") != "verified" || verified.Str("verifiedByName") != "ICT戦略室 担当" || c.As("pm").Get(r.path("")).Str("state") != "done" {
			t.Fatalf("%s", verified.Raw)
		}
		wantRule(t, w.take(execute), "not_ready", "R1 gate_not_begun") // the condition holds nothing up any more; G3 has its turn
		w.pass("G3", "executive")
		execute.want = 200
		if started := w.take(execute); started.Str("state") != "execution" {
			t.Fatalf("%s", started.Raw)
		}
		w.audited(r.id, condition)
	})
}

// link puts the system of begin into the project.
func (w *works) link() {
	w.t.Helper()
	pm := w.c.As("pm")
	p := pm.Get(w.path("")).Want(200)
	system := pm.Get("/systems?q=S-" + w.code).Str("items.0.id")
	body := map[string]any{
		"code": w.code, "name": p.Str("name"), "purpose": p.Str("purpose"), "applicantId": p.Str("applicantId"), "managerId": p.Str("managerId"), "headId": p.Str("headId"),
		"systemIds": []string{system}, "buildCost": p.Int("buildCost"), "runCost": p.Int("runCost"), "riskLevel": p.Str("riskLevel"), "finishOn": p.Str("finishOn"),
	}
	pm.Put(w.path(""), body, apptest.IfMatch(p.ETag)).Want(200)
}

// audited wants the auditor to find every act, its actor and its reason in the history, and to change none of it.
func (w *works) audited(application, condition string) {
	w.t.Helper()
	auditor, seen, next := w.c.As("auditor"), map[string]string{}, ""
	for {
		page := auditor.Get(w.path("/history?limit=200&cursor=" + next)).Want(200)
		for i := range page.Len("items") {
			e, _ := page.Get(fmt.Sprintf("items.%d", i)).(map[string]any)
			actor, _ := e["actor"].(map[string]any)
			seen[e["noun"].(string)+" "+e["action"].(string)] = actor["personId"].(string)
		}
		if next = page.Str("next"); next == "" {
			break
		}
	}
	for act, login := range map[string]string{
		"project_reports publish": "pm", "gate_applications apply": "pm", "gate_applications submit": "pm", "gate_applications coordinate": "ictstaff",
		"gate_applications start": "ictstaff", "gate_opinions opine": "reviewer", "gate_applications decide": "executive", "gate_decisions decide": "executive",
		"gate_conditions decide": "executive", "gate_conditions report": "pm", "gate_conditions verify": "ictstaff", "gate_applications settle": "ictstaff",
		"gate_skips skip": "executive", "projects start_execution": "pm",
	} {
		if seen[act] != w.c.Person(login) {
			w.t.Errorf("the history must hold %q by %s: %v", act, login, seen[act])
		}
	}
	etag := apptest.IfMatch(auditor.Get("/gates/applications/" + application).ETag)
	for _, res := range []*apptest.Response{
		auditor.Put("/gates/applications/"+application, map[string]any{"answers": []any{}}, etag),
		auditor.Post("/gates/applications/"+application+"/withdraw", map[string]any{"reason": "x"}, etag),
		auditor.Post("/gates/applications/"+application+"/decisions", map[string]any{"outcome": "rejected", "reason": "x"}, etag),
		auditor.Post("/gates/conditions/"+condition+"/waive", map[string]any{"reason": "x"}, apptest.IfMatch(auditor.Get("/gates/conditions/"+condition).ETag)),
		auditor.Post(w.path("/gates/G4/skip"), map[string]any{"reason": "x"}),
		auditor.Post(w.path("/gates/G4/applications"), nil),
	} {
		if res.Status != 403 {
			w.t.Errorf("the auditor could: %s", res.Raw)
		}
	}
	for _, table := range []string{"gate_opinions", "gate_decisions", "gate_skips"} {
		w.frozen(table)
	}
}

// frozen wants the database itself to refuse a change of the table's rows.
func (w *works) frozen(table string) {
	w.t.Helper()
	for _, sql := range []string{"UPDATE " + table + " SET version = 2", "DELETE FROM " + table} {
		err := w.exec(sql)
		if err == nil || !strings.Contains(err.Error(), "append-only") {
			w.t.Errorf("%s: %v", sql, err)
		}
	}
}
