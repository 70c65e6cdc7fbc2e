package pilots

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CaseDraft is one case that was put to the machine and held against the right answer.
type CaseDraft struct {
	Code          string      `json:"code,omitempty" validate:"max=60" doc:"One of a kind in the whole city; given by the program when left empty"`
	PilotID       string      `json:"pilotId" validate:"required,max=64"`
	WardID        string      `json:"wardId" validate:"required,max=64" doc:"A ward of the pilot"`
	Edition       string      `json:"edition" validate:"required,max=40" doc:"Version of the evaluation set"`
	Rank          Rank        `json:"rank" validate:"required,oneof=top1 top3 none" doc:"Place of the right answer: first, second or third, or not among the first three"`
	SecondsBefore *int64      `json:"secondsBefore,omitempty" validate:"omitempty,min=0,max=864000" doc:"Time it takes without the machine; left out is unknown"`
	SecondsAfter  *int64      `json:"secondsAfter,omitempty" validate:"omitempty,min=0,max=864000"`
	HandledOn     fiscal.Date `json:"handledOn,omitzero"`
	CheckedByID   store.Ref   `json:"checkedById,omitempty" validate:"max=64" doc:"Member of staff who looked at the answer"`
	Note          string      `json:"note,omitempty" validate:"max=2000"`
}

// Case is a row. Its history is its own: thousands of cases would bury that of the pilot.
type Case struct {
	store.Base
	CaseDraft
	SetID      string      `json:"setId"`
	VoidedOn   fiscal.Date `json:"voidedOn,omitzero" doc:"Day on which it was taken out of the count"`
	VoidedBy   store.Ref   `json:"voidedById,omitempty"`
	VoidReason string      `json:"voidReason,omitempty"`
	Search     string      `json:"-"`
}

// TableName names the table.
func (Case) TableName() string { return "pilot_cases" }

// mayRecord asks whether the caller may record cases of a pilot: as one who keeps the pilot, or as the ward that the cases
// come from. The refusal that is told is that of the pilot.
func mayRecord(ctx context.Context, p *Pilot, wardIDs ...string) error {
	err := authz.Require(ctx, "pilots:record", p.facts())
	if err == nil || !slices.Contains(p.WardIDs, wardIDs[0]) {
		return err
	}
	for _, id := range wardIDs {
		facts := p.facts()
		facts.Section = id
		if authz.Require(ctx, "pilots:record", facts) != nil {
			return err
		}
	}
	return nil
}

// pilotOf reads the pilot of a case; the field is named when there is none.
func pilotOf(tx *store.Tx, id string) (*Pilot, error) {
	p, err := store.Load[Pilot](tx.DB, id)
	if fault.Is(err, fault.NotFound) {
		return nil, fault.Bad("pilotId", "not_found", nil)
	}
	return p, err
}

// CreateCase records a case.
func (s *Service) CreateCase(ctx context.Context, d CaseDraft) (*Case, error) {
	var row *Case
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.createCaseIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) createCaseIn(ctx context.Context, tx *store.Tx, d CaseDraft, why store.Why) (*Case, error) {
	p, err := pilotOf(tx, d.PilotID)
	if err != nil {
		return nil, err
	}
	if err := mayRecord(ctx, p, d.WardID); err != nil {
		return nil, err
	}
	row := &Case{CaseDraft: d}
	if err := s.acceptCase(tx, p, row); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// UpdateCase corrects a case of a running pilot. On which evaluation set it was tried is part of what was measured, and stays.
func (s *Service) UpdateCase(ctx context.Context, id string, version int64, d CaseDraft, reason string) (*Case, error) {
	var row *Case
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.updateCaseIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateCaseIn(ctx context.Context, tx *store.Tx, id string, version int64, d CaseDraft, why store.Why) (*Case, error) {
	old, err := store.Load[Case](tx.DB, id)
	if err != nil {
		return nil, err
	}
	p, err := pilotOf(tx, old.PilotID)
	if err != nil {
		return nil, err
	}
	if err := mayRecord(ctx, p, old.WardID, d.WardID); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, func(row *Case) error {
		if d.PilotID != old.PilotID { // a case belongs to the trial in which it was tried
			return fault.Bad("pilotId", "frozen", nil)
		}
		if d.Edition != old.Edition {
			return fault.Bad("edition", "frozen", nil)
		}
		if !row.VoidedOn.IsZero() {
			return fault.Clash("case_voided", nil)
		}
		if blank(d.Code) {
			d.Code = row.Code
		}
		before := row.CheckedByID
		row.CaseDraft = d
		return s.acceptCaseKeeping(tx, p, row, before)
	})
}

// VoidDraft says why a case does not count.
type VoidDraft struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// Check wants words and not blanks.
func (d *VoidDraft) Check() []fault.Field {
	if blank(d.Reason) {
		return []fault.Field{{Field: "reason", Rule: "required"}}
	}
	return nil
}

// VoidCase takes a case of a running pilot out of the count, when it was recorded by mistake. It stays where it is, with the
// reason: whoever decides sees how many were taken out, and which.
func (s *Service) VoidCase(ctx context.Context, id string, version int64, d VoidDraft) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Case](tx.DB, id)
		if err != nil {
			return err
		}
		p, err := pilotOf(tx, row.PilotID)
		if err != nil {
			return err
		}
		if err := mayRecord(ctx, p, row.WardID); err != nil {
			return err
		}
		if err := open(p, Running); err != nil {
			return err
		}
		_, err = store.Update(tx, id, version, store.Why{Action: "void", Reason: d.Reason}, func(row *Case) error {
			if !row.VoidedOn.IsZero() {
				return fault.Clash("case_voided", nil)
			}
			row.VoidedOn, row.VoidedBy, row.VoidReason = today(tx), store.Ref(tx.Actor.PersonID), d.Reason
			return nil
		})
		return err
	})
}

