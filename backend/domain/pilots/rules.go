package pilots

import "math"

// z is the 97.5 % point of the standard normal distribution: two-sided intervals of 95 %.
const z = 1.959963984540054

// Share is how many of n cases were right, with the interval in which the true share lies with 95 % confidence. All
// percentages are null while there is no case.
type Share struct {
	Correct int64    `json:"correct"`
	N       int64    `json:"n"`
	Percent *float64 `json:"percent" doc:"correct over n; null without cases"`
	Low     *float64 `json:"low" doc:"Lower end of the Wilson interval of 95 %"`
	High    *float64 `json:"high"`
}

// ShareOf reckons a share with its interval.
func ShareOf(correct, n int64) Share {
	s := Share{Correct: correct, N: n}
	if low, high, ok := Wilson(correct, n); ok {
		p := 100 * float64(correct) / float64(n)
		low, high = 100*low, 100*high
		s.Percent, s.Low, s.High = &p, &low, &high
	}
	return s
}

// Wilson is the score interval of x successes among n trials. Unlike the common p ± z·√(p(1−p)/n) it holds for few cases
// and at both ends.
func Wilson(x, n int64) (low, high float64, ok bool) {
	if n <= 0 || x < 0 || x > n {
		return 0, 0, false
	}
	of := float64(n)
	p := float64(x) / of
	middle := p + z*z/(2*of)
	half := z * math.Sqrt(p*(1-p)/of+z*z/(4*of*of))
	whole := 1 + z*z/of
	low, high = math.Max(0, (middle-half)/whole), math.Min(1, (middle+half)/whole)
	if x == 0 { // exactly, whatever is left of the rounding
		low = 0
	}
	if x == n {
		high = 1
	}
	return low, high, true
}

// Needed is how many cases it takes in all until the lower end reaches the target, if the share stays what it is. The
// lower end t solves (p−t)² = z²·t(1−t)/n. Nil when no number of cases is enough: the share is not above the target.
func Needed(correct, n, targetPercent int64) *int64 {
	if n <= 0 {
		return nil
	}
	p, t := float64(correct)/float64(n), float64(targetPercent)/100
	if p <= t {
		return nil
	}
	// What rounding leaves above a whole number is no further case.
	needed := int64(math.Ceil(z*z*t*(1-t)/((p-t)*(p-t)) - 1e-9))
	return &needed
}

// State of a criterion.
type State string

// Unknown is what cannot be told for want of cases or figures; it never counts as met.
const (
	Met     State = "met"
	Unmet   State = "unmet"
	Unknown State = "unknown"
)

// What a line of a verdict judges.
const (
	LineCases        = "cases"
	LineAccuracy     = "accuracy"
	LineTime         = "time"
	LineSatisfaction = "satisfaction"
)

// Line is one criterion against what was measured.
type Line struct {
	Key    string   `json:"key" enum:"cases,accuracy,time,satisfaction"`
	State  State    `json:"state" enum:"met,unmet,unknown"`
	Actual *float64 `json:"actual" doc:"Number of cases; lower end of the interval in percent; seconds saved a case; satisfied in percent"`
	Wanted float64  `json:"wanted"`
	N      *int64   `json:"n,omitempty" doc:"Cases or staff that an average rests on"`
	Least  *int64   `json:"least,omitempty" doc:"With fewer of them the state is unknown"`
}

// Verdict tells whether the criteria allow to widen, and what is missing.
type Verdict struct {
	Met   bool   `json:"met"`
	Lines []Line `json:"lines"`
	More  *int64 `json:"more" doc:"So many more cases are needed at the present share; null when no number is enough"`
}

// Measured is what a pilot showed on one evaluation set.
type Measured struct {
	Correct, N   int64
	SecondsSaved *float64 // a case, on average
	Timed        int64    // cases that this rests on
	Satisfied    *float64 // percent
	Asked        int64    // staff that this rests on
}

// Judge holds what was measured against the criteria. What is not asked for has no line.
func Judge(c *CriteriaDraft, m Measured) Verdict {
	v := Verdict{Met: true}
	add := func(line Line, enough bool) {
		line.State = Unknown
		if line.Actual != nil && enough {
			if line.State = Unmet; *line.Actual >= line.Wanted {
				line.State = Met
			}
		}
		v.Lines = append(v.Lines, line)
		v.Met = v.Met && line.State == Met
	}
	// An average rests on the number that the criteria state; without one it says nothing.
	average := func(key string, wanted int64, actual *float64, n int64, least *int64) {
		add(Line{Key: key, Wanted: float64(wanted), Actual: actual, N: &n, Least: least}, least != nil && n >= *least)
	}
	n := float64(m.N)
	add(Line{Key: LineCases, Wanted: float64(c.MinCases), Actual: &n}, true)
	add(Line{Key: LineAccuracy, Wanted: float64(c.TargetPercent), Actual: ShareOf(m.Correct, m.N).Low}, true)
	if c.MinSecondsSaved != nil {
		average(LineTime, *c.MinSecondsSaved, m.SecondsSaved, m.Timed, c.MinTimed)
	}
	if c.MinSatisfied != nil {
		average(LineSatisfaction, *c.MinSatisfied, m.Satisfied, m.Asked, c.MinAsked)
	}
	v.More = more(c, m)
	return v
}

// more is how many cases are still to come: up to the least number, and up to the narrow enough interval.
func more(c *CriteriaDraft, m Measured) *int64 {
	needed := &c.MinCases
	if m.N > 0 {
		if needed = Needed(m.Correct, m.N, c.TargetPercent); needed == nil {
			return nil
		}
	}
	left := max(*needed, c.MinCases) - m.N
	left = max(left, 0)
	return &left
}

// Rank is where the right answer stood among the answers that were offered.
type Rank string

// The ranks.
const (
	Top1 Rank = "top1"
	Top3 Rank = "top3"
	None Rank = "none"
)

// Metric is which ranks count as right.
type Metric string

// The metrics: first place only, or one of the first three.
const (
	FirstPlace Metric = "top1"
	FirstThree Metric = "top3"
)

// ranks are those that a metric counts as right.
func (m Metric) ranks() []Rank {
	if m == FirstThree {
		return []Rank{Top1, Top3}
	}
	return []Rank{Top1}
}

// percentOf is a part in percent, nil of nothing.
func percentOf(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	p := 100 * float64(part) / float64(whole)
	return &p
}
