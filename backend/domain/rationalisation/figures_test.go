package rationalisation_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/authz"
)

// furnish enters systems in every quadrant, with components, leases and renewals.
func furnish(c *apptest.City) map[string]string {
	ict, id := c.As("ict"), map[string]string{}
	part := func(name, main, extended, checked string) any {
		b := body("name", name, "version", "1", "kind", "os")
		for k, v := range map[string]string{"eolMainstream": main, "eolExtended": extended, "checkedOn": checked} {
			if v != "" {
				b[k] = v
			}
		}
		return b
	}
	for i, q := range []struct {
		code            string
		biz, tech       int
		parts           []any
		renewed, ending string
	}{
		{"S-1", 5, 4, []any{part("expired", "2026-06-03", "", "2026-01-01")}, "2024-04-01", ""},
		{"S-2", 2, 3, []any{part("last day", "2026-06-04", "", "2026-01-01"), part("extended only", "2025-01-01", "2030-01-01", "2026-01-01")}, "2020-04-01", ""},
		{"S-3", 3, 2, []any{part("a year", "2027-06-04", "", "2026-01-01"), part("good", "2027-06-05", "", "2026-01-01")}, "", "2030-10-01"},
		{"S-4", 2, 2, []any{part("old look-up", "2030-01-01", "", "2025-06-03"), part("nobody knows", "", "", "2026-01-01")}, "", ""},
		{"S-5", 4, 0, nil, "2038-04-01", ""},
		{"S-6", 0, 0, nil, "", "2028-04-01"},
	} {
		pairs := []any{"components", q.parts}
		if q.renewed != "" {
			pairs = append(pairs, "lastRenewalOn", q.renewed)
		}
		if q.ending != "" {
			pairs = append(pairs, "nextRenewalOn", q.ending)
		}
		id[q.code] = system(c, q.code, []string{"tax", "registry"}[i%2], pairs...)
		if i < 5 {
			ict.Post("/rationalisation/assessments", body("systemId", id[q.code], "answers", answers(q.biz, q.tech), "assessedOn", []string{"2026-05-01", "2023-05-01"}[i%2])).Want(201)
		}
	}
	ict.Post("/rationalisation/profiles", body("systemId", id["S-1"], "leaseEndsOn", "2027-03-31", "successorId", id["S-2"], "successorLiveOn", "2027-04-01", "renewalAmount", 40_000_000)).Want(201)
	ict.Post("/rationalisation/profiles", body("systemId", id["S-2"], "leaseEndsOn", "2027-03-31", "successorId", id["S-3"], "successorLiveOn", "2027-03-31", "maintainers", 1)).Want(201)
	ict.Post("/rationalisation/profiles", body("systemId", id["S-3"], "leaseEndsOn", "2028-09-30", "renewalAmount", 5_000_000)).Want(201)
	return id
}

