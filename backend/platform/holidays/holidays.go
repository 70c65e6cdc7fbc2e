// Package holidays knows the holidays of Japan by rule: those of the Act on National Holidays as it has stood since
// 2007, with what single years changed, the substitute holidays (振替休日) and the days between two holidays (国民の休日).
// Nobody published the calendar of a later year before its February; the equinoxes follow the usual formula, which holds
// until 2099.
package holidays

import (
	"time"

	"miotsukushi/backend/platform/fiscal"
)

// First and Last are the years that the rules cover.
const (
	First = 2007
	Last  = 2099
)

// Name of a holiday.
type Name struct {
	Ja string `json:"ja"`
	En string `json:"en"`
}

// The two that follow from others.
var (
	substitute = Name{"振替休日", "Substitute holiday"}
	between    = Name{"国民の休日", "Citizens' holiday"}
)

// yearly are those on one day of every year, with the first and the last year; zero stands for always.
var yearly = []struct {
	month       time.Month
	day         int
	first, last int
	name        Name
}{
	{time.January, 1, 0, 0, Name{"元日", "New Year's Day"}},
	{time.February, 11, 0, 0, Name{"建国記念の日", "National Foundation Day"}},
	{time.February, 23, 2020, 0, Name{"天皇誕生日", "The Emperor's Birthday"}},
	{time.April, 29, 0, 0, Name{"昭和の日", "Shōwa Day"}},
	{time.May, 3, 0, 0, Name{"憲法記念日", "Constitution Memorial Day"}},
	{time.May, 4, 0, 0, Name{"みどりの日", "Greenery Day"}},
	{time.May, 5, 0, 0, Name{"こどもの日", "Children's Day"}},
	{time.August, 11, 2016, 2019, Name{"山の日", "Mountain Day"}},
	{time.August, 11, 2022, 0, Name{"山の日", "Mountain Day"}},
	{time.November, 3, 0, 0, Name{"文化の日", "Culture Day"}},
	{time.November, 23, 0, 0, Name{"勤労感謝の日", "Labour Thanksgiving Day"}},
	{time.December, 23, 0, 2018, Name{"天皇誕生日", "The Emperor's Birthday"}},
}

// mondays are those on the nth Monday of a month.
var mondays = []struct {
	month time.Month
	nth   int
	name  Name
}{
	{time.January, 2, Name{"成人の日", "Coming of Age Day"}},
	{time.July, 3, Name{"海の日", "Marine Day"}},
	{time.September, 3, Name{"敬老の日", "Respect for the Aged Day"}},
	{time.October, 2, Name{"スポーツの日", "Sports Day"}},
}

// single are the days of one year: the change of the throne in 2019, and the games that moved three holidays twice.
var single = map[string]Name{
	"2019-05-01": {"天皇の即位の日", "Day of the Enthronement"},
	"2019-10-22": {"即位礼正殿の儀の行われる日", "Day of the Enthronement Ceremony"},
	"2020-07-23": {"海の日", "Marine Day"},
	"2020-07-24": {"スポーツの日", "Sports Day"},
	"2020-08-10": {"山の日", "Mountain Day"},
	"2021-07-22": {"海の日", "Marine Day"},
	"2021-07-23": {"スポーツの日", "Sports Day"},
	"2021-08-08": {"山の日", "Mountain Day"},
}

// moved tells the months whose Monday holiday the games moved away.
func moved(year int, month time.Month) bool {
	return (year == 2020 || year == 2021) && (month == time.July || month == time.October)
}

// sportsDay is the year in which 体育の日 got its new name.
const sportsDay = 2020

// Of names the holiday on a day; ok is false on a day that is none, and outside the years of the rules.
func Of(d fiscal.Date) (name Name, ok bool) {
	if d.Year() < First || d.Year() > Last {
		return Name{}, false
	}
	if name, ok = national(d); ok {
		return name, true
	}
	if moves(d) {
		return substitute, true
	}
	if _, before := national(d.AddDays(-1)); before {
		if _, after := national(d.AddDays(1)); after {
			return between, true
		}
	}
	return Name{}, false
}

// moves tells the first day that is no national holiday after one that fell on a Sunday.
func moves(d fiscal.Date) bool {
	for day := d.AddDays(-1); ; day = day.AddDays(-1) {
		if _, ok := national(day); !ok {
			return false
		}
		if day.Weekday() == time.Sunday {
			return true
		}
	}
}

// national names the 国民の祝日 on a day.
func national(d fiscal.Date) (Name, bool) {
	year, month := d.Year(), d.Month()
	if name, ok := single[d.String()]; ok {
		return name, true
	}
	for _, h := range yearly {
		if h.month == month && h.day == d.Day() && (h.first == 0 || year >= h.first) && (h.last == 0 || year <= h.last) {
			return h.name, true
		}
	}
	for _, h := range mondays {
		if h.month == month && d.Weekday() == time.Monday && (d.Day()+6)/7 == h.nth && !moved(year, month) {
			if month == time.October && year < sportsDay {
				return Name{"体育の日", "Health and Sports Day"}, true
			}
			return h.name, true
		}
	}
	switch {
	case month == time.March && d.Day() == equinox(year, 20_843_100):
		return Name{"春分の日", "Vernal Equinox Day"}, true
	case month == time.September && d.Day() == equinox(year, 23_248_800):
		return Name{"秋分の日", "Autumnal Equinox Day"}, true
	}
	return Name{}, false
}

// equinox is the day of the month, from its mean in 1980 in millionths of a day.
func equinox(year, mean int) int {
	years := year - 1980
	return (mean+242_194*years)/1_000_000 - years/4
}
