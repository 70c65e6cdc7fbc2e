package exchange

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// batch is how many rows are planned and stored at once.
const batch = 500

// errOutrun says that the import moved on: it was cancelled or checked anew.
var errOutrun = errors.New("exchange: the import moved on")

// survey plans every row of a file and hands the plans on in batches, with the
// rows they are of.
func (s *Service) survey(ctx context.Context, db *gorm.DB, row *Import, content []byte, hand func([]Row, []Plan) error) error {
	n, err := s.noun(row.Noun)
	if err != nil {
		return err
	}
	book := row.Book
	book.turn = reading
	env := newEnv(ctx, db, s.lookups)
	set := row.settingsFor()
	rows := make([]Row, 0, batch)
	flush := func() error {
		plans, err := n.plan(env, set, rows)
		if err == nil {
			err = hand(rows, plans)
		}
		rows = rows[:0]
		return err
	}
	_, err = book.each(ctx, content, func(r Row) error {
		set.inspectCells(&r)
		if rows = append(rows, r); len(rows) < batch {
			return nil
		}
		return flush()
	})
	if err == nil && len(rows) > 0 {
		err = flush()
	}
	return err
}

// runCheck is the job that plans all rows of an import. It may run again: the
// rows of its run are made anew.
func (s *Service) runCheck(ctx context.Context, t task) error {
	ctx, err := s.callers.As(ctx, t.PersonID)
	if err != nil {
		return err
	}
	row, err := store.Load[Import](s.store.Read(ctx), t.ImportID)
	if fault.Is(err, fault.NotFound) || err == nil && (row.State != Checking || row.Run != t.Run) {
		return nil
	}
	if err != nil {
		return err
	}
	err = s.check(ctx, row)
	switch {
	case errors.Is(err, errOutrun):
		return nil
	case err != nil && fault.Of(err).Code != fault.Internal && ctx.Err() == nil:
		return s.fail(ctx, t, Checking, err) // the file's own fault: no repetition mends it
	}
	return err
}

func (s *Service) check(ctx context.Context, row *Import) error {
	content, err := s.content(s.store.Read(ctx), row.ID)
	if err != nil {
		return err
	}
	if err := s.clearRows(ctx, row.ID); err != nil {
		return err
	}
	var counts Counts
	done := 0
	err = s.survey(ctx, s.store.Read(ctx), row, content, func(rows []Row, plans []Plan) error {
		for i := range plans {
			counts.add(plans[i].Outcome)
		}
		done += len(rows)
		return s.keepRows(ctx, row, rows, plans, done)
	})
	if err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := store.Update(tx, row.ID, store.Latest, store.Why{Action: "check"}, func(now *Import) error {
			if now.State != Checking || now.Run != row.Run {
				return errOutrun
			}
			now.State, now.Counts, now.Done, now.Total = Checked, counts, done, done
			return nil
		})
		return err
	})
}

func (s *Service) clearRows(ctx context.Context, id string) error {
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		return db.Where("import_id = ?", id).Delete(&checkedRow{}).Error
	})
}

// keepRows stores what was planned and how far the check is. A check that someone
// cancelled or began anew ends here.
func (s *Service) keepRows(ctx context.Context, row *Import, rows []Row, plans []Plan, done int) error {
	out := make([]checkedRow, len(rows))
	for i := range rows {
		p := &plans[i]
		out[i] = checkedRow{
			ImportID: row.ID, Run: row.Run, RowNo: rows[i].No, Outcome: p.Outcome, Code: p.Code, RecordID: p.RecordID,
			RecordVersion: p.Version, Cells: rows[i].Cells, Changes: p.Changes, Errors: p.Errors,
		}
	}
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		res := db.Model(&Import{}).Where("id = ? AND run = ? AND state = ?", row.ID, row.Run, Checking).
			UpdateColumns(map[string]any{"done": done, "total": max(row.Total, done)})
		if res.Error != nil {
			return res.Error
		}
		if res.RowsAffected == 0 {
			return errOutrun
		}
		// A worker that lost its lease may have written the same rows a moment ago.
		return db.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(out, 100).Error
	})
}

// failed is told when a job has failed for good.
func (s *Service) failed(ctx context.Context, t task, cause error) error {
	ctx, err := s.callers.As(ctx, t.PersonID)
	if err != nil {
		return err
	}
	row, err := store.Load[Import](s.store.Read(ctx), t.ImportID)
	if err != nil {
		return err
	}
	return s.fail(ctx, t, row.State, fault.New(fault.Of(cause).Code, nil))
}

// fail ends a check or a commit that wrote nothing.
func (s *Service) fail(ctx context.Context, t task, during State, cause error) error {
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		_, err := store.Update(tx, t.ImportID, store.Latest, store.Why{Action: "fail"}, func(row *Import) error {
			if row.State != during || row.Run != t.Run || during != Checking && during != Committing {
				return errOutrun
			}
			row.State, row.Problem.V = Failed, troubleOf(cause)
			return nil
		})
		return err
	})
	if errors.Is(err, errOutrun) {
		return nil
	}
	return err
}

// forget removes the file and the rows of an old import; its record stays.
func (s *Service) forget(ctx context.Context, t task) error {
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		if err := db.Where("import_id = ?", t.ImportID).Delete(&checkedRow{}).Error; err != nil {
			return err
		}
		if err := db.Where("import_id = ?", t.ImportID).Delete(&file{}).Error; err != nil {
			return err
		}
		return db.Model(&Import{}).Where("id = ? AND state IN ?", t.ImportID, []State{Uploaded, Checking, Checked, Failed}).
			UpdateColumns(map[string]any{"state": Cancelled, "sample": "[]"}).Error
	})
}
