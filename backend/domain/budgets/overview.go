package budgets

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// OverviewFilter narrows the overview and says which years it shows.
type OverviewFilter struct {
	Scope
	From int `query:"from" validate:"omitempty,min=1989,max=2199" doc:"First fiscal year; the first with a line unless given"`
	To   int `query:"to" validate:"omitempty,min=1989,max=2199" doc:"Last fiscal year; five ahead unless given"`
}

// Part is one category of a year in all of its measures.
type Part struct {
	Requested api.Figure `json:"requested"`
	Planned   api.Figure `json:"planned"`
	Initial   api.Figure `json:"initial"`
	Revised   api.Figure `json:"revised"`
	Spent     api.Figure `json:"spent"`
	Forecast  api.Figure `json:"forecast" doc:"Expected beyond the lines that are entered; of years to come only"`
}

// YearView is one fiscal year of the overview.
type YearView struct {
	FiscalYear  int        `json:"fiscalYear"`
	Status      YearStatus `json:"status" enum:"ahead,running,provisional,settled,certified"`
	Recurring   Part       `json:"recurring"`
	OneOff      Part       `json:"oneOff"`
	Systems     api.Figure `json:"systems" doc:"Systems that cost money in the year"`
	Deviating   api.Figure `json:"deviating" doc:"Lines 10 % or more from their initial budget"`
	ScopeNote   string     `json:"scopeNote"`
	ScopeNoteEn string     `json:"scopeNoteEn"`
}

// Overview is the budget by fiscal year.
type Overview struct {
	AsOf        fiscal.Date `json:"asOf"`
	CurrentYear int         `json:"currentYear"`
	Elapsed     int         `json:"elapsed" doc:"Days of the current fiscal year that have passed"`
	Days        int         `json:"days"`
	Years       []YearView  `json:"years"`
	Rises       []Rise      `json:"rises"`
	Unreturned  api.Figure  `json:"unreturned" doc:"Systems whose recurring cost has stayed above its level before a renewal (元の予算レベルに戻っていない)"`
	Unknown     api.Figure  `json:"unknown" doc:"Renewals ahead of which nobody knows the cost"`
	ContractEnd api.Figure  `json:"contractEnd" doc:"Contracts that end with this fiscal year and have no line in the next"`
	ScopeNote   string      `json:"scopeNote" doc:"What the figures leave out, as of the current year"`
	ScopeNoteEn string      `json:"scopeNoteEn"`
}

// sums is one group of lines added up.
type sums struct {
	SystemID                                    string
	FiscalYear                                  int
	Category                                    Category
	Requested, Planned, Initial, Revised, Spent int64
	Renewal                                     int64
	EndsOn                                      fiscal.Date
	Deviating                                   int64
}

const sumColumns = `SUM(requested) AS requested, SUM(planned) AS planned, SUM(initial) AS initial, SUM(revised) AS revised, SUM(spent) AS spent`

// renewals are the one-off lines of a query that are linked to renewal projects with an end, added up by some columns. They are
// read apart from what else is added up: few lines are renewals, and these stand in an index of their own, by project. CROSS
// JOIN lets SQLite go that way; when the lines are those of few systems or projects it goes by them.
func (c Scope) renewals(q *gorm.DB, columns string) ([]sums, error) {
	from := "projects p CROSS JOIN budget_lines"
	if c.SystemID != "" || c.ProjectID != "" {
		from = "projects p, budget_lines"
	}
	return store.Scan[sums](q.Table(from).
		Where("budget_lines.project_id = p.id AND budget_lines.kind = 'renewal' AND budget_lines.category <> ? AND p.finish_on IS NOT NULL", Recurring).
		Group(columns).Select(columns + ", SUM(planned) AS renewal, MAX(p.finish_on) AS ends_on"))
}

// renewal puts what renewals add up to into the rows of the same system, year and category.
func renewal(rows, of []sums) {
	type key struct {
		system string
		year   int
	}
	at := make(map[key]sums, len(of))
	for _, r := range of {
		at[key{r.SystemID, r.FiscalYear}] = r
	}
	for i := range rows {
		if r, ok := at[key{rows[i].SystemID, rows[i].FiscalYear}]; ok && rows[i].Category != Recurring {
			rows[i].Renewal, rows[i].EndsOn = r.Renewal, r.EndsOn
		}
	}
}

