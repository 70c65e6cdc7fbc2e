package exchange

import (
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"strings"

	"miotsukushi/backend/platform/fault"
)

// MaxUpload is what an upload of a file may have, with the form around it.
const MaxUpload = maxFile + (1 << 20)

// MaxSample bounds the rows of a sample: it is read while its sender waits.
const MaxSample = 50_000

// sampling lets one workbook be measured at a time, as glance and reading do for imports.
var sampling = make(turn, 1)

// Sample is what a file is as a whole, beside its rows.
type Sample struct {
	Book
	Rows    int64
	Sheets  int  // sheets with text, counted up to 2
	Merged  bool // cells are merged, down or sideways
	Gaps    bool // blank rows stand between others
	Ragged  bool // rows are wider or narrower than the header
	Unnamed bool // a column has no name
	Twice   bool // a name stands twice
}

// ReadSample reads a file within the limits of imports and hands out its rows, cut to the columns. The header is the row
// that knows most of the names; each gets the book before its first row.
func ReadSample(ctx context.Context, data []byte, names []string, each func(*Book, Row) error) (s Sample, err error) {
	b := &s.Book
	if b.Format, err = sniff(data); err != nil {
		return s, err
	}
	if b.Format == CSV {
		b.Encoding, b.Guessed = detect(data)
	}
	b.turn = sampling
	fields := make([]Field, len(names))
	for i, n := range names {
		fields[i] = Field{Key: n, Ja: n, En: n}
	}
	r, err := open(ctx, data, b)
	if err != nil {
		return s, err
	}
	p := &peeker{rower: r}
	defer p.close()
	head, err := readHead(p, b, fields)
	if err != nil {
		return s, err
	}
	if b.Columns, err = name(head); err != nil {
		return s, err
	}
	if len(b.Columns) == 0 {
		return s, broken("no_header", nil)
	}
	s.names(head[:len(b.Columns)])
	p.again()
	last := b.HeaderRow
	n, err := b.all(ctx, p, func(row Row) error {
		if s.Rows++; s.Rows > MaxSample {
			return tooMany("rows", MaxSample)
		}
		s.Gaps, s.Ragged = s.Gaps || row.No > last+1, s.Ragged || len(row.Broken) > 0
		last = row.No
		return each(b, row)
	})
	if err == nil && n == 0 {
		err = broken("no_rows", nil)
	}
	if x, ok := r.(*xlsxReader); ok && err == nil {
		s.Merged = x.joined
		s.Sheets, err = x.filled()
	} else {
		s.Sheets = 1
	}
	return s, err
}

// names looks at the header as it stands in the file.
func (s *Sample) names(head []string) {
	seen := map[string]bool{}
	for _, h := range head {
		f := fold(h)
		s.Unnamed = s.Unnamed || strings.TrimSpace(h) == ""
		s.Twice = s.Twice || f != "" && seen[f]
		seen[f] = true
	}
}

// filled counts the sheets that hold text, up to 2.
func (r *xlsxReader) filled() (n int, err error) {
	defer func() {
		if p := recover(); p != nil { // excelize trusts the structure of a workbook
			err = broken("broken_workbook", nil)
		}
	}()
	for _, sheet := range r.file.GetSheetList() {
		full, err := r.holds(sheet)
		if err != nil {
			return n, err
		}
		if full {
			n++
		}
		if n == 2 {
			break
		}
	}
	return n, nil
}

// ReadFile takes the one file out of a form.
func ReadFile(form *multipart.Form) (f File, err error) {
	files := form.File["file"]
	switch {
	case len(files) != 1:
		return f, fault.Bad("file", "required", nil)
	case files[0].Size > maxFile:
		return f, tooMany("bytes", maxFile)
	}
	r, err := files[0].Open()
	if err != nil {
		return f, fmt.Errorf("exchange: upload: %w", err)
	}
	defer r.Close()
	f.Name = files[0].Filename
	if f.Content, err = io.ReadAll(io.LimitReader(r, maxFile+1)); err != nil {
		return f, fmt.Errorf("exchange: upload: %w", err)
	}
	return f, nil
}
