package fiscal

import (
	"fmt"
	"strconv"
)

// Era is one Japanese era. Year 1 is the Gregorian year of Begins and is written 元年.
type Era struct {
	Name   string // 令和
	Letter string // R
	Begins Date   // first day
	Ends   Date   // last day; zero while the era lasts
}

// eras from the newest to the oldest. Meiji starts here with its sixth year, the first of the Gregorian calendar in
// Japan: a lunar day of an earlier year would be read as another day.
var eras = []Era{
	{"令和", "R", MustDate("2019-05-01"), Date{}},
	{"平成", "H", MustDate("1989-01-08"), MustDate("2019-04-30")},
	{"昭和", "S", MustDate("1926-12-25"), MustDate("1989-01-07")},
	{"大正", "T", MustDate("1912-07-30"), MustDate("1926-12-24")},
	{"明治", "M", MustDate("1873-01-01"), MustDate("1912-07-29")},
}

// firstYear is the Gregorian year that counts as year 1.
func (e Era) firstYear() int {
	if e.Letter == "M" {
		return 1868
	}
	return e.Begins.Year()
}

// EraOf gives the era of the day and the year within it; ok is false before 1873 and for the zero Date.
func EraOf(d Date) (era Era, year int, ok bool) {
	for _, e := range eras {
		if !d.IsZero() && !d.Before(e.Begins) {
			return e, d.Year() - e.firstYear() + 1, true
		}
	}
	return Era{}, 0, false
}

// eraYear writes 1 as 元.
func eraYear(n int) string {
	if n == 1 {
		return "元"
	}
	return strconv.Itoa(n)
}

// FormatEra writes 平成30年5月24日, or 1850年1月1日 where no era is known. "" for the zero Date.
func FormatEra(d Date) string {
	if d.IsZero() {
		return ""
	}
	tail := fmt.Sprintf("年%d月%d日", d.Month(), d.Day())
	if e, n, ok := EraOf(d); ok {
		return e.Name + eraYear(n) + tail
	}
	return strconv.Itoa(d.Year()) + tail
}

// FormatEraShort writes H30.5.24, or the ISO form where no era is known. "" for the zero Date.
func FormatEraShort(d Date) string {
	e, n, ok := EraOf(d)
	if !ok {
		return d.String()
	}
	return fmt.Sprintf("%s%d.%d.%d", e.Letter, n, d.Month(), d.Day())
}

// FYLabel writes the fiscal year as a document of the day asOf would: FY2019 is 平成31年度 in a document made before
// 2019-05-01 and 令和元年度 in a later one; before that day the years after it are 平成 too. A zero asOf means now.
// "" for a year that no era covers.
func FYLabel(fy int, asOf Date) string {
	reiwa := eras[0].Begins
	e, n, ok := EraOf(FYStart(fy))
	if fy >= reiwa.Year() {
		e, n = eras[0], fy-reiwa.Year()+1
		if asOf.Before(reiwa) {
			e, n = eras[1], fy-1988
		}
	}
	if !ok {
		return ""
	}
	return e.Name + eraYear(n) + "年度"
}

// FYLabelBoth writes 2018年度(平成30年度), with the as-of rule of FYLabel.
func FYLabelBoth(fy int, asOf Date) string {
	label := strconv.Itoa(fy) + "年度"
	if era := FYLabel(fy, asOf); era != "" {
		label += "(" + era + ")"
	}
	return label
}
