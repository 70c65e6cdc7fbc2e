package demo

import (
	"fmt"
	"slices"
	"strings"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// firstBooks is the first fiscal year whose accounts the city has taken over.
const firstBooks = 2015

// The running cost of all systems together in the first year, and by how many hundredths of a percent it grows: the city
// owns more and more systems, and pays less and less for each.
const (
	runningCost   = 9_600_000_000
	runningGrowth = 40
)

// overrun is the system whose running cost did not come back after its renewal: 14 % above the level of before.
const overrun = "介護保険システム"

// carries are the project lines of which a part went over into the next year.
var carries = map[string][]int{"税務事務システム機種更新": {2019}, "防災情報システム更新": {2021}}

// scheduleBudgets plans the books: those of a past year are taken over when they are closed, then settled and certified;
// those of the year that runs as they stand; the requests for the next in the season for them.
func (c *city) scheduleBudgets() {
	yesterday, current := c.today.AddDays(-1), fiscal.FY(c.today)
	for fy := firstBooks; fy <= current; fy++ {
		c.on(earliest(workday(fiscal.FYEnd(fy).AddDays(64), 1), yesterday), 9*60+2, fmt.Sprintf("takes over the books of FY%d", fy), func() error { return c.takeOverLines(fy) })
		past := func(day fiscal.Date, what string, run func() error) {
			if fy < current && !day.After(yesterday) {
				c.on(day, 16*60+40, fmt.Sprintf("%s FY%d", what, fy), run)
			}
		}
		past(workday(fiscal.FYEnd(fy).AddDays(66), 1), "carries over from", func() error { return c.carryOver(fy) })
		past(workday(fiscal.FYEnd(fy).AddDays(85), 1), "settles", func() error { return c.closeYear(fy, false) })
		past(workday(fiscal.FYEnd(fy).AddDays(212), 1), "certifies", func() error { return c.closeYear(fy, true) })
		past(workday(fiscal.FYEnd(fy).AddDays(250), 1), "pays what was carried over from", func() error { return c.payCarried(fy) })
	}
	c.scheduleRequests(yesterday, current+1)
}

// weight is how much of the running cost a system takes.
func (m *machine) weight() int64 {
	w := map[string]int64{"1": 1000, "2": 220, "3": 60, "4": 14}[m.level]
	if strings.HasPrefix(m.org, "ward") {
		w /= 4
	}
	return max(1, w*int64(60+len(m.nameEn)*7%80)/100)
}

// recurringOf is what each system in use costs in a fiscal year, in yen.
func (c *city) recurringOf(fy int) map[*machine]int64 {
	total, weights := int64(runningCost), int64(0)
	for range fy - firstBooks {
		total += total * runningGrowth / 10_000
	}
	out := map[*machine]int64{}
	for _, m := range c.machines {
		if c.uses(m, fy) {
			weights += m.weight()
		}
	}
	for _, m := range c.machines {
		if c.uses(m, fy) {
			out[m] = total / weights * m.weight() / 1000 * 1000
		}
	}
	return out
}

// uses tells whether a system is entered and in use in a fiscal year.
func (c *city) uses(m *machine, fy int) bool {
	entered, live := m.entered, m.live
	if m.built {
		live = fiscal.MustDate("9999-03-31")
		for _, p := range c.projects {
			if p.builds && p.live != "" && slices.Contains(p.concerned(), m) {
				live = earliest(live, c.day(p.live))
			}
		}
		entered = live
	}
	for _, p := range c.projects {
		if p.retired != "" && slices.Contains(p.concerned(), m) && fiscal.FY(c.day(p.retired)) < fy {
			return false
		}
	}
	return fiscal.FY(entered) <= fy && (fiscal.FY(live) <= fy || m.level == "1" || m.level == "2" && !m.built)
}

// takeOverLines enters the lines of a fiscal year with their ledgers.
func (c *city) takeOverLines(fy int) error {
	b := book{city: c, fy: fy, day: fiscal.Today(c.clock)}
	costs := c.recurringOf(fy)
	before := c.recurringOf(2017)
	for i, m := range c.machines {
		cost, used := costs[m]
		if !used || m.id == "" {
			continue
		}
		if m.name == overrun && fy > 2020 {
			cost = before[m] * 114 / 100
		}
		b.running(i, m, cost)
		if m.level == "1" && (i+fy*7)%29 == 0 {
			b.reform(i, m)
		}
	}
	for _, p := range c.projects {
		if p.id != "" {
			b.project(p)
		}
	}
	return c.app.Budgets.TakeOver(c.as(c.people["secretariat"]), b.ledgers, fmt.Sprintf("%s 決算書からの引継ぎ", fiscal.FYLabel(fy, c.today)))
}

// years are the fiscal years in which a project costs money, with its shares of the build cost in thousandths.
func (p *project) years() (first int, shares []int64) {
	if p.build == 0 || p.exec == "" && p.stop != "" {
		return 0, nil
	}
	begin := p.city.day(p.begin).AddDays(400)
	if p.exec != "" {
		begin = p.city.day(p.exec)
	}
	last := fiscal.FY(p.city.day(p.finish))
	if first = fiscal.FY(begin); first < last && (begin.Month() >= 11 || begin.Month() <= 3) {
		first++ // a contract late in the year is paid from the next
	}
	if first < 2018 && last >= 2020 {
		first = 2018 // the core systems' renewal cost money from the year after the plan was approved
	}
	rest := int64(1000)
	for fy := first; fy < last; fy++ {
		s := rest * 10 / int64(10*(last-fy)+6)
		shares, rest = append(shares, s), rest-s
	}
	return first, append(shares, rest)
}

// costIn is what a project costs in a fiscal year.
func (p *project) costIn(fy int) int64 {
	first, shares := p.years()
	if fy < first || fy >= first+len(shares) {
		return 0
	}
	return million(p.build) * shares[fy-first] / 1000 / 1000 * 1000
}

// carryOver takes a part of a project's line into the next year, as its section reports it.
func (c *city) carryOver(fy int) error {
	for _, p := range c.projects {
		if !slices.Contains(carries[p.name], fy) {
			continue
		}
		id, err := c.lineOf(p, fy, "")
		if err != nil {
			return err
		}
		_, err = c.app.Budgets.Append(c.as(p.pm()), "budgets:enter", id, budgets.EntryDraft{
			Kind: budgets.EntryCarryOut, Amount: p.costIn(fy) * 8 / 100 / 1000 * 1000, PostedOn: fiscal.FYEnd(fy), CarryKind: "approved",
			DocumentNo: p.reference(fiscal.FYEnd(fy), 3), Reason: "結合テストの不具合対応により、検収が翌年度になるため",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// payCarried pays what a year took over from the one before.
func (c *city) payCarried(fy int) error {
	for _, p := range c.projects {
		if !slices.Contains(carries[p.name], fy) {
			continue
		}
		id, err := c.lineOf(p, fy, "-C")
		if err != nil {
			return err
		}
		day := fiscal.Today(c.clock)
		_, err = c.app.Budgets.Append(c.as(p.pm()), "budgets:enter", id, budgets.EntryDraft{
			Kind: budgets.EntrySpending, Amount: p.costIn(fy) * 8 / 100 / 1000 * 1000, PostedOn: day, DocumentNo: p.reference(day, 4), Reason: "検収完了",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *city) lineOf(p *project, fy int, suffix string) (string, error) {
	return store.Value[string](c.app.Store.Read(c.ctx).Table("budget_lines").Where("code = ?", projectCode(p, fy)+suffix).Select("id"))
}

// closeYear settles the accounts of a year, or certifies them once the assembly has.
func (c *city) closeYear(fy int, certify bool) error {
	row, err := store.One[budgets.Year](c.app.Store.Read(c.ctx).Table("budget_years").Where("fiscal_year = ?", fy), "budget_years", "")
	if err != nil {
		return err
	}
	who := c.as(c.people["ict_plan"])
	if certify {
		_, err = c.app.Budgets.Certify(who, row.ID, row.Version, budgets.CertifyDraft{CertifiedOn: fiscal.Today(c.clock)})
	} else {
		_, err = c.app.Budgets.Settle(who, row.ID, row.Version)
	}
	return err
}
