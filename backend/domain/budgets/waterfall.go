package budgets

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// WaterfallFilter names two fiscal years and the column in which they are compared.
type WaterfallFilter struct {
	Scope
	From  int    `query:"from" validate:"required,min=1989,max=2199"`
	To    int    `query:"to" validate:"required,min=1989,max=2199"`
	Basis string `query:"basis" validate:"omitempty,oneof=planned revised spent" doc:"planned unless given"`
}

// Step is what one cause adds to the difference between two years. Before and after open onto their rows; the step is
// their difference.
type Step struct {
	Cause  string     `json:"cause" doc:"new: systems without a line in the first year; ended: in the second; else the kind of expense of systems with both"`
	Before api.Figure `json:"before"`
	After  api.Figure `json:"after"`
	Delta  int64      `json:"delta"`
}

// Waterfall leads from the total of one year to that of another, by cause.
type Waterfall struct {
	From  int        `json:"from"`
	To    int        `json:"to"`
	Basis string     `json:"basis" enum:"planned,revised,spent"`
	Start api.Figure `json:"start"`
	End   api.Figure `json:"end"`
	Steps []Step     `json:"steps" doc:"Causes that moved anything; they add up to the difference"`
}

// Waterfall explains the difference between two fiscal years by its causes.
func (s *Service) Waterfall(ctx context.Context, f *WaterfallFilter) (*Waterfall, error) {
	if f.From == f.To {
		return nil, fault.Bad("query.to", "years_differ", nil)
	}
	basis := f.Basis
	if basis == "" {
		basis = "planned"
	}
	q, err := s.scoped(ctx, f.Scope)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	before, err := s.causes(q, f.From, f.To, basis)
	if err != nil {
		return nil, err
	}
	after, err := s.causes(q, f.To, f.From, basis)
	if err != nil {
		return nil, err
	}
	rows := func(fy int) string { return "/budgets/lines?fiscalYear=" + strconv.Itoa(fy) + f.Scope.query() }
	out := &Waterfall{
		From: f.From, To: f.To, Basis: basis, Steps: []Step{},
		Start: api.Sum(before.total(), rows(f.From), basis), End: api.Sum(after.total(), rows(f.To), basis),
	}
	for _, cause := range append([]string{"ended", "new"}, words(Kinds)...) {
		step := Step{Cause: cause}
		switch cause {
		case "ended":
			step.Before, step.After = api.Sum(before.absent, rows(f.From)+fmt.Sprintf("&absentIn=%d", f.To), basis), api.Sum(0, "", basis)
			step.Delta = -before.absent
		case "new":
			step.Before, step.After = api.Sum(0, "", basis), api.Sum(after.absent, rows(f.To)+fmt.Sprintf("&absentIn=%d", f.From), basis)
			step.Delta = after.absent
		default:
			a, b := before.present[Kind(cause)], after.present[Kind(cause)]
			step.Before = api.Sum(a, rows(f.From)+fmt.Sprintf("&kind=%s&presentIn=%d", cause, f.To), basis)
			step.After = api.Sum(b, rows(f.To)+fmt.Sprintf("&kind=%s&presentIn=%d", cause, f.From), basis)
			step.Delta = b - a
		}
		if step.Delta != 0 {
			out.Steps = append(out.Steps, step)
		}
	}
	return out, nil
}

func words(kinds []Kind) []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = string(k)
	}
	return out
}

// causes are the lines of a year by whether their system is in the other year too.
type causes struct {
	present map[Kind]int64
	absent  int64
}

func (c causes) total() int64 {
	n := c.absent
	for _, v := range c.present {
		n += v
	}
	return n
}

func (s *Service) causes(q *gorm.DB, fy, other int, basis string) (causes, error) {
	type group struct {
		Kind    Kind
		Present int
		Amount  int64
	}
	rows, err := store.Scan[group](q.Where("budget_lines.fiscal_year = ?", fy).Group("1, 2").
		Select("budget_lines.kind, CASE WHEN "+presentSQL+" THEN 1 ELSE 0 END AS present, SUM("+basis+") AS amount", other))
	out := causes{present: map[Kind]int64{}}
	for _, r := range rows {
		if r.Present == 1 {
			out.present[r.Kind] += r.Amount
		} else {
			out.absent += r.Amount
		}
	}
	return out, err
}

// DeviationFilter names the fiscal year whose deviations are told.
type DeviationFilter struct {
	Scope
	FiscalYear int `query:"fiscalYear" validate:"omitempty,min=1989,max=2199" doc:"The current one unless given"`
}

// Deviation is a line that lies far from its initial budget, with what the ledger says about it.
type Deviation struct {
	Item
	Reasons []Posting `json:"reasons" doc:"Entries that carry a reason, newest first"`
}

// Deviations are the lines of a year that lie 10 % or more from their initial budget.
type Deviations struct {
	FiscalYear int         `json:"fiscalYear"`
	Percent    int         `json:"percent" doc:"From this share of the initial budget on a line counts"`
	Lines      api.Figure  `json:"lines"`
	Up         api.Figure  `json:"up" doc:"Yen above the initial budget"`
	Down       api.Figure  `json:"down" doc:"Yen below it, as a negative number"`
	Items      []Deviation `json:"items" doc:"The twenty largest"`
}

// shownDeviations is how many lines a page shows.
const shownDeviations = 20

// Deviations finds the lines of a year that came to lie furthest from their initial budget.
func (s *Service) Deviations(ctx context.Context, f *DeviationFilter) (*Deviations, error) {
	fy := f.FiscalYear
	if fy == 0 {
		fy = s.currentYear()
	}
	lines := &Filter{Scope: f.Scope, FiscalYear: strconv.Itoa(fy), HasDeviation: "true"}
	lines.Sort, lines.Limit = "-deviation", shownDeviations
	q, err := s.filtered(ctx, lines)
	if err != nil {
		return nil, err
	}
	type total struct{ N, Up, Down int64 }
	d := s.deviationSQL()
	totals, err := store.Scan[total](q.Select("COUNT(*) AS n, COALESCE(SUM(CASE WHEN " + d + " > 0 THEN " + d + " ELSE 0 END), 0) AS up, COALESCE(SUM(CASE WHEN " + d + " < 0 THEN " + d + " ELSE 0 END), 0) AS down"))
	if err != nil {
		return nil, err
	}
	page, err := s.List(ctx, lines)
	if err != nil {
		return nil, err
	}
	rows := "/budgets/lines?fiscalYear=" + strconv.Itoa(fy) + f.Scope.query() + "&hasDeviation="
	out := &Deviations{
		FiscalYear: fy, Percent: deviationPercent, Items: make([]Deviation, len(page.Items)),
		Lines: api.Count(totals[0].N, rows+"true"), Up: api.Sum(totals[0].Up, rows+"up", "deviation"), Down: api.Sum(totals[0].Down, rows+"down", "deviation"),
	}
	ids, at := make([]string, len(page.Items)), map[string]int{}
	for i, it := range page.Items {
		out.Items[i] = Deviation{it, []Posting{}}
		ids[i], at[it.ID] = it.ID, i
	}
	reasons, err := store.Scan[Posting](s.store.Read(ctx).Table("budget_entries").Where("line_id IN ? AND reason <> ''", append(ids, "")).
		Where("kind NOT IN ?", []EntryKind{EntryRequest, EntryAssessment}).Order("posted_on DESC, id DESC").Limit(20 * shownDeviations))
	for _, r := range reasons {
		i := at[r.LineID]
		out.Items[i].Reasons = append(out.Items[i].Reasons, r)
	}
	return out, err
}
