// Package gates reviews projects at gates: the gate set (data), the rules of applying, reviewing and deciding, the
// conditions that a decision lays down, and the one function that says whether a project is ready.
package gates

import (
	"slices"

	"miotsukushi/backend/platform/store"
)

// Set is the gate set of the city, read from policies/gates.yaml by Load.
type Set struct {
	Version    int              `yaml:"version" json:"version"`
	Settings   Settings         `yaml:"settings" json:"settings"`
	Tiers      map[Tier]TierDef `yaml:"tiers" json:"tiers"`
	Retirement GateID           `yaml:"retirement" json:"retirement"` // the last gate of a project that ends a system
	Documents  []DocumentDef    `yaml:"documents" json:"documents"`
	Gates      []Gate           `yaml:"gates" json:"gates"` // in order
}

// Settings are the figures a city may change. Costs are whole yen, ages whole days.
type Settings struct {
	TierACost         int64  `yaml:"tier_a_cost" json:"tierACost"`
	TierBCost         int64  `yaml:"tier_b_cost" json:"tierBCost"`
	TierARisk         string `yaml:"tier_a_risk" json:"tierARisk"` // low, medium, high or critical
	EvidenceStaleDays int    `yaml:"evidence_stale_days" json:"evidenceStaleDays"`
	ReportFreshDays   int    `yaml:"report_fresh_days" json:"reportFreshDays"`
	RiskStaleDays     int    `yaml:"risk_stale_days" json:"riskStaleDays"`
	EOLCheckedDays    int    `yaml:"eol_checked_days" json:"eolCheckedDays"`
}

// TierDef is how a tier is reviewed.
type TierDef struct {
	Name               string    `yaml:"ja" json:"name"`
	NameEn             string    `yaml:"en" json:"nameEn"`
	Gates              []GateID  `yaml:"gates" json:"gates"` // the sequence, without the retirement gate
	Decider            Authority `yaml:"decider" json:"decider" enum:"cio,ict_director,sysmgmt_director,headquarters"`
	DeliveryConfidence bool      `yaml:"delivery_confidence" json:"deliveryConfidence"` // a DCA is mandatory (R9)
	Short              bool      `yaml:"short" json:"short"`                            // criteria show their short wording
}

// DocumentDef names a standard document.
type DocumentDef struct {
	Kind   string `yaml:"kind" json:"kind"`
	Name   string `yaml:"ja" json:"name"`
	NameEn string `yaml:"en" json:"nameEn"`
	Issued bool   `yaml:"issued" json:"issued"` // made by the decision, not handed in
}

// Gate is one review gate.
type Gate struct {
	ID                GateID             `yaml:"id" json:"id"`
	Name              string             `yaml:"ja" json:"name"`
	NameEn            string             `yaml:"en" json:"nameEn"`
	When              string             `yaml:"when_ja" json:"when"`
	WhenEn            string             `yaml:"when_en" json:"whenEn"`
	Execution         Stage              `yaml:"execution" json:"execution,omitempty"` // the stage that passing this gate opens
	BeforeExecution   bool               `yaml:"-" json:"beforeExecution"`             // lies before the contract; set by Load
	Headquarters      bool               `yaml:"headquarters" json:"headquarters"`     // HQ-designated projects go to the headquarters too
	Documents         []string           `yaml:"documents" json:"documents"`           // kinds expected
	RequiredDocuments store.List[string] `yaml:"required_documents" json:"requiredDocuments"`
	Criteria          []Criterion        `yaml:"criteria" json:"criteria"`
}

// Criterion is one line of a gate's checklist.
type Criterion struct {
	ID               string `yaml:"id" json:"id"` // G2-1
	No               int    `yaml:"-" json:"no"`  // 1, 2, … within the gate, set by Load
	Text             string `yaml:"ja" json:"text"`
	TextEn           string `yaml:"en" json:"textEn"`
	Short            string `yaml:"short_ja" json:"short,omitempty"`
	ShortEn          string `yaml:"short_en" json:"shortEn,omitempty"`
	Tiers            []Tier `yaml:"tiers" json:"tiers" enum:"A,B,C"` // Load fills in all tiers that pass the gate
	Required         bool   `yaml:"required" json:"required"`
	EvidenceRequired bool   `yaml:"evidence_required" json:"evidenceRequired"`
	Live             string `yaml:"live" json:"live,omitempty"`             // name of a live check
	Answer           bool   `yaml:"answer" json:"answer"`                   // a person answers; Load sets it where there is no live check
	StaleAfterDays   int    `yaml:"stale_after_days" json:"staleAfterDays"` // Load fills in the default
}

// Gate finds a gate by its id.
func (s *Set) Gate(id GateID) (Gate, bool) {
	if i := s.order(id); i >= 0 {
		return s.Gates[i], true
	}
	return Gate{}, false
}

// order is the place of a gate in the set, -1 for a gate the set does not know.
func (s *Set) order(id GateID) int {
	return slices.IndexFunc(s.Gates, func(g Gate) bool { return g.ID == id })
}

// earlier reports a gate before another. A gate that the set no longer knows counts as earlier, so that its open
// conditions go on holding things up.
func (s *Set) earlier(a, b GateID) bool { return s.order(a) < s.order(b) }

// Sequence is the order of gates for a project of the tier; a project that ends a system passes the retirement gate
// last. Empty for an unknown tier.
func (s *Set) Sequence(tier Tier, retires bool) []GateID {
	seq := slices.Clone(s.Tiers[tier].Gates)
	if retires && len(seq) > 0 {
		seq = append(seq, s.Retirement)
	}
	return seq
}

// Criteria are the lines of a gate that the tier answers, in the wording of the tier.
func (s *Set) Criteria(id GateID, tier Tier) []Criterion {
	gate, _ := s.Gate(id)
	lines := []Criterion{}
	for _, c := range gate.Criteria {
		if !slices.Contains(c.Tiers, tier) {
			continue
		}
		if s.Tiers[tier].Short && c.Short != "" {
			c.Text, c.TextEn = c.Short, c.ShortEn
		}
		lines = append(lines, c)
	}
	return lines
}

// Deciders are who decides at the gate for the tier, the deciding authority first; the headquarters follows where a
// designated project goes to it as well.
func (s *Set) Deciders(tier Tier, id GateID, hqDesignated bool) []Authority {
	deciders := []Authority{s.Tiers[tier].Decider}
	if gate, ok := s.Gate(id); ok && gate.Headquarters && hqDesignated {
		deciders = append(deciders, Headquarters)
	}
	return deciders
}

// ExecutionGate is the gate whose passing opens the stage; ok is false when the sequence has none.
func (s *Set) ExecutionGate(sequence []GateID, stage Stage) (GateID, bool) {
	for _, id := range sequence {
		if g, ok := s.Gate(id); ok && stage.Valid() && g.Execution == stage {
			return id, true
		}
	}
	return "", false
}

// Predecessor is the gate before id in the project's own sequence, "" for the first; ok is false when the sequence
// does not hold the gate.
func Predecessor(sequence []GateID, id GateID) (before GateID, ok bool) {
	i := slices.Index(sequence, id)
	if i > 0 {
		return sequence[i-1], true
	}
	return "", i == 0
}
