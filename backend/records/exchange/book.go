package exchange

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Limits of a file.
const (
	maxFile    = 20 << 20
	maxRows    = 200_000
	maxColumns = 200
	maxUnzip   = 200 << 20
	maxXML     = 16 << 20
	sampleRows = 5
	headSearch = 20
)

// Formats of files.
const (
	XLSX = "xlsx"
	CSV  = "csv"
)

// Book is what was recognised of a file: how to read it, and its columns.
type Book struct {
	Format    string             `json:"format" enum:"xlsx,csv" doc:"xlsx or csv"`
	Encoding  string             `json:"encoding" doc:"Of a text file: utf-8, utf-16le, utf-16be, cp932 or windows-1252"`
	Guessed   bool               `json:"encodingGuessed" gorm:"column:encoding_guessed" doc:"True when the bytes do not prove the encoding"`
	Separator string             `json:"separator"`
	Sheet     string             `json:"sheet"`
	Sheets    store.List[string] `json:"sheets"`
	HeaderRow int                `json:"headerRow" doc:"Row of the headers, counted from 1"`
	Columns   store.List[string] `json:"columns" doc:"Headers; an empty one is named by its column, a repeated one numbered"`
	// Sample holds the first rows; it is no part of the ledger.
	Sample store.List[[]string] `json:"-"`
	// rows is the number of rows below the header, 0 when only reading would tell.
	rows int
	turn turn
	// Date1904 says that the workbook counts days from 1904.
	Date1904 bool `json:"-"`
}

// Row is a row of a file below its header.
type Row struct {
	No    int
	Cells []string
	// Broken says what is wrong with the row as such.
	Broken []RowError
}

func broken(reason string, p fault.Params) error {
	return &fault.Fault{Code: fault.Invalid, Params: with(p, "reason", reason), Fields: []fault.Field{{Field: "file", Rule: reason, Params: p}}}
}

func tooMany(what string, limit int) error {
	return &fault.Fault{Code: fault.TooLarge, Params: fault.Params{"what": what, "limit": limit}}
}

func unsupported(reason string) error {
	return fault.New(fault.Unsupported, fault.Params{"reason": reason})
}

// rower hands out the rows of a file one by one. Numbers are those that a
// spreadsheet shows.
type rower interface {
	row() (no int, cells []string, ok bool, err error)
	close() error
}

