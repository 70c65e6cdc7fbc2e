package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Reached is a milestone that an update tells of.
type Reached struct {
	Quarter Quarter     `json:"quarter" validate:"required,len=6"`
	On      fiscal.Date `json:"on" validate:"required"`
}

// UpdateDraft is what a person writes of an action's progress. It is published as
// it is entered and never changes; the next one corrects it.
type UpdateDraft struct {
	AsOf     fiscal.Date         `json:"asOf" validate:"required" doc:"Day that the update speaks of"`
	Status   Status              `json:"status" validate:"required,oneof=on_track at_risk behind completed"`
	Progress *int64              `json:"progress,omitempty" validate:"omitempty,min=0,max=100" doc:"Percent; absent when not measured"`
	Text     string              `json:"text" validate:"required,max=4000"`
	Done     store.List[Reached] `json:"done,omitempty" validate:"max=40,dive" doc:"Milestones reached since the update before"`
}

// Update is a row.
type Update struct {
	store.Base
	ActionID string `json:"actionId"`
	UpdateDraft
	PublishedBy     string `json:"publishedBy" doc:"Person"`
	PublishedByName string `json:"publishedByName" doc:"Name as it was then"`
}

// TableName names the table.
func (Update) TableName() string { return "plan_updates" }

// Root is the action.
func (u Update) Root() (noun, id string) { return "plan_actions", u.ActionID }

// Publish publishes an update of a running action and marks the milestones that it
// tells of. It may not speak of a day to come, nor of one before the last.
func (s *Service) Publish(ctx context.Context, actionID string, d UpdateDraft) (*Update, error) {
	u := &Update{ActionID: actionID, UpdateDraft: d}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		row, plan, err := s.open(ctx, tx, actionID, "plan_actions:report")
		if err != nil {
			return err
		}
		switch {
		case plan.State != StateApproved:
			return wrongState("plan", string(plan.State))
		case row.Outcome != Running:
			return wrongState("outcome", string(row.Outcome))
		case d.AsOf.After(today(tx)):
			return fault.Bad("asOf", "future", nil)
		case d.AsOf.Before(row.ReportedOn):
			return fault.Bad("asOf", "date_order", fault.Params{"latest": row.ReportedOn})
		}
		u.PublishedBy, u.PublishedByName = tx.Actor.PersonID, tx.Actor.Name
		if err := store.Create(tx, u, store.Why{Action: "publish"}); err != nil {
			return err
		}
		_, err = store.Update(tx, actionID, store.Latest, store.Why{Action: "report"}, func(row *Action) error {
			row.Declared, row.ReportedOn = d.Status, d.AsOf
			if d.Progress != nil {
				row.Progress = d.Progress
			}
			if err := row.reach(d.Done, today(tx)); err != nil {
				return err
			}
			row.derive()
			return nil
		})
		return err
	})
	return u, err
}

// reach marks milestones as reached.
func (a *Action) reach(done []Reached, today fiscal.Date) error {
	next := append(store.List[Milestone]{}, a.Milestones...)
	for i, r := range done {
		found := false
		for j := range next {
			if next[j].Quarter != r.Quarter {
				continue
			}
			found = true
			if !next[j].DoneOn.IsZero() {
				return fault.Bad(at("done", i, "quarter"), "duplicate", nil)
			}
			next[j].DoneOn = r.On
		}
		switch {
		case !found:
			return fault.Bad(at("done", i, "quarter"), "not_found", nil)
		case r.On.After(today):
			return fault.Bad(at("done", i, "on"), "future", nil)
		}
	}
	a.Milestones = next
	return nil
}

// ListUpdates are the updates of an action, newest first.
func (s *Service) ListUpdates(ctx context.Context, actionID string, f *api.List) (store.Page[Update], error) {
	if _, err := s.readable(ctx, actionID); err != nil {
		return store.Page[Update]{}, err
	}
	q := s.store.Read(ctx).Table("plan_updates").Where("action_id = ?", actionID)
	return store.FindPage[Update](q, "plan_updates.*", f.Paging(), store.Sorts{"asOf": "as_of"}, "-asOf")
}

func latestUpdate(db *gorm.DB, actionID string) (*Update, error) {
	rows, err := store.Scan[Update](db.Table("plan_updates").Where("action_id = ?", actionID).Order("as_of DESC, id DESC").Limit(1))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// readable loads an action that the caller may read.
func (s *Service) readable(ctx context.Context, id string) (*Action, error) {
	row, err := store.Load[Action](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, "plan_actions:read", row.facts())
}
