package logicmodels

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func f(v float64) *float64 { return &v }

func TestAchievement(t *testing.T) {
	for _, c := range []struct{ baseline, target, actual, want float64 }{
		{100, 200, 150, 50}, {100, 200, 200, 100}, {100, 200, 250, 150}, {100, 200, 80, -20},
		{60, 30, 45, 50}, {60, 30, 30, 100}, {60, 30, 20, 133.3}, {60, 30, 75, -50},
		{0, 10000, 9999, 99.9}, // what falls short never rounds up to the target
	} {
		if got := Achievement(c.baseline, c.target, c.actual); got == nil || *got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if Achievement(5, 5, 7) != nil {
		t.Error("a target that is the baseline tells nothing")
	}
}

// whole is a model that lacks nothing.
func whole() Draft {
	return Draft{
		Name: "オンライン化", Evidence: "来庁者調査", Because: "窓口が混む", Therefore: "来庁を減らす",
		Nodes: []Node{{"I1", Input, "予算", ""}, {"A1", Activity, "構築", ""}, {"O1", Output, "対象手続", ""}, {"C1", Initial, "利用", ""}, {"C3", Final, "来庁の減少", ""}, {"M1", Impact, "便利なまち", ""}},
		Links: []Link{{"I1", "A1"}, {"A1", "O1"}, {"O1", "C1"}, {"C1", "C3"}, {"C3", "M1"}},
		Indicators: []Indicator{
			{Key: "K1", Node: "C1", Name: "利用率", Direction: Increase, Baseline: f(10), BaselineYear: 2018, Target: f(50), TargetYear: 2020},
			{Key: "K2", Node: "C3", Name: "来庁者数", Direction: Decrease, Baseline: f(100), BaselineYear: 2018, Target: f(60), TargetYear: 2020},
		},
	}
}

func TestGaps(t *testing.T) {
	d := whole()
	if got := Gaps(&d); len(got) != 0 {
		t.Fatalf("a whole model: %+v", got)
	}
	for want, spoil := range map[string]func(*Draft){
		"no_indicator C1":               func(d *Draft) { d.Indicators = d.Indicators[1:] },
		"no_outgoing O1,no_incoming C1": func(d *Draft) { d.Links = slices.Delete(d.Links, 2, 3) },
		"stage_empty activity,no_outgoing I1,no_incoming O1": func(d *Draft) {
			d.Nodes = slices.Delete(d.Nodes, 1, 2)
			d.Links = d.Links[2:]
		},
		"skips A1":          func(d *Draft) { d.Links = append(d.Links, Link{"A1", "C1"}) },
		"year_order K1":     func(d *Draft) { d.Indicators[0].TargetYear = 2017 },
		"not_measurable K1": func(d *Draft) { d.Indicators[0].Baseline = nil },
		"no_evidence ":      func(d *Draft) { d.Evidence = "" },
		"no_hypothesis ":    func(d *Draft) { d.Therefore = " " },
	} {
		d := whole()
		spoil(&d)
		var got []string
		for _, g := range Gaps(&d) {
			what := g.Node
			if g.Indicator != "" {
				what = g.Indicator
			} else if g.Node == "" {
				what = string(g.Stage)
			}
			got = append(got, fmt.Sprintf("%s %s", g.Rule, what))
		}
		if strings.Join(got, ",") != want {
			t.Errorf("wanted %q, got %q", want, got)
		}
	}
}

func TestCheck(t *testing.T) {
	d := whole()
	if bad := d.Check(); len(bad) != 0 {
		t.Fatalf("%+v", bad)
	}
	for field, spoil := range map[string]func(*Draft){
		"nodes[1].key duplicate":                          func(d *Draft) { d.Nodes[1].Key = "I1"; d.Links = d.Links[2:] },
		"links[0].to not_found":                           func(d *Draft) { d.Links[0].To = "X" },
		"links[5].to backwards":                           func(d *Draft) { d.Links = append(d.Links, Link{"C3", "C1"}) },
		"links[5].to duplicate":                           func(d *Draft) { d.Links = append(d.Links, d.Links[0]) },
		"indicators[0].node not_found":                    func(d *Draft) { d.Indicators[0].Node = "X" },
		"indicators[0].targetYear target_before_baseline": func(d *Draft) { d.Indicators[0].TargetYear = 2017 },
		"indicators[1].target direction":                  func(d *Draft) { d.Indicators[1].Target = f(101) },
		"actuals[0].indicator not_found":                  func(d *Draft) { d.Actuals = []Actual{{"X", 2019, f(1)}} },
		"actuals[1].fiscalYear duplicate":                 func(d *Draft) { d.Actuals = []Actual{{"K1", 2019, f(1)}, {"K1", 2019, f(2)}} },
		"fyTo after":                                      func(d *Draft) { d.FyFrom, d.FyTo = 2020, 2019 },
		"evidenceUrl link":                                func(d *Draft) { d.EvidenceURL = "javascript:1" },
	} {
		d := whole()
		spoil(&d)
		var got []string
		for _, x := range d.Check() {
			got = append(got, x.Field+" "+x.Rule)
		}
		if !slices.Contains(got, field) {
			t.Errorf("wanted %q, got %q", field, got)
		}
	}
}

func TestMeasure(t *testing.T) {
	d := whole()
	d.Actuals = []Actual{{"K1", 2019, f(30)}, {"K1", 2018, f(12)}, {"K2", 2020, f(58)}}
	m := d.Measure()
	if m[0].FiscalYear != 2019 || *m[0].Achievement != 50 || *m[0].Expected != 30 || *m[1].Achievement != 105 || *m[1].Expected != 60 {
		t.Errorf("%+v", m)
	}
	row := Model{Draft: d}
	if row.Derive(); row.MeasuredCount != 2 || row.ReachedCount != 1 || row.GapCount != 0 {
		t.Errorf("%+v", row.Standing)
	}
}
