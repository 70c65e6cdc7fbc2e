package procedures

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// StepState is a step of the ladder: how it is done, how it could be, and whether that keeps the class back.
type StepState struct {
	Step      Step   `json:"step" enum:"form,identity,payment,attachments,delivery"`
	Now       Method `json:"now"`
	Goal      Method `json:"goal" doc:"That of now when nothing more is planned"`
	Level     Level  `json:"level" enum:"online,post,visit,unknown"`
	GoalLevel Level  `json:"goalLevel" enum:"online,post,visit,unknown"`
	Open      bool   `json:"open" doc:"The goal is better than what is done now, or now is unknown"`
	Completed bool   `json:"completed" doc:"Done online, or there is no such step"`
}

// Detail is a procedure with all that its page shows.
type Detail struct {
	Procedure
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	Ladder        []StepState              `json:"ladder"`
	Overdue       bool                     `json:"overdue"`
	OnlineRate    *float64                 `json:"onlineRate" doc:"Of the newest known year, in percent"`
	Systems       []Ref                    `json:"systems"`
	Wards         []Ref                    `json:"wards"`
	Project       *Ref                     `json:"project,omitempty" doc:"As far as the caller may read it"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one procedure for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Procedure](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "procedures:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Procedure) (*Detail, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	section, _ := dir.Organisation(row.SectionID)
	d := &Detail{
		Procedure: *row, SectionName: section.Name, SectionNameEn: section.NameEn, SectionPath: dir.Path(row.SectionID), Wards: []Ref{},
		Overdue: Overdue(row.Progress, row.TargetFY, s.nowFY()), OnlineRate: OnlineRate(row.OnlineVolume, row.Volume),
	}
	for _, step := range AllSteps {
		now, goal := row.now(step), row.goal(step)
		d.Ladder = append(d.Ladder, StepState{
			Step: step, Now: now, Goal: goal, Level: LevelOf(now), GoalLevel: LevelOf(goal),
			Open: now == "" || rank(goal) > rank(now), Completed: LevelOf(now) == Online,
		})
	}
	for _, id := range row.WardIDs {
		o, _ := dir.Organisation(id)
		d.Wards = append(d.Wards, Ref{id, o.Code, o.Name, o.NameEn})
	}
	var err error
	if d.Can, err = authz.Can(ctx, "procedures", row.facts(), "update", "progress", "delete"); err != nil {
		return nil, err
	}
	if d.Systems, err = store.Scan[Ref](db.Table("systems").Joins("JOIN procedure_systems ps ON ps.system_id = systems.id").
		Where("ps.procedure_id = ?", row.ID).Order("ps.position").Select("systems.id, code, name, name_en")); err != nil {
		return nil, err
	}
	d.Project, err = project(ctx, db, row.ProjectID)
	return d, err
}

// ownProject is what makes a project somebody's own.
const ownProject = "projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// project is the project of a procedure, nil for none and for one that the caller may not read.
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

// Facts are what the policy may ask about a procedure that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Procedure](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "procedures:read", row.facts())
}

// Facets counts the procedures of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	rows, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	out := store.Facets{"currentClass": {}, "potentialClass": {}, "progress": {}, "overdue": {}, "onceOnly": {}, "volumeKnown": {}, "priorityGroups": {}, "obstacles": {}}
	for _, r := range rows {
		out["currentClass"][string(r.CurrentClass)] += int(r.N)
		out["potentialClass"][string(r.PotentialClass)] += int(r.N)
		out["progress"][string(r.Progress)] += int(r.N)
		out["overdue"]["true"] += int(r.Late)
		out["onceOnly"]["true"] += int(r.Holds)
		out["volumeKnown"]["false"] += int(r.Unmeasured)
		out["volumeKnown"]["true"] += int(r.N - r.Unmeasured)
	}
	plain, err := store.CountBy(q, "kind", "bpr_state", "target_fy")
	if err != nil {
		return nil, err
	}
	plain["bprState"]["none"] = plain["bprState"][""]
	delete(plain["bprState"], "")
	for name, counts := range plain {
		out[name] = counts
	}
	type set struct {
		Words store.List[string]
		N     int
	}
	for name, column := range map[string]string{"priorityGroups": "priority_groups", "obstacles": "obstacles"} {
		sets, err := store.Scan[set](q.Where("procedures." + column + " <> '[]'").Select("procedures." + column + " AS words, count(*) AS n").Group("procedures." + column))
		if err != nil {
			return nil, err
		}
		for _, r := range sets {
			for _, w := range r.Words {
				out[name][w] += r.N
			}
		}
	}
	return out, nil
}

// Verify derives every procedure anew and names those whose kept columns differ. It reads in pages, by code.
func (s *Service) Verify(ctx context.Context) (differ []string, looked int, err error) {
	db := s.store.Read(ctx)
	for after := ""; ; {
		rows, err := store.Scan[Procedure](db.Table("procedures").Where("code > ?", after).Order("code").Limit(verifyPage))
		if err != nil || len(rows) == 0 {
			return differ, looked, err
		}
		volumes, err := volumesOf(db, rows)
		if err != nil {
			return nil, 0, err
		}
		for i := range rows {
			kept := rows[i]
			again := kept
			again.Volumes = volumes[kept.ID]
			again.Derive(fiscal.Date{})
			if !sameStanding(&kept.Standing, &again.Standing) {
				differ = append(differ, kept.Code)
			}
		}
		looked, after = looked+len(rows), rows[len(rows)-1].Code
	}
}

// verifyPage is how many procedures are looked at together.
const verifyPage = 1000

func sameStanding(a, b *Standing) bool {
	same := func(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return a.CurrentClass == b.CurrentClass && a.PotentialClass == b.PotentialClass && a.Progress == b.Progress && a.ReachedFY == b.ReachedFY &&
		a.VolumeFY == b.VolumeFY && same(a.Volume, b.Volume) && same(a.OnlineVolume, b.OnlineVolume) && a.HeldAttachments == b.HeldAttachments
}
