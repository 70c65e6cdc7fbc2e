package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers projects to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "projects", Permission: "projects:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.scoped(ctx, ownOfFewSQL)
	}}
}
