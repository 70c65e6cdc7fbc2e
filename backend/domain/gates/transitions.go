package gates

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Submit hands a draft in, once readiness says that nothing blocks. The tier is derived anew at this moment, and the
// round keeps it.
func (s *Service) Submit(ctx context.Context, id string, version int64) (*ApplicationRecord, error) {
	return s.change(ctx, id, version, "gates:apply", store.Why{Action: "submit"}, func(c *changing) error {
		tier, err := s.projects.Begin(c.tx, c.project.ID)
		if err != nil {
			return err
		}
		c.project.Tier = tier
		ready, err := s.assess(ctx, c.tx.DB, c.dossier, c.row.Gate, ActionSubmit, c.row.rules(c.project, c.opinions), nil, actor(ctx), dayOf(c.tx))
		if err != nil {
			return err
		}
		if c.row.State != StateDraft {
			return refusal(ready.Rules...)
		}
		if !ready.Ready {
			return ready.notReady(fault.Params{"applicationId": id, "projectId": c.project.ID})
		}
		c.apply = func(row *ApplicationRecord) error {
			row.State, row.Tier, row.ApplicantID, row.HeadID = StateSubmitted, tier, c.project.SectionID, store.Ref(c.project.HeadID)
			row.SubmittedBy, row.SubmittedAt = store.Ref(c.tx.Actor.PersonID), c.tx.Now
			if planned := c.project.Planned[row.Gate]; row.DueOn.IsZero() && !planned.Before(dayOf(c.tx)) {
				row.DueOn = planned
			}
			return nil
		}
		return nil
	})
}

// Withdraw takes a round back before it is decided. It counts as never handed in; what it said stays readable.
func (s *Service) Withdraw(ctx context.Context, id string, version int64, reason string) (*ApplicationRecord, error) {
	return s.move(ctx, id, version, "gates:apply", EventWithdraw, store.Why{Action: "withdraw", Reason: reason}, nil)
}

// Coordinate says that the ICT office has taken the application up (事前調整).
func (s *Service) Coordinate(ctx context.Context, id string, version int64) (*ApplicationRecord, error) {
	return s.move(ctx, id, version, "gates:coordinate", EventCoordinate, store.Why{Action: "coordinate"}, nil)
}

// StartDraft names the reviewers.
type StartDraft struct {
	Reviewers store.List[string] `json:"reviewers" validate:"required,min=1,max=20,dive,required,max=64" doc:"People who review; none of the applicant's side"`
	DueOn     fiscal.Date        `json:"dueOn,omitzero" doc:"Until when a decision is wanted"`
}

// Check refuses a reviewer named twice.
func (d *StartDraft) Check() []fault.Field {
	for i, id := range d.Reviewers {
		if slices.Contains(d.Reviewers[:i], id) {
			return []fault.Field{{Field: elem("reviewers", i), Rule: "duplicate"}}
		}
	}
	return nil
}

// Start ends the coordination and begins the review (R6: nobody of the applicant's side reviews).
func (s *Service) Start(ctx context.Context, id string, version int64, d StartDraft) (*ApplicationRecord, error) {
	return s.move(ctx, id, version, "gates:coordinate", EventStart, store.Why{Action: "start"}, func(c *changing) error {
		if d.DueOn.Before(dayOf(c.tx)) {
			return fault.Bad("dueOn", "min", fault.Params{"limit": dayOf(c.tx)})
		}
		for i, person := range d.Reviewers {
			if err := s.mayReview(c, i, person); err != nil {
				return err
			}
		}
		move := c.apply
		c.apply = func(row *ApplicationRecord) error {
			row.Reviewers, row.StartedAt = slices.Clone(d.Reviewers), c.tx.Now
			if !d.DueOn.IsZero() {
				row.DueOn = d.DueOn
			}
			return move(row)
		}
		return nil
	})
}

// mayReview asks the rules and the policy about a person named as reviewer, as if that person gave an opinion.
func (s *Service) mayReview(c *changing, i int, person string) error {
	caller := authz.From(c.ctx)
	who, ok := caller.Directory.Subject(person)
	if !ok {
		return fault.Bad(elem("reviewers", i), "not_found", nil)
	}
	if err := refusal(CanReview(*c.row.rules(c.project, nil), actorOf(who, caller.Directory))); err != nil {
		return err
	}
	asked := *c.record
	asked.Parties = map[string][]string{"applicant": c.record.Parties["applicant"], "preparer": c.record.Parties["preparer"], "asked": {person}}
	v, err := authz.NewSession(who, caller.Directory, caller.Policy).Decide("gates:review", &asked)
	if err == nil && !v.Allowed {
		return fault.Bad(elem("reviewers", i), "not_eligible", fault.Params{"permission": "gates:review", "rule": v.Rule, "missed": v.Missed, "roles": v.Roles})
	}
	return err
}

// move runs an event of the state machine.
func (s *Service) move(ctx context.Context, id string, version int64, perm string, event Event, why store.Why, also func(c *changing) error) (*ApplicationRecord, error) {
	return s.change(ctx, id, version, perm, why, func(c *changing) error {
		next, ok := c.row.State.Next(event)
		if !ok {
			return refusal(breaks("R7", "wrong_state", "state", c.row.State, "round", c.row.Round, "ids", []string{id}))
		}
		c.apply = func(row *ApplicationRecord) error {
			row.State = next
			return nil
		}
		if also != nil {
			return also(c)
		}
		return nil
	})
}

// Opine records a reviewer's opinion. It cannot be changed, and there is one a reviewer and round; a new round asks anew.
func (s *Service) Opine(ctx context.Context, id string, d OpinionDraft) (*OpinionRecord, error) {
	var out *OpinionRecord
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		c, err := s.begin(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "gates:review", c.record); err != nil {
			return err
		}
		if c.row.State != StateReview {
			return refusal(breaks("R7", "not_in_review", "state", c.row.State, "round", c.row.Round, "ids", []string{id}))
		}
		if err := refusal(CanReview(*c.row.rules(c.project, c.opinions), actor(ctx))); err != nil {
			return err
		}
		me := tx.Actor.PersonID
		if i := slices.IndexFunc(c.opinions, func(o OpinionRecord) bool { return o.ReviewerID == me }); i >= 0 {
			return fault.Clash("already_done", fault.Params{"unmet": []string{"R7"}, "ids": []string{c.opinions[i].ID}})
		}
		if d.DCA == "" && s.set.Tiers[c.row.Tier].DeliveryConfidence {
			return fault.Bad("dca", "required", fault.Params{"rule": "R9", "tier": c.row.Tier})
		}
		d.Scale = d.scale()
		out = &OpinionRecord{ApplicationID: id, ProjectID: c.row.ProjectID, ReviewerID: me, OpinionDraft: d}
		return store.Create(tx, out, store.Why{Action: "opine"})
	})
	return out, err
}
