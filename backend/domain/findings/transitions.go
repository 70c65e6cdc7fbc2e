package findings

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Notify sends a draft to the auditee. The notice may bear the day of its letter; due days count from it.
func (s *Service) Notify(ctx context.Context, id string, version int64, on fiscal.Date) (*Finding, error) {
	return s.change(ctx, id, version, "findings:notify", store.Why{Action: "notify"}, func(tx *store.Tx, f *Finding) error {
		if on.IsZero() {
			on = today(tx)
		}
		if err := f.in(today(tx), StateDraft); err != nil {
			return err
		}
		if err := f.mayNotify(today(tx), on); err != nil {
			return err
		}
		if err := s.known(&f.Draft, on); err != nil {
			return err
		}
		f.notified(s.catalogue.Settings, on)
		f.move(tx, "notify", StateNotified, "")
		return nil
	})
}

// mayNotify wants the five parts of a finding, and a notice that is neither to come nor before the audit.
func (f *Finding) mayNotify(today, on fiscal.Date) error {
	var bad []fault.Field
	for _, field := range f.missing() {
		bad = append(bad, fault.Field{Field: field, Rule: "required"})
	}
	switch {
	case on.After(today):
		bad = append(bad, fault.Field{Field: "on", Rule: "future"})
	case on.Before(f.AuditedOn):
		bad = append(bad, fault.Field{Field: "on", Rule: "date_order", Params: fault.Params{"field": "auditedOn"}})
	}
	return fault.BadFields(bad)
}

// notified sets the days that follow from the notice.
func (f *Finding) notified(s Settings, on fiscal.Date) {
	band := BandOf(*f.Impact, *f.Likelihood)
	f.NoticeOn, f.ReplyDueOn, f.OriginalDueOn = on, on.AddDays(s.ReplyDays), s.DueOn(band, on)
	f.CurrentDueOn = f.OriginalDueOn
}

// Receive says that the auditee has the finding.
func (s *Service) Receive(ctx context.Context, id string, version int64) (*Finding, error) {
	return s.change(ctx, id, version, "findings:answer", store.Why{Action: "receive"}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateNotified); err != nil {
			return err
		}
		f.ReceivedOn = today(tx)
		f.move(tx, "receive", StateReply, "")
		return nil
	})
}

// AnswerDraft is what the auditee answers, with the plan of the measures.
type AnswerDraft struct {
	Answer  string      `json:"answer,omitempty" validate:"max=4000" doc:"What the section says to the finding"`
	Action  string      `json:"action" validate:"required,max=4000" doc:"Measures planned"`
	OwnerID string      `json:"ownerId" validate:"required,max=64" doc:"Person who sees to them"`
	DueOn   fiscal.Date `json:"dueOn" validate:"required"`
	Reason  string      `json:"reason,omitempty" validate:"max=2000" doc:"Mandatory when the plan ends after the limit"`
}

// Answer hands in the plan. Its day may lie beyond the limit of the band only with a reason, which the auditor judges.
func (s *Service) Answer(ctx context.Context, id string, version int64, d AnswerDraft) (*Finding, error) {
	return s.change(ctx, id, version, "findings:answer", store.Why{Action: "answer", Reason: d.Reason}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateNotified, StateReply); err != nil {
			return err
		}
		if err := f.mayPlan(today(tx), d); err != nil {
			return err
		}
		if err := exist(tx, "ownerId", "people", []string{d.OwnerID}); err != nil {
			return fault.Bad("ownerId", "not_found", nil)
		}
		if f.ReceivedOn.IsZero() {
			f.ReceivedOn = today(tx)
		}
		f.Keys.Answer, f.Action, f.ActionOwnerID, f.PlanDueOn, f.PlanReason = d.Answer, d.Action, store.Ref(d.OwnerID), d.DueOn, d.Reason
		f.AnsweredBy, f.AnsweredOn = store.Ref(tx.Actor.PersonID), today(tx)
		f.PlanApprovedBy, f.PlanApprovedOn = "", fiscal.Date{}
		f.move(tx, "answer", StatePlanReview, d.Reason)
		return nil
	})
}

