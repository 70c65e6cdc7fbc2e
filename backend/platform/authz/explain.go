package authz

import "slices"

// maxNamed bounds the posts that a refusal names: enough to call someone.
const maxNamed = 5

// WhoCan lists up to five posts whose role, section and authority would allow
// the permission on the record; people-bound conditions are left out.
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
				if s.fits(rule, c, rec) && !slices.ContainsFunc(out, func(o Candidate) bool { return o.ID == c.ID }) {
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
	if rule.Scope == ScopeSection && !s.Directory.Within(rec.Section, c.OrganisationID) {
		return false
	}
	return rule.Cond != "authority" || c.Authority == rec.Authority
}

// Cell is what one role may do: the widest scope and the conditions.
type Cell struct {
	Scope      string   `json:"scope"`
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
