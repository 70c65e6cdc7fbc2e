package gates

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Project is what the gates know of a project.
type Project struct {
	ID, Code, Name, NameEn string
	State                  string // draft, active, execution, completed or stopped
	Tier                   Tier
	SectionID              string // that applies
	ManagerID, HeadID      string
	MemberIDs              []string
	HQDesignated           bool
	EndsSystem             bool // a system concerned is being wound down or is retired
	BuildCost, RunCost     int64
	FinishOn               fiscal.Date
	SystemIDs              []string
	Planned                map[GateID]fiscal.Date // by the milestones that name a gate
}

// ended tells whether nothing may change any more.
func (p Project) ended() bool { return p.State == "completed" || p.State == "stopped" }

// given tells whether the project was given up: its conditions lapse with it. Those of a completed one are still to be met.
func (p Project) given() bool { return p.State == "stopped" }

// people are those whose project it is.
func (p Project) people() []string {
	return persons(append([]string{p.ManagerID, p.HeadID}, p.MemberIDs...)...)
}

// facts are the project as the pure rules look at it, for rounds of the tier.
func (p Project) facts(tier Tier) Facts {
	return Facts{
		ProjectID: p.ID, Tier: tier, HQDesignated: p.HQDesignated, Retires: p.EndsSystem, HeadID: p.HeadID, ManagerID: p.ManagerID,
		BuildCost: p.BuildCost, RunCost: p.RunCost, FinishOn: p.FinishOn,
	}
}

// Needs says which records of other domains the live checks of a gate read.
type Needs struct{ Systems, Overlaps, Milestones, Risks, Report, Findings, Availability, Budgets, KPIs, Roles bool }

// needs are those of one gate at a tier.
func (s *Set) needs(gate GateID, tier Tier) Needs {
	var n Needs
	for _, line := range s.Criteria(gate, tier) {
		switch line.Live {
		case "milestones_baselined":
			n.Milestones = true
		case "risks_in_use":
			n.Risks = true
		case "status_report_fresh":
			n.Report = true
		case "no_overdue_findings", "nothing_overdue":
			n.Findings = true
		case "availability_registered", "availability_measured":
			n.Systems, n.Availability = true, true
		case "cost_plan_ready", "budget_in_force", "contract_covered", "cost_settled":
			n.Budgets = true
		case "roles_covered":
			n.Roles = true
		case "kpi_set", "kpi_measured":
			n.KPIs = true
		case "functions_compared":
			n.Systems, n.Overlaps = true, true
		case "systems_linked", "zone_and_classification_registered", "interfaces_listed",
			"renewal_in_time", "no_dependants", "contracts_ended", "systems_retired":
			n.Systems = true
		}
	}
	return n
}

// Step is a gate of a project's sequence, as the stepper shows it.
type Step struct {
	Gate      GateID      `json:"gate"`
	Round     int         `json:"round,omitempty"`
	State     State       `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn," doc:"State of the round that counts; empty before the first"`
	Outcome   Outcome     `json:"outcome" enum:"approved,conditional,returned,deferred,rejected," doc:"Of the round that counts; empty until decided"`
	Skipped   bool        `json:"skipped,omitempty"`
	Outside   bool        `json:"outside,omitempty" doc:"Not in the sequence of the present tier, but has rounds from another"`
	PlannedOn fiscal.Date `json:"plannedOn,omitzero"`
	DecidedOn fiscal.Date `json:"decidedOn,omitzero"`
}

// Projects is what the gates ask of their neighbour. Every method reads or writes through the handle it is given, so
// that a use case sees its own transaction.
type Projects interface {
	// Project reads one project; a missing one is a not_found fault.
	Project(db *gorm.DB, id string) (Project, error)
	// Live reads what the live checks need, in a bounded number of statements.
	Live(db *gorm.DB, p Project, n Needs) (LiveFacts, error)
	// Lock makes the writes of one project wait for each other.
	Lock(tx *store.Tx, id string) error
	// Begin says that the project has begun, and derives its tier anew from the systems as they are now.
	Begin(tx *store.Tx, id string) (Tier, error)
	// SetGates puts the steps of a project onto its row.
	SetGates(tx *store.Tx, id string, next GateID, steps []Step) error
	// Resolution tells what the headquarters has said to an application that was put before it.
	Resolution(db *gorm.DB, applicationID string) (HQResolution, error)
}

// record are the facts that the policy may ask about a gate of a project, before there is an application.
func (p Project) record(s *Set, tier Tier) *authz.Record {
	return &authz.Record{
		Noun: "gates", ID: p.ID, Section: p.SectionID, Own: p.people(), Authority: string(s.Tiers[tier].Decider),
		Parties: map[string][]string{"applicant": persons(p.HeadID, p.ManagerID)},
	}
}

// record are the facts that the policy may ask about an application. Who gave an opinion counts as reviewer; as long as
// nobody has, those who were asked. Who answers for the project applies as much as who pressed submit: the head of then,
// the head of now and the project manager.
func (a *ApplicationRecord) record(s *Set, p Project, opinions []OpinionRecord) *authz.Record {
	return &authz.Record{
		Noun: "gates", ID: a.ID, Section: a.ApplicantID, Own: p.people(), Authority: string(s.Tiers[a.Tier].Decider),
		Parties: map[string][]string{
			"applicant": persons(string(a.HeadID), string(a.SubmittedBy), p.HeadID, p.ManagerID), "preparer": a.preparers(p),
			"reviewer": a.rules(p, opinions).reviewersAtWork(), "asked": a.Reviewers,
		},
	}
}

// record are the facts that the policy may ask about a condition.
func (c *ConditionRecord) record(s *Set, tier Tier, section string) *authz.Record {
	return &authz.Record{
		Noun: "conditions", ID: c.ID, Section: section, Own: persons(c.OwnerID), Authority: string(s.Tiers[tier].Decider),
		Parties: map[string][]string{
			"condition_owner": persons(c.OwnerID), "condition_reporter": persons(string(c.ReportedBy)),
		},
	}
}
