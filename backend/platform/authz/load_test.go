package authz

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"miotsukushi/policies"
)

// realPolicy is the policy that the program carries.
func realPolicy(t testing.TB) *Policy {
	t.Helper()
	p, err := Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func modelConf(t testing.TB) string {
	t.Helper()
	b, err := fs.ReadFile(policies.Files, "model.conf")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// padded is a policy of the lines with enough others to be taken for whole.
func padded(lines ...string) string {
	for i := range minRules {
		lines = append(lines, fmt.Sprintf("p, admin, filler, act%d, all, any, allow", i))
	}
	return strings.Join(lines, "\n")
}

// small is a policy of the lines alone.
func small(t testing.TB, lines ...string) *Policy {
	t.Helper()
	p, err := build(modelConf(t), strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLoadNamesTheLineAtFault(t *testing.T) {
	good := "p, admin, systems, read, all, any, allow"
	for _, c := range []struct{ name, text, want string }{
		{"unknown role", padded(good, "p, boss, systems, read, all, any, allow"), `line 2: unknown role "boss"`},
		{"unknown scope", padded(good, "p, admin, systems, update, city, any, allow"), `line 2: unknown scope "city"`},
		{"unknown condition", padded(good, "p, admin, systems, update, all, friend, allow"), `line 2: unknown condition "friend"`},
		{"unknown effect", padded(good, "p, admin, systems, update, all, any, permit"), `line 2: unknown effect "permit"`},
		{"unknown role in g", padded(good, "", "g, boss, signed_in"), `line 3: unknown role`},
		{"unknown parent in g", padded("g, admin, everyone"), `line 1: unknown role`},
		{"no object", padded("p, admin, , read, all, any, allow"), `line 1: object and action must be named`},
		{"too few fields", padded(good, "# why", "p, admin, systems, update, all, any"), `line 3: want`},
		{"too many fields", padded(good, "p, admin, systems, update, all, any, allow, now"), `line 2: want`},
		{"neither p nor g", padded(good, "q, admin, systems, update, all, any, allow"), `line 2: want`},
		{"repeated", padded(good, "", good), `line 3: repeats line 1`},
		{"repeated with other spaces", padded(good, strings.ReplaceAll(good, ", ", ",")), `line 2: repeats line 1`},
		{"open quote", padded(good, `p, "admin, systems, update, all, any, allow`), `line 2`},
		{"truncated", good, "only 1 rules; refusing a truncated policy"},
		{"empty", "", "only 0 rules"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse(modelConf(t), c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Parse = %v, %v; want an error with %q", p, err, c.want)
			}
		})
	}
}

func TestLoadRefusesABrokenModel(t *testing.T) {
	if _, err := Parse("[request_definition]\nr = a", padded()); err == nil || !strings.Contains(err.Error(), "model.conf") {
		t.Errorf("err = %v, want one that names model.conf", err)
	}
}

func TestTheHashCoversModelAndPolicy(t *testing.T) {
	conf, text := modelConf(t), padded()
	first, err := Parse(conf, text)
	if err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string][2]string{"policy": {conf, text + "\n"}, "model": {conf + "\n", text}} {
		p, err := Parse(other[0], other[1])
		if err != nil {
			t.Fatal(err)
		}
		if p.SHA256 == first.SHA256 {
			t.Errorf("another %s has the same hash", name)
		}
	}
}

func TestCheckVocabulary(t *testing.T) {
	p := small(t, "p, admin, systems, read, all, any, allow", "p, admin, systems, update, all, any, allow",
		"p, signed_in, systems, update, all, applicant, deny")
	for _, c := range []struct {
		name  string
		perms []string
		want  string
	}{
		{"equal", []string{"systems:read", "systems:update"}, ""},
		{"unknown action", []string{"systems:read"}, `line 2: unknown action "update" of "systems"`},
		{"unknown object", []string{"projects:read"}, `line 1: unknown object "systems"`},
		{"nobody may", []string{"systems:read", "systems:update", "systems:delete"}, `no line allows "systems:delete"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := p.CheckVocabulary(c.perms)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("err = %v, want %q", err, c.want)
			}
		})
	}
	denied := small(t, "p, signed_in, systems, update, all, applicant, deny")
	if err := denied.CheckVocabulary([]string{"systems:update"}); err == nil {
		t.Error("a permission that is only denied was taken for allowed")
	}
}

// FuzzParse: whatever the text, parsing ends with an error or with a policy of
// known words that denies what no line allows.
func FuzzParse(f *testing.F) {
	b, err := fs.ReadFile(policies.Files, "policy.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b))
	f.Add(padded("p, admin, systems, read, all, any, allow"))
	f.Add("p,admin,\"a\"\"b\",read,all,any,allow\n#\ng,admin,signed_in")
	f.Add("g, admin, admin\np, admin, x, y, all, any, allow")
	conf := modelConf(f)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := build(conf, text)
		if err != nil {
			return
		}
		for _, r := range p.Rules {
			if err := r.check(); err != nil {
				t.Errorf("line %d: %v", r.Line, err)
			}
			if r.Line < 1 || r.Line > strings.Count(text, "\n")+1 {
				t.Errorf("line %d of a text of %d lines", r.Line, strings.Count(text, "\n")+1)
			}
		}
		s := NewSession(Subject{PersonID: "p", Held: []Held{{Role: Admin}}}, noTree{}, p)
		v, err := s.Decide("no such:thing", nil)
		if err != nil || v.Allowed {
			t.Errorf("Decide on what no line names = %+v, %v", v, err)
		}
	})
}
