package availability

import (
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/holidays"
)

// days cuts a month into its days.
func (r *record) days(first fiscal.Date, service, planned Spans, stops []Stop, now time.Time) []Day {
	out := []Day{}
	for day := first; day.Month() == first.Month(); day = day.AddDays(1) {
		span := Span{day.Start().Unix(), day.AddDays(1).Start().Unix()}
		d := Day{Date: day, Future: span.From >= now.Unix()}
		if name, ok := holidays.Of(day); ok {
			d.Holiday, d.HolidayEn = name.Ja, name.En
		}
		m := measure(intersect(service, Spans{span}), planned, stops)
		d.ServiceSeconds, d.PlannedSeconds, d.AgreedSeconds, d.DowntimeMs = m.ServiceSeconds, m.PlannedSeconds, m.AgreedSeconds, m.DowntimeMs
		d.Percent = Percent(m.AgreedSeconds, m.DowntimeMs)
		out = append(out, d)
	}
	return out
}
