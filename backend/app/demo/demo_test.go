package demo_test

import (
	"testing"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/demo"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// password of the accounts in these tests.
const password = "correct horse battery"

// ordinary is a working day without anything special about it.
var ordinary = time.Date(2026, time.November, 24, 1, 30, 0, 0, time.UTC)

// found loads the demo city into a database, with the clock at now afterwards.
func found(t *testing.T, db testkit.DB, now time.Time) (*app.App, demo.Counts) {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	cfg, err := config.Load()
	must(t, err)
	a, err := app.New(cfg, s, "test")
	must(t, err)
	began := time.Now()
	counts, err := demo.Load(t.Context(), a, password, now, nil)
	must(t, err)
	t.Logf("%s: %+v in %s", db.Name, counts, time.Since(began).Round(time.Millisecond))
	s.SetClock(func() time.Time { return now })
	return a, counts
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestLoads(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) { found(t, db, ordinary) })
}
