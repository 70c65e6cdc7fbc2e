package gates_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/store"
)

// atOnce runs the acts at the same moment and returns their answers.
func atOnce(acts ...func() *apptest.Response) []*apptest.Response {
	out := make([]*apptest.Response, len(acts))
	start, done := make(chan struct{}), sync.WaitGroup{}
	for i, act := range acts {
		done.Go(func() {
			<-start
			out[i] = act()
		})
	}
	close(start)
	done.Wait()
	return out
}

func TestOfTwoDecisionsAtOnceOneWins(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.review("G1", "green", "reviewer")
		decider, etag := c.As("sysmgmt"), r.etag()
		acts := []func() *apptest.Response{}
		for _, outcome := range []string{"approved", "returned", "approved", "rejected", "deferred", "returned"} {
			acts = append(acts, func() *apptest.Response {
				return decider.Post(r.path("/decisions"), map[string]any{"outcome": outcome, "reason": outcome}, etag)
			})
		}
		won := ""
		for _, res := range atOnce(acts...) {
			switch {
			case res.Status == 200 && won == "":
				won = res.Str("outcome")
			case res.Status == 409 && res.Code == "conflict" && res.Str("params.reason") == "already_done":
			default:
				t.Errorf("status %d %s", res.Status, res.Raw)
			}
		}
		got := c.As("auditor").Get(r.path(""))
		if won == "" || got.Str("outcome") != won || got.Str("decision.reason") != won {
			t.Errorf("%q won: %s", won, got.Raw)
		}
		if n := w.count("gate_decisions"); n != 1 {
			t.Errorf("%d decisions", n)
		}
	})
}

func TestApprovalNumbersNeverCollide(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		const projects = 8
		acts := []func() *apptest.Response{}
		decider := c.As("sysmgmt")
		for i := range projects {
			r := begin(t, c, fmt.Sprintf("P-%d", i), nil).review("G1", "green", "reviewer")
			etag := r.etag()
			acts = append(acts, func() *apptest.Response {
				return decider.Post(r.path("/decisions"), map[string]any{"outcome": "approved"}, etag)
			})
		}
		numbers, want := []string{}, []string{}
		for i, res := range atOnce(acts...) {
			numbers = append(numbers, res.Want(200).Str("number"))
			want = append(want, fmt.Sprintf("2026-G1-%04d", i+1))
		}
		if slices.Sort(numbers); !slices.Equal(numbers, want) {
			t.Errorf("numbers %v", numbers)
		}
		w := &works{t: t, c: c}
		if err := w.exec("UPDATE gate_decisions SET number = '2026-G1-0001'"); err == nil {
			t.Error("a number was changed")
		}
	})
}

// A refused decision leaves no gap in the numbers.
func TestARefusedDecisionTakesNoNumber(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		r := w.review("G1", "red", "reviewer")
		wantRule(t, r.decide("sysmgmt", "approved"), "not_ready", "R9 confidence_red")
		res := r.decide("sysmgmt", "conditional", w.condition("x", "critical", "pm")).Want(200)
		if res.Str("number") != "2026-G1-0001" {
			t.Errorf("number %s", res.Str("number"))
		}
	})
}

func TestOfTwoApplicationsAtOnceOneIsOpened(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		pm, head := c.As("pm"), c.As("head")
		apply := func(cl *apptest.Client) func() *apptest.Response {
			return func() *apptest.Response { return cl.Post(w.path("/gates/G1/applications"), nil) }
		}
		opened := 0
		for _, res := range atOnce(apply(pm), apply(head), apply(pm), apply(head)) {
			if res.Status == 201 {
				opened++
			} else if res.Status != 409 || res.Code != "conflict" {
				t.Errorf("status %d %s", res.Status, res.Raw)
			}
		}
		if opened != 1 || w.count("gate_applications") != 1 {
			t.Errorf("%d opened, %d rows", opened, w.count("gate_applications"))
		}
		// Whoever goes past the use case meets the database.
		if err := w.exec(`INSERT INTO gate_applications (id, version, created_at, updated_at, project_id, gate, round, tier, state, applicant_id)
			SELECT 'x', 1, created_at, updated_at, project_id, gate, 2, tier, 'draft', applicant_id FROM gate_applications`); err == nil {
			t.Error("two open rounds at one gate")
		}
	})
}

// A condition's last key and a decision at the next gate at once: whichever comes first, an open critical condition and an
// approval never stand side by side.
func TestVerificationAndDecisionAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		w := begin(t, c, "P-1", nil)
		id := w.review("G1", "green", "reviewer").decide("sysmgmt", "conditional", w.condition("x", "critical", "pm")).Want(200).Str("conditions.0.id")
		w.on("pm", id, "report", evidence).Want(200)
		r := w.review("G3", "green", "reviewer")
		verifier, decider, etag := c.As("reviewer"), c.As("sysmgmt"), r.etag()
		seen := apptest.IfMatch(c.As("auditor").Get("/gates/conditions/" + id).ETag)
		res := atOnce(
			func() *apptest.Response {
				return verifier.Post("/gates/conditions/"+id+"/verify", map[string]any{"result": "not_met", "comment": "x"}, seen)
			},
			func() *apptest.Response {
				return decider.Post(r.path("/decisions"), map[string]any{"outcome": "approved"}, etag)
			},
		)
		res[0].Want(200)
		wantRule(t, res[1], "not_ready", "R4 critical_conditions_open")
	})
}

func (w *works) count(table string) int {
	w.t.Helper()
	n, err := store.Value[int](w.c.Store.Read(w.t.Context()).Table(table).Select("count(*)"))
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}
