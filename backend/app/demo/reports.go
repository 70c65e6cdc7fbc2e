package demo

import (
	"slices"
	"strconv"
	"strings"

	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Reports come every month; those of years ago are kept by quarter.
const (
	reportDays  = 30
	quarterDays = 91
	recentDays  = 430
)

// scheduleReports plans the status reports backwards from the latest one.
func (p *project) scheduleReports() {
	c := p.city
	last := c.day(p.last)
	if last.IsZero() {
		last = c.near(c.today.AddDays(-4 - p.rng.IntN(22)))
		for _, end := range []when{p.done, p.stop} {
			if end != "" {
				last = workday(c.day(end).AddDays(-6), -1)
			}
		}
	}
	if p.quiet {
		return
	}
	begin := c.day(p.begin).AddDays(50)
	var days []fiscal.Date
	for day := last; !day.Before(begin); {
		days = append(days, day)
		gap := reportDays
		if day.Before(c.today.AddDays(-recentDays)) {
			gap = quarterDays
		}
		day = workday(day.AddDays(-gap), -1)
	}
	for i, day := range days {
		p.on(day, p.minute(17, 0), "reports", func() error { return p.publish(day, i) })
	}
	if len(days) > 0 {
		p.on(days[0], p.minute(16, 50), "looks ahead", p.expect)
	}
}

// publish writes a report and makes it the project's word; back counts the
// reports after it.
func (p *project) publish(day fiscal.Date, back int) error {
	c := p.city
	d := p.status(day, back)
	if err := valid(&d); err != nil {
		return err
	}
	view, err := c.app.Projects.DraftReport(c.as(p.pm()), p.id, d)
	if err != nil {
		return err
	}
	c.counts.Reports++
	if _, err = c.app.Projects.PublishReport(c.as(p.pm()), p.id, view.ID, store.Latest); err != nil {
		return err
	}
	return p.measure(day, letterOf(d.Overall))
}

// letterOf is the letter of a script for a colour.
func letterOf(colour string) byte {
	for letter, c := range colours {
		if c == colour {
			return letter
		}
	}
	return 'u'
}

var colours = map[byte]string{'g': "green", 'a': "amber", 'r': "red", 'u': "unknown"}

// status is what the project declares of itself on a day.
func (p *project) status(day fiscal.Date, back int) projects.StatusDraft {
	letter := byte('g')
	if n := len(p.health) - 1 - back; n >= 0 {
		letter = p.health[n]
	} else if p.rng.IntN(9) == 0 && back > 1 {
		letter = 'a'
	}
	w := p.wording(day, back, letter)
	if back == 0 && p.words.summary != "" {
		w = p.words
	}
	done := p.progress(day)
	d := projects.StatusDraft{
		AsOf: day, Overall: colours[letter], Scope: "green", Schedule: "green", Cost: "green", Quality: "green", Risk: "green",
		Summary: w.summary, Achieved: w.achieved, NextSteps: w.next, Issues: w.issues, Progress: &done,
	}
	if letter == 'g' {
		return d
	}
	sore := split(p.sore)
	if len(sore) == 0 {
		sore = []string{"schedule"}
	}
	for _, dimension := range sore {
		*map[string]*string{
			"scope": &d.Scope, "schedule": &d.Schedule, "cost": &d.Cost, "quality": &d.Quality, "risk": &d.Risk,
		}[dimension] = colours[letter]
	}
	if letter == 'r' && d.Risk == "green" {
		d.Risk = "amber"
	}
	return d
}

// progress is the share of the time that has gone by, as people estimate it.
func (p *project) progress(day fiscal.Date) int64 {
	begin, finish := p.city.day(p.begin), p.city.day(p.finish)
	if p.done != "" {
		finish = p.city.day(p.done)
	}
	share := int64(day.Sub(begin) * 100 / max(finish.Sub(begin), 1))
	if p.live == "" || day.Before(p.city.day(p.live)) {
		share = min(share, 95)
	}
	return max(min(share, 100), 1)
}

// stage tells what a project is busy with on a day, and how far it has come in
// that, from 0 to 1.
func (p *project) stage(day fiscal.Date) (name string, share float64) {
	c := p.city
	gate := func(id string) fiscal.Date {
		if on, passed := p.gates[id]; passed {
			return on
		}
		for _, m := range p.miles {
			if m.gate == id {
				return m.current
			}
		}
		return fiscal.Date{}
	}
	contract, build := c.day(p.exec), gate("G4")
	if contract.IsZero() {
		if contract = gate("G3"); contract.Before(c.today) {
			contract = c.today.AddDays(30) // passed, and something still stands in the way
		}
	}
	if build.Before(contract) || build.IsZero() {
		build = contract
	}
	name, from := "plan", c.day(p.begin)
	for _, next := range []struct {
		name string
		from fiscal.Date
	}{
		{"require", gate("G1")}, {"procure", gate("G2")}, {"design", contract}, {"build", build},
		{"go", gate("G5")}, {"run", c.day(p.live)}, {"", c.day(p.finish)},
	} {
		if next.from.IsZero() {
			continue
		}
		if next.from.After(day) {
			return name, min(float64(day.Sub(from))/float64(max(next.from.Sub(from), 1)), 0.99)
		}
		name, from = next.name, next.from
	}
	return "run", 0.99
}

// wording writes a report out of what the project is about and where it stands.
func (p *project) wording(day fiscal.Date, back int, letter byte) words {
	stage, share := p.stage(day)
	if stage == "" {
		stage = "run"
	}
	turn := p.n + back
	write := func(text string, k int) string { return p.count(about(text, p.topic(turn+k))) }
	at := func(list []string, k int) string { return write(list[int(share*float64(len(list)))], k) }
	routine := routines[0]
	if slices.Contains([]string{"design", "build", "go", "run"}, stage) {
		routine = routines[1]
	}
	w := words{
		summary:  write(summaries[turn%len(summaries)], 0),
		achieved: at(deeds[stage], 1) + "\n" + write(routine[turn%len(routine)], 2),
		next:     at(intentions[stage], 2),
	}
	if letter == 'g' {
		if turn%3 == 0 {
			w.issues = "特になし"
		}
		return w
	}
	sore := "schedule"
	if list := split(p.sore); len(list) > 0 {
		sore = list[turn%len(list)]
	}
	pair := sorrows[letter][sore][back%len(sorrows[letter][sore])]
	w.summary, w.issues = write(pair[0], 0), write(pair[1], 1)
	if len(p.risks) > 0 {
		w.issues += "（関連するリスク: " + p.risks[turn%len(p.risks)].title + "）"
	}
	return w
}

// count puts a number where a text asks for one.
func (p *project) count(text string) string {
	for strings.Contains(text, "#") {
		text = strings.Replace(text, "#", strconv.Itoa(3+p.rng.IntN(29)), 1)
	}
	return text
}
