package availability

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// window is how many months the matrix shows.
const window = 12

// MatrixFilter narrows the systems of the matrix and says which months it shows.
type MatrixFilter struct {
	api.List
	Owned
	Ending   string `query:"ending" validate:"omitempty,len=7" doc:"Last of the 12 months, YYYY-MM; the present month unless given"`
	FY       int    `query:"fy" validate:"omitempty,min=2007,max=2098" doc:"Fiscal year instead of ending"`
	Missed   string `query:"missed" validate:"omitempty,oneof=true" doc:"Only systems that missed their target in one of the months"`
	Calendar string `query:"calendar" validate:"omitempty,oneof=none" doc:"none: only systems without service hours today"`
}

// bounds are the first and the last month.
func (f *MatrixFilter) bounds(today fiscal.Date) (from, to string, err error) {
	last := firstOf(monthName(today))
	switch {
	case f.FY != 0:
		last = fiscal.FYEnd(f.FY)
	case f.Ending != "":
		if last = firstOf(f.Ending); last.IsZero() || last.Year() < earliest.Year() || last.Year() > 2099 {
			return "", "", fault.Bad("query.ending", "format", nil)
		}
	}
	first := firstOf(monthName(last)).AddMonths(1 - window)
	return monthName(first), monthName(last), nil
}

// Cell is one month of one system.
type Cell struct {
	Month         string     `json:"month"`
	State         string     `json:"state" enum:"measured,no_service,unregistered,future"`
	Percent       *int64     `json:"percent" doc:"Availability in millionths of a percent, rounded down; null when unknown"`
	AgreedSeconds int64      `json:"agreedSeconds"`
	DowntimeMs    int64      `json:"downtimeMs"`
	DowntimeAllMs int64      `json:"downtimeAllMs" doc:"With what was left out as a disaster"`
	Clusters      int        `json:"clusters"`
	Target        *int64     `json:"target" doc:"In millionths; null when there is none"`
	Missed        bool       `json:"missed"`
	Until         store.Time `json:"until,omitzero"`
}

// Row is a system with its months.
type Row struct {
	SystemRef
	AgreedSeconds int64  `json:"agreedSeconds" gorm:"-" doc:"Over the months shown"`
	DowntimeMs    int64  `json:"downtimeMs" gorm:"-"`
	Percent       *int64 `json:"percent" gorm:"-"`
	MissedMonths  int    `json:"missedMonths" gorm:"-"`
	Open          int64  `json:"open" doc:"Outages that go on"`
	Cells         []Cell `json:"cells" gorm:"-"`
}

// RowID is the system, for the cursor.
func (r Row) RowID() string { return r.ID }

// Figures are the first glance at the systems of the view.
type Figures struct {
	Systems    api.Figure `json:"systems" doc:"Systems in service"`
	Missed     api.Figure `json:"missed" doc:"Of them, those that missed their target in one of the months"`
	Downtime   api.Figure `json:"downtime" doc:"Weighted downtime in milliseconds"`
	Agreed     api.Figure `json:"agreed" doc:"Agreed service time in seconds"`
	Open       api.Figure `json:"open" doc:"Outages that go on"`
	NoCalendar api.Figure `json:"noCalendar" doc:"Systems in service without service hours: their availability is unknown"`
	Percent    *int64     `json:"percent" doc:"Of all agreed service time, in millionths of a percent, rounded down"`
	Lowest     *int64     `json:"lowest" doc:"Availability of the worst system"`
	Previous   *int64     `json:"previousPercent" doc:"The same 12 months a year before"`
}

// Matrix is systems × months.
type Matrix struct {
	store.Page[Row]
	Months  []string    `json:"months"`
	AsOf    store.Time  `json:"asOf"`
	From    fiscal.Date `json:"from"`
	To      fiscal.Date `json:"to"`
	Figures Figures     `json:"figures"`
}

// inService are the phases in which a system owes its hours.
var inService = []string{"operation", "renewal_review", "wind_down"}

// priority puts systems that citizens use, and important ones, first.
const priority = `(CASE systems.criticality WHEN 'critical' THEN 0 WHEN 'high' THEN 2 WHEN 'medium' THEN 4 ELSE 6 END
	+ CASE WHEN systems.citizen_facing THEN 0 ELSE 1 END)`

