package gates

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"miotsukushi/backend/platform/datafile"
)

// SetFault is one mistake in a gate set, SetFaults are all of a file's.
type (
	SetFault  = datafile.Fault
	SetFaults = datafile.Faults
)

// Load reads and checks a gate set. otherChecks are the live checks that other domains offer, beside OwnChecks. A set
// with a mistake is refused as a whole; the error is SetFaults.
func Load(fsys fs.FS, file string, otherChecks ...string) (*Set, error) {
	source, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("gates: read the gate set: %w", err)
	}
	return parseSet(file, source, otherChecks)
}

func parseSet(file string, source []byte, otherChecks []string) (*Set, error) {
	set := &Set{}
	doc, err := datafile.Parse(file, source, set)
	if err != nil {
		return nil, err
	}
	c := &setCheck{set: set, doc: doc, checks: append(OwnChecks(), otherChecks...)}
	c.run()
	if len(c.faults) > 0 {
		c.faults.Sort()
		return nil, c.faults
	}
	set.complete()
	return set, nil
}

// complete fills in what follows from the rest of a checked set.
func (s *Set) complete() {
	s.Documents = append([]DocumentDef{}, s.Documents...)
	contract := slices.IndexFunc(s.Gates, func(g Gate) bool { return g.Execution == StageContract })
	for i := range s.Gates {
		g := &s.Gates[i]
		g.BeforeExecution = i < contract
		g.Documents = append([]string{}, g.Documents...)
		g.RequiredDocuments = append([]string{}, g.RequiredDocuments...)
		for j := range g.Criteria {
			line := &g.Criteria[j]
			line.No, _ = strconv.Atoi(strings.TrimPrefix(line.ID, string(g.ID)+"-"))
			line.Answer = line.Answer || line.Live == ""
			if line.StaleAfterDays == 0 {
				line.StaleAfterDays = s.Settings.EvidenceStaleDays
			}
			if line.Tiers == nil {
				line.Tiers = s.tiersPassing(g.ID)
			}
		}
	}
}

// tiersPassing are the tiers whose sequence holds the gate; every tier may pass the retirement gate.
func (s *Set) tiersPassing(id GateID) []Tier {
	passing := []Tier{}
	for _, t := range []Tier{TierA, TierB, TierC} {
		if id == s.Retirement || slices.Contains(s.Tiers[t].Gates, id) {
			passing = append(passing, t)
		}
	}
	return passing
}
