package findings

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers findings to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "findings", Permission: "findings:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.visible(ctx)
	}}
}
