package exchange_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/records/exchange"
	"miotsukushi/backend/testkit"
)

func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	ctx, err := c.App.SignIn.As(t.Context(), c.Person(login))
	must(t, err)
	return ctx
}

// furnish registers systems and projects with everything that a file must carry.
func furnish(t *testing.T, c *apptest.City) {
	t.Helper()
	ict := c.As("ict")
	first := ict.Post("/systems", map[string]any{
		"code": "0007", "name": "=1+1 税務", "kana": "ゼイム", "nameEn": "Tax, \"core\"", "summary": "一行目\n二行目 \n\n- 箇条", "ownerId": c.Org("tax"), "kind": "package",
		"networkZone": "my_number", "criticality": "critical", "citizenFacing": true, "core": true, "phase": "operation",
		"phases":      []any{map[string]any{"phase": "build", "from": "2019-04-01", "to": "2020-03-31"}, map[string]any{"phase": "operation", "from": "2020-04-01"}},
		"serviceDays": "weekdays", "serviceFrom": "08:45", "serviceTo": "24:00", "vendor": "'=quoted", "contractNo": "-5", "contractEndsOn": "2027-03-31",
		"lastRenewalOn": "2020-04-01", "classificationScheme": "R6", "confidentiality": "3A", "integrity": "2", "availability": "2", "userCount": 0,
		"components": []any{
			map[string]any{"name": "OS | 基盤\\", "version": "22.04", "kind": "os", "eolMainstream": "2027-04-01", "source": "a\nb", "checkedOn": "2026-01-05"},
			map[string]any{"name": "DB", "eolExtended": "2030-01-01"},
		},
		"functions": []string{"税額計算、収納", "証明"},
	}).Want(201)
	ict.Post("/systems", map[string]any{
		"code": "S-2", "name": "@窓口", "ownerId": c.Org("registry"), "kind": "saas", "networkZone": "internet", "criticality": "low", "phase": "planning",
		"functions":  []string{"受付、案内"},
		"interfaces": []any{map[string]any{"targetId": first.Str("id"), "direction": "both", "method": "api", "data": "住所|氏名", "note": "毎日"}},
	}).Want(201)
	ict.Post("/projects", map[string]any{
		"code": "P-1", "name": "税務更改", "purpose": "老朽化\n対応", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"),
		"memberIds": []string{c.Person("viewer"), c.Person("otherpm")}, "systemIds": []string{first.Str("id")}, "buildCost": 123456789, "runCost": 0,
		"riskLevel": "high", "hqDesignated": true, "startOn": "2026-04-01", "finishOn": "2028-03-31",
	}).Want(201)
	ict.Post("/projects", map[string]any{"code": "P-2", "name": "窓口", "applicantId": c.Org("registry"), "managerId": c.Person("otherpm")}).Want(201)
}

func TestExportAndImportChangeNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		furnish(t, c)
		ctx := as(t, c, "ict")
		for _, noun := range []string{"systems", "projects"} {
			for _, format := range []string{"csv", "xlsx"} {
				for _, lang := range []string{"ja", "en"} {
					var buf bytes.Buffer
					n, err := c.App.Imports.Export(ctx, noun, format, lang, &buf)
					must(t, err)
					report, err := c.App.Imports.Run(ctx, exchange.RunOptions{Noun: noun, Name: noun + "." + format, Content: buf.Bytes(), ClearEmpty: true})
					must(t, err)
					if n != 2 || report.Counts.Unchanged != 2 || len(report.Ignored) != 0 || report.Counts.Errors+report.Counts.Updates != 0 {
						t.Errorf("%s as %s in %s: %d exported, read as %+v %+v", noun, format, lang, n, report.Counts, report.Errors)
					}
				}
			}
		}
		// What a section may not see, its people do not export.
		var buf bytes.Buffer
		n, err := c.App.Imports.Export(as(t, c, "pm"), "projects", "csv", "ja", &buf)
		must(t, err)
		if n != 1 || strings.Contains(buf.String(), "P-2") {
			t.Errorf("pm exported %d projects: %s", n, buf.String())
		}
		if !strings.Contains(buf.String(), "\uFEFF案件コード,") {
			t.Errorf("no mark or headers: %q", buf.String())
		}
	})
}