// sniff tells the format of a file by its first bytes, never by its name.
func sniff(data []byte) (string, error) {
	switch {
	case len(data) == 0:
		return "", broken("empty", nil)
	case len(data) > maxFile:
		return "", tooMany("bytes", maxFile)
	case strings.HasPrefix(string(data[:min(4, len(data))]), "PK\x03\x04"):
		return XLSX, nil
	case strings.HasPrefix(string(data[:min(8, len(data))]), "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "", unsupported("encrypted_or_old_excel")
	case binaryFile(data):
		return "", unsupported("not_a_table")
	}
	return CSV, nil
}

// inspect recognises a file. What ask names already (encoding, separator, sheet,
// header row) is taken as it is.
func inspect(ctx context.Context, data []byte, ask Book, fields []Field) (b Book, err error) {
	b = Book{Encoding: ask.Encoding, Separator: ask.Separator, Sheet: ask.Sheet, HeaderRow: ask.HeaderRow}
	if b.Format, err = sniff(data); err != nil {
		return b, err
	}
	if b.Format == CSV && b.Encoding == "" {
		b.Encoding, b.Guessed = detect(data)
	}
	b.turn = glance
	r, err := open(ctx, data, &b)
	if err != nil {
		return b, err
	}
	p := &peeker{rower: r}
	defer p.close()
	head, err := readHead(p, &b, fields)
	if err != nil {
		return b, err
	}
	if b.Columns, err = name(head); err != nil {
		return b, err
	}
	p.again()
	return b, b.sample(ctx, p)
}

// peeker hands the rows of a file out a second time, as far as they were read.
type peeker struct {
	rower
	seen []seenRow
	next int
	kept bool
}

type seenRow struct {
	no    int
	cells []string
}

// again goes back to the first row; rows read after that are forgotten.
func (p *peeker) again() { p.next, p.kept = 0, true }

func (p *peeker) row() (no int, cells []string, ok bool, err error) {
	if p.kept && p.next < len(p.seen) {
		r := p.seen[p.next]
		p.next++
		return r.no, r.cells, true, nil
	}
	no, cells, ok, err = p.rower.row()
	if ok && err == nil && !p.kept {
		p.seen = append(p.seen, seenRow{no, cells})
	}
	return no, cells, ok, err
}

func open(ctx context.Context, data []byte, b *Book) (rower, error) {
	if b.Format == XLSX {
		return openXLSX(ctx, data, b)
	}
	return openCSV(data, b)
}

// readHead finds the row of the headers: the asked one, or of the first rows the
// one that knows most fields, or simply the first that is not empty.
func readHead(r rower, b *Book, fields []Field) ([]string, error) {
	var head []string
	best, found := -1, 0
	for range max(headSearch, b.HeaderRow) {
		no, cells, ok, err := r.row()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if blank(cells) {
			continue
		}
		if b.HeaderRow > 0 {
			if no == b.HeaderRow {
				return cells, nil
			}
			continue
		}
		if n := len(match(cells, fields)); n > best && (best < 0 || n >= 2) {
			best, found, head = n, no, cells
		}
	}
	if head == nil {
		return nil, broken("no_header", nil)
	}
	b.HeaderRow = found
	return head, nil
}

// name gives every column a name of its own.
func name(head []string) ([]string, error) {
	for len(head) > 0 && strings.TrimSpace(head[len(head)-1]) == "" {
		head = head[:len(head)-1]
	}
	if len(head) > maxColumns {
		return nil, tooMany("columns", maxColumns)
	}
	out, seen := make([]string, len(head)), map[string]bool{}
	for i, h := range head {
		h = strings.Join(strings.Fields(strings.Map(visible, h)), " ")
		if h == "" {
			h = "[" + letters(i+1) + "]"
		}
		if r := []rune(h); len(r) > 100 {
			h = string(r[:100])
		}
		base := h
		for n := 2; seen[h]; n++ {
			h = fmt.Sprintf("%s (%d)", base, n)
		}
		seen[h] = true
		out[i] = h
	}
	return out, nil
}

// letters is the name of a column in a spreadsheet: 1 is A, 27 is AA.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// sample keeps the first rows, and counts all of a text.
func (b *Book) sample(ctx context.Context, r rower) error {
	b.Sample = store.List[[]string]{}
	whole := true
	_, err := b.all(ctx, r, func(row Row) error {
		if len(b.Sample) < sampleRows {
			line := make([]string, len(b.Columns))
			for i := range min(len(line), len(row.Cells)) {
				line[i] = cut(strings.Map(visible, row.Cells[i]))
			}
			b.Sample = append(b.Sample, line)
		} else if b.Format == XLSX {
			whole = false // counting the rows of a workbook means reading it
			return errEnough
		}
		b.rows++
		return nil
	})
	if !whole {
		b.rows = 0
	}
	return err
}

var errEnough = fmt.Errorf("exchange: enough rows")

// each hands out all rows below the header that hold anything, at most maxRows.
func (b *Book) each(ctx context.Context, data []byte, fn func(Row) error) (n int, err error) {
	r, err := open(ctx, data, b)
	if err != nil {
		return 0, err
	}
	defer r.close()
	return b.all(ctx, r, fn)
}

func (b *Book) all(ctx context.Context, r rower, fn func(Row) error) (n int, err error) {
	for {
		no, cells, ok, err := r.row()
		if err != nil || !ok {
			return n, err
		}
		if no <= b.HeaderRow || blank(cells) {
			continue
		}
		if n++; n > maxRows {
			return n, tooMany("rows", maxRows)
		}
		if n%1000 == 0 && ctx.Err() != nil {
			return n, ctx.Err()
		}
		if err := fn(b.fit(no, cells)); err != nil {
			if err == errEnough {
				err = nil
			}
			return n, err
		}
	}
}

// fit cuts a row to the columns and names what does not fit.
func (b *Book) fit(no int, cells []string) Row {
	width := len(b.Columns)
	row := Row{No: no}
	given := len(cells)
	for given > width && strings.TrimSpace(cells[given-1]) == "" {
		given--
	}
	if given > width || b.Format == CSV && given < width {
		row.Broken = append(row.Broken, RowError{Rule: "ragged", Params: fault.Params{"cells": given, "columns": width}})
	}
	row.Cells = make([]string, width)
	copy(row.Cells, cells[:min(given, width)])
	return row
}

// visible drops control characters other than line ends and tabs.
func visible(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
		return -1
	}
	return r
}

// unitForm finds the unit in a header such as 構築費（千円）.
var unitForm = regexp.MustCompile(`[(\[](?:単位[:：]?)?(千円|百万円|億円|円)[)\]]`)

func unitOf(header string) fiscal.Unit {
	switch m := unitForm.FindStringSubmatch(norm.NFKC.String(header)); {
	case m == nil:
		return fiscal.Yen
	case m[1] == "千円":
		return fiscal.ThousandYen
	case m[1] == "百万円":
		return fiscal.MillionYen
	case m[1] == "億円":
		return fiscal.OkuYen
	}
	return fiscal.Yen
}
