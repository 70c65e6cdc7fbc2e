package gates

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
)

// Permissions that mend what the checks find in the books.
const (
	MendBudget   = "budgets:create"
	MendContract = "budgets:update"
)

// BudgetFacts are what the checks read of a budget line of the project. Amounts are whole yen.
type BudgetFacts struct {
	ID, Code, Name string
	FiscalYear     int
	OneOff         bool
	Planned        int64 // the initial budget; until there is one what was assessed, requested or estimated
	Revised        int64 // 予算現額; 0 until the line is budgeted
	Spent          int64
	Contract       int64 // value of the whole contract; 0 while there is none
	Commitments    int64 // limits of the years to come, together
	Budgeted       bool
	Settled        bool // the accounts of its year are settled
}

func (f BudgetFacts) proof() Proof {
	return Proof{Noun: "budget", ID: f.ID, Label: fmt.Sprintf("%s %s", f.Code, f.Name), Href: "/budgets/lines/" + f.ID, Date: fiscal.FYStart(f.FiscalYear)}
}

// byBooks builds the result that whoever keeps the budget of the section can mend.
func (c liveCase) byBooks(permission string, w Why, proof ...Proof) LiveResult {
	mend := &Mend{Permission: permission, PersonIDs: persons(c.in.Project.ManagerID), Href: c.projectHref() + "/budget"}
	return LiveResult{Status: LiveUnmet, Why: w, Proof: proof, Mend: mend}
}

// costPlan wants the documents of the gate and, in the books, what the project will cost by fiscal year. The documents
// come first: they are what the applicant works at.
func (c liveCase) costPlan() LiveResult {
	documents := c.documents()
	var once, recurring int64
	years, proof := map[int]bool{}, []Proof{}
	for _, f := range c.facts.Budgets {
		if f.Planned <= 0 {
			continue
		}
		years[f.FiscalYear], proof = true, append(proof, f.proof())
		if f.OneOff {
			once += f.Planned
		} else {
			recurring += f.Planned
		}
	}
	switch {
	case documents.Status != LiveMet:
		documents.Proof = append(documents.Proof, proof...)
		return documents
	case len(proof) == 0:
		return c.byBooks(MendBudget, why("budget_lines_missing"), documents.Proof...)
	}
	w := why("cost_plan_ready", "count", len(proof), "years", len(years), "once", once, "recurring", recurring)
	return found(LiveMet, w, append(documents.Proof, proof...)...)
}

// budgetInForce looks for money that the assembly has passed. Before it has, the books cannot tell: a person does, as for
// a contract that begins with the next fiscal year.
func (c liveCase) budgetInForce() LiveResult {
	var revised int64
	proof := []Proof{}
	for _, f := range c.facts.Budgets {
		if f.Budgeted {
			revised, proof = revised+f.Revised, append(proof, f.proof())
		}
	}
	switch {
	case len(proof) == 0:
		return found(LiveNotApplicable, why("not_budgeted_yet"))
	case revised <= 0:
		return c.byBooks(MendContract, why("budget_used_up"), proof...)
	}
	return found(LiveMet, why("budget_in_force", "count", len(proof), "amount", revised), proof...)
}

// contractCovered holds the value of the contract against the budget and what the years to come may cost by a commitment.
// Lines of several years name the same contract and may repeat a limit as a plan: the largest cover counts.
func (c liveCase) contractCovered() LiveResult {
	var contract, planned, committed int64
	proof := []Proof{}
	for _, f := range c.facts.Budgets {
		planned += max(f.Planned, f.Revised)
		if f.Contract > 0 {
			contract, proof = max(contract, f.Contract), append(proof, f.proof())
			committed = max(committed, max(f.Planned, f.Revised)+f.Commitments)
		}
	}
	cover := max(planned, committed)
	switch {
	case contract == 0:
		return found(LiveNotApplicable, why("no_contract_entered"))
	case contract > cover:
		return c.byBooks(MendContract, why("contract_over_budget", "contract", contract, "cover", cover), proof...)
	}
	return found(LiveMet, why("contract_covered", "contract", contract, "cover", cover), proof...)
}

// costSettled wants figures of settled accounts; whether they are good a person says.
func (c liveCase) costSettled() LiveResult {
	var planned, spent int64
	proof := []Proof{}
	for _, f := range c.facts.Budgets {
		if f.Settled {
			planned, spent, proof = planned+f.Planned, spent+f.Spent, append(proof, f.proof())
		}
	}
	if len(proof) == 0 {
		return found(LiveNotApplicable, why("no_settled_cost"))
	}
	return found(LiveMet, why("cost_settled", "count", len(proof), "planned", planned, "spent", spent), proof...)
}
