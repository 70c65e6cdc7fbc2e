package gates

import (
	"maps"
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// LiveStatus is what a live check found. Unknown means that the records do not say; it never counts as met.
type LiveStatus string

// What a live check can find.
const (
	LiveMet           LiveStatus = "met"
	LiveUnmet         LiveStatus = "unmet"
	LiveUnknown       LiveStatus = "unknown"
	LiveStale         LiveStatus = "stale"
	LiveNotApplicable LiveStatus = "not_applicable"
)

// LiveResult is the answer of a live check, with the records it rests on and who could mend it.
type LiveResult struct {
	Status LiveStatus
	Why    Why
	Proof  []Proof
	Mend   *Mend // nil where nothing needs mending
}

// Proof is a record that shows why a criterion stands as it does.
type Proof struct {
	Noun  string      `json:"noun"`
	ID    string      `json:"id"`
	Label string      `json:"label"`
	Href  string      `json:"href"`
	Date  fiscal.Date `json:"date,omitzero"`
}

// Mend says who can put a criterion right and where: a permission with the roles that hold it, and persons by name
// where the project names them.
type Mend struct {
	Permission string   `json:"permission"`
	Roles      []string `json:"roles"`
	PersonIDs  []string `json:"personIds"`
	Href       string   `json:"href"`
}

// Permissions that mend what the own checks find.
const (
	MendProject     = "projects:update"
	MendReport      = "projects:report"
	MendSystem      = "systems:update"
	MendApplication = "gates:apply"
	MendCondition   = "conditions:report"
)

// LiveFacts are the records of other domains that the own checks read.
type LiveFacts struct {
	Systems      []SystemFacts // linked to the project
	Milestones   []MilestoneFacts
	Risks        []RiskFacts
	Findings     []FindingFacts
	LatestReport *ReportFacts                 // the latest published status report; nil when there is none
	Availability map[string]AvailabilityFacts // by system
	Budgets      []BudgetFacts                // lines of the project
	Roles        []RoleFacts                  // that the project needs
	KPIs         []KPIFacts                   // of the actions that the project carries, one without a name for an action that has none
}

// SystemFacts are what the checks read of a linked system.
type SystemFacts struct {
	ID, Code, Name                           string
	Phase                                    string // of the life cycle: planning, build, operation, …
	NetworkZone                              string
	Confidentiality, Integrity, Availability string
	Functions                                []string
	Overlaps                                 []string    // codes of other systems that share a function
	Interfaces                               int         // in either direction
	ConfirmedOn, ConfirmBy                   fiscal.Date // when the record was last confirmed, and until when that holds
	ContractEndsOn                           fiscal.Date
	Components                               []ComponentFacts
	Dependants                               []string // ids of systems in use that still exchange data with it
}

// ComponentFacts are the end of support of a component and when that date was looked up.
type ComponentFacts struct {
	Name      string
	EndsOn    fiscal.Date // zero when unknown
	CheckedOn fiscal.Date
}

// MilestoneFacts are a milestone and its first baseline, zero when it has none.
type MilestoneFacts struct {
	ID, Name   string
	BaselineOn fiscal.Date
}

// RiskFacts are a risk or issue; Score is 0 while it is not rated.
type RiskFacts struct {
	ID, Title string
	Score     int
	Open      bool
	TouchedOn fiscal.Date // the last day it was changed
}

// ReportFacts are a published status report.
type ReportFacts struct {
	ID   string
	AsOf fiscal.Date
}

// liveCase is one question to a check.
type liveCase struct {
	set   *Set
	in    Input
	facts LiveFacts
}

var ownChecks = map[string]func(liveCase) LiveResult{
	"previous_conditions_closed":         liveCase.previousConditions,
	"essential_conditions_closed":        liveCase.essentialConditions,
	"no_overdue_conditions":              liveCase.overdueConditions,
	"no_overdue_findings":                liveCase.overdueFindings,
	"nothing_overdue":                    liveCase.nothingOverdue,
	"owner_and_manager_assigned":         liveCase.ownerAndManager,
	"cost_split_entered":                 liveCase.costSplit,
	"cost_plan_ready":                    liveCase.costPlan,
	"budget_in_force":                    liveCase.budgetInForce,
	"contract_covered":                   liveCase.contractCovered,
	"cost_settled":                       liveCase.costSettled,
	"kpi_set":                            liveCase.kpiSet,
	"kpi_measured":                       liveCase.kpiMeasured,
	"milestones_baselined":               liveCase.milestones,
	"risks_in_use":                       liveCase.risks,
	"roles_covered":                      liveCase.roles,
	"status_report_fresh":                liveCase.report,
	"systems_linked":                     liveCase.systemsLinked,
	"functions_compared":                 liveCase.functions,
	"zone_and_classification_registered": liveCase.classification,
	"interfaces_listed":                  liveCase.interfaces,
	"availability_registered":            liveCase.availabilityRegistered,
	"availability_measured":              liveCase.availabilityMeasured,
	"renewal_in_time":                    liveCase.renewal,
	"no_dependants":                      liveCase.dependants,
	"contracts_ended":                    liveCase.contractsEnded,
	"systems_retired":                    liveCase.retired,
}

// OwnChecks are the names of the live checks that this domain answers, sorted.
func OwnChecks() []string { return slices.Sorted(maps.Keys(ownChecks)) }

// CheckLive runs the own checks that the gate asks for at the project's tier. Checks of other domains are left to
// whoever offers them; the caller merges their results.
func CheckLive(s *Set, in Input, facts LiveFacts) map[string]LiveResult {
	results := map[string]LiveResult{}
	for _, line := range s.Criteria(in.Gate, in.Project.Tier) {
		if check, own := ownChecks[line.Live]; own {
			results[line.Live] = check(liveCase{s, in, facts})
		}
	}
	return results
}

func (c liveCase) projectHref() string { return "/projects/" + c.in.Project.ProjectID }

// found builds a result that needs nobody.
func found(status LiveStatus, w Why, proof ...Proof) LiveResult {
	return LiveResult{Status: status, Why: w, Proof: proof}
}

// byProject builds a result that the project manager can mend.
func (c liveCase) byProject(status LiveStatus, tab string, w Why, proof ...Proof) LiveResult {
	mend := &Mend{Permission: MendProject, PersonIDs: persons(c.in.Project.ManagerID), Href: c.projectHref() + tab}
	return LiveResult{Status: status, Why: w, Proof: proof, Mend: mend}
}

func (c liveCase) conditionProof(ids []string) []Proof {
	proof := []Proof{}
	for _, cond := range c.in.Conditions {
		if slices.Contains(ids, cond.ID) {
			proof = append(proof, Proof{Noun: "condition", ID: cond.ID, Label: cond.Text, Href: c.projectHref() + "/gates/" + string(cond.Gate), Date: cond.DueOn})
		}
	}
	return proof
}

// byOwners builds the result of a check on conditions: their owners mend them.
func (c liveCase) byOwners(ids []string, clear, held string) LiveResult {
	if len(ids) == 0 {
		return found(LiveMet, why(clear))
	}
	owners := []string{}
	for _, cond := range c.in.Conditions {
		if slices.Contains(ids, cond.ID) {
			owners = append(owners, cond.OwnerID)
		}
	}
	mend := &Mend{Permission: MendCondition, PersonIDs: persons(owners...), Href: c.projectHref() + "/gates"}
	return LiveResult{Status: LiveUnmet, Why: why(held, "ids", ids), Proof: c.conditionProof(ids), Mend: mend}
}

func (c liveCase) previousConditions() LiveResult {
	before, _ := Predecessor(c.in.sequence(c.set), c.in.Gate)
	if before == "" {
		return found(LiveNotApplicable, why("no_previous_gate"))
	}
	open := unsettled(c.in.Conditions, func(cond Condition) bool { return cond.Gate == before })
	return c.byOwners(open, "conditions_closed", "conditions_open")
}

func (c liveCase) essentialConditions() LiveResult {
	before, _ := Predecessor(c.in.sequence(c.set), c.in.Gate)
	if before == "" {
		return found(LiveNotApplicable, why("no_previous_gate"))
	}
	open := unsettled(c.in.Conditions, func(cond Condition) bool {
		return cond.Gate == before && cond.Criticality != Recommended
	})
	return c.byOwners(open, "conditions_closed", "essential_conditions_open")
}

func (c liveCase) overdueConditions() LiveResult {
	late := []string{}
	for _, cond := range c.in.Conditions {
		if cond.Overdue(c.in.Today, c.in.States) {
			late = append(late, cond.ID)
		}
	}
	return c.byOwners(late, "no_overdue_conditions", "conditions_overdue")
}

func (c liveCase) ownerAndManager() LiveResult {
	missing := []string{}
	if c.in.Project.HeadID == "" {
		missing = append(missing, "headId")
	}
	if c.in.Project.ManagerID == "" {
		missing = append(missing, "managerId")
	}
	if len(missing) > 0 {
		return c.byProject(LiveUnmet, "", why("persons_missing", "fields", missing))
	}
	return found(LiveMet, why("persons_assigned", "ids", []string{c.in.Project.HeadID, c.in.Project.ManagerID}), c.projectProof())
}

func (c liveCase) projectProof() Proof {
	return Proof{Noun: "project", ID: c.in.Project.ProjectID, Href: c.projectHref()}
}

// costSplit wants the running cost named: a system that costs nothing to run is a figure not entered. A build cost of
// zero is possible for a service that is bought as it is.
func (c liveCase) costSplit() LiveResult {
	p := c.in.Project
	if p.RunCost <= 0 || p.BuildCost < 0 {
		return c.byProject(LiveUnmet, "", why("cost_missing", "buildCost", p.BuildCost, "runCost", p.RunCost))
	}
	return found(LiveMet, why("cost_entered", "buildCost", p.BuildCost, "runCost", p.RunCost), c.projectProof())
}

func (c liveCase) documents() LiveResult {
	gate, _ := c.set.Gate(c.in.Gate)
	href := c.projectHref() + "/gates/" + string(c.in.Gate)
	missing, proof := []string{}, []Proof{}
	for _, kind := range gate.RequiredDocuments {
		i := -1
		if c.in.Application != nil {
			i = slices.IndexFunc(c.in.Application.Documents, func(d Document) bool {
				return d.Kind == kind && (!blank(d.Title) || !blank(d.Reference))
			})
		}
		if i < 0 {
			missing = append(missing, kind)
			continue
		}
		d := c.in.Application.Documents[i]
		proof = append(proof, Proof{Noun: "document", ID: c.in.Application.ID, Label: d.Title, Href: href, Date: d.Date})
	}
	if len(missing) > 0 {
		mend := &Mend{Permission: MendApplication, PersonIDs: persons(c.in.Project.ManagerID), Href: href}
		return LiveResult{LiveUnmet, why("documents_missing", "kinds", missing), proof, mend}
	}
	return found(LiveMet, why("documents_attached", "kinds", gate.RequiredDocuments), proof...)
}

func (c liveCase) milestones() LiveResult {
	bare, proof := []string{}, []Proof{}
	for _, m := range c.facts.Milestones {
		if m.BaselineOn.IsZero() {
			bare = append(bare, m.ID)
		}
		proof = append(proof, Proof{Noun: "milestone", ID: m.ID, Label: m.Name, Href: c.projectHref() + "/milestones", Date: m.BaselineOn})
	}
	switch {
	case len(proof) == 0:
		return c.byProject(LiveUnmet, "/milestones", why("no_milestones"))
	case len(bare) > 0:
		return c.byProject(LiveUnmet, "/milestones", why("milestones_without_baseline", "ids", bare), proof...)
	}
	return found(LiveMet, why("milestones_baselined", "count", len(proof)), proof...)
}

func (c liveCase) risks() LiveResult {
	unrated, idle, proof := []string{}, []string{}, []Proof{}
	limit := c.set.Settings.RiskStaleDays
	for _, r := range c.facts.Risks {
		switch {
		case r.Score <= 0:
			unrated = append(unrated, r.ID)
		case r.Open && (r.TouchedOn.IsZero() || c.in.Today.Sub(r.TouchedOn) > limit):
			idle = append(idle, r.ID)
		}
		proof = append(proof, Proof{Noun: "risk", ID: r.ID, Label: r.Title, Href: c.projectHref() + "/risks", Date: r.TouchedOn})
	}
	switch {
	case len(proof) == 0:
		return c.byProject(LiveUnmet, "/risks", why("no_risks"))
	case len(unrated) > 0:
		return c.byProject(LiveUnmet, "/risks", why("risks_not_rated", "ids", unrated), proof...)
	case len(idle) > 0:
		return c.byProject(LiveStale, "/risks", why("risks_untouched", "ids", idle, "limit", limit), proof...)
	}
	return found(LiveMet, why("risks_in_use", "count", len(proof)), proof...)
}

func (c liveCase) report() LiveResult {
	r, limit := c.facts.LatestReport, c.set.Settings.ReportFreshDays
	mend := &Mend{Permission: MendReport, PersonIDs: persons(c.in.Project.ManagerID), Href: c.projectHref() + "/reports"}
	if r == nil || r.AsOf.IsZero() {
		return LiveResult{Status: LiveUnmet, Why: why("no_report"), Mend: mend}
	}
	proof := Proof{Noun: "report", ID: r.ID, Href: c.projectHref() + "/reports/" + r.ID, Date: r.AsOf}
	if age := c.in.Today.Sub(r.AsOf); age > limit {
		return LiveResult{LiveStale, why("report_old", "days", age, "limit", limit), []Proof{proof}, mend}
	}
	return found(LiveMet, why("report_fresh", "days", c.in.Today.Sub(r.AsOf)), proof)
}

// persons drops blanks and repetitions.
func persons(ids ...string) []string {
	out := []string{}
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
