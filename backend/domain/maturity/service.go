package maturity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Project is what an appraisal knows of a project.
type Project struct {
	ID, Code, Name, NameEn string
	SectionID              string
}

// Projects is what maturity asks of its neighbour.
type Projects interface {
	Project(db *gorm.DB, id string) (Project, error)
}

// ActionDraft is what is missing, on its way to become an action of a plan.
type ActionDraft struct {
	Name, NameEn     string
	SectionID        string
	ThemeID          string
	StartsOn, EndsOn fiscal.Date
	Summary          string
	Why              string
}

// Actions makes actions of plans.
type Actions interface {
	Create(ctx context.Context, tx *store.Tx, d ActionDraft) (id string, err error)
}

// Service holds the use cases of appraisals.
type Service struct {
	store    *store.Store
	models   Models
	projects Projects
	actions  Actions
}

// New makes the service.
func New(s *store.Store, models Models, p Projects, a Actions) *Service {
	return &Service{s, models, p, a}
}

func wrongState(a *Appraisal) error {
	return fault.Clash("wrong_state", fault.Params{"state": a.State})
}

// lock makes the writes of one appraisal wait for each other.
func lock(tx *store.Tx, id string) error { return tx.Lock("maturity " + id) }

// Create opens an appraisal, with as much of its areas as is known.
func (s *Service) Create(ctx context.Context, d NewDraft) (*Appraisal, error) {
	var row *Appraisal
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		row = &Appraisal{Draft: d.Draft, State: StateDraft}
		model, err := s.place(ctx, tx, row)
		if err != nil {
			return err
		}
		if err := require(ctx, tx.DB, "maturity:rate", row); err != nil {
			return err
		}
		same, err := store.Value[int](tx.Table("maturity_appraisals").Where("model = ? AND subject_id = ? AND kind = ? AND fiscal_year = ?",
			row.Model, row.SubjectID, row.Kind, row.FiscalYear).Select("count(*)"))
		if err != nil {
			return err
		}
		if same > 0 {
			return fault.Bad("fiscalYear", "duplicate", nil)
		}
		row.name()
		if err := fault.BadFields(s.checkInstances(ctx, tx.DB, model, row.Instances)); err != nil {
			return err
		}
		if row.Opened, err = s.opened(model, &row.Draft, d.Areas); err != nil {
			return err
		}
		row.Tally = model.tally(row.Opened)
		if row.Level != nil {
			row.Raters = []string{tx.Actor.PersonID}
		}
		return store.Create(tx, row, store.Why{})
	})
	return row, err
}

// place finds the subject of a new appraisal and gives it its code.
func (s *Service) place(ctx context.Context, tx *store.Tx, row *Appraisal) (*Model, error) {
	model, ok := s.models.Find(row.Model)
	if !ok {
		return nil, fault.Bad("model", "oneof", fault.Params{"allowed": s.models.IDs()})
	}
	row.ModelDigest = model.Digest
	of := ""
	if row.Subject == OfProject {
		p, err := s.projects.Project(tx.DB, string(row.ProjectID))
		if fault.Is(err, fault.NotFound) {
			return nil, fault.Bad("projectId", "not_found", nil)
		}
		if err != nil {
			return nil, err
		}
		row.SectionID, row.SubjectID, of = p.SectionID, p.ID, p.Code
		row.Search = store.Fold(p.Code, p.Name, p.NameEn)
	}
	unit, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID)
	if !ok {
		return nil, fault.Bad("sectionId", "not_found", nil)
	}
	if row.Subject == OfOrganisation {
		row.ProjectID, row.SubjectID, of = "", unit.ID, unit.Code
	}
	row.Code = fmt.Sprintf("%s-%d-%s-%s", model.Short, row.FiscalYear, of, strings.ToUpper(string(row.Kind[:1])))
	row.Search = store.Fold(row.Code, row.Search, unit.Name, unit.NameEn)
	return model, nil
}

// checkInstances holds instances against the records that they name, in one statement.
func (s *Service) checkInstances(ctx context.Context, db *gorm.DB, m *Model, list []Instance) []fault.Field {
	var out []fault.Field
	bad := func(i int, field, rule string) {
		out = append(out, fault.Field{Field: at("instances", i, field), Rule: rule})
	}
	ids := []string{}
	for _, x := range list {
		if x.ProjectID != "" {
			ids = append(ids, string(x.ProjectID))
		}
	}
	known := []string{}
	if len(ids) > 0 {
		var err error
		if known, err = store.Column[string](db.Table("projects").Where("id IN ?", ids).Select("id")); err != nil {
			known = nil
		}
	}
	for i, x := range list {
		if x.ProjectID != "" && !slices.Contains(known, string(x.ProjectID)) {
			bad(i, "projectId", "not_found")
		}
		if _, ok := authz.DirectoryOf(ctx).Organisation(string(x.OrganisationID)); x.OrganisationID != "" && !ok {
			bad(i, "organisationId", "not_found")
		}
		for j, id := range x.Areas {
			if _, ok := m.Area(id); !ok {
				bad(i, fmt.Sprintf("areas[%d]", j), "not_found")
			}
		}
	}
	return out
}

