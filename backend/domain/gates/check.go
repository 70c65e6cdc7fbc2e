package gates

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miotsukushi/backend/platform/datafile"
)

var gateName = regexp.MustCompile(`^G([0-9]|X)$`)

// setCheck collects the mistakes of a decoded set; the document gives their lines.
type setCheck struct {
	set    *Set
	doc    *datafile.Doc
	checks []string
	faults SetFaults
}

func (c *setCheck) run() {
	c.settings()
	kinds := c.documents()
	seen := map[GateID]bool{}
	for i, g := range c.set.Gates {
		at := fmt.Sprintf("$.gates[%d]", i)
		c.unless(gateName.MatchString(string(g.ID)), at, "gate_id", string(g.ID))
		c.unless(!seen[g.ID], at+".id", "duplicate_id", string(g.ID))
		seen[g.ID] = true
		c.gate(at, g, kinds)
	}
	c.unless(len(c.set.Gates) > 0, "$", "no_gates", "gates")
	c.tiers()
}

func (c *setCheck) settings() {
	s := c.set.Settings
	c.unless(c.set.Version == 1, "$.version", "version", fmt.Sprint(c.set.Version))
	c.unless(s.TierBCost > 0 && s.TierACost > s.TierBCost, "$.settings", "cost_order", "tier_a_cost must exceed tier_b_cost")
	c.unless(slices.Contains([]string{"low", "medium", "high", "critical"}, s.TierARisk), "$.settings", "unknown_risk", s.TierARisk)
	for _, days := range []struct {
		key string
		n   int
	}{
		{"evidence_stale_days", s.EvidenceStaleDays}, {"report_fresh_days", s.ReportFreshDays},
		{"risk_stale_days", s.RiskStaleDays}, {"eol_checked_days", s.EOLCheckedDays},
	} {
		c.unless(days.n > 0, "$.settings", "positive", days.key)
	}
}

func (c *setCheck) documents() []string {
	kinds := []string{}
	for i, d := range c.set.Documents {
		at := fmt.Sprintf("$.documents[%d]", i)
		c.unless(d.Kind != "", at, "missing_id", "kind")
		c.unless(!slices.Contains(kinds, d.Kind), at, "duplicate_id", d.Kind)
		c.texts(at, d.Kind, "ja", d.Name, "en", d.NameEn)
		kinds = append(kinds, d.Kind)
	}
	return kinds
}

func (c *setCheck) gate(at string, g Gate, kinds []string) {
	id := string(g.ID)
	c.texts(at, id, "ja", g.Name, "en", g.NameEn, "when_ja", g.When, "when_en", g.WhenEn)
	c.unless(g.Execution == "" || g.Execution.Valid(), at+".execution", "unknown_stage", string(g.Execution))
	for i, kind := range g.Documents {
		c.unless(slices.Contains(kinds, kind), fmt.Sprintf("%s.documents[%d]", at, i), "unknown_document", kind)
	}
	for i, kind := range g.RequiredDocuments {
		c.unless(slices.Contains(g.Documents, kind), fmt.Sprintf("%s.required_documents[%d]", at, i), "unknown_document", kind)
	}
	c.unless(len(g.Criteria) > 0, at, "no_criteria", id)
	seen := map[string]bool{}
	for i, line := range g.Criteria {
		c.criterion(fmt.Sprintf("%s.criteria[%d]", at, i), g, line)
		c.unless(!seen[line.ID], fmt.Sprintf("%s.criteria[%d].id", at, i), "duplicate_id", line.ID)
		seen[line.ID] = true
	}
}

func (c *setCheck) criterion(at string, g Gate, line Criterion) {
	no, own := strings.CutPrefix(line.ID, string(g.ID)+"-")
	c.unless(own && regexp.MustCompile(`^[1-9]\d?$`).MatchString(no), at, "criterion_id", line.ID)
	c.texts(at, line.ID, "ja", line.Text, "en", line.TextEn)
	c.unless((line.Short == "") == (line.ShortEn == ""), at, "missing_text", line.ID+" short_ja and short_en")
	c.unless(line.Live == "" || slices.Contains(c.checks, line.Live), at+".live", "unknown_live_check", line.Live)
	c.unless(line.StaleAfterDays >= 0, at+".stale_after_days", "positive", line.ID)
	answered := line.Live == "" || line.Answer
	c.unless(answered || !line.EvidenceRequired, at, "evidence_without_answer", line.ID)
	passing := c.set.tiersPassing(g.ID)
	for i, t := range line.Tiers {
		at := fmt.Sprintf("%s.tiers[%d]", at, i)
		if !t.Valid() {
			c.unless(false, at, "unknown_tier", string(t))
			continue
		}
		c.unless(slices.Contains(passing, t), at, "tier_not_at_gate", line.ID+" "+string(t))
	}
}

// tiers checks each sequence: known gates, in order, once; one gate that opens each stage of execution, the contract
// first; at least one line to answer at each gate.
func (c *setCheck) tiers() {
	s := c.set
	for _, t := range []Tier{TierA, TierB, TierC} {
		_, defined := s.Tiers[t]
		c.unless(defined, "$.tiers", "missing_tier", string(t))
	}
	c.unless(s.order(s.Retirement) >= 0, "$.retirement", "unknown_gate", string(s.Retirement))
	used := []GateID{s.Retirement}
	for t, def := range s.Tiers {
		at := "$.tiers." + string(t)
		if !t.Valid() {
			c.unless(false, "$.tiers", "unknown_tier", string(t))
			continue
		}
		c.texts(at, string(t), "ja", def.Name, "en", def.NameEn)
		c.unless(def.Decider.Valid(), at+".decider", "unknown_decider", string(def.Decider))
		c.unless(len(def.Gates) > 0, at, "no_gates", string(t))
		stages, last := []Stage{}, -1
		for i, id := range def.Gates {
			at := fmt.Sprintf("%s.gates[%d]", at, i)
			place := s.order(id)
			if place < 0 {
				c.unless(false, at, "unknown_gate", string(id))
				continue
			}
			c.unless(place > last && id != s.Retirement, at, "gate_order", string(id))
			last, used = place, append(used, id)
			if stage := s.Gates[place].Execution; stage != "" {
				stages = append(stages, stage)
			}
			c.unless(slices.ContainsFunc(s.Gates[place].Criteria, func(l Criterion) bool {
				return l.Tiers == nil || slices.Contains(l.Tiers, t)
			}), at, "no_criteria", string(t)+" "+string(id))
		}
		c.unless(slices.Equal(stages, []Stage{StageContract, StageGoLive}), at, "execution_stages", fmt.Sprint(stages))
	}
	for i, g := range s.Gates {
		c.unless(slices.Contains(used, g.ID), fmt.Sprintf("$.gates[%d]", i), "unused_gate", string(g.ID))
	}
}

// texts wants every key of the pairs to have a text.
func (c *setCheck) texts(at, id string, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		c.unless(strings.TrimSpace(pairs[i+1]) != "", at, "missing_text", id+" "+pairs[i])
	}
}

// unless records a fault at the line of the YAML path, or of its nearest parent that is there.
func (c *setCheck) unless(ok bool, path, rule, detail string) {
	if ok {
		return
	}
	c.faults = append(c.faults, c.doc.Fault(path, rule, detail))
}
