package availability

import (
	"context"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// causeDays is how long after its end the cause of an outage should be known.
const causeDays = 14

// Work is what waits for the caller: outages of the own sections that go on or have no cause yet, and maintenance to
// approve or to announce. The ICT office may act for the whole city, but only its own is its work.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	var out []work.Item
	for _, part := range []func(context.Context) ([]work.Item, error){s.outageWork, s.approvalWork, s.announcementWork} {
		items, err := part(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// ownSections lists the organisations of the caller's posts, and all below them, in which the permission holds.
func (s *Service) ownSections(ctx context.Context, perm string) ([]string, error) {
	session := authz.From(ctx)
	scope, err := session.Scope(perm)
	if err != nil || !scope.All {
		return scope.Sections, err
	}
	var out []string
	for _, h := range session.Held {
		if h.OrganisationID != "" {
			out = append(out, session.Directory.Below(h.OrganisationID)...)
		}
	}
	return out, nil
}

func (s *Service) outageWork(ctx context.Context) ([]work.Item, error) {
	sections, err := s.ownSections(ctx, "outages:update")
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	waiting := func(narrow func(*gorm.DB) *gorm.DB) ([]OutageItem, error) {
		return store.Scan[OutageItem](narrow(s.outages(ctx).Where("systems.owner_id IN ?", sections)).
			Order("availability_outages.started_at, availability_outages.id").Limit(work.Max).Select("availability_outages.*, " + refColumns))
	}
	open, err := waiting(func(q *gorm.DB) *gorm.DB { return q.Where("availability_outages.ended_at IS NULL") })
	if err != nil {
		return nil, err
	}
	var out []work.Item
	for i := range open {
		out = append(out, open[i].work(work.OutageOpen, fiscal.DateOf(open[i].StartedAt.Time)))
	}
	bare, err := waiting(func(q *gorm.DB) *gorm.DB {
		return q.Where("availability_outages.cause = '' AND availability_outages.ended_at IS NOT NULL")
	})
	for i := range bare {
		out = append(out, bare[i].work(work.OutageCause, fiscal.DateOf(bare[i].EndedAt.Time).AddDays(causeDays)))
	}
	return out, err
}

func (o *OutageItem) work(kind string, due fiscal.Date) work.Item {
	return work.Item{
		Kind: kind, Noun: "availability_outages", ID: o.ID, Code: o.Code, Title: o.SystemName, TitleEn: o.SystemNameEn, DueOn: due,
		Since: fiscal.DateOf(o.StartedAt.Time), Href: "/availability/outages/" + o.ID, Detail: map[string]any{"title": o.Title},
	}
}

// ahead are the maintenances of sections whose window is still to come.
func (s *Service) ahead(ctx context.Context, sections []string) *gorm.DB {
	return s.works(ctx).Where("systems.owner_id IN ?", sections).
		Where("availability_maintenance.cancelled_at IS NULL AND availability_maintenance.actual_start IS NULL AND availability_maintenance.starts_at > ?", store.At(s.store.Now())).
		Order("availability_maintenance.starts_at, availability_maintenance.id").Limit(work.Max).Select("availability_maintenance.*, " + refColumns)
}

func (s *Service) approvalWork(ctx context.Context) ([]work.Item, error) {
	sections, err := s.ownSections(ctx, "maintenance:approve")
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	found, err := store.Scan[MaintenanceItem](s.ahead(ctx, sections).
		Where("availability_maintenance.approved_at IS NULL AND availability_maintenance.planned_by <> ?", authz.From(ctx).PersonID))
	var out []work.Item
	for i := range found {
		out = append(out, found[i].work(work.MaintenanceApprove, found[i].StartsAt.Time))
	}
	return out, err
}

func (s *Service) announcementWork(ctx context.Context) ([]work.Item, error) {
	sections, err := s.ownSections(ctx, "maintenance:announce")
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	found, err := store.Scan[MaintenanceItem](s.ahead(ctx, sections).
		Where("availability_maintenance.announced_at IS NULL AND availability_maintenance.approved_at IS NOT NULL"))
	var out []work.Item
	for i := range found {
		out = append(out, found[i].work(work.MaintenanceAnnounce, found[i].StartsAt.Add(-s.settings.Notice)))
	}
	return out, err
}

func (m *MaintenanceItem) work(kind string, due time.Time) work.Item {
	return work.Item{
		Kind: kind, Noun: "availability_maintenance", ID: m.ID, Code: m.Code, Title: m.SystemName, TitleEn: m.SystemNameEn,
		DueOn: fiscal.DateOf(due), Href: "/availability/maintenance/" + m.ID,
		Detail: map[string]any{"title": m.Title, "startsAt": m.StartsAt},
	}
}
