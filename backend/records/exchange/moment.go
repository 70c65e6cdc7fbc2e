package exchange

import (
	"math"
	"regexp"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Moment is a day with a time of the day: in Japan unless it names its zone.
func Moment[D any](key, ja, en string, at func(*D) *store.Time) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: TimeKind},
		read: func(_ *Env, d *D) (string, error) {
			t := at(d)
			if t.IsZero() {
				return "", nil
			}
			form := "2006-01-02 15:04"
			if t.Second() != 0 {
				form += ":05"
			}
			return t.In(fiscal.JST()).Format(form), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			if c.text == "" {
				*at(d) = store.Time{}
				return nil, nil
			}
			t, p := parseMoment(c)
			if p == nil {
				*at(d) = store.At(t)
			}
			return p, nil
		},
	}
}

// clock is the time of the day at the end of a cell; hours may run to 24:00.
var clock = regexp.MustCompile(`^(.*?)[ T]?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?$`)

func parseMoment(c cell) (time.Time, *Problem) {
	text := norm.NFKC.String(c.text)
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	if c.serial {
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			whole := math.Floor(f)
			c.text = strconv.FormatFloat(whole, 'f', -1, 64)
			day, err := parseDay(c)
			if err != nil {
				return time.Time{}, parseProblem(err)
			}
			return day.Start().Add(time.Duration(math.Round((f-whole)*86400)) * time.Second), nil
		}
	}
	m := clock.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, problem("time_format")
	}
	c.text = m[1]
	day, err := parseDay(c)
	if err != nil {
		return time.Time{}, parseProblem(err)
	}
	hour, _ := strconv.Atoi(m[2])
	minute, _ := strconv.Atoi(m[3])
	second, _ := strconv.Atoi(m[4])
	if minute > 59 || second > 59 || hour > 24 || hour == 24 && minute+second > 0 {
		return time.Time{}, problem("time_format")
	}
	return day.Start().Add(time.Duration(hour*3600+minute*60+second) * time.Second), nil
}

// Whole is a whole number of which 0 says nothing.
func Whole[D any, N ~int | ~int64](key, ja, en string, at func(*D) *N) Column[D] {
	col := Int(key, ja, en, func(d *D) **int64 {
		v := int64(*at(d))
		p := &v
		if v == 0 {
			p = nil
		}
		return &p
	})
	col.write = func(e *Env, d *D, c cell) (*Problem, error) {
		var n *int64
		probe := Int(key, ja, en, func(*D) **int64 { return &n })
		p, err := probe.write(e, d, c)
		if p == nil && err == nil {
			*at(d) = 0
			if n != nil {
				*at(d) = N(*n)
			}
		}
		return p, err
	}
	return col
}
