package projects_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// as is the context of a request by a login, without HTTP.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: s.PersonID, Name: s.Name}), authz.NewSession(s, dir, c.App.Policy))
}

// neighbours stands in for register and gates.
type neighbours struct {
	systems []projects.TierSystem
	refuse  error
	steps   int
}

func (n *neighbours) ForTier(*gorm.DB, []string) ([]projects.TierSystem, error) {
	return n.systems, nil
}

func (n *neighbours) CanEnter(*gorm.DB, string, projects.State) error { return n.refuse }

func (n *neighbours) Steps(_ *store.Tx, _ string, tier projects.Tier, _ bool) (string, []projects.GateState, error) {
	n.steps++
	return "G1", []projects.GateState{{Gate: "G1"}, {Gate: string(tier)}}, nil
}

func with(c *apptest.City, n *neighbours) *projects.Service {
	settings := projects.Settings{Thresholds: projects.Thresholds{TierACost: 500_000_000, TierBCost: 30_000_000, TierARisk: projects.RiskHigh}, ReportFreshDays: 45}
	return projects.New(c.Store, settings, n, n, n)
}

func draft(c *apptest.City, code string) projects.Draft {
	return projects.Draft{Code: code, Name: code, ApplicantID: c.Org("tax"), ManagerID: c.Person("pm"), BuildCost: 1, RiskLevel: projects.RiskLow, FinishOn: fiscal.MustDate("2027-03-31")}
}

func ok[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestExecutionWaitsForTheGuard(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		n := &neighbours{refuse: fault.New(fault.NotReady, fault.Params{"unmet": []string{"R4"}})}
		s, ctx, must := with(c, n), as(t, c, "pm"), ok[*projects.Project](t)
		p := must(s.Create(ctx, draft(c, "P-1")))
		p = must(s.Activate(ctx, p.ID, p.Version))
		if _, err := s.StartExecution(ctx, p.ID, p.Version); !fault.Is(err, fault.NotReady) {
			t.Fatalf("the guard was not heard: %v", err)
		}
		if d := ok[*projects.Detail](t)(s.Get(ctx, p.ID)); d.State != projects.StateActive || d.Version != p.Version {
			t.Errorf("a refused start left %s, version %d", d.State, d.Version)
		}
		n.refuse = nil
		p = must(s.StartExecution(ctx, p.ID, p.Version))
		if p.State != projects.StateExecution {
			t.Errorf("state %s", p.State)
		}
	})
}

func TestGatesKeepTheRowUpToDate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		n := &neighbours{}
		s, ctx := with(c, n), as(t, c, "pm")
		p := ok[*projects.Project](t)(s.Create(ctx, draft(c, "P-1")))
		ok[*projects.MilestoneView](t)(s.AddMilestone(ctx, p.ID, projects.MilestoneDraft{Name: "予算", Gate: "G1", BaselineOn: fiscal.MustDate("2026-08-31")}))
		write := func(fn func(tx *store.Tx) error) error { return c.Store.Write(ctx, fn) }
		err := write(func(tx *store.Tx) error {
			if err := projects.Activate(tx, p.ID); err != nil {
				return err
			}
			return projects.SetGates(tx, p.ID, "G1", []projects.GateState{{Gate: "G1", Round: 1, State: "review"}, {Gate: "G2"}})
		})
		if err != nil {
			t.Fatal(err)
		}
		d := ok[*projects.Detail](t)(s.Get(ctx, p.ID))
		if d.State != projects.StateActive || d.Version != 2 || d.GateStates[0].State != "review" || d.GateStates[0].PlannedOn.String() != "2026-08-31" || d.NextGate != "G1" {
			t.Errorf("%+v version %d", d.Figures, d.Version)
		}
		var f *fault.Fault
		if _, err := s.Stop(ctx, p.ID, d.Version, "x"); !errors.As(err, &f) || f.Params["reason"] != "gate_pending" || f.Params["gate"] != "G1" {
			t.Errorf("stopped with an application in review: %v", err)
		}
		page := ok[store.Page[projects.Item]](t)(s.List(ctx, &projects.Filter{NextGate: "G1"}))
		if len(page.Items) != 1 || page.Items[0].GateStates[0].Round != 1 {
			t.Errorf("the list has %+v", page.Items)
		}
		if err := write(func(tx *store.Tx) error { return projects.Activate(tx, p.ID) }); err != nil {
			t.Errorf("activating twice: %v", err)
		}
		if err := write(func(tx *store.Tx) error { return projects.SetGates(tx, "nobody", "", nil) }); !fault.Is(err, fault.NotFound) {
			t.Errorf("gates of no project: %v", err)
		}
		// An edit of the project keeps what the gates wrote.
		dr := draft(c, "P-1")
		dr.Purpose = "更改"
		u := ok[*projects.Project](t)(s.Update(ctx, p.ID, d.Version, dr, ""))
		if u.GateStates[0].State != "review" || n.steps != 1 {
			t.Errorf("the edit lost %+v, steps asked %d times", u.GateStates, n.steps)
		}
	})
}

