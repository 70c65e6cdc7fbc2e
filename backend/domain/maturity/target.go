package maturity

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// targets are the targets of some units, by unit, earliest year first.
type targets map[string][]Target

func targetsOf(db *gorm.DB, model string, sections []string) (targets, error) {
	q := db.Table("maturity_targets").Where("model = ?", model)
	if sections != nil {
		q = q.Where("section_id IN ?", sections)
	}
	rows, err := store.Scan[Target](q.Order("section_id, fiscal_year"))
	out := targets{}
	for _, t := range rows {
		out[t.SectionID] = append(out[t.SectionID], t)
	}
	return out, err
}

// due is what a unit was to have reached by a year: its latest target that has come.
func (t targets) due(section string, year int) *Target {
	var out *Target
	for i := range t[section] {
		if t[section][i].FiscalYear <= year {
			out = &t[section][i]
		}
	}
	return out
}

// ahead is what a unit is working towards: its next target, or else the latest.
func (t targets) ahead(section string, year int) *Target {
	all := t[section]
	if i := slices.IndexFunc(all, func(x Target) bool { return x.FiscalYear >= year }); i >= 0 {
		return &all[i]
	}
	if len(all) > 0 {
		return &all[len(all)-1]
	}
	return nil
}

// TargetItem is a target in a list.
type TargetItem struct {
	Target
	SectionName   string                   `json:"sectionName" gorm:"-"`
	SectionNameEn string                   `json:"sectionNameEn" gorm:"-"`
	Can           map[string]authz.Verdict `json:"can" gorm:"-"`
}

// TargetFilter narrows the list of targets.
type TargetFilter struct {
	api.List
	Model      string `query:"model" validate:"max=200"`
	FiscalYear string `query:"fiscalYear" validate:"max=100"`
	OwnerID    string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
}

var targetSorts = store.Sorts{"code": "maturity_targets.code", "fiscalYear": "maturity_targets.fiscal_year", "level": "maturity_targets.level", "updatedAt": "maturity_targets.updated_at"}

// Targets lists targets of the units that the caller may see.
func (s *Service) Targets(ctx context.Context, f *TargetFilter) (store.Page[TargetItem], error) {
	scope, err := authz.From(ctx).Scope("maturity:read")
	if err != nil {
		return store.Page[TargetItem]{}, err
	}
	q := store.Within(s.store.Read(ctx).Table("maturity_targets"), scope.All, "maturity_targets.section_id", scope.Sections, "", "")
	q = store.AnyOf(q, "maturity_targets.model", f.Model)
	q = store.AnyOf(q, "CAST(maturity_targets.fiscal_year AS TEXT)", f.FiscalYear)
	if f.OwnerID != "" {
		q = q.Where("maturity_targets.section_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	if f.Q != "" {
		q = q.Where(`maturity_targets.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[TargetItem](q, "maturity_targets.*", f.Paging(), targetSorts, "code")
	if err != nil {
		return page, err
	}
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := authz.DirectoryOf(ctx).Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		if it.Can, err = authz.Can(ctx, "maturity", it.facts(), "target"); err != nil {
			return page, err
		}
	}
	return page, nil
}

// GetTarget reads one target.
func (s *Service) GetTarget(ctx context.Context, id string) (*TargetItem, error) {
	row, err := store.Load[Target](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "maturity:read", row.facts()); err != nil {
		return nil, err
	}
	o, _ := authz.DirectoryOf(ctx).Organisation(row.SectionID)
	out := &TargetItem{Target: *row, SectionName: o.Name, SectionNameEn: o.NameEn}
	out.Can, err = authz.Can(ctx, "maturity", row.facts(), "target")
	return out, err
}

// SetTarget says which level a unit is to have reached by a fiscal year.
func (s *Service) SetTarget(ctx context.Context, d TargetDraft) (*Target, error) {
	var row *Target
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.setTargetIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) setTargetIn(ctx context.Context, tx *store.Tx, d TargetDraft, why store.Why) (*Target, error) {
	row := &Target{TargetDraft: d}
	if err := authz.Require(ctx, "maturity:target", row.facts()); err != nil {
		return nil, err
	}
	if err := s.acceptTarget(ctx, row); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// UpdateTarget replaces a target.
func (s *Service) UpdateTarget(ctx context.Context, id string, version int64, d TargetDraft, reason string) (*Target, error) {
	var row *Target
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.updateTargetIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateTargetIn(ctx context.Context, tx *store.Tx, id string, version int64, d TargetDraft, why store.Why) (*Target, error) {
	return store.Update(tx, id, version, why, func(row *Target) error {
		if err := authz.Require(ctx, "maturity:target", row.facts()); err != nil {
			return err
		}
		row.TargetDraft = d
		if err := authz.Require(ctx, "maturity:target", row.facts()); err != nil {
			return err
		}
		return s.acceptTarget(ctx, row)
	})
}

// DeleteTarget removes a target.
func (s *Service) DeleteTarget(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Target](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "maturity:target", row.facts()); err != nil {
			return err
		}
		return store.Delete[Target](tx, id, version, store.Why{Reason: reason})
	})
}

// acceptTarget checks a target against model and tree and gives it a code.
func (s *Service) acceptTarget(ctx context.Context, t *Target) error {
	m, ok := s.models.Find(t.Model)
	if !ok {
		return fault.Bad("model", "oneof", fault.Params{"allowed": s.models.IDs()})
	}
	unit, ok := authz.DirectoryOf(ctx).Organisation(t.SectionID)
	if !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	if !m.HasLevel(t.Level) || t.Level == m.Base() {
		levels := []int{}
		for _, l := range m.Levels[1:] {
			levels = append(levels, l.Level)
		}
		return fault.Bad("level", "oneof", fault.Params{"allowed": levels})
	}
	if t.Code = store.Code(t.Code); t.Code == "" {
		t.Code = fmt.Sprintf("%s-%d-%s", m.Short, t.FiscalYear, unit.Code)
	}
	t.Search = store.Fold(t.Code, unit.Name, unit.NameEn, t.Note)
	return nil
}
