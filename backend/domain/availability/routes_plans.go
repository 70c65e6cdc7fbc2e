package availability

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/holidays"
)

// Maintenance.

type planIn struct{ Body MaintenanceDraft }

func (s *Service) planMaintenance(ctx context.Context, in *planIn) (*MaintenanceItem, error) {
	return shown(ctx, s.GetMaintenance)(s.PlanMaintenance(ctx, in.Body))
}

func (s *Service) getMaintenance(ctx context.Context, in *api.ID) (*MaintenanceItem, error) {
	return s.GetMaintenance(ctx, in.ID)
}

// MaintenanceEdit is a new state of a plan, with the reason for the ledger.
type MaintenanceEdit struct {
	MaintenanceDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putMaintenanceIn struct {
	api.ID
	api.Match
	Body MaintenanceEdit
}

func (s *Service) putMaintenance(ctx context.Context, in *putMaintenanceIn) (*MaintenanceItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetMaintenance)(s.UpdateMaintenance(ctx, in.ID.ID, version, in.Body.MaintenanceDraft, in.Body.Reason))
}

func (s *Service) approveMaintenance(ctx context.Context, in *actIn) (*MaintenanceItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetMaintenance)(s.ApproveMaintenance(ctx, in.ID.ID, version))
}

type announceIn struct {
	api.ID
	api.Match
	Body Announcement
}

func (s *Service) announceMaintenance(ctx context.Context, in *announceIn) (*MaintenanceItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetMaintenance)(s.AnnounceMaintenance(ctx, in.ID.ID, version, in.Body))
}

// ActualEdit is when the work was really done, with the reason for the ledger.
type ActualEdit struct {
	Actual
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type recordIn struct {
	api.ID
	api.Match
	Body ActualEdit
}

func (s *Service) recordMaintenance(ctx context.Context, in *recordIn) (*MaintenanceItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetMaintenance)(s.RecordMaintenance(ctx, in.ID.ID, version, in.Body.Actual, in.Body.Reason))
}

func (s *Service) cancelMaintenance(ctx context.Context, in *becauseIn) (*MaintenanceItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetMaintenance)(s.CancelMaintenance(ctx, in.ID.ID, version, in.Body.Reason))
}

func (s *Service) maintenanceReadable(ctx context.Context, id string) error {
	_, err := s.GetMaintenance(ctx, id)
	return err
}

// Calendars.

type calendarIn struct{ Body CalendarDraft }

func (s *Service) createCalendar(ctx context.Context, in *calendarIn) (*CalendarItem, error) {
	return shown(ctx, s.GetCalendar)(s.CreateCalendar(ctx, in.Body))
}

func (s *Service) getCalendar(ctx context.Context, in *api.ID) (*CalendarItem, error) {
	return s.GetCalendar(ctx, in.ID)
}

// CalendarEdit is a new state of a calendar, with the reason for the ledger.
type CalendarEdit struct {
	CalendarDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putCalendarIn struct {
	api.ID
	api.Match
	Body CalendarEdit
}

func (s *Service) putCalendar(ctx context.Context, in *putCalendarIn) (*CalendarItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetCalendar)(s.UpdateCalendar(ctx, in.ID.ID, version, in.Body.CalendarDraft, in.Body.Reason))
}

func (s *Service) deleteCalendar(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteCalendar(ctx, in.ID.ID, version, in.Reason)
}

// CalendarDay is how a calendar reads on a day.
type CalendarDay struct {
	Date      fiscal.Date `json:"date"`
	Holiday   string      `json:"holiday,omitempty"`
	HolidayEn string      `json:"holidayEn,omitempty"`
	Open      []Hours     `json:"open"`
}

// CalendarDays are the days of a month.
type CalendarDays struct {
	Month          string        `json:"month"`
	Days           []CalendarDay `json:"days"`
	ServiceSeconds int64         `json:"serviceSeconds"`
}

type daysIn struct {
	api.ID
	Month string `query:"month" validate:"required,len=7" doc:"YYYY-MM"`
}

func (s *Service) calendarDays(ctx context.Context, in *daysIn) (*CalendarDays, error) {
	c, err := s.GetCalendar(ctx, in.ID.ID)
	if err != nil {
		return nil, err
	}
	first := firstOf(in.Month)
	if first.IsZero() || first.Year() < earliest.Year() || first.Year() > 2099 {
		return nil, fault.Bad("query.month", "format", nil)
	}
	out := &CalendarDays{Month: in.Month, Days: []CalendarDay{}, ServiceSeconds: c.Service(monthSpan(in.Month)).length()}
	for day := first; day.Month() == first.Month(); day = day.AddDays(1) {
		name, _ := holidays.Of(day)
		out.Days = append(out.Days, CalendarDay{day, name.Ja, name.En, append([]Hours{}, c.hours(day)...)})
	}
	return out, nil
}

func (s *Service) calendarReadable(ctx context.Context, id string) error {
	_, err := s.GetCalendar(ctx, id)
	return err
}

// Service levels.

type targetIn struct{ Body TargetDraft }

func (s *Service) createTarget(ctx context.Context, in *targetIn) (*TargetItem, error) {
	return shown(ctx, s.GetTarget)(s.SetTarget(ctx, in.Body))
}

func (s *Service) getTarget(ctx context.Context, in *api.ID) (*TargetItem, error) {
	return s.GetTarget(ctx, in.ID)
}

// TargetEdit is a new state of a service level, with the reason for the ledger.
type TargetEdit struct {
	TargetDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putTargetIn struct {
	api.ID
	api.Match
	Body TargetEdit
}

func (s *Service) putTarget(ctx context.Context, in *putTargetIn) (*TargetItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetTarget)(s.UpdateTarget(ctx, in.ID.ID, version, in.Body.TargetDraft, in.Body.Reason))
}

func (s *Service) deleteTarget(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteTarget(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) targetReadable(ctx context.Context, id string) error {
	_, err := s.GetTarget(ctx, id)
	return err
}
