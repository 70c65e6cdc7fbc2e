package fiscal

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

var (
	isoForm   = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	looseForm = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	plainForm = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	kanjiForm = regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})日$`)
	eraForm   = regexp.MustCompile(`^(明治|大正|昭和|平成|令和|[MTSHR])(元|\d{1,2})(?:年(\d{1,2})月(\d{1,2})日|[-/.](\d{1,2})[-/.](\d{1,2}))$`)
	yearForm  = regexp.MustCompile(`^(?:(明治|大正|昭和|平成|令和|[MTSHR])(元|\d{1,2})|(\d{4}))(?:年(?:\d{1,2}月)?)?$`)
	fyForm    = regexp.MustCompile(`^(?:(明治|大正|昭和|平成|令和|[MTSHR])(元|\d{1,2})|(?:FY)?(\d{4}))(?:年度)?$`)
	fyBoth    = regexp.MustCompile(`^([^()]+)\(([^()]+)\)$`)
	fyRange   = regexp.MustCompile(`^(.*?)(?:年度)?[~〜-](.+)$`)
)

// fold brings full-width digits, letters and signs to their plain form, spells ㋿ and ㍻ out, and drops all spaces.
func fold(s string) string {
	s = norm.NFKC.String(s)
	return strings.ToUpper(strings.Join(strings.Fields(s), ""))
}

// ParseISO reads exactly "YYYY-MM-DD". The error is a *ParseError.
func ParseISO(s string) (Date, error) {
	m := isoForm.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fail(CodeDateFormat, s)
	}
	return gregorian(s, m)
}

// ParseDate reads a day as people and files write it: 2026-04-01, 2026/4/1, 2026.4.1, 20260401, 2026年4月1日,
// 令和8年4月1日, R8.4.1, 令和元年5月1日, full-width or not, with or without spaces. An era must cover the day:
// 平成32年1月1日 is refused with era_ended and a suggestion. A year without a day is refused with date_incomplete,
// because no day can be guessed. The error is a *ParseError.
func ParseDate(s string) (Date, error) {
	t := fold(s)
	for _, form := range []*regexp.Regexp{looseForm, plainForm, kanjiForm} {
		if m := form.FindStringSubmatch(t); m != nil {
			return gregorian(s, m)
		}
	}
	if m := eraForm.FindStringSubmatch(t); m != nil {
		return eraDate(s, m)
	}
	if y, err := ParseYear(s); err == nil {
		return Date{}, fail(CodeIncomplete, s, "year", y)
	}
	return Date{}, fail(CodeDateFormat, s)
}

func gregorian(text string, m []string) (Date, error) {
	y, mo, d := number(m[1]), number(m[2]), number(m[3])
	date, ok := NewDate(y, time.Month(mo), d)
	if !ok {
		return Date{}, fail(CodeNoSuchDay, text, "year", y, "month", mo, "day", d)
	}
	return date, nil
}

func eraDate(text string, m []string) (Date, error) {
	era, n := eraNamed(m[1]), eraNumber(m[2])
	mo, d := number(m[3]+m[5]), number(m[4]+m[6])
	y := era.firstYear() + n - 1
	date, ok := NewDate(y, time.Month(mo), d)
	if !ok || n == 0 {
		return Date{}, fail(CodeNoSuchDay, text, "year", y, "month", mo, "day", d)
	}
	hint := []any{"era", era.Name, "eraYear", n, "suggestion", date.String(), "suggestionEra", FormatEra(date)}
	if date.Before(era.Begins) {
		return Date{}, fail(CodeEraNotBegun, text, append(hint, "beganOn", era.Begins.String())...)
	}
	if date.After(era.Ends) {
		return Date{}, fail(CodeEraEnded, text, append(hint, "endedOn", era.Ends.String())...)
	}
	return date, nil
}

// ParseYear reads a calendar year, 令和元年 or 2019年, into the Gregorian year. The error is a *ParseError.
func ParseYear(s string) (int, error) {
	m := yearForm.FindStringSubmatch(fold(s))
	if m == nil {
		return 0, fail(CodeDateFormat, s)
	}
	if m[1] == "" {
		return number(m[3]), nil
	}
	if n := eraNumber(m[2]); n > 0 {
		return eraNamed(m[1]).firstYear() + n - 1, nil
	}
	return 0, fail(CodeDateFormat, s)
}

// ParseFY reads the label of a fiscal year: 平成30年度, 令和元年度, H30, R2年度, 2020年度, FY2020, 2020 and
// 2018年度(平成30年度), whose halves must agree. Labels that plans made before an era ended stay valid: 平成32年度 is
// FY2020. A calendar year (2020年) is no fiscal year. The error is a *ParseError.
func ParseFY(s string) (int, error) {
	t := fold(s)
	if m := fyBoth.FindStringSubmatch(t); m != nil {
		first, err := oneFY(s, m[1])
		if err != nil {
			return 0, err
		}
		second, err := oneFY(s, m[2])
		if err != nil {
			return 0, err
		}
		if first != second {
			return 0, fail(CodeFYDisagree, s, "first", first, "second", second)
		}
		return first, nil
	}
	return oneFY(s, t)
}

// ParseFYRange reads 平成27〜29年度 or 2018-2020年度 into its first and last fiscal year; a single label is a range of
// one. The second half may leave the era out. The error is a *ParseError.
func ParseFYRange(s string) (first, last int, err error) {
	t := fold(s)
	m := fyRange.FindStringSubmatch(t)
	if m == nil {
		first, err = ParseFY(s)
		return first, first, err
	}
	if first, err = oneFY(s, m[1]); err != nil {
		return 0, 0, err
	}
	tail := m[2]
	if f := fyForm.FindStringSubmatch(m[1]); f[1] != "" && tail[0] >= '0' && tail[0] <= '9' && len(strings.TrimSuffix(tail, "年度")) <= 2 {
		tail = f[1] + tail
	}
	if last, err = oneFY(s, tail); err != nil {
		return 0, 0, err
	}
	if last < first {
		return 0, 0, fail(CodeFYRange, s, "year", last)
	}
	return first, last, nil
}

func oneFY(text, folded string) (int, error) {
	m := fyForm.FindStringSubmatch(folded)
	if m == nil {
		return 0, fail(CodeFYFormat, text)
	}
	fy := number(m[3])
	if m[1] != "" {
		n := eraNumber(m[2])
		if n == 0 {
			return 0, fail(CodeFYFormat, text)
		}
		fy = eraNamed(m[1]).firstYear() + n - 1
	}
	if fy < 1868 || fy > 2199 {
		return 0, fail(CodeFYRange, text, "year", fy)
	}
	return fy, nil
}

func eraNamed(name string) Era {
	for _, e := range eras {
		if e.Name == name || e.Letter == name {
			return e
		}
	}
	return Era{}
}

func eraNumber(s string) int {
	if s == "元" {
		return 1
	}
	return number(s)
}

// number reads digits that a pattern has already found; an empty group is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
