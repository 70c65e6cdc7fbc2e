package skills

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// AnswerItem is an answer with the name of the post that steps in.
type AnswerItem struct {
	Answer
	BackupTitle   string `json:"backupTitle"`
	BackupTitleEn string `json:"backupTitleEn"`
}

// NeedItem is a role of a project, with what the section could give.
type NeedItem struct {
	Need
	Open *int64 `json:"open" gorm:"-" doc:"Places that nobody holds; null when unknown"`
}

// SubjectDetail is a system or a project with all that was said.
type SubjectDetail struct {
	ID         string                   `json:"id"`
	Code       string                   `json:"code"`
	Name       string                   `json:"name"`
	NameEn     string                   `json:"nameEn"`
	SectionID  string                   `json:"sectionId"`
	Standing   Standing                 `json:"standing" enum:"shared,single,nobody,unknown"`
	Stale      bool                     `json:"stale" doc:"There is an answer, and it is too old to say anything"`
	AnsweredOn fiscal.Date              `json:"answeredOn,omitzero"`
	FreshDays  int                      `json:"freshDays"`
	Ended      bool                     `json:"ended" doc:"The project is over or the system retired: nothing is written any more"`
	Answers    []AnswerItem             `json:"answers" doc:"The newest first, at most 50"`
	Needs      []NeedItem               `json:"needs" doc:"Of a project; empty for systems"`
	Can        map[string]authz.Verdict `json:"can"`
}

// maxAnswers bounds the answers of a page.
const maxAnswers = 50

// SystemDetail reads what was said of a system.
func (s *Service) SystemDetail(ctx context.Context, in *api.ID) (*SubjectDetail, error) {
	x, err := systemOf(s.store.Read(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	facts := &authz.Record{Noun: "systems", ID: x.ID, Section: x.SectionID}
	return s.detail(ctx, &x, "system_id", "systems:read", facts, "answer")
}

// ProjectDetail reads what was said of a project, and its roles.
func (s *Service) ProjectDetail(ctx context.Context, in *api.ID) (*SubjectDetail, error) {
	db := s.store.Read(ctx)
	x, err := projectOf(db, in.ID)
	if err != nil {
		return nil, err
	}
	facts := x.facts()
	if facts.Own, err = store.Column[string](db.Table("project_people").Where("project_id = ?", x.ID).Select("person_id")); err != nil {
		return nil, err
	}
	d, err := s.detail(ctx, &x, "project_id", "projects:read", facts, "answer", "need")
	if err != nil {
		return nil, err
	}
	d.Needs, err = needsOf(db, x.ID)
	return d, err
}

func needsOf(db *gorm.DB, project string) ([]NeedItem, error) {
	rows, err := store.Scan[NeedItem](db.Table("skill_needs").Where("project_id = ?", project).Order("skill, level DESC"))
	for i := range rows {
		if n := &rows[i]; n.Filled != nil {
			open := n.Count - *n.Filled
			n.Open = &open
		}
	}
	if rows == nil {
		rows = []NeedItem{}
	}
	return rows, err
}

func (s *Service) detail(ctx context.Context, x *subject, column, perm string, seen *authz.Record, actions ...string) (*SubjectDetail, error) {
	if err := authz.Require(ctx, perm, seen); err != nil {
		return nil, err
	}
	d := &SubjectDetail{ID: x.ID, Code: x.Code, Name: x.Name, NameEn: x.NameEn, SectionID: x.SectionID, FreshDays: s.settings.FreshDays, Ended: x.ended(), Needs: []NeedItem{}, Answers: []AnswerItem{}}
	rows, err := store.Scan[AnswerItem](s.store.Read(ctx).Table("skill_answers").Joins("LEFT JOIN posts ON posts.id = skill_answers.backup_post_id").
		Where("skill_answers."+column+" = ?", x.ID).Order("skill_answers.id DESC").Limit(maxAnswers).
		Select("skill_answers.*, COALESCE(posts.title, '') AS backup_title, COALESCE(posts.title_en, '') AS backup_title_en"))
	if err != nil {
		return nil, err
	}
	d.Standing = Unknown
	if len(rows) > 0 {
		d.Answers, d.AnsweredOn = rows, rows[0].On
		d.Standing = StandingOf(rows[0].People, rows[0].On, s.today(), s.settings.FreshDays)
		d.Stale = d.Standing == Unknown && rows[0].People != nil
	}
	d.Can, err = authz.Can(ctx, "skills", x.facts(), actions...)
	return d, err
}

// GetHolding reads one count. Who does not keep it does not see it by level.
func (s *Service) GetHolding(ctx context.Context, id string) (*Holding, error) {
	row, err := store.Load[Holding](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, "skills:count", row.facts())
}

// GetNeed reads one role of a project.
func (s *Service) GetNeed(ctx context.Context, id string) (*Need, error) {
	row, err := store.Load[Need](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	_, err = s.ProjectDetail(ctx, &api.ID{ID: row.ProjectID})
	return row, err
}

func notFound(noun, id string) error { return fault.Missing(noun, id) }
