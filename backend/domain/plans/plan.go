// Package plans holds what the city has set out to do with ICT: the editions of
// its strategy, the action plans under each, their themes and actions, how far
// they have come by their own word and by the evidence, and what became of them.
package plans

import (
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// StrategyDraft is what a person may write of an edition of the strategy.
type StrategyDraft struct {
	Code      string      `json:"code" validate:"required,max=40"`
	Name      string      `json:"name" validate:"required,max=200"`
	NameEn    string      `json:"nameEn,omitempty" validate:"max=200"`
	Edition   int64       `json:"edition" validate:"required,min=1,max=999"`
	DecidedOn fiscal.Date `json:"decidedOn,omitzero" doc:"When it was decided"`
	Summary   string      `json:"summary,omitempty" validate:"max=4000"`
}

// Strategy is an edition of the ICT strategy.
type Strategy struct {
	store.Base
	StrategyDraft
}

// TableName names the table.
func (Strategy) TableName() string { return "strategies" }

// State is where a plan stands.
type State string

// A draft is being written; an approved plan runs, frozen as it was approved;
// a closed one takes no change any more.
const (
	StateDraft    State = "draft"
	StateApproved State = "approved"
	StateClosed   State = "closed"
)

// PlanDraft is what a person may write of a plan.
type PlanDraft struct {
	Code       string `json:"code" validate:"required,max=40"`
	Name       string `json:"name" validate:"required,max=200"`
	NameEn     string `json:"nameEn,omitempty" validate:"max=200"`
	StrategyID string `json:"strategyId" validate:"required,max=64"`
	FYFrom     int64  `json:"fyFrom" gorm:"column:fy_from" validate:"required,min=1990,max=2200" doc:"First fiscal year"`
	FYTo       int64  `json:"fyTo" gorm:"column:fy_to" validate:"required,min=1990,max=2200" doc:"Last fiscal year"`
	Summary    string `json:"summary,omitempty" validate:"max=4000"`
}

// maxYears of a plan: its quarters are shown side by side.
const maxYears = 10

// Check states the rules that tags cannot.
func (d *PlanDraft) Check() []fault.Field {
	switch {
	case d.FYTo < d.FYFrom:
		return []fault.Field{{Field: "fyTo", Rule: "date_order", Params: fault.Params{"field": "fyFrom"}}}
	case d.FYTo-d.FYFrom >= maxYears:
		return []fault.Field{{Field: "fyTo", Rule: "max", Params: fault.Params{"limit": d.FYFrom + maxYears - 1}}}
	}
	return nil
}

// Plan is a row.
type Plan struct {
	store.Base
	PlanDraft
	State           State       `json:"state" enum:"draft,approved,closed"`
	ProposedOn      fiscal.Date `json:"proposedOn,omitzero" doc:"Since when it waits for approval"`
	ApprovedOn      fiscal.Date `json:"approvedOn,omitzero" doc:"Day of the meeting that approved the latest version"`
	ApprovedMeeting string      `json:"approvedMeeting,omitempty" doc:"That meeting"`
	Versions        int64       `json:"versions" doc:"How many versions have been approved and frozen"`
	ClosedOn        fiscal.Date `json:"closedOn,omitzero"`
	ClosingNote     string      `json:"closingNote,omitempty"`
	Search          string      `json:"-"`
}

// TableName names the table.
func (Plan) TableName() string { return "plans" }

// facts are what the policy may ask about a plan: it belongs to the whole city.
func (p *Plan) facts() *authz.Record { return &authz.Record{Noun: "plans", ID: p.ID} }

func (p *Plan) derive() {
	p.Code = store.Code(p.Code)
	p.Search = store.Fold(p.Code, p.Name, p.NameEn)
}

// first and last are the days of a plan's period.
func (p *Plan) first() fiscal.Date { return fiscal.FYStart(int(p.FYFrom)) }
func (p *Plan) last() fiscal.Date  { return fiscal.FYEnd(int(p.FYTo)) }

// Field is what a theme is about, so that themes of different plans compare. The
// first three are the city's priorities.
type Field string

// The fields of themes.
const (
	FieldAI               Field = "ai"
	FieldOnline           Field = "online_procedures"
	FieldData             Field = "data"
	FieldSystemManagement Field = "system_management"
	FieldWorkStyle        Field = "work_style"
	FieldInfrastructure   Field = "infrastructure"
	FieldOther            Field = "other"
)

// ThemeDraft is what a person may write of a theme.
type ThemeDraft struct {
	Code     string `json:"code" validate:"required,max=40"`
	Name     string `json:"name" validate:"required,max=200"`
	NameEn   string `json:"nameEn,omitempty" validate:"max=200"`
	Field    Field  `json:"field" validate:"required,oneof=ai online_procedures data system_management work_style infrastructure other"`
	Position int64  `json:"position" validate:"min=0,max=999" doc:"Place among the themes of the plan"`
	Summary  string `json:"summary,omitempty" validate:"max=2000"`
}

// Theme is a theme of a plan.
type Theme struct {
	store.Base
	PlanID string `json:"planId"`
	ThemeDraft
}

// TableName names the table.
func (Theme) TableName() string { return "plan_themes" }

// Root is the plan.
func (t Theme) Root() (noun, id string) { return "plans", t.PlanID }

func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }

func item(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
