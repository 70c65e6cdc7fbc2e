package plans

import (
	"math"
	"slices"
	"testing"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

var day = fiscal.MustDate

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        string
	}{
		{53, 55, "96"}, {74, 76, "97"}, {21, 21, "100"}, {0, 10, "0"}, {1, 2, "50"}, {1, 8, "13"}, {5, 1000, "1"}, {1, 1000, "1"}, {999, 1000, "99"}, {0, 0, "–"},
	} {
		got := "–"
		if p := Percent(c.part, c.whole); p != nil {
			got = text(*p)
		}
		if got != c.want {
			t.Errorf("%d of %d: %s %%, want %s", c.part, c.whole, got, c.want)
		}
	}
}

func text(n int64) string { return number(ptr(float64(n))) }

func ptr[T any](v T) *T { return &v }

// The plan of FY2015–2017: 55 planned and 21 added make 76; 53 and 21 of them were
// achieved, 2 go on.
func TestReconciliation(t *testing.T) {
	plan := []tally{
		{Origin: Initial, Outcome: Achieved, N: 53}, {Origin: Initial, Outcome: Continuing, N: 2}, {Origin: Added, Outcome: Achieved, N: 21},
	}
	c := count(plan)
	want := Counts{Initial: 55, Added: 21, Achieved: 74, Continuing: 2, AchievedInitial: 53, AchievedAdded: 21, Total: 76}
	if c != want || !c.Reconciles() {
		t.Fatalf("%+v, want %+v", c, want)
	}
	for _, x := range []struct {
		name string
		rows []tally
		ok   bool
	}{
		{"empty", nil, true},
		{"still running", []tally{{Origin: Initial, Outcome: Running, N: 3}, {Origin: Added, Outcome: Withdrawn, N: 1}}, true},
		{"no origin", []tally{{Outcome: Achieved, N: 1}}, false},
		{"no outcome", []tally{{Origin: Initial, N: 1}}, false},
	} {
		if got := count(x.rows).Reconciles(); got != x.ok {
			t.Errorf("%s: reconciles %v", x.name, got)
		}
	}
}

func TestRate(t *testing.T) {
	for _, c := range []struct {
		baseline, target, actual float64
		want                     float64 // NaN: cannot be told
	}{
		{10, 20, 15, 0.5}, {10, 20, 20, 1}, {10, 20, 25, 1.5}, {10, 20, 5, -0.5}, // increase
		{100, 50, 75, 0.5}, {100, 50, 40, 1.2}, {100, 50, 110, -0.2}, // decrease
		{0, 0, 5, math.NaN()}, {99.9, 99.9, 99.9, math.NaN()}, {0, 3500, 0, 0},
	} {
		got := Rate(c.baseline, c.target, c.actual)
		switch {
		case math.IsNaN(c.want) != (got == nil), got != nil && math.Abs(*got-c.want) > 1e-12:
			t.Errorf("%v: %v, want %v", c, got, c.want)
		}
	}
}

func kpi(direction string, baseline *float64, baseYear int64, targets []Target, actuals ...Actual) *KPI {
	return &KPI{KPIDraft: KPIDraft{Direction: direction, Baseline: baseline, BaselineYear: baseYear}, Targets: targets, Actuals: actuals}
}

