package findings

import (
	"cmp"
	"context"
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of findings.
type Service struct {
	store     *store.Store
	catalogue *Catalogue
}

// New makes the service over a catalogue.
func New(s *store.Store, c *Catalogue) *Service { return &Service{s, c} }

// Create raises a finding as a draft, which only auditors see.
func (s *Service) Create(ctx context.Context, d Draft) (*Finding, error) {
	var row *Finding
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Finding, error) {
	row := &Finding{Draft: d, State: StateDraft}
	row.RaisedBy, row.RaisedOn = store.Ref(tx.Actor.PersonID), today(tx)
	if err := s.accept(ctx, tx, row); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "findings:raise", row.facts(s.catalogue.Settings)); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// Update replaces a draft. After the notice it corrects a finding, with a reason, but moves neither its section nor its
// kind or weight: due days follow from them, and the auditee was told.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Finding, error) {
	var row *Finding
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Finding, error) {
	return s.changeIn(ctx, tx, id, version, "findings:update", why, func(row *Finding) error {
		if row.State.Ended() {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		if row.State != StateDraft {
			if err := row.mayCorrect(d, why.Reason); err != nil {
				return err
			}
		}
		if blank(d.Code) {
			d.Code = row.Code
		}
		row.Draft = d
		return s.accept(ctx, tx, row)
	})
}

// mayCorrect refuses a correction without a reason, and one of what the notice fixed.
func (f *Finding) mayCorrect(d Draft, reason string) error {
	var bad []fault.Field
	for _, part := range []struct {
		field   string
		differs bool
	}{
		{"sectionId", d.SectionID != f.SectionID}, {"kind", d.Kind != f.Kind},
		{"impact", *d.Impact != *f.Impact}, {"likelihood", *d.Likelihood != *f.Likelihood},
	} {
		if part.differs {
			bad = append(bad, fault.Field{Field: part.field, Rule: "fixed_by_notice"})
		}
	}
	for _, field := range d.missing() {
		bad = append(bad, fault.Field{Field: field, Rule: "required"})
	}
	if blank(reason) {
		bad = append(bad, fault.Field{Field: "reason", Rule: "reason_required"})
	}
	return fault.BadFields(bad)
}

// Delete removes a draft. A finding that was notified is withdrawn instead.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Finding](tx.DB, id)
		if err != nil {
			return err
		}
		if err := s.require(ctx, row, "findings:delete"); err != nil {
			return err
		}
		if err := row.in(today(tx), StateDraft); err != nil {
			return err
		}
		return store.Delete[Finding](tx, id, version, store.Why{Reason: reason})
	})
}

// require asks the policy; a draft is nobody's business but the auditors'.
func (s *Service) require(ctx context.Context, row *Finding, perm string) error {
	if row.State == StateDraft {
		if err := authz.Require(ctx, "findings:raise", row.facts(s.catalogue.Settings)); err != nil {
			return err
		}
	}
	return authz.Require(ctx, perm, row.facts(s.catalogue.Settings))
}

// change runs a use case on one finding in one transaction.
func (s *Service) change(ctx context.Context, id string, version int64, perm string, why store.Why, do func(tx *store.Tx, row *Finding) error) (*Finding, error) {
	var row *Finding
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeIn(ctx, tx, id, version, perm, why, func(row *Finding) error { return do(tx, row) })
		return err
	})
	return row, err
}

// changeIn asks the policy before it tells a stale caller how the finding stands.
func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(row *Finding) error) (*Finding, error) {
	row, err := store.Load[Finding](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := s.require(ctx, row, perm); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, func(row *Finding) error {
		if err := s.require(ctx, row, perm); err != nil {
			return err
		}
		if err := do(row); err != nil {
			return err
		}
		row.Derive()
		return nil
	})
}

// accept checks a draft against the catalogue and the other records, numbers it and derives what follows.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row *Finding) error {
	on := cmp.Or(row.NoticeOn, row.AuditedOn, today(tx))
	if err := s.known(&row.Draft, on); err != nil {
		return err
	}
	if row.AuditedOn.After(today(tx)) {
		return fault.Bad("auditedOn", "future", nil)
	}
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	for _, ref := range []struct {
		field, table string
		ids          []string
	}{{"systemIds", "systems", row.SystemIDs}, {"projectIds", "projects", row.ProjectIDs}} {
		if err := exist(tx, ref.field, ref.table, ref.ids); err != nil {
			return err
		}
	}
	if err := s.repeats(tx, row); err != nil {
		return err
	}
	if blank(row.Code) {
		fy := fiscal.FY(on)
		n, err := tx.Next(fmt.Sprintf("findings/%d", fy))
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("F%d-%03d", fy, n)
	}
	row.Derive()
	return nil
}

// known holds the words of a draft to the catalogue as it is on the day.
func (s *Service) known(d *Draft, on fiscal.Date) error {
	var bad []fault.Field
	for _, w := range []struct {
		field, id string
		list      []Entry
	}{{"kind", d.Kind, s.catalogue.Kinds}, {"source", d.Source, s.catalogue.Sources}, {"theme", d.Theme, s.catalogue.Themes}} {
		e, ok := find(w.list, w.id)
		switch {
		case !ok:
			bad = append(bad, fault.Field{Field: w.field, Rule: "oneof"})
		case !e.holds(on):
			bad = append(bad, fault.Field{Field: w.field, Rule: "not_in_force", Params: fault.Params{"from": e.From, "to": e.To, "on": on}})
		}
	}
	return fault.BadFields(bad)
}

func exist(tx *store.Tx, field, table string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := store.Column[string](tx.Table(table).Where("id IN ?", ids).Select("id"))
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, id := range found {
		there[id] = true
	}
	var bad []fault.Field
	for i, id := range ids {
		if !there[id] {
			bad = append(bad, fault.Field{Field: elem(field, i), Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}

// maxRepeats bounds the chain of findings that repeat each other.
const maxRepeats = 50

// repeats checks the link to the finding that this one repeats: it exists, was notified and does not lead back here.
func (s *Service) repeats(tx *store.Tx, row *Finding) error {
	at := string(row.RecursOf)
	for range maxRepeats {
		if at == "" {
			return nil
		}
		if at == row.ID {
			return fault.Bad("recursOf", "cycle", nil)
		}
		type link struct {
			State    State
			RecursOf store.Ref
		}
		found, err := store.Scan[link](tx.Table("findings").Where("id = ?", at).Select("state, recurs_of"))
		if err != nil {
			return err
		}
		if len(found) == 0 || found[0].State == StateDraft {
			return fault.Bad("recursOf", "not_found", nil)
		}
		at = string(found[0].RecursOf)
	}
	return fault.Bad("recursOf", "cycle", nil)
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
