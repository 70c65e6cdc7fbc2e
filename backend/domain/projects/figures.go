package projects

import (
	"fmt"
	"reflect"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// figure fills the figures of a row from the records they follow from.
func figure(db *gorm.DB, p *Project) error {
	ms, err := Milestones(db, p.ID)
	if err != nil {
		return err
	}
	p.derive(ms)
	latest, err := LatestReport(db, p.ID)
	if err != nil || latest == nil {
		return err
	}
	p.DeclaredHealth, p.ReportedOn = latest.Overall, latest.AsOf
	return nil
}

// refresh brings the figures of a project up to date after a write of another
// record. They are no version of their own: whoever is editing the project goes
// on, and the ledger holds the write that caused them.
func refresh(tx *store.Tx, id string) error {
	p, err := store.Load[Project](tx.DB, id)
	if err != nil {
		return err
	}
	before := p.Figures
	if err := figure(tx.DB, p); err != nil {
		return err
	}
	return saveFigures(tx, id, before, p.Figures)
}

func saveFigures(tx *store.Tx, id string, before, after Figures) error {
	if reflect.DeepEqual(before, after) {
		return nil
	}
	return tx.Internal(func(db *gorm.DB) error {
		return db.Table("projects").Where("id = ?", id).Updates(map[string]any{
			"declared_health": after.DeclaredHealth, "reported_on": after.ReportedOn, "slip_days": after.SlipDays,
			"open_baseline_on": after.OpenBaselineOn, "next_gate": after.NextGate, "gate_states": after.GateStates,
		}).Error
	})
}

// Lock makes a write of another domain that touches the project wait for its use cases, and they for it.
func Lock(tx *store.Tx, projectID string) error { return lock(tx, projectID) }

// SetGates puts the gates of a project onto its row, in their order: the latest
// round of each, and the next one to pass. The gates call it in the transaction
// of every write that changes either. Planned days are filled in here.
func SetGates(tx *store.Tx, projectID, next string, states []GateState) error {
	if err := lock(tx, projectID); err != nil {
		return err
	}
	p, err := store.Load[Project](tx.DB, projectID)
	if err != nil {
		return err
	}
	before := p.Figures
	p.NextGate, p.GateStates = next, states
	if err := figure(tx.DB, p); err != nil {
		return err
	}
	return saveFigures(tx, projectID, before, p.Figures)
}

// Activate ends the draft of a project, if it is one: handing in to a gate or
// publishing a report means that it has begun. Its finish as planned on this day
// is the baseline from then on.
func Activate(tx *store.Tx, projectID string) error {
	if err := lock(tx, projectID); err != nil {
		return err
	}
	p, err := store.Load[Project](tx.DB, projectID)
	if err != nil || p.State != StateDraft {
		if err == nil && p.State.ended() {
			err = wrongState(p.State)
		}
		return err
	}
	_, err = store.Update(tx, projectID, store.Latest, store.Why{Action: "activate"}, func(row *Project) error {
		return row.activate(tx)
	})
	return err
}

func (p *Project) activate(tx *store.Tx) error {
	if p.State != StateDraft {
		return wrongState(p.State)
	}
	p.State, p.ActivatedOn, p.BaselineFinishOn = StateActive, today(tx), p.FinishOn
	return figure(tx.DB, p)
}

// Reassess derives the tier of a project anew from the systems as they are now.
// It changes nothing unless the tier or its reasons changed.
func (s *Service) Reassess(tx *store.Tx, projectID string) (Tier, error) {
	return s.reassess(tx, projectID, func(row *Project) *Project { return row })
}

// Reweigh derives tier and gates of the running projects of a system anew, since
// the system weighs otherwise now, or begins or ceases to end.
func (s *Service) Reweigh(tx *store.Tx, systemID string) error {
	ids, err := store.Column[string](tx.Table("projects").Joins("JOIN project_systems ps ON ps.project_id = projects.id").
		Where("ps.system_id = ? AND projects.state NOT IN ?", systemID, []State{StateCompleted, StateStopped}).Order("projects.id").Select("projects.id"))
	for _, id := range ids {
		if err == nil {
			_, err = s.reassess(tx, id, func(*Project) *Project { return nil })
		}
	}
	return err
}

// reassess runs assess on a project as it is; before says what it is compared with.
func (s *Service) reassess(tx *store.Tx, projectID string, before func(row *Project) *Project) (Tier, error) {
	if err := lock(tx, projectID); err != nil {
		return "", err
	}
	row, err := store.Update(tx, projectID, store.Latest, store.Why{}, func(row *Project) error {
		now := *row
		if err := s.assess(tx, row, before(&now)); err != nil {
			return err
		}
		return figure(tx.DB, row)
	})
	if err != nil {
		return "", err
	}
	return row.Tier, nil
}

// child loads a record of the project; one of another project is missing here.
func child[T any, P interface {
	store.Row[T]
	project() string
}](db *gorm.DB, projectID, id string) (P, error) {
	row, err := store.Load[T, P](db, id)
	if err != nil {
		return nil, err
	}
	if row.project() != projectID {
		return nil, fault.Missing(row.TableName(), id)
	}
	return row, nil
}

// item is the path of an element of a list in the body.
func item(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
