package plans_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// as is a context in which the person with a login acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, ok := dir.Subject(c.Person(login))
	if !ok {
		t.Fatalf("nobody is %s", login)
	}
	return audit.With(authz.With(t.Context(), authz.NewSession(who, dir, c.App.Policy)), audit.Actor{PersonID: who.PersonID, Name: who.Name})
}

// rawly runs a statement past the verbs, as an intruder in the program would.
func rawly(sql string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error { return tx.Internal(func(db *gorm.DB) error { return db.Exec(sql).Error }) }
}

// Two who carry the same action over, approve the same plan, or close it while
// another adds to it: one of them learns of the other.
func TestAtTheSameMoment(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		id := f.add("A-1")
		f.approve(f.plan).Want(200)
		f.settle(id, "continuing", "").Want(200)
		row, err := store.Load[plans.Action](c.Store.Read(t.Context()), id)
		if err != nil {
			t.Fatal(err)
		}
		both := func(first, second func(ctx context.Context) error) (refused int) {
			errs := make([]error, 2)
			var wg sync.WaitGroup
			for i, fn := range []func(ctx context.Context) error{first, second} {
				ctx := as(t, c, "ict")
				wg.Go(func() { errs[i] = fn(ctx) })
			}
			wg.Wait()
			for _, err := range errs {
				if err == nil {
					continue
				}
				var fe *fault.Fault
				if !errors.As(err, &fe) || fe.Code == fault.Internal {
					t.Errorf("%v", err)
				}
				refused++
			}
			return refused
		}
		carry := func(code string) func(ctx context.Context) error {
			return func(ctx context.Context) error {
				_, err := c.App.Plans.CarryOver(ctx, id, row.Version, plans.Carrying{ThemeID: f.laterTheme, Code: code})
				return err
			}
		}
		if n := both(carry("N-1"), carry("N-2")); n != 1 {
			t.Errorf("%d of two carry-overs were refused", n)
		}
		plan, err := store.Load[plans.Plan](c.Store.Read(t.Context()), f.plan)
		if err != nil {
			t.Fatal(err)
		}
		n := both(
			func(ctx context.Context) error {
				_, err := c.App.Plans.Close(ctx, f.plan, plan.Version, "")
				return err
			},
			func(ctx context.Context) error {
				d := plans.Draft{Code: "A-9", Name: "x", ThemeID: f.ai, OwnerID: c.Org("tax"), StartsOn: c.Clock.Today(), EndsOn: c.Clock.Today(), AddedWhy: "x"}
				_, err := c.App.Plans.CreateAction(ctx, d)
				return err
			})
		if n != 1 {
			t.Errorf("%d of closing and adding were refused", n)
		}
	})
}

// Carry-overs lead forward in time, to an action that takes up no other.
func TestCarryOverRules(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		one, two, next := f.add("A-1"), f.add("A-2"), f.add("N-1", "themeId", f.laterTheme)
		f.approve(f.plan).Want(200)
		carry := func(from string, body map[string]any) *apptest.Response {
			return act(f.ict, "/actions/"+from, "carry-over", body)
		}
		carry(one, map[string]any{"actionId": next}).WantCode("conflict") // it still runs
		f.settle(one, "continuing", "").Want(200)
		f.settle(two, "continuing", "").Want(200)
		for _, x := range []struct {
			field, rule string
			body        map[string]any
		}{
			{"actionId", "earlier_plan", map[string]any{"actionId": two}}, {"actionId", "earlier_plan", map[string]any{"actionId": one}},
			{"actionId", "not_found", map[string]any{"actionId": "nothing"}}, {"themeId", "earlier_plan", map[string]any{"themeId": f.online, "code": "N-9"}},
			{"themeId", "not_found", map[string]any{"themeId": "nothing", "code": "N-9"}}, {"themeId", "excluded", map[string]any{"actionId": next, "themeId": f.laterTheme}},
			{"code", "required", map[string]any{"themeId": f.laterTheme}}, {"actionId", "required_without", map[string]any{}},
		} {
			if got := carry(one, x.body).Want(422).Rule(x.field); got != x.rule {
				t.Errorf("%v: %s %q, want %q", x.body, x.field, got, x.rule)
			}
		}
		if linked := carry(one, map[string]any{"actionId": next}).Want(200); linked.Str("carriedFromId") != one {
			t.Errorf("linked: %s", linked.Raw)
		}
		if got := carry(two, map[string]any{"actionId": next}).Want(422).Rule("actionId"); got != "taken" {
			t.Errorf("a second one into the same: %q", got)
		}
		act(f.ict, "/actions/"+next, "release", map[string]any{"reason": "取り違え"}).Want(200)
		act(f.ict, "/actions/"+next, "release", map[string]any{"reason": "取り違え"}).WantCode("conflict")
		carry(two, map[string]any{"actionId": next}).Want(200)
	})
}

