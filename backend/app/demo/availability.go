package demo

import (
	"strings"
	"time"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// calendarsOf the city, by the key that the register's hours lead to.
var calendarsOf = []struct {
	key, code, name, nameEn, note string
	editions                      []availability.Edition
}{
	{"always", "CAL-24", "24時間365日", "24 hours, every day", "市民向けの電子サービスと基盤", []availability.Edition{{From: founded, Always: true}}},
	{"core", "CAL-CORE", "基幹業務（平日・夜間処理を含む）", "Core business with night batch", "夜間一括処理は翌日1時まで", []availability.Edition{
		{From: founded, Holidays: true, YearEnd: true, Week: everyWeekday("07:30", "01:00")},
	}},
	{"office", "CAL-DAY", "平日日中", "Office hours", "窓口延長に伴い2021年度から開始を30分早めた", []availability.Edition{
		{From: founded, Holidays: true, YearEnd: true, Week: everyWeekday("08:30", "19:00")},
		{From: fiscal.MustDate("2021-04-01"), Holidays: true, YearEnd: true, Week: everyWeekday("08:00", "19:00")},
	}},
}

func everyWeekday(from, to string) (out store.List[availability.DayHours]) {
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		out = append(out, availability.DayHours{Day: day, Hours: availability.Hours{From: from, To: to}})
	}
	return out
}

// targetOf is what the city promises for systems of an importance, in millionths.
var targetOf = map[string]int64{"1": 999_000, "2": 995_000, "3": 990_000, "4": 980_000}

// scheduleAvailability plans service calendars, outages and maintenance; each system gets its service level when its
// entry is made.
func (c *city) scheduleAvailability() {
	c.calendars = map[string]string{}
	c.on(founded.AddDays(2), 9*60, "service calendars", func() error {
		for _, k := range calendarsOf {
			d := availability.CalendarDraft{Code: k.code, Name: k.name, NameEn: k.nameEn, Note: k.note, Editions: k.editions}
			if err := valid(&d); err != nil {
				return err
			}
			row, err := c.app.Availability.CreateCalendar(c.as(c.people["ict_plan"]), d)
			if err != nil {
				return err
			}
			c.calendars[k.key] = row.ID
		}
		return nil
	})
	c.scheduleOutages()
	c.scheduleMaintenance()
}

// promised tells whether a system has a service level: the important ones, those under a project, and half of the others.
func (m *machine) promised() bool {
	return m.level <= "2" || m.projects > 0 || m.level == "3" && len(m.code) > 0 && (m.code[len(m.code)-1]-'0')%2 == 0
}

func (m *machine) calendar() string {
	switch {
	case strings.Contains(m.flags, "c") && m.zone == "i", m.level == "1" && (m.kind == "common_platform" || m.kind == "other"):
		return "always"
	case strings.Contains(m.flags, "k") && m.zone == "m":
		return "core"
	}
	return "office"
}

// promise registers the service level of a system with its entry, from the day on which it is in service.
func (c *city) promise(m *machine) error {
	from := fiscal.Today(c.clock)
	if m.live.After(from) {
		from = m.live
	}
	if m.built && m.live.IsZero() {
		from = m.finish
	}
	if !m.promised() || from.IsZero() {
		return nil
	}
	target := targetOf[m.level]
	d := availability.TargetDraft{SystemID: m.id, ValidFrom: from, CalendarID: store.Ref(c.calendars[m.calendar()]), Target: &target}
	_, err := c.app.Availability.SetTarget(c.as(c.people["ict_plan"]), d)
	return err
}

// unpromise ends the service of a system that was retired.
func (c *city) unpromise(m *machine, on fiscal.Date) error {
	if !m.promised() {
		return nil
	}
	_, err := c.app.Availability.SetTarget(c.as(c.people["ict_plan"]), availability.TargetDraft{SystemID: m.id, ValidFrom: on, Note: "廃止"})
	return err
}

// reckonAvailability computes what every system reached in every month: during the founding nobody waited for the nights.
func (c *city) reckonAvailability() error {
	return c.app.Availability.Rebuild(audit.With(c.ctx, audit.System), founded)
}

// instant is a time of a day in the city.
func instant(day fiscal.Date, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, jst)
}
