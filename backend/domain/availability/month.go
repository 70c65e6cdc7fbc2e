package availability

import (
	"fmt"
	"slices"
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Basis of a month: whether there was anything to measure.
const (
	Measured     = "measured"
	NoService    = "no_service"   // a calendar, but no service time in the month
	Unregistered = "unregistered" // nobody registered the service hours: unknown, and never 100 %
)

// Month is what one system reached in one month, kept so that lists and figures of many systems cost one statement. It
// follows from the raw intervals at any time: see compute.
type Month struct {
	ID                string     `json:"id"`
	SystemID          string     `json:"systemId"`
	Month             string     `json:"month" doc:"YYYY-MM"`
	State             string     `json:"state" enum:"measured,no_service,unregistered"`
	ServiceSeconds    int64      `json:"serviceSeconds"`
	PlannedSeconds    int64      `json:"plannedSeconds"`
	AgreedSeconds     int64      `json:"agreedSeconds" doc:"Service time without planned maintenance (AST)"`
	DowntimeMs        int64      `json:"downtimeMs" doc:"Weighted downtime, without what was left out as a disaster"`
	DowntimeAllMs     int64      `json:"downtimeAllMs" doc:"The same with everything"`
	UnweightedSeconds int64      `json:"unweightedSeconds"`
	Clusters          int        `json:"clusters" doc:"Stops; those that overlap or touch are one"`
	Target            *int64     `json:"target" doc:"Registered target in millionths at the end of the month; null: the default"`
	Until             store.Time `json:"until" doc:"Up to when it was measured: the end of the month once it is over"`
}

// TableName names the table.
func (Month) TableName() string { return "availability_months" }

// monthName is YYYY-MM of a day.
func monthName(d fiscal.Date) string { return d.String()[:7] }

// firstOf is the first day of a month; zero for what is no month.
func firstOf(month string) fiscal.Date {
	d, err := fiscal.ParseISO(month + "-01")
	if err != nil {
		return fiscal.Date{}
	}
	return d
}

// monthSpan is a month in seconds.
func monthSpan(month string) Span {
	first := firstOf(month)
	return Span{first.Start().Unix(), first.AddMonths(1).Start().Unix()}
}

// monthsOf lists the months from one to another, both included.
func monthsOf(from, to string) []string {
	var out []string
	for d := firstOf(from); !d.IsZero() && monthName(d) <= to; d = d.AddMonths(1) {
		out = append(out, monthName(d))
	}
	return out
}

// record is all that the figures of one system follow from.
type record struct {
	systemID    string
	targets     []Target // by day
	calendars   map[string]*CalendarDraft
	outages     []Outage
	maintenance []Maintenance
	notice      time.Duration
	cache       map[string]Spans // service time of a calendar in a period, shared by many systems
}

// target is the service level in force on a day; nil before the first.
func (r *record) target(day fiscal.Date) *Target {
	var found *Target
	for i := range r.targets {
		if r.targets[i].ValidFrom.After(day) {
			break
		}
		found = &r.targets[i]
	}
	return found
}

// service is the agreed service time of a period by the service levels in force, and whether any had a calendar.
func (r *record) service(period Span) (Spans, bool) {
	var out []Span
	known := false
	for i := range r.targets {
		t := &r.targets[i]
		part := Span{t.ValidFrom.Start().Unix(), period.To}
		if i+1 < len(r.targets) {
			part.To = r.targets[i+1].ValidFrom.Start().Unix()
		}
		if part = part.cut(period); part.empty() {
			continue
		}
		calendar := r.calendars[string(t.CalendarID)]
		if calendar == nil {
			continue
		}
		known = true
		out = append(out, r.hours(string(t.CalendarID), calendar, part)...)
	}
	return union(out), known
}

// hours asks a calendar once for all systems that share it.
func (r *record) hours(id string, c *CalendarDraft, period Span) Spans {
	if r.cache == nil {
		return c.Service(period)
	}
	key := fmt.Sprintf("%s/%d/%d", id, period.From, period.To)
	if found, ok := r.cache[key]; ok {
		return found
	}
	found := c.Service(period)
	r.cache[key] = found
	return found
}

// work is what the maintenance does within a period, and stops are all stops in it, outages included.
func (r *record) work(period Span, now time.Time) (planned Spans, stops []Stop) {
	var windows []Span
	for i := range r.maintenance {
		window, own := r.maintenance[i].effect(now, r.notice)
		if window = window.cut(period); !window.empty() {
			windows = append(windows, window)
		}
		stops = append(stops, own...)
	}
	for i := range r.outages {
		stops = append(stops, r.outages[i].stop(now))
	}
	cut := stops[:0]
	for _, s := range stops {
		if s.Span = s.Span.cut(period); !s.Span.empty() {
			cut = append(cut, s)
		}
	}
	return union(windows), cut
}

func counted(stops []Stop) []Stop {
	return slices.DeleteFunc(slices.Clone(stops), func(s Stop) bool { return s.Excluded })
}

// period is a stretch up to now: one that runs ends at now.
func running(period Span, now time.Time) Span {
	period.To = max(period.From, min(period.To, now.Unix()))
	return period
}

// compute measures one month of a system from its raw intervals.
func (r *record) compute(month string, now time.Time) Month {
	period := running(monthSpan(month), now)
	out := Month{ID: r.systemID + "/" + month, SystemID: r.systemID, Month: month, State: Unregistered, Until: store.At(time.Unix(period.To, 0))}
	if t := r.target(firstOf(month).AddMonths(1).AddDays(-1)); t != nil {
		out.Target = t.Target
	}
	service, known := r.service(period)
	if !known {
		return out
	}
	planned, stops := r.work(period, now)
	m := measure(service, planned, counted(stops))
	out.State = Measured
	if m.AgreedSeconds == 0 {
		out.State = NoService
	}
	out.ServiceSeconds, out.PlannedSeconds, out.AgreedSeconds = m.ServiceSeconds, m.PlannedSeconds, m.AgreedSeconds
	out.DowntimeMs, out.DowntimeAllMs = m.DowntimeMs, m.DowntimeMs
	out.UnweightedSeconds, out.Clusters = m.UnweightedSeconds, m.Clusters
	if len(counted(stops)) < len(stops) {
		out.DowntimeAllMs = measure(service, planned, stops).DowntimeMs
	}
	return out
}
