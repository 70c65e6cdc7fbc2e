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

// States of a status report. A published one never changes; it is corrected by
// the next.
const (
	ReportDraft     = "draft"
	ReportPublished = "published"
)

// StatusDraft is what a person may write of a status report. Colours are what
// the project declares of itself: green, amber, red, or unknown.
type StatusDraft struct {
	AsOf      fiscal.Date `json:"asOf" validate:"required" doc:"Day that the report speaks of"`
	Overall   string      `json:"overall" validate:"required,oneof=green amber red unknown"`
	Scope     string      `json:"scope" validate:"required,oneof=green amber red unknown"`
	Schedule  string      `json:"schedule" validate:"required,oneof=green amber red unknown"`
	Cost      string      `json:"cost" validate:"required,oneof=green amber red unknown"`
	Quality   string      `json:"quality" validate:"required,oneof=green amber red unknown"`
	Risk      string      `json:"risk" validate:"required,oneof=green amber red unknown"`
	Summary   string      `json:"summary" validate:"required,max=4000"`
	Achieved  string      `json:"achieved,omitempty" validate:"max=4000"`
	NextSteps string      `json:"nextSteps,omitempty" validate:"max=4000"`
	Issues    string      `json:"issues,omitempty" validate:"max=4000"`
	Progress  *int64      `json:"progress,omitempty" validate:"omitempty,min=0,max=100" doc:"Percent; absent when not measured"`
}

// Report is a row.
type Report struct {
	store.Base
	ProjectID string `json:"projectId"`
	StatusDraft
	State           string     `json:"state" enum:"draft,published"`
	PublishedAt     store.Time `json:"publishedAt,omitzero"`
	PublishedBy     string     `json:"publishedBy,omitempty" doc:"Person"`
	PublishedByName string     `json:"publishedByName,omitempty" doc:"Name as it was then"`
}

// TableName names the table.
func (Report) TableName() string { return "project_reports" }

// Root is the project.
func (r Report) Root() (noun, id string) { return "projects", r.ProjectID }

func (r *Report) project() string { return r.ProjectID }

// ReportView is a report as a caller sees it. Previous is the published one
// before it, for comparison; lists leave it out.
type ReportView struct {
	Report
	Previous *Report                  `json:"previous,omitempty" gorm:"-"`
	Can      map[string]authz.Verdict `json:"can" gorm:"-"`
}

func published(db *gorm.DB, projectID string) *gorm.DB {
	return db.Table("project_reports").Where("project_id = ? AND state = ?", projectID, ReportPublished).Order("as_of DESC, published_at DESC").Limit(1)
}

// LatestReport is the newest published report of a project, nil without one.
func LatestReport(db *gorm.DB, projectID string) (*Report, error) {
	return first(published(db, projectID))
}

