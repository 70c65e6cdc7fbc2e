package procedures

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
}

// New makes the service.
func New(s *store.Store, set *Settings) *Service { return &Service{s, set} }

// Create enters a procedure.
func (s *Service) Create(ctx context.Context, d Draft) (*Procedure, error) {
	var row *Procedure
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Procedure, error) {
	row := &Procedure{Draft: d}
	if err := authz.Require(ctx, "procedures:create", row.facts()); err != nil {
		return nil, err
	}
	if err := s.accept(ctx, tx, row, fiscal.Date{}); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a procedure. Moving it to another section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Procedure, error) {
	var row *Procedure
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Procedure, error) {
	return s.changeIn(ctx, tx, id, version, "procedures:update", why, func(row *Procedure) error {
		if blank(d.Code) {
			d.Code = row.Code
		}
		row.Draft = d
		if err := authz.Require(ctx, "procedures:update", row.facts()); err != nil {
			return err
		}
		return s.accept(ctx, tx, row, fiscal.Date{})
	})
}

// changeIn asks the policy before it tells a stale caller how the procedure stands.
func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Procedure) error) (*Procedure, error) {
	row, err := store.Load[Procedure](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

// StepDraft says how a step is done from a day on.
type StepDraft struct {
	Step   Step        `json:"step" validate:"required,oneof=form identity payment attachments delivery"`
	Method Method      `json:"method" validate:"required,max=40" doc:"A method of the step"`
	On     fiscal.Date `json:"on,omitzero" doc:"Since when, today unless given"`
	Note   string      `json:"note,omitempty" validate:"max=500" doc:"What was done; stands in the history"`
}

// Check wants a method that the step knows.
func (d *StepDraft) Check() []fault.Field {
	allowed := []Method{}
	for _, m := range methods[d.Step] {
		if m.method == d.Method {
			return nil
		}
		allowed = append(allowed, m.method)
	}
	return []fault.Field{{Field: "method", Rule: "oneof", Params: fault.Params{"allowed": allowed}}}
}

// Advance says that a step is done another way now. A goal that the step has left behind moves with it.
func (s *Service) Advance(ctx context.Context, id string, version int64, d StepDraft) (*Procedure, error) {
	var row *Procedure
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeIn(ctx, tx, id, version, "procedures:progress", store.Why{Action: "progress", Reason: d.Note}, func(row *Procedure) error {
			if d.On.After(today(tx)) {
				return fault.Bad("on", "future", nil)
			}
			now, goal := row.at(d.Step)
			if *now == d.Method {
				return fault.Bad("method", "same", nil)
			}
			if *now = d.Method; *goal != "" && rank(*goal) < rank(d.Method) {
				*goal = d.Method
			}
			if d.Step == Form && LevelOf(d.Method) == Online && row.OnlineSince.IsZero() {
				row.OnlineSince = later(d.On, today(tx))
			}
			if bad := row.Check(); len(bad) > 0 {
				return fault.BadFields([]fault.Field{{Field: "method", Rule: bad[0].Rule, Params: bad[0].Params}})
			}
			return s.accept(ctx, tx, row, d.On)
		})
		return err
	})
	return row, err
}

// Delete removes a procedure entered by mistake or merged into another. Its volumes go with it; the ledger keeps them.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Procedure](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "procedures:delete", row.facts()); err != nil {
			return err
		}
		return store.Delete[Procedure](tx, id, version, store.Why{Reason: reason})
	})
}

