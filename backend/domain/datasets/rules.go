package datasets

import (
	"miotsukushi/backend/platform/fiscal"
)

// Openness are the answers that the stars follow from. They are cumulative: what stands behind a no is not counted.
type Openness struct {
	Licence    bool // published under an open licence
	Structured bool // as a table or records, not as a picture of them
	OpenFormat bool // in a format that belongs to nobody
	URIs       bool // things are named by URIs
	Linked     bool // and point at other people's data
}

// Stars are the openness of a dataset, 0 to 5.
func Stars(o Openness) (n int64) {
	for _, yes := range []bool{o.Licence, o.Structured, o.OpenFormat, o.URIs, o.Linked} {
		if !yes {
			break
		}
		n++
	}
	return n
}

// Part is a part of the quality score.
type Part string

// The parts, by the names of ISO/IEC 25012 as far as it has them.
const (
	Completeness Part = "completeness"
	Schema       Part = "schema"
	Currency     Part = "currency"
	Uniqueness   Part = "uniqueness"
	Machine      Part = "machine"
	Metadata     Part = "metadata"
)

// AllParts lists the parts in the order of their weights.
var AllParts = []Part{Completeness, Schema, Currency, Uniqueness, Machine, Metadata}

// Parts are the six parts, each in hundredths of a percent, rounded down; nil is not measured.
type Parts [6]*int64

// whole is all of something, in hundredths of a percent.
const whole = 10_000

// Score weighs the parts to a number from 0 to 100 with two decimals, rounded down so that nothing passes a limit by
// rounding. A part that was not measured leaves the score open and is named.
func Score(w Weights, p Parts) (score *float64, missing []Part) {
	sum := int64(0)
	for i, part := range AllParts {
		if p[i] == nil {
			missing = append(missing, part)
			continue
		}
		sum += w.of(part) * *p[i]
	}
	if len(missing) > 0 {
		return nil, missing
	}
	v := float64(sum/100) / 100
	return &v, nil
}

// ratio is a part of a number in hundredths of a percent, rounded down; nil of nothing.
func ratio(part, of int64) *int64 {
	if of <= 0 {
		return nil
	}
	v := part * whole / of
	return &v
}

// Current is 1 up to the interval, falls in a line and is 0 from three intervals on.
func Current(age, interval int64) int64 {
	switch {
	case age <= interval:
		return whole
	case age >= 3*interval:
		return 0
	}
	return whole * (3*interval - age) / (2 * interval)
}

// Freshness says in a word how old the data is for its interval.
type Freshness string

// Fresh within the interval, late after it, stale from three of them on; unknown without a date or an interval.
const (
	Fresh   Freshness = "fresh"
	Late    Freshness = "late"
	Stale   Freshness = "stale"
	NoFresh Freshness = "unknown"
)

// AllFreshness lists the words, the best first.
var AllFreshness = []Freshness{Fresh, Late, Stale, NoFresh}

// FreshnessOf is the word for the part.
func FreshnessOf(current *int64) Freshness {
	switch {
	case current == nil:
		return NoFresh
	case *current == whole:
		return Fresh
	case *current == 0:
		return Stale
	}
	return Late
}

// Band is a score in a word.
type Band string

// Good is what counts for the headline, fair and poor fall short, unknown was not measured.
const (
	Good   Band = "good"
	Fair   Band = "fair"
	Poor   Band = "poor"
	NoBand Band = "unknown"
)

// Bands lists the words, the best first.
var Bands = []Band{Good, Fair, Poor, NoBand}

// BandOf is the word for a score.
func (q *Quality) BandOf(score *float64) Band {
	switch {
	case score == nil:
		return NoBand
	case *score >= float64(q.Good):
		return Good
	case *score >= float64(q.Fair):
		return Fair
	}
	return Poor
}

// Meets tells whether a dataset counts for the headline figure: good, and open enough.
func (q *Quality) Meets(score *float64, stars int64) bool {
	return q.BandOf(score) == Good && stars >= q.Stars
}

// dayNumber counts days, so that both databases reckon an age alike; nil without a day.
func dayNumber(d fiscal.Date) *int64 {
	if d.IsZero() {
		return nil
	}
	n := int64(d.Sub(fiscal.MustDate("1970-01-01")))
	return &n
}

// percent is a part of a whole in percent, rounded half up to two decimals; nil when the whole is 0.
func percent(part, of int64) *float64 {
	if of <= 0 {
		return nil
	}
	v := float64((2*10_000*part+of)/(2*of)) / 100
	return &v
}
