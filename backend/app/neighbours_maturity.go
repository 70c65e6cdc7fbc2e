package app

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/platform/store"
)

// projectsInMaturity gives appraisals what they know of a project.
type projectsInMaturity struct{}

func (projectsInMaturity) Project(db *gorm.DB, id string) (maturity.Project, error) {
	p, err := store.Load[projects.Project](db, id)
	if err != nil {
		return maturity.Project{}, err
	}
	return maturity.Project{ID: p.ID, Code: p.Code, Name: p.Name, NameEn: p.NameEn, SectionID: p.ApplicantID}, nil
}

// actionsOfMaturity makes actions of plans of what a unit lacks.
type actionsOfMaturity struct{ app *App }

func (m actionsOfMaturity) Create(ctx context.Context, tx *store.Tx, d maturity.ActionDraft) (string, error) {
	row, err := m.app.Plans.CreateIn(ctx, tx, plans.Draft{
		Name: d.Name, NameEn: d.NameEn, OwnerID: d.SectionID, ThemeID: d.ThemeID, Summary: d.Summary,
		StartsOn: d.StartsOn, EndsOn: d.EndsOn, AddedWhy: d.Why,
	}, store.Why{Reason: d.Why})
	if err != nil {
		return "", err
	}
	return row.ID, nil
}
