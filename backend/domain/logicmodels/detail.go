package logicmodels

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Detail is a model with all that its page shows.
type Detail struct {
	Model
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	Overdue       bool                     `json:"overdue"`
	Gaps          []Gap                    `json:"gaps"`
	Measured      []Measured               `json:"measured" doc:"An entry an indicator, in their order"`
	Datasets      []Ref                    `json:"datasets" doc:"Sources of the indicators"`
	Action        *Ref                     `json:"action,omitempty"`
	Project       *Ref                     `json:"project,omitempty" doc:"As far as the caller may read it"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one model for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Model](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "logic_models:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Model) (*Detail, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	section, _ := dir.Organisation(row.SectionID)
	d := &Detail{
		Model: *row, SectionName: section.Name, SectionNameEn: section.NameEn, SectionPath: dir.Path(row.SectionID),
		Overdue: row.Verdict != End && row.ReviewDueOn.Before(s.today()), Gaps: Gaps(&row.Draft), Measured: row.Measure(), Datasets: []Ref{},
	}
	var err error
	if d.Can, err = authz.Can(ctx, "logic_models", row.facts(), "update", "report", "review", "delete"); err != nil {
		return nil, err
	}
	if d.Datasets, err = store.Scan[Ref](db.Table("datasets").Joins("JOIN logic_model_datasets l ON l.dataset_id = datasets.id").
		Where("l.model_id = ?", row.ID).Order("datasets.code").Select("datasets.id, code, name, name_en")); err != nil {
		return nil, err
	}
	if row.ActionID != "" {
		if d.Action, err = one(db.Table("plan_actions").Where("id = ?", row.ActionID)); err != nil {
			return nil, err
		}
	}
	if row.ProjectID != "" {
		scope, err := authz.From(ctx).Scope("projects:read")
		if err != nil {
			return nil, err
		}
		q := store.Within(db.Table("projects"), scope.All, "projects.applicant_id", scope.Sections, ownProject, scope.Person)
		if d.Project, err = one(q.Where("projects.id = ?", row.ProjectID)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// ownProject is what makes a project somebody's own.
const ownProject = "projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

func one(q *gorm.DB) (*Ref, error) {
	found, err := store.Scan[Ref](q.Select("id, code, name, name_en"))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// reviewSorts are the orders of the list.
var reviewSorts = store.Sorts{"reviewedOn": "logic_model_reviews.id"}

// ReviewsIn asks for the reviews of a model.
type ReviewsIn struct {
	api.ID
	api.List
}

// Reviews lists the reviews of a model, the newest first.
func (s *Service) Reviews(ctx context.Context, in *ReviewsIn) (store.Page[Review], error) {
	if err := s.readable(ctx, in.ID.ID); err != nil {
		return store.Page[Review]{}, err
	}
	return store.FindPage[Review](s.store.Read(ctx).Table("logic_model_reviews").Where("model_id = ?", in.ID.ID), "logic_model_reviews.*",
		in.Paging(), reviewSorts, "-reviewedOn")
}

// OfDataset lists the models that take values from a dataset.
func (s *Service) OfDataset(ctx context.Context, id string) ([]Ref, error) {
	q, err := s.filtered(ctx, &Filter{DatasetID: id})
	if err != nil {
		return nil, err
	}
	return store.Scan[Ref](q.Order("logic_models.code").Limit(store.MaxLimit).Select("logic_models.id, logic_models.code, logic_models.name, logic_models.name_en"))
}

// readable tells whether the caller may read a model, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "", id)
	return err
}

// Facts are what the policy may ask about a model that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Model](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "logic_models:read", row.facts())
}

// noticeDays is how long before its day a review is somebody's work.
const noticeDays = 30

// Work is what waits for the caller: reviews of the own sections that are due.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	session := authz.From(ctx)
	scope, err := session.Scope("logic_models:review")
	if err != nil {
		return nil, err
	}
	own := scope.Sections
	for _, h := range session.Held {
		if scope.All && h.OrganisationID != "" { // may review every model, but only its own are its work
			own = append(own, session.Directory.Below(h.OrganisationID)...)
		}
	}
	if len(own) == 0 {
		return out, nil
	}
	found, err := store.Scan[Item](s.store.Read(ctx).Table("logic_models").Where("section_id IN ? AND review_due_on < ? AND verdict <> 'end'", own, s.today().AddDays(noticeDays)).
		Order("review_due_on, code").Limit(work.Max).Select(itemColumns))
	for _, it := range found {
		out = append(out, work.Item{
			Kind: work.LogicReviewDue, Noun: "logic_models", ID: it.ID, Code: it.Code, Title: it.Name, TitleEn: it.NameEn,
			DueOn: it.ReviewDueOn, Href: "/logic-models/" + it.ID,
		})
	}
	return out, err
}
