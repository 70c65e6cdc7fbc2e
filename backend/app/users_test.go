package app_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

func openStore(t *testing.T, db testkit.DB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func count(t *testing.T, s *store.Store, table string) int {
	t.Helper()
	n, err := store.Value[int](s.Read(t.Context()).Table(table).Select("count(*)"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTheFirstAdministratorOfAnEmptyDatabase(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s := openStore(t, db)
		password, err := app.CreateUser(t.Context(), s, app.NewUser{Login: " Admin ", Name: "システム管理者", Role: "admin", Organisation: "city"})
		if err != nil || len(password) < 16 {
			t.Fatalf("password %q, %v", password, err)
		}
		users, err := app.Users(t.Context(), s)
		if err != nil || len(users) != 1 || users[0].Login != "admin" || !users[0].MustChange || strings.Join(users[0].Roles, ",") != "admin" {
			t.Errorf("users: %+v, %v", users, err)
		}
		if n := count(t, s, "audit_entries"); n != 4 {
			t.Errorf("%d entries, want one each for organisation, person, post and account", n)
		}
		hashes, err := store.Value[int](s.Read(t.Context()).Table("audit_entries").Where("after LIKE '%argon2%' OR after LIKE ?", "%"+password+"%").Select("count(*)"))
		if err != nil || hashes != 0 {
			t.Errorf("a secret stands in the ledger: %d, %v", hashes, err)
		}
		for what, n := range map[string]app.NewUser{
			"a taken login":           {Login: "admin", Name: "x", Role: "admin", Organisation: "city"},
			"an unknown role":         {Login: "b2", Name: "x", Role: "chief", Organisation: "city"},
			"an unknown organisation": {Login: "b2", Name: "x", Role: "viewer", Organisation: "tax"},
			"no name":                 {Login: "b2", Role: "viewer", Organisation: "city"},
			"a login with a space":    {Login: "b 2", Name: "x", Role: "viewer", Organisation: "city"},
		} {
			_, err := app.CreateUser(t.Context(), s, n)
			if !fault.Is(err, fault.Invalid) || !strings.HasPrefix(app.Explain(err).Error(), "--") {
				t.Errorf("%s: %v", what, err)
			}
		}
		if count(t, s, "people") != 1 || count(t, s, "audit_entries") != 4 {
			t.Error("a refused user left something")
		}
	})
}

func TestAccountsFromTheCommandLineReachARunningServer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ctx := t.Context()
		password, err := app.CreateUser(ctx, c.Store, app.NewUser{Login: "helper", Name: "応援職員", Role: "viewer", Organisation: "O-tax", Post: "応援"})
		if err != nil {
			t.Fatal(err)
		}
		signIn := func(password string) *apptest.Response {
			return c.Anonymous().Post("/session", map[string]any{"login": "helper", "password": password})
		}
		helper := c.Anonymous()
		helper.Post("/session", map[string]any{"login": "helper", "password": password}).Want(http.StatusOK)
		helper.Get("/systems").WantCode("password_change_required")
		helper.Post("/session/password", map[string]any{"current": password, "next": "a long new password"}).Want(http.StatusNoContent)
		helper.Get("/systems").Want(http.StatusOK)

		next, err := app.ResetPassword(ctx, c.Store, "HELPER")
		if err != nil {
			t.Fatal(err)
		}
		helper.Get("/systems").WantCode("unauthenticated")
		signIn("a long new password").WantCode("unauthenticated")
		signIn(next).Want(http.StatusOK)

		if err := app.DisableUser(ctx, c.Store, "helper", true); err != nil {
			t.Fatal(err)
		}
		if err := app.DisableUser(ctx, c.Store, "helper", true); !fault.Is(err, fault.Conflict) {
			t.Errorf("disabled twice: %v", err)
		}
		signIn(next).WantCode("unauthenticated")
		if err := app.DisableUser(ctx, c.Store, "helper", false); err != nil {
			t.Fatal(err)
		}
		signIn(next).Want(http.StatusOK)
		if err := app.DisableUser(ctx, c.Store, "nobody", true); !fault.Is(err, fault.NotFound) || app.Explain(err).Error() != "there is no account nobody" {
			t.Errorf("nobody: %v", err)
		}
		actions, err := store.Column[string](c.Store.Read(ctx).Table("audit_entries").Where("noun = 'accounts' AND person_id = 'system' AND action <> 'create'").
			Order("id").Select("action"))
		if err != nil || strings.Join(actions, " ") != "reset_password disable enable" {
			t.Errorf("ledger: %v, %v", actions, err)
		}
	})
}

func testConfig(t *testing.T, url, data string) config.Config {
	t.Helper()
	return config.Config{Addr: "127.0.0.1:8080", Data: data, DatabaseURL: url}
}

// diagnose gives the findings by the name of their check.
func diagnose(t *testing.T, cfg config.Config) map[string]app.Finding {
	t.Helper()
	out := map[string]app.Finding{}
	for _, f := range app.Diagnose(t.Context(), cfg, "test") {
		out[f.Check] = f
		if (f.Do == "") != (f.Grade == app.OK) {
			t.Errorf("%s: grade %s with advice %q", f.Check, f.Grade, f.Do)
		}
	}
	return out
}

func TestDoctor(t *testing.T) {
	t.Run("sick", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		seen := diagnose(t, testConfig(t, "", dir+"/none"))
		if seen["database"].Grade != app.Warn || seen["database"].Do == "" {
			t.Errorf("a missing file: %+v", seen["database"])
		}
		if made, err := os.ReadDir(dir); len(made) != 0 || err != nil {
			t.Error("the doctor made something")
		}
		seen = diagnose(t, testConfig(t, "postgres://nobody@127.0.0.1:1/none?connect_timeout=1", dir))
		if seen["database"].Grade != app.Fail {
			t.Errorf("an unreachable server: %+v", seen["database"])
		}
	})
	testkit.EachEmpty(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s := openStore(t, db)
		seen := diagnose(t, testConfig(t, db.URL, t.TempDir()))
		if seen["migrations"].Grade == app.OK || seen["database"].Grade != app.OK {
			t.Errorf("a database that waits for migrations: %+v", seen)
		}
		tables := "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
		if s.Dialect == store.SQLite {
			tables = "SELECT count(*) FROM sqlite_schema"
		}
		if n, err := store.Value[int](s.Read(t.Context()).Raw(tables)); n != 0 || err != nil {
			t.Errorf("the doctor changed the database: %d tables, %v", n, err)
		}
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if seen = diagnose(t, testConfig(t, db.URL, t.TempDir())); seen["administrator"].Grade != app.Warn || seen["migrations"].Grade != app.OK || seen["clock"].Grade != app.OK {
			t.Errorf("an empty city: %+v", seen)
		}
		if _, err := app.CreateUser(t.Context(), s, app.NewUser{Login: "admin", Name: "x", Role: "admin", Organisation: "city"}); err != nil {
			t.Fatal(err)
		}
		err := s.Internal(t.Context(), func(db *gorm.DB) error {
			return db.Exec("INSERT INTO jobs (id, kind, args, run_at, created_at) VALUES ('j', 'k', '{}', '2020-01-01T00:00:00.000000Z', '2020-01-01T00:00:00.000000Z')").Error
		})
		if err != nil {
			t.Fatal(err)
		}
		seen = diagnose(t, testConfig(t, db.URL, t.TempDir()))
		if seen["administrator"].Grade != app.OK || seen["work behind"].Grade != app.Warn || seen["safety settings"].Grade != app.OK {
			t.Errorf("a city with an administrator and a stuck job: %+v", seen)
		}
	})
}
