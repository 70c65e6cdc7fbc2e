package findings

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// editExtension is the latest request, in a list of its own: the row as it was must stay as it was.
func (f *Finding) editExtension() *Extension {
	f.Extensions = slices.Clone(f.Extensions)
	return f.extension()
}

func (f *Finding) editAcceptance() *Acceptance {
	f.Acceptances = slices.Clone(f.Acceptances)
	return f.acceptance()
}

// ExtensionDraft asks for a later due day.
type ExtensionDraft struct {
	DueOn  fiscal.Date `json:"dueOn" validate:"required"`
	Reason string      `json:"reason" validate:"required,max=2000"`
}

// RequestExtension asks the auditor for a later due day. Until it is approved the clock runs on.
func (s *Service) RequestExtension(ctx context.Context, id string, version int64, d ExtensionDraft) (*Finding, error) {
	return s.change(ctx, id, version, "findings:report", store.Why{Action: "request_extension", Reason: d.Reason}, func(tx *store.Tx, f *Finding) error {
		if err := f.CanExtend(s.catalogue.Settings, today(tx)); err != nil {
			return err
		}
		switch {
		case !d.DueOn.After(f.CurrentDueOn):
			return fault.Bad("dueOn", "later_than", fault.Params{"limit": f.CurrentDueOn})
		case d.DueOn.Before(today(tx)):
			return fault.Bad("dueOn", "past", fault.Params{"limit": today(tx)})
		}
		f.unaccept()
		f.Extensions = append(slices.Clone(f.Extensions), Extension{
			RequestedBy: tx.Actor.PersonID, RequestedOn: today(tx), From: f.CurrentDueOn, To: d.DueOn, Reason: d.Reason, State: Pending,
		})
		f.ExtensionPending = true
		f.move(tx, "request_extension", StateInAction, d.Reason)
		return nil
	})
}

// unaccept brings a row whose acceptance has run out to what it counts as anyway.
func (f *Finding) unaccept() {
	if f.State == StateAccepted {
		f.State, f.AcceptanceExpired = StateInAction, true
	}
}

// DecideExtension approves or refuses the request that waits. The original due day stays in either case.
func (s *Service) DecideExtension(ctx context.Context, id string, version int64, approve bool, comment string) (*Finding, error) {
	action := map[bool]string{true: "approve_extension", false: "refuse_extension"}[approve]
	return s.change(ctx, id, version, "findings:review", store.Why{Action: action, Reason: comment}, func(tx *store.Tx, f *Finding) error {
		switch {
		case !f.ExtensionPending:
			return fault.Clash("nothing_asked", nil)
		case !approve && blank(comment):
			return fault.Bad("comment", "reason_required", nil)
		}
		e := f.editExtension()
		e.State, e.DecidedBy, e.DecidedOn, e.Comment = Refused, tx.Actor.PersonID, today(tx), comment
		f.ExtensionPending = false
		if approve {
			if e.To.Before(today(tx)) {
				return fault.Bad("decision", "past", fault.Params{"limit": e.To})
			}
			e.State = Approved
			f.CurrentDueOn = e.To
			f.ExtensionCount++
		}
		f.move(tx, action, f.State, comment)
		return nil
	})
}

// AcceptanceDraft asks that the risk be borne for a while.
type AcceptanceDraft struct {
	Rationale          string      `json:"rationale" validate:"required,max=4000" doc:"Why it cannot be mended by then"`
	Control            string      `json:"control" validate:"required,max=4000" doc:"What is done instead (代替統制)"`
	ResidualImpact     int64       `json:"residualImpact" validate:"required,min=1,max=5"`
	ResidualLikelihood int64       `json:"residualLikelihood" validate:"required,min=1,max=5"`
	Until              fiscal.Date `json:"until" validate:"required" doc:"Last day"`
}

