package search_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/search"
)

func system(c *apptest.City, code, name string, change ...string) *apptest.Response {
	body := map[string]any{"code": code, "name": name, "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "operation"}
	for i := 0; i < len(change); i += 2 {
		body[change[i]] = change[i+1]
	}
	return c.As("ict").Post("/systems", body).Want(201)
}

func find(cl *apptest.Client, q string, more ...string) *apptest.Response {
	path := "/search?q=" + url.QueryEscape(q)
	for _, m := range more {
		path += "&" + m
	}
	return cl.Get(path).Want(200)
}

// codes of the hits, in order; those that are only near have a ~ in front.
func codes(r *apptest.Response) (out []string) {
	for i := range r.Len("items") {
		at := fmt.Sprintf("items.%d.", i)
		mark := ""
		if r.Bool(at + "near") {
			mark = "~"
		}
		out = append(out, mark+r.Str(at+"code"))
	}
	return out
}

func TestTheBestComesFirst(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		system(c, "TAX", "収納管理システム")
		system(c, "TAX-2", "帳票サーバー", "nameEn", "Print server")
		system(c, "A-1", "Tax portal")
		system(c, "A-2", "窓口 taxi 予約", "kana", "まどぐち")
		system(c, "A-3", "オートタックス", "nameEn", "autotax")
		system(c, "B-1", "住民記録システム", "kana", "じゅうみんきろくしすてむ", "nameEn", "Resident records")
		system(c, "B-2", "髙橋文庫目録")
		ict := c.As("ict")
		for _, x := range []struct{ q, want string }{
			{"tax", "TAX TAX-2 A-1 A-2 A-3"}, // the very code, a code that begins so, a name that begins so, a word, a part
			{"ＴＡＸ", "TAX TAX-2 A-1 A-2 A-3"},
			{"TAX−2", "TAX-2"}, // another dash
			{"サーバ", "TAX-2"},
			{"ｻｰﾊﾞｰ", "TAX-2"},
			{"サ−バー", "TAX-2"},
			{"ジュウミン", "B-1"},
			{"住", "B-1"},
			{"記録 住民", "B-1"},
			{"高橋", "B-2"},
			{"tax-2", "TAX-2"},           // not its neighbours, while it is there itself
			{"住民起録システム", "~B-1"},         // one letter is another
			{"Resident recrods", "~B-1"}, // two letters have changed places
			{"住民%", ""},
			{"_", ""},
			{`"`, ""},
		} {
			if got := strings.Join(codes(find(ict, x.q, "type=systems")), " "); got != x.want {
				t.Errorf("%s finds %q, want %q", x.q, got, x.want)
			}
		}
		ict.Get("/search").WantCode("invalid")
		ict.Get("/search?q=" + url.QueryEscape(" 　")).WantCode("invalid")
		ict.Get("/search?q=" + strings.Repeat("a", 101)).WantCode("invalid")
		ict.Get("/search?q=a&limit=51").WantCode("invalid")
		if r := find(ict, "tax", "type=systems", "limit=2"); r.Len("items") != 2 || !r.Bool("more") {
			t.Errorf("a short answer: %s", r.Raw)
		}
		if r := find(ict, "tax", "type=systems", "limit=5"); r.Bool("more") {
			t.Errorf("there are no more than five: %s", r.Raw)
		}
	})
}

