package exchange

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// runCommit is the job that writes all rows of an import in one transaction,
// together with the mark that it did: it runs twice without writing twice.
func (s *Service) runCommit(ctx context.Context, t task) error {
	ctx, err := s.callers.As(ctx, t.PersonID)
	if err != nil {
		return err
	}
	defer s.progress.Delete(t.ImportID)
	conflicts, err := s.writeAll(ctx, t)
	switch {
	case errors.Is(err, errOutrun):
		return nil
	case errors.Is(err, errConflict):
		if err := s.markConflicts(ctx, t, conflicts); err != nil {
			return err
		}
		return s.fail(ctx, t, Committing, fault.Clash("changed_since_check", fault.Params{"rows": len(conflicts)}))
	case err != nil && fault.Of(err).Code != fault.Internal && ctx.Err() == nil:
		return s.fail(ctx, t, Committing, err)
	}
	return err
}

// errConflict rolls a commit back whose rows are no longer as they were checked.
var errConflict = errors.New("exchange: records changed since the check")

// conflict is a row that can no longer be written as it was checked.
type conflict struct {
	row    int
	errors []RowError
}

// maxConflicts bounds how many conflicts are listed.
const maxConflicts = 1000

// writer is one run over the rows of an import inside a transaction.
type writer struct {
	s         *Service
	noun      Noun
	env       *Env
	set       *settings
	row       *Import
	done      int
	conflicts []conflict
}

func (s *Service) writeAll(ctx context.Context, t task) ([]conflict, error) {
	var w *writer
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock("imports/" + t.ImportID); err != nil {
			return err
		}
		row, err := store.Load[Import](tx.DB, t.ImportID)
		if err != nil {
			return err
		}
		if row.State != Committing || row.Run != t.Run {
			return errOutrun
		}
		n, err := s.noun(row.Noun)
		if err != nil {
			return err
		}
		w = &writer{s: s, noun: n, env: newEnv(ctx, tx.DB, s.lookups), set: row.settingsFor(), row: row}
		if err := w.all(ctx, tx); err != nil {
			return err
		}
		if len(w.conflicts) > 0 {
			return errConflict
		}
		_, err = store.Update(tx, row.ID, store.Latest, store.Why{Action: "committed"}, func(now *Import) error {
			now.State, now.Done, now.EndedAt = Committed, w.done, tx.Now
			return nil
		})
		return err
	})
	if w == nil {
		return nil, err
	}
	return w.conflicts, err
}

// all goes through the rows of the check in their order.
func (w *writer) all(ctx context.Context, tx *store.Tx) error {
	last := 0
	for {
		rows, err := store.Scan[checkedRow](tx.Table("import_rows").
			Where("import_id = ? AND run = ? AND row_no > ? AND outcome IN ?", w.row.ID, w.row.Run, last, []Outcome{Creates, Updates, Unchanged}).
			Order("row_no").Limit(batch))
		if err != nil || len(rows) == 0 {
			return err
		}
		last = rows[len(rows)-1].RowNo
		if err := w.some(ctx, tx, rows); err != nil {
			return err
		}
		if len(w.conflicts) >= maxConflicts {
			return nil
		}
		w.done += len(rows)
		w.s.tell(ctx, w.row.ID, w.done)
	}
}

// some plans a batch anew, against the records as they are now, and writes it if
// nothing came in between.
func (w *writer) some(ctx context.Context, tx *store.Tx, checked []checkedRow) error {
	rows := make([]Row, len(checked))
	for i := range checked {
		rows[i] = checked[i].row()
		w.set.inspectCells(&rows[i])
	}
	plans, err := w.noun.plan(w.env, w.set, rows)
	if err != nil {
		return err
	}
	for i := range plans {
		p, was := &plans[i], &checked[i]
		if len(p.Errors) > 0 || p.Outcome != was.Outcome || p.RecordID != was.RecordID || p.Version != was.RecordVersion {
			w.clash(p, was)
			continue
		}
		if len(w.conflicts) > 0 {
			continue // all is rolled back anyway; the rest is only compared
		}
		why := store.Why{Reason: fmt.Sprintf("%s #%d (import %s)", w.row.FileName, p.Row, w.row.ID)}
		if err := w.noun.apply(ctx, tx, p, why); err != nil {
			f := fault.Of(err)
			if f.Code == fault.Internal {
				return err
			}
			p.Errors = rowErrors(f, w.set)
			w.clash(p, was)
			return errConflict // PostgreSQL takes no more statements in a transaction that one broke
		}
	}
	return nil
}

func (w *writer) clash(p *Plan, was *checkedRow) {
	errs := []RowError{{Rule: "changed_since_check", Params: fault.Params{"was": was.RecordVersion, "is": p.Version}}}
	w.conflicts = append(w.conflicts, conflict{p.Row, append(errs, p.Errors...)})
}

// rowErrors words a domain's refusal as errors of a row.
func rowErrors(f *fault.Fault, s *settings) []RowError {
	if len(f.Fields) == 0 {
		return []RowError{{Rule: string(f.Code), Params: f.Params}}
	}
	out := make([]RowError, len(f.Fields))
	for i, x := range f.Fields {
		out[i] = RowError{Field: x.Field, Header: s.header(x.Field), Rule: x.Rule, Params: x.Params}
	}
	return out
}

// tell shows how far a commit is, to readers outside its transaction. SQLite has
// one writer, so there only this process knows.
func (s *Service) tell(ctx context.Context, id string, done int) {
	s.progress.Store(id, done)
	if s.store.Dialect != store.Postgres {
		return
	}
	_ = s.store.Internal(ctx, func(db *gorm.DB) error { // a figure for the eye: the commit goes on without it
		return db.Model(&Import{}).Where("id = ? AND state = ?", id, Committing).UpdateColumn("done", done).Error
	})
}

// markConflicts writes down which rows stood against a commit.
func (s *Service) markConflicts(ctx context.Context, t task, list []conflict) error {
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		for _, c := range list {
			err := db.Model(&checkedRow{}).Where("import_id = ? AND run = ? AND row_no = ?", t.ImportID, t.Run, c.row).
				UpdateColumns(map[string]any{"outcome": Conflicts, "errors": store.List[RowError](c.errors)}).Error
			if err != nil {
				return err
			}
		}
		return db.Model(&Import{}).Where("id = ?", t.ImportID).UpdateColumn("conflicts", len(list)).Error
	})
}
