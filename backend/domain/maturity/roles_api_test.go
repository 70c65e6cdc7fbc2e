package maturity_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestWhoMayRate: the unit and the ICT office rate themselves, the assessor comes from elsewhere, another confirms.
func TestWhoMayRate(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		check := func(org, kind string, year int) body {
			return appraisal(c, "SELF-CHECK", kind, org, year, body{"areas": whole(model(t, "SELF-CHECK"), 3, nil, nil)})
		}
		for i, v := range []struct {
			login, org, kind string
			status           int
			missed           string
		}{
			{"head", "tax", "self", 201, ""}, {"pm", "tax", "self", 201, ""}, {"ict", "tax", "self", 201, ""},
			{"head", "registry", "self", 403, "section"}, {"viewer", "tax", "self", 403, "role"}, {"executive", "tax", "self", 403, "role"},
			{"auditor", "tax", "self", 403, "assessment"}, {"head", "tax", "assessor", 403, "not_assessed_unit"}, {"pm", "tax", "assessor", 403, "not_assessed_unit"},
			{"ict", "tax", "assessor", 201, ""}, {"auditor", "tax", "assessor", 201, ""},
			{"ict", "ict", "assessor", 403, "not_assessed_unit"}, {"auditor", "ict", "assessor", 201, ""}, {"auditor", "audit", "assessor", 403, "not_assessed_unit"},
			{"ict", "city", "assessor", 201, ""}, {"ict", "city", "self", 201, ""}, {"reviewer", "tax", "self", 403, "role"}, {"admin", "tax", "self", 403, "role"},
		} {
			res := c.As(v.login).Post("/maturity/appraisals", check(v.org, v.kind, 2000+i)).Want(v.status)
			if v.missed != "" && res.Str("params.missed.0") != v.missed {
				t.Errorf("%s rates %s (%s): missed %v, want %s", v.login, v.org, v.kind, res.Get("params.missed"), v.missed)
			}
		}

		// Who rated the unit from within does not assess it that year; a colleague does.
		self := c.As("ict").Post("/maturity/appraisals", check("finance", "self", 2026)).Want(201).Str("id")
		if res := c.As("ict").Post("/maturity/appraisals", check("finance", "assessor", 2026)).Want(403); res.Str("params.missed.0") != "not_self_rater" {
			t.Errorf("the self-rater assesses: %s", res.Raw)
		}
		theirs := c.As("sysmgmt").Post("/maturity/appraisals", check("finance", "assessor", 2026)).Want(201).Str("id")
		for _, id := range []string{self, theirs} {
			by := map[string]string{self: "ict", theirs: "sysmgmt"}[id]
			res := c.As(by).Get("/maturity/appraisals/" + id).Want(200)
			if can := res.Bool("can.confirm.allowed"); can {
				t.Errorf("%s may confirm the own rating", by)
			}
			res = c.As(by).Post("/maturity/appraisals/"+id+"/submit", nil, apptest.IfMatch(res.ETag)).Want(200)
			c.As(by).Post("/maturity/appraisals/"+id+"/confirm", nil, apptest.IfMatch(res.ETag)).Want(403)
			c.As("executive").Post("/maturity/appraisals/"+id+"/confirm", nil, apptest.IfMatch(res.ETag)).Want(200)
		}

		// Both views stand side by side.
		res := c.As("head").Get("/maturity/appraisals?sectionId=" + c.Org("finance")).Want(200)
		if res.Len("items") != 0 {
			t.Errorf("a section sees what lies above it: %s", res.Raw)
		}
		res = c.As("executive").Get("/maturity/appraisals/" + self).Want(200)
		if res.Str("otherId") != theirs || res.Str("otherState") != "confirmed" || res.Int("otherLevel") != 3 {
			t.Errorf("beside the self-rating: %s %s", res.Str("otherId"), res.Str("otherState"))
		}
		c.As("pm").Get("/maturity/appraisals/" + self).Want(403)
		// Facts for the page that explains permissions.
		if res := c.As("sysmgmt").Get("/policy/explain?permission=maturity:rate&noun=maturity_appraisals&id=" + theirs); res.Status != 200 {
			t.Errorf("explained: %d %s", res.Status, res.Raw)
		}
	})
}

// TestProjectsAreAppraisedToo: the project's own people rate it, wherever they sit.
func TestProjectsAreAppraisedToo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		project := c.As("ict").Post("/projects", body{
			"code": "P-1", "name": "税務システム更改", "applicantId": c.Org("tax"), "managerId": c.Person("otherpm"), "buildCost": 1, "runCost": 1,
			"riskLevel": "low", "finishOn": "2027-03-31",
		}).Want(201).Str("id")
		b := body{
			"model": "SELF-CHECK", "kind": "self", "subject": "project", "projectId": project, "fiscalYear": 2026,
			"instances": []body{{"kind": "project", "name": "税務システム更改", "projectId": project}},
		}
		res := c.As("otherpm").Post("/maturity/appraisals", b).Want(201)
		if res.Str("sectionId") != c.Org("tax") || res.Str("projectCode") != "P-1" || res.Str("code") != "CHK-2026-P-1-S" {
			t.Errorf("%s", res.Raw)
		}
		if list := c.As("otherpm").Get("/maturity/appraisals?projectId=" + project).Want(200); list.Len("items") != 1 || list.Str("items.0.projectName") != "税務システム更改" {
			t.Errorf("%s", list.Raw)
		}
		b["fiscalYear"] = 2025
		c.As("otherhead").Post("/maturity/appraisals", b).Want(403)
		b["projectId"] = "nothing"
		if got := c.As("ict").Post("/maturity/appraisals", b).Want(422).Rule("projectId"); got != "not_found" {
			t.Errorf("a project that is not there: %q", got)
		}
		work := c.As("otherpm").Get("/me/work").Want(200)
		if work.Str("due.0.kind") != "appraisal_submit" || work.Str("due.0.href") != "/maturity/appraisals/"+res.Str("id") {
			t.Errorf("work: %s", work.Raw)
		}
	})
}
