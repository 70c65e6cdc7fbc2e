package skills

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Cell is a skill of a section: who has it, what its running projects need, and what is missing.
type Cell struct {
	HoldingID string      `json:"holdingId,omitempty"`
	Version   int64       `json:"version,omitempty" doc:"Of the count"`
	Skill     string      `json:"skill"`
	Levels    []*int64    `json:"levels" doc:"People by level; null when nobody counted, or hidden"`
	Total     *int64      `json:"total"`
	Hidden    bool        `json:"hidden" doc:"Counts are too small to be shown to the caller"`
	AsOf      fiscal.Date `json:"asOf,omitzero"`
	Needed    int64       `json:"needed" doc:"Places of its running projects"`
	Gap       *int64      `json:"gap" doc:"Places that nobody of the section could fill; null when nobody counted the people, or hidden with the counts"`
	Planned   int64       `json:"planned" doc:"Trainings planned and not done"`
	Late      int64       `json:"late" doc:"Of these, past their day"`
	Done      int64       `json:"done"`
	Reached   *int64      `json:"reached" doc:"People who reached the level by trainings; null when no training tells it, and to whoever does not keep the counts"`
}

// SectionRow is a section with its skills.
type SectionRow struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	Gap    string `json:"gap" enum:"short,unknown,none" doc:"short: a place that nobody could fill; unknown: needed and not counted, or hidden"`
	Short  int64  `json:"short" doc:"Places missing, over all skills"`
	Cells  []Cell `json:"cells" doc:"In the order of the catalogue"`
}

// SectionFilter narrows the table.
type SectionFilter struct {
	api.List
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	Gap       string `query:"gap" validate:"max=60" doc:"short, unknown, none"`
	Training  string `query:"training" validate:"omitempty,oneof=late planned" doc:"Has a training of that kind"`
}

// gaps are the words for what a section lacks.
var gaps = []string{"short", "unknown", "none"}

// need is what the running projects of a section need of a skill at a level.
type need struct {
	SectionID, Skill string
	Level, Count     int64
}

// table reckons the cells of all sections with people counted or places needed, in two statements. There are no more than
// sections, so it is laid out here and not in the database.
func (s *Service) table(ctx context.Context, f *SectionFilter) ([]SectionRow, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	held, err := store.Scan[Holding](db.Table("skill_holdings").Order("section_id"))
	if err != nil {
		return nil, err
	}
	needs, err := store.Scan[need](db.Table("skill_needs").Joins("JOIN projects ON projects.id = skill_needs.project_id AND projects.state IN ('active', 'execution')").
		Group("projects.applicant_id, skill_needs.skill, skill_needs.level").
		Select("projects.applicant_id AS section_id, skill_needs.skill, skill_needs.level, CAST(SUM(skill_needs.count) AS BIGINT) AS count"))
	if err != nil {
		return nil, err
	}
	var below []string
	if f.SectionID != "" {
		below = dir.Below(f.SectionID)
	}
	type key struct{ section, skill string }
	count, wanted, sections := map[key]*Holding{}, map[key][]Wanted{}, map[string]bool{}
	for i := range held {
		count[key{held[i].SectionID, held[i].Skill}] = &held[i]
		sections[held[i].SectionID] = true
	}
	for _, n := range needs {
		k := key{n.SectionID, n.Skill}
		wanted[k] = append(wanted[k], Wanted{n.Level, n.Count})
		sections[n.SectionID] = true
	}
	out := []SectionRow{}
	for id := range sections {
		if f.SectionID != "" && !slices.Contains(below, id) {
			continue
		}
		o, _ := dir.Organisation(id)
		if !strings.Contains(store.Fold(o.Code, o.Name, o.NameEn), store.Fold(f.Q)) {
			continue
		}
		row := SectionRow{ID: id, Code: o.Code, Name: o.Name, NameEn: o.NameEn, Gap: "none"}
		seesAll := authz.Require(ctx, "skills:count", &authz.Record{Noun: "skills", Section: id}) == nil
		for _, skill := range s.settings.Skills {
			k := key{id, skill.ID}
			c := s.cell(skill.ID, count[k], wanted[k], seesAll)
			switch {
			case c.Gap == nil && c.Needed > 0 && row.Gap == "none":
				row.Gap = "unknown"
			case c.Gap != nil && *c.Gap > 0:
				row.Gap, row.Short = "short", row.Short+*c.Gap
			}
			row.Cells = append(row.Cells, c)
		}
		if f.Gap != "" && !slices.Contains(strings.Split(f.Gap, ","), row.Gap) {
			continue
		}
		if f.Training != "" && !slices.ContainsFunc(row.Cells, func(c Cell) bool {
			return f.Training == "late" && c.Late > 0 || f.Training == "planned" && c.Planned > 0
		}) {
			continue
		}
		out = append(out, row)
	}
	return out, nil
}

