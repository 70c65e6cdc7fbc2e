package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/frontend"
)

// Grade of a finding. Only Fail keeps the program from serving as it should.
type Grade string

// The grades.
const (
	OK   Grade = "OK"
	Warn Grade = "WARN"
	Fail Grade = "FAIL"
)

// Finding is what the doctor saw at one place. Do says what to do about it and
// is empty when all is well.
type Finding struct {
	Check string `json:"check"`
	Grade Grade  `json:"grade"`
	Found string `json:"found"`
	Do    string `json:"do,omitempty"`
}

type doctor struct {
	cfg  config.Config
	list []Finding
}

func (d *doctor) say(check string, g Grade, found, do string) {
	if g == OK {
		do = ""
	}
	d.list = append(d.list, Finding{check, g, found, do})
}

// Diagnose looks at everything that the program needs and changes nothing: it
// makes no database and applies no migration.
func Diagnose(ctx context.Context, cfg config.Config, version string) []Finding {
	d := &doctor{cfg: cfg}
	d.settings()
	d.parts(version)
	d.embedded()
	d.folder()
	if s := d.connect(ctx); s != nil {
		defer s.Close()
		d.database(ctx, s)
	}
	return d.list
}

func (d *doctor) settings() {
	switch {
	case d.cfg.PublicURL == "" && !strings.HasPrefix(d.cfg.Addr, "127.0.0.1:") && !strings.HasPrefix(d.cfg.Addr, "localhost:"):
		d.say("settings", Warn, "listens on "+d.cfg.Addr+" without MIO_PUBLIC_URL", "set MIO_PUBLIC_URL to the https address that browsers use: cookies are then Secure")
	case d.cfg.PublicURL != "" && !d.cfg.Secure():
		d.say("settings", Warn, "MIO_PUBLIC_URL is plain http", "put a proxy with TLS in front and name its https address")
	default:
		d.say("settings", OK, "readable", "")
	}
}

// parts wires the program without a database: policy, gate set and routes must
// fit each other.
func (d *doctor) parts(version string) {
	a, err := New(d.cfg, &store.Store{}, version)
	if err != nil {
		d.say("policy and gates", Fail, err.Error(), "correct the line that is named, or unset MIO_POLICIES to use the built-in rules")
		return
	}
	source := "built in"
	if d.cfg.Policies != "" {
		source = "from " + d.cfg.Policies
	}
	d.say("policy and gates", OK, fmt.Sprintf("%d rules for %d permissions, %s, sha256 %.12s", len(a.Policy.Rules), len(a.Router.Permissions()), source, a.Policy.SHA256), "")
}

func (d *doctor) embedded() {
	if _, err := fs.Stat(frontend.Dist, "index.html"); err != nil {
		d.say("app", Fail, "the program carries no pages", "build it with ./scripts/build, which builds the pages first")
		return
	}
	d.say("app", OK, "embedded", "")
}

// Free space below which writes are in danger, and below which they soon are.
const (
	failFree = 64 << 20
	warnFree = 1 << 30
)

// folder looks at the data folder, where SQLite's file grows.
func (d *doctor) folder() {
	if d.cfg.DatabaseURL != "" && !strings.HasPrefix(d.cfg.DatabaseURL, "sqlite://") {
		return
	}
	dir := filepath.Dir(d.file())
	free, err := freeBytes(existing(dir))
	switch {
	case err != nil:
		d.say("free space", Warn, err.Error(), "look at the folder "+dir)
	case free < failFree:
		d.say("free space", Fail, fmt.Sprintf("%d MiB in %s", free>>20, dir), "make room at once: SQLite cannot write without it")
	case free < warnFree:
		d.say("free space", Warn, fmt.Sprintf("%d MiB in %s", free>>20, dir), "make room, or move MIO_DATA")
	default:
		d.say("free space", OK, fmt.Sprintf("%.1f GiB in %s", float64(free)/(1<<30), dir), "")
	}
}

// existing is the nearest folder upwards that exists.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func (d *doctor) file() string { return strings.TrimPrefix(d.cfg.URL(), "sqlite://") }

// connect opens the database, but makes none: a missing file is a finding.
func (d *doctor) connect(ctx context.Context) *store.Store {
	const check = "database"
	if strings.HasPrefix(d.cfg.URL(), "sqlite://") {
		if _, err := os.Stat(d.file()); err != nil {
			d.say(check, Warn, "no file "+d.file(), "mio serve makes it; if it should be there, correct MIO_DATA")
			return nil
		}
	}
	s, err := store.Open(ctx, d.cfg.URL())
	if err != nil {
		d.say(check, Fail, err.Error(), "is the server up, and are address, user and password in MIO_DATABASE_URL right?")
		return nil
	}
	info, err := s.Describe(ctx)
	switch {
	case err != nil:
		d.say(check, Fail, err.Error(), "look at the database's log")
	case s.Dialect == store.Postgres && info.Major < store.MinPostgres:
		d.say(check, Fail, info.Version, fmt.Sprintf("PostgreSQL %d or newer is needed", store.MinPostgres))
	case s.Dialect == store.Postgres && info.Encoding != "UTF8":
		d.say(check, Fail, info.Version+", encoding "+info.Encoding, "make the database anew with ENCODING 'UTF8'")
	default:
		d.say(check, OK, info.Version, "")
	}
	if err != nil {
		_ = s.Close()
		return nil
	}
	if len(info.Settings) > 0 {
		d.say("safety settings", OK, strings.Join(info.Settings, ", "), "")
	}
	d.clock(info, s.Now())
	return s
}

