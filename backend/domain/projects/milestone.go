package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// maxMilestones of a project; its slip is computed over all of them.
const maxMilestones = 200

// MilestoneDraft is what a person may write of a milestone.
type MilestoneDraft struct {
	Name       string      `json:"name" validate:"required,max=200"`
	Gate       string      `json:"gate,omitempty" validate:"omitempty,oneof=G0 G1 G2 G3 G4 G5 G6 GX" doc:"Review gate that it stands for"`
	BaselineOn fiscal.Date `json:"baselineOn,omitzero" doc:"First baseline. Once set it stays, and leaving it out keeps it; a new plan is a rebaseline"`
	ForecastOn fiscal.Date `json:"forecastOn,omitzero" doc:"When it is expected now"`
	ActualOn   fiscal.Date `json:"actualOn,omitzero" doc:"When it was reached"`
}

// Milestone is a row.
type Milestone struct {
	store.Base
	ProjectID string `json:"projectId"`
	MilestoneDraft
	CurrentOn fiscal.Date          `json:"currentOn,omitzero" doc:"Baseline in force"`
	Baselines store.List[Baseline] `json:"baselines" doc:"Every baseline, the first one first"`
}

// TableName names the table.
func (Milestone) TableName() string { return "project_milestones" }

// Root is the project: its history tells this one's, too.
func (m Milestone) Root() (noun, id string) { return "projects", m.ProjectID }

func (m *Milestone) project() string { return m.ProjectID }

func (m *Milestone) plan() Plan {
	return Plan{Baselines: m.Baselines, CurrentOn: m.CurrentOn, ForecastOn: m.ForecastOn, ActualOn: m.ActualOn}
}

// MilestoneView is a milestone with what follows from it on the day.
type MilestoneView struct {
	Milestone
	SlipDays         *int                     `json:"slipDays" gorm:"-" doc:"Actual or planned day against the first baseline; null while unknown"`
	ForecastSlipDays *int                     `json:"forecastSlipDays" gorm:"-" doc:"Forecast against the first baseline; null without a forecast or once reached"`
	Overdue          bool                     `json:"overdue" gorm:"-" doc:"Not reached, and the baseline in force has gone by"`
	Can              map[string]authz.Verdict `json:"can" gorm:"-"`
}

// Milestones are those of a project by their days, undated ones last.
func Milestones(db *gorm.DB, projectID string) ([]Milestone, error) {
	return store.Scan[Milestone](db.Table("project_milestones").Where("project_id = ?", projectID).
		Order("COALESCE(current_on, '9999-12-31'), id").Limit(maxMilestones))
}

// ListMilestones are the milestones of a project that the caller may read.
func (s *Service) ListMilestones(ctx context.Context, projectID string, f *api.List) (store.Page[MilestoneView], error) {
	p, err := s.readable(ctx, projectID)
	if err != nil {
		return store.Page[MilestoneView]{}, err
	}
	q := s.store.Read(ctx).Table("project_milestones").Where("project_id = ?", projectID)
	page, err := store.FindPage[MilestoneView](q, "project_milestones.*", f.Paging(), store.Sorts{
		"currentOn": "COALESCE(current_on, '9999-12-31')", "name": "name", "updatedAt": "updated_at",
	}, "currentOn")
	for i := range page.Items {
		if err == nil {
			err = s.showMilestone(ctx, p, &page.Items[i])
		}
	}
	return page, err
}

func (s *Service) showMilestone(ctx context.Context, p *Project, v *MilestoneView) error {
	plan, on := v.plan(), fiscal.Today(s.store.Now())
	v.SlipDays, v.ForecastSlipDays = plan.SlipDays(), plan.ForecastSlipDays()
	v.Overdue = v.ActualOn.IsZero() && v.CurrentOn.Before(on)
	may, err := authz.From(ctx).Decide("projects:update", p.facts())
	v.Can = map[string]authz.Verdict{
		"update":     only(may, !p.State.ended()),
		"rebaseline": only(may, !p.State.ended() && len(v.Baselines) > 0 && v.ActualOn.IsZero()),
		"delete":     only(may, !p.State.ended() && v.removable(p.State, on)),
	}
	return err
}

// removable tells whether a milestone may vanish: one that was moved, reached or
// stands behind its baseline may not, or a delay could be hidden by removing it.
func (m *Milestone) removable(at State, today fiscal.Date) bool {
	slip := Slip([]Plan{m.plan()}, today)
	return at == StateDraft || len(m.Baselines) <= 1 && m.ActualOn.IsZero() && (slip == nil || *slip <= 0)
}

