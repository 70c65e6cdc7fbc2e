package availability

import (
	"context"
	"time"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// ReportOutage records that a system stands still, or stood still.
func (s *Service) ReportOutage(ctx context.Context, d OutageDraft) (*Outage, error) {
	var row *Outage
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.ReportOutageIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// ReportOutageIn is ReportOutage within a larger write, such as an import.
func (s *Service) ReportOutageIn(ctx context.Context, tx *store.Tx, d OutageDraft, why store.Why) (*Outage, error) {
	row, err := s.report(ctx, tx, d, why)
	if err != nil {
		return nil, err
	}
	return row, s.refreshSpan(tx, row.SystemID, row.span(tx.Now.Time))
}

// report writes an outage without the figures that follow from it.
func (s *Service) report(ctx context.Context, tx *store.Tx, d OutageDraft, why store.Why) (*Outage, error) {
	if err := begin(tx); err != nil {
		return nil, err
	}
	row := &Outage{OutageDraft: d, ReportedBy: tx.Actor.PersonID}
	owner, err := ownerOf(tx.DB, d.SystemID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "outages:create", row.facts(owner)); err != nil {
		return nil, err
	}
	row.normalise()
	if row.Code == "" {
		if row.Code, err = number(tx, "T", row.StartedAt.Time); err != nil {
			return nil, err
		}
		row.normalise()
	}
	if err := row.past(tx.Now.Time); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// past refuses what has not happened yet.
func (o *Outage) past(now time.Time) error {
	var bad []fault.Field
	for field, at := range map[string]store.Time{"startedAt": o.StartedAt, "endedAt": o.EndedAt, "detectedAt": o.DetectedAt} {
		if at.After(now) {
			bad = append(bad, fault.Field{Field: field, Rule: "future"})
		}
	}
	return fault.BadFields(bad)
}

// UpdateOutage corrects an outage. Moving it to a system of another section needs the right on both. The correction of
// one that has ended says why.
func (s *Service) UpdateOutage(ctx context.Context, id string, version int64, d OutageDraft, reason string) (*Outage, error) {
	var row *Outage
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateOutageIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateOutageIn is UpdateOutage within a larger write.
func (s *Service) UpdateOutageIn(ctx context.Context, tx *store.Tx, id string, version int64, d OutageDraft, why store.Why) (*Outage, error) {
	return s.changeOutage(tx, id, version, why, func(row *Outage, owner string) error {
		if err := authz.Require(ctx, "outages:update", row.facts(owner)); err != nil {
			return err
		}
		if d.SystemID != row.SystemID {
			next, err := ownerOf(tx.DB, d.SystemID)
			if err != nil {
				return err
			}
			if err := authz.Require(ctx, "outages:update", row.facts(next)); err != nil {
				return err
			}
		}
		if d.Code == "" {
			d.Code = row.Code
		}
		ended := !row.EndedAt.IsZero()
		before := row.OutageDraft
		row.OutageDraft = d
		row.normalise()
		if why.Reason == "" && ended && changesFigure(&before, &row.OutageDraft) {
			return fault.Bad("reason", "required", nil)
		}
		return row.past(tx.Now.Time)
	})
}

// changesFigure tells whether a correction changes what an outage counts for.
func changesFigure(a, b *OutageDraft) bool {
	return a.SystemID != b.SystemID || a.share() != b.share() || !a.StartedAt.Equal(b.StartedAt.Time) || !a.EndedAt.Equal(b.EndedAt.Time)
}

// changeOutage changes an outage and the figures of the months that it touched or touches now.
func (s *Service) changeOutage(tx *store.Tx, id string, version int64, why store.Why, change func(row *Outage, owner string) error) (*Outage, error) {
	if err := begin(tx); err != nil {
		return nil, err
	}
	var before Outage
	row, err := store.Update(tx, id, version, why, func(row *Outage) error {
		before = *row
		owner, err := ownerOf(tx.DB, row.SystemID)
		if err != nil {
			return err
		}
		return change(row, owner)
	})
	if err != nil || row.Version == before.Version {
		return row, err
	}
	if before.SystemID != row.SystemID {
		if err := s.refreshSpan(tx, before.SystemID, before.span(tx.Now.Time)); err != nil {
			return nil, err
		}
	}
	return row, s.refreshSpan(tx, row.SystemID, before.span(tx.Now.Time), row.span(tx.Now.Time))
}

// Ending is how an outage ended.
type Ending struct {
	EndedAt  store.Time `json:"endedAt,omitzero" doc:"Now when left empty"`
	Cause    string     `json:"cause,omitempty" validate:"omitempty,oneof=hardware software operation network facility external unknown"`
	Recovery string     `json:"recovery,omitempty" validate:"max=4000"`
}

// CloseOutage says that the system runs again.
func (s *Service) CloseOutage(ctx context.Context, id string, version int64, e Ending) (*Outage, error) {
	var row *Outage
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeOutage(tx, id, version, store.Why{Action: "recover"}, func(row *Outage, owner string) error {
			if err := authz.Require(ctx, "outages:update", row.facts(owner)); err != nil {
				return err
			}
			if !row.EndedAt.IsZero() {
				return fault.Clash("outage_ended", nil)
			}
			row.EndedAt = e.EndedAt
			if row.EndedAt.IsZero() {
				row.EndedAt = tx.Now
			}
			if e.Cause != "" {
				row.Cause = e.Cause
			}
			if e.Recovery != "" {
				row.Recovery = e.Recovery
			}
			row.normalise()
			if !row.EndedAt.After(row.StartedAt.Time) {
				return fault.Bad("endedAt", "after", fault.Params{"field": "startedAt"})
			}
			return row.past(tx.Now.Time)
		})
		return err
	})
	return row, err
}

// ExcludeOutage leaves an outage out as a disaster, or with exclude false counts it again. Both figures are shown.
func (s *Service) ExcludeOutage(ctx context.Context, id string, version int64, exclude bool, reason string) (*Outage, error) {
	action := "exclude"
	if !exclude {
		action = "include"
	}
	var row *Outage
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeOutage(tx, id, version, store.Why{Action: action, Reason: reason}, func(row *Outage, owner string) error {
			if err := authz.Require(ctx, "outages:exclude", row.facts(owner)); err != nil {
				return err
			}
			if row.ExcludedAt.IsZero() != exclude {
				return fault.Clash("outage_excluded", fault.Params{"excluded": !exclude})
			}
			row.Exclusion = Exclusion{}
			if exclude {
				row.Exclusion = Exclusion{tx.Now, store.Ref(tx.Actor.PersonID), reason}
			}
			return nil
		})
		return err
	})
	return row, err
}

// DeleteOutage removes a report made by mistake; the ledger keeps it.
func (s *Service) DeleteOutage(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		row, err := store.Load[Outage](tx.DB, id)
		if err != nil {
			return err
		}
		owner, err := ownerOf(tx.DB, row.SystemID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "outages:delete", row.facts(owner)); err != nil {
			return err
		}
		if err := store.Delete[Outage](tx, id, version, store.Why{Reason: reason}); err != nil {
			return err
		}
		return s.refreshSpan(tx, row.SystemID, row.span(tx.Now.Time))
	})
}
