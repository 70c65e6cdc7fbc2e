package datasets

import (
	"slices"
	"testing"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/policies"
)

func n(v int64) *int64 { return &v }

func settings(t *testing.T) *Settings {
	t.Helper()
	set, err := Load(policies.Files, "datasets.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestStars(t *testing.T) {
	for _, c := range []struct {
		o    Openness
		want int64
	}{
		{Openness{}, 0}, {Openness{Licence: true}, 1}, {Openness{Licence: true, Structured: true}, 2},
		{Openness{Licence: true, Structured: true, OpenFormat: true}, 3}, {Openness{true, true, true, true, false}, 4}, {Openness{true, true, true, true, true}, 5},
		{Openness{false, true, true, true, true}, 0}, // no open licence
		{Openness{true, false, true, true, true}, 1}, // cumulative
		{Openness{true, true, true, false, true}, 3},
	} {
		if got := Stars(c.o); got != c.want {
			t.Errorf("%+v: %d, not %d", c.o, got, c.want)
		}
	}
	d := Draft{Licence: "cc_by", Structured: "yes", Format: "csv"}
	if Stars(d.Openness()) != 0 {
		t.Error("a licence opens what is not published")
	}
	if d.Publication = Public; Stars(d.Openness()) != 3 {
		t.Error("published CSV under CC BY has three stars")
	}
	if d.Licence = "cc_by_nc"; Stars(d.Openness()) != 0 {
		t.Error("non-commercial is not open")
	}
}

func TestScore(t *testing.T) {
	set := settings(t)
	w := set.Quality.Weights
	score, missing := Score(w, Parts{n(10000), n(8000), n(5000), n(10000), n(10000), n(5000)})
	if score == nil || *score != 80 || len(missing) != 0 {
		t.Fatalf("the vector gives %v, %v", score, missing)
	}
	if set.Quality.BandOf(score) != Good || !set.Quality.Meets(score, 3) || set.Quality.Meets(score, 2) {
		t.Error("80 with three stars counts, with two it does not")
	}
	score, _ = Score(w, Parts{n(10000), n(7999), n(5000), n(10000), n(10000), n(5000)})
	if *score != 79.99 || set.Quality.BandOf(score) != Fair {
		t.Errorf("just below the limit: %v", *score)
	}
	score, missing = Score(w, Parts{n(10000), nil, n(5000), nil, n(10000), n(5000)})
	if score != nil || !slices.Equal(missing, []Part{Schema, Uniqueness}) {
		t.Errorf("what was not measured leaves the score open and is named: %v %v", score, missing)
	}
	if set.Quality.BandOf(nil) != NoBand || set.Quality.Meets(nil, 5) {
		t.Error("unknown is not good")
	}
	if score, _ = Score(w, Parts{n(10000), n(10000), n(10000), n(10000), n(10000), n(10000)}); *score != 100 {
		t.Errorf("all of everything: %v", *score)
	}
}

func TestCurrent(t *testing.T) {
	for _, c := range [][3]int64{{0, 31, 10000}, {31, 31, 10000}, {32, 31, 9838}, {62, 31, 5000}, {92, 31, 161}, {93, 31, 0}, {500, 31, 0}, {-3, 31, 10000}} {
		if got := Current(c[0], c[1]); got != c[2] {
			t.Errorf("age %d of %d: %d, not %d", c[0], c[1], got, c[2])
		}
	}
	for v, want := range map[int64]Freshness{10000: Fresh, 9999: Late, 1: Late, 0: Stale} {
		if got := FreshnessOf(&v); got != want {
			t.Errorf("%d is %s", v, got)
		}
	}
	if FreshnessOf(nil) != NoFresh || *dayNumber(fiscal.MustDate("1970-01-11")) != 10 || dayNumber(fiscal.Date{}) != nil {
		t.Error("without a day nobody knows")
	}
}

var columns = []DataColumn{
	{Name: "ID", Type: "text", Required: true, Key: true}, {Name: "名称", Type: "text", Required: true}, {Name: "設置日", Type: "date"}, {Name: "台数", Type: "integer", Required: true},
}

func TestTally(t *testing.T) {
	sum := newTally(columns, []string{"ｉｄ", "名称", "設置日", "備考"}, false)
	for i, row := range [][]string{
		{"1", "本庁", "2018-04-01", ""}, {"2", "", "平成30年4月1日", "x"}, {"2", "北町区役所", "", ""}, {"", "南町", "2018-02-30", ""},
	} {
		sum.add(int64(i+2), row)
	}
	c, s, u := sum.parts()
	// Required cells: ID 3 of 4, 名称 3 of 4, 台数 0 of 4.
	if *c != 6*10000/12 {
		t.Errorf("completeness %d", *c)
	}
	// Held against the type: ID 3, 名称 3, 設置日 1 of 3, and the four cells of the missing column.
	if *s != 7*10000/13 || *u != 5000 {
		t.Errorf("schema %d, uniqueness %d", *s, *u)
	}
	if !slices.Equal(sum.SameRows, []int64{4, 5}) || !slices.Equal(sum.Columns[2].BadRows, []int64{3, 5}) || !slices.Equal(sum.Extra, []string{"備考"}) || sum.Columns[3].Present {
		t.Errorf("%+v", sum.Found)
	}
	free := newTally(nil, []string{"a", "b"}, false)
	free.add(2, []string{"1", ""})
	if c, s, u = free.parts(); *c != 5000 || s != nil || u != nil {
		t.Error("without a definition only completeness is told")
	}
	none := newTally(columns, []string{"名称"}, false)
	none.add(2, []string{"x"})
	if _, _, u = none.parts(); u != nil {
		t.Error("a file without the key tells nothing of uniqueness")
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		kind, text string
		serial, ok bool
	}{
		{"integer", "12", false, true}, {"integer", "1,200", false, false}, {"integer", "1.5", false, false}, {"number", "-1.5", false, true},
		{"number", "1e5", false, false}, {"date", "2018-04-01", false, true}, {"date", "2018/4/1", false, false}, {"date", "46113", false, false},
		{"date", "46113", true, true}, {"time", "09:30", false, true}, {"time", "25:00", false, false}, {"time", "2018-04-01T09:30:00+09:00", false, true},
		{"flag", "有", false, true}, {"flag", "はい", false, false}, {"url", "https://example.jp/a", false, true}, {"url", "javascript:alert(1)", false, false}, {"text", "何でも", false, true},
	} {
		if fits(c.kind, c.text, c.serial) != c.ok {
			t.Errorf("%s %q: %t", c.kind, c.text, !c.ok)
		}
	}
}

func TestDefinitionIsWhatASampleIsHeldAgainst(t *testing.T) {
	again := slices.Clone(columns)
	again[0].Meaning = "施設の番号"
	if definition(columns) != definition(again) {
		t.Error("a meaning changes nothing of a measurement")
	}
	if again[0].Key = false; definition(columns) == definition(again) {
		t.Error("another key is another definition")
	}
	set := settings(t)
	d := &Dataset{Draft: Draft{Columns: columns, UpdateInterval: "monthly", UpdatedOn: fiscal.MustDate("2026-06-01")}}
	m := &Measurement{Definition: definition(columns), Completeness: n(10000), SchemaFit: n(9000), Uniqueness: n(10000), RowCount: 4}
	m.Checks.V = Checks{true, true, true, true}
	d.Derive(set, m)
	if *d.SchemaFit != 9000 || *d.Machine != 8000 || d.Sample != Measured || *d.MayAge != 31 {
		t.Errorf("%+v", d.Standing)
	}
	d.Columns = again
	if d.Derive(set, m); d.SchemaFit != nil || d.Completeness != nil || *d.Machine != 8000 || d.Sample != Redefined {
		t.Error("what was held against other columns is not measured any more")
	}
}
