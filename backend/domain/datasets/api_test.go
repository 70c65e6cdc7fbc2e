package datasets_test

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// as is the context in which a person of the test city acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

var definition = []any{
	map[string]any{"name": "ID", "type": "text", "meaning": "施設の番号", "required": true, "key": true},
	map[string]any{"name": "名称", "type": "text", "meaning": "施設の名前", "required": true},
	map[string]any{"name": "設置日", "type": "date", "meaning": "使い始めた日"},
}

// draft is a dataset of the tax section.
func draft(c *apptest.City, pairs ...any) map[string]any {
	body := map[string]any{
		"name": "公共施設一覧", "nameEn": "Public facilities", "sectionId": c.Org("tax"), "content": "市の施設", "columns": definition, "personalData": "none",
		"updateInterval": "monthly", "updatedOn": "2026-05-20", "format": "csv", "structured": "yes",
	}
	for i := 0; i < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// send uploads a sample.
func send(cl *apptest.Client, path, name string, content []byte, o ...apptest.Option) *apptest.Response {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, _ := form.CreateFormFile("file", name)
	_, _ = part.Write(content)
	_ = form.Close()
	return cl.Do(http.MethodPost, path+"/measurements", body.Bytes(), append(o, apptest.Header("Content-Type", form.FormDataContentType()))...)
}

const sample = "ID,名称,設置日\n1,本庁,2018-04-01\n2,北町区役所,\n"

// TestLife follows a dataset from its entry over its first sample to its publication, and until it is old.
func TestLife(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm, ict := c.As("pm"), c.As("ict")
		for _, login := range []string{"pm", "ict"} { // who decides on others decides no more on what they enter alone
			c.As(login).Post("/datasets", draft(c, "publication", "public", "licence", "cc_by")).WantCode("forbidden")
		}
		d := pm.Post("/datasets", draft(c, "uses", []any{map[string]any{"fiscalYear": 2024, "uses": 0}, map[string]any{"fiscalYear": 2025}})).Want(201)
		path := "/datasets/" + d.Str("id")
		if d.Str("code") != "D00001" || d.Get("score") != nil || d.Len("missing") != 4 || d.Str("freshness") != "fresh" || d.Int("useFy") != 2024 || d.Get("useCount") == nil {
			t.Fatalf("%s", d.Raw)
		}
		send(c.As("viewer"), path, "a.csv", []byte(sample), apptest.IfMatch(d.ETag)).WantCode("forbidden")
		send(pm, path, "a.csv", []byte(sample)).Want(428)
		send(pm, path, "a.csv", []byte(sample), apptest.IfMatch(`"9"`)).Want(412)
		send(pm, path, `C:\data\施設.csv`, []byte(sample), apptest.IfMatch(d.ETag)).Want(201)
		d = pm.Get(path).Want(200)
		// Metadata: publication is not decided, 8 of 9. Machine: four checks of five, without the stars.
		if d.Int("completeness") != 10000 || d.Int("schemaFit") != 10000 || d.Int("uniqueness") != 10000 || d.Int("machine") != 8000 || d.Int("metadata") != 8888 ||
			d.Str("last.fileName") != "施設.csv" || d.Int("last.rowCount") != 2 || len(d.Str("last.checksum")) != 64 || d.Str("band") != "good" || d.Bool("meets") || d.Int("starsIfPublic") != 3 {
			t.Fatalf("%s", d.Raw)
		}
		proposal := map[string]any{"publication": "public", "licence": "cc_by", "reason": "市民の求めが多い"}
		c.As("otherpm").Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).WantCode("forbidden")
		d = pm.Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).Want(200)
		pm.Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).WantCode("conflict")
		if w := ict.Get("/me/work").Want(200); w.Str("decide.0.kind") != "dataset_decide" {
			t.Errorf("%s", w.Raw)
		}
		c.As("head").Post(path+"/withdraw", map[string]any{}, apptest.IfMatch(d.ETag)).WantCode("forbidden") // of the section, and not whose it is
		d = pm.Post(path+"/withdraw", map[string]any{}, apptest.IfMatch(d.ETag)).Want(200)
		d = pm.Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).Want(200)
		ict.Delete(path+"?reason=重複", apptest.IfMatch(d.ETag)).WantCode("conflict")
		for _, login := range []string{"pm", "head", "viewer", "reviewer", "auditor"} {
			c.As(login).Post(path+"/decide", map[string]any{"approve": true}, apptest.IfMatch(d.ETag)).WantCode("forbidden")
		}
		if r := ict.Post(path+"/decide", map[string]any{"approve": false}, apptest.IfMatch(d.ETag)).Want(422); r.Rule("comment") != "reason_required" {
			t.Errorf("%s", r.Raw)
		}
		d = ict.Post(path+"/decide", map[string]any{"approve": true}, apptest.IfMatch(d.ETag)).Want(200)
		if d.Str("publication") != "public" || d.Int("stars") != 3 || d.Int("machine") != 10000 || !d.Bool("meets") || d.Str("proposed") != "" {
			t.Errorf("%s", d.Raw)
		}
		// The entry is edited without its publication, and cannot change it.
		if r := pm.Put(path, draft(c, "publication", "closed", "basis", "x"), apptest.IfMatch(d.ETag)).Want(422); r.Rule("publication") != "by_decision" {
			t.Errorf("%s", r.Raw)
		}
		d = pm.Put(path, draft(c, "licence", "cc_by", "address", "https://example.jp/data"), apptest.IfMatch(d.ETag)).Want(200)
		if d.Str("publication") != "public" || d.Int("metadata") != 10000 {
			t.Errorf("%s", d.Raw)
		}
		for field, value := range map[string]string{"licence": "cc0", "anonymisation": "しない"} {
			if r := pm.Put(path, draft(c, field, value), apptest.IfMatch(d.ETag)).Want(422); r.Rule(field) != "by_decision" {
				t.Errorf("%s changes without a decision: %s", field, r.Raw)
			}
		}
		renamed := draft(c, "columns", definition[:2])
		d = pm.Put(path, renamed, apptest.IfMatch(d.ETag)).Want(200)
		if d.Get("score") != nil || d.Str("sample") != "redefined" || d.Bool("meets") {
			t.Errorf("measured against other columns: %s", d.Raw)
		}
		c.Clock.Set(apptest.Start.AddDate(0, 0, 30)) // 45 days after the update
		c.Again()
		pm = c.As("pm")
		if d = pm.Get(path).Want(200); d.Str("freshness") != "late" {
			t.Errorf("%s", d.Raw)
		}
		if w := pm.Get("/me/work").Want(200); w.Str("confirm.0.kind") != "dataset_update_due" {
			t.Errorf("%s", w.Raw)
		}
		if r := pm.Post(path+"/refresh", map[string]any{"on": "2026-05-01"}, apptest.IfMatch(d.ETag)).Want(422); r.Rule("on") != "not_before" {
			t.Errorf("%s", r.Raw)
		}
		d = pm.Post(path+"/refresh", map[string]any{"note": "6月分を公開"}, apptest.IfMatch(d.ETag)).Want(200)
		if d.Str("updatedOn") != "2026-07-04" || d.Str("freshness") != "fresh" {
			t.Errorf("%s", d.Raw)
		}
		h, actions := pm.Get(path+"/history").Want(200), []string{}
		for i := range h.Len("items") {
			actions = append(actions, h.Str(fmt.Sprintf("items.%d.action", i)))
		}
		for _, want := range []string{"measure", "propose", "withdraw", "decide"} {
			if !slices.Contains(actions, want) {
				t.Errorf("the history has no %s: %v", want, actions)
			}
		}
		if actions[0] != "refresh" || d.Str("licence") != "cc_by" {
			t.Errorf("%v %s", actions, d.Raw)
		}
		if l := pm.Get(path + "/proposals").Want(200); l.Str("items.0.state") != "approved" || l.Str("items.0.decidedById") != c.Person("ict") {
			t.Errorf("%s", l.Raw)
		}
		pm.Delete(path+"?reason=重複", apptest.IfMatch(d.ETag)).WantCode("forbidden")
		ict = c.As("ict")
		if r := ict.Delete(path+"?reason=重複", apptest.IfMatch(d.ETag)).Want(409); r.Str("params.reason") != "still_public" {
			t.Errorf("entering it anew is a way around the decision: %s", r.Raw)
		}
		d = pm.Post(path+"/propose", map[string]any{"publication": "closed", "basis": "統合", "reason": "別のデータに統合"}, apptest.IfMatch(d.ETag)).Want(200)
		d = ict.Post(path+"/decide", map[string]any{"approve": true}, apptest.IfMatch(d.ETag)).Want(200)
		ict.Delete(path+"?reason=重複", apptest.IfMatch(d.ETag)).Want(204)
		pm.Get(path + "/measurements").Want(404)
	})
}