func TestTierFollowsTheSystems(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		n := &neighbours{systems: []projects.TierSystem{{ID: system(c, "S-1", nil), Kind: "saas"}}}
		s, ctx := with(c, n), as(t, c, "pm")
		d := draft(c, "P-1")
		d.SystemIDs = store.List[string]{n.systems[0].ID}
		p := ok[*projects.Project](t)(s.Create(ctx, d))
		if p.Tier != projects.TierC || p.TierNotes[0].Code != "saas_may_use_c" {
			t.Fatalf("tier %s, notes %v", p.Tier, p.TierNotes)
		}
		again := func() projects.Tier {
			var tier projects.Tier
			if err := c.Store.Write(ctx, func(tx *store.Tx) (err error) { tier, err = s.Reassess(tx, p.ID); return err }); err != nil {
				t.Fatal(err)
			}
			return tier
		}
		if tier := again(); tier != projects.TierC || ok[*projects.Detail](t)(s.Get(ctx, p.ID)).Version != 1 {
			t.Errorf("nothing changed, but tier %s and a new version", tier)
		}
		n.systems[0].Core = true
		if again() != projects.TierA {
			t.Error("a system that became a core system did not lift the tier")
		}
		if got := ok[*projects.Detail](t)(s.Get(ctx, p.ID)); got.Version != 2 || got.GateStates[1].Gate != "A" {
			t.Errorf("version %d, gates %v", got.Version, got.GateStates)
		}
	})
}

// Two writers of one project's parts each see what the other wrote: the worst
// slip stands on the row whichever comes last.
func TestFiguresSurviveSimultaneousWrites(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s, ctx := c.App.Projects, as(t, c, "pm")
		p := ok[*projects.Project](t)(s.Create(ctx, draft(c, "P-1")))
		p = ok[*projects.Project](t)(s.Activate(ctx, p.ID, p.Version))
		var wg sync.WaitGroup
		errs := make([]error, 13)
		for i := range 12 {
			wg.Go(func() {
				on := fiscal.MustDate("2026-07-01").AddDays(i)
				_, errs[i] = s.AddMilestone(as(t, c, "pm"), p.ID, projects.MilestoneDraft{Name: fmt.Sprint(i), BaselineOn: on, ForecastOn: on.AddDays(10 * (i + 1))})
			})
		}
		wg.Go(func() {
			d := draft(c, "P-1")
			d.FinishOn = d.FinishOn.AddDays(300)
			_, errs[12] = s.Update(as(t, c, "pm"), p.ID, p.Version, d, "")
		})
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		if got := ok[*projects.Detail](t)(s.Get(ctx, p.ID)); *got.SlipDays != 300 {
			t.Errorf("slip %d, want 300 of the finish", *got.SlipDays)
		}
		rows := ok[[]projects.Milestone](t)(projects.Milestones(c.Store.Read(ctx), p.ID))
		if len(rows) != 12 {
			t.Errorf("%d milestones", len(rows))
		}
	})
}

