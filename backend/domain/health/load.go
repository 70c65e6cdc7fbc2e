package health

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"miotsukushi/backend/platform/datafile"
)

// Load reads and checks a rule set. One with a mistake is refused as a whole; the error is datafile.Faults, each with its
// line.
func Load(fsys fs.FS, file string) (*Set, error) {
	source, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("health: read the rules: %w", err)
	}
	return parseSet(file, source)
}

func parseSet(file string, source []byte) (*Set, error) {
	set := &Set{}
	doc, err := datafile.Parse(file, source, set)
	if err != nil {
		return nil, err
	}
	c := setCheck{doc: doc}
	c.unless(set.Version == 1, "$.version", "version", fmt.Sprint(set.Version))
	c.unless(len(set.Rules) > 0, "$", "no_rules", "rules")
	seen := map[string]bool{}
	for i := range set.Rules {
		r := &set.Rules[i]
		if r.Missing == "" {
			r.Missing = MissingGrey
		}
		at := fmt.Sprintf("$.rules[%d]", i)
		c.unless(!seen[r.ID], at+".id", "duplicate_id", r.ID)
		seen[r.ID] = true
		c.rule(at, r)
	}
	if len(c.faults) > 0 {
		c.faults.Sort()
		return nil, c.faults
	}
	return set, nil
}

type setCheck struct {
	doc    *datafile.Doc
	faults datafile.Faults
}

func (c *setCheck) unless(ok bool, path, rule, detail string) {
	if !ok {
		c.faults = append(c.faults, c.doc.Fault(path, rule, detail))
	}
}

var ruleName = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// values that a rule may be narrowed to.
var (
	allTiers       = []string{"A", "B", "C"}
	allStates      = []string{"active", "execution"}
	allCriticality = []string{"critical", "high", "medium", "low"}
	allPhases      = []string{"planning", "build", "operation", "renewal_review", "wind_down"}
)

func (c *setCheck) rule(at string, r *Rule) {
	c.unless(ruleName.MatchString(r.ID), at+".id", "rule_id", r.ID)
	c.unless(r.Name != "", at+".ja", "missing_text", r.ID+" ja")
	c.unless(r.NameEn != "", at+".en", "missing_text", r.ID+" en")
	c.unless(r.Missing == MissingGrey || r.Missing == MissingSkip, at+".missing", "unknown_word", r.Missing)
	known, ok := dimensions[r.Subject]
	c.unless(ok, at+".subject", "unknown_subject", string(r.Subject))
	if !ok {
		return
	}
	c.unless(slices.Contains(known, r.Dimension), at+".dimension", "unknown_dimension", r.Dimension)
	kind, ok := checks[r.Subject][r.Check]
	c.unless(ok, at+".check", "unknown_check", r.Check)
	if !ok {
		return
	}
	c.limits(at, r, kind.falls)
	c.unless(r.Days > 0 == kind.window, at+".days", "window", r.ID)
	c.unless(r.FreshDays > 0 == kind.ages, at+".fresh_days", "fresh_days", r.ID)
	c.only(at+".only.tiers", r.Only.Tiers, allTiers, r.Subject == OfProject)
	c.only(at+".only.states", r.Only.States, allStates, r.Subject == OfProject)
	c.only(at+".only.criticality", r.Only.Criticality, allCriticality, r.Subject == OfSystem)
	c.only(at+".only.phases", r.Only.Phases, allPhases, r.Subject == OfSystem)
}

// limits wants those of the check's own direction, the red one beyond the amber one, and at least one at all.
func (c *setCheck) limits(at string, r *Rule, falls bool) {
	if falls {
		c.unless(r.AmberAt == nil && r.RedAt == nil && r.GreyOver == nil, at, "wrong_direction", r.ID+" takes amber_below and red_below")
		c.unless(r.AmberBelow != nil || r.RedBelow != nil, at, "no_limit", r.ID)
		c.unless(r.AmberBelow == nil || r.RedBelow == nil || *r.RedBelow < *r.AmberBelow, at+".red_below", "limit_order", r.ID)
		return
	}
	c.unless(r.AmberBelow == nil && r.RedBelow == nil, at, "wrong_direction", r.ID+" takes amber_at and red_at")
	c.unless(r.AmberAt != nil || r.RedAt != nil || r.GreyOver != nil, at, "no_limit", r.ID)
	c.unless(r.AmberAt == nil || r.RedAt == nil || *r.RedAt > *r.AmberAt, at+".red_at", "limit_order", r.ID)
}

func (c *setCheck) only(at string, given, known []string, fits bool) {
	c.unless(fits || len(given) == 0, at, "wrong_subject", at)
	for i, v := range given {
		c.unless(slices.Contains(known, v), fmt.Sprintf("%s[%d]", at, i), "unknown_word", v)
	}
}

// window is the longest window of the rules with this check, for those who gather its facts.
func (s *Set) window(check string) int {
	days := 0
	for i := range s.Rules {
		if s.Rules[i].Check == check {
			days = max(days, s.Rules[i].Days)
		}
	}
	return days
}
