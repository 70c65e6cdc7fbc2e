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

// RiskClosed is the end of a risk or issue; open and mitigating come before.
const RiskClosed = "closed"

// RiskDraft is what a person may write of a risk, or of an issue: a risk that
// has come true.
type RiskDraft struct {
	Kind        string      `json:"kind" validate:"required,oneof=risk issue"`
	Title       string      `json:"title" validate:"required,max=200"`
	Description string      `json:"description,omitempty" validate:"max=4000"`
	Impact      int         `json:"impact" validate:"required,min=1,max=5"`
	Likelihood  int         `json:"likelihood" validate:"required,min=1,max=5"`
	OwnerID     store.Ref   `json:"ownerId,omitempty" validate:"max=64" doc:"Person; the project manager while empty"`
	DueOn       fiscal.Date `json:"dueOn,omitzero" doc:"When the response is due"`
	Response    string      `json:"response,omitempty" validate:"max=4000"`
	State       string      `json:"state" validate:"required,oneof=open mitigating closed"`
}

// Risk is a row.
type Risk struct {
	store.Base
	ProjectID string `json:"projectId"`
	RiskDraft
	Score    int         `json:"score" doc:"Impact times likelihood, 1 to 25"`
	Band     RiskLevel   `json:"band" enum:"low,medium,high,critical" doc:"An impact of 5 is at least high"`
	ClosedOn fiscal.Date `json:"closedOn,omitzero"`
}

// TableName names the table.
func (Risk) TableName() string { return "project_risks" }

// Root is the project.
func (r Risk) Root() (noun, id string) { return "projects", r.ProjectID }

func (r *Risk) project() string { return r.ProjectID }

// RiskView is a risk as a caller sees it.
type RiskView struct {
	Risk
	OwnerName   string                   `json:"ownerName,omitempty"`
	OwnerNameEn string                   `json:"ownerNameEn,omitempty"`
	Overdue     bool                     `json:"overdue" gorm:"-" doc:"Not closed, and the due day has gone by"`
	Can         map[string]authz.Verdict `json:"can" gorm:"-"`
}

// Risks are those of a project, for the checks at its gates; at most 500, the
// weightiest first.
func Risks(db *gorm.DB, projectID string) ([]Risk, error) {
	return store.Scan[Risk](db.Table("project_risks").Where("project_id = ?", projectID).Order("score DESC, id").Limit(500))
}

// RiskFilter narrows the risks of a project.
type RiskFilter struct {
	api.List
	Kind  string `query:"kind" validate:"max=40"`
	State string `query:"state" validate:"max=40"`
	Band  string `query:"band" validate:"max=40"`
}

const riskColumns = `project_risks.*, COALESCE((SELECT name FROM people WHERE people.id = owner_id), '') AS owner_name,
	COALESCE((SELECT name_en FROM people WHERE people.id = owner_id), '') AS owner_name_en`

// ListRisks are the risks and issues of a project, the weightiest first unless
// asked otherwise.
func (s *Service) ListRisks(ctx context.Context, projectID string, f *RiskFilter) (store.Page[RiskView], error) {
	p, err := s.readable(ctx, projectID)
	if err != nil {
		return store.Page[RiskView]{}, err
	}
	q := s.store.Read(ctx).Table("project_risks").Where("project_id = ?", projectID)
	q = store.AnyOf(q, "kind", f.Kind)
	q = store.AnyOf(q, "state", f.State)
	q = store.AnyOf(q, "band", f.Band)
	page, err := store.FindPage[RiskView](q, riskColumns, f.Paging(), store.Sorts{
		"score": "score", "dueOn": "COALESCE(due_on, '9999-12-31')", "title": "title", "updatedAt": "updated_at",
	}, "-score")
	for i := range page.Items {
		if err == nil {
			err = s.showRisk(ctx, p, &page.Items[i])
		}
	}
	return page, err
}

func (s *Service) showRisk(ctx context.Context, p *Project, v *RiskView) error {
	v.Overdue = v.State != RiskClosed && v.DueOn.Before(fiscal.Today(s.store.Now()))
	may, err := authz.From(ctx).Decide("projects:update", p.facts())
	v.Can = map[string]authz.Verdict{"update": only(may, !p.State.ended()), "delete": only(may, !p.State.ended())}
	return err
}

// AddRisk adds a risk or an issue to a project.
func (s *Service) AddRisk(ctx context.Context, projectID string, d RiskDraft) (*RiskView, error) {
	return s.risk(ctx, projectID, func(tx *store.Tx, p *Project) (*Risk, error) {
		row := &Risk{ProjectID: projectID}
		if err := row.accept(tx, d); err != nil {
			return nil, err
		}
		return row, store.Create(tx, row, store.Why{})
	})
}

// UpdateRisk replaces what people may write of a risk.
func (s *Service) UpdateRisk(ctx context.Context, projectID, id string, version int64, d RiskDraft, reason string) (*RiskView, error) {
	return s.risk(ctx, projectID, func(tx *store.Tx, p *Project) (*Risk, error) {
		if _, err := child[Risk](tx.DB, projectID, id); err != nil {
			return nil, err
		}
		return store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Risk) error { return row.accept(tx, d) })
	})
}

// DeleteRisk removes a risk entered by mistake, with the reason; one that went
// away is closed instead.
func (s *Service) DeleteRisk(ctx context.Context, projectID, id string, version int64, reason string) error {
	return s.within(ctx, projectID, "projects:update", func(tx *store.Tx, p *Project) error {
		if _, err := child[Risk](tx.DB, projectID, id); err != nil {
			return err
		}
		return store.Delete[Risk](tx, id, version, store.Why{Reason: reason})
	})
}

func (s *Service) risk(ctx context.Context, projectID string, write func(tx *store.Tx, p *Project) (*Risk, error)) (*RiskView, error) {
	v := &RiskView{}
	err := s.within(ctx, projectID, "projects:update", func(tx *store.Tx, p *Project) error {
		row, err := write(tx, p)
		if err != nil {
			return err
		}
		v.Risk = *row
		names, err := peopleNamed(tx.DB, string(row.OwnerID))
		if err != nil {
			return err
		}
		owner := names[string(row.OwnerID)]
		v.OwnerName, v.OwnerNameEn = owner.Name, owner.NameEn
		return s.showRisk(ctx, p, v)
	})
	return v, err
}

func (r *Risk) accept(tx *store.Tx, d RiskDraft) error {
	if d.OwnerID != "" && d.OwnerID != r.OwnerID {
		known, err := store.Value[int](tx.Table("people").Where("id = ? AND active = ?", d.OwnerID, true).Select("count(*)"))
		if err != nil {
			return err
		}
		if known == 0 {
			return fault.Bad("ownerId", "not_found", nil)
		}
	}
	r.RiskDraft = d
	r.Score = RiskScore(d.Impact, d.Likelihood)
	r.Band, _ = RiskBand(d.Impact, d.Likelihood)
	switch {
	case d.State != RiskClosed:
		r.ClosedOn = fiscal.Date{}
	case r.ClosedOn.IsZero():
		r.ClosedOn = today(tx)
	}
	return nil
}
