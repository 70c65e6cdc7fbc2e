package rationalisation_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/policies"
)

// TestWhatWaitsForWhom shows cases to those who may decide them, and old assessments to the sections that own the systems.
func TestWhatWaitsForWhom(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, id := c.As("ict"), map[string]string{}
		for _, code := range []string{"S-1", "S-2", "S-3"} {
			id[code] = system(c, code, "tax")
		}
		ict.Post("/rationalisation/assessments", body("systemId", id["S-1"], "answers", answers(4, 4), "assessedOn", "2024-06-03")).Want(201)
		ict.Post("/rationalisation/assessments", body("systemId", id["S-2"], "answers", answers(4, 4), "assessedOn", "2024-06-04")).Want(201)
		_, own := caseOf(ict, c.Org("tax"), id["S-2"], id["S-3"], "2027-03-31")
		_, path := caseOf(c.As("head"), c.Org("tax"), id["S-1"], id["S-3"], "2027-03-31")
		kinds := func(login string) string {
			var out []string
			w := c.As(login).Get("/me/work").Want(200)
			for _, section := range []string{"decide", "confirm"} {
				for i := range w.Len(section) {
					at := section + "." + string(rune('0'+i)) + "."
					if k := w.Str(at + "kind"); strings.HasPrefix(k, "case_") || strings.HasPrefix(k, "assessment_") {
						out = append(out, k+" "+w.Str(at+"code"))
					}
				}
			}
			return strings.Join(out, ", ")
		}
		for login, want := range map[string]string{
			"ict": "case_decide C0002", "executive": "case_decide C0001, case_decide C0002", "head": "assessment_due S-1", "pm": "assessment_due S-1", "otherhead": "", "viewer": "", "auditor": "",
		} {
			if got := kinds(login); got != want {
				t.Errorf("%s: %q, want %q", login, got, want)
			}
		}
		v, err := c.App.Rationalisation.Verify(t.Context())
		if err != nil || v.Looked != 2 || v.Stale != 1 || v.Waiting != 2 || v.Forgotten != 0 || len(v.Differ) != 0 {
			t.Errorf("%+v, %v", v, err)
		}
		source, _ := policies.Files.ReadFile("rationalisation.yaml")
		set, err := rationalisation.Load(fstest.MapFS{"x.yaml": {Data: []byte(strings.Replace(string(source), "high_at: 300", "high_at: 450", 1))}}, "x.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if v, err := rationalisation.New(c.App.Store, set, nil).Verify(t.Context()); err != nil || strings.Join(v.Differ, " ") != "S-1 S-2" {
			t.Errorf("another limit under the same edition: %+v, %v", v, err)
		}
		boss := c.As("executive")
		boss.Post(path+"/approve", body(), apptest.IfMatch(boss.Get(path).ETag)).Want(200)
		boss.Post(own+"/drop", body("reason", "不要"), apptest.IfMatch(boss.Get(own).ETag)).Want(200)
		edit(t, c, ict.Get("/systems/"+id["S-1"]), "phase", "retired").Want(200)
		if got := kinds("ict"); got != "case_complete C0002" {
			t.Errorf("all its systems are gone: %q", got)
		}
		if got := kinds("head"); got != "" {
			t.Errorf("what is retired is judged no more: %q", got)
		}
	})
}
