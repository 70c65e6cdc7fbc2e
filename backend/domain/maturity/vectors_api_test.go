package maturity_test

import (
	"fmt"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestVectorsThroughTheAPI asks every vector of the rules of the running program.
func TestVectorsThroughTheAPI(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		t.Run("levels", func(t *testing.T) { levels(t, c) })
		t.Run("aggregation", func(t *testing.T) { aggregation(t, c) })
		t.Run("goals", func(t *testing.T) { goals(t, c) })
		t.Run("capability", func(t *testing.T) { capability(t, c) })
	})
}

func levels(t *testing.T, c *apptest.City) {
	m := model(t, "CMMI-DEV-V13")
	for i, v := range []struct {
		name   string
		level  int
		bad    []string
		scopes map[string]string
		want   int
		stops  string // first area that stops the next level
	}{
		{"M1", 2, []string{"GG3"}, nil, 2, "REQM"},
		{"M2", 2, []string{"GG3"}, map[string]string{"SAM": "na"}, 2, "REQM"},
		{"M3", 2, []string{"GG3", "CM.SG1"}, nil, 1, "CM"},
		{"M4", 3, nil, nil, 3, "OPP"},
		{"M5", 3, []string{"REQM.GG3"}, nil, 2, "REQM"},
		{"M6", 5, []string{"QPM.SG1"}, nil, 3, "QPM"},
		{"M7", 2, []string{"MA?"}, nil, 1, "MA"},
		{"M8", 5, nil, nil, 5, ""},
	} {
		areas := whole(m, v.level, v.bad, v.scopes)
		res := c.As("ict").Post("/maturity/appraisals", appraisal(c, m.ID, "self", "civic", 2000+i, body{"areas": areas})).Want(201)
		if got := res.Int("level"); got != v.want || res.Int("freshLevel") != v.want || res.Bool("stale") {
			t.Errorf("%s reaches level %d (anew %d), want %d", v.name, got, res.Int("freshLevel"), v.want)
		}
		if got := res.Str("blocking.0.area"); got != v.stops {
			t.Errorf("%s is stopped by %q, want %q", v.name, got, v.stops)
		}
	}
}

// aggregation puts the labels of up to three instances on one practice.
func aggregation(t *testing.T, c *apptest.City) {
	instances := []body{}
	for _, key := range []string{"a", "b", "c"} {
		instances = append(instances, body{"key": key, "kind": "support", "name": key})
	}
	for i, v := range []struct{ in, want, hint string }{
		{"FI,FI,FI", "FI", ""}, {"FI,LI,FI", "LI", ""}, {"FI,NY,FI", "FI", ""}, {"LI,NY", "LI", ""}, {"PI,NY", "PI", ""}, {"PI,NI,NY", "PI", ""},
		{"NI,NY", "NI", ""}, {"NY,NY", "NY", ""}, {"FI,FI,PI", "PENDING", "LI"}, {"LI,NI", "PENDING", "PI"}, {"FI,NI,NY", "PENDING", "PI"}, {"", "UNCHARACTERIZED", ""},
	} {
		ratings := []body{}
		for j, l := range strings.FieldsFunc(v.in, func(r rune) bool { return r == ',' }) {
			ratings = append(ratings, cell("SP1.1", "abc"[j:j+1], l))
		}
		res := c.As("ict").Post("/maturity/appraisals", appraisal(c, "CMMI-DEV-V13", "self", "finance", 2000+i, body{
			"instances": instances, "areas": []body{{"area": "REQM", "scope": "in", "ratings": ratings, "goals": []body{}}},
		})).Want(201)
		area := c.As("ict").Get("/maturity/appraisals/" + res.Str("id") + "/areas/REQM").Want(200)
		if got := area.Str("result.practices.0.result"); got != v.want || area.Str("result.practices.0.hint") != v.hint {
			t.Errorf("[%s] is %s with hint %q, want %s, %q", v.in, got, area.Str("result.practices.0.hint"), v.want, v.hint)
		}
		if owed := res.Int("pending"); (owed == 1) != (v.want == "PENDING") {
			t.Errorf("[%s] owes %d judgements", v.in, owed)
		}
	}
}

