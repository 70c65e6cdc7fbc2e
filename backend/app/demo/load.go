package demo

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ErrInhabited says that the database already holds organisations: the demo city
// is founded in an empty one only.
var ErrInhabited = errors.New("demo: the database already holds organisations")

// ErrUnfinished says that the founding of the demo city was interrupted: there is
// no going on from there.
var ErrUnfinished = errors.New("demo: the demo city in this database was never finished; start again with an empty one")

// founding is the name of the stamp that stands while the city is founded.
const founding = "demo founding"

// SignIn is an account of the demo city, with its role and post in words.
type SignIn struct {
	Login, Role, RoleEn, Post, PostEn string
}

// roleWords are the roles as people call them.
var roleWords = map[string][2]string{
	authz.Admin:          {"管理者", "administrator"},
	authz.ICTOffice:      {"ICT戦略室", "ICT office"},
	authz.ProjectManager: {"プロジェクト管理者", "project manager"},
	authz.SectionHead:    {"所属長", "section head"},
	authz.Reviewer:       {"審査会委員", "reviewer"},
	authz.Executive:      {"判定者", "executive"},
	authz.Auditor:        {"監査", "auditor"},
	authz.Viewer:         {"閲覧者", "viewer"},
}

// SignIns are the accounts of the demo city, named by role, in the order in which
// they are shown.
func SignIns() []SignIn {
	var out []SignIn
	for _, o := range offices {
		if o.login != "" {
			role := roleWords[o.roles]
			out = append(out, SignIn{o.login, role[0], role[1], o.title, o.titleEn})
		}
	}
	return out
}

// Inhabited tells whether a database holds a city already. One that holds half a
// demo city is an error.
func Inhabited(ctx context.Context, s *store.Store) (bool, error) {
	half, err := store.Value[int](s.Read(ctx).Table("stamps").Where("name = ?", founding).Select("count(*)"))
	if err != nil {
		return false, err
	}
	if half > 0 {
		return true, ErrUnfinished
	}
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
	if err := c.play(progress); err != nil {
		return err
	}
	if err := c.reckonAvailability(); err != nil {
		return err
	}
	if err := c.judge(); err != nil {
		return err
	}
	return c.app.Store.Internal(c.ctx, func(db *gorm.DB) error {
		return db.Exec("DELETE FROM stamps WHERE name = ?", founding).Error
	})
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
	c.layOutFindings()
	c.scheduleAvailability()
	c.scheduleBudgets()
	for _, p := range c.projects {
		p.schedule()
	}
	c.schedulePlans()
	c.scheduleProcedures()
	c.scheduleDatasets()
	c.schedulePilots()
	c.scheduleSkills()
	c.scheduleRationalisation()
	c.scheduleMaturity()
	c.scheduleMeetings()
	c.scheduleHealth()
	c.scheduleRiskReviews()
	c.scheduleDisasters()
}
