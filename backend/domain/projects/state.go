package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Activate says that a registered project has begun. Publishing a report or
// handing in to a gate does the same by itself.
func (s *Service) Activate(ctx context.Context, id string, version int64) (*Project, error) {
	return s.transition(ctx, id, version, "projects:update", store.Why{Action: "activate"}, func(tx *store.Tx, row *Project) error {
		return row.activate(tx)
	})
}

// StartExecution puts an active project under contract, unless the gates stand
// against it (R4).
func (s *Service) StartExecution(ctx context.Context, id string, version int64) (*Project, error) {
	return s.transition(ctx, id, version, "projects:execute", store.Why{Action: "start_execution"}, func(tx *store.Tx, row *Project) error {
		if row.State != StateActive {
			return wrongState(row.State)
		}
		if err := s.guard.CanEnter(tx.DB, id, StateExecution); err != nil {
			return err
		}
		row.State, row.ExecutionStartedOn = StateExecution, today(tx)
		return nil
	})
}

// Complete ends a project whose work is done: it may go live (R4) and no gate of
// its own is left, every milestone reached, nothing waiting at a gate, no report
// half written.
func (s *Service) Complete(ctx context.Context, id string, version int64) (*Project, error) {
	return s.transition(ctx, id, version, "projects:execute", store.Why{Action: "complete"}, func(tx *store.Tx, row *Project) error {
		if row.State != StateExecution {
			return wrongState(row.State)
		}
		ms, err := Milestones(tx.DB, id)
		if err != nil {
			return err
		}
		var open []string
		for _, m := range ms {
			if m.ActualOn.IsZero() {
				open = append(open, m.ID)
			}
		}
		if len(open) > 0 {
			return fault.Clash("open_milestones", fault.Params{"ids": open})
		}
		if err := s.guard.CanEnter(tx.DB, id, StateCompleted); err != nil {
			return err
		}
		return row.end(tx, StateCompleted)
	})
}

// Stop ends a project that is not carried through, with the reason. What waits
// at a gate is withdrawn first.
func (s *Service) Stop(ctx context.Context, id string, version int64, reason string) (*Project, error) {
	return s.transition(ctx, id, version, "projects:execute", store.Why{Action: "stop", Reason: reason}, func(tx *store.Tx, row *Project) error {
		if row.State.ended() {
			return wrongState(row.State)
		}
		row.StopReason = reason
		return row.end(tx, StateStopped)
	})
}

func (p *Project) end(tx *store.Tx, state State) error {
	if gate := p.pendingGate(); gate != "" {
		return fault.Clash("gate_pending", fault.Params{"gate": gate})
	}
	drafts, err := store.Column[string](tx.Table("project_reports").Where("project_id = ? AND state = ?", p.ID, ReportDraft).Select("id"))
	if err != nil {
		return err
	}
	if len(drafts) > 0 {
		return fault.Clash("open_draft", fault.Params{"ids": drafts})
	}
	p.State, p.EndedOn = state, today(tx)
	return figure(tx.DB, p)
}

// can judges what the caller may do with the project now: the policy first, then
// the state of the project, which is named among what missed.
func (p *Project) can(ctx context.Context) (map[string]authz.Verdict, error) {
	out, err := authz.Can(ctx, "projects", p.facts(), "update", "delete", "report", "execute")
	if err != nil {
		return nil, err
	}
	out["activate"] = only(out["update"], p.State == StateDraft)
	out["complete"] = only(out["execute"], p.State == StateExecution)
	out["stop"] = only(out["execute"], !p.State.ended())
	out["execute"] = only(out["execute"], p.State == StateActive)
	out["update"] = only(out["update"], !p.State.ended())
	out["delete"] = only(out["delete"], p.State == StateDraft)
	out["report"] = only(out["report"], !p.State.ended())
	return out, nil
}

// heed adds what the gates say to the verdicts on the next step of a project that
// runs; the rules that stand against it are named among what missed.
func (s *Service) heed(db *gorm.DB, p *Project, can map[string]authz.Verdict) error {
	verb, to := "execute", StateExecution
	if p.State == StateExecution {
		verb, to = "complete", StateCompleted
	}
	v := can[verb]
	if !v.Allowed {
		return nil
	}
	err := s.guard.CanEnter(db, p.ID, to)
	if !fault.Is(err, fault.NotReady) {
		return err
	}
	v.Allowed = false
	v.Missed, _ = fault.Of(err).Params["unmet"].([]string)
	can[verb] = v
	return nil
}

// only lets a verdict stand while the state of the record allows the action.
func only(v authz.Verdict, state bool) authz.Verdict {
	if v.Allowed && !state {
		v.Allowed, v.Missed = false, []string{"state"}
	}
	return v
}

// reportAge tells how old the latest published report is, and whether the health
// it declared may still be believed. A project without one is given as long from
// the day it became active; one that does not run owes no report.
func (s *Service) reportAge(state State, reportedOn, activatedOn, today fiscal.Date) (days *int, stale bool) {
	if n, age := ReportAge(reportedOn, today, s.settings.ReportFreshDays); age != ReportNone {
		days = &n
	} else {
		reportedOn = activatedOn
	}
	if state != StateActive && state != StateExecution {
		return days, false
	}
	_, age := ReportAge(reportedOn, today, s.settings.ReportFreshDays)
	return days, age != ReportFresh
}
