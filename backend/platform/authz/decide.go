package authz

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/fault"
)

// Verdict says whether an action is allowed and, if not, how far it missed.
type Verdict struct {
	Allowed bool `json:"allowed"`
	// Rule is the line of policy.csv that decided or came nearest; 0 when none speaks of it.
	Rule int `json:"rule,omitempty" doc:"Line of the policy that decided or came nearest"`
	// Missed names the parts that did not hold: role, section, own or a condition.
	Missed []string `json:"missed,omitempty" doc:"Parts of that line that did not hold"`
	// Roles lists the roles that some line would allow.
	Roles []string `json:"roles,omitempty" doc:"Roles that could do it"`
}

// Session is one request's caller with the rules and the tree of the moment.
type Session struct {
	Subject
	Directory Directory
	Policy    *Policy
	grants    map[string][]match
	// opens narrows what the roles give; nil leaves all of it.
	opens func(perm string) bool
}

type match struct {
	rule *Rule
	held Held
}

// NewSession prepares decisions for a caller. Every session also holds the
// role signed_in; an anonymous caller has an empty PersonID.
func NewSession(s Subject, d Directory, p *Policy) *Session {
	base := SignedIn
	if s.PersonID == "" {
		base = Anonymous
	}
	held := make([]Held, 0, len(s.Held)+1)
	held = append(append(held, s.Held...), Held{Role: base})
	s.Held = held
	return &Session{Subject: s, Directory: d, Policy: p, grants: map[string][]match{}}
}

// Narrow leaves the session only the permissions that opens says yes to,
// whatever the caller's roles give: the scope of an API token.
func (s *Session) Narrow(opens func(perm string) bool) { s.opens = opens }

// Opens tells whether the session was not narrowed to less than this permission.
// Whether the caller holds it is another question.
func (s *Session) Opens(perm string) bool { return s.opens == nil || s.opens(perm) }

func (s *Session) matches(perm string) ([]match, error) {
	if m, ok := s.grants[perm]; ok {
		return m, nil
	}
	var out []match
	if !s.Opens(perm) {
		return nil, nil
	}
	for _, h := range s.Held {
		indexes, err := s.Policy.applying(h.Role, perm)
		if err != nil {
			return nil, err
		}
		for _, i := range indexes {
			out = append(out, match{&s.Policy.Rules[i], h})
		}
	}
	s.grants[perm] = out
	return out, nil
}

// Decide judges one permission on one record; a nil record asks whether there
// could be any for which it holds.
func (s *Session) Decide(perm string, rec *Record) (Verdict, error) {
	if !s.Opens(perm) {
		return Verdict{Missed: []string{"token"}, Roles: s.Policy.RolesFor(perm)}, nil
	}
	ms, err := s.matches(perm)
	if err != nil {
		return Verdict{}, err
	}
	f := facts{subject: s.Subject, tree: s.Directory, rec: rec}
	allowed := Verdict{}
	for _, m := range ms {
		if !meets(f, m.held, m.rule.Scope, m.rule.Cond, m.rule.Effect) {
			continue
		}
		if m.rule.Effect == "deny" {
			return Verdict{Rule: m.rule.Line, Missed: []string{"not_" + m.rule.Cond}, Roles: s.Policy.RolesFor(perm)}, nil
		}
		if !allowed.Allowed {
			allowed = Verdict{Allowed: true, Rule: m.rule.Line}
		}
	}
	if allowed.Allowed {
		return allowed, nil
	}
	return s.nearest(perm, rec), nil
}

// nearest finds the allowing line that fails in the fewest parts.
func (s *Session) nearest(perm string, rec *Record) Verdict {
	best := Verdict{Missed: []string{"role"}, Roles: s.Policy.RolesFor(perm)}
	score := 100
	for _, i := range s.Policy.byPerm[perm] {
		rule := &s.Policy.Rules[i]
		if rule.Effect != "allow" {
			continue
		}
		for _, h := range s.Held {
			var missed []string
			weight := 0
			if !s.Policy.implies(h.Role, rule.Role) {
				missed = append(missed, "role")
				weight += 3 // a wrong role is further away than a wrong section
			}
			if rec != nil {
				if !inScope(rule.Scope, s.Subject, h, s.Directory, rec) {
					missed = append(missed, rule.Scope)
					weight++
				}
				if !conditions[rule.Cond](s.Subject, h, s.Directory, rec) {
					missed = append(missed, rule.Cond)
					weight++
				}
			}
			if weight < score {
				score, best.Rule, best.Missed = weight, rule.Line, missed
			}
		}
	}
	return best
}

