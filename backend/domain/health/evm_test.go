package health

import (
	"math"
	"testing"
)

// near compares a figure with what an independent calculation gave, to four places; NaN stands for unknown.
func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	switch {
	case math.IsNaN(want):
		if got != nil {
			t.Errorf("%s = %v, want unknown", what, *got)
		}
	case got == nil:
		t.Errorf("%s unknown, want %v", what, want)
	case math.Abs(*got-want) > 0.00005:
		t.Errorf("%s = %v, want %v", what, *got, want)
	}
}

var unk = math.NaN()

func TestEarnedValue(t *testing.T) {
	for name, c := range map[string]struct {
		in                                                   Earned
		cv, sv                                               int64
		cpi, spi, eac, atypical, both, etc, vac, tcpi, tcpiE float64
		variance                                             float64
	}{
		"the vector":            {Earned{100, 50, 40, 45}, -5, -10, .8889, .8, 112.5, 105, 129.375, 67.5, -12.5, 1.0909, .8889, -12.5},
		"as planned":            {Earned{100, 50, 50, 50}, 0, 0, 1, 1, 100, 100, 100, 50, 0, 1, 1, 0},
		"early and cheap":       {Earned{100, 50, 60, 40}, 20, 10, 1.5, 1.2, 66.6667, 80, 62.2222, 26.6667, 33.3333, .6667, 1.5, 33.3333},
		"nothing spent":         {Earned{100, 50, 40, 0}, 40, -10, unk, .8, unk, 60, unk, unk, unk, .6, unk, unk},
		"nothing planned yet":   {Earned{100, 0, 10, 10}, 0, 10, 1, unk, 100, 100, unk, 90, 0, 1, 1, 0},
		"nothing earned":        {Earned{100, 20, 0, 10}, -10, -20, 0, 0, unk, 110, unk, unk, unk, 1.1111, unk, unk},
		"the budget is gone":    {Earned{100, 90, 80, 100}, -20, -10, .8, .8889, 125, 120, 128.125, 25, -25, unk, .8, -25},
		"more than the budget":  {Earned{100, 90, 80, 120}, -40, -10, .6667, .8889, 150, 140, 153.75, 30, -50, unk, .6667, -50},
		"done and paid":         {Earned{100, 100, 100, 100}, 0, 0, 1, 1, 100, 100, 100, 0, 0, unk, unk, 0},
		"not begun, no numbers": {Earned{100, 0, 0, 0}, 0, 0, unk, unk, unk, 100, unk, unk, unk, 1, unk, unk},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.in.Figures()
			if f.CV != c.cv || f.SV != c.sv {
				t.Errorf("CV %d SV %d, want %d %d", f.CV, f.SV, c.cv, c.sv)
			}
			for what, pair := range map[string]struct {
				got  *float64
				want float64
			}{
				"CPI": {f.CPI, c.cpi}, "SPI": {f.SPI, c.spi}, "EAC": {f.EAC, c.eac}, "EAC atypical": {f.EACAtypical, c.atypical}, "EAC both": {f.EACBoth, c.both},
				"ETC": {f.ETC, c.etc}, "VAC": {f.VAC, c.vac}, "TCPI": {f.TCPI, c.tcpi}, "TCPI of EAC": {f.TCPIEAC, c.tcpiE}, "variance": {f.VariancePct, c.variance},
			} {
				near(t, what, pair.got, pair.want)
			}
		})
	}
}

func TestCostVariance(t *testing.T) {
	for _, c := range []struct {
		planned, actual int64
		want            float64
	}{{100, 90, 10}, {100, 110, -10}, {1000, 700, 30}, {100, 100, 0}, {0, 5, unk}} {
		near(t, "variance", CostVariance(c.planned, c.actual), c.want)
	}
}
