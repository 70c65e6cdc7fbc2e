package datasets

import (
	"context"
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of the inventory.
type Service struct {
	store    *store.Store
	settings *Settings
	policies Policies
}

// Policies tells in which models of policy a dataset is the source of a figure.
type Policies interface {
	OfDataset(ctx context.Context, id string) ([]Ref, error)
}

// New makes the service.
func New(s *store.Store, set *Settings, p Policies) *Service { return &Service{s, set, p} }

// Create enters a dataset.
func (s *Service) Create(ctx context.Context, d Draft) (*Dataset, error) {
	var row *Dataset
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import. That data is kept back is said by its section; that it is
// public is a decision like any other, which nobody takes on what they enter themselves.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Dataset, error) {
	row := &Dataset{Draft: d}
	if err := permitCreate(ctx, &d, tx.Actor.PersonID); err != nil {
		return nil, err
	}
	if err := s.accept(ctx, tx, row, nil); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// permitCreate asks whether somebody may enter a dataset as it stands. Who enters it as public proposes that, too.
func permitCreate(ctx context.Context, d *Draft, creator string) error {
	rec := factsOf("", d.SectionID, d.PersonalData, store.Ref(creator))
	if err := authz.Require(ctx, "datasets:create", rec); err != nil {
		return err
	}
	if d.Publication != Public {
		return nil
	}
	return authz.Require(ctx, "datasets:decide", rec)
}

// Update replaces what people may write of a dataset. Moving it to another section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Dataset, error) {
	var row *Dataset
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Dataset, error) {
	return s.changeIn(ctx, tx, id, version, "datasets:update", why, func(row *Dataset) error {
		if err := row.take(d); err != nil {
			return err
		}
		if err := authz.Require(ctx, "datasets:update", row.facts()); err != nil {
			return err
		}
		last, err := s.last(tx, row.ID)
		if err != nil {
			return err
		}
		return s.accept(ctx, tx, row, last)
	})
}

// take replaces the draft. How far data is open, and on what terms, changes by decision alone: left out it stays, and another
// value is refused.
func (d *Dataset) take(next Draft) error {
	var bad []fault.Field
	if next.Publication != Undecided && next.Publication != d.Publication {
		bad = append(bad, fault.Field{Field: "publication", Rule: "by_decision"})
	}
	if !blank(next.Basis) && next.Basis != d.Basis {
		bad = append(bad, fault.Field{Field: "basis", Rule: "by_decision"})
	}
	if d.pinned() {
		if next.PersonalData != "" && next.PersonalData != d.PersonalData {
			bad = append(bad, fault.Field{Field: "personalData", Rule: "by_decision"})
		}
		if next.Licence != "" && next.Licence != d.Licence {
			bad = append(bad, fault.Field{Field: "licence", Rule: "by_decision"})
		}
		if !blank(next.Anonymisation) && next.Anonymisation != d.Anonymisation {
			bad = append(bad, fault.Field{Field: "anonymisation", Rule: "by_decision"})
		}
		next.PersonalData, next.Licence, next.Anonymisation = d.PersonalData, d.Licence, d.Anonymisation
	}
	if blank(next.Code) {
		next.Code = d.Code
	}
	next.Publication, next.Basis = d.Publication, d.Basis
	d.Draft = next
	return fault.BadFields(append(bad, d.Check()...))
}

// pinned tells whether the terms of use stand by a decision, or are being decided: what was weighed must be what holds.
func (d *Dataset) pinned() bool {
	return d.Proposed != Undecided || d.Publication == Public || d.Publication == Limited
}

// changeIn asks the policy before it tells a stale caller how the dataset stands.
func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Dataset) error) (*Dataset, error) {
	row, err := store.Load[Dataset](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

// act is a change in a transaction of its own, after which everything that follows is derived anew.
func (s *Service) act(ctx context.Context, id string, version int64, perm string, why store.Why, do func(*store.Tx, *Dataset) error) (*Dataset, error) {
	var row *Dataset
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeIn(ctx, tx, id, version, perm, why, func(row *Dataset) error {
			if err := do(tx, row); err != nil {
				return err
			}
			last, err := s.last(tx, row.ID)
			if err != nil {
				return err
			}
			row.Derive(s.settings, last)
			return nil
		})
		return err
	})
	return row, err
}

// RefreshDraft says that the data was brought up to date, or looked through and still holds.
type RefreshDraft struct {
	On   fiscal.Date `json:"on,omitzero" doc:"Today unless given"`
	Note string      `json:"note,omitempty" validate:"max=500" doc:"Stands in the history"`
}

