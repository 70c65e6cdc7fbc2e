package maturity

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// UnitIn asks for a unit by a model.
type UnitIn struct {
	api.ID
	Model string `query:"model" validate:"max=40" doc:"The first one unless given"`
}

// Point is a year of a unit.
type Point struct {
	FiscalYear int    `json:"fiscalYear"`
	Self       *int   `json:"self" doc:"Null without a confirmed rating"`
	SelfID     string `json:"selfId,omitempty"`
	Assessor   *int   `json:"assessor"`
	AssessorID string `json:"assessorId,omitempty"`
	Target     *int   `json:"target" doc:"Level that the unit was to have by then"`
}

// Unit is a unit over the years, and what it still lacks.
type Unit struct {
	SectionID string               `json:"sectionId"`
	Name      string               `json:"name"`
	NameEn    string               `json:"nameEn"`
	Path      []authz.Organisation `json:"path"`
	Trend     []Point              `json:"trend"`
	Targets   []Target             `json:"targets"`
	Latest    *View                `json:"latest,omitempty" doc:"The assessor's latest confirmed rating, or the unit's own when there is none"`
	LatestBy  Kind                 `json:"latestBy,omitempty" enum:"self,assessor,"`
	LatestFY  int                  `json:"latestFiscalYear,omitempty"`
	NextLevel *int                 `json:"nextLevel"`
	Steps     []Step               `json:"steps" doc:"Smallest set that reaches the next level"`
	CanAct    authz.Verdict        `json:"canAct" doc:"Whether the caller may make actions of it"`
}

// Unit reads one unit.
func (s *Service) Unit(ctx context.Context, in *UnitIn) (*Unit, error) {
	m, err := s.pick(in.Model)
	if err != nil {
		return nil, err
	}
	org, ok := authz.DirectoryOf(ctx).Organisation(in.ID.ID)
	if !ok {
		return nil, fault.Missing("organisations", in.ID.ID)
	}
	if err := authz.Require(ctx, "maturity:read", &authz.Record{Noun: "maturity_appraisals", ID: org.ID, Section: org.ID}); err != nil {
		return nil, err
	}
	db := s.store.Read(ctx)
	out := &Unit{SectionID: org.ID, Name: org.Name, NameEn: org.NameEn, Path: authz.DirectoryOf(ctx).Path(org.ID), Trend: []Point{}, Targets: []Target{}, Steps: []Step{}}
	found, err := store.Scan[Appraisal](db.Table("maturity_appraisals").Where("subject_id = ? AND model = ? AND state = ?", org.ID, m.ID, StateConfirmed).
		Order("fiscal_year").Limit(200).Select("id, fiscal_year, kind, level, model_digest, confirmed_at, section_id"))
	if err != nil {
		return nil, err
	}
	all, err := targetsOf(db, m.ID, []string{org.ID})
	if err != nil {
		return nil, err
	}
	out.Targets = append(out.Targets, all[org.ID]...)
	out.trend(found, all)
	latest := newest(found)
	if latest == nil {
		return out, nil
	}
	out.Latest = &View{ID: latest.ID, Level: latest.Level, ConfirmedOn: fiscal.DateOf(latest.ConfirmedAt.Time), Outdated: latest.ModelDigest != m.Digest}
	out.LatestBy, out.LatestFY = latest.Kind, latest.FiscalYear
	d, err := s.Get(ctx, latest.ID)
	if err != nil {
		return nil, err
	}
	out.NextLevel, out.Steps, out.CanAct = d.NextLevel, d.Steps, d.Can["act"]
	return out, nil
}

func (u *Unit) trend(found []Appraisal, all targets) {
	for _, x := range found {
		n := len(u.Trend) - 1
		if n < 0 || u.Trend[n].FiscalYear != x.FiscalYear {
			u.Trend = append(u.Trend, Point{FiscalYear: x.FiscalYear})
			n++
		}
		p := &u.Trend[n]
		if x.Kind == Self {
			p.Self, p.SelfID = x.Level, x.ID
		} else {
			p.Assessor, p.AssessorID = x.Level, x.ID
		}
		if t := all.due(u.SectionID, x.FiscalYear); t != nil {
			p.Target = &t.Level
		}
	}
}

// newest is the assessor's latest rating; without one, the latest of the unit itself.
func newest(found []Appraisal) *Appraisal {
	for _, kind := range []Kind{Assessor, Self} {
		for i := len(found) - 1; i >= 0; i-- {
			if found[i].Kind == kind {
				return &found[i]
			}
		}
	}
	return nil
}

// Level is the latest confirmed level of a section, for those who rely on it: gates, health.
type Level struct {
	AppraisalID string
	Code        string
	Model       string
	SectionID   string // whose level it is: the section itself or the nearest unit above that has one
	Kind        Kind
	FiscalYear  int
	Level       int
	ConfirmedOn fiscal.Date
}

// AgeDays is how old the level is on a day.
func (l Level) AgeDays(on fiscal.Date) int { return on.Sub(l.ConfirmedOn) }

// LevelOf finds the latest confirmed level of a section by a model, in one statement: its own, or that of the nearest unit
// above. path is the section with those above it, from the top. The assessor's rating goes before the unit's own. ok is false
// when nobody on the way has one: the level is then not known.
func LevelOf(db *gorm.DB, model string, path []authz.Organisation) (l Level, ok bool, err error) {
	ids := make([]string, len(path))
	for i, o := range path {
		ids[i] = o.ID
	}
	rows, err := store.Scan[Appraisal](db.Table("maturity_appraisals").
		Where("subject_id IN ? AND subject = ? AND model = ? AND state = ? AND level IS NOT NULL", append(ids, ""), OfOrganisation, model, StateConfirmed).
		Order("fiscal_year").Select("id, code, model, section_id, kind, fiscal_year, level, confirmed_at"))
	if err != nil {
		return Level{}, false, err
	}
	for _, id := range slices.Backward(ids) {
		own := slices.DeleteFunc(slices.Clone(rows), func(x Appraisal) bool { return x.SectionID != id })
		if x := newest(own); x != nil {
			return Level{
				AppraisalID: x.ID, Code: x.Code, Model: x.Model, SectionID: x.SectionID, Kind: x.Kind, FiscalYear: x.FiscalYear,
				Level: *x.Level, ConfirmedOn: fiscal.DateOf(x.ConfirmedAt.Time),
			}, true, nil
		}
	}
	return Level{}, false, nil
}

// DefaultModel is the model that pages open with.
func (s *Service) DefaultModel() string { return s.models[0].ID }
