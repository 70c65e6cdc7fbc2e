// Package demo builds the demo city: a fictional city of bureaus and 24 wards
// with 300 systems and 60 projects. What happened in it is run again as it would
// have happened: each step by the person whose step it is, through the domains'
// own use cases, with the store's clock set to its moment. So every rule has been
// kept, and the ledger is a real one.
package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/check"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// city is the demo city while it is being built. Ids are kept by the keys that
// the scripts use.
type city struct {
	app   *app.App
	ctx   context.Context
	now   time.Time
	today fiscal.Date
	clock time.Time

	orgs   map[string]string // organisation
	people map[string]string // key of an office → person
	heads  map[string]string // section or ward → person who heads it
	pms    map[string]string // section or ward → person who manages its systems
	serial int

	directory authz.Directory
	acting    map[string]context.Context // person → context in which that person acts

	systems   map[string]*machine // by name
	calendars map[string]string   // service calendar
	machines  []*machine
	projects  []*project
	events    []event
	counts    Counts
}

// Counts says how much a city holds.
type Counts struct {
	Organisations, People, Systems, Projects, Reports, Applications, Events int
}

// event is something that happened on a day of the city's past.
type event struct {
	at   time.Time
	what string
	run  func() error
}

// jst is the zone of the city's office hours.
var jst = time.FixedZone("JST", 9*60*60)

// on plans an event at a time of the day, given in minutes since midnight.
func (c *city) on(day fiscal.Date, minute int, what string, run func() error) {
	at := time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, jst)
	c.events = append(c.events, event{at, what, run})
}

// play runs all events in the order of their time. Ids are made as it goes, so
// they rise with the times.
func (c *city) play(progress func(done, total int)) error {
	slices.SortStableFunc(c.events, func(a, b event) int { return a.at.Compare(b.at) })
	for i := 0; i < len(c.events); i++ {
		e := c.events[i]
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if e.at.After(c.clock) {
			c.clock = e.at
		}
		if c.clock.After(c.now) {
			return fmt.Errorf("demo: %s lies in the future", e.what)
		}
		if err := e.run(); err != nil {
			return fmt.Errorf("demo: %s %s: %w", c.clock.In(jst).Format(time.DateTime), e.what, err)
		}
		progress(i+1, len(c.events))
	}
	return nil
}

// tick lets some seconds pass between two acts of one event.
func (c *city) tick() { c.clock = c.clock.Add(7 * time.Second) }

// as is the context in which a person acts.
func (c *city) as(person string) context.Context {
	c.tick()
	if ctx := c.acting[person]; ctx != nil {
		return ctx
	}
	who, ok := c.directory.Subject(person)
	if !ok {
		panic("demo: nobody is called " + person) // a mistake in a script
	}
	a := audit.Actor{PersonID: who.PersonID, Name: who.Name, NameEn: who.NameEn, Policy: c.app.Policy.SHA256}
	if len(who.Held) > 0 {
		h := who.Held[0]
		a.PostID, a.PostTitle, a.PostTitleEn = h.PostID, h.PostTitle, h.PostTitleEn
		a.OrganisationID, a.OrganisationName, a.OrganisationNameEn = h.OrganisationID, h.OrganisationName, h.OrganisationNameEn
	}
	ctx := authz.With(audit.With(c.ctx, a), authz.NewSession(who, c.directory, c.app.Policy))
	c.acting[person] = ctx
	return ctx
}

// when is a day of a script: "2018-05-24", or days from today as "-120" or "+40".
type when string

// day finds the day of a script. A past day moves back to a working day, one to
// come moves on to the next.
func (c *city) day(w when) fiscal.Date {
	if w == "" {
		return fiscal.Date{}
	}
	if w[0] != '-' && w[0] != '+' {
		return workday(fiscal.MustDate(string(w)), -1)
	}
	n, err := strconv.Atoi(string(w))
	if err != nil {
		panic("demo: " + string(w) + " is no day") // a mistake in a script
	}
	return c.near(c.today.AddDays(n))
}

// near is the working day that a day stands for: before it when it is past.
func (c *city) near(d fiscal.Date) fiscal.Date {
	if d.Before(c.today) {
		return workday(d, -1)
	}
	return workday(d, 1)
}

// holidays are those that fall on the same day every year.
var holidays = []string{
	"01-01", "01-02", "01-03", "02-11", "02-23", "04-29", "05-03", "05-04", "05-05", "08-11", "11-03", "11-23", "12-29", "12-30", "12-31",
}

func workday(d fiscal.Date, step int) fiscal.Date {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || slices.Contains(holidays, d.String()[5:]) {
		d = d.AddDays(step)
	}
	return d
}

// valid holds a draft to the rules of its endpoint, which a use case takes for
// granted.
func valid[T any](draft *T) error {
	if bad := check.Struct(draft); len(bad) > 0 {
		return fmt.Errorf("%T: %w", draft, fault.BadFields(bad))
	}
	return nil
}

// million is an amount of a script in yen.
func million(n int64) int64 { return n * 1_000_000 }

// split reads a list of a script.
func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// earliest is the earlier of two days; an unknown day does not count.
func earliest(a, b fiscal.Date) fiscal.Date {
	if a.IsZero() || b.Before(a) {
		return cmp.Or(b, a)
	}
	return a
}
