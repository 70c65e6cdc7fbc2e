// Package exchange carries tables between files and the registers: it reads
// .xlsx and CSV, finds out which column is which field, shows row by row what an
// import would do, does it in one transaction, and gives back what it refused.
// A domain describes its noun once (Table); files, jobs and endpoints live here.
package exchange

import (
	"reflect"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"miotsukushi/backend/platform/fault"
)

// Kind says how the text of a cell is read.
type Kind string

// The kinds of fields.
const (
	TextKind   Kind = "text"
	IntKind    Kind = "int"
	YenKind    Kind = "yen"
	NumberKind Kind = "number"
	DateKind   Kind = "date"
	TimeKind   Kind = "time"
	BoolKind   Kind = "bool"
	EnumKind   Kind = "enum"
	RefKind    Kind = "ref"
	ListKind   Kind = "list"
)

// Word is a value of an enumeration with the words that a file may use for it.
type Word struct {
	Value string   `json:"value"`
	Ja    string   `json:"ja"`
	En    string   `json:"en"`
	Also  []string `json:"also,omitempty" doc:"Further words that are understood"`
}

// Field describes what one column of a file can fill.
type Field struct {
	Key      string   `json:"key" doc:"Name of the field in the API"`
	Ja       string   `json:"ja"`
	En       string   `json:"en"`
	Kind     Kind     `json:"kind" doc:"text, int, number, yen, date, time, bool, enum, ref or list"`
	Required bool     `json:"required" doc:"A new record needs it"`
	Words    []Word   `json:"words,omitempty" doc:"Values of an enum or bool"`
	Ref      string   `json:"ref,omitempty" doc:"Noun that a ref points at"`
	Parts    []Field  `json:"parts,omitempty" doc:"Parts of a list whose lines have several, separated by |"`
	Also     []string `json:"-"`
}

// Label is the field's name in a language, "ja" or "en".
func (f *Field) Label(lang string) string {
	if lang == "en" {
		return f.En
	}
	return f.Ja
}

// Label is the word for a value in a language; in any other, the value itself.
func (w *Word) Label(lang string) string {
	switch lang {
	case "ja":
		return w.Ja
	case "en":
		return w.En
	}
	return w.Value
}

// Problem says why a cell cannot be taken: a rule with its values, never a sentence.
type Problem struct {
	Rule   string
	Params fault.Params
}

func problem(rule string, kv ...any) *Problem {
	p := &Problem{Rule: rule}
	for i := 0; i+1 < len(kv); i += 2 {
		if p.Params == nil {
			p.Params = fault.Params{}
		}
		p.Params[kv[i].(string)] = kv[i+1]
	}
	return p
}

// fold brings a word into the form in which headers and words are compared: NFKC,
// lower case, without spaces, dashes and underscores.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r <= ' ', strings.ContainsRune("_-‐–—・　", r):
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}

// find looks a given word up among the words of a field.
func find(words []Word, given string) (Word, bool) {
	g := fold(given)
	for _, w := range words {
		if given == w.Value || g == fold(w.Value) || g == fold(w.Ja) || g == fold(w.En) ||
			slices.ContainsFunc(w.Also, func(a string) bool { return g == fold(a) }) {
			return w, true
		}
	}
	return Word{}, false
}

func values(words []Word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.Value
	}
	return out
}

// truth are the words of a yes or no.
var truth = []Word{
	{Value: "true", Ja: "○", En: "yes", Also: []string{"◯", "〇", "●", "はい", "有", "あり", "該当", "y", "1", "t", "on", "✓", "✔"}},
	{Value: "false", Ja: "×", En: "no", Also: []string{"✕", "✗", "いいえ", "無", "なし", "非該当", "n", "0", "f", "off"}},
}

// requiredKeys reads from the validator's tags which fields a new record needs.
func requiredKeys(t reflect.Type) map[string]bool {
	out := map[string]bool{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		own, _, _ := strings.Cut(f.Tag.Get("validate"), "dive") // what follows speaks of the elements of a list
		if slices.Contains(strings.Split(own, ","), "required") {
			out[name] = true
		}
	}
	return out
}
