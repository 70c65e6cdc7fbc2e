// Package work gathers what waits for one person: each domain tells its own
// part, and the start page shows all of it.
package work

import (
	"cmp"
	"context"
	"slices"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Kinds of work. The app words each.
const (
	ReportDue       = "report_due"
	MilestoneDue    = "milestone_due"
	RiskDue         = "risk_due"
	ConditionDue    = "condition_due"
	ConditionVerify = "condition_verify"
	GateReview      = "gate_review"
	GateDecide      = "gate_decide"
	GateReturned    = "gate_returned"
	GateDraft       = "gate_draft"
	SystemConfirm   = "system_confirm"
	ContractEnd     = "contract_end"

	FindingReply     = "finding_reply"
	FindingDue       = "finding_due"
	FindingExpiring  = "finding_expiring"
	FindingPlan      = "finding_plan"
	FindingVerify    = "finding_verify"
	FindingExtension = "finding_extension"
	FindingAccept    = "finding_accept"

	AppraisalSubmit  = "appraisal_submit"
	AppraisalJudge   = "appraisal_judge"
	AppraisalConfirm = "appraisal_confirm"

	OutageOpen          = "outage_open"
	OutageCause         = "outage_cause"
	MaintenanceApprove  = "maintenance_approve"
	MaintenanceAnnounce = "maintenance_announce"
	BudgetRequest       = "budget_request"
	BudgetContract      = "budget_contract"
	BudgetAssess        = "budget_assess"
	BudgetClose         = "budget_close"
	ActionUpdateDue     = "action_update_due"
	ActionMilestoneDue  = "action_milestone_due"
	KPIActualDue        = "kpi_actual_due"
	PlanApprove         = "plan_approve"
	DatasetUpdateDue    = "dataset_update_due"
	DatasetDecide       = "dataset_decide"
	LogicReviewDue      = "logic_review_due"
	PilotDecide         = "pilot_decide"
	PilotCheck          = "pilot_check"
	CaseDecide          = "case_decide"
	CaseComplete        = "case_complete"
	AssessmentDue       = "assessment_due"
	DirectiveDue        = "directive_due"
	DirectiveConfirm    = "directive_confirm"
	DisasterReport      = "disaster_report"
)

// Item is one thing that waits for the caller.
type Item struct {
	Kind    string         `json:"kind" doc:"report_due, milestone_due, gate_decide, …"`
	Noun    string         `json:"noun"`
	ID      string         `json:"id"`
	Code    string         `json:"code"`
	Title   string         `json:"title"`
	TitleEn string         `json:"titleEn,omitempty"`
	Detail  map[string]any `json:"detail" doc:"Values that the wording of the kind needs"`
	DueOn   fiscal.Date    `json:"dueOn,omitzero"`
	Href    string         `json:"href" doc:"Path inside the app"`
	Since   fiscal.Date    `json:"since,omitzero" doc:"Since when it waits"`
}

// Provider tells the caller's items of one domain. It bounds what it reads: no
// more than Max of a kind are shown anyway.
type Provider func(ctx context.Context) ([]Item, error)

// Max is how many items a section shows.
const Max = 100

// Sections is the caller's work. An item stands in one section only.
type Sections struct {
	AsOf    fiscal.Date `json:"asOf"`
	Due     []Item      `json:"due" doc:"Due from me"`
	Decide  []Item      `json:"decide" doc:"Waits for my decision"`
	Review  []Item      `json:"review" doc:"Waits for my opinion"`
	Verify  []Item      `json:"verify" doc:"Waits for my verification"`
	Overdue []Item      `json:"overdue" doc:"Due from me, and late"`
	Confirm []Item      `json:"confirm" doc:"Records to confirm or renew"`
}

// Service merges the work of all domains.
type Service struct {
	store     *store.Store
	providers []Provider
}

// New makes the service over the given providers.
func New(s *store.Store, providers ...Provider) *Service { return &Service{s, providers} }

// Routes registers the start page's endpoint.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/me/work", "work:read", s.Mine, "What waits for the caller, by section, at most 100 items in each.")
}

// Mine gathers the caller's work.
func (s *Service) Mine(ctx context.Context, _ *api.None) (*Sections, error) {
	var all []Item
	for _, p := range s.providers {
		items, err := p(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	return sort(all, fiscal.Today(s.store.Now())), nil
}

// sort puts every item into its section, earliest due day first; items without
// a day come last.
func sort(items []Item, today fiscal.Date) *Sections {
	out := &Sections{AsOf: today, Due: []Item{}, Decide: []Item{}, Review: []Item{}, Verify: []Item{}, Overdue: []Item{}, Confirm: []Item{}}
	slices.SortStableFunc(items, func(a, b Item) int {
		if a.DueOn.IsZero() != b.DueOn.IsZero() {
			if a.DueOn.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	for _, it := range items {
		section := out.section(it, today)
		if len(*section) < Max {
			if it.Detail == nil {
				it.Detail = map[string]any{}
			}
			*section = append(*section, it)
		}
	}
	return out
}

func (s *Sections) section(it Item, today fiscal.Date) *[]Item {
	switch it.Kind {
	case GateDecide, AppraisalJudge, MaintenanceApprove, FindingAccept, FindingExtension, BudgetAssess, PlanApprove, DatasetDecide, PilotDecide, CaseDecide, CaseComplete:
		return &s.Decide
	case GateReview, FindingPlan:
		return &s.Review
	case ConditionVerify, AppraisalConfirm, FindingVerify, DirectiveConfirm:
		return &s.Verify
	case SystemConfirm, ContractEnd, DatasetUpdateDue, AssessmentDue:
		return &s.Confirm
	}
	if it.DueOn.Before(today) {
		return &s.Overdue
	}
	return &s.Due
}
