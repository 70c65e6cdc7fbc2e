package gates

import (
	"time"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Evidence is what an answer or a report rests on.
type Evidence struct {
	Kind      string      `json:"kind" validate:"max=60"`
	Title     string      `json:"title" validate:"max=200"`
	Reference string      `json:"reference" validate:"max=500"` // document number, path or link inside the city's network
	Date      fiscal.Date `json:"date,omitzero"`                // the day the evidence speaks of
}

// Answer is the applicant's answer to one criterion.
type Answer struct {
	CriterionID string               `json:"criterionId" validate:"required,max=10"`
	Answer      AnswerValue          `json:"answer" validate:"omitempty,oneof=conform nonconform not_applicable"`
	Evidence    store.List[Evidence] `json:"evidence" validate:"max=20,dive"`
	Comment     string               `json:"comment" validate:"max=2000"`
	Reason      string               `json:"reason" validate:"max=2000"` // why 該当なし
}

// Document is a standard document handed in with an application.
type Document struct {
	Kind      string      `json:"kind" validate:"required,max=60"` // a kind of the gate set
	Title     string      `json:"title" validate:"max=200"`
	Version   string      `json:"version" validate:"max=60"`
	Reference string      `json:"reference" validate:"max=500"`
	Date      fiscal.Date `json:"date,omitzero"`
}

// Opinion is a reviewer's advice, apart from the decision.
type Opinion struct {
	ID         string    `json:"id"`
	ReviewerID string    `json:"reviewerId"`
	DCA        DCA       `json:"dca"`   // "" when the reviewer gave none
	Scale      int       `json:"scale"` // 5 or 3, the scale the rating was given on
	Comment    string    `json:"comment"`
	At         time.Time `json:"at"`
}

// Decision is what the decider decides, proposed or made.
type Decision struct {
	Outcome       Outcome     `json:"outcome"`
	Reason        string      `json:"reason"`
	Conditions    []Condition `json:"conditions"`
	SubstituteFor string      `json:"substituteFor,omitempty"` // the post decided for (代決); "" when decided in person
}

// Condition is laid down by a conditional approval. Due is a day or a gate.
type Condition struct {
	ID           string         `json:"id"`
	Gate         GateID         `json:"gate"` // the gate that laid it down
	Text         string         `json:"text"`
	Criticality  Criticality    `json:"criticality"`
	OwnerID      string         `json:"ownerId"`
	DueOn        fiscal.Date    `json:"dueOn,omitzero"`
	DueGate      GateID         `json:"dueGate,omitempty"`
	State        ConditionState `json:"state"`
	Evidence     []Evidence     `json:"evidence"`
	ReportedByID string         `json:"reportedById,omitempty"`
	VerifiedByID string         `json:"verifiedById,omitempty"`
	WaivedReason string         `json:"waivedReason,omitempty"`
}

// Application is one round at one gate, as far as the rules look at it.
type Application struct {
	ID                      string
	ProjectID               string
	Gate                    GateID
	Round                   int
	Tier                    Tier
	State                   State
	ApplicantID             string   // the head of the owning section (所管所属長), who applies
	SubmittedByID           string   // who pressed submit
	ApplicantOrganisationID string   // the owning section
	PreparedBy              []string // who wrote the documents
	Reviewers               []string // who was asked to review
	Answers                 []Answer
	Documents               []Document
	Opinions                []Opinion
}

// GateState is one round at a gate, or its omission under R8. A project may have several rounds a gate.
type GateState struct {
	Gate          GateID
	Round         int
	ApplicationID string
	State         State
	Outcome       Outcome // "" until decided
	Skipped       bool
	SkipReason    string
}

// HQResolution says whether the headquarters has approved a designated project at the gate.
type HQResolution string

// Not tracked means that the application stands on no agenda of the headquarters; the rule then says nothing about it. Once
// it does, nobody lets it pass before the headquarters has approved.
const (
	HQNotTracked HQResolution = ""
	HQPending    HQResolution = "pending"
	HQApproved   HQResolution = "approved"
)

// Facts are what the rules need to know of the project.
type Facts struct {
	ProjectID    string
	Tier         Tier // of the application once it is submitted, of the project before
	HQDesignated bool
	HQ           HQResolution // at the gate in question
	Retires      bool         // ends a system
	Sequence     []GateID     // the project's own; empty means the set's for its tier
	HeadID       string       // head of the owning section
	ManagerID    string
	BuildCost    int64 // whole yen
	RunCost      int64 // whole yen, five years
	FinishOn     fiscal.Date
}

// Actor is the person who wants to act, with what his posts give him on that day. The zero Actor is nobody in
// particular: rules about persons are then left out of the verdict.
type Actor struct {
	PersonID         string
	Authorities      []Authority
	OrganisationPath []string // the organisations of his posts and everything above them
}

// Input is everything that readiness is computed from; it holds no clock and no database.
type Input struct {
	Project     Facts
	Gate        GateID
	Action      Action
	Application *Application          // the current round; nil when there is none yet
	Decision    *Decision             // ActionDecide: the decision proposed; nil asks about a plain approval
	Live        map[string]LiveResult // by check; a missing one is unknown
	States      []GateState           // every round at every gate of the project
	Conditions  []Condition           // every condition of the project
	Actor       Actor
	Today       fiscal.Date
	// RolesFor names the roles that hold a permission; nil leaves the roles of Mend empty.
	RolesFor func(permission string) []string
}

// sequence is the project's own order of gates.
func (in Input) sequence(s *Set) []GateID {
	if len(in.Project.Sequence) > 0 {
		return in.Project.Sequence
	}
	return s.Sequence(in.Project.Tier, in.Project.Retires)
}

// outcome is what is proposed; a plain approval when nothing is.
func (in Input) outcome() Outcome {
	if in.Decision == nil {
		return Approved
	}
	return in.Decision.Outcome
}

// Latest is the round that counts at the gate: the omission if there is one, else the highest round, decided or not.
// A withdrawn round counts as never handed in. ok is false when nothing counts.
func Latest(states []GateState, gate GateID) (latest GateState, ok bool) {
	for _, s := range states {
		if s.Gate != gate || s.State == StateWithdrawn {
			continue
		}
		if s.Skipped {
			return s, true
		}
		if !ok || s.Round > latest.Round {
			latest, ok = s, true
		}
	}
	return latest, ok
}

// Passed reports a gate whose counting round was approved, with or without conditions, or that was skipped.
func Passed(states []GateState, gate GateID) bool {
	latest, ok := Latest(states, gate)
	return ok && (latest.Skipped || latest.Outcome.Passes())
}
