package procedures

import (
	"context"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// YearRow are the volumes of a fiscal year by channel, over the procedures whose volume of that year is known.
type YearRow struct {
	FY      int        `json:"fy"`
	Total   api.Figure `json:"total"`
	Online  api.Figure `json:"online"`
	Post    api.Figure `json:"post"`
	Counter api.Figure `json:"counter"`
	Other   api.Figure `json:"other"`
	Unsaid  *int64     `json:"unsaid" doc:"Part of the total whose channel nobody knows"`
	Known   api.Figure `json:"known" doc:"Procedures whose volume of the year is known"`
	Unknown api.Figure `json:"unknown"`
}

// volumeYears is how many closed fiscal years the chart shows.
const volumeYears = 5

// yearRows sums the volumes of the last closed fiscal years, in one statement. Over the whole inventory it reads them
// without looking at a procedure.
func (s *Service) yearRows(ctx context.Context, q *gorm.DB, in *Scope, narrowed bool, total int64) ([]YearRow, error) {
	last := s.nowFY() - 1
	type sum struct {
		FiscalYear                                 int
		N, Counted, Online, Post, Counter, Other   int64
		NOnline, NPost, NCounter, NOther, NCounted int64
	}
	add := func(c string) string {
		return "CAST(COALESCE(SUM(v." + c + "), 0) AS BIGINT) AS " + c + ", count(v." + c + ") AS n_" + c
	}
	from := s.store.Read(ctx).Table("procedure_volumes v")
	if narrowed {
		from = q.Joins("JOIN procedure_volumes v ON v.procedure_id = procedures.id")
	}
	rows, err := store.Scan[sum](from.
		Where("v.fiscal_year BETWEEN ? AND ? AND v.counted IS NOT NULL", last-volumeYears+1, last).Group("v.fiscal_year").
		Select("v.fiscal_year, count(*) AS n, " + add("counted") + ", " + add("online") + ", " + add("post") + ", " + add("counter") + ", " + add("other")))
	if err != nil {
		return nil, err
	}
	out := []YearRow{}
	for fy := last - volumeYears + 1; fy <= last; fy++ {
		var r sum
		if i := slices.IndexFunc(rows, func(r sum) bool { return r.FiscalYear == fy }); i >= 0 {
			r = rows[i]
		}
		year := strconv.Itoa(fy)
		list := in.rows("volumeFy", year)
		figure := func(known, value int64, field string) api.Figure {
			if known == 0 {
				return api.Unknown(list)
			}
			return api.Sum(value, list, "year."+field)
		}
		row := YearRow{
			FY: fy, Total: figure(r.N, r.Counted, "counted"), Online: figure(r.NOnline, r.Online, "online"), Post: figure(r.NPost, r.Post, "post"),
			Counter: figure(r.NCounter, r.Counter, "counter"), Other: figure(r.NOther, r.Other, "other"),
			Known: api.Count(r.N, list), Unknown: api.Count(total-r.N, in.rows("noVolumeFy", year)),
		}
		if r.N > 0 {
			unsaid := r.Counted - r.Online - r.Post - r.Counter - r.Other
			row.Unsaid = &unsaid
		}
		out = append(out, row)
	}
	return out, nil
}

// Pareto answers which few procedures make up most of the applications.
type Pareto struct {
	AsOf       fiscal.Date `json:"asOf"`
	Percent    int         `json:"percent" doc:"Share of the settings"`
	Vital      api.Figure  `json:"vital" doc:"So many procedures make up that share"`
	Volume     api.Figure  `json:"volume" doc:"All known applications"`
	Measured   api.Figure  `json:"measured" doc:"Procedures with a known volume"`
	Unmeasured api.Figure  `json:"unmeasured"`
	Rows       []ParetoRow `json:"rows" doc:"The most used first, at most 30"`
}

// ParetoRow is a procedure in the order of use.
type ParetoRow struct {
	ID             string   `json:"id"`
	Code           string   `json:"code"`
	Name           string   `json:"name"`
	NameEn         string   `json:"nameEn"`
	SectionID      string   `json:"sectionId"`
	SectionName    string   `json:"sectionName" gorm:"-"`
	SectionNameEn  string   `json:"sectionNameEn" gorm:"-"`
	CurrentClass   Class    `json:"currentClass" enum:"A,B,C,unknown"`
	PotentialClass Class    `json:"potentialClass" enum:"A,B,C,unknown"`
	Volume         int64    `json:"volume"`
	Share          *float64 `json:"share" gorm:"-" doc:"Percent of all known applications"`
	Cumulative     *float64 `json:"cumulative" gorm:"-" doc:"Percent of it and all before it"`
}

// paretoRows bounds the table.
const paretoRows = 30

// Pareto ranks the procedures of a scope by their volume, in five statements.
func (s *Service) Pareto(ctx context.Context, in *Scope) (*Pareto, error) {
	q, err := s.filtered(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out := &Pareto{AsOf: fiscal.Today(s.store.Now()), Percent: s.settings.Figures.ParetoPercent, Rows: []ParetoRow{}}
	m, err := s.most(q)
	if err != nil {
		return nil, err
	}
	vital, err := store.Value[int64](m.only(q).Select("count(*)"))
	if err != nil {
		return nil, err
	}
	type sum struct{ N, Volume, Unmeasured int64 }
	all, err := store.Scan[sum](q.Select("count(*) AS n, " + weigh("1 = 1", "volume") + ", " + tally("procedures.volume IS NULL", "unmeasured")))
	if err != nil {
		return nil, err
	}
	t := Tally{all[0].N, all[0].Volume, all[0].Unmeasured}
	out.Vital, out.Volume = api.Count(vital, in.rows("vital", "true")), volumeFigure(t, in.rows())
	out.Measured, out.Unmeasured = api.Count(t.Count-t.Unmeasured, in.rows("volumeKnown", "true")), api.Count(t.Unmeasured, in.rows("volumeKnown", "false"))
	out.Rows, err = store.Scan[ParetoRow](q.Where("procedures.volume_rank > 0").Order("procedures.volume_rank DESC, procedures.id DESC").Limit(paretoRows).
		Select(`procedures.id, procedures.code, procedures.name, procedures.name_en, procedures.section_id, procedures.current_class,
			procedures.potential_class, procedures.volume`))
	dir, before := authz.DirectoryOf(ctx), int64(0)
	for i := range out.Rows {
		r := &out.Rows[i]
		o, _ := dir.Organisation(r.SectionID)
		r.SectionName, r.SectionNameEn = o.Name, o.NameEn
		before += r.Volume
		r.Share, r.Cumulative = percent(r.Volume, t.Volume), percent(before, t.Volume)
	}
	return out, err
}

// Plan answers how the bureaus get on: what was to be reached by which year, and what was.
type Plan struct {
	AsOf  fiscal.Date `json:"asOf"`
	FY    int         `json:"fy" doc:"Present fiscal year"`
	Years []int       `json:"years" doc:"The earliest first"`
	Rows  []PlanRow   `json:"rows" doc:"Bureaus and wards with procedures, in the order of the tree, at most 200"`
	Total PlanRow     `json:"total"`
}

// PlanRow is an organisation below the city, with all below it.
type PlanRow struct {
	OrganisationID string     `json:"organisationId,omitempty"`
	Name           string     `json:"name"`
	NameEn         string     `json:"nameEn"`
	Total          api.Figure `json:"total"`
	Free           api.Figure `json:"free" doc:"Without a visit now"`
	Current        Bounds     `json:"current"`
	Potential      Bounds     `json:"potential"`
	Open           api.Figure `json:"open" doc:"Could be better than it is"`
	Overdue        api.Figure `json:"overdue"`
	NoTarget       api.Figure `json:"noTarget" doc:"Open, without a target year"`
	Cells          []PlanCell `json:"cells"`
}

// PlanCell is a fiscal year of an organisation.
type PlanCell struct {
	FY      int        `json:"fy"`
	Planned api.Figure `json:"planned" doc:"Target year is this one"`
	Done    api.Figure `json:"done" doc:"Of these, the potential class is reached, whenever"`
	Reached api.Figure `json:"reached" doc:"Reached in this year, whatever was planned"`
}

// planYears are the years of the table around the present one.
const (
	planBefore = 3
	planAfter  = 3
)

// planCount is what one statement counts for a section.
type planCount struct {
	SectionID                    string
	TargetFY                     int `gorm:"column:target_fy"`
	ReachedFY                    int `gorm:"column:reached_fy"`
	Progress                     Progress
	CurrentClass, PotentialClass Class
	N                            int64
}

// Plan counts by bureau and year, in one statement.
func (s *Service) Plan(ctx context.Context, in *Scope) (*Plan, error) {
	q, err := s.filtered(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	const keys = "procedures.section_id, procedures.target_fy, procedures.reached_fy, procedures.progress, procedures.current_class, procedures.potential_class"
	counts, err := store.Scan[planCount](q.Select(keys + ", count(*) AS n").Group(keys))
	if err != nil {
		return nil, err
	}
	out := &Plan{AsOf: fiscal.Today(s.store.Now()), FY: s.nowFY(), Rows: []PlanRow{}}
	for fy := out.FY - planBefore; fy <= out.FY+planAfter; fy++ {
		out.Years = append(out.Years, fy)
	}
	dir := authz.DirectoryOf(ctx)
	bureaus, by := []authz.Organisation{}, map[string][]planCount{}
	for _, c := range counts {
		top := below(dir.Path(c.SectionID), in.SectionID)
		if _, seen := by[top.ID]; !seen {
			bureaus = append(bureaus, top)
		}
		by[top.ID] = append(by[top.ID], c)
	}
	slices.SortFunc(bureaus, func(a, b authz.Organisation) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	for _, o := range bureaus[:min(len(bureaus), store.MaxLimit)] {
		scope := *in
		if scope.SectionID = o.ID; o.ID == in.SectionID || o.ParentID == "" {
			scope.OwnerID = o.ID // what it does itself, beside those below
		}
		row := s.planRow(by[o.ID], &scope, out)
		row.OrganisationID, row.Name, row.NameEn = o.ID, o.Name, o.NameEn
		out.Rows = append(out.Rows, row)
	}
	out.Total = s.planRow(counts, in, out)
	return out, nil
}

// below is the organisation of a path one step below the city, or below the given one.
func below(path []authz.Organisation, top string) authz.Organisation {
	i := 0
	if top != "" {
		i = max(0, slices.IndexFunc(path, func(o authz.Organisation) bool { return o.ID == top }))
	}
	if len(path) == 0 {
		return authz.Organisation{}
	}
	return path[min(i+1, len(path)-1)]
}

func (s *Service) planRow(counts []planCount, in *Scope, plan *Plan) PlanRow {
	sum := func(match func(planCount) bool) (n int64) {
		for _, c := range counts {
			if match(c) {
				n += c.N
			}
		}
		return n
	}
	now, goal := map[Class]Tally{}, map[Class]Tally{}
	for _, c := range counts {
		now[c.CurrentClass] = Tally{Count: now[c.CurrentClass].Count + c.N}
		goal[c.PotentialClass] = Tally{Count: goal[c.PotentialClass].Count + c.N}
	}
	row := PlanRow{
		Total: api.Count(sum(func(planCount) bool { return true }), in.rows()), Free: api.Count(now[A].Count+now[B].Count, in.rows("currentClass", "A,B")),
		Current: ShareByCount(now), Potential: ShareByCount(goal),
		Open:     api.Count(sum(func(c planCount) bool { return c.Progress == Open }), in.rows("progress", "open")),
		Overdue:  api.Count(sum(func(c planCount) bool { return Overdue(c.Progress, c.TargetFY, plan.FY) }), in.rows("overdue", "true")),
		NoTarget: api.Count(sum(func(c planCount) bool { return c.Progress == Open && c.TargetFY == 0 }), in.rows("progress", "open", "targetFy", "0")),
	}
	for _, fy := range plan.Years {
		year := strconv.Itoa(fy)
		row.Cells = append(row.Cells, PlanCell{
			fy, api.Count(sum(func(c planCount) bool { return c.TargetFY == fy }), in.rows("targetFy", year)),
			api.Count(sum(func(c planCount) bool { return c.TargetFY == fy && c.Progress == Reached }), in.rows("targetFy", year, "progress", "reached")),
			api.Count(sum(func(c planCount) bool { return c.ReachedFY == fy }), in.rows("reachedFy", year)),
		})
	}
	return row
}
