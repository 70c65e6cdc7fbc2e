package maturity_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
)

// TestTheDoctorNamesTamperedAppraisals: whoever changes a result, a label or a row past the program is found out; what is
// not confirmed yet and what other rules gave is told apart.
func TestTheDoctorNamesTamperedAppraisals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		m := model(t, "SELF-CHECK")
		made := func(org, kind, by string) string {
			b := appraisal(c, m.ID, kind, org, 2026, body{"areas": whole(m, 3, nil, nil)})
			return c.As(by).Post("/maturity/appraisals", b).Want(201).Str("id")
		}
		tax, registry, draft := made("tax", "self", "head"), made("registry", "self", "otherhead"), made("audit", "self", "ict")
		confirm(c, tax, "head", "ict")
		confirm(c, registry, "otherhead", "ict")
		check := func(what string, grade app.Grade, names ...string) {
			t.Helper()
			for _, f := range app.Diagnose(t.Context(), config.Config{Addr: "127.0.0.1:8080", Data: t.TempDir(), DatabaseURL: c.DB.URL}, "test") {
				if f.Check != "maturity" {
					continue
				}
				if f.Grade != grade {
					t.Errorf("%s: %+v", what, f)
				}
				for _, n := range names {
					if !strings.Contains(f.Found, n) {
						t.Errorf("%s: %q does not name %q", what, f.Found, n)
					}
				}
				return
			}
			t.Errorf("%s: the doctor did not look", what)
		}
		code := func(id string) string { return c.As("ict").Get("/maturity/appraisals/" + id).Want(200).Str("code") }
		taxCode, area := code(tax), m.Areas[0].ID
		change := func(sql string, args ...any) {
			t.Helper()
			if err := c.Store.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec(sql, args...).Error }); err != nil {
				t.Fatal(err)
			}
		}
		// Whoever can write past the program can also switch its guards off.
		if c.Store.Dialect == store.Postgres {
			change("ALTER TABLE maturity_appraisals DISABLE TRIGGER USER")
			change("ALTER TABLE maturity_areas DISABLE TRIGGER USER")
		} else {
			for _, name := range []string{"maturity_appraisals_frozen", "maturity_appraisals_kept", "maturity_areas_frozen"} {
				change("DROP TRIGGER " + name)
			}
		}
		check("untouched", app.OK, "2 confirmed appraisals")

		change("UPDATE maturity_areas SET status = 'UNSATISFIED', capability = 0 WHERE appraisal_id = ?", draft)
		check("a draft is computed when it is handed in", app.OK, "2 confirmed")

		change("UPDATE maturity_areas SET status = 'UNSATISFIED' WHERE appraisal_id = ? AND area = ?", tax, area)
		check("an area's status", app.Fail, "1 of 2", taxCode+" "+area)
		if page := c.As("ict").Get("/maturity/appraisals/" + tax).Want(200); !page.Bool("stale") {
			t.Errorf("its page does not say so: %.300s", page.Raw)
		}
		change("UPDATE maturity_areas SET status = 'SATISFIED' WHERE appraisal_id = ? AND area = ?", tax, area)
		check("mended", app.OK)

		change("UPDATE maturity_appraisals SET level = 1 WHERE id = ?", registry)
		check("the level alone", app.Fail, "1 of 2", code(registry))
		change("UPDATE maturity_appraisals SET level = 3 WHERE id = ?", registry)
		check("mended", app.OK)

		change(`UPDATE maturity_areas SET ratings = replace(CAST(ratings AS TEXT), '"FI"', '"NI"') WHERE appraisal_id = ? AND area = ?`, tax, area)
		check("labels", app.Fail, taxCode+" "+area)
		change("UPDATE maturity_appraisals SET model_digest = 'of another day' WHERE id = ?", tax)
		check("by other rules", app.Warn, taxCode+" (model changed since)")
		change("UPDATE maturity_appraisals SET model = 'GONE' WHERE id = ?", tax)
		check("a model that is gone", app.Warn, taxCode+" (model gone)")

		change("DELETE FROM maturity_areas WHERE appraisal_id = ? AND area = ?", registry, area)
		check("an area that is gone", app.Fail, code(registry)+" "+area)
	})
}
