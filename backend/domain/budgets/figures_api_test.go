package budgets_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// story is the hump of the rules' example in a small city, in millions: a renewal project that ends in FY2020, one system
// that returns to its level and one of another section that does not; a system that ended and a new one.
type story struct{ returns, stays, ended, fresh, project string }

func tell(t *testing.T, c *apptest.City) story {
	t.Helper()
	s := story{
		returns: system(c, "S-1", "tax", body{"lastRenewalOn": "2023-10-01", "contractEndsOn": "2027-03-31"}), stays: system(c, "S-2", "registry", nil),
		ended: system(c, "S-3", "tax", body{"phase": "retired"}), fresh: system(c, "S-4", "tax", body{"nextRenewalOn": "2028-01-01"}),
	}
	s.project = c.As("pm").Post("/projects", body{
		"code": "P-1", "name": "税務システム機種更新", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "finishOn": "2020-12-31",
	}).Want(http.StatusCreated).Str("id")
	var all []budgets.Ledger
	add := func(sys, org string, fy int, kind budgets.Kind, initial, spent int64, project string) {
		d := budgets.Draft{
			Code: fmt.Sprintf("B%d-%03d", fy, len(all)), Name: "予算", FiscalYear: fy, SectionID: c.Org(org), SystemID: store.Ref(sys), ProjectID: store.Ref(project),
			Account: "general", Kind: kind, Category: kind.Category(), Commitment: "none",
		}
		l := budgets.Ledger{Draft: d}
		l.Entries = append(l.Entries, budgets.EntryDraft{Kind: budgets.EntryInitial, Amount: initial * 1_000_000, PostedOn: fiscal.FYStart(fy)})
		if spent > 0 {
			l.Entries = append(l.Entries, budgets.EntryDraft{Kind: budgets.EntrySpending, Amount: spent * 1_000_000, PostedOn: fiscal.FYStart(fy).AddDays(40), Reason: "入札差金"})
		}
		all = append(all, l)
	}
	for fy, amounts := range map[int][4]int64{2017: {50, 0, 50, 20}, 2018: {51, 30, 51, 30}, 2019: {51, 30, 51, 30}, 2020: {51, 30, 51, 30}, 2021: {52, 0, 57, 0}, 2026: {52, 0, 57, 0}} {
		add(s.returns, "tax", fy, budgets.Operation, amounts[0], amounts[0]-1, "")
		add(s.stays, "registry", fy, budgets.Operation, amounts[2], amounts[2]-8, "")
		if amounts[1] > 0 {
			add(s.returns, "tax", fy, budgets.Renewal, amounts[1], 0, s.project)
		}
		if amounts[3] > 0 && fy > 2017 {
			add(s.stays, "registry", fy, budgets.Renewal, amounts[3], 0, s.project)
		}
	}
	add(s.ended, "tax", 2020, budgets.Lease, 9, 9, "")
	add(s.fresh, "tax", 2021, budgets.Cloud, 4, 4, "")
	add(s.fresh, "tax", 2026, budgets.Cloud, 4, 1, "")
	if err := c.App.Budgets.TakeOver(as(t, c, "ict"), all, "過年度の決算書から"); err != nil {
		t.Fatal(err)
	}
	return s
}

// as is the context of a request by a login, without HTTP.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

func TestFiguresOpenOntoTheirRows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s := tell(t, c)
		for _, login := range []string{"ict", "pm"} {
			for _, path := range []string{
				"/budgets?from=2020&to=2021", "/budgets?from=2026&to=2027&sectionId=" + c.Org("finance"), "/budgets?from=2018&to=2018&systemId=" + s.stays, "/budgets/waterfall?from=2017&to=2018", "/budgets/waterfall?from=2020&to=2021&basis=spent",
				"/budgets/deviations?fiscalYear=2020", "/budgets/deviations", "/budgets/years",
			} {
				apptest.CheckFigures(t, c.As(login), path)
			}
		}
		all := c.As("ict").Get("/budgets").Want(200)
		rise := "rises.0."
		if all.Int(rise+"fiscalYear") != 2018 || !all.Bool(rise+"temporary") || all.Int(rise+"endsIn") != 2020 || all.Get(rise+"returned") != false || all.Int(rise+"returnHundredths") != 1300 {
			t.Errorf("the rise of FY2018: %s", all.Raw)
		}
		if all.Int("unreturned.value") != 1 || all.Int("contractEnd.value") != 1 || all.Int("unknown.value") != 1 {
			t.Errorf("what somebody should act on: %s", all.Raw)
		}
		own := c.As("pm").Get("/budgets?systemId=" + s.returns).Want(200)
		if own.Int("unreturned.value") != 0 || own.Get(rise+"returned") != true {
			t.Errorf("the tax system returned to its level: %s", own.Raw)
		}
		high := c.As("ict").Get("/budgets/systems?fiscalYear=2026&notReturned=true").Want(200)
		if high.Len("items") != 1 || high.Str("items.0.id") != s.stays || high.Int("items.0.offHundredths") != 1400 {
			t.Errorf("元の予算レベルに戻っていない: %s", high.Raw)
		}
	})
}

