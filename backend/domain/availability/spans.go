package availability

import (
	"cmp"
	"slices"
)

// Span is a stretch of time in seconds since 1970 UTC, half-open: its end is not part of it.
type Span struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

func (s Span) empty() bool { return s.From >= s.To }

func (s Span) cut(by Span) Span { return Span{max(s.From, by.From), min(s.To, by.To)} }

// Spans are sorted, disjoint and do not touch.
type Spans []Span

// union merges spans of any order; those that touch become one.
func union(in []Span) Spans {
	all := slices.DeleteFunc(slices.Clone(in), Span.empty)
	slices.SortFunc(all, func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := Spans{}
	for _, s := range all {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// intersect is what both have.
func intersect(a, b Spans) Spans {
	out := Spans{}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if s := a[i].cut(b[j]); !s.empty() {
			out = append(out, s)
		}
		if a[i].To < b[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}

// subtract is what a has and b has not.
func subtract(a, b Spans) Spans {
	out := Spans{}
	j := 0
	for _, s := range a {
		for j < len(b) && b[j].To <= s.From {
			j++
		}
		for k := j; k < len(b) && b[k].From < s.To; k++ {
			if left := (Span{s.From, b[k].From}); !left.empty() {
				out = append(out, left)
			}
			s.From = max(s.From, b[k].To)
		}
		if !s.empty() {
			out = append(out, s)
		}
	}
	return out
}

// length is the number of seconds.
func (s Spans) length() int64 {
	n := int64(0)
	for _, x := range s {
		n += x.To - x.From
	}
	return n
}
