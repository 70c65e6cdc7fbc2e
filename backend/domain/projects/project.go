// Package projects holds what the city builds and changes: who does it, what it
// costs, when it should be done, how it goes by its own reports, and what may
// still go wrong.
package projects

import (
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// State is where a project stands.
type State string

// A draft is being registered; an active project is planned, reviewed and
// procured; in execution it is under contract. The last two are ends.
const (
	StateDraft     State = "draft"
	StateActive    State = "active"
	StateExecution State = "execution"
	StateCompleted State = "completed"
	StateStopped   State = "stopped"
)

// ended tells whether nothing may change any more.
func (s State) ended() bool { return s == StateCompleted || s == StateStopped }

// Draft is what a person may write of a project.
type Draft struct {
	Code         string             `json:"code" validate:"required,max=40"`
	Name         string             `json:"name" validate:"required,max=200"`
	Kana         string             `json:"kana,omitempty" validate:"max=200"`
	NameEn       string             `json:"nameEn,omitempty" validate:"max=200"`
	Purpose      string             `json:"purpose,omitempty" validate:"max=4000"`
	ApplicantID  string             `json:"applicantId" validate:"required,max=64" doc:"Section that applies for it"`
	ManagerID    string             `json:"managerId" validate:"required,max=64" doc:"Project manager"`
	HeadID       store.Ref          `json:"headId,omitempty" validate:"max=64" doc:"Head of the section (所管所属長), who applies at gates"`
	MemberIDs    store.List[string] `json:"memberIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64"`
	SystemIDs    store.List[string] `json:"systemIds,omitempty" gorm:"-" validate:"max=100,dive,required,max=64" doc:"Systems concerned"`
	BuildCost    int64              `json:"buildCost,omitempty" validate:"min=0,max=9007199254740991" doc:"Whole yen"`
	RunCost      int64              `json:"runCost,omitempty" validate:"min=0,max=9007199254740991" doc:"Five years of running, whole yen"`
	RiskLevel    RiskLevel          `json:"riskLevel,omitempty" validate:"omitempty,oneof=low medium high critical" doc:"Empty while not assessed"`
	HQDesignated bool               `json:"hqDesignated,omitempty" gorm:"column:hq_designated" doc:"The headquarters approves it as well"`
	StartOn      fiscal.Date        `json:"startOn,omitzero"`
	FinishOn     fiscal.Date        `json:"finishOn,omitzero"`
}

// maxTotal keeps build and run together exact in a JSON number.
const maxTotal = 1<<53 - 1

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	if d.FinishOn.Before(d.StartOn) {
		out = append(out, fault.Field{Field: "finishOn", Rule: "date_order", Params: fault.Params{"field": "startOn"}})
	}
	if d.BuildCost > maxTotal-d.RunCost {
		out = append(out, fault.Field{Field: "runCost", Rule: "max", Params: fault.Params{"limit": maxTotal - d.BuildCost}})
	}
	out = append(out, repeated("memberIds", d.MemberIDs)...)
	return append(out, repeated("systemIds", d.SystemIDs)...)
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

// totalCost is build and five years of running, whole yen.
func (d *Draft) totalCost() int64 { return d.BuildCost + d.RunCost }

// GateState is a gate of the project's own sequence, for the stepper.
type GateState struct {
	Gate      string      `json:"gate"`
	Round     int         `json:"round,omitempty"`
	State     string      `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn," doc:"State of the latest round; empty before the first"`
	Outcome   string      `json:"outcome" enum:"approved,conditional,returned,deferred,rejected," doc:"Of the latest round; empty until decided"`
	Skipped   bool        `json:"skipped,omitempty"`
	PlannedOn fiscal.Date `json:"plannedOn,omitzero" doc:"Baseline in force of the milestone that names the gate"`
	DecidedOn fiscal.Date `json:"decidedOn,omitzero"`
}

// pendingStates are the states of a round that someone still works on.
var pendingStates = []string{"submitted", "coordination", "review"}

// Figures follow from milestones, reports and gates. They stand on the row
// because lists filter and sort by them; whoever writes those records writes
// these in the same transaction, under the project's lock.
type Figures struct {
	DeclaredHealth string                `json:"declaredHealth" enum:"green,amber,red,unknown," doc:"Overall health of the latest published report: green, amber, red, unknown, or empty"`
	ReportedOn     fiscal.Date           `json:"reportedOn,omitzero" doc:"Day of the latest published report"`
	SlipDays       *int                  `json:"slipDays" doc:"Worst slip of open milestones and finish against the first baseline; null while unknown"`
	OpenBaselineOn fiscal.Date           `json:"-"`
	NextGate       string                `json:"nextGate" doc:"Empty when all are passed"`
	GateStates     store.List[GateState] `json:"gates"`
}

// Project is a row.
type Project struct {
	store.Base
	Draft
	State              State              `json:"state" enum:"draft,active,execution,completed,stopped"`
	ActivatedOn        fiscal.Date        `json:"activatedOn,omitzero"`
	ExecutionStartedOn fiscal.Date        `json:"executionStartedOn,omitzero"`
	EndedOn            fiscal.Date        `json:"endedOn,omitzero" doc:"When it was completed or stopped"`
	StopReason         string             `json:"stopReason,omitempty"`
	BaselineFinishOn   fiscal.Date        `json:"baselineFinishOn,omitzero" doc:"Finish as first planned; never changes"`
	Tier               Tier               `json:"tier" enum:"A,B,C"`
	TierReasons        store.List[Reason] `json:"tierReasons"`
	TierNotes          store.List[Reason] `json:"tierNotes" doc:"What the rules allow besides, such as the short forms of tier C"`
	Figures
	Search string `json:"-"`
}

// TableName names the table.
func (Project) TableName() string { return "projects" }

// facts are what the policy may ask about a project.
func (p *Project) facts() *authz.Record {
	own := []string{p.ManagerID}
	if p.HeadID != "" {
		own = append(own, string(p.HeadID))
	}
	return &authz.Record{Noun: "projects", ID: p.ID, Section: p.ApplicantID, Own: append(own, p.MemberIDs...)}
}

// Roles of people in a project.
const (
	roleManager = "manager"
	roleHead    = "head"
	roleMember  = "member"
)

// involved is a person of a project, as project_people keeps it.
type involved struct {
	ProjectID string `gorm:"primaryKey"`
	Role      string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	PersonID  string
}

// TableName names the table of people.
func (involved) TableName() string { return "project_people" }

// concerned is a system that a project changes.
type concerned struct {
	ProjectID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	SystemID  string
}

// TableName names the table of systems concerned.
func (concerned) TableName() string { return "project_systems" }

// LoadParts reads members and systems.
func (p *Project) LoadParts(db *gorm.DB) (err error) {
	p.MemberIDs, err = store.Column[string](db.Table("project_people").Where("project_id = ? AND role = ?", p.ID, roleMember).
		Order("position").Select("person_id"))
	if err == nil {
		p.SystemIDs, err = store.Column[string](db.Table("project_systems").Where("project_id = ?", p.ID).Order("position").Select("system_id"))
	}
	return err
}

// SaveParts writes people and systems.
func (p *Project) SaveParts(tx *store.Tx, before *Project) error {
	if err := store.ReplaceParts(tx, "project_id", p.ID, before.people(), p.people()); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "project_id", p.ID, before.concerned(), p.concerned())
}