// RequestAcceptance is the head of the section asking the decider. Until the decision the clock runs on.
func (s *Service) RequestAcceptance(ctx context.Context, id string, version int64, d AcceptanceDraft) (*Finding, error) {
	return s.change(ctx, id, version, "findings:propose", store.Why{Action: "request_acceptance", Reason: d.Rationale}, func(tx *store.Tx, f *Finding) error {
		if err := f.in(today(tx), running...); err != nil {
			return err
		}
		switch {
		case f.AcceptancePending:
			return fault.Clash("already_done", fault.Params{"acceptance": Pending})
		case len(f.Acceptances) >= maxRequests:
			return fault.Clash("too_many", fault.Params{"limit": maxRequests})
		case above(&d.ResidualImpact, &d.ResidualLikelihood, f.Impact, f.Likelihood):
			return fault.Bad("residualImpact", "above_inherent", nil)
		}
		if err := f.CanAccept(s.catalogue.Settings, today(tx), d.Until); err != nil {
			return err
		}
		f.unaccept()
		f.Acceptances = append(slices.Clone(f.Acceptances), Acceptance{
			RequestedBy: tx.Actor.PersonID, RequestedOn: today(tx), Rationale: d.Rationale, Control: d.Control,
			ResidualImpact: d.ResidualImpact, ResidualLikelihood: d.ResidualLikelihood, Until: d.Until, State: Pending,
		})
		f.AcceptancePending = true
		f.move(tx, "request_acceptance", f.State, d.Rationale)
		return nil
	})
}

// AcceptDraft is a decision on a request for acceptance.
type AcceptDraft struct {
	Decision string      `json:"decision" validate:"required,oneof=accept refuse"`
	Until    fiscal.Date `json:"until,omitzero" doc:"Last day; as asked for unless given"`
	Comment  string      `json:"comment,omitempty" validate:"max=2000" doc:"Mandatory for a refusal"`
}

// Check wants to know why a request is refused.
func (d *AcceptDraft) Check() []fault.Field {
	if d.Decision == "refuse" && blank(d.Comment) {
		return []fault.Field{{Field: "comment", Rule: "reason_required"}}
	}
	return nil
}

// DecideAcceptance bears the risk until a day, or refuses to. Only the authority of the band decides, or one above it:
// never an auditor, never who owns the risk.
func (s *Service) DecideAcceptance(ctx context.Context, id string, version int64, d AcceptDraft) (*Finding, error) {
	action := map[string]string{"accept": "accept", "refuse": "refuse_acceptance"}[d.Decision]
	return s.change(ctx, id, version, "findings:accept", store.Why{Action: action, Reason: d.Comment}, func(tx *store.Tx, f *Finding) error {
		if !f.AcceptancePending {
			return fault.Clash("nothing_asked", nil)
		}
		a := f.editAcceptance()
		a.State, a.DecidedBy, a.DecidedOn, a.Comment = Refused, tx.Actor.PersonID, today(tx), d.Comment
		f.AcceptancePending = false
		if d.Decision == "refuse" {
			f.move(tx, action, f.State, d.Comment)
			return nil
		}
		if !d.Until.IsZero() {
			a.Until = d.Until
		}
		if err := f.CanAccept(s.catalogue.Settings, today(tx), a.Until); err != nil {
			return err
		}
		f.lapse(tx)
		a.State, a.ToHeadquarters = Taken, f.Band == High
		f.AcceptUntil, f.AcceptanceExpired = a.Until, false
		f.ResidualImpact, f.ResidualLikelihood = &a.ResidualImpact, &a.ResidualLikelihood
		f.move(tx, action, StateAccepted, d.Comment)
		return nil
	})
}

// expireBatch is how many acceptances the nightly work ends in one transaction.
const expireBatch = 200

// Expire ends the acceptances that have run out before the day: the measures are due again. Lists and figures count
// them so already; this writes it down.
func (s *Service) Expire(ctx context.Context, day fiscal.Date) error {
	ctx = audit.With(ctx, audit.System)
	for {
		var done int
		err := s.store.Write(ctx, func(tx *store.Tx) error {
			ids, err := store.Column[string](tx.Table("findings").Where("state = ? AND accept_until < ?", StateAccepted, day).
				Order("id").Limit(expireBatch).Select("id"))
			if err != nil {
				return err
			}
			done = len(ids)
			for _, id := range ids {
				_, err := store.Update(tx, id, store.Latest, store.Why{Action: "expire"}, func(f *Finding) error {
					f.AcceptanceExpired = true
					f.move(tx, "expire", StateInAction, "")
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || done < expireBatch {
			return err
		}
	}
}
