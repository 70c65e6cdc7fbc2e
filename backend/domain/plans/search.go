package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers plans to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "plans", Permission: "plans:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.plans(ctx, &PlanFilter{}), nil
	}}
}

// SearchActions offers actions to the search over all records, to whom the list shows them.
func (s *Service) SearchActions() search.Source {
	return search.Source{Noun: "plan_actions", Permission: "plan_actions:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.filtered(ctx, &Filter{})
	}}
}
