package procedures

import (
	"testing"
	"testing/fstest"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/policies"
)

func n(v int64) *int64 { return &v }

func of(form, identity, payment, attachments, delivery Method) [5]Method {
	return [5]Method{form, identity, payment, attachments, delivery}
}

func TestClassOf(t *testing.T) {
	for _, x := range []struct {
		name   string
		reason string
		steps  [5]Method
		want   Class
	}{
		{"all online", "", of("online", "my_number_card", "online", "online", "electronic"), A},
		{"no fee and no identity check are fulfilled online", "", of("online", None, None, None, None), A},
		{"the result goes by post", "", of("online", "my_number_card", "online", "online", "post"), B},
		{"paper by post is no class A", "", of("online", "my_number_card", "online", "post", "electronic"), B},
		{"everything by post", "", of("post", "signature", "transfer", "post", "post"), B},
		{"a slip is no visit", "", of("online", None, "transfer", None, "electronic"), B},
		{"identity in person", "", of("online", "in_person", "online", "online", "electronic"), C},
		{"fetched at the counter", "", of("online", None, None, None, "counter"), C},
		{"cash at the counter", "", of("online", None, "cash", None, "electronic"), C},
		{"a reason to come", "面接を行うため", of("online", None, None, None, "electronic"), C},
		{"blanks are no reason", "  ", of("online", None, None, None, "electronic"), A},
		{"a step that nobody knows", "", of("online", "", None, None, "electronic"), Unclassified},
		{"unknown before post", "", of("online", "", None, None, "post"), Unclassified},
		{"unknown after post", "", of("post", None, None, None, ""), Unclassified},
		{"a visit, whatever is unknown", "", of("visit", "", "", "", ""), C},
		{"a reason, whatever is unknown", "面接", of("", "", "", "", ""), C},
		{"nothing known", "", of("", "", "", "", ""), Unclassified},
	} {
		if got := ClassOf(x.reason, x.steps); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

func TestPotentialIsTheGoalOrNow(t *testing.T) {
	d := Draft{Steps: Steps{FormNow: "visit", FormGoal: "online", IdentityNow: None, PaymentNow: None, AttachmentsNow: None, DeliveryNow: "post"}}
	if d.Current() != C || d.Potential() != B {
		t.Errorf("%s → %s", d.Current(), d.Potential())
	}
	d.DeliveryGoal = "electronic"
	if d.Potential() != A {
		t.Errorf("potential %s", d.Potential())
	}
	d.VisitReason = "面接"
	if d.Potential() != C {
		t.Errorf("with a reason to come: %s", d.Potential())
	}
}

func TestProgressOf(t *testing.T) {
	for _, x := range []struct {
		now, goal Class
		want      Progress
	}{{A, A, Reached}, {B, B, Reached}, {B, A, Open}, {C, A, Open}, {C, B, Open}, {C, C, Visit}, {Unclassified, A, Open}, {Unclassified, Unclassified, NobodyIs}, {C, Unclassified, NobodyIs}} {
		if got := ProgressOf(x.now, x.goal); got != x.want {
			t.Errorf("%s → %s: %s, want %s", x.now, x.goal, got, x.want)
		}
	}
	if !Overdue(Open, 2024, 2025) || Overdue(Open, 2025, 2025) || Overdue(Open, 0, 2025) || Overdue(Reached, 2024, 2025) {
		t.Error("a target year is over when the next has begun, and only for what is open")
	}
}

// bounds are three percentages; -1 is null.
func bounds(t *testing.T, name string, got Bounds, want [3]float64) {
	t.Helper()
	for i, p := range []*float64{got.Percent, got.Low, got.High} {
		if v := want[i]; (p == nil) != (v < 0) || p != nil && *p != v {
			t.Errorf("%s, %d: %v, want %v", name, i, deref(p), v)
		}
	}
}

func deref(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

func TestShares(t *testing.T) {
	bounds(t, "the vector of the plan", ShareByCount(map[Class]Tally{A: {Count: 1167}, B: {Count: 1167}, C: {Count: 1166}}), [3]float64{66.69, 66.69, 66.69})
	bounds(t, "unclassified stay in the total", ShareByCount(map[Class]Tally{A: {Count: 1}, B: {Count: 1}, C: {Count: 1}, Unclassified: {Count: 1}}), [3]float64{50, 50, 75})
	bounds(t, "none", ShareByCount(nil), [3]float64{-1, -1, -1})
	bounds(t, "half up", ShareByCount(map[Class]Tally{A: {Count: 1}, C: {Count: 799}}), [3]float64{0.13, 0.13, 0.13}) // 0.125
	bounds(t, "volume, all known", ShareByVolume(map[Class]Tally{A: {Count: 1, Volume: 900}, C: {Count: 24, Volume: 100}}, 500), [3]float64{90, 90, 90})
	bounds(t, "unknown volumes are left out", ShareByVolume(map[Class]Tally{A: {Count: 2, Volume: 900, Unmeasured: 1}, C: {Count: 2, Volume: 100, Unmeasured: 1}}, 1000),
		[3]float64{90, 45, 95})
	bounds(t, "unclassified fall either way", ShareByVolume(map[Class]Tally{A: {Count: 1, Volume: 500}, C: {Count: 1, Volume: 250}, Unclassified: {Count: 1, Volume: 250}}, 0),
		[3]float64{50, 50, 75})
	bounds(t, "all volumes unknown", ShareByVolume(map[Class]Tally{A: {Count: 3, Unmeasured: 3}}, 500), [3]float64{-1, -1, -1})
}

func TestVolumes(t *testing.T) {
	for _, x := range []struct {
		name string
		v    Volume
		want *int64
	}{
		{"all channels", Volume{Online: n(5), Post: n(3), Counter: n(2), Other: n(0)}, n(10)},
		{"a channel that nobody knows", Volume{Online: n(5), Post: n(3), Counter: n(2)}, nil},
		{"a total is enough", Volume{Total: n(7)}, n(7)},
		{"zero is known", Volume{Total: n(0)}, n(0)},
		{"nothing", Volume{}, nil},
	} {
		if got := x.v.counted(); (got == nil) != (x.want == nil) || got != nil && *got != *x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
	fy, total, online := newest([]Volume{{FiscalYear: 2023, Total: n(9), Online: n(4)}, {FiscalYear: 2024, Total: n(10)}, {FiscalYear: 2025}})
	if fy != 2024 || *total != 10 || online != nil {
		t.Errorf("newest known year: %d %v %v", fy, total, online)
	}
	for name, x := range map[string]struct {
		online, total *int64
		want          any
	}{"rate": {n(1), n(3), 33.33}, "none were made": {n(0), n(0), nil}, "unknown": {nil, n(3), nil}, "all": {n(3), n(3), 100.0}} {
		if got := deref(OnlineRate(x.online, x.total)); got != x.want {
			t.Errorf("%s: %v, want %v", name, got, x.want)
		}
	}
}

func rulesOf(fields []fault.Field) map[string]string {
	out := map[string]string{}
	for _, f := range fields {
		out[f.Field] = f.Rule
	}
	return out
}

func TestCheck(t *testing.T) {
	for _, x := range []struct {
		field, rule string
		d           Draft
	}{
		{"formGoal", "goal_behind", Draft{Steps: Steps{FormNow: "online", FormGoal: "post"}}},
		{"attachmentsNow", "has_attachments", Draft{Steps: Steps{AttachmentsNow: None}, Attachments: []Attachment{{Name: "住民票"}}}},
		{"wardIds", "wards_of_scope", Draft{WardScope: "some"}},
		{"wardIds", "wards_of_scope", Draft{WardScope: "all", WardIDs: []string{"a"}}},
		{"obstacles[1]", "duplicate", Draft{Obstacles: []string{"seal", "seal"}}},
		{"volumes[1].fiscalYear", "duplicate", Draft{Volumes: []Volume{{FiscalYear: 2024}, {FiscalYear: 2024}}}},
		{"volumes[0].total", "sum_differs", Draft{Volumes: []Volume{{FiscalYear: 2024, Online: n(1), Post: n(1), Counter: n(1), Other: n(1), Total: n(5)}}}},
		{"volumes[0].total", "sum_above", Draft{Volumes: []Volume{{FiscalYear: 2024, Online: n(6), Total: n(5)}}}},
	} {
		if got := rulesOf(x.d.Check()); len(got) != 1 || got[x.field] != x.rule {
			t.Errorf("%s %s: %v", x.field, x.rule, got)
		}
	}
	ok := Draft{
		Steps: Steps{FormNow: "post", FormGoal: "online"}, WardScope: "some", WardIDs: []string{"a"},
		Volumes: []Volume{{FiscalYear: 2024, Online: n(2), Total: n(5)}, {FiscalYear: 2025}},
	}
	if bad := ok.Check(); len(bad) > 0 {
		t.Errorf("%v", bad)
	}
}

func TestDerive(t *testing.T) {
	may, june := fiscal.MustDate("2026-05-01"), fiscal.MustDate("2026-06-01")
	p := Procedure{Draft: Draft{
		VisitReason: "  ", Steps: Steps{FormNow: "online", IdentityNow: None, PaymentNow: None, AttachmentsNow: "online", DeliveryNow: "electronic"},
		Attachments: []Attachment{{Name: "住民票", Held: true}, {Name: "写真"}}, Obstacles: []string{"seal", "cost"},
	}}
	p.Derive(may)
	if p.CurrentClass != A || p.Progress != Reached || p.ReachedOn != may || p.ReachedFY != 2026 || p.HeldAttachments != 1 || p.VolumeRank != -1 || p.VisitReason != "" || p.Obstacles[0] != "cost" {
		t.Errorf("%+v", p)
	}
	if p.Derive(june); p.ReachedOn != may {
		t.Error("the day on which it was reached stays")
	}
	p.DeliveryNow, p.DeliveryGoal = "post", "electronic"
	if p.Derive(june); p.Progress != Open || !p.ReachedOn.IsZero() || p.ReachedFY != 0 {
		t.Errorf("what was lost is open again: %+v", p.Standing)
	}
}

func TestSettings(t *testing.T) {
	s, err := Load(policies.Files, "procedures.yaml")
	if err != nil || len(s.Groups) < 3 || s.Figures.ParetoPercent != 80 {
		t.Fatalf("%+v, %v", s, err)
	}
	const good = "version: 1\ndefinition: {edition: \"1\", ja: あ, en: a}\nfigures: {unknown_volume_at_most: 1, pareto_percent: 80}\n"
	const words = "priority_groups: [{id: a, ja: あ, en: a}]\nobstacles: [{id: b, ja: い, en: b}]\n"
	for name, text := range map[string]string{
		"version":                        "version: 2\ndefinition: {edition: \"1\", ja: あ, en: a}\nfigures: {unknown_volume_at_most: 1, pareto_percent: 80}\n" + words,
		"percent":                        "version: 1\ndefinition: {edition: \"1\", ja: あ, en: a}\nfigures: {unknown_volume_at_most: 1, pareto_percent: 100}\n" + words,
		"twice":                          good + "priority_groups: [{id: a, ja: あ, en: a}, {id: a, ja: い, en: b}]\nobstacles: [{id: b, ja: い, en: b}]\n",
		"an id that would break a query": good + "priority_groups: [{id: \"a%\", ja: あ, en: a}]\nobstacles: [{id: b, ja: い, en: b}]\n",
		"no obstacles":                   good + "priority_groups: [{id: a, ja: あ, en: a}]\nobstacles: []\n",
		"unknown key":                    good + words + "more: 1\n",
	} {
		if _, err := Load(fstest.MapFS{"p.yaml": {Data: []byte(text)}}, "p.yaml"); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := Load(fstest.MapFS{"p.yaml": {Data: []byte(good + words)}}, "p.yaml"); err != nil {
		t.Error(err)
	}
}
