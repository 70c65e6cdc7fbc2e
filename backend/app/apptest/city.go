// Package apptest runs the whole program on a small city, for tests that speak
// HTTP as each role.
package apptest

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"miotsukushi/backend/app"
	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// Password opens every account of the test city.
const Password = "correct horse battery"

// Clock is the city's time; it stands still until a test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the present of the city.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock to an instant.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) { c.Set(c.Now().Add(d)) }

// Today is the city's day.
func (c *Clock) Today() fiscal.Date { return fiscal.Today(c.Now()) }

// City is a running program with a small organisation and one person per login.
type City struct {
	T      *testing.T
	App    *app.App
	Store  *store.Store
	Server *httptest.Server
	Clock  *Clock
	DB     testkit.DB

	orgs    map[string]string
	people  map[string]string
	clients map[string]*Client
}

// Start is the instant at which every test city begins: a Thursday morning in JST.
var Start = time.Date(2026, time.June, 4, 0, 0, 0, 0, time.UTC)

func init() {
	if os.Getenv("MIO_TEST_LOG") == "" {
		slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	}
}

// Each runs fn on a fresh city per database.
func Each(t *testing.T, fn func(t *testing.T, c *City)) {
	t.Helper()
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		fn(t, New(t, db))
	})
}

// New starts a city on a migrated database.
func New(t *testing.T, db testkit.DB) *City {
	t.Helper()
	return NewWith(t, db, func(*config.Config) {})
}

// NewWith is New with other settings. Without more it has no limits of requests: its clock stands, so that all its day is one minute.
func NewWith(t *testing.T, db testkit.DB, set func(*config.Config)) *City {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	c := &City{
		T: t, Store: s, DB: db, Clock: &Clock{now: Start},
		orgs: map[string]string{}, people: map[string]string{}, clients: map[string]*Client{},
	}
	s.SetClock(c.Clock.Now)
	must(t, s.Write(audit.With(t.Context(), audit.System), c.populate))
	cfg, err := config.Load()
	must(t, err)
	cfg.RatePerson, cfg.RateToken, cfg.RateAddress = 0, 0, 0
	set(&cfg)
	c.App, err = app.New(cfg, s, "test")
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	c.App.Start(ctx)
	t.Cleanup(func() { cancel(); c.App.Wait() })
	c.Server = httptest.NewServer(c.App.Engine)
	t.Cleanup(c.Server.Close)
	return c
}

// nodes of the test city: key, parent, kind, names.
var nodes = []struct{ key, parent, kind, name, nameEn string }{
	{"city", "", "city", "澪標市", "Miotsukushi City"},
	{"ict", "city", "office", "ICT戦略室", "ICT Strategy Office"},
	{"finance", "city", "bureau", "財政局", "Finance Bureau"},
	{"tax", "finance", "section", "税務課", "Tax Section"},
	{"civic", "city", "bureau", "市民局", "Citizens Bureau"},
	{"registry", "civic", "section", "戸籍課", "Registry Section"},
	{"audit", "city", "office", "監査事務局", "Audit Office"},
	{"ward1", "city", "ward", "北町区", "Kitamachi Ward"},
}

// staff of the test city: each login is one person in one post with one role.
var staff = []struct{ login, org, role, authority, title string }{
	{"admin", "ict", "admin", "", "システム管理者"},
	{"ict", "ict", "ict_office", "ict_director", "ICT戦略室長"},
	{"sysmgmt", "ict", "ict_office", "sysmgmt_director", "システムマネジメント担当部長"},
	{"ictstaff", "ict", "ict_office", "", "ICT戦略室 担当"},
	{"pm", "tax", "project_manager", "", "税務システム担当係長"},
	{"head", "tax", "section_head", "", "税務課長"},
	{"reviewer", "audit", "reviewer", "", "審査会委員"},
	{"reviewer2", "civic", "reviewer", "", "審査会委員（市民局）"},
	{"executive", "city", "executive", "cio", "最高情報統括責任者"},
	{"auditor", "audit", "auditor", "", "監査委員"},
	{"viewer", "tax", "viewer", "", "税務課 職員"},
	{"otherpm", "registry", "project_manager", "", "戸籍システム担当係長"},
	{"otherhead", "registry", "section_head", "", "戸籍課長"},
}

// hashed is Password as accounts keep it, but cheaply hashed: a sign-in at the real cost, some hundred times in a run of the tests,
// would take a third of their time. The tests of auth pay it.
var hashed = sync.OnceValue(func() string {
	h, err := argon2id.CreateHash(Password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		panic(err)
	}
	return h
})

func (c *City) populate(tx *store.Tx) error {
	since := fiscal.MustDate("2015-04-01")
	for i, n := range nodes {
		o := &organisations.Organisation{OrganisationDraft: organisations.OrganisationDraft{
			Code: "O-" + n.key, Name: n.name, NameEn: n.nameEn, Kind: n.kind, ParentID: store.Ref(c.orgs[n.parent]),
			ValidFrom: since, SortOrder: int64(i),
		}}
		if err := store.Create(tx, o, store.Why{}); err != nil {
			return err
		}
		c.orgs[n.key] = o.ID
	}
	for _, s := range staff {
		p := &organisations.Person{PersonDraft: organisations.PersonDraft{Code: "S-" + s.login, Name: s.title, NameEn: s.login, Active: true}}
		if err := store.Create(tx, p, store.Why{}); err != nil {
			return err
		}
		c.people[s.login] = p.ID
		post := &organisations.Post{PostDraft: organisations.PostDraft{
			Code: "P-" + s.login, Title: s.title, TitleEn: s.login, OrganisationID: c.orgs[s.org], Authority: s.authority,
			Roles:   []organisations.PostRole{{Role: s.role, From: since}},
			Holders: []organisations.PostHolder{{PersonID: p.ID, From: since}},
		}}
		if err := store.Create(tx, post, store.Why{}); err != nil {
			return err
		}
		if _, err := auth.Open(tx, auth.NewAccount{PersonID: p.ID, Login: s.login, Hash: hashed()}); err != nil {
			return err
		}
	}
	return nil
}

// Logins lists every login of the test city.
func Logins() []string {
	out := make([]string, len(staff))
	for i, s := range staff {
		out[i] = s.login
	}
	return out
}

// Org is the id of an organisation: city ict finance tax civic registry audit ward1.
func (c *City) Org(key string) string {
	if c.orgs[key] == "" {
		c.T.Fatalf("no organisation %q in the test city", key)
	}
	return c.orgs[key]
}

// Person is the id of the person with a login.
func (c *City) Person(login string) string {
	if c.people[login] == "" {
		c.T.Fatalf("no person %q in the test city", login)
	}
	return c.people[login]
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