// clockDrift is how far the clocks of program and database may stand apart.
const clockDrift = 5 * time.Second

func (d *doctor) clock(info store.Info, now time.Time) {
	apart := time.Duration(0)
	if !info.Now.IsZero() {
		apart = now.Sub(info.Now).Abs()
	}
	local := now.In(fiscal.JST()).Format("2006-01-02 15:04:05 JST")
	switch {
	case apart > clockDrift:
		d.say("clock", Warn, fmt.Sprintf("%s, %s apart from the database's", local, apart.Round(time.Second)), "synchronise both machines (chrony, NTP)")
	case now.Before(info.LastWrite.Add(-clockDrift)):
		d.say("clock", Fail, fmt.Sprintf("%s, earlier than the last entry of the ledger (%s)", local, info.LastWrite.In(fiscal.JST()).Format("2006-01-02 15:04:05")), "set the machine's clock")
	default:
		d.say("clock", OK, local, "")
	}
}

func (d *doctor) database(ctx context.Context, s *store.Store) {
	current, newest, err := s.Versions(ctx)
	switch {
	case err != nil:
		d.say("migrations", Fail, err.Error(), "look at the database's log")
		return
	case current > newest:
		d.say("migrations", Fail, fmt.Sprintf("version %d, newer than this program's %d", current, newest), "run the program that migrated it, or a newer one")
		return
	case current < newest:
		g, do := Fail, "run mio migrate"
		if s.Dialect == store.SQLite {
			g, do = Warn, "mio serve applies them at its next start; take a backup first"
		}
		d.say("migrations", g, fmt.Sprintf("version %d of %d", current, newest), do)
		return
	}
	d.say("migrations", OK, fmt.Sprintf("version %d", current), "")
	d.administrator(ctx, s)
	d.waiting(ctx, s)
	d.availability(ctx, s)
	d.maturity(ctx, s)
	d.procedures(ctx, s)
	d.datasets(ctx, s)
	d.search(ctx, s)
	d.rationalisation(ctx, s)
}

func (d *doctor) administrator(ctx context.Context, s *store.Store) {
	users, err := Users(ctx, s)
	able, demo := 0, 0
	for _, u := range users {
		if u.Disabled || !u.Active {
			continue
		}
		if u.Demo {
			demo++
		}
		if slices.Contains(u.Roles, "admin") {
			able++
		}
	}
	switch {
	case err != nil:
		d.say("administrator", Fail, err.Error(), "look at the database's log")
	case able == 0:
		d.say("administrator", Warn, fmt.Sprintf("none of %d accounts", len(users)), "mio user create --login … --name … --role admin")
	case demo > 0:
		d.say("administrator", Warn, fmt.Sprintf("%d; %d accounts belong to the demo city", able, demo), "use a database of its own for real work")
	default:
		d.say("administrator", OK, fmt.Sprintf("%d of %d accounts", able, len(users)), "")
	}
}

// stuckAfter is how long work may wait for a worker before somebody should look.
const stuckAfter = 15 * time.Minute

func (d *doctor) waiting(ctx context.Context, s *store.Store) {
	late := store.At(s.Now().Add(-stuckAfter))
	stuck, err := store.Value[int](s.Read(ctx).Table("jobs").Select("count(*)").
		Where("done_at IS NULL AND run_at < ? AND (leased_until IS NULL OR leased_until < ?)", late, late))
	dead, err2 := store.Value[int](s.Read(ctx).Table("jobs").Select("count(*)").Where("done_at IS NOT NULL AND last_error <> ''"))
	imports, err3 := d.imports(ctx, s, late)
	for _, e := range []error{err, err2, err3} {
		if e != nil {
			d.say("work behind", Fail, e.Error(), "look at the database's log")
			return
		}
	}
	found := fmt.Sprintf("%d jobs waiting too long, %d failed for good, %d imports unfinished", stuck, dead, imports)
	if stuck > 0 || imports > 0 {
		d.say("work behind", Warn, found, "is a server running? It takes them up by itself; cancel imports that nobody needs")
		return
	}
	d.say("work behind", OK, found, "")
}

// imports counts those that a server left half-way.
func (d *doctor) imports(ctx context.Context, s *store.Store, late store.Time) (int, error) {
	return store.Value[int](s.Read(ctx).Table("imports").Select("count(*)").
		Where("state IN ? AND updated_at < ?", []string{"checking", "committing"}, late))
}
