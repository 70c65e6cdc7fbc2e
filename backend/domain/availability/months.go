package availability

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// MonthItem is a month of a system in a list.
type MonthItem struct {
	Month
	OfSystem
	Percent   *int64 `json:"percent" gorm:"-" doc:"Availability in millionths of a percent, rounded down; null when unknown"`
	Effective *int64 `json:"effective" gorm:"-" doc:"Registered target, or the default of its importance, in millionths"`
	Missed    bool   `json:"missed" gorm:"-"`
}

// RowID is the month's own, for the cursor.
func (m MonthItem) RowID() string { return m.ID }

// MonthFilter narrows the months.
type MonthFilter struct {
	api.List
	Owned
	SystemID string `query:"systemId" validate:"max=64"`
	Ending   string `query:"ending" validate:"omitempty,len=7" doc:"Last of 12 months, YYYY-MM; the present month unless given"`
	FY       int    `query:"fy" validate:"omitempty,min=2007,max=2098" doc:"Fiscal year instead of ending"`
	Missed   string `query:"missed" validate:"omitempty,oneof=true" doc:"Only months below their target"`
	Down     string `query:"down" validate:"omitempty,oneof=true" doc:"Only months with downtime"`
}

func (s *Service) filterMonths(ctx context.Context, f *MonthFilter, from, to string) (*gorm.DB, error) {
	q, err := f.narrow(ctx, s.store.Read(ctx).Table("availability_months").Joins("JOIN systems ON systems.id = availability_months.system_id"))
	if err != nil {
		return nil, err
	}
	q = q.Where("availability_months.month BETWEEN ? AND ?", from, to)
	if f.SystemID != "" {
		q = q.Where("availability_months.system_id = ?", f.SystemID)
	}
	if f.Missed != "" {
		q = q.Where(s.settings.missedSQL("availability_months", "systems.criticality"))
	}
	if f.Down != "" {
		q = q.Where("availability_months.downtime_ms > 0")
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// ListMonths are the months that figures are added up from, those with the most downtime first unless asked otherwise.
func (s *Service) ListMonths(ctx context.Context, f *MonthFilter) (store.Page[MonthItem], error) {
	from, to, err := (&MatrixFilter{Ending: f.Ending, FY: f.FY}).bounds(fiscal.Today(s.store.Now()))
	if err != nil {
		return store.Page[MonthItem]{}, err
	}
	q, err := s.filterMonths(ctx, f, from, to)
	if err != nil {
		return store.Page[MonthItem]{}, err
	}
	page, err := store.FindPage[MonthItem](q, "availability_months.*, "+refColumns, f.Paging(), store.Sorts{
		"downtimeMs": "availability_months.downtime_ms", "month": "availability_months.month", "system": "systems.code",
	}, "-downtimeMs")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		it.name(dir)
		c := s.cell(it.Month, it.Criticality)
		it.Percent, it.Effective, it.Missed = c.Percent, c.Target, c.Missed
	}
	return page, err
}
