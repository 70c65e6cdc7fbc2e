package exchange

import (
	"cmp"
	"context"
	"reflect"
	"strings"

	"golang.org/x/text/unicode/norm"

	"miotsukushi/backend/platform/check"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Record is a draft of an existing record with what identifies its state.
type Record[D any] struct {
	ID      string
	Version int64
	Draft   D
	// Locked says why the record takes no change any more; nil when it does.
	Locked *Problem
}

// Table describes how a noun is exchanged. The first column is its code. The
// functions are the domain's: they hold its policy, its rules and its writes.
type Table[D any] struct {
	Noun    string
	Columns []Column[D]
	// Reads and Makes are the permissions to read records and to make new ones,
	// where they are not <noun>:read and <noun>:create.
	Reads, Makes string
	// Find reads the records with these codes, by code.
	Find func(e *Env, codes []string) (map[string]Record[D], error)
	// After reads up to limit records whose code sorts after the given one, in the
	// order of their codes, as far as the caller may see them.
	After func(e *Env, code string, limit int) ([]Record[D], error)
	// Permit refuses what the caller may not do; before is nil for a creation.
	Permit func(ctx context.Context, before, after *D, id string) error
	// Create and Update write in the running transaction, with all checks of the domain.
	Create func(ctx context.Context, tx *store.Tx, d D, why store.Why) error
	Update func(ctx context.Context, tx *store.Tx, id string, version int64, d D, why store.Why) error
}

// Noun is a Table of any draft, as the engine sees it.
type Noun interface {
	Name() string
	Fields() []Field
	reads() string
	makes() string
	plan(e *Env, s *settings, rows []Row) ([]Plan, error)
	apply(ctx context.Context, tx *store.Tx, p *Plan, why store.Why) error
	export(e *Env, after string, limit int) (cells [][]string, last string, err error)
}

// Name is the noun.
func (t *Table[D]) Name() string { return t.Noun }

func (t *Table[D]) reads() string { return cmp.Or(t.Reads, t.Noun+":read") }
func (t *Table[D]) makes() string { return cmp.Or(t.Makes, t.Noun+":create") }

// Fields lists what the noun's columns can fill.
func (t *Table[D]) Fields() []Field {
	required := requiredKeys(reflect.TypeFor[D]())
	out := make([]Field, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = c.Field
		out[i].Required = required[c.Key]
	}
	return out
}

// Outcome is what an import would do, or did, with a row.
type Outcome string

// The outcomes. A row in conflict was valid when it was checked, but its record
// has changed since.
const (
	Creates   Outcome = "create"
	Updates   Outcome = "update"
	Unchanged Outcome = "unchanged"
	Errors    Outcome = "error"
	Conflicts Outcome = "conflict"
)

// Change is a field that a row would change, in the form of the API.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after"`
}

// RowError is a rule that a row breaks, with the column and what it held.
type RowError struct {
	Field  string       `json:"field,omitempty"`
	Header string       `json:"header,omitempty" doc:"Column of the file; empty when none is mapped to the field"`
	Rule   string       `json:"rule"`
	Params fault.Params `json:"params,omitempty"`
	Given  string       `json:"given,omitempty" doc:"What the cell held, cut to 100 characters"`
}

// Plan is what an import would do with one row.
type Plan struct {
	Row      int
	Outcome  Outcome
	Code     string
	RecordID string
	Version  int64
	Changes  []Change
	Errors   []RowError
	draft    any
}

// settings say how the rows of a file are to be understood.
type settings struct {
	// at is the column of each field, by its key; headers are the columns' names.
	at      map[string]int
	headers []string
	units   []fiscal.Unit
	// defaults fill fields of new records that the file leaves open; words replace
	// what cells hold: field → given → meant.
	defaults map[string]string
	words    map[string]map[string]string
	// clear lets an empty cell clear a field of an existing record.
	clear bool
	// order is how days with the year at the end are written: "mdy", "dmy" or "".
	order           string
	serial, era1904 bool
	// first remembers where each code stood first.
	first map[string]int
}

func (s *settings) header(field string) string {
	if i, ok := s.at[field]; ok {
		return s.headers[i]
	}
	return ""
}

// given is the cell of a field in a row; ok is false when no column is mapped.
func (s *settings) given(row *Row, field string) (c cell, ok bool) {
	i, ok := s.at[field]
	if !ok {
		return cell{unit: fiscal.Yen}, false
	}
	c = cell{unit: s.units[i], serial: s.serial, era1904: s.era1904, order: s.order}
	if i < len(row.Cells) {
		c.text = plain(row.Cells[i])
	}
	if meant, ok := s.words[field][c.text]; ok {
		c.text = meant
	}
	return c, true
}

