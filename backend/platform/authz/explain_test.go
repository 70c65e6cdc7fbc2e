package authz

import (
	"context"
	"slices"
	"testing"

	"miotsukushi/backend/platform/fault"
)

// project is a record of the tax section whose manager is pm.
func project() *Record {
	return &Record{Noun: "projects", ID: "1", Section: "tax", Own: []string{"pm"}, Parties: map[string][]string{"applicant": {"pm"}}}
}

func lineOf(t *testing.T, p *Policy, role, object, action, scope, cond string) int {
	t.Helper()
	for _, r := range p.Rules {
		if r.Role == role && r.Object == object && r.Action == action && r.Scope == scope && r.Cond == cond {
			return r.Line
		}
	}
	t.Fatalf("policy.csv has no line %s, %s, %s, %s, %s", role, object, action, scope, cond)
	return 0
}

func TestARefusalNamesTheNearestLine(t *testing.T) {
	p := realPolicy(t)
	decision := project()
	decision.Authority = "cio"
	for _, c := range []struct {
		name, who, perm string
		rec             *Record
		rule            int
		missed          []string
		roles           []string
	}{
		{"wrong role", "viewer", "systems:delete", &Record{Section: "tax"},
			lineOf(t, p, ICTOffice, "systems", "delete", "all", "any"), []string{"role"}, []string{ICTOffice}},
		{"right role, wrong section", "otherpm", "projects:update", project(),
			lineOf(t, p, ProjectManager, "projects", "update", "section", "any"), []string{"section"},
			[]string{ICTOffice, ProjectManager, SectionHead}},
		{"decides at another tier", "ict", "gates:decide", decision,
			lineOf(t, p, ICTOffice, "gates", "decide", "all", "authority"), []string{"authority"}, []string{ICTOffice, Executive}},
		{"applicant reviews", "taxreviewer", "gates:review", project(),
			lineOf(t, p, SignedIn, "gates", "review", "all", "applicant_section"), []string{"not_applicant_section"}, []string{ICTOffice, Reviewer}},
		{"unknown permission", "admin", "systems:explode", nil, 0, []string{"role"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := decide(t, as(c.who, p), c.perm, c.rec)
			if v.Allowed || v.Rule != c.rule || !slices.Equal(v.Missed, c.missed) || !slices.Equal(v.Roles, c.roles) {
				t.Errorf("got %+v, want rule %d, missed %v, roles %v", v, c.rule, c.missed, c.roles)
			}
		})
	}
}

func TestAnAllowanceNamesItsLine(t *testing.T) {
	p := realPolicy(t)
	v := decide(t, as("pm", p), "projects:update", project())
	if !v.Allowed || v.Rule != lineOf(t, p, ProjectManager, "projects", "update", "section", "any") {
		t.Errorf("got %+v", v)
	}
}

func ids(list []Candidate) []string {
	out := []string{}
	for _, c := range list {
		out = append(out, c.ID)
	}
	slices.Sort(out)
	return out
}

func TestWhoCan(t *testing.T) {
	p := realPolicy(t)
	decision := project()
	decision.Authority = "ict_director"
	asked := project()
	asked.Parties["asked"] = []string{"reviewer", "taxreviewer", "ict"}
	for _, c := range []struct {
		perm string
		rec  *Record
		want []string
	}{
		// Another section's project manager is not named, nor is one whose record it is not.
		{"projects:update", project(), []string{"post-head", "post-ict", "post-pm"}},
		{"projects:update", &Record{Section: "registry", Own: []string{"pm"}}, []string{"post-ict", "post-otherpm", "post-pm"}},
		{"gates:decide", decision, []string{"post-ict"}},
		// A reviewer comes from elsewhere.
		{"gates:review", asked, []string{"post-ict", "post-reviewer"}},
		{"gates:review", project(), []string{}}, // nobody was asked
		{"audit:read", nil, []string{"post-admin", "post-auditor"}},
	} {
		if got := ids(as("viewer", p).AllWhoCan(c.perm, c.rec)); !slices.Equal(got, c.want) {
			t.Errorf("AllWhoCan(%s, %+v) = %v, want %v", c.perm, c.rec, got, c.want)
		}
	}
	if got := as("viewer", p).WhoCan("systems:read", nil); len(got) != maxNamed {
		t.Errorf("WhoCan names %d posts, want %d", len(got), maxNamed)
	}
}

