package budgets

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// The budget's year: sections request from September to November, the ICT office assesses until January, and settles the
// last year between June and the end of August, three months after its books closed.
const (
	requestFrom  = time.September
	requestUntil = time.November
	assessUntil  = time.January
)

// requestSeason tells whether requests for the next fiscal year are due, and until when.
func requestSeason(today fiscal.Date) (due fiscal.Date, open bool) {
	end, _ := fiscal.NewDate(today.Year(), requestUntil, 30)
	return end, today.Month() >= requestFrom
}

// Work is what the budget asks of the caller: requests of the sections in season, contracts that end without one, what
// waits for an assessment, and accounts to be settled.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	for _, part := range []func(context.Context) ([]work.Item, error){s.requestWork, s.assessWork, s.settleWork} {
		items, err := part(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// requestWork is told section by section, not system by system: a section writes its requests in one go.
func (s *Service) requestWork(ctx context.Context) ([]work.Item, error) {
	today := s.today()
	due, open := requestSeason(today)
	may, err := authz.From(ctx).Scope("budgets:request")
	if err != nil || !open || may.All || len(may.Sections) == 0 {
		return nil, err
	}
	fy := fiscal.FY(today)
	type section struct {
		OwnerID     string
		N, Contract int
	}
	_, last := fiscal.FYBounds(fy)
	rows, err := store.Scan[section](s.store.Read(ctx).Table("systems").Where("owner_id IN ? AND phase NOT IN ?", may.Sections, []string{"planning", "build", "wind_down", "retired"}).
		Where("NOT "+askedSQL, fy+1).Group("owner_id").Order("owner_id").Limit(work.Max).
		Select("owner_id, COUNT(*) AS n, SUM(CASE WHEN contract_ends_on <= ? THEN 1 ELSE 0 END) AS contract", last))
	out := []work.Item{}
	for _, r := range rows {
		o, _ := authz.DirectoryOf(ctx).Organisation(r.OwnerID)
		it := work.Item{
			Kind: work.BudgetRequest, Noun: "budget_lines", ID: r.OwnerID, Code: o.Code, Title: o.Name, TitleEn: o.NameEn, DueOn: due,
			Detail: map[string]any{"year": fy + 1, "systems": r.N}, Href: fmt.Sprintf("/budgets/systems?fiscalYear=%d&unrequested=true&sectionId=%s", fy, r.OwnerID),
		}
		out = append(out, it)
		if r.Contract > 0 {
			it.Kind, it.Detail = work.BudgetContract, map[string]any{"year": fy + 1, "systems": r.Contract}
			it.Href = fmt.Sprintf("/budgets/contract-ends?fiscalYear=%d&sectionId=%s", fy, r.OwnerID)
			out = append(out, it)
		}
	}
	return out, err
}

// assessWork are the requests that wait; whoever requested one does not assess it.
func (s *Service) assessWork(ctx context.Context) ([]work.Item, error) {
	page, err := s.Requests(ctx, &RequestFilter{State: string(RequestSubmitted), List: api.List{Limit: work.Max}})
	if err != nil {
		return nil, err
	}
	out := []work.Item{}
	for _, r := range page.Items {
		if !r.Can["assess"].Allowed {
			continue
		}
		due, _ := fiscal.NewDate(r.FiscalYear, assessUntil, 31)
		out = append(out, work.Item{
			Kind: work.BudgetAssess, Noun: "budget_requests", ID: r.ID, Code: r.Code, Title: r.Name, DueOn: due, Since: r.RequestedOn,
			Detail: map[string]any{"year": r.FiscalYear, "section": r.SectionName, "sectionEn": r.SectionNameEn, "amount": r.Amount}, Href: "/budgets/lines/" + r.LineID,
		})
	}
	return out, nil
}

func (s *Service) settleWork(ctx context.Context) ([]work.Item, error) {
	err := authz.Require(ctx, "budgets:settle", &authz.Record{Noun: "budget_years"})
	if fault.Is(err, fault.Forbidden) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	today := s.today()
	rows, err := store.Scan[Year](s.store.Read(ctx).Table("budget_years").Where("state = ? AND fiscal_year < ?", Open, fiscal.FY(today)).Order("fiscal_year").Limit(work.Max))
	out := []work.Item{}
	for _, y := range rows {
		from := settlesFrom(y.FiscalYear)
		if today.Before(from) {
			continue
		}
		out = append(out, work.Item{
			Kind: work.BudgetClose, Noun: "budget_years", ID: y.ID, Code: strconv.Itoa(y.FiscalYear), Title: fiscal.FYLabelBoth(y.FiscalYear, today), TitleEn: "FY" + strconv.Itoa(y.FiscalYear), DueOn: from.AddMonths(3).AddDays(-1), Since: from,
			Detail: map[string]any{"year": y.FiscalYear}, Href: "/budgets/years",
		})
	}
	return out, err
}
