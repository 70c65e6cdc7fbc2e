package app

import (
	"gorm.io/gorm"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// lives gives the budget what it forecasts from: when the time of each system is up, and what the roadmap knows of its
// renewal.
type lives struct{ store *store.Store }

func (l lives) Lives(db *gorm.DB) ([]budgets.Life, error) {
	found, err := systems.Lives(db.Table("systems"))
	if err != nil {
		return nil, err
	}
	planned, err := rationalisation.PlannedRenewals(db, fiscal.Today(l.store.Now()))
	out := make([]budgets.Life, len(found))
	for i, l := range found {
		p := planned[l.ID]
		out[i] = budgets.Life{
			ID: l.ID, Code: l.Code, Name: l.Name, NameEn: l.NameEn, OwnerID: l.OwnerID, Phase: l.Phase, LastRenewalOn: l.LastRenewalOn, RenewalOn: l.RenewalOn,
			ContractEndsOn: l.ContractEndsOn, RenewalCost: p.Amount, AbsorbedOn: p.AbsorbedOn,
		}
	}
	return out, err
}