func TestRunOnTheCommandLine(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		furnish(t, c)
		ctx, svc := as(t, c, "ict"), c.App.Imports
		text := "案件コード,案件名称,申請所属,プロジェクト責任者,構築費（千円）,運用費,対象システム,リスク,開始日\n" +
			"P-1,税務更改,税務課,S-pm,\"1,000\",3百万円,0007、S-2,高,R8.4.1\n" +
			"P-3,新規,財政局,S-nobody,1,2,0007,高,\nP-4,新規,財政局,S-head,1.5,,,,令和8年10月1日\n"
		o := exchange.RunOptions{Noun: "projects", Name: "p.csv", Content: []byte(text)}
		report, err := svc.Run(ctx, o)
		must(t, err)
		if got := fmt.Sprint(report.Counts); got != "{1 1 0 1 0}" || report.ImportID != "" {
			t.Fatalf("dry run: %s %+v", got, report)
		}
		if s := svc.Say("projects", report.Errors[0], "ja"); s != "3行目（P-3）プロジェクト責任者：登録されていません" {
			t.Errorf("worded: %s", s)
		}
		o.Commit = true
		if _, err = svc.Run(ctx, o); !fault.Is(err, fault.Conflict) {
			t.Fatalf("committed in spite of errors: %v", err)
		}
		o.OnlyValid = true
		report, err = svc.Run(ctx, o)
		must(t, err)
		if report.ImportID == "" {
			t.Fatal("no import in the ledger")
		}
		ict := c.As("ict")
		one := ict.Get("/projects?q=P-1").Want(200)
		p := ict.Get("/projects/" + one.Str("items.0.id")).Want(200)
		if p.Int("buildCost") != 1_000_000 || p.Int("runCost") != 3_000_000 || p.Len("systemIds") != 2 || p.Str("finishOn") != "2028-03-31" || p.Len("memberIds") != 2 {
			t.Errorf("updated: %s", p.Raw)
		}
		if p4 := ict.Get("/projects?q=P-4").Want(200); p4.Int("total") != 1 {
			t.Errorf("created: %s", p4.Raw)
		}
		if _, err = svc.Run(as(t, c, "pm"), o); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a project manager imports: %v", err)
		}
	})
}

func TestTemplates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		for _, noun := range []string{"systems", "projects"} {
			res := ict.Get("/imports/template?noun=" + noun + "&format=xlsx&lang=ja").Want(200)
			if !strings.Contains(res.Header.Get("Content-Disposition"), noun+"-template.xlsx") {
				t.Error(res.Header)
			}
			f, err := excelize.OpenReader(bytes.NewReader(res.Raw))
			must(t, err)
			sheets := f.GetSheetList()
			rows, err := f.GetRows(sheets[0])
			must(t, err)
			guide, err := f.GetRows(sheets[1])
			must(t, err)
			if len(sheets) != 2 || len(rows) != 1 || len(guide) != len(rows[0])+1 {
				t.Errorf("%s: sheets %q, %d headers, %d lines of guide", noun, sheets, len(rows[0]), len(guide))
			}
			lists, err := f.GetDataValidations(sheets[0])
			must(t, err)
			if len(lists) < 2 {
				t.Errorf("%s: %d drop-down lists", noun, len(lists))
			}
			// Every header of a template is understood when it comes back.
			text := ict.Get("/imports/template?noun=" + noun + "&format=csv&lang=en").Want(200)
			up := check(t, ict, noun, "t.csv", append(text.Raw, []byte("X-1\r\n")...))
			if up.Len("ignored") != 0 {
				t.Errorf("%s: headers not understood: %s", noun, up.Raw)
			}
		}
		nouns := ict.Get("/imports/nouns").Want(200)
		if nouns.Len("items") < 3 || nouns.Str("items.0.fields.0.key") != "code" || !nouns.Bool("items.0.fields.0.required") || nouns.Bool("items.0.fields.2.required") {
			t.Errorf("nouns: %s", nouns.Raw)
		}
		ict.Get("/imports/template?noun=gates").WantCode("invalid")
	})
}

