package app

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/store"
)

// projectsOfSystem gives the register the projects that change a system.
type projectsOfSystem struct{ app *App }

func (p projectsOfSystem) OfSystem(ctx context.Context, id string) ([]systems.ProjectRef, error) {
	found, err := p.app.Projects.OfSystem(ctx, id)
	out := make([]systems.ProjectRef, len(found))
	for i, r := range found {
		out[i] = systems.ProjectRef{ID: r.ID, Code: r.Code, Name: r.Name, Tier: string(r.Tier), State: string(r.State)}
	}
	return out, err
}

// Reweigh hands a system that weighs otherwise now to the projects.
func (p projectsOfSystem) Reweigh(tx *store.Tx, id string) error {
	return p.app.Projects.Reweigh(tx, id)
}

// projectSettings are the settings of the gate set that projects look at.
func projectSettings(set *gates.Set) projects.Settings {
	s := set.Settings
	return projects.Settings{
		Thresholds:      projects.Thresholds{TierACost: s.TierACost, TierBCost: s.TierBCost, TierARisk: projects.RiskLevel(s.TierARisk)},
		ReportFreshDays: s.ReportFreshDays,
	}
}

// weights gives projects what their tier asks of the systems concerned.
type weights struct{}

func (weights) ForTier(db *gorm.DB, ids []string) ([]projects.TierSystem, error) {
	found, err := systems.Weights(db, ids)
	out := make([]projects.TierSystem, len(found))
	for i, w := range found {
		out[i] = projects.TierSystem(w)
	}
	return out, err
}
