package fiscal

import (
	"errors"
	"testing"
)

// codeOf is the code of a ParseError, "" for nil and "?" for another error.
func codeOf(err error) string {
	var pe *ParseError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &pe):
		return pe.Code
	}
	return "?"
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"2026-04-01": "2026-04-01", "2026/4/1": "2026-04-01", "2026.4.1": "2026-04-01", "20260401": "2026-04-01",
		"2026年4月1日": "2026-04-01", "２０２６年４月１日": "2026-04-01", "２０２６／０４／０１": "2026-04-01", " 2026/4/1 ": "2026-04-01",
		"令和8年4月1日": "2026-04-01", "令和８年４月１日": "2026-04-01", "令和 8 年 4 月 1 日": "2026-04-01", "R8.4.1": "2026-04-01",
		"r8.4.1": "2026-04-01", "Ｒ８．４．１": "2026-04-01", "R08/04/01": "2026-04-01", "R8-4-1": "2026-04-01",
		"H31.4.30": "2019-04-30", "平成31年4月30日": "2019-04-30", "令和元年5月1日": "2019-05-01", "R1.5.1": "2019-05-01",
		"R元.5.1": "2019-05-01", "㋿元年5月1日": "2019-05-01", "㍻30年5月24日": "2018-05-24", "昭和64年1月7日": "1989-01-07",
		"平成元年1月8日": "1989-01-08", "S1.12.25": "1926-12-25", "T1.7.30": "1912-07-30", "M45.7.29": "1912-07-29", "令和2年2月29日": "2020-02-29",
	} {
		if got, err := ParseDate(in); err != nil || got.String() != want {
			t.Errorf("ParseDate(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"": CodeDateFormat, "あした": CodeDateFormat, "4/1": CodeDateFormat, "2026-4": CodeDateFormat, "26/4/1": CodeDateFormat,
		"2026-02-30": CodeNoSuchDay, "平成31年2月29日": CodeNoSuchDay, "R0.4.1": CodeNoSuchDay, "2026-13-01": CodeNoSuchDay,
		"平成32年4月1日": CodeEraEnded, "H31.5.1": CodeEraEnded, "昭和64年1月8日": CodeEraEnded,
		"令和元年4月30日": CodeEraNotBegun, "平成元年1月7日": CodeEraNotBegun, "明治5年12月2日": CodeEraNotBegun,
		"令和元年": CodeIncomplete, "2019年": CodeIncomplete, "令和8年4月": CodeIncomplete,
	} {
		if _, err := ParseDate(in); codeOf(err) != want {
			t.Errorf("ParseDate(%q) = %v, want %s", in, err, want)
		}
	}
}

func TestAnEndedEraGetsAHint(t *testing.T) {
	_, err := ParseDate("平成32年4月1日")
	var pe *ParseError
	if !errors.As(err, &pe) {
		t.Fatal(err)
	}
	for k, want := range map[string]any{
		"text": "平成32年4月1日", "era": "平成", "eraYear": 32, "endedOn": "2019-04-30", "suggestion": "2020-04-01", "suggestionEra": "令和2年4月1日",
	} {
		if pe.Params[k] != want {
			t.Errorf("params[%s] = %v, want %v", k, pe.Params[k], want)
		}
	}
	_, err = ParseDate("令和元年4月30日")
	if errors.As(err, &pe); pe.Params["suggestionEra"] != "平成31年4月30日" || pe.Params["beganOn"] != "2019-05-01" {
		t.Errorf("hint = %v", pe.Params)
	}
}

func TestParseYear(t *testing.T) {
	for in, want := range map[string]int{"令和元年": 2019, "R8": 2026, "昭和64年": 1989, "2018年": 2018, "２０１８": 2018, "平成30年5月": 2018} {
		if got, err := ParseYear(in); err != nil || got != want {
			t.Errorf("ParseYear(%q) = %d, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "令和0年", "18年", "平成30年度"} {
		if _, err := ParseYear(in); codeOf(err) != CodeDateFormat {
			t.Errorf("ParseYear(%q) = %v", in, err)
		}
	}
}

func TestParseFY(t *testing.T) {
	for in, want := range map[string]int{
		"平成30年度": 2018, "平成31年度": 2019, "平成32年度": 2020, "令和元年度": 2019, "令和2年度": 2020, "H30": 2018, "R2年度": 2020,
		"2020年度": 2020, "２０２０年度": 2020, "FY2020": 2020, "fy2020": 2020, "2020": 2020, "昭和63年度": 1988, "平成元年度": 1989,
		"2018年度(平成30年度)": 2018, "２０１８年度（平成３０年度）": 2018,
	} {
		if got, err := ParseFY(in); err != nil || got != want {
			t.Errorf("ParseFY(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"": CodeFYFormat, "2020年": CodeFYFormat, "令和0年度": CodeFYFormat, "20年度": CodeFYFormat, "3000年度": CodeFYRange,
		"2018年度(平成31年度)": CodeFYDisagree, "2018年度(来年)": CodeFYFormat, "来年(2018年度)": CodeFYFormat,
	} {
		if _, err := ParseFY(in); codeOf(err) != want {
			t.Errorf("ParseFY(%q) = %v, want %s", in, err, want)
		}
	}
	for fy := 1988; fy <= 2040; fy++ {
		for _, asOf := range []Date{MustDate("2018-05-24"), MustDate("2026-05-24")} {
			if got, err := ParseFY(FYLabel(fy, asOf)); err != nil || got != fy {
				t.Errorf("%s reads back as %d, %v", FYLabel(fy, asOf), got, err)
			}
		}
	}
}

func TestParseFYRange(t *testing.T) {
	for in, want := range map[string][2]int{
		"平成27〜29年度": {2015, 2017}, "平成27年度～平成29年度": {2015, 2017}, "2018-2020年度": {2018, 2020}, "2020年度": {2020, 2020},
		"平成30年度〜令和2年度": {2018, 2020}, "H27-29": {2015, 2017},
	} {
		a, b, err := ParseFYRange(in)
		if err != nil || [2]int{a, b} != want {
			t.Errorf("ParseFYRange(%q) = %d..%d, %v", in, a, b, err)
		}
	}
	for in, want := range map[string]string{"2020-2018年度": CodeFYRange, "平成27〜": CodeFYFormat, "〜29": CodeFYFormat, "2018-04": CodeFYFormat} {
		if _, _, err := ParseFYRange(in); codeOf(err) != want {
			t.Errorf("ParseFYRange(%q) = %v, want %s", in, err, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-04-01", "令和8年4月1日", "R8.4.1", "H31.4.30", "平成32年1月1日", "令和元年", "２０２６／４／１", "㍻30年5月24日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			if codeOf(err) == "?" || !d.IsZero() {
				t.Fatalf("ParseDate(%q) = %s, %v", s, d, err)
			}
			return
		}
		for _, form := range []string{d.String(), FormatEra(d), FormatEraShort(d)} {
			if again, err := ParseDate(form); err != nil || again != d {
				t.Fatalf("%q -> %s, but %q -> %s, %v", s, d, form, again, err)
			}
		}
	})
}
