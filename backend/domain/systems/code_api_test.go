package systems_test

import (
	"testing"

	"miotsukushi/backend/app/apptest"
)

// Codes that look alike are one code, however they were typed.
func TestCodesThatLookAlike(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		for path, in := range map[string]map[string]any{
			"/systems":       {"ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation"},
			"/projects":      {"applicantId": c.Org("tax"), "managerId": c.Person("pm")},
			"/organisations": {"kind": "section", "parentId": c.Org("finance"), "validFrom": "2020-04-01"},
			"/people":        {"active": true},
			"/posts":         {"organisationId": c.Org("tax"), "title": "係長"},
		} {
			login := "ict"
			if path != "/systems" && path != "/projects" {
				login = "admin"
			}
			if path != "/posts" {
				in["name"] = "税"
			}
			in["code"] = "ＺＡー１ガ"
			made := c.As(login).Post(path, in).Want(201)
			if got := made.Str("code"); got != "ZAー1ガ" {
				t.Errorf("%s: code %q", path, got)
			}
			if h := c.As("admin").Get("/audit?recordId=" + made.Str("id")); h.Len("items") != 1 {
				t.Errorf("%s: %s", path, h.Raw)
			} else {
				for i := range h.Len("items.0.changes") {
					at := "items.0.changes." + string(rune('0'+i))
					if h.Str(at+".field") == "code" && h.Str(at+".after") != "ZAー1ガ" {
						t.Errorf("%s: the ledger says %q", path, h.Str(at+".after"))
					}
				}
			}
			for _, again := range []string{"ZAー1ガ", " ZAー1ガ ", "ZAー1カ\u3099", "ZA\u200bー1ガ"} {
				in["code"] = again
				if got := c.As(login).Post(path, in).Want(422).Rule("code"); got != "duplicate" {
					t.Errorf("%s %q: %q", path, again, got)
				}
			}
		}
	})
}
