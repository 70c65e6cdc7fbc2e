package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Checks are what a file must be so that a machine can read it.
type Checks struct {
	UTF8     bool `json:"utf8"`
	OneTable bool `json:"oneTable" doc:"One sheet, without blank rows between and rows of other widths"`
	NoMerged bool `json:"noMerged" doc:"No merged cells"`
	Header   bool `json:"header" doc:"The first row names every column, each once"`
}

// machine is the share of the checks that are met, with the three stars as the fifth.
func (c Checks) machine(openEnough bool) *int64 {
	met := int64(0)
	for _, ok := range []bool{c.UTF8, c.OneTable, c.NoMerged, c.Header, openEnough} {
		if ok {
			met++
		}
	}
	return ratio(met, 5)
}

// ColumnFound is how a column of the definition came out. Values are never kept: they may be about people.
type ColumnFound struct {
	Name    string  `json:"name"`
	Type    string  `json:"type"`
	Present bool    `json:"present"`
	Filled  int64   `json:"filled" doc:"Cells that hold something"`
	Checked int64   `json:"checked" doc:"Cells held against the type"`
	Valid   int64   `json:"valid" doc:"Of these, as the definition says"`
	BadRows []int64 `json:"badRows" doc:"First rows that are not, as a spreadsheet numbers them"`
}

// Found is what a sample shows.
type Found struct {
	Rows      int64         `json:"rows"`
	Columns   []ColumnFound `json:"columns"`
	Extra     []string      `json:"extra" doc:"Columns that the definition does not have; empty when no column of the definition was found"`
	Headless  bool          `json:"headless" doc:"The definition names columns and the file has none of them: its first row may be data, and is not kept"`
	Cells     int64         `json:"cells" doc:"Cells that should hold something"`
	Filled    int64         `json:"filled"`
	Checked   int64         `json:"checked" doc:"Cells held against the definition; every cell of a missing column counts"`
	Valid     int64         `json:"valid"`
	Keyed     bool          `json:"keyed" doc:"The definition names a key, and the file has it"`
	Distinct  int64         `json:"distinct" doc:"Rows with a key of their own"`
	SameRows  []int64       `json:"sameRows" doc:"First rows whose key is missing or stood above"`
	fullWidth int64
}

// parts are the three parts that the rows give; nil without rows or without a definition to hold them against.
func (f *Found) parts() (completeness, schema, uniqueness *int64) {
	completeness, schema = ratio(f.Filled, f.Cells), ratio(f.Valid, f.Checked)
	if f.Keyed {
		uniqueness = ratio(f.Distinct, f.Rows)
	}
	return completeness, schema, uniqueness
}

// kept is how many rows of a kind are named, maxExtra how many columns, and maxName how much of a name.
const (
	kept     = 10
	maxExtra = 50
	maxName  = 100
)

// short is a name as far as a definition could have it.
func short(name string) string {
	if r := []rune(name); len(r) > maxName {
		return string(r[:maxName])
	}
	return name
}

// tally reads a sample row by row.
type tally struct {
	Found
	columns []DataColumn
	at      []int // place of each column in the file, -1 for none
	key     []int
	lax     bool // no column is required: all count for completeness
	serial  bool // a workbook keeps days as numbers
	seen    map[[32]byte]struct{}
}

// newTally prepares the reading of a file with these headers.
func newTally(columns []DataColumn, headers []string, serial bool) *tally {
	t := &tally{columns: columns, serial: serial, lax: true, seen: map[[32]byte]struct{}{}}
	t.Columns, t.Extra, t.SameRows = []ColumnFound{}, []string{}, []int64{}
	place, known := map[string]int{}, map[string]bool{}
	for i, h := range headers {
		if _, twice := place[headerForm(h)]; !twice {
			place[headerForm(h)] = i
		}
	}
	keys := 0
	for _, c := range columns {
		at, ok := place[headerForm(c.Name)]
		if !ok {
			at = -1
		}
		known[headerForm(c.Name)] = true
		t.at = append(t.at, at)
		t.Columns = append(t.Columns, ColumnFound{Name: c.Name, Type: c.Type, Present: ok, BadRows: []int64{}})
		t.lax = t.lax && !c.Required
		if c.Key {
			if keys++; ok {
				t.key = append(t.key, at)
			}
		}
	}
	t.Keyed = keys > 0 && len(t.key) == keys
	found := slices.ContainsFunc(t.Columns, func(c ColumnFound) bool { return c.Present })
	t.Headless = len(columns) > 0 && !found
	for _, h := range headers {
		// Without a column that is known, the row may be one of data: what it says is not kept.
		if found && len(t.Extra) < maxExtra && !known[headerForm(h)] {
			t.Extra = append(t.Extra, short(h))
		}
	}
	t.fullWidth = int64(len(headers))
	return t
}

