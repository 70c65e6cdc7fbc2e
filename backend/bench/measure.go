package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"miotsukushi/backend/platform/store"
)

func etag(v int64) string { return `"` + strconv.FormatInt(v, 10) + `"` }

// goals of the ratios program / floor, and of the absolutes.
const (
	goalList   = 0.50
	goalRecord = 0.45
	goalWrite  = 0.45
	goalGrowth = 1.5
	goalStart  = 500 * time.Millisecond
	goalMemory = 96.0
)

// measure runs all measurements on one database and reports whether all goals
// were met.
func measure(ctx context.Context, o options, work, binary, name string) (bool, error) {
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
	fmt.Printf("\n%s: seeding %d systems and %d projects\n", name, o.systems, o.projects)
	w, err := seed(ctx, s, o)
	if err != nil {
		return false, err
	}
	app, err := startApp(ctx, binary, work, url)
	if err != nil {
		return false, err
	}
	defer func() { app.stop() }()
	fl, err := startFloor(ctx, url)
	if err != nil {
		return false, err
	}
	defer fl.stop()
	r := &report{}
	fmt.Printf("%-34s %12s %12s %8s %8s\n", "", "program/s", "floor/s", "ratio", "goal")
	if err := ratios(ctx, o, w, app, fl, r); err != nil {
		return false, err
	}
	memory, err := app.memory()
	if err != nil {
		return false, err
	}
	r.absolute("memory under load, MiB", memory, goalMemory)
	r.absolute("start with migrations done, ms", float64(app.start.Milliseconds()), float64(goalStart.Milliseconds()))
	if o.growth > o.systems {
		if err := growth(ctx, o, s, w, app, r); err != nil {
			return false, err
		}
	}
	return !r.failed, nil
}

// database makes an empty database of the kind.
func database(ctx context.Context, work, name string) (url string, drop func(), err error) {
	if name == "sqlite" {
		path := filepath.Join(work, "bench.db")
		return "sqlite://" + path, func() { _ = os.Remove(path) }, nil
	}
	return postgresDatabase(ctx, os.Getenv("MIO_TEST_DATABASE_URL"))
}

func ratios(ctx context.Context, o options, w *world, app, fl *process, r *report) error {
	ict, err := signIn(ctx, app.base, "ict")
	if err != nil {
		return err
	}
	pm, err := signIn(ctx, app.base, "pm")
	if err != nil {
		return err
	}
	plain := &http.Client{Transport: transport()}
	api := app.base + "/api/v1"
	system := func(prefix string) func(int, int) string {
		return func(wk, n int) string { return prefix + w.systems[(wk*7919+n*31)%len(w.systems)] }
	}
	fixed := func(path string) func(int, int) string { return func(int, int) string { return path } }
	project := func(prefix, suffix string) func(int, int) string {
		return func(wk, n int) string { return prefix + w.projects[(wk*7919+n*31)%len(w.projects)] + suffix }
	}
	cases := []struct {
		name       string
		app, floor target
		goal       float64
	}{
		{"list of systems (all, page of 50)", get(ict, api, fixed("/systems")), get(plain, fl.base, fixed("/systems")), goalList},
		{"one system", get(ict, api, system("/systems/")), get(plain, fl.base, system("/systems/")), goalRecord},
		{"one system (project manager)", get(pm, api, system("/systems/")), get(plain, fl.base, system("/systems/")), goalRecord},
		{"versioned write of a system", put(ict, w.ownOf(api, 0), w.edit(0), o.clients), put(plain, w.ownOf(fl.base, 1), w.edit(1), o.clients), goalWrite},
		{"readiness of a gate", get(ict, api, project("/projects/", "/gates/G1/readiness")), get(plain, fl.base, project("/projects/", "/readiness")), 0},
	}
	for _, c := range cases {
		a, f, err := compare(ctx, o, c.app, c.floor)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		r.ratio(c.name, a, f, c.goal)
	}
	return nil
}

// ownOf gives each worker of a side a system of its own: none is edited by two.
func (w *world) ownOf(base string, side int) func(int) string {
	return func(worker int) string { return base + "/systems/" + w.systems[w.own(worker, side)] }
}

// own skips the systems with interfaces, and never meets the other side.
func (w *world) own(worker, side int) int { return 11 + worker*20 + side*2 }

// edit is the whole record with another name, as the app's form sends it.
func (w *world) edit(side int) func(worker, n int) []byte {
	return func(worker, n int) []byte {
		i := w.own(worker, side)
		body, _ := json.Marshal(map[string]any{ // plain values always marshal
			"code": fmt.Sprintf("S%07d", i), "name": fmt.Sprintf("業務システム第%d号 改%d", i, n), "summary": "計測のための変更",
			"ownerId": w.orgs[i%sections], "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
			"functions":  []string{"受付", "審査"},
			"components": []map[string]any{{"name": "PostgreSQL", "version": "15", "kind": "database", "eolMainstream": "2027-11-11"}},
		})
		return body
	}
}

// growth compares a list page over many systems with the same page before.
func growth(ctx context.Context, o options, s *store.Store, w *world, app *process, r *report) error {
	client, err := signIn(ctx, app.base, "ict")
	if err != nil {
		return err
	}
	page := get(client, app.base+"/api/v1", func(int, int) string { return "/systems?sort=-updatedAt" })
	small, err := throughput(ctx, page, o.clients, o.duration)
	if err != nil {
		return err
	}
	fmt.Printf("growing to %d systems\n", o.growth)
	if err := w.addSystems(ctx, s, o.systems, o.growth-o.systems); err != nil {
		return err
	}
	if _, err := throughput(ctx, page, o.clients, o.duration); err != nil {
		return err
	}
	large, err := throughput(ctx, page, o.clients, o.duration)
	if err != nil {
		return err
	}
	r.absolute(fmt.Sprintf("cost of a page at %d / %d", o.growth, o.systems), small/large, goalGrowth)
	return nil
}

// report prints figures and remembers whether one missed its goal.
type report struct{ failed bool }

func (r *report) ratio(name string, app, floor, goal float64) {
	mark, wanted := "", "-"
	if goal > 0 {
		wanted = fmt.Sprintf("%.2f", goal)
		if app/floor < goal {
			r.failed, mark = true, "  MISSED"
		}
	}
	fmt.Printf("%-34s %12.0f %12.0f %8.2f %8s%s\n", name, app, floor, app/floor, wanted, mark)
}

func (r *report) absolute(name string, value, goal float64) {
	mark := ""
	if value > goal {
		r.failed, mark = true, "  MISSED"
	}
	fmt.Printf("%-34s %34.2f %8.2f%s\n", name, value, goal, mark)
}
