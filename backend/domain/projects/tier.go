package projects

import "slices"

// Tier says how heavily a project is reviewed.
type Tier string

// The tiers, heaviest first.
const (
	TierA Tier = "A" // 重点
	TierB Tier = "B" // 標準
	TierC Tier = "C" // 簡易
)

// RiskLevel is the risk that a project declares, and the band of a scored risk. "" is not rated.
type RiskLevel string

// The levels, lowest first.
const (
	RiskLow      RiskLevel = "low"
	RiskMedium   RiskLevel = "medium"
	RiskHigh     RiskLevel = "high"
	RiskCritical RiskLevel = "critical"
)

var riskLevels = []RiskLevel{RiskLow, RiskMedium, RiskHigh, RiskCritical}

// Valid reports a known level.
func (l RiskLevel) Valid() bool { return slices.Contains(riskLevels, l) }

// AtLeast compares two known levels; an unknown one is never at least anything.
func (l RiskLevel) AtLeast(o RiskLevel) bool {
	return l.Valid() && o.Valid() && slices.Index(riskLevels, l) >= slices.Index(riskLevels, o)
}

// Thresholds are the city's settings for the tier, in whole yen. They come from the gate set.
type Thresholds struct {
	TierACost int64
	TierBCost int64
	TierARisk RiskLevel
}

// TierFacts are what the tier depends on.
type TierFacts struct {
	BuildCost   int64     // whole yen
	RunCost     int64     // whole yen, five years
	Risk        RiskLevel // "" when nobody has rated it
	MinorChange bool      // a minor change of a system in use
	Systems     []TierSystem
}

// TierSystem is a linked system, in the words of the register.
type TierSystem struct {
	ID            string
	Kind          string // scratch, package, saas, …
	Criticality   string // critical, high, medium or low
	Core          bool   // 基幹系
	CitizenFacing bool
	Ends          bool // being wound down, or retired
}

// Reason is a rule that applied, as a code with its parameters; record ids stand in "ids".
type Reason struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// TierResult is the tier with every reason for it, and notes that do not change it.
type TierResult struct {
	Tier      Tier     `json:"tier" enum:"A,B,C"`
	TotalCost int64    `json:"totalCost"` // build and five years of running, whole yen
	Reasons   []Reason `json:"reasons"`
	Notes     []Reason `json:"notes"`
}

// AssessTier applies the tier rule. A: a core system, an important system for citizens, the cost or the risk of tier
// A. B: the cost of tier B. C: the rest. Unknown is not light: without a cost, or without a risk, a project is at
// least B.
func AssessTier(f TierFacts, t Thresholds) TierResult {
	r := TierResult{Tier: TierC, TotalCost: f.BuildCost + f.RunCost, Reasons: []Reason{}, Notes: []Reason{}}
	r.raise(TierA, "core_system", f.systems(func(s TierSystem) bool { return s.Core }))
	r.raise(TierA, "important_to_citizens", f.systems(func(s TierSystem) bool {
		return s.CitizenFacing && (s.Criticality == "critical" || s.Criticality == "high")
	}))
	switch cost := map[string]any{"cost": r.TotalCost}; {
	case r.TotalCost <= 0:
		r.because(TierB, "cost_unknown", nil)
	case r.TotalCost >= t.TierACost:
		cost["threshold"] = t.TierACost
		r.because(TierA, "cost_tier_a", cost)
	case r.TotalCost >= t.TierBCost:
		cost["threshold"] = t.TierBCost
		r.because(TierB, "cost_tier_b", cost)
	}
	switch {
	case f.Risk.AtLeast(t.TierARisk):
		r.because(TierA, "risk", map[string]any{"risk": f.Risk, "threshold": t.TierARisk})
	case !f.Risk.Valid():
		r.because(TierB, "risk_unknown", nil)
	}
	if len(r.Reasons) == 0 {
		r.because(TierC, "below_thresholds", map[string]any{"cost": r.TotalCost, "threshold": t.TierBCost})
	}
	r.note(f)
	return r
}

// note says where the rules allow the short forms of tier C, its gates in one sitting. It is an allowance for the
// deciders to use, so it never lowers the tier by itself.
func (r *TierResult) note(f TierFacts) {
	others := f.systems(func(s TierSystem) bool { return s.Kind != "saas" })
	switch {
	case f.MinorChange:
		r.Notes = append(r.Notes, Reason{Code: "minor_change_may_use_c"})
	case len(f.Systems) > 0 && len(others) == 0:
		r.Notes = append(r.Notes, Reason{Code: "saas_may_use_c"})
	}
}

// raise gives the reason when any system matched.
func (r *TierResult) raise(t Tier, code string, ids []string) {
	if len(ids) > 0 {
		r.because(t, code, map[string]any{"ids": ids})
	}
}

func (r *TierResult) because(t Tier, code string, params map[string]any) {
	r.Tier = min(r.Tier, t) // "A" < "B" < "C"
	r.Reasons = append(r.Reasons, Reason{Code: code, Params: params})
}

func (f TierFacts) systems(match func(TierSystem) bool) []string {
	ids := []string{}
	for _, s := range f.Systems {
		if match(s) {
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
