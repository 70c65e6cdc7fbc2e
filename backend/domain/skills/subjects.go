package skills

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// SubjectItem is a system or a project with what its owner last said.
type SubjectItem struct {
	store.Base
	Code          string      `json:"code"`
	Name          string      `json:"name"`
	NameEn        string      `json:"nameEn"`
	SectionID     string      `json:"sectionId"`
	SectionName   string      `json:"sectionName" gorm:"-"`
	SectionNameEn string      `json:"sectionNameEn" gorm:"-"`
	Core          bool        `json:"core" doc:"A core system; false for projects"`
	People        *int64      `json:"people" doc:"Can do the essential work; null when unknown"`
	Work          string      `json:"work"`
	AnsweredOn    fiscal.Date `json:"answeredOn,omitzero"`
	BackupTitle   string      `json:"backupTitle"`
	BackupTitleEn string      `json:"backupTitleEn"`
	Standing      Standing    `json:"standing" gorm:"-" enum:"shared,single,nobody,unknown"`
	Needed        int64       `json:"needed" doc:"Places of a project"`
	Filled        int64       `json:"filled" doc:"Of those whose filling is known"`
	Untold        int64       `json:"untold" doc:"Roles whose filling is unknown"`
	Open          int64       `json:"open" doc:"Places that nobody holds"`
}

// SubjectFilter narrows a list. Lists are separated by commas.
type SubjectFilter struct {
	api.List
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	Standing  string `query:"standing" validate:"max=60" doc:"shared, single, nobody, unknown"`
	Core      string `query:"core" validate:"omitempty,oneof=true false"`
	Roles     string `query:"roles" validate:"omitempty,oneof=open filled untold none" doc:"Of a project: some place open, all filled, not all known, none asked for"`
}

var subjectSorts = map[string]store.Sorts{
	"systems":  {"code": "systems.code", "updatedAt": "systems.updated_at"},
	"projects": {"code": "projects.code", "updatedAt": "projects.updated_at"},
}

// newest joins the newest answer of each subject, and the post that steps in.
func newest(q *gorm.DB, table, column string) *gorm.DB {
	return q.Joins("LEFT JOIN skill_answers ON skill_answers." + column + " = " + table + ".id AND NOT EXISTS (SELECT 1 FROM skill_answers later WHERE later." +
		column + " = skill_answers." + column + " AND later.id > skill_answers.id)").Joins("LEFT JOIN posts ON posts.id = skill_answers.backup_post_id")
}

const answerColumns = `skill_answers.people, COALESCE(skill_answers.work, '') AS work, skill_answers.answered_on,
	COALESCE(posts.title, '') AS backup_title, COALESCE(posts.title_en, '') AS backup_title_en`

// standingSQL is StandingOf once more, over the newest answer.
func (s *Service) standingSQL() string {
	fresh := "skill_answers.people IS NOT NULL AND skill_answers.answered_on >= '" + s.today().AddDays(-s.settings.FreshDays).String() + "'"
	return "CASE WHEN " + fresh + " THEN CASE WHEN skill_answers.people >= 2 THEN 'shared' WHEN skill_answers.people = 1 THEN 'single' ELSE 'nobody' END ELSE 'unknown' END"
}

// rolesSQL tells how the places of a project are filled: an open place comes before what is unknown.
const rolesSQL = "CASE WHEN roles.n IS NULL THEN 'none' WHEN roles.open > 0 THEN 'open' WHEN roles.untold > 0 THEN 'untold' ELSE 'filled' END"

const rolesJoin = `LEFT JOIN (SELECT project_id, count(*) AS n, SUM(count) AS needed, SUM(COALESCE(filled, 0)) AS filled,
	SUM(CASE WHEN filled IS NULL THEN 1 ELSE 0 END) AS untold, SUM(CASE WHEN filled < count THEN count - filled ELSE 0 END) AS open
	FROM skill_needs GROUP BY project_id) roles ON roles.project_id = projects.id`

// ownProject is what makes a project somebody's own.
const ownProject = "projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// subjects is the query of a list: systems that are not retired, or running projects that the caller may read.
func (s *Service) subjects(ctx context.Context, of string, f *SubjectFilter) (*gorm.DB, error) {
	perm, section, own := "systems:read", "systems.owner_id", ""
	if of == "projects" {
		perm, section, own = "projects:read", "projects.applicant_id", ownProject
	}
	scope, err := authz.From(ctx).Scope(perm)
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table(of), scope.All, section, scope.Sections, own, scope.Person)
	if of == "systems" {
		q = newest(q.Where("systems.phase <> 'retired'"), "systems", "system_id")
		if f.Core != "" {
			q = q.Where("systems.core = ?", f.Core == "true")
		}
	} else {
		q = newest(q.Where("projects.state IN ('active', 'execution')").Joins(rolesJoin), "projects", "project_id")
		if f.Roles != "" {
			q = q.Where(rolesSQL+" = ?", f.Roles)
		}
	}
	if f.SectionID != "" {
		q = q.Where(section+" IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	q = store.AnyOf(q, s.standingSQL(), f.Standing)
	if f.Q != "" {
		q = q.Where(of+`.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Systems lists what the work of each system hangs on.
func (s *Service) Systems(ctx context.Context, f *SubjectFilter) (store.Page[SubjectItem], error) {
	return s.list(ctx, "systems", f, "systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en, systems.owner_id AS section_id, systems.core, "+answerColumns)
}

// Projects lists the same of each running project, with its places.
func (s *Service) Projects(ctx context.Context, f *SubjectFilter) (store.Page[SubjectItem], error) {
	return s.list(ctx, "projects", f, `projects.id, projects.version, projects.created_at, projects.updated_at, projects.code, projects.name, projects.name_en,
		projects.applicant_id AS section_id, COALESCE(roles.needed, 0) AS needed, COALESCE(roles.filled, 0) AS filled, COALESCE(roles.untold, 0) AS untold, COALESCE(roles.open, 0) AS open, `+answerColumns)
}

func (s *Service) list(ctx context.Context, of string, f *SubjectFilter, columns string) (store.Page[SubjectItem], error) {
	q, err := s.subjects(ctx, of, f)
	if err != nil {
		return store.Page[SubjectItem]{}, err
	}
	page, err := store.FindPage[SubjectItem](q, columns, f.Paging(), subjectSorts[of], "code")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		it.Standing = StandingOf(it.People, it.AnsweredOn, s.today(), s.settings.FreshDays)
	}
	return page, err
}

// SystemFacets and ProjectFacets count the rows of the same view by each property that people filter by.
func (s *Service) SystemFacets(ctx context.Context, f *SubjectFilter) (store.Facets, error) {
	return s.facets(ctx, "systems", f, "CASE WHEN systems.core THEN 'true' ELSE 'false' END", "core")
}

// ProjectFacets counts running projects.
func (s *Service) ProjectFacets(ctx context.Context, f *SubjectFilter) (store.Facets, error) {
	return s.facets(ctx, "projects", f, rolesSQL, "roles")
}

func (s *Service) facets(ctx context.Context, of string, f *SubjectFilter, second, name string) (store.Facets, error) {
	q, err := s.subjects(ctx, of, f)
	if err != nil {
		return nil, err
	}
	type count struct {
		Standing, Other string
		N               int
	}
	rows, err := store.Scan[count](q.Select(s.standingSQL() + " AS standing, " + second + " AS other, count(*) AS n").Group("1, 2"))
	out := store.Facets{"standing": {}, name: {}}
	for _, r := range rows {
		out["standing"][r.Standing] += r.N
		out[name][r.Other] += r.N
	}
	return out, err
}

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }
