package projects

import (
	"cmp"
	"slices"
	"time"

	"miotsukushi/backend/platform/fiscal"
)

// Baseline is a day that a milestone was planned for. The first one is what slip is measured against, always.
type Baseline struct {
	On       fiscal.Date `json:"on"`
	Reason   string      `json:"reason"` // "" for the first
	At       time.Time   `json:"at"`
	PersonID string      `json:"by"`
	Name     string      `json:"byName,omitempty"` // as it was then
}

// Plan is a milestone as far as dates go; a zero date is unknown or not yet.
type Plan struct {
	Baselines  []Baseline // in the order they were set
	CurrentOn  fiscal.Date
	ForecastOn fiscal.Date
	ActualOn   fiscal.Date
}

// Rebaseline is a later baseline with what it moved.
type Rebaseline struct {
	Baseline
	MovedDays int `json:"movedDays"` // against the baseline before
	TotalDays int `json:"totalDays"` // against the first one
}

// First is the first baseline, zero when there is none.
func (p Plan) First() fiscal.Date {
	if len(p.Baselines) == 0 {
		return fiscal.Date{}
	}
	return p.Baselines[0].On
}

// SlipDays are the days that the milestone was late when it was reached, or is planned to be late: actual or else
// current day against the first baseline. Negative is early; nil is unknown.
func (p Plan) SlipDays() *int { return daysFrom(p.First(), cmp.Or(p.ActualOn, p.CurrentOn)) }

// ForecastSlipDays are those of the forecast; nil once the milestone is reached, or without a forecast.
func (p Plan) ForecastSlipDays() *int {
	if !p.ActualOn.IsZero() {
		return nil
	}
	return daysFrom(p.First(), p.ForecastOn)
}

// Rebaselines lists every baseline after the first; empty when the plan was never moved.
func (p Plan) Rebaselines() []Rebaseline {
	moved := []Rebaseline{}
	for i, b := range p.Baselines {
		if i > 0 {
			moved = append(moved, Rebaseline{b, b.On.Sub(p.Baselines[i-1].On), b.On.Sub(p.First())})
		}
	}
	return moved
}

// Slip of a project in days against first baselines: the worst among the milestones still ahead, each at the latest of
// its plan, its forecast and, once both have gone by, today; when all are reached, that of the last one. nil is unknown.
func Slip(plans []Plan, today fiscal.Date) *int {
	var worst *int
	var last Plan
	for _, p := range plans {
		if !p.ActualOn.IsZero() {
			if p.SlipDays() != nil && !p.ActualOn.Before(last.ActualOn) {
				last = p
			}
			continue
		}
		expected := cmp.Or(p.CurrentOn, p.First())
		for _, later := range []fiscal.Date{p.ForecastOn, today} {
			if later.After(expected) {
				expected = later
			}
		}
		if days := daysFrom(p.First(), expected); days != nil && (worst == nil || *days > *worst) {
			worst = days
		}
	}
	if worst != nil {
		return worst
	}
	return last.SlipDays()
}

func daysFrom(first, to fiscal.Date) *int {
	if first.IsZero() || to.IsZero() {
		return nil
	}
	days := to.Sub(first)
	return &days
}

// ReportState says whether a project's latest status report still speaks for today.
type ReportState string

// The states of the latest report. Only a fresh one may colour anything green.
const (
	ReportFresh ReportState = "fresh"
	ReportStale ReportState = "stale"
	ReportNone  ReportState = "none"
)

// ReportAge is the age of the day a published report speaks of, in whole days; fresh up to and including freshDays.
// days is 0 without a report.
func ReportAge(asOf, today fiscal.Date, freshDays int) (days int, state ReportState) {
	if asOf.IsZero() {
		return 0, ReportNone
	}
	days = today.Sub(asOf)
	if days > freshDays || today.IsZero() {
		return days, ReportStale
	}
	return days, ReportFresh
}

// RiskScore is impact times likelihood, each 1 to 5; 0 when either is not rated.
func RiskScore(impact, likelihood int) int {
	if impact < 1 || impact > 5 || likelihood < 1 || likelihood > 5 {
		return 0
	}
	return impact * likelihood
}

// RiskBand is low to 4, medium to 9, high to 14, critical from 15. An impact of 5 is at least high, and overridden says
// that this rule made it so. "" when not rated.
func RiskBand(impact, likelihood int) (band RiskLevel, overridden bool) {
	score := RiskScore(impact, likelihood)
	bounds := []int{4, 9, 14, 25}
	switch i, _ := slices.BinarySearch(bounds, score); {
	case score == 0:
		return "", false
	case impact == 5 && i < 2:
		return RiskHigh, true
	default:
		return riskLevels[i], false
	}
}