func (s *Service) acceptCase(tx *store.Tx, p *Pilot, row *Case) error {
	return s.acceptCaseKeeping(tx, p, row, "")
}

// acceptCaseKeeping checks a case against its pilot; who had checked it before may have left since.
func (s *Service) acceptCaseKeeping(tx *store.Tx, p *Pilot, row *Case, checkedBefore store.Ref) error {
	if err := open(p, Running); err != nil {
		return err
	}
	var bad []fault.Field
	if !slices.Contains(p.WardIDs, row.WardID) {
		bad = append(bad, fault.Field{Field: "wardId", Rule: "not_of_pilot"})
	}
	if row.HandledOn.After(today(tx)) {
		bad = append(bad, fault.Field{Field: "handledOn", Rule: "future"})
	}
	sets, err := store.Scan[Set](tx.Table("pilot_sets").Where("pilot_id = ?", p.ID).Order("no"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(sets, func(x Set) bool { return x.Edition == row.Edition })
	if at < 0 {
		known := []string{}
		for _, x := range sets {
			known = append(known, x.Edition)
		}
		bad = append(bad, fault.Field{Field: "edition", Rule: "oneof", Params: fault.Params{"allowed": known}})
	}
	if err := fault.BadFields(bad); err != nil {
		return err
	}
	if err := exist(tx, "checkedById", "people", string(row.CheckedByID), row.CheckedByID == checkedBefore); err != nil {
		return err
	}
	row.SetID = sets[at].ID
	if blank(row.Code) {
		if row.Code, err = s.number(tx, "pilot_cases:"+p.ID, "pilot_cases", p.Code+"-%05d"); err != nil {
			return err
		}
	}
	row.Code = store.Code(row.Code)
	row.Search = store.Fold(row.Code, row.Note)
	return nil
}

// TakeOverCases brings cases of a former book in, in one transaction. The caller has checked the tags.
func (s *Service) TakeOverCases(ctx context.Context, pilotID string, past []CaseDraft) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		p, err := pilotOf(tx, pilotID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "pilots:record", p.facts()); err != nil {
			return err
		}
		if err := open(p, Running); err != nil {
			return err
		}
		sets, err := store.Scan[Set](tx.Table("pilot_sets").Where("pilot_id = ?", p.ID).Order("no"))
		if err != nil {
			return err
		}
		rows := make([]Case, len(past))
		for i, d := range past {
			at := slices.IndexFunc(sets, func(x Set) bool { return x.Edition == d.Edition })
			if at < 0 || !slices.Contains(p.WardIDs, d.WardID) {
				return fault.Bad("edition", "not_found", nil)
			}
			rows[i] = Case{CaseDraft: d, SetID: sets[at].ID, Search: store.Fold(d.Code, d.Note)}
		}
		return store.CreateAll(tx, rows, store.Why{Action: "take_over"})
	})
}
