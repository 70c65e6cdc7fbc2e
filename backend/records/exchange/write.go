package exchange

import (
	"bufio"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"miotsukushi/backend/platform/fault"
)

// sink takes the rows of a table that is being written.
type sink interface {
	put(cells []string) error
	end() error
}

// csvSink writes CSV as spreadsheets like it: with a mark, CRLF, and nothing that
// they would run as a formula.
type csvSink struct {
	w   *bufio.Writer
	sep string
}

func newCSV(w io.Writer, sep string) *csvSink {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString("\uFEFF") // a failing write fails the flush
	return &csvSink{b, sep}
}

func (c *csvSink) put(cells []string) error {
	for i, s := range cells {
		if i > 0 {
			_, _ = c.w.WriteString(c.sep)
		}
		s = guarded(s)
		if strings.ContainsAny(s, "\"\r\n"+c.sep) || strings.TrimSpace(s) != s {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		_, _ = c.w.WriteString(s)
	}
	_, err := c.w.WriteString("\r\n")
	return err
}

func (c *csvSink) end() error { return c.w.Flush() }

// inCP932 turns a finished CSV back into the encoding it came in, when that knows
// all its letters.
func inCP932(csv string) (out string, ok bool) {
	out, err := japanese.ShiftJIS.NewEncoder().String(strings.TrimPrefix(csv, "\uFEFF"))
	return out, err == nil
}

// xlsxSink writes one sheet of text.
type xlsxSink struct {
	file   *excelize.File
	sheet  string
	stream *excelize.StreamWriter
	w      io.Writer
	row    int
	bold   int
}

func newXLSX(w io.Writer, sheet string) (*xlsxSink, error) {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	bold, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8F1FE"}},
	})
	if err != nil {
		return nil, err
	}
	stream, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	if err := stream.SetColWidth(1, maxColumns, 18); err != nil {
		return nil, err
	}
	return &xlsxSink{file: f, sheet: sheet, stream: stream, w: w, bold: bold}, nil
}

func (x *xlsxSink) put(cells []string) error {
	x.row++
	line := make([]any, len(cells))
	for i, s := range cells {
		s = guarded(strings.Map(visible, s))
		line[i] = s
		if x.row == 1 {
			line[i] = excelize.Cell{StyleID: x.bold, Value: s}
		}
	}
	at, err := excelize.CoordinatesToCellName(1, x.row)
	if err != nil {
		return err
	}
	return x.stream.SetRow(at, line)
}

func (x *xlsxSink) end() error {
	defer x.file.Close()
	if err := x.stream.Flush(); err != nil {
		return err
	}
	return x.file.Write(x.w)
}

// newSink begins a table in a format.
func newSink(w io.Writer, format, sheet string) (sink, error) {
	switch format {
	case CSV:
		return newCSV(w, ","), nil
	case XLSX:
		return newXLSX(w, sheet)
	}
	return nil, fault.Bad("format", "oneof", fault.Params{"allowed": []string{XLSX, CSV}})
}

// types are the media types of the formats.
var types = map[string]string{
	CSV:  "text/csv; charset=utf-8",
	XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
