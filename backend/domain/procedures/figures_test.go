package procedures_test

import (
	"context"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

func TestFiguresOpenOntoTheirRows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		populate(t, c)
		for _, login := range []string{"executive", "viewer"} {
			apptest.CheckFigures(t, c.As(login), "/procedures/summary")
			apptest.CheckFigures(t, c.As(login), "/procedures/pareto")
			apptest.CheckFigures(t, c.As(login), "/procedures/plan")
		}
		for _, scope := range []string{"sectionId=" + c.Org("finance"), "sectionId=" + c.Org("tax"), "priorityGroups=childcare"} {
			apptest.CheckFigures(t, c.As("head"), "/procedures/summary?"+scope)
			apptest.CheckFigures(t, c.As("head"), "/procedures/pareto?"+scope)
			apptest.CheckFigures(t, c.As("head"), "/procedures/plan?"+scope)
		}
		sum := c.As("executive").Get("/procedures/summary").Want(200)
		for name, want := range map[string]int{
			"total.value": 67, "current.free.value": 35, "current.classes.2.count.value": 28, "current.classes.3.count.value": 4, "potential.classes.0.count.value": 27,
			"onceOnly.value": 14, "steps.4.levels.3.count.value": 4, "obstacles.6.count.value": 28, "obstacles.7.count.value": 13,
		} {
			if got := sum.Int(name); got != want {
				t.Errorf("%s: %d, want %d", name, got, want)
			}
		}
		if sum.Len("years") != 5 || sum.Get("years.0.total.value") != nil || sum.Int("years.4.fy") != 2025 || sum.Get("years.4.post.value") != nil || sum.Int("years.3.post.value") == 0 {
			t.Errorf("unknown is not 0: %v", sum.Get("years"))
		}
		facets := c.As("executive").Get("/procedures/facets").Want(200)
		for filter, query := range map[string]string{
			"currentClass.A": "currentClass=A", "potentialClass.C": "potentialClass=C", "progress.open": "progress=open", "bprState.none": "bprState=none", "bprState.done": "bprState=done",
			"priorityGroups.childcare": "priorityGroups=childcare", "obstacles.fee": "obstacles=fee", "overdue.true": "overdue=true", "onceOnly.true": "onceOnly=true",
			"volumeKnown.false": "volumeKnown=false", "targetFy.2026": "targetFy=2026", "kind.application": "kind=application",
		} {
			if got, want := facets.Int(filter), c.As("executive").Get("/procedures?"+query).Want(200).Int("total"); got != want || got == 0 {
				t.Errorf("facet %s: %d, the list gives %d", filter, got, want)
			}
		}
		for _, sort := range []string{"volume", "-volume", "code", "-targetFy", "updatedAt"} {
			page := c.As("viewer").Get("/procedures?limit=9&sort=" + sort).Want(200)
			next := c.As("viewer").Get("/procedures?limit=9&sort=" + sort + "&cursor=" + page.Str("next")).Want(200)
			if next.Str("items.0.id") == page.Str("items.8.id") || next.Len("items") != 9 {
				t.Errorf("%s: second page", sort)
			}
		}
	})
}

// TestFew wants the few procedures that make up most of the applications, ties included in one order.
func TestFew(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		all := past(c, "tax", procedures.A, 5)
		for i, volume := range []int64{600, 200, 100, 100, 0} {
			all[i].Volumes = store.List[procedures.Volume]{{FiscalYear: 2025, Total: n(volume)}}
		}
		all = append(all, past(c, "registry", procedures.C, 1)...)
		all[5].Volumes = nil
		if err := c.App.Procedures.TakeOver(as(t, c, "ict"), all); err != nil {
			t.Fatal(err)
		}
		p := c.As("executive").Get("/procedures/pareto").Want(200)
		if p.Int("vital.value") != 2 || p.Int("volume.value") != 1000 || p.Int("unmeasured.value") != 1 || p.Int("measured.value") != 5 || p.Len("rows") != 4 {
			t.Errorf("%s", p.Raw)
		}
		if p.Int("rows.0.cumulative") != 60 || p.Int("rows.1.cumulative") != 80 || p.Int("rows.3.cumulative") != 100 {
			t.Errorf("cumulative: %v", p.Get("rows"))
		}
		if r := c.As("executive").Get("/procedures?vital=true&currentClass=C").Want(200); r.Int("total") != 0 {
			t.Errorf("%s", r.Raw)
		}
		sum := c.As("executive").Get("/procedures/summary").Want(200)
		if got, _ := sum.Get("current.byVolume.low").(interface{ String() string }); got == nil || got.String() != "66.67" {
			t.Errorf("low: %v", sum.Get("current.byVolume")) // 1,000 of 1,000 and up to 500 that nobody counted
		}
	})
}

func TestStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		populate(t, c)
		s := c.App.Procedures
		id := c.As("pm").Get("/procedures?limit=1").Str("items.0.id")
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"list", 2, func(ctx context.Context) error { _, err := s.List(ctx, &procedures.Filter{}); return err }},
			{"list of a year", 3, func(ctx context.Context) error { _, err := s.List(ctx, &procedures.Filter{VolumeFY: 2025}); return err }},
			{"facets", 6, func(ctx context.Context) error { _, err := s.Facets(ctx, &procedures.Filter{}); return err }},
			{"summary", 5, func(ctx context.Context) error { _, err := s.Summary(ctx, &procedures.Scope{}); return err }},
			{"pareto", 5, func(ctx context.Context) error { _, err := s.Pareto(ctx, &procedures.Scope{}); return err }},
			{"plan", 1, func(ctx context.Context) error { _, err := s.Plan(ctx, &procedures.Scope{}); return err }},
			{"snapshots", 2, func(ctx context.Context) error { _, err := s.Snapshots(ctx, &api.List{}); return err }},
			{"detail", 5, func(ctx context.Context) error { _, err := s.Get(ctx, id); return err }},
		} {
			ctx, n := store.CountStatements(as(t, c, "viewer"))
			n.Store(0)
			if err := x.call(ctx); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := n.Load(); got > x.want {
				t.Errorf("%s: %d statements, want at most %d", x.name, got, x.want)
			}
		}
		if differ, looked, err := s.Verify(t.Context()); err != nil || len(differ) > 0 || looked != 67 {
			t.Errorf("verify: %v of %d, %v", differ, looked, err)
		}
	})
}
