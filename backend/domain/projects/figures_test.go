package projects

import (
	"encoding/json"
	"testing"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// What is stored on the row and completed by the day must be what Slip says of
// the milestones themselves.
func TestStoredSlipEqualsSlip(t *testing.T) {
	for name, plans := range map[string][]Plan{
		"none":                 nil,
		"no baseline":          {plan("", "2026-06-01", "", "")},
		"on plan":              {plan("2026-09-30", "2026-09-30", "", "")},
		"late and waiting":     {plan("2026-06-01", "2026-06-01", "", "")},
		"moved":                {plan("2026-06-01", "2026-12-01", "", ""), plan("2026-05-01", "2026-05-01", "", "2026-05-20")},
		"forecast":             {plan("2026-06-01", "2026-06-10", "2026-08-01", ""), plan("2026-02-01", "2026-02-01", "", "")},
		"ahead":                {plan("2026-12-01", "2026-11-01", "", "")},
		"all reached":          {plan("2026-05-01", "2026-05-01", "", "2026-05-20")},
		"two behind":           {plan("2026-06-01", "2026-06-01", "", ""), plan("2026-03-01", "2026-09-01", "", "")},
		"baseline but undated": {{Baselines: []Baseline{{On: fiscal.MustDate("2026-03-01")}}}},
	} {
		for _, on := range []string{"2026-01-01", "2026-06-04", "2026-08-02", "2027-01-01"} {
			f := Figures{SlipDays: Slip(plans, fiscal.Date{}), OpenBaselineOn: openBaseline(plans)}
			if got, want := text(f.slipOn(day(on))), text(Slip(plans, day(on))); got != want {
				t.Errorf("%s on %s: %s stored, %s by the milestones", name, on, got, want)
			}
		}
	}
}

func TestDraftStatesItsRules(t *testing.T) {
	for _, c := range []struct {
		name string
		d    Draft
		want string
	}{
		{"plain", Draft{StartOn: day("2026-04-01"), FinishOn: day("2026-04-01")}, "[]"},
		{"no dates", Draft{FinishOn: day("2026-04-01")}, "[]"},
		{"ends before it starts", Draft{StartOn: day("2026-04-02"), FinishOn: day("2026-04-01")}, `["finishOn"]`},
		{"too dear", Draft{BuildCost: maxTotal, RunCost: 1}, `["runCost"]`},
		{"as dear as can be", Draft{BuildCost: maxTotal - 1, RunCost: 1}, "[]"},
		{"twice", Draft{MemberIDs: store.List[string]{"a", "b", "a"}, SystemIDs: store.List[string]{"x", "x"}}, `["memberIds[2]","systemIds[1]"]`},
	} {
		fields := []string{}
		for _, f := range c.d.Check() {
			fields = append(fields, f.Field)
		}
		if got, _ := json.Marshal(fields); string(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestReportAgeCountsFromTheStart(t *testing.T) {
	s := &Service{settings: Settings{ReportFreshDays: 45}}
	on := day("2026-06-04")
	for _, c := range []struct {
		state               State
		reported, activated string
		days                string
		stale               bool
	}{
		{StateDraft, "", "", "-", false},
		{StateActive, "", "2026-06-04", "-", false},
		{StateActive, "", "2026-04-19", "-", true},
		{StateActive, "2026-04-20", "2025-01-01", "45", false},
		{StateExecution, "2026-04-19", "2025-01-01", "46", true},
		{StateCompleted, "2026-04-19", "2025-01-01", "46", false},
		{StateActive, "", "", "-", true},
	} {
		days, stale := s.reportAge(c.state, day(c.reported), day(c.activated), on)
		if text(days) != c.days || stale != c.stale {
			t.Errorf("%+v: %s %v", c, text(days), stale)
		}
	}
}
