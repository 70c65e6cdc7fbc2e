package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"syscall"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// goalFigure is how many times the cost of reading one system a page of figures may cost over the largest city, and
// goalTrend how much a list page may cost over the largest city, as a multiple of its cost over the smallest.
const (
	goalFigure = 1000
	goalTrend  = 10
	spare      = 5 // statements that a page may take more when what it shows is there at all
)

// view is a request of a dashboard: its cost is measured over cities of growing size.
type view struct {
	name string
	path string
	// page views show a bounded number of rows and should hardly grow; the others add up what there is.
	page bool
	// login asks; the ICT office when empty.
	login string
}

// figures measures every view over cities of growing size on one database: cost, growth and number of statements. The
// program runs inside this process, so that the statements of a request can be counted.
func figures(ctx context.Context, o options, work, name string) (bool, error) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	url, drop, err := database(ctx, work, name)
	if err != nil {
		return false, err
	}
	defer drop()
	if err := store.Migrate(ctx, url); err != nil {
		return false, err
	}
	s, err := store.Open(ctx, url)
	if err != nil {
		return false, err
	}
	defer s.Close()
	cfg, err := config.Load()
	if err != nil {
		return false, err
	}
	a, err := app.New(cfg, s, "bench")
	if err != nil {
		return false, err
	}
	g := &gauge{clock: elapsed, handler: a.Engine, sessions: map[string][]*http.Cookie{}, cost: map[string][]cost{}}
	if s.Dialect == store.SQLite {
		g.clock = worked // all the work is done in this process, and what else runs on the machine does not count
	}
	w := &world{people: map[string]string{}}
	before := size{}
	for _, rows := range o.rows {
		next := sizeOf(rows)
		began := time.Now()
		if err := w.grow(ctx, s, before, next); err != nil {
			return false, err
		}
		fmt.Printf("\n%s: %s, seeded in %s\n", name, next, time.Since(began).Round(time.Second/10))
		if err := w.night(ctx, a); err != nil {
			return false, err
		}
		if err := analyse(ctx, s); err != nil {
			return false, err
		}
		for _, v := range w.views() {
			if err := g.measure(ctx, v); err != nil {
				return false, err
			}
		}
		before = next
	}
	return g.print(o.rows, w.views()), nil
}

// night does the work of the day, which dashboards read, and says what it cost.
func (w *world) night(ctx context.Context, a *app.App) error {
	day := fiscal.Today(a.Store.Now())
	for _, job := range nightly(a) {
		began := time.Now()
		counted, n := store.CountStatements(audit.With(ctx, audit.System))
		if err := job.run(counted, day); err != nil {
			return fmt.Errorf("%s: %w", job.name, err)
		}
		fmt.Printf("%-44s %10s %8d statements\n", job.name, time.Since(began).Round(time.Millisecond), n.Load())
	}
	return w.past(ctx, a.Store, day)
}

// cost of a view over one city.
type cost struct {
	least      time.Duration
	statements int64
	bytes      int
}

type gauge struct {
	clock    func() time.Duration
	handler  http.Handler
	sessions map[string][]*http.Cookie
	cost     map[string][]cost
}

func (g *gauge) ask(ctx context.Context, login, method, path string, body []byte) *httptest.ResponseRecorder {
	req := httptest.NewRequestWithContext(ctx, method, "/api/v1"+path, bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	for _, c := range g.sessions[login] {
		req.AddCookie(c)
	}
	res := httptest.NewRecorder()
	g.handler.ServeHTTP(res, req)
	return res
}

func (g *gauge) signIn(ctx context.Context, login string) error {
	if g.sessions[login] != nil {
		return nil
	}
	body, err := json.Marshal(map[string]string{"login": login, "password": password})
	if err != nil {
		return err
	}
	res := g.ask(ctx, "", http.MethodPost, "/session", body)
	if res.Code != http.StatusOK {
		return fmt.Errorf("sign-in as %s: %d %s", login, res.Code, res.Body)
	}
	g.sessions[login] = res.Result().Cookies()
	return nil
}

// measure asks at least six times, and for a second unless that makes a hundred.
func (g *gauge) measure(ctx context.Context, v view) error {
	login := cmp.Or(v.login, "ict")
	if err := g.signIn(ctx, login); err != nil {
		return err
	}
	var took []time.Duration
	var last cost
	for began := time.Now(); len(took) < 6 || (len(took) < 100 && time.Since(began) < time.Second); {
		counted, n := store.CountStatements(ctx)
		at := g.clock()
		res := g.ask(counted, login, http.MethodGet, v.path, nil)
		took = append(took, g.clock()-at)
		if res.Code != http.StatusOK {
			return fmt.Errorf("%s: %d %.300s", v.path, res.Code, res.Body)
		}
		last = cost{statements: n.Load(), bytes: res.Body.Len()}
	}
	// The quickest counts: what else runs on the machine can only add to it.
	last.least = slices.Min(took)
	g.cost[v.name] = append(g.cost[v.name], last)
	return nil
}

// print writes one line a view and reports whether all goals were met.
func (g *gauge) print(rows []int, views []view) bool {
	fmt.Printf("\n%-44s", "")
	for _, n := range rows {
		fmt.Printf(" %9d", n)
	}
	fmt.Printf(" %8s %8s %12s %9s\n", "growth", "× one", "statements", "KiB")
	yard := g.cost[views[0].name]
	met := true
	for _, v := range views {
		c := g.cost[v.name]
		last, first := c[len(c)-1], c[0]
		fmt.Printf("%-44s", v.name)
		counts := make([]string, len(c))
		for i, x := range c {
			fmt.Printf(" %7.1fms", ms(x.least))
			counts[i] = fmt.Sprint(x.statements)
		}
		growth, times := ms(last.least)/ms(first.least), ms(last.least)/ms(yard[len(yard)-1].least)
		missed := ""
		if times > goalFigure || (v.page && growth > goalTrend) || last.statements > first.statements+spare {
			missed, met = "  MISSED", false
		}
		fmt.Printf(" %8.1f %8.1f %12s %9.1f%s\n", growth, times, strings.Join(slices.Compact(counts), "→"), float64(last.bytes)/1024, missed)
	}
	return met
}

var started = time.Now()

// elapsed is the time on the wall.
func elapsed() time.Duration { return time.Since(started) }

// worked is the time that this process has had of the processors.
func worked() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return elapsed()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
