package availability

import (
	"cmp"
	"context"
	"slices"
	"time"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Reckoning is a figure of availability with all that it can be read as.
type Reckoning struct {
	Measure
	SegmentCount int    `json:"segmentCount" doc:"All segments; of these the newest 50 are given, the newest first"`
	Percent      *int64 `json:"percent" doc:"In millionths of a percent, rounded down; null when unknown"`
	MTTR         *int64 `json:"mttrSeconds" doc:"Mean time to restore; null without a stop"`
	MTBF         *int64 `json:"mtbfSeconds" doc:"Mean time between failures; null without a stop"`
}

func reckon(service, planned Spans, stops []Stop) Reckoning {
	m := measure(service, planned, stops)
	r := Reckoning{Measure: m, SegmentCount: len(m.Segments), Percent: Percent(m.AgreedSeconds, m.DowntimeMs)}
	r.MTTR, r.MTBF = m.means()
	r.Segments = newest(m.Segments, shownParts)
	for i := range r.Segments {
		r.Segments[i].Stops = r.Segments[i].Stops[:min(len(r.Segments[i].Stops), shownStops)]
	}
	return r
}

// shownParts is how many parts of a figure of each kind its page gives; the list of outages has them all. shownStops is how
// many stops are named for each stretch of downtime.
const (
	shownParts = 50
	shownStops = 5
)

// newest are the last of a list in the order of time, the last one first.
func newest[T any](in []T, n int) []T {
	out := slices.Clone(in[max(0, len(in)-n):])
	slices.Reverse(out)
	return out
}

// WhatIf are the same period counted by other rules.
type WhatIf struct {
	Always    Reckoning `json:"always" doc:"Counted 24 hours a day, every day"`
	Disasters Reckoning `json:"disasters" doc:"With the outages that were left out as disasters"`
}

// Budget is the downtime that the targets of a period leave.
type Budget struct {
	AllowedMs int64 `json:"allowedMs"`
	UsedMs    int64 `json:"usedMs"`
	Partial   bool  `json:"partial" doc:"Some months of the period have no target: they give no budget"`
}

// Year is a fiscal year of a system, from its kept months.
type Year struct {
	FY            int    `json:"fy"`
	AgreedSeconds int64  `json:"agreedSeconds"`
	DowntimeMs    int64  `json:"downtimeMs"`
	DowntimeAllMs int64  `json:"downtimeAllMs"`
	Percent       *int64 `json:"percent"`
	MissedMonths  int    `json:"missedMonths"`
	Target        *int64 `json:"target" doc:"Of its last month"`
	Measured      int    `json:"measured" doc:"Months with a figure"`
}

// Detail is the availability of one system over 12 months.
type Detail struct {
	System   SystemRef                `json:"system"`
	From     fiscal.Date              `json:"from"`
	To       fiscal.Date              `json:"to"`
	AsOf     store.Time               `json:"asOf"`
	Known    bool                     `json:"known" doc:"Service hours were registered in the period"`
	Total    Reckoning                `json:"total"`
	WhatIf   WhatIf                   `json:"whatIf"`
	Budget   *Budget                  `json:"budget" doc:"Null without any target"`
	Months   []Cell                   `json:"months"`
	Years    []Year                   `json:"years"`
	Levels   []TargetItem             `json:"levels" doc:"Service levels, the newest first"`
	Open     api.Figure               `json:"open"`
	Outages  api.Figure               `json:"outages" doc:"Outages that went on in the period"`
	Downtime api.Figure               `json:"downtime" doc:"Kept months added up, in milliseconds"`
	Can      map[string]authz.Verdict `json:"can"`
}

// SystemFilter says which months of a system.
type SystemFilter struct {
	Ending string `query:"ending" validate:"omitempty,len=7" doc:"Last of the 12 months, YYYY-MM; the present month unless given"`
	FY     int    `query:"fy" validate:"omitempty,min=2007,max=2098" doc:"Fiscal year instead of ending"`
}

// GetSystem measures a system over 12 months, up to this very moment.
func (s *Service) GetSystem(ctx context.Context, id string, f *SystemFilter) (*Detail, error) {
	db, now := s.store.Read(ctx), s.store.Now()
	ref, err := system(db, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "availability:read", &authz.Record{Noun: "systems", ID: id, Section: ref.OwnerID}); err != nil {
		return nil, err
	}
	from, to, err := (&MatrixFilter{Ending: f.Ending, FY: f.FY}).bounds(fiscal.Today(now))
	if err != nil {
		return nil, err
	}
	ref.name(authz.DirectoryOf(ctx))
	d := &Detail{System: ref, From: firstOf(from), To: firstOf(to).AddMonths(1).AddDays(-1), AsOf: store.At(now), Months: []Cell{}, Years: []Year{}}
	period := Span{monthSpan(from).From, monthSpan(to).To}
	records, err := s.records(db, []string{id}, period)
	if err != nil {
		return nil, err
	}
	r := records[id]
	d.Total, d.WhatIf, d.Known = r.reckon(running(period, now), now)
	present := monthName(fiscal.Today(now))
	var budget Budget
	targets := 0
	for _, month := range monthsOf(from, to) {
		if month > present {
			d.Months = append(d.Months, Cell{Month: month, State: "future"})
			continue
		}
		c := s.cell(r.compute(month, now), ref.Criticality)
		d.Months = append(d.Months, c)
		switch {
		case c.State != Measured:
		case c.Target == nil:
			budget.Partial = true
		default:
			targets++
			budget.AllowedMs += allowedMs(c.AgreedSeconds, *c.Target)
		}
	}
	if targets > 0 {
		budget.UsedMs = d.Total.DowntimeMs
		d.Budget = &budget
	}
	return d, s.surround(ctx, d)
}

// reckon measures a period by the rules, and by the others that people ask about.
func (r *record) reckon(period Span, now time.Time) (Reckoning, WhatIf, bool) {
	service, known := r.service(period)
	planned, stops := r.work(period, now)
	always := Spans{}
	if known && !period.empty() {
		always = Spans{period}
	}
	return reckon(service, planned, counted(stops)),
		WhatIf{Always: reckon(always, planned, counted(stops)), Disasters: reckon(service, planned, stops)}, known
}

// surround adds what else the page of a system shows.
func (s *Service) surround(ctx context.Context, d *Detail) error {
	id := d.System.ID
	levels, err := s.ListTargets(ctx, &TargetFilter{SystemID: id, List: api.List{Limit: store.MaxLimit, Sort: "-validFrom"}})
	if err != nil {
		return err
	}
	d.Levels = levels.Items
	if d.Years, err = s.years(ctx, d.System); err != nil {
		return err
	}
	for _, x := range []struct {
		at   *api.Figure
		f    OutageFilter
		rows string
	}{
		{&d.Open, OutageFilter{SystemID: id, State: "open"}, "/availability/outages?state=open&systemId=" + id},
		{&d.Outages, OutageFilter{SystemID: id, From: d.From, To: d.To}, "/availability/outages?from=" + d.From.String() + "&systemId=" + id + "&to=" + d.To.String()},
	} {
		q, err := s.filterOutages(ctx, &x.f)
		if err != nil {
			return err
		}
		n, err := store.Value[int64](q.Select("count(*)"))
		if err != nil {
			return err
		}
		*x.at = api.Count(n, x.rows)
	}
	to := monthName(d.To)
	q, err := s.filterMonths(ctx, &MonthFilter{SystemID: id}, monthName(d.From), to)
	if err != nil {
		return err
	}
	down, err := store.Value[int64](q.Select("COALESCE(SUM(availability_months.downtime_ms), 0)"))
	if err != nil {
		return err
	}
	d.Downtime = api.Sum(down, "/availability/months?ending="+to+"&systemId="+id, "downtimeMs")
	rec := (&Outage{}).facts(d.System.OwnerID)
	if d.Can, err = authz.Can(ctx, "outages", rec, "create"); err != nil {
		return err
	}
	d.Can = map[string]authz.Verdict{"report": d.Can["create"]}
	for name, perm := range map[string]string{"plan": "maintenance:plan", "keep": "targets:keep"} {
		if d.Can[name], err = authz.From(ctx).Decide(perm, rec); err != nil {
			return err
		}
	}
	return nil
}

// years adds up the kept months of a system by fiscal year: a year comes from its minutes, never from its months' figures.
func (s *Service) years(ctx context.Context, ref SystemRef) ([]Year, error) {
	kept, err := store.Scan[Month](s.store.Read(ctx).Table("availability_months").Where("system_id = ?", ref.ID).Order("month"))
	if err != nil {
		return nil, err
	}
	out := []Year{}
	for _, m := range kept {
		fy := fiscal.FY(firstOf(m.Month))
		if n := len(out); n == 0 || out[n-1].FY != fy {
			out = append(out, Year{FY: fy})
		}
		y, c := &out[len(out)-1], s.cell(m, ref.Criticality)
		y.AgreedSeconds += m.AgreedSeconds
		y.DowntimeMs += m.DowntimeMs
		y.DowntimeAllMs += m.DowntimeAllMs
		y.Target = c.Target
		if c.Missed {
			y.MissedMonths++
		}
		if c.State == Measured {
			y.Measured++
		}
		y.Percent = Percent(y.AgreedSeconds, y.DowntimeMs)
	}
	return out, nil
}

// Day is one day of a month, unfolded.
type Day struct {
	Date           fiscal.Date `json:"date"`
	Holiday        string      `json:"holiday,omitempty"`
	HolidayEn      string      `json:"holidayEn,omitempty"`
	ServiceSeconds int64       `json:"serviceSeconds"`
	PlannedSeconds int64       `json:"plannedSeconds"`
	AgreedSeconds  int64       `json:"agreedSeconds"`
	DowntimeMs     int64       `json:"downtimeMs"`
	Percent        *int64      `json:"percent"`
	Future         bool        `json:"future,omitempty"`
}

// Unfolded is the figure of one month with every part that it was computed from.
type Unfolded struct {
	System      SystemRef         `json:"system"`
	Month       string            `json:"month"`
	Until       store.Time        `json:"until" doc:"Up to when it was measured"`
	State       string            `json:"state" enum:"measured,no_service,unregistered,future"`
	Total       Reckoning         `json:"total"`
	WhatIf      WhatIf            `json:"whatIf"`
	Cell        Cell              `json:"cell"`
	Budget      *Budget           `json:"budget"`
	Days        []Day             `json:"days"`
	Planned     []Span            `json:"planned" doc:"Planned maintenance within service time, in seconds since 1970"`
	Stops       []Stop            `json:"stops" doc:"What stopped the service, cut to the month, excluded ones too, the newest first, 50 at most"`
	Outages     []OutageItem      `json:"outages" doc:"The newest first, 50 at most"`
	AllOutages  api.Figure        `json:"allOutages" doc:"Outages that went on in the month"`
	Maintenance []MaintenanceItem `json:"maintenance" doc:"The newest first, 50 at most"`
}

// GetMonth unfolds one month of a system into its minutes.
func (s *Service) GetMonth(ctx context.Context, id, month string) (*Unfolded, error) {
	db, now := s.store.Read(ctx), s.store.Now()
	first := firstOf(month)
	if first.IsZero() || first.Year() < earliest.Year() || first.Year() > 2099 {
		return nil, fault.Bad("path.month", "format", nil)
	}
	ref, err := system(db, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "availability:read", &authz.Record{Noun: "systems", ID: id, Section: ref.OwnerID}); err != nil {
		return nil, err
	}
	ref.name(authz.DirectoryOf(ctx))
	whole := monthSpan(month)
	period := running(whole, now)
	records, err := s.records(db, []string{id}, whole)
	if err != nil {
		return nil, err
	}
	r := records[id]
	m := r.compute(month, now)
	u := &Unfolded{System: ref, Month: month, Until: m.Until, State: m.State, Cell: s.cell(m, ref.Criticality), Days: []Day{}, Stops: []Stop{}, Planned: []Span{}}
	if period.empty() {
		u.State, u.Cell.State = "future", "future"
	}
	u.Total, u.WhatIf, _ = r.reckon(period, now)
	if t := u.Cell.Target; t != nil && m.State == Measured {
		u.Budget = &Budget{AllowedMs: allowedMs(m.AgreedSeconds, *t), UsedMs: m.DowntimeMs}
	}
	service, _ := r.service(period)
	planned, stops := r.work(period, now)
	u.Planned = append(u.Planned, intersect(planned, service)...)
	slices.SortStableFunc(stops, func(a, b Stop) int { return cmp.Compare(a.From, b.From) })
	u.Stops = newest(stops, shownParts)
	u.Days = r.days(first, service, planned, counted(stops), now)
	return u, s.unfoldRecords(ctx, u, r)
}

// unfoldRecords shows the outages and works that the month was computed from.
func (s *Service) unfoldRecords(ctx context.Context, u *Unfolded, r *record) error {
	u.Outages, u.Maintenance = []OutageItem{}, []MaintenanceItem{}
	ref := u.System
	of := OfSystem{SystemCode: ref.Code, SystemName: ref.Name, SystemNameEn: ref.NameEn, OwnerID: ref.OwnerID, Criticality: ref.Criticality, CitizenFacing: ref.CitizenFacing}
	first := firstOf(u.Month)
	u.AllOutages = api.Count(len(r.outages), "/availability/outages?from="+first.String()+"&systemId="+ref.ID+"&to="+first.AddMonths(1).AddDays(-1).String())
	for _, o := range newest(r.outages, shownParts) {
		u.Outages = append(u.Outages, OutageItem{Outage: o, OfSystem: of})
	}
	for _, m := range newest(r.maintenance, shownParts) {
		u.Maintenance = append(u.Maintenance, MaintenanceItem{Maintenance: m, OfSystem: of})
	}
	if err := s.showOutages(ctx, u.Outages); err != nil {
		return err
	}
	return s.showMaintenance(ctx, u.Maintenance)
}
