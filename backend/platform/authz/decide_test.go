package authz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func decide(t *testing.T, s *Session, perm string, rec *Record) Verdict {
	t.Helper()
	v, err := s.Decide(perm, rec)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAnEmptyPolicyDeniesAll(t *testing.T) {
	empty, whole := small(t), realPolicy(t)
	for name := range staffed().people {
		for perm := range whole.byPerm {
			if v := decide(t, as(name, empty), perm, nil); v.Allowed {
				t.Errorf("%s may %s by no line at all", name, perm)
			}
		}
		if perms, err := as(name, empty).Permissions(); err != nil || len(perms) > 0 {
			t.Errorf("%s has permissions %v, %v", name, perms, err)
		}
	}
}

func TestDenyBeatsAllow(t *testing.T) {
	allow, deny := "p, reviewer, gates, review, all, any, allow", "p, signed_in, gates, review, all, applicant, deny"
	for _, lines := range [][]string{{"g, reviewer, signed_in", allow, deny}, {deny, allow, "g, reviewer, signed_in"}, {deny, allow}} {
		s := as("reviewer", small(t, lines...))
		mine := &Record{Parties: map[string][]string{"applicant": {"pm", "reviewer"}}}
		if v := decide(t, s, "gates:review", mine); v.Allowed || !slices.Equal(v.Missed, []string{"not_applicant"}) {
			t.Errorf("%v: the applicant may review: %+v", lines, v)
		}
		if v := decide(t, s, "gates:review", &Record{}); !v.Allowed {
			t.Errorf("%v: somebody else may not review: %+v", lines, v)
		}
		if v := decide(t, s, "gates:review", nil); !v.Allowed {
			t.Errorf("%v: a deny on a record shut the door to all records: %+v", lines, v)
		}
	}
}

// A deny through one role holds for what another role allows.
func TestDenyReachesAcrossRoles(t *testing.T) {
	p := small(t, "p, reviewer, gates, review, all, any, allow", "p, viewer, gates, review, all, any, deny")
	s := NewSession(Subject{PersonID: "x", Held: []Held{{Role: Reviewer}, {Role: Viewer}}}, noTree{}, p)
	if v := decide(t, s, "gates:review", &Record{}); v.Allowed {
		t.Errorf("the allowing role hid the denying one: %+v", v)
	}
}

func TestNobodyHasOnlyAnonymous(t *testing.T) {
	perms, err := as("", realPolicy(t)).Permissions()
	if err != nil || !slices.Equal(perms, []string{"session:look", "session:open"}) {
		t.Errorf("a visitor may %v, %v", perms, err)
	}
}

func TestScope(t *testing.T) {
	p := realPolicy(t)
	for _, c := range []struct {
		who, perm string
		want      Scope
	}{
		{"auditor", "projects:read", Scope{All: true}},
		{"head", "projects:read", Scope{Sections: []string{"finance", "tax"}}},
		{"viewer", "projects:read", Scope{Sections: []string{"tax"}}},
		{"pm", "projects:read", Scope{Sections: []string{"tax"}, Person: "pm"}},
		{"viewer", "systems:read", Scope{All: true}},
		{"viewer", "audit:read", Scope{}},
		{"cio", "gates:decide", Scope{}}, // a condition cannot be asked in SQL
	} {
		got, err := as(c.who, p).Scope(c.perm)
		if err != nil || got.All != c.want.All || got.Person != c.want.Person || !slices.Equal(got.Sections, c.want.Sections) {
			t.Errorf("Scope(%s, %s) = %+v, %v; want %+v", c.who, c.perm, got, err, c.want)
		}
	}
	// Two posts: the sections of both, each once.
	two := NewSession(Subject{PersonID: "x", Held: []Held{
		{Role: Viewer, OrganisationID: "tax"}, {Role: SectionHead, OrganisationID: "finance"}, {Role: Viewer, OrganisationID: "registry"},
	}}, staffed(), p)
	got, err := two.Scope("projects:read")
	slices.Sort(got.Sections)
	if err != nil || !slices.Equal(got.Sections, []string{"finance", "registry", "tax"}) {
		t.Errorf("Scope of two posts = %+v, %v", got, err)
	}
}

// TestDecideIsCasbin holds the quick path to casbin's own answer: for random
// people, records and permissions of the real policy, Decide allows exactly
// what casbin allows through one of the roles that the person holds.
func TestDecideIsCasbin(t *testing.T) {
	p := realPolicy(t)
	perms := make([]string, 0, len(p.byPerm))
	for perm := range p.byPerm {
		perms = append(perms, perm)
	}
	slices.Sort(perms)
	seed := uint64(20260401)
	r := rand.New(rand.NewPCG(seed, 1))
	allowed := 0
	const rounds = 20000
	for i := range rounds {
		s := NewSession(randomSubject(r), staffed(), p)
		perm, rec := perms[r.IntN(len(perms))], randomRecord(r)
		want := false
		for _, h := range s.Held {
			ok, err := p.Enforce(s.Subject, h, s.Directory, perm, rec)
			if err != nil {
				t.Fatal(err)
			}
			want = want || ok
		}
		v := decide(t, s, perm, rec)
		if v.Allowed != want {
			t.Fatalf("round %d: Decide(%s) = %v, casbin %v\nsubject %+v\nrecord %+v", i, perm, v.Allowed, want, s.Subject, rec)
		}
		if v.Allowed {
			allowed++
		} else if rec != nil && len(v.Missed) == 0 {
			t.Fatalf("round %d: a refusal of %s that missed nothing: %+v", i, perm, v)
		}
	}
	if allowed < rounds/20 || allowed > rounds*19/20 {
		t.Errorf("%d of %d allowed: the cases are too one-sided to prove anything", allowed, rounds)
	}
}

var (
	someOrgs   = []string{"", "city", "finance", "tax", "civic", "registry", "ict"}
	someone    = []string{"me", "a", "b"}
	authNames  = []string{"", "cio", "ict_director", "sysmgmt_director"}
	partyNames = []string{"applicant", "preparer", "reviewer", "condition_owner", "condition_reporter", "self", "asked", "decided_for", "finding_owner", "finding_reporter"}
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func randomSubject(r *rand.Rand) Subject {
	s := Subject{PersonID: "me"}
	if r.IntN(20) == 0 {
		return Subject{}
	}
	for i := range r.IntN(4) {
		s.Held = append(s.Held, Held{
			Role: pick(r, Roles), PostID: fmt.Sprint("post", i), OrganisationID: pick(r, someOrgs), Authority: pick(r, authNames),
		})
	}
	return s
}

func randomRecord(r *rand.Rand) *Record {
	if r.IntN(10) == 0 {
		return nil
	}
	rec := &Record{Noun: "x", ID: "y", Section: pick(r, someOrgs), Authority: pick(r, authNames), Parties: map[string][]string{}}
	for range r.IntN(3) {
		rec.Own = append(rec.Own, pick(r, someone))
	}
	for _, name := range partyNames {
		for range r.IntN(3) / 2 {
			rec.Parties[name] = append(rec.Parties[name], pick(r, someone))
		}
	}
	return rec
}
