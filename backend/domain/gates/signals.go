package gates

import (
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Signal is what holds a project up at its gates, for those who judge its health.
type Signal struct {
	ProjectID     string
	Gate          GateID // whose turn it is
	ApplicationID string // its latest round that was handed in
	Returned      int    // how often it was sent back, while that is how it stands
	WaitingSince  fiscal.Date
	Conditions    []OpenCondition
}

// OpenCondition is a condition that holds something up.
type OpenCondition struct {
	ConditionRecord
	Overdue bool
}

// Signals reads what holds the given projects up, in two statements; next says whose turn it is in each of them.
func Signals(db *gorm.DB, on fiscal.Date, next map[string]GateID) (map[string]Signal, error) {
	ids, out := make([]string, 0, len(next)), make(map[string]Signal, len(next))
	for id, gate := range next {
		ids = append(ids, id)
		out[id] = Signal{ProjectID: id, Gate: gate}
	}
	if len(ids) == 0 {
		return out, nil
	}
	slices.Sort(ids)
	rounds, err := store.Scan[ApplicationRecord](db.Table("gate_applications").Where("project_id IN ?", ids).
		Where("state NOT IN ?", []State{StateDraft, StateWithdrawn}).Order("project_id, gate, round").
		Select("id, project_id, gate, round, state, outcome, submitted_at"))
	if err != nil {
		return nil, err
	}
	for _, r := range rounds {
		s := out[r.ProjectID]
		if r.Gate != s.Gate {
			continue
		}
		s.ApplicationID, s.WaitingSince = r.ID, fiscal.Date{}
		switch {
		case r.State.Open():
			s.WaitingSince = fiscal.DateOf(r.SubmittedAt.Time)
			s.Returned = 0
		case r.Outcome == Returned:
			s.Returned = r.Round
		}
		out[r.ProjectID] = s
	}
	open, err := store.Scan[OpenCondition](db.Table("gate_conditions").Joins("JOIN projects p ON p.id = gate_conditions.project_id").
		Where("gate_conditions.project_id IN ? AND gate_conditions.state IN ?", ids, []ConditionState{ConditionOpen, ConditionReported}).
		Order("gate_conditions.project_id, gate, no").
		Select("gate_conditions.*, CASE WHEN " + overdueSQL(on) + " THEN 1 ELSE 0 END AS overdue"))
	for _, c := range open {
		s := out[c.ProjectID]
		s.Conditions = append(s.Conditions, c)
		out[c.ProjectID] = s
	}
	return out, err
}
