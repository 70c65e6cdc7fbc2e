package procedures

import (
	"fmt"
	"io/fs"
	"slices"

	"miotsukushi/backend/platform/datafile"
)

// Settings are what a city may change without a programmer: which groups come first, which obstacles are told apart,
// what counts as a procedure, and how the unknown is bounded.
type Settings struct {
	Version    int        `yaml:"version" json:"-"`
	Definition Definition `yaml:"definition" json:"definition"`
	Figures    Figures    `yaml:"figures" json:"figures"`
	Groups     []Word     `yaml:"priority_groups" json:"priorityGroups"`
	Obstacles  []Word     `yaml:"obstacles" json:"obstacles"`
}

// Definition says what the denominator counts. Its edition is kept with every snapshot: figures of two editions cannot
// be compared.
type Definition struct {
	Edition string `yaml:"edition" json:"edition"`
	Ja      string `yaml:"ja" json:"text"`
	En      string `yaml:"en" json:"textEn"`
}

// Figures are limits of the figures.
type Figures struct {
	UnknownAtMost int64 `yaml:"unknown_volume_at_most" json:"unknownVolumeAtMost" doc:"Applications a year that a procedure of unknown volume has at most; bounds the share by volume"`
	ParetoPercent int   `yaml:"pareto_percent" json:"paretoPercent" doc:"Share of all applications that the most used procedures make up"`
}

// Word is a word of the settings.
type Word struct {
	ID string `yaml:"id" json:"id"`
	Ja string `yaml:"ja" json:"name"`
	En string `yaml:"en" json:"nameEn"`
}

// Load reads and checks the settings. A file with a mistake is refused as a whole.
func Load(files fs.FS, file string) (*Settings, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("procedures: %w", err)
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
	unless(s.Version == 1, "$.version", "version", fmt.Sprint(s.Version))
	unless(s.Definition.Edition != "" && s.Definition.Ja != "" && s.Definition.En != "", "$.definition", "missing_name", s.Definition.Edition)
	unless(s.Figures.UnknownAtMost >= 0, "$.figures.unknown_volume_at_most", "out_of_range", fmt.Sprint(s.Figures.UnknownAtMost))
	unless(s.Figures.ParetoPercent > 0 && s.Figures.ParetoPercent < 100, "$.figures.pareto_percent", "out_of_range", fmt.Sprint(s.Figures.ParetoPercent))
	for name, list := range map[string][]Word{"priority_groups": s.Groups, "obstacles": s.Obstacles} {
		seen := map[string]bool{}
		unless(len(list) > 0, "$."+name, "missing", name)
		for i, w := range list {
			at := fmt.Sprintf("$.%s[%d]", name, i)
			unless(wordForm(w.ID) && w.Ja != "" && w.En != "", at, "missing_name", w.ID)
			unless(!seen[w.ID], at, "duplicate_id", w.ID)
			seen[w.ID] = true
		}
	}
	return faults
}

// wordForm keeps ids to letters that stand in a query of the database as they are.
func wordForm(id string) bool {
	for _, r := range id {
		if (r < 'a' || r > 'z') && r != '_' {
			return false
		}
	}
	return id != ""
}

// known tells whether a list of words holds an id.
func known(list []Word, id string) bool {
	return slices.ContainsFunc(list, func(w Word) bool { return w.ID == id })
}
