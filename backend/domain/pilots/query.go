package pilots

import (
	"context"
	"net/url"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a pilot in a list.
type Item struct {
	store.Base
	Code          string      `json:"code"`
	Name          string      `json:"name"`
	NameEn        string      `json:"nameEn"`
	Business      string      `json:"business"`
	BusinessEn    string      `json:"businessEn"`
	Technology    string      `json:"technology"`
	SectionID     string      `json:"sectionId"`
	SectionName   string      `json:"sectionName" gorm:"-"`
	SectionNameEn string      `json:"sectionNameEn" gorm:"-"`
	Stage         Stage       `json:"stage" enum:"planned,running,widened,ended"`
	StartsOn      fiscal.Date `json:"startsOn"`
	EndsOn        fiscal.Date `json:"endsOn"`
	StartedOn     fiscal.Date `json:"startedOn,omitzero"`
	ClosedOn      fiscal.Date `json:"closedOn,omitzero"`
	TargetCases   int64       `json:"targetCases"`
	PersonalData  string      `json:"personalData" enum:"none,masked,personal"`
	SetNo         int         `json:"setNo"`
	CriteriaNo    int         `json:"criteriaNo"`
	Due           bool        `json:"due" gorm:"-" doc:"Runs, and the day by which is decided is over"`
	Standing
}

// Standing is how a pilot stands on the evaluation set in force, by the criteria in force.
type Standing struct {
	Wards      int     `json:"wards" gorm:"-"`
	Edition    string  `json:"edition" gorm:"-"`
	Metric     Metric  `json:"metric" gorm:"-" enum:"top1,top3,"`
	Target     int64   `json:"targetPercent" gorm:"-" doc:"0 before criteria are set"`
	AfterStart bool    `json:"afterStart" gorm:"-" doc:"The criteria in force were set after the start"`
	Share      Share   `json:"share" gorm:"-" doc:"By the metric of the criteria; by the first place before there are any"`
	Verdict    Verdict `json:"verdict" gorm:"-"`
}

const itemColumns = `pilots.id, pilots.version, pilots.created_at, pilots.updated_at, pilots.code, pilots.name, pilots.name_en, pilots.business,
	pilots.business_en, pilots.technology, pilots.section_id, pilots.stage, pilots.starts_on, pilots.ends_on, pilots.started_on, pilots.closed_on,
	pilots.target_cases, pilots.personal_data, pilots.set_no, pilots.criteria_no`

// sorts are the orders that a list may be asked for; attention puts running pilots first, the earliest day of decision first.
var sorts = store.Sorts{
	"attention": "CASE pilots.stage WHEN 'running' THEN '1' WHEN 'planned' THEN '2' ELSE '3' END || CAST(pilots.ends_on AS TEXT)",
	"code":      "pilots.code", "endsOn": "pilots.ends_on", "startsOn": "pilots.starts_on", "updatedAt": "pilots.updated_at",
}

// Scope narrows figures and lists to the pilots of an organisation, a ward or a project.
type Scope struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	WardID    string `query:"wardId" validate:"max=64" doc:"Ward that takes part"`
	ProjectID string `query:"projectId" validate:"max=64"`
}

// rows is the list that a figure of the scope opens onto.
func (n *Scope) rows(pairs ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"sectionId": n.SectionID, "wardId": n.WardID, "projectId": n.ProjectID} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/pilots?" + v.Encode()
}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	Scope
	Stage        string `query:"stage" validate:"max=60"`
	Technology   string `query:"technology" validate:"max=200"`
	PersonalData string `query:"personalData" validate:"max=60"`
	Due          string `query:"due" validate:"omitempty,oneof=true" doc:"Runs beyond the day by which is decided"`
	Ready        string `query:"ready" validate:"omitempty,oneof=true false" doc:"Runs, and all criteria are met, or not all"`
	AfterStart   string `query:"afterStart" validate:"omitempty,oneof=true" doc:"Criteria in force were set after the start"`
}

