package demo

import (
	"context"
	"errors"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ErrInhabited says that the database already holds organisations: the demo city
// is founded in an empty one only.
var ErrInhabited = errors.New("demo: the database already holds organisations")

// SignIn is an account of the demo city.
type SignIn struct {
	Login, Role, Post, PostEn, Organisation string
}

// SignIns are the accounts of the demo city, named by role, in the order in which
// they are shown.
func SignIns() []SignIn {
	var out []SignIn
	for _, o := range offices {
		if o.login == "" {
			continue
		}
		place, _ := placeOf(o.org)
		out = append(out, SignIn{o.login, o.roles, o.title, o.titleEn, place.name})
	}
	return out
}

// Inhabited tells whether a database holds a city already.
func Inhabited(ctx context.Context, s *store.Store) (bool, error) {
	n, err := store.Value[int](s.Read(ctx).Table("organisations").Select("count(*)"))
	return n > 0, err
}

// Load founds the demo city in an empty database and lets it live until now. All
// accounts get the password. What it makes depends on the day of now (in Japan)
// alone, but for ids. progress, which may be nil, hears of the events played.
// While it runs the store has a clock of its own and does not wait for the disk:
// nothing else may use it.
func Load(ctx context.Context, a *app.App, password string, now time.Time, progress func(done, total int)) (Counts, error) {
	inhabited, err := Inhabited(ctx, a.Store)
	if err == nil && inhabited {
		err = ErrInhabited
	}
	if err != nil {
		return Counts{}, err
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	c := &city{
		app: a, ctx: ctx, now: now, today: fiscal.Today(now), clock: now,
		orgs: map[string]string{}, people: map[string]string{}, heads: map[string]string{}, pms: map[string]string{},
		acting: map[string]context.Context{}, systems: map[string]*machine{},
	}
	defer a.Store.SetClock(time.Now)
	a.Store.SetClock(func() time.Time { return c.clock })
	err = a.Store.Bulk(ctx, func() error { return c.load(password, progress) })
	return c.counts, err
}

func (c *city) load(password string, progress func(done, total int)) error {
	c.clock = founded.Start().Add(9 * time.Hour)
	err := c.app.Store.Write(audit.With(c.ctx, audit.System), func(tx *store.Tx) error { return c.buildOrganisations(tx, password) })
	if err != nil {
		return err
	}
	c.clock = c.now // who holds which post is asked as of today: nobody has moved
	if c.directory, err = c.app.Directories.Now(c.ctx); err != nil {
		return err
	}
	c.clock = founded.Start().Add(10 * time.Hour)
	c.plan()
	c.counts.Organisations, c.counts.People = len(c.orgs), c.serial
	c.counts.Systems, c.counts.Projects, c.counts.Events = len(c.machines), len(c.projects), len(c.events)
	return c.play(progress)
}

// plan lays out the life of the city: systems, the projects that change them, and
// then every event of both.
func (c *city) plan() {
	c.layOutSystems()
	for i, s := range stories() {
		c.projects = append(c.projects, c.adopt(i, &s))
	}
	c.connect()
	c.scheduleSystems()
	for _, p := range c.projects {
		p.schedule()
	}
}
