package gates

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Decide ends a round. Readiness judges the proposed decision by all rules (R2 to R7, R9); what it lets through is
// written with its conditions, an approval also with its number, and none of it changes afterwards. Of two decisions at
// once one is written and the other is a conflict.
func (s *Service) Decide(ctx context.Context, id string, version int64, draft DecisionDraft) (*ApplicationRecord, error) {
	var row *ApplicationRecord
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.DecideIn(ctx, tx, id, version, draft)
		return err
	})
	return row, err
}

// DecideIn is Decide within a larger write, such as a decision that a meeting records.
func (s *Service) DecideIn(ctx context.Context, tx *store.Tx, id string, version int64, draft DecisionDraft) (*ApplicationRecord, error) {
	return s.changeIn(ctx, tx, id, version, "gates:decide", store.Why{Action: "decide", Reason: draft.Reason}, func(c *changing) error {
		if c.row.Outcome != "" {
			return fault.Clash("already_done", fault.Params{
				"unmet": []string{"R7"}, "ids": []string{id}, "outcome": c.row.Outcome, "number": c.row.Number,
			})
		}
		if err := s.checkSubstitute(c, draft.SubstituteFor); err != nil {
			return err
		}
		if err := s.checkOwners(c, draft.Conditions); err != nil {
			return err
		}
		proposed := draft.rules(c.row.Gate)
		ready, err := s.assess(ctx, c.tx.DB, c.dossier, c.row.Gate, ActionDecide, c.row.rules(c.project, c.opinions), proposed, actor(ctx), dayOf(c.tx))
		if err != nil {
			return err
		}
		if c.row.State != StateReview {
			return refusal(breaks("R7", "not_in_review", "state", c.row.State, "round", c.row.Round, "ids", []string{id}))
		}
		if !ready.Ready {
			return ready.notReady(fault.Params{"applicationId": id, "projectId": c.project.ID})
		}
		return s.rule(c, draft, ready)
	}, decidedFor(draft.SubstituteFor))
}

// decidedFor tells the policy that a decision is made for another post (代決).
func decidedFor(post string) func(*authz.Record) {
	return func(r *authz.Record) { r.Parties["decided_for"] = persons(post) }
}

// rule writes a decision that the rules let through.
func (s *Service) rule(c *changing, draft DecisionDraft, ready Readiness) error {
	number := ""
	if draft.Outcome.Passes() {
		var err error
		if number, err = s.number(c.tx, c.row.Gate); err != nil {
			return err
		}
	}
	held := authz.From(c.ctx).Held
	decision := &DecisionRecord{
		ApplicationID: c.row.ID, ProjectID: c.row.ProjectID, Gate: c.row.Gate, Round: c.row.Round, Outcome: draft.Outcome, Reason: draft.Reason,
		Number: store.Ref(number), DeciderID: c.tx.Actor.PersonID, Authority: s.set.Tiers[c.row.Tier].Decider,
		SubstituteFor: store.Ref(draft.SubstituteFor), MeetingID: draft.MeetingID, PolicySHA: authz.From(c.ctx).Policy.SHA256, Readiness: store.Doc[Readiness]{V: ready},
	}
	if i := slices.IndexFunc(held, func(h authz.Held) bool {
		return h.Authority == string(decision.Authority) || draft.SubstituteFor != "" && h.Authority != ""
	}); i >= 0 {
		decision.DeciderTitle, decision.DeciderTitleEn = held[i].PostTitle, held[i].PostTitleEn
	}
	c.apply = func(row *ApplicationRecord) error {
		row.State, row.Outcome, row.Number, row.DecidedAt = AfterDecision(draft.Outcome), draft.Outcome, store.Ref(number), c.tx.Now
		return nil
	}
	c.after = func() error {
		if err := store.Create(c.tx, decision, store.Why{Action: "decide", Reason: draft.Reason}); err != nil {
			return err
		}
		for i, d := range draft.Conditions {
			row := &ConditionRecord{
				ApplicationID: c.row.ID, ProjectID: c.row.ProjectID, Gate: c.row.Gate, No: i + 1, ConditionDraft: d,
				State: ConditionOpen, Evidence: store.List[Evidence]{},
			}
			if err := store.Create(c.tx, row, store.Why{Action: "decide"}); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

// number takes the next approval number of the gate in this fiscal year. The sequence is part of the transaction, and the
// database keeps the number unique.
func (s *Service) number(tx *store.Tx, gate GateID) (string, error) {
	fy := fiscal.FY(dayOf(tx))
	seq, err := tx.Next(sequenceName(fy, gate))
	return ApprovalNumber(fy, gate, int(seq)), err
}

// checkSubstitute wants the post decided for to carry the authority that the round calls for.
func (s *Service) checkSubstitute(c *changing, post string) error {
	if post == "" {
		return nil
	}
	authority, err := store.Value[string](c.tx.Table("posts").Where("id = ?", post).Select("authority"))
	if err == nil && (authority == "" || Authority(authority) != s.set.Tiers[c.row.Tier].Decider) {
		return fault.Bad("substituteFor", "not_found", fault.Params{"authority": s.set.Tiers[c.row.Tier].Decider})
	}
	return err
}

// checkOwners wants every owner of a condition to be somebody who may report it as met.
func (s *Service) checkOwners(c *changing, conditions []ConditionDraft) error {
	caller := authz.From(c.ctx)
	for i, d := range conditions {
		if d.OwnerID == "" {
			continue // R3 tells
		}
		who, ok := caller.Directory.Subject(d.OwnerID)
		if !ok {
			return fault.Bad(at("conditions", i, "ownerId"), "not_found", nil)
		}
		row := ConditionRecord{ConditionDraft: d}
		v, err := authz.NewSession(who, caller.Directory, caller.Policy).
			Decide("conditions:report", row.record(s.set, c.row.Tier, c.row.ApplicantID))
		if err != nil {
			return err
		}
		if !v.Allowed {
			return fault.Bad(at("conditions", i, "ownerId"), "not_eligible", fault.Params{"permission": "conditions:report", "rule": v.Rule, "missed": v.Missed, "roles": v.Roles})
		}
	}
	return nil
}

// Skip leaves a gate out under R8: in its turn, by the tier's decider, with a reason.
func (s *Service) Skip(ctx context.Context, projectID string, gate GateID, reason string) error {
	if err := s.known(gate); err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := s.projects.Lock(tx, projectID); err != nil {
			return err
		}
		d, err := s.dossier(tx.DB, projectID)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "gates:skip", d.project.record(s.set, d.project.Tier)); err != nil {
			return err
		}
		if d.project.ended() {
			return fault.Clash("wrong_state", fault.Params{"state": d.project.State})
		}
		if err := refusal(CanSkip(s.set, d.facts(d.project.Tier), gate, d.states(), actor(ctx), reason)...); err != nil {
			return err
		}
		row := &SkipRecord{
			ProjectID: projectID, Gate: gate, Tier: d.project.Tier, Reason: reason, Authority: s.set.Tiers[d.project.Tier].Decider,
			DeciderID: tx.Actor.PersonID, PolicySHA: authz.From(ctx).Policy.SHA256,
		}
		if err := store.Create(tx, row, store.Why{Action: "skip", Reason: reason}); err != nil {
			return err
		}
		return s.restate(tx, projectID)
	})
}

