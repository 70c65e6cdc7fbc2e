package projects

import (
	"fmt"
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

// day reads a date, "" as none.
func day(s string) fiscal.Date {
	if s == "" {
		return fiscal.Date{}
	}
	return fiscal.MustDate(s)
}

func plan(baseline, current, forecast, actual string) Plan {
	p := Plan{CurrentOn: day(current), ForecastOn: day(forecast), ActualOn: day(actual)}
	if baseline != "" {
		p.Baselines = []Baseline{{On: day(baseline)}}
	}
	return p
}

// text shows a count of days, "-" for unknown.
func text(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

func TestMilestoneSlip(t *testing.T) {
	for _, c := range []struct {
		name           string
		p              Plan
		slip, forecast string
	}{
		{"on plan", plan("2018-10-01", "2018-10-01", "2018-10-01", ""), "0", "0"},
		{"moved", plan("2018-10-01", "2018-12-31", "", ""), "91", "-"},
		{"forecast later than planned", plan("2018-10-01", "2018-10-01", "2018-10-31", ""), "0", "30"},
		{"brought forward", plan("2018-10-01", "2018-09-21", "2018-09-11", ""), "-10", "-20"},
		{"reached late", plan("2018-10-01", "2018-10-01", "2018-10-05", "2018-10-08"), "7", "-"},
		{"without a baseline", plan("", "2018-10-01", "2018-10-01", ""), "-", "-"},
		{"without a day", plan("2018-10-01", "", "", ""), "-", "-"},
	} {
		if text(c.p.SlipDays()) != c.slip || text(c.p.ForecastSlipDays()) != c.forecast {
			t.Errorf("%s: %s / %s", c.name, text(c.p.SlipDays()), text(c.p.ForecastSlipDays()))
		}
	}
}

func TestRebaseliningHidesNothing(t *testing.T) {
	p := plan("2018-10-01", "2019-04-01", "", "")
	p.Baselines = append(p.Baselines, Baseline{On: day("2018-12-31"), Reason: "再委託先変更"}, Baseline{On: day("2019-04-01"), Reason: "要件追加"})
	moved := p.Rebaselines()
	if len(moved) != 2 || moved[0].MovedDays != 91 || moved[0].TotalDays != 91 || moved[1].MovedDays != 91 || moved[1].TotalDays != 182 || moved[1].Reason != "要件追加" {
		t.Errorf("%+v", moved)
	}
	if text(p.SlipDays()) != "182" || p.First() != day("2018-10-01") {
		t.Errorf("slip %s from %s", text(p.SlipDays()), p.First())
	}
	if got := plan("2018-10-01", "", "", "").Rebaselines(); got == nil || len(got) != 0 {
		t.Errorf("never moved: %v", got)
	}
}

func TestProjectSlip(t *testing.T) {
	today := day("2018-10-01")
	for _, c := range []struct {
		name  string
		plans []Plan
		want  string
	}{
		{"no milestones", nil, "-"},
		{"no baselines", []Plan{plan("", "2018-12-01", "", "")}, "-"},
		{"on plan", []Plan{plan("2018-12-01", "2018-12-01", "", "")}, "0"},
		{"the worst ahead", []Plan{plan("2018-12-01", "2018-12-11", "", ""), plan("2019-03-01", "2019-03-06", "", "")}, "10"},
		{"early everywhere", []Plan{plan("2018-12-01", "2018-11-21", "", ""), plan("2019-03-01", "2019-02-27", "", "")}, "-2"},
		{"the forecast behind the plan", []Plan{plan("2018-12-01", "2018-12-01", "2018-12-31", "")}, "30"},
		{"a hopeful forecast", []Plan{plan("2018-12-01", "2018-12-31", "2018-12-01", "")}, "30"},
		{"a day that went by", []Plan{plan("2018-09-01", "2018-09-01", "2018-09-01", "")}, "30"},
		{"made good later", []Plan{plan("2018-06-01", "2018-06-01", "", "2018-07-31"), plan("2018-12-01", "2018-12-01", "", "")}, "0"},
		{"all reached", []Plan{plan("2018-06-01", "2018-06-01", "", "2018-07-31"), plan("2018-08-01", "2018-08-01", "", "2018-08-06")}, "5"},
		{"all reached, in any order", []Plan{plan("2018-08-01", "2018-08-01", "", "2018-08-06"), plan("2018-06-01", "2018-06-01", "", "2018-07-31")}, "5"},
	} {
		if got := text(Slip(c.plans, today)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestReportAge(t *testing.T) {
	for _, c := range []struct {
		asOf, today string
		days        int
		state       ReportState
	}{
		{"2018-10-01", "2018-10-01", 0, ReportFresh}, {"2018-08-17", "2018-10-01", 45, ReportFresh}, {"2018-08-16", "2018-10-01", 46, ReportStale},
		{"", "2018-10-01", 0, ReportNone}, {"2018-10-01", "", 0, ReportStale},
	} {
		if days, state := ReportAge(day(c.asOf), day(c.today), 45); days != c.days || state != c.state {
			t.Errorf("%s at %s: %d, %s", c.asOf, c.today, days, state)
		}
	}
}

func TestRiskBands(t *testing.T) {
	for _, c := range []struct {
		impact, likelihood, score int
		band                      RiskLevel
		overridden                bool
	}{
		{5, 1, 5, RiskHigh, true}, {3, 3, 9, RiskMedium, false}, {2, 5, 10, RiskHigh, false}, {4, 4, 16, RiskCritical, false}, {1, 4, 4, RiskLow, false},
		{5, 2, 10, RiskHigh, false}, {5, 3, 15, RiskCritical, false}, {1, 5, 5, RiskMedium, false}, {3, 4, 12, RiskHigh, false},
		{0, 3, 0, "", false}, {3, 0, 0, "", false}, {6, 1, 0, "", false}, {1, 6, 0, "", false}, {5, 0, 0, "", false},
	} {
		band, over := RiskBand(c.impact, c.likelihood)
		if RiskScore(c.impact, c.likelihood) != c.score || band != c.band || over != c.overridden {
			t.Errorf("I%d L%d: %d %s %v", c.impact, c.likelihood, RiskScore(c.impact, c.likelihood), band, over)
		}
	}
	scores, cells := map[int]bool{}, map[RiskLevel]int{}
	for i := 1; i <= 5; i++ {
		for l := 1; l <= 5; l++ {
			score := RiskScore(i, l)
			scores[score] = true
			band, over := RiskBand(i, l)
			if over { // counted where the score alone would put it
				band = RiskMedium
			}
			cells[band]++
		}
	}
	if len(scores) != 14 || cells[RiskLow] != 8 || cells[RiskMedium] != 7 || cells[RiskHigh] != 4 || cells[RiskCritical] != 6 {
		t.Errorf("%d scores, cells %v", len(scores), cells)
	}
}

func TestLevels(t *testing.T) {
	if !RiskCritical.AtLeast(RiskHigh) || !RiskHigh.AtLeast(RiskHigh) || RiskMedium.AtLeast(RiskHigh) || RiskLevel("").AtLeast(RiskLow) || RiskHigh.AtLeast("") || RiskLevel("x").Valid() {
		t.Error("levels compare wrongly")
	}
}