func TestErrorFileOfAWorkbookIsAWorkbook(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		f := excelize.NewFile()
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"システムコード", "システム名称", "所管組織"}))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"S-1", "=HYPERLINK(\"x\")", "税務課"}))
		var buf bytes.Buffer
		must(t, f.Write(&buf))
		res := check(t, ict, "systems", "a.xlsx", buf.Bytes())
		wantCounts(t, res, "0/0/0/1/0")
		if res.Str("format") != "xlsx" || res.Str("sheet") != "Sheet1" {
			t.Error(res.Raw)
		}
		back := ict.Get("/imports/" + res.Str("id") + "/errors").Want(200)
		g, err := excelize.OpenReader(bytes.NewReader(back.Raw))
		must(t, err)
		rows, err := g.GetRows(g.GetSheetList()[0])
		must(t, err)
		if len(rows) != 2 || rows[1][1] != "'=HYPERLINK(\"x\")" || !strings.Contains(rows[1][3], "必須です") {
			t.Errorf("rows: %q", rows)
		}
		// Uploaded again, the guard is gone and the reasons are ignored.
		again := check(t, ict, "systems", "a-errors.xlsx", back.Raw)
		if again.Str("ignored.0") != "エラー" {
			t.Error(again.Raw)
		}
	})
}

// TestFilesUseTheWordsOfTheScreens: who exports a table finds the headers and
// words of the app in it.
func TestFilesUseTheWordsOfTheScreens(t *testing.T) {
	c := apptest.New(t, testkit.Fresh(t, testkit.SQLite))
	nouns, err := c.App.Imports.Nouns(t.Context(), nil)
	must(t, err)
	group := map[string]string{"projects/riskLevel": "level", "procedures/actor": "party", "procedures/recipient": "party"} // where a screen's words do not stand under the field
	for _, step := range []string{"form", "identity", "payment", "attachments", "delivery"} {
		group["procedures/"+step+"Now"], group["procedures/"+step+"Goal"] = "method."+step, "method."+step
	}
	files := map[string]string{"plan_actions": "actions"} // or not in a file of the noun's name
	for _, lang := range []string{"ja", "en"} {
		for _, n := range nouns.Items {
			raw, err := os.ReadFile("../../../frontend/src/locales/" + lang + "/" + cmp.Or(files[n.Noun], n.Noun) + ".json")
			must(t, err)
			var screen map[string]any
			must(t, json.Unmarshal(raw, &screen))
			labels, _ := screen["field"].(map[string]any)
			var compare func(prefix string, fields []exchange.Field)
			compare = func(prefix string, fields []exchange.Field) {
				for _, f := range fields {
					key := prefix + f.Key
					if want := labels[key]; f.Label(lang) != want {
						t.Errorf("%s.%s in %s: files say %q, screens %q", n.Noun, key, lang, f.Label(lang), want)
					}
					at := key
					if g := group[n.Noun+"/"+key]; g != "" {
						at = g
					} else if key == "phases_phase" {
						at = "phase"
					}
					words, inside := screen, true
					for _, part := range strings.Split(at, ".") {
						if words, inside = words[part].(map[string]any); !inside {
							break
						}
					}
					for _, w := range f.Words {
						if want := words[w.Value]; f.Kind == exchange.EnumKind && w.Label(lang) != want {
							t.Errorf("%s.%s=%s in %s: files say %q, screens %q", n.Noun, key, w.Value, lang, w.Label(lang), want)
						}
					}
					compare(key+"_", f.Parts)
				}
			}
			compare("", n.Fields)
		}
	}
}
