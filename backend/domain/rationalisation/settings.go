package rationalisation

import (
	"fmt"
	"io/fs"
	"slices"

	"miotsukushi/backend/platform/datafile"
)

// Settings are what a city may change without a programmer: criteria, weights, limits, and what may follow.
type Settings struct {
	Version      int                        `yaml:"version" json:"-"`
	Edition      string                     `yaml:"edition" json:"edition"`
	Rules        Rules                      `yaml:"rules" json:"rules"`
	Business     []Criterion                `yaml:"business" json:"business"`
	Technical    []Criterion                `yaml:"technical" json:"technical"`
	Dispositions map[Quadrant][]Disposition `yaml:"dispositions" json:"dispositions" doc:"Which of the 7R each quadrant allows"`
}

// Rules are the limits of the figures.
type Rules struct {
	HighAt           int64 `yaml:"high_at" json:"highAt" doc:"Hundredths of a score from which an axis counts as high"`
	UnansweredAtMost int64 `yaml:"unanswered_at_most" json:"unansweredAtMost" doc:"Percent of an axis' weight"`
	StaleDays        int   `yaml:"stale_days" json:"staleDays"`
	CandidatePercent int64 `yaml:"candidate_percent" json:"candidatePercent"`
	StrongPercent    int64 `yaml:"strong_percent" json:"strongPercent"`
	RoadmapYears     int   `yaml:"roadmap_years" json:"roadmapYears"`
}

// Criterion is a question of an axis.
type Criterion struct {
	ID     string     `yaml:"id" json:"id"`
	Weight int64      `yaml:"weight" json:"weight"`
	Ja     string     `yaml:"ja" json:"name"`
	En     string     `yaml:"en" json:"nameEn"`
	Low    Meaning    `yaml:"low" json:"low" doc:"What 1 means"`
	High   Meaning    `yaml:"high" json:"high" doc:"What 5 means"`
	Facts  []FactRule `yaml:"facts" json:"-"`
}

// Meaning is a text in both languages.
type Meaning struct {
	Ja string `yaml:"ja" json:"text"`
	En string `yaml:"en" json:"textEn"`
}

// FactKind names a fact that other records know of a system.
type FactKind string

// The facts.
const (
	Users        FactKind = "users"
	SupportDays  FactKind = "support_days"
	MissedMonths FactKind = "missed_months"
	Outages      FactKind = "outages"
	Maintainers  FactKind = "maintainers"
	OpenFindings FactKind = "open_findings"
)

var factKinds = []FactKind{Users, SupportDays, MissedMonths, Outages, Maintainers, OpenFindings}

// FactRule says which answer a fact suggests.
type FactRule struct {
	Kind    FactKind `yaml:"kind"`
	Rising  []int64  `yaml:"rising"`
	Falling []int64  `yaml:"falling"`
}

// steps is how many thresholds a rule has: one between each two answers.
const steps = 4

// Suggest is the answer that a value suggests.
func (f FactRule) Suggest(value int64) int64 {
	reached := func(list []int64) (n int64) {
		for _, at := range list {
			if value >= at {
				n++
			}
		}
		return n
	}
	if len(f.Rising) > 0 {
		return 1 + reached(f.Rising)
	}
	return 5 - reached(f.Falling)
}

// Load reads and checks the settings. A file with a mistake is refused as a whole.
func Load(files fs.FS, file string) (*Settings, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("rationalisation: %w", err)
	}
	s := &Settings{}
	doc, err := datafile.Parse(file, source, s)
	if err != nil {
		return nil, err
	}
	if faults := s.check(doc); len(faults) > 0 {
		faults.Sort()
		return nil, faults
	}
	return s, nil
}

func (s *Settings) check(doc *datafile.Doc) (faults datafile.Faults) {
	unless := func(ok bool, path, rule, detail string) {
		if !ok {
			faults = append(faults, doc.Fault(path, rule, detail))
		}
	}
	r := s.Rules
	unless(s.Version == 1, "$.version", "version", fmt.Sprint(s.Version))
	unless(s.Edition != "", "$.edition", "missing", "edition")
	unless(r.HighAt > 100 && r.HighAt <= 500, "$.rules.high_at", "out_of_range", fmt.Sprint(r.HighAt))
	unless(r.UnansweredAtMost >= 0 && r.UnansweredAtMost < 100, "$.rules.unanswered_at_most", "out_of_range", fmt.Sprint(r.UnansweredAtMost))
	unless(r.StaleDays > 0, "$.rules.stale_days", "out_of_range", fmt.Sprint(r.StaleDays))
	unless(keptPercent <= r.CandidatePercent && r.CandidatePercent <= r.StrongPercent && r.StrongPercent <= 100, "$.rules.strong_percent", "out_of_range", fmt.Sprint(r.StrongPercent))
	unless(r.RoadmapYears >= 1 && r.RoadmapYears <= 20, "$.rules.roadmap_years", "out_of_range", fmt.Sprint(r.RoadmapYears))
	seen := map[string]bool{}
	for axis, list := range map[string][]Criterion{"business": s.Business, "technical": s.Technical} {
		sum := int64(0)
		for i, c := range list {
			at := fmt.Sprintf("$.%s[%d]", axis, i)
			sum += c.Weight
			unless(c.ID != "" && c.Ja != "" && c.En != "" && c.Low.Ja != "" && c.Low.En != "" && c.High.Ja != "" && c.High.En != "", at, "missing_name", c.ID)
			unless(!seen[c.ID], at, "duplicate_id", c.ID)
			unless(c.Weight > 0, at+".weight", "out_of_range", fmt.Sprint(c.Weight))
			seen[c.ID] = true
			for _, f := range c.Facts {
				list := f.Rising
				if len(list) == 0 {
					list = f.Falling
				}
				unless(slices.Contains(factKinds, f.Kind) && (len(f.Rising) == 0) != (len(f.Falling) == 0) && len(list) == steps && slices.IsSorted(list),
					at+".facts", "out_of_range", string(f.Kind))
			}
		}
		unless(sum == 100, "$."+axis, "out_of_range", fmt.Sprintf("weights sum to %d", sum))
	}
	for _, q := range Judged {
		unless(len(s.Dispositions[q]) > 0, "$.dispositions", "missing", string(q))
	}
	for q, list := range s.Dispositions {
		unless(slices.Contains(Judged, q), "$.dispositions", "unknown", string(q))
		for _, d := range list {
			unless(slices.Contains(AllDispositions, d), "$.dispositions."+string(q), "unknown", string(d))
		}
	}
	return faults
}

// Criteria are the questions of both axes.
func (s *Settings) Criteria() []Criterion { return slices.Concat(s.Business, s.Technical) }

func (s *Settings) knows(id string) bool {
	return slices.ContainsFunc(s.Criteria(), func(c Criterion) bool { return c.ID == id })
}
