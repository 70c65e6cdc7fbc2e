// Package health judges projects and systems by the evidence of their records: how far behind, over cost, unmet, unanswered,
// out of support. The rules are data (policies/health.yaml). The verdict stands beside what a project declares of itself;
// every day's verdict is kept. What is not known, or too old, is grey and never green.
package health

import (
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
)

// Subject is a kind of record that is judged.
type Subject string

// The subjects.
const (
	OfProject Subject = "project"
	OfSystem  Subject = "system"
)

// Colour is a verdict. The empty one says that there was nothing to judge.
type Colour string

// The verdicts: 順調, 注意, 要対応, 不明・期限切れ.
const (
	Green Colour = "green"
	Grey  Colour = "grey"
	Amber Colour = "amber"
	Red   Colour = "red"
)

// severities is the order in which one verdict outweighs another: red, amber, grey, green. Grey never hides red.
var severities = []Colour{"", Green, Grey, Amber, Red}

// Severity is the weight of a verdict, from 0 for none to 4 for red.
func (c Colour) Severity() int { return max(slices.Index(severities, c), 0) }

// Worst is the verdict that outweighs all others; empty when there is none.
func Worst(all ...Colour) Colour {
	var worst Colour
	for _, c := range all {
		if c.Severity() > worst.Severity() {
			worst = c
		}
	}
	return worst
}

// steps are the verdicts that a declared health can be held against. Grey has no place among them: who does not know does
// not contradict.
var steps = []Colour{Green, Amber, Red}

// Disagree tells whether a project declares itself better than the evidence says, by one step or more (乖離).
func Disagree(declared, evidence Colour) bool {
	d, e := slices.Index(steps, declared), slices.Index(steps, evidence)
	return d >= 0 && e > d
}

// declaredColour is what a report says, as a verdict: its "unknown" is grey.
func declaredColour(word string) Colour {
	if word == "unknown" {
		return Grey
	}
	return Colour(word)
}

// dimensions of each subject, in the order in which they are shown.
var dimensions = map[Subject][]string{
	OfProject: {"schedule", "cost", "quality", "risk", "governance"},
	OfSystem:  {"operation", "technology", "cost", "risk", "governance"},
}

// Record is a row that a verdict rests on, with the way to it.
type Record struct {
	Noun  string      `json:"noun"`
	ID    string      `json:"id"`
	Label string      `json:"label"`
	Href  string      `json:"href" doc:"Path inside the app"`
	On    fiscal.Date `json:"on,omitzero" doc:"Day that the row speaks of"`
}

// record is what the policy may ask about a subject: its section, and whose it is.
func record(subject Subject, id, section string, own []string) *authz.Record {
	return &authz.Record{Noun: string(subject) + "s", ID: id, Section: section, Own: own}
}
