package projects

import (
	"slices"
	"testing"
)

var cityThresholds = Thresholds{TierACost: 500_000_000, TierBCost: 30_000_000, TierARisk: RiskHigh}

func TestAssessTier(t *testing.T) {
	system := func(core, citizen bool, criticality string) []TierSystem {
		return []TierSystem{{ID: "s", Kind: "package", Core: core, CitizenFacing: citizen, Criticality: criticality}}
	}
	for _, c := range []struct {
		name    string
		facts   TierFacts
		tier    Tier
		reasons []string
	}{
		{"small", TierFacts{BuildCost: 1, Risk: RiskLow}, TierC, []string{"below_thresholds"}},
		{"a yen below tier B", TierFacts{BuildCost: 20_000_000, RunCost: 9_999_999, Risk: RiskMedium}, TierC, []string{"below_thresholds"}},
		{"tier B with the running cost", TierFacts{BuildCost: 20_000_000, RunCost: 10_000_000, Risk: RiskLow}, TierB, []string{"cost_tier_b"}},
		{"a yen below tier A", TierFacts{BuildCost: 499_999_999, Risk: RiskLow}, TierB, []string{"cost_tier_b"}},
		{"tier A", TierFacts{BuildCost: 300_000_000, RunCost: 200_000_000, Risk: RiskLow}, TierA, []string{"cost_tier_a"}},
		{"high risk", TierFacts{RunCost: 1, Risk: RiskHigh}, TierA, []string{"risk"}},
		{"critical risk", TierFacts{RunCost: 1, Risk: RiskCritical}, TierA, []string{"risk"}},
		{"a core system", TierFacts{RunCost: 1, Risk: RiskLow, Systems: system(true, false, "low")}, TierA, []string{"core_system"}},
		{"important to citizens", TierFacts{RunCost: 1, Risk: RiskLow, Systems: system(false, true, "high")}, TierA, []string{"important_to_citizens"}},
		{"critical to citizens", TierFacts{RunCost: 1, Risk: RiskLow, Systems: system(false, true, "critical")}, TierA, []string{"important_to_citizens"}},
		{"for citizens, of medium weight", TierFacts{RunCost: 1, Risk: RiskLow, Systems: system(false, true, "medium")}, TierC, []string{"below_thresholds"}},
		{"critical inside only", TierFacts{RunCost: 1, Risk: RiskLow, Systems: system(false, false, "critical")}, TierC, []string{"below_thresholds"}},
		{"every reason is told", TierFacts{BuildCost: 500_000_000, Risk: RiskHigh, Systems: system(true, true, "critical")}, TierA,
			[]string{"core_system", "important_to_citizens", "cost_tier_a", "risk"}},
		{"no cost", TierFacts{Risk: RiskLow}, TierB, []string{"cost_unknown"}},
		{"no risk", TierFacts{RunCost: 1}, TierB, []string{"risk_unknown"}},
		{"nothing", TierFacts{}, TierB, []string{"cost_unknown", "risk_unknown"}},
		{"a risk nobody knows", TierFacts{RunCost: 1, Risk: "huge"}, TierB, []string{"risk_unknown"}},
		{"unknown does not lower", TierFacts{BuildCost: 500_000_000}, TierA, []string{"cost_tier_a", "risk_unknown"}},
	} {
		got := AssessTier(c.facts, cityThresholds)
		codes := []string{}
		for _, r := range got.Reasons {
			codes = append(codes, r.Code)
		}
		if got.Tier != c.tier || !slices.Equal(codes, c.reasons) || got.TotalCost != c.facts.BuildCost+c.facts.RunCost {
			t.Errorf("%s: %s %v", c.name, got.Tier, codes)
		}
	}
}

func TestShortFormsAreAnAllowance(t *testing.T) {
	saas, own := TierSystem{ID: "a", Kind: "saas"}, TierSystem{ID: "b", Kind: "scratch"}
	for _, c := range []struct {
		name  string
		facts TierFacts
		want  string
	}{
		{"software as a service", TierFacts{Systems: []TierSystem{saas}}, "saas_may_use_c"},
		{"a minor change", TierFacts{Systems: []TierSystem{own}, MinorChange: true}, "minor_change_may_use_c"},
		{"a service and another system", TierFacts{Systems: []TierSystem{saas, own}}, ""},
		{"no system yet", TierFacts{}, ""},
	} {
		c.facts.BuildCost, c.facts.Risk = 600_000_000, RiskLow
		got, note := AssessTier(c.facts, cityThresholds), ""
		if len(got.Notes) > 0 {
			note = got.Notes[0].Code
		}
		if note != c.want || got.Tier != TierA {
			t.Errorf("%s: note %q, tier %s", c.name, note, got.Tier)
		}
	}
}

func TestThresholdsAreSettings(t *testing.T) {
	f := TierFacts{BuildCost: 40_000_000, Risk: RiskMedium}
	if got := AssessTier(f, Thresholds{TierACost: 40_000_000, TierBCost: 1, TierARisk: RiskCritical}).Tier; got != TierA {
		t.Error(got)
	}
	if got := AssessTier(f, Thresholds{TierACost: 1 << 50, TierBCost: 1 << 49, TierARisk: RiskMedium}).Tier; got != TierA {
		t.Error(got)
	}
}
