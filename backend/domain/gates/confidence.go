package gates

import "slices"

// DCA is a reviewer's delivery confidence in the latest approved mandate. It is stored with the scale it was given on.
type DCA string

// Delivery confidence, best first. The three-tier scale has no amber_green and no amber_red.
const (
	DCAGreen      DCA = "green"
	DCAAmberGreen DCA = "amber_green"
	DCAAmber      DCA = "amber"
	DCAAmberRed   DCA = "amber_red"
	DCARed        DCA = "red"
)

var dcaOrder = []DCA{DCAGreen, DCAAmberGreen, DCAAmber, DCAAmberRed, DCARed}

// ValidOn reports whether the rating exists on the scale of 5 or 3 tiers.
func (d DCA) ValidOn(scale int) bool {
	switch scale {
	case 5:
		return slices.Contains(dcaOrder, d)
	case 3:
		return d == DCAGreen || d == DCAAmber || d == DCARed
	}
	return false
}

// Valid reports a rating of the five-tier scale.
func (d DCA) Valid() bool { return d.ValidOn(5) }

// Three maps the rating to three tiers for display beside the raw rating, never instead of it. shade keeps what the
// mapping loses: "low" for amber_green, "high" for amber_red, else "".
func (d DCA) Three() (three DCA, shade string) {
	switch d {
	case DCAAmberGreen:
		return DCAAmber, "low"
	case DCAAmberRed:
		return DCAAmber, "high"
	}
	return d, ""
}

// WorstDCA is the worst among each reviewer's latest rating; "" when nobody has rated. Opinions of unequal scale
// compare by colour.
func WorstDCA(opinions []Opinion) DCA {
	latest := map[string]Opinion{}
	for _, o := range opinions {
		if was, seen := latest[o.ReviewerID]; o.DCA.Valid() && (!seen || !o.At.Before(was.At)) {
			latest[o.ReviewerID] = o
		}
	}
	worst := -1
	for _, o := range latest {
		worst = max(worst, slices.Index(dcaOrder, o.DCA))
	}
	if worst < 0 {
		return ""
	}
	return dcaOrder[worst]
}
