package exchange_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/store"
)

// send uploads a file and gives the answer.
func send(t *testing.T, cl *apptest.Client, noun, name string, content []byte) *apptest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	must(t, form.WriteField("noun", noun))
	part, err := form.CreateFormFile("file", name)
	must(t, err)
	_, err = part.Write(content)
	must(t, err)
	must(t, form.Close())
	return cl.Do(http.MethodPost, "/imports", body.Bytes(), apptest.Header("Content-Type", form.FormDataContentType()))
}

// settle waits until no job works on the import.
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

func check(t *testing.T, cl *apptest.Client, noun, name string, content []byte) *apptest.Response {
	t.Helper()
	return settle(t, cl, send(t, cl, noun, name, content).Want(201).Str("id"))
}

func commit(t *testing.T, cl *apptest.Client, res *apptest.Response, onlyValid bool) *apptest.Response {
	t.Helper()
	cl.Post("/imports/"+res.Str("id")+"/commit", map[string]any{"onlyValid": onlyValid}, apptest.IfMatch(res.ETag)).Want(200)
	return settle(t, cl, res.Str("id"))
}

func counts(r *apptest.Response) string {
	return fmt.Sprintf("%d/%d/%d/%d/%d", r.Int("counts.create"), r.Int("counts.update"), r.Int("counts.unchanged"), r.Int("counts.error"), r.Int("counts.conflict"))
}

func wantCounts(t *testing.T, r *apptest.Response, want string) {
	t.Helper()
	if got := counts(r); got != want {
		t.Fatalf("create/update/unchanged/error/conflict = %s, want %s: %s", got, want, r.Raw)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func systemCount(t *testing.T, c *apptest.City) int {
	t.Helper()
	n, err := store.Value[int](c.Store.Read(t.Context()).Table("systems").Select("count(*)"))
	must(t, err)
	return n
}

const header = "システムコード,システム名称,所管組織,種別,接続系,重要度,フェーズ,契約終了日,住民向け,利用者数,業務機能,備考欄\r\n"

func line(code, name, owner, ends string) string {
	return fmt.Sprintf("%s,%s,%s,パッケージ,LGWAN接続系,高,運用,%s,○,\"1,200\",\"税額計算\n収納\",ignored\r\n", code, name, owner, ends)
}

func TestImportFromUploadToLedger(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		text := header + line("SYS-1", "税務システム", "財政局 税務課", "令和9年3月31日") + line("SYS-2", "\"戸籍\nシステム\"", "O-registry", "2027/3/31") +
			line("ＳＹＳ-３", "窓口システム", "北町区", "R9.3.31")
		data, err := japanese.ShiftJIS.NewEncoder().String(text)
		must(t, err)
		res := check(t, ict, "systems", `C:\台帳\systems.csv`, []byte(data))
		wantCounts(t, res, "3/0/0/0/0")
		if res.Str("encoding") != "cp932" || !res.Bool("encodingGuessed") || res.Str("fileName") != "systems.csv" || res.Str("state") != "checked" {
			t.Errorf("recognised: %s", res.Raw)
		}
		if res.Str("ignored.0") != "備考欄" || res.Str("mapping.所管組織") != "ownerId" || res.Int("total") != 3 || res.Int("done") != 3 {
			t.Errorf("mapping: %s", res.Raw)
		}
		rows := ict.Get("/imports/" + res.Str("id") + "/rows?outcome=create&limit=2").Want(200)
		if rows.Len("items") != 2 || rows.Int("next") != 3 || rows.Str("items.0.changes.0.field") != "code" || rows.Str("items.0.cells.契約終了日") != "令和9年3月31日" {
			t.Errorf("rows: %s", rows.Raw)
		}
		if systemCount(t, c) != 0 {
			t.Fatal("a check wrote systems")
		}
		// Not without If-Match, not with an old version, not by another role.
		path := "/imports/" + res.Str("id") + "/commit"
		ict.Post(path, map[string]any{}).WantCode("precondition_required")
		ict.Post(path, map[string]any{}, apptest.IfMatch(`"1"`)).WantCode("stale")
		c.As("pm").Post(path, map[string]any{}, apptest.IfMatch(res.ETag)).WantCode("forbidden")
		done := commit(t, ict, res, false)
		if done.Str("state") != "committed" || systemCount(t, c) != 3 {
			t.Fatalf("after the commit: %s", done.Raw)
		}
		ict.Post(path, map[string]any{}, apptest.IfMatch(done.ETag)).WantCode("conflict")

		list := ict.Get("/systems?q=SYS-1").Want(200)
		one := ict.Get("/systems/" + list.Str("items.0.id")).Want(200)
		if one.Str("contractEndsOn") != "2027-03-31" || one.Str("ownerId") != c.Org("tax") || !one.Bool("citizenFacing") || one.Int("userCount") != 1200 || one.Str("functions.1") != "収納" {
			t.Errorf("imported: %s", one.Raw)
		}
		past := ict.Get("/systems/" + one.Str("id") + "/history").Want(200)
		if past.Str("items.0.action") != "create" || !strings.Contains(past.Str("items.0.reason"), "systems.csv #2") || past.Str("items.0.actor.personId") != c.Person("ict") {
			t.Errorf("ledger: %s", past.Raw)
		}

		// The same file again changes nothing; a changed cell and a cleared one are seen.
		wantCounts(t, check(t, ict, "systems", "again.csv", []byte(data)), "0/0/3/0/0")
		next := header + line("SYS-1", "税務総合システム", "税務課", "") + line("SYS-3", "窓口システム", "北町区", "R9.3.31")
		res = check(t, ict, "systems", "next.csv", []byte(next))
		wantCounts(t, res, "0/1/1/0/0")
		row := ict.Get("/imports/" + res.Str("id") + "/rows?outcome=update").Want(200)
		if row.Len("items.0.changes") != 1 || row.Str("items.0.changes.0.before") != "税務システム" || row.Str("items.0.changes.0.after") != "税務総合システム" {
			t.Errorf("changes: %s", row.Raw)
		}
		again := ict.Put("/imports/"+res.Str("id"), map[string]any{"clearEmpty": true}, apptest.IfMatch(res.ETag)).Want(200)
		row = ict.Get("/imports/" + settle(t, ict, again.Str("id")).Str("id") + "/rows?outcome=update").Want(200)
		if row.Len("items.0.changes") != 2 || row.Str("items.0.changes.1.field") != "contractEndsOn" || row.Str("items.0.changes.1.after") != "" {
			t.Errorf("cleared: %s", row.Raw)
		}
		commit(t, ict, ict.Get("/imports/"+res.Str("id")), false)
		if systemCount(t, c) != 3 {
			t.Error("a missing row deleted a system")
		}
		one = ict.Get("/systems/" + one.Str("id")).Want(200)
		if one.Str("name") != "税務総合システム" || one.Str("contractEndsOn") != "" || one.Str("vendor") != "" || one.Int("version") != 2 {
			t.Errorf("updated: %s", one.Raw)
		}
	})
}

