package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/platform/fiscal"
)

// workbook makes a file in memory.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func set(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
}

func day(t *testing.T, text string, era1904 bool) string {
	t.Helper()
	d, err := parseDay(cell{text: text, serial: true, era1904: era1904})
	if err != nil {
		return err.(*fiscal.ParseError).Code
	}
	return d.String()
}

func TestWorkbookRows(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", []any{"一覧"}, []any{}, []any{"コード", "名称", "構築費", "開始日"},
			[]any{7, "=1+1", 1.2e9, time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}, []any{}, []any{8, " a\nb ", "", "令和8年4月1日"})
		padded := "0000"
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &padded})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "A4", "A6", style); err != nil {
			t.Fatal(err)
		}
	})
	b := mustInspect(t, data, Book{})
	if b.Format != XLSX || b.Sheet != "Sheet1" || b.HeaderRow != 3 || len(b.Columns) != 4 {
		t.Fatalf("book: %+v", b)
	}
	rows := rowsOf(t, data, b)
	if len(rows) != 2 || rows[0].No != 4 || rows[1].No != 6 {
		t.Fatalf("rows: %+v", rows)
	}
	if got := rows[0].Cells[:3]; !reflect.DeepEqual(got, []string{"0007", "=1+1", "1200000000"}) {
		t.Errorf("cells %q", got)
	}
	if got := day(t, rows[0].Cells[3], false); got != "2026-04-01" {
		t.Errorf("date cell %q read as %s", rows[0].Cells[3], got)
	}
	if rows[1].Cells[0] != "0008" || plain(rows[1].Cells[1]) != "a\nb" || day(t, rows[1].Cells[3], false) != "2026-04-01" {
		t.Errorf("cells %q", rows[1].Cells)
	}
}

func TestDaysOfWorkbooks(t *testing.T) {
	for _, c := range []struct {
		text string
		e    bool
		want string
	}{
		{"46113", false, "2026-04-01"}, {"46113.75", false, "2026-04-01"}, {"44651", true, "2026-04-01"},
		{"2026", false, "date_incomplete"}, {"20260401", false, "2026-04-01"}, {"12", false, "date_format"},
		{"2026/4/1 0:00", false, "2026-04-01"}, {"2026-04-01 00:00:00", false, "2026-04-01"}, {"平成32年4月1日", false, "era_ended"},
		{"18264", false, "1950-01-01"}, {"2958465", false, "9999-12-31"},
	} {
		if got := day(t, c.text, c.e); got != c.want {
			t.Errorf("%s (1904: %v) is %s, want %s", c.text, c.e, got, c.want)
		}
	}
	yes := true
	data := workbook(t, func(f *excelize.File) {
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		set(t, f, "Sheet1", []any{"コード", "開始日"}, []any{"a", 44651})
	})
	if b := mustInspect(t, data, Book{}); !b.Date1904 {
		t.Error("the workbook counts from 1904")
	}
}

