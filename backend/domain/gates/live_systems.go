package gates

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// Phases of a system's life cycle that the checks tell apart; the same words as in the register.
var (
	phasesInUse  = []string{"operation", "renewal_review", "wind_down"}
	phasesEnding = []string{"wind_down", "retired"}
)

func (f SystemFacts) proof() Proof {
	return Proof{Noun: "system", ID: f.ID, Label: f.Code + " " + f.Name, Href: "/systems/" + f.ID, Date: f.ConfirmedOn}
}

// bySystem builds a result that whoever keeps the system's record can mend.
func (c liveCase) bySystem(status LiveStatus, w Why, proof []Proof, first string) LiveResult {
	return LiveResult{Status: status, Why: w, Proof: proof, Mend: &Mend{Permission: MendSystem, PersonIDs: []string{}, Href: "/systems/" + first}}
}

// everySystem asks the same of each linked system that is not retired; none linked is a gap, not a pass.
func (c liveCase) everySystem(ok func(SystemFacts) bool, pass, gap string) LiveResult {
	lacking, proof := []string{}, []Proof{}
	for _, f := range c.facts.Systems {
		if f.Phase == "retired" {
			continue
		}
		if !ok(f) {
			lacking = append(lacking, f.ID)
		}
		proof = append(proof, f.proof())
	}
	switch {
	case len(proof) == 0:
		return c.byProject(LiveUnmet, "", why("no_systems_linked"))
	case len(lacking) > 0:
		return c.bySystem(LiveUnmet, why(gap, "ids", lacking), proof, lacking[0])
	}
	return found(LiveMet, why(pass, "count", len(proof)), proof...)
}

func (c liveCase) systemsLinked() LiveResult {
	return c.everySystem(func(SystemFacts) bool { return true }, "systems_linked", "")
}

// functions can only be compared once they are registered; the overlaps found are named, and a person judges them.
func (c liveCase) functions() LiveResult {
	result := c.everySystem(func(f SystemFacts) bool { return len(f.Functions) > 0 }, "functions_compared", "functions_missing")
	if result.Status == LiveMet {
		overlaps := []string{}
		for _, f := range c.facts.Systems {
			overlaps = append(overlaps, f.Overlaps...)
		}
		slices.Sort(overlaps)
		result.Why.Params["overlaps"] = slices.Compact(overlaps)
	}
	return result
}

func (c liveCase) classification() LiveResult {
	return c.everySystem(func(f SystemFacts) bool {
		return f.NetworkZone != "" && f.Confidentiality != "" && f.Integrity != "" && f.Availability != ""
	}, "classification_registered", "classification_missing")
}

// interfaces of a stand-alone system are none; that is believed only of a record that somebody has confirmed lately.
func (c liveCase) interfaces() LiveResult {
	return c.everySystem(func(f SystemFacts) bool {
		confirmed := !f.ConfirmedOn.IsZero() && !f.ConfirmBy.IsZero() && !c.in.Today.After(f.ConfirmBy)
		return f.Interfaces > 0 || confirmed
	}, "interfaces_listed", "interfaces_missing")
}

// lifeEnd is the first day on which contract or support of a system ends.
type lifeEnd struct {
	on        fiscal.Date
	unknown   bool // nothing says when, or a component does not
	checkedOn fiscal.Date
}

func (f SystemFacts) end() lifeEnd {
	e := lifeEnd{on: f.ContractEndsOn}
	for _, part := range f.Components {
		e.unknown = e.unknown || part.EndsOn.IsZero() || part.CheckedOn.IsZero()
		if e.on.IsZero() || part.EndsOn.Before(e.on) {
			e.on = part.EndsOn
		}
		if e.checkedOn.IsZero() || part.CheckedOn.Before(e.checkedOn) {
			e.checkedOn = part.CheckedOn
		}
	}
	e.unknown = e.unknown || e.on.IsZero()
	return e
}

