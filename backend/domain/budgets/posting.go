package budgets

import (
	"context"
	"maps"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// The doors through which entries come, with the permission of each. Requests and assessments come with a request.
var doors = map[string][]EntryKind{
	"budgets:enter":       {EntrySpending, EntryCarryOut},
	"budgets:appropriate": {EntryInitial, EntrySupplementary, EntryCarryIn, EntryReserve, EntryDiversion},
	"budgets:adjust":      {EntryAdjustment},
}

// Append adds an entry to the ledger of a line, and its counterpart to the line that the money goes to or comes from.
// What a year carries over arrives in the next one with the same entry: in the line named, or in a new one.
func (s *Service) Append(ctx context.Context, perm, lineID string, d EntryDraft) (*Line, error) {
	if !slices.Contains(doors[perm], d.Kind) {
		return nil, fault.Bad("kind", "oneof", fault.Params{"allowed": doors[perm]})
	}
	var row *Line
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := lock(tx, lineID, string(d.PairLineID)); err != nil {
			return err
		}
		if row, err = store.Load[Line](tx.DB, lineID); err != nil {
			return err
		}
		if err := authz.Require(ctx, perm, row.facts()); err != nil {
			return err
		}
		if err := s.mayPost(tx, row, &d); err != nil {
			return err
		}
		if d.Kind == EntryCarryOut || d.Kind == EntryDiversion && d.PairLineID != "" {
			if err := s.pair(ctx, tx, perm, row, &d); err != nil {
				return err
			}
		}
		row, err = post(tx, row.ID, d)
		return err
	})
	return row, err
}

// mayPost holds an entry against the state of its year and the days of its books.
func (s *Service) mayPost(tx *store.Tx, row *Line, d *EntryDraft) error {
	y, err := year(tx, row.FiscalYear)
	if err != nil {
		return err
	}
	switch {
	case y.closed() && d.Kind != EntryAdjustment:
		return y.clash()
	case !y.closed() && d.Kind == EntryAdjustment:
		return fault.Clash("year_open", fault.Params{"year": y.FiscalYear})
	}
	return d.posted(row.FiscalYear, fiscal.Today(tx.Now.Time))
}

// pair posts the counterpart of an entry.
func (s *Service) pair(ctx context.Context, tx *store.Tx, perm string, row *Line, d *EntryDraft) error {
	other, err := s.counterpart(ctx, tx, row, d)
	if err != nil {
		return err
	}
	if err := authz.Require(ctx, perm, other.facts()); err != nil {
		return err
	}
	if err := openYear(tx, other.FiscalYear); err != nil {
		return err
	}
	d.PairLineID = store.Ref(other.ID)
	back := *d
	back.PairLineID, back.Amount = store.Ref(row.ID), -d.Amount
	if d.Kind == EntryCarryOut {
		back.Kind, back.Amount = EntryCarryIn, d.Amount
		if first := fiscal.FYStart(other.FiscalYear); back.PostedOn.Before(first) {
			back.PostedOn = first
		}
	}
	_, err = post(tx, other.ID, back)
	return err
}

// counterpart is the line at the other end: the one named, or for a carry-over that names none a new one.
func (s *Service) counterpart(ctx context.Context, tx *store.Tx, row *Line, d *EntryDraft) (*Line, error) {
	fy := row.FiscalYear
	if d.Kind == EntryCarryOut {
		fy++
	}
	if d.PairLineID == "" {
		next := row.Draft
		next.Code, next.FiscalYear, next.Estimate = row.Code+"-C", fy, 0
		next.Commitments, next.Commitment = nil, "none"
		line := &Line{Draft: next}
		if err := openYear(tx, fy); err != nil {
			return nil, err
		}
		line.derive(nil)
		return line, store.Create(tx, line, store.Why{Action: "carry_over"})
	}
	if string(d.PairLineID) == row.ID {
		return nil, fault.Bad("pairLineId", "self", nil)
	}
	other, err := store.Load[Line](tx.DB, string(d.PairLineID))
	if fault.Is(err, fault.NotFound) {
		return nil, fault.Bad("pairLineId", "not_found", nil)
	}
	if err == nil && other.FiscalYear != fy {
		return nil, fault.Bad("pairLineId", "pair_year", fault.Params{"year": fy})
	}
	return other, err
}

