package exchange

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// dropRows is for how many rows of a template a drop-down list is offered.
const dropRows = 1000

// hints say how the cells of a kind are read.
var hints = map[Kind]wording{
	TextKind: {"文字", "Text"},
	IntKind:  {"整数（1,200 も可）", "Whole number (1,200 is fine)"},
	YenKind:  {"金額。1,234円・500千円・1.5億円など。単位なしは円（見出しに（千円）とあれば千円）", "Amount in yen; units such as 千円 are understood, also in the header"},
	TimeKind: {"日時。2026-04-01 10:30・令和8年4月1日 10:30 など。時差の表示がなければ日本時間", "Day and time: 2026-04-01 10:30, 2026-04-01T01:30:00Z; in Japan unless a zone is named"},
	DateKind: {"日付。2026-04-01・2026/4/1・令和8年4月1日・R8.4.1 など", "Date: 2026-04-01, 2026/4/1, 令和8年4月1日"},
	BoolKind: {"○／×、はい／いいえ、1／0", "yes/no, ○/×, 1/0"},
	EnumKind: {"次のいずれか", "One of"},
	ListKind: {"一覧。1行に1件（セル内改行）", "List, one per line (line breaks in the cell)"},
}

// refHints say how a record of another noun is named.
var refHints = map[string]wording{
	"organisations": {"組織コード。名称も可（同名がある場合は「局名 課名」）", "Code of the organisation, or its name (with the bureau in front when it is not unique)"},
	"people":        {"職員番号", "Staff number"},
	"systems":       {"システムコード", "Code of the system"},
}

// explain adds a sheet that says what each column takes, and drop-down lists.
func explain(f *excelize.File, fields []Field, l string, bold int) error {
	word := func(w wording) string {
		if l == "en" {
			return w.en
		}
		return w.ja
	}
	sheet := word(wording{"説明", "Guide"})
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 5, 30); err != nil {
		return err
	}
	head := []any{}
	for _, w := range []wording{{"項目", "Column"}, {"必須", "Required"}, {"書き方", "How to write"}, {"使える値", "Allowed values"}, {"API名", "API name"}} {
		head = append(head, excelize.Cell{StyleID: bold, Value: word(w)})
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	for i := range fields {
		f := &fields[i]
		hint := word(hints[f.Kind])
		if f.Ref != "" {
			hint = strings.TrimSpace(hint + " " + word(refHints[f.Ref]))
		}
		required := ""
		if f.Required {
			required = word(wording{"必須", "required"})
		}
		if len(f.Parts) > 0 {
			hint += "：" + strings.Join(labels(f.Parts, l), " | ")
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, []any{f.Label(l), required, hint, allowed(f, l), f.Key}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// allowed lists the words of a field and of its parts.
func allowed(f *Field, l string) string {
	words := make([]string, len(f.Words))
	for i := range f.Words {
		words[i] = f.Words[i].Label(l)
	}
	out := strings.Join(words, "、")
	for i := range f.Parts {
		if p := &f.Parts[i]; len(p.Words) > 0 {
			out = strings.TrimSpace(out + "\n" + p.Label(l) + ": " + allowed(p, l))
		}
	}
	return out
}

// dropDowns offers the words of a field in its column of the template's sheet.
func dropDowns(x *xlsxSink, fields []Field, l string) error {
	for i := range fields {
		f := &fields[i]
		words := make([]string, len(f.Words))
		for j := range f.Words {
			words[j] = f.Words[j].Label(l)
		}
		if len(words) == 0 || len(strings.Join(words, ",")) > 250 {
			continue
		}
		d := excelize.NewDataValidation(true)
		col := letters(i + 1)
		d.SetSqref(fmt.Sprintf("%s2:%s%d", col, col, dropRows))
		if err := d.SetDropList(words); err != nil {
			return err
		}
		if err := x.file.AddDataValidation(x.sheet, d); err != nil {
			return err
		}
	}
	return nil
}
