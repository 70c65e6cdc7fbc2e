package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// size of a city whose figures are measured. Everything grows with it, so that whatever a page adds up grows.
type size struct{ rows, systems, projects, ledger int }

// sizeOf is a city of so many findings.
func sizeOf(rows int) size {
	return size{rows: rows, systems: rows / 10, projects: rows / 20, ledger: rows * 10}
}

func (z size) String() string {
	return fmt.Sprintf("%d findings, outages and budget lines, %d systems, %d projects, %d entries of the ledger", z.rows, z.systems, z.projects, z.ledger)
}

// job is a work of each day.
type job struct {
	name string
	run  func(ctx context.Context, day fiscal.Date) error
}

func nightly(a *app.App) []job {
	return []job{
		{"nightly: availability", a.Availability.Nightly},
		{"nightly: findings", a.Findings.Expire},
		{"nightly: health", a.Portfolio.Judge},
	}
}

// views are the requests of the dashboards. The first is the yardstick of the others.
func (w *world) views() []view {
	return slices.Concat([]view{
		{name: "one system", path: "/systems/" + w.systems[0], page: true},
		{name: "register of systems", path: "/systems", page: true},
		{name: "register of systems, counts by property", path: "/systems/facets"},
		{name: "projects", path: "/projects", page: true},
		{name: "ledger, newest", path: "/audit", page: true, login: "auditor"},
		{name: "ledger of one kind", path: "/audit?noun=systems", page: true, login: "auditor"},
		{name: "health: figures", path: "/health/summary"},
		{name: "health: projects, worst first", path: "/health/projects", page: true},
		{name: "health: projects, counts by property", path: "/health/projects/facets"},
		{name: "health: systems, worst first", path: "/health/systems", page: true},
		{name: "health: systems, counts by property", path: "/health/systems/facets"},
		{name: "health: value for money", path: "/health/value", page: true},
		{name: "health: one project", path: "/health/projects/" + w.projects[0], page: true},
	}, w.findingViews(), w.availabilityViews(), w.budgetViews(), w.planViews(), w.maturityViews(), w.procedureViews(), w.datasetViews(), w.pilotViews(), w.skillViews(), w.rationalisationViews(), w.searchViews())
}

// grow makes the city larger. It was so yesterday already: what was written a moment ago costs its first readers more.
func (w *world) grow(ctx context.Context, s *store.Store, from, to size) error {
	s.SetClock(func() time.Time { return time.Now().AddDate(0, 0, -1) })
	defer s.SetClock(time.Now)
	if from.rows == 0 {
		if err := s.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error { return w.addPeople(tx) }); err != nil {
			return err
		}
	}
	if err := w.addSystems(ctx, s, from.systems, to.systems-from.systems); err != nil {
		return err
	}
	if err := w.addProjects(ctx, s, from.projects, to.projects-from.projects); err != nil {
		return err
	}
	parts := []func(b *bulk, from, to size){
		w.addLedger, w.addFindings, w.addAvailability, w.addBudgets, w.addPlans, w.addMaturity, w.addProcedures, w.addDatasets, w.addPilots, w.addSkills, w.addRationalisation,
	}
	for _, add := range parts {
		if err := inBulk(ctx, s, func(b *bulk) { add(b, from, to) }); err != nil {
			return err
		}
	}
	return nil
}

// addLedger adds what people did over the last five years, as the store would have written it.
func (w *world) addLedger(b *bulk, from, to size) {
	t := b.table("audit_entries", "id", "at", "person_id", "actor", "noun", "record_id", "root_noun", "root_id", "action", "reason", "version", "before", "after")
	nouns := []string{"systems", "projects", "findings", "budget_lines"}
	step := 5 * 365 * 24 * time.Hour / time.Duration(to.ledger-from.ledger)
	for i := from.ledger; i < to.ledger; i++ {
		// In the order of their time, as a ledger grows; the last five years, but for the last week.
		at := b.now.Add(-7*24*time.Hour - time.Duration(to.ledger-i)*step)
		id := w.systems[i%len(w.systems)]
		noun := nouns[i%len(nouns)]
		t.row(fmt.Sprintf("00000000-0000-7000-8000-%012x", i), store.At(at), w.people["ict"], `{"name":"ict"}`, noun, id, noun, id, "update", "", 2+i%9,
			`{"name":"業務システム","summary":"前"}`, `{"name":"業務システム","summary":"後"}`)
	}
}

// past copies the verdicts of today to earlier days, so that trends have something to read.
func (w *world) past(ctx context.Context, s *store.Store, today fiscal.Date) error {
	return s.Internal(ctx, func(db *gorm.DB) error {
		for back := 7; back <= 12*30; back += 30 {
			err := db.Exec(`INSERT INTO health_snapshots (subject_id, day, subject, overall, severity, declared, disagreement, report_stale, gate_waiting,
					dimensions, fired, slip_days, spent, budget, open_high, overdue)
				SELECT id, `+day(s)+`, subject, overall, severity, declared, disagreement, report_stale, gate_waiting, dimensions, fired, slip_days, spent, budget,
					open_high, overdue FROM health_states WHERE true
				ON CONFLICT DO NOTHING`, today.AddDays(-back)).Error
			if err != nil {
				return err
			}
			err = db.Exec(`INSERT INTO health_days (day, judged_at, projects, systems) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING`,
				today.AddDays(-back), store.At(s.Now())).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// day is a parameter that both databases take for a day.
func day(s *store.Store) string {
	if s.Dialect == store.SQLite {
		return "?"
	}
	return "CAST(? AS DATE)"
}