// post writes an entry and brings the line's columns up to date.
func post(tx *store.Tx, lineID string, d EntryDraft) (*Line, error) {
	e := &Entry{LineID: lineID, EntryDraft: d, PostedBy: store.Ref(tx.Actor.PersonID)}
	if err := store.Create(tx, e, store.Why{Reason: d.Reason}); err != nil {
		return nil, err
	}
	entries, err := ledger(tx.DB, lineID)
	if err != nil {
		return nil, err
	}
	return store.Update(tx, lineID, store.Latest, store.Why{Action: "post", Reason: d.Reason}, func(row *Line) error {
		row.derive(entries)
		return row.sound()
	})
}

// Ledger is a line with all of its entries, as another book holds it.
type Ledger struct {
	Draft
	Entries []EntryDraft
}

// TakeOver takes lines over from another book with all their entries, many at once. A line that stands here as an estimate
// alone, with the code and fiscal year of one of them, becomes that one. Every rule holds that holds for them one by one,
// but that each carry-over brings its counterpart: here both ends are in the book.
func (s *Service) TakeOver(ctx context.Context, ledgers []Ledger, reason string) error {
	why := store.Why{Reason: reason}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		estimates, err := estimatesOf(tx, ledgers)
		if err != nil {
			return err
		}
		lines, entries := make([]Line, 0, len(ledgers)), []Entry{}
		for _, l := range ledgers {
			row := Line{Draft: l.Draft}
			estimate, standing := estimates[yearCode{l.FiscalYear, l.Code}]
			if row.ID = estimate; !standing {
				row.ID = store.NewID()
			}
			own, err := takeOver(ctx, tx, &row, l.Entries)
			if err != nil {
				return err
			}
			entries = append(entries, own...)
			if !standing {
				lines = append(lines, row)
				continue
			}
			_, err = store.Update(tx, row.ID, store.Latest, why, func(kept *Line) error {
				kept.Draft = l.Draft
				kept.derive(own)
				return nil
			})
			if err != nil {
				return err
			}
		}
		if err := store.CreateAll(tx, lines, why); err != nil {
			return err
		}
		return store.CreateAll(tx, entries, why)
	})
}

// takeOver holds one line with its entries against the rules, and gives the entries as they will stand in the ledger.
func takeOver(ctx context.Context, tx *store.Tx, row *Line, drafts []EntryDraft) ([]Entry, error) {
	for _, perm := range []string{"budgets:create", "budgets:appropriate"} {
		if err := authz.Require(ctx, perm, row.facts()); err != nil {
			return nil, err
		}
	}
	if err := openYear(tx, row.FiscalYear); err != nil {
		return nil, err
	}
	today, out := fiscal.Today(tx.Now.Time), make([]Entry, len(drafts))
	for i, d := range drafts {
		if err := d.posted(row.FiscalYear, today); err != nil {
			return nil, err
		}
		out[i] = Entry{LineID: row.ID, EntryDraft: d, PostedBy: store.Ref(tx.Actor.PersonID)}
	}
	row.derive(out)
	return out, row.sound()
}

// yearCode is what tells a line from all others.
type yearCode struct {
	year int
	code string
}

// estimatesOf finds the lines without any entry that stand here already, by year and code.
func estimatesOf(tx *store.Tx, ledgers []Ledger) (map[yearCode]string, error) {
	years := map[int]bool{}
	for _, l := range ledgers {
		years[l.FiscalYear] = true
	}
	type found struct {
		ID, Code   string
		FiscalYear int
	}
	rows, err := store.Scan[found](tx.Table("budget_lines").
		Where("fiscal_year IN ? AND state = ?", slices.Collect(maps.Keys(years)), Planned).Select("id, code, fiscal_year"))
	out := make(map[yearCode]string, len(rows))
	for _, f := range rows {
		out[yearCode{f.FiscalYear, f.Code}] = f.ID
	}
	return out, err
}
