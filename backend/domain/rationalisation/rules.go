// Package rationalisation puts the city's systems in order (整理・機能再編): what each is worth and how fit it is, which do the same
// work, whose support ends, what stops with what, which are merged, and when the rest is renewed.
package rationalisation

import (
	"math"
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// Quadrant is where a system stands between its value for the work and its technical fit (TIME).
type Quadrant string

// The quadrants; unjudged when too much of an axis is unanswered, none when nobody has assessed the system.
const (
	Invest    Quadrant = "invest"
	Tolerate  Quadrant = "tolerate"
	Migrate   Quadrant = "migrate"
	Eliminate Quadrant = "eliminate"
	Unjudged  Quadrant = "unjudged"
	None      Quadrant = "none"
)

// Judged are the four quadrants in their order, Quadrants all states.
var (
	Judged    = []Quadrant{Invest, Tolerate, Migrate, Eliminate}
	Quadrants = []Quadrant{Invest, Tolerate, Migrate, Eliminate, Unjudged, None}
)

// Disposition is what is to become of a system (7R).
type Disposition string

// AllDispositions are the seven.
var AllDispositions = []Disposition{"retire", "retain", "relocate", "rehost", "repurchase", "replatform", "refactor"}

// Score is the weighted mean of the answers of an axis.
type Score struct {
	Sum      int64 // Σ weight × answer of what is answered
	Answered int64 // Σ weight of what is answered
	Weight   int64 // Σ weight of the axis
}

// ScoreOf adds up an axis; unanswered criteria are left out.
func ScoreOf(axis []Criterion, answers map[string]int64) (s Score) {
	for _, c := range axis {
		s.Weight += c.Weight
		if a, ok := answers[c.ID]; ok {
			s.Sum += c.Weight * a
			s.Answered += c.Weight
		}
	}
	return s
}

// Known tells whether enough of the axis is answered to judge by it.
func (s Score) Known(r Rules) bool {
	return s.Answered > 0 && (s.Weight-s.Answered)*100 <= r.UnansweredAtMost*s.Weight
}

// High tells whether the score reaches the limit, by whole numbers: 2.999 is not high and the limit itself is.
func (s Score) High(r Rules) bool { return s.Sum*100 >= r.HighAt*s.Answered }

// Hundredths is the score, rounded down so that what is shown as 3.00 is high; nil when nothing is answered.
func (s Score) Hundredths() *int64 {
	if s.Answered == 0 {
		return nil
	}
	v := s.Sum * 100 / s.Answered
	return &v
}

// Judge finds the quadrant. A system that law demands is never eliminated by itself: its work goes on elsewhere, so that it
// is shown as a migration by merger.
func Judge(business, technical Score, statutory bool, r Rules) (q Quadrant, merger bool) {
	if !business.Known(r) || !technical.Known(r) {
		return Unjudged, false
	}
	switch high, fit := business.High(r), technical.High(r); {
	case high && fit:
		return Invest, false
	case fit:
		return Tolerate, false
	case high:
		return Migrate, false
	case statutory:
		return Migrate, true
	}
	return Eliminate, false
}

// Allows tells whether a disposition may follow from a quadrant.
func (s *Settings) Allows(q Quadrant, d Disposition) bool {
	return slices.Contains(s.Dispositions[q], d)
}

// Overlap is how much two sets of business functions have in common.
type Overlap struct{ Shared, Together int64 }

// OverlapOf compares two sets.
func OverlapOf(a, b []string) Overlap {
	both := map[string]bool{}
	for _, x := range a {
		both[x] = false
	}
	o := Overlap{Together: int64(len(both))}
	for _, x := range b {
		switch shared, there := both[x]; {
		case !there:
			both[x] = true // counted once, and shared with nobody
			o.Together++
		case !shared:
			both[x] = true
			o.Shared++
		}
	}
	return o
}

// Percent is the Jaccard index in whole percent rounded down; nil for two empty sets.
func (o Overlap) Percent() *int64 {
	if o.Together == 0 {
		return nil
	}
	v := o.Shared * 100 / o.Together
	return &v
}

// Strength is how strongly two systems overlap.
type Strength string

// The strengths.
const (
	NoOverlap Strength = ""
	Candidate Strength = "candidate"
	Strong    Strength = "strong"
)

// Strength compares by whole numbers, so that a half is a half.
func (o Overlap) Strength(r Rules) Strength {
	switch {
	case o.Together == 0 || o.Shared*100 < r.CandidatePercent*o.Together:
		return NoOverlap
	case o.Shared*100 < r.StrongPercent*o.Together:
		return Candidate
	}
	return Strong
}

// Payback is after how many years a one-off cost has come back, to one decimal; nil when the cost of a year does not fall
// or an amount is unknown.
func Payback(before, after, oneOff *int64) *float64 {
	if before == nil || after == nil || oneOff == nil || *before <= *after {
		return nil
	}
	v := math.Round(float64(*oneOff)/float64(*before-*after)*10) / 10
	return &v
}

// LeaseState tells whether the equipment's lease lasts until the successor runs.
type LeaseState string

// A lease that ends before the successor goes live is a conflict; without a day of either nobody knows.
const (
	LeaseConflict LeaseState = "conflict"
	LeaseClear    LeaseState = "clear"
	LeaseUnknown  LeaseState = "unknown"
)

// LeaseOf compares the days. On the last day of the lease the equipment still stands.
func LeaseOf(ends, successorLive fiscal.Date) LeaseState {
	switch {
	case ends.IsZero() || successorLive.IsZero():
		return LeaseUnknown
	case ends.Before(successorLive):
		return LeaseConflict
	}
	return LeaseClear
}

// RenewalState is how the renewal of a system stands.
type RenewalState string

// Planned ahead, overdue since the day is past, avoided because a case absorbs the system first, or unknown without a day.
const (
	RenewalAhead   RenewalState = "ahead"
	RenewalOverdue RenewalState = "overdue"
	RenewalAvoided RenewalState = "avoided"
	RenewalUnknown RenewalState = "unknown"
)

// RenewalOf judges the day of a renewal. absorbed is when an approved case retires the system, zero for none. A day of a case
// that has passed promises nothing any more; what is late can be renewed in the next fiscal year at the earliest.
func RenewalOf(on, absorbed, today fiscal.Date) RenewalState {
	due, late := on, !on.IsZero() && on.Before(today)
	if late {
		due = fiscal.FYEnd(fiscal.FY(today) + 1)
	}
	switch {
	case !absorbed.IsZero() && !absorbed.Before(today) && (due.IsZero() || !absorbed.After(due)):
		return RenewalAvoided
	case on.IsZero():
		return RenewalUnknown
	case late:
		return RenewalOverdue
	}
	return RenewalAhead
}
