package rationalisation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/policies"
)

func settings(t *testing.T) *Settings {
	t.Helper()
	s, err := Load(policies.Files, "rationalisation.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hundredths is a score as the vectors of the domain give it.
func hundredths(v int64) Score { return Score{Sum: v, Answered: 100, Weight: 100} }

func TestQuadrants(t *testing.T) {
	r := settings(t).Rules
	half := Score{Sum: 320, Answered: 80, Weight: 100}
	for _, c := range []struct {
		name      string
		biz, tech Score
		statutory bool
		want      Quadrant
		merger    bool
	}{
		{"both high", hundredths(420), hundredths(400), false, Invest, false},
		{"the limit counts as high", hundredths(240), hundredths(300), false, Tolerate, false},
		{"just below the limit", hundredths(300), hundredths(290), false, Migrate, false},
		{"both low", hundredths(290), hundredths(290), false, Eliminate, false},
		{"law demands it", hundredths(290), hundredths(290), true, Migrate, true},
		{"law demands it and it is good", hundredths(420), hundredths(400), true, Invest, false},
		{"a fifth unanswered", half, hundredths(400), false, Invest, false},
		{"more than a fifth unanswered", Score{Sum: 316, Answered: 79, Weight: 100}, hundredths(400), false, Unjudged, false},
		{"more than a fifth of the other axis", hundredths(400), Score{Sum: 316, Answered: 79, Weight: 100}, false, Unjudged, false},
		{"nothing answered", Score{Weight: 100}, Score{Weight: 100}, true, Unjudged, false},
		{"2.999 is not 3", Score{Sum: 2999, Answered: 1000, Weight: 1000}, hundredths(400), false, Tolerate, false},
	} {
		if got, merger := Judge(c.biz, c.tech, c.statutory, r); got != c.want || merger != c.merger {
			t.Errorf("%s: %s %t, want %s %t", c.name, got, merger, c.want, c.merger)
		}
	}
}

func TestScoreLeavesUnansweredOut(t *testing.T) {
	s := settings(t)
	all := map[string]int64{"mandate": 5, "citizens": 4, "fit": 3, "substitution": 2, "usage": 1}
	if got := ScoreOf(s.Business, all).Hundredths(); got == nil || *got != 350 { // 150+100+60+30+10
		t.Errorf("all answered: %v", got)
	}
	delete(all, "usage")
	if got := ScoreOf(s.Business, all); *got.Hundredths() != 377 || got.Answered != 90 { // 340/90 = 3.777…
		t.Errorf("one left out: %+v", got)
	}
	if ScoreOf(s.Business, nil).Hundredths() != nil {
		t.Error("no answer is no score")
	}
}

func TestDispositions(t *testing.T) {
	s := settings(t)
	want := map[Quadrant]string{
		Eliminate: "retire", Tolerate: "retain relocate rehost", Migrate: "rehost repurchase replatform refactor", Invest: "retain replatform refactor", Unjudged: "", None: "",
	}
	for q, list := range want {
		for _, d := range AllDispositions {
			if got := s.Allows(q, d); got != slices.Contains(strings.Fields(list), string(d)) {
				t.Errorf("%s → %s: %t", q, d, got)
			}
		}
	}
}

func TestOverlaps(t *testing.T) {
	r := settings(t).Rules
	for _, c := range []struct {
		a, b    string
		percent int64 // -1 for none
		want    Strength
	}{
		{"a b c", "b c d", 50, Candidate},
		{"a b c d", "a b c d", 100, Strong},
		{"a b c d", "a b c d e", 80, Strong},
		{"a b c", "a b c d", 75, Candidate},
		{"a b", "b c", 33, NoOverlap},
		{"a", "", 0, NoOverlap},
		{"", "", -1, NoOverlap},
		{"a a b", "b b c c", 33, NoOverlap},
	} {
		o := OverlapOf(strings.Fields(c.a), strings.Fields(c.b))
		got := int64(-1)
		if p := o.Percent(); p != nil {
			got = *p
		}
		if got != c.percent || o.Strength(r) != c.want || OverlapOf(strings.Fields(c.b), strings.Fields(c.a)) != o {
			t.Errorf("{%s} × {%s}: %d %q, want %d %q", c.a, c.b, got, o.Strength(r), c.percent, c.want)
		}
	}
}

func TestAnewForgetsTheOldDayAndQuestions(t *testing.T) {
	s := &Service{settings: settings(t)}
	two, on := int64(2), fiscal.MustDate("2025-05-01")
	old := &Assessment{AssessmentDraft: AssessmentDraft{AssessmentBody: AssessmentBody{AssessedOn: on, Answers: []Answer{{"gone", &two, ""}, {"fit", &two, ""}}}}}
	same, given := AssessmentRow{"S-1", old.AssessmentBody}, AssessmentRow{"S-1", old.AssessmentBody}
	given.AssessedOn = on.AddDays(1)
	s.anew(&same, old)
	s.anew(&given, old)
	if !same.AssessedOn.IsZero() || len(same.Answers) != 1 || same.Answers[0].Criterion != "fit" || given.AssessedOn != on.AddDays(1) || len(old.Answers) != 2 {
		t.Errorf("%+v, %+v, old %+v", same, given, old)
	}
}

func TestPayback(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	for _, c := range []struct {
		before, after, oneOff *int64
		want                  float64 // -1 for none
	}{
		{n(100), n(60), n(120), 3}, {n(100), n(70), n(100), 3.3}, {n(100), n(100), n(1), -1}, {n(100), n(120), n(1), -1},
		{nil, n(1), n(1), -1}, {n(2), nil, n(1), -1}, {n(2), n(1), nil, -1}, {n(2), n(1), n(0), 0},
	} {
		got := Payback(c.before, c.after, c.oneOff)
		if (got == nil) != (c.want < 0) || got != nil && *got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
}

func TestLeaseAndRenewal(t *testing.T) {
	day := func(s string) (d fiscal.Date) {
		if s != "" {
			d = fiscal.MustDate(s)
		}
		return d
	}
	for _, c := range []struct {
		ends, live string
		want       LeaseState
	}{
		{"2027-03-31", "2027-04-01", LeaseConflict}, {"2027-03-31", "2027-03-31", LeaseClear}, {"2027-09-30", "2027-04-01", LeaseClear},
		{"", "2027-04-01", LeaseUnknown}, {"2027-03-31", "", LeaseUnknown},
	} {
		if got := LeaseOf(day(c.ends), day(c.live)); got != c.want {
			t.Errorf("lease %s, successor %s: %s", c.ends, c.live, got)
		}
	}
	for _, c := range []struct {
		on, absorbed string
		want         RenewalState
	}{
		{"2027-04-01", "", RenewalAhead}, {"2026-06-15", "", RenewalAhead}, {"2026-06-14", "", RenewalOverdue}, {"", "", RenewalUnknown},
		{"2028-04-01", "2028-03-31", RenewalAvoided}, {"2028-04-01", "2028-04-02", RenewalAhead}, {"", "2028-04-02", RenewalAvoided},
		{"2028-04-01", "2026-06-14", RenewalAhead}, {"2028-04-01", "2026-06-15", RenewalAvoided}, {"2026-04-01", "2026-06-14", RenewalOverdue}, {"", "2026-06-14", RenewalUnknown},
		{"2026-04-01", "2028-03-31", RenewalAvoided}, {"2026-04-01", "2028-04-01", RenewalOverdue},
	} {
		if got := RenewalOf(day(c.on), day(c.absorbed), day("2026-06-15")); got != c.want {
			t.Errorf("renewal %s, absorbed %s: %s", c.on, c.absorbed, got)
		}
	}
}

func TestSuggestions(t *testing.T) {
	rising, falling := FactRule{Rising: []int64{1, 366, 731, 1461}}, FactRule{Falling: []int64{1, 2, 4, 6}}
	for value, want := range map[int64]int64{-10: 1, 0: 1, 1: 2, 365: 2, 366: 3, 731: 4, 1461: 5, 9999: 5} {
		if got := rising.Suggest(value); got != want {
			t.Errorf("rising %d: %d, want %d", value, got, want)
		}
	}
	for value, want := range map[int64]int64{0: 5, 1: 4, 3: 3, 4: 2, 12: 1} {
		if got := falling.Suggest(value); got != want {
			t.Errorf("falling %d: %d, want %d", value, got, want)
		}
	}
}

// edges reads "a>b b>c" as: b gets data from a, c from b.
func edges(text string) (out []Edge) {
	for _, pair := range strings.Fields(text) {
		from, to, _ := strings.Cut(pair, ">")
		out = append(out, Edge{from, to})
	}
	return out
}

func along(all []Edge) Neighbours {
	return func(ids []string, way Direction) (out []Edge, err error) {
		for _, e := range all {
			if way == Down && slices.Contains(ids, e.Provider) || way == Up && slices.Contains(ids, e.Consumer) {
				out = append(out, e)
			}
		}
		return out, nil
	}
}

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		name, edges  string
		way          Direction
		depth, limit int
		want         string
		cut          bool
	}{
		{"a chain", "a>b b>c c>d", Down, 0, 99, "b1a c2b d3c", false},
		{"as deep as asked", "a>b b>c c>d", Down, 2, 99, "b1a c2b", false},
		{"a cycle ends", "a>b b>c c>a", Down, 0, 99, "b1a c2b", false},
		{"the shortest way counts", "a>b a>c b>d c>d d>b", Down, 0, 99, "b1a c1a d2b", false},
		{"upwards", "b>a c>b a>d", Up, 0, 99, "b1a c2b", false},
		{"a system that feeds itself", "a>a", Down, 0, 99, "", false},
		{"no more than asked", "a>b a>c a>d", Down, 0, 2, "b1a c1a", true},
		{"just as many as asked", "a>b a>c c>a", Down, 0, 2, "b1a c1a", false},
		{"the same connection twice", "a>b a>b", Down, 0, 99, "b1a", false},
	} {
		found, links, cut, err := Walk("a", c.way, c.depth, c.limit, along(edges(c.edges)))
		var got []string
		for _, r := range found {
			got = append(got, fmt.Sprintf("%s%d%s", r.ID, r.Distance, r.Via))
		}
		if strings.Join(got, " ") != c.want || cut != c.cut || err != nil {
			t.Errorf("%s: %v %t %v", c.name, got, cut, err)
		}
		for _, e := range links {
			if !slices.Contains(edges(c.edges), e) {
				t.Errorf("%s: made up %v", c.name, e)
			}
		}
	}
	if _, _, _, err := Walk("a", Down, 0, 1, func([]string, Direction) ([]Edge, error) { return nil, errors.New("lost") }); err == nil {
		t.Error("a failure is told")
	}
}

func TestCycles(t *testing.T) {
	for text, want := range map[string]string{
		"a>b b>c":                     "[]",
		"a>b b>a":                     "[[a b]]",
		"a>a":                         "[]",
		"a>b b>c c>a c>d d>e e>d e>f": "[[a b c] [d e]]",
		"a>b a>c b>d c>d":             "[]",
		"a>b b>c c>b c>a":             "[[a b c]]",
	} {
		if got := fmt.Sprint(Cycles(edges(text))); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	var long []Edge
	for i := range 100_000 {
		long = append(long, Edge{fmt.Sprintf("%06d", i), fmt.Sprintf("%06d", i+1)})
	}
	if got := Cycles(append(long, Edge{"100000", "000000"})); len(got) != 1 || len(got[0]) != 100_001 {
		t.Errorf("a long cycle: %d groups", len(got))
	}
}

func TestSettingsWithAMistakeAreRefused(t *testing.T) {
	source, err := policies.Files.ReadFile("rationalisation.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"weight: 30", "weight: 31"}, {"id: fit", "id: usage"}, {"eliminate: [retire]", "eliminate: [keep]"}, {"high_at: 300", "high_at: 3"},
		{"falling: [1, 2, 4, 6]", "falling: [6, 4, 2, 1]"}, {"kind: users", "kind: weather"}, {"strong_percent: 80", "strong_percent: 40"},
	} {
		text := strings.Replace(string(source), c[0], c[1], 1)
		if text == string(source) {
			t.Fatalf("%s does not stand in the file", c[0])
		}
		if _, err := Load(fstest.MapFS{"x.yaml": {Data: []byte(text)}}, "x.yaml"); err == nil {
			t.Errorf("%s was accepted", c[1])
		}
	}
}
