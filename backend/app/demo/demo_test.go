package demo_test

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"slices"
	"testing"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/demo"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// password of the accounts in these tests.
const password = "correct horse battery"

// Days on which the city is founded here: an ordinary one, the first of a fiscal
// year, and a day in the middle of the New Year's rest.
var (
	ordinary = time.Date(2026, time.November, 24, 1, 30, 0, 0, time.UTC)
	april1   = time.Date(2027, time.April, 1, 0, 5, 0, 0, time.UTC)
	newYear  = time.Date(2027, time.January, 2, 15, 0, 0, 0, time.UTC)
)

// found loads the demo city into a database; the clock stands at now afterwards.
func found(t *testing.T, db testkit.DB, now time.Time) *app.App {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	cfg, err := config.Load()
	must(t, err)
	a, err := app.New(cfg, s, "test")
	must(t, err)
	began, last := time.Now(), 0
	counts, err := demo.Load(t.Context(), a, password, now, func(done, total int) {
		if done != last+1 || done > total {
			t.Errorf("progress went from %d to %d of %d", last, done, total)
		}
		last = done
	})
	must(t, err)
	t.Logf("%s: %+v in %s", db.Name, counts, time.Since(began).Round(time.Millisecond))
	if last != counts.Events {
		t.Errorf("progress ended at %d of %d", last, counts.Events)
	}
	if real := time.Since(s.Now()); real < 0 || real > time.Minute {
		t.Errorf("the store's clock was left %s behind", real)
	}
	s.SetClock(func() time.Time { return now })
	return a
}

// The requests' log would drown what a failing test says.
func init() { slog.SetDefault(slog.New(slog.DiscardHandler)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// number is a count in the database.
func number(t *testing.T, q *gorm.DB) int {
	t.Helper()
	n, err := store.Value[int](q.Select("count(*)"))
	must(t, err)
	return n
}

func column(t *testing.T, q *gorm.DB, name string) []string {
	t.Helper()
	out, err := store.Column[string](q.Select(name))
	must(t, err)
	return out
}

// TestCity founds the city on each database, on another day each; the first of a fiscal year is TestSameDaySameCity's.
func TestCity(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		day := ordinary
		if db.Name == testkit.Postgres {
			day = newYear
		}
		a := found(t, db, day)
		inspect(t, a, day)
		t.Run("names", func(t *testing.T) { checkNames(t, a) })
		t.Run("states", func(t *testing.T) { checkStates(t, a, day) })
		t.Run("approvals", func(t *testing.T) { checkApprovals(t, a) })
		t.Run("tax", func(t *testing.T) { checkTax(t, a) })
		t.Run("budgets", func(t *testing.T) { checkBudgets(t, a, day) })
		t.Run("work", func(t *testing.T) { checkWork(t, a) })
		t.Run("again", func(t *testing.T) {
			if _, err := demo.Load(t.Context(), a, password, day, nil); !errors.Is(err, demo.ErrInhabited) {
				t.Errorf("a second city: %v", err)
			}
		})
	})
}

