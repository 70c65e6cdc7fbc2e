package demo

import (
	"fmt"
	"slices"

	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// check is what an owner does twice a year: bring the entry up to date, then say
// that it is true.
func (c *city) check(m *machine) error {
	day := fiscal.Today(c.clock)
	var retired fiscal.Date
	err := c.amend(m, "システム台帳の一斉点検", func(d *systems.Draft) {
		if d.Confidentiality != "" {
			d.ClassificationScheme, d.Confidentiality = "R6", map[string]string{"m": "3B", "l": "2", "i": "2"}[m.zone]
		}
		if d.Phase == systems.Operation {
			m.age(d, day)
		}
		d.NextRenewalOn = m.renewal(d, c.today, slices.Index(c.machines, m))
		users := int64(m.rng.IntN(400) + 5)
		if d.CitizenFacing {
			users *= 120
		}
		d.UserCount = &users
		m.install(d, day)
		d.Interfaces = nil
		for i, t := range m.targets {
			link := m.links[i]
			link.TargetID = t.id
			d.Interfaces = append(d.Interfaces, link)
		}
		if m.projects == 0 {
			m.neglect(d)
		}
		if n := len(d.Phases); d.Phase == systems.Retired && n > 0 {
			retired = d.Phases[n-1].From
		}
		if until, ok := fixed[m.name]; ok && until[1] > 0 {
			d.ContractEndsOn = c.today.AddDays(until[1])
		}
	})
	if err != nil {
		return err
	}
	if err := c.confirm(m); err != nil || retired.IsZero() {
		return err
	}
	return c.unpromise(m, retired)
}

func (c *city) confirm(m *machine) error {
	row, err := store.Load[systems.System](c.app.Store.Read(c.ctx), m.id)
	if err != nil {
		return err
	}
	_, err = c.app.Systems.Confirm(c.as(c.steward(m.org)), m.id, row.Version)
	return err
}

// age lets the years go by: equipment is renewed every five, and some systems that
// no project renews come to their end.
func (m *machine) age(d *systems.Draft, day fiscal.Date) {
	for d.LastRenewalOn.AddYears(6).Before(day) && m.projects == 0 {
		d.LastRenewalOn = d.LastRenewalOn.AddYears(5)
	}
	if d.ContractEndsOn.Before(day) || m.projects == 0 {
		m.contract(d, day)
	}
	if m.projects > 0 {
		return
	}
	switch n := m.rng.IntN(100); {
	case n < 6:
		enter(d, systems.RenewalReview, day.AddDays(-m.rng.IntN(200)-1))
	case n < 10:
		enter(d, systems.WindDown, day.AddDays(-m.rng.IntN(200)-1))
	case n < 14 && m.level != "1" && m.flags != "ck" && m.flags != "k":
		on := day.AddDays(-m.rng.IntN(300) - 1)
		enter(d, systems.Retired, on)
		d.ContractEndsOn = on
	}
}

// renewal is the day that the register gives for the next renewal: the one of the project under way, the usual one, or a day
// in the years to come for equipment that is kept for longer. The owners of a few have let it pass.
func (m *machine) renewal(d *systems.Draft, today fiscal.Date, i int) fiscal.Date {
	usual := d.LastRenewalOn.AddYears(5)
	switch {
	case d.LastRenewalOn.IsZero():
		return fiscal.Date{}
	case m.finish.After(today):
		return m.finish
	case !usual.Before(today) || i%17 == 11:
		return fiscal.Date{}
	}
	return fiscal.FYStart(fiscal.FY(today) + 1 + i%4).AddDays(i * 53 % 330)
}

// install lists the components. Those of a system under renewal are supported
// until the new one runs.
func (m *machine) install(d *systems.Draft, day fiscal.Date) {
	if d.Kind == "saas" || d.Phase == systems.Planning || d.Phase == systems.Build {
		return
	}
	d.Components = nil
	for range 2 + m.rng.IntN(2) {
		p := products[m.rng.IntN(len(products))]
		if slices.ContainsFunc(d.Components, func(x systems.Component) bool { return x.Kind == p.kind }) {
			continue
		}
		x := systems.Component{
			Name: p.name, Version: p.version, Kind: p.kind, EOLMain: date(p.main), EOLExtended: date(p.extended),
			Source: "製品ベンダーの公表資料", CheckedOn: day,
		}
		end := x.EOLExtended
		if end.IsZero() {
			end = x.EOLMain
		}
		if m.projects > 0 && (end.Before(m.finish) || end.Before(day)) {
			continue
		}
		if m.projects == 0 && m.rng.IntN(4) == 0 {
			x.CheckedOn = day.AddDays(-m.rng.IntN(400))
		}
		d.Components = append(d.Components, x)
	}
}

// neglect makes the register believable: some entries have gaps.
func (m *machine) neglect(d *systems.Draft) {
	if m.rng.IntN(6) == 0 {
		d.UserCount = nil
	}
	if m.rng.IntN(12) == 0 {
		d.Vendor, d.ContractNo, d.ContractEndsOn = "", "", fiscal.Date{}
	}
	if m.rng.IntN(15) == 0 {
		d.Components = nil
	}
}

// methods of exchange, with files as often as they are.
var methods = []string{"file", "file", "api", "database"}

// connect draws the interfaces: core systems exchange through the platforms,
// others feed their neighbours.
func (c *city) connect() {
	for _, m := range c.machines {
		join := func(to *machine, direction, data string) {
			if m == to || m.ending || to.ending || to.entered.After(m.checked) || slices.Contains(m.targets, to) {
				return
			}
			m.targets = append(m.targets, to)
			m.links = append(m.links, systems.Interface{Direction: direction, Method: methods[m.rng.IntN(len(methods))], Data: data})
		}
		core := m.flags == "ck" || m.flags == "k"
		if core && m.zone == "m" {
			// What the platforms give to all; the resident register feeds the addresses itself, so that both depend on each other.
			join(c.systems["宛名統合連携基盤"], map[bool]string{true: "both", false: "in"}[m.name == "住民基本台帳システム"], "宛名・資格情報")
			join(c.systems["共通基盤システム"], "in", "認証・帳票")
		}
		if m.flags == "c" && m.rng.IntN(3) == 0 {
			join(c.systems["行政手続オンラインシステム"], "in", "申請データ")
		}
		if m.rng.IntN(4) == 0 {
			join(c.systems["財務会計システム"], "out", "歳入歳出データ")
		}
		if m.rng.IntN(5) == 0 {
			join(c.machines[m.rng.IntN(len(catalogue))], "out", "業務データ")
		}
	}
}

// secure makes sure, before a project is put to the budget, that contract and
// support of the present system last until the new one runs.
func (c *city) secure(m *machine, finish fiscal.Date) error {
	row, err := store.Load[systems.System](c.app.Store.Read(c.ctx), m.id)
	if err != nil {
		return err
	}
	day := fiscal.Today(c.clock)
	old := slices.ContainsFunc(row.Components, func(x systems.Component) bool { return x.CheckedOn.AddDays(300).Before(day) })
	if !row.ContractEndsOn.Before(finish) && !old || row.Phase == systems.Planning || row.Phase == systems.Build {
		return nil
	}
	reason := fmt.Sprintf("更改まで継続利用するため契約期間を延長（%d年度まで）", fiscal.FY(finish))
	if old {
		reason = "サポート期限の再確認"
	}
	return c.amend(m, reason, func(d *systems.Draft) {
		if d.ContractEndsOn.Before(finish) {
			d.ContractEndsOn = fiscal.FYEnd(fiscal.FY(finish))
		}
		parts := slices.Clone(d.Components)
		for i := range parts {
			parts[i].CheckedOn = day
		}
		d.Components = parts
	})
}

// date is a day of a list, zero for "".
func date(s string) fiscal.Date {
	if s == "" {
		return fiscal.Date{}
	}
	return fiscal.MustDate(s)
}