func TestKPIStateAndDueDay(t *testing.T) {
	starts := day("2018-04-01")
	to := func(v float64, year int64) []Target { return []Target{{Value: v, Year: year}} }
	for _, c := range []struct {
		name  string
		kpi   *KPI
		state KPIState
		due   string
		rate  *float64
	}{
		{"no baseline", kpi(Increase, nil, 0, to(10, 2020)), KPIIncomplete, "2019-04-01", nil},
		{"no target", kpi(Increase, ptr(1.0), 2017, nil), KPIIncomplete, "", nil},
		{"not measured", kpi(Increase, ptr(0.0), 2017, to(10, 2020)), KPIUnmeasured, "2019-04-01", nil},
		{"on the way", kpi(Increase, ptr(0.0), 2017, to(10, 2020), Actual{Year: 2018, Value: 4}), KPIBelow, "2020-04-01", ptr(40.0)},
		{"met early", kpi(Increase, ptr(0.0), 2017, to(10, 2020), Actual{Year: 2018, Value: 12}), KPIMet, "2020-04-01", ptr(120.0)},
		{"all measured", kpi(Decrease, ptr(30.0), 2017, to(10, 2020), Actual{Year: 2020, Value: 9}), KPIMet, "", ptr(105.0)},
		{"worse than before", kpi(Decrease, ptr(30.0), 2017, to(10, 2020), Actual{Year: 2020, Value: 32}), KPIBelow, "", ptr(-10.0)},
		{"a correction counts", kpi(Increase, ptr(0.0), 2017, to(10, 2019), Actual{Year: 2019, Value: 10}, Actual{Year: 2019, Value: 8}), KPIBelow, "", ptr(80.0)},
		{"kept level", kpi(Increase, ptr(99.9), 2017, to(99.9, 2020), Actual{Year: 2020, Value: 99.9}), KPIMet, "", nil},
		{"revised target", kpi(Increase, ptr(0.0), 2017, []Target{{Value: 10, Year: 2020}, {Value: 20, Year: 2020}}, Actual{Year: 2020, Value: 10}), KPIBelow, "", ptr(50.0)},
	} {
		v := c.kpi.view(starts, day("2019-06-01"))
		if v.State != c.state || v.DueOn.String() != c.due {
			t.Errorf("%s: %s due %q, want %s due %q", c.name, v.State, v.DueOn, c.state, c.due)
		}
		if (v.Rate == nil) != (c.rate == nil) || v.Rate != nil && *v.Rate != *c.rate {
			t.Errorf("%s: rate %v, want %v", c.name, v.Rate, c.rate)
		}
		if want := c.due != "" && c.due <= "2019-06-01"; v.Missing != want {
			t.Errorf("%s: missing %v", c.name, v.Missing)
		}
	}
	revised := kpi(Increase, ptr(0.0), 2017, []Target{{Value: 10, Year: 2020}, {Value: 20, Year: 2020}}, Actual{Year: 2020, Value: 10})
	if v := revised.view(starts, starts); *v.FirstRate != 100 || len(v.Targets) != 2 {
		t.Errorf("the first target must stay visible: %+v", v)
	}
}

func TestTargetsAgreeWithDirection(t *testing.T) {
	for _, c := range []struct {
		direction string
		target    float64
		year      int64
		rule      string
	}{
		{Increase, 20, 2020, ""}, {Increase, 10, 2020, ""}, {Increase, 5, 2020, "direction"}, {Decrease, 20, 2020, "direction"}, {Increase, 20, 2016, "date_order"},
	} {
		err := kpi(c.direction, ptr(10.0), 2017, nil).aim(Target{Value: c.target, Year: c.year})
		rule := ""
		if err != nil {
			rule = fault.Of(err).Fields[0].Rule
		}
		if rule != c.rule {
			t.Errorf("%+v: %q", c, rule)
		}
	}
}

func TestEvidence(t *testing.T) {
	s, today := Settings{UpdateDays: 365, NoticeDays: 30}, day("2026-06-04")
	base := func(change func(a *Action)) *Action {
		a := &Action{Draft: Draft{StartsOn: day("2026-04-01"), EndsOn: day("2027-03-31")}, Outcome: Running}
		a.ReportedOn, a.MilestoneCount, a.MilestoneDueOn = day("2026-05-20"), 2, day("2026-06-30")
		change(a)
		return a
	}
	for _, c := range []struct {
		name   string
		change func(a *Action)
		plan   State
		want   Evidence
		rules  []string
	}{
		{"as planned", func(*Action) {}, StateApproved, EvidenceOnTrack, nil},
		{"of a draft", func(*Action) {}, StateDraft, EvidenceNotStarted, nil},
		{"achieved", func(a *Action) { a.Outcome = Achieved; a.MilestoneDueOn = day("2025-03-31") }, StateApproved, EvidenceEnded, nil},
		{"quarter passed", func(a *Action) { a.MilestoneDueOn = day("2026-06-03") }, StateApproved, EvidenceBehind, []string{"milestone_passed"}},
		{"quarter ends today", func(a *Action) { a.MilestoneDueOn = today }, StateApproved, EvidenceOnTrack, nil},
		{"period over", func(a *Action) { a.EndsOn = day("2026-06-03") }, StateApproved, EvidenceBehind, []string{"period_over"}},
		{"silent for a year", func(a *Action) { a.StartsOn, a.ReportedOn = day("2024-04-01"), day("2025-06-04") }, StateApproved, EvidenceOnTrack, nil},
		{"silent for longer", func(a *Action) { a.StartsOn, a.ReportedOn = day("2024-04-01"), day("2025-06-03") }, StateApproved, EvidenceBehind, []string{"no_update"}},
		{"never spoke for longer", func(a *Action) { a.StartsOn, a.ReportedOn = day("2025-06-03"), fiscal.Date{} }, StateApproved, EvidenceBehind, []string{"no_update"}},
		{"not begun", func(a *Action) { a.StartsOn, a.ReportedOn = day("2026-07-01"), fiscal.Date{} }, StateApproved, EvidenceNotStarted, nil},
		{"never spoke yet", func(a *Action) { a.ReportedOn = fiscal.Date{} }, StateApproved, EvidenceUnknown, []string{"never_reported"}},
		{"nothing planned", func(a *Action) { a.MilestoneCount, a.MilestoneDueOn = 0, fiscal.Date{} }, StateApproved, EvidenceUnknown, []string{"no_milestones"}},
		{"all reached", func(a *Action) { a.MilestoneDueOn = fiscal.Date{} }, StateApproved, EvidenceOnTrack, nil},
		{"value missing", func(a *Action) { a.KPIDueOn = day("2026-04-01") }, StateApproved, EvidenceUnknown, []string{"kpi_missing"}},
		{"value due next year", func(a *Action) { a.KPIDueOn = day("2027-04-01") }, StateApproved, EvidenceOnTrack, nil},
	} {
		got, why := s.Judge(base(c.change), c.plan, today)
		var rules []string
		for _, w := range why {
			rules = append(rules, w.Rule)
		}
		if got != c.want || !slices.Equal(rules, c.rules) {
			t.Errorf("%s: %s %v, want %s %v", c.name, got, rules, c.want, c.rules)
		}
	}
}