// goals rates the one goal of PPQA with two practices, SG1.
func goals(t *testing.T, c *apptest.City) {
	for i, v := range []struct {
		labels string
		impact any
		want   string
	}{
		{"FI,LI", false, "SATISFIED"}, {"FI,LI", true, "UNSATISFIED"}, {"FI,PI", nil, "UNSATISFIED"}, {"FI,NY", nil, "NOT_RATED"},
		{"PI,NY", nil, "NOT_RATED"}, {"FI,PENDING", nil, "NOT_RATED"}, {"FI,LI", nil, "NOT_RATED"},
	} {
		first, second, _ := strings.Cut(v.labels, ",")
		ratings := []body{cell("SP1.1", "a", first), cell("SP1.1", "b", first)}
		if second == "PENDING" {
			ratings = append(ratings, cell("SP1.2", "a", "FI"), cell("SP1.2", "b", "NI"))
		} else {
			ratings = append(ratings, cell("SP1.2", "a", second), cell("SP1.2", "b", second))
		}
		note := body{"group": "SG1", "rationale": "影響は小さい"}
		if v.impact != nil {
			note["impact"] = v.impact
		}
		res := c.As("ict").Post("/maturity/appraisals", appraisal(c, "CMMI-DEV-V13", "self", "ward1", 2000+i, body{
			"instances": []body{{"key": "a", "kind": "support", "name": "a"}, {"key": "b", "kind": "support", "name": "b"}},
			"areas":     []body{{"area": "PPQA", "scope": "in", "ratings": ratings, "goals": []body{note}}},
		})).Want(201)
		area := c.As("ict").Get("/maturity/appraisals/" + res.Str("id") + "/areas/PPQA").Want(200)
		if got := area.Str("result.groups.0.rating"); got != v.want {
			t.Errorf("[%s] impact %v is %s, want %s", v.labels, v.impact, got, v.want)
		}
		if open := area.Bool("result.groups.0.unanswered"); open != (v.labels == "FI,LI" && v.impact == nil) {
			t.Errorf("[%s] impact %v: unanswered %v", v.labels, v.impact, open)
		}
	}
}

// capability asks the vectors of ISO/IEC 33020.
func capability(t *testing.T, c *apptest.City) {
	year := 2000
	rate := func(ratings ...body) *apptest.Response {
		year++
		res := c.As("ict").Post("/maturity/appraisals", appraisal(c, "ISO33020", "self", "registry", year, body{
			"areas": []body{{"area": "ACQ", "scope": "in", "ratings": ratings, "goals": []body{}}},
		})).Want(201)
		return c.As("ict").Get("/maturity/appraisals/" + res.Str("id") + "/areas/ACQ").Want(200)
	}
	for points, want := range map[int]string{
		1500: "N N", 1501: "P P-", 3250: "P P-", 3251: "P P+", 5000: "P P+", 5001: "L L-", 6750: "L L-", 6751: "L L+", 8500: "L L+", 8501: "F F", 0: "N N", 10000: "F F",
	} {
		res := rate(percent("PA1.1", "a", points))
		if got := res.Str("result.practices.0.result") + " " + res.Str("result.practices.0.fine"); got != want || res.Str("result.groups.0.attribute") != want[:1] {
			t.Errorf("%d hundredths are %s, want %s", points, got, want)
		}
	}
	points := map[byte]int{'N': 0, 'P': 4000, 'L': 8000, 'F': 9000}
	for in, want := range map[string]string{
		"1.1:L": "1", "1.1:F 2.1:L 2.2:L": "2", "1.1:L 2.1:F 2.2:F": "1", "1.1:F 2.1:F 2.2:P": "1", "1.1:F 2.1:F 2.2:F 3.1:L 3.2:L": "3", "1.1:P": "0",
	} {
		ratings := []body{}
		for _, r := range strings.Fields(in) {
			id, l, _ := strings.Cut(r, ":")
			ratings = append(ratings, percent("PA"+id, "a", points[l[0]]))
		}
		if got := fmt.Sprint(rate(ratings...).Get("capability")); got != want {
			t.Errorf("{%s} reaches %s, want %s", in, got, want)
		}
	}
}
