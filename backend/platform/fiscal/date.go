// Package fiscal holds what the product knows about the calendar and money of a Japanese city: days, fiscal years
// (1 April to 31 March), eras (和暦) and amounts in yen. It is pure: no clock, no database, no settings.
package fiscal

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// jst is a fixed zone: Japan has no daylight saving, and a fixed zone needs no zone database on the host.
var jst = time.FixedZone("JST", 9*60*60)

// JST is Japan Standard Time, UTC+9.
func JST() *time.Location { return jst }

// Date is a calendar day without a time or a zone. It is comparable with == and usable as a map key. The zero Date
// means "no date": it is "" in JSON and text, and NULL in the database. A non-zero Date is always a day that exists.
// The order of two dates is checked in code, never by a validator's tag, which would compare the length of texts.
type Date struct {
	year  int16
	month uint8
	day   uint8
}

// NewDate builds a day of the years 1 to 9999; ok is false when the calendar has no such day.
func NewDate(year int, month time.Month, day int) (d Date, ok bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return Date{int16(year), uint8(month), uint8(day)}, true
}

// MustDate reads "YYYY-MM-DD" and panics otherwise. It is for constants and tests.
func MustDate(s string) Date {
	d, err := ParseISO(s)
	if err != nil {
		panic("fiscal.MustDate(" + s + "): " + err.Error())
	}
	return d
}

// DateOf is the day that the instant t falls on in Japan.
func DateOf(t time.Time) Date { return ownDay(t.In(jst)) }

// Today is the current day in Japan for the given instant.
func Today(now time.Time) Date { return DateOf(now) }

// ownDay takes the day that t shows in its own zone; an out-of-range year gives the zero Date.
func ownDay(t time.Time) Date {
	d, _ := NewDate(t.Date())
	return d
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Year is 0 for the zero Date.
func (d Date) Year() int { return int(d.year) }

// Month is 0 for the zero Date.
func (d Date) Month() time.Month { return time.Month(d.month) }

// Day is the day of the month, 0 for the zero Date.
func (d Date) Day() int { return int(d.day) }

// IsZero reports "no date"; the struct tag `json:",omitzero"` uses it.
func (d Date) IsZero() bool { return d == Date{} }

// Weekday of the day; meaningless for the zero Date.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Start is the first instant of the day in Japan.
func (d Date) Start() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, jst)
}

// utc is the day at midnight UTC, for day arithmetic only.
func (d Date) utc() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// String is "YYYY-MM-DD", or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// Compare is -1, 0 or +1; the zero Date sorts before every day.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.year, o.year), cmp.Compare(d.month, o.month), cmp.Compare(d.day, o.day))
}

// Before is false when either date is zero: an unknown day is neither earlier nor later.
func (d Date) Before(o Date) bool { return !d.IsZero() && !o.IsZero() && d.Compare(o) < 0 }

// After is false when either date is zero, like Before.
func (d Date) After(o Date) bool { return !d.IsZero() && !o.IsZero() && d.Compare(o) > 0 }

// AddDays moves by n days. Zero stays zero; leaving the years 1 to 9999 gives zero.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return ownDay(d.utc().AddDate(0, 0, n))
}

// AddMonths moves by n months and keeps the day, or takes the last day of a shorter month
// (31 January + 1 month = 28 or 29 February). Zero stays zero; leaving the years 1 to 9999 gives zero.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	day := min(d.Day(), daysIn(first.Year(), first.Month()))
	moved, _ := NewDate(first.Year(), first.Month(), day)
	return moved
}

// AddYears moves by n years; 29 February becomes 28 February in a common year.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// Sub counts the days from o to d, negative when d is earlier. It is 0 when either date is zero: ask IsZero first.
func (d Date) Sub(o Date) int {
	if d.IsZero() || o.IsZero() {
		return 0
	}
	return int(d.utc().Sub(o.utc()) / (24 * time.Hour))
}

// MarshalText gives "YYYY-MM-DD" or "".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "YYYY-MM-DD" or "" (zero). The error is a *ParseError. Era dates are for files and forms and go
// through ParseDate; the API speaks ISO only.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseISO(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalJSON gives a string, "" for the zero Date; use *Date or omitzero where absence must show.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads a string in the form of UnmarshalText, or null (zero).
func (d *Date) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = Date{}
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return &ParseError{Code: CodeDateFormat, Params: map[string]any{"text": string(b)}}
	}
	return d.UnmarshalText([]byte(s))
}

// Value stores the day as "YYYY-MM-DD" and the zero Date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what the two databases hand out for a day: PostgreSQL a time at midnight UTC, SQLite a text. The day is
// taken as it is written; converting it to JST would be wrong for a time that never had a zone.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = Date{}
		if !v.IsZero() {
			*d = ownDay(v)
		}
		return nil
	case []byte:
		return d.scanText(string(v))
	case string:
		return d.scanText(v)
	}
	return fmt.Errorf("fiscal: cannot scan %T into a date", src)
}

func (d *Date) scanText(s string) error {
	// A driver may dress a day up as a midnight: "2018-05-24T00:00:00Z", "2018-05-24 00:00:00+00:00".
	if day, clock, found := strings.Cut(strings.Replace(s, " ", "T", 1), "T"); found && strings.HasPrefix(clock, "00:00:00") {
		s = day
	}
	return d.UnmarshalText([]byte(s))
}

// GormDataType names the column type, so that the mapper takes Date for one value and not for a struct of three.
func (Date) GormDataType() string { return "date" }
