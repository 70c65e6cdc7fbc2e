package procedures

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers procedures to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "procedures", Permission: "procedures:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.filtered(ctx, &Filter{})
	}}
}
