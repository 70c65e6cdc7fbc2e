package health

import (
	"slices"
	"strings"
	"testing"

	"miotsukushi/backend/platform/datafile"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/policies"
)

var day = fiscal.MustDate("2026-06-04")

func ago(days int) fiscal.Date { return day.AddDays(-days) }

func ptr[T any](v T) *T { return &v }

// shipped is the rule set of the program.
func shipped(t *testing.T) *Set {
	t.Helper()
	set, err := Load(policies.Files, "health.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// sound is a project of which everything is known and well.
func sound() ProjectFacts {
	return ProjectFacts{
		ID: "p", Code: "P-1", State: "execution", Tier: "A", ActivatedOn: ago(300), SlipDays: ptr(0),
		Report: &Report{ID: "r", AsOf: ago(10), Overall: "green", Scope: "green", Schedule: "green", Cost: "green", Quality: "green", Risk: "green"},
		Gate:   Gate{Next: "G5"}, Findings: &Findings{}, Money: &Money{FY: 2026, Budget: 100, Spent: 10, Elapsed: 170},
		Maturity: &Maturity{Level: 2, Target: 2}, Earned: &DatedEarned{ID: "e", AsOf: ago(10), Earned: Earned{BAC: 100, PV: 50, EV: 50, AC: 50}},
	}
}

func verdictOf(j Judgement, rule string) Colour {
	for _, r := range j.Results {
		if r.Rule == rule {
			return r.Verdict
		}
	}
	return ""
}

func sideOf(j Judgement, dimension string) Colour {
	for _, d := range j.Dimensions {
		if d.Dimension == dimension {
			return d.Verdict
		}
	}
	return ""
}

// ruleCase changes a sound subject and says what one rule then says.
type ruleCase[F any] struct {
	rule   string
	change func(f *F)
	want   Colour
}

func TestRulesOfProjects(t *testing.T) {
	set := shipped(t)
	if j := set.judgeProject(ptr(sound()), day); j.Overall != Green || len(j.fired()) != 0 {
		t.Fatalf("a sound project: %s %+v", j.Overall, j.fired())
	}
	slip := func(n int) func(*ProjectFacts) { return func(f *ProjectFacts) { f.SlipDays = &n } }
	earned := func(pv, ev, ac int64) func(*ProjectFacts) {
		return func(f *ProjectFacts) { f.Earned.Earned = Earned{100, pv, ev, ac} }
	}
	severe := func(touched, due int, n int) func(*ProjectFacts) {
		return func(f *ProjectFacts) {
			for range n {
				f.Risks = append(f.Risks, Risk{ID: "k", Band: "high", TouchedOn: ago(touched), DueOn: ago(due)})
			}
		}
	}
	cond := func(criticality string, overdue bool, n int) func(*ProjectFacts) {
		return func(f *ProjectFacts) {
			for range n {
				f.Conditions = append(f.Conditions, Condition{ID: "c", Gate: "G3", Criticality: criticality, Overdue: overdue})
			}
		}
	}
	for _, c := range []ruleCase[ProjectFacts]{
		{"slip", slip(-40), Green}, {"slip", slip(29), Green}, {"slip", slip(30), Amber}, {"slip", slip(89), Amber}, {"slip", slip(90), Red},
		{"slip", func(f *ProjectFacts) { f.SlipDays = nil }, Grey},
		{"milestones", func(f *ProjectFacts) { f.Late.Count = 1 }, Amber}, {"milestones", func(f *ProjectFacts) { f.Late.Count = 3 }, Red},
		{"spi", earned(100, 95, 95), Green}, {"spi", earned(100, 94, 94), Amber}, {"spi", earned(100, 85, 85), Amber}, {"spi", earned(100, 84, 84), Red},
		{"spi", earned(0, 0, 0), ""}, {"spi", func(f *ProjectFacts) { f.Earned = nil }, ""}, {"spi", func(f *ProjectFacts) { f.Earned.AsOf = ago(46) }, Grey},
		{"spi", func(f *ProjectFacts) { f.State = "active" }, ""},
		{"cpi", earned(50, 95, 100), Green}, {"cpi", earned(50, 40, 45), Amber}, {"cpi", earned(50, 40, 48), Red},
		{"cost_variance", earned(50, 100, 109), Green}, {"cost_variance", earned(50, 100, 110), Amber}, {"cost_variance", earned(50, 100, 129), Amber},
		{"cost_variance", earned(50, 100, 130), Red}, {"cost_variance", earned(50, 100, 70), Red},
		{"said_cost", func(f *ProjectFacts) { f.Report.Cost = "amber" }, Amber}, {"said_cost", func(f *ProjectFacts) { f.Report.Cost = "red" }, Red},
		{"said_cost", func(f *ProjectFacts) { f.Report.Cost = "unknown" }, Grey}, {"said_cost", func(f *ProjectFacts) { f.Report.AsOf = ago(45) }, Green},
		{"said_cost", func(f *ProjectFacts) { f.Report.AsOf = ago(46) }, Grey}, {"said_cost", func(f *ProjectFacts) { f.Report = nil }, Grey},
		{"spent_ahead", func(f *ProjectFacts) { f.Money.Spent = 26 }, Green}, {"spent_ahead", func(f *ProjectFacts) { f.Money.Spent = 27 }, Amber},
		{"spent_ahead", func(f *ProjectFacts) { f.Money.Spent = 47 }, Red}, {"spent_ahead", func(f *ProjectFacts) { f.Money = nil }, ""},
		{"over_budget", func(f *ProjectFacts) { f.Money.Spent = 100 }, Green}, {"over_budget", func(f *ProjectFacts) { f.Money.Spent = 101 }, Red},
		{"said_quality", func(f *ProjectFacts) { f.Report.Quality = "red" }, Red}, {"said_risk", func(f *ProjectFacts) { f.Report.Risk = "amber" }, Amber},
		{"said_schedule", func(f *ProjectFacts) { f.Report.Schedule = "red" }, Red},
		{"risks_untouched", severe(90, 0, 1), Green}, {"risks_untouched", severe(91, 0, 1), Amber}, {"risks_untouched", severe(91, 0, 3), Red},
		{"risks_overdue", severe(1, 0, 1), Green}, {"risks_overdue", severe(1, 1, 1), Amber}, {"risks_overdue", severe(1, 1, 3), Red},
		{"critical_conditions", cond("critical", false, 1), Red}, {"critical_conditions", cond("essential", true, 1), Green},
		{"conditions_overdue", cond("essential", false, 1), Green}, {"conditions_overdue", cond("essential", true, 1), Amber},
		{"conditions_overdue", cond("critical", true, 3), Red}, {"conditions_overdue", cond("recommended", true, 3), Green},
		{"gate_returned", func(f *ProjectFacts) { f.Gate.Returned = 1 }, Amber}, {"gate_returned", func(f *ProjectFacts) { f.Gate.Returned = 2 }, Red},
		{"gate_waiting", func(f *ProjectFacts) { f.Gate.WaitingSince = ago(44) }, Green}, {"gate_waiting", func(f *ProjectFacts) { f.Gate.WaitingSince = ago(45) }, Amber},
		{"gate_waiting", func(f *ProjectFacts) { f.Gate.WaitingSince = ago(90) }, Red},
		{"findings_overdue", func(f *ProjectFacts) { f.Findings.Overdue = 1 }, Amber}, {"findings_overdue", func(f *ProjectFacts) { f.Findings.Overdue = 3 }, Red},
		{"findings_overdue", func(f *ProjectFacts) { f.Findings = nil }, Grey}, {"findings_severe", func(f *ProjectFacts) { f.Findings.SevereOverdue = 1 }, Red},
		{"findings_high", func(f *ProjectFacts) { f.Findings.Severe = 1 }, Amber}, {"findings_high", func(f *ProjectFacts) { f.Findings.Severe = 5 }, Red},
		{"maturity", func(f *ProjectFacts) { f.Maturity.Level = 1 }, Amber}, {"maturity", func(f *ProjectFacts) { f.Maturity.Level = 3 }, Green},
		{"maturity", func(f *ProjectFacts) { f.Maturity = nil }, ""},
		{"report_age", func(f *ProjectFacts) { f.Report.AsOf = ago(45) }, Green}, {"report_age", func(f *ProjectFacts) { f.Report.AsOf = ago(46) }, Grey},
		{"report_age", func(f *ProjectFacts) { f.Report, f.ActivatedOn = nil, ago(20) }, Green}, {"report_age", func(f *ProjectFacts) { f.Report = nil }, Grey},
	} {
		f := sound()
		c.change(&f)
		if got := verdictOf(set.judgeProject(&f, day), c.rule); got != c.want {
			t.Errorf("%s: %q, want %q in %+v", c.rule, got, c.want, f)
		}
	}
}

// The vector of the domain: cost amber, schedule red, the whole red. An input that is missing or too old is grey, and
// grey neither becomes green nor hides red.
func TestColourOfTheWhole(t *testing.T) {
	set := shipped(t)
	for name, c := range map[string]struct {
		change               func(f *ProjectFacts)
		cost, plan, quality  Colour
		overall, disagreeing Colour
	}{
		"the vector":      {func(f *ProjectFacts) { f.Earned.Earned = Earned{100, 50, 40, 45} }, Amber, Red, Green, Red, Red},
		"earned is old":   {func(f *ProjectFacts) { f.Earned.AsOf = ago(46) }, Grey, Grey, Green, Grey, ""},
		"no report":       {func(f *ProjectFacts) { f.Report = nil }, Grey, Grey, Grey, Grey, ""},
		"red beside grey": {func(f *ProjectFacts) { f.Report.AsOf = ago(60); f.SlipDays = ptr(90) }, Grey, Red, Grey, Red, Red},
		"amber over grey": {func(f *ProjectFacts) { f.Report.Quality = "unknown"; f.SlipDays = ptr(30) }, Green, Amber, Grey, Amber, Amber},
	} {
		f := sound()
		c.change(&f)
		row, j := set.projectState(&f, day, row0)
		if sideOf(j, "cost") != c.cost || sideOf(j, "schedule") != c.plan || sideOf(j, "quality") != c.quality || j.Overall != c.overall {
			t.Errorf("%s: %+v, whole %s", name, j.Dimensions, j.Overall)
		}
		if row.Disagreement != (c.disagreeing != "") {
			t.Errorf("%s: declared %q, evidence %q, disagreement %v", name, row.Declared, row.Overall, row.Disagreement)
		}
	}
}

func TestDisagree(t *testing.T) {
	for _, c := range []struct {
		declared, evidence Colour
		want               bool
	}{
		{Green, Amber, true}, {Green, Red, true}, {Amber, Red, true}, {Amber, Amber, false}, {Red, Amber, false}, {Green, Green, false},
		{Green, Grey, false}, {Grey, Red, false}, {"", Red, false},
	} {
		if got := Disagree(c.declared, c.evidence); got != c.want {
			t.Errorf("declared %q, evidence %q: %v", c.declared, c.evidence, got)
		}
	}
	if Worst(Grey, Green) != Grey || Worst(Grey, Amber) != Amber || Worst(Red, Grey) != Red || Worst() != "" || Worst("", Green) != Green {
		t.Error("the order is red, amber, grey, green")
	}
}

// No single thing that is not known, or too old, leaves a subject green.
func TestGreyIsNeverGreen(t *testing.T) {
	set := shipped(t)
	for name, change := range map[string]func(f *ProjectFacts){
		"no slip": func(f *ProjectFacts) { f.SlipDays = nil }, "old report": func(f *ProjectFacts) { f.Report.AsOf = ago(46) },
		"old earned value": func(f *ProjectFacts) { f.Earned.AsOf = ago(400) }, "cost not rated": func(f *ProjectFacts) { f.Report.Cost = "unknown" },
	} {
		f := sound()
		change(&f)
		if j := set.judgeProject(&f, day); j.Overall != Grey {
			t.Errorf("%s: %s", name, j.Overall)
		}
	}
	if j := set.judgeProject(&ProjectFacts{State: "active", Tier: "A"}, day); j.Overall != Grey {
		t.Errorf("nothing known: %s", j.Overall)
	}
	if j := set.judgeSystem(&SystemFacts{Phase: "operation", Criticality: "high", Completeness: 100, ConfirmBy: day}, day); j.Overall != Grey {
		t.Errorf("nothing known of a system: %s %+v", j.Overall, j.Results)
	}
}

func TestMistakesInTheRulesNameTheirLine(t *testing.T) {
	head := "version: 1\nrules:\n  - id: slip\n    subject: project\n    dimension: schedule\n    check: slip_days\n    ja: 遅れ\n    en: Slip\n"
	for name, c := range map[string]struct {
		source, rule string
		line         int
	}{
		"unknown key":       {head + "    amber: 3\n", "unknown_key", 9},
		"no limit":          {head, "no_limit", 3},
		"wrong direction":   {head + "    red_below: 3\n", "wrong_direction", 3},
		"order":             {head + "    amber_at: 90\n    red_at: 30\n", "limit_order", 10},
		"unknown check":     {strings.Replace(head, "slip_days", "luck", 1) + "    red_at: 1\n", "unknown_check", 6},
		"of another":        {strings.Replace(head, "subject: project", "subject: system", 1) + "    red_at: 1\n", "unknown_check", 6},
		"unknown subject":   {strings.Replace(head, "subject: project", "subject: person", 1) + "    red_at: 1\n", "unknown_subject", 4},
		"unknown dimension": {strings.Replace(head, "dimension: schedule", "dimension: mood", 1) + "    red_at: 1\n", "unknown_dimension", 5},
		"twice":             {head + "    red_at: 1\n" + strings.TrimPrefix(head, "version: 1\nrules:\n") + "    red_at: 1\n", "duplicate_id", 10},
		"no name":           {strings.Replace(head, "    en: Slip\n", "", 1) + "    red_at: 1\n", "missing_text", 3},
		"window":            {head + "    red_at: 1\n    days: 3\n", "window", 10},
		"tier":              {head + "    red_at: 1\n    only: { tiers: [D] }\n", "unknown_word", 10},
		"version":           {strings.Replace(head, "version: 1", "version: 2", 1) + "    red_at: 1\n", "version", 1},
	} {
		_, err := parseSet("health.yaml", []byte(c.source))
		faults, ok := err.(datafile.Faults)
		if !ok || !slices.ContainsFunc(faults, func(f datafile.Fault) bool { return f.Rule == c.rule && f.Line == c.line }) {
			t.Errorf("%s: want %s at line %d, got %v", name, c.rule, c.line, err)
		}
	}
}