// renewal holds the plan's finish against the end of contract and support of the systems in use. A late plan is told
// before an unknown end, and that before one that was looked up too long ago.
func (c liveCase) renewal() LiveResult {
	late, unknown, old, proof := []string{}, []string{}, []string{}, []Proof{}
	finish, limit := c.in.Project.FinishOn, c.set.Settings.EOLCheckedDays
	for _, f := range c.facts.Systems {
		if !slices.Contains(phasesInUse, f.Phase) {
			continue
		}
		end, shown := f.end(), f.proof()
		shown.Date = end.on
		proof = append(proof, shown)
		switch {
		case finish.After(end.on):
			late = append(late, f.ID)
		case end.unknown:
			unknown = append(unknown, f.ID)
		case !end.checkedOn.IsZero() && c.in.Today.Sub(end.checkedOn) > limit:
			old = append(old, f.ID)
		}
	}
	switch {
	case len(c.facts.Systems) == 0:
		return c.byProject(LiveUnmet, "", why("no_systems_linked"))
	case len(proof) == 0:
		return found(LiveNotApplicable, why("no_present_system"))
	case finish.IsZero():
		return c.byProject(LiveUnknown, "", why("finish_unknown"), proof...)
	case len(late) > 0:
		return c.byProject(LiveUnmet, "/milestones", why("ends_before_finish", "ids", late, "finishOn", finish.String()), proof...)
	case len(unknown) > 0:
		return c.bySystem(LiveUnknown, why("end_unknown", "ids", unknown), proof, unknown[0])
	case len(old) > 0:
		return c.bySystem(LiveStale, why("end_checked_long_ago", "ids", old, "limit", limit), proof, old[0])
	}
	return found(LiveMet, why("renewal_in_time", "finishOn", finish.String()), proof...)
}

// everyEnding asks the same of each linked system that is ending or has ended; a successor in use is not asked.
func (c liveCase) everyEnding(judge func(SystemFacts) LiveStatus, pass, gap string) LiveResult {
	status, lacking, proof := LiveMet, []string{}, []Proof{}
	for _, f := range c.facts.Systems {
		if !slices.Contains(phasesEnding, f.Phase) {
			continue
		}
		proof = append(proof, f.proof())
		if s := judge(f); s != LiveMet {
			lacking = append(lacking, f.ID)
			if status != LiveUnmet {
				status = s
			}
		}
	}
	switch {
	case len(proof) == 0:
		return c.byProject(LiveUnmet, "", why("no_ending_system"))
	case len(lacking) > 0:
		return c.bySystem(status, why(gap, "ids", lacking), proof, lacking[0])
	}
	return found(LiveMet, why(pass, "count", len(proof)), proof...)
}

func (c liveCase) dependants() LiveResult {
	result := c.everyEnding(func(f SystemFacts) LiveStatus {
		if len(f.Dependants) > 0 {
			return LiveUnmet
		}
		return LiveMet
	}, "no_dependants", "dependants_left")
	if result.Why.Code == "dependants_left" {
		left := []string{}
		for _, f := range c.facts.Systems {
			if slices.Contains(phasesEnding, f.Phase) {
				left = append(left, f.Dependants...)
			}
		}
		slices.Sort(left)
		result.Why.Params["dependants"] = slices.Compact(left)
	}
	return result
}

// contractsEnded wants the last day of the contract to be over; no date says nothing.
func (c liveCase) contractsEnded() LiveResult {
	return c.everyEnding(func(f SystemFacts) LiveStatus {
		switch {
		case f.ContractEndsOn.IsZero():
			return LiveUnknown
		case f.ContractEndsOn.Before(c.in.Today):
			return LiveMet
		}
		return LiveUnmet
	}, "contracts_ended", "contracts_running")
}

func (c liveCase) retired() LiveResult {
	return c.everyEnding(func(f SystemFacts) LiveStatus {
		if f.Phase == "retired" {
			return LiveMet
		}
		return LiveUnmet
	}, "systems_retired", "systems_not_retired")
}
