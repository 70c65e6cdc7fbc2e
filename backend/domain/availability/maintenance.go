package availability

import (
	"time"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// MaintenanceDraft is what a person may plan.
type MaintenanceDraft struct {
	SystemID    string     `json:"systemId" validate:"required,max=64"`
	Title       string     `json:"title" validate:"required,max=200"`
	Description string     `json:"description,omitempty" validate:"max=4000"`
	StartsAt    store.Time `json:"startsAt" validate:"required"`
	EndsAt      store.Time `json:"endsAt" validate:"required"`
}

// Check states the rules that tags cannot.
func (d *MaintenanceDraft) Check() []fault.Field {
	if !d.StartsAt.IsZero() && d.StartsAt.Before(earliest.Start()) {
		return []fault.Field{{Field: "startsAt", Rule: "not_before", Params: fault.Params{"limit": earliest.String()}}}
	}
	if !d.StartsAt.IsZero() && !d.EndsAt.IsZero() && !d.EndsAt.After(d.StartsAt.Time) {
		return []fault.Field{{Field: "endsAt", Rule: "after", Params: fault.Params{"field": "startsAt"}}}
	}
	return nil
}

// Maintenance is a row: a window of planned work, and what became of it.
type Maintenance struct {
	store.Base
	Code string `json:"code"`
	MaintenanceDraft
	PlannedBy    string     `json:"plannedBy" doc:"Person who planned it"`
	ApprovedAt   store.Time `json:"approvedAt,omitzero"`
	ApprovedBy   store.Ref  `json:"approvedBy,omitempty"`
	AnnouncedAt  store.Time `json:"announcedAt,omitzero"`
	AnnouncedBy  store.Ref  `json:"announcedBy,omitempty"`
	AnnouncedHow string     `json:"announcedHow,omitempty" doc:"Where users were told"`
	ActualStart  store.Time `json:"actualStart,omitzero"`
	ActualEnd    store.Time `json:"actualEnd,omitzero"`
	CancelledAt  store.Time `json:"cancelledAt,omitzero"`
	CancelledBy  store.Ref  `json:"cancelledBy,omitempty"`
	CancelReason string     `json:"cancelReason,omitempty"`
	Search       string     `json:"-"`
}

// TableName names the table.
func (Maintenance) TableName() string { return "availability_maintenance" }

func (m *Maintenance) normalise() {
	m.StartsAt, m.EndsAt = second(m.StartsAt), second(m.EndsAt)
	m.ActualStart, m.ActualEnd = second(m.ActualStart), second(m.ActualEnd)
	m.Search = store.Fold(m.Code, m.Title, m.Description)
}

// State is where a maintenance stands.
type State string

// The states of a maintenance. Over: its window has gone by and nobody recorded the work.
const (
	StatePlanned   State = "planned"
	StateApproved  State = "approved"
	StateAnnounced State = "announced"
	StateRunning   State = "running"
	StateDone      State = "done"
	StateOver      State = "over"
	StateCancelled State = "cancelled"
)

func (m *Maintenance) state(now time.Time) State {
	switch {
	case !m.CancelledAt.IsZero():
		return StateCancelled
	case !m.ActualEnd.IsZero():
		return StateDone
	case !m.ActualStart.IsZero():
		return StateRunning
	case !m.EndsAt.After(now):
		return StateOver
	case !m.AnnouncedAt.IsZero():
		return StateAnnounced
	case !m.ApprovedAt.IsZero():
		return StateApproved
	}
	return StatePlanned
}

// Lack says why work is not planned maintenance by the rules; "" when it is.
type Lack string

// What may be lacking: the approval before the start, or the announcement in time.
const (
	LackApproval     Lack = "approval"
	LackAnnouncement Lack = "announcement"
)

// lack judges the window: approved before its start, announced by notice before it.
func (m *Maintenance) lack(notice time.Duration) Lack {
	switch {
	case m.ApprovedAt.IsZero() || !m.ApprovedAt.Before(m.StartsAt.Time):
		return LackApproval
	case m.AnnouncedAt.IsZero() || m.AnnouncedAt.After(m.StartsAt.Add(-notice)):
		return LackAnnouncement
	}
	return ""
}

// effect is what the work does to the figures: the window that is left out of service time, and the stops that the work
// is by itself: all of it when it was not planned by the rules, else what lies outside the window. Work that nobody
// recorded is taken to fill its window.
func (m *Maintenance) effect(now time.Time, notice time.Duration) (planned Span, stops []Stop) {
	if !m.CancelledAt.IsZero() {
		return Span{}, nil
	}
	window := Span{m.StartsAt.Unix(), m.EndsAt.Unix()}
	done := window
	if !m.ActualStart.IsZero() {
		done = spanOf(m.ActualStart, m.ActualEnd, now)
	}
	if m.lack(notice) != "" {
		return Span{}, m.stops(StopUnplanned, done)
	}
	stops = append(m.stops(StopBeforehand, Span{done.From, min(done.To, window.From)}), m.stops(StopOverrun, Span{max(done.From, window.To), done.To})...)
	return window, stops
}

func (m *Maintenance) stops(kind StopKind, s Span) []Stop {
	if s.empty() {
		return nil
	}
	return []Stop{{Span: s, Share: full, Kind: kind, ID: m.ID}}
}

// facts are what the policy may ask about a maintenance of a system that a section owns.
func (m *Maintenance) facts(section string) *authz.Record {
	r := &authz.Record{Noun: "maintenance", ID: m.ID, Section: section, Parties: map[string][]string{}}
	if m.PlannedBy != "" {
		r.Parties["planner"] = []string{m.PlannedBy}
	}
	return r
}