// add counts a row; no is its number in the file.
func (t *tally) add(no int64, cells []string) {
	t.Rows++
	if len(t.columns) == 0 { // nothing is defined: every column should hold something
		t.Cells += t.fullWidth
		for _, c := range cells {
			if !blank(c) {
				t.Filled++
			}
		}
		return
	}
	for i := range t.columns {
		t.cell(i, no, cells)
	}
	if !t.Keyed {
		return
	}
	var key strings.Builder
	whole := true
	for _, at := range t.key {
		text := strings.TrimSpace(cells[at])
		whole = whole && text != ""
		key.WriteString(norm.NFKC.String(text))
		key.WriteByte(0)
	}
	sum := sha256.Sum256([]byte(key.String()))
	if _, again := t.seen[sum]; again || !whole {
		t.SameRows = name(t.SameRows, no)
		return
	}
	t.seen[sum] = struct{}{}
	t.Distinct++
}

func (t *tally) cell(i int, no int64, cells []string) {
	c, found := &t.columns[i], &t.Columns[i]
	text := ""
	if t.at[i] >= 0 {
		text = strings.TrimSpace(cells[t.at[i]])
	}
	if c.Required || t.lax {
		t.Cells++
		if text != "" {
			t.Filled++
		}
	}
	if text != "" {
		found.Filled++
	}
	if text == "" && found.Present {
		return // an empty cell is a matter of completeness
	}
	t.Checked++
	found.Checked++
	if found.Present && fits(c.Type, text, t.serial) {
		t.Valid++
		found.Valid++
	} else if found.Present {
		found.BadRows = name(found.BadRows, no)
	}
}

func name(rows []int64, no int64) []int64 {
	if len(rows) < kept {
		rows = append(rows, no)
	}
	return rows
}

var (
	integerForm = regexp.MustCompile(`^[+-]?\d+$`)
	numberForm  = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)
	clockForm   = regexp.MustCompile(`^([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?$`)
	serialForm  = regexp.MustCompile(`^\d{1,7}(\.\d+)?$`)
)

// fits tells whether a cell is what its type says, in the forms of the open data standard: ISO days, plain numbers
// without separators. A workbook keeps days and times as numbers.
func fits(kind, text string, serial bool) bool {
	switch kind {
	case "integer":
		return integerForm.MatchString(text)
	case "number":
		return numberForm.MatchString(text)
	case "date":
		if serial && serialForm.MatchString(text) {
			return true
		}
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "time":
		if serial && serialForm.MatchString(text) || clockForm.MatchString(text) {
			return true
		}
		for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04"} {
			if _, err := time.Parse(form, text); err == nil {
				return true
			}
		}
		return false
	case "flag":
		switch strings.ToLower(text) {
		case "有", "無", "true", "false", "1", "0":
			return true
		}
		return false
	case "url":
		return webAddress(text)
	}
	return true
}

// headerForm is what headers are compared by: width and case do not count.
func headerForm(s string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(s))) }

// definition is a digest of what a sample is held against; meanings are not.
func definition(columns []DataColumn) string {
	type plain struct {
		Name, Type    string
		Required, Key bool
	}
	list := make([]plain, len(columns))
	for i, c := range columns {
		list[i] = plain{headerForm(c.Name), c.Type, c.Required, c.Key}
	}
	b, err := json.Marshal(list)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