func TestRequire(t *testing.T) {
	p := realPolicy(t)
	if err := Require(context.Background(), "systems:read", nil); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("outside a request: %v", err)
	}
	ctx := With(context.Background(), as("otherpm", p))
	f := fault.Of(Require(ctx, "projects:update", project()))
	if f.Code != fault.Forbidden || f.Params["permission"] != "projects:update" || f.Params["rule"] == 0 ||
		len(f.Params["posts"].([]Candidate)) != 3 {
		t.Errorf("got %v", f)
	}
	if err := Require(With(ctx, as("pm", p)), "projects:update", project()); err != nil {
		t.Error(err)
	}
	can, err := Can(ctx, "projects", project(), "read", "update")
	if err != nil || can["read"].Allowed || can["update"].Allowed || len(can) != 2 {
		t.Errorf("Can = %+v, %v", can, err)
	}
}

func TestLines(t *testing.T) {
	p := realPolicy(t)
	lines := as("otherpm", p).Lines("projects:update", project())
	if len(lines) != 4 {
		t.Fatalf("got %d lines: %+v", len(lines), lines)
	}
	for _, l := range lines {
		wantRole, wantScope := l.Role == ProjectManager, l.Scope == ScopeAll
		if l.Me.Role != wantRole || *l.Me.Scope != wantScope || !*l.Me.Condition {
			t.Errorf("line %d (%s, %s): me %v %v %v", l.Line, l.Role, l.Scope, l.Me.Role, *l.Me.Scope, *l.Me.Condition)
		}
	}
	for _, l := range as("pm", p).Lines("projects:update", nil) {
		if l.Me.Scope != nil || l.Me.Condition != nil {
			t.Errorf("line %d speaks of a record that nobody asked for", l.Line)
		}
	}
	if got := as("pm", p).Lines("no:such", nil); got == nil || len(got) != 0 {
		t.Errorf("lines of an unknown permission: %v", got)
	}
}

func TestMatrixShowsEveryLine(t *testing.T) {
	p := realPolicy(t)
	m := p.Matrix()
	shown := map[int]bool{}
	for _, d := range m.Denies {
		shown[d.Line] = true
	}
	for _, row := range m.Rows {
		for role, cell := range row.Cells {
			if !slices.Contains(Roles, role) || cell.Scope == "" {
				t.Errorf("%s:%s has a cell %q %+v", row.Object, row.Action, role, cell)
			}
			for _, line := range cell.Lines {
				shown[line] = true
			}
		}
	}
	for _, r := range p.Rules {
		if !shown[r.Line] && r.Role != Anonymous {
			t.Errorf("line %d is not in the matrix", r.Line)
		}
	}
	if m.SHA256 != p.SHA256 || !slices.Equal(m.Roles, Roles) {
		t.Errorf("head of the matrix: %s %v", m.SHA256, m.Roles)
	}
}

// Every cell of the matrix is true: the role alone opens the door to it.
func TestMatrixAgreesWithDecide(t *testing.T) {
	p := realPolicy(t)
	for _, row := range p.Matrix().Rows {
		for _, role := range Roles {
			s := NewSession(Subject{PersonID: "x", Held: []Held{{Role: role}}}, noTree{}, p)
			_, want := row.Cells[role]
			if v := decide(t, s, row.Object+":"+row.Action, nil); v.Allowed != want {
				t.Errorf("%s %s:%s: matrix %v, decision %v", role, row.Object, row.Action, want, v.Allowed)
			}
		}
	}
}