// sectionSorts are the orders of the table; equal rows stand by code.
var sectionSorts = map[string]func(a, b SectionRow) int{
	"code":  func(a, b SectionRow) int { return cmp.Compare(a.Code, b.Code) },
	"short": func(a, b SectionRow) int { return cmp.Compare(a.Short, b.Short) },
}

// check refuses what the table does not know, as lists of the database do.
func (f *SectionFilter) check() error {
	if f.Gap != "" {
		for _, g := range strings.Split(f.Gap, ",") {
			if !slices.Contains(gaps, g) {
				return fault.Bad("query.gap", "oneof", fault.Params{"allowed": gaps})
			}
		}
	}
	if f.Cursor != "" {
		return fault.Bad("query.cursor", "format", nil)
	}
	if name := strings.TrimPrefix(f.Sort, "-"); f.Sort != "" && sectionSorts[name] == nil {
		return fault.Bad("query.sort", "oneof", fault.Params{"allowed": slices.Sorted(maps.Keys(sectionSorts))})
	}
	return nil
}

func (f *SectionFilter) order(rows []SectionRow) {
	name, falling := strings.CutPrefix(cmp.Or(f.Sort, "code"), "-")
	slices.SortFunc(rows, func(a, b SectionRow) int {
		by := sectionSorts[name](a, b)
		if falling {
			by = -by
		}
		return cmp.Or(by, cmp.Compare(a.Code, b.Code))
	})
}

// cell reckons one cell. Where counts are hidden, so is what they could be reckoned from: the gap, whose need everybody
// knows, and how many trainings lifted to a level.
func (s *Service) cell(skill string, h *Holding, wanted []Wanted, seesAll bool) Cell {
	c := Cell{Skill: skill, Levels: make([]*int64, Levels)}
	for _, w := range wanted {
		c.Needed += w.Count
	}
	if h == nil {
		return c
	}
	least := s.settings.Least
	if seesAll {
		least = 1
		c.HoldingID, c.Version = h.ID, h.Version
	}
	shown, total, hidden := Mask(h.counts(), least)
	c.Levels, c.Total, c.Hidden, c.AsOf = shown[:], total, hidden, h.AsOf
	if !hidden {
		gap := Gap(wanted, h.counts())
		c.Gap = &gap
	}
	for _, t := range h.Trainings {
		switch {
		case !t.DoneOn.IsZero():
			c.Done++
		default:
			c.Planned++
			if t.PlannedOn.Before(s.today()) {
				c.Late++
			}
		}
		if t.Reached != nil && seesAll {
			sum := *t.Reached
			if c.Reached != nil {
				sum += *c.Reached
			}
			c.Reached = &sum
		}
	}
	return c
}

// Sections lists the sections with their skills.
func (s *Service) Sections(ctx context.Context, f *SectionFilter) (store.Page[SectionRow], error) {
	if err := f.check(); err != nil {
		return store.Page[SectionRow]{}, err
	}
	rows, err := s.table(ctx, f)
	f.order(rows)
	page := store.Page[SectionRow]{Items: []SectionRow{}, Total: len(rows)}
	limit := f.Limit
	if limit == 0 {
		limit = store.DefaultLimit
	}
	from := min(max(f.Page-1, 0)*limit, len(rows))
	page.Items = append(page.Items, rows[from:min(from+limit, len(rows))]...)
	return page, err
}

// SectionDetail is a section with the trainings and notes that only who keeps the counts sees in full.
type SectionDetail struct {
	SectionRow
	Path      []authz.Organisation     `json:"path"`
	Holdings  []Holding                `json:"holdings" doc:"Empty for whoever does not keep them"`
	Trainings []TrainingRow            `json:"trainings" doc:"The next first"`
	Can       map[string]authz.Verdict `json:"can"`
}

// TrainingRow is a training with its skill. Who came through it is told to whoever keeps the counts.
type TrainingRow struct {
	Skill string `json:"skill"`
	Training
	Late bool `json:"late"`
}

// Section reads one section for its page.
func (s *Service) Section(ctx context.Context, in *api.ID) (*SectionDetail, error) {
	dir := authz.DirectoryOf(ctx)
	o, ok := dir.Organisation(in.ID)
	if !ok {
		return nil, notFound("organisations", in.ID)
	}
	rows, err := s.table(ctx, &SectionFilter{SectionID: in.ID})
	if err != nil {
		return nil, err
	}
	d := &SectionDetail{Path: dir.Path(in.ID), Holdings: []Holding{}, Trainings: []TrainingRow{}}
	d.SectionRow = SectionRow{ID: o.ID, Code: o.Code, Name: o.Name, NameEn: o.NameEn, Gap: "none"}
	for _, skill := range s.settings.Skills {
		d.Cells = append(d.Cells, s.cell(skill.ID, nil, nil, false))
	}
	if i := slices.IndexFunc(rows, func(r SectionRow) bool { return r.ID == in.ID }); i >= 0 {
		d.SectionRow = rows[i]
	}
	facts := &authz.Record{Noun: "skills", Section: in.ID}
	if d.Can, err = authz.Can(ctx, "skills", facts, "count"); err != nil {
		return nil, err
	}
	held, err := store.Scan[Holding](s.store.Read(ctx).Table("skill_holdings").Where("section_id = ?", in.ID).Order("skill"))
	if err != nil {
		return nil, err
	}
	if d.Can["count"].Allowed {
		d.Holdings = append(d.Holdings, held...)
	}
	for _, h := range held {
		for _, t := range h.Trainings {
			if !d.Can["count"].Allowed {
				t.Trained, t.Reached = nil, nil
			}
			d.Trainings = append(d.Trainings, TrainingRow{h.Skill, t, t.DoneOn.IsZero() && t.PlannedOn.Before(s.today())})
		}
	}
	slices.SortFunc(d.Trainings, func(a, b TrainingRow) int { return strings.Compare(b.PlannedOn.String(), a.PlannedOn.String()) })
	return d, nil
}