// mayPlan wants a plan to come, within the limit of the band or with the reason why not.
func (f *Finding) mayPlan(today fiscal.Date, d AnswerDraft) error {
	switch {
	case d.DueOn.Before(today):
		return fault.Bad("dueOn", "past", fault.Params{"limit": today})
	case d.DueOn.After(f.OriginalDueOn) && blank(d.Reason):
		return fault.Bad("reason", "beyond_limit", fault.Params{"limit": f.OriginalDueOn, "band": f.Band})
	}
	return nil
}

// ApprovePlan lets the measures begin. A plan that ends later than the limit moves the due day in force, never the original one.
func (s *Service) ApprovePlan(ctx context.Context, id string, version int64, comment string) (*Finding, error) {
	return s.change(ctx, id, version, "findings:review", store.Why{Action: "approve_plan", Reason: comment}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StatePlanReview); err != nil {
			return err
		}
		f.PlanApprovedBy, f.PlanApprovedOn = store.Ref(tx.Actor.PersonID), today(tx)
		if f.PlanDueOn.After(f.CurrentDueOn) {
			f.CurrentDueOn = f.PlanDueOn
		}
		f.move(tx, "approve_plan", StateInAction, comment)
		return nil
	})
}

// ReturnPlan asks for a better plan.
func (s *Service) ReturnPlan(ctx context.Context, id string, version int64, reason string) (*Finding, error) {
	return s.change(ctx, id, version, "findings:review", store.Why{Action: "return_plan", Reason: reason}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StatePlanReview); err != nil {
			return err
		}
		f.move(tx, "return_plan", StateReply, reason)
		return nil
	})
}

// ReportDraft is what the auditee says of measures that are done.
type ReportDraft struct {
	Report             string               `json:"report" validate:"required,max=4000" doc:"Measures taken"`
	Evidence           store.List[Evidence] `json:"evidence" validate:"required,min=1,max=20,dive"`
	ResidualImpact     *int64               `json:"residualImpact,omitempty" validate:"omitempty,min=1,max=5" doc:"Of the risk that is left, as the section sees it"`
	ResidualLikelihood *int64               `json:"residualLikelihood,omitempty" validate:"omitempty,min=1,max=5"`
}

// Check wants evidence that can be looked up, and a risk that is rated whole or not at all.
func (d *ReportDraft) Check() []fault.Field {
	var out []fault.Field
	if !slices.ContainsFunc(d.Evidence, func(e Evidence) bool { return !blank(e.Title) && !blank(e.Reference) }) {
		out = append(out, fault.Field{Field: "evidence", Rule: "evidence_required"})
	}
	if (d.ResidualImpact == nil) != (d.ResidualLikelihood == nil) {
		out = append(out, fault.Field{Field: "residualLikelihood", Rule: "both_or_none"})
	}
	return out
}

// Report turns the auditee's key: the measures are done, and the clock stops until an auditor has looked.
func (s *Service) Report(ctx context.Context, id string, version int64, d ReportDraft) (*Finding, error) {
	return s.change(ctx, id, version, "findings:report", store.Why{Action: "report_measures"}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateInAction, StateAccepted); err != nil {
			return err
		}
		if above(d.ResidualImpact, d.ResidualLikelihood, f.Impact, f.Likelihood) {
			return fault.Bad("residualImpact", "above_inherent", nil)
		}
		f.Keys.Report, f.Evidence, f.ReportedBy, f.ReportedOn = d.Report, d.Evidence, store.Ref(tx.Actor.PersonID), today(tx)
		if d.ResidualImpact != nil {
			f.ResidualImpact, f.ResidualLikelihood = d.ResidualImpact, d.ResidualLikelihood
		}
		f.VerifyMethod, f.VerifyResult, f.RetestOn, f.RetestResult = "", "", fiscal.Date{}, ""
		f.lapse(tx)
		f.move(tx, "report_measures", StateReported, "")
		return nil
	})
}

// lapse ends what was asked for and is no longer needed, and the mark of an acceptance that ran out.
func (f *Finding) lapse(tx *store.Tx) {
	if f.ExtensionPending {
		e := f.editExtension()
		e.State, e.DecidedOn = Lapsed, today(tx)
		f.ExtensionPending = false
	}
	if f.AcceptancePending {
		a := f.editAcceptance()
		a.State, a.DecidedOn = Lapsed, today(tx)
		f.AcceptancePending = false
	}
	f.AcceptanceExpired, f.AcceptUntil = false, fiscal.Date{}
}

