package demo_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// checkStates wants every state and outcome that the product knows to occur, and
// the tiers in plausible shares.
func checkStates(t *testing.T, a *app.App, day time.Time) {
	db := a.Store.Read(t.Context())
	for _, c := range []struct {
		table, column string
		want          []string
	}{
		{"projects", "state", []string{"draft", "active", "execution", "completed", "stopped"}},
		{"projects", "declared_health", []string{"", "green", "amber", "red", "unknown"}},
		{"gate_applications", "state", []string{"draft", "submitted", "coordination", "review", "decided", "conditions", "done", "withdrawn"}},
		{"gate_applications", "outcome", []string{"", "approved", "conditional", "returned", "deferred", "rejected"}},
		{"gate_applications", "gate", []string{"G0", "G1", "G2", "G3", "G4", "G5", "G6", "GX"}},
		{"gate_conditions", "state", []string{"open", "reported", "verified", "waived"}},
		{"gate_conditions", "criticality", []string{"critical", "essential", "recommended"}},
		{"gate_opinions", "dca", []string{"", "green", "amber_green", "amber", "amber_red", "red"}},
		{"project_risks", "state", []string{"open", "mitigating", "closed"}},
		{"project_risks", "kind", []string{"risk", "issue"}},
		{"systems", "phase", []string{"planning", "build", "operation", "renewal_review", "wind_down", "retired"}},
	} {
		found := column(t, db.Table(c.table).Distinct(), c.column)
		for _, value := range c.want {
			if !slices.Contains(found, value) {
				t.Errorf("no %s is %q in %s: %v", c.table, value, c.column, found)
			}
		}
	}
	for tier, least := range map[string]int{"A": 20, "B": 15, "C": 6} {
		if n := number(t, db.Table("projects").Where("tier = ?", tier)); n < least {
			t.Errorf("%d projects of tier %s, want %d at least", n, tier, least)
		}
	}
	if n := number(t, db.Table("gate_skips")); n < 5 {
		t.Errorf("%d skipped gates", n)
	}
	if n := number(t, db.Table("gate_decisions").Where("substitute_for IS NOT NULL")); n == 0 {
		t.Error("nobody has decided for someone else")
	}
	late := number(t, db.Table("gate_conditions").Where("state = 'open' AND criticality <> 'recommended' AND due_on < ?", fiscal.Today(day)))
	if late < 1 {
		t.Errorf("%d weighty conditions are overdue", late)
	}
	if n := number(t, db.Table("gate_applications").Where("round > 1 AND outcome = 'returned'")); n == 0 {
		t.Error("no second round was returned")
	}
}

// checkApprovals wants every plain approval to rest on a readiness without a gap,
// and what the readiness says of itself to follow from its lines.
func checkApprovals(t *testing.T, a *app.App) {
	rows, err := store.Scan[gates.DecisionRecord](a.Store.Read(t.Context()).Table("gate_decisions"))
	must(t, err)
	if len(rows) < 150 {
		t.Errorf("%d decisions", len(rows))
	}
	for _, row := range rows {
		r := row.Readiness.V
		var n gates.Counts
		for _, c := range r.Criteria {
			n.Total++
			switch c.Status {
			case gates.StatusMet:
				n.Met++
			case gates.StatusWaived:
				n.Waived++
			case gates.StatusStale:
				n.Stale++
			default:
				n.Unmet++
			}
			if row.Outcome == gates.Approved && c.Required && !c.Status.Passes() {
				t.Errorf("%s was approved with %s %s", row.Number, c.ID, c.Status)
			}
		}
		if n != r.Counts || n.Total == 0 {
			t.Errorf("%s %s counts %+v, its lines say %+v", row.Gate, row.ID, r.Counts, n)
		}
		if !r.Ready || !r.Rules.OK() {
			t.Errorf("%s %s was decided %s without being ready: %v", row.Gate, row.ID, row.Outcome, r.Rules.Failed())
		}
	}
}

