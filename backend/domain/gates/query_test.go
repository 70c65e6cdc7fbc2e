package gates_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/platform/api"
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

// codes are the projects of a list, in its order.
func codes(res *apptest.Response) string {
	out := []string{}
	for i := range res.Len("items") {
		out = append(out, res.Str(fmt.Sprintf("items.%d.projectCode", i)))
	}
	return strings.Join(out, " ")
}

func TestListsShowWhatTheCallerMaySee(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		draft := begin(t, c, "P-1", nil)
		draft.apply("G1")
		begin(t, c, "P-2", nil).handIn("G1").start("reviewer", "reviewer2").Want(200)
		begin(t, c, "P-3", nil).review("G1", "green", "reviewer")
		begin(t, c, "P-4", tierB).review("G1", "green", "reviewer")
		done := begin(t, c, "P-5", nil)
		d := done.review("G1", "green", "reviewer").decide("sysmgmt", "conditional",
			done.condition("a", "critical", "pm"), done.condition("b", "essential", "otherhead", map[string]any{"dueOn": "2026-06-05"}), done.condition("c", "recommended", "ictstaff", map[string]any{"dueOn": nil, "dueGate": "G3"})).Want(200)

		for login, want := range map[string]int{"pm": 5, "head": 5, "viewer": 5, "auditor": 5, "reviewer": 5, "executive": 5, "admin": 5, "otherpm": 0, "otherhead": 0} {
			if n := c.As(login).Get("/gates/applications").Want(200).Int("total"); n != want {
				t.Errorf("%s sees %d applications, want %d", login, n, want)
			}
		}
		c.As("otherpm").Get("/gates/applications/" + d.Str("id")).WantCode("forbidden")
		c.As("otherpm").Get(done.path("/gates")).WantCode("forbidden")
		c.As("otherpm").Get(done.path("/gates/G1/readiness")).WantCode("forbidden")
		c.As("otherpm").Get("/gates/conditions/" + d.Str("conditions.0.id")).WantCode("forbidden")
		for _, q := range []struct{ login, query, want string }{
			{"pm", "?sort=projectCode", "P-1 P-2 P-3 P-4 P-5"}, {"pm", "?sort=-projectCode&limit=2", "P-5 P-4"}, {"pm", "?sort=projectCode&limit=2&page=2", "P-3 P-4"},
			{"pm", "?state=draft", "P-1"}, {"pm", "?state=draft,conditions&sort=projectCode", "P-1 P-5"}, {"pm", "?outcome=conditional", "P-5"},
			{"pm", "?tier=B", "P-4"}, {"pm", "?gate=G3", ""}, {"pm", "?projectId=" + draft.id, "P-1"}, {"pm", "?q=P-3", "P-3"},
			{"ict", "?waiting=review", "P-2"}, {"ict", "?waiting=decision&sort=projectCode", "P-3 P-4"},
			{"reviewer2", "?waiting=review&mine=true", "P-2"}, {"reviewer", "?waiting=review&mine=true", "P-2"}, {"pm", "?waiting=review&mine=true", ""},
			{"sysmgmt", "?waiting=decision&mine=true", "P-3"}, {"ict", "?waiting=decision&mine=true", "P-4"}, {"executive", "?waiting=decision&mine=true", ""},
			{"pm", "?mine=true&sort=projectCode", "P-1 P-2 P-3 P-4 P-5"}, {"ictstaff", "?mine=true", ""}, {"head", "?mine=true&state=review&sort=dueOn&limit=1", "P-2"},
		} {
			if got := codes(c.As(q.login).Get("/gates/applications" + q.query).Want(200)); got != q.want {
				t.Errorf("%s %s: %q, want %q", q.login, q.query, got, q.want)
			}
		}
		for _, login := range []string{"pm", "ict", "otherhead"} {
			for _, query := range []string{"", "q=P-5", "tier=A"} {
				apptest.CheckFacets(t, c.As(login), "/gates/applications", query)
			}
			apptest.CheckFacets(t, c.As(login), "/gates/conditions", "")
		}
		if n := apptest.CheckFacets(t, c.As("pm"), "/gates/applications", ""); n < 8 {
			t.Errorf("%d counts of applications", n)
		}
		if n := apptest.CheckFacets(t, c.As("pm"), "/gates/conditions", "gate=G1"); n < 6 {
			t.Errorf("%d counts of conditions", n)
		}
		first := c.As("pm").Get("/gates/applications?sort=projectCode&limit=3").Want(200)
		if rest := codes(c.As("pm").Get("/gates/applications?sort=projectCode&limit=3&cursor=" + first.Str("next"))); rest != "P-4 P-5" {
			t.Errorf("the second page: %q", rest)
		}
		for _, sort := range []string{"updatedAt", "-updatedAt", "submittedAt", "dueOn", "-dueOn", "gate"} {
			page := c.As("pm").Get("/gates/applications?limit=2&sort=" + sort).Want(200)
			if n := c.As("pm").Get("/gates/applications?limit=200&sort=" + sort + "&cursor=" + page.Str("next")).Want(200).Len("items"); n != 3 {
				t.Errorf("%s: %d on the second page", sort, n)
			}
		}
		c.As("pm").Get("/gates/applications?sort=name").Want(422)
		c.As("pm").Get("/gates/applications?waiting=lunch").Want(422)
		item := c.As("reviewer2").Get("/gates/applications?waiting=review&mine=true")
		if !item.Bool("items.0.can.review.allowed") || item.Bool("items.0.can.decide.allowed") || item.Int("items.0.reviewers") != 2 || item.Int("items.0.opinions") != 0 || item.Str("items.0.applicantName") != "税務課" {
			t.Errorf("%s", item.Raw)
		}

		conditions := func(login, query string) string {
			res, out := c.As(login).Get("/gates/conditions"+query).Want(200), []string{}
			for i := range res.Len("items") {
				out = append(out, res.Str(fmt.Sprintf("items.%d.text", i)))
			}
			return strings.Join(out, " ")
		}
		for _, q := range []struct{ login, query, want string }{
			{"pm", "", "b a c"}, {"pm", "?sort=criticality", "a b c"}, {"pm", "?criticality=critical,essential&sort=-criticality", "b a"}, {"pm", "?overdue=true", ""},
			{"pm", "?ownerId=" + c.Person("ictstaff"), "c"}, {"pm", "?mine=true", "a"}, {"pm", "?state=verified", ""}, {"pm", "?gate=G1&projectId=" + done.id, "b a c"}, {"pm", "?projectId=" + draft.id, ""},
			{"otherhead", "", "b"}, {"otherpm", "", ""}, {"viewer", "?q=P-5", "b a c"},
		} {
			if got := conditions(q.login, q.query); got != q.want {
				t.Errorf("conditions, %s %s: %q, want %q", q.login, q.query, got, q.want)
			}
		}

		// Late by its day, then by its gate; what is reported is no longer late. The list, the detail and the stepper agree.
		c.Clock.Advance(48 * time.Hour)
		c.Again()
		late := func() string {
			out := []string{}
			app := c.As("auditor").Get("/gates/applications/" + d.Str("id"))
			for i := range app.Len("conditions") {
				if app.Bool(fmt.Sprintf("conditions.%d.overdue", i)) {
					out = append(out, app.Str(fmt.Sprintf("conditions.%d.text", i)))
				}
			}
			stepper := c.As("auditor").Get(done.path("/gates"))
			if n := stepper.Int("gates.0.openConditions.overdue"); n != len(out) {
				t.Errorf("the stepper counts %d late ones, the page %v", n, out)
			}
			slices.Sort(out)
			return strings.Join(out, " ")
		}
		if got, list := late(), conditions("auditor", "?overdue=true&sort=criticality"); got != "b" || list != "b" {
			t.Errorf("late: %q, listed %q", got, list)
		}
		done.on("pm", d.Str("conditions.0.id"), "report", evidence).Want(200)
		done.on("reviewer", d.Str("conditions.0.id"), "verify", map[string]any{"result": "met"}).Want(200)
		done.on("otherhead", d.Str("conditions.1.id"), "report", evidence).Want(200)
		done.on("reviewer", d.Str("conditions.1.id"), "verify", map[string]any{"result": "met"}).Want(200)
		done.pass("G3", "sysmgmt")
		if got, list := late(), conditions("auditor", "?overdue=true"); got != "c" || list != "c" {
			t.Errorf("its gate has passed: %q, listed %q", got, list)
		}
		done.on("ictstaff", d.Str("conditions.2.id"), "report", evidence).Want(200)
		if got, list := late(), conditions("auditor", "?overdue=true"); got != "" || list != "" {
			t.Errorf("reported: %q, listed %q", got, list)
		}
	})
}

