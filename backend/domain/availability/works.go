package availability

import (
	"context"
	"time"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// PlanMaintenance plans a window of work on a system.
func (s *Service) PlanMaintenance(ctx context.Context, d MaintenanceDraft) (*Maintenance, error) {
	var row *Maintenance
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		row = &Maintenance{MaintenanceDraft: d, PlannedBy: tx.Actor.PersonID}
		owner, err := ownerOf(tx.DB, d.SystemID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "maintenance:plan", row.facts(owner)); err != nil {
			return err
		}
		if row.Code, err = number(tx, "M", d.StartsAt.Time); err != nil {
			return err
		}
		row.normalise()
		if err := store.Create(tx, row, store.Why{}); err != nil {
			return err
		}
		return s.refreshSpan(tx, row.SystemID, row.touched(tx.Now.Time)...)
	})
	return row, err
}

// touched is the time in which a maintenance changes figures.
func (m *Maintenance) touched(now time.Time) []Span {
	out := []Span{{m.StartsAt.Unix(), m.EndsAt.Unix()}}
	if !m.ActualStart.IsZero() {
		out = append(out, spanOf(m.ActualStart, m.ActualEnd, now))
	}
	return out
}

// moveMaintenance changes a maintenance for one act, and the figures of the months that it touched or touches now.
func (s *Service) moveMaintenance(ctx context.Context, id string, version int64, perm string, why store.Why, change func(tx *store.Tx, row *Maintenance) error) (*Maintenance, error) {
	var row *Maintenance
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		var before Maintenance
		var err error
		row, err = store.Update(tx, id, version, why, func(row *Maintenance) error {
			before = *row
			owner, err := ownerOf(tx.DB, row.SystemID)
			if err != nil {
				return err
			}
			if err := authz.Require(ctx, perm, row.facts(owner)); err != nil {
				return err
			}
			if err := change(tx, row); err != nil {
				return err
			}
			row.normalise()
			return nil
		})
		if err != nil {
			return err
		}
		return s.refreshSpan(tx, row.SystemID, append(before.touched(tx.Now.Time), row.touched(tx.Now.Time)...)...)
	})
	return row, err
}

func clash(state State) error { return fault.Clash("maintenance_state", fault.Params{"state": state}) }

// UpdateMaintenance changes a plan. Another window or system needs approval and announcement anew; once the work has
// begun only its words change.
func (s *Service) UpdateMaintenance(ctx context.Context, id string, version int64, d MaintenanceDraft, reason string) (*Maintenance, error) {
	return s.moveMaintenance(ctx, id, version, "maintenance:plan", store.Why{Reason: reason}, func(tx *store.Tx, row *Maintenance) error {
		moved := d.SystemID != row.SystemID || !second(d.StartsAt).Equal(row.StartsAt.Time) || !second(d.EndsAt).Equal(row.EndsAt.Time)
		if state := row.state(tx.Now.Time); moved && state != StatePlanned && state != StateApproved && state != StateAnnounced || state == StateCancelled {
			return clash(state)
		}
		if d.SystemID != row.SystemID {
			return fault.Bad("systemId", "fixed", nil)
		}
		row.MaintenanceDraft = d
		if moved {
			row.PlannedBy = tx.Actor.PersonID
			row.ApprovedAt, row.ApprovedBy = store.Time{}, ""
			row.AnnouncedAt, row.AnnouncedBy, row.AnnouncedHow = store.Time{}, "", ""
		}
		return nil
	})
}

// ApproveMaintenance lets the work be done. It counts when it comes before the start.
func (s *Service) ApproveMaintenance(ctx context.Context, id string, version int64) (*Maintenance, error) {
	return s.moveMaintenance(ctx, id, version, "maintenance:approve", store.Why{Action: "approve"}, func(tx *store.Tx, row *Maintenance) error {
		if !row.ApprovedAt.IsZero() || !row.CancelledAt.IsZero() {
			return clash(row.state(tx.Now.Time))
		}
		row.ApprovedAt, row.ApprovedBy = tx.Now, store.Ref(tx.Actor.PersonID)
		return nil
	})
}

// Announcement is how users were told, and when if not now.
type Announcement struct {
	How string     `json:"how" validate:"required,max=500" doc:"Where users were told"`
	At  store.Time `json:"at,omitzero" doc:"Now when left empty"`
}

// AnnounceMaintenance records that users were told of the window.
func (s *Service) AnnounceMaintenance(ctx context.Context, id string, version int64, a Announcement) (*Maintenance, error) {
	return s.moveMaintenance(ctx, id, version, "maintenance:announce", store.Why{Action: "announce"}, func(tx *store.Tx, row *Maintenance) error {
		if !row.AnnouncedAt.IsZero() || !row.CancelledAt.IsZero() {
			return clash(row.state(tx.Now.Time))
		}
		at := second(a.At)
		switch {
		case at.IsZero():
			at = tx.Now
		case at.After(tx.Now.Time):
			return fault.Bad("at", "future", nil)
		}
		row.AnnouncedAt, row.AnnouncedBy, row.AnnouncedHow = at, store.Ref(tx.Actor.PersonID), a.How
		return nil
	})
}

// Actual is when the work was really done.
type Actual struct {
	Start store.Time `json:"actualStart" validate:"required"`
	End   store.Time `json:"actualEnd,omitzero" doc:"Null while it goes on"`
}

// RecordMaintenance says when the work was really done, or that it has begun.
func (s *Service) RecordMaintenance(ctx context.Context, id string, version int64, a Actual, reason string) (*Maintenance, error) {
	return s.moveMaintenance(ctx, id, version, "maintenance:plan", store.Why{Action: "record", Reason: reason}, func(tx *store.Tx, row *Maintenance) error {
		if !row.CancelledAt.IsZero() {
			return clash(StateCancelled)
		}
		row.ActualStart, row.ActualEnd = second(a.Start), second(a.End)
		if row.ActualStart.After(tx.Now.Time) {
			return fault.Bad("actualStart", "future", nil)
		}
		if row.ActualEnd.After(tx.Now.Time) {
			return fault.Bad("actualEnd", "future", nil)
		}
		if !row.ActualEnd.IsZero() && !row.ActualEnd.After(row.ActualStart.Time) {
			return fault.Bad("actualEnd", "after", fault.Params{"field": "actualStart"})
		}
		return nil
	})
}

// CancelMaintenance says that the work is not done.
func (s *Service) CancelMaintenance(ctx context.Context, id string, version int64, reason string) (*Maintenance, error) {
	return s.moveMaintenance(ctx, id, version, "maintenance:plan", store.Why{Action: "cancel", Reason: reason}, func(tx *store.Tx, row *Maintenance) error {
		if !row.CancelledAt.IsZero() || !row.ActualStart.IsZero() {
			return clash(row.state(tx.Now.Time))
		}
		row.CancelledAt, row.CancelledBy, row.CancelReason = tx.Now, store.Ref(tx.Actor.PersonID), reason
		return nil
	})
}
