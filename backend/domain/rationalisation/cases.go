package rationalisation

import (
	"context"
	"fmt"
	"strings"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Propose enters a consolidation case.
func (s *Service) Propose(ctx context.Context, d CaseDraft) (*Case, error) {
	var row *Case
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.proposeIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) proposeIn(ctx context.Context, tx *store.Tx, d CaseDraft, why store.Why) (*Case, error) {
	row := &Case{CaseDraft: d, State: Proposed, ProposedByID: store.Ref(tx.Actor.PersonID)}
	row.wrote(tx.Actor.PersonID)
	if err := authz.Require(ctx, "consolidations:create", row.facts()); err != nil {
		return nil, err
	}
	if err := s.acceptCase(ctx, tx, row); err != nil {
		return nil, err
	}
	why.Action = "propose"
	return row, store.Create(tx, row, why)
}

// Repropose replaces what people may write of a case; whoever does so has written it, too. What has been decided stays as it
// was decided.
func (s *Service) Repropose(ctx context.Context, id string, version int64, d CaseDraft, reason string) (*Case, error) {
	var row *Case
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.reproposeIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) reproposeIn(ctx context.Context, tx *store.Tx, id string, version int64, d CaseDraft, why store.Why) (*Case, error) {
	return s.turnIn(ctx, tx, id, version, "consolidations:update", why, func(row *Case) error {
		if row.State != Proposed {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		if strings.TrimSpace(d.Code) == "" {
			d.Code = row.Code
		}
		row.CaseDraft = d
		row.wrote(tx.Actor.PersonID)
		if err := authz.Require(ctx, "consolidations:update", row.facts()); err != nil {
			return err
		}
		return s.acceptCase(ctx, tx, row)
	})
}

// Approve decides for a case; whoever had a hand in it may not. The systems must be as the case says on that day: what was
// free when it was proposed may have been given to another case, or be gone.
func (s *Service) Approve(ctx context.Context, id string, version int64, note string) (*Case, error) {
	return s.turn(ctx, id, version, "consolidations:approve", store.Why{Action: "approve", Reason: note}, func(tx *store.Tx, row *Case) error {
		if row.State != Proposed {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		row.State, row.DecidedOn, row.DecidedByID, row.DecisionNote = Approved, today(tx), store.Ref(tx.Actor.PersonID), note
		return s.acceptCase(ctx, tx, row)
	})
}

// Drop gives a case up, with the reason; its systems are free for another case.
func (s *Service) Drop(ctx context.Context, id string, version int64, reason string) (*Case, error) {
	return s.turn(ctx, id, version, "consolidations:drop", store.Why{Action: "drop", Reason: reason}, func(tx *store.Tx, row *Case) error {
		if row.State != Proposed && row.State != Approved {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		row.State, row.DecidedOn, row.DecidedByID, row.DecisionNote = Dropped, today(tx), store.Ref(tx.Actor.PersonID), reason
		return nil
	})
}

// Complete says that a case is done: every absorbed system is retired in the register, and what took over runs.
func (s *Service) Complete(ctx context.Context, id string, version int64, note string) (*Case, error) {
	return s.turn(ctx, id, version, "consolidations:complete", store.Why{Action: "complete", Reason: note}, func(tx *store.Tx, row *Case) error {
		if row.State != Approved {
			return fault.Clash("wrong_state", fault.Params{"state": row.State})
		}
		running, err := store.Column[string](tx.Table("systems").Where("id IN ? AND phase <> 'retired'", row.absorbed()).Order("code").Select("code"))
		if err != nil {
			return err
		}
		if len(running) > 0 {
			return fault.Clash("not_retired", fault.Params{"count": len(running), "systems": strings.Join(running, ", ")})
		}
		ended, err := store.Column[string](tx.Table("systems").Where("id IN ? AND phase NOT IN ?", row.absorbers(), inUse).Order("code").Select("code"))
		if err != nil {
			return err
		}
		if len(ended) > 0 {
			return fault.Clash("absorber_not_running", fault.Params{"count": len(ended), "systems": strings.Join(ended, ", ")})
		}
		row.State, row.FinishedOn = Done, today(tx)
		return nil
	})
}

func (s *Service) turn(ctx context.Context, id string, version int64, perm string, why store.Why, do func(*store.Tx, *Case) error) (*Case, error) {
	var row *Case
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.turnIn(ctx, tx, id, version, perm, why, func(row *Case) error { return do(tx, row) })
		return err
	})
	return row, err
}

// turnIn asks the policy before it tells a stale caller how the case stands.
func (s *Service) turnIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Case) error) (*Case, error) {
	row, err := store.Load[Case](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

func (c *Case) absorbed() []string {
	out := make([]string, len(c.Members))
	for i, m := range c.Members {
		out[i] = m.SystemID
	}
	return out
}

func (c *Case) absorbers() []string {
	out := make([]string, len(c.Members))
	for i, m := range c.Members {
		out[i] = m.AbsorbedBy
	}
	return out
}

// claim is a system that another case holds.
type claim struct {
	SystemID, AbsorbedBy, Code string
	RetireOn                   fiscal.Date
}

// acceptCase checks a case against the other records: the systems exist, none is held by another case, what takes over
// outlives what it absorbs, and none ends in itself when all approved cases and this one are carried out.
func (s *Service) acceptCase(ctx context.Context, tx *store.Tx, row *Case) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	if err := tx.Lock("consolidation_members"); err != nil { // two cases at once must see each other
		return err
	}
	type system struct{ ID, Phase string }
	found, err := store.Scan[system](tx.Table("systems").Where("id IN ?", append(row.absorbed(), row.absorbers()...)).Select("id, phase"))
	if err != nil {
		return err
	}
	phase := map[string]string{}
	for _, x := range found {
		phase[x.ID] = x.Phase
	}
	others, err := store.Scan[claim](tx.Table("consolidation_members m").Joins("JOIN consolidation_cases c ON c.id = m.case_id").
		Where("m.claim = '' AND m.case_id <> ?", row.ID).Select("m.system_id, m.absorbed_by, m.retire_on, c.code"))
	if err != nil {
		return err
	}
	held, into := map[string]claim{}, map[string]string{}
	for _, o := range others {
		held[o.SystemID], into[o.SystemID] = o, o.AbsorbedBy
	}
	for _, m := range row.Members {
		into[m.SystemID] = m.AbsorbedBy
	}
	if err := fault.BadFields(row.misfits(phase, held)); err != nil {
		return err
	}
	if loop := Absorption(into); loop != "" {
		for i, m := range row.Members {
			if m.SystemID == loop || i == len(row.Members)-1 {
				return fault.Bad(at("members", i, "absorbedBy"), "absorption_cycle", nil)
			}
		}
	}
	if strings.TrimSpace(row.Code) == "" {
		if err := s.number(tx, row); err != nil {
			return err
		}
	}
	row.Derive()
	return nil
}

// misfits finds the systems that cannot be merged as the case says. phase is by system, held by the system that another case
// absorbs.
func (c *Case) misfits(phase map[string]string, held map[string]claim) (bad []fault.Field) {
	ends := map[string]fiscal.Date{}
	for id, h := range held {
		ends[id] = h.RetireOn
	}
	for _, m := range c.Members {
		ends[m.SystemID] = m.RetireOn
	}
	for i, m := range c.Members {
		switch other, taken := held[m.SystemID]; {
		case phase[m.SystemID] == "":
			bad = append(bad, fault.Field{Field: at("members", i, "systemId"), Rule: "not_found"})
		case taken:
			bad = append(bad, fault.Field{Field: at("members", i, "systemId"), Rule: "absorbed_already", Params: fault.Params{"case": other.Code}})
		case phase[m.SystemID] == "retired" && c.State == Proposed:
			bad = append(bad, fault.Field{Field: at("members", i, "systemId"), Rule: "retired_already"})
		}
		last, goes := ends[m.AbsorbedBy]
		switch p := phase[m.AbsorbedBy]; {
		case p == "":
			bad = append(bad, fault.Field{Field: at("members", i, "absorbedBy"), Rule: "not_found"})
		case p == "retired", p == "wind_down":
			bad = append(bad, fault.Field{Field: at("members", i, "absorbedBy"), Rule: p})
		case goes && last.Before(m.RetireOn):
			bad = append(bad, fault.Field{Field: at("members", i, "absorbedBy"), Rule: "absorber_ends_first", Params: fault.Params{"on": last}})
		}
	}
	return bad
}

// maxTries bounds the search for a number that nobody has taken yet.
const maxTries = 1000

// number gives the next free code.
func (s *Service) number(tx *store.Tx, row *Case) error {
	for range maxTries {
		n, err := tx.Next("consolidation_cases")
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("C%04d", n)
		taken, err := store.Value[int](tx.Table("consolidation_cases").Where("code = ?", row.Code).Select("count(*)"))
		if err != nil || taken == 0 {
			return err
		}
	}
	return fault.Bad("code", "duplicate", nil)
}

// MayRetire tells the register whether a system may be retired. Only what has been decided hinders: a system that an approved
// case absorbs stays while others in use exchange data with it or while what is to take over does not run, and a system that
// absorbs others stays until its case is done.
func MayRetire(tx *store.Tx, systemID string) error {
	waiting, err := store.Column[string](tx.Table("consolidation_cases c").
		Where("c.state = ? AND c.id IN (SELECT case_id FROM consolidation_members WHERE absorbed_by = ?)", Approved, systemID).Order("c.code").Limit(shownCodes).Select("c.code"))
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		return fault.Bad("phase", "absorbs_others", fault.Params{"cases": strings.Join(waiting, ", ")})
	}
	absorber, err := store.Column[string](tx.Table("consolidation_members m").Joins("JOIN consolidation_cases c ON c.id = m.case_id").
		Where("m.system_id = ? AND c.state = ?", systemID, Approved).Select("m.absorbed_by"))
	if err != nil || len(absorber) == 0 {
		return err
	}
	ended, err := store.Column[string](tx.Table("systems").Where("id IN ? AND phase NOT IN ?", absorber, inUse).Select("code"))
	if err != nil {
		return err
	}
	if len(ended) > 0 {
		return fault.Bad("phase", "absorber_not_running", fault.Params{"systems": ended[0]})
	}
	others, err := store.Column[string](tx.Table("systems").Where("phase IN ? AND id <> ?", inUse, systemID).
		Where(`(id IN (SELECT target_id FROM system_interfaces WHERE system_id = ?) OR id IN (SELECT system_id FROM system_interfaces WHERE target_id = ?))`, systemID, systemID).
		Order("code").Select("code"))
	if err != nil || len(others) == 0 {
		return err
	}
	return fault.Bad("phase", "dependants_active", fault.Params{"count": len(others), "systems": strings.Join(others[:min(len(others), shownCodes)], ", ")})
}

// shownCodes is how many records a refusal names.
const shownCodes = 5
