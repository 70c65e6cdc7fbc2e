package systems

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Weight is what the tier of a project asks of a system.
type Weight struct {
	ID            string
	Kind          string
	Criticality   string
	Core          bool
	CitizenFacing bool
}

// Weights reads the given systems; unknown ids are left out.
func Weights(db *gorm.DB, ids []string) ([]Weight, error) {
	return store.Scan[Weight](db.Table("systems").Where("id IN ?", ids).Order("code").
		Select("id, kind, criticality, core, citizen_facing"))
}