func TestSheetsAndMerges(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		for _, s := range []string{"空", "隠し", "台帳", "別"} {
			if _, err := f.NewSheet(s); err != nil {
				t.Fatal(err)
			}
		}
		set(t, f, "隠し", []any{"コード"}, []any{"hidden"})
		set(t, f, "別", []any{"コード", "名称"}, []any{"other", "x"})
		set(t, f, "台帳", []any{"コード", "名称", "所管"}, []any{"a", "A", "税務課"}, []any{"b", "B"}, []any{"c", "C", "戸籍課"})
		for _, r := range [][2]string{{"C2", "C3"}} {
			if err := f.MergeCell("台帳", r[0], r[1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetSheetVisible("隠し", false); err != nil {
			t.Fatal(err)
		}
	})
	b := mustInspect(t, data, Book{})
	if b.Sheet != "台帳" || len(b.Sheets) != 5 {
		t.Fatalf("sheet %q of %q", b.Sheet, b.Sheets)
	}
	rows := rowsOf(t, data, b)
	if rows[1].Cells[2] != "税務課" || rows[2].Cells[2] != "戸籍課" {
		t.Errorf("merged cells: %+v", rows)
	}
	if rows = rowsOf(t, data, mustInspect(t, data, Book{Sheet: "別"})); len(rows) != 1 || rows[0].Cells[0] != "other" {
		t.Errorf("asked sheet: %+v", rows)
	}
	if _, err := inspect(context.Background(), data, Book{Sheet: "無い"}, testFields); err == nil {
		t.Error("a sheet that does not exist")
	}
}

// repack rewrites the parts of a workbook.
func repack(t *testing.T, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if content = change(f.Name, content); content == nil {
			continue
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestBrokenWorkbooksAreNamed(t *testing.T) {
	good := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", []any{"コード", "名称"}, []any{"a", "A"}, []any{"b", "B"})
	})
	wide := workbook(t, func(f *excelize.File) {
		row := make([]any, 300)
		for i := range row {
			row[i] = "x"
		}
		set(t, f, "Sheet1", row)
	})
	cases := map[string]struct {
		data   []byte
		reason string
	}{
		"truncated sheet": {repack(t, good, func(name string, c []byte) []byte {
			if strings.HasSuffix(name, "sheet1.xml") {
				return c[:len(c)/2]
			}
			return c
		}), "broken_workbook"},
		"truncated file": {good[:len(good)*2/3], "broken_workbook"},
		"no workbook": {repack(t, good, func(name string, c []byte) []byte {
			if name == "xl/workbook.xml" {
				return nil
			}
			return c
		}), "not_a_workbook"},
		"nothing in it": {workbook(t, func(*excelize.File) {}), "no_rows"},
		"too wide":      {wide, "too_large columns"},
		"bomb":          {bomb(t), "too_large unzipped"},
	}
	for name, c := range cases {
		_, err := inspect(context.Background(), c.data, Book{}, testFields)
		if got := reasonOf(err); got != c.reason {
			t.Errorf("%s: %q, want %q", name, got, c.reason)
		}
	}
	select { // whatever happened, the next workbook has its turn
	case glance <- struct{}{}:
		<-glance
	default:
		t.Error("a refused workbook kept its turn")
	}
}

// bomb is a small file that unfolds beyond the limit.
func bomb(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	w, err := out.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range maxUnzip>>20 + 1 {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if buf.Len() > 1<<20 {
		t.Fatalf("the bomb has %d bytes", buf.Len())
	}
	return buf.Bytes()
}

// FuzzXLSX: whatever stands in a workbook's sheet, reading ends without a panic
// and every cell is valid text.
func FuzzXLSX(f *testing.F) {
	good := workbook(f, func(w *excelize.File) { set(f, w, "Sheet1", []any{"コード", "名称"}, []any{1, "A"}) })
	f.Add(good)
	for _, part := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="1048576"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="-1"><c r="A0" t="s"><v>99</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A9"/></mergeCells></worksheet>`,
	} {
		f.Add([]byte(part))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte("PK")) { // a sheet to put into a sound workbook
			data = repack(t, good, func(name string, c []byte) []byte {
				if strings.HasSuffix(name, "sheet1.xml") {
					return data
				}
				return c
			})
		}
		b, err := inspect(context.Background(), data, Book{}, testFields)
		if err != nil {
			if reasonOf(err) == fmt.Sprint(err) {
				t.Errorf("no clear reason: %v", err)
			}
			return
		}
		for _, r := range rowsOf(t, data, b) {
			if len(r.Cells) != len(b.Columns) {
				t.Errorf("row %d has %d cells under %d columns", r.No, len(r.Cells), len(b.Columns))
			}
		}
	})
}

// TestAHostileSheetIsABrokenWorkbook: counting the sheets of a sample trusts the library no more than reading their rows.
func TestAHostileSheetIsABrokenWorkbook(t *testing.T) {
	n, err := (&xlsxReader{}).filled()
	if n != 0 || reasonOf(err) != "broken_workbook" {
		t.Errorf("%d %v", n, err)
	}
}