// filterSystems are the systems of the view: those in service, and those that were in the months shown.
func (s *Service) filterSystems(ctx context.Context, f *MatrixFilter, from, to string) (*gorm.DB, error) {
	q, err := f.narrow(ctx, s.store.Read(ctx).Table("systems"))
	if err != nil {
		return nil, err
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	switch {
	case f.Calendar != "":
		today := fiscal.Today(s.store.Now())
		q = q.Where("systems.phase IN ?", inService).Where(noCalendarSQL, today, today)
	case f.Missed != "":
		q = q.Where("systems.id IN (SELECT m.system_id FROM availability_months m JOIN systems o ON o.id = m.system_id WHERE m.month BETWEEN ? AND ? AND "+
			s.settings.missedSQL("m", "o.criticality")+")", from, to)
	default:
		q = q.Where("systems.phase IN ? OR EXISTS (SELECT 1 FROM availability_months m WHERE m.system_id = systems.id AND m.month BETWEEN ? AND ?)", inService, from, to)
	}
	return q, nil
}

// noCalendarSQL tells systems without service hours on a day, asked twice.
const noCalendarSQL = `systems.id NOT IN (SELECT t.system_id FROM availability_targets t WHERE t.calendar_id IS NOT NULL AND t.valid_from <= ?
	AND NOT EXISTS (SELECT 1 FROM availability_targets n WHERE n.system_id = t.system_id AND n.valid_from > t.valid_from AND n.valid_from <= ?))`

// ListSystems is the matrix: systems that citizens use and critical ones first, with their 12 months.
func (s *Service) ListSystems(ctx context.Context, f *MatrixFilter) (*Matrix, error) {
	now := s.store.Now()
	from, to, err := f.bounds(fiscal.Today(now))
	if err != nil {
		return nil, err
	}
	q, err := s.filterSystems(ctx, f, from, to)
	if err != nil {
		return nil, err
	}
	page, err := store.FindPage[Row](q, systemColumns+", (SELECT count(*) FROM availability_outages x WHERE x.system_id = systems.id AND x.ended_at IS NULL) AS open",
		f.Paging(), store.Sorts{"priority": priority, "code": "systems.code", "name": "systems.kana"}, "priority")
	if err != nil {
		return nil, err
	}
	out := &Matrix{Page: page, Months: monthsOf(from, to), AsOf: store.At(now), From: firstOf(from), To: firstOf(to).AddMonths(1).AddDays(-1)}
	if err := s.fillRows(ctx, out.Items, out.Months); err != nil {
		return nil, err
	}
	out.Figures, err = s.figures(ctx, f, from, to)
	return out, err
}

// fillRows puts the months into the rows, in one statement.
func (s *Service) fillRows(ctx context.Context, rows []Row, months []string) error {
	dir := authz.DirectoryOf(ctx)
	ids, at := make([]string, len(rows)), map[string]*Row{}
	for i := range rows {
		ids[i], at[rows[i].ID] = rows[i].ID, &rows[i]
	}
	if len(ids) == 0 {
		return nil
	}
	kept, err := store.Scan[Month](s.store.Read(ctx).Table("availability_months").
		Where("system_id IN ? AND month BETWEEN ? AND ?", ids, months[0], months[len(months)-1]))
	if err != nil {
		return err
	}
	found := map[string]Month{}
	for _, m := range kept {
		found[m.ID] = m
	}
	present := monthName(fiscal.Today(s.store.Now()))
	for i := range rows {
		r := &rows[i]
		r.name(dir)
		r.Cells = make([]Cell, len(months))
		for j, month := range months {
			m, ok := found[r.ID+"/"+month]
			if !ok {
				m = Month{Month: month, State: Unregistered}
			}
			r.Cells[j] = s.cell(m, r.Criticality)
			if month > present {
				r.Cells[j].State = "future"
			}
			r.AgreedSeconds += m.AgreedSeconds
			r.DowntimeMs += m.DowntimeMs
			if r.Cells[j].Missed {
				r.MissedMonths++
			}
		}
		r.Percent = Percent(r.AgreedSeconds, r.DowntimeMs)
	}
	return nil
}

func (s *Service) cell(m Month, criticality string) Cell {
	c := Cell{Month: m.Month, State: m.State, Percent: Percent(m.AgreedSeconds, m.DowntimeMs), AgreedSeconds: m.AgreedSeconds, DowntimeMs: m.DowntimeMs,
		DowntimeAllMs: m.DowntimeAllMs, Clusters: m.Clusters, Target: s.settings.target(m.Target, criticality), Until: m.Until}
	c.Missed = c.Target != nil && Missed(m.AgreedSeconds, m.DowntimeMs, *c.Target)
	return c
}

// query is the part of a figure's rows that narrows the systems as the view does.
func (f *Owned) query(more url.Values) string {
	for key, value := range map[string]string{"ownerId": f.OwnerID, "criticality": f.Criticality, "citizenFacing": f.CitizenFacing} {
		if value != "" {
			more.Set(key, value)
		}
	}
	if len(more) == 0 {
		return ""
	}
	return "?" + more.Encode()
}

// figures count over all systems of the view, whatever page is shown and whether or not only misses are.
func (s *Service) figures(ctx context.Context, f *MatrixFilter, from, to string) (Figures, error) {
	all := MatrixFilter{Owned: f.Owned, Ending: to, List: api.List{Q: f.Q}}
	values := func(pairs ...string) url.Values {
		v := url.Values{"ending": {to}}
		if f.Q != "" {
			v.Set("q", f.Q)
		}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	var out Figures
	for _, x := range []struct {
		at     *api.Figure
		narrow func(*MatrixFilter)
		pairs  []string
	}{
		{&out.Systems, func(*MatrixFilter) {}, nil},
		{&out.Missed, func(m *MatrixFilter) { m.Missed = "true" }, []string{"missed", "true"}},
		{&out.NoCalendar, func(m *MatrixFilter) { m.Calendar = "none" }, []string{"calendar", "none"}},
	} {
		narrowed := all
		x.narrow(&narrowed)
		q, err := s.filterSystems(ctx, &narrowed, from, to)
		if err != nil {
			return out, err
		}
		n, err := store.Value[int64](q.Select("count(*)"))
		if err != nil {
			return out, err
		}
		*x.at = api.Count(n, "/availability"+f.query(values(x.pairs...)))
	}
	outages := OutageFilter{Owned: f.Owned, State: "open", List: api.List{Q: f.Q}}
	q, err := s.filterOutages(ctx, &outages)
	if err != nil {
		return out, err
	}
	open, err := store.Value[int64](q.Select("count(*)"))
	if err != nil {
		return out, err
	}
	v := values("state", "open")
	v.Del("ending")
	out.Open = api.Count(open, "/availability/outages"+f.query(v))
	return out, s.sums(ctx, f, from, to, &out, "/availability/months"+f.query(values()))
}

// total of the months of some systems.
type total struct{ AgreedSeconds, DowntimeMs int64 }

// sums adds up the months of the view, and finds the worst system and the year before.
func (s *Service) sums(ctx context.Context, f *MatrixFilter, from, to string, out *Figures, rows string) error {
	const added = "COALESCE(SUM(availability_months.agreed_seconds), 0) AS agreed_seconds, COALESCE(SUM(availability_months.downtime_ms), 0) AS downtime_ms"
	months := MonthFilter{Owned: f.Owned, Ending: to, List: api.List{Q: f.Q}}
	q, err := s.filterMonths(ctx, &months, from, to)
	if err != nil {
		return err
	}
	per, err := store.Scan[total](q.Group("availability_months.system_id").Select(added))
	if err != nil {
		return err
	}
	var sum total
	for _, t := range per {
		sum.AgreedSeconds += t.AgreedSeconds
		sum.DowntimeMs += t.DowntimeMs
		if p := Percent(t.AgreedSeconds, t.DowntimeMs); p != nil && (out.Lowest == nil || *p < *out.Lowest) {
			out.Lowest = p
		}
	}
	out.Downtime, out.Agreed = api.Sum(sum.DowntimeMs, rows, "downtimeMs"), api.Sum(sum.AgreedSeconds, rows, "agreedSeconds")
	out.Percent = Percent(sum.AgreedSeconds, sum.DowntimeMs)
	if q, err = s.filterMonths(ctx, &months, before(from), before(to)); err != nil {
		return err
	}
	last, err := store.Scan[total](q.Select(added))
	if err == nil && len(last) > 0 {
		out.Previous = Percent(last[0].AgreedSeconds, last[0].DowntimeMs)
	}
	return err
}

// before is the same month of the year before.
func before(month string) string { return monthName(firstOf(month).AddMonths(-12)) }