// filtered builds the query; a condition on the verdict costs two more statements, over running pilots only.
func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("pilots:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("pilots"), scope.All, "pilots.section_id", scope.Sections, "", "")
	if f.SectionID != "" {
		q = q.Where("pilots.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.WardID != "" {
		q = q.Where("pilots.id IN (SELECT pilot_id FROM pilot_wards WHERE ward_id = ?)", f.WardID)
	}
	if f.ProjectID != "" {
		q = q.Where("pilots.project_id = ?", f.ProjectID)
	}
	q = store.AnyOf(q, "pilots.stage", f.Stage)
	q = store.AnyOf(q, "pilots.technology", f.Technology)
	q = store.AnyOf(q, "pilots.personal_data", f.PersonalData)
	if f.Due != "" {
		q = q.Where("pilots.stage = ? AND pilots.ends_on < ?", Running, s.today())
	}
	if f.AfterStart != "" {
		q = q.Where("EXISTS (SELECT 1 FROM pilot_criteria c WHERE c.pilot_id = pilots.id AND c.no = pilots.criteria_no AND c.after_start = ?)", true)
	}
	if f.Q != "" {
		q = q.Where(`pilots.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	if f.Ready != "" {
		ready, other, err := s.running(ctx)
		if err != nil {
			return nil, err
		}
		if f.Ready == "false" {
			ready = other
		}
		q = q.Where("pilots.id IN ?", append(ready, ""))
	}
	return q, nil
}

// running tells the running pilots that meet all criteria from those that do not.
func (s *Service) running(ctx context.Context) (ready, other []string, err error) {
	rows, err := store.Scan[Pilot](s.store.Read(ctx).Table("pilots").Where("stage = ?", Running))
	if err != nil {
		return nil, nil, err
	}
	at, err := s.standings(ctx, rows)
	for i := range rows {
		if at[rows[i].ID].Verdict.Met {
			ready = append(ready, rows[i].ID)
		} else {
			other = append(other, rows[i].ID)
		}
	}
	return ready, other, err
}

// standings tells how some pilots stand, in four statements whatever their number.
func (s *Service) standings(ctx context.Context, rows []Pilot) (map[string]*Standing, error) {
	out := map[string]*Standing{}
	if len(rows) == 0 {
		return out, nil
	}
	db, ids := s.store.Read(ctx), make([]string, len(rows))
	by := map[string]*Pilot{}
	for i := range rows {
		ids[i], by[rows[i].ID] = rows[i].ID, &rows[i]
		out[rows[i].ID] = &Standing{Verdict: Verdict{Lines: []Line{}}}
	}
	criteria, err := store.Scan[Criteria](db.Table("pilot_criteria").Joins("JOIN pilots ON pilots.id = pilot_criteria.pilot_id AND pilots.criteria_no = pilot_criteria.no").
		Where("pilot_criteria.pilot_id IN ?", ids).Select("pilot_criteria.*"))
	if err != nil {
		return nil, err
	}
	sets, err := store.Scan[Set](db.Table("pilot_sets").Joins("JOIN pilots ON pilots.id = pilot_sets.pilot_id AND pilots.set_no = pilot_sets.no").
		Where("pilot_sets.pilot_id IN ?", ids).Select("pilot_sets.*"))
	if err != nil {
		return nil, err
	}
	type part struct {
		PilotID string
		N       int
	}
	wards, err := store.Scan[part](db.Table("pilot_wards").Where("pilot_id IN ?", ids).Group("pilot_id").Select("pilot_id, count(*) AS n"))
	if err != nil {
		return nil, err
	}
	counts, err := tallies(db, ids)
	if err != nil {
		return nil, err
	}
	sums := map[string]*tally{}
	for _, id := range ids {
		sums[id] = &tally{}
	}
	for i := range counts {
		if t := &counts[i]; t.SetNo == by[t.PilotID].SetNo {
			sums[t.PilotID].add(t)
		}
	}
	for _, w := range wards {
		out[w.PilotID].Wards = w.N
	}
	for i := range sets {
		out[sets[i].PilotID].Edition = sets[i].Edition
	}
	for id, t := range sums {
		out[id].Share = ShareOf(t.First, t.cases())
	}
	for i := range criteria {
		c := &criteria[i]
		st, t := out[c.PilotID], sums[c.PilotID]
		m := t.measured(&by[c.PilotID].Draft, c.Metric)
		st.Metric, st.Target, st.AfterStart = c.Metric, c.TargetPercent, c.AfterStart
		st.Share, st.Verdict = ShareOf(m.Correct, m.N), Judge(&c.CriteriaDraft, m)
	}
	return out, nil
}

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

// List finds pilots that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "attention")
	if err != nil {
		return page, err
	}
	return page, s.describe(ctx, page.Items)
}

// describe fills in what a list shows beside the row.
func (s *Service) describe(ctx context.Context, items []Item) error {
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	if len(ids) == 0 {
		return nil
	}
	// The readings of the use stand in the row and weigh too much for the page's own statement, which sorts.
	rows, err := store.Scan[Pilot](s.store.Read(ctx).Table("pilots").Where("id IN ?", ids))
	if err != nil {
		return err
	}
	at, err := s.standings(ctx, rows)
	if err != nil {
		return err
	}
	dir, now := authz.DirectoryOf(ctx), s.today()
	for i := range items {
		it := &items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		it.Due = overdue(it.Stage, it.EndsOn, now)
		if st := at[it.ID]; st != nil {
			it.Standing = *st
		}
	}
	return nil
}

// overdue tells whether a decision should have been taken.
func overdue(stage Stage, ends, now fiscal.Date) bool { return stage == Running && ends.Before(now) }

// Facets counts the pilots of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "stage", "technology", "personal_data")
	if err != nil {
		return nil, err
	}
	rows, err := store.Scan[Pilot](q.Where("pilots.stage = ?", Running).Select("pilots.*"))
	if err != nil {
		return nil, err
	}
	at, err := s.standings(ctx, rows)
	if err != nil {
		return nil, err
	}
	out["due"], out["ready"] = map[string]int{}, map[string]int{}
	for i := range rows {
		if overdue(rows[i].Stage, rows[i].EndsOn, s.today()) {
			out["due"]["true"]++
		}
		out["ready"][strconv.FormatBool(at[rows[i].ID].Verdict.Met)]++
	}
	changed, err := store.Value[int](q.Where("EXISTS (SELECT 1 FROM pilot_criteria c WHERE c.pilot_id = pilots.id AND c.no = pilots.criteria_no AND c.after_start = ?)", true).
		Select("count(*)"))
	out["afterStart"] = map[string]int{"true": changed}
	return out, err
}
