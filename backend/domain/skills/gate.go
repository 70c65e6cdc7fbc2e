package skills

import (
	"fmt"

	"gorm.io/gorm"
)

// Role is a role of a project as a gate looks at it.
type Role struct {
	ID    string
	Label string
	Open  *int64 // places that nobody holds; nil when unknown
}

// AtGate reads the roles of a project, in one statement.
func (s *Service) AtGate(db *gorm.DB, project string) ([]Role, error) {
	needs, err := needsOf(db, project)
	out := make([]Role, len(needs))
	for i, n := range needs {
		out[i] = Role{ID: n.ID, Label: fmt.Sprintf("%s Lv.%d", s.settings.word(n.Skill), n.Level), Open: n.Open}
	}
	return out, err
}