// TestFigures holds every figure against its rows, for the city and for a bureau.
func TestFigures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		furnish(c)
		for _, page := range []string{"summary", "chart", "calendar", "roadmap/years", "capabilities"} {
			apptest.CheckFigures(t, c.As("executive"), "/rationalisation/"+page)
			apptest.CheckFigures(t, c.As("executive"), "/rationalisation/"+page+"?ownerId="+c.Org("finance"))
		}
		for page, wants := range map[string]map[string]int{
			"summary":       {"total.value": 6, "assessed.value": 4, "quadrants.0.count.value": 1, "quadrants.4.count.value": 1, "quadrants.5.count.value": 1, "stale.value": 2, "open.value": 4},
			"calendar":      {"statuses.0.count.value": 1, "statuses.1.count.value": 3, "statuses.2.count.value": 2, "statuses.3.count.value": 1, "attention.value": 6, "unknown.value": 1, "conflicts.value": 1, "years.0.quarters.0.parts.value": 2, "years.0.quarters.3.leases.value": 2},
			"roadmap/years": {"overdue.value": 1, "late.unpriced.value": 1, "unknown.value": 1, "years.3.systems.value": 1, "years.3.amount.value": 40_000_000, "years.4.amount.value": 5_000_000, "years.2.unpriced.value": 1, "beyond.value": 1},
		} {
			got := c.As("viewer").Get("/rationalisation/" + page).Want(200)
			for at, want := range wants {
				if got.Int(at) != want {
					t.Errorf("%s %s: %d, want %d", page, at, got.Int(at), want)
				}
			}
		}
		for page, want := range map[string]int{"components?quarter=1": 4, "components?quarter=1&fiscalYear=2026": 2, "leases?quarter=4": 2, "leases?quarter=2": 1, "leases?quarter=2&fiscalYear=2026": 0} {
			if r := c.As("viewer").Get("/rationalisation/" + page).Want(200); r.Int("total") != want {
				t.Errorf("%s: %d, want %d: %s", page, r.Int("total"), want, r.Raw)
			}
		}
		if y := c.As("viewer").Get("/rationalisation/roadmap/years").Want(200); y.Get("years.2.amount.value") != nil {
			t.Errorf("an amount that nobody knows is not 0: %s", y.Raw)
		}
		facets := c.As("viewer").Get("/rationalisation/systems/facets").Want(200)
		for at, q := range map[string]string{"quadrant.migrate": "quadrant=migrate", "quadrant.none": "quadrant=none", "disposition.open": "disposition=open", "criticality.medium": "criticality=medium"} {
			if n := c.As("viewer").Get("/rationalisation/systems?" + q).Want(200).Int("total"); n == 0 || n != facets.Int(at) {
				t.Errorf("facet %s: %d, list %d", at, facets.Int(at), n)
			}
		}
		for _, sort := range []string{"systems?sort=-business", "systems?sort=technical", "systems?sort=assessedOn", "components?sort=-endsOn", "components?sort=checkedOn", "roadmap?sort=-amount", "leases?sort=code", "dependencies?sort=fed"} {
			page := c.As("viewer").Get("/rationalisation/" + sort + "&limit=2").Want(200)
			next := c.As("viewer").Get("/rationalisation/" + sort + "&limit=2&cursor=" + page.Str("next")).Want(200)
			if page.Str("items.1.id") == next.Str("items.0.id") || next.Len("items") == 0 {
				t.Errorf("%s: second page", sort)
			}
		}
		for _, bad := range []string{"systems?quadrant=x", "systems?disposition=x", "systems?cell=x", "components?status=x", "components?sort=x", "roadmap?state=x", "roadmap?sort=x", "retirements?caseState=dropped", "retirements?caseState=proposed", "overlaps?strength=x", "overlaps?sort=x", "leases?state=x"} {
			c.As("viewer").Get("/rationalisation/" + bad).Want(422)
		}
	})
}

// TestTheRoadmapFeedsTheForecast shows the estimated renewals in the budget before anybody has entered a line.
func TestTheRoadmapFeedsTheForecast(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		id := furnish(c)
		list := c.As("ict").Get("/budgets/forecast?fiscalYear=2029").Want(200)
		if list.Int("total") != 1 || list.Int("items.0.amount") != 40_000_000 || list.Str("items.0.source") != "roadmap" || list.Str("items.0.code") != "S-1" {
			t.Errorf("%s", list.Raw)
		}
		apptest.CheckFigures(t, c.As("ict"), "/budgets")
		boss := c.As("executive")
		for on, want := range map[string][2]int{"2026-06-03": {1, 0}, "2028-03-31": {0, 1}} { // today is 2026-06-04: nothing is saved by a day that was missed
			_, path := caseOf(c.As("ict"), c.Org("tax"), id["S-1"], id["S-3"], on)
			approved := boss.Post(path+"/approve", body(), apptest.IfMatch(boss.Get(path).ETag)).Want(200)
			if n := c.As("ict").Get("/budgets/forecast?fiscalYear=2029").Want(200).Int("total"); n != want[0] {
				t.Errorf("retired on %s: %d in the forecast, want %d", on, n, want[0])
			}
			if r := boss.Get("/rationalisation/roadmap/years").Want(200); r.Int("avoided.value") != want[1] {
				t.Errorf("retired on %s: %s", on, r.Raw)
			}
			apptest.CheckFigures(t, boss, "/rationalisation/roadmap/years")
			boss.Post(path+"/drop", body("reason", "見直し"), apptest.IfMatch(approved.ETag)).Want(200)
		}
	})
}