// TestInterrupted wants a city whose founding was broken off to be known as such.
func TestInterrupted(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s, err := store.Open(t.Context(), db.URL)
		must(t, err)
		t.Cleanup(func() { _ = s.Close() })
		a, err := app.New(config.Config{}, s, "test")
		must(t, err)
		if there, err := demo.Inhabited(t.Context(), s); there || err != nil {
			t.Errorf("an empty database: %v, %v", there, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		_, err = demo.Load(ctx, a, password, ordinary, func(done, _ int) {
			if done == 40 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a founding broken off: %v", err)
		}
		if _, err := demo.Inhabited(t.Context(), s); !errors.Is(err, demo.ErrUnfinished) {
			t.Errorf("half a city: %v", err)
		}
		if _, err := demo.Load(t.Context(), a, password, ordinary, nil); !errors.Is(err, demo.ErrUnfinished) {
			t.Errorf("going on with half a city: %v", err)
		}
	})
}

// inspect checks what holds of every demo city.
func inspect(t *testing.T, a *app.App, now time.Time) {
	t.Helper()
	db := a.Store.Read(t.Context())
	for what, c := range map[string]struct{ got, want int }{
		"systems":       {number(t, db.Table("systems")), 300},
		"projects":      {number(t, db.Table("projects")), 60},
		"wards":         {number(t, db.Table("organisations").Where("kind = 'ward'")), 24},
		"sign-ins":      {number(t, db.Table("accounts")), 8},
		"demo accounts": {number(t, db.Table("accounts").Where("demo = ? AND must_change = ?", true, false)), 8},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, want %d", c.got, what, c.want)
		}
	}
	for table, column := range map[string]string{"systems": "code", "projects": "code"} {
		if n := number(t, db.Table(table).Group(column).Having("count(*) > 1")); n != 0 {
			t.Errorf("%s repeat a %s", table, column)
		}
	}
	var logins []string
	for _, s := range demo.SignIns() {
		logins = append(logins, s.Login)
		if s.Role == "" || s.RoleEn == "" || s.Post == "" || s.PostEn == "" {
			t.Errorf("sign-in %+v lacks words", s)
		}
	}
	slices.Sort(logins)
	if there := column(t, db.Table("accounts").Order("login"), "login"); !slices.Equal(logins, there) {
		t.Errorf("sign-ins %v, accounts %v", logins, there)
	}
	checkLedger(t, a, now)
}

// checkLedger wants times that rise with the ids, none of them to come, and no
// system actor after the founding.
func checkLedger(t *testing.T, a *app.App, now time.Time) {
	t.Helper()
	entries, err := store.Scan[store.Entry](a.Store.Read(t.Context()).Table("audit_entries").Order("id").Select("id, at, person_id, noun, action"))
	must(t, err)
	if len(entries) < 5000 {
		t.Errorf("%d entries in the ledger", len(entries))
	}
	for i, e := range entries {
		if e.At.After(now) {
			t.Fatalf("entry %s of %s lies in the future", e.Action, e.Noun)
		}
		if i > 0 && e.At.Before(entries[i-1].At.Time) {
			t.Fatalf("entry %s of %s at %s comes after one at %s", e.Action, e.Noun, e.At, entries[i-1].At)
		}
		if e.PersonID == "system" && e.At.Year() > 2015 {
			t.Fatalf("the system itself did %s of %s", e.Action, e.Noun)
		}
	}
	for table, columns := range map[string][]string{
		"project_reports": {"as_of"}, "project_milestones": {"actual_on"}, "systems": {"confirmed_on", "last_renewal_on"},
	} {
		for _, name := range columns {
			today := now.In(time.FixedZone("JST", 9*60*60)).Format(time.DateOnly)
			if n := number(t, a.Store.Read(t.Context()).Table(table).Where(name+" > ?", today)); n != 0 {
				t.Errorf("%d of %s have their %s in the future", n, table, name)
			}
		}
	}
}

var hiragana = regexp.MustCompile(`^[ぁ-ゖー]+$`)

// checkNames wants a reading and an English name for everything that has a name.
func checkNames(t *testing.T, a *app.App) {
	db := a.Store.Read(t.Context())
	for _, table := range []string{"systems", "projects", "organisations"} {
		for _, kana := range column(t, db.Table(table), "kana") {
			if !hiragana.MatchString(kana) {
				t.Errorf("%s: kana %q", table, kana)
			}
		}
	}
	for _, table := range []string{"systems", "projects", "organisations", "people"} {
		if n := number(t, db.Table(table).Where("name = '' OR name_en = ''")); n != 0 {
			t.Errorf("%d of %s lack a name", n, table)
		}
	}
	if n := number(t, db.Table("posts").Where("NOT EXISTS (SELECT 1 FROM post_holders h WHERE h.post_id = posts.id)")); n != 0 {
		t.Errorf("%d posts have no holder", n)
	}
	for _, role := range []string{"admin", "ict_office", "project_manager", "section_head", "reviewer", "executive", "auditor", "viewer"} {
		if number(t, db.Table("post_roles").Where("role = ?", role)) == 0 {
			t.Errorf("nobody is %s", role)
		}
	}
}
