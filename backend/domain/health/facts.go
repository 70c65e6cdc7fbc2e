package health

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
)

// ProjectFacts are what the rules know of a project on a day. A nil pointer is unknown: no record says anything.
type ProjectFacts struct {
	ID          string
	Code        string
	SectionID   string
	Own         []string // manager, head, members
	State       string
	Tier        string
	ActivatedOn fiscal.Date
	SlipDays    *int
	Report      *Report
	Late        Late        // milestones whose plan in force has gone by
	Risks       []Risk      // open, high or critical
	Conditions  []Condition // open
	Gate        Gate
	Findings    *Findings
	Money       *Money
	Maturity    *Maturity
	KPI         *KPI
	Earned      *DatedEarned // read by this package itself
	YearCost    *int64       // build and five years of running, a fifth of it
	Users       *int64       // of the systems concerned, nil unless known of each
}

// SystemFacts are what the rules know of a system on a day.
type SystemFacts struct {
	ID             string
	Code           string
	SectionID      string
	Phase          string
	Criticality    string
	SaaS           bool
	Components     []Component
	ContractEndsOn fiscal.Date
	RenewalOn      fiscal.Date
	ConfirmBy      fiscal.Date
	Completeness   int
	Missing        []string // expected fields left empty
	Projects       []Record // running projects that concern it
	Operation      *Operation
	Findings       *Findings
	Money          *Money
	Maturity       *Maturity
	Users          *int64
}

// Report is the latest published status report of a project.
type Report struct {
	ID                                            string
	AsOf                                          fiscal.Date
	Overall, Scope, Schedule, Cost, Quality, Risk string
}

// Late counts milestones that should have been reached, and names some.
type Late struct {
	Count int
	Rows  []Record
}

// Risk is an open risk or issue of weight.
type Risk struct {
	ID, Title, Band  string
	TouchedOn, DueOn fiscal.Date
}

// Condition is an open condition of an approval.
type Condition struct {
	ID, ApplicationID, Gate, Text, Criticality string
	DueOn                                      fiscal.Date
	Overdue                                    bool
}

// Gate is where a project stands at the gate whose turn it is.
type Gate struct {
	Next          string
	ApplicationID string
	Returned      int         // how often it was sent back, while that is how it stands
	WaitingSince  fiscal.Date // handed in and not decided
}

// Findings counts the open audit findings on a subject.
type Findings struct {
	Severe        int // open, high or critical
	Overdue       int
	SevereOverdue int
}

// Money is the budget of a fiscal year.
type Money struct {
	FY            int
	Budget, Spent int64
	// Elapsed is how much of the period that the budget is for has gone by, in thousandths.
	Elapsed int
	Href    string // where its lines are
}

// Maturity is the level of the section, and the level it should have by now.
type Maturity struct {
	AppraisalID   string
	Label         string
	Level, Target int
	On            fiscal.Date
}

// KPI is how far the goals are reached that a project serves, in thousandths, over all that are measured.
type KPI struct{ Permille, Count int }

// Component is a part of a system with the end of its support.
type Component struct {
	Name                   string
	MainOn, EndsOn, SeenOn fiscal.Date
}

// Operation is how a system ran.
type Operation struct {
	Outages    int // that began within the window
	Open       bool
	Months     int // judged against a target, of the last twelve
	Missed     int
	Target     *int64 // in millionths of the whole
	Rows       []Record
	MonthsHref string
}

// DatedEarned is the latest earned value of a project.
type DatedEarned struct {
	ID   string
	AsOf fiscal.Date
	Earned
}

// Change is an entry of the ledger, as far as it tells whose health may have changed.
type Change struct{ Noun, RecordID, RootNoun, RootID string }

// Sources gather the facts. Each call takes a fixed number of statements, however many ids it is given; ids that are not
// judged (ended projects, retired systems, unknown ones) are left out of the answer.
type Sources interface {
	// Subjects lists ids in their order, from after on, at most limit.
	Subjects(db *gorm.DB, of Subject, after string, limit int) ([]string, error)
	Projects(ctx context.Context, db *gorm.DB, on fiscal.Date, ids []string) ([]ProjectFacts, error)
	Systems(ctx context.Context, db *gorm.DB, on fiscal.Date, outageDays int, ids []string) ([]SystemFacts, error)
	// Touched lists the subjects that changes may concern.
	Touched(db *gorm.DB, changes []Change) (projects, systems []string, err error)
}