// Pages cost a bounded number of statements, however many actions there are.
func TestStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		f := newFixture(t, c)
		system := f.ict.Post("/systems", map[string]any{"code": "S", "name": "S", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "low", "phase": "operation"}).Want(201).Str("id")
		for _, code := range []string{"A-1", "A-2", "A-3"} {
			f.add(code, "systemIds", []string{system}, "personId", c.Person("pm"), "milestones", []map[string]any{{"quarter": "2024Q4", "text": "x"}})
			f.ict.Post("/actions/"+f.actions[code]+"/kpis", map[string]any{"name": "k", "direction": "decrease", "baseline": 10, "baselineYear": 2023, "target": 5, "targetYear": 2026}).Want(201)
		}
		f.approve(f.plan).Want(200)
		s := c.App.Plans
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"list", 2, func(ctx context.Context) error { _, err := s.ListActions(ctx, &plans.Filter{}); return err }},
			{"facets", 7, func(ctx context.Context) error { _, err := s.Facets(ctx, &plans.Filter{}); return err }},
			{"detail", 10, func(ctx context.Context) error { _, err := s.GetAction(ctx, f.actions["A-1"]); return err }},
			{"plans", 3, func(ctx context.Context) error { _, err := s.List(ctx, &plans.PlanFilter{}); return err }},
			{"plan", 7, func(ctx context.Context) error { _, err := s.Get(ctx, f.plan); return err }},
			{"summary", 6, func(ctx context.Context) error { _, err := s.Summarise(ctx, f.plan); return err }},
			{"changes", 7, func(ctx context.Context) error { _, err := s.Compare(ctx, f.plan, 0, 0); return err }},
			{"updates", 6, func(ctx context.Context) error {
				_, err := s.ListUpdates(ctx, f.actions["A-1"], &api.List{})
				return err
			}},
			{"work", 4, func(ctx context.Context) error {
				w, err := s.Work(ctx)
				if err == nil && len(w) != 9 {
					t.Errorf("%d pieces of work", len(w))
				}
				return err
			}},
			{"linked", 3, func(ctx context.Context) error {
				l, err := s.LinkedTo(ctx, c.Store.Read(ctx), nil, []string{system})
				if err == nil && (len(l) != 3 || len(l[0].KPIs) != 1 || l[0].Evidence != plans.EvidenceBehind) {
					t.Errorf("linked: %+v", l)
				}
				return err
			}},
		} {
			ctx, n := store.CountStatements(as(t, c, "pm"))
			n.Store(0)
			if err := x.call(ctx); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := n.Load(); got > x.want {
				t.Errorf("%s: %d statements, want at most %d", x.name, got, x.want)
			}
		}
		if facets := c.As("pm").Get("/actions/facets").Want(200); facets.Int("evidence.behind") != c.As("pm").Get("/actions?evidence=behind").Int("total") || facets.Int("planId."+f.plan) != 3 || facets.Int("declared.none") != 3 {
			t.Errorf("facets: %s", facets.Raw)
		}
	})
}
