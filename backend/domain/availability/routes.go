package availability

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of availability.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/availability", "availability:read", s.ListSystems, "Systems with 12 months each: those that citizens use and critical ones first.")
	api.Get(r, "/availability/months", "availability:read", s.ListMonths, "The months that figures are added up from.")
	api.Get(r, "/availability/systems/{id}", "availability:read", s.getSystem, "A system over 12 months, measured up to now.")
	api.Get(r, "/availability/systems/{id}/months/{month}", "availability:read", s.getMonth, "One month with every part that its figure was computed from.")

	api.Get(r, "/availability/outages", "availability:read", s.ListOutages)
	api.Get(r, "/availability/outages/facets", "availability:read", s.OutageFacets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/availability/outages", "outages:create", s.reportOutage, "Reports that a system stands still, or stood still.")
	api.Get(r, "/availability/outages/{id}", "availability:read", s.getOutage)
	api.Put(r, "/availability/outages/{id}", "outages:update", s.putOutage, "Corrects an outage; of one that has ended it takes a reason.")
	api.Delete(r, "/availability/outages/{id}", "outages:delete", s.deleteOutage, "Removes a report made by mistake.")
	api.Act(r, "/availability/outages/{id}/close", "outages:update", s.closeOutage, "Says that the system runs again.")
	api.Act(r, "/availability/outages/{id}/exclude", "outages:exclude", s.excludeOutage, "Leaves it out as a disaster; both figures are shown.")
	api.Act(r, "/availability/outages/{id}/include", "outages:exclude", s.includeOutage, "Counts it again.")
	api.Get(r, "/availability/outages/{id}/history", "availability:read", history.Of(h, s.outageReadable))

	api.Get(r, "/availability/maintenance", "availability:read", s.ListMaintenance)
	api.Get(r, "/availability/maintenance/facets", "availability:read", s.MaintenanceFacets, "Counts of the same view by state; paging is ignored.")
	api.Post(r, "/availability/maintenance", "maintenance:plan", s.planMaintenance)
	api.Get(r, "/availability/maintenance/{id}", "availability:read", s.getMaintenance)
	api.Put(r, "/availability/maintenance/{id}", "maintenance:plan", s.putMaintenance, "Changes a plan; another window needs approval and announcement anew.")
	api.Act(r, "/availability/maintenance/{id}/approve", "maintenance:approve", s.approveMaintenance, "By another person than who planned it.")
	api.Act(r, "/availability/maintenance/{id}/announce", "maintenance:announce", s.announceMaintenance, "Records that users were told.")
	api.Act(r, "/availability/maintenance/{id}/record", "maintenance:plan", s.recordMaintenance, "Says when the work was really done, or that it has begun.")
	api.Act(r, "/availability/maintenance/{id}/cancel", "maintenance:plan", s.cancelMaintenance)
	api.Get(r, "/availability/maintenance/{id}/history", "availability:read", history.Of(h, s.maintenanceReadable))

	api.Get(r, "/availability/calendars", "availability:read", s.ListCalendars)
	api.Post(r, "/availability/calendars", "calendars:keep", s.createCalendar)
	api.Get(r, "/availability/calendars/{id}", "availability:read", s.getCalendar)
	api.Put(r, "/availability/calendars/{id}", "calendars:keep", s.putCalendar, "Changes a calendar, and the figures of every system that keeps to it.")
	api.Delete(r, "/availability/calendars/{id}", "calendars:keep", s.deleteCalendar, "Refused while a system keeps to it.")
	api.Get(r, "/availability/calendars/{id}/days", "availability:read", s.calendarDays, "The service time of a month, day by day.")
	api.Get(r, "/availability/calendars/{id}/history", "availability:read", history.Of(h, s.calendarReadable))

	api.Get(r, "/availability/targets", "availability:read", s.ListTargets, "Service levels: hours and target of a system from a day on.")
	api.Post(r, "/availability/targets", "targets:keep", s.createTarget)
	api.Get(r, "/availability/targets/{id}", "availability:read", s.getTarget)
	api.Put(r, "/availability/targets/{id}", "targets:keep", s.putTarget)
	api.Delete(r, "/availability/targets/{id}", "targets:keep", s.deleteTarget)
	api.Get(r, "/availability/targets/{id}/history", "availability:read", history.Of(h, s.targetReadable))
}

type systemIn struct {
	api.ID
	SystemFilter
}

func (s *Service) getSystem(ctx context.Context, in *systemIn) (*Detail, error) {
	return s.GetSystem(ctx, in.ID.ID, &in.SystemFilter)
}

type monthIn struct {
	api.ID
	Month string `path:"month" validate:"required,len=7" doc:"YYYY-MM"`
}

func (s *Service) getMonth(ctx context.Context, in *monthIn) (*Unfolded, error) {
	return s.GetMonth(ctx, in.ID.ID, in.Month)
}

type actIn struct {
	api.ID
	api.Match
}

// Because is why something is done that cannot be undone in silence.
type Because struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

type becauseIn struct {
	api.ID
	api.Match
	Body Because
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry was wrong"`
}

// Outages.

type reportIn struct{ Body OutageDraft }

func (s *Service) reportOutage(ctx context.Context, in *reportIn) (*OutageItem, error) {
	return shown(ctx, s.GetOutage)(s.ReportOutage(ctx, in.Body))
}

func (s *Service) getOutage(ctx context.Context, in *api.ID) (*OutageItem, error) {
	return s.GetOutage(ctx, in.ID)
}

// OutageEdit is a new state of an outage, with the reason for the ledger.
type OutageEdit struct {
	OutageDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putOutageIn struct {
	api.ID
	api.Match
	Body OutageEdit
}

func (s *Service) putOutage(ctx context.Context, in *putOutageIn) (*OutageItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetOutage)(s.UpdateOutage(ctx, in.ID.ID, version, in.Body.OutageDraft, in.Body.Reason))
}

func (s *Service) deleteOutage(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteOutage(ctx, in.ID.ID, version, in.Reason)
}

type closeIn struct {
	api.ID
	api.Match
	Body Ending
}

func (s *Service) closeOutage(ctx context.Context, in *closeIn) (*OutageItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetOutage)(s.CloseOutage(ctx, in.ID.ID, version, in.Body))
}

func (s *Service) excludeOutage(ctx context.Context, in *becauseIn) (*OutageItem, error) {
	return s.exclusion(ctx, in, true)
}

func (s *Service) includeOutage(ctx context.Context, in *becauseIn) (*OutageItem, error) {
	return s.exclusion(ctx, in, false)
}

func (s *Service) exclusion(ctx context.Context, in *becauseIn, exclude bool) (*OutageItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return shown(ctx, s.GetOutage)(s.ExcludeOutage(ctx, in.ID.ID, version, exclude, in.Body.Reason))
}

func (s *Service) outageReadable(ctx context.Context, id string) error {
	_, err := s.GetOutage(ctx, id)
	return err
}

// shown reads a record that a use case has written as its page shows it.
func shown[V any](ctx context.Context, get func(context.Context, string) (V, error)) func(row interface{ RowID() string }, err error) (V, error) {
	return func(row interface{ RowID() string }, err error) (V, error) {
		if err != nil {
			var none V
			return none, err
		}
		return get(ctx, row.RowID())
	}
}
