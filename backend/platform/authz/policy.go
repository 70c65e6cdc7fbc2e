package authz

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
)

// Rule is one line of policy.csv.
type Rule struct {
	Line   int
	Role   string
	Object string
	Action string
	Scope  string
	Cond   string
	Effect string
}

// Permission is "object:action", the form that routes use.
func (r Rule) Permission() string { return r.Object + ":" + r.Action }

// Scopes of a rule.
const (
	ScopeAll     = "all"
	ScopeSection = "section"
	ScopeOwn     = "own"
)

// Policy is a loaded and checked rule set. It never changes; a new policy is a
// new value.
type Policy struct {
	SHA256   string
	Rules    []Rule
	parents  map[string][]string // role → roles it implies
	enforcer *casbin.Enforcer
	byPerm   map[string][]int
	roles    sync.Map // permission → []string: see RolesFor
	memo     sync.Map // role + permission → []int: indexes of rules that casbin applies
}

// minRules guards against a truncated file: an empty policy denies all, but a
// half-read one could lack its deny lines.
const minRules = 20

// Load reads model.conf and policy.csv. An error names the line at fault.
func Load(files fs.FS) (*Policy, error) {
	conf, err := fs.ReadFile(files, "model.conf")
	if err != nil {
		return nil, err
	}
	lines, err := fs.ReadFile(files, "policy.csv")
	if err != nil {
		return nil, err
	}
	return Parse(string(conf), string(lines))
}

// Parse is Load on texts.
func Parse(conf, lines string) (*Policy, error) {
	p, err := build(conf, lines)
	if err == nil && len(p.Rules) < minRules {
		return nil, fmt.Errorf("policy.csv: only %d rules; refusing a truncated policy", len(p.Rules))
	}
	return p, err
}

func build(conf, lines string) (*Policy, error) {
	p := &Policy{parents: map[string][]string{}, byPerm: map[string][]int{}}
	sum := sha256.Sum256([]byte(conf + "\x00" + lines))
	p.SHA256 = hex.EncodeToString(sum[:])
	if err := p.read(lines); err != nil {
		return nil, err
	}
	m, err := model.NewModelFromString(conf)
	if err != nil {
		return nil, fmt.Errorf("model.conf: %w", err)
	}
	if p.enforcer, err = casbin.NewEnforcer(m); err != nil {
		return nil, fmt.Errorf("model.conf: %w", err)
	}
	p.enforcer.AddFunction("meets", meetsFunc)
	p.enforcer.AddFunction("role", roleFunc)
	for role, parents := range p.parents {
		for _, parent := range parents {
			if _, err := p.enforcer.AddGroupingPolicy(role, parent); err != nil {
				return nil, err
			}
		}
	}
	for i, r := range p.Rules {
		if _, err := p.enforcer.AddPolicy(r.Role, r.Object, r.Action, r.Scope, r.Cond, r.Effect); err != nil {
			return nil, err
		}
		p.byPerm[r.Permission()] = append(p.byPerm[r.Permission()], i)
	}
	return p, nil
}

func (p *Policy) read(text string) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	seen := map[Rule]int{}
	for {
		f, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("policy.csv: %w", err)
		}
		line, _ := r.FieldPos(0)
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		switch {
		case f[0] == "g" && len(f) == 3:
			if !known(f[1]) || !known(f[2]) {
				return fmt.Errorf("policy.csv line %d: unknown role in %v", line, f[1:])
			}
			p.parents[f[1]] = append(p.parents[f[1]], f[2])
		case f[0] == "p" && len(f) == 7:
			rule := Rule{Role: f[1], Object: f[2], Action: f[3], Scope: f[4], Cond: f[5], Effect: f[6]}
			if err := rule.check(); err != nil {
				return fmt.Errorf("policy.csv line %d: %w", line, err)
			}
			if first, dup := seen[rule]; dup {
				return fmt.Errorf("policy.csv line %d: repeats line %d", line, first)
			}
			seen[rule] = line
			rule.Line = line
			p.Rules = append(p.Rules, rule)
		default:
			return fmt.Errorf("policy.csv line %d: want \"p, role, object, action, scope, condition, effect\" or \"g, role, role\"", line)
		}
	}
}

func known(role string) bool {
	return slices.Contains(Roles, role) || role == SignedIn || role == Anonymous
}

func (r Rule) check() error {
	switch {
	case !known(r.Role):
		return fmt.Errorf("unknown role %q", r.Role)
	case !slices.Contains([]string{ScopeAll, ScopeSection, ScopeOwn}, r.Scope):
		return fmt.Errorf("unknown scope %q", r.Scope)
	case conditions[r.Cond] == nil:
		return fmt.Errorf("unknown condition %q", r.Cond)
	case r.Effect != "allow" && r.Effect != "deny":
		return fmt.Errorf("unknown effect %q", r.Effect)
	case r.Object == "" || r.Action == "":
		return errors.New("object and action must be named")
	}
	return nil
}

// CheckVocabulary compares the policy with the permissions that routes ask for:
// an unknown object or action, or a permission that nobody has, is an error.
func (p *Policy) CheckVocabulary(permissions []string) error {
	objects, wanted := map[string]bool{}, map[string]bool{}
	for _, perm := range permissions {
		object, _, _ := strings.Cut(perm, ":")
		objects[object], wanted[perm] = true, true
	}
	for _, r := range p.Rules {
		if !objects[r.Object] {
			return fmt.Errorf("policy.csv line %d: unknown object %q", r.Line, r.Object)
		}
		if !wanted[r.Permission()] {
			return fmt.Errorf("policy.csv line %d: unknown action %q of %q", r.Line, r.Action, r.Object)
		}
	}
	for _, perm := range permissions {
		if !slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.Permission() == perm && r.Effect == "allow" }) {
			return fmt.Errorf("policy.csv: no line allows %q, which a route asks for", perm)
		}
	}
	return nil
}

// applying lists the rules that casbin applies to a role and permission when
// nothing is known of a record: the candidates that its facts then narrow.
func (p *Policy) applying(role, perm string) ([]int, error) {
	key := role + " " + perm
	if v, ok := p.memo.Load(key); ok {
		return v.([]int), nil
	}
	var out []int
	object, action, _ := strings.Cut(perm, ":")
	allowed, err := p.enforcer.Enforce(Held{Role: role}, object, action, anyRecord)
	if err != nil {
		return nil, fmt.Errorf("authz: casbin on %s: %w", key, err)
	}
	roles, err := p.enforcer.GetImplicitRolesForUser(role)
	if err != nil {
		return nil, fmt.Errorf("authz: casbin on %s: %w", key, err)
	}
	roles = append(roles, role)
	for _, i := range p.byPerm[perm] {
		// Deny lines hold for every role that a person has, whether or not the role itself allows.
		if (allowed || p.Rules[i].Effect == "deny") && slices.Contains(roles, p.Rules[i].Role) {
			out = append(out, i)
		}
	}
	p.memo.Store(key, out)
	return out, nil
}

// Enforce asks casbin itself for one held role and one record. The door uses
// the quicker path of Session.Check; a test holds the two to the same answers.
func (p *Policy) Enforce(subject Subject, h Held, tree Tree, perm string, rec *Record) (bool, error) {
	object, action, _ := strings.Cut(perm, ":")
	return p.enforcer.Enforce(h, object, action, facts{subject: subject, tree: tree, rec: rec})
}
