package findings

import (
	"context"
	"slices"
	"time"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Past is a finding of former years that was over before this register began: closed, or withdrawn.
type Past struct {
	Draft
	NoticeOn, AnsweredOn, PlanDueOn, ReportedOn, ClosedOn fiscal.Date
	ExtendedTo                                            fiscal.Date // one extension, approved
	Action, Report, Result                                string
	Evidence                                              store.List[Evidence]
	OwnerID, ReporterID, VerifierID                       string
	WithdrawnOn                                           fiscal.Date
	WithdrawReason                                        string
}

// TakeOver brings the findings of a former register in, in one transaction: their days, and who did what, as they are on
// record there. The rules hold for them as for any: nobody verified the own section or the own report.
func (s *Service) TakeOver(ctx context.Context, past []Past) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		for i := range past {
			if err := s.takeOver(ctx, tx, &past[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) takeOver(ctx context.Context, tx *store.Tx, p *Past) error {
	f := &Finding{Draft: p.Draft, State: StateDraft}
	f.RaisedBy, f.RaisedOn, f.NoticeOn = store.Ref(p.VerifierID), p.NoticeOn, p.NoticeOn
	if err := authz.Require(ctx, "findings:raise", f.facts(s.catalogue.Settings)); err != nil {
		return err
	}
	if err := s.accept(ctx, tx, f); err != nil {
		return err
	}
	f.notified(s.catalogue.Settings, p.NoticeOn)
	days := []fiscal.Date{p.NoticeOn, p.AnsweredOn, p.ReportedOn, p.ClosedOn, today(tx)}
	if !p.WithdrawnOn.IsZero() {
		days = []fiscal.Date{p.NoticeOn, p.WithdrawnOn, today(tx)}
	}
	if !slices.IsSortedFunc(days, fiscal.Date.Compare) || days[0].IsZero() {
		return fault.Bad("closedOn", "date_order", fault.Params{"field": "noticeOn"})
	}
	h := telling{ctx: ctx, f: f}
	h.tell(p.NoticeOn, p.VerifierID, "notify", StateNotified, "")
	if !p.WithdrawnOn.IsZero() {
		f.WithdrawnOn, f.WithdrawReason = p.WithdrawnOn, p.WithdrawReason
		h.tell(p.WithdrawnOn, p.VerifierID, "withdraw", StateWithdrawn, p.WithdrawReason)
	} else if err := s.retell(&h, p); err != nil {
		return err
	}
	if h.err != nil {
		return h.err
	}
	f.Derive()
	return store.Create(tx, f, store.Why{Action: "take_over"})
}

// retell fills in both keys of a finding that was closed.
func (s *Service) retell(h *telling, p *Past) error {
	f, set := h.f, s.catalogue.Settings
	f.ReceivedOn, f.AnsweredOn, f.AnsweredBy = p.AnsweredOn, p.AnsweredOn, store.Ref(p.ReporterID)
	f.Action, f.ActionOwnerID, f.PlanDueOn = p.Action, store.Ref(p.OwnerID), p.PlanDueOn
	h.tell(p.AnsweredOn, p.ReporterID, "answer", StatePlanReview, "")
	f.PlanApprovedOn, f.PlanApprovedBy = p.AnsweredOn, store.Ref(p.VerifierID)
	f.CurrentDueOn = f.OriginalDueOn
	if p.PlanDueOn.After(f.CurrentDueOn) {
		f.CurrentDueOn = p.PlanDueOn
	}
	h.tell(p.AnsweredOn, p.VerifierID, "approve_plan", StateInAction, "")
	if !p.ExtendedTo.IsZero() {
		f.Extensions = store.List[Extension]{{
			RequestedBy: p.ReporterID, RequestedOn: p.AnsweredOn, From: f.CurrentDueOn, To: p.ExtendedTo, Reason: p.Action, State: Approved,
			DecidedBy: p.VerifierID, DecidedOn: p.AnsweredOn,
		}}
		f.CurrentDueOn, f.ExtensionCount = p.ExtendedTo, 1
	}
	f.Keys.Report, f.Evidence, f.ReportedBy, f.ReportedOn = p.Report, p.Evidence, store.Ref(p.ReporterID), p.ReportedOn
	h.tell(p.ReportedOn, p.ReporterID, "report_measures", StateReported, "")
	v := VerifyDraft{Method: p.Result, Result: p.Result}
	if set.NeedsRetest(f.Band) {
		v.RetestOn, v.RetestResult = p.ClosedOn, p.Result
	}
	if err := f.mayClose(set, p.ClosedOn, v); err != nil {
		return err
	}
	if err := h.mayVerify(set, p.VerifierID); err != nil {
		return err
	}
	h.tell(p.ClosedOn, p.VerifierID, "start_verification", StateVerifying, "")
	f.VerifyMethod, f.VerifyResult, f.RetestOn, f.RetestResult = v.Method, v.Result, v.RetestOn, v.RetestResult
	f.VerifiedBy, f.ClosedOn = store.Ref(p.VerifierID), p.ClosedOn
	h.tell(p.ClosedOn, p.VerifierID, "close", StateClosed, p.Result)
	return nil
}

// telling notes the steps of a finding as they were taken by others.
type telling struct {
	ctx context.Context
	f   *Finding
	err error
}

func (h *telling) tell(on fiscal.Date, person, action string, to State, reason string) {
	who, ok := authz.DirectoryOf(h.ctx).Subject(person)
	if !ok {
		h.err = fault.Missing("people", person)
		return
	}
	a := audit.Actor{PersonID: person, Name: who.Name, NameEn: who.NameEn}
	if len(who.Held) > 0 {
		p := who.Held[0]
		a.PostTitle, a.PostTitleEn, a.OrganisationName, a.OrganisationNameEn = p.PostTitle, p.PostTitleEn, p.OrganisationName, p.OrganisationNameEn
	}
	from := h.f.State
	h.f.State = to
	h.f.note(a, store.At(on.Start().Add(officeHour)), action, from, reason)
}

// officeHour is when a day of the former register counts to have been.
const officeHour = 10 * time.Hour

// mayVerify asks the policy about the person who verified, as if it were now.
func (h *telling) mayVerify(set Settings, person string) error {
	who, ok := authz.DirectoryOf(h.ctx).Subject(person)
	if !ok {
		return fault.Missing("people", person)
	}
	caller := authz.From(h.ctx)
	return authz.Require(authz.With(h.ctx, authz.NewSession(who, caller.Directory, caller.Policy)), "findings:verify", h.f.facts(set))
}
