package organisations

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// CreatePerson adds a person; signing in needs an account besides.
func (s *Service) CreatePerson(ctx context.Context, d PersonDraft) (*Person, error) {
	row := &Person{PersonDraft: d}
	if err := authz.Require(ctx, "people:create", row.facts()); err != nil {
		return nil, err
	}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := store.Create(tx, row, store.Why{}); err != nil {
			return err
		}
		return touch(tx)
	})
	return row, err
}

// UpdatePerson replaces what people may write of a person. Somebody who is no
// longer active loses the account's sessions at once and cannot sign in again;
// becoming active again does not open the account by itself.
func (s *Service) UpdatePerson(ctx context.Context, id string, version int64, d PersonDraft, reason string) (*Person, error) {
	var row *Person
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		before, err := store.Load[Person](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "people:update", before.facts()); err != nil {
			return err
		}
		why := store.Why{Reason: reason}
		switch {
		case before.Active && !d.Active:
			why.Action = "deactivate"
		case !before.Active && d.Active:
			why.Action = "activate"
		}
		return guardAdmins(tx, func() error {
			row, err = store.Update(tx, id, version, why, func(row *Person) error {
				row.PersonDraft = d
				return nil
			})
			if err != nil {
				return err
			}
			if !d.Active {
				if err := shut(tx, id); err != nil {
					return err
				}
			}
			return touch(tx)
		})
	})
	return row, err
}

// shut disables the account of a person, if there is one that is open.
func shut(tx *store.Tx, personID string) error {
	a, err := accountOf(tx.DB, personID)
	if err != nil || a == nil || a.Disabled {
		return err
	}
	return auth.SetDisabled(tx, a.ID, true)
}

// DeletePerson removes an entry made by mistake. Whoever held a post, has an
// account or did anything stays: people who leave become inactive.
func (s *Service) DeletePerson(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Person](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "people:delete", row.facts()); err != nil {
			return err
		}
		did, err := store.Value[int](tx.Table("(?) AS acted",
			tx.Session(&gorm.Session{NewDB: true}).Table("audit_entries").Where("person_id = ?", id).Select("1").Limit(1)).Select("count(*)"))
		if err != nil {
			return err
		}
		if did > 0 {
			return fault.Clash("in_use", nil)
		}
		if err := store.Delete[Person](tx, id, version, store.Why{Reason: reason}); err != nil {
			return err
		}
		return touch(tx)
	})
}

// accountOf finds a person's account; nil when there is none.
func accountOf(db *gorm.DB, personID string) (*auth.Account, error) {
	rows, err := store.Scan[auth.Account](db.Table("accounts").Where("person_id = ?", personID))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}
