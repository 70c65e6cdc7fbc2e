package availability

import (
	"context"
	"errors"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CreateCalendar adds a service calendar.
func (s *Service) CreateCalendar(ctx context.Context, d CalendarDraft) (*Calendar, error) {
	row := &Calendar{CalendarDraft: d}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "calendars:keep", row.facts()); err != nil {
			return err
		}
		row.normalise()
		return store.Create(tx, row, store.Why{})
	})
	return row, err
}

func (c *Calendar) normalise() {
	c.Code = store.Code(c.Code)
	c.Search = store.Fold(c.Code, c.Name, c.NameEn)
}

// UpdateCalendar changes a calendar, and the figures of every system that uses it from the first day that reads
// differently.
func (s *Service) UpdateCalendar(ctx context.Context, id string, version int64, d CalendarDraft, reason string) (*Calendar, error) {
	var row *Calendar
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		var before store.List[Edition]
		var err error
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Calendar) error {
			if err := authz.Require(ctx, "calendars:keep", row.facts()); err != nil {
				return err
			}
			before = row.Editions
			row.CalendarDraft = d
			row.normalise()
			return nil
		})
		if err != nil {
			return err
		}
		from, changed := firstChange(before, row.Editions)
		if !changed {
			return nil
		}
		users, err := store.Column[string](tx.Table("availability_targets").Where("calendar_id = ?", id).Distinct("system_id").Order("system_id"))
		if err != nil {
			return err
		}
		first, err := store.Value[fiscal.Date](tx.Table("availability_targets").Where("calendar_id = ?", id).Order("valid_from").Limit(1).Select("valid_from"))
		if err != nil {
			return err
		}
		if from.Before(first) {
			from = first
		}
		// Hours of the day before may reach into the first of a month.
		return s.refresh(tx, users, monthName(from.AddDays(-1)), "")
	})
	return row, err
}

// firstChange is the first day that reads differently in two states of a calendar.
func firstChange(before, after store.List[Edition]) (fiscal.Date, bool) {
	for i := range max(len(before), len(after)) {
		switch {
		case i >= len(before):
			return after[i].From, true
		case i >= len(after):
			return before[i].From, true
		case !sameEdition(before[i], after[i]):
			if after[i].From.Before(before[i].From) {
				return after[i].From, true
			}
			return before[i].From, true
		}
	}
	return fiscal.Date{}, false
}

func sameEdition(a, b Edition) bool {
	return a.From == b.From && a.Always == b.Always && a.Holidays == b.Holidays && a.YearEnd == b.YearEnd && slices.Equal(a.Week, b.Week) &&
		slices.EqualFunc(a.Days, b.Days, func(x, y Exception) bool { return x.Date == y.Date && slices.Equal(x.Open, y.Open) })
}

// DeleteCalendar removes a calendar that no system ever used.
func (s *Service) DeleteCalendar(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Calendar](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "calendars:keep", row.facts()); err != nil {
			return err
		}
		return store.Delete[Calendar](tx, id, version, store.Why{Reason: reason})
	})
}

// SetTarget registers the service level of a system from a day on.
func (s *Service) SetTarget(ctx context.Context, d TargetDraft) (*Target, error) {
	var row *Target
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if row, err = s.setTarget(ctx, tx, d); err != nil {
			return err
		}
		return s.refreshTarget(tx, row.SystemID, row.ValidFrom)
	})
	return row, err
}

func (s *Service) setTarget(ctx context.Context, tx *store.Tx, d TargetDraft) (*Target, error) {
	if err := begin(tx); err != nil {
		return nil, err
	}
	row := &Target{TargetDraft: d}
	owner, err := ownerOf(tx.DB, d.SystemID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "targets:keep", row.facts(owner)); err != nil {
		return nil, err
	}
	if err := checkCalendar(tx, d.CalendarID); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, store.Why{})
}

func (s *Service) refreshTarget(tx *store.Tx, systemID string, from fiscal.Date) error {
	return s.refresh(tx, []string{systemID}, monthName(from), "")
}

func checkCalendar(tx *store.Tx, id store.Ref) error {
	if id == "" {
		return nil
	}
	_, err := store.Load[Calendar](tx.DB, string(id))
	var missing *fault.Fault
	if errors.As(err, &missing) && missing.Code == fault.NotFound {
		return fault.Bad("calendarId", "not_found", nil)
	}
	return err
}

// UpdateTarget changes a service level.
func (s *Service) UpdateTarget(ctx context.Context, id string, version int64, d TargetDraft, reason string) (*Target, error) {
	var row *Target
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		var from fiscal.Date
		var err error
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Target) error {
			owner, err := ownerOf(tx.DB, row.SystemID)
			if err != nil {
				return err
			}
			if err := authz.Require(ctx, "targets:keep", row.facts(owner)); err != nil {
				return err
			}
			if d.SystemID != row.SystemID {
				return fault.Bad("systemId", "fixed", nil)
			}
			if err := checkCalendar(tx, d.CalendarID); err != nil {
				return err
			}
			from = row.ValidFrom
			row.TargetDraft = d
			return nil
		})
		if err != nil {
			return err
		}
		if row.ValidFrom.Before(from) {
			from = row.ValidFrom
		}
		return s.refreshTarget(tx, row.SystemID, from)
	})
	return row, err
}

// DeleteTarget removes a service level entered by mistake.
func (s *Service) DeleteTarget(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		row, err := store.Load[Target](tx.DB, id)
		if err != nil {
			return err
		}
		owner, err := ownerOf(tx.DB, row.SystemID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "targets:keep", row.facts(owner)); err != nil {
			return err
		}
		if err := store.Delete[Target](tx, id, version, store.Why{Reason: reason}); err != nil {
			return err
		}
		return s.refreshTarget(tx, row.SystemID, row.ValidFrom)
	})
}
