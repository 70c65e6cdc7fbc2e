package health

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// EarnedDraft is what a person may write of a project's earned value on a day.
type EarnedDraft struct {
	ProjectID string      `json:"projectId" validate:"required,max=64"`
	AsOf      fiscal.Date `json:"asOf" validate:"required" doc:"Day until which the values count; one entry a project and day"`
	Earned
	Note string `json:"note,omitempty" validate:"max=2000"`
}

// Check states the rules that tags cannot.
func (d *EarnedDraft) Check() []fault.Field {
	var out []fault.Field
	for _, x := range []struct {
		field string
		value int64
	}{{"pv", d.PV}, {"ev", d.EV}} {
		if x.value > d.BAC {
			out = append(out, fault.Field{Field: x.field, Rule: "max", Params: fault.Params{"limit": d.BAC}})
		}
	}
	return out
}

// EarnedValue is a row.
type EarnedValue struct {
	store.Base
	EarnedDraft
}

// TableName names the table.
func (EarnedValue) TableName() string { return "health_evm" }

// Root is the project.
func (e EarnedValue) Root() (noun, id string) { return "projects", e.ProjectID }

// EarnedView is an entry with what follows from it.
type EarnedView struct {
	EarnedValue
	Figures EVM                      `json:"figures" gorm:"-"`
	AgeDays int                      `json:"ageDays" gorm:"-"`
	Can     map[string]authz.Verdict `json:"can" gorm:"-"`
}

// Owner is what the policy and the rules ask about the project of an entry.
type Owner struct {
	ID, SectionID, State string
	Own                  []string
}

// owner finds the project of an entry with those whose it is.
func owner(db *gorm.DB, id string) (*Owner, error) {
	type row struct{ ID, ApplicantID, State string }
	p, err := store.One[row](db.Table("projects").Where("id = ?", id).Select("id, applicant_id, state"), "projects", id)
	if err != nil {
		return nil, err
	}
	own, err := store.Column[string](db.Table("project_people").Where("project_id = ?", id).Select("person_id"))
	return &Owner{p.ID, p.ApplicantID, p.State, own}, err
}

func (o *Owner) record() *authz.Record { return record(OfProject, o.ID, o.SectionID, o.Own) }

func (o *Owner) ended() bool { return o.State == "completed" || o.State == "stopped" }

// EarnedFilter narrows the entries.
type EarnedFilter struct {
	api.List
	ProjectID string `query:"projectId" validate:"required,max=64"`
}

// ListEarned are the entries of a project, newest first unless asked otherwise.
func (s *Service) ListEarned(ctx context.Context, f *EarnedFilter) (store.Page[EarnedView], error) {
	db := s.store.Read(ctx)
	p, err := owner(db, f.ProjectID)
	if err == nil {
		err = authz.Require(ctx, "health:read", p.record())
	}
	if err != nil {
		return store.Page[EarnedView]{}, err
	}
	page, err := store.FindPage[EarnedView](db.Table("health_evm").Where("project_id = ?", f.ProjectID), "health_evm.*", f.Paging(),
		store.Sorts{"asOf": "as_of", "updatedAt": "updated_at"}, "-asOf")
	for i := range page.Items {
		if err == nil {
			err = s.finish(ctx, p, &page.Items[i])
		}
	}
	return page, err
}

func (s *Service) finish(ctx context.Context, p *Owner, v *EarnedView) error {
	v.Figures, v.AgeDays = v.EarnedValue.Figures(), s.today().Sub(v.AsOf)
	may, err := authz.From(ctx).Decide("evm:write", p.record())
	if may.Allowed && p.ended() {
		may.Allowed, may.Missed = false, []string{"state"}
	}
	v.Can = map[string]authz.Verdict{"update": may, "delete": may}
	return err
}

