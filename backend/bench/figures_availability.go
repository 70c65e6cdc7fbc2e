package main

import (
	"fmt"
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// levels is how many systems of a city promise service hours: one in ten, as 1,000 of 10,000.
func (z size) levels() int { return z.systems / 10 }

// monthsKept is how far back months and outages go: five years.
const monthsKept = 60

// addAvailability adds service levels, outages of five years on the systems that have them, and the months measured.
func (w *world) addAvailability(b *bulk, from, to size) {
	if from.rows == 0 {
		calendars := b.record("availability_calendars", "code", "name", "editions", "search")
		w.calendar = calendars.add("office", "開庁日", `[{"from":"2015-04-01","week":[{"day":"mon","from":"09:00","to":"17:30"},{"day":"tue","from":"09:00","to":"17:30"},`+
			`{"day":"wed","from":"09:00","to":"17:30"},{"day":"thu","from":"09:00","to":"17:30"},{"day":"fri","from":"09:00","to":"17:30"}],"closedOnHolidays":true,"closedAtYearEnd":true}]`, "")
	}
	targets := b.record("availability_targets", "system_id", "valid_from", "calendar_id", "target")
	months := b.table("availability_months", "id", "system_id", "month", "state", "service_seconds", "planned_seconds", "agreed_seconds", "downtime_ms",
		"downtime_all_ms", "unweighted_seconds", "clusters", "until")
	first, _ := fiscal.NewDate(b.today.Year(), b.today.Month(), 1)
	for i := from.levels(); i < to.levels(); i++ {
		targets.add(w.systems[i], fiscal.MustDate("2015-04-01"), w.calendar, 999000)
		for back := range monthsKept {
			month := first.AddMonths(-back)
			name := month.String()[:7]
			down := (i*7 + back*13) % 5 / 4 * 3600
			months.row(w.systems[i]+"/"+name, w.systems[i], name, "measured", 640_000, 0, 640_000, down*1000, down*1000, down, down/3600,
				store.At(month.AddMonths(1).Start()))
		}
	}
	outages := b.record("availability_outages", "code", "system_id", "title", "started_at", "ended_at", "basis", "cause", "reported_by", "search")
	causes := []string{"hardware", "software", "operation", "network", "facility", "external", ""}
	for i := from.rows; i < to.rows; i++ {
		start := b.now.Add(-time.Duration(i*7919%(monthsKept*30*24)) * time.Hour)
		end := store.At(start.Add(time.Duration(5+i%120) * time.Minute))
		if i%1000 == 0 {
			end = store.Time{} // goes on
		}
		code := fmt.Sprintf("O%07d", i)
		outages.add(code, w.systems[i%to.levels()], "停止", store.At(start), end, "full", causes[i%len(causes)], w.people["ict"], store.Fold(code))
	}
}

func (w *world) availabilityViews() []view {
	return []view{
		{name: "availability: systems × months", path: "/availability", page: true},
		{name: "availability: systems that missed", path: "/availability?missed=true", page: true},
		{name: "availability: one system", path: "/availability/systems/" + w.systems[0], page: true},
		{name: "availability: months with downtime", path: "/availability/months?down=true", page: true},
		{name: "outages", path: "/availability/outages", page: true},
		{name: "outages that go on", path: "/availability/outages?state=open", page: true},
		{name: "outages: counts by property", path: "/availability/outages/facets"},
	}
}
