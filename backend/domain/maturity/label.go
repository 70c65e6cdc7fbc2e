package maturity

import "slices"

// Label is what one sampled project or support unit shows of a practice, or, as a result, the unit as a whole.
type Label string

// The labels of an instance. A result has two more: nothing known, and a judgement that people still owe.
const (
	FI Label = "FI" // fully implemented
	LI Label = "LI" // largely
	PI Label = "PI" // partially
	NI Label = "NI" // not
	NY Label = "NY" // not yet: the project has not come so far

	Uncharacterized Label = "UNCHARACTERIZED"
	Pending         Label = "PENDING"
)

// Judgeable are the results that people may decide on.
var Judgeable = []Label{LI, PI, NI}

// Aggregate brings the labels of the instances to the unit's result. Pending says that only people can decide.
func Aggregate(labels []Label) Label {
	if len(labels) == 0 {
		return Uncharacterized
	}
	only := func(allowed ...Label) bool {
		return !slices.ContainsFunc(labels, func(l Label) bool { return !slices.Contains(allowed, l) })
	}
	switch {
	case only(labels[0]):
		return labels[0]
	case only(FI, NY):
		return FI
	case only(FI, LI, NY):
		return LI
	case only(NI, NY):
		return NI
	case only(PI, NI, NY):
		return PI
	}
	return Pending
}

// Hint is a proposal for a judgement; it binds nobody.
func Hint(labels []Label) Label {
	partial := 0
	for _, l := range labels {
		if l == NI {
			return PI
		}
		if l == PI {
			partial++
		}
	}
	if 2*partial >= len(labels) {
		return PI
	}
	return LI
}

// Points are hundredths of a percent, 0 to 10,000, so that the boundaries are exact.
type Points int

// Ratings of ISO/IEC 33020.
const (
	RatedN Label = "N"
	RatedP Label = "P"
	RatedL Label = "L"
	RatedF Label = "F"
)

// Rate is N up to 15 %, P up to 50, L up to 85, F above.
func (p Points) Rate() Label {
	switch {
	case p <= 1500:
		return RatedN
	case p <= 5000:
		return RatedP
	case p <= 8500:
		return RatedL
	}
	return RatedF
}

// Fine refines P and L at their middle: 32.5 and 67.5 %.
func (p Points) Fine() string {
	switch r := p.Rate(); {
	case r == RatedP && p <= 3250, r == RatedL && p <= 6750:
		return string(r) + "-"
	case r == RatedP, r == RatedL:
		return string(r) + "+"
	default:
		return string(r)
	}
}

// Mean of several instances, rounded up to the next hundredth: the boundaries belong to the lower rating, so the rounded mean
// has the rating of the exact one.
func Mean(all []Points) Points {
	sum := 0
	for _, p := range all {
		sum += int(p)
	}
	return Points((sum + len(all) - 1) / len(all))
}

// GoalRating is how a goal or practice group stands.
type GoalRating string

// Ratings of a goal.
const (
	Satisfied   GoalRating = "SATISFIED"
	Unsatisfied GoalRating = "UNSATISFIED"
	NotRated    GoalRating = "NOT_RATED"
)

// RateGoal rates a goal by the results of its practices. covered says that every instance was looked at; asks that a
// person must say whether the weaknesses hurt the goal, and impact is the answer, nil while there is none.
func RateGoal(results []Label, covered, asks bool, impact *bool) GoalRating {
	if len(results) == 0 || !covered {
		return NotRated
	}
	largely, lacking := false, false
	for _, r := range results {
		switch r {
		case FI:
		case LI:
			largely = true
		case PI, NI:
			lacking = true
		default:
			return NotRated
		}
	}
	switch {
	case lacking:
		return Unsatisfied
	case !asks || !largely: // without a weakness there is nothing to weigh
		return Satisfied
	case impact == nil:
		return NotRated
	case *impact:
		return Unsatisfied
	}
	return Satisfied
}
