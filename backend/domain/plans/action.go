package plans

import (
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Outcome is what became of an action.
type Outcome string

// While the plan is open an action runs until its outcome is recorded.
const (
	Running    Outcome = "running"
	Achieved   Outcome = "achieved"
	Continuing Outcome = "continuing"
	Withdrawn  Outcome = "withdrawn"
)

// Origin says whether an action was planned at the start or added later.
type Origin string

// The origins.
const (
	Initial Origin = "initial"
	Added   Origin = "added"
)

// Milestone is what should be reached by the end of a quarter: one a quarter.
type Milestone struct {
	ActionID string      `json:"-" gorm:"primaryKey"`
	Quarter  Quarter     `json:"quarter" gorm:"primaryKey" validate:"required,len=6" doc:"2026Q1 is April to June 2026"`
	Text     string      `json:"text" validate:"required,max=300"`
	DoneOn   fiscal.Date `json:"doneOn,omitzero" doc:"When it was reached"`
}

// TableName names the table.
func (Milestone) TableName() string { return "plan_milestones" }

type actionSystem struct {
	ActionID string `gorm:"primaryKey"`
	Position int    `gorm:"primaryKey"`
	SystemID string
}

// TableName names the table.
func (actionSystem) TableName() string { return "plan_action_systems" }

type actionProject struct {
	ActionID  string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	ProjectID string
}

// TableName names the table.
func (actionProject) TableName() string { return "plan_action_projects" }

// Draft is what a person may write of an action.
type Draft struct {
	Code       string                `json:"code" validate:"required,max=40"`
	Name       string                `json:"name" validate:"required,max=200"`
	Kana       string                `json:"kana,omitempty" validate:"max=200"`
	NameEn     string                `json:"nameEn,omitempty" validate:"max=200"`
	ThemeID    string                `json:"themeId" validate:"required,max=64" doc:"Theme, and with it the plan"`
	OwnerID    string                `json:"ownerId" validate:"required,max=64" doc:"Section that carries it out"`
	PersonID   store.Ref             `json:"personId,omitempty" validate:"max=64" doc:"Person who answers for it"`
	Summary    string                `json:"summary,omitempty" validate:"max=4000"`
	BudgetNote string                `json:"budgetNote,omitempty" validate:"max=1000"`
	StartsOn   fiscal.Date           `json:"startsOn" validate:"required"`
	EndsOn     fiscal.Date           `json:"endsOn" validate:"required"`
	AddedOn    fiscal.Date           `json:"addedOn,omitzero" doc:"When it was added to an approved plan; the day of the entry unless given"`
	AddedWhy   string                `json:"addedWhy,omitempty" validate:"max=1000" doc:"Why it was added to an approved plan"`
	Milestones store.List[Milestone] `json:"milestones,omitempty" gorm:"-" validate:"max=40,dive"`
	SystemIDs  store.List[string]    `json:"systemIds,omitempty" gorm:"-" validate:"max=100,dive,required,max=64" doc:"Systems concerned"`
	ProjectIDs store.List[string]    `json:"projectIds,omitempty" gorm:"-" validate:"max=100,dive,required,max=64" doc:"Projects that carry it out"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	if d.EndsOn.Before(d.StartsOn) {
		out = append(out, fault.Field{Field: "endsOn", Rule: "date_order", Params: fault.Params{"field": "startsOn"}})
	}
	seen := map[Quarter]bool{}
	for i, m := range d.Milestones {
		switch {
		case !m.Quarter.valid():
			out = append(out, fault.Field{Field: at("milestones", i, "quarter"), Rule: "format"})
		case seen[m.Quarter]:
			out = append(out, fault.Field{Field: at("milestones", i, "quarter"), Rule: "duplicate"})
		}
		seen[m.Quarter] = true
	}
	out = append(out, repeated("systemIds", d.SystemIDs)...)
	return append(out, repeated("projectIds", d.ProjectIDs)...)
}

func repeated(field string, ids []string) []fault.Field {
	var out []fault.Field
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			out = append(out, fault.Field{Field: item(field, i), Rule: "duplicate"})
		}
	}
	return out
}

// Evidence columns follow from milestones, updates and KPIs. They stand on the
// row because lists filter and sort by them; what depends on the day is added
// when they are read.
type Standing struct {
	Declared       Status      `json:"declared" enum:"on_track,at_risk,behind,completed," doc:"Status of the latest update; empty without one"`
	ReportedOn     fiscal.Date `json:"reportedOn,omitzero" doc:"Day of the latest update"`
	Progress       *int64      `json:"progress" doc:"Percent by the latest update that told one"`
	MilestoneCount int64       `json:"milestoneCount"`
	MilestonesDone int64       `json:"milestonesDone"`
	MilestoneDueOn fiscal.Date `json:"milestoneDueOn,omitzero" doc:"Last day of the earliest quarter whose milestone is not reached"`
	KPICount       int64       `json:"kpiCount" gorm:"column:kpi_count"`
	KPIState       KPIState    `json:"kpiState" gorm:"column:kpi_state" enum:"none,incomplete,unmeasured,below,met" doc:"The worst of its KPIs"`
	KPIDueOn       fiscal.Date `json:"kpiDueOn,omitzero" gorm:"column:kpi_due_on" doc:"From when an actual value of a KPI is missing"`
}

// Action is a row.
type Action struct {
	store.Base
	Draft
	PlanID        string      `json:"planId"`
	Origin        Origin      `json:"origin" enum:"initial,added"`
	RevisedOn     fiscal.Date `json:"revisedOn,omitzero" doc:"When it was last changed after the approval of the plan"`
	Revisions     int64       `json:"revisions" doc:"How often"`
	Outcome       Outcome     `json:"outcome" enum:"running,achieved,continuing,withdrawn"`
	OutcomeOn     fiscal.Date `json:"outcomeOn,omitzero"`
	OutcomeReason string      `json:"outcomeReason,omitempty"`
	OutcomeBy     string      `json:"outcomeBy,omitempty" doc:"Person who recorded it"`
	OutcomeByName string      `json:"outcomeByName,omitempty" doc:"Name as it was then"`
	CarriedFromID store.Ref   `json:"carriedFromId,omitempty" doc:"Action of an earlier plan that goes on here"`
	Standing
	Search string `json:"-"`
}

// TableName names the table.
func (Action) TableName() string { return "plan_actions" }

// Root is the plan: what happens to its actions is its history, too.
func (a Action) Root() (noun, id string) { return "plans", a.PlanID }

// facts are what the policy may ask about an action.
func (a *Action) facts() *authz.Record { return factsOf(a.ID, a.OwnerID, string(a.PersonID)) }

func factsOf(id, ownerID, personID string) *authz.Record {
	r := &authz.Record{Noun: "plan_actions", ID: id, Section: ownerID}
	if personID != "" {
		r.Own = []string{personID}
	}
	return r
}

// LoadParts reads milestones and links.
func (a *Action) LoadParts(db *gorm.DB) (err error) {
	a.Milestones, err = store.Scan[Milestone](db.Table("plan_milestones").Where("action_id = ?", a.ID).Order("quarter"))
	if err == nil {
		a.SystemIDs, err = store.Column[string](db.Table("plan_action_systems").Where("action_id = ?", a.ID).Order("position").Select("system_id"))
	}
	if err == nil {
		a.ProjectIDs, err = store.Column[string](db.Table("plan_action_projects").Where("action_id = ?", a.ID).Order("position").Select("project_id"))
	}
	return err
}

// SaveParts writes milestones and links.
func (a *Action) SaveParts(tx *store.Tx, before *Action) error {
	if before == nil {
		before = &Action{}
	}
	if err := store.ReplaceParts(tx, "action_id", a.ID, before.milestones(a.ID), a.milestones(a.ID)); err != nil {
		return err
	}
	if err := store.ReplaceParts(tx, "action_id", a.ID, before.systems(a.ID), a.systems(a.ID)); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "action_id", a.ID, before.projects(a.ID), a.projects(a.ID))
}

func (a *Action) milestones(id string) []Milestone {
	out := make([]Milestone, len(a.Milestones))
	for i, m := range a.Milestones {
		m.ActionID = id
		out[i] = m
	}
	return out
}

func (a *Action) systems(id string) []actionSystem {
	out := make([]actionSystem, len(a.SystemIDs))
	for i, s := range a.SystemIDs {
		out[i] = actionSystem{id, i, s}
	}
	return out
}

func (a *Action) projects(id string) []actionProject {
	out := make([]actionProject, len(a.ProjectIDs))
	for i, p := range a.ProjectIDs {
		out[i] = actionProject{id, i, p}
	}
	return out
}

// derive fills the columns that follow from the draft.
func (a *Action) derive() {
	a.Code = store.Code(a.Code)
	a.Search = store.Fold(a.Code, a.Name, a.Kana, a.NameEn)
	a.Milestones = slices.SortedFunc(slices.Values(a.Milestones), func(x, y Milestone) int {
		if x.Quarter < y.Quarter {
			return -1
		}
		return 1
	})
	if a.SystemIDs == nil {
		a.SystemIDs = store.List[string]{}
	}
	if a.ProjectIDs == nil {
		a.ProjectIDs = store.List[string]{}
	}
	a.MilestoneCount, a.MilestonesDone, a.MilestoneDueOn = int64(len(a.Milestones)), 0, fiscal.Date{}
	for _, m := range a.Milestones {
		if !m.DoneOn.IsZero() {
			a.MilestonesDone++
		} else if a.MilestoneDueOn.IsZero() {
			_, a.MilestoneDueOn = m.Quarter.bounds()
		}
	}
	if a.KPIState == "" {
		a.KPIState = KPINone
	}
}
