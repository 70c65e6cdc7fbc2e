package gates

import (
	"slices"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// OpinionDraft is what a reviewer says: advice, apart from the decision.
type OpinionDraft struct {
	DCA            DCA    `json:"dca,omitempty" validate:"omitempty,oneof=green amber_green amber amber_red red" doc:"Delivery confidence; mandatory at tier A"`
	Scale          int    `json:"dcaScale,omitempty" gorm:"column:scale" validate:"omitempty,oneof=3 5" doc:"Tiers of the scale that it was given on, 5 unless given"`
	Comment        string `json:"comment" validate:"required,max=4000"`
	Recommendation string `json:"recommendation,omitempty" validate:"omitempty,oneof=approved conditional returned deferred rejected"`
}

// Check wants a rating that the scale has.
func (d *OpinionDraft) Check() []fault.Field {
	if d.DCA != "" && d.DCA.Valid() && !d.DCA.ValidOn(d.scale()) {
		return []fault.Field{{Field: "dca", Rule: "oneof", Params: fault.Params{"allowed": []DCA{DCAGreen, DCAAmber, DCARed}}}}
	}
	return nil
}

func (d *OpinionDraft) scale() int {
	if d.Scale == 0 {
		return 5
	}
	return d.Scale
}

// OpinionRecord is a row. The database refuses to change or remove it; there is one a reviewer and round.
type OpinionRecord struct {
	store.Base
	ApplicationID string `json:"applicationId"`
	ProjectID     string `json:"projectId"`
	ReviewerID    string `json:"reviewerId"`
	OpinionDraft
}

// TableName names the table.
func (OpinionRecord) TableName() string { return "gate_opinions" }

// Root is the project.
func (o OpinionRecord) Root() (noun, id string) { return "projects", o.ProjectID }

// ConditionDraft is a condition as a decider lays it down. Rule R3 judges what is missing.
type ConditionDraft struct {
	Text        string      `json:"text" validate:"max=2000"`
	Criticality Criticality `json:"criticality" validate:"omitempty,oneof=critical essential recommended"`
	OwnerID     string      `json:"ownerId" validate:"max=64" doc:"Person who sees to it"`
	DueOn       fiscal.Date `json:"dueOn,omitzero" doc:"Day, or else dueGate"`
	DueGate     GateID      `json:"dueGate,omitempty" validate:"max=4" doc:"A later gate of the project"`
}

// DecisionDraft is a decision as proposed.
type DecisionDraft struct {
	Outcome       Outcome                    `json:"outcome" validate:"required,oneof=approved conditional returned deferred rejected"`
	Reason        string                     `json:"reason,omitempty" validate:"max=4000" doc:"Mandatory for everything but a plain approval"`
	Conditions    store.List[ConditionDraft] `json:"conditions,omitempty" validate:"max=50,dive"`
	SubstituteFor string                     `json:"substituteFor,omitempty" validate:"max=64" doc:"Post that is decided for (代決)"`
	MeetingID     store.Ref                  `json:"-"` // set by a meeting that records the decision, and by nobody else
}

// Check states what a decision must hold whatever the other records say.
func (d *DecisionDraft) Check() []fault.Field {
	return slices.DeleteFunc(d.rules("").Check(), func(f fault.Field) bool { return f.Field == "outcome" }) // told by the tag
}

// rules is the decision as the pure rules look at it.
func (d *DecisionDraft) rules(gate GateID) *Decision {
	out := &Decision{Outcome: d.Outcome, Reason: d.Reason, SubstituteFor: d.SubstituteFor}
	for _, c := range d.Conditions {
		out.Conditions = append(out.Conditions, Condition{
			Gate: gate, Text: c.Text, Criticality: c.Criticality, OwnerID: c.OwnerID, DueOn: c.DueOn, DueGate: c.DueGate, State: ConditionOpen,
		})
	}
	return out
}

// DecisionRecord is a row. The database refuses to change or remove it, and to hold two for one round.
type DecisionRecord struct {
	store.Base
	ApplicationID  string               `json:"applicationId"`
	ProjectID      string               `json:"projectId"`
	Gate           GateID               `json:"gate"`
	Round          int                  `json:"round"`
	Outcome        Outcome              `json:"outcome" enum:"approved,conditional,returned,deferred,rejected"`
	Reason         string               `json:"reason"`
	Number         store.Ref            `json:"number,omitempty" doc:"Approval number"`
	DeciderID      string               `json:"deciderId"`
	DeciderTitle   string               `json:"deciderTitle" doc:"Post as it was called then"`
	DeciderTitleEn string               `json:"deciderTitleEn,omitempty"`
	Authority      Authority            `json:"authority" enum:"cio,ict_director,sysmgmt_director,headquarters" doc:"Authority that the round called for"`
	SubstituteFor  store.Ref            `json:"substituteFor,omitempty" doc:"Post that was decided for (代決)"`
	MeetingID      store.Ref            `json:"meetingId,omitempty" doc:"Meeting that decided"`
	PolicySHA      string               `json:"policySha" gorm:"column:policy_sha"`
	Readiness      store.Doc[Readiness] `json:"readiness" doc:"How every criterion and rule stood at the decision"`
}

// TableName names the table.
func (DecisionRecord) TableName() string { return "gate_decisions" }

// Root is the project.
func (d DecisionRecord) Root() (noun, id string) { return "projects", d.ProjectID }

// ConditionRecord is a row: what a conditional approval demands.
type ConditionRecord struct {
	store.Base
	ApplicationID string `json:"applicationId"`
	ProjectID     string `json:"projectId"`
	Gate          GateID `json:"gate"`
	No            int    `json:"no"`
	ConditionDraft
	State         ConditionState       `json:"state" enum:"open,reported,verified,waived"`
	Evidence      store.List[Evidence] `json:"evidence"`
	Comment       string               `json:"comment,omitempty" doc:"Of the report"`
	ReportedBy    store.Ref            `json:"reportedById,omitempty"`
	ReportedAt    store.Time           `json:"reportedAt,omitzero"`
	VerifiedBy    store.Ref            `json:"verifiedById,omitempty"`
	VerifiedAt    store.Time           `json:"verifiedAt,omitzero"`
	VerifyComment string               `json:"verifyComment,omitempty"`
	WaivedBy      store.Ref            `json:"waivedById,omitempty"`
	WaivedAt      store.Time           `json:"waivedAt,omitzero"`
	WaivedReason  string               `json:"waivedReason,omitempty"`
}

// TableName names the table.
func (ConditionRecord) TableName() string { return "gate_conditions" }

// Root is the project.
func (c ConditionRecord) Root() (noun, id string) { return "projects", c.ProjectID }

// rules is the condition as the pure rules look at it.
func (c *ConditionRecord) rules() Condition {
	return Condition{
		ID: c.ID, Gate: c.Gate, Text: c.Text, Criticality: c.Criticality, OwnerID: c.OwnerID, DueOn: c.DueOn, DueGate: c.DueGate,
		State: c.State, Evidence: c.Evidence, ReportedByID: string(c.ReportedBy), VerifiedByID: string(c.VerifiedBy), WaivedReason: c.WaivedReason,
	}
}

// SkipRecord is a row: a gate left out under R8. The database refuses to change or remove it.
type SkipRecord struct {
	store.Base
	ProjectID string    `json:"projectId"`
	Gate      GateID    `json:"gate"`
	Tier      Tier      `json:"tier"`
	Reason    string    `json:"reason"`
	Authority Authority `json:"authority" enum:"cio,ict_director,sysmgmt_director,headquarters"`
	DeciderID string    `json:"deciderId"`
	PolicySHA string    `json:"policySha" gorm:"column:policy_sha"`
}

// TableName names the table.
func (SkipRecord) TableName() string { return "gate_skips" }

// Root is the project.
func (s SkipRecord) Root() (noun, id string) { return "projects", s.ProjectID }

func (s *SkipRecord) state() GateState {
	return GateState{Gate: s.Gate, Skipped: true, SkipReason: s.Reason}
}
