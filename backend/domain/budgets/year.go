package budgets

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// YearState is how far the accounts of a fiscal year are closed.
type YearState string

// The states of a year. In a settled or certified one figures change by adjustments only.
const (
	Open      YearState = "open"
	Settled   YearState = "settled"
	Certified YearState = "certified"
)

// ScopeDraft says what the figures of a year leave out. Without it they cannot be compared with any other city's.
type ScopeDraft struct {
	ScopeNote   string `json:"scopeNote" validate:"required,max=1000"`
	ScopeNoteEn string `json:"scopeNoteEn" validate:"required,max=1000"`
}

// scopeAtFirst is the scope of the first year; every other year begins with that of the year before.
var scopeAtFirst = ScopeDraft{
	"水道、学校園の教育分野及びICT活用施策の経費を除く。", "Without water supply, the educational side of schools, and programmes that merely use ICT.",
}

// Year is the account of one fiscal year as a whole.
type Year struct {
	store.Base
	FiscalYear int       `json:"fiscalYear"`
	State      YearState `json:"state" enum:"open,settled,certified"`
	ScopeDraft
	SettledOn   fiscal.Date `json:"settledOn,omitzero"`
	SettledBy   store.Ref   `json:"settledBy,omitempty"`
	CertifiedOn fiscal.Date `json:"certifiedOn,omitzero" doc:"When the assembly certified the accounts (議会認定)"`
	CertifiedBy store.Ref   `json:"certifiedBy,omitempty"`
}

// TableName names the table.
func (Year) TableName() string { return "budget_years" }

func (y *Year) facts() *authz.Record { return &authz.Record{Noun: "budget_years", ID: y.ID} }

// closed tells whether only adjustments may still change the year's figures.
func (y *Year) closed() bool { return y.State != Open }

func (y *Year) clash() error {
	return fault.Clash("year_closed", fault.Params{"year": y.FiscalYear, "state": y.State})
}

// year reads the row of a fiscal year, and begins it when nobody has yet.
func year(tx *store.Tx, fy int) (*Year, error) {
	y, err := findYear(tx.DB, fy)
	if y != nil || err != nil {
		return y, err
	}
	if err := tx.Lock("budget_years"); err != nil {
		return nil, err
	}
	if y, err = findYear(tx.DB, fy); y != nil || err != nil {
		return y, err
	}
	before, err := store.Scan[Year](tx.Table("budget_years").Where("fiscal_year < ?", fy).Order("fiscal_year DESC").Limit(1))
	if err != nil {
		return nil, err
	}
	y = &Year{FiscalYear: fy, State: Open, ScopeDraft: scopeAtFirst}
	if len(before) > 0 {
		y.ScopeDraft = before[0].ScopeDraft
	}
	return y, store.Create(tx, y, store.Why{})
}

func findYear(db *gorm.DB, fy int) (*Year, error) {
	rows, err := store.Scan[Year](db.Table("budget_years").Where("fiscal_year = ?", fy).Limit(1))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// openYear is year for writes that a closed year does not take.
func openYear(tx *store.Tx, fy int) error {
	y, err := year(tx, fy)
	if err == nil && y.closed() {
		err = y.clash()
	}
	return err
}

// Settle closes the accounts of a year (確定): not before 1 June after its end, and only when what it carried over has
// arrived in the next year to the yen.
func (s *Service) Settle(ctx context.Context, id string, version int64) (*Year, error) {
	return s.changeYear(ctx, id, version, "budgets:settle", "settle_year", "", func(tx *store.Tx, y *Year) error {
		if y.State != Open {
			return y.clash()
		}
		today := fiscal.Today(tx.Now.Time)
		if from := settlesFrom(y.FiscalYear); today.Before(from) {
			return fault.Clash("too_early", fault.Params{"from": from.String()})
		}
		out, in, err := carried(tx.DB, y.FiscalYear)
		if err != nil {
			return err
		}
		if out != in {
			return fault.Clash("carry_mismatch", fault.Params{"out": out, "in": in})
		}
		y.State, y.SettledOn, y.SettledBy = Settled, today, store.Ref(tx.Actor.PersonID)
		return nil
	})
}

// carried is what a year carried over, and what the next one took over.
func carried(db *gorm.DB, fy int) (out, in int64, err error) {
	type sums struct{ CarriedOut, CarriedIn int64 }
	rows, err := store.Scan[sums](db.Table("budget_lines").Where("fiscal_year IN ?", []int{fy, fy + 1}).
		Select(`COALESCE(SUM(CASE WHEN fiscal_year = ? THEN carried_out ELSE 0 END), 0) AS carried_out,
			COALESCE(SUM(CASE WHEN fiscal_year = ? THEN carried_in ELSE 0 END), 0) AS carried_in`, fy, fy+1))
	if err != nil || len(rows) == 0 {
		return 0, 0, err
	}
	return rows[0].CarriedOut, rows[0].CarriedIn, nil
}

// CertifyDraft says when the assembly certified the accounts.
type CertifyDraft struct {
	CertifiedOn fiscal.Date `json:"certifiedOn" validate:"required"`
}

// Certify writes down that the assembly certified the settled accounts (議会認定).
func (s *Service) Certify(ctx context.Context, id string, version int64, d CertifyDraft) (*Year, error) {
	return s.changeYear(ctx, id, version, "budgets:settle", "certify", "", func(tx *store.Tx, y *Year) error {
		if y.State != Settled {
			return fault.Clash("wrong_state", fault.Params{"state": y.State})
		}
		switch {
		case d.CertifiedOn.Before(y.SettledOn):
			return fault.Bad("certifiedOn", "date_order", fault.Params{"field": "settledOn"})
		case d.CertifiedOn.After(fiscal.Today(tx.Now.Time)):
			return fault.Bad("certifiedOn", "future", nil)
		}
		y.State, y.CertifiedOn, y.CertifiedBy = Certified, d.CertifiedOn, store.Ref(tx.Actor.PersonID)
		return nil
	})
}

// SetScope changes what is said of the year's scope.
func (s *Service) SetScope(ctx context.Context, id string, version int64, d ScopeDraft, reason string) (*Year, error) {
	return s.changeYear(ctx, id, version, "budgets:settle", "", reason, func(_ *store.Tx, y *Year) error {
		y.ScopeDraft = d
		return nil
	})
}

func (s *Service) changeYear(ctx context.Context, id string, version int64, perm, action, reason string, change func(tx *store.Tx, y *Year) error) (*Year, error) {
	var row *Year
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = store.Update(tx, id, version, store.Why{Action: action, Reason: reason}, func(y *Year) error {
			if err := authz.Require(ctx, perm, y.facts()); err != nil {
				return err
			}
			return change(tx, y)
		})
		return err
	})
	return row, err
}