// TestPersonalData keeps what people can be read from closed until it is anonymous, and lets the executive decide.
func TestPersonalData(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		d := pm.Post("/datasets", draft(c, "personalData", "sensitive")).Want(201)
		path := "/datasets/" + d.Str("id")
		proposal := map[string]any{"publication": "public", "licence": "cc_by", "reason": "研究に役立つ"}
		if r := pm.Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).Want(422); r.Rule("anonymisation") != "anonymisation_needed" {
			t.Errorf("%s", r.Raw)
		}
		if r := pm.Post(path+"/propose", map[string]any{"publication": "closed", "reason": "個人情報"}, apptest.IfMatch(d.ETag)).Want(422); r.Rule("basis") != "basis_needed" {
			t.Errorf("%s", r.Raw)
		}
		proposal["anonymisation"] = "町丁目ごとに集計し、10人未満を秘匿する"
		d = pm.Post(path+"/propose", proposal, apptest.IfMatch(d.ETag)).Want(200)
		c.As("ict").Post(path+"/decide", map[string]any{"approve": true}, apptest.IfMatch(d.ETag)).WantCode("forbidden")
		d = c.As("executive").Post(path+"/decide", map[string]any{"approve": true, "comment": "秘匿の基準を確かめた"}, apptest.IfMatch(d.ETag)).Want(200)
		if d.Str("publication") != "public" || d.Str("anonymisation") == "" {
			t.Errorf("%s", d.Raw)
		}
		note := d.Str("anonymisation")
		if d = pm.Put(path, draft(c, "personalData", "sensitive"), apptest.IfMatch(d.ETag)).Want(200); d.Str("anonymisation") != note {
			t.Errorf("the note goes while the data is public: %s", d.Raw)
		}
		// Nobody decides the own proposal.
		own := c.As("ict").Post("/datasets", draft(c)).Want(201)
		at := "/datasets/" + own.Str("id")
		own = c.As("ict").Post(at+"/propose", map[string]any{"publication": "closed", "basis": "契約", "reason": "提供元との取決め"}, apptest.IfMatch(own.ETag)).Want(200)
		c.As("ict").Post(at+"/decide", map[string]any{"approve": true}, apptest.IfMatch(own.ETag)).WantCode("forbidden")
		own = c.As("sysmgmt").Post(at+"/decide", map[string]any{"approve": false, "comment": "契約の写しを添えること"}, apptest.IfMatch(own.ETag)).Want(200)
		if own.Str("publication") != "" || own.Str("proposed") != "" {
			t.Errorf("%s", own.Raw)
		}
	})
}