func TestMilestonesOfAnAction(t *testing.T) {
	a := &Action{Draft: Draft{Code: "Ａ－1", Milestones: store.List[Milestone]{{Quarter: "2027Q1", Text: "b"}, {Quarter: "2026Q4", Text: "a", DoneOn: day("2027-01-05")}}}}
	a.derive()
	if a.Code != "A-1" || a.MilestoneCount != 2 || a.MilestonesDone != 1 || a.MilestoneDueOn != day("2027-06-30") || a.Milestones[0].Quarter != "2026Q4" {
		t.Errorf("%+v", a)
	}
	d := Draft{StartsOn: day("2026-04-01"), EndsOn: day("2026-03-31"), SystemIDs: store.List[string]{"x", "x"}, Milestones: store.List[Milestone]{{Quarter: "2026Q1"}, {Quarter: "2026Q1"}, {Quarter: "2026Q5"}}}
	var rules []string
	for _, f := range d.Check() {
		rules = append(rules, f.Field+":"+f.Rule)
	}
	if want := []string{"endsOn:date_order", "milestones[1].quarter:duplicate", "milestones[2].quarter:format", "systemIds[1]:duplicate"}; !slices.Equal(rules, want) {
		t.Errorf("%v", rules)
	}
}

func TestDiff(t *testing.T) {
	content := func(change func(c *Content)) *Content {
		c := &Content{Code: "AP", Name: "計画", FYFrom: 2018, FYTo: 2020, Themes: []ThemeContent{{ID: "t", Code: "T", Name: "AI", Actions: []ActionContent{
			{ID: "1", Code: "A-1", Name: "一", Milestones: []MilestoneContent{{"2018Q1", "設計"}}, KPIs: []KPIContent{{ID: "k", Name: "件数", Target: ptr(10.0), TargetYear: 2020}}},
			{ID: "2", Code: "A-2", Name: "二"}, {ID: "3", Code: "A-3", Name: "三"},
		}}}}
		change(c)
		return c
	}
	old := content(func(*Content) {})
	d := Diff(old, content(func(c *Content) {
		as := c.Themes[0].Actions
		as[0].Milestones, as[0].KPIs = []MilestoneContent{{"2018Q2", "設計"}}, []KPIContent{{ID: "k", Name: "件数", Target: ptr(20.0), TargetYear: 2020}}
		c.Themes[0].Actions = append(as[:2:2], ActionContent{ID: "4", Code: "A-4"})
		c.Name = "計画（改）"
	}))
	if len(d.Added) != 1 || d.Added[0].Code != "A-4" || len(d.Removed) != 1 || d.Removed[0].Code != "A-3" || d.Unchanged != 1 || len(d.Themes) != 1 {
		t.Errorf("%+v", d)
	}
	if len(d.Changed) != 1 || len(d.Changed[0].Fields) != 3 {
		t.Fatalf("changed: %+v", d.Changed)
	}
	if same := Diff(old, content(func(*Content) {})); same.Unchanged != 3 || len(same.Changed)+len(same.Added)+len(same.Removed)+len(same.Themes) != 0 {
		t.Errorf("the same: %+v", same)
	}
	if first := Diff(&Content{}, old); len(first.Added) != 3 || len(first.Themes) != 0 {
		t.Errorf("against nothing: %+v", first)
	}
}
