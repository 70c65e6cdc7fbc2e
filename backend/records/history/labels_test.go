package history_test

import (
	"net/http"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// Whoever knows a project's id can write it into a text of a record that all may
// read: its name is told only to those who may read the project.
func TestLabelsKeepProjectsToTheirReaders(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		project := c.As("otherpm").Post("/projects", body{
			"code": "P-1", "name": "戸籍システム更改", "applicantId": c.Org("registry"), "managerId": c.Person("otherpm"),
		}).Want(http.StatusCreated).Str("id")
		system := c.As("pm").Post("/systems", body{
			"code": "S-1", "name": "税", "summary": project, "ownerId": c.Org("tax"),
			"kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
		}).Want(http.StatusCreated).Str("id")
		for login, reads := range map[string]bool{"pm": false, "head": false, "viewer": false, "otherpm": true, "otherhead": true, "auditor": true, "ict": true} {
			res := c.As(login).Get("/systems/" + system + "/history").Want(http.StatusOK)
			if told := res.Str("labels."+project+".name") != ""; told != reads {
				t.Errorf("%s learns the name: %v", login, told)
			}
			if res.Str("labels."+c.Org("tax")+".name") != "税務課" {
				t.Errorf("%s: %s", login, res.Raw)
			}
		}
	})
}
