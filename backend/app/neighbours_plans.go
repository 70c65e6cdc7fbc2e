package app

import (
	"context"
	"io/fs"

	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/store"
)

// newPlans makes the action plans over their neighbours.
func newPlans(a *App, s *store.Store, files fs.FS) (*plans.Service, error) {
	settings, err := plans.LoadSettings(files, "plans.yaml")
	return plans.New(s, settings, projectsOfPlans{a}), err
}

// projectsOfPlans gives actions the projects that carry them out.
type projectsOfPlans struct{ app *App }

func (p projectsOfPlans) Readable(ctx context.Context, ids []string) ([]plans.ProjectRef, error) {
	found, err := p.app.Projects.Readable(ctx, ids)
	out := make([]plans.ProjectRef, len(found))
	for i, r := range found {
		out[i] = plans.ProjectRef{ID: r.ID, Code: r.Code, Name: r.Name, Tier: string(r.Tier), State: string(r.State)}
	}
	return out, err
}
