package gates

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// ReportDraft is what an owner says of a condition that is met.
type ReportDraft struct {
	Evidence store.List[Evidence] `json:"evidence" validate:"required,min=1,max=20,dive"`
	Comment  string               `json:"comment,omitempty" validate:"max=2000"`
}

// Check wants one piece of evidence that can be looked up.
func (d *ReportDraft) Check() []fault.Field {
	if !slices.ContainsFunc(d.Evidence, Evidence.real) {
		return []fault.Field{{Field: "evidence", Rule: "evidence_required"}}
	}
	return nil
}

// VerifyDraft is what a verifier finds.
type VerifyDraft struct {
	Result  string `json:"result" validate:"required,oneof=met not_met"`
	Comment string `json:"comment,omitempty" validate:"max=2000" doc:"Mandatory for not_met"`
}

// Check wants to know why a condition is sent back.
func (d *VerifyDraft) Check() []fault.Field {
	if d.Result == "not_met" && blank(d.Comment) {
		return []fault.Field{{Field: "comment", Rule: "reason_required"}}
	}
	return nil
}

// Report says that a condition is met, with evidence. It goes on holding things up until somebody else has verified it.
func (s *Service) Report(ctx context.Context, id string, version int64, d ReportDraft) (*ConditionRecord, error) {
	return s.fulfil(ctx, id, version, "conditions:report", store.Why{Action: "report", Reason: d.Comment}, func(f *fulfilling) error {
		if err := refusal(CanReport(f.row.rules(), d.Evidence)); err != nil {
			return err
		}
		f.apply = func(row *ConditionRecord) error {
			row.State, row.Evidence, row.Comment = ConditionReported, d.Evidence, d.Comment
			row.ReportedBy, row.ReportedAt = store.Ref(f.tx.Actor.PersonID), f.tx.Now
			row.VerifyComment = ""
			return nil
		}
		return nil
	})
}

// Verify settles a reported condition, or sends it back to its owner. Whoever owns or reported it never verifies it.
func (s *Service) Verify(ctx context.Context, id string, version int64, d VerifyDraft) (*ConditionRecord, error) {
	return s.fulfil(ctx, id, version, "conditions:verify", store.Why{Action: "verify", Reason: d.Comment}, func(f *fulfilling) error {
		if err := refusal(CanVerify(f.row.rules(), actor(ctx))); err != nil {
			return err
		}
		f.apply = func(row *ConditionRecord) error {
			row.State, row.VerifyComment = AfterVerification(d.Result == "met"), d.Comment
			if row.State == ConditionVerified {
				row.VerifiedBy, row.VerifiedAt = store.Ref(f.tx.Actor.PersonID), f.tx.Now
			}
			return nil
		}
		return nil
	})
}

// Waive drops a condition with a reason (R5): only the tier's decider, and never an own one.
func (s *Service) Waive(ctx context.Context, id string, version int64, reason string) (*ConditionRecord, error) {
	return s.fulfil(ctx, id, version, "conditions:waive", store.Why{Action: "waive", Reason: reason}, func(f *fulfilling) error {
		if err := refusal(CanWaive(s.set, f.application.Tier, f.row.rules(), actor(ctx), reason)); err != nil {
			return err
		}
		f.apply = func(row *ConditionRecord) error {
			row.State, row.WaivedReason = ConditionWaived, reason
			row.WaivedBy, row.WaivedAt = store.Ref(f.tx.Actor.PersonID), f.tx.Now
			return nil
		}
		return nil
	})
}

// fulfilling is a write of one condition under way.
type fulfilling struct {
	tx          *store.Tx
	row         *ConditionRecord
	application *ApplicationRecord
	apply       func(row *ConditionRecord) error
}

// fulfil runs a use case on one condition: lock, load, permission, version, rule, write. When the last condition of a
// round is settled, the round is done.
func (s *Service) fulfil(ctx context.Context, id string, version int64, perm string, why store.Why, do func(f *fulfilling) error) (*ConditionRecord, error) {
	var row *ConditionRecord
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		project, err := store.Value[string](tx.Table("gate_conditions").Where("id = ?", id).Select("project_id"))
		if err != nil {
			return err
		}
		if project == "" {
			return fault.Missing("gate_conditions", id)
		}
		if err := s.projects.Lock(tx, project); err != nil {
			return err
		}
		f := &fulfilling{tx: tx}
		if f.row, err = store.Load[ConditionRecord](tx.DB, id); err != nil {
			return err
		}
		if f.application, err = store.Load[ApplicationRecord](tx.DB, f.row.ApplicationID); err != nil {
			return err
		}
		if err := authz.Require(ctx, perm, f.row.record(s.set, f.application.Tier, f.application.ApplicantID)); err != nil {
			return err
		}
		p, err := s.projects.Project(tx.DB, project)
		if err != nil {
			return err
		}
		if p.given() {
			return fault.Clash("wrong_state", fault.Params{"state": p.State})
		}
		if !f.row.State.Settled() && version != f.row.Version {
			return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": f.row.Version}, Current: f.row}
		}
		if err := do(f); err != nil {
			return err
		}
		if row, err = store.Update(tx, id, version, why, f.apply); err != nil {
			return err
		}
		return s.settle(tx, row)
	})
	return row, err
}

// settle ends the round when none of its conditions is left.
func (s *Service) settle(tx *store.Tx, c *ConditionRecord) error {
	if !c.State.Settled() {
		return nil
	}
	left, err := store.Value[int](tx.Table("gate_conditions").Where("application_id = ? AND state IN ?", c.ApplicationID,
		[]ConditionState{ConditionOpen, ConditionReported}).Select("count(*)"))
	if err != nil || left > 0 {
		return err
	}
	_, err = store.Update(tx, c.ApplicationID, store.Latest, store.Why{Action: "settle"}, func(row *ApplicationRecord) error {
		if next, ok := row.State.Next(EventSettle); ok {
			row.State = next
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.restate(tx, c.ProjectID)
}

// sequenceName names the count of approvals of a gate in a fiscal year.
func sequenceName(fy int, gate GateID) string { return fmt.Sprintf("approval/%d/%s", fy, gate) }