func TestErrorsNameRowColumnAndRule(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		text := header + line("SYS-1", "良い", "税務課", "2027-03-31") +
			line("SYS-1", "重複", "税務課", "") + // row 4: two records of text each hold one line end inside
			line("SYS-2", "平成", "税務課", "平成32年4月1日") +
			line("SYS-3", "", "無い課", "2027-02-30") +
			"SYS-4,短い\r\n" +
			line("SYS-5", "a\x00b", "税務課", "")
		res := check(t, ict, "systems", "bad.csv", []byte(text))
		wantCounts(t, res, "1/0/0/5/0")
		rows := ict.Get("/imports/" + res.Str("id") + "/rows?outcome=error").Want(200)
		for i, want := range []struct{ row, rules string }{
			{"3", "code:duplicate"}, {"4", "contractEndsOn:era_ended"}, {"5", "contractEndsOn:no_such_day,name:required,ownerId:not_found"},
			{"6", ":ragged"}, {"7", "name:nul"},
		} {
			var rules []string
			for j := range rows.Len(fmt.Sprintf("items.%d.errors", i)) {
				e := fmt.Sprintf("items.%d.errors.%d.", i, j)
				if rule := rows.Str(e+"field") + ":" + rows.Str(e+"rule"); want.row != "6" || rule == ":ragged" {
					rules = append(rules, rule)
				}
			}
			if got := fmt.Sprint(rows.Int(fmt.Sprintf("items.%d.row", i))); got != want.row || !same(rules, strings.Split(want.rules, ",")) {
				t.Errorf("row %s: %v, want row %s: %s", got, rules, want.row, want.rules)
			}
		}
		if rows.Int("items.0.errors.0.params.row") != 2 || rows.Str("items.1.errors.0.header") != "契約終了日" || rows.Str("items.1.errors.0.given") != "平成32年4月1日" {
			t.Errorf("details: %s", rows.Raw)
		}

		// All or nothing, unless the valid rows are asked for.
		id := res.Str("id")
		refused := ict.Post("/imports/"+id+"/commit", map[string]any{}, apptest.IfMatch(res.ETag)).WantCode("conflict")
		if refused.Str("params.reason") != "has_errors" || refused.Int("params.count") != 5 {
			t.Errorf("refusal: %s", refused.Raw)
		}
		// The refused rows come back, mendable, with reasons.
		file := ict.Get("/imports/" + id + "/errors").Want(200)
		if s := string(file.Raw); !strings.HasPrefix(s, "\uFEFFシステムコード,") || !strings.Contains(s, "エラー\r\n") || !strings.Contains(s, "3行目 システムコード：2行目と重複しています") {
			t.Errorf("error file: %q", s)
		}
		if en := ict.Get("/imports/" + id + "/errors?lang=en").Want(200); !strings.Contains(string(en.Raw), "repeats row 2") {
			t.Errorf("error file: %q", en.Raw)
		}
		done := commit(t, ict, res, true)
		if done.Str("state") != "committed" || !done.Bool("onlyValid") || systemCount(t, c) != 1 {
			t.Fatalf("only valid: %s", done.Raw)
		}
	})
}

