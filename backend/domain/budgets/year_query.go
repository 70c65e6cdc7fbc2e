package budgets

import (
	"context"
	"strconv"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// YearItem is a fiscal year on the page where years are closed.
type YearItem struct {
	Year
	Status          YearStatus  `json:"status" gorm:"-" enum:"ahead,running,provisional,settled,certified"`
	SettlesFrom     fiscal.Date `json:"settlesFrom" gorm:"-" doc:"First day on which it may be settled"`
	Revised         api.Figure  `json:"revised" gorm:"-"`
	Spent           api.Figure  `json:"spent" gorm:"-"`
	CarriedOut      api.Figure  `json:"carriedOut" gorm:"-"`
	Arrived         api.Figure  `json:"arrived" gorm:"-" doc:"What the next year took over; must equal what this one carried over"`
	Unused          api.Figure  `json:"unused" gorm:"-"`
	Execution       *int64      `json:"execution" gorm:"-" doc:"執行率 in hundredths of a percent; null without a budget"`
	Waiting         api.Figure  `json:"waiting" gorm:"-" doc:"Assessed requests that wait to become the initial budget"`
	SettledByName   string      `json:"settledByName"`
	SettledByNameEn string      `json:"settledByNameEn"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

// Years lists the fiscal years with their closing figures, newest first. The figures are those that the caller may see.
func (s *Service) Years(ctx context.Context, f *api.List) (store.Page[YearItem], error) {
	db := s.store.Read(ctx)
	page, err := store.FindPage[YearItem](db.Table("budget_years"), `budget_years.*,
		COALESCE((SELECT name FROM people p WHERE p.id = settled_by), '') AS settled_by_name,
		COALESCE((SELECT name_en FROM people p WHERE p.id = settled_by), '') AS settled_by_name_en`,
		f.Paging(), store.Sorts{"fiscalYear": "budget_years.fiscal_year"}, "-fiscalYear")
	if err != nil {
		return page, err
	}
	q, err := s.scoped(ctx, Scope{})
	if err != nil {
		return page, err
	}
	rows, err := store.Scan[closing](q.Group("fiscal_year").Select(`fiscal_year, SUM(revised) AS revised, SUM(spent) AS spent,
		SUM(carried_out) AS carried_out, SUM(carried_in) AS carried_in, SUM(unused) AS unused`))
	if err != nil {
		return page, err
	}
	at := map[int]closing{}
	for _, r := range rows {
		at[r.FiscalYear] = r
	}
	requests, err := s.requests(ctx, &RequestFilter{State: string(RequestAssessed)})
	if err != nil {
		return page, err
	}
	type count struct{ FiscalYear, N int }
	counts, err := store.Scan[count](requests.Group("l.fiscal_year").Select("l.fiscal_year, COUNT(*) AS n"))
	if err != nil {
		return page, err
	}
	waiting := map[int]int{}
	for _, c := range counts {
		waiting[c.FiscalYear] = c.N
	}
	for i := range page.Items {
		y := &page.Items[i]
		y.close(at[y.FiscalYear], at[y.FiscalYear+1].CarriedIn, waiting[y.FiscalYear], s.today())
		if y.Can, err = authz.Can(ctx, "budgets", y.facts(), "settle", "appropriate"); err != nil {
			return page, err
		}
	}
	return page, nil
}

// closing are the sums of a year's lines.
type closing struct {
	FiscalYear                                    int
	Revised, Spent, CarriedOut, CarriedIn, Unused int64
}

// close fills in the figures; arrived is what the next year took over.
func (y *YearItem) close(c closing, arrived int64, waiting int, today fiscal.Date) {
	fy := strconv.Itoa(y.FiscalYear)
	rows := "/budgets/lines?fiscalYear=" + fy
	y.Status, y.SettlesFrom = statusOf(y.FiscalYear, y.State, today), settlesFrom(y.FiscalYear)
	y.Revised, y.Spent, y.CarriedOut = api.Sum(c.Revised, rows, "revised"), api.Sum(c.Spent, rows, "spent"), api.Sum(c.CarriedOut, rows, "carriedOut")
	y.Unused = api.Sum(c.Unused, rows, "unused")
	y.Arrived = api.Sum(arrived, "/budgets/lines?fiscalYear="+strconv.Itoa(y.FiscalYear+1), "carriedIn")
	y.Waiting = api.Count(waiting, "/budgets/requests?state=assessed&fiscalYear="+fy)
	if rate, ok := share(c.Spent, c.Revised); ok {
		y.Execution = &rate
	}
}
