package budgets

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers budget lines to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "budget_lines", Permission: "budgets:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.scoped(ctx, Scope{})
	}}
}