// Overview adds up the budget by fiscal year, tells which rises were only for a time, and what the years ahead will cost.
func (s *Service) Overview(ctx context.Context, f *OverviewFilter) (*Overview, error) {
	q, err := s.scoped(ctx, f.Scope)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	d := s.deviationSQL()
	rows, err := store.Scan[sums](q.Group("fiscal_year, category").Select("fiscal_year, category, " + sumColumns +
		", SUM(CASE WHEN ABS(" + d + ") * 100 >= " + strconv.Itoa(deviationPercent) + " * initial AND " + d + " <> 0 THEN 1 ELSE 0 END) AS deviating"))
	if err != nil {
		return nil, err
	}
	linked, err := f.Scope.renewals(q, "budget_lines.fiscal_year")
	if err != nil {
		return nil, err
	}
	renewal(rows, linked)
	type count struct{ FiscalYear, N int }
	counts, err := store.Scan[count](q.Where("system_id IS NOT NULL").Group("fiscal_year").Select("fiscal_year, COUNT(DISTINCT system_id) AS n"))
	if err != nil {
		return nil, err
	}
	ahead, err := s.forecast(ctx, f.Scope)
	if err != nil {
		return nil, err
	}
	closed, err := store.Scan[Year](s.store.Read(ctx).Table("budget_years").Order("fiscal_year"))
	if err != nil {
		return nil, err
	}
	out := s.frame(f, rows, closed)
	for _, n := range counts {
		if y := out.year(n.FiscalYear); y != nil {
			y.Systems = api.Count(n.N, "/budgets/systems?fiscalYear="+strconv.Itoa(n.FiscalYear)+f.Scope.query())
		}
	}
	unknown := out.foresee(f.Scope, ahead)
	out.Unknown = api.Count(unknown, "/budgets/forecast?unknown=true"+f.Scope.query())
	out.Rises = Rises(out.totals(rows))
	return out, s.warn(ctx, out, f.Scope)
}

// frame lays out the years with what the lines add up to.
func (s *Service) frame(f *OverviewFilter, rows []sums, closed []Year) *Overview {
	today := s.today()
	current := fiscal.FY(today)
	first, last := fiscal.FYBounds(current)
	out := &Overview{AsOf: today, CurrentYear: current, Elapsed: elapsed(current, today), Days: last.Sub(first) + 1, Years: []YearView{}}
	from, to := current, current+forecastYears
	for _, r := range rows {
		from = min(from, r.FiscalYear)
	}
	if f.From != 0 {
		from = f.From
	}
	if f.To != 0 {
		to = f.To
	}
	states, note := map[int]YearState{}, scopeAtFirst
	scopes := map[int]ScopeDraft{}
	for _, y := range closed {
		states[y.FiscalYear], scopes[y.FiscalYear] = y.State, y.ScopeDraft
		if y.FiscalYear <= current {
			note = y.ScopeDraft
		}
	}
	out.ScopeNote, out.ScopeNoteEn = note.ScopeNote, note.ScopeNoteEn
	at := map[int]map[Category]sums{}
	for _, r := range rows {
		if at[r.FiscalYear] == nil {
			at[r.FiscalYear] = map[Category]sums{}
		}
		at[r.FiscalYear][r.Category] = r
	}
	for fy := from; fy <= to; fy++ {
		scope, known := scopes[fy]
		if !known {
			scope = note
		}
		rowsOf := "/budgets/lines?fiscalYear=" + strconv.Itoa(fy) + f.Scope.query()
		out.Years = append(out.Years, YearView{
			FiscalYear: fy, Status: statusOf(fy, states[fy], today), Recurring: part(at[fy][Recurring], rowsOf+"&category=recurring"),
			OneOff: part(at[fy][OneOff], rowsOf+"&category=one_off"), Systems: api.Count(0, "/budgets/systems?fiscalYear="+strconv.Itoa(fy)+f.Scope.query()),
			Deviating: api.Count(at[fy][Recurring].Deviating+at[fy][OneOff].Deviating, rowsOf+"&hasDeviation=true"), ScopeNote: scope.ScopeNote, ScopeNoteEn: scope.ScopeNoteEn,
		})
	}
	return out
}

