package gates

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// SetFault is one mistake in a gate set. Line counts from 1; 0 where the mistake has no line.
type SetFault struct {
	File   string
	Line   int
	Rule   string // unknown_key, duplicate_id, unknown_live_check, …
	Detail string // what is at fault: an id, a name, a key
}

func (f SetFault) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.Detail)
}

// SetFaults are all the mistakes of a file, by line.
type SetFaults []SetFault

func (f SetFaults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Load reads and checks a gate set. otherChecks are the live checks that other domains offer, beside OwnChecks. A set
// with a mistake is refused as a whole; the error is SetFaults.
func Load(fsys fs.FS, file string, otherChecks ...string) (*Set, error) {
	source, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("gates: read the gate set: %w", err)
	}
	return parseSet(file, source, otherChecks)
}

func parseSet(file string, source []byte, otherChecks []string) (*Set, error) {
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		return nil, SetFaults{decodeFault(file, err)}
	}
	if fault, nested := tooRich(file, tree); nested {
		return nil, SetFaults{fault}
	}
	set := &Set{}
	if err := yaml.NewDecoder(bytes.NewReader(source), yaml.Strict()).Decode(set); err != nil {
		return nil, SetFaults{decodeFault(file, err)}
	}
	c := &setCheck{set: set, file: file, tree: tree, checks: append(OwnChecks(), otherChecks...)}
	c.run()
	if len(c.faults) > 0 {
		slices.SortStableFunc(c.faults, func(a, b SetFault) int { return cmp.Compare(a.Line, b.Line) })
		return nil, c.faults
	}
	set.complete()
	return set, nil
}

// complete fills in what follows from the rest of a checked set.
func (s *Set) complete() {
	s.Documents = append([]DocumentDef{}, s.Documents...)
	contract := slices.IndexFunc(s.Gates, func(g Gate) bool { return g.Execution == StageContract })
	for i := range s.Gates {
		g := &s.Gates[i]
		g.BeforeExecution = i < contract
		g.Documents = append([]string{}, g.Documents...)
		g.RequiredDocuments = append([]string{}, g.RequiredDocuments...)
		for j := range g.Criteria {
			line := &g.Criteria[j]
			line.No, _ = strconv.Atoi(strings.TrimPrefix(line.ID, string(g.ID)+"-"))
			line.Answer = line.Answer || line.Live == ""
			if line.StaleAfterDays == 0 {
				line.StaleAfterDays = s.Settings.EvidenceStaleDays
			}
			if line.Tiers == nil {
				line.Tiers = s.tiersPassing(g.ID)
			}
		}
	}
}

// tiersPassing are the tiers whose sequence holds the gate; every tier may pass the retirement gate.
func (s *Set) tiersPassing(id GateID) []Tier {
	passing := []Tier{}
	for _, t := range []Tier{TierA, TierB, TierC} {
		if id == s.Retirement || slices.Contains(s.Tiers[t].Gates, id) {
			passing = append(passing, t)
		}
	}
	return passing
}

// decodeFault turns the decoder's error into a fault with its line.
func decodeFault(file string, err error) SetFault {
	fault := SetFault{File: file, Rule: "syntax", Detail: err.Error()}
	var unknown *yaml.UnknownFieldError
	var duplicate *yaml.DuplicateKeyError
	var wrongType *yaml.TypeError
	switch {
	case errors.As(err, &unknown):
		fault.Rule = "unknown_key"
	case errors.As(err, &duplicate):
		fault.Rule = "duplicate_key"
	case errors.As(err, &wrongType):
		fault.Rule = "wrong_type"
	}
	var placed interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &placed) {
		fault.Detail = placed.GetMessage()
		if tk := placed.GetToken(); tk != nil && tk.Position != nil {
			fault.Line = tk.Position.Line
		}
	}
	if strings.Contains(fault.Detail, "already defined") { // the parser calls this a matter of syntax
		fault.Rule = "duplicate_key"
	}
	return fault
}

// tooRich refuses anchors, aliases and merges: a gate set has no use for them, and they let a small file grow without
// bound and a line mean something other than what it says.
func tooRich(file string, tree *ast.File) (SetFault, bool) {
	for _, doc := range tree.Docs {
		for _, t := range []ast.NodeType{ast.AnchorType, ast.AliasType, ast.MergeKeyType} {
			if doc.Body == nil {
				continue
			}
			if found := ast.Filter(t, doc.Body); len(found) > 0 {
				return SetFault{file, found[0].GetToken().Position.Line, "no_anchors", t.String()}, true
			}
		}
	}
	if len(tree.Docs) > 1 {
		return SetFault{file, 1, "one_document", strconv.Itoa(len(tree.Docs))}, true
	}
	return SetFault{}, false
}
