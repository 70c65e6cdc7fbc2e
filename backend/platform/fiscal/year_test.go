package fiscal

import "testing"

func TestFiscalYear(t *testing.T) {
	for day, want := range map[string]int{
		"2018-03-31": 2017, "2018-04-01": 2018, "2018-05-24": 2018, "2019-04-30": 2019, "2020-03-31": 2019,
	} {
		if got := FY(MustDate(day)); got != want {
			t.Errorf("FY(%s) = %d, want %d", day, got, want)
		}
	}
	if FY(Date{}) != 0 || Quarter(Date{}) != 0 {
		t.Error("no date has no fiscal year")
	}
}

func TestQuarters(t *testing.T) {
	for month, want := range map[string]int{
		"01": 4, "02": 4, "03": 4, "04": 1, "05": 1, "06": 1, "07": 2, "08": 2, "09": 2, "10": 3, "11": 3, "12": 3,
	} {
		d := MustDate("2018-" + month + "-15")
		if got := Quarter(d); got != want {
			t.Errorf("Quarter(%s) = %d, want %d", d, got, want)
		}
		first, last := QuarterBounds(FY(d), want)
		if d.Before(first) || d.After(last) {
			t.Errorf("%s is outside %s..%s", d, first, last)
		}
	}
	first, last := QuarterBounds(2019, 4)
	if first.String() != "2020-01-01" || last.String() != "2020-03-31" {
		t.Errorf("Q4 = %s..%s", first, last)
	}
	if a, b := QuarterBounds(2019, 5); !a.IsZero() || !b.IsZero() {
		t.Error("there is no fifth quarter")
	}
	first, last = FYBounds(2019)
	if first.String() != "2019-04-01" || last.String() != "2020-03-31" || last.Sub(first)+1 != 366 {
		t.Errorf("FY2019 = %s..%s", first, last)
	}
}

func TestEraFormat(t *testing.T) {
	for day, want := range map[string][2]string{
		"2019-04-30": {"平成31年4月30日", "H31.4.30"},
		"2019-05-01": {"令和元年5月1日", "R1.5.1"},
		"2018-05-24": {"平成30年5月24日", "H30.5.24"},
		"2026-04-01": {"令和8年4月1日", "R8.4.1"},
		"1989-01-07": {"昭和64年1月7日", "S64.1.7"},
		"1989-01-08": {"平成元年1月8日", "H1.1.8"},
		"1926-12-25": {"昭和元年12月25日", "S1.12.25"},
		"1926-12-24": {"大正15年12月24日", "T15.12.24"},
		"1912-07-29": {"明治45年7月29日", "M45.7.29"},
		"1873-01-01": {"明治6年1月1日", "M6.1.1"},
		"1850-02-03": {"1850年2月3日", "1850-02-03"},
	} {
		d := MustDate(day)
		if FormatEra(d) != want[0] || FormatEraShort(d) != want[1] {
			t.Errorf("%s = %s / %s, want %v", day, FormatEra(d), FormatEraShort(d), want)
		}
	}
	if FormatEra(Date{}) != "" || FormatEraShort(Date{}) != "" {
		t.Error("no date has no era")
	}
}

func TestFYLabelFollowsTheDayOfTheDocument(t *testing.T) {
	before, after := MustDate("2019-04-30"), MustDate("2019-05-01")
	for _, c := range []struct {
		fy   int
		asOf Date
		want string
	}{
		{2019, after, "令和元年度"}, {2019, before, "平成31年度"}, {2019, Date{}, "令和元年度"},
		{2020, after, "令和2年度"}, {2020, before, "平成32年度"}, {2018, after, "平成30年度"}, {2018, before, "平成30年度"},
		{1989, after, "平成元年度"}, {1988, after, "昭和63年度"}, {2017, Date{}, "平成29年度"}, {1912, after, "明治45年度"}, {1800, after, ""},
	} {
		if got := FYLabel(c.fy, c.asOf); got != c.want {
			t.Errorf("FYLabel(%d, %s) = %s, want %s", c.fy, c.asOf, got, c.want)
		}
	}
	if got := FYLabelBoth(2018, Date{}); got != "2018年度(平成30年度)" {
		t.Error(got)
	}
	if got := FYLabelBoth(1800, Date{}); got != "1800年度" {
		t.Error(got)
	}
}
