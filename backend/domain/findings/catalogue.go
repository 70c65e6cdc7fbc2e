package findings

import (
	"fmt"
	"io/fs"
	"slices"

	"miotsukushi/backend/platform/datafile"
	"miotsukushi/backend/platform/fiscal"
)

// Catalogue is what a city may change without a programmer: kinds, sources, themes, days and limits. It is read from
// policies/findings.yaml by Load.
type Catalogue struct {
	Version  int      `yaml:"version" json:"-"`
	Settings Settings `yaml:"settings" json:"settings"`
	Kinds    []Entry  `yaml:"kinds" json:"kinds"`
	Sources  []Entry  `yaml:"sources" json:"sources"`
	Themes   []Entry  `yaml:"themes" json:"themes"`
}

// Entry is a word of the catalogue. It may be used from its first to its last day; what was written then stays.
type Entry struct {
	ID     string      `yaml:"id" json:"id"`
	Name   string      `yaml:"ja" json:"name"`
	NameEn string      `yaml:"en" json:"nameEn"`
	From   fiscal.Date `yaml:"from" json:"from,omitzero"`
	To     fiscal.Date `yaml:"to" json:"to,omitzero"`
}

// holds tells whether the entry may be used on a day.
func (e Entry) holds(on fiscal.Date) bool { return !on.Before(e.From) && !on.After(e.To) }

// Settings are the days and limits of the rules. Days are whole days.
type Settings struct {
	ReplyDays        int             `yaml:"reply_days" json:"replyDays"`
	DueDays          map[Band]int    `yaml:"due_days" json:"dueDays"`
	MaxExtensions    int             `yaml:"max_extensions" json:"maxExtensions"`
	RetestDays       int             `yaml:"retest_days" json:"retestDays"`
	RetestBands      []Band          `yaml:"retest_bands" json:"retestBands" enum:"low,medium,high,critical"`
	AcceptanceMonths map[Band]int    `yaml:"acceptance_months" json:"acceptanceMonths"`
	AcceptanceBy     map[Band]string `yaml:"acceptance_by" json:"acceptanceBy"`
	SoonDays         int             `yaml:"soon_days" json:"soonDays"`
}

// Load reads and checks a catalogue. One with a mistake is refused as a whole.
func Load(files fs.FS, file string) (*Catalogue, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	c := &Catalogue{}
	doc, err := datafile.Parse(file, source, c)
	if err != nil {
		return nil, err
	}
	if faults := c.check(doc); len(faults) > 0 {
		faults.Sort()
		return nil, faults
	}
	return c, nil
}

func (c *Catalogue) check(doc *datafile.Doc) (faults datafile.Faults) {
	unless := func(ok bool, path, rule, detail string) {
		if !ok {
			faults = append(faults, doc.Fault(path, rule, detail))
		}
	}
	s := c.Settings
	unless(c.Version == 1, "$.version", "version", fmt.Sprint(c.Version))
	unless(s.ReplyDays > 0 && s.RetestDays > 0 && s.SoonDays > 0 && s.MaxExtensions >= 0, "$.settings", "positive", "days and limits")
	for _, b := range Bands {
		unless(s.DueDays[b] > 0, "$.settings.due_days", "positive", string(b))
		months, may := s.AcceptanceMonths[b]
		unless(may == (s.AcceptanceBy[b] != ""), "$.settings.acceptance_by", "same_bands", string(b))
		unless(!may || months > 0, "$.settings.acceptance_months", "positive", string(b))
	}
	for b := range s.AcceptanceMonths {
		unless(slices.Contains(Bands, b), "$.settings.acceptance_months", "unknown_band", string(b))
	}
	for name, list := range map[string][]Entry{"kinds": c.Kinds, "sources": c.Sources, "themes": c.Themes} {
		seen := map[string]bool{}
		unless(len(list) > 0, "$."+name, "missing", name)
		for i, e := range list {
			at := fmt.Sprintf("$.%s[%d]", name, i)
			unless(e.ID != "" && e.Name != "" && e.NameEn != "", at, "missing_name", e.ID)
			unless(!seen[e.ID], at, "duplicate_id", e.ID)
			unless(!e.To.Before(e.From), at, "date_order", e.ID)
			seen[e.ID] = true
		}
	}
	return faults
}

// find looks an entry up; ok is false for an unknown one.
func find(list []Entry, id string) (Entry, bool) {
	i := slices.IndexFunc(list, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return Entry{}, false
	}
	return list[i], true
}

// Acceptable tells whether a risk of the band may be accepted at all, and for how many months at most.
func (s Settings) Acceptable(b Band) (months int, ok bool) {
	months, ok = s.AcceptanceMonths[b]
	return months, ok
}

// NeedsRetest tells whether a finding of the band closes only after a re-test.
func (s Settings) NeedsRetest(b Band) bool { return slices.Contains(s.RetestBands, b) }
