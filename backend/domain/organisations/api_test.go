package organisations_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

type body = map[string]any

func section(code, parent string) body {
	return body{"code": code, "name": "課 " + code, "kind": "section", "parentId": parent, "validFrom": "2026-04-01"}
}

func TestOnlyAdministratorsWrite(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		org := admin.Post("/organisations", section("X-1", c.Org("finance"))).Want(http.StatusCreated)
		if org.ETag != `"1"` || org.Str("path.0.name") != "澪標市" || org.Str("path.2.code") != "X-1" || !org.Bool("can.update.allowed") {
			t.Errorf("created: %s %s", org.ETag, org.Raw)
		}
		person := admin.Post("/people", body{"code": "N-1", "name": "職員一", "active": true}).Want(http.StatusCreated)
		post := admin.Post("/posts", body{
			"code": "N-P", "title": "担当", "organisationId": org.Str("id"), "roles": []body{{"role": "viewer", "from": "2026-04-01"}},
			"holders": []body{{"personId": person.Str("id"), "from": "2026-04-01"}},
		}).Want(http.StatusCreated)
		for _, login := range apptest.Logins() {
			cl := c.As(login)
			for noun, id := range map[string]string{"organisations": org.Str("id"), "people": person.Str("id"), "posts": post.Str("id")} {
				cl.Get("/" + noun).Want(http.StatusOK)
				cl.Get("/" + noun + "/" + id).Want(http.StatusOK)
				if login == "admin" {
					continue
				}
				for _, refused := range []*apptest.Response{
					cl.Post("/"+noun, body{}),
					cl.Put("/"+noun+"/"+id, body{}, apptest.IfMatch(`"1"`)),
					cl.Delete("/"+noun+"/"+id+"?reason=x", apptest.IfMatch(`"1"`)),
				} {
					refused.WantCode("forbidden")
					if refused.Str("params.roles.0") != authz.Admin || refused.Str("params.posts.0.title") != "システム管理者" || refused.Int("params.rule") == 0 {
						t.Errorf("%s %s: the refusal does not say who could: %s", login, noun, refused.Raw)
					}
				}
			}
			if login != "admin" {
				for _, act := range []string{"", "/reset", "/disable", "/enable"} {
					cl.Post("/people/"+person.Str("id")+"/account"+act, body{"login": "x"}).WantCode("forbidden")
				}
			}
		}
		c.Anonymous().Get("/organisations/tree").WantCode("unauthenticated")

		// What an administrator made goes in the order in which it hangs together.
		admin.Delete("/organisations/"+org.Str("id")+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict")
		admin.Delete("/people/"+person.Str("id")+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict")
		admin.Delete("/posts/"+post.Str("id")+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict")
		vacated := admin.Put("/posts/"+post.Str("id"), body{"code": "N-P", "title": "担当", "organisationId": org.Str("id"), "roles": []body{{"role": "viewer", "from": "2026-04-01"}}},
			apptest.IfMatch(post.ETag)).Want(http.StatusOK)
		admin.Delete("/posts/"+post.Str("id"), apptest.IfMatch(vacated.ETag)).WantCode("invalid") // no reason
		admin.Delete("/posts/"+post.Str("id")+"?reason=x", apptest.IfMatch(vacated.ETag)).Want(http.StatusNoContent)
		admin.Delete("/people/"+person.Str("id")+"?reason=x", apptest.IfMatch(person.ETag)).Want(http.StatusNoContent)
		admin.Delete("/organisations/"+org.Str("id")+"?reason=x", apptest.IfMatch(org.ETag)).Want(http.StatusNoContent)
		if r := admin.Delete("/people/"+c.Person("pm")+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict"); r.Str("params.reason") != "in_use" {
			t.Errorf("deleting somebody with a post: %s", r.Raw)
		}
	})
}

func TestTheTreeIsDated(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		names := func(on string) string {
			res := admin.Get("/organisations/tree?on=" + on).Want(http.StatusOK)
			var out []string
			for i := range res.Len("items") {
				at := "items." + strconv.Itoa(i)
				out = append(out, strings.Repeat(">", res.Int(at+".level"))+res.Str(at+".code"))
			}
			return strings.Join(out, " ")
		}
		if got, want := names(""), ">O-city >>O-ict >>O-finance >>>O-tax >>O-civic >>>O-registry >>O-audit >>O-ward1"; got != want {
			t.Errorf("today: %s", got)
		}
		if got := names("2014-04-01"); got != "" {
			t.Errorf("before the city: %s", got)
		}

		// On 1 April a section ends and another one takes its place.
		old := admin.Post("/organisations", section("OLD", c.Org("ward1"))).Want(http.StatusCreated)
		next := section("NEW", c.Org("ward1"))
		next["validFrom"] = "2027-04-01"
		admin.Post("/organisations", next).Want(http.StatusCreated)
		end := section("OLD", c.Org("ward1"))
		end["validTo"], end["reason"] = "2027-03-31", "組織改正"
		path := "/organisations/" + old.Str("id")
		admin.Put(path, end).WantCode("precondition_required")
		ended := admin.Put(path, end, apptest.IfMatch(old.ETag)).Want(http.StatusOK)
		if stale := admin.Put(path, end, apptest.IfMatch(old.ETag)).WantCode("stale"); stale.Str("current.validTo") != "2027-03-31" {
			t.Errorf("stale without the present state: %s", stale.Raw)
		}
		for on, want := range map[string]string{"2027-03-31": "OLD", "2027-04-01": "NEW"} {
			if got := names(on); !strings.HasSuffix(got, ">>O-ward1 >>>"+want) {
				t.Errorf("on %s: %s", on, got)
			}
			list := admin.Get("/organisations?parentId=" + c.Org("ward1") + "&activeOn=" + on).Want(http.StatusOK)
			if list.Int("total") != 1 || list.Str("items.0.code") != want {
				t.Errorf("list on %s: %s", on, list.Raw)
			}
		}
		all := admin.Get("/organisations?all=true&sort=-code&kind=section&limit=1").Want(http.StatusOK)
		if all.Int("total") != 4 || all.Str("items.0.code") != "OLD" || all.Str("next") == "" {
			t.Errorf("all sections: %s", all.Raw)
		}
		if top := admin.Get("/organisations?parentId=none").Want(http.StatusOK); top.Int("total") != 1 || top.Str("items.0.code") != "O-city" {
			t.Errorf("top: %s", top.Raw)
		}
		if found := admin.Get("/organisations?q=ＴＡＸ").Want(http.StatusOK); found.Str("items.0.code") != "O-tax" || found.Str("items.0.path.1.name") != "財政局" {
			t.Errorf("search: %s", found.Raw)
		}
		admin.Get("/organisations?sort=name").WantCode("invalid")

		// History names the field and the reason; the clock decides what is active.
		past := c.As("viewer").Get(path + "/history").Want(http.StatusOK)
		if past.Str("items.0.reason") != "組織改正" || past.Str("items.0.changes.0.field") != "validTo" {
			t.Errorf("history: %s", past.Raw)
		}
		if !admin.Get(path).Bool("active") || ended.Int("version") != 2 {
			t.Errorf("not active before its end: %s", ended.Raw)
		}
		c.Clock.Set(time.Date(2027, 3, 31, 15, 0, 0, 0, time.UTC)) // midnight in Japan
		if late := c.SignIn("viewer").Get(path); late.Bool("active") {
			t.Errorf("still active after its end: %s", late.Raw)
		}
	})
}