func TestWorkAtTheGates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		w.apply("G1")
		other := begin(t, c, "P-2", nil)
		d := other.review("G1", "green", "reviewer").decide("sysmgmt", "conditional", other.condition("a", "critical", "pm")).Want(200)
		id := d.Str("conditions.0.id")
		if work := c.As("pm").Get("/me/work"); !hasKind(work, "due", "gate_draft") || !hasKind(work, "due", "condition_due") || work.Len("verify") != 0 {
			t.Errorf("%s", work.Raw)
		}
		if work := c.As("otherpm").Get("/me/work"); hasKind(work, "due", "gate_draft") || hasKind(work, "due", "condition_due") {
			t.Errorf("%s", work.Raw)
		}
		other.on("pm", id, "report", evidence).Want(200)
		for login, want := range map[string]int{"reviewer": 1, "ict": 1, "ictstaff": 1, "pm": 0, "head": 0, "executive": 0, "auditor": 0, "viewer": 0} {
			work := c.As(login).Get("/me/work").Want(200)
			if work.Len("verify") != want {
				t.Errorf("%s has %d to verify, want %d: %s", login, work.Len("verify"), want, work.Raw)
			}
			if hasKind(work, "due", "condition_due") {
				t.Errorf("%s: a reported condition is due from nobody", login)
			}
		}
	})
}