// Execution judges whether a project may enter a stage (R1, R4). The page and the guard call it.
func (s *Service) execution(d *dossier, stage Stage) Verdicts {
	if stage == StageCompletion {
		return CanComplete(s.set, d.facts(d.project.Tier), d.states(), d.demands())
	}
	return CanStartExecution(s.set, d.facts(d.project.Tier), stage, d.states(), d.demands())
}

// CanEnter refuses a stage while the gate before it has not passed or a critical condition is open. Every failed rule is
// named with the records at fault.
func (s *Service) CanEnter(db *gorm.DB, projectID string, stage Stage) error {
	d, err := s.dossier(db, projectID)
	if err != nil {
		return err
	}
	return guard(s.execution(d, stage))
}

// guard is always not_ready: a gate not passed yet is no conflict with what the caller saw.
func guard(v Verdicts) error {
	failed := v.Failed()
	if len(failed) == 0 {
		return nil
	}
	unmet := []string{}
	for _, f := range failed {
		unmet = append(unmet, f.Rule)
	}
	return fault.New(fault.NotReady, fault.Params{"unmet": unmet, "rules": failed})
}

// Steps are the gates of a project at a tier with the rounds that count, and the next gate, for a project that is new
// or has just changed its tier or systems.
func (s *Service) Steps(tx *store.Tx, projectID string, tier Tier, endsSystem bool) (next GateID, steps []Step, err error) {
	d := &dossier{set: s.set, project: Project{ID: projectID, Tier: tier, EndsSystem: endsSystem}}
	if err := d.read(tx.DB); err != nil {
		return "", nil, err
	}
	next, steps = d.steps(tier)
	return next, steps, nil
}

// Facts are what the policy may ask about an application, for telling who may do what with it.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, d, err := s.load(s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	ops, err := opinions(s.store.Read(ctx), id)
	return row.record(s.set, d.project, ops), err
}

// ConditionFacts are what the policy may ask about a condition.
func (s *Service) ConditionFacts(ctx context.Context, _, id string) (*authz.Record, error) {
	db := s.store.Read(ctx)
	c, err := store.Load[ConditionRecord](db, id)
	if err != nil {
		return nil, err
	}
	row, err := store.Load[ApplicationRecord](db, c.ApplicationID)
	if err != nil {
		return nil, err
	}
	return c.record(s.set, row.Tier, row.ApplicantID), nil
}

// load reads an application with the gates of its project.
func (s *Service) load(db *gorm.DB, id string) (*ApplicationRecord, *dossier, error) {
	row, err := store.Load[ApplicationRecord](db, id)
	if err != nil {
		return nil, nil, err
	}
	d, err := s.dossier(db, row.ProjectID)
	return row, d, err
}