// TestSamples reads what people send, and refuses what cannot be read.
func TestSamples(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("pm")
		d := pm.Post("/datasets", draft(c)).Want(201)
		path := "/datasets/" + d.Str("id")
		match := func() apptest.Option { return apptest.IfMatch(pm.Get(path).Want(200).ETag) }
		for name, content := range map[string]string{"empty.csv": "", "head.csv": "ID,名称,設置日\n", "old.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "zip.xlsx": "PK\x03\x04nothing", "open.csv": "ID,\"名称\n1,2\n"} {
			if r := send(pm, path, name, []byte(content), match()); r.Status < 400 || r.Status >= 500 {
				t.Errorf("%s: %d %s", name, r.Status, r.Raw)
			}
		}
		long := "ID,名称,設置日\n" + strings.Repeat("1,a,\n", 50_001)
		if r := send(pm, path, "long.csv", []byte(long), match()); r.Status != 413 {
			t.Errorf("too many rows: %d", r.Status)
		}
		send(pm, path, "sjis.csv", []byte("\x96\xbc\x8f\xcc,ID\n\x8e\x73\x96\xf0\x8f\x8a,1\n\n\x8b\xe6\x96\xf0\x8f\x8a,1,x\n"), match()).Want(201)
		d = pm.Get(path).Want(200)
		if d.Bool("last.checks.utf8") || d.Bool("last.checks.oneTable") || d.Str("last.encoding") != "cp932" || d.Int("uniqueness") != 5000 || d.Int("last.found.sameRows.0") != 4 {
			t.Errorf("%s", d.Raw)
		}
		// Without a header the first row is somebody's data: nothing of it may be kept.
		send(pm, path, strings.Repeat("名", 250)+".csv", []byte("山田市,090-0000,x\nA,B,C\n"), match()).Want(201)
		d = pm.Get(path).Want(200)
		if raw := string(d.Raw); strings.Contains(raw, "山田市") || strings.Contains(raw, "090-0000") || !d.Bool("last.found.headless") || d.Bool("last.checks.header") {
			t.Errorf("%s", d.Raw)
		}
		if name := d.Str("last.fileName"); !strings.HasSuffix(name, ".csv") {
			t.Errorf("%q", name)
		}
		x := excelize.NewFile()
		for cell, v := range map[string]any{"A1": "施設一覧", "A2": "ID", "B2": "名称", "C2": "設置日", "A3": "1", "B3": "本庁", "C3": 43191, "A4": "2", "B4": "区役所", "C4": "昨日"} {
			if err := x.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		_ = x.MergeCell("Sheet1", "A1", "C1")
		_, _ = x.NewSheet("Sheet2")
		_ = x.SetCellValue("Sheet2", "A1", "別の表")
		var book bytes.Buffer
		if err := x.Write(&book); err != nil {
			t.Fatal(err)
		}
		send(pm, path, "book.xlsx", book.Bytes(), match()).Want(201)
		d = pm.Get(path).Want(200)
		if d.Int("last.headerRow") != 2 || d.Bool("last.checks.noMerged") || d.Bool("last.checks.oneTable") || d.Bool("last.checks.header") || !d.Bool("last.checks.utf8") ||
			d.Int("last.found.valid") != 5 || d.Int("machine") != 2000 || d.Int("last.found.columns.2.badRows.0") != 4 {
			t.Errorf("%s", d.Raw)
		}
		if l := pm.Get(path + "/measurements").Want(200); l.Len("items") != 3 || l.Str("items.0.format") != "xlsx" {
			t.Errorf("%s", l.Raw)
		}
	})
}

