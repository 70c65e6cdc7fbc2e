package organisations_test

import (
	"net/http"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// headPost is the post of the head of the tax section, with its version.
func headPost(t *testing.T, c *apptest.City) *apptest.Response {
	t.Helper()
	list := c.As("admin").Get("/posts?personId=" + c.Person("head")).Want(http.StatusOK)
	if list.Int("total") != 1 || list.Str("items.0.roles.0") != "section_head" || list.Str("items.0.organisationName") != "税務課" {
		t.Fatalf("posts of the head: %s", list.Raw)
	}
	return c.As("admin").Get("/posts/" + list.Str("items.0.id")).Want(http.StatusOK)
}

// draftOf is what may be written of a post, as it is.
func draftOf(post *apptest.Response) body {
	return body{
		"code": post.Str("code"), "title": post.Str("title"), "titleEn": post.Str("titleEn"), "organisationId": post.Str("organisationId"),
		"authority": post.Str("authority"), "roles": post.Get("roles"), "holders": post.Get("holders"),
	}
}

// 人事異動: from 1 April somebody else holds the post, decided in March.
func TestATransferTakesEffectOnItsDay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		c.Clock.Set(time.Date(2027, 3, 31, 3, 0, 0, 0, time.UTC))
		admin, post := c.SignIn("admin"), headPost(t, c)
		edit := draftOf(post)
		edit["holders"] = []body{
			{"personId": c.Person("otherhead"), "from": "2027-04-01"},
			{"personId": c.Person("head"), "from": "2015-04-01", "to": "2027-03-31"},
		}
		path := "/posts/" + post.Str("id")
		moved := admin.Put(path, edit, apptest.IfMatch(post.ETag)).Want(http.StatusOK)
		if moved.Len("people") != 2 || moved.Str("holders.0.personId") != c.Person("head") {
			t.Errorf("after: %s", moved.Raw)
		}
		if h := admin.Get(path + "/history").Want(http.StatusOK); h.Str("items.0.action") != "appoint" || h.Str("items.0.changes.0.field") != "holders" ||
			h.Str("labels."+c.Person("otherhead")+".name") == "" {
			t.Errorf("history: %s", h.Raw)
		}

		system := func(code string) body {
			return body{"code": code, "name": "税", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation"}
		}
		// The last hour of March: the old one acts, the new one does not.
		c.Clock.Set(time.Date(2027, 3, 31, 14, 30, 0, 0, time.UTC))
		old, next := c.SignIn("head"), c.SignIn("otherhead")
		old.Post("/systems", system("S-1")).Want(http.StatusCreated)
		next.Post("/systems", system("S-2")).WantCode("forbidden")
		// The first hour of April, with the same sessions.
		c.Clock.Advance(time.Hour)
		old.Post("/systems", system("S-3")).WantCode("forbidden")
		next.Post("/systems", system("S-4")).Want(http.StatusCreated)
		if me := next.Get("/me").Want(http.StatusOK); me.Len("posts") != 2 {
			t.Errorf("posts of the new head: %s", me.Raw)
		}
		if me := old.Get("/me").Want(http.StatusOK); me.Len("posts") != 0 || me.Str("person.name") != "税務課長" {
			t.Errorf("the old head: %s", me.Raw)
		}

		// Past and present stand in the record of both.
		was := c.SignIn("viewer").Get("/people/" + c.Person("head")).Want(http.StatusOK)
		if was.Len("posts") != 1 || was.Str("posts.0.when") != "past" || was.Str("posts.0.roles.0") != "section_head" {
			t.Errorf("the old head's posts: %s", was.Raw)
		}
		if l := next.Get("/posts?on=2027-03-31&organisationId=" + c.Org("finance") + "&role=section_head").Want(http.StatusOK); l.Str("items.0.holders.0.personId") != c.Person("head") {
			t.Errorf("the list of March: %s", l.Raw)
		}
		if l := next.Get("/people?organisationId=" + c.Org("finance") + "&role=section_head").Want(http.StatusOK); l.Int("total") != 1 || l.Str("items.0.id") != c.Person("otherhead") {
			t.Errorf("the heads of April: %s", l.Raw)
		}
	})
}

