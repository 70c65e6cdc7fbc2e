package health

import (
	"testing"

	"miotsukushi/backend/platform/store"
)

var row0 = store.Time{}

func soundSystem() SystemFacts {
	return SystemFacts{
		ID: "s", Code: "S1", Phase: "operation", Criticality: "critical", ContractEndsOn: day.AddDays(400), RenewalOn: day.AddDays(400),
		ConfirmBy: day.AddDays(10), Completeness: 100, Findings: &Findings{}, Money: &Money{FY: 2026, Budget: 100, Spent: 10, Elapsed: 170},
		Components: []Component{{Name: "DB", MainOn: day.AddDays(900), EndsOn: day.AddDays(1000), SeenOn: ago(30)}},
		Maturity:   &Maturity{Level: 2, Target: 2}, Operation: &Operation{Months: 12, Target: ptr(int64(999000))},
	}
}

func TestRulesOfSystems(t *testing.T) {
	set := shipped(t)
	if j := set.judgeSystem(ptr(soundSystem()), day); j.Overall != Green || len(j.fired()) != 0 {
		t.Fatalf("a sound system: %s %+v", j.Overall, j.fired())
	}
	support := func(end, seen int) func(*SystemFacts) {
		return func(f *SystemFacts) { f.Components[0].EndsOn, f.Components[0].SeenOn = day.AddDays(end), ago(seen) }
	}
	add := func(c Component) func(*SystemFacts) {
		return func(f *SystemFacts) { f.Components = append(f.Components, c) }
	}
	for _, c := range []ruleCase[SystemFacts]{
		{"support", support(366, 1), Green}, {"support", support(365, 1), Amber}, {"support", support(0, 1), Amber}, {"support", support(-1, 1), Red},
		{"support", support(900, 365), Green}, {"support", support(900, 366), Grey}, {"support", support(-1, 999), Red},
		{"support", func(f *SystemFacts) { f.Components = nil }, Grey}, {"support", func(f *SystemFacts) { f.Components, f.SaaS = nil, true }, ""},
		{"support", add(Component{Name: "?"}), Grey}, {"support", add(Component{Name: "old", EndsOn: day.AddDays(900), SeenOn: ago(500)}), Grey},
		{"support", add(Component{Name: "over", EndsOn: ago(1)}), Red}, {"support", func(f *SystemFacts) { f.Phase = "planning" }, ""},
		{"support_extended", func(f *SystemFacts) { f.Components[0].MainOn = ago(1) }, Amber}, {"support_extended", add(Component{MainOn: ago(9), EndsOn: ago(1)}), Green},
		{"renewal", func(f *SystemFacts) { f.RenewalOn = day }, Green}, {"renewal", func(f *SystemFacts) { f.RenewalOn = ago(1) }, Amber},
		{"renewal", func(f *SystemFacts) { f.RenewalOn = ago(730) }, Red},
		{"renewal", func(f *SystemFacts) { f.RenewalOn, f.Projects = ago(1), []Record{{ID: "p"}} }, ""},
		{"contract", func(f *SystemFacts) { f.ContractEndsOn = day.AddDays(91) }, Green}, {"contract", func(f *SystemFacts) { f.ContractEndsOn = day.AddDays(90) }, Amber},
		{"contract", func(f *SystemFacts) { f.ContractEndsOn = ago(1) }, Red}, {"contract", func(f *SystemFacts) { f.ContractEndsOn = ago(9999999) }, ""},
		{"contract", func(f *SystemFacts) { f.ContractEndsOn, f.Projects = day.AddDays(5), []Record{{ID: "p"}} }, ""},
		{"confirm", func(f *SystemFacts) { f.ConfirmBy = day }, Green}, {"confirm", func(f *SystemFacts) { f.ConfirmBy = ago(1) }, Grey},
		{"outages", func(f *SystemFacts) { f.Operation.Outages = 1 }, Amber}, {"outages", func(f *SystemFacts) { f.Operation.Outages = 3 }, Red},
		{"outages", func(f *SystemFacts) { f.Operation = nil }, Grey}, {"outage_open", func(f *SystemFacts) { f.Operation.Open = true }, Red},
		{"availability", func(f *SystemFacts) { f.Operation.Missed = 1 }, Amber}, {"availability", func(f *SystemFacts) { f.Operation.Missed = 4 }, Red},
		{"availability", func(f *SystemFacts) { f.Operation.Months = 0 }, Grey},
		{"availability", func(f *SystemFacts) { f.Operation.Months, f.Criticality = 0, "low" }, ""},
		{"system_findings_overdue", func(f *SystemFacts) { f.Findings.Overdue = 1 }, Amber}, {"system_findings_severe", func(f *SystemFacts) { f.Findings.SevereOverdue = 1 }, Red},
		{"system_findings_high", func(f *SystemFacts) { f.Findings.Severe = 1 }, Amber}, {"system_maturity", func(f *SystemFacts) { f.Maturity.Level = 1 }, Amber},
		{"completeness", func(f *SystemFacts) { f.Completeness = 60 }, Green}, {"completeness", func(f *SystemFacts) { f.Completeness = 59 }, Amber},
		{"completeness", func(f *SystemFacts) { f.Completeness = 29 }, Red},
	} {
		f := soundSystem()
		c.change(&f)
		if got := verdictOf(set.judgeSystem(&f, day), c.rule); got != c.want {
			t.Errorf("%s: %q, want %q in %+v", c.rule, got, c.want, f)
		}
	}
}

// Cost is rounded half up to whole yen; without an input there is no quotient.
func TestWorth(t *testing.T) {
	for _, c := range []struct {
		cost, users, kpi *int64
		user, perPercent *int64
	}{
		{ptr(int64(1000)), ptr(int64(3)), ptr(int64(500)), ptr(int64(333)), ptr(int64(20))},
		{ptr(int64(5)), ptr(int64(2)), ptr(int64(1000)), ptr(int64(3)), ptr(int64(0))},
		{ptr(int64(5)), ptr(int64(0)), ptr(int64(0)), nil, nil}, {nil, ptr(int64(2)), ptr(int64(500)), nil, nil}, {ptr(int64(5)), nil, nil, nil, nil},
	} {
		w := Worth{YearCost: c.cost, Users: c.users, KPIPermille: c.kpi}.complete()
		if !same(w.UserCost, c.user) || !same(w.KPICost, c.perPercent) {
			t.Errorf("%v for %v users, %v: %v, %v", *or(c.cost), *or(c.users), *or(c.kpi), *or(w.UserCost), *or(w.KPICost))
		}
	}
}

func or(p *int64) *int64 {
	if p == nil {
		return ptr(int64(-1))
	}
	return p
}

func same(a, b *int64) bool { return *or(a) == *or(b) }