func TestGuardsOfTheTree(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		finance := body{"code": "O-finance", "name": "財政局", "kind": "bureau", "parentId": c.Org("city"), "validFrom": "2015-04-01"}
		with := func(field string, value any) body {
			b := body{}
			for k, v := range finance {
				b[k] = v
			}
			b[field] = value
			return b
		}
		path := "/organisations/" + c.Org("finance")
		for _, x := range []struct {
			field string
			value any
			at    string
			rule  string
		}{
			{"parentId", c.Org("tax"), "parentId", "cycle"},
			{"parentId", c.Org("finance"), "parentId", "cycle"},
			{"parentId", "nowhere", "parentId", "not_found"},
			{"validFrom", "2014-04-01", "validFrom", "within_parent"},
			{"validTo", "2027-03-31", "validTo", "spans_children"},
			{"validTo", "2015-03-31", "validTo", "date_order"},
			{"code", "O-tax", "code", "duplicate"},
			{"kind", "team", "kind", "oneof"},
			{"colour", "red", "colour", "unknown_field"},
		} {
			res := admin.Put(path, with(x.field, x.value), apptest.IfMatch(`"1"`)).WantCode("invalid")
			if res.Rule(x.at) != x.rule {
				t.Errorf("%s = %v: %s, want %s %s", x.field, x.value, res.Raw, x.at, x.rule)
			}
		}
		tax := body{"code": "O-tax", "name": "税務課", "kind": "section", "parentId": c.Org("finance"), "validFrom": "2015-04-01", "validTo": "2027-03-31"}
		res := admin.Put("/organisations/"+c.Org("tax"), tax, apptest.IfMatch(`"1"`)).WantCode("invalid")
		if res.Rule("validTo") != "posts_held" || res.Int("errors.0.params.count") != 3 {
			t.Errorf("ending a section whose posts are held: %s", res.Raw)
		}
		if r := admin.Delete(path+"?reason=x", apptest.IfMatch(`"1"`)).WantCode("conflict"); r.Str("params.reason") != "in_use" {
			t.Errorf("deleting a bureau with a section: %s", r.Raw)
		}

		// The detail shows what hangs on it.
		d := admin.Get("/organisations/" + c.Org("tax")).Want(http.StatusOK)
		if d.Int("systems.count") != 0 || d.Len("posts") != 3 || d.Str("posts.0.holders.0.personId") == "" || d.Len("children") != 0 {
			t.Errorf("detail: %s", d.Raw)
		}
		c.As("head").Post("/systems", body{
			"code": "S-1", "name": "税", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
		}).Want(http.StatusCreated)
		if d := admin.Get(path).Want(http.StatusOK); d.Int("systems.count") != 1 || d.Str("children.0.code") != "O-tax" {
			t.Errorf("the bureau does not count its section's system: %s", d.Raw)
		}
	})
}

