package maturity

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miotsukushi/backend/platform/datafile"
)

// file is a model or a library as it was read.
type file struct {
	name  string // without folder and ending
	model *Model
	doc   *datafile.Doc
}

// Load reads and checks every model of a folder. One mistake refuses them all; the error is datafile.Faults, with file and line.
func Load(fsys fs.FS, dir string) (Models, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.yaml"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("maturity: no models in %s: %w", dir, err)
	}
	var files []file
	for _, name := range names {
		source, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("maturity: read a model: %w", err)
		}
		m := &Model{}
		doc, err := datafile.Parse(name, source, m)
		if err != nil {
			return nil, err
		}
		files = append(files, file{strings.TrimSuffix(path.Base(name), ".yaml"), m, doc})
	}
	c := &modelCheck{library: map[string]*Area{}, generic: map[string][]Group{}, ids: map[string]bool{}, shorts: map[string]bool{}}
	for _, f := range files {
		if f.model.Library {
			c.readLibrary(f)
		}
	}
	var out Models
	for _, f := range files {
		if !f.model.Library {
			c.check(f)
			out = append(out, f.model)
		}
	}
	if len(c.faults) > 0 {
		c.faults.Sort()
		return nil, c.faults
	}
	for _, m := range out {
		m.complete()
	}
	return out, nil
}

// complete gives every area the generic groups and the model its digest.
func (m *Model) complete() {
	for i := range m.Areas {
		a := &m.Areas[i]
		a.Groups = append(slices.Clone(a.Groups), m.Generic...)
		if a.Level == 0 {
			a.Level = m.Levels[1].Level
		}
	}
	rules, _ := json.Marshal(m) // texts and numbers always marshal
	sum := sha256.Sum256(rules)
	m.Digest = hex.EncodeToString(sum[:])
}