func (p *Policy) implies(role, other string) bool {
	return role == other || slices.Contains(p.parents[role], other)
}

// RolesFor lists the roles that some line allows the permission. The list is
// shared: nobody may change it.
func (p *Policy) RolesFor(perm string) []string {
	if v, ok := p.roles.Load(perm); ok {
		return v.([]string)
	}
	var out []string
	for _, role := range Roles {
		for _, i := range p.byPerm[perm] {
			if r := p.Rules[i]; r.Effect == "allow" && p.implies(role, r.Role) {
				out = append(out, role)
				break
			}
		}
	}
	p.roles.Store(perm, out)
	return out
}

// Permissions lists all permissions that hold for at least some record.
func (s *Session) Permissions() ([]string, error) {
	var out []string
	for perm := range s.Policy.byPerm {
		v, err := s.Decide(perm, nil)
		if err != nil {
			return nil, err
		}
		if v.Allowed {
			out = append(out, perm)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Scope is the set of records that a caller may see, for a list's WHERE.
type Scope struct {
	All bool
	// Sections lists organisations, already with all below them.
	Sections []string
	// Person is set when own records count as well.
	Person string
}

// Scope collects the scopes of the lines that allow the permission. Conditions
// cannot be asked in SQL, so only lines with condition any count.
func (s *Session) Scope(perm string) (Scope, error) {
	ms, err := s.matches(perm)
	if err != nil {
		return Scope{}, err
	}
	var out Scope
	for _, m := range ms {
		if m.rule.Effect != "allow" || m.rule.Cond != "any" {
			continue
		}
		switch m.rule.Scope {
		case ScopeAll:
			return Scope{All: true}, nil
		case ScopeSection:
			for _, id := range s.Directory.Below(m.held.OrganisationID) {
				if !slices.Contains(out.Sections, id) {
					out.Sections = append(out.Sections, id)
				}
			}
		case ScopeOwn:
			out.Person = s.PersonID
		}
	}
	return out, nil
}

type key struct{}

// With returns a context that carries the session.
func With(ctx context.Context, s *Session) context.Context { return context.WithValue(ctx, key{}, s) }

// From returns the session of the context; it is nil outside a request.
func From(ctx context.Context) *Session {
	s, _ := ctx.Value(key{}).(*Session)
	return s
}

// Require is the check that every use case makes on the record it touches. The
// refusal names the nearest line, what missed, and which roles and posts could.
func Require(ctx context.Context, perm string, rec *Record) error {
	s := From(ctx)
	if s == nil {
		return fault.New(fault.Unauthenticated, nil)
	}
	v, err := s.Decide(perm, rec)
	if err != nil || v.Allowed {
		return err
	}
	return s.refusal(perm, rec, v)
}

func (s *Session) refusal(perm string, rec *Record, v Verdict) error {
	return fault.New(fault.Forbidden, fault.Params{
		"permission": perm, "rule": v.Rule, "missed": v.Missed, "roles": v.Roles,
		"posts": s.WhoCan(perm, rec),
	})
}

// Can judges several actions of a record's noun at once, for its detail.
func Can(ctx context.Context, noun string, rec *Record, actions ...string) (map[string]Verdict, error) {
	s := From(ctx)
	if s == nil {
		return nil, fault.New(fault.Unauthenticated, nil)
	}
	out := make(map[string]Verdict, len(actions))
	for _, a := range actions {
		v, err := s.Decide(noun+":"+a, rec)
		if err != nil {
			return nil, err
		}
		out[a] = v
	}
	return out, nil
}

// DirectoryOf is the directory of the request's day.
func DirectoryOf(ctx context.Context) Directory { return From(ctx).Directory }
