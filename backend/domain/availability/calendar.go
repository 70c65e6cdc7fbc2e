package availability

import (
	"fmt"
	"slices"
	"time"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/holidays"
	"miotsukushi/backend/platform/store"
)

// Weekdays as calendars name them, from Sunday as time.Weekday counts.
var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Hours are service from one time of the day to another. An end that is not after the start lies on the next day.
type Hours struct {
	From string `json:"from" validate:"required,datetime=15:04"`
	To   string `json:"to" validate:"required,len=5" doc:"24:00 for midnight; not after from: on the next day"`
}

// DayHours are hours of one day of the week; a day may have several.
type DayHours struct {
	Day string `json:"day" validate:"required,oneof=mon tue wed thu fri sat sun"`
	Hours
}

// Exception is a day that goes its own way: closed, or open at hours of its own.
type Exception struct {
	Date fiscal.Date       `json:"date" validate:"required"`
	Name string            `json:"name,omitempty" validate:"max=100"`
	Open store.List[Hours] `json:"open,omitempty" validate:"max=10,dive" doc:"Empty: closed"`
}

// Edition is how a calendar reads from a day on, until the next edition.
type Edition struct {
	From         fiscal.Date           `json:"from" validate:"required"`
	Always       bool                  `json:"always,omitempty" doc:"24 hours, every day"`
	Week         store.List[DayHours]  `json:"week,omitempty" validate:"max=70,dive"`
	Holidays     bool                  `json:"closedOnHolidays,omitempty" doc:"Closed on national holidays, with 振替休日 and 国民の休日"`
	YearEnd      bool                  `json:"closedAtYearEnd,omitempty" doc:"Closed from 29 December to 3 January"`
	Days         store.List[Exception] `json:"exceptions,omitempty" validate:"max=400,dive" doc:"Before all other rules"`
	exceptionsOf map[fiscal.Date]store.List[Hours]
}

// CalendarDraft is what a person may write of a service calendar.
type CalendarDraft struct {
	Code     string              `json:"code" validate:"required,max=40"`
	Name     string              `json:"name" validate:"required,max=200"`
	NameEn   string              `json:"nameEn,omitempty" validate:"max=200"`
	Note     string              `json:"note,omitempty" validate:"max=1000"`
	Editions store.List[Edition] `json:"editions" validate:"required,min=1,max=50,dive" doc:"In the order of their days"`
}

// Check states the rules that tags cannot.
func (d *CalendarDraft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	hours := func(path string, h Hours) {
		if _, ok := minuteOf(h.To); !ok {
			bad(path+".to", "format", nil)
		}
	}
	for i, e := range d.Editions {
		path := fmt.Sprintf("editions[%d]", i)
		if i > 0 && !e.From.After(d.Editions[i-1].From) {
			bad(path+".from", "after", fault.Params{"field": fmt.Sprintf("editions[%d].from", i-1)})
		}
		if !e.Always && len(e.Week) == 0 && len(e.Days) == 0 {
			bad(path+".week", "required", nil)
		}
		for j, h := range e.Week {
			hours(fmt.Sprintf("%s.week[%d]", path, j), h.Hours)
		}
		seen := map[fiscal.Date]bool{}
		for j, x := range e.Days {
			if seen[x.Date] {
				bad(fmt.Sprintf("%s.exceptions[%d].date", path, j), "duplicate", nil)
			}
			seen[x.Date] = true
			for k, h := range x.Open {
				hours(fmt.Sprintf("%s.exceptions[%d].open[%d]", path, j, k), h)
			}
		}
	}
	return out
}

// minuteOf reads "HH:MM" or "24:00" as minutes since midnight.
func minuteOf(s string) (int, bool) {
	if s == "24:00" {
		return 24 * 60, true
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil && len(s) == 5
}

// Service is the service time of a period.
func (d *CalendarDraft) Service(period Span) Spans {
	if period.empty() {
		return Spans{}
	}
	var out []Span
	first := dayOf(period.From).AddDays(-1) // hours of the day before may reach into the period
	for day := first; day.Start().Unix() < period.To; day = day.AddDays(1) {
		for _, h := range d.hours(day) {
			if s := h.on(day).cut(period); !s.empty() {
				out = append(out, s)
			}
		}
	}
	return union(out)
}

// on places hours on a day.
func (h Hours) on(day fiscal.Date) Span {
	from, _ := minuteOf(h.From)
	to, _ := minuteOf(h.To)
	if to <= from {
		to += 24 * 60
	}
	start := day.Start().Unix()
	return Span{start + int64(from)*60, start + int64(to)*60}
}

var allDay = []Hours{{"00:00", "24:00"}}

// hours are those that begin on a day.
func (d *CalendarDraft) hours(day fiscal.Date) []Hours {
	e := d.edition(day)
	if e == nil {
		return nil
	}
	if open, ok := e.exceptions()[day]; ok {
		return open
	}
	if e.Always {
		return allDay
	}
	if _, holiday := holidays.Of(day); e.Holidays && holiday || e.YearEnd && yearEnd(day) {
		return nil
	}
	var out []Hours
	for _, h := range e.Week {
		if h.Day == weekdays[day.Weekday()] {
			out = append(out, h.Hours)
		}
	}
	return out
}

func (e *Edition) exceptions() map[fiscal.Date]store.List[Hours] {
	if e.exceptionsOf == nil {
		e.exceptionsOf = make(map[fiscal.Date]store.List[Hours], len(e.Days))
		for _, x := range e.Days {
			e.exceptionsOf[x.Date] = x.Open
		}
	}
	return e.exceptionsOf
}

// edition is the one in force on a day; nil before the first.
func (d *CalendarDraft) edition(day fiscal.Date) *Edition {
	i, found := slices.BinarySearchFunc(d.Editions, day, func(e Edition, day fiscal.Date) int { return e.From.Compare(day) })
	if !found {
		i--
	}
	if i < 0 {
		return nil
	}
	return &d.Editions[i]
}

// yearEnd tells 29 December to 3 January.
func yearEnd(d fiscal.Date) bool {
	return d.Month() == time.December && d.Day() >= 29 || d.Month() == time.January && d.Day() <= 3
}

// dayOf is the day in Japan that a second falls on.
func dayOf(second int64) fiscal.Date { return fiscal.DateOf(time.Unix(second, 0)) }
