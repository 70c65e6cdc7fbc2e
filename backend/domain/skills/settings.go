package skills

import (
	"fmt"
	"io/fs"
	"slices"

	"miotsukushi/backend/platform/datafile"
)

// Settings are the catalogue of skills and what the figures rest on.
type Settings struct {
	Version   int     `yaml:"version" json:"-"`
	FreshDays int     `yaml:"fresh_days" json:"freshDays" doc:"An answer older than this is unknown"`
	Least     int64   `yaml:"least_shown" json:"leastShown" doc:"Counts of people below this are hidden from whoever does not keep them"`
	Levels    []Level `yaml:"levels" json:"levels" doc:"Four, the first the lowest"`
	Skills    []Skill `yaml:"skills" json:"skills"`
}

// Level is what a level of any skill means.
type Level struct {
	Ja   string `yaml:"ja" json:"name"`
	En   string `yaml:"en" json:"nameEn"`
	What string `yaml:"what" json:"what"`
	Eng  string `yaml:"what_en" json:"whatEn"`
}

// Skill is a role that projects and systems need.
type Skill struct {
	ID   string `yaml:"id" json:"id"`
	Ja   string `yaml:"ja" json:"name"`
	En   string `yaml:"en" json:"nameEn"`
	What string `yaml:"what" json:"what"`
	Eng  string `yaml:"what_en" json:"whatEn"`
}

// word is the name of a skill in the city's own language; one that is gone keeps its id.
func (s *Settings) word(id string) string {
	for _, k := range s.Skills {
		if k.ID == id {
			return k.Ja
		}
	}
	return id
}

// Load reads and checks the catalogue. A file with a mistake is refused as a whole.
func Load(files fs.FS, file string) (*Settings, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("skills: %w", err)
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
	unless(s.FreshDays > 0 && s.FreshDays <= 3650, "$.fresh_days", "out_of_range", fmt.Sprint(s.FreshDays))
	unless(s.Least >= 1 && s.Least <= 100, "$.least_shown", "out_of_range", fmt.Sprint(s.Least))
	unless(len(s.Levels) == Levels, "$.levels", "out_of_range", fmt.Sprint(len(s.Levels)))
	for i, l := range s.Levels {
		unless(l.Ja != "" && l.En != "" && l.What != "" && l.Eng != "", fmt.Sprintf("$.levels[%d]", i), "missing_name", l.Ja)
	}
	unless(len(s.Skills) > 0, "$.skills", "missing", "skills")
	for i, k := range s.Skills {
		at := fmt.Sprintf("$.skills[%d]", i)
		unless(k.ID != "" && k.Ja != "" && k.En != "" && k.What != "" && k.Eng != "", at, "missing_name", k.ID)
		unless(!slices.ContainsFunc(s.Skills[:i], func(x Skill) bool { return x.ID == k.ID }), at, "duplicate_id", k.ID)
	}
	if len(faults) > 0 {
		faults.Sort()
		return nil, faults
	}
	return s, nil
}

func (s *Settings) knows(id string) bool {
	return slices.ContainsFunc(s.Skills, func(k Skill) bool { return k.ID == id })
}
