package directives

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of directives.
type Service struct{ store *store.Store }

// New makes the service.
func New(s *store.Store) *Service { return &Service{s} }

// CreateIn enters a directive that a meeting has given, within the write that records it.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, from Source) (*Directive, error) {
	row := &Directive{Draft: d, Source: from, State: Open}
	if err := authz.Require(ctx, "directives:create", row.facts()); err != nil {
		return nil, err
	}
	var err error
	if row.Code, err = nextCode(tx); err != nil {
		return nil, err
	}
	if err := row.accept(ctx, tx); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, store.Why{Action: "direct"})
}

// accept checks a directive against the other records.
func (d *Directive) accept(ctx context.Context, tx *store.Tx) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(d.OwnerID); !ok {
		return fault.Bad("ownerId", "not_found", nil)
	}
	if d.PostID != "" {
		of, err := store.Value[string](tx.Table("posts").Where("id = ?", string(d.PostID)).Select("organisation_id"))
		if err != nil {
			return err
		}
		if of == "" || !authz.DirectoryOf(ctx).Within(of, d.OwnerID) {
			return fault.Bad("postId", "not_found", nil)
		}
	}
	d.derive()
	return d.check()
}

// Update puts right what a directive says, as long as it is not settled. Giving it to another section needs a reason as
// every change does.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Directive, error) {
	var row *Directive
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.updateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Directive, error) {
	return s.changeIn(ctx, tx, id, version, "directives:update", why, func(row *Directive) error {
		if !row.State.Pending() {
			return wrongState(row.State)
		}
		row.Draft = d
		return row.accept(ctx, tx)
	})
}

// AddReport says what was done. A complete one asks for confirmation; another takes such a claim back.
func (s *Service) AddReport(ctx context.Context, id string, version int64, d ReportDraft) (*Directive, error) {
	return s.change(ctx, id, version, "directives:report", store.Why{Action: "report"}, func(tx *store.Tx, row *Directive) error {
		day := today(tx)
		if d.AsOf.IsZero() {
			d.AsOf = day
		}
		switch {
		case d.AsOf.After(day):
			return fault.Bad("asOf", "future", nil)
		case d.AsOf.Before(row.GivenOn):
			return fault.Bad("asOf", "min", fault.Params{"limit": row.GivenOn})
		}
		if err := row.move(d.Progress.event()); err != nil {
			return err
		}
		row.Progress, row.ReportedOn, row.ReportedBy = d.Progress, d.AsOf, store.Ref(tx.Actor.PersonID)
		return store.Create(tx, &Report{
			DirectiveID: id, ReportDraft: d, ReportedBy: tx.Actor.PersonID, Title: tx.Actor.PostTitle, TitleEn: tx.Actor.PostTitleEn,
		}, store.Why{Action: "report"})
	})
}

// Confirm says that a directive is done. Who reported it never confirms it.
func (s *Service) Confirm(ctx context.Context, id string, version int64, note string) (*Directive, error) {
	var row *Directive
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.ConfirmIn(ctx, tx, id, version, note)
		return err
	})
	return row, err
}

// ConfirmIn is Confirm within a larger write, such as a meeting that takes note of what was done.
func (s *Service) ConfirmIn(ctx context.Context, tx *store.Tx, id string, version int64, note string) (*Directive, error) {
	return s.changeIn(ctx, tx, id, version, "directives:confirm", store.Why{Action: "confirm", Reason: note}, func(row *Directive) error {
		return row.settle(tx, EventConfirm, note)
	})
}

// Return sends a claim back: it is not done yet, and why.
func (s *Service) Return(ctx context.Context, id string, version int64, reason string) (*Directive, error) {
	return s.change(ctx, id, version, "directives:confirm", store.Why{Action: "return", Reason: reason}, func(_ *store.Tx, row *Directive) error {
		if err := row.move(EventReturn); err != nil {
			return err
		}
		row.Progress = Underway
		return nil
	})
}

// Withdraw ends a directive that the headquarters no longer asks for.
func (s *Service) Withdraw(ctx context.Context, id string, version int64, reason string) (*Directive, error) {
	return s.change(ctx, id, version, "directives:withdraw", store.Why{Action: "withdraw", Reason: reason}, func(tx *store.Tx, row *Directive) error {
		return row.settle(tx, EventWithdraw, reason)
	})
}

func (d *Directive) settle(tx *store.Tx, e Event, note string) error {
	if err := d.move(e); err != nil {
		return err
	}
	d.SettledOn, d.SettledBy, d.SettledNote = today(tx), store.Ref(tx.Actor.PersonID), note
	return nil
}

func (d *Directive) move(e Event) error {
	next, ok := d.State.Next(e)
	if !ok {
		return wrongState(d.State)
	}
	d.State = next
	return nil
}

func wrongState(at State) error {
	return fault.Clash("wrong_state", fault.Params{"of": "directive", "state": at})
}

func (s *Service) change(ctx context.Context, id string, version int64, perm string, why store.Why, do func(*store.Tx, *Directive) error) (*Directive, error) {
	var row *Directive
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.changeIn(ctx, tx, id, version, perm, why, func(row *Directive) error { return do(tx, row) })
		return err
	})
	return row, err
}

// changeIn asks the policy about the directive as it is before it tells a stale caller how it stands.
func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Directive) error) (*Directive, error) {
	row, err := store.Load[Directive](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
