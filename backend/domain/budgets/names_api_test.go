package budgets_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestALineNamesItsProjectOnlyToThoseWhoMaySeeIt: a section may pay for a project of another one.
func TestALineNamesItsProjectOnlyToThoseWhoMaySeeIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		project := c.As("ict").Post("/projects", body{
			"code": "P-9", "name": "戸籍更改", "nameEn": "Registry renewal", "applicantId": c.Org("registry"), "managerId": c.Person("otherpm"),
		}).Want(201).Str("id")
		paid := c.As("ict").Post("/budgets/lines", line(c, "B-9", 2026, body{"projectId": project, "category": "one_off", "kind": "renewal"})).Want(201).Str("id")
		for login, sees := range map[string]bool{"ict": true, "executive": true, "head": false, "pm": false, "viewer": false} {
			for path, at := range map[string]string{"/budgets/lines/" + paid: "", "/budgets/lines?q=B-9": "items.0.", "/budgets/lines?projectId=" + project: "items.0."} {
				res := c.As(login).Get(path).Want(200)
				if got := res.Str(at + "projectName"); (got == "戸籍更改") != sees || (res.Str(at+"projectCode") == "P-9") != sees || (res.Str(at+"projectNameEn") != "") != sees {
					t.Errorf("%s reads %s: %q", login, path, got)
				}
				if res.Str(at+"projectId") != project {
					t.Errorf("%s reads %s: an edit would lose the project", login, path)
				}
			}
		}
	})
}