func (t *Table[D]) plan(e *Env, s *settings, rows []Row) ([]Plan, error) {
	codes := make([]string, 0, 2*len(rows))
	for i := range rows {
		c, _ := s.given(&rows[i], t.Columns[0].Key)
		if c.text != "" {
			codes = append(codes, c.text, norm.NFKC.String(c.text))
		}
	}
	found, err := t.Find(e, codes)
	if err != nil {
		return nil, err
	}
	out := make([]Plan, len(rows))
	for i := range rows {
		if out[i], err = t.planRow(e, s, &rows[i], found); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t *Table[D]) planRow(e *Env, s *settings, row *Row, found map[string]Record[D]) (Plan, error) {
	key := t.Columns[0].Key
	code, _ := s.given(row, key)
	p := Plan{Row: row.No, Code: cut(norm.NFKC.String(code.text))}
	bad := func(field, rule string, params fault.Params) {
		e := RowError{Field: field, Header: s.header(field), Rule: rule, Params: params}
		if i, ok := s.at[field]; ok && i < len(row.Cells) {
			e.Given = cut(row.Cells[i])
		}
		p.Errors = append(p.Errors, e)
	}
	for _, x := range row.Broken {
		p.Errors = append(p.Errors, x)
	}
	if first, again := s.first[p.Code]; again {
		bad(key, "duplicate", fault.Params{"row": first})
	} else if code.text != "" {
		s.first[p.Code] = row.No
	}
	existing, exists := found[code.text]
	if !exists {
		existing, exists = found[norm.NFKC.String(code.text)]
	}
	if exists {
		p.RecordID, p.Version = existing.ID, existing.Version
	}
	if code.text == "" { // nothing else can be said of a row without a code
		bad(key, "required", nil)
		p.Outcome = Errors
		return p, nil
	}
	after := existing.Draft
	failed, err := t.fill(e, s, row, exists, &after, bad)
	if err != nil {
		return p, err
	}
	for _, f := range check.Struct(&after) {
		root, _, _ := strings.Cut(strings.SplitN(f.Field, ".", 2)[0], "[")
		if failed[root] {
			continue
		}
		if f.Field != root {
			f.Params = with(f.Params, "path", f.Field)
		}
		bad(root, f.Rule, f.Params)
	}
	if len(p.Errors) > 0 {
		p.Outcome = Errors
		return p, nil
	}
	if err := t.compare(e, &p, &existing.Draft, after, exists); err != nil || p.Outcome == Unchanged {
		return p, err
	}
	if existing.Locked != nil {
		p.Errors = append(p.Errors, RowError{Rule: existing.Locked.Rule, Params: existing.Locked.Params})
	} else if err := t.permit(e, &p, existing, exists, &after); err != nil {
		return p, err
	}
	if len(p.Errors) > 0 {
		p.Outcome, p.Changes = Errors, nil
	}
	return p, nil
}

// fill writes the mapped cells, and for a new record the defaults, into a draft.
// It tells which fields could not be read.
func (t *Table[D]) fill(e *Env, s *settings, row *Row, exists bool, d *D, bad func(field, rule string, params fault.Params)) (map[string]bool, error) {
	failed := map[string]bool{}
	for _, b := range row.Broken {
		failed[b.Field] = true
	}
	for _, col := range t.Columns {
		c, mapped := s.given(row, col.Key)
		if failed[col.Key] {
			continue
		}
		if c.text == "" {
			if exists && !(mapped && s.clear) {
				continue
			}
			if !exists {
				c = cell{text: s.defaults[col.Key], unit: fiscal.Yen}
			}
			if !exists && c.text == "" {
				continue
			}
		}
		if exists {
			// What reads the same stays as it is, to the byte: spaces, line ends, lists.
			old, err := col.read(e, d)
			if err != nil {
				return nil, err
			}
			if strings.TrimSpace(old) == c.text {
				continue
			}
		}
		p, err := col.write(e, d, c)
		if err != nil {
			return nil, err
		}
		if p != nil {
			failed[col.Key] = true
			bad(col.Key, p.Rule, p.Params)
		}
	}
	return failed, nil
}

func (t *Table[D]) permit(e *Env, p *Plan, existing Record[D], exists bool, after *D) error {
	var before *D
	if exists {
		before = &existing.Draft
	}
	err := t.Permit(e.Ctx, before, after, p.RecordID)
	if err == nil {
		return nil
	}
	f := fault.Of(err)
	switch f.Code {
	case fault.Forbidden:
		p.Errors = append(p.Errors, RowError{Rule: "forbidden", Params: fault.Params{"permission": f.Params["permission"], "missed": f.Params["missed"], "roles": f.Params["roles"]}})
		return nil
	case fault.Invalid:
		for _, x := range f.Fields {
			p.Errors = append(p.Errors, RowError{Field: x.Field, Rule: x.Rule, Params: x.Params})
		}
		return nil
	}
	return err
}

// compare lists what the row changes.
func (t *Table[D]) compare(e *Env, p *Plan, before *D, after D, exists bool) error {
	e.named = true
	defer func() { e.named = false }()
	for _, col := range t.Columns {
		was, err := col.read(e, before)
		if err != nil {
			return err
		}
		is, err := col.read(e, &after)
		if err != nil {
			return err
		}
		if !exists {
			was = ""
			if col.Kind == BoolKind && is == "false" || col.Kind == YenKind && is == "0" {
				is = ""
			}
		}
		if was != is {
			p.Changes = append(p.Changes, Change{col.Key, was, is})
		}
	}
	p.draft = after
	switch {
	case !exists:
		p.Outcome = Creates
	case len(p.Changes) == 0:
		p.Outcome = Unchanged
	default:
		p.Outcome = Updates
	}
	return nil
}

func (t *Table[D]) apply(ctx context.Context, tx *store.Tx, p *Plan, why store.Why) error {
	d := p.draft.(D)
	switch p.Outcome {
	case Creates:
		return t.Create(ctx, tx, d, why)
	case Updates:
		return t.Update(ctx, tx, p.RecordID, p.Version, d, why)
	}
	return nil
}

func (t *Table[D]) export(e *Env, after string, limit int) (cells [][]string, last string, err error) {
	records, err := t.After(e, after, limit)
	if err != nil {
		return nil, "", err
	}
	for i := range records {
		line := make([]string, len(t.Columns))
		for j, col := range t.Columns {
			if line[j], err = col.read(e, &records[i].Draft); err != nil {
				return nil, "", err
			}
		}
		cells, last = append(cells, line), line[0]
	}
	return cells, last, nil
}

func with(p fault.Params, key string, value any) fault.Params {
	out := fault.Params{key: value}
	for k, v := range p {
		out[k] = v
	}
	return out
}

// cut keeps a given value short enough to show.
func cut(s string) string {
	const most = 100
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
