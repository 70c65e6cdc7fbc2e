package disasters

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers disasters to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "disasters", Permission: "disasters:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("disasters"), nil
	}}
}
