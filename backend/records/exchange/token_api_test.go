package exchange_test

import (
	"net/http"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// TestATokenImportsOnlyWhatItMayChange: the job that writes has all rights of the person, so the commit asks for more than its own right.
func TestATokenImportsOnlyWhatItMayChange(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		key := func(scopes ...string) apptest.Option {
			made := ict.Post("/tokens", map[string]any{
				"label": "取込", "scopes": scopes, "expiresOn": "2026-09-30", "password": apptest.Password,
			}).Want(http.StatusCreated)
			return apptest.Header("Authorization", "Bearer "+made.Str("key"))
		}
		res := check(t, ict, "systems", "systems.csv", []byte("code,name\nSYS-1,名\n"))
		path, body, match := "/imports/"+res.Str("id")+"/commit", map[string]any{"onlyValid": true}, apptest.IfMatch(res.ETag)
		for _, scopes := range [][]string{{"imports:*"}, {"imports:*", "systems:create"}} {
			no := c.Anonymous().Post(path, body, match, key(scopes...)).WantCode("forbidden")
			if no.Str("params.missed.0") != "token" {
				t.Errorf("%v: %s", scopes, no.Raw)
			}
		}
		// With it the commit is judged as anyone's; this file holds nothing to write.
		if yes := c.Anonymous().Post(path, body, match, key("imports:*", "systems:*")); yes.Code == "forbidden" || yes.Status >= 500 {
			t.Errorf("with all it needs: %s", yes.Raw)
		}
	})
}
