package demo

import (
	"fmt"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// bases are what estimates rest on.
var bases = []string{"quotations", "actuals", "contract", "calculation", "quotations"}

// scheduleRequests lets the sections request from October on and the ICT office assess from the middle of November. A few
// sections are late every year.
func (c *city) scheduleRequests(yesterday fiscal.Date, fy int) {
	october, _ := fiscal.NewDate(fy-1, 10, 5)
	november, _ := fiscal.NewDate(fy-1, 11, 13)
	next := c.recurringOf(fy)
	for i, m := range c.machines {
		if len(m.org)%7 == 3 || c.pms[m.org] == "" || next[m] == 0 || m.built || m.ending {
			continue
		}
		asked, found := workday(october.AddDays(len(m.org)*13%40+i%9), 1), workday(november.AddDays(i*5%58), 1)
		if asked.After(yesterday) {
			continue
		}
		var requests []*budgets.Request
		c.on(asked, 10*60+i%300, fmt.Sprintf("requests FY%d for %s", fy, m.name), func() (err error) {
			requests, err = c.request(i, m, fy, next[m])
			return err
		})
		if !found.After(yesterday) && found.After(asked) {
			c.on(found, 13*60+i%200, fmt.Sprintf("assesses FY%d for %s", fy, m.name), func() error { return c.assess(i, requests) })
		}
	}
}

// request asks for each line of a system.
func (c *city) request(i int, m *machine, fy int, cost int64) (out []*budgets.Request, err error) {
	b := book{city: c, fy: fy, day: fiscal.Today(c.clock)}
	b.running(i, m, cost)
	place, _ := placeOf(m.org)
	for n, l := range b.ledgers {
		l.Estimate = l.Entries[0].Amount
		line, err := c.app.Budgets.Create(c.as(c.pms[m.org]), l.Draft)
		if err != nil {
			return nil, err
		}
		d := budgets.RequestDraft{
			LineID: line.ID, Amount: l.Estimate * int64(100+i%6) / 100 / 1000 * 1000, Basis: bases[i%len(bases)],
			DocumentNo: fmt.Sprintf("%s-%d-%04d", place.name, fy-1, 500+2*i+n), BasisNote: "前年度の契約額に、人件費単価の改定を見込んだ。",
		}
		if err := valid(&d); err != nil {
			return nil, err
		}
		r, err := c.app.Budgets.Submit(c.as(c.pms[m.org]), d)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (c *city) assess(i int, requests []*budgets.Request) error {
	for _, r := range requests {
		d := budgets.AssessDraft{Amount: r.Amount, Reason: "前年度の決算額と契約内容から妥当と認める。"}
		if i%3 == 0 {
			d.Amount, d.Reason = r.Amount*97/100/1000*1000, "単価改定分は契約更新時に交渉することとし、前年度並みとする。"
		}
		if _, err := c.app.Budgets.Assess(c.as(c.people["secretariat"]), r.ID, store.Latest, d); err != nil {
			return err
		}
	}
	return nil
}

// estimate enters what a project will cost by fiscal year, before it is asked for. What an earlier round entered stays.
func (p *project) estimate() error {
	c := p.city
	first, shares := p.estimated()
	for fy := first; fy < first+len(shares); fy++ {
		b := book{city: c, fy: fy, day: fiscal.Today(c.clock)}
		d := p.draftOf(&b)
		if d.Estimate = million(p.build) * shares[fy-first] / 1000 / 1000 * 1000; d.Estimate == 0 {
			continue
		}
		known, err := c.lineOf(p, fy, "")
		if err != nil || known != "" {
			return err
		}
		if _, err := c.app.Budgets.Create(c.as(p.pm()), d); err != nil {
			return err
		}
	}
	return nil
}

// estimated is years, and for a project that was given up before it cost anything the year it was meant for.
func (p *project) estimated() (first int, shares []int64) {
	if first, shares = p.years(); len(shares) == 0 {
		first, shares = fiscal.FY(p.city.day(p.begin).AddDays(400)), []int64{1000}
	}
	return first, shares
}

// withdrawEstimates takes back what a project that was given up would have cost in the years to come.
func (p *project) withdrawEstimates() error {
	c := p.city
	ids, err := store.Column[string](c.app.Store.Read(c.ctx).Table("budget_lines").
		Where("project_id = ? AND state = ?", p.id, budgets.Planned).Order("fiscal_year").Select("id"))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := c.app.Budgets.Delete(c.as(c.people["ict_plan"]), id, store.Latest, p.stopWhy); err != nil {
			return err
		}
	}
	return nil
}
