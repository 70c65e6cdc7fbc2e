package maturity

import (
	"context"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Submit hands an appraisal in. What people still owe holds it back: judgements, the weight of weaknesses, and the cause of
// each goal that is not satisfied.
func (s *Service) Submit(ctx context.Context, id string, version int64) (*Appraisal, error) {
	return s.move(ctx, id, version, "maturity:rate", StateDraft, store.Why{Action: "submit"}, func(tx *store.Tx, m *Model, row *Appraisal) error {
		rows, err := areasOf(tx.DB, id)
		if err != nil {
			return err
		}
		if rows, err = recompute(tx, m, row, rows); err != nil {
			return err
		}
		row.Tally, row.ModelDigest = m.tally(rows), m.Digest
		if err := m.ready(row, rows); err != nil {
			return err
		}
		row.State, row.SubmittedBy, row.SubmittedAt, row.ReturnReason = StateSubmitted, store.Ref(tx.Actor.PersonID), tx.Now, ""
		return nil
	})
}

// ready says what keeps an appraisal from being handed in.
func (m *Model) ready(x *Appraisal, rows []AreaRow) error {
	causes := []string{}
	for i := range rows {
		row := &rows[i]
		a, ok := m.Area(row.Area)
		if !ok || row.Scope != ScopeIn || m.Method != ByLabel {
			continue
		}
		r := m.Compute(a, &row.Entry, x.instances(row.Area))
		for _, g := range r.Groups {
			if g.Rating == Unsatisfied && row.cause(g.ID) == "" {
				causes = append(causes, row.Area+" "+g.ID)
			}
		}
	}
	if x.Level == nil || x.Pending > 0 || x.Unanswered > 0 || len(causes) > 0 {
		return fault.New(fault.NotReady, fault.Params{
			"reason": "appraisal", "rated": x.Level != nil, "pending": x.Pending, "unanswered": x.Unanswered, "causes": causes,
		})
	}
	return nil
}

func (e *Entry) cause(group string) string {
	for _, g := range e.Goals {
		if g.Group == group {
			return g.Cause
		}
	}
	return ""
}

// Return sends a submitted appraisal back.
func (s *Service) Return(ctx context.Context, id string, version int64, reason string) (*Appraisal, error) {
	return s.move(ctx, id, version, "maturity:confirm", StateSubmitted, store.Why{Action: "return", Reason: reason}, func(_ *store.Tx, _ *Model, row *Appraisal) error {
		row.State, row.ReturnReason = StateDraft, reason
		return nil
	})
}

// Confirm ends an appraisal: computed once more from its labels, it never changes again.
func (s *Service) Confirm(ctx context.Context, id string, version int64) (*Appraisal, error) {
	return s.move(ctx, id, version, "maturity:confirm", StateSubmitted, store.Why{Action: "confirm"}, func(tx *store.Tx, m *Model, row *Appraisal) error {
		rows, err := areasOf(tx.DB, id)
		if err != nil {
			return err
		}
		if rows, err = recompute(tx, m, row, rows); err != nil {
			return err
		}
		row.Tally, row.ModelDigest = m.tally(rows), m.Digest
		if err := m.ready(row, rows); err != nil {
			return err
		}
		row.State, row.ConfirmedBy, row.ConfirmedAt = StateConfirmed, store.Ref(tx.Actor.PersonID), tx.Now
		return nil
	})
}

// move takes an appraisal from one state to the next.
func (s *Service) move(ctx context.Context, id string, version int64, perm string, from State, why store.Why, fn func(*store.Tx, *Model, *Appraisal) error) (*Appraisal, error) {
	var row *Appraisal
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := lock(tx, id); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, why, func(row *Appraisal) error {
			if err := require(ctx, tx.DB, perm, row); err != nil {
				return err
			}
			if row.State != from {
				return wrongState(row)
			}
			m, err := s.model(row)
			if err != nil {
				return err
			}
			return fn(tx, m, row)
		})
		return err
	})
	return row, err
}