func same(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	left := map[string]int{}
	for _, g := range got {
		left[g]++
	}
	for _, w := range want {
		left[w]--
	}
	for _, n := range left {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestMappingDefaultsAndWords(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		text := "Use_Case_ID,Title,Office,Stage\nA-1,First,Tax,Initiation\nA-2,Second,Tax,Retired\n"
		res := check(t, ict, "systems", "inventory.csv", []byte(text))
		if res.Str("mapping.Title") != "name" || res.Str("mapping.Stage") != "" || res.Int("counts.error") != 2 {
			t.Fatalf("automatic: %s", res.Raw)
		}
		path := "/imports/" + res.Str("id")
		for _, bad := range []map[string]any{
			{"mapping": map[string]any{"No such": "name"}}, {"mapping": map[string]any{"Title": "nothing"}},
			{"mapping": map[string]any{"Title": "name", "Stage": "name"}}, {"defaults": map[string]any{"nothing": "x"}},
			{"encoding": "ebcdic"}, {"separator": "x"},
		} {
			ict.Put(path, bad, apptest.IfMatch(res.ETag)).WantCode("invalid")
		}
		ict.Put(path, map[string]any{
			"mapping":  map[string]any{"Use_Case_ID": "code", "Office": "ownerId", "Stage": "phase"},
			"defaults": map[string]any{"kind": "その他", "networkZone": "internet", "criticality": "low"},
			"words":    map[string]any{"phase": map[string]any{"Initiation": "planning"}, "ownerId": map[string]any{"Tax": "O-tax"}},
		}, apptest.IfMatch(res.ETag)).Want(200)
		res = settle(t, ict, res.Str("id"))
		wantCounts(t, res, "2/0/0/0/0")
		commit(t, ict, res, false)
		// Defaults are for new records only: they never overwrite.
		res = check(t, ict, "systems", "inventory.csv", []byte("code,name\nA-1,First\n"))
		res = ict.Put("/imports/"+res.Str("id"), map[string]any{"defaults": map[string]any{"criticality": "critical"}}, apptest.IfMatch(res.ETag)).Want(200)
		wantCounts(t, settle(t, ict, res.Str("id")), "0/0/1/0/0")
	})
}

func TestRecordChangedBetweenCheckAndCommit(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		commit(t, ict, check(t, ict, "systems", "a.csv", []byte(header+line("SYS-1", "一", "税務課", "")+line("SYS-2", "二", "税務課", ""))), false)
		res := check(t, ict, "systems", "b.csv", []byte(header+line("SYS-0", "新", "税務課", "")+line("SYS-1", "壱", "税務課", "")+line("SYS-2", "弐", "税務課", "")))
		wantCounts(t, res, "1/2/0/0/0")
		one := ict.Get("/systems?q=SYS-2").Str("items.0.id")
		now := ict.Get("/systems/" + one).Want(200)
		ict.Post("/systems/"+one+"/confirm", nil, apptest.IfMatch(now.ETag)).Want(200)
		end := commit(t, ict, res, false)
		if end.Str("state") != "failed" || end.Str("problem.params.reason") != "changed_since_check" || end.Int("counts.conflict") != 1 {
			t.Fatalf("conflict: %s", end.Raw)
		}
		rows := ict.Get("/imports/" + end.Str("id") + "/rows?outcome=conflict").Want(200)
		if rows.Len("items") != 1 || rows.Str("items.0.code") != "SYS-2" || rows.Str("items.0.errors.0.rule") != "changed_since_check" {
			t.Errorf("listed: %s", rows.Raw)
		}
		if systemCount(t, c) != 2 || ict.Get("/systems?q=壱").Int("total") != 0 {
			t.Error("something was written")
		}
		// Checked anew, it goes through.
		ict.Put("/imports/"+end.Str("id"), map[string]any{}, apptest.IfMatch(end.ETag)).Want(200)
		end = commit(t, ict, settle(t, ict, end.Str("id")), false)
		if end.Str("state") != "committed" || systemCount(t, c) != 3 {
			t.Errorf("second try: %s", end.Raw)
		}
	})
}

