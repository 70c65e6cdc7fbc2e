package skills

import (
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

func TestGap(t *testing.T) {
	for name, v := range map[string]struct {
		wanted []Wanted
		held   Counts
		gap    int64
	}{
		"nothing wanted":                    {nil, Counts{}, 0},
		"nobody":                            {[]Wanted{{2, 3}}, Counts{}, 3},
		"enough at the level":               {[]Wanted{{2, 3}}, Counts{0, 3, 0, 0}, 0},
		"those above count":                 {[]Wanted{{2, 3}}, Counts{5, 1, 1, 1}, 0},
		"those below do not":                {[]Wanted{{3, 2}}, Counts{4, 4, 1, 0}, 1},
		"high places first":                 {[]Wanted{{4, 1}, {1, 2}}, Counts{0, 0, 2, 0}, 1},
		"one person fills one place":        {[]Wanted{{3, 1}, {2, 1}}, Counts{0, 0, 1, 0}, 1},
		"the largest shortfall, not a sum":  {[]Wanted{{3, 2}, {1, 1}}, Counts{1, 0, 0, 0}, 2},
		"many projects want the same":       {[]Wanted{{2, 1}, {2, 1}, {2, 1}}, Counts{0, 1, 1, 0}, 1},
		"more people than places elsewhere": {[]Wanted{{4, 1}}, Counts{9, 9, 9, 0}, 1},
	} {
		if got := Gap(v.wanted, v.held); got != v.gap {
			t.Errorf("%s: %d, wanted %d", name, got, v.gap)
		}
	}
}

func TestStanding(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	today := fiscal.MustDate("2026-06-04")
	for name, v := range map[string]struct {
		people *int64
		on     fiscal.Date
		want   Standing
	}{
		"two share it":              {n(2), today, Shared},
		"one":                       {n(1), today, Single},
		"nobody is not good":        {n(0), today, Nobody},
		"could not tell":            {nil, today, Unknown},
		"no answer":                 {n(3), fiscal.Date{}, Unknown},
		"a year to the day":         {n(3), today.AddDays(-365), Shared},
		"too long ago is not known": {n(3), today.AddDays(-366), Unknown},
	} {
		if got := StandingOf(v.people, v.on, today, 365); got != v.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestMask(t *testing.T) {
	for name, v := range map[string]struct {
		counts Counts
		shown  int
		total  int64 // -1 is hidden
	}{
		"large enough":            {Counts{3, 4, 0, 0}, 4, 7},
		"one of a kind hides all": {Counts{5, 4, 1, 0}, 0, 10},
		"even the total":          {Counts{1, 1, 0, 0}, 0, -1},
		"nobody is nobody":        {Counts{}, 4, 0},
	} {
		shown, total, _ := Mask(v.counts, 3)
		n := 0
		for _, s := range shown {
			if s != nil {
				n++
			}
		}
		got := int64(-1)
		if total != nil {
			got = *total
		}
		if n != v.shown || got != v.total {
			t.Errorf("%s: %d levels, total %d", name, n, got)
		}
	}
}