// populate takes an inventory of two sections over and measures some of it.
func populate(t *testing.T, c *apptest.City) {
	t.Helper()
	var drafts []datasets.Draft
	n := func(v int64) *int64 { return &v }
	for i, section := range []string{"tax", "registry", "tax", "city", "finance", "tax", "registry", "tax", "tax", "registry"} {
		d := datasets.Draft{
			Code: "X-" + string(rune('A'+i)), Name: "データ", SectionID: c.Org(section), Format: []string{"csv", "excel", "paper"}[i%3], Structured: []string{"yes", "no", ""}[i%3],
			PersonalData: []string{"none", "personal", ""}[i%3], UpdateInterval: []string{"monthly", "yearly", "", "never"}[i%4],
			UpdatedOn: fiscal.MustDate("2026-06-01").AddDays(-20 * i), Content: "内容",
			Columns: store.List[datasets.DataColumn]{{Name: "ID", Type: "text", Required: true, Key: true}, {Name: "名称", Type: "text", Meaning: "名前"}},
		}
		switch i % 3 {
		case 0:
			d.Publication, d.Licence, d.Address = datasets.Public, "cc_by", "https://example.jp/"
			d.Uses = store.List[datasets.Use]{{FiscalYear: 2025, Uses: n(int64(i * 10))}, {FiscalYear: 2024}}
		case 1:
			d.Publication, d.Basis = datasets.Closed, "個人情報保護条例"
		}
		drafts = append(drafts, d)
	}
	if err := c.App.Datasets.TakeOver(as(t, c, "ict"), drafts); err != nil {
		t.Fatal(err)
	}
	list := c.As("ict").Get("/datasets?sort=code").Want(200)
	for i := range 6 {
		path := "/datasets/" + list.Str("items."+string(rune('0'+i))+".id")
		content := "ID,名称\n1,a\n2,b\n"
		if i%2 == 1 {
			content = "ID,名称\n1,a\n1,\n"
		}
		send(c.As("ict"), path, "s.csv", []byte(content), apptest.IfMatch(c.As("ict").Get(path).Want(200).ETag)).Want(201)
	}
}