// Summary answers what hangs on one person, and what is missing.
type Summary struct {
	AsOf      fiscal.Date  `json:"asOf"`
	Settings  *Settings    `json:"settings"`
	Core      StandingRow  `json:"core" doc:"Core systems"`
	Systems   StandingRow  `json:"systems" doc:"All systems that are not retired"`
	Projects  *StandingRow `json:"projects" doc:"Running projects that the caller may read"`
	Share     *float64     `json:"share" doc:"Core systems that two or more can keep, in percent of all core systems; unknown ones count as not shared. Null without core systems"`
	Short     api.Figure   `json:"short" doc:"Sections with a place that nobody could fill"`
	Uncounted api.Figure   `json:"uncounted" doc:"Sections that need people and have not counted them"`
	Open      api.Figure   `json:"open" doc:"Running projects with a place that nobody holds"`
	Untold    api.Figure   `json:"untold" doc:"Running projects with roles whose filling is unknown"`
	Late      api.Figure   `json:"late" doc:"Sections with a training past its day"`
}

// StandingRow counts systems or projects by what their work hangs on.
type StandingRow struct {
	Total   api.Figure `json:"total"`
	Shared  api.Figure `json:"shared"`
	Single  api.Figure `json:"single"`
	Nobody  api.Figure `json:"nobody"`
	Unknown api.Figure `json:"unknown"`
}

// SummaryIn narrows the figures.
type SummaryIn struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
}

func (n *SummaryIn) rows(list string, pairs ...string) string {
	v := url.Values{}
	if n.SectionID != "" {
		v.Set("sectionId", n.SectionID)
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/skills/" + list + "?" + v.Encode()
}

func (n *SummaryIn) standings(counts map[string]int, list string, pairs ...string) StandingRow {
	total := 0
	for _, c := range counts {
		total += c
	}
	one := func(st Standing) api.Figure {
		return api.Count(counts[string(st)], n.rows(list, append([]string{"standing", string(st)}, pairs...)...))
	}
	return StandingRow{Total: api.Count(total, n.rows(list, pairs...)), Shared: one(Shared), Single: one(Single), Nobody: one(Nobody), Unknown: one(Unknown)}
}

// Summary counts in five statements.
func (s *Service) Summary(ctx context.Context, in *SummaryIn) (*Summary, error) {
	out := &Summary{AsOf: s.today(), Settings: s.settings}
	core, err := s.SystemFacets(ctx, &SubjectFilter{SectionID: in.SectionID, Core: "true"})
	if err != nil {
		return nil, err
	}
	all, err := s.SystemFacets(ctx, &SubjectFilter{SectionID: in.SectionID})
	if err != nil {
		return nil, err
	}
	out.Core, out.Systems = in.standings(core["standing"], "systems", "core", "true"), in.standings(all["standing"], "systems")
	if n := *out.Core.Total.Value; n > 0 {
		share := 100 * float64(*out.Core.Shared.Value) / float64(n)
		out.Share = &share
	}
	if authz.Require(ctx, "projects:read", nil) == nil {
		found, err := s.ProjectFacets(ctx, &SubjectFilter{SectionID: in.SectionID})
		if err != nil {
			return nil, err
		}
		row := in.standings(found["standing"], "projects")
		out.Projects = &row
		out.Open = api.Count(found["roles"]["open"], in.rows("projects", "roles", "open"))
		out.Untold = api.Count(found["roles"]["untold"], in.rows("projects", "roles", "untold"))
	}
	rows, err := s.table(ctx, &SectionFilter{SectionID: in.SectionID})
	found, late := map[string]int{}, 0
	for _, r := range rows {
		found[r.Gap]++
		if slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Late > 0 }) {
			late++
		}
	}
	out.Short, out.Uncounted = api.Count(found["short"], in.rows("sections", "gap", "short")), api.Count(found["unknown"], in.rows("sections", "gap", "unknown"))
	out.Late = api.Count(late, in.rows("sections", "training", "late"))
	return out, err
}
