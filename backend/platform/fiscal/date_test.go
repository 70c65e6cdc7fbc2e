package fiscal

import (
	"database/sql/driver"
	"encoding/json"
	"testing"
	"time"
)

func TestNewDateKnowsTheCalendar(t *testing.T) {
	for _, c := range []struct {
		y    int
		m    time.Month
		d    int
		want bool
	}{
		{2020, 2, 29, true}, {2019, 2, 29, false}, {1900, 2, 29, false}, {2000, 2, 29, true}, {2018, 4, 31, false},
		{2018, 13, 1, false}, {2018, 0, 1, false}, {2018, 1, 0, false}, {0, 1, 1, false}, {9999, 12, 31, true}, {10000, 1, 1, false},
	} {
		if _, ok := NewDate(c.y, c.m, c.d); ok != c.want {
			t.Errorf("NewDate(%d,%d,%d) ok = %v", c.y, c.m, c.d, ok)
		}
	}
}

func TestTodayIsTheDayInJapan(t *testing.T) {
	for instant, want := range map[string]string{
		"2018-03-31T14:59:59Z": "2018-03-31", "2018-03-31T15:00:00Z": "2018-04-01", "2026-04-01T00:30:00+09:00": "2026-04-01",
	} {
		now, _ := time.Parse(time.RFC3339, instant)
		if got := Today(now).String(); got != want {
			t.Errorf("Today(%s) = %s, want %s", instant, got, want)
		}
	}
	if got := MustDate("2018-04-01").Start().UTC().Format(time.RFC3339); got != "2018-03-31T15:00:00Z" {
		t.Errorf("Start = %s", got)
	}
}

func TestDateArithmetic(t *testing.T) {
	d := MustDate
	for _, c := range []struct{ got, want Date }{
		{d("2018-05-24").AddDays(90), d("2018-08-22")},
		{d("2018-01-31").AddMonths(1), d("2018-02-28")},
		{d("2020-01-31").AddMonths(1), d("2020-02-29")},
		{d("2018-03-31").AddMonths(-1), d("2018-02-28")},
		{d("2018-12-15").AddMonths(1), d("2019-01-15")},
		{d("2018-01-15").AddMonths(-13), d("2016-12-15")},
		{d("2020-02-29").AddYears(1), d("2021-02-28")},
		{d("9999-12-31").AddDays(1), Date{}},
		{Date{}.AddMonths(3), Date{}},
		{Date{}.AddDays(3), Date{}},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for _, c := range []struct {
		a, b Date
		want int
	}{
		{d("2018-12-31"), d("2018-08-22"), 131}, {d("2018-10-01"), d("2018-05-24"), 130}, {d("2018-08-22"), d("2018-10-01"), -40},
		{d("2020-03-01"), d("2020-02-28"), 2}, {Date{}, d("2020-02-28"), 0},
	} {
		if got := c.a.Sub(c.b); got != c.want {
			t.Errorf("%s.Sub(%s) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestZeroDateIsNeitherBeforeNorAfter(t *testing.T) {
	d := MustDate("2018-05-24")
	if (Date{}).Before(d) || (Date{}).After(d) || d.Before(Date{}) || d.After(Date{}) {
		t.Error("an unknown day was ordered")
	}
	if !d.Before(MustDate("2018-05-25")) || !d.After(MustDate("2017-12-31")) || d.Compare(d) != 0 || (Date{}).Compare(d) != -1 {
		t.Error("known days are out of order")
	}
}

func TestDateJSON(t *testing.T) {
	type body struct {
		A Date  `json:"a"`
		B Date  `json:"b,omitzero"`
		C *Date `json:"c"`
	}
	out, _ := json.Marshal(body{A: MustDate("2018-05-24")})
	if string(out) != `{"a":"2018-05-24","c":null}` {
		t.Errorf("marshal = %s", out)
	}
	var in body
	if err := json.Unmarshal([]byte(`{"a":null,"b":"","c":"2020-02-29"}`), &in); err != nil || !in.A.IsZero() || !in.B.IsZero() || in.C.String() != "2020-02-29" {
		t.Errorf("unmarshal = %+v, %v", in, err)
	}
	for _, bad := range []string{`"2019-02-29"`, `"2018/5/24"`, `"2018-05-24T00:00:00Z"`, `20180524`, `{}`, `"平成30年5月24日"`} {
		var d Date
		if err := json.Unmarshal([]byte(bad), &d); err == nil {
			t.Errorf("%s was read as %s", bad, d)
		}
	}
	keyed, _ := json.Marshal(map[Date]int{MustDate("2018-05-24"): 1})
	if string(keyed) != `{"2018-05-24":1}` {
		t.Errorf("as a key = %s", keyed)
	}
}

func TestDateInTheDatabase(t *testing.T) {
	for _, c := range []struct {
		src  any
		want string
	}{
		{nil, ""}, {"", ""}, {"2018-05-24", "2018-05-24"}, {[]byte("2018-05-24"), "2018-05-24"},
		{"2018-05-24T00:00:00Z", "2018-05-24"}, {"2018-05-24 00:00:00+00:00", "2018-05-24"}, {time.Time{}, ""},
		{time.Date(2018, 5, 24, 0, 0, 0, 0, time.UTC), "2018-05-24"},
		{time.Date(2018, 5, 24, 0, 30, 0, 0, JST()), "2018-05-24"}, // taken in its own zone, not moved to 23 May
	} {
		d := MustDate("2001-01-01")
		if err := d.Scan(c.src); err != nil || d.String() != c.want {
			t.Errorf("Scan(%v) = %s, %v; want %s", c.src, d, err, c.want)
		}
	}
	for _, bad := range []any{42, "abc", "2018-05-24T10:00:00Z", "2018-02-30"} {
		var d Date
		if err := d.Scan(bad); err == nil {
			t.Errorf("Scan(%v) passed as %s", bad, d)
		}
	}
	for d, want := range map[Date]driver.Value{{}: nil, MustDate("2018-05-24"): "2018-05-24"} {
		if got, _ := d.Value(); got != want {
			t.Errorf("Value(%s) = %v", d, got)
		}
	}
}
