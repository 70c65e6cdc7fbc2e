package maturity

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Signals are the levels of all units, and those that they were to have reached by a fiscal year, for those who judge health.
type Signals struct {
	levels  map[string]Level
	targets targets
	year    int
}

// SignalsOf reads the level of every unit by a model on a day, in two statements.
func SignalsOf(db *gorm.DB, model string, on fiscal.Date) (*Signals, error) {
	rows, err := store.Scan[Appraisal](db.Table("maturity_appraisals").
		Where("subject = ? AND model = ? AND state = ? AND level IS NOT NULL", OfOrganisation, model, StateConfirmed).
		Order("fiscal_year").Select("id, code, model, section_id, kind, fiscal_year, level, confirmed_at"))
	if err != nil {
		return nil, err
	}
	found := map[string][]Appraisal{}
	for _, r := range rows {
		if !fiscal.DateOf(r.ConfirmedAt.Time).After(on) {
			found[r.SectionID] = append(found[r.SectionID], r)
		}
	}
	out := &Signals{levels: make(map[string]Level, len(found)), year: fiscal.FY(on) - 1}
	for section, own := range found {
		x := newest(own)
		out.levels[section] = Level{
			AppraisalID: x.ID, Code: x.Code, Model: x.Model, SectionID: section, Kind: x.Kind, FiscalYear: x.FiscalYear,
			Level: *x.Level, ConfirmedOn: fiscal.DateOf(x.ConfirmedAt.Time),
		}
	}
	out.targets, err = targetsOf(db, model, nil)
	return out, err
}

// Of is the level of a section and the target of a year that has ended, each its own or that of the nearest unit above; path
// lists the section with those above it, from the top. ok is false when either is not known.
func (s *Signals) Of(path []string) (level Level, target int, ok bool) {
	var wanted *Target
	for i := len(path) - 1; i >= 0; i-- {
		if l, found := s.levels[path[i]]; found && level.AppraisalID == "" {
			level = l
		}
		if wanted == nil {
			wanted = s.targets.due(path[i], s.year)
		}
	}
	if level.AppraisalID == "" || wanted == nil {
		return level, 0, false
	}
	return level, wanted.Level, true
}
