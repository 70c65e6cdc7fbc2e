package exchange

import (
	"fmt"
	"strings"

	"miotsukushi/backend/platform/fault"
)

// wording is a rule in the two languages of error files and templates. These are
// files for people, so here codes become words; {x} stands for a parameter.
type wording struct{ ja, en string }

var rules = map[string]wording{
	"required":            {"必須です", "is required"},
	"max":                 {"{limit}以下（文字数または値）にしてください", "must be at most {limit} (length or value)"},
	"min":                 {"{limit}以上にしてください", "must be at least {limit}"},
	"len":                 {"{limit}文字にしてください", "must have {limit} characters"},
	"oneof":               {"使える値は {allowed} です", "must be one of {allowed}"},
	"bool":                {"○／×、はい／いいえ、1／0 のいずれかにしてください", "must be yes or no"},
	"integer":             {"整数にしてください", "must be a whole number"},
	"format":              {"形式が正しくありません", "has the wrong form"},
	"datetime":            {"時刻は 09:00 の形にしてください", "must be a time such as 09:00"},
	"duplicate":           {"{row}行目と重複しています", "repeats row {row}"},
	"not_found":           {"登録されていません", "is not registered"},
	"ambiguous":           {"{count}件に当てはまります。コードで指定してください", "fits {count} records; give the code"},
	"date_order":          {"{field} より前の日付です", "is before {field}"},
	"after":               {"{field} より後にしてください", "must be after {field}"},
	"date_format":         {"日付として読めません", "is not a date"},
	"no_such_day":         {"存在しない日付です", "is a day that does not exist"},
	"date_incomplete":     {"年月日まで入れてください", "needs year, month and day"},
	"era_ended":           {"この元号は{endedOn}で終わっています（{suggestionEra}）", "is after the era ended on {endedOn} ({suggestion})"},
	"era_not_begun":       {"この元号は{beganOn}からです（{suggestionEra}）", "is before the era began on {beganOn} ({suggestion})"},
	"amount_format":       {"金額として読めません", "is not an amount"},
	"amount_comma":        {"カンマの位置が正しくありません", "has misplaced commas"},
	"amount_unit":         {"金額の単位が読めません", "has an unknown unit"},
	"amount_fraction":     {"1円未満の端数があります", "is no whole number of yen"},
	"amount_range":        {"金額が大きすぎます", "is too large"},
	"ragged":              {"列の数が見出しと違います（{cells}列／見出し{columns}列）", "has {cells} cells under {columns} headers"},
	"nul":                 {"使えない文字（NUL）があります", "holds a NUL"},
	"encoding":            {"文字コードとして読めないバイトがあります", "holds bytes that the encoding does not know"},
	"control_character":   {"使えない制御文字があります", "holds a control character"},
	"cell_error":          {"数式がエラーになっています", "holds the error of a formula"},
	"parts":               {"{line}行目の項目が多すぎます", "has too many parts in line {line}"},
	"self":                {"自分自身は指定できません", "points at itself"},
	"forbidden":           {"この行を登録する権限がありません", "you may not write this record"},
	"wrong_state":         {"終了しているため変更できません", "has ended and takes no change"},
	"changed_since_check": {"確認のあとで変更されました", "was changed after the check"},
}

// say words the errors of a row, one after the other.
func say(list []RowError, fields []Field, lang string) string {
	out := make([]string, 0, len(list))
	for _, e := range list {
		out = append(out, sayOne(e, fields, lang))
	}
	if lang == "en" {
		return strings.Join(out, "; ")
	}
	return strings.Join(out, "／")
}

func sayOne(e RowError, fields []Field, lang string) string {
	subject := e.Header
	if subject == "" {
		subject = labelOf(e.Field, fields, lang)
	}
	w, ok := rules[e.Rule]
	text := w.ja
	if lang == "en" {
		text = w.en
	}
	if !ok {
		text = e.Rule
	}
	if e.Rule == "duplicate" && e.Params["row"] == nil {
		text = map[string]string{"ja": "重複しています", "en": "is repeated"}[lang]
	}
	text = fillIn(text, e.Params, fields, lang)
	if subject == "" {
		return text
	}
	if lang == "en" {
		return subject + ": " + text
	}
	return subject + "：" + text
}

func labelOf(key string, fields []Field, lang string) string {
	root, _, _ := strings.Cut(strings.SplitN(key, ".", 2)[0], "[")
	for i := range fields {
		if fields[i].Key == root {
			return fields[i].Label(lang)
		}
	}
	return key
}

func fillIn(text string, p fault.Params, fields []Field, lang string) string {
	for k, v := range p {
		var s string
		switch x := v.(type) {
		case []string:
			s = strings.Join(x, ", ")
		case []any:
			parts := make([]string, len(x))
			for i, y := range x {
				parts[i] = fmt.Sprint(y)
			}
			s = strings.Join(parts, ", ")
		case float64: // out of stored JSON
			s = fmt.Sprintf("%.0f", x)
		default:
			s = fmt.Sprint(x)
		}
		if k == "field" {
			s = labelOf(s, fields, lang)
		}
		text = strings.ReplaceAll(text, "{"+k+"}", s)
	}
	return text
}
