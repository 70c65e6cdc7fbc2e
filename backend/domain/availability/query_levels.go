package availability

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

func splitList(s string) []string { return strings.Split(s, ",") }

// CalendarItem is a calendar with how many systems keep to it today.
type CalendarItem struct {
	Calendar
	Systems int64                    `json:"systems" doc:"Systems that keep to it today or will"`
	Can     map[string]authz.Verdict `json:"can" gorm:"-"`
}

// CalendarFilter narrows the calendars.
type CalendarFilter struct{ api.List }

const calendarUsers = "(SELECT count(DISTINCT t.system_id) FROM availability_targets t WHERE t.calendar_id = availability_calendars.id) AS systems"

// ListCalendars are the service calendars.
func (s *Service) ListCalendars(ctx context.Context, f *CalendarFilter) (store.Page[CalendarItem], error) {
	q := s.store.Read(ctx).Table("availability_calendars")
	if f.Q != "" {
		q = q.Where(`search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[CalendarItem](q, "availability_calendars.*, "+calendarUsers, f.Paging(), store.Sorts{
		"code": "availability_calendars.code", "name": "availability_calendars.name", "updatedAt": "availability_calendars.updated_at",
	}, "code")
	for i := range page.Items {
		if err == nil {
			err = page.Items[i].judge(ctx)
		}
	}
	return page, err
}

func (c *CalendarItem) judge(ctx context.Context) (err error) {
	if c.Can, err = authz.Can(ctx, "calendars", c.facts(), "keep"); err == nil {
		c.Can["delete"] = only(c.Can["keep"], c.Systems == 0)
	}
	return err
}

// GetCalendar reads one calendar.
func (s *Service) GetCalendar(ctx context.Context, id string) (*CalendarItem, error) {
	q := s.store.Read(ctx).Table("availability_calendars").Where("id = ?", id).Select("availability_calendars.*, " + calendarUsers)
	row, err := store.One[CalendarItem](q, Calendar{}.TableName(), id)
	if err != nil {
		return nil, err
	}
	return &row, row.judge(ctx)
}

// TargetItem is a service level with the names that a list shows.
type TargetItem struct {
	Target
	OfSystem
	CalendarName   string      `json:"calendarName"`
	CalendarNameEn string      `json:"calendarNameEn"`
	ValidUntil     fiscal.Date `json:"validUntil,omitzero" doc:"Day before the next level of the system"`
	Effective      *int64      `json:"effective" gorm:"-" doc:"Registered target, or the default of its importance, in millionths"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

// TargetFilter narrows the service levels.
type TargetFilter struct {
	api.List
	Owned
	SystemID   string `query:"systemId" validate:"max=64"`
	CalendarID string `query:"calendarId" validate:"max=64"`
	Current    string `query:"current" validate:"omitempty,oneof=true" doc:"Only the level in force today of each system"`
}

const nextLevel = `(SELECT MIN(n.valid_from) FROM availability_targets n WHERE n.system_id = availability_targets.system_id AND n.valid_from > availability_targets.valid_from)`

const targetColumns = "availability_targets.*, " + refColumns + ", COALESCE(c.name, '') AS calendar_name, COALESCE(c.name_en, '') AS calendar_name_en, " + nextLevel + " AS valid_until"

func (s *Service) targets(ctx context.Context) *gorm.DB {
	return s.store.Read(ctx).Table("availability_targets").Joins("JOIN systems ON systems.id = availability_targets.system_id").
		Joins("LEFT JOIN availability_calendars c ON c.id = availability_targets.calendar_id")
}

// ListTargets are the service levels of systems.
func (s *Service) ListTargets(ctx context.Context, f *TargetFilter) (store.Page[TargetItem], error) {
	q, err := f.narrow(ctx, s.targets(ctx))
	if err != nil {
		return store.Page[TargetItem]{}, err
	}
	if f.SystemID != "" {
		q = q.Where("availability_targets.system_id = ?", f.SystemID)
	}
	if f.CalendarID != "" {
		q = q.Where("availability_targets.calendar_id = ?", f.CalendarID)
	}
	if today := fiscal.Today(s.store.Now()); f.Current != "" {
		q = q.Where("availability_targets.valid_from <= ? AND COALESCE("+nextLevel+", '9999-12-31') > ?", today, today)
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[TargetItem](q, targetColumns, f.Paging(), store.Sorts{
		"system": "systems.code", "validFrom": "availability_targets.valid_from", "updatedAt": "availability_targets.updated_at",
	}, "system")
	for i := range page.Items {
		if err == nil {
			err = s.showTarget(ctx, &page.Items[i])
		}
	}
	return page, err
}

// GetTarget reads one service level.
func (s *Service) GetTarget(ctx context.Context, id string) (*TargetItem, error) {
	q, err := (&Owned{}).narrow(ctx, s.targets(ctx).Where("availability_targets.id = ?", id))
	if err != nil {
		return nil, err
	}
	row, err := store.One[TargetItem](q.Select(targetColumns), Target{}.TableName(), id)
	if err != nil {
		return nil, err
	}
	return &row, s.showTarget(ctx, &row)
}

func (s *Service) showTarget(ctx context.Context, t *TargetItem) (err error) {
	t.name(authz.DirectoryOf(ctx))
	if !t.ValidUntil.IsZero() {
		t.ValidUntil = t.ValidUntil.AddDays(-1)
	}
	t.Effective = s.settings.target(t.Target.Target, t.Criticality)
	t.Can, err = authz.Can(ctx, "targets", t.facts(t.OwnerID), "keep")
	return err
}
