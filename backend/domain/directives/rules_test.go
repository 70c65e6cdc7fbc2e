package directives

import (
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

func TestMoves(t *testing.T) {
	events := []Event{EventReport, EventComplete, EventConfirm, EventReturn, EventWithdraw}
	for state, want := range map[State][5]State{
		Open: {Open, Reported, "", "", Withdrawn}, Reported: {Open, "", Done, Open, Withdrawn}, Done: {}, Withdrawn: {},
	} {
		for i, e := range events {
			if got, ok := state.Next(e); got != want[i] || ok != (want[i] != "") {
				t.Errorf("%s after %s: %q, want %q", state, e, got, want[i])
			}
		}
	}
}

func TestOverdue(t *testing.T) {
	due := fiscal.MustDate("2018-12-28")
	for _, c := range []struct {
		state State
		today string
		want  bool
	}{
		{Open, "2018-12-28", false}, {Open, "2018-12-29", true}, {Reported, "2018-12-29", false}, {Done, "2019-01-10", false}, {Withdrawn, "2019-01-10", false},
	} {
		if got := Overdue(c.state, due, fiscal.MustDate(c.today)); got != c.want {
			t.Errorf("%s on %s: overdue %v", c.state, c.today, got)
		}
	}
}