func (p *Project) people() []involved {
	if p == nil {
		return nil
	}
	out := []involved{{p.ID, roleManager, 0, p.ManagerID}}
	if p.HeadID != "" {
		out = append(out, involved{p.ID, roleHead, 0, string(p.HeadID)})
	}
	for i, id := range p.MemberIDs {
		out = append(out, involved{p.ID, roleMember, i, id})
	}
	return out
}

func (p *Project) concerned() []concerned {
	if p == nil {
		return nil
	}
	var out []concerned
	for i, id := range p.SystemIDs {
		out = append(out, concerned{p.ID, i, id})
	}
	return out
}

// plans are what the project promised for a day. Its finish counts from the day
// it became active: until then it is only an idea.
func (p *Project) plans(ms []Milestone) []Plan {
	switch p.State {
	case StateStopped:
		return nil
	case StateCompleted:
		return []Plan{p.finish()}
	}
	out := []Plan{p.finish()}
	for i := range ms {
		out = append(out, ms[i].plan())
	}
	return out
}

func (p *Project) finish() Plan {
	f := Plan{CurrentOn: p.FinishOn, ActualOn: p.EndedOn}
	if !p.BaselineFinishOn.IsZero() {
		f.Baselines = []Baseline{{On: p.BaselineFinishOn}}
	}
	return f
}

// derive fills the figures that follow from the milestones. What the records
// promise is stored; the days that pass are added when it is read (slipOn).
func (p *Project) derive(ms []Milestone) {
	plans := p.plans(ms)
	p.SlipDays, p.OpenBaselineOn = Slip(plans, fiscal.Date{}), openBaseline(plans)
	gates := slices.Clone(p.GateStates)
	for i := range gates {
		gates[i].PlannedOn = fiscal.Date{}
		for _, m := range ms {
			if m.Gate == gates[i].Gate {
				gates[i].PlannedOn = m.CurrentOn
			}
		}
	}
	p.GateStates = gates
}

// openBaseline is the earliest first baseline of what is not reached yet.
func openBaseline(plans []Plan) (earliest fiscal.Date) {
	for _, p := range plans {
		first := p.First()
		if p.ActualOn.IsZero() && !first.IsZero() && (earliest.IsZero() || first.Before(earliest)) {
			earliest = first
		}
	}
	return earliest
}

// slipOn is the slip on a day, as Slip gives it from the milestones themselves:
// each day that something stands open behind its first baseline is a day of slip.
func (f *Figures) slipOn(today fiscal.Date) *int {
	if f.SlipDays == nil || f.OpenBaselineOn.IsZero() {
		return f.SlipDays
	}
	days := max(*f.SlipDays, today.Sub(f.OpenBaselineOn))
	return &days
}

// pendingGate is a gate at which an application is under way.
func (f *Figures) pendingGate() string {
	for _, g := range f.GateStates {
		if slices.Contains(pendingStates, g.State) {
			return g.Gate
		}
	}
	return ""
}