// A list costs the same number of statements whatever its length.
func TestStatementsOfLists(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		s := c.App.Organisations
		dir, err := c.App.Directories.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		subject, _ := dir.Subject(c.Person("viewer"))
		ctx := authz.With(t.Context(), authz.NewSession(subject, dir, c.App.Policy))
		for _, x := range []struct {
			name string
			most int64
			run  func(ctx context.Context, l api.List) (int, error)
		}{
			{"organisations", 2, func(ctx context.Context, l api.List) (int, error) {
				page, err := s.List(ctx, &organisations.Filter{List: l})
				return len(page.Items), err
			}},
			{"people", 4, func(ctx context.Context, l api.List) (int, error) {
				page, err := s.ListPeople(ctx, &organisations.PersonFilter{List: l})
				return len(page.Items), err
			}},
			{"posts", 4, func(ctx context.Context, l api.List) (int, error) {
				page, err := s.ListPosts(ctx, &organisations.PostFilter{List: l})
				return len(page.Items), err
			}},
		} {
			for _, limit := range []int{1, 8} {
				ctx, n := store.CountStatements(ctx)
				got, err := x.run(ctx, api.List{Limit: limit})
				if err != nil || got != limit {
					t.Fatalf("%s: %d rows, %v", x.name, got, err)
				}
				if n.Load() != x.most {
					t.Errorf("%s: %d statements for %d rows, want %d", x.name, n.Load(), limit, x.most)
				}
			}
		}
	})
}
