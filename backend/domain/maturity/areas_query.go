package maturity

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// OtherPractice is a practice as the other view of the same year has it.
type OtherPractice struct {
	ID     string `json:"id"`
	Result Label  `json:"result" enum:"FI,LI,PI,NI,NY,UNCHARACTERIZED,PENDING,N,P,L,F"`
	Fine   string `json:"fine,omitempty" enum:"N,P-,P+,L-,L+,F,"`
}

// AreaDetail is an area of an appraisal with practices, instances and all that follows. Its version is the area's own.
type AreaDetail struct {
	AreaRow
	Code           string                   `json:"code" doc:"Of the appraisal"`
	State          State                    `json:"state" enum:"draft,submitted,confirmed"`
	Kind           Kind                     `json:"kind" enum:"self,assessor"`
	Model          string                   `json:"model"`
	Method         Method                   `json:"method" enum:"label,percent"`
	Impact         bool                     `json:"impact" doc:"Whether people must say if weaknesses hurt a goal"`
	FiscalYear     int                      `json:"fiscalYear"`
	SectionName    string                   `json:"sectionName"`
	SectionNameEn  string                   `json:"sectionNameEn"`
	ProjectName    string                   `json:"projectName,omitempty" doc:"Of the project that is appraised; empty for a unit"`
	ProjectNameEn  string                   `json:"projectNameEn,omitempty"`
	Definition     Area                     `json:"definition"`
	Instances      []Instance               `json:"instances" doc:"Those that are asked about this area"`
	Result         AreaResult               `json:"result" doc:"Computed anew from the labels"`
	Stale          bool                     `json:"stale" doc:"The stored result is not the one that the labels give"`
	OtherID        string                   `json:"otherId,omitempty"`
	OtherStatus    AreaStatus               `json:"otherStatus,omitempty" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE,"`
	OtherReached   *int                     `json:"otherCapability"`
	OtherPractices []OtherPractice          `json:"otherPractices"`
	Can            map[string]authz.Verdict `json:"can"`
}

// GetArea reads one area of an appraisal.
func (s *Service) GetArea(ctx context.Context, id, area string) (*AreaDetail, error) {
	db := s.store.Read(ctx)
	x, err := store.Load[Appraisal](db, id)
	if err != nil {
		return nil, err
	}
	row, err := areaRow(db, id, area)
	if err != nil {
		return nil, err
	}
	return s.areaDetail(ctx, db, x, &row)
}

func (s *Service) areaDetail(ctx context.Context, db *gorm.DB, x *Appraisal, row *AreaRow) (*AreaDetail, error) {
	rec, err := record(ctx, db, x)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "maturity:read", rec); err != nil {
		return nil, err
	}
	m, err := s.model(x)
	if err != nil {
		return nil, err
	}
	a, ok := m.Area(row.Area)
	if !ok {
		a = &Area{ID: row.Area, Name: row.Area, NameEn: row.Area, Groups: []Group{}}
	}
	unit, _ := authz.DirectoryOf(ctx).Organisation(x.SectionID)
	d := &AreaDetail{
		AreaRow: *row, Code: x.Code, State: x.State, Kind: x.Kind, Model: m.ID, Method: m.Method, Impact: m.Impact, FiscalYear: x.FiscalYear,
		SectionName: unit.Name, SectionNameEn: unit.NameEn, Definition: *a, Instances: []Instance{}, OtherPractices: []OtherPractice{},
	}
	if x.ProjectID != "" {
		p, err := s.projects.Project(db, string(x.ProjectID))
		if err != nil {
			return nil, err
		}
		d.ProjectName, d.ProjectNameEn = p.Name, p.NameEn
	}
	asked := x.instances(row.Area)
	for _, i := range x.Instances {
		for _, key := range asked {
			if i.Key == key {
				d.Instances = append(d.Instances, i)
			}
		}
	}
	d.Result = m.Compute(a, &row.Entry, asked)
	d.Stale = !row.same(&d.Result)
	if d.Can, err = authz.Can(ctx, "maturity", rec, "rate", "judge"); err != nil {
		return nil, err
	}
	return d, s.otherArea(db, m, a, x, d)
}

// otherArea reads the same area in the other view of the year.
func (s *Service) otherArea(db *gorm.DB, m *Model, a *Area, x *Appraisal, d *AreaDetail) error {
	ids, err := store.Column[string](db.Table("maturity_appraisals").Where("model = ? AND subject_id = ? AND fiscal_year = ? AND kind = ?",
		x.Model, x.SubjectID, x.FiscalYear, x.Kind.other()).Select("id"))
	if err != nil || len(ids) == 0 {
		return err
	}
	other, err := store.Load[Appraisal](db, ids[0])
	if err != nil {
		return err
	}
	row, err := areaRow(db, other.ID, a.ID)
	if err != nil {
		return err
	}
	r := m.Compute(a, &row.Entry, other.instances(a.ID))
	d.OtherID, d.OtherStatus, d.OtherReached = other.ID, r.Status, r.Capability
	for _, p := range r.Practices {
		d.OtherPractices = append(d.OtherPractices, OtherPractice{p.ID, p.Result, p.Fine})
	}
	return nil
}