func first(q *gorm.DB) (*Report, error) {
	rows, err := store.Scan[Report](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// ListReports are the reports of a project, newest first unless asked otherwise.
// A draft is among them: it is in the history for every reader anyway.
func (s *Service) ListReports(ctx context.Context, projectID string, f *api.List) (store.Page[ReportView], error) {
	p, err := s.readable(ctx, projectID)
	if err != nil {
		return store.Page[ReportView]{}, err
	}
	may, err := authz.From(ctx).Decide("projects:report", p.facts())
	if err != nil {
		return store.Page[ReportView]{}, err
	}
	q := s.store.Read(ctx).Table("project_reports").Where("project_id = ?", projectID)
	page, err := store.FindPage[ReportView](q, "project_reports.*", f.Paging(), store.Sorts{"asOf": "as_of", "updatedAt": "updated_at"}, "-asOf")
	for i := range page.Items {
		page.Items[i].may(may, p)
	}
	return page, err
}

func (v *ReportView) may(verdict authz.Verdict, p *Project) {
	open := v.State == ReportDraft && !p.State.ended()
	v.Can = map[string]authz.Verdict{"update": only(verdict, open), "publish": only(verdict, open), "delete": only(verdict, open)}
}

// GetReport reads one report, with the published one before it.
func (s *Service) GetReport(ctx context.Context, projectID, id string) (*ReportView, error) {
	p, err := s.readable(ctx, projectID)
	if err != nil {
		return nil, err
	}
	db := s.store.Read(ctx)
	row, err := child[Report](db, projectID, id)
	if err != nil {
		return nil, err
	}
	return showReport(ctx, db, p, row)
}

func showReport(ctx context.Context, db *gorm.DB, p *Project, row *Report) (*ReportView, error) {
	verdict, err := authz.From(ctx).Decide("projects:report", p.facts())
	if err != nil {
		return nil, err
	}
	v := &ReportView{Report: *row}
	v.may(verdict, p)
	q := published(db, p.ID)
	if row.State == ReportPublished {
		q = q.Where("(as_of, published_at) < (?, ?)", row.AsOf, row.PublishedAt)
	}
	v.Previous, err = first(q)
	return v, err
}

// DraftReport begins a report. A project has one draft at a time.
func (s *Service) DraftReport(ctx context.Context, projectID string, d StatusDraft) (*ReportView, error) {
	return s.report(ctx, projectID, func(tx *store.Tx, p *Project) (*Report, error) {
		open, err := store.Value[string](tx.Table("project_reports").Where("project_id = ? AND state = ?", projectID, ReportDraft).Select("id"))
		if err != nil {
			return nil, err
		}
		if open != "" {
			return nil, fault.Clash("draft_exists", fault.Params{"id": open})
		}
		row := &Report{ProjectID: projectID, StatusDraft: d, State: ReportDraft}
		return row, store.Create(tx, row, store.Why{})
	})
}

// UpdateReport replaces the text of a draft.
func (s *Service) UpdateReport(ctx context.Context, projectID, id string, version int64, d StatusDraft) (*ReportView, error) {
	return s.report(ctx, projectID, func(tx *store.Tx, p *Project) (*Report, error) {
		if _, err := openReport(tx, projectID, id); err != nil {
			return nil, err
		}
		return store.Update(tx, id, version, store.Why{}, func(row *Report) error {
			row.StatusDraft = d
			return nil
		})
	})
}

// PublishReport makes a draft the project's word. It may not speak of a day to
// come, nor of one before the report it follows.
func (s *Service) PublishReport(ctx context.Context, projectID, id string, version int64) (*ReportView, error) {
	return s.report(ctx, projectID, func(tx *store.Tx, p *Project) (*Report, error) {
		if _, err := openReport(tx, projectID, id); err != nil {
			return nil, err
		}
		row, err := store.Update(tx, id, version, store.Why{Action: "publish"}, func(row *Report) error {
			if row.AsOf.After(today(tx)) {
				return fault.Bad("asOf", "future", nil)
			}
			if row.AsOf.Before(p.ReportedOn) {
				return fault.Bad("asOf", "date_order", fault.Params{"latest": p.ReportedOn})
			}
			row.State, row.PublishedAt = ReportPublished, tx.Now
			row.PublishedBy, row.PublishedByName = tx.Actor.PersonID, tx.Actor.Name
			return nil
		})
		if err != nil {
			return nil, err
		}
		return row, Activate(tx, projectID)
	})
}

// DeleteReport throws a draft away.
func (s *Service) DeleteReport(ctx context.Context, projectID, id string, version int64) error {
	return s.within(ctx, projectID, "projects:report", func(tx *store.Tx, p *Project) error {
		if _, err := openReport(tx, projectID, id); err != nil {
			return err
		}
		return store.Delete[Report](tx, id, version, store.Why{})
	})
}

// openReport finds a report that may still change.
func openReport(tx *store.Tx, projectID, id string) (*Report, error) {
	row, err := child[Report](tx.DB, projectID, id)
	if err == nil && row.State != ReportDraft {
		err = fault.Clash("published", fault.Params{"publishedAt": row.PublishedAt})
	}
	return row, err
}

func (s *Service) report(ctx context.Context, projectID string, write func(tx *store.Tx, p *Project) (*Report, error)) (*ReportView, error) {
	var v *ReportView
	err := s.within(ctx, projectID, "projects:report", func(tx *store.Tx, p *Project) error {
		row, err := write(tx, p)
		if err != nil {
			return err
		}
		v, err = showReport(ctx, tx.DB, p, row)
		return err
	})
	return v, err
}
