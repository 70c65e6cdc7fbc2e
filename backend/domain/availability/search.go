package availability

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/records/search"
)

// Search offers outages to the search over all records, to whom the list shows them.
func (s *Service) Search() search.Source {
	return search.Source{Noun: "availability_outages", Permission: "availability:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.filterOutages(ctx, &OutageFilter{})
	}}
}

// SearchMaintenance offers maintenance to the search over all records, to whom the list shows them.
func (s *Service) SearchMaintenance() search.Source {
	return search.Source{Noun: "availability_maintenance", Permission: "availability:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.filterMaintenance(ctx, &MaintenanceFilter{})
	}}
}

// SearchCalendars offers calendars to the search over all records, to whom the list shows them.
func (s *Service) SearchCalendars() search.Source {
	return search.Source{Noun: "availability_calendars", Permission: "availability:read", Visible: func(ctx context.Context) (*gorm.DB, error) {
		return s.store.Read(ctx).Table("availability_calendars"), nil
	}}
}