func TestWaterfallAddsUp(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tell(t, c)
		ict := c.As("ict")
		res := ict.Get("/budgets/waterfall?from=2020&to=2021").Want(200)
		sum, causes := res.Int("start.value"), map[string]int{}
		for i := range res.Len("steps") {
			at := fmt.Sprintf("steps.%d.", i)
			causes[res.Str(at+"cause")] = res.Int(at + "delta")
			sum += res.Int(at + "delta")
		}
		if sum != res.Int("end.value") {
			t.Errorf("the steps lead to %d: %s", sum, res.Raw)
		}
		want := map[string]int{"ended": -9_000_000, "new": 4_000_000, "operation": 7_000_000, "renewal": -60_000_000}
		for cause, delta := range want {
			if causes[cause] != delta {
				t.Errorf("%s: %d, want %d: %s", cause, causes[cause], delta, res.Raw)
			}
		}
		if len(causes) != len(want) {
			t.Errorf("causes: %v", causes)
		}
		ict.Get("/budgets/waterfall?from=2020&to=2020").Want(422)
		dev := ict.Get("/budgets/deviations?fiscalYear=2018").Want(200)
		if dev.Int("lines.value") != 3 || dev.Int("down.value") != -68_000_000 || dev.Int("items.0.deviation") != -30_000_000 || dev.Str("items.2.reasons.0.reason") != "入札差金" {
			t.Errorf("deviations: %s", dev.Raw)
		}
	})
}

func TestStatementsAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s := tell(t, c)
		b := c.App.Budgets
		page := ok[store.Page[budgets.Item]](t)(b.List(as(t, c, "ict"), &budgets.Filter{}))
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"overview", 11, func(ctx context.Context) error { _, err := b.Overview(ctx, &budgets.OverviewFilter{}); return err }},
			{"list", 3, func(ctx context.Context) error { _, err := b.List(ctx, &budgets.Filter{}); return err }},
			{"facets", 1, func(ctx context.Context) error { _, err := b.Facets(ctx, &budgets.Filter{}); return err }},
			{"detail", 7, func(ctx context.Context) error { _, err := b.Get(ctx, page.Items[0].ID); return err }},
			{"waterfall", 2, func(ctx context.Context) error {
				_, err := b.Waterfall(ctx, &budgets.WaterfallFilter{From: 2017, To: 2018})
				return err
			}},
			{"deviations", 5, func(ctx context.Context) error {
				_, err := b.Deviations(ctx, &budgets.DeviationFilter{FiscalYear: 2018})
				return err
			}},
			{"systems", 5, func(ctx context.Context) error {
				_, err := b.SystemCosts(ctx, &budgets.SystemFilter{FiscalYear: 2026})
				return err
			}},
			{"forecast", 3, func(ctx context.Context) error { _, err := b.Forecasts(ctx, &budgets.ForecastFilter{}); return err }},
			{"years", 4, func(ctx context.Context) error { _, err := b.Years(ctx, &api.List{}); return err }},
			{"work", 4, func(ctx context.Context) error { _, err := b.Work(ctx); return err }},
			{"costs", 1, func(ctx context.Context) error {
				_, err := budgets.CostsOfSystems(c.Store.Read(ctx), 2017, 2026, s.stays)
				return err
			}},
			{"gate", 1, func(ctx context.Context) error { _, err := budgets.LinesOf(c.Store.Read(ctx), s.project); return err }},
		} {
			ctx, n := store.CountStatements(as(t, c, "ict"))
			n.Store(0)
			if err := x.call(ctx); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := n.Load(); got > x.want {
				t.Errorf("%s: %d statements, want at most %d", x.name, got, x.want)
			}
		}
		costs := ok[[]budgets.Cost](t)(budgets.CostsOfSystems(c.Store.Read(t.Context()), 2018, 2018, s.stays))
		if len(costs) != 1 || costs[0].OneOff != 30_000_000 || costs[0].Recurring != 51_000_000 || costs[0].Spent != 43_000_000 || costs[0].Lines != 2 || costs[0].Settled {
			t.Errorf("costs: %+v", costs)
		}
		burn := budgets.BurnOf(budgets.Cost{FiscalYear: 2026, Revised: 100, Spent: 30}, fiscal.MustDate("2026-06-04"))
		if ahead, ok := burn.Ahead(); !ok || burn.Elapsed != 65 || burn.Days != 365 || ahead != 3000-1781 {
			t.Errorf("burn: %+v, %d ahead", burn, ahead)
		}
	})
}

// ok unwraps what must not fail.
func ok[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
