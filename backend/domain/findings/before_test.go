package findings_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fiscal"
)

// TestFiguresRememberTheMonthBefore: what a summary says of the end of the month before is what it said on that day.
func TestFiguresRememberTheMonthBefore(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		system := populate(t, c)
		names := []string{"open", "overdue", "severeOpen", "severeOverdue", "toVerify", "inAction", "accepted", "repeat"}
		paths := []string{"/findings/summary", "/findings/summary?systemId=" + system, "/findings/summary?sectionId=" + c.Org("registry")}
		logins := []string{"executive", "pm"}
		read := func(on, name string) map[string]int {
			travel(c, on)
			out := map[string]int{}
			for _, login := range logins {
				for _, path := range paths {
					sum := c.As(login).Get(path).Want(200)
					for _, n := range names {
						out[login+" "+path+" "+n] = sum.Int(n + "." + name)
					}
				}
			}
			return out
		}
		same := func(then, now map[string]int, what string) {
			t.Helper()
			for k, want := range then {
				if now[k] != want {
					t.Errorf("%s: %s was %d, remembered as %d", what, k, want, now[k])
				}
			}
		}
		may := read("2026-05-31", "value")
		if k := "executive /findings/summary open"; may[k] != 5 || may["executive /findings/summary accepted"] != 1 {
			t.Errorf("at the end of May: %d open, want 5", may[k])
		}
		same(may, read("2026-06-04", "previous"), "May")
		if on := c.As("executive").Get("/findings/summary").Want(200).Str("comparedOn"); on != "2026-05-31" {
			t.Errorf("compared on %s", on)
		}

		ctx, err := c.App.SignIn.As(t.Context(), c.Person("executive"))
		if err != nil {
			t.Fatal(err)
		}
		n, err := c.App.Findings.CountOverdueOn(ctx, fiscal.MustDate("2026-05-31"))
		if want := may["executive /findings/summary overdue"]; err != nil || int(n) != want {
			t.Errorf("the portfolio's tile remembers %d overdue, want %d (%v)", n, want, err)
		}

		// In June one comes, one is handed in, one is given more time; another in July must not change June.
		travel(c, "2026-06-10")
		inAction(t, c, "F-9", "impact", 5, "likelihood", 5)
		late := inAction(t, c, "F-10")
		travel(c, "2026-06-30")
		june := read("2026-06-30", "value")
		travel(c, "2026-07-01")
		late.act("pm", "extension", map[string]any{"dueOn": "2027-01-20", "reason": "改修"}).Want(200)
		late.act("auditor", "extension/decide", map[string]any{"decision": "approve"}).Want(200)
		late.act("pm", "report", done()).Want(200)
		same(june, read("2026-07-31", "previous"), "June")
		if n := june["executive /findings/summary open"]; n != 8 {
			t.Errorf("at the end of June: %d open, want 8", n)
		}
	})
}
