package logicmodels

import (
	"fmt"
	"math"
	"slices"

	"miotsukushi/backend/platform/fault"
)

// Stage is a column of the logic model.
type Stage string

// The columns, from what is put in to what changes in the end.
const (
	Input    Stage = "input"
	Activity Stage = "activity"
	Output   Stage = "output"
	Initial  Stage = "initial" // first outcome
	Mid      Stage = "mid"
	Final    Stage = "final"
	Impact   Stage = "impact"
)

// Stages lists the columns in their order.
var Stages = []Stage{Input, Activity, Output, Initial, Mid, Final, Impact}

// place is the column of a stage, and step the link of the chain that it belongs to: the three outcomes are one.
func (s Stage) place() int { return slices.Index(Stages, s) }

func (s Stage) step() int {
	switch {
	case s.Outcome():
		return 3
	case s == Impact:
		return 4
	}
	return s.place()
}

// Outcome tells whether a column holds outcomes.
func (s Stage) Outcome() bool { return s == Initial || s == Mid || s == Final }

// Directions in which an indicator should move.
const (
	Increase = "increase"
	Decrease = "decrease"
)

// Achievement is the way gone over the way to go in percent, to one decimal. Nil when target and baseline are the same. It
// may exceed 100 and may be negative; the direction is in the figures themselves. What falls short of the target never
// rounds up to it.
func Achievement(baseline, target, actual float64) *float64 {
	if target == baseline {
		return nil
	}
	way := (actual - baseline) / (target - baseline)
	r := math.Round(way*1000) / 10
	if math.IsInf(r, 0) || math.IsNaN(r) { // a target next to its baseline: no number that says anything
		return nil
	}
	if way < 1 && r >= 100 {
		r = 99.9
	}
	return &r
}

// Gap is something that a model lacks, with what it concerns.
type Gap struct {
	Rule      string `json:"rule" enum:"stage_empty,no_indicator,no_incoming,no_outgoing,skips,not_measurable,year_order,no_evidence,no_hypothesis"`
	Stage     Stage  `json:"stage,omitempty" doc:"Column concerned"`
	Node      string `json:"node,omitempty" doc:"Key of the element concerned"`
	To        string `json:"to,omitempty" doc:"Element at the other end of a link"`
	Indicator string `json:"indicator,omitempty" doc:"Key of the indicator concerned"`
}

// required are the columns that a chain needs; of the outcomes, one is enough.
var required = []struct {
	stage Stage
	step  int
}{{Input, 0}, {Activity, 1}, {Output, 2}, {Initial, 3}, {Impact, 4}}

// Gaps names what a model lacks: columns without an element, elements that nothing leads to or that lead nowhere, links
// that jump over a column, outcomes without an indicator, indicators that cannot be measured.
func Gaps(d *Draft) []Gap {
	out := []Gap{}
	filled, incoming, outgoing, measured := map[int]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	stage := map[string]Stage{}
	for _, n := range d.Nodes {
		stage[n.Key] = n.Stage
		filled[n.Stage.step()] = true
	}
	for _, l := range d.Links {
		incoming[l.To], outgoing[l.From] = true, true
	}
	for _, i := range d.Indicators {
		measured[i.Node] = true
	}
	for _, r := range required {
		if !filled[r.step] {
			out = append(out, Gap{Rule: "stage_empty", Stage: r.stage})
		}
	}
	for _, n := range d.Nodes {
		if n.Stage != Input && !incoming[n.Key] {
			out = append(out, Gap{Rule: "no_incoming", Stage: n.Stage, Node: n.Key})
		}
		if n.Stage != Impact && !outgoing[n.Key] {
			out = append(out, Gap{Rule: "no_outgoing", Stage: n.Stage, Node: n.Key})
		}
		if n.Stage.Outcome() && !measured[n.Key] {
			out = append(out, Gap{Rule: "no_indicator", Stage: n.Stage, Node: n.Key})
		}
	}
	for _, l := range d.Links {
		if stage[l.To].step()-stage[l.From].step() > 1 {
			out = append(out, Gap{Rule: "skips", Stage: stage[l.From], Node: l.From, To: l.To})
		}
	}
	for _, i := range d.Indicators {
		switch {
		case i.Baseline == nil || i.Target == nil || i.BaselineYear == 0 || i.TargetYear == 0:
			out = append(out, Gap{Rule: "not_measurable", Node: i.Node, Indicator: i.Key})
		case i.TargetYear < i.BaselineYear:
			out = append(out, Gap{Rule: "year_order", Node: i.Node, Indicator: i.Key})
		}
	}
	if blank(d.Evidence) && blank(d.EvidenceURL) {
		out = append(out, Gap{Rule: "no_evidence"})
	}
	if blank(d.Because) || blank(d.Therefore) {
		out = append(out, Gap{Rule: "no_hypothesis"})
	}
	return out
}

// checkModel refuses what no model can mean: two elements of one key, links to nowhere or backwards, targets before their
// baseline or against their direction.
func checkModel(d *Draft) (out []fault.Field) {
	bad := func(list string, i int, field, rule string) {
		out = append(out, fault.Field{Field: fmt.Sprintf("%s[%d].%s", list, i, field), Rule: rule})
	}
	stage := map[string]Stage{}
	for i, n := range d.Nodes {
		if _, twice := stage[n.Key]; twice {
			bad("nodes", i, "key", "duplicate")
		}
		stage[n.Key] = n.Stage
	}
	for i, l := range d.Links {
		from, ok := stage[l.From]
		to, there := stage[l.To]
		switch {
		case !ok:
			bad("links", i, "from", "not_found")
		case !there:
			bad("links", i, "to", "not_found")
		case to.place() <= from.place():
			bad("links", i, "to", "backwards")
		case slices.Contains(d.Links[:i], l):
			bad("links", i, "to", "duplicate")
		}
	}
	keys := map[string]bool{}
	for i, x := range d.Indicators {
		if keys[x.Key] {
			bad("indicators", i, "key", "duplicate")
		}
		keys[x.Key] = true
		if _, ok := stage[x.Node]; !ok {
			bad("indicators", i, "node", "not_found")
		}
		if x.TargetYear != 0 && x.BaselineYear != 0 && x.TargetYear < x.BaselineYear {
			bad("indicators", i, "targetYear", "target_before_baseline")
		}
		if x.Baseline != nil && x.Target != nil && (x.Direction == Increase && *x.Target < *x.Baseline || x.Direction == Decrease && *x.Target > *x.Baseline) {
			bad("indicators", i, "target", "direction")
		}
	}
	type year struct {
		key string
		fy  int
	}
	seen := map[year]bool{}
	for i, a := range d.Actuals {
		if !keys[a.Indicator] {
			bad("actuals", i, "indicator", "not_found")
		}
		if seen[year{a.Indicator, a.FiscalYear}] {
			bad("actuals", i, "fiscalYear", "duplicate")
		}
		seen[year{a.Indicator, a.FiscalYear}] = true
	}
	return out
}
