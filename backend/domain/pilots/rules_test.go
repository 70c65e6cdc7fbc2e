package pilots

import (
	"math"
	"testing"
)

func TestWilson(t *testing.T) {
	for _, v := range []struct {
		x, n      int64
		low, high float64
	}{{85, 100, 76.7, 90.7}, {17, 20, 64.0, 94.8}, {0, 10, 0, 27.8}, {10, 10, 72.2, 100}, {1, 1, 20.7, 100}, {500, 1000, 46.9, 53.1}} {
		s := ShareOf(v.x, v.n)
		if round(*s.Low) != v.low || round(*s.High) != v.high || *s.Percent != 100*float64(v.x)/float64(v.n) {
			t.Errorf("%d/%d: %.2f–%.2f, wanted %.1f–%.1f", v.x, v.n, *s.Low, *s.High, v.low, v.high)
		}
	}
	if s := ShareOf(0, 10); *s.Low != 0 {
		t.Errorf("nothing right leaves %g", *s.Low)
	}
	if s := ShareOf(10, 10); *s.High != 100 {
		t.Errorf("all right leaves %g", *s.High)
	}
	for _, v := range [][2]int64{{0, 0}, {3, 2}, {-1, 5}} {
		if s := ShareOf(v[0], v[1]); s.Percent != nil || s.Low != nil || s.High != nil {
			t.Errorf("%v has a share", v)
		}
	}
}

func round(x float64) float64 { return math.Round(10*x) / 10 }

// TestNeeded holds the closed form against the interval itself: with so many cases the lower end reaches the target, with
// one fewer it does not.
func TestNeeded(t *testing.T) {
	for _, v := range []struct{ x, n, target int64 }{{85, 100, 80}, {17, 20, 80}, {95, 100, 90}, {199, 200, 99}, {51, 100, 50}} {
		got := Needed(v.x, v.n, v.target)
		if got == nil {
			t.Fatalf("%v is out of reach", v)
		}
		lower := func(n int64) float64 {
			p, of := float64(v.x)/float64(v.n), float64(n)
			return (p + z*z/(2*of) - z*math.Sqrt(p*(1-p)/of+z*z/(4*of*of))) / (1 + z*z/of)
		}
		if target := float64(v.target) / 100; lower(*got) < target-1e-12 || lower(*got-1) >= target {
			t.Errorf("%v: %d cases give %.5f, one fewer %.5f", v, *got, lower(*got), lower(*got-1))
		}
	}
	for _, v := range []struct{ x, n, target int64 }{{80, 100, 80}, {79, 100, 80}, {0, 10, 1}, {0, 0, 50}} {
		if got := Needed(v.x, v.n, v.target); got != nil {
			t.Errorf("%v is reached with %d cases", v, *got)
		}
	}
}

func TestJudge(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	f := func(v float64) *float64 { return &v }
	base := CriteriaDraft{Metric: FirstPlace, TargetPercent: 80, MinCases: 100}
	asks := base
	asks.MinSecondsSaved, asks.MinTimed, asks.MinSatisfied, asks.MinAsked = n(60), n(30), n(70), n(10)
	open := base
	open.MinSecondsSaved = n(60)
	for name, v := range map[string]struct {
		c      CriteriaDraft
		m      Measured
		met    bool
		states string
		more   *int64
	}{
		"wide enough":                          {base, Measured{Correct: 180, N: 200}, true, "met met", n(0)},
		"the seed's: too wide":                 {base, Measured{Correct: 85, N: 100}, false, "met unmet", n(146)},
		"few cases, all right":                 {base, Measured{Correct: 40, N: 40}, false, "unmet met", n(60)},
		"few cases, wide":                      {base, Measured{Correct: 17, N: 20}, false, "unmet unmet", n(226)},
		"below the target":                     {base, Measured{Correct: 150, N: 200}, false, "met unmet", nil},
		"no case":                              {base, Measured{}, false, "unmet unknown", n(100)},
		"everything asked for and met":         {asks, Measured{Correct: 190, N: 200, SecondsSaved: f(60), Timed: 30, Satisfied: f(70), Asked: 10}, true, "met met met met", n(0)},
		"unknown is not met":                   {asks, Measured{Correct: 190, N: 200, SecondsSaved: f(90), Timed: 200}, false, "met met met unknown", n(0)},
		"one measurement shows nothing":        {asks, Measured{Correct: 190, N: 200, SecondsSaved: f(900), Timed: 29, Satisfied: f(100), Asked: 9}, false, "met met unknown unknown", n(0)},
		"no least number, no answer":           {open, Measured{Correct: 190, N: 200, SecondsSaved: f(900), Timed: 200}, false, "met met unknown", n(0)},
		"right, but slower and without favour": {asks, Measured{Correct: 190, N: 200, SecondsSaved: f(-5), Timed: 200, Satisfied: f(69.9), Asked: 50}, false, "met met unmet unmet", n(0)},
	} {
		got := Judge(&v.c, v.m)
		states := ""
		for i, l := range got.Lines {
			if i > 0 {
				states += " "
			}
			states += string(l.State)
		}
		if got.Met != v.met || states != v.states {
			t.Errorf("%s: %t %s", name, got.Met, states)
		}
		if (got.More == nil) != (v.more == nil) || got.More != nil && *got.More != *v.more {
			t.Errorf("%s: more %v", name, got.More)
		}
	}
}
