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
	Ends          bool // being wound down, or retired
}

// weight is what tier and gates of a project follow from.
type weight struct {
	kind, criticality         string
	core, citizenFacing, ends bool
}

func (d *Draft) weight() weight {
	return weight{d.Kind, d.Criticality, d.Core, d.CitizenFacing, d.Phase == WindDown || d.Phase == Retired}
}

// Weights reads the given systems; unknown ids are left out.
func Weights(db *gorm.DB, ids []string) ([]Weight, error) {
	return store.Scan[Weight](db.Table("systems").Where("id IN ?", ids).Order("code").
		Select("id, kind, criticality, core, citizen_facing, CASE WHEN phase IN ('wind_down', 'retired') THEN 1 ELSE 0 END AS ends"))
}
