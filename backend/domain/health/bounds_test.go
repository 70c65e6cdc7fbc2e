package health_test

import (
	"context"
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
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

// Lists, figures and the nightly run take as many statements for many subjects as for few, and so does a reader who comes
// after many writes.
func TestStatementsDoNotGrow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s := c.App.Portfolio
		add := func(from, to int) {
			for i := from; i < to; i++ {
				project(c, fmt.Sprintf("P-%d", i), "tax", "pm", "green")
				system(c, fmt.Sprintf("S-%d", i), nil)
			}
		}
		measure := func() map[string]int64 {
			out := map[string]int64{}
			for name, call := range map[string]func(ctx context.Context) error{
				"judge":    func(ctx context.Context) error { return s.Judge(ctx, c.Clock.Today()) },
				"summary":  func(ctx context.Context) error { _, err := s.Summary(ctx, &health.SummaryIn{}); return err },
				"projects": func(ctx context.Context) error { _, err := s.ListProjects(ctx, &health.ProjectFilter{}); return err },
				"systems":  func(ctx context.Context) error { _, err := s.ListSystems(ctx, &health.SystemFilter{}); return err },
				"value":    func(ctx context.Context) error { _, err := s.ListValue(ctx, &health.ValueFilter{}); return err },
			} {
				ctx, n := store.CountStatements(as(t, c, "ict"))
				n.Store(0)
				if err := call(ctx); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				out[name] = n.Load()
			}
			return out
		}
		add(0, 2)
		few := measure()
		add(2, 12)
		many := measure()
		for name, n := range many {
			if n > few[name] || n > 60 {
				t.Errorf("%s: %d statements for 24 subjects, %d for 4", name, n, few[name])
			}
		}
	})
}
