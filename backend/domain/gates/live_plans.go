package gates

import "miotsukushi/backend/platform/fiscal"

// Permissions that mend what the checks find in an action plan.
const (
	MendKPI    = "plan_actions:update"
	MendActual = "plan_actions:report"
)

// KPIFacts are what the checks read of a measure of an action that the project carries.
type KPIFacts struct {
	ActionID, ActionCode, ActionName string
	OwnerID                          string // person who carries the action; may be empty
	Name                             string // of the measure; empty for an action that has none
	Complete                         bool   // baseline, target and their years are known
	Measured, Met                    bool
	On                               fiscal.Date // of the latest value
}

func (f KPIFacts) proof() Proof {
	label := f.ActionCode + " " + f.ActionName
	if f.Name != "" {
		label = f.Name + " (" + f.ActionCode + ")"
	}
	return Proof{Noun: "action", ID: f.ActionID, Label: label, Href: "/actions/" + f.ActionID, Date: f.On}
}

// kpiSet wants every action that the project carries to say by what it is measured. A project without one is outside the
// action plan: its measures stand in the application, and a person vouches for them.
func (c liveCase) kpiSet() LiveResult {
	return c.byMeasure(func(f KPIFacts) bool { return f.Complete }, MendKPI, "kpi_set", "kpi_incomplete")
}

// kpiMeasured wants a value of each; how good it is a person says.
func (c liveCase) kpiMeasured() LiveResult {
	r := c.byMeasure(func(f KPIFacts) bool { return f.Measured }, MendActual, "kpi_measured", "kpi_not_measured")
	if r.Status == LiveMet {
		met := 0
		for _, f := range c.facts.KPIs {
			if f.Met {
				met++
			}
		}
		r.Why.Params["met"] = met
	}
	return r
}

func (c liveCase) byMeasure(good func(KPIFacts) bool, permission, pass, fail string) LiveResult {
	proof, bad, owners := []Proof{}, []Proof{}, []string{}
	ids := []string{}
	for _, f := range c.facts.KPIs {
		proof = append(proof, f.proof())
		if !good(f) {
			bad, owners, ids = append(bad, f.proof()), append(owners, f.OwnerID), append(ids, f.ActionID)
		}
	}
	switch {
	case len(proof) == 0:
		return found(LiveNotApplicable, why("no_action_linked"))
	case len(bad) > 0:
		mend := &Mend{Permission: permission, PersonIDs: persons(owners...), Href: bad[0].Href}
		return LiveResult{Status: LiveUnmet, Why: why(fail, "ids", ids), Proof: bad, Mend: mend}
	}
	return found(LiveMet, why(pass, "count", len(proof)), proof...)
}