var (
	modelID = regexp.MustCompile(`^[A-Z][A-Za-z0-9-]{1,30}$`)
	shortID = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,7}$`)
	partID  = regexp.MustCompile(`^[A-Z][A-Z0-9.]{0,11}$`)
)

// modelCheck collects the mistakes of the files; each document gives the lines.
type modelCheck struct {
	doc     *datafile.Doc
	library map[string]*Area
	generic map[string][]Group
	ids     map[string]bool
	shorts  map[string]bool
	faults  datafile.Faults
}

func (c *modelCheck) unless(ok bool, path, rule, detail string) {
	if !ok {
		c.faults = append(c.faults, c.doc.Fault(path, rule, detail))
	}
}

func (c *modelCheck) readLibrary(f file) {
	c.doc = f.doc
	c.unless(f.model.Version == 1, "$.version", "version", strconv.Itoa(f.model.Version))
	c.generic[f.name] = f.model.Generic
	for i := range f.model.Areas {
		a, at := &f.model.Areas[i], fmt.Sprintf("$.areas[%d]", i)
		key := f.name + "/" + a.ID
		c.unless(c.library[key] == nil, at, "duplicate_id", a.ID)
		c.unless(a.Use == "", at+".use", "use_in_library", a.Use)
		c.library[key] = a
	}
}

// check judges a model; areas taken from a library are judged as if they stood in it.
func (c *modelCheck) check(f file) {
	m := f.model
	c.doc = f.doc
	c.unless(m.Version == 1, "$.version", "version", strconv.Itoa(m.Version))
	c.unless(modelID.MatchString(m.ID), "$.id", "model_id", m.ID)
	c.unless(!c.ids[m.ID], "$.id", "duplicate_id", m.ID)
	c.unless(shortID.MatchString(m.Short) && !c.shorts[m.Short], "$.short", "short_id", m.Short)
	c.ids[m.ID], c.shorts[m.Short] = true, true
	c.texts("$", m.ID, "ja", m.Name, "en", m.NameEn, "note_ja", m.Note, "note_en", m.NoteEn)
	c.unless(m.Method == ByLabel || m.Method == ByPercent, "$.method", "unknown_method", string(m.Method))
	c.unless(!m.Impact || m.Method == ByLabel, "$.impact", "impact_of_percent", m.ID)
	c.unless(len(m.Levels) > 1, "$.levels", "no_levels", m.ID)
	for i, l := range m.Levels {
		at := fmt.Sprintf("$.levels[%d]", i)
		c.unless(i == 0 || l.Level == m.Levels[i-1].Level+1, at+".level", "level_order", strconv.Itoa(l.Level))
		c.texts(at, strconv.Itoa(l.Level), "ja", l.Name, "en", l.NameEn)
	}
	if m.Shared != "" {
		c.unless(len(m.Generic) == 0 && c.generic[m.Shared] != nil, "$.generic_from", "unknown_library", m.Shared)
		m.Generic = c.generic[m.Shared]
	}
	c.unless(len(m.Areas) > 0, "$", "no_areas", m.ID)
	seen := map[string]bool{}
	for i := range m.Areas {
		c.area(m, i)
		a := &m.Areas[i]
		c.unless(!seen[a.ID], fmt.Sprintf("$.areas[%d]", i), "duplicate_id", a.ID)
		seen[a.ID] = true
	}
}

func (c *modelCheck) area(m *Model, i int) {
	a, at := &m.Areas[i], fmt.Sprintf("$.areas[%d]", i)
	if a.Use != "" {
		shared := c.library[a.Use]
		c.unless(a.ID == "" && len(a.Groups) == 0, at, "use_alone", a.Use)
		c.unless(shared != nil, at+".use", "unknown_area", a.Use)
		if shared == nil {
			return
		}
		m.Areas[i] = *shared
		a = &m.Areas[i]
	}
	c.unless(partID.MatchString(a.ID), at, "area_id", a.ID)
	c.texts(at, a.ID, "ja", a.Name, "en", a.NameEn)
	if len(m.Levels) > 1 && a.Level != 0 {
		c.unless(a.Level > m.Base() && a.Level <= m.Top(), at+".level", "unknown_level", fmt.Sprintf("%s %d", a.ID, a.Level))
	}
	c.unless(len(a.Groups)+len(m.Generic) > 0, at, "no_groups", a.ID)
	seen := map[string]bool{}
	for j, g := range a.Groups {
		c.group(m, g, fmt.Sprintf("%s.groups[%d]", at, j), seen)
	}
	for j, g := range m.Generic {
		c.group(m, g, fmt.Sprintf("$.generic[%d]", j), seen)
	}
}

func (c *modelCheck) group(m *Model, g Group, at string, seen map[string]bool) {
	c.unless(partID.MatchString(g.ID), at, "group_id", g.ID)
	c.unless(!seen["group "+g.ID], at, "duplicate_id", g.ID)
	seen["group "+g.ID] = true
	c.unless(slices.Contains(groupKinds, g.Kind), at+".kind", "unknown_kind", g.Kind)
	c.unless((g.Kind == KindAttribute) == (m.Method == ByPercent), at+".kind", "kind_of_method", g.ID+" "+g.Kind)
	c.unless(g.Level >= 1 && len(m.Levels) > 0 && g.Level <= m.Top(), at+".level", "unknown_level", fmt.Sprintf("%s %d", g.ID, g.Level))
	c.texts(at, g.ID, "ja", g.Name, "en", g.NameEn)
	c.unless(len(g.Practices) > 0, at, "no_practices", g.ID)
	c.unless(g.Kind != KindAttribute || len(g.Practices) == 1, at, "one_practice", g.ID)
	for i, p := range g.Practices {
		at := fmt.Sprintf("%s.practices[%d]", at, i)
		c.unless(partID.MatchString(p.ID), at, "practice_id", p.ID)
		c.unless(!seen[p.ID], at, "duplicate_id", p.ID)
		seen[p.ID] = true
		c.texts(at, p.ID, "ja", p.Text, "en", p.TextEn)
	}
}

// texts wants every key of the pairs to have a text.
func (c *modelCheck) texts(at, id string, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		c.unless(strings.TrimSpace(pairs[i+1]) != "", at, "missing_text", id+" "+pairs[i])
	}
}
