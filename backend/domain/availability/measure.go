package availability

import (
	"cmp"
	"math/big"
	"slices"
)

// Share is the part of a service that an outage takes away: 7 of 24 wards. It is kept as it was given, so that no figure
// rests on a rounded fraction.
type Share struct {
	Part  int64 `json:"part"`
	Whole int64 `json:"whole"`
}

// full is an outage of everything.
var full = Share{1, 1}

// less orders shares by their size; parts are far below the limits of int64 (see the draft's rules).
func (s Share) less(o Share) bool { return s.Part*o.Whole < o.Part*s.Whole }

// StopKind says why a service stood still.
type StopKind string

// An outage that somebody reported; work that was not planned by the rules; work beyond its window.
const (
	StopOutage     StopKind = "outage"
	StopUnplanned  StopKind = "unplanned_work"
	StopOverrun    StopKind = "overrun"
	StopBeforehand StopKind = "early_work"
)

// Stop is one cause of downtime: an outage, or work that counts as one.
type Stop struct {
	Span
	Share
	Kind StopKind `json:"kind" enum:"outage,unplanned_work,overrun,early_work"`
	ID   string   `json:"id"`
	// Excluded says that a recorded decision leaves it out as a disaster.
	Excluded bool `json:"excluded"`
}

// Segment is a stretch of counted downtime with the largest share of the stops that overlap in it.
type Segment struct {
	Span
	Share
	Stops     []string `json:"stops" doc:"Ids of the outages and works that overlap here, five at most"`
	StopCount int      `json:"stopCount" doc:"All that overlap here"`
}

// Measure is a figure of availability with the parts that it was computed from. Times are whole seconds, downtime is in
// milliseconds because a share of a second is none.
type Measure struct {
	ServiceSeconds    int64     `json:"serviceSeconds" doc:"Service time by the calendar"`
	PlannedSeconds    int64     `json:"plannedSeconds" doc:"Planned maintenance within service time, left out"`
	AgreedSeconds     int64     `json:"agreedSeconds" doc:"Service time without planned maintenance (AST)"`
	DowntimeMs        int64     `json:"downtimeMs" doc:"Weighted downtime within the agreed service time, rounded up"`
	UnweightedSeconds int64     `json:"unweightedSeconds" doc:"Length of the stops within the agreed service time"`
	Clusters          int       `json:"clusters" doc:"Stops, where those that overlap or touch are one"`
	Segments          []Segment `json:"segments"`
}

// measure computes availability within the agreed service time. service and planned are cut to the period already.
func measure(service, planned Spans, stops []Stop) Measure {
	agreed := subtract(service, planned)
	m := Measure{ServiceSeconds: service.length(), AgreedSeconds: agreed.length(), Segments: []Segment{}}
	m.PlannedSeconds = m.ServiceSeconds - m.AgreedSeconds
	m.Segments = segments(agreed, stops)
	m.DowntimeMs = weighted(m.Segments)
	spans := make([]Span, len(stops))
	for i, s := range stops {
		spans[i] = s.Span
	}
	for _, cluster := range union(spans) {
		if t := intersect(Spans{cluster}, agreed).length(); t > 0 {
			m.Clusters++
			m.UnweightedSeconds += t
		}
	}
	return m
}

// segments cuts the stops to the agreed time, and takes the largest share wherever several overlap.
func segments(agreed Spans, stops []Stop) []Segment {
	cuts := []int64{}
	for _, s := range stops {
		if !s.empty() {
			cuts = append(cuts, s.From, s.To)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	byStart := slices.Clone(stops)
	slices.SortStableFunc(byStart, func(a, b Stop) int { return cmp.Compare(a.From, b.From) })
	out, active, next := []Segment{}, []Stop{}, 0
	for i := 0; i+1 < len(cuts); i++ {
		at := Span{cuts[i], cuts[i+1]}
		active = slices.DeleteFunc(active, func(s Stop) bool { return s.To <= at.From })
		for next < len(byStart) && byStart[next].From <= at.From {
			if byStart[next].To > at.From {
				active = append(active, byStart[next])
			}
			next++
		}
		if len(active) == 0 {
			continue
		}
		largest, ids := active[0].Share, []string{}
		for _, s := range active {
			if largest.less(s.Share) {
				largest = s.Share
			}
			if !slices.Contains(ids, s.ID) {
				ids = append(ids, s.ID)
			}
		}
		for _, piece := range intersect(Spans{at}, agreed) {
			out = append(out, Segment{piece, largest, ids, len(ids)})
		}
	}
	return out
}

// weighted adds up the segments exactly and rounds once, up: downtime is never shown as less than it was.
func weighted(in []Segment) int64 {
	seconds := map[Share]int64{}
	for _, s := range in {
		seconds[s.Share] += s.To - s.From
	}
	sum := new(big.Rat)
	for share, n := range seconds {
		part := new(big.Rat).SetFrac64(share.Part, share.Whole)
		sum.Add(sum, part.Mul(part, new(big.Rat).SetInt64(1000*n)))
	}
	ms, rest := new(big.Int).QuoRem(sum.Num(), sum.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		ms.Add(ms, big.NewInt(1))
	}
	return ms.Int64()
}

// Percent is the availability in millionths of a percent, rounded down, so that a figure with downtime never reads 100.
// It is null without any agreed service time.
func Percent(agreedSeconds, downtimeMs int64) *int64 {
	if agreedSeconds <= 0 {
		return nil
	}
	whole := big.NewInt(1000 * agreedSeconds)
	up := new(big.Int).Sub(whole, big.NewInt(downtimeMs))
	n := up.Mul(up, big.NewInt(100_000_000)).Quo(up, whole).Int64()
	return &n
}

// Missed tells whether downtime is more than a target in millionths allows.
func Missed(agreedSeconds, downtimeMs, target int64) bool {
	return agreedSeconds > 0 && downtimeMs*1000 > agreedSeconds*(million-target)
}

const million = 1_000_000

// allowedMs is the downtime that a target in millionths leaves, rounded down.
func allowedMs(agreedSeconds, target int64) int64 { return agreedSeconds * (million - target) / 1000 }

// MTTR and MTBF are the mean times to restore and between failures in whole seconds; null without a stop.
func (m Measure) means() (mttr, mtbf *int64) {
	if m.Clusters == 0 {
		return nil, nil
	}
	n := int64(m.Clusters)
	r, b := m.UnweightedSeconds/n, (m.AgreedSeconds-m.UnweightedSeconds)/n
	return &r, &b
}

// Serial is the availability of services that all must run, Parallel of those of which one is enough, in millionths of a
// percent, rounded down; null when one is unknown or there is none.
func Serial(parts []*int64) *int64 {
	return chain(parts, func(a *big.Rat) *big.Rat { return a })
}

// Parallel is one minus the product of the unavailabilities.
func Parallel(parts []*int64) *int64 {
	return chain(parts, func(a *big.Rat) *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), a) })
}

// chain multiplies the shares as seen by of, and looks at the product the same way.
func chain(parts []*int64, of func(*big.Rat) *big.Rat) *int64 {
	if len(parts) == 0 {
		return nil
	}
	product := big.NewRat(1, 1)
	for _, p := range parts {
		if p == nil {
			return nil
		}
		product.Mul(product, of(big.NewRat(*p, 100_000_000)))
	}
	share := of(product)
	n := new(big.Int).Mul(share.Num(), big.NewInt(100_000_000))
	v := n.Quo(n, share.Denom()).Int64()
	return &v
}