// A milestone is added while a decision at a gate is not yet committed: it must
// wait, or it would write the gates back as it read them.
func TestFiguresOfAnUncommittedWriteAreNotLost(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s, ctx := c.App.Projects, as(t, c, "pm")
		p := ok[*projects.Project](t)(s.Create(ctx, draft(c, "P-1")))
		begun, ended := make(chan struct{}), make(chan error, 1)
		go func() {
			ended <- c.Store.Write(ctx, func(tx *store.Tx) error {
				defer close(begun)
				err := projects.SetGates(tx, p.ID, "G1", []projects.GateState{{Gate: "G1", Round: 1, State: "review"}})
				begun <- struct{}{}
				time.Sleep(300 * time.Millisecond) // the milestone is written meanwhile, if nothing holds it
				return err
			})
		}()
		<-begun
		ok[*projects.MilestoneView](t)(s.AddMilestone(as(t, c, "pm"), p.ID, projects.MilestoneDraft{Name: "a", Gate: "G1", BaselineOn: fiscal.MustDate("2026-07-01")}))
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		got := ok[*projects.Detail](t)(s.Get(ctx, p.ID))
		if len(got.GateStates) != 1 || got.GateStates[0].State != "review" || got.GateStates[0].PlannedOn.IsZero() || got.SlipDays == nil {
			t.Errorf("%+v", got.Figures)
		}
	})
}

// Pages stay bounded however much there is to show.
func TestStatementsAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s := c.App.Projects
		sys := system(c, "S-1", nil)
		var last *projects.Project
		for i := range 8 {
			d := draft(c, fmt.Sprintf("P-%d", i))
			d.MemberIDs = store.List[string]{c.Person("viewer"), c.Person("head")}
			d.SystemIDs = store.List[string]{sys}
			last = ok[*projects.Project](t)(s.Create(as(t, c, "pm"), d))
			for j := range 3 {
				ok[*projects.MilestoneView](t)(s.AddMilestone(as(t, c, "pm"), last.ID, projects.MilestoneDraft{Name: fmt.Sprint(j), BaselineOn: fiscal.MustDate("2026-06-10")}))
				ok[*projects.RiskView](t)(s.AddRisk(as(t, c, "pm"), last.ID, projects.RiskDraft{Kind: "risk", Title: "x", Impact: 3, Likelihood: 3, State: "open", OwnerID: store.Ref(c.Person("head")), DueOn: fiscal.MustDate("2026-06-10")}))
			}
			r := ok[*projects.ReportView](t)(s.DraftReport(as(t, c, "pm"), last.ID, projects.StatusDraft{AsOf: fiscal.MustDate("2026-04-01"), Overall: "green", Scope: "green", Schedule: "green", Cost: "green", Quality: "green", Risk: "green", Summary: "x"}))
			ok[*projects.ReportView](t)(s.PublishReport(as(t, c, "pm"), last.ID, r.ID, r.Version))
			c.Clock.Advance(time.Second)
		}
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"list", 3, func(ctx context.Context) error { _, err := s.List(ctx, &projects.Filter{}); return err }},
			{"facets", 5, func(ctx context.Context) error { _, err := s.Facets(ctx, &projects.Filter{}); return err }},
			{"detail", 13, // seven of them ask the gates about the next step
				func(ctx context.Context) error { _, err := s.Get(ctx, last.ID); return err }},
			{"work", 3, func(ctx context.Context) error { _, err := s.Work(ctx); return err }},
			{"of a system", 1, func(ctx context.Context) error { _, err := s.OfSystem(ctx, sys); return err }},
			{"milestones", 5, func(ctx context.Context) error { _, err := s.ListMilestones(ctx, last.ID, &api.List{}); return err }},
			{"reports", 5, func(ctx context.Context) error { _, err := s.ListReports(ctx, last.ID, &api.List{}); return err }},
			{"risks", 5, func(ctx context.Context) error {
				_, err := s.ListRisks(ctx, last.ID, &projects.RiskFilter{})
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
	})
}
