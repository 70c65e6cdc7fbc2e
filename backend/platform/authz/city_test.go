package authz

import "slices"

// noTree is a city without organisations and people.
type noTree struct{}

func (noTree) Within(string, string) bool               { return false }
func (noTree) Below(string) []string                    { return nil }
func (noTree) Subject(string) (Subject, bool)           { return Subject{}, false }
func (noTree) Organisation(string) (Organisation, bool) { return Organisation{}, false }
func (noTree) Path(string) []Organisation               { return nil }
func (noTree) WithRole(string) []Candidate              { return nil }

// town is a small directory: parents of organisations and who holds what.
type town struct {
	noTree
	parent map[string]string
	people map[string]Subject
}

func (t town) Within(id, ancestor string) bool {
	for ; id != ""; id = t.parent[id] {
		if id == ancestor {
			return true
		}
	}
	return false
}

func (t town) Below(id string) []string {
	var out []string
	for org := range t.parent {
		if t.Within(org, id) {
			out = append(out, org)
		}
	}
	slices.Sort(out)
	return out
}

func (t town) Subject(id string) (Subject, bool) {
	s, ok := t.people[id]
	return s, ok
}

func (t town) WithRole(role string) []Candidate {
	var out []Candidate
	for _, id := range slices.Sorted(keysOf(t.people)) {
		for _, h := range t.people[id].Held {
			if h.Role == role {
				out = append(out, Candidate{ID: h.PostID, Title: h.PostID, OrganisationID: h.OrganisationID, Authority: h.Authority})
			}
		}
	}
	return out
}

func keysOf(m map[string]Subject) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// orgs: a city with two bureaus, each with a section, and the ICT office.
var orgs = map[string]string{"city": "", "finance": "city", "tax": "finance", "civic": "city", "registry": "civic", "ict": "city"}

// staffed is the test city: one person per name, with one post of that name.
func staffed() town {
	t := town{parent: orgs, people: map[string]Subject{}}
	for _, p := range []struct{ name, role, org, authority string }{
		{"pm", ProjectManager, "tax", ""}, {"otherpm", ProjectManager, "registry", ""}, {"head", SectionHead, "finance", ""},
		{"reviewer", Reviewer, "civic", ""}, {"taxreviewer", Reviewer, "tax", ""}, {"ict", ICTOffice, "ict", "ict_director"},
		{"cio", Executive, "city", "cio"}, {"auditor", Auditor, "city", ""}, {"viewer", Viewer, "tax", ""}, {"admin", Admin, "ict", ""},
	} {
		t.people[p.name] = Subject{PersonID: p.name, Name: p.name, Held: []Held{
			{Role: p.role, PostID: "post-" + p.name, OrganisationID: p.org, Authority: p.authority},
		}}
	}
	return t
}

// as is the session of one of the people under a policy; "" is nobody.
func as(name string, p *Policy) *Session {
	t := staffed()
	return NewSession(t.people[name], t, p)
}
