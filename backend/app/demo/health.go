package demo

import (
	"math"
	"slices"

	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/platform/fiscal"
)

// pastMonths and pastWeeks are how far back the city has kept its health: a day a month, and of the last weeks a day each.
const (
	pastMonths = 12
	pastWeeks  = 4
)

// scheduleHealth has the city judged as it went: what a day's verdict says follows from the records of that day.
func (c *city) scheduleHealth() {
	var days []fiscal.Date
	for n := pastMonths; n > 0; n-- {
		days = append(days, c.today.AddMonths(-n))
	}
	for n := pastWeeks; n > 0; n-- {
		days = append(days, c.today.AddDays(-7*n))
	}
	slices.SortFunc(days, fiscal.Date.Compare)
	for _, day := range slices.Compact(days) {
		c.on(day, 23*60+30, "judge the city", c.judge)
	}
}

// judge is the nightly work.
func (c *city) judge() error { return c.app.Portfolio.Judge(c.ctx, fiscal.Today(c.clock)) }

// scheduleRiskReviews has most running projects go through their risks every quarter, as they should.
func (c *city) scheduleRiskReviews() {
	for _, p := range c.projects {
		if p.quiet || p.done != "" || p.stop != "" || p.n%4 == 1 {
			continue
		}
		for ago := 12 + p.n%60; ago < 360; ago += quarterDays {
			if day := c.near(c.today.AddDays(-ago)); day.After(c.day(p.begin).AddDays(14)) {
				p.on(day, p.minute(16, 15), "goes through its risks", p.reviewRisks)
			}
		}
	}
}

// measuredMonths is how far back a project under contract knows its earned value.
const measuredMonths = 13

// measure enters earned value with a report, in projects that keep it: those of tiers A and B, but for a few.
func (p *project) measure(day fiscal.Date, letter byte) error {
	c := p.city
	exec, live := c.day(p.exec), c.day(p.live)
	if p.exec == "" || p.tier == "C" || p.n%7 == 3 || day.Before(exec) || day.Before(c.today.AddMonths(-measuredMonths)) || !live.IsZero() && live.Before(day) {
		return nil
	}
	if live.IsZero() {
		live = c.day(p.finish).AddDays(-360)
	}
	if live.Before(exec.AddDays(90)) {
		live = exec.AddDays(90)
	}
	share := min(float64(day.Sub(exec))/float64(live.Sub(exec)), 1)
	bac := million(p.build)
	planned := share * share * (3 - 2*share) // slow, fast, slow: as work goes
	pace, price := p.efficiency(letter)
	d := health.EarnedDraft{ProjectID: p.id, AsOf: day, Earned: health.Earned{
		BAC: bac, PV: yen(bac, planned), EV: yen(bac, min(planned*pace, 1)), AC: yen(bac, min(planned*pace, 1)/price),
	}}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := c.app.Portfolio.AddEarned(c.as(p.pm()), d)
	return err
}

// efficiency is how fast and how dear the work comes out. A few say that all is well while their figures say otherwise.
func (p *project) efficiency(letter byte) (pace, price float64) {
	pace, price = 0.97+float64(p.n%5)/100, 0.98+float64(p.n%4)/100
	worse := map[byte]float64{'a': 0.9, 'r': 0.78}[letter]
	for _, sore := range split(p.sore) {
		switch {
		case worse == 0:
		case sore == "schedule":
			pace = worse
		case sore == "cost":
			price = worse
		}
	}
	if letter == 'g' && p.n%11 == 4 {
		pace = 0.83
	}
	return pace, price
}

// yen is a share of an amount, to the thousand.
func yen(amount int64, share float64) int64 {
	return int64(math.Round(float64(amount)*share/1000)) * 1000
}
