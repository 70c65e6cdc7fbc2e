package demo_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// checkBudgets wants the books to tell the story of the minutes: up in FY2018 only for a time, back at the former level
// after the core systems' renewal, but for one system; closed years closed, and what was carried over arrived.
func checkBudgets(t *testing.T, a *app.App, now time.Time) {
	t.Helper()
	current := fiscal.FY(fiscal.Today(now))
	dir, err := a.Directories.Now(t.Context())
	must(t, err)
	office, err := store.Value[string](a.Store.Read(t.Context()).Table("post_holders").Joins("JOIN posts p ON p.id = post_id").
		Where("p.authority = 'ict_director'").Select("person_id"))
	must(t, err)
	who, _ := dir.Subject(office)
	ctx := authz.With(t.Context(), authz.NewSession(who, dir, a.Policy))
	o, err := a.Budgets.Overview(ctx, &budgets.OverviewFilter{})
	must(t, err)
	told := false
	for _, r := range o.Rises {
		if r.FiscalYear == 2018 {
			told = r.Temporary && r.EndsIn == 2020 && r.Returned != nil && *r.Returned
		}
	}
	if !told {
		t.Errorf("the rise of FY2018 is not told as one for a time: %+v", o.Rises)
	}
	total := func(fy int) int64 {
		for _, y := range o.Years {
			if y.FiscalYear == fy {
				return *y.Recurring.Planned.Value + *y.OneOff.Planned.Value
			}
		}
		return 0
	}
	if up, back := total(2018)*100/total(2017), total(2022)*100/total(2017); up < 120 || back > 106 {
		t.Errorf("FY2018 stands at %d %%, FY2022 at %d %% of FY2017", up, back)
	}
	if *o.Unreturned.Value != 1 {
		t.Errorf("%d systems above their former level", *o.Unreturned.Value)
	}
	for _, y := range o.Years {
		if y.FiscalYear < current-1 && y.Status != budgets.YearCertified || y.FiscalYear <= current && *y.Systems.Value < 100 {
			t.Errorf("FY%d is %s and has %d systems", y.FiscalYear, y.Status, *y.Systems.Value)
		}
	}
	db := a.Store.Read(t.Context())
	if n := number(t, db.Table("budget_entries").Where("posted_on > ?", fiscal.Today(now).String())); n > 0 {
		t.Errorf("%d entries lie in the future", n)
	}
	if requests := number(t, db.Table("budget_requests")); (fiscal.Today(now).Month() >= 11 || fiscal.Today(now).Month() <= 3) != (requests > 100) {
		t.Errorf("%d requests on %s", requests, fiscal.Today(now))
	}
}
