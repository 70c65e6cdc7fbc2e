package pilots

import (
	"fmt"
	"io/fs"
	"slices"

	"miotsukushi/backend/platform/datafile"
)

// Settings are what a city may change without a programmer: from how many cases on a pilot may be widened, and which
// technologies are told apart.
type Settings struct {
	Version      int    `yaml:"version" json:"-"`
	MinCases     int64  `yaml:"min_cases" json:"minCases" doc:"Cases for each line of work below which nothing is widened"`
	MinTimed     int64  `yaml:"min_timed" json:"minTimed" doc:"Cases with both times below which time saved is unknown"`
	MinAsked     int64  `yaml:"min_asked" json:"minAsked" doc:"Staff asked below which satisfaction is unknown"`
	DecideDays   int    `yaml:"decide_days" json:"decideDays" doc:"So many days before its end a pilot is put before those who decide"`
	Technologies []Word `yaml:"technologies" json:"technologies"`
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
		return nil, fmt.Errorf("pilots: %w", err)
	}
	s := &Settings{}
	doc, err := datafile.Parse(file, source, s)
	if err != nil {
		return nil, err
	}
	var faults datafile.Faults
	unless := func(ok bool, path, rule, detail string) {
		if !ok {
			faults = append(faults, doc.Fault(path, rule, detail))
		}
	}
	unless(s.Version == 1, "$.version", "version", fmt.Sprint(s.Version))
	unless(s.MinCases > 0 && s.MinCases <= 1_000_000, "$.min_cases", "out_of_range", fmt.Sprint(s.MinCases))
	unless(s.MinTimed > 0 && s.MinTimed <= 1_000_000, "$.min_timed", "out_of_range", fmt.Sprint(s.MinTimed))
	unless(s.MinAsked > 0 && s.MinAsked <= 1_000_000, "$.min_asked", "out_of_range", fmt.Sprint(s.MinAsked))
	unless(s.DecideDays >= 0 && s.DecideDays <= 365, "$.decide_days", "out_of_range", fmt.Sprint(s.DecideDays))
	unless(len(s.Technologies) > 0, "$.technologies", "missing", "technologies")
	for i, w := range s.Technologies {
		at := fmt.Sprintf("$.technologies[%d]", i)
		unless(w.ID != "" && w.Ja != "" && w.En != "", at, "missing_name", w.ID)
		unless(!slices.ContainsFunc(s.Technologies[:i], func(x Word) bool { return x.ID == w.ID }), at, "duplicate_id", w.ID)
	}
	if len(faults) > 0 {
		faults.Sort()
		return nil, faults
	}
	return s, nil
}

// knows tells whether a technology stands in the settings.
func (s *Settings) knows(technology string) bool {
	return slices.ContainsFunc(s.Technologies, func(w Word) bool { return w.ID == technology })
}
