package health

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Verdicts are what is kept of a judgement, today's and each day's.
type Verdicts struct {
	Overall      Colour `json:"overall" enum:"green,grey,amber,red"`
	Severity     int    `json:"-"`
	Declared     Colour `json:"declared" enum:"green,grey,amber,red," doc:"What the latest published report says of the whole; empty without one, and for systems"`
	Disagreement bool   `json:"disagreement" doc:"Declared better than the evidence by one step or more"`
	ReportStale  bool   `json:"reportStale" doc:"The report is too old to believe, or overdue"`
	GateWaiting  bool   `json:"gateWaiting" doc:"Handed in at a gate and not decided"`
	Dimensions   string `json:"-"`
	Fired        string `json:"-"`
	SlipDays     *int   `json:"slipDays" doc:"Against the first baseline; null while unknown"`
	Spent        *int64 `json:"spent" doc:"Of this fiscal year's budget, whole yen"`
	Budget       *int64 `json:"budget" doc:"Budget of this fiscal year, whole yen"`
	OpenHigh     *int   `json:"openHigh" doc:"Open findings that are high or critical; null while unknown"`
	Overdue      *int   `json:"overdue" doc:"Overdue findings; null while unknown"`
}

// state is a row of the present verdicts.
type state struct {
	ID        string `gorm:"primaryKey"`
	Subject   Subject
	SectionID string
	Verdicts
	Reasons store.List[Result]
	Worth
	JudgedOn fiscal.Date
	JudgedAt store.Time
}

// TableName names the table.
func (state) TableName() string { return "health_states" }

// snapshot is the verdict of a day.
type snapshot struct {
	SubjectID string      `gorm:"primaryKey"`
	Day       fiscal.Date `gorm:"primaryKey"`
	Subject   Subject
	Verdicts
}

// TableName names the table.
func (snapshot) TableName() string { return "health_snapshots" }

// verdictsOf is what is kept of a judgement.
func verdictsOf(j *Judgement, f *Findings, m *Money) Verdicts {
	v := Verdicts{Overall: j.Overall, Severity: j.Overall.Severity(), Dimensions: j.dimensionMarks(), Fired: j.ruleMarks()}
	if f != nil {
		high, overdue := f.Severe, f.Overdue
		v.OpenHigh, v.Overdue = &high, &overdue
	}
	if m != nil {
		spent, budget := m.Spent, m.Budget
		v.Spent, v.Budget = &spent, &budget
	}
	return v
}

// staleReport tells whether the rules find the report too old: the same verdict that the figure counts.
func staleReport(j *Judgement) bool {
	for _, r := range j.Results {
		if r.Check == "report_age" && r.Verdict == Grey {
			return true
		}
	}
	return false
}

func (s *Set) projectState(f *ProjectFacts, on fiscal.Date, at store.Time) (*state, Judgement) {
	j := s.judgeProject(f, on)
	row := &state{
		ID: f.ID, Subject: OfProject, SectionID: f.SectionID, Verdicts: verdictsOf(&j, f.Findings, f.Money), Reasons: j.fired(),
		Worth: f.worth(), JudgedOn: on, JudgedAt: at,
	}
	row.SlipDays = f.SlipDays
	if f.Report != nil {
		row.Declared = declaredColour(f.Report.Overall)
	}
	row.Disagreement = Disagree(row.Declared, row.Overall)
	row.ReportStale, row.GateWaiting = staleReport(&j), !f.Gate.WaitingSince.IsZero()
	return row, j
}

func (s *Set) systemState(f *SystemFacts, on fiscal.Date, at store.Time) (*state, Judgement) {
	j := s.judgeSystem(f, on)
	return &state{
		ID: f.ID, Subject: OfSystem, SectionID: f.SectionID, Verdicts: verdictsOf(&j, f.Findings, f.Money), Reasons: j.fired(),
		Worth: f.worth(), JudgedOn: on, JudgedAt: at,
	}, j
}

// save writes present verdicts, and those of the day when keep says so; subjects that were asked for and are not judged any
// more go. One statement each.
func save(db *gorm.DB, asked []string, rows []*state, keep fiscal.Date) error {
	judged := make(map[string]bool, len(rows))
	for _, r := range rows {
		judged[r.ID] = true
	}
	gone := []string{}
	for _, id := range asked {
		if !judged[id] {
			gone = append(gone, id)
		}
	}
	if len(gone) > 0 {
		if err := db.Where("id IN ?", gone).Delete(&state{}).Error; err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	all := clause.OnConflict{UpdateAll: true}
	if err := db.Clauses(all).Create(rows).Error; err != nil || keep.IsZero() {
		return err
	}
	days := make([]snapshot, len(rows))
	for i, r := range rows {
		days[i] = snapshot{SubjectID: r.ID, Day: keep, Subject: r.Subject, Verdicts: r.Verdicts}
	}
	return db.Clauses(all).Create(&days).Error
}
