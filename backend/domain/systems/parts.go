package systems

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Part is a component of a system that is not retired, with its state of support, for those who watch all of them.
type Part struct {
	SystemID, Code, Name, NameEn, OwnerID string
	Position                              int
	Component
	Support EOL
}

// Parts reads the components of the systems in use that q, a query over the table systems, is narrowed to, in one statement. They stand in the rows of their systems, so that
// their state is judged here, by the same rule as on the system's page.
func Parts(q *gorm.DB, today fiscal.Date) ([]Part, error) {
	type row struct {
		ID, Code, Name, NameEn, OwnerID string
		Components                      store.List[Component]
	}
	rows, err := store.Scan[row](q.Where("phase <> ? AND components <> '[]'", Retired).Order("code").
		Select("id, code, name, name_en, owner_id, components"))
	out := []Part{}
	for _, r := range rows {
		for i := range r.Components {
			c := &r.Components[i]
			out = append(out, Part{r.ID, r.Code, r.Name, r.NameEn, r.OwnerID, i, *c, c.support(today)})
		}
	}
	return out, err
}
