package demo

import (
	"fmt"

	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// The model that the city governs by, and the one for sections.
const (
	governing = "CMMI-ACQ-V13"
	sectional = "SELF-CHECK"
)

// rated is a unit that is appraised every year. lag is by how many years it follows the city; since is its first year.
type rated struct {
	key   string
	lag   int
	since int
}

var ratedUnits = []rated{
	{"city", 0, 2015}, {"finance", 0, 2015}, {"civic", 1, 2015}, {"welfare", 1, 2018}, {"health", 2, 2018}, {"children", 1, 2018},
	{"general", -1, 2018}, {"education", 3, 2021}, {"urban", 2, 2021},
}

// scheduleMaturity plans the yearly appraisals since FY2015, the targets, and what is open today.
func (c *city) scheduleMaturity() {
	now := fiscal.FY(c.today)
	c.on(fiscal.MustDate("2018-06-04"), 10*60, "targets of maturity", func() error { return c.setTargets(now) })
	for _, u := range ratedUnits {
		for year := u.since; year <= now; year++ {
			self, _ := fiscal.NewDate(year, 10, 12)
			if year >= 2018 {
				c.appraise(u, year, maturity.Self, workday(self, -1))
			}
			if year < now {
				c.appraise(u, year, maturity.Assessor, workday(fiscal.FYEnd(year).AddDays(-45), -1))
			}
		}
	}
	c.on(c.day("-9"), 14*60, "an appraisal that is open", func() error { return c.openAppraisal(now) })
	c.on(c.day("-6"), 11*60, "a self-check that is due", func() error { return c.openCheck(now) })
}

// officeOf are who rates a unit and who confirms it.
func (c *city) officeOf(u string, kind maturity.Kind) (by, confirms string) {
	switch {
	case kind == maturity.Assessor && u == "city":
		return c.people["auditor"], c.people["executive"]
	case kind == maturity.Assessor:
		return c.people["sysmgmt"], c.people["executive"]
	case u == "city":
		return c.people["ict_plan"], c.people["ict"]
	}
	return c.pms[u], c.people["ict"]
}

// appraise plans one yearly appraisal: opened with its labels, handed in and confirmed three weeks later. What would lie in the
// future is left out.
func (c *city) appraise(u rated, year int, kind maturity.Kind, on fiscal.Date) {
	end := workday(on.AddDays(21), 1)
	if !end.Before(c.today) {
		return
	}
	by, confirms := c.officeOf(u.key, kind)
	var row *maturity.Appraisal
	what := fmt.Sprintf("maturity of %s, FY%d, %s", u.key, year, kind)
	c.on(on, 13*60, what, func() (err error) {
		d := maturity.NewDraft{Draft: c.frame(governing, kind, u.key, year), Areas: c.model(governing).yearly(u, year, kind)}
		d.DueOn = on.AddDays(14)
		if err := valid(&d); err != nil {
			return err
		}
		if row, err = c.app.Maturity.Create(c.as(by), d); err == nil {
			row, err = c.app.Maturity.Submit(c.as(by), row.ID, row.Version)
		}
		return err
	})
	c.on(end, 15*60, what+" confirmed", func() error {
		_, err := c.app.Maturity.Confirm(c.as(confirms), row.ID, row.Version)
		return err
	})
}

// frame is an appraisal without labels, with the unit itself as what was looked at.
func (c *city) frame(model string, kind maturity.Kind, unit string, year int) maturity.Draft {
	return maturity.Draft{
		Model: model, Kind: kind, Subject: maturity.OfOrganisation, SectionID: c.orgs[unit], FiscalYear: year,
		Note:      "年次の成熟度評価。案件の記録と聞き取りによる。",
		Instances: []maturity.Instance{{Key: "a", Kind: maturity.SampledSupport, Name: "所属の共通業務", OrganisationID: store.Ref(c.orgs[unit])}},
	}
}

// setTargets are what the headquarters approved in 2018: level 2 in FY2020, level 3 in the long run.
func (c *city) setTargets(now int) error {
	set := func(unit string, year, level int, note string) error {
		d := maturity.TargetDraft{SectionID: c.orgs[unit], Model: governing, FiscalYear: year, Level: level, Note: note}
		if err := valid(&d); err != nil {
			return err
		}
		_, err := c.app.Maturity.SetTarget(c.as(c.people["ict"]), d)
		return err
	}
	for _, u := range ratedUnits {
		if err := set(u.key, 2020+max(u.lag, 0), 2, "システムマネジメントの強化（ICT戦略本部承認）"); err != nil {
			return err
		}
		third := now + 2
		if u.lag < 0 {
			third = now - 1 // the one ahead of all has missed its own mark
		}
		if u.lag <= 0 {
			if err := set(u.key, third, 3, "市が品質を保証できるシステム開発（長期目標）"); err != nil {
				return err
			}
		}
	}
	return nil
}

// openAppraisal is this year's appraisal of the finance bureau: two projects are sampled, and they differ, so that people must judge.
func (c *city) openAppraisal(year int) error {
	d := maturity.NewDraft{Draft: c.frame(governing, maturity.Assessor, "finance", year)}
	d.DueOn = c.day("+12")
	d.Note = "財務課と税務課の案件を1件ずつ見る。"
	d.Instances = []maturity.Instance{
		{Key: "tax", Kind: maturity.SampledSupport, Name: "税務課の案件", OrganisationID: store.Ref(c.orgs["tax"])},
		{Key: "budget", Kind: maturity.SampledSupport, Name: "財務課の案件", OrganisationID: store.Ref(c.orgs["budget"])},
	}
	d.Areas = c.model(governing).differing(rated{"finance", 0, 2015}, year)
	if err := valid(&d); err != nil {
		return err
	}
	_, err := c.app.Maturity.Create(c.as(c.people["sysmgmt"]), d)
	return err
}

// openCheck is the tax section's self-check, confirmed last year and due again.
func (c *city) openCheck(year int) error {
	m := c.model(sectional)
	d := maturity.NewDraft{Draft: c.frame(sectional, maturity.Self, "tax", year-1), Areas: m.upTo(2, 1)}
	if err := valid(&d); err != nil {
		return err
	}
	row, err := c.app.Maturity.Create(c.as(c.pms["tax"]), d)
	if err != nil {
		return err
	}
	if row, err = c.app.Maturity.Submit(c.as(c.pms["tax"]), row.ID, row.Version); err != nil {
		return err
	}
	if _, err = c.app.Maturity.Confirm(c.as(c.heads["tax"]), row.ID, row.Version); err != nil {
		return err
	}
	d.FiscalYear, d.DueOn, d.Areas = year, c.day("+10"), m.upTo(1, 3)
	_, err = c.app.Maturity.Create(c.as(c.pms["tax"]), d)
	return err
}

// model finds a model with its practices.
func (c *city) model(id string) labeller {
	m, err := c.app.Maturity.Model(id)
	if err != nil {
		panic("demo: " + err.Error()) // the shipped models are there
	}
	return labeller{m}
}
