package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// CriteriaItem is a version of the criteria with what it says of the evaluation set in force.
type CriteriaItem struct {
	Criteria
	SetByName   string  `json:"setByName"`
	SetByNameEn string  `json:"setByNameEn"`
	Verdict     Verdict `json:"verdict" gorm:"-" doc:"By this version, on the evaluation set in force"`
}

// SetItem is a version of the evaluation set with what it showed.
type SetItem struct {
	Set
	Result  `gorm:"-"`
	Current bool `json:"current" gorm:"-"`
}

// WardItem is what a ward showed on one version of the evaluation set.
type WardItem struct {
	WardID     string `json:"wardId"`
	WardName   string `json:"wardName"`
	WardNameEn string `json:"wardNameEn"`
	SetNo      int    `json:"setNo"`
	Result
}

// Detail is a pilot with all that its page shows.
type Detail struct {
	Pilot
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	ManagerName   string                   `json:"managerName"`
	ManagerNameEn string                   `json:"managerNameEn"`
	Wards         []Ref                    `json:"wards"`
	Project       *Ref                     `json:"project,omitempty" doc:"As far as the caller may read it"`
	Criteria      []CriteriaItem           `json:"criteria" doc:"The newest first"`
	Sets          []SetItem                `json:"sets" doc:"Versions of the evaluation set, the oldest first; their shares are never compared"`
	WardResults   []WardItem               `json:"wardResults" doc:"By version and ward"`
	Decisions     []Decision               `json:"decisions" doc:"The newest first"`
	Due           bool                     `json:"due"`
	Use           Use                      `json:"use"`
	SavedHours    *float64                 `json:"savedHours" doc:"Uses times the average saved on the evaluation set in force; null when one of both is unknown"`
	MinCases      int64                    `json:"minCases" doc:"Of the settings"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one pilot for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Pilot](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "pilots:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Pilot) (*Detail, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	section, _ := dir.Organisation(row.SectionID)
	d := &Detail{
		Pilot: *row, SectionName: section.Name, SectionNameEn: section.NameEn, SectionPath: dir.Path(row.SectionID), Wards: []Ref{},
		Due: overdue(row.Stage, row.EndsOn, s.today()), Use: row.use(), MinCases: s.settings.MinCases, WardResults: []WardItem{},
	}
	for _, id := range row.WardIDs {
		o, _ := dir.Organisation(id)
		d.Wards = append(d.Wards, Ref{id, o.Code, o.Name, o.NameEn})
	}
	var err error
	if d.Can, err = authz.Can(ctx, "pilots", row.facts(), "update", "delete", "criteria", "start", "record", "decide"); err != nil {
		return nil, err
	}
	type person struct{ Name, NameEn string }
	named, err := store.Scan[person](db.Table("people").Where("id = ?", row.ManagerID).Select("name, name_en"))
	if err != nil {
		return nil, err
	}
	if len(named) > 0 {
		d.ManagerName, d.ManagerNameEn = named[0].Name, named[0].NameEn
	}
	if d.Project, err = project(ctx, db, row.ProjectID); err != nil {
		return nil, err
	}
	if d.Decisions, err = store.Scan[Decision](db.Table("pilot_decisions").Where("pilot_id = ?", row.ID).Order("no DESC")); err != nil {
		return nil, err
	}
	return d, s.results(db, dir, d)
}

// results fills in what the cases showed, in three statements.
func (s *Service) results(db *gorm.DB, dir authz.Directory, d *Detail) (err error) {
	if d.Sets, err = store.Scan[SetItem](db.Table("pilot_sets").Where("pilot_id = ?", d.ID).Order("no")); err != nil {
		return err
	}
	d.Criteria, err = store.Scan[CriteriaItem](db.Table("pilot_criteria").Joins("LEFT JOIN people ON people.id = pilot_criteria.set_by").
		Where("pilot_criteria.pilot_id = ?", d.ID).Order("pilot_criteria.no DESC").
		Select("pilot_criteria.*, COALESCE(people.name, '') AS set_by_name, COALESCE(people.name_en, '') AS set_by_name_en"))
	if err != nil {
		return err
	}
	counts, err := tallies(db, []string{d.ID})
	if err != nil {
		return err
	}
	var current tally
	for i := range d.Sets {
		set := &d.Sets[i]
		var all tally
		for k := range counts {
			if counts[k].SetNo != set.No {
				continue
			}
			all.add(&counts[k])
			o, _ := dir.Organisation(counts[k].WardID)
			d.WardResults = append(d.WardResults, WardItem{
				counts[k].WardID, o.Name, o.NameEn, set.No,
				resultOf(&counts[k], caseRows("pilotId", d.ID, "edition", set.Edition, "wardId", counts[k].WardID)),
			})
		}
		set.Result, set.Current = resultOf(&all, caseRows("pilotId", d.ID, "edition", set.Edition)), set.No == d.SetNo
		if set.Current {
			current = all
		}
	}
	for i := range d.Criteria {
		c := &d.Criteria[i]
		c.Verdict = Judge(&c.CriteriaDraft, current.measured(&d.Draft, c.Metric))
	}
	if mean := current.mean(); mean != nil && d.Use.Uses != nil {
		hours := *mean * float64(*d.Use.Uses) / 3600
		d.SavedHours = &hours
	}
	return nil
}

// ownProject is what makes a project somebody's own.
const ownProject = "projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// project is the project of a pilot, nil for none and for one that the caller may not read.
func project(ctx context.Context, db *gorm.DB, id store.Ref) (*Ref, error) {
	if id == "" {
		return nil, nil
	}
	scope, err := authz.From(ctx).Scope("projects:read")
	if err != nil {
		return nil, err
	}
	found, err := store.Scan[Ref](store.Within(db.Table("projects"), scope.All, "projects.applicant_id", scope.Sections, ownProject, scope.Person).
		Where("projects.id = ?", id).Select("projects.id, code, name, name_en"))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// Facts are what the policy may ask about a pilot that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Pilot](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "pilots:read", row.facts())
}

// readable tells whether the caller may read a pilot, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "", id)
	return err
}
