package systems

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Life is when the time of a system is up, for those who plan ahead.
type Life struct {
	ID, Code, Name, NameEn, OwnerID, Phase   string
	LastRenewalOn, RenewalOn, ContractEndsOn fiscal.Date // RenewalOn as given, or derived from the last
	Given                                    bool        // the renewal's day is given
}

// Lives reads the systems that q, a query over the table systems, is narrowed to, in one statement.
func Lives(q *gorm.DB) ([]Life, error) {
	out, err := store.Scan[Life](q.Order("code").
		Select("id, code, name, name_en, owner_id, phase, last_renewal_on, next_renewal_on AS renewal_on, contract_ends_on"))
	for i := range out {
		d := Draft{LastRenewalOn: out[i].LastRenewalOn, NextRenewalOn: out[i].RenewalOn}
		out[i].RenewalOn, out[i].Given = d.nextRenewal(), !d.NextRenewalOn.IsZero()
	}
	return out, err
}