// AddMilestone adds a milestone to a project.
func (s *Service) AddMilestone(ctx context.Context, projectID string, d MilestoneDraft) (*MilestoneView, error) {
	row := &Milestone{ProjectID: projectID}
	return s.milestone(ctx, projectID, func(tx *store.Tx, p *Project) (*Milestone, error) {
		if err := row.accept(tx, d); err != nil {
			return nil, err
		}
		return row, store.Create(tx, row, store.Why{})
	})
}

// UpdateMilestone replaces what people may write of a milestone.
func (s *Service) UpdateMilestone(ctx context.Context, projectID, id string, version int64, d MilestoneDraft, reason string) (*MilestoneView, error) {
	return s.milestone(ctx, projectID, func(tx *store.Tx, p *Project) (*Milestone, error) {
		if _, err := child[Milestone](tx.DB, projectID, id); err != nil {
			return nil, err
		}
		return store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Milestone) error { return row.accept(tx, d) })
	})
}

// RebaselineMilestone sets a new baseline beside the ones before, with the reason.
func (s *Service) RebaselineMilestone(ctx context.Context, projectID, id string, version int64, on fiscal.Date, reason string) (*MilestoneView, error) {
	return s.milestone(ctx, projectID, func(tx *store.Tx, p *Project) (*Milestone, error) {
		if _, err := child[Milestone](tx.DB, projectID, id); err != nil {
			return nil, err
		}
		return store.Update(tx, id, version, store.Why{Action: "rebaseline", Reason: reason}, func(row *Milestone) error {
			switch {
			case !row.ActualOn.IsZero():
				return fault.Clash("already_done", fault.Params{"actualOn": row.ActualOn})
			case len(row.Baselines) == 0:
				return fault.Clash("wrong_state", fault.Params{"missing": "baselineOn"})
			case on == row.CurrentOn:
				return fault.Bad("on", "unchanged", nil)
			}
			row.rebase(tx, on, reason)
			return nil
		})
	})
}

// DeleteMilestone removes a milestone set by mistake, with the reason.
func (s *Service) DeleteMilestone(ctx context.Context, projectID, id string, version int64, reason string) error {
	return s.within(ctx, projectID, "projects:update", func(tx *store.Tx, p *Project) error {
		row, err := child[Milestone](tx.DB, projectID, id)
		if err != nil {
			return err
		}
		if !row.removable(p.State, today(tx)) {
			return fault.Clash("baselined", nil)
		}
		return store.Delete[Milestone](tx, id, version, store.Why{Reason: reason})
	})
}

// milestone runs a write of one milestone and shows it as the caller sees it.
func (s *Service) milestone(ctx context.Context, projectID string, write func(tx *store.Tx, p *Project) (*Milestone, error)) (*MilestoneView, error) {
	v := &MilestoneView{}
	err := s.within(ctx, projectID, "projects:update", func(tx *store.Tx, p *Project) error {
		row, err := write(tx, p)
		if err != nil {
			return err
		}
		v.Milestone = *row
		return s.showMilestone(ctx, p, v)
	})
	return v, err
}

// accept puts the draft onto the row. The first baseline is set once.
func (m *Milestone) accept(tx *store.Tx, d MilestoneDraft) error {
	if d.ActualOn.After(today(tx)) {
		return fault.Bad("actualOn", "future", nil)
	}
	others, err := Milestones(tx.DB, m.ProjectID)
	if err != nil {
		return err
	}
	if m.ID == "" && len(others) >= maxMilestones {
		return fault.Clash("too_many", fault.Params{"limit": maxMilestones})
	}
	for _, o := range others {
		if d.Gate != "" && o.Gate == d.Gate && o.ID != m.ID {
			return fault.Bad("gate", "duplicate", nil)
		}
	}
	first := m.BaselineOn
	if !first.IsZero() && !d.BaselineOn.IsZero() && d.BaselineOn != first {
		return fault.Bad("baselineOn", "baselined", fault.Params{"first": first})
	}
	m.MilestoneDraft = d
	switch {
	case !first.IsZero():
		m.BaselineOn = first
	case !d.BaselineOn.IsZero():
		m.rebase(tx, d.BaselineOn, "")
	}
	return nil
}

func (m *Milestone) rebase(tx *store.Tx, on fiscal.Date, reason string) {
	m.CurrentOn = on
	b := Baseline{On: on, Reason: reason, At: tx.Now.Time, PersonID: tx.Actor.PersonID, Name: tx.Actor.Name}
	m.Baselines = append(m.Baselines[:len(m.Baselines):len(m.Baselines)], b)
}