func part(s sums, rows string) Part {
	return Part{
		Requested: api.Sum(s.Requested, rows, "requested"), Planned: api.Sum(s.Planned, rows, "planned"), Initial: api.Sum(s.Initial, rows, "initial"),
		Revised: api.Sum(s.Revised, rows, "revised"), Spent: api.Sum(s.Spent, rows, "spent"),
	}
}

func (o *Overview) year(fy int) *YearView {
	if len(o.Years) == 0 || fy < o.Years[0].FiscalYear || fy > o.Years[len(o.Years)-1].FiscalYear {
		return nil
	}
	return &o.Years[fy-o.Years[0].FiscalYear]
}

// foresee adds the forecast to the years ahead, and counts the renewals that nobody can put a price on.
func (o *Overview) foresee(c Scope, ahead []Forecast) (unknown int) {
	at := map[int]map[Category]int64{}
	for _, x := range ahead {
		if x.Amount == nil {
			unknown++
			continue
		}
		if at[x.FiscalYear] == nil {
			at[x.FiscalYear] = map[Category]int64{}
		}
		at[x.FiscalYear][x.Category] += *x.Amount
	}
	for i := range o.Years {
		y := &o.Years[i]
		if y.FiscalYear <= o.CurrentYear || c.ProjectID != "" || c.Account != "" {
			continue
		}
		rows := "/budgets/forecast?fiscalYear=" + strconv.Itoa(y.FiscalYear) + c.query()
		y.Recurring.Forecast = api.Sum(at[y.FiscalYear][Recurring], rows+"&category=recurring", "amount")
		y.OneOff.Forecast = api.Sum(at[y.FiscalYear][OneOff], rows+"&category=one_off", "amount")
	}
	return unknown
}

// totals are the years as the test of a rise looks at them; the forecast counts for the years ahead.
func (o *Overview) totals(rows []sums) []YearTotal {
	out := yearTotals(rows)
	for i := range out {
		y := o.year(out[i].FiscalYear)
		if y == nil {
			continue
		}
		if v := y.Recurring.Forecast.Value; v != nil {
			out[i].Recurring += *v
		}
		if v := y.OneOff.Forecast.Value; v != nil {
			out[i].OneOff += *v
		}
	}
	return out
}

// yearTotals joins the two categories of each year; rows come from one system or from all alike.
func yearTotals(rows []sums) []YearTotal {
	out, at := []YearTotal{}, map[int]int{}
	for _, r := range rows {
		i, ok := at[r.FiscalYear]
		if !ok {
			i = len(out)
			at[r.FiscalYear] = i
			out = append(out, YearTotal{FiscalYear: r.FiscalYear})
		}
		if r.Category == Recurring {
			out[i].Recurring += r.Planned
			continue
		}
		out[i].OneOff += r.Planned
		out[i].Renewal += r.Renewal
		out[i].EndsIn = max(out[i].EndsIn, fiscal.FY(r.EndsOn))
	}
	return out
}

// warn fills the figures that somebody should act on.
func (s *Service) warn(ctx context.Context, o *Overview, c Scope) error {
	high, err := s.unreturned(ctx, c)
	if err != nil {
		return err
	}
	fy := strconv.Itoa(o.CurrentYear)
	o.Unreturned = api.Count(len(high), "/budgets/systems?notReturned=true&fiscalYear="+fy+c.query())
	if c.ProjectID != "" || c.Account != "" {
		o.ContractEnd = api.Unknown("")
		return nil
	}
	ends, err := s.contractEnds(ctx, &ContractEndFilter{FiscalYear: o.CurrentYear, SectionID: c.SectionID, SystemID: c.SystemID})
	if err != nil {
		return err
	}
	n, err := store.Value[int](ends.Select("COUNT(*)"))
	o.ContractEnd = api.Count(n, "/budgets/contract-ends?fiscalYear="+fy+c.query())
	return err
}
