package disasters

import (
	"slices"
	"testing"
	"time"

	"miotsukushi/backend/platform/authz"
)

func clock(text string) time.Time {
	at, err := time.Parse("15:04:05", text)
	if err != nil {
		panic(err)
	}
	return at
}

func TestMadeAt(t *testing.T) {
	for _, c := range []struct{ name, made, sent, received, want string }{
		{"at once", "10:00:00", "10:00:00", "10:00:02", "10:00:02"},
		{"waited ten minutes", "10:00:00", "10:10:00", "10:10:01", "10:00:01"},
		{"waited, the phone is an hour ahead", "11:00:00", "11:10:00", "10:10:01", "10:00:01"},
		{"waited, the phone is an hour behind", "09:05:00", "09:15:00", "10:10:00", "10:00:00"},
		{"the clock was set back meanwhile", "10:00:00", "09:00:00", "10:10:00", "10:10:00"},
		{"older than the disaster", "07:00:00", "10:10:00", "10:10:00", "09:30:00"},
	} {
		if got := MadeAt(clock(c.made), clock(c.sent), clock(c.received), clock("09:30:00")); !got.Equal(clock(c.want)) {
			t.Errorf("%s: %s, want %s", c.name, got.Format(time.TimeOnly), c.want)
		}
	}
}

func TestOld(t *testing.T) {
	for _, c := range []struct {
		at    string
		phase Phase
		want  bool
	}{{"08:00:00", Running, false}, {"07:59:59", Running, true}, {"06:00:00", Ended, false}} {
		if got := Old(clock(c.at), clock("10:00:00"), 120, c.phase); got != c.want {
			t.Errorf("%s %s: %t", c.at, c.phase, got)
		}
	}
}

// tree is a chain: each organisation lies below its prefix.
type tree struct{ authz.Tree }

func (tree) Within(id, ancestor string) bool {
	return ancestor != "" && len(id) >= len(ancestor) && id[:len(ancestor)] == ancestor
}

func TestMine(t *testing.T) {
	for _, c := range []struct {
		role, org string
		want      bool
	}{
		{authz.SectionHead, "c.fin.tax", true}, {authz.ProjectManager, "c.fin.tax", true}, {authz.SectionHead, "c.fin", true},
		{authz.SectionHead, "c.civ", false}, {authz.ICTOffice, "c", false}, {authz.Executive, "c", false}, {authz.Viewer, "c.fin.tax", false},
	} {
		if got := Mine([]authz.Held{{Role: c.role, OrganisationID: c.org}}, tree{}, "c.fin.tax"); got != c.want {
			t.Errorf("%s of %s: %t", c.role, c.org, got)
		}
	}
}

func TestContact(t *testing.T) {
	path := []authz.Organisation{{ID: "city"}, {ID: "fin"}, {ID: "tax"}}
	post := func(id, org string) authz.Candidate { return authz.Candidate{ID: id, OrganisationID: org} }
	for _, c := range []struct {
		heads []authz.Candidate
		want  string
	}{
		{[]authz.Candidate{post("director", "fin"), post("head", "tax")}, "head"},
		{[]authz.Candidate{post("director", "fin"), post("other", "civ")}, "director"},
		{[]authz.Candidate{post("other", "civ")}, ""}, {nil, ""},
	} {
		if got := Contact(path, c.heads); got != c.want {
			t.Errorf("%v: %q, want %q", c.heads, got, c.want)
		}
	}
}

func TestHalf(t *testing.T) {
	for _, c := range []struct {
		answered []time.Duration
		asked    int
		want     time.Duration // 0: not reached
	}{
		{nil, 0, 0}, {nil, 3, 0}, {[]time.Duration{5}, 1, 5}, {[]time.Duration{9, 3}, 3, 9}, {[]time.Duration{3}, 3, 0},
		{[]time.Duration{9, 3, 7, 1}, 4, 3}, {[]time.Duration{9, 3}, 5, 0},
	} {
		got := Half(c.answered, c.asked)
		if (got == nil) != (c.want == 0) || got != nil && *got != c.want {
			t.Errorf("%v of %d: %v, want %v", c.answered, c.asked, got, c.want)
		}
	}
}

// TestChanges orders by when reports were made: one that waited on a phone does not hide a younger one.
func TestChanges(t *testing.T) {
	report := func(seq int64, state State, at string) told { return told{"x", seq, state, clock(at)} }
	got := Changes([]told{
		report(1, Checking, "10:00:00"), report(2, Up, "10:30:00"), report(3, Down, "10:10:00"), report(4, Up, "10:40:00"), report(5, Partial, "10:40:00"),
	})
	states := []State{}
	for _, c := range got {
		states = append(states, c.State)
	}
	if !slices.Equal(states, []State{Checking, Down, Up, Partial}) {
		t.Errorf("%v", states)
	}
}

func TestParseMark(t *testing.T) {
	if m, err := parseMark("3-17"); err != nil || m != (mark{3, 17}) || m.String() != "3-17" {
		t.Errorf("%v %v", m, err)
	}
	for _, bad := range []string{"3", "-1-2", "3-4x", "x", "3-"} {
		if m, err := parseMark(bad); err == nil {
			t.Errorf("%q is read as %v", bad, m)
		}
	}
}