func TestAnEntryFollowsItsRecord(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict := c.As("ict")
		made := system(c, "SYS-1", "税務事務システム")
		hit := find(ict, "税務事務", "type=systems")
		if hit.Str("items.0.id") != made.Str("id") || hit.Str("items.0.state") != "operation" || hit.Str("items.0.sectionName") != "税務課" || hit.Str("items.0.noun") != "systems" {
			t.Fatalf("a new system: %s", hit.Raw)
		}
		body := map[string]any{"code": "SYS-1", "name": "収納システム", "ownerId": c.Org("registry"), "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "retired", "reason": "更改"}
		path := "/systems/" + made.Str("id")
		put := ict.Put(path, body, apptest.IfMatch(made.ETag)).Want(200)
		if n := find(ict, "税務事務", "type=systems").Len("items"); n != 0 {
			t.Errorf("%d systems by a name that is gone", n)
		}
		if hit = find(ict, "収納", "type=systems"); hit.Str("items.0.sectionName") != "戸籍課" || hit.Str("items.0.state") != "retired" {
			t.Errorf("a changed system: %s", hit.Raw)
		}
		ict.Delete(path+"?reason="+url.QueryEscape("誤り"), apptest.IfMatch(put.ETag)).Want(204)
		if n := find(ict, "収納", "type=systems").Len("items"); n != 0 {
			t.Errorf("a system that is gone is found: %d", n)
		}
		ict.Post("/meetings", map[string]any{"heldOn": "2026-06-04"}).Want(201)
		if m := find(ict, "第1回"); m.Str("items.0.name") != "第1回ICT戦略本部会議" || m.Str("items.0.nameEn") != "ICT Strategy Headquarters, meeting 1" || m.Str("items.0.code") != "" {
			t.Errorf("a meeting: %s", m.Raw)
		}
	})
}

// lists are kinds with records in the test city, and words that stand in all of them.
var lists = []struct{ noun, path, q string }{
	{"systems", "/systems", "共通語"},
	{"projects", "/projects", "共通語"},
	{"findings", "/findings", "共通語"},
	{"meetings", "/meetings", "回ICT戦略"},
	{"organisations", "/organisations", "o-"},
	{"posts", "/posts", "p-"},
	{"people", "/people", "s-"},
}

func populate(c *apptest.City) {
	today := c.Clock.Today().String()
	for _, who := range []struct{ section, pm, head string }{{"tax", "pm", "head"}, {"registry", "otherpm", "otherhead"}} {
		system(c, "SYS-"+who.section, "共通語の台帳", "ownerId", c.Org(who.section))
		c.As(who.pm).Post("/projects", map[string]any{
			"code": "PRJ-" + who.section, "name": "共通語の更改", "purpose": "更改", "applicantId": c.Org(who.section), "managerId": c.Person(who.pm),
			"headId": c.Person(who.head), "buildCost": 1_000_000, "runCost": 0, "riskLevel": "low", "startOn": today, "finishOn": "2027-03-31",
		}).Want(201)
		for _, state := range []string{"draft", "notified"} {
			f := c.As("auditor").Post("/findings", map[string]any{
				"code": "F-" + who.section + "-" + state, "title": "共通語の不備", "kind": "finding", "source": "ict_audit", "auditName": "監査", "sectionId": c.Org(who.section),
				"theme": "access", "criteria": "基準", "condition": "状態", "cause": "原因", "effect": "影響", "recommendation": "改善", "impact": 2, "likelihood": 5,
			}).Want(201)
			if state == "notified" {
				c.As("auditor").Post("/findings/"+f.Str("id")+"/notify", map[string]any{}, apptest.IfMatch(f.ETag)).Want(200)
			}
		}
	}
	c.As("ict").Post("/meetings", map[string]any{"heldOn": today}).Want(201)
}