// GetEarned reads one entry.
func (s *Service) GetEarned(ctx context.Context, id string) (*EarnedView, error) {
	db := s.store.Read(ctx)
	row, err := store.Load[EarnedValue](db, id)
	if err != nil {
		return nil, err
	}
	return s.show(ctx, db, row)
}

func (s *Service) show(ctx context.Context, db *gorm.DB, row *EarnedValue) (*EarnedView, error) {
	p, err := owner(db, row.ProjectID)
	if err == nil {
		err = authz.Require(ctx, "health:read", p.record())
	}
	if err != nil {
		return nil, err
	}
	v := &EarnedView{EarnedValue: *row}
	return v, s.finish(ctx, p, v)
}

// Facts are what the policy may ask about the project of an entry that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[EarnedValue](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	p, err := owner(s.store.Read(ctx), row.ProjectID)
	if err != nil {
		return nil, err
	}
	return p.record(), authz.Require(ctx, "health:read", p.record())
}

// writable finds the project for a write; ended projects take no more.
func writable(ctx context.Context, tx *store.Tx, projectID string) error {
	p, err := owner(tx.DB, projectID)
	if err != nil {
		return err
	}
	if err := authz.Require(ctx, "evm:write", p.record()); err != nil {
		return err
	}
	if p.ended() {
		return fault.Clash("wrong_state", fault.Params{"state": p.State})
	}
	return nil
}

func (d *EarnedDraft) past(tx *store.Tx) error {
	if d.AsOf.After(fiscal.Today(tx.Now.Time)) {
		return fault.Bad("asOf", "future", nil)
	}
	return nil
}

// AddEarned enters earned value for a day.
func (s *Service) AddEarned(ctx context.Context, d EarnedDraft) (*EarnedView, error) {
	var v *EarnedView
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := writable(ctx, tx, d.ProjectID); err != nil {
			if fault.Is(err, fault.NotFound) {
				return fault.Bad("projectId", "not_found", nil)
			}
			return err
		}
		if err := d.past(tx); err != nil {
			return err
		}
		row := &EarnedValue{EarnedDraft: d}
		err := store.Create(tx, row, store.Why{})
		if err == nil {
			v, err = s.show(ctx, tx.DB, row)
		}
		return err
	})
	return v, err
}

// UpdateEarned corrects an entry; its project stays.
func (s *Service) UpdateEarned(ctx context.Context, id string, version int64, d EarnedDraft, reason string) (*EarnedView, error) {
	var v *EarnedView
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Update(tx, id, version, store.Why{Reason: reason}, func(row *EarnedValue) error {
			if err := writable(ctx, tx, row.ProjectID); err != nil {
				return err
			}
			if d.ProjectID != row.ProjectID {
				return fault.Bad("projectId", "fixed", nil)
			}
			row.EarnedDraft = d
			return d.past(tx)
		})
		if err == nil {
			v, err = s.show(ctx, tx.DB, row)
		}
		return err
	})
	return v, err
}

// DeleteEarned removes an entry made by mistake.
func (s *Service) DeleteEarned(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[EarnedValue](tx.DB, id)
		if err != nil {
			return err
		}
		if err := writable(ctx, tx, row.ProjectID); err != nil {
			return err
		}
		return store.Delete[EarnedValue](tx, id, version, store.Why{Reason: reason})
	})
}

// latestEarned is the newest entry of each project that had one by the day.
func latestEarned(db *gorm.DB, on fiscal.Date, ids []string) (map[string]DatedEarned, error) {
	rows, err := store.Scan[EarnedValue](db.Table("health_evm AS e").Where("e.project_id IN ?", ids).
		Where("e.as_of = (SELECT max(n.as_of) FROM health_evm n WHERE n.project_id = e.project_id AND n.as_of <= ?)", on))
	out := make(map[string]DatedEarned, len(rows))
	for _, r := range rows {
		out[r.ProjectID] = DatedEarned{r.ID, r.AsOf, r.Earned}
	}
	return out, err
}
