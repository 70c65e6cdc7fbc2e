package procedures_test

import (
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/platform/store"
)

// TestLife follows a procedure from its entry to the day on which nobody has to come any more.
func TestLife(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		system := pm.Post("/systems", map[string]any{
			"code": "SYS-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation",
		}).Want(201).Str("id")
		project := pm.Post("/projects", map[string]any{
			"code": "P-1", "name": "税証明オンライン化", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"), "systemIds": []string{system},
		}).Want(201).Str("id")
		body := draft(c, "", "systemIds", []string{system}, "projectId", project, "wardScope", "some", "wardIds", []string{c.Org("ward1")},
			"volumes", []any{map[string]any{"fiscalYear": 2025, "online": 0, "post": 10, "counter": 190, "other": 0}, map[string]any{"fiscalYear": 2024, "counter": 5}},
			"attachments", []any{map[string]any{"name": "委任状"}})
		if r := pm.Post("/procedures", body).Want(422); r.Rule("attachmentsNow") != "has_attachments" {
			t.Errorf("%s", r.Raw)
		}
		body["attachmentsNow"], body["attachmentsGoal"] = "post", "online"
		p := pm.Post("/procedures", body).Want(201)
		path := "/procedures/" + p.Str("id")
		if p.Str("code") != "T00001" || p.Str("currentClass") != "C" || p.Str("potentialClass") != "A" || p.Str("progress") != "open" {
			t.Fatalf("%s", p.Raw)
		}
		if p.Int("volume") != 200 || p.Int("volumeFy") != 2025 || p.Int("volumes.0.fiscalYear") != 2024 || p.Get("volumes.0.counted") != nil {
			t.Errorf("volumes: %s", p.Raw)
		}
		if p.Str("systems.0.code") != "SYS-1" || p.Str("project.code") != "P-1" || p.Str("wards.0.name") != "北町区" || p.Len("ladder") != 5 || !p.Bool("ladder.0.open") {
			t.Errorf("%s", p.Raw)
		}
		if r := c.As("viewer").Get(path).Want(200); r.Bool("can.progress.allowed") || r.Bool("can.update.allowed") {
			t.Errorf("%s", r.Raw)
		}
		classes := []string{}
		for _, s := range [][2]string{{"form", "online"}, {"identity", "my_number_card"}, {"payment", "online"}, {"delivery", "post"}, {"attachments", "online"}, {"delivery", "electronic"}} {
			step := map[string]any{"step": s[0], "method": s[1], "note": "様式を改めた"}
			c.As("viewer").Post(path+"/steps", step, apptest.IfMatch(p.ETag)).WantCode("forbidden")
			c.As("otherpm").Post(path+"/steps", step, apptest.IfMatch(p.ETag)).WantCode("forbidden")
			pm.Post(path+"/steps", step).Want(428)
			pm.Post(path+"/steps", step, apptest.IfMatch(`"99"`)).Want(412)
			p = pm.Post(path+"/steps", step, apptest.IfMatch(p.ETag)).Want(200)
			classes = append(classes, p.Str("currentClass"))
		}
		if got := strings.Join(classes, ""); got != "CCCBBA" {
			t.Errorf("the class went %s", got)
		}
		if p.Str("progress") != "reached" || p.Str("reachedOn") != "2026-06-04" || p.Str("onlineSince") != "2026-06-04" || p.Int("reachedFy") != 2026 {
			t.Errorf("%s", p.Raw)
		}
		for field, step := range map[string]map[string]any{
			"method": {"step": "form", "method": "cash"}, "on": {"step": "form", "method": "post", "on": "2027-01-01"},
		} {
			if r := pm.Post(path+"/steps", step, apptest.IfMatch(p.ETag)).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		if r := pm.Post(path+"/steps", map[string]any{"step": "form", "method": "online"}, apptest.IfMatch(p.ETag)).Want(422); r.Rule("method") != "same" {
			t.Errorf("%s", r.Raw)
		}
		events := pm.Get(path + "/history").Want(200)
		if events.Len("items") != 7 || events.Str("items.0.action") != "progress" || events.Str("items.0.reason") != "様式を改めた" || events.Str("items.6.action") != "create" {
			t.Errorf("%s", events.Raw)
		}
		changed := draft(c, "T00001", "sectionId", c.Org("registry"))
		pm.Put(path, changed, apptest.IfMatch(p.ETag)).WantCode("forbidden")
		c.As("otherhead").Put(path, changed, apptest.IfMatch(p.ETag)).WantCode("forbidden")
		p = c.As("ict").Put(path, changed, apptest.IfMatch(p.ETag)).Want(200)
		if p.Str("currentClass") != "C" || p.Get("reachedOn") != nil || p.Len("systems") != 0 || p.Get("volume") != nil {
			t.Errorf("%s", p.Raw)
		}
		c.As("otherhead").Delete(path+"?reason=重複", apptest.IfMatch(p.ETag)).WantCode("forbidden")
		c.As("ict").Delete(path+"?reason=重複", apptest.IfMatch(p.ETag)).Want(204)
		pm.Get(path).Want(404)
	})
}

func TestRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		for field, body := range map[string]map[string]any{
			"sectionId": draft(c, "", "sectionId", "none"), "systemIds[0]": draft(c, "", "systemIds", []string{"x"}), "projectId": draft(c, "", "projectId", "x"),
			"wardIds[0]":   draft(c, "", "wardScope", "some", "wardIds", []string{c.Org("tax")}),
			"obstacles[0]": draft(c, "", "obstacles", []string{"weather"}), "priorityGroups[0]": draft(c, "", "priorityGroups", []string{"cats"}),
			"onlineSince": draft(c, "", "onlineSince", "2026-06-05"), "formGoal": draft(c, "", "formNow", "online", "formGoal", "post"),
			"volumes[0].total": draft(c, "", "volumes", []any{map[string]any{"fiscalYear": 2025, "online": 3, "total": 2}}),
			"kind":             draft(c, "", "kind", "other"), "name": draft(c, "", "name", ""),
		} {
			if r := ict.Post("/procedures", body).Want(422); r.Rule(field) == "" {
				t.Errorf("%s: %s", field, r.Raw)
			}
		}
		ict.Post("/procedures", draft(c, "T00001")).Want(201)
		if r := ict.Post("/procedures", draft(c, "T00001")).Want(422); r.Rule("code") != "duplicate" {
			t.Errorf("%s", r.Raw)
		}
		if got := ict.Post("/procedures", draft(c, "")).Want(201).Str("code"); got != "T00002" {
			t.Errorf("a number that a file has taken is passed over: %s", got)
		}
		for login, may := range map[string]bool{"head": true, "pm": true, "viewer": false, "auditor": false, "executive": false, "reviewer": false, "otherpm": false} {
			if got := c.As(login).Post("/procedures", draft(c, "")).Status == 201; got != may {
				t.Errorf("%s may enter a procedure of the tax section: %t", login, got)
			}
			if got := c.As(login).Post("/procedures/snapshots", map[string]any{"name": "x"}).Status; got != 403 {
				t.Errorf("%s takes a snapshot: %d", login, got)
			}
		}
		for _, query := range []string{"form=maybe", "targetFy=x", "obstacles=weather", "priorityGroups=cats", "overdue=no", "volumeKnown=x", "sort=name"} {
			ict.Get("/procedures?" + query).Want(422)
		}
	})
}

// TestSnapshots keeps what was counted, whatever happens to the inventory afterwards.
func TestSnapshots(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		all := []procedures.Past{}
		for class, count := range map[procedures.Class]int{procedures.A: 7, procedures.B: 7, procedures.C: 6} {
			all = append(all, past(c, "tax", class, count)...)
		}
		for i := range all {
			all[i].DeliveryGoal = "" // as it is
		}
		if err := c.App.Procedures.TakeOver(as(t, c, "ict"), all); err != nil {
			t.Fatal(err)
		}
		first := c.As("ict").Post("/procedures/snapshots", map[string]any{"name": "第1回棚卸し", "note": "本部会議に報告"}).Want(201)
		if first.Int("total") != 20 || first.Str("edition") != "2018" || first.Str("definition") == "" {
			t.Errorf("%s", first.Raw)
		}
		if err := c.App.Procedures.TakeOver(as(t, c, "ict"), past(c, "registry", procedures.C, 20)); err != nil {
			t.Fatal(err)
		}
		c.As("ict").Post("/procedures/snapshots", map[string]any{"name": "第2回棚卸し"}).Want(201)
		list := c.As("viewer").Get("/procedures/snapshots").Want(200)
		if list.Len("items") != 2 || list.Int("items.0.total") != 40 || list.Int("items.1.total") != 20 {
			t.Fatalf("%s", list.Raw)
		}
		kept := c.As("viewer").Get("/procedures/snapshots/" + first.Str("id")).Want(200)
		if kept.Int("current.A.count") != 7 || kept.Len("sections") != 1 || kept.Str("sections.0.name") != "財政局" || kept.Str("takenById") != c.Person("ict") {
			t.Errorf("%s", kept.Raw)
		}
		if v, _ := kept.Get("currentByCount.percent").(interface{ String() string }); v == nil || v.String() != "70" {
			t.Errorf("share: %v", kept.Get("currentByCount"))
		}
		err := c.Store.Write(as(t, c, "ict"), func(tx *store.Tx) error {
			return store.Delete[procedures.Snapshot](tx, first.Str("id"), 1, store.Why{})
		})
		if err == nil {
			t.Error("a snapshot went away")
		}
		err = c.Store.Write(as(t, c, "ict"), func(tx *store.Tx) error {
			_, err := store.Update(tx, first.Str("id"), 1, store.Why{}, func(s *procedures.Snapshot) error { s.Total = 1; return nil })
			return err
		})
		if err == nil {
			t.Error("a snapshot was changed")
		}
	})
}
