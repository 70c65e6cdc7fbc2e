package rationalisation

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers business functions to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "capabilities", Permission: "rationalisation:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("capabilities"), nil
	}}
}

// SearchCases offers consolidation cases to the search over all records, to whom the list shows them.
func (s *Service) SearchCases() search.Source {
	return search.Source{Noun: "consolidation_cases", Permission: "rationalisation:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.caseQuery(ctx, &CaseFilter{})
	}}
}
