// Package datafile reads the rules that are data: YAML files that a city may change. A mistake is told with the line on
// which it stands, whether the decoder finds it or a rule of the domain that reads the file.
package datafile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Fault is one mistake in a file. Line counts from 1; 0 where the mistake has no line.
type Fault struct {
	File   string
	Line   int
	Rule   string // unknown_key, duplicate_id, …
	Detail string // what is at fault: an id, a name, a key
}

func (f Fault) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.Detail)
}

// Faults are all the mistakes of a file, by line.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort puts the mistakes in the order in which they stand in the file.
func (f Faults) Sort() {
	slices.SortStableFunc(f, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
}

// Doc is a file that was read: what was decoded from it, and where each part stands.
type Doc struct {
	File string
	tree *ast.File
}

// Parse decodes a file strictly into a struct. An unknown key, a key given twice, a value of the wrong type and anchors are
// mistakes; the error is Faults.
func Parse(file string, source []byte, into any) (*Doc, error) {
	tree, err := parser.ParseBytes(source, 0)
	if err != nil {
		return nil, Faults{decodeFault(file, err)}
	}
	if fault, nested := tooRich(file, tree); nested {
		return nil, Faults{fault}
	}
	if err := yaml.NewDecoder(bytes.NewReader(source), yaml.Strict()).Decode(into); err != nil {
		return nil, Faults{decodeFault(file, err)}
	}
	return &Doc{file, tree}, nil
}

// Fault is a mistake at the line of a YAML path such as "$.gates[0].id", or of its nearest parent that is there.
func (d *Doc) Fault(path, rule, detail string) Fault {
	return Fault{File: d.File, Line: d.line(path), Rule: rule, Detail: detail}
}

func (d *Doc) line(path string) int {
	for path != "$" && path != "" {
		if p, err := yaml.PathString(path); err == nil {
			if node, err := p.FilterFile(d.tree); err == nil && node != nil {
				return firstLine(node)
			}
		}
		path = path[:max(strings.LastIndexByte(path, '.'), strings.LastIndexByte(path, '['), 0)]
	}
	return 1
}

// firstLine of a mapping is that of its first key; its own token may be a colon further on.
func firstLine(node ast.Node) int {
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	if tk := node.GetToken(); tk != nil && tk.Position != nil {
		return tk.Position.Line
	}
	return 1
}

// decodeFault turns the decoder's error into a fault with its line.
func decodeFault(file string, err error) Fault {
	fault := Fault{File: file, Rule: "syntax", Detail: err.Error()}
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

// tooRich refuses anchors, aliases and merges: rules have no use for them, and they let a small file grow without bound and
// a line mean something other than what it says.
func tooRich(file string, tree *ast.File) (Fault, bool) {
	for _, doc := range tree.Docs {
		for _, t := range []ast.NodeType{ast.AnchorType, ast.AliasType, ast.MergeKeyType} {
			if doc.Body == nil {
				continue
			}
			if found := ast.Filter(t, doc.Body); len(found) > 0 {
				return Fault{file, found[0].GetToken().Position.Line, "no_anchors", t.String()}, true
			}
		}
	}
	if len(tree.Docs) > 1 {
		return Fault{file, 1, "one_document", strconv.Itoa(len(tree.Docs))}, true
	}
	return Fault{}, false
}