// accept checks a draft against the other records and derives what follows. on is the day of a step, zero for none.
func (s *Service) accept(ctx context.Context, tx *store.Tx, row *Procedure, on fiscal.Date) error {
	dir := authz.DirectoryOf(ctx)
	if _, ok := dir.Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	var bad []fault.Field
	for i, id := range row.WardIDs {
		if o, ok := dir.Organisation(id); !ok || o.Kind != "ward" {
			bad = append(bad, fault.Field{Field: elem("wardIds", i), Rule: "not_found"})
		}
	}
	for _, words := range []struct {
		field string
		ids   []string
		list  []Word
	}{{"priorityGroups", row.PriorityGroups, s.settings.Groups}, {"obstacles", row.Obstacles, s.settings.Obstacles}} {
		for i, id := range words.ids {
			if !known(words.list, id) {
				bad = append(bad, fault.Field{Field: elem(words.field, i), Rule: "oneof"})
			}
		}
	}
	if row.OnlineSince.After(today(tx)) {
		bad = append(bad, fault.Field{Field: "onlineSince", Rule: "future"})
	}
	if err := fault.BadFields(bad); err != nil {
		return err
	}
	if err := exist(tx, row.SystemIDs, row.ProjectID); err != nil {
		return err
	}
	if blank(row.Code) {
		if err := s.number(tx, row); err != nil {
			return err
		}
	}
	if on.IsZero() {
		on = row.OnlineSince
	}
	row.Derive(later(on, today(tx)))
	return nil
}

// later is a day, or the other where it is not given.
func later(on, today fiscal.Date) fiscal.Date {
	if on.IsZero() {
		return today
	}
	return on
}

// maxTries bounds the search for a number that no file has taken yet.
const maxTries = 1000

// number gives the next free code.
func (s *Service) number(tx *store.Tx, row *Procedure) error {
	for range maxTries {
		n, err := tx.Next("procedures")
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("T%05d", n)
		taken, err := store.Value[int](tx.Table("procedures").Where("code = ?", row.Code).Select("count(*)"))
		if err != nil || taken == 0 {
			return err
		}
	}
	return fault.Bad("code", "duplicate", nil)
}

// exist checks the systems and the project in at most two statements.
func exist(tx *store.Tx, systems []string, project store.Ref) error {
	var bad []fault.Field
	if len(systems) > 0 {
		found, err := store.Column[string](tx.Table("systems").Where("id IN ?", systems).Select("id"))
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, id := range found {
			there[id] = true
		}
		for i, id := range systems {
			if !there[id] {
				bad = append(bad, fault.Field{Field: elem("systemIds", i), Rule: "not_found"})
			}
		}
	}
	if project != "" {
		n, err := store.Value[int](tx.Table("projects").Where("id = ?", project).Select("count(*)"))
		if err != nil {
			return err
		}
		if n == 0 {
			bad = append(bad, fault.Field{Field: "projectId", Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }

// TakeOver brings the inventory of a former book in, in one transaction: as it stands there, with the day on which each
// procedure reached its class. The rules of a draft hold; the caller has checked the tags.
func (s *Service) TakeOver(ctx context.Context, past []Past) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		rows := make([]Procedure, len(past))
		var volumes []Volume
		var systems []usedSystem
		var wards []handledBy
		for i := range past {
			row := &rows[i]
			row.ID, row.Draft = store.NewID(), past[i].Draft
			if bad := row.Check(); len(bad) > 0 {
				return fmt.Errorf("%s: %w", row.Code, fault.BadFields(bad))
			}
			if err := authz.Require(ctx, "procedures:create", row.facts()); err != nil {
				return err
			}
			row.Derive(later(past[i].ReachedOn, today(tx)))
			volumes, systems, wards = append(volumes, row.volumes()...), append(systems, row.systems()...), append(wards, row.wards()...)
		}
		if err := store.CreateAll(tx, rows, store.Why{Action: "take_over"}); err != nil {
			return err
		}
		if err := store.ReplaceParts(tx, "procedure_id", "", nil, volumes); err != nil {
			return err
		}
		if err := store.ReplaceParts(tx, "procedure_id", "", nil, systems); err != nil {
			return err
		}
		return store.ReplaceParts(tx, "procedure_id", "", nil, wards)
	})
}

// Past is a procedure of a former book.
type Past struct {
	Draft
	ReachedOn fiscal.Date
}