func TestCancelAndRoles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		var many strings.Builder
		many.WriteString(header)
		for i := range 4000 {
			many.WriteString(line(fmt.Sprintf("M-%04d", i), "多", "税務課", ""))
		}
		res := send(t, ict, "systems", "many.csv", []byte(many.String())).Want(201)
		if res.Str("state") != "checking" || res.Int("total") != 4000 {
			t.Errorf("uploaded: %s", res.Raw)
		}
		stopped := ict.Post("/imports/"+res.Str("id")+"/cancel", nil, apptest.IfMatch(`"1"`))
		if stopped.Status != 200 { // the check was quicker
			stopped = ict.Post("/imports/"+res.Str("id")+"/cancel", nil, apptest.IfMatch(ict.Get("/imports/"+res.Str("id")).ETag)).Want(200)
		}
		if stopped.Str("state") != "cancelled" || stopped.Str("endedAt") == "" {
			t.Errorf("cancelled: %s", stopped.Raw)
		}
		time.Sleep(200 * time.Millisecond)
		if end := ict.Get("/imports/" + res.Str("id")); end.Str("state") != "cancelled" {
			t.Errorf("a cancelled import went on: %s", end.Raw)
		}
		for _, login := range []string{"pm", "head", "reviewer", "auditor", "viewer", "admin", "executive"} {
			send(t, c.As(login), "systems", "x.csv", []byte(header)).WantCode("forbidden")
			if login != "auditor" { // who brings in findings
				c.As(login).Get("/imports").WantCode("forbidden")
			}
		}
		// The rows of a file are no more open than what it makes: findings before their notice are the auditor's own.
		drafts := send(t, c.As("auditor"), "findings", "x.csv", []byte(header)).Want(201)
		at := "/imports/" + drafts.Str("id")
		c.As("auditor").Get(at).Want(200)
		for _, path := range []string{at, at + "/rows", at + "/history"} {
			ict.Get(path).WantCode("forbidden")
		}
		if n := ict.Get("/imports?noun=findings").Want(200).Int("total"); n != 0 || c.As("auditor").Get("/imports").Int("total") != 1 {
			t.Errorf("the ICT office lists %d imports of findings", n)
		}
		if list := ict.Get("/imports?noun=systems&state=cancelled").Want(200); list.Int("total") != 1 {
			t.Errorf("list: %s", list.Raw)
		}
		for _, size := range []int{20<<20 + 1, 22 << 20} { // beyond the file's limit, beyond the body's
			if r := send(t, ict, "systems", "large.csv", bytes.Repeat([]byte("x"), size)); r.Status != 413 {
				t.Errorf("%d bytes: status %d: %s", size, r.Status, r.Raw)
			}
		}
		send(t, ict, "nothing", "x.csv", []byte(header)).WantCode("invalid")
		send(t, ict, "systems", "x.xlsx", []byte("PK\x03\x04 no zip")).WantCode("invalid")
		if r := send(t, ict, "systems", "x.pdf", []byte("%PDF-1.7\x00\x01\x02"+strings.Repeat("\x00", 50))).WantCode("unsupported"); r.Str("params.reason") != "not_a_table" {
			t.Errorf("pdf: %s", r.Raw)
		}
	})
}

func TestACommitThatRunsAgainWritesNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		res := commit(t, ict, check(t, ict, "systems", "a.csv", []byte(header+line("SYS-1", "一", "税務課", ""))), false)
		entries := func() int {
			n, err := store.Value[int](c.Store.Read(t.Context()).Table("audit_entries").Select("count(*)"))
			must(t, err)
			return n
		}
		before := entries()
		must(t, c.Store.Write(audit.With(t.Context(), audit.System), func(tx *store.Tx) error {
			args := map[string]any{"importId": res.Str("id"), "run": 1, "personId": c.Person("ict")}
			for _, kind := range []string{"imports.commit", "imports.check"} {
				if err := c.App.Jobs.Enqueue(tx, kind, args, time.Time{}); err != nil {
					return err
				}
			}
			return nil
		}))
		c.App.Jobs.Wake()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			open, err := store.Value[int](c.Store.Read(t.Context()).Table("jobs").Where("done_at IS NULL AND kind <> 'imports.forget'").Select("count(*)"))
			must(t, err)
			if open == 0 {
				break
			}
			if time.Now().After(end) {
				t.Fatal("the jobs never ended")
			}
		}
		if now := ict.Get("/imports/" + res.Str("id")); now.Str("state") != "committed" || entries() != before {
			t.Errorf("written again: %d entries after %d: %s", entries(), before, now.Raw)
		}
		// After its time the file is forgotten, the record stays.
		c.Clock.Advance(91 * 24 * time.Hour)
		c.App.Jobs.Wake()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			files, err := store.Value[int](c.Store.Read(t.Context()).Table("import_files").Select("count(*)"))
			must(t, err)
			if files == 0 {
				break
			}
			if time.Now().After(end) {
				t.Fatal("the file was never forgotten")
			}
		}
	})
}