// StartVerification takes a report up.
func (s *Service) StartVerification(ctx context.Context, id string, version int64) (*Finding, error) {
	return s.change(ctx, id, version, "findings:verify", store.Why{Action: "start_verification"}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateReported); err != nil {
			return err
		}
		f.move(tx, "start_verification", StateVerifying, "")
		return nil
	})
}

// VerifyDraft is what an auditor found.
type VerifyDraft struct {
	Method       string      `json:"method" validate:"required,max=2000" doc:"How it was verified"`
	Result       string      `json:"result" validate:"required,max=4000"`
	RetestOn     fiscal.Date `json:"retestOn,omitzero" doc:"Day of the test that the measures work; mandatory for the weighty bands"`
	RetestResult string      `json:"retestResult,omitempty" validate:"max=4000"`
}

// Close turns the auditor's key. Whoever answers for the measures or reported them never does.
func (s *Service) Close(ctx context.Context, id string, version int64, d VerifyDraft) (*Finding, error) {
	return s.change(ctx, id, version, "findings:verify", store.Why{Action: "close"}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateVerifying); err != nil {
			return err
		}
		if err := f.mayClose(s.catalogue.Settings, today(tx), d); err != nil {
			return err
		}
		f.VerifyMethod, f.VerifyResult, f.RetestOn, f.RetestResult = d.Method, d.Result, d.RetestOn, d.RetestResult
		f.VerifiedBy, f.ClosedOn = store.Ref(tx.Actor.PersonID), today(tx)
		f.move(tx, "close", StateClosed, d.Result)
		return nil
	})
}

// mayClose wants a re-test of the weighty findings, long enough after the report that the measures had to hold.
func (f *Finding) mayClose(s Settings, today fiscal.Date, d VerifyDraft) error {
	if !s.NeedsRetest(f.Band) {
		return nil
	}
	first := f.ReportedOn.AddDays(s.RetestDays)
	switch {
	case d.RetestOn.IsZero():
		return fault.Bad("retestOn", "retest_required", fault.Params{"limit": first, "days": s.RetestDays, "band": f.Band})
	case d.RetestOn.Before(first):
		return fault.Bad("retestOn", "retest_too_early", fault.Params{"limit": first, "days": s.RetestDays})
	case d.RetestOn.After(today):
		return fault.Bad("retestOn", "future", nil)
	case blank(d.RetestResult):
		return fault.Bad("retestResult", "required", nil)
	}
	return nil
}

// SendBack returns measures that do not hold, with a new due day beside the original one (差戻し). The clock runs again.
func (s *Service) SendBack(ctx context.Context, id string, version int64, due fiscal.Date, reason string) (*Finding, error) {
	return s.change(ctx, id, version, "findings:verify", store.Why{Action: "send_back", Reason: reason}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), StateVerifying); err != nil {
			return err
		}
		if due.Before(today(tx)) {
			return fault.Bad("dueOn", "past", fault.Params{"limit": today(tx)})
		}
		f.CurrentDueOn = due
		f.SentBackCount++
		f.move(tx, "send_back", StateInAction, reason)
		return nil
	})
}

// Withdraw takes a finding back that should not have been made (取下げ).
func (s *Service) Withdraw(ctx context.Context, id string, version int64, reason string) (*Finding, error) {
	return s.change(ctx, id, version, "findings:withdraw", store.Why{Action: "withdraw", Reason: reason}, func(tx *store.Tx, f *Finding) error {
		if f.State == StateDraft || f.State.Ended() {
			return fault.Clash("wrong_state", fault.Params{"state": f.State})
		}
		f.WithdrawnOn, f.WithdrawReason = today(tx), reason
		f.lapse(tx)
		f.move(tx, "withdraw", StateWithdrawn, reason)
		return nil
	})
}

// Facts are what the policy may ask about a finding that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Finding](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(s.catalogue.Settings), s.require(ctx, row, "findings:read")
}
