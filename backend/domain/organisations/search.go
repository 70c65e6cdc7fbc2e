package organisations

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers organisations to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "organisations", Permission: "organisations:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("organisations"), nil
	}}
}

// SearchPeople offers people to the search over all records, to whom the list shows them.
func (s *Service) SearchPeople() search.Source {
	return search.Source{Noun: "people", Permission: "people:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("people"), nil
	}}
}

// SearchPosts offers posts to the search over all records, to whom the list shows them.
func (s *Service) SearchPosts() search.Source {
	return search.Source{Noun: "posts", Permission: "posts:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("posts"), nil
	}}
}
