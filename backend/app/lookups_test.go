package app_test

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/records/exchange"
)

// TestFilesTellNoCodeOfWhatIsNotRead exports a line of one section that pays for the project of another.
func TestFilesTellNoCodeOfWhatIsNotRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		system := ict.Post("/systems", map[string]any{"code": "S-1", "name": "戸籍システム", "ownerId": c.Org("registry"), "kind": "package",
			"networkZone": "lgwan", "criticality": "high", "phase": "operation"}).Want(http.StatusCreated).Str("id")
		project := c.As("otherpm").Post("/projects", map[string]any{"code": "P-SECRET", "name": "戸籍の更新", "applicantId": c.Org("registry"),
			"systemIds": []string{system}, "managerId": c.Person("otherpm"), "headId": c.Person("otherhead"),
			"buildCost": 1_000_000, "runCost": 1_000_000, "riskLevel": "low", "finishOn": "2027-03-31"}).Want(http.StatusCreated).Str("id")
		ict.Post("/budgets/lines", map[string]any{"code": "B-1", "name": "委託料", "fiscalYear": 2026, "sectionId": c.Org("tax"), "account": "general",
			"kan": "総務費", "kou": "総務管理費", "category": "one_off", "kind": "renewal", "commitment": "none", "projectId": project}).Want(http.StatusCreated)
		office, err := c.App.SignIn.As(t.Context(), c.Person("ict"))
		if err != nil {
			t.Fatal(err)
		}
		for login, code := range map[string]bool{"ict": true, "pm": false} {
			ctx, err := c.App.SignIn.As(t.Context(), c.Person(login))
			if err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if n, err := c.App.Imports.Export(ctx, "budgets", exchange.CSV, "en", &file); err != nil || n != 1 {
				t.Fatalf("%s: %d rows, %v", login, n, err)
			}
			if strings.Contains(file.String(), "P-SECRET") != code {
				t.Errorf("%s reads\n%s", login, file.String())
			}
			report, err := c.App.Imports.Run(office, exchange.RunOptions{Noun: "budgets", Name: "b.csv", Content: file.Bytes()})
			if err != nil || report.Counts.Unchanged != 1 {
				t.Errorf("the office takes the file of %s: %+v, %v", login, report, err)
			}
		}
	})
}

func TestExplain(t *testing.T) {
	for want, err := range map[string]error{
		"nothing was written: the file changes nothing":     fault.Clash("nothing_to_do", nil),
		"there are no rows below the heads":                 &fault.Fault{Code: fault.Invalid, Params: fault.Params{"reason": "no_rows"}},
		"this cannot be read as a table; give .xlsx or CSV": fault.New(fault.Unsupported, fault.Params{"reason": "not_a_table"}),
		"the file has too many rows: 9 at most":             fault.New(fault.TooLarge, fault.Params{"what": "rows", "limit": 9}),
		"there is no system S-1":                            fault.New(fault.NotFound, fault.Params{"noun": "systems", "id": "S-1"}),
		"--format is not one of the values: csv, xlsx":      fault.Bad("format", "oneof", fault.Params{"allowed": []string{"csv", "xlsx"}}),
		"a bug": errors.New("a bug"),
	} {
		if got := app.Explain(err).Error(); got != want {
			t.Errorf("%v is explained as %q, want %q", err, got, want)
		}
	}
	if app.Explain(nil) != nil {
		t.Error("nothing is explained")
	}
}
