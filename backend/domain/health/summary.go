package health

import (
	"context"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Tile is a figure with its past: one point a month, oldest first, the last one now; null when nothing was judged then.
type Tile struct {
	api.Figure
	Points []*int64 `json:"points"`
}

// ProjectSummary are the figures of the portfolio.
type ProjectSummary struct {
	Total        Tile `json:"total" doc:"Projects that run"`
	Red          Tile `json:"red" doc:"要対応"`
	Amber        Tile `json:"amber"`
	Grey         Tile `json:"grey"`
	Green        Tile `json:"green"`
	Disagreement Tile `json:"disagreement" doc:"判定の乖離"`
	GateWaiting  Tile `json:"gateWaiting" doc:"審査待ち"`
	ReportStale  Tile `json:"reportStale" doc:"古い報告"`
	Worsened     Tile `json:"worsened" doc:"Graver than on the day compared with"`
}

// SystemSummary are the figures of the systems.
type SystemSummary struct {
	Total    Tile `json:"total"`
	Red      Tile `json:"red"`
	Amber    Tile `json:"amber"`
	Grey     Tile `json:"grey"`
	Green    Tile `json:"green"`
	Worsened Tile `json:"worsened"`
}

// Summary answers how many are in trouble, which got worse, what waits, and how old all this is.
type Summary struct {
	AsOf       fiscal.Date    `json:"asOf"`
	JudgedAt   store.Time     `json:"judgedAt" doc:"When everything was last judged; what was written since is judged when somebody looks"`
	Since      fiscal.Date    `json:"since" doc:"Day asked to compare with"`
	ComparedOn fiscal.Date    `json:"comparedOn,omitzero" doc:"Judged day that stands for it; absent without one"`
	Projects   ProjectSummary `json:"projects"`
	Systems    SystemSummary  `json:"systems"`
	Overdue    api.Figure     `json:"overdueFindings" doc:"期限超過の指摘; null when the caller reads no findings"`
}

// SummaryIn says what to compare with.
type SummaryIn struct {
	Since fiscal.Date `query:"since" doc:"Day compared with; a month ago unless given"`
}

// standing is how many subjects stood alike on a day.
type standing struct {
	Day                                    fiscal.Date
	Overall                                Colour
	Disagreement, ReportStale, GateWaiting bool
	Worsened                               bool // of the present only
	N                                      int64
}

// tile is one figure: the filter of its rows, and whom it counts, now and then.
type tile struct {
	into  *Tile
	rows  string
	holds func(standing) bool
}

func ofColour(c Colour) func(standing) bool { return func(x standing) bool { return x.Overall == c } }

func anyone(standing) bool { return true }

// Summary counts everything that the caller may read.
func (s *Service) Summary(ctx context.Context, in *SummaryIn) (*Summary, error) {
	p, err := s.present(ctx, in.Since)
	if err != nil {
		return nil, err
	}
	out := &Summary{AsOf: p.today, Since: p.since, ComparedOn: p.on}
	rows, err := store.Scan[struct{ JudgedAt store.Time }](s.store.Read(ctx).Table("health_days").Order("day DESC").Limit(1).Select("judged_at"))
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		out.JudgedAt = rows[0].JudgedAt
	}
	if err := s.countProjects(ctx, &p, &out.Projects); err != nil {
		return nil, err
	}
	if err := s.countSystems(ctx, &p, &out.Systems); err != nil {
		return nil, err
	}
	now, then, err := s.outside.OverdueFindings(ctx, p.on)
	if now != nil {
		out.Overdue = api.Count(*now, overdueFindings)
	}
	out.Overdue.Previous = then
	return out, err
}

