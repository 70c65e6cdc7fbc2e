package exchange

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/platform/fault"
)

// turn lets one workbook be open at a time for each purpose, since each may
// unfold to 200 MiB: one being looked at in a request, one being read in a job.
// A job writes to the database between rows, so a request waits for its turn
// before it begins to write and never while it does.
type turn chan struct{}

var glance, reading = make(turn, 1), make(turn, 1)

// xlsxReader takes rows off one sheet of a workbook.
type xlsxReader struct {
	file *excelize.File
	rows *excelize.Rows
	// shown reads the same rows as they are displayed, when number formats may show
	// leading zeros that the bare number does not have.
	shown  *excelize.Rows
	merged merges
	// joined says that cells of the sheet are merged in any direction.
	joined bool
	at     int
	last   []string
	turn   turn
}

// openXLSX opens the wanted sheet, or the first visible one that holds anything.
// The caller must close it, since only one workbook is open at a time.
func openXLSX(ctx context.Context, data []byte, b *Book) (r *xlsxReader, err error) {
	sheets, err := examine(data)
	if err != nil {
		return nil, err
	}
	select {
	case b.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r = &xlsxReader{turn: b.turn}
	defer func() {
		if p := recover(); p != nil { // excelize trusts the structure of a workbook
			err = broken("broken_workbook", nil)
		}
		if err != nil {
			_ = r.close() // the first error says more
			r = nil
		}
	}()
	if r.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxXML, RawCellValue: true,
	}); err != nil {
		return r, workbookFault(err)
	}
	props, err := r.file.GetWorkbookProps()
	if err != nil {
		return r, workbookFault(err)
	}
	b.Date1904 = props.Date1904 != nil && *props.Date1904
	b.Sheets = r.file.GetSheetList()
	if err := r.choose(b, sheets); err != nil {
		return r, err
	}
	r.merged, r.joined = sheets[b.Sheet].merges(), mergeForm.Match(sheets[b.Sheet].tail)
	return r, nil
}

func workbookFault(err error) error {
	var f *fault.Fault
	switch {
	case errors.As(err, &f):
		return err
	case strings.Contains(err.Error(), "unzip size exceeds"):
		return tooMany("unzipped", maxUnzip)
	}
	f = broken("broken_workbook", nil).(*fault.Fault)
	f.Cause = err
	return f
}

// choose opens the asked sheet, or looks for the first visible one with text.
func (r *xlsxReader) choose(b *Book, sheets map[string]*sheetFile) error {
	if b.Sheet != "" && !slices.Contains(b.Sheets, b.Sheet) {
		return fault.Bad("sheet", "oneof", fault.Params{"allowed": b.Sheets})
	}
	candidates := b.Sheets
	if b.Sheet != "" {
		candidates = []string{b.Sheet}
	}
	for _, sheet := range candidates {
		if visible, err := r.file.GetSheetVisible(sheet); b.Sheet == "" && (err != nil || !visible) || sheets[sheet] == nil {
			continue
		}
		if err := sheets[sheet].whole(sheet); err != nil {
			return err
		}
		full, err := r.holds(sheet)
		if err != nil {
			return err
		}
		if full {
			b.Sheet = sheet
			if r.rows, err = r.file.Rows(sheet); err == nil && r.padded() {
				r.shown, err = r.file.Rows(sheet)
			}
			if err != nil {
				return workbookFault(err)
			}
			return nil
		}
	}
	return broken("no_rows", nil)
}

// holds tells whether a sheet has a cell with text within its first rows.
func (r *xlsxReader) holds(sheet string) (bool, error) {
	rows, err := r.file.Rows(sheet)
	if err != nil {
		return false, nil // a chart or a macro sheet
	}
	defer rows.Close()
	for range 1000 {
		if !rows.Next() {
			return false, nil
		}
		cells, err := rows.Columns()
		if err != nil {
			return false, workbookFault(err)
		}
		if !blank(cells) {
			return true, nil
		}
	}
	return false, nil
}

var zeroFormat = regexp.MustCompile(`^0{2,}(?:[;_\\@].*)?$`)

// padded tells whether the workbook has a number format that shows leading zeros.
func (r *xlsxReader) padded() bool {
	if r.file.Styles == nil || r.file.Styles.NumFmts == nil {
		return false
	}
	for _, f := range r.file.Styles.NumFmts.NumFmt {
		if f != nil && zeroFormat.MatchString(f.FormatCode) {
			return true
		}
	}
	return false
}

var (
	exponent   = regexp.MustCompile(`^-?\d+(\.\d+)?[eE][+-]?\d{1,3}$`)
	allDigits  = regexp.MustCompile(`^\d+$`)
	cellErrors = []string{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)

func (r *xlsxReader) row() (no int, cells []string, ok bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = broken("broken_workbook", fault.Params{"row": r.at})
		}
	}()
	if !r.rows.Next() {
		return 0, nil, false, errOrNil(r.rows.Error())
	}
	r.at++
	if cells, err = r.rows.Columns(); err != nil {
		return 0, nil, false, workbookFault(err)
	}
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) > maxColumns {
		return 0, nil, false, tooMany("columns", maxColumns)
	}
	if err := r.zeros(cells); err != nil {
		return 0, nil, false, err
	}
	for i, c := range cells {
		if exponent.MatchString(c) {
			if n, ok := new(big.Rat).SetString(c); ok {
				cells[i] = strings.TrimSuffix(strings.TrimRight(n.FloatString(10), "0"), ".")
			}
		}
		cells[i] = strings.ToValidUTF8(cells[i], "\uFFFD")
	}
	cells = r.merged.fill(r.at, cells, r.last)
	r.last = cells
	return r.at, cells, true, nil
}

// zeros takes the shown form of cells that show a number with zeros in front.
func (r *xlsxReader) zeros(cells []string) error {
	if r.shown == nil || !r.shown.Next() {
		return nil
	}
	shown, err := r.shown.Columns(excelize.Options{RawCellValue: false})
	if err != nil {
		return workbookFault(err)
	}
	for i := range min(len(cells), len(shown)) {
		if s := shown[i]; s != cells[i] && allDigits.MatchString(s) && strings.TrimLeft(s, "0") == cells[i] {
			cells[i] = s
		}
	}
	return nil
}

func errOrNil(err error) error {
	if err != nil {
		return workbookFault(err)
	}
	return nil
}

func (r *xlsxReader) close() error {
	if r.rows != nil {
		_ = r.rows.Close()
	}
	if r.shown != nil {
		_ = r.shown.Close()
	}
	var err error
	if r.file != nil {
		err = r.file.Close()
	}
	<-r.turn
	return err
}