// The number of statements does not grow with the number of rounds, conditions or rows.
func TestStatementsAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-0", nil)
		first := w.review("G1", "green", "reviewer")
		first.decide("sysmgmt", "returned").Want(200)
		measure := func() map[string]int64 {
			out := map[string]int64{}
			for name, run := range map[string]func(ctx context.Context) error{
				"stepper": func(ctx context.Context) error { _, err := c.App.Gates.Stepper(ctx, w.id); return err },
				"readiness": func(ctx context.Context) error {
					_, err := c.App.Gates.Readiness(ctx, w.id, "G1", gates.ActionSubmit)
					return err
				},
				"detail": func(ctx context.Context) error { _, err := c.App.Gates.Get(ctx, first.id); return err },
				"applications": func(ctx context.Context) error {
					_, err := c.App.Gates.List(ctx, &gates.Filter{List: api.List{Limit: 200}})
					return err
				},
				"conditions": func(ctx context.Context) error {
					_, err := c.App.Gates.Conditions(ctx, &gates.ConditionFilter{List: api.List{Limit: 200}})
					return err
				},
				"work": func(ctx context.Context) error { _, err := c.App.Gates.Work(ctx); return err },
			} {
				ctx, n := store.CountStatements(as(t, c, "ict"))
				if err := run(ctx); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				out[name] = n.Load()
			}
			return out
		}
		few := measure()
		for i := range 4 {
			w.review("G1", "green", "reviewer", "reviewer2").decide("sysmgmt", map[bool]string{true: "returned", false: "deferred"}[i%2 == 0]).Want(200)
		}
		last := w.review("G1", "green", "reviewer")
		var conditions []map[string]any
		for i := range 12 {
			conditions = append(conditions, w.condition(fmt.Sprint(i), "recommended", "pm"))
		}
		d := last.decide("sysmgmt", "conditional", conditions...).Want(200)
		w.on("pm", d.Str("conditions.0.id"), "report", evidence).Want(200)
		begin(t, c, "P-1", nil).review("G1", "green", "reviewer")
		many := measure()
		t.Logf("%v then %v", few, many)
		bounds := map[string]int64{"stepper": 8, "readiness": 16, "detail": 12, "applications": 4, "conditions": 3, "work": 10}
		for name, n := range many {
			if n > bounds[name] {
				t.Errorf("%s: %d statements, bound %d", name, n, bounds[name])
			}
		}
	})
}
