package gates

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// judgeCriteria judges every line of the gate for the project's tier.
func judgeCriteria(s *Set, in Input) []CriterionResult {
	results := []CriterionResult{}
	for _, line := range s.Criteria(in.Gate, in.Project.Tier) {
		r := CriterionResult{
			ID: line.ID, No: line.No, Text: line.Text, TextEn: line.TextEn,
			Required: line.Required, EvidenceRequired: line.EvidenceRequired, Live: line.Live, Proof: []Proof{},
		}
		r.judge(line, in)
		if r.Status.Passes() {
			r.Mend = nil
		} else {
			r.Mend = in.mender(r.Mend)
		}
		results = append(results, r)
	}
	return results
}

// judge joins the live check and the person's answer. A 不適合 is believed whatever the check says; a check that does
// not pass outweighs any other answer, 該当なし included.
func (r *CriterionResult) judge(line Criterion, in Input) {
	answer := in.answer(line.ID)
	r.declared = answer.Answer == Nonconform && !(blank(answer.Comment) && blank(answer.Reason))
	if line.Live != "" {
		r.takeLive(in.Live[line.Live])
		if !r.Status.Passes() {
			return
		}
		if !line.Answer && answer.Answer != Nonconform {
			return
		}
	}
	r.Status, r.Why = judgeAnswer(line, answer, in.Today)
	r.Mend = nil
	if in.Application != nil {
		for _, e := range answer.Evidence {
			r.Proof = append(r.Proof, Proof{Noun: "application", ID: in.Application.ID, Label: e.label(), Href: in.gateHref(), Date: e.Date})
		}
	}
}

func (r *CriterionResult) takeLive(live LiveResult) {
	r.Why, r.Mend = live.Why, live.Mend
	r.Proof = append(r.Proof, live.Proof...)
	switch live.Status {
	case LiveMet:
		r.Status = StatusMet
	case LiveNotApplicable:
		r.Status = StatusWaived
	case LiveStale:
		r.Status = StatusStale
	default: // unmet, unknown, or no answer from the check at all
		r.Status = StatusUnmet
	}
	if r.Why.Code == "" {
		r.Why = why("live_unknown", "check", r.Live)
	}
}

// judgeAnswer judges a person's answer by itself. 適合 without the evidence it needs and 該当なし without a reason count
// as unanswered.
func judgeAnswer(line Criterion, a Answer, today fiscal.Date) (Status, Why) {
	switch a.Answer {
	case Conform:
		return judgeEvidence(line, a.Evidence, today)
	case Nonconform:
		if blank(a.Comment) && blank(a.Reason) {
			return StatusUnmet, why("nonconform_unexplained")
		}
		return StatusUnmet, why("nonconform", "comment", a.Comment)
	case NotApplicable:
		if blank(a.Reason) {
			return StatusUnmet, why("reason_missing")
		}
		return StatusWaived, why("not_applicable", "reason", a.Reason)
	}
	return StatusUnmet, why("unanswered")
}

// judgeEvidence wants one piece that can be looked up; the newest one speaks for the age. Evidence without a date, or
// dated ahead, has no age that could be judged.
func judgeEvidence(line Criterion, evidence []Evidence, today fiscal.Date) (Status, Why) {
	if !line.EvidenceRequired {
		return StatusMet, why("answered")
	}
	var newest fiscal.Date
	real, ahead := false, false
	for _, e := range evidence {
		if !e.real() {
			continue
		}
		real = true
		switch {
		case e.Date.After(today):
			ahead = true
		case newest.IsZero() || e.Date.After(newest):
			newest = e.Date
		}
	}
	switch age := today.Sub(newest); {
	case !real:
		return StatusUnmet, why("evidence_missing")
	case newest.IsZero() && ahead:
		return StatusUnmet, why("evidence_dated_ahead")
	case newest.IsZero():
		return StatusUnmet, why("evidence_undated")
	case age > line.StaleAfterDays:
		return StatusStale, why("evidence_old", "date", newest.String(), "days", age, "limit", line.StaleAfterDays)
	default:
		return StatusMet, why("evidence_given", "date", newest.String(), "days", age)
	}
}

func (in Input) answer(criterionID string) Answer {
	if in.Application != nil {
		i := slices.IndexFunc(in.Application.Answers, func(a Answer) bool { return a.CriterionID == criterionID })
		if i >= 0 {
			return in.Application.Answers[i]
		}
	}
	return Answer{}
}

func (in Input) gateHref() string {
	return "/projects/" + in.Project.ProjectID + "/gates/" + string(in.Gate)
}

// mender completes who can mend: what only an answer can mend is with those who prepare the application.
func (in Input) mender(live *Mend) *Mend {
	m := Mend{Permission: MendApplication, PersonIDs: persons(in.Project.ManagerID), Href: in.gateHref()}
	if live != nil {
		m = *live
	} else if in.Application != nil {
		m.PersonIDs = persons(append(slices.Clone(in.Application.PreparedBy), in.Project.ManagerID)...)
	}
	if in.RolesFor != nil && len(m.Roles) == 0 {
		m.Roles = in.RolesFor(m.Permission)
	}
	m.Roles = append([]string{}, m.Roles...)
	m.PersonIDs = append([]string{}, m.PersonIDs...)
	return &m
}

func (e Evidence) label() string {
	if blank(e.Title) {
		return e.Reference
	}
	return e.Title
}