// opened makes the areas of a new appraisal: one row for each of the model.
func (s *Service) opened(m *Model, d *Draft, given []AreaInput) ([]AreaRow, error) {
	rows := make([]AreaRow, len(m.Areas))
	at := map[string]int{}
	for i := range m.Areas {
		at[m.Areas[i].ID] = i
		rows[i] = AreaRow{Area: m.Areas[i].ID, Entry: Entry{AreaDraft: AreaDraft{Scope: ScopeIn}}}
	}
	var bad []fault.Field
	for n, in := range given {
		i, ok := at[in.Area]
		if !ok {
			bad = append(bad, fault.Field{Field: fmt.Sprintf("areas[%d].area", n), Rule: "not_found"})
			continue
		}
		rows[i].AreaDraft = in.AreaDraft
		for _, f := range in.check(m, &m.Areas[i], d.instances(in.Area)) {
			f.Field = fmt.Sprintf("areas[%d].%s", n, f.Field)
			bad = append(bad, f)
		}
	}
	for i := range rows {
		r := m.Compute(&m.Areas[i], &rows[i].Entry, d.instances(rows[i].Area))
		rows[i].set(&r)
	}
	return rows, fault.BadFields(bad)
}

// Update changes day, note and instances of a draft. An instance that is rated stays.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Appraisal, error) {
	var row *Appraisal
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := lock(tx, id); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Appraisal) error {
			if err := require(ctx, tx.DB, "maturity:rate", row); err != nil {
				return err
			}
			if row.State != StateDraft {
				return wrongState(row)
			}
			if err := fault.BadFields(fixed(&row.Draft, &d)); err != nil {
				return err
			}
			model, err := s.model(row)
			if err != nil {
				return err
			}
			row.DueOn, row.Note, row.Instances = d.DueOn, d.Note, d.Instances
			row.name()
			if err := fault.BadFields(s.checkInstances(ctx, tx.DB, model, row.Instances)); err != nil {
				return err
			}
			rows, err := areasOf(tx.DB, id)
			if err != nil {
				return err
			}
			if err := rated(rows, &row.Draft); err != nil {
				return err
			}
			if rows, err = recompute(tx, model, row, rows); err != nil {
				return err
			}
			row.Tally = model.tally(rows)
			return nil
		})
		return err
	})
	return row, err
}

// fixed names what a change of an appraisal may not touch.
func fixed(old, d *Draft) []fault.Field {
	var out []fault.Field
	for _, f := range []struct {
		name string
		same bool
	}{
		{"model", d.Model == old.Model}, {"kind", d.Kind == old.Kind}, {"subject", d.Subject == old.Subject}, {"fiscalYear", d.FiscalYear == old.FiscalYear},
		{"sectionId", d.SectionID == "" || d.SectionID == old.SectionID}, {"projectId", d.ProjectID == old.ProjectID},
	} {
		if !f.same {
			out = append(out, fault.Field{Field: f.name, Rule: "fixed"})
		}
	}
	return out
}

// rated refuses to lose an instance that ratings name.
func rated(rows []AreaRow, d *Draft) error {
	for _, r := range rows {
		asked := d.instances(r.Area)
		for _, x := range r.Ratings {
			if !slices.Contains(asked, x.Instance) {
				return fault.Bad("instances", "rated", fault.Params{"key": x.Instance, "area": r.Area})
			}
		}
	}
	return nil
}

// Delete removes a draft.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Appraisal](tx.DB, id)
		if err != nil {
			return err
		}
		if err := require(ctx, tx.DB, "maturity:rate", row); err != nil {
			return err
		}
		if row.State != StateDraft {
			return wrongState(row)
		}
		return store.Delete[Appraisal](tx, id, version, store.Why{Reason: reason})
	})
}

// model is the one that an appraisal was made by; a city may have removed it since.
func (s *Service) model(a *Appraisal) (*Model, error) {
	m, ok := s.models.Find(a.Model)
	if !ok {
		return nil, fault.Clash("model_gone", fault.Params{"model": a.Model})
	}
	return m, nil
}

// areasOf reads all areas of an appraisal, in one statement.
func areasOf(db *gorm.DB, id string) ([]AreaRow, error) {
	return store.Scan[AreaRow](db.Table("maturity_areas").Where("appraisal_id = ?", id).Order("area"))
}

// recompute derives every area from its labels by the rules of today and writes what differs.
func recompute(tx *store.Tx, m *Model, a *Appraisal, rows []AreaRow) ([]AreaRow, error) {
	for i := range rows {
		area, ok := m.Area(rows[i].Area)
		if !ok {
			continue
		}
		r := m.Compute(area, &rows[i].Entry, a.instances(rows[i].Area))
		if rows[i].same(&r) {
			continue
		}
		changed, err := store.Update(tx, rows[i].ID, store.Latest, store.Why{Action: "recompute"}, func(row *AreaRow) error {
			row.set(&r)
			return nil
		})
		if err != nil {
			return nil, err
		}
		rows[i] = *changed
	}
	return rows, nil
}