// TestFigures opens every figure onto exactly its rows, and counts facets as lists do.
func TestFigures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		populate(t, c)
		viewer := c.As("viewer")
		s := viewer.Get("/datasets/summary").Want(200)
		if s.Int("total.value") != 10 || s.Int("good.value") == 0 || s.Int("unmeasured.value") == 0 || s.Len("sections") != 3 {
			t.Fatalf("%s", s.Raw)
		}
		for _, scope := range []string{"", "?sectionId=" + c.Org("finance")} {
			if n := apptest.CheckFigures(t, viewer, "/datasets/summary"+scope); n < 40 {
				t.Errorf("only %d figures", n)
			}
		}
		for _, query := range []string{"", "band=unknown", "publication=public,undecided&sectionId=" + c.Org("finance")} {
			apptest.CheckFacets(t, viewer, "/datasets", query)
		}
		for _, sort := range []string{"score", "-score", "stars", "-updatedOn", "-useCount"} {
			first := viewer.Get("/datasets?limit=6&sort=" + sort).Want(200)
			rest := viewer.Get("/datasets?limit=6&sort=" + sort + "&cursor=" + first.Str("next")).Want(200)
			if first.Len("items") != 6 || rest.Len("items") != 4 {
				t.Errorf("%s: %d and %d", sort, first.Len("items"), rest.Len("items"))
			}
		}
		for _, query := range []string{"band=x", "stars=9", "freshness=x", "missing=x", "meets=x", "sort=name", "personalData=x", "publication=open", "format=xls", "updateInterval=x", "sample=x"} {
			viewer.Get("/datasets?" + query).Want(422)
		}
		differ, looked, err := c.App.Datasets.Verify(t.Context())
		if err != nil || len(differ) > 0 || looked != 10 {
			t.Errorf("%v %d %v", differ, looked, err)
		}
		// The file of the inventory holds every dataset with its publication.
		var file bytes.Buffer
		if n, err := c.App.Imports.Export(as(t, c, "ict"), "datasets", "csv", "ja", &file); err != nil || n != 10 {
			t.Fatalf("exported %d: %v", n, err)
		}
		if !strings.Contains(file.String(), "公開区分") {
			t.Error("the file does not say how far the data is open")
		}
		for _, lang := range []string{"ja", "en"} { // brought in again, it changes nothing
			file.Reset()
			if _, err := c.App.Imports.Export(as(t, c, "ict"), "datasets", "csv", lang, &file); err != nil {
				t.Fatal(err)
			}
			if again := apptest.Import(t, c.As("ict"), "datasets", file.String()); again.Int("counts.unchanged") != 10 || again.Int("counts.error") != 0 {
				t.Errorf("%s: %s", lang, again.Raw)
			}
		}
		// A file is no way around the decision either.
		public := "データID,データ名,所管所属,公開区分,利用条件\nN-1,新しい一覧," + orgCode(c, "tax") + ",公開,CC BY\n"
		if r := apptest.Import(t, c.As("ict"), "datasets", public); r.Int("counts.error") != 1 {
			t.Errorf("%s", r.Raw)
		}
	})
}

func orgCode(c *apptest.City, key string) string {
	return c.As("ict").Get("/organisations/" + c.Org(key)).Want(200).Str("code")
}

// TestWorkBeyondTheOwn: a pile of own proposals, which nobody decides themselves, hides none of the others.
func TestWorkBeyondTheOwn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		drafts := make([]datasets.Draft, work.Max+1)
		for i := range drafts {
			drafts[i] = datasets.Draft{Code: fmt.Sprintf("X-%03d", i), Name: "データ", SectionID: c.Org("tax"), PersonalData: "none"}
		}
		ict := as(t, c, "ict")
		if err := c.App.Datasets.TakeOver(ict, drafts); err != nil {
			t.Fatal(err)
		}
		ids, err := store.Column[string](c.Store.Read(ict).Table("datasets").Order("code").Select("id"))
		if err != nil {
			t.Fatal(err)
		}
		proposal := datasets.ProposalDraft{Publication: datasets.Closed, Basis: "契約", Reason: "取決め"}
		for i, id := range ids {
			who := ict
			if i == len(ids)-1 {
				who = as(t, c, "pm")
			}
			if _, err := c.App.Datasets.Propose(who, id, store.Latest, proposal); err != nil {
				t.Fatal(err)
			}
		}
		if w := c.As("ict").Get("/me/work").Want(200); w.Len("decide") != 1 || w.Str("decide.0.id") != ids[len(ids)-1] {
			t.Errorf("%s", w.Raw)
		}
		if w := c.As("viewer").Get("/me/work").Want(200); w.Len("decide") != 0 {
			t.Errorf("%s", w.Raw)
		}
	})
}
