package gates

import (
	"slices"
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

// soundFacts pass every check: a present system in use with its record complete.
func soundFacts() LiveFacts {
	d := fiscal.MustDate
	return LiveFacts{
		Systems: []SystemFacts{{
			ID: "s", Code: "TAX", Name: "税務事務", Phase: "operation", NetworkZone: "my_number", Confidentiality: "3", Integrity: "2", Availability: "2",
			Functions: []string{"税額計算"}, Overlaps: []string{"OLD"}, Interfaces: 2,
			ConfirmedOn: d("2018-07-01"), ConfirmBy: d("2019-06-30"), ContractEndsOn: d("2021-03-31"),
			Components: []ComponentFacts{{Name: "DB", EndsOn: d("2020-12-31"), CheckedOn: d("2018-04-01")}},
		}},
		Milestones:   []MilestoneFacts{{ID: "m", Name: "稼働", BaselineOn: d("2020-10-01")}},
		Risks:        []RiskFacts{{ID: "r", Title: "要員不足", Score: 12, Open: true, TouchedOn: d("2018-09-01")}},
		Findings:     []FindingFacts{{ID: "f", Code: "F2018-001", Title: "棚卸し", DueOn: d("2018-12-01")}},
		LatestReport: &ReportFacts{ID: "rep", AsOf: d("2018-09-01")},
		Availability: map[string]AvailabilityFacts{"s": {Hours: true, Target: true, Measured: true, Stops: 2, RestoreSeconds: 5400}},
		Budgets: []BudgetFacts{
			{ID: "b1", Code: "B19", FiscalYear: 2019, OneOff: true, Planned: 100, Revised: 110, Contract: 300, Commitments: 200, Budgeted: true, Settled: true, Spent: 90},
			{ID: "b2", Code: "B20", FiscalYear: 2020, OneOff: true, Planned: 150},
		},
		Roles: []RoleFacts{{ID: "n", Label: "プロジェクト管理", Open: new(int64)}},
		KPIs:  []KPIFacts{{ActionID: "a", ActionCode: "A-1", Name: "待ち時間", Complete: true, Measured: true, Met: true}},
	}
}

func soundInput() Input {
	return Input{
		Project: Facts{ProjectID: "p", Tier: TierA, HeadID: "head", ManagerID: "pm", BuildCost: 300, RunCost: 200, FinishOn: fiscal.MustDate("2020-12-31")},
		Gate:    "G1", Today: today,
		Application: &Application{ID: "a", Documents: []Document{{Kind: "proposal", Title: "企画書"}, {Kind: "cost_estimate", Reference: "R-1"}}},
	}
}

func TestOwnChecks(t *testing.T) {
	set := citySet(t)
	d := fiscal.MustDate
	late := func(f *LiveFacts, _ *Input) { f.Findings[0].Overdue = true }
	noSystem := func(f *LiveFacts, _ *Input) { f.Systems = nil }
	sys := func(change func(*SystemFacts)) func(*LiveFacts, *Input) {
		return func(f *LiveFacts, _ *Input) { change(&f.Systems[0]) }
	}
	level := func(a AvailabilityFacts) func(*LiveFacts, *Input) {
		return func(f *LiveFacts, _ *Input) { f.Availability = map[string]AvailabilityFacts{"s": a} }
	}
	books := func(change func(*BudgetFacts)) func(*LiveFacts, *Input) {
		return func(f *LiveFacts, _ *Input) {
			for i := range f.Budgets {
				change(&f.Budgets[i])
			}
		}
	}
	measure := func(change func(*KPIFacts)) func(*LiveFacts, *Input) {
		return func(f *LiveFacts, _ *Input) { change(&f.KPIs[0]) }
	}
	cond := func(gate GateID, c Criticality, s ConditionState, due string) func(*LiveFacts, *Input) {
		return func(_ *LiveFacts, in *Input) {
			in.Gate = "G3"
			in.Conditions = []Condition{{ID: "c", Gate: gate, Criticality: c, State: s, OwnerID: "o", DueOn: d(due)}}
		}
	}
	for _, c := range []struct {
		check, name string
		change      func(*LiveFacts, *Input)
		want        string
	}{
		{"previous_conditions_closed", "none", nil, "met conditions_closed"},
		{"previous_conditions_closed", "a recommended one open", cond("G2", Recommended, ConditionOpen, "2018-12-01"), "unmet conditions_open"},
		{"previous_conditions_closed", "verified", cond("G2", Essential, ConditionVerified, "2018-12-01"), "met conditions_closed"},
		{"previous_conditions_closed", "of another gate", cond("G1", Essential, ConditionOpen, "2018-12-01"), "met conditions_closed"},
		{"previous_conditions_closed", "the first gate", func(_ *LiveFacts, in *Input) { in.Gate = "G0" }, "not_applicable no_previous_gate"},
		{"essential_conditions_closed", "essential open", cond("G2", Essential, ConditionReported, "2018-12-01"), "unmet essential_conditions_open"},
		{"essential_conditions_closed", "critical open", cond("G2", Critical, ConditionOpen, "2018-12-01"), "unmet essential_conditions_open"},
		{"essential_conditions_closed", "recommended open", cond("G2", Recommended, ConditionOpen, "2018-12-01"), "met conditions_closed"},
		{"essential_conditions_closed", "the first gate", func(_ *LiveFacts, in *Input) { in.Gate = "G0" }, "not_applicable no_previous_gate"},
		{"no_overdue_conditions", "none", nil, "met no_overdue_conditions"},
		{"no_overdue_conditions", "one", cond("G1", Recommended, ConditionOpen, "2018-09-30"), "unmet conditions_overdue"},
		{"no_overdue_findings", "one in time", nil, "met no_overdue_findings"},
		{"no_overdue_findings", "one late", late, "unmet findings_overdue"},
		{"no_overdue_findings", "none", func(f *LiveFacts, _ *Input) { f.Findings = nil }, "met no_overdue_findings"},
		{"nothing_overdue", "nothing", nil, "met nothing_overdue"},
		{"nothing_overdue", "a finding", late, "unmet findings_overdue"},
		{"nothing_overdue", "a condition", cond("G1", Recommended, ConditionOpen, "2018-09-30"), "unmet conditions_overdue"},
		{"owner_and_manager_assigned", "both", nil, "met persons_assigned"},
		{"owner_and_manager_assigned", "no head", func(_ *LiveFacts, in *Input) { in.Project.HeadID = "" }, "unmet persons_missing"},
		{"owner_and_manager_assigned", "no manager", func(_ *LiveFacts, in *Input) { in.Project.ManagerID = "" }, "unmet persons_missing"},
		{"cost_split_entered", "both", nil, "met cost_entered"},
		{"cost_split_entered", "a service without build", func(_ *LiveFacts, in *Input) { in.Project.BuildCost = 0 }, "met cost_entered"},
		{"cost_split_entered", "no running cost", func(_ *LiveFacts, in *Input) { in.Project.RunCost = 0 }, "unmet cost_missing"},
		{"cost_plan_ready", "one document empty", func(_ *LiveFacts, in *Input) { in.Application.Documents[1].Reference = " " }, "unmet documents_missing"},
		{"milestones_baselined", "one", nil, "met milestones_baselined"},
		{"milestones_baselined", "none", func(f *LiveFacts, _ *Input) { f.Milestones = nil }, "unmet no_milestones"},
		{"milestones_baselined", "without a baseline", func(f *LiveFacts, _ *Input) { f.Milestones[0].BaselineOn = fiscal.Date{} }, "unmet milestones_without_baseline"},
		{"risks_in_use", "one", nil, "met risks_in_use"},
		{"risks_in_use", "none", func(f *LiveFacts, _ *Input) { f.Risks = nil }, "unmet no_risks"},
		{"risks_in_use", "not rated", func(f *LiveFacts, _ *Input) { f.Risks[0].Score = 0 }, "unmet risks_not_rated"},
		{"risks_in_use", "untouched for 91 days", func(f *LiveFacts, _ *Input) { f.Risks[0].TouchedOn = d("2018-07-02") }, "stale risks_untouched"},
		{"risks_in_use", "untouched for 90 days", func(f *LiveFacts, _ *Input) { f.Risks[0].TouchedOn = d("2018-07-03") }, "met risks_in_use"},
		{"risks_in_use", "closed long ago", func(f *LiveFacts, _ *Input) { f.Risks[0].Open, f.Risks[0].TouchedOn = false, d("2017-01-01") }, "met risks_in_use"},
		{"risks_in_use", "touched nobody knows when", func(f *LiveFacts, _ *Input) { f.Risks[0].TouchedOn = fiscal.Date{} }, "stale risks_untouched"},
		{"roles_covered", "all", nil, "met roles_covered"},
		{"roles_covered", "one open", func(f *LiveFacts, _ *Input) { *f.Roles[0].Open = 1 }, "unmet roles_open"},
		{"roles_covered", "nobody has said", func(f *LiveFacts, _ *Input) { f.Roles[0].Open = nil }, "unknown roles_untold"},
		{"roles_covered", "one open, one untold", func(f *LiveFacts, _ *Input) {
			*f.Roles[0].Open, f.Roles = 1, append(f.Roles, RoleFacts{ID: "m"})
		}, "unmet roles_open"},
		{"roles_covered", "none stated", func(f *LiveFacts, _ *Input) { f.Roles = nil }, "unknown no_roles"},
		{"status_report_fresh", "of 30 days", nil, "met report_fresh"},
		{"status_report_fresh", "of 45 days", func(f *LiveFacts, _ *Input) { f.LatestReport.AsOf = d("2018-08-17") }, "met report_fresh"},
		{"status_report_fresh", "of 46 days", func(f *LiveFacts, _ *Input) { f.LatestReport.AsOf = d("2018-08-16") }, "stale report_old"},
		{"status_report_fresh", "none", func(f *LiveFacts, _ *Input) { f.LatestReport = nil }, "unmet no_report"},
		{"systems_linked", "one", nil, "met systems_linked"},
		{"systems_linked", "none", noSystem, "unmet no_systems_linked"},
		{"systems_linked", "only a retired one", sys(func(s *SystemFacts) { s.Phase = "retired" }), "unmet no_systems_linked"},
		{"functions_compared", "registered", nil, "met functions_compared"},
		{"functions_compared", "missing", sys(func(s *SystemFacts) { s.Functions = nil }), "unmet functions_missing"},
		{"functions_compared", "no system", noSystem, "unmet no_systems_linked"},
		{"zone_and_classification_registered", "all", nil, "met classification_registered"},
		{"zone_and_classification_registered", "no zone", sys(func(s *SystemFacts) { s.NetworkZone = "" }), "unmet classification_missing"},
		{"zone_and_classification_registered", "no confidentiality", sys(func(s *SystemFacts) { s.Confidentiality = "" }), "unmet classification_missing"},
		{"zone_and_classification_registered", "no integrity", sys(func(s *SystemFacts) { s.Integrity = "" }), "unmet classification_missing"},
		{"zone_and_classification_registered", "no availability", sys(func(s *SystemFacts) { s.Availability = "" }), "unmet classification_missing"},
		{"interfaces_listed", "two", nil, "met interfaces_listed"},
		{"interfaces_listed", "none, confirmed", sys(func(s *SystemFacts) { s.Interfaces = 0 }), "met interfaces_listed"},
		{"interfaces_listed", "none, confirmed long ago", sys(func(s *SystemFacts) { s.Interfaces, s.ConfirmBy = 0, d("2018-09-30") }), "unmet interfaces_missing"},
		{"interfaces_listed", "none, never confirmed", sys(func(s *SystemFacts) { s.Interfaces, s.ConfirmedOn = 0, fiscal.Date{} }), "unmet interfaces_missing"},
		{"availability_registered", "all", nil, "met availability_registered"},
		{"availability_registered", "no target", level(AvailabilityFacts{Hours: true}), "unmet availability_missing"},
		{"availability_registered", "no hours", level(AvailabilityFacts{Target: true}), "unmet availability_missing"},
		{"availability_registered", "no system", noSystem, "unmet no_systems_linked"},
		{"availability_measured", "a year", nil, "met availability_measured"},
		{"availability_measured", "never", level(AvailabilityFacts{Hours: true, Target: true}), "unmet availability_not_measured"},
		{"cost_plan_ready", "documents and lines", nil, "met cost_plan_ready"},
		{"cost_plan_ready", "no documents", func(_ *LiveFacts, in *Input) { in.Application = nil }, "unmet documents_missing"},
		{"cost_plan_ready", "no line", func(f *LiveFacts, _ *Input) { f.Budgets = nil }, "unmet budget_lines_missing"},
		{"cost_plan_ready", "lines of nothing", books(func(b *BudgetFacts) { b.Planned = 0 }), "unmet budget_lines_missing"},
		{"budget_in_force", "one line", nil, "met budget_in_force"},
		{"budget_in_force", "none yet", books(func(b *BudgetFacts) { b.Budgeted = false }), "not_applicable not_budgeted_yet"},
		{"budget_in_force", "cut to nothing", books(func(b *BudgetFacts) { b.Revised = 0 }), "unmet budget_used_up"},
		{"contract_covered", "by budget and commitment", books(func(b *BudgetFacts) { b.Contract = 310 }), "met contract_covered"},
		{"contract_covered", "a yen over", books(func(b *BudgetFacts) { b.Contract = 361 }), "unmet contract_over_budget"},
		{"contract_covered", "by the lines of all years", books(func(b *BudgetFacts) { b.Contract, b.Commitments = 260, 0 }), "met contract_covered"},
		{"contract_covered", "none yet", books(func(b *BudgetFacts) { b.Contract = 0 }), "not_applicable no_contract_entered"},
		{"cost_settled", "one year", nil, "met cost_settled"},
		{"cost_settled", "none yet", books(func(b *BudgetFacts) { b.Settled = false }), "not_applicable no_settled_cost"},
		{"kpi_set", "complete", nil, "met kpi_set"},
		{"kpi_set", "no target", measure(func(k *KPIFacts) { k.Complete = false }), "unmet kpi_incomplete"},
		{"kpi_set", "outside the plan", func(f *LiveFacts, _ *Input) { f.KPIs = nil }, "not_applicable no_action_linked"},
		{"kpi_measured", "measured", nil, "met kpi_measured"},
		{"kpi_measured", "no result", measure(func(k *KPIFacts) { k.Measured = false }), "unmet kpi_not_measured"},
		{"renewal_in_time", "on the last day", nil, "met renewal_in_time"},
		{"renewal_in_time", "a day late for support", func(_ *LiveFacts, in *Input) { in.Project.FinishOn = d("2021-01-01") }, "unmet ends_before_finish"},
		{"renewal_in_time", "late for the contract", sys(func(s *SystemFacts) { s.ContractEndsOn = d("2020-12-30") }), "unmet ends_before_finish"},
		{"renewal_in_time", "the contract alone", sys(func(s *SystemFacts) { s.Components = nil }), "met renewal_in_time"},
		{"renewal_in_time", "a component nobody knows", sys(func(s *SystemFacts) { s.Components[0].EndsOn = fiscal.Date{} }), "unknown end_unknown"},
		{"renewal_in_time", "nothing known", sys(func(s *SystemFacts) { s.Components, s.ContractEndsOn = nil, fiscal.Date{} }), "unknown end_unknown"},
		{"renewal_in_time", "never looked up", sys(func(s *SystemFacts) { s.Components[0].CheckedOn = fiscal.Date{} }), "unknown end_unknown"},
		{"renewal_in_time", "looked up 366 days ago", sys(func(s *SystemFacts) { s.Components[0].CheckedOn = d("2017-09-30") }), "stale end_checked_long_ago"},
		{"renewal_in_time", "late, and a component unknown", sys(func(s *SystemFacts) {
			s.ContractEndsOn, s.Components[0].EndsOn = d("2020-01-01"), fiscal.Date{}
		}), "unmet ends_before_finish"},
		{"renewal_in_time", "no finish", func(_ *LiveFacts, in *Input) { in.Project.FinishOn = fiscal.Date{} }, "unknown finish_unknown"},
		{"renewal_in_time", "a first system", sys(func(s *SystemFacts) { s.Phase = "build" }), "not_applicable no_present_system"},
		{"renewal_in_time", "no system", noSystem, "unmet no_systems_linked"},
		{"no_dependants", "none ending", nil, "unmet no_ending_system"},
		{"no_dependants", "none left", sys(func(s *SystemFacts) { s.Phase = "wind_down" }), "met no_dependants"},
		{"no_dependants", "one left", sys(func(s *SystemFacts) { s.Phase, s.Dependants = "retired", []string{"x"} }), "unmet dependants_left"},
		{"contracts_ended", "over", sys(func(s *SystemFacts) { s.Phase, s.ContractEndsOn = "retired", d("2018-09-30") }), "met contracts_ended"},
		{"contracts_ended", "the last day", sys(func(s *SystemFacts) { s.Phase, s.ContractEndsOn = "retired", today }), "unmet contracts_running"},
		{"contracts_ended", "unknown", sys(func(s *SystemFacts) { s.Phase, s.ContractEndsOn = "retired", fiscal.Date{} }), "unknown contracts_running"},
		{"systems_retired", "retired", sys(func(s *SystemFacts) { s.Phase = "retired" }), "met systems_retired"},
		{"systems_retired", "winding down", sys(func(s *SystemFacts) { s.Phase = "wind_down" }), "unmet systems_not_retired"},
		{"systems_retired", "in use", nil, "unmet no_ending_system"},
	} {
		facts, in := soundFacts(), soundInput()
		if c.change != nil {
			c.change(&facts, &in)
		}
		got := ownChecks[c.check](liveCase{set, in, facts})
		if s := string(got.Status) + " " + got.Why.Code; s != c.want {
			t.Errorf("%s, %s: %s, want %s", c.check, c.name, s, c.want)
		}
		if passes := got.Status == LiveMet || got.Status == LiveNotApplicable; passes != (got.Mend == nil) {
			t.Errorf("%s, %s: mend %v", c.check, c.name, got.Mend)
		}
	}
}

func TestASuccessorInUseIsNotAskedToEnd(t *testing.T) {
	set, facts, in := citySet(t), soundFacts(), soundInput()
	ending := facts.Systems[0]
	ending.ID, ending.Phase, ending.ContractEndsOn = "old", "retired", fiscal.MustDate("2018-03-31")
	facts.Systems = append(facts.Systems, ending)
	in.Gate = "GX"
	live := CheckLive(set, in, facts)
	for _, name := range []string{"no_dependants", "contracts_ended", "systems_retired"} {
		if r := live[name]; r.Status != LiveMet || len(r.Proof) != 1 || r.Proof[0].ID != "old" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestAFailureOutweighsAnUnknown(t *testing.T) {
	set, facts, in := citySet(t), soundFacts(), soundInput()
	a, b := facts.Systems[0], facts.Systems[0]
	a.ID, a.Phase, a.ContractEndsOn = "a", "retired", fiscal.Date{}
	b.ID, b.Phase = "b", "retired"
	for _, systems := range [][]SystemFacts{{a, b}, {b, a}} {
		facts.Systems = systems
		if r := ownChecks["contracts_ended"](liveCase{set, in, facts}); r.Status != LiveUnmet || len(r.Why.Params["ids"].([]string)) != 2 {
			t.Errorf("%s %v", r.Status, r.Why)
		}
	}
}

func TestCheckLiveRunsWhatTheGateAsksFor(t *testing.T) {
	set := citySet(t)
	in := soundInput()
	live := CheckLive(set, in, soundFacts())
	names := []string{}
	for name, r := range live {
		names = append(names, name)
		if r.Status != LiveMet {
			t.Errorf("%s: %s %v", name, r.Status, r.Why)
		}
	}
	slices.Sort(names)
	want := []string{"cost_plan_ready", "kpi_set", "previous_conditions_closed", "renewal_in_time", "risks_in_use", "zone_and_classification_registered"}
	if !slices.Equal(names, want) {
		t.Errorf("G1 asks for %v", names)
	}
	in.Gate = "G0"
	if r := CheckLive(set, in, soundFacts())["functions_compared"]; !slices.Equal(r.Why.Params["overlaps"].([]string), []string{"OLD"}) {
		t.Errorf("the overlaps are not named: %v", r.Why)
	}
}

func TestOwnersOfOpenConditionsMendThem(t *testing.T) {
	in := soundInput()
	in.Conditions = []Condition{{ID: "c", Gate: "G0", Text: "再見積", Criticality: Essential, State: ConditionOpen, OwnerID: "o"}}
	r := CheckLive(citySet(t), in, soundFacts())["previous_conditions_closed"]
	if !slices.Equal(r.Mend.PersonIDs, []string{"o"}) || r.Proof[0].Label != "再見積" || r.Proof[0].Href != "/projects/p/gates/G0" {
		t.Errorf("%+v %+v", r.Mend, r.Proof)
	}
}