func (s *Service) countProjects(ctx context.Context, p *past, out *ProjectSummary) error {
	return s.count(ctx, p, OfProject, "/health/projects", []tile{
		{&out.Total, "", anyone},
		{&out.Red, "?overall=red", ofColour(Red)},
		{&out.Amber, "?overall=amber", ofColour(Amber)},
		{&out.Grey, "?overall=grey", ofColour(Grey)},
		{&out.Green, "?overall=green", ofColour(Green)},
		{&out.Disagreement, "?disagreement=true", func(x standing) bool { return x.Disagreement }},
		{&out.GateWaiting, "?gateWaiting=true", func(x standing) bool { return x.GateWaiting }},
		{&out.ReportStale, "?reportStale=true", func(x standing) bool { return x.ReportStale }},
		{&out.Worsened, p.worsenedRows(), nil},
	})
}

func (s *Service) countSystems(ctx context.Context, p *past, out *SystemSummary) error {
	return s.count(ctx, p, OfSystem, "/health/systems", []tile{
		{&out.Total, "", anyone},
		{&out.Red, "?overall=red", ofColour(Red)},
		{&out.Amber, "?overall=amber", ofColour(Amber)},
		{&out.Grey, "?overall=grey", ofColour(Grey)},
		{&out.Green, "?overall=green", ofColour(Green)},
		{&out.Worsened, p.worsenedRows(), nil},
	})
}

func (p *past) worsenedRows() string { return "?worsened=true&since=" + p.since.String() }

// count fills tiles, in one statement for the present and one for all days of the past. A tile without holds counts what got
// worse, which a day of the past alone cannot tell.
func (s *Service) count(ctx context.Context, p *past, of Subject, list string, tiles []tile) error {
	now, err := s.standings(ctx, of, "health_states", "id", p)
	if err != nil {
		return err
	}
	then, err := s.standings(ctx, of, "health_snapshots", "subject_id", p)
	if err != nil {
		return err
	}
	days := map[fiscal.Date]bool{}
	for _, x := range then {
		days[x.Day] = true
	}
	for _, t := range tiles {
		past := t.holds != nil
		if !past {
			t.holds = func(x standing) bool { return x.Worsened }
		}
		n := total(now, t.holds, fiscal.Date{})
		t.into.Figure, t.into.Points = api.Count(n, list+t.rows), make([]*int64, points)
		t.into.Points[points-1] = &n
		if !past {
			continue
		}
		if days[p.on] {
			t.into.Figure = t.into.Since(total(then, t.holds, p.on))
		}
		for k, mark := range p.marks {
			if days[mark] {
				n := total(then, t.holds, mark)
				t.into.Points[k] = &n
			}
		}
	}
	return nil
}

func total(of []standing, holds func(standing) bool, day fiscal.Date) (n int64) {
	for _, x := range of {
		if x.Day == day && holds(x) {
			n += x.N
		}
	}
	return n
}

// standings counts the subjects that the caller may read: of the present, or of the judged days of the past. Who may read all
// needs no look at each subject: a verdict is there as long as its subject is.
func (s *Service) standings(ctx context.Context, of Subject, table, id string, p *past) ([]standing, error) {
	scope, err := authz.From(ctx).Scope("health:read")
	if err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table(table).Where(table+".subject = ?", of)
	if !scope.All {
		if q, err = s.scoped(ctx, of, table, id); err != nil {
			return nil, err
		}
	}
	columns := strings.ReplaceAll("t.overall, t.disagreement, t.report_stale, t.gate_waiting", "t.", table+".")
	if table == "health_snapshots" {
		q, columns = q.Where("health_snapshots.day IN ?", orNoDay(p.known())), "health_snapshots.day, "+columns
		return store.Scan[standing](q.Group(columns).Select(columns + ", count(*) AS n"))
	}
	q = q.Joins("LEFT JOIN health_snapshots b ON b.subject_id = health_states.id AND b.day = '" + p.compared() + "'")
	return store.Scan[standing](q.Group(columns + ", 5").
		Select(columns + ", CASE WHEN health_states.severity > b.severity THEN 1 ELSE 0 END AS worsened, count(*) AS n"))
}

// overdueFindings is the list that the figure of overdue findings opens.
const overdueFindings = "/findings?overdue=true"
