package gates

import "miotsukushi/backend/platform/fiscal"

// MendFinding is the permission that mends what is late among the findings.
const MendFinding = "findings:report"

// FindingFacts are what the checks read of an open audit finding on the project or on a system that it changes.
type FindingFacts struct {
	ID, Code, Title string
	OwnerID         string // who sees to the measures; empty before there is a plan
	DueOn           fiscal.Date
	Overdue         bool
}

func (f FindingFacts) proof() Proof {
	return Proof{Noun: "finding", ID: f.ID, Label: f.Code + " " + f.Title, Href: "/findings/" + f.ID, Date: f.DueOn}
}

// overdueFindings wants no measure late. What is reported and waits for its verifier is not late.
func (c liveCase) overdueFindings() LiveResult {
	late, owners, proof := []string{}, []string{}, []Proof{}
	for _, f := range c.facts.Findings {
		if f.Overdue {
			late, owners, proof = append(late, f.ID), append(owners, f.OwnerID), append(proof, f.proof())
		}
	}
	if len(late) == 0 {
		return found(LiveMet, why("no_overdue_findings", "count", len(c.facts.Findings)))
	}
	mend := &Mend{Permission: MendFinding, PersonIDs: persons(owners...), Href: "/findings/" + late[0]}
	return LiveResult{Status: LiveUnmet, Why: why("findings_overdue", "ids", late), Proof: proof, Mend: mend}
}

// nothingOverdue looks at conditions first, then at findings; who is late with either is named.
func (c liveCase) nothingOverdue() LiveResult {
	conditions, findings := c.overdueConditions(), c.overdueFindings()
	switch {
	case conditions.Status == LiveMet && findings.Status == LiveMet:
		return found(LiveMet, why("nothing_overdue", "count", len(c.facts.Findings)))
	case conditions.Status == LiveMet:
		return findings
	case findings.Status != LiveMet:
		conditions.Proof = append(conditions.Proof, findings.Proof...)
	}
	return conditions
}
