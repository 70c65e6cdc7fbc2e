package maturity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func labels(s string) []Label {
	out := []Label{}
	for _, l := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) {
		out = append(out, Label(l))
	}
	return out
}

// TestAggregation holds every vector of the domain's rules.
func TestAggregation(t *testing.T) {
	for in, want := range map[string]Label{
		"FI,FI,FI": FI, "FI,LI,FI": LI, "FI,NY,FI": FI, "LI,NY": LI, "PI,NY": PI, "PI,NI,NY": PI, "NI,NY": NI, "NY,NY": NY,
		"FI,FI,PI": Pending, "LI,NI": Pending, "FI,NI,NY": Pending, "": Uncharacterized,
		"LI": LI, "PI": PI, "NI,NI": NI, "PI,NI": PI, "LI,PI,NY": Pending,
	} {
		if got := Aggregate(labels(in)); got != want {
			t.Errorf("[%s] is %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]Label{"FI,FI,PI": LI, "FI,PI": PI, "LI,NI": PI, "FI,FI,FI,NI": PI, "LI,LI,PI,PI": PI} {
		if got := Hint(labels(in)); got != want {
			t.Errorf("hint of [%s] is %s, want %s", in, got, want)
		}
	}
}

func TestGoalRating(t *testing.T) {
	yes, no := true, false
	for _, v := range []struct {
		in      string
		covered bool
		impact  *bool
		want    GoalRating
	}{
		{"FI,LI", true, &no, Satisfied}, {"FI,LI", true, &yes, Unsatisfied}, {"FI,PI", true, &no, Unsatisfied},
		{"FI,NY", true, &no, NotRated}, {"PI,NY", true, &no, NotRated}, {"FI,PENDING", true, &no, NotRated},
		{"FI,UNCHARACTERIZED", true, &no, NotRated}, {"FI,LI", true, nil, NotRated}, {"FI,FI", true, nil, Satisfied},
		{"FI,PI", true, nil, Unsatisfied}, {"FI,FI", false, nil, NotRated}, {"", true, nil, NotRated}, {"NI,LI", true, nil, Unsatisfied},
	} {
		if got := RateGoal(labels(v.in), v.covered, true, v.impact); got != v.want {
			t.Errorf("[%s] covered %v is %s, want %s", v.in, v.covered, got, v.want)
		}
	}
	if got := RateGoal(labels("FI,LI"), true, false, nil); got != Satisfied {
		t.Errorf("a model that does not ask for the impact leaves [FI,LI] %s", got)
	}
}

func TestPercentages(t *testing.T) {
	for p, want := range map[Points]string{
		0: "N", 1500: "N", 1501: "P-", 3250: "P-", 3251: "P+", 5000: "P+", 5001: "L-", 6750: "L-", 6751: "L+", 8500: "L+", 8501: "F", 10000: "F",
	} {
		if got := p.Fine(); got != want || string(p.Rate()) != want[:1] {
			t.Errorf("%s is %s %s, want %s", p, p.Rate(), got, want)
		}
	}
	// The mean is rounded to the side on which the exact value lies.
	for _, v := range []struct {
		in   []Points
		want string
	}{{[]Points{1500, 1501}, "P-"}, {[]Points{1500, 1500, 1500}, "N"}, {[]Points{8500, 8501, 8500}, "F"}, {[]Points{0, 10000}, "P+"}} {
		if got := Mean(v.in).Fine(); got != v.want {
			t.Errorf("mean of %v is %s, want %s", v.in, got, v.want)
		}
	}
}

// attributes rates process attributes and leaves the others open.
func attributes(m *Model, a *Area, rated map[string]Label) AreaResult {
	points := map[Label]Points{RatedN: 10, RatedP: 5000, RatedL: 8500, RatedF: 10000}
	e := &Entry{AreaDraft: AreaDraft{Scope: ScopeIn}}
	for id, l := range rated {
		p := points[l]
		e.Ratings = append(e.Ratings, Rating{Practice: "PA" + id, Instance: "a", Points: &p})
	}
	return m.Compute(a, e, []string{"a"})
}

func TestCapability(t *testing.T) {
	m := shipped(t, "ISO33020")
	for _, v := range []struct {
		rated map[string]Label
		want  int
	}{
		{map[string]Label{"1.1": "L"}, 1},
		{map[string]Label{"1.1": "F", "2.1": "L", "2.2": "L"}, 2},
		{map[string]Label{"1.1": "L", "2.1": "F", "2.2": "F"}, 1},
		{map[string]Label{"1.1": "F", "2.1": "F", "2.2": "P"}, 1},
		{map[string]Label{"1.1": "F", "2.1": "F", "2.2": "F", "3.1": "L", "3.2": "L"}, 3},
		{map[string]Label{"1.1": "P"}, 0},
		{map[string]Label{"1.1": "F", "2.1": "F", "2.2": "F", "3.1": "F", "3.2": "F", "4.1": "F", "4.2": "F", "5.1": "F", "5.2": "L"}, 5},
	} {
		got := attributes(m, &m.Areas[0], v.rated).Capability
		if got == nil || *got != v.want {
			t.Errorf("%v reaches %v, want %d", v.rated, got, v.want)
		}
	}
	if got := attributes(m, &m.Areas[0], nil).Capability; got != nil {
		t.Errorf("nothing rated is known to be %d", *got)
	}
}

// state is how a test wants the areas of CMMI-DEV: goals that are not satisfied, by "AREA.GROUP", and areas that are not in.
type state struct {
	in     int // areas up to this level are looked at
	bad    []string
	scopes map[string]Scope
}

// build makes entries whose goals come out as wanted.
func (s state) build(m *Model) (map[string]AreaResult, map[string]Scope) {
	results, scopes := map[string]AreaResult{}, map[string]Scope{}
	for i := range m.Areas {
		a := &m.Areas[i]
		e := &Entry{AreaDraft: AreaDraft{Scope: ScopeIn}}
		if a.Level > s.in {
			e.Scope = ScopeOut
		}
		if sc := s.scopes[a.ID]; sc != "" {
			e.Scope = sc
		}
		for _, g := range a.Groups {
			for j, p := range g.Practices {
				r := Rating{Practice: p.ID, Instance: "a", Label: FI}
				if j == 0 && (slices.Contains(s.bad, a.ID+"."+g.ID) || slices.Contains(s.bad, g.ID)) {
					r.Label = NI
				}
				if slices.Contains(s.bad, a.ID+"?") {
					r.Label = NY
				}
				e.Ratings = append(e.Ratings, r)
			}
		}
		results[a.ID], scopes[a.ID] = m.Compute(a, e, []string{"a"}), e.Scope
	}
	return results, scopes
}

func levelOf(m *Model, results map[string]AreaResult, scopes map[string]Scope) int {
	standing := map[string]Standing{}
	for id, r := range results {
		standing[id] = Standing{scopes[id], r.Capability}
	}
	return m.Level(standing)
}

// TestLevel holds M1 to M8.
func TestLevel(t *testing.T) {
	m := shipped(t, "CMMI-DEV-V13")
	for name, v := range map[string]struct {
		state state
		want  int
	}{
		"M1": {state{in: 2, bad: []string{"GG3"}}, 2},
		"M2": {state{in: 2, bad: []string{"GG3"}, scopes: map[string]Scope{"SAM": ScopeNA}}, 2},
		"M3": {state{in: 2, bad: []string{"GG3", "CM.SG1"}}, 1},
		"M4": {state{in: 3}, 3},
		"M5": {state{in: 3, bad: []string{"REQM.GG3"}}, 2},
		"M6": {state{in: 5, bad: []string{"QPM.SG1"}}, 3},
		"M7": {state{in: 2, bad: []string{"MA?"}}, 1},
		"M8": {state{in: 5}, 5},
	} {
		results, scopes := v.state.build(m)
		got := levelOf(m, results, scopes)
		if got != v.want {
			t.Errorf("%s reaches level %d, want %d", name, got, v.want)
		}
		if blocking := m.Blocking(results, scopes, got); len(blocking) != 0 {
			t.Errorf("%s: level %d is reached and yet stopped by %+v", name, got, blocking)
		}
		if got < m.Top() && len(m.Blocking(results, scopes, got+1)) == 0 {
			t.Errorf("%s: nothing stops level %d, which is not reached", name, got+1)
		}
	}
	results, scopes := state{in: 3, bad: []string{"REQM.GG3"}}.build(m)
	b := m.Blocking(results, scopes, 3)
	if len(b) != 1 || b[0].Area != "REQM" || len(b[0].Groups) != 1 || b[0].Groups[0].Group != "GG3" || b[0].Groups[0].Practices[0].Practice != "GP3.1" {
		t.Errorf("M5 is stopped by %+v", b)
	}
}

func TestAreaStatus(t *testing.T) {
	m := shipped(t, "CMMI-DEV-V13")
	results, _ := state{in: 2, bad: []string{"CM.SG1", "MA?", "PP.GG3"}, scopes: map[string]Scope{"SAM": ScopeNA}}.build(m)
	for id, want := range map[string]AreaStatus{
		"REQM": AreaSatisfied, "CM": AreaUnsatisfied, "MA": AreaNotRated, "SAM": AreaNotApplicable, "RD": AreaOutOfScope, "PP": AreaSatisfied,
	} {
		if got := results[id].Status; got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if c := results["PP"].Capability; c == nil || *c != 2 {
		t.Errorf("PP without GG3 reaches %v", c)
	}
	if c := results["MA"].Capability; c != nil {
		t.Errorf("MA, of which nothing is known, reaches %d", *c)
	}
	if c := results["CM"].Capability; c == nil || *c != 0 {
		t.Errorf("CM with an unsatisfied goal reaches %v", c)
	}
}

// TestJudgementsGoStale: a judgement counts until a label changes.
func TestJudgementsGoStale(t *testing.T) {
	m := shipped(t, "CMMI-DEV-V13")
	a, _ := m.Area("REQM")
	e := &Entry{AreaDraft: AreaDraft{Scope: ScopeIn, Ratings: []Rating{
		{Practice: "SP1.1", Instance: "a", Label: FI}, {Practice: "SP1.1", Instance: "b", Label: PI},
	}}}
	first := func() PracticeResult { return m.Compute(a, e, []string{"a", "b"}).Practices[0] }
	if p := first(); p.Result != Pending || p.Judged || p.Hint != PI {
		t.Fatalf("%+v", p)
	}
	e.Judgements = []Judgement{{Practice: "SP1.1", Result: LI, Basis: Basis(e.Ratings)}}
	if p := first(); p.Result != LI || !p.Judged {
		t.Fatalf("%+v", p)
	}
	e.Ratings[1].Label = NI
	if p := first(); p.Result != Pending || p.Judged || !p.Outdated {
		t.Fatalf("a judgement outlived its labels: %+v", p)
	}
	e.Ratings[1].Label, e.Judgements[0].Outdated = PI, true
	if p := first(); p.Result != Pending {
		t.Fatalf("an outdated judgement counts: %+v", p)
	}
}

// TestSmallestSet tries random appraisals: doing the whole set reaches the level, leaving out any one step does not.
func TestSmallestSet(t *testing.T) {
	for _, id := range []string{"CMMI-ACQ-V13", "CMMI-DEV-V13", "SELF-CHECK", "ISO33020"} {
		m := shipped(t, id)
		rng := rand.New(rand.NewPCG(7, uint64(len(id))))
		for round := range 25 {
			entries := randomEntries(m, rng)
			results, scopes := computeAll(m, entries)
			level := levelOf(m, results, scopes)
			if level == m.Top() {
				continue
			}
			steps := Smallest(m.Blocking(results, scopes, level+1))
			reaches := func(skip int) bool {
				tried := clone(entries)
				for i, s := range steps {
					if i != skip {
						apply(m, tried, s)
					}
				}
				for i, s := range steps { // what opens by the way is answered: no harm
					if i == skip && s.Need == NeedAnswer {
						continue
					}
					answer(tried[s.Area], s.Group)
				}
				r, sc := computeAll(m, tried)
				return levelOf(m, r, sc) > level
			}
			if !reaches(-1) {
				t.Fatalf("%s round %d: all %d steps do not reach level %d", id, round, len(steps), level+1)
			}
			for i := range steps {
				if i < 12 && reaches(i) {
					t.Fatalf("%s round %d: level %d is reached without step %+v", id, round, level+1, steps[i])
				}
			}
		}
	}
}

func randomEntries(m *Model, rng *rand.Rand) map[string]*Entry {
	out := map[string]*Entry{}
	good := 0.9 + rng.Float64()/10
	for i := range m.Areas {
		a := &m.Areas[i]
		e := &Entry{AreaDraft: AreaDraft{Scope: ScopeIn}}
		switch {
		case rng.IntN(30) == 0:
			e.Scope = ScopeNA
		case a.Level > 2 && rng.IntN(8) == 0:
			e.Scope = ScopeOut
		}
		for _, g := range a.Groups {
			for _, p := range g.Practices {
				for _, key := range []string{"a", "b"} {
					r := Rating{Practice: p.ID, Instance: key}
					l := FI
					if rng.Float64() > good {
						l = []Label{LI, LI, PI, NI, NY, ""}[rng.IntN(6)]
					}
					if l == "" {
						continue
					}
					if m.Method == ByPercent {
						pts := map[Label]Points{FI: 9000, LI: 7000, PI: 4000, NI: 500, NY: 2000}[l]
						r.Points = &pts
					} else {
						r.Label = l
					}
					e.Ratings = append(e.Ratings, r)
				}
			}
			if m.Impact && rng.IntN(2) == 0 {
				impact := rng.IntN(3) == 0
				e.Goals = append(e.Goals, GoalNote{Group: g.ID, Impact: &impact})
			}
		}
		out[a.ID] = e
	}
	return out
}

func computeAll(m *Model, entries map[string]*Entry) (map[string]AreaResult, map[string]Scope) {
	results, scopes := map[string]AreaResult{}, map[string]Scope{}
	for id, e := range entries {
		a, _ := m.Area(id)
		results[id], scopes[id] = m.Compute(a, e, []string{"a", "b"}), e.Scope
	}
	return results, scopes
}

func clone(in map[string]*Entry) map[string]*Entry {
	out := map[string]*Entry{}
	for id, e := range in {
		c := *e
		c.Ratings, c.Goals = slices.Clone(e.Ratings), slices.Clone(e.Goals)
		out[id] = &c
	}
	return out
}

// apply does a step: what it names is then done fully by all.
func apply(m *Model, entries map[string]*Entry, s Step) {
	e := entries[s.Area]
	a, _ := m.Area(s.Area)
	fully := func(ids ...string) {
		e.Ratings = slices.DeleteFunc(e.Ratings, func(r Rating) bool { return slices.Contains(ids, r.Practice) })
		for _, id := range ids {
			for _, key := range []string{"a", "b"} {
				r := Rating{Practice: id, Instance: key, Label: FI}
				if full := Points(10000); m.Method == ByPercent {
					r.Label, r.Points = "", &full
				}
				e.Ratings = append(e.Ratings, r)
			}
		}
	}
	switch {
	case s.Need == NeedAppraise:
		e.Scope, e.Ratings, e.Goals = ScopeIn, nil, nil
		for _, g := range a.Groups {
			for _, p := range g.Practices {
				fully(p.ID)
			}
		}
	case s.Need == NeedAnswer || s.Need == NeedWeakness:
		e.Goals = slices.DeleteFunc(e.Goals, func(g GoalNote) bool { return g.Group == s.Group })
		answer(e, s.Group)
	default:
		fully(s.Practice)
	}
}

func answer(e *Entry, group string) {
	no := false
	if group != "" && e.impact(group) == nil {
		e.Goals = append(slices.DeleteFunc(e.Goals, func(g GoalNote) bool { return g.Group == group }), GoalNote{Group: group, Impact: &no})
	}
}

func ExampleBasis() {
	fmt.Println(Basis([]Rating{{Instance: "b", Label: PI}, {Instance: "a", Label: FI}}))
	// Output: a=FI b=PI
}
