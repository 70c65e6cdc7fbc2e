package app

import (
	"context"

	"miotsukushi/backend/domain/systems"
)

// projectsOfSystem gives the register the projects that change a system.
type projectsOfSystem struct{}

func (projectsOfSystem) OfSystem(context.Context, string) ([]systems.ProjectRef, error) {
	return []systems.ProjectRef{}, nil
}
