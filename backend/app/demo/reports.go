package demo

import (
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Reports come every month; those of years ago are kept by quarter.
const (
	reportDays  = 30
	quarterDays = 91
	recentDays  = 760
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
	_, err = c.app.Projects.PublishReport(c.as(p.pm()), p.id, view.ID, store.Latest)
	return err
}

var colours = map[byte]string{'g': "green", 'a': "amber", 'r': "red", 'u': "unknown"}

// status is what the project declares of itself on a day.
func (p *project) status(day fiscal.Date, back int) projects.StatusDraft {
	letter := byte('g')
	if n := len(p.health) - 1 - back; n >= 0 {
		letter = p.health[n]
	} else if p.rng.IntN(9) == 0 {
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

// stage tells what a project is busy with on a day.
func (p *project) stage(day fiscal.Date) string {
	after := func(w when) bool { return w != "" && !p.city.day(w).After(day) }
	switch {
	case after(p.live):
		return "run"
	case p.passedBy("G5", day):
		return "go"
	case p.tier == "A" && after(p.exec) && !p.passedBy("G4", day):
		return "design"
	case after(p.exec):
		return "build"
	case p.passedBy("G2", day) || p.tier == "C" && p.passedBy("G1", day):
		return "procure"
	case p.passedBy("G1", day):
		return "require"
	}
	return "plan"
}

// wording writes a report out of what the project is about and where it stands.
func (p *project) wording(day fiscal.Date, back int, letter byte) words {
	stage, turn := p.stage(day), p.n*5+back*7
	pick := func(list []string, k int) string { return about(list[(turn+k)%len(list)], p.topic(turn/3+k)) }
	w := words{
		summary:  pick(summaries[letter], 0),
		achieved: pick(achieved[stage], 1) + "\n" + pick(achieved[stage], 4),
		next:     pick(nextSteps[stage], 2),
	}
	if letter != 'g' {
		w.issues = pick(troubles[letter], 3)
	} else if turn%3 == 0 {
		w.issues = "特になし"
	}
	if len(p.risks) > 0 && letter != 'g' {
		w.issues += "（関連するリスク: " + p.risks[turn%len(p.risks)].title + "）"
	}
	return w
}