func TestConditions(t *testing.T) {
	me := Subject{PersonID: "me", Held: []Held{{OrganisationID: "tax"}, {OrganisationID: "ict", Authority: "cio"}}}
	parties := func(name string, who ...string) *Record { return &Record{Parties: map[string][]string{name: who}} }
	for _, c := range []struct {
		cond string
		held int
		rec  *Record
		want bool
	}{
		{"any", 0, &Record{}, true},
		{"applicant", 0, parties("applicant", "you", "me"), true},
		{"applicant", 0, parties("applicant", "you"), false},
		{"applicant", 0, &Record{}, false},
		{"preparer", 0, parties("preparer", "me"), true},
		{"reviewer", 0, parties("reviewer", "me"), true},
		{"sole_reviewer", 0, parties("reviewer", "me"), true},
		{"sole_reviewer", 0, parties("reviewer", "me", "me"), true},
		{"sole_reviewer", 0, parties("reviewer", "me", "you"), false},
		{"sole_reviewer", 0, &Record{}, false},
		{"condition_owner", 0, parties("condition_owner", "me"), true},
		{"condition_reporter", 0, parties("condition_reporter", "me"), true},
		{"self", 0, parties("self", "me"), true},
		{"self", 0, parties("self"), false},
		{"applicant_section", 1, &Record{Section: "tax"}, true}, // by any post, not only the one at hand
		{"applicant_section", 0, &Record{Section: "finance"}, false},
		{"applicant_section", 0, &Record{}, false},
		{"asked", 0, parties("asked", "me"), true},
		{"asked", 0, parties("asked", "you"), false},
		{"substitute", 1, parties("decided_for", "you"), true},
		{"substitute", 0, parties("decided_for", "you"), false}, // the post has no authority of its own
		{"finding_owner", 0, parties("finding_owner", "me"), true},
		{"finding_owner", 0, parties("finding_owner", "you"), false},
		{"finding_reporter", 0, parties("finding_reporter", "me"), true},
		{"finding_reporter", 0, &Record{}, false},
		{"auditee_section", 1, &Record{Section: "tax"}, true},
		{"auditee_section", 0, &Record{Section: "finance"}, true}, // tax is below it
		{"auditee_section", 0, &Record{Section: "registry"}, false},
		{"auditee_section", 0, &Record{}, false},
		{"auditor", 0, &Record{}, false},
		{"authority_or_above", 1, &Record{Authority: "cio"}, true},
		{"authority_or_above", 1, &Record{Authority: "ict_director"}, true}, // the CIO stands above
		{"authority_or_above", 0, &Record{Authority: "ict_director"}, false},
		{"authority_or_above", 1, &Record{}, false}, // nobody decides
		{"substitute", 1, &Record{}, false},
		{"self_rating", 0, &Record{Kind: "self"}, true},
		{"self_rating", 0, &Record{Kind: "assessor"}, false},
		{"assessment", 0, &Record{Kind: "assessor"}, true},
		{"assessment", 0, &Record{}, false},
		{"assessed_unit", 1, &Record{Unit: []string{"tax"}}, true}, // by any post
		{"assessed_unit", 0, &Record{Section: "tax"}, false},
		{"rater", 0, parties("rater", "me"), true},
		{"self_rater", 0, parties("self_rater", "you"), false},
		{"authority", 1, &Record{Authority: "cio"}, true},
		{"authority", 0, &Record{Authority: "cio"}, false}, // the other post has it
		{"authority", 0, &Record{}, false},
	} {
		if got := conditions[c.cond](me, me.Held[c.held], staffed(), c.rec); got != c.want {
			t.Errorf("%s of %+v through post %d = %v", c.cond, c.rec, c.held, got)
		}
	}
	if got := conditions["applicant"](Subject{}, Held{}, noTree{}, parties("applicant", "")); got {
		t.Error("nobody is taken for an empty applicant")
	}
	if !slices.IsSorted(Conditions()) || len(Conditions()) != len(conditions) {
		t.Errorf("Conditions() = %v", Conditions())
	}
}