// checkTax wants the two projects of the Tax Section that people are shown first.
func checkTax(t *testing.T, a *app.App) {
	pm := signIn(t, a, "pm")
	find := func(code string) map[string]any {
		items, _ := pm("/projects?q=" + code)["items"].([]any)
		if len(items) != 1 {
			t.Fatalf("pm finds %d projects called %s", len(items), code)
		}
		return items[0].(map[string]any)
	}
	readiness := func(project map[string]any, gate string) map[string]any {
		return pm("/projects/" + project["id"].(string) + "/gates/" + gate + "/readiness")
	}
	rebuild := find("P-0123")
	for field, want := range map[string]any{"name": "税務事務システム再構築", "tier": "A", "nextGate": "G2", "declaredHealth": "green", "slipDays": 64.0} {
		if rebuild[field] != want {
			t.Errorf("P-0123: %s is %v, want %v", field, rebuild[field], want)
		}
	}
	r := readiness(rebuild, "G2")
	counts := r["counts"].(map[string]any)
	if r["round"] != 2.0 || counts["met"] != 5.0 || counts["unmet"] != 1.0 || counts["stale"] != 1.0 {
		t.Errorf("P-0123 at G2: round %v, %v", r["round"], counts)
	}
	walk := find("P-0133")
	r = readiness(walk, "G2")
	counts = r["counts"].(map[string]any)
	if walk["tier"] != "A" || walk["nextGate"] != "G2" || r["round"] != 1.0 || r["ready"] != false || counts["met"] != 5.0 || counts["unmet"] != 2.0 {
		t.Errorf("P-0133: tier %v, next %v, round %v, %v", walk["tier"], walk["nextGate"], r["round"], counts)
	}
	for _, rule := range r["rules"].([]any) {
		if s := rule.(map[string]any)["status"]; s != "met" && s != "waived" {
			t.Errorf("P-0133 at G2: %v", rule)
		}
	}
}

// checkWork wants a believable working day for those who have one: kinds of work
// by login, and those of which there is an exact number.
func checkWork(t *testing.T, a *app.App) {
	for login, want := range map[string]map[string]int{
		"pm": {
			"report_due": -1, "milestone_due": -1, "risk_due": -1, "condition_due": -1, "gate_returned": 1, "gate_draft": 1,
			"system_confirm": -1, "contract_end": -1,
		},
		"head":      {"report_due": -1, "milestone_due": -1, "gate_returned": 1, "gate_draft": 1, "risk_due": -1, "system_confirm": -1},
		"reviewer":  {"gate_review": 2, "condition_verify": -1},
		"executive": {"gate_decide": 1},
		"ict":       {"gate_decide": 2, "condition_verify": -1},
		"auditor":   {}, "viewer": {}, "admin": {},
	} {
		got, overdue := map[string]int{}, 0
		for section, items := range signIn(t, a, login)("/me/work") {
			list, _ := items.([]any)
			for _, it := range list {
				got[it.(map[string]any)["kind"].(string)]++
			}
			if section == "overdue" {
				overdue = len(list)
			}
		}
		for kind, n := range want {
			if got[kind] == 0 || n > 0 && got[kind] != n {
				t.Errorf("%s has %d × %s, want %d (-1: some)", login, got[kind], kind, n)
			}
		}
		if (login == "pm" || login == "head") && overdue == 0 {
			t.Errorf("nothing is overdue for %s", login)
		}
	}
	if all := signIn(t, a, "auditor")("/projects?limit=200"); all["total"] != 60.0 {
		t.Errorf("the auditor reads %v projects", all["total"])
	}
}

// signIn is a way to read the API as one of the demo accounts.
func signIn(t *testing.T, a *app.App, login string) func(path string) map[string]any {
	t.Helper()
	srv := httptest.NewServer(a.Engine)
	t.Cleanup(srv.Close)
	jar, err := cookiejar.New(nil)
	must(t, err)
	client := &http.Client{Jar: jar}
	read := func(res *http.Response, err error) map[string]any {
		must(t, err)
		defer res.Body.Close()
		var body map[string]any
		must(t, json.NewDecoder(res.Body).Decode(&body))
		if res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %v", login, res.Status, body)
		}
		return body
	}
	form, err := json.Marshal(map[string]string{"login": login, "password": password})
	must(t, err)
	me := read(client.Post(srv.URL+"/api/v1/session", "application/json", bytes.NewReader(form)))
	if me["demo"] != true {
		t.Errorf("%s is not marked as a demo account", login)
	}
	return func(path string) map[string]any { return read(client.Get(srv.URL + "/api/v1" + path)) }
}
