package exchange

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Column is a field of a draft D with the way to read and write it. Text is the
// common form: read gives it in the language of the environment (words of enums;
// "" gives values), write takes any form that people use.
type Column[D any] struct {
	Field
	read  func(e *Env, d *D) (string, error)
	write func(e *Env, d *D, c cell) (*Problem, error)
}

// Aka adds headers under which the column is recognised.
func (c Column[D]) Aka(headers ...string) Column[D] {
	c.Also = append(c.Also, headers...)
	return c
}

// cell is the text of a cell with what its file says about numbers in it.
type cell struct {
	text string
	// unit is what a bare number of the column counts in, from its header.
	unit fiscal.Unit
	// serial says that numbers may be days of a workbook; era1904 how they count.
	serial, era1904 bool
	// order says how days with the year at the end are meant: "mdy", "dmy", or ""
	// when nobody said, and then they are refused.
	order string
}

// Text is a field of plain text.
func Text[D any, S ~string](key, ja, en string, at func(*D) *S) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: TextKind},
		read:  func(_ *Env, d *D) (string, error) { return string(*at(d)), nil },
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			*at(d) = S(c.text)
			return nil, nil
		},
	}
}

// Code is text in half width, such as a record's code or a time of day.
func Code[D any, S ~string](key, ja, en string, at func(*D) *S) Column[D] {
	col := Text(key, ja, en, at)
	col.write = func(_ *Env, d *D, c cell) (*Problem, error) {
		*at(d) = S(store.Code(c.text))
		return nil, nil
	}
	return col
}

// Enum is a field with a closed list of values.
func Enum[D any, S ~string](key, ja, en string, words []Word, at func(*D) *S) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: EnumKind, Words: words},
		read: func(e *Env, d *D) (string, error) {
			for _, w := range words {
				if w.Value == string(*at(d)) {
					return w.Label(e.Lang), nil
				}
			}
			return string(*at(d)), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = ""
				return nil, nil
			}
			w, ok := find(words, c.text)
			if !ok {
				return problem("oneof", "allowed", values(words)), nil
			}
			*at(d) = S(w.Value)
			return nil, nil
		},
	}
}

// Bool is a yes or no. An empty cell that may clear means no.
func Bool[D any](key, ja, en string, at func(*D) *bool) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: BoolKind, Words: truth},
		read: func(e *Env, d *D) (string, error) {
			if *at(d) {
				return truth[0].Label(e.Lang), nil
			}
			return truth[1].Label(e.Lang), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			w, ok := find(truth, c.text)
			if !ok && c.text != "" {
				return problem("bool"), nil
			}
			*at(d) = w.Value == "true"
			return nil, nil
		},
	}
}

// Date is a calendar day: ISO, with slashes, as an era date, or a workbook's number.
func Date[D any](key, ja, en string, at func(*D) *fiscal.Date) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: DateKind},
		read:  func(_ *Env, d *D) (string, error) { return at(d).String(), nil },
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = fiscal.Date{}
				return nil, nil
			}
			day, err := parseDay(c)
			if err != nil {
				return parseProblem(err), nil
			}
			*at(d) = day
			return nil, nil
		},
	}
}

// A workbook's day numbers below firstSerial are refused: 2026 in a date column
// is a year and not a day of 1905.
const (
	firstSerial = 18264   // 1950-01-01
	lastSerial  = 2958465 // 9999-12-31
	since1904   = 1462    // days between the two ways to count
)

func parseDay(c cell) (fiscal.Date, error) {
	if c.serial {
		if f, err := strconv.ParseFloat(c.text, 64); err == nil {
			n := int(f)
			if c.era1904 {
				n += since1904
			}
			if n >= firstSerial && n <= lastSerial {
				t := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
				return fiscal.ParseISO(t.Format(time.DateOnly))
			}
		}
	}
	// "2026/4/1 0:00" is what a date cell becomes in some exports.
	text := midnight.ReplaceAllString(norm.NFKC.String(c.text), "")
	if m := yearLast.FindStringSubmatch(text); m != nil && c.order != "" {
		if c.order == "dmy" {
			m[1], m[2] = m[2], m[1]
		}
		text = m[3] + "-" + m[1] + "-" + m[2]
	}
	return fiscal.ParseDate(text)
}

// yearLast is 04/01/2026, whose day and month only a person can tell apart.
var yearLast = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)

var midnight = regexp.MustCompile(`[ T]0{1,2}:00(:00)?(\.0+)?$`)

// parseProblem passes on what fiscal says about a date or an amount.
func parseProblem(err error) *Problem {
	p, ok := err.(*fiscal.ParseError)
	if !ok {
		return problem("format")
	}
	out := problem(p.Code)
	for k, v := range p.Params {
		if k != "text" {
			if out.Params == nil {
				out.Params = map[string]any{}
			}
			out.Params[k] = v
		}
	}
	return out
}

// Yen is an amount in whole yen. A bare number counts in the unit of the header:
// 構築費（千円）.
func Yen[D any](key, ja, en string, at func(*D) *int64) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: YenKind},
		read:  func(_ *Env, d *D) (string, error) { return strconv.FormatInt(*at(d), 10), nil },
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = 0
				return nil, nil
			}
			n, err := fiscal.ParseYen(c.text, max(c.unit, fiscal.Yen))
			if err != nil {
				return parseProblem(err), nil
			}
			*at(d) = n
			return nil, nil
		},
	}
}

var wholeForm = regexp.MustCompile(`^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.0+)?$`)

// Int is a whole number that may be unknown.
func Int[D any](key, ja, en string, at func(*D) **int64) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: IntKind},
		read: func(_ *Env, d *D) (string, error) {
			if *at(d) == nil {
				return "", nil
			}
			return strconv.FormatInt(**at(d), 10), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = nil
				return nil, nil
			}
			s := norm.NFKC.String(c.text)
			if !wholeForm.MatchString(s) {
				return problem("integer"), nil
			}
			whole, _, _ := strings.Cut(strings.ReplaceAll(s, ",", ""), ".")
			n, ok := new(big.Int).SetString(strings.TrimPrefix(whole, "+"), 10)
			if !ok || !n.IsInt64() {
				return problem("integer"), nil
			}
			v := n.Int64()
			*at(d) = &v
			return nil, nil
		},
	}
}

// Ref points at another record by its code, or by what else its Lookup knows.
func Ref[D any, S ~string](key, ja, en, noun string, at func(*D) *S) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: RefKind, Ref: noun},
		read:  func(e *Env, d *D) (string, error) { return e.label(noun, string(*at(d))) },
		write: func(e *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = ""
				return nil, nil
			}
			id, p, err := e.resolve(noun, c.text)
			if p != nil || err != nil {
				return p, err
			}
			*at(d) = S(id)
			return nil, nil
		},
	}
}
