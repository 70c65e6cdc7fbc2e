package budgets

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Life is what the budget asks of the register about a system: its owner and when its time is up.
type Life struct {
	ID, Code, Name, NameEn, OwnerID, Phase   string
	LastRenewalOn, RenewalOn, ContractEndsOn fiscal.Date // RenewalOn as given, or derived from the last
	RenewalCost                              *int64      // of the next renewal as the roadmap estimates it; nil when it does not
	AbsorbedOn                               fiscal.Date // when an approved case merges it into another system; zero once the day is past and it still runs
}

// Systems is what the budget asks of its neighbour, in two statements for the whole register.
type Systems interface {
	Lives(db *gorm.DB) ([]Life, error)
}

// Service keeps the budget.
type Service struct {
	store   *store.Store
	systems Systems
}

// New makes the service.
func New(s *store.Store, systems Systems) *Service { return &Service{s, systems} }

// Create adds a budget line.
func (s *Service) Create(ctx context.Context, d Draft) (*Line, error) {
	var row *Line
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Line, error) {
	row := &Line{Draft: d}
	if err := authz.Require(ctx, "budgets:create", row.facts()); err != nil {
		return nil, err
	}
	if err := openYear(tx, d.FiscalYear); err != nil {
		return nil, err
	}
	if err := accept(ctx, tx, row); err != nil {
		return nil, err
	}
	row.derive(nil)
	return row, store.Create(tx, row, why)
}

// accept checks a draft against the records that it points at.
func accept(ctx context.Context, tx *store.Tx, row *Line) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	for _, ref := range []struct {
		field, table string
		id           store.Ref
	}{{"systemId", "systems", row.SystemID}, {"projectId", "projects", row.ProjectID}} {
		if ref.id == "" {
			continue
		}
		n, err := store.Value[int](tx.Table(ref.table).Where("id = ?", ref.id).Select("count(*)"))
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.Bad(ref.field, "not_found", nil)
		}
	}
	return nil
}

// Update replaces what people may write of a line. In a closed year nothing of it changes, and a line with entries stays
// in its year.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Line, error) {
	var row *Line
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Line, error) {
	if err := lock(tx, id); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, func(row *Line) error {
		if err := authz.Require(ctx, "budgets:update", row.facts()); err != nil {
			return err
		}
		entries, err := ledger(tx.DB, id)
		if err != nil {
			return err
		}
		if d.FiscalYear != row.FiscalYear && len(entries) > 0 {
			return fault.Bad("fiscalYear", "has_entries", nil)
		}
		for _, fy := range []int{row.FiscalYear, d.FiscalYear} {
			if err := openYear(tx, fy); err != nil {
				return err
			}
		}
		row.Draft = d
		if err := authz.Require(ctx, "budgets:update", row.facts()); err != nil {
			return err
		}
		if err := accept(ctx, tx, row); err != nil {
			return err
		}
		row.derive(entries)
		return nil
	})
}

// Delete removes a line made by mistake; one that has entries or requests stays.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Line](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "budgets:delete", row.facts()); err != nil {
			return err
		}
		if err := openYear(tx, row.FiscalYear); err != nil {
			return err
		}
		return store.Delete[Line](tx, id, version, store.Why{Reason: reason})
	})
}

// lock makes the writes of lines wait for each other, always in the same order.
func lock(tx *store.Tx, ids ...string) error {
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if id == "" {
			continue
		}
		if err := tx.Lock("budget_lines/" + id); err != nil {
			return err
		}
	}
	return nil
}

// ledger reads all entries of a line in the order of their making.
func ledger(db *gorm.DB, lineID string) ([]Entry, error) {
	return store.Scan[Entry](db.Table("budget_entries").Where("line_id = ?", lineID).Order("created_at, id"))
}

// Facts are what the policy may ask about a line or a request that the caller may read.
func (s *Service) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	if noun == "budget_requests" {
		r, l, err := request(s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return r.facts(l), authz.Require(ctx, "budgets:read", l.facts())
	}
	row, err := store.Load[Line](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "budgets:read", row.facts())
}