// What a list shows to a role is found, and nothing else: neither among the hits nor in their counts.
func TestOnlyWhatOnesListsShowIsFound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		populate(c)
		seen := map[string]bool{}
		for _, login := range []string{"ict", "auditor", "executive", "reviewer", "admin", "pm", "head", "viewer", "otherpm"} {
			cl := c.As(login)
			for _, l := range lists {
				list := cl.Get(l.path + "?limit=100&q=" + url.QueryEscape(l.q)).Want(200)
				found := find(cl, l.q, "limit=50", "counts=true", "type="+l.noun)
				want, got := ids(list), ids(found)
				if !slices.Equal(want, got) {
					t.Errorf("%s: the list of %s shows %d, the search finds %d: %v", login, l.noun, len(want), len(got), codes(found))
				}
				counted := 0
				for i := range found.Len("counts") {
					if found.Str(fmt.Sprintf("counts.%d.noun", i)) == l.noun {
						counted = found.Int(fmt.Sprintf("counts.%d.count", i))
					}
				}
				if counted != list.Int("total") {
					t.Errorf("%s: %d %s are counted, the list shows %d", login, counted, l.noun, list.Int("total"))
				}
				seen[fmt.Sprint(l.noun, len(want))] = true
			}
		}
		// Without differences between roles the comparison would say nothing.
		for _, some := range []string{"projects1", "projects2", "findings1", "findings2", "findings4", "meetings0", "meetings1"} {
			if !seen[some] {
				t.Errorf("no role sees %s", some)
			}
		}
		c.Anonymous().Get("/search?q=a").Want(401)
	})
}

func ids(r *apptest.Response) []string {
	out := []string{}
	for i := range r.Len("items") {
		out = append(out, r.Str(fmt.Sprintf("items.%d.id", i)))
	}
	slices.Sort(out)
	return out
}

func TestASearchTakesFewStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		populate(c)
		dir, err := c.App.Directories.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		subject, _ := dir.Subject(c.Person("pm"))
		as := authz.With(t.Context(), authz.NewSession(subject, dir, c.App.Policy))
		for q, most := range map[string]int64{"共通語": 1, "共通誤の更改": 2} {
			ctx, n := store.CountStatements(as)
			if _, err := c.App.Search.Find(ctx, &search.Query{Q: q}); err != nil || n.Load() > most {
				t.Errorf("%s: %d statements, want at most %d (%v)", q, n.Load(), most, err)
			}
		}
	})
}

// leftOut are tables with a column "search" whose rows have no page of their own.
var leftOut = []string{"maturity_targets", "pilot_cases", "search_entries"}

func TestEveryKindWithASearchColumnIsFound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		var tables []store.Table
		err := c.Store.Snapshot(t.Context(), func(db *gorm.DB) (err error) {
			tables, err = c.Store.Schema(db)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range tables {
			if !slices.ContainsFunc(x.Columns, func(k store.TableColumn) bool { return k.Name == "search" }) || slices.Contains(leftOut, x.Name) {
				continue
			}
			if !slices.ContainsFunc(c.App.Search.Sources(), func(s search.Source) bool { return s.Noun == x.Name }) {
				t.Errorf("%s has a search column, but no source in app/found.go", x.Name)
			}
			triggers := "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name LIKE '%\\_found%' ESCAPE '\\'"
			want := 3
			if c.Store.Dialect == store.Postgres {
				triggers, want = "SELECT count(*) FROM pg_trigger WHERE tgrelid = ?::regclass AND tgname LIKE '%\\_found'", 1
			}
			if n, err := store.Value[int](c.Store.Read(t.Context()).Raw(triggers, x.Name)); err != nil || n != want {
				t.Errorf("%s: %d triggers keep its entries, want %d (%v)", x.Name, n, want, err)
			}
		}
	})
}

// SQL folds entries as Go folds questions.
func TestBothFoldAlike(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		from, _ := search.Alike()
		made := system(c, "Ｘ–1", "字"+from)
		for i, r := range []rune(from) {
			q := "字" + string([]rune(from)[:i+1])
			if n := find(c.As("ict"), q, "type=systems").Len("items"); n != 1 {
				t.Errorf("%c is folded differently", r)
			}
		}
		text, err := store.Value[string](c.Store.Read(context.Background()).Table("search_entries").Where("record_id = ?", made.Str("id")).Select("text"))
		if err != nil || strings.ContainsAny(text, from) {
			t.Errorf("the entry keeps what is folded: %s (%v)", text, err)
		}
	})
}
