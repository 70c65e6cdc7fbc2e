package history_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

type body = map[string]any

func TestTheLedger(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for _, login := range apptest.Logins() {
			res := c.As(login).Get("/audit")
			if login == "auditor" || login == "admin" {
				res.Want(http.StatusOK)
			} else {
				res.WantCode("forbidden")
			}
		}
		system := body{"code": "S-1", "name": "税", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation"}
		made := c.As("head").Post("/systems", system).Want(http.StatusCreated)
		c.Clock.Advance(14 * time.Hour) // 23:00 in Japan on the same day
		system["name"], system["reason"] = "税務", "名称変更"
		c.SignIn("ictstaff").Put("/systems/"+made.Str("id"), system, apptest.IfMatch(made.ETag)).Want(http.StatusOK)
		c.Clock.Advance(time.Hour) // midnight: the next day
		system["name"] = "税務総合"
		c.SignIn("ictstaff").Put("/systems/"+made.Str("id"), system, apptest.IfMatch(`"2"`)).Want(http.StatusOK)

		auditor := c.SignIn("auditor")
		ask := func(query string) *apptest.Response { return auditor.Get("/audit?" + query).Want(http.StatusOK) }
		last := ask("limit=1")
		if last.Str("items.0.action") != "update" || last.Str("items.0.actor.postTitle") != "ICT戦略室 担当" || last.Str("items.0.changes.0.after") != "税務総合" ||
			last.Str("labels."+made.Str("id")+".name") != "税務総合" {
			t.Errorf("newest: %s", last.Raw)
		}
		for query, want := range map[string]int{
			"noun=systems":                                    3,
			"noun=systems&to=2026-06-04":                      2,
			"noun=systems&from=2026-06-05":                    1,
			"noun=systems&from=2026-06-04&to=2026-06-04":      2,
			"recordId=" + made.Str("id"):                      3,
			"recordId=" + made.Str("id") + "&action=create":   1,
			"action=update,create&noun=systems":               3,
			"personId=" + c.Person("ictstaff"):                2,
			"personId=" + c.Person("ictstaff") + "&noun=post": 0,
			"from=2026-06-06":                                 0,
			"recordId=" + c.Person("pm"):                      2, // the person and, belonging to it, the account
		} {
			if res := ask(query); res.Len("items") != want || res.Str("next") != "" {
				t.Errorf("%s: %d entries, want %d", query, res.Len("items"), want)
			}
		}
		// Pages join without a gap or a repetition.
		all, seen, cursor := ask("limit=200"), 0, ""
		for {
			page := ask("limit=7&cursor=" + cursor)
			for i := range page.Len("items") {
				if page.Str("items."+strconv.Itoa(i)+".id") != all.Str("items."+strconv.Itoa(seen)+".id") {
					t.Fatalf("entry %d of the pages is not entry %d of the whole", i, seen)
				}
				seen++
			}
			if cursor = page.Str("next"); cursor == "" {
				break
			}
		}
		if seen != all.Len("items") || seen < 50 {
			t.Errorf("pages hold %d of %d entries", seen, all.Len("items"))
		}
		part := ask("noun=accounts&recordId=" + c.Person("pm"))
		if part.Str("items.0.rootId") != c.Person("pm") || part.Str("labels."+c.Person("pm")+".name") == "" {
			t.Errorf("a part must tell by name what it belongs to: %s", part.Raw)
		}
		one := auditor.Get("/audit/" + last.Str("items.0.id")).Want(http.StatusOK)
		if one.Str("policy") != c.App.Policy.SHA256 || one.Str("request") == "" || one.Str("rootId") != made.Str("id") || one.Str("reason") != "名称変更" {
			t.Errorf("one entry: %s", one.Raw)
		}
		auditor.Get("/audit/unknown").WantCode("not_found")
		for _, bad := range []string{"cursor=xyz", "from=yesterday", "limit=201", "colour=red"} {
			auditor.Get("/audit?" + bad).WantCode("invalid")
		}
		// An auditor changes nothing.
		auditor.Put("/systems/"+made.Str("id"), system, apptest.IfMatch(`"3"`)).WantCode("forbidden")
		auditor.Do(http.MethodDelete, "/audit/"+last.Str("items.0.id"), nil).WantCode("method_not_allowed")
	})
}
