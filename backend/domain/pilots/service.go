package pilots

import (
	"context"
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of pilots.
type Service struct {
	store    *store.Store
	settings *Settings
}

// New makes the service.
func New(s *store.Store, set *Settings) *Service { return &Service{s, set} }

// Words are the settings in force.
func (s *Service) Words() *Settings { return s.settings }

// Create enters a planned pilot.
func (s *Service) Create(ctx context.Context, d Draft) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Pilot, error) {
	row := &Pilot{Draft: d, Stage: Planned}
	if err := authz.Require(ctx, "pilots:create", row.facts()); err != nil {
		return nil, err
	}
	if err := s.accept(ctx, tx, row, nil); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a pilot. Moving it to another section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Pilot, error) {
	var row *Pilot
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Pilot, error) {
	return s.change(ctx, tx, id, version, "pilots:update", why, func(row *Pilot) error {
		if err := open(row, Planned, Running); err != nil {
			return err
		}
		if blank(d.Code) {
			d.Code = row.Code
		}
		before := *row
		row.Draft = d
		if err := authz.Require(ctx, "pilots:update", row.facts()); err != nil {
			return err
		}
		return s.accept(ctx, tx, row, &before)
	})
}

// Delete removes a pilot that never began. One that ran stays, whatever came of it.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Pilot](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "pilots:delete", row.facts()); err != nil {
			return err
		}
		if err := open(row, Planned); err != nil {
			return err
		}
		return store.Delete[Pilot](tx, id, version, store.Why{Reason: reason})
	})
}

// accept checks a draft against the other records; before is nil for a new pilot.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row, before *Pilot) error {
	dir := authz.DirectoryOf(ctx)
	var bad []fault.Field
	add := func(field, rule string) { bad = append(bad, fault.Field{Field: field, Rule: rule}) }
	if _, ok := dir.Organisation(row.SectionID); !ok {
		add("sectionId", "not_found")
	}
	for i, id := range row.WardIDs {
		if o, ok := dir.Organisation(id); !ok || o.Kind != "ward" {
			add(elem("wardIds", i), "not_found")
		}
	}
	if !s.settings.knows(row.Technology) {
		add("technology", "oneof")
	}
	if before != nil && before.Stage == Running { // what the result will be held against, or is a decision's to change
		if row.Business != before.Business {
			add("business", "frozen")
		}
		if row.StartsOn != before.StartsOn {
			add("startsOn", "frozen")
		}
		if row.EndsOn != before.EndsOn {
			add("endsOn", "frozen")
		}
	}
	for i, r := range row.Readings {
		if r.On.After(today(tx)) {
			add(fmt.Sprintf("readings[%d].on", i), "future")
		}
	}
	if err := fault.BadFields(bad); err != nil {
		return err
	}
	if err := exist(tx, "managerId", "people", row.ManagerID, before != nil && before.ManagerID == row.ManagerID); err != nil {
		return err
	}
	if before == nil || before.ProjectID != row.ProjectID {
		if err := namesProject(ctx, tx, row.ProjectID); err != nil {
			return err
		}
	}
	if before != nil {
		if err := keepsWards(tx, row, before); err != nil {
			return err
		}
	}
	if blank(row.Code) {
		code, err := s.number(tx, "pilots", "pilots", "AI%04d")
		if err != nil {
			return err
		}
		row.Code = code
	}
	row.derive()
	return nil
}

// exist wants a record of that id, and for people one who is still here, unless the id was there before.
func exist(tx *store.Tx, field, table, id string, kept bool) error {
	if id == "" || kept {
		return nil
	}
	q := tx.Table(table).Where("id = ?", id)
	if table == "people" {
		q = q.Where("active = ?", true)
	}
	n, err := store.Value[int](q.Select("count(*)"))
	if err == nil && n == 0 {
		err = fault.Bad(field, "not_found", nil)
	}
	return err
}

// namesProject wants a project that the writer may read: an id is no way to learn what exists.
func namesProject(ctx context.Context, tx *store.Tx, id store.Ref) error {
	found, err := project(ctx, tx.DB, id)
	if err == nil && found == nil && id != "" {
		err = fault.Bad("projectId", "not_found", nil)
	}
	return err
}

// keepsWards refuses to take a ward out that has cases already.
func keepsWards(tx *store.Tx, row, before *Pilot) error {
	here := map[string]bool{}
	for _, id := range row.WardIDs {
		here[id] = true
	}
	var gone []string
	for _, id := range before.WardIDs {
		if !here[id] {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	n, err := store.Value[int](tx.Table("pilot_cases").Where("pilot_id = ? AND ward_id IN ?", row.ID, gone).Select("count(*)"))
	if err == nil && n > 0 {
		err = fault.Bad("wardIds", "has_cases", fault.Params{"n": n})
	}
	return err
}

// maxTries bounds the search for a number that no file has taken yet.
const maxTries = 1000

// number gives the next free code of a table.
func (s *Service) number(tx *store.Tx, sequence, table, format string) (string, error) {
	for range maxTries {
		n, err := tx.Next(sequence)
		if err != nil {
			return "", err
		}
		code := fmt.Sprintf(format, n)
		taken, err := store.Value[int](tx.Table(table).Where("code = ?", code).Select("count(*)"))
		if err != nil || taken == 0 {
			return code, err
		}
	}
	return "", fault.Bad("code", "duplicate", nil)
}