func TestGuardsOfPosts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin, post := c.As("admin"), headPost(t, c)
		path, head := "/posts/"+post.Str("id"), c.Person("head")
		put := func(etag string, change body) *apptest.Response {
			edit := draftOf(post)
			for k, v := range change {
				edit[k] = v
			}
			return admin.Put(path, edit, apptest.IfMatch(etag))
		}
		for _, x := range []struct {
			change   body
			at, rule string
		}{
			{body{"roles": []body{{"role": "boss", "from": "2015-04-01"}}}, "roles[0].role", "oneof"},
			{body{"roles": []body{{"role": "viewer", "from": "2015-04-01"}, {"role": "viewer", "from": "2016-04-01"}}}, "roles[1].from", "overlap"},
			{body{"roles": []body{{"role": "viewer", "from": "2015-04-01", "to": "2014-04-01"}}}, "roles[0].to", "date_order"},
			{body{"holders": []body{{"personId": head, "from": "2015-04-01"}, {"personId": "nobody", "from": "2010-04-01"}}}, "holders[1].personId", "not_found"},
			{body{"holders": []body{{"personId": head}}}, "holders[0].from", "required"},
			{body{"holders": []body{{"personId": head, "from": "2015-02-30"}}}, "holders[0].from", "type"},
			{body{"authority": "mayor"}, "authority", "oneof"},
			{body{"authority": "cio"}, "reason", "reason_required"},
			{body{"organisationId": "nowhere", "reason": "x"}, "organisationId", "not_found"},
		} {
			res := put(post.ETag, x.change).WantCode("invalid")
			if res.Rule(x.at) != x.rule && x.rule != "type" {
				t.Errorf("%v: %s, want %s %s", x.change, res.Raw, x.at, x.rule)
			}
		}
		// A section that ends before the holder does is no place for the post.
		ends := section("ENDS", c.Org("civic"))
		ends["validTo"] = "2027-03-31"
		moved := put(post.ETag, body{"reason": "移管", "organisationId": admin.Post("/organisations", ends).Want(http.StatusCreated).Str("id")}).WantCode("invalid")
		if moved.Rule("holders[0].to") != "within_parent" {
			t.Errorf("moved: %s", moved.Raw)
		}
		// The same again writes nothing.
		if same := put(post.ETag, nil).Want(http.StatusOK); same.ETag != post.ETag {
			t.Errorf("no change made version %s", same.ETag)
		}
		changed := put(post.ETag, body{"roles": []body{{"role": "viewer", "from": "2015-04-01"}}, "reason": "職務の見直し"}).Want(http.StatusOK)
		put(post.ETag, body{"title": "x"}).WantCode("stale")
		if h := c.As("auditor").Get(path + "/history").Want(http.StatusOK); h.Str("items.0.action") != "change_roles" || h.Str("items.0.reason") != "職務の見直し" {
			t.Errorf("a change of roles in the ledger: %s", h.Raw)
		}
		// It took effect at once, in a session that was open before.
		if me := c.As("head").Get("/me").Want(http.StatusOK); me.Str("roles.0") != "viewer" {
			t.Errorf("the head after the change: %s", me.Raw)
		}

		// Someone inactive takes no post, but stays in one that is over.
		gone := admin.Post("/people", body{"code": "G", "name": "退職者", "active": false}).Want(http.StatusCreated).Str("id")
		holders := func(to string) []body {
			return []body{{"personId": head, "from": "2015-04-01"}, {"personId": gone, "from": "2010-04-01", "to": to}}
		}
		if r := put(changed.ETag, body{"roles": changed.Get("roles"), "holders": holders("2030-03-31")}).WantCode("invalid"); r.Rule("holders[1].personId") != "inactive" {
			t.Errorf("an inactive holder: %s", r.Raw)
		}
		put(changed.ETag, body{"roles": changed.Get("roles"), "holders": holders("2015-03-31")}).Want(http.StatusOK)
	})
}

func TestNobodyChangesTheirOwnRoles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		own := admin.Get("/posts?personId=" + c.Person("admin")).Want(http.StatusOK).Str("items.0.id")
		post := admin.Get("/posts/" + own).Want(http.StatusOK)
		if !post.Bool("can.update.allowed") || post.Bool("can.change_roles.allowed") || post.Str("can.change_roles.missed.0") != "not_self" {
			t.Errorf("can: %s", post.Raw)
		}
		edit := draftOf(post)
		edit["title"] = "システム管理者（本庁）"
		post = admin.Put("/posts/"+own, edit, apptest.IfMatch(post.ETag)).Want(http.StatusOK)

		edit["reason"] = "x"
		edit["roles"] = []body{{"role": "admin", "from": "2015-04-01"}, {"role": "executive", "from": "2026-04-01"}}
		if r := admin.Put("/posts/"+own, edit, apptest.IfMatch(post.ETag)).WantCode("forbidden"); r.Str("params.missed.0") != "not_self" {
			t.Errorf("more roles for oneself: %s", r.Raw)
		}
		admin.Post("/posts", body{
			"code": "MINE", "title": "x", "organisationId": c.Org("ict"), "holders": []body{{"personId": c.Person("admin"), "from": "2026-04-01"}},
		}).WantCode("forbidden")
		other := headPost(t, c)
		mine := draftOf(other)
		mine["holders"] = []body{{"personId": c.Person("admin"), "from": "2026-04-01"}}
		admin.Put("/posts/"+other.Str("id"), mine, apptest.IfMatch(other.ETag)).WantCode("forbidden")
		for _, act := range []string{"/reset", "/disable"} {
			admin.Post("/people/"+c.Person("admin")+"/account"+act, nil).WantCode("forbidden")
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		admin := c.As("admin")
		self := admin.Get("/people/" + c.Person("admin")).Want(http.StatusOK)
		leave := body{"code": self.Str("code"), "name": self.Str("name"), "active": false}
		last := func(r *apptest.Response) {
			t.Helper()
			if r.WantCode("conflict"); r.Str("params.reason") != "last_admin" {
				t.Errorf("the last administrator: %s", r.Raw)
			}
		}
		last(admin.Put("/people/"+self.Str("id"), leave, apptest.IfMatch(self.ETag)))

		// A second one, appointed from July.
		head := headPost(t, c)
		edit := draftOf(head)
		edit["reason"], edit["roles"] = "増員", []body{{"role": "admin", "from": "2026-07-01"}}
		admin.Put("/posts/"+head.Str("id"), edit, apptest.IfMatch(head.ETag)).Want(http.StatusOK)
		last(admin.Put("/people/"+self.Str("id"), leave, apptest.IfMatch(self.ETag)))

		c.Clock.Advance(30 * 24 * time.Hour)
		second := c.SignIn("head")
		// Nobody may end the first one's post without a successor on every day.
		own := second.Get("/posts?personId=" + c.Person("admin")).Want(http.StatusOK).Str("items.0.id")
		post := second.Get("/posts/" + own).Want(http.StatusOK)
		end := draftOf(post)
		end["holders"] = []body{}
		second.Put("/posts/"+own, end, apptest.IfMatch(post.ETag)).Want(http.StatusOK)
		last(second.Put("/people/"+c.Person("head"), body{"code": "S-head", "name": "税務課長", "active": false}, apptest.IfMatch(`"1"`)))

	})
}
