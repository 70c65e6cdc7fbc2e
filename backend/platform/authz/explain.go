package authz

import "slices"

// maxNamed bounds the posts that a refusal names: enough to call someone.
const maxNamed = 5

// WhoCan lists up to five posts whose role, section, authority and part in the
// record would allow the permission. Lines that deny to a person are left out:
// they bar the holder, not the post.
func (s *Session) WhoCan(perm string, rec *Record) []Candidate {
	return s.candidates(perm, rec, maxNamed)
}

// AllWhoCan is WhoCan for the page "who may do this?", up to 200 posts.
func (s *Session) AllWhoCan(perm string, rec *Record) []Candidate {
	return s.candidates(perm, rec, 200)
}

func (s *Session) candidates(perm string, rec *Record, limit int) []Candidate {
	out := []Candidate{}
	for _, i := range s.Policy.byPerm[perm] {
		rule := s.Policy.Rules[i]
		if rule.Effect != "allow" {
			continue
		}
		for _, role := range Roles {
			if !s.Policy.implies(role, rule.Role) {
				continue
			}
			for _, c := range s.Directory.WithRole(role) {
				if len(out) >= limit {
					return out
				}
				if s.fits(rule, c, rec) && !s.barred(perm, c, rec) && !slices.ContainsFunc(out, func(o Candidate) bool { return o.ID == c.ID }) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

func (s *Session) fits(rule Rule, c Candidate, rec *Record) bool {
	if rec == nil {
		return true
	}
	switch rule.Scope {
	case ScopeSection:
		if !s.Directory.Within(rec.Section, c.OrganisationID) {
			return false
		}
	case ScopeOwn:
		if !s.anyHolds(rec.Own, c.ID) {
			return false
		}
	}
	// A condition on the post is asked of the post; one on a part in the record, of those who play it.
	as := c.subject()
	return conditions[rule.Cond](as, as.Held[0], s.Directory, rec) || s.anyHolds(rec.Parties[rule.Cond], c.ID)
}

// subject is whoever holds the post, as far as the post tells.
func (c Candidate) subject() Subject {
	return Subject{Held: []Held{{PostID: c.ID, OrganisationID: c.OrganisationID, Authority: c.Authority}}}
}

func (s *Session) anyHolds(people []string, postID string) bool {
	return slices.ContainsFunc(people, func(id string) bool { return s.holds(id, postID) })
}

// holds tells whether a person holds a post today.
func (s *Session) holds(personID, postID string) bool {
	p, ok := s.Directory.Subject(personID)
	return ok && slices.ContainsFunc(p.Held, func(h Held) bool { return h.PostID == postID })
}

// barred tells whether a deny line that asks only for the post's section keeps
// its holders from the record: a reviewer must come from elsewhere.
func (s *Session) barred(perm string, c Candidate, rec *Record) bool {
	if rec == nil {
		return false
	}
	as := c.subject()
	return slices.ContainsFunc(s.Policy.byPerm[perm], func(i int) bool {
		r := s.Policy.Rules[i]
		bySection := slices.Contains([]string{"applicant_section", "auditee_section", "assessed_unit"}, r.Cond)
		return r.Effect == "deny" && bySection && conditions[r.Cond](as, as.Held[0], s.Directory, rec)
	})
}

// Line is one rule of a permission, as far as the caller meets it. Scope and
// condition are nil when no record is in question.
type Line struct {
	Line      int    `json:"line"`
	Role      string `json:"role"`
	Scope     string `json:"scope" enum:"all,section,own"`
	Condition string `json:"condition"`
	Effect    string `json:"effect" enum:"allow,deny"`
	Me        Meets  `json:"me"`
}

// Meets tells which parts of a rule hold for the caller.
type Meets struct {
	Role      bool  `json:"role"`
	Scope     *bool `json:"scope,omitempty"`
	Condition *bool `json:"condition,omitempty"`
}

func (m Meets) count() int {
	n := 0
	if m.Role {
		n += 3 // as in nearest: a wrong role is further away than a wrong section
	}
	if m.Scope != nil && *m.Scope {
		n++
	}
	if m.Condition != nil && *m.Condition {
		n++
	}
	return n
}

// Lines lists the rules of a permission in the order of the policy, each as the
// caller meets it through the role that comes nearest.
func (s *Session) Lines(perm string, rec *Record) []Line {
	out := []Line{}
	for _, i := range s.Policy.byPerm[perm] {
		r := s.Policy.Rules[i]
		var best Meets
		for k, h := range s.Held {
			m := Meets{Role: s.Policy.implies(h.Role, r.Role)}
			if rec != nil {
				scope := inScope(r.Scope, s.Subject, h, s.Directory, rec)
				cond := conditions[r.Cond](s.Subject, h, s.Directory, rec)
				m.Scope, m.Condition = &scope, &cond
			}
			if k == 0 || m.count() > best.count() {
				best = m
			}
		}
		out = append(out, Line{r.Line, r.Role, r.Scope, r.Cond, r.Effect, best})
	}
	return out
}

// Cell is what one role may do: the widest scope and the conditions.
type Cell struct {
	Scope      string   `json:"scope" enum:"all,section,own"`
	Conditions []string `json:"conditions,omitempty"`
	Lines      []int    `json:"lines"`
}

// MatrixRow is one permission with a cell per role that has it.
type MatrixRow struct {
	Object string          `json:"object"`
	Action string          `json:"action"`
	Cells  map[string]Cell `json:"cells"`
}

// Denial is a deny line of the policy.
type Denial struct {
	Line      int    `json:"rule"`
	Role      string `json:"role"`
	Object    string `json:"object"`
	Action    string `json:"action"`
	Condition string `json:"condition"`
}

// Matrix is the live policy as a table.
type Matrix struct {
	SHA256 string      `json:"sha256"`
	Roles  []string    `json:"roles"`
	Rows   []MatrixRow `json:"rows"`
	Denies []Denial    `json:"denies"`
}

var width = map[string]int{ScopeOwn: 1, ScopeSection: 2, ScopeAll: 3}

// Matrix builds the table of who may do what from the rules in force.
func (p *Policy) Matrix() Matrix {
	m := Matrix{SHA256: p.SHA256, Roles: Roles, Rows: []MatrixRow{}, Denies: []Denial{}}
	index := map[string]int{}
	for _, r := range p.Rules {
		if r.Effect == "deny" {
			m.Denies = append(m.Denies, Denial{r.Line, r.Role, r.Object, r.Action, r.Cond})
			continue
		}
		at, ok := index[r.Permission()]
		if !ok {
			at = len(m.Rows)
			index[r.Permission()] = at
			m.Rows = append(m.Rows, MatrixRow{r.Object, r.Action, map[string]Cell{}})
		}
		for _, role := range Roles {
			if !p.implies(role, r.Role) {
				continue
			}
			c := m.Rows[at].Cells[role]
			if width[r.Scope] > width[c.Scope] {
				c.Scope = r.Scope
			}
			if r.Cond != "any" {
				c.Conditions = append(c.Conditions, r.Cond)
			}
			c.Lines = append(c.Lines, r.Line)
			m.Rows[at].Cells[role] = c
		}
	}
	return m
}