func upload(t *testing.T, cl *apptest.Client, noun, content string) *apptest.Response {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	_ = form.WriteField("noun", noun)
	part, _ := form.CreateFormFile("file", noun+".csv")
	_, _ = part.Write([]byte(content))
	_ = form.Close()
	res := cl.Do(http.MethodPost, "/imports", b.Bytes(), apptest.Header("Content-Type", form.FormDataContentType())).Want(201)
	return settle(t, cl, res.Str("id"))
}

func settle(t *testing.T, cl *apptest.Client, id string) *apptest.Response {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		res := cl.Get("/imports/" + id).Want(200)
		if s := res.Str("state"); s != "checking" && s != "committing" {
			return res
		}
	}
	t.Fatal("the import never settled")
	return nil
}

// TestFiles brings functions, profiles and assessments in; exported and brought in again, they change nothing.
func TestFiles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, id := c.As("ict"), system(c, "S-1", "tax")
		files := []struct{ noun, content string }{
			{"capabilities", "機能コード,業務機能,上位の機能\n1,税務,\n1-1,賦課,1\n1-2,収納,1\n"},
			{"profiles", "システム,業務機能,保守できる人数,次回更改の見込額,リース満了日\nS-1,1-1;1-2,3,40000000,令和9年3月31日\nS-9,1-1,1,,\n"},
			{"assessments", "システム,法令必須,政策・法令上の必須度,市民影響・利用者数,業務適合,代替困難性,利用率,製品サポート(EOL),稼働率・障害,保守性・文書,属人性の低さ(担当者依存),セキュリティ適合,標準・共通基盤への適合,対応方針(7R)\n" +
				"S-1,はい,5,4,4,4,4,2,2,2,2,2,,再構築\nS-9,,1,,,,,,,,,,,\n"},
		}
		for _, f := range files {
			checked := upload(t, ict, f.noun, f.content)
			errors := map[string]int{"capabilities": 0, "profiles": 1, "assessments": 1}[f.noun]
			if checked.Int("counts.error") != errors || checked.Int("counts.create") == 0 {
				t.Fatalf("%s: %s", f.noun, checked.Raw)
			}
			ict.Post("/imports/"+checked.Str("id")+"/commit", body("onlyValid", true), apptest.IfMatch(checked.ETag)).Want(200)
			if done := settle(t, ict, checked.Str("id")); done.Str("state") != "committed" {
				t.Fatalf("%s: %s", f.noun, done.Raw)
			}
			for _, lang := range []string{"ja", "en"} {
				var file bytes.Buffer
				dir, err := c.App.Directories.Now(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				who, _ := dir.Subject(c.Person("viewer"))
				if _, err := c.App.Imports.Export(authz.With(t.Context(), authz.NewSession(who, dir, c.App.Policy)), f.noun, "csv", lang, &file); err != nil {
					t.Fatal(err)
				}
				if again := upload(t, ict, f.noun, file.String()); again.Int("counts.unchanged") == 0 || again.Int("counts.error")+again.Int("counts.update")+again.Int("counts.create") != 0 {
					t.Errorf("the same file again in %s: %s", lang, again.Raw)
				}
			}
		}
		d := ict.Get("/rationalisation/systems/" + id).Want(200)
		if d.Str("present.quadrant") != "migrate" || d.Int("present.technicalOpen") != 10 || d.Len("present.answers") != 10 || d.Len("capabilities") != 2 || d.Int("profile.maintainers") != 3 {
			t.Errorf("%s", d.Raw)
		}
		changed := upload(t, ict, "assessments", "システム,利用率\nS-1,1\n")
		ict.Post("/imports/"+changed.Str("id")+"/commit", body(), apptest.IfMatch(changed.ETag)).Want(200)
		settle(t, ict, changed.Str("id"))
		if d := ict.Get("/rationalisation/systems/" + id).Want(200); d.Len("past") != 1 || d.Len("present.answers") != 10 {
			t.Errorf("a changed answer is a new assessment: %s", d.Raw)
		}
	})
}
