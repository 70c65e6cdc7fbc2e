package systems

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ProjectRef is a project that changes a system.
type ProjectRef struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Tier  string `json:"tier" enum:"A,B,C"`
	State string `json:"state" enum:"draft,active,execution,completed,stopped"`
}

// Projects is what the register asks of its neighbour.
type Projects interface {
	OfSystem(ctx context.Context, systemID string) ([]ProjectRef, error)
	// Reweigh derives tier and gates of the running projects anew from the system as it now is.
	Reweigh(tx *store.Tx, systemID string) error
}

// Mergers is what the register asks before a system is retired.
type Mergers interface {
	// MayRetire refuses while a system that is merged into another is still needed by others.
	MayRetire(tx *store.Tx, systemID string) error
}

// Service holds the use cases of the register.
type Service struct {
	store    *store.Store
	projects Projects
	mergers  Mergers
}

// New makes the service.
func New(s *store.Store, p Projects, m Mergers) *Service { return &Service{s, p, m} }

// Create adds a system. The caller must own the section that will own it.
func (s *Service) Create(ctx context.Context, d Draft) (*System, error) {
	var row *System
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*System, error) {
	row := &System{Draft: d}
	if err := authz.Require(ctx, "systems:create", row.facts()); err != nil {
		return nil, err
	}
	if err := s.accept(ctx, tx, row); err != nil {
		return nil, err
	}
	row.ConfirmBy = fiscal.Today(tx.Now.Time).AddDays(confirmDays)
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a system. Moving it to another
// section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*System, error) {
	var row *System
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*System, error) {
	var before Draft
	row, err := store.Update(tx, id, version, why, func(row *System) error {
		if err := authz.Require(ctx, "systems:update", row.facts()); err != nil {
			return err
		}
		before, row.Draft = row.Draft, d
		if err := authz.Require(ctx, "systems:update", row.facts()); err != nil {
			return err
		}
		return s.accept(ctx, tx, row)
	})
	if err == nil && before.Phase != Retired && row.Phase == Retired {
		err = s.mergers.MayRetire(tx, id)
	}
	if err == nil && before.weight() != row.weight() {
		err = s.projects.Reweigh(tx, id)
	}
	return row, err
}

// Confirm says that the entry is still true today.
func (s *Service) Confirm(ctx context.Context, id string, version int64) (*System, error) {
	var row *System
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = store.Update(tx, id, version, store.Why{Action: "confirm"}, func(row *System) error {
			if err := authz.Require(ctx, "systems:confirm", row.facts()); err != nil {
				return err
			}
			row.ConfirmedOn = fiscal.Today(tx.Now.Time)
			row.ConfirmedBy = tx.Actor.PersonID
			row.ConfirmBy = row.ConfirmedOn.AddDays(confirmDays)
			return nil
		})
		return err
	})
	return row, err
}

// Delete removes an entry made by mistake; a system that ended is retired
// instead. What other records point at stays.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[System](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "systems:delete", row.facts()); err != nil {
			return err
		}
		return store.Delete[System](tx, id, version, store.Why{Reason: reason})
	})
}

// accept checks a draft against the other records and derives what follows.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row *System) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.OwnerID); !ok {
		return fault.Bad("ownerId", "not_found", nil)
	}
	if err := s.checkTargets(tx.DB, row); err != nil {
		return err
	}
	row.Derive()
	return nil
}

func (s *Service) checkTargets(db *gorm.DB, row *System) error {
	if len(row.Interfaces) == 0 {
		return nil
	}
	ids := make([]string, len(row.Interfaces))
	for i, x := range row.Interfaces {
		ids[i] = x.TargetID
	}
	found, err := store.Column[string](db.Table("systems").Where("id IN ?", ids).Select("id"))
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, id := range found {
		known[id] = true
	}
	var bad []fault.Field
	for i, x := range row.Interfaces {
		switch {
		case x.TargetID == row.ID:
			bad = append(bad, fault.Field{Field: at("interfaces", i, "targetId"), Rule: "self"})
		case !known[x.TargetID]:
			bad = append(bad, fault.Field{Field: at("interfaces", i, "targetId"), Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}
