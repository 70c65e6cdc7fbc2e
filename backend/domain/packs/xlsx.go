package packs

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/blocks"
)

// book is a workbook being written. The first error stays.
type book struct {
	file *excelize.File
	bold int
	err  error
}

// WriteXLSX puts the figures of a pack into a workbook: the agenda, then a sheet for each block. Amounts are whole yen.
func (c *Content) WriteXLSX(w io.Writer, hash string) error {
	b := &book{file: excelize.NewFile()}
	defer b.file.Close()
	b.bold, b.err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	b.keep(b.file.SetSheetName("Sheet1", "次第"))
	b.rows("次第", [][]any{
		{c.Meeting.Name + "資料"}, {"第" + fmt.Sprint(c.Edition) + "版", c.moment()}, {"開催日", fiscal.FormatEra(c.Meeting.HeldOn)}, {"SHA-256", hash}, {},
		{"区分", "件名", "提出", "資料", "内容"},
	})
	b.head("次第", 6)
	at, seen := 7, map[string]bool{}
	for _, e := range c.Items {
		b.row("次第", at, []any{fmt.Sprintf("%s%d", kinds[e.Kind], e.No), e.Title, e.Proposer, e.Material, e.Proposal})
		at++
		for _, block := range e.Blocks {
			if !seen[block.Key] {
				seen[block.Key] = true
				b.block(c, block)
			}
		}
	}
	b.keep(b.file.SetColWidth("次第", "B", "E", 36))
	if b.err != nil {
		return fmt.Errorf("packs: workbook: %w", b.err)
	}
	_, err := b.file.WriteTo(w)
	return err
}

func (b *book) keep(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

func (b *book) row(sheet string, n int, cells []any) {
	b.keep(b.file.SetSheetRow(sheet, fmt.Sprintf("A%d", n), &cells))
}

func (b *book) rows(sheet string, list [][]any) {
	for i, r := range list {
		b.row(sheet, i+1, r)
	}
}

func (b *book) head(sheet string, n int) {
	b.keep(b.file.SetRowStyle(sheet, n, n, b.bold))
}

// sheetName is a name that a workbook takes.
func sheetName(title string) string {
	name := []rune(strings.NewReplacer(":", "", "\\", "", "/", "・", "?", "", "*", "", "[", "", "]", "").Replace(title))
	return string(name[:min(len(name), 31)])
}

// excelUnit is what a number counts in the workbook, where amounts are not shortened.
func excelUnit(u blocks.Unit) string {
	switch u {
	case blocks.Yen:
		return "円"
	default:
		return u.Word()
	}
}

// number is a value as a workbook holds it; what is unknown says so.
func number(v *int64, u blocks.Unit) any {
	if v == nil {
		return blocks.Unknown
	}
	switch u {
	case blocks.Share:
		return float64(*v) / 10
	case blocks.Micro:
		return float64(*v) / 1_000_000
	case blocks.Hours:
		return float64(*v) / 3_600_000
	}
	return *v
}

func (b *book) block(c *Content, x *blocks.Block) {
	sheet := sheetName(x.Title)
	if _, err := b.file.NewSheet(sheet); err != nil {
		b.keep(err)
		return
	}
	b.rows(sheet, [][]any{{x.Title}, {c.moment()}, {x.Note}, {}, {"項目", "値", "単位"}})
	b.head(sheet, 1)
	b.head(sheet, 5)
	n := 6
	for _, f := range x.Figures {
		b.row(sheet, n, []any{f.Label, number(f.Value, f.Unit), excelUnit(f.Unit)})
		n++
	}
	if ch := x.Chart; ch != nil {
		n++
		head := []any{"図の値（" + excelUnit(ch.Unit) + "）"}
		for _, s := range ch.Series {
			head = append(head, s.Name)
		}
		b.row(sheet, n, head)
		b.head(sheet, n)
		n++
		for i, label := range ch.Categories {
			row := []any{label}
			for _, s := range ch.Series {
				row = append(row, number(s.Values[i], ch.Unit))
			}
			b.row(sheet, n, row)
			n++
		}
	}
	if t := x.Table; t != nil {
		n++
		head := []any{}
		for _, col := range t.Columns {
			label := col.Label
			if u := excelUnit(col.Unit); col.Unit != "" && u != "" {
				label += "（" + u + "）"
			}
			head = append(head, label)
		}
		b.row(sheet, n, head)
		b.head(sheet, n)
		n++
		for _, r := range t.Rows {
			row := []any{}
			for i, cell := range r {
				if t.Columns[i].Unit == "" {
					row = append(row, cell.Text)
				} else {
					row = append(row, number(cell.Value, t.Columns[i].Unit))
				}
			}
			b.row(sheet, n, row)
			n++
		}
	}
	b.keep(b.file.SetColWidth(sheet, "A", "A", 40))
	b.keep(b.file.SetColWidth(sheet, "B", "H", 16))
}