// Refresh records the day of the last update.
func (s *Service) Refresh(ctx context.Context, id string, version int64, d RefreshDraft) (*Dataset, error) {
	return s.act(ctx, id, version, "datasets:update", store.Why{Action: "refresh", Reason: d.Note}, func(tx *store.Tx, row *Dataset) error {
		on := d.On
		if on.IsZero() {
			on = today(tx)
		}
		switch {
		case on.After(today(tx)):
			return fault.Bad("on", "future", nil)
		case on.Before(row.UpdatedOn):
			return fault.Bad("on", "not_before", fault.Params{"limit": row.UpdatedOn.String()})
		}
		row.UpdatedOn = on
		return nil
	})
}

// Delete removes a dataset entered by mistake or merged into another. Its measurements go with it; the ledger keeps them. What
// is public is closed first, and what waits is decided first, so that entering it anew is no way around a decision.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Dataset](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "datasets:delete", row.facts()); err != nil {
			return err
		}
		if row.Proposed != Undecided {
			return fault.Clash("proposal_waits", nil)
		}
		if row.Publication == Public {
			return fault.Clash("still_public", nil)
		}
		used, err := store.Value[int](tx.Table("logic_model_datasets").Where("dataset_id = ?", id).Select("count(*)"))
		if err != nil {
			return err
		}
		if used > 0 {
			return fault.Clash("in_use", nil)
		}
		return store.Delete[Dataset](tx, id, version, store.Why{Reason: reason})
	})
}

// accept checks a draft against the other records and derives what follows.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row *Dataset, last *Measurement) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	if row.UpdatedOn.After(today(tx)) {
		return fault.Bad("updatedOn", "future", nil)
	}
	for _, refs := range []struct {
		field, table string
		ids          []string
	}{{"systemIds", "systems", row.SystemIDs}, {"procedureIds", "procedures", row.ProcedureIDs}} {
		if err := exist(tx, refs.field, refs.table, refs.ids); err != nil {
			return err
		}
	}
	if blank(row.Code) {
		if err := number(tx, row); err != nil {
			return err
		}
	}
	row.Derive(s.settings, last)
	return nil
}

// exist checks the records that a list points at, in one statement.
func exist(tx *store.Tx, field, table string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := store.Column[string](tx.Table(table).Where("id IN ?", ids).Select("id"))
	if err != nil {
		return err
	}
	there, bad := map[string]bool{}, []fault.Field(nil)
	for _, id := range found {
		there[id] = true
	}
	for i, id := range ids {
		if !there[id] {
			bad = append(bad, fault.Field{Field: elem(field, i), Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}

// maxTries bounds the search for a number that no file has taken yet.
const maxTries = 1000

// number gives the next free code.
func number(tx *store.Tx, row *Dataset) error {
	for range maxTries {
		n, err := tx.Next("datasets")
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("D%05d", n)
		taken, err := store.Value[int](tx.Table("datasets").Where("code = ?", row.Code).Select("count(*)"))
		if err != nil || taken == 0 {
			return err
		}
	}
	return fault.Bad("code", "duplicate", nil)
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }

// TakeOver brings the inventory of a former book in, in one transaction, as it stands there. The rules of a draft hold;
// the caller has checked the tags.
func (s *Service) TakeOver(ctx context.Context, drafts []Draft) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		rows := make([]Dataset, len(drafts))
		var uses []Use
		var systems []heldBy
		var procedures []servedBy
		for i := range drafts {
			row := &rows[i]
			row.ID, row.Draft = store.NewID(), drafts[i]
			if bad := row.Check(); len(bad) > 0 {
				return fmt.Errorf("%s: %w", row.Code, fault.BadFields(bad))
			}
			if err := authz.Require(ctx, "datasets:create", row.facts()); err != nil {
				return err
			}
			row.Derive(s.settings, nil)
			uses, systems, procedures = append(uses, row.uses()...), append(systems, row.systems()...), append(procedures, row.procedures()...)
		}
		if err := store.CreateAll(tx, rows, store.Why{Action: "take_over"}); err != nil {
			return err
		}
		if err := store.ReplaceParts(tx, "dataset_id", "", nil, uses); err != nil {
			return err
		}
		if err := store.ReplaceParts(tx, "dataset_id", "", nil, systems); err != nil {
			return err
		}
		return store.ReplaceParts(tx, "dataset_id", "", nil, procedures)
	})
}
