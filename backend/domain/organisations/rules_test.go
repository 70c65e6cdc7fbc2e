package organisations

import (
	"fmt"
	"slices"
	"testing"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

func day(s string) fiscal.Date {
	if s == "" {
		return fiscal.Date{}
	}
	return fiscal.MustDate(s)
}

func rules(fields []fault.Field) []string {
	out := []string{}
	for _, f := range fields {
		out = append(out, f.Field+" "+f.Rule)
	}
	return out
}

func TestPlace(t *testing.T) {
	f := forest{}
	add := func(id, parent, from, to string) {
		f[id] = node{ID: id, ParentID: store.Ref(parent), Code: id, ValidFrom: day(from), ValidTo: day(to)}
	}
	add("city", "", "2000-04-01", "")
	add("bureau", "city", "2010-04-01", "")
	add("section", "bureau", "2015-04-01", "2027-03-31")
	add("old", "city", "2000-04-01", "2020-03-31")
	add("deep1", "city", "2000-04-01", "")
	for i := 2; i <= 9; i++ {
		add(fmt.Sprint("deep", i), fmt.Sprint("deep", i-1), "2000-04-01", "")
	}
	for _, c := range []struct {
		name, id, parent, from, to string
		want                       []string
	}{
		{"a new one", "", "bureau", "2026-04-01", "", nil},
		{"a new root", "", "", "1990-04-01", "", nil},
		{"no parent", "", "nowhere", "2026-04-01", "", []string{"parentId not_found"}},
		{"under itself", "bureau", "bureau", "2010-04-01", "", []string{"parentId cycle"}},
		{"under what is below", "bureau", "section", "2015-04-01", "2027-03-31", []string{"parentId cycle"}},
		{"ten levels", "", "deep9", "2026-04-01", "", []string{"parentId max"}},
		{"nine levels", "", "deep8", "2026-04-01", "", nil},
		{"a branch too deep", "bureau", "deep8", "2010-04-01", "", []string{"parentId max"}},
		{"a branch that fits", "bureau", "deep7", "2010-04-01", "", nil},
		{"before its parent", "", "bureau", "2009-04-01", "", []string{"validFrom within_parent"}},
		{"after its parent", "", "old", "2010-04-01", "", []string{"validTo within_parent"}},
		{"after its parent, dated", "", "old", "2010-04-01", "2020-04-01", []string{"validTo within_parent"}},
		{"ends with its parent", "", "old", "2010-04-01", "2020-03-31", nil},
		{"shorter than a child", "bureau", "city", "2010-04-01", "2027-03-30", []string{"validTo spans_children"}},
		{"as long as its child", "bureau", "city", "2010-04-01", "2027-03-31", nil},
		{"younger than a child", "bureau", "city", "2016-04-01", "", []string{"validFrom spans_children"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &OrganisationDraft{ParentID: store.Ref(c.parent), ValidFrom: day(c.from), ValidTo: day(c.to)}
			if got := rules(f.place(c.id, d)); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// A cycle that stands in the database already must not hang the program.
func TestForestEndsInACycle(t *testing.T) {
	f := forest{"a": {ID: "a", ParentID: "b"}, "b": {ID: "b", ParentID: "a"}}
	if f.below("a", "c") || f.levels("a") != maxLevels+1 || len(f.place("", &OrganisationDraft{ParentID: "a"})) == 0 {
		t.Error("a cycle passed for a tree")
	}
}

func TestArrange(t *testing.T) {
	rows := []Node{{ID: "z", ParentID: "b"}, {ID: "a"}, {ID: "b", ParentID: "a"}, {ID: "lost", ParentID: "gone"}, {ID: "y", ParentID: "b"}}
	var got []string
	for _, n := range arrange(rows, map[string]int{"b": 3}) {
		got = append(got, fmt.Sprint(n.ID, n.Level, n.Children, n.Posts))
	}
	if want := []string{"a1 1 0", "b2 2 3", "z3 0 0", "y3 0 0", "lost1 0 0"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFirstGap(t *testing.T) {
	for _, c := range []struct {
		name  string
		spans []span
		want  string
	}{
		{"none", nil, "2026-06-01"},
		{"for ever", []span{{day("2020-04-01"), day("")}}, ""},
		{"over", []span{{day("2020-04-01"), day("2026-05-31")}}, "2026-06-01"},
		{"ends today", []span{{day("2020-04-01"), day("2026-06-01")}}, "2026-06-02"},
		{"handed over", []span{{day("2027-04-01"), day("")}, {day("2020-04-01"), day("2027-03-31")}}, ""},
		{"a day late", []span{{day("2020-04-01"), day("2027-03-31")}, {day("2027-04-02"), day("")}}, "2027-04-01"},
		{"begins tomorrow", []span{{day("2026-06-02"), day("")}}, "2026-06-01"},
		{"one inside another", []span{{day("2020-04-01"), day("2028-03-31")}, {day("2021-04-01"), day("2022-03-31")}}, "2028-04-01"},
	} {
		if got := firstGap(c.spans, day("2026-06-01")); got != day(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMeet(t *testing.T) {
	for _, c := range []struct {
		a, b, want [2]string
		ok         bool
	}{
		{[2]string{"2020-01-01", ""}, [2]string{"2021-01-01", "2022-01-01"}, [2]string{"2021-01-01", "2022-01-01"}, true},
		{[2]string{"2020-01-01", "2021-06-01"}, [2]string{"2021-01-01", ""}, [2]string{"2021-01-01", "2021-06-01"}, true},
		{[2]string{"2020-01-01", ""}, [2]string{"2019-01-01", ""}, [2]string{"2020-01-01", ""}, true},
		{[2]string{"2020-01-01", "2020-12-31"}, [2]string{"2021-01-01", ""}, [2]string{}, false},
	} {
		got, ok := meet(span{day(c.a[0]), day(c.a[1])}, span{day(c.b[0]), day(c.b[1])})
		if ok != c.ok || ok && got != (span{day(c.want[0]), day(c.want[1])}) {
			t.Errorf("meet(%v, %v) = %v, %v", c.a, c.b, got, ok)
		}
	}
}

func held(person, from, to string, acting ...bool) PostHolder {
	return PostHolder{PersonID: person, From: day(from), To: day(to), Acting: len(acting) > 0}
}

func role(name, from, to string) PostRole { return PostRole{Role: name, From: day(from), To: day(to)} }

func TestPostCheck(t *testing.T) {
	for _, c := range []struct {
		name      string
		authority string
		roles     []PostRole
		holders   []PostHolder
		want      []string
	}{
		{"handed over", "cio", []PostRole{role("executive", "2020-04-01", "")},
			[]PostHolder{held("a", "2020-04-01", "2027-03-31"), held("b", "2027-04-01", "")}, nil},
		{"two deciders at once", "cio", nil, []PostHolder{held("a", "2020-04-01", ""), held("b", "2027-04-01", "")}, []string{"holders[1].from overlap"}},
		{"someone acts for the decider", "cio", nil, []PostHolder{held("a", "2020-04-01", ""), held("b", "2027-04-01", "", true)}, nil},
		{"colleagues in one post", "", nil, []PostHolder{held("a", "2020-04-01", ""), held("b", "2021-04-01", "")}, nil},
		{"one person twice", "", nil, []PostHolder{held("a", "2020-04-01", "2021-03-31"), held("a", "2021-03-31", "")}, []string{"holders[1].from overlap"}},
		{"one person again", "", nil, []PostHolder{held("a", "2020-04-01", "2021-03-31"), held("a", "2022-04-01", "")}, nil},
		{"backwards", "", []PostRole{role("viewer", "2021-04-01", "2021-03-31")}, []PostHolder{held("a", "2021-04-01", "2020-04-01")},
			[]string{"roles[0].to date_order", "holders[0].to date_order"}},
		{"role twice", "", []PostRole{role("viewer", "2021-04-01", ""), role("admin", "2021-04-01", ""), role("viewer", "2020-04-01", "")}, nil,
			[]string{"roles[2].from overlap"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &PostDraft{Authority: c.authority, Roles: c.roles, Holders: c.holders}
			if got := rules(d.Check()); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAffected(t *testing.T) {
	today := day("2026-06-01")
	base := PostDraft{OrganisationID: "tax", Roles: []PostRole{role("viewer", "2020-04-01", "")}, Holders: []PostHolder{
		held("past", "2010-04-01", "2020-03-31"), held("now", "2020-04-01", "2027-03-31"), held("next", "2027-04-01", ""),
	}}
	edit := func(change func(d *PostDraft)) *PostDraft {
		d := base
		d.Roles, d.Holders = slices.Clone(d.Roles), slices.Clone(d.Holders)
		change(&d)
		return &d
	}
	for _, c := range []struct {
		name  string
		after *PostDraft
		want  []string
	}{
		{"title", edit(func(d *PostDraft) { d.Title = "x" }), []string{}},
		{"role", edit(func(d *PostDraft) { d.Roles[0].Role = "admin" }), []string{"now", "next"}},
		{"end of a role", edit(func(d *PostDraft) { d.Roles[0].To = day("2027-03-31") }), []string{"now", "next"}},
		{"authority", edit(func(d *PostDraft) { d.Authority = "cio" }), []string{"now", "next"}},
		{"organisation", edit(func(d *PostDraft) { d.OrganisationID = "ict" }), []string{"now", "next"}},
		{"one more", edit(func(d *PostDraft) { d.Holders = append(d.Holders, held("new", "2027-04-01", "")) }), []string{"new"}},
		{"one fewer", edit(func(d *PostDraft) { d.Holders = d.Holders[:2] }), []string{"next"}},
		{"longer", edit(func(d *PostDraft) { d.Holders[1].To = day("2028-03-31") }), []string{"now"}},
		{"the past put right", edit(func(d *PostDraft) { d.Holders[0].From = day("2011-04-01") }), []string{}},
	} {
		if got := affected(&base, c.after, today); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
