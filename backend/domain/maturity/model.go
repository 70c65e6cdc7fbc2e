// Package maturity rates how well the city's units manage their systems: models as data, appraisals with evidence, the
// rules from the label of one practice up to the level of a unit, and what is missing for the next level.
package maturity

import (
	"slices"
)

// Method is how practices are rated.
type Method string

// Methods: labels of implementation (FI, LI, …), or percentages (ISO/IEC 33020).
const (
	ByLabel   Method = "label"
	ByPercent Method = "percent"
)

// Kinds of a group: a goal of v1.3, one of the goals that every area has, a practice group of V2.x, a process attribute.
const (
	KindGoal      = "goal"
	KindGeneric   = "generic_goal"
	KindGroup     = "practice_group"
	KindAttribute = "process_attribute"
)

var groupKinds = []string{KindGoal, KindGeneric, KindGroup, KindAttribute}

// Model is what a unit is rated against, read from policies/maturity by Load. Levels, areas, groups and practices stand in
// the order of the file.
type Model struct {
	Version int        `yaml:"version" json:"-"`
	Library bool       `yaml:"library" json:"-"` // areas for other files, no model of its own
	ID      string     `yaml:"id" json:"id"`
	Short   string     `yaml:"short" json:"short" doc:"Part of the codes of its appraisals"`
	Name    string     `yaml:"ja" json:"name"`
	NameEn  string     `yaml:"en" json:"nameEn"`
	Note    string     `yaml:"note_ja" json:"note"`
	NoteEn  string     `yaml:"note_en" json:"noteEn"`
	Method  Method     `yaml:"method" json:"method" enum:"label,percent"`
	Impact  bool       `yaml:"impact" json:"impact" doc:"Whether a person must say if weaknesses hurt a goal"`
	Levels  []LevelDef `yaml:"levels" json:"levels" doc:"The lowest needs no proof"`
	Generic []Group    `yaml:"generic" json:"-"`      // groups that every area has; Load copies them
	Shared  string     `yaml:"generic_from" json:"-"` // library whose generic groups the model takes
	Areas   []Area     `yaml:"areas" json:"areas"`
	Digest  string     `yaml:"-" json:"digest" doc:"SHA-256 of the rules; an appraisal remembers by which it was computed"`
}

// LevelDef names a level.
type LevelDef struct {
	Level  int    `yaml:"level" json:"level"`
	Name   string `yaml:"ja" json:"name"`
	NameEn string `yaml:"en" json:"nameEn"`
}

// Area is a process area (v1.3), practice area (V2.x), domain or process. Level is the maturity level from which on a
// unit needs it.
type Area struct {
	Use    string  `yaml:"use" json:"-"` // file/AREA of a library, instead of all the rest
	ID     string  `yaml:"id" json:"id"`
	Level  int     `yaml:"level" json:"level"`
	Name   string  `yaml:"ja" json:"name"`
	NameEn string  `yaml:"en" json:"nameEn"`
	Groups []Group `yaml:"groups" json:"groups"`
}

// Group is a set of practices that is rated as one. Level is the capability level of the area that it belongs to.
type Group struct {
	ID        string     `yaml:"id" json:"id"`
	Kind      string     `yaml:"kind" json:"kind" enum:"goal,generic_goal,practice_group,process_attribute"`
	Level     int        `yaml:"level" json:"level"`
	Name      string     `yaml:"ja" json:"name"`
	NameEn    string     `yaml:"en" json:"nameEn"`
	Practices []Practice `yaml:"practices" json:"practices"`
}

// Practice is what a sampled project or support unit does or does not do.
type Practice struct {
	ID     string `yaml:"id" json:"id"`
	Text   string `yaml:"ja" json:"text"`
	TextEn string `yaml:"en" json:"textEn"`
}

// Area finds an area by its id.
func (m *Model) Area(id string) (*Area, bool) {
	i := slices.IndexFunc(m.Areas, func(a Area) bool { return a.ID == id })
	if i < 0 {
		return nil, false
	}
	return &m.Areas[i], true
}

// Base is the level that needs no proof.
func (m *Model) Base() int { return m.Levels[0].Level }

// Top is the highest level.
func (m *Model) Top() int { return m.Levels[len(m.Levels)-1].Level }

// HasLevel tells whether the model knows a level.
func (m *Model) HasLevel(n int) bool {
	return slices.ContainsFunc(m.Levels, func(l LevelDef) bool { return l.Level == n })
}

// top is the highest level of the area's groups: what the area can reach.
func (a *Area) top() int {
	top := 0
	for _, g := range a.Groups {
		top = max(top, g.Level)
	}
	return top
}

// group finds the group of a practice.
func (a *Area) group(practice string) (*Group, *Practice) {
	for i := range a.Groups {
		for j := range a.Groups[i].Practices {
			if a.Groups[i].Practices[j].ID == practice {
				return &a.Groups[i], &a.Groups[i].Practices[j]
			}
		}
	}
	return nil, nil
}

// Models are the models of the city, in the order of their files; the first is the one that pages open with.
type Models []*Model

// Find finds a model by its id.
func (ms Models) Find(id string) (*Model, bool) {
	i := slices.IndexFunc(ms, func(m *Model) bool { return m.ID == id })
	if i < 0 {
		return nil, false
	}
	return ms[i], true
}

// IDs lists the models.
func (ms Models) IDs() []string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.ID
	}
	return out
}
