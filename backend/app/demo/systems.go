package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// systemCount is how many systems the demo city runs.
const systemCount = 300

var zones = map[string]string{"m": "my_number", "l": "lgwan", "i": "internet"}
var criticalities = map[string]string{"1": "critical", "2": "high", "3": "medium", "4": "low"}

// product is a component that many systems share, with the vendor's dates.
type product struct{ name, version, kind, main, extended string }

var products = []product{
	{"Windows Server", "2016", "os", "2022-01-11", "2027-01-12"},
	{"Windows Server", "2019", "os", "2024-01-09", "2029-01-09"},
	{"Windows Server", "2022", "os", "2026-10-13", "2031-10-14"},
	{"Red Hat Enterprise Linux", "7", "os", "2024-06-30", "2028-06-30"},
	{"Red Hat Enterprise Linux", "8", "os", "2029-05-31", "2032-05-31"},
	{"Red Hat Enterprise Linux", "9", "os", "2032-05-31", "2035-05-31"},
	{"Oracle Database", "19c", "database", "2029-12-31", "2032-12-31"},
	{"SQL Server", "2016", "database", "2021-07-13", "2026-07-14"},
	{"SQL Server", "2019", "database", "2025-02-28", "2030-01-08"},
	{"PostgreSQL", "13", "database", "2025-11-13", ""},
	{"PostgreSQL", "15", "database", "2027-11-11", ""},
	{"PostgreSQL", "16", "database", "2028-11-09", ""},
	{"Apache Tomcat", "9.0", "middleware", "2027-03-31", ""},
	{"Java SE", "11", "middleware", "2023-09-30", "2032-01-31"},
	{"Java SE", "17", "middleware", "2026-09-30", "2029-09-30"},
}

// vendors are made up: kinds of companies, no real ones.
var vendors = []string{
	"澪標データサービス株式会社", "株式会社みなとソリューションズ", "東西自治体システム株式会社", "北斗情報エンジニアリング株式会社",
	"株式会社瀬戸内クラウド", "全国共同電算機構", "あさひ公共ソフト株式会社", "株式会社ミライ行政", "中央システム開発協同組合",
}

// machine is a system of the demo city with the days on which its entry changed.
type machine struct {
	entry
	code     string
	id       string
	rng      *rand.Rand
	vendor   string
	live     fiscal.Date // when it went into service; zero while it has not
	entered  fiscal.Date // when its entry was made
	checked  fiscal.Date // when its owner last went through the entry
	built    bool        // a project of the city built it: its entry began with the project
	ending   bool        // a project winds it down
	finish   fiscal.Date // latest finish of the projects that renew it
	projects int
	links    []systems.Interface // without ids, see targets
	targets  []*machine
}

// fixed are days of entries that somebody's work depends on: days since the
// check, days until the contract ends.
var fixed = map[string][2]int{
	"税滞納整理支援システム":        {171, 52},
	"市税証明コンビニ交付連携":       {203, 0},
	"地方税電子申告連携システム":      {40, 52},
	"収納消込システム":           {25, 0},
	"固定資産評価システム":         {65, 0},
	"窓口受付・番号案内システム（汐見区）": {30, 0},
}

// layOutSystems decides on the life of every system. Each has its own source of
// chance, so that a change of one leaves the others as they were.
func (c *city) layOutSystems() {
	for i, e := range entries() {
		m := &machine{entry: e, code: fmt.Sprintf("S%04d", i+1), rng: rand.New(rand.NewPCG(300, uint64(i)))}
		m.vendor = vendors[m.rng.IntN(len(vendors))]
		m.live = fiscal.MustDate("2009-01-05").AddDays(m.rng.IntN(c.today.AddDays(-900).Sub(fiscal.MustDate("2009-01-05"))))
		m.live = workday(m.live, 1)
		m.checked = c.near(c.today.AddDays(-1 - m.rng.IntN(214)))
		if days, ok := fixed[e.name]; ok {
			m.checked = c.near(c.today.AddDays(-days[0]))
		}
		m.entered = workday(founded.AddDays(6+m.rng.IntN(150)), 1)
		if later := m.live.AddDays(-420); later.After(m.entered) {
			m.entered = workday(later, 1)
		}
		c.machines = append(c.machines, m)
		c.systems[m.name] = m
	}
}

// entries is the whole register of the demo city, exactly systemCount long.
func entries() []entry {
	all := slices.Clone(catalogue)
	for i, w := range wardNames {
		for _, e := range wardSystems {
			e.name += "（" + w[0] + "）"
			e.nameEn += " (" + w[1] + ")"
			e.kana += w[2]
			e.org = wardKey(i)
			all = append(all, e)
		}
	}
	for _, e := range officeSystems {
		for _, n := range nodes {
			if n.kind != "bureau" {
				continue
			}
			s := e
			s.name, s.nameEn, s.kana, s.org = n.name+" "+e.name, n.nameEn+": "+e.nameEn, n.kana+e.kana, n.key
			all = append(all, s)
		}
	}
	return all[:systemCount]
}

// steward keeps the entries of an organisation.
func (c *city) steward(org string) string {
	if p := c.pms[org]; p != "" {
		return p
	}
	return c.people["ict_plan"]
}

// scheduleSystems plans how the register came about: what ran in 2015 was entered
// by the ICT office, what came later by its owner; owners go through their entries
// twice a year or should.
func (c *city) scheduleSystems() {
	for i, m := range c.machines {
		minute := 9*60 + 5 + i%200
		if !m.built {
			c.on(m.entered, minute, "register "+m.name, func() error { return c.register(m) })
			if m.live.After(m.entered) {
				c.on(m.live, minute, "go live "+m.name, func() error { return c.goLive(m, m.live, "稼働開始") })
			}
		}
		if m.checked.After(m.entered.AddDays(30)) && (m.live.Before(m.checked) || m.ending) {
			c.on(m.checked, minute+90, "check "+m.name, func() error { return c.check(m) })
		}
	}
}

// register makes the entry as it was known then.
func (c *city) register(m *machine) error {
	day := fiscal.Today(c.clock)
	d := systems.Draft{
		Code: m.code, Name: m.name, Kana: m.kana, NameEn: m.nameEn, OwnerID: c.orgs[m.org], Kind: m.kind,
		NetworkZone: zones[m.zone], Criticality: criticalities[m.level],
		CitizenFacing: strings.Contains(m.flags, "c"), Core: strings.Contains(m.flags, "k"), Functions: split(m.functions),
		Summary:     m.name + "は、" + strings.ReplaceAll(m.functions, ",", "・") + "の業務を担う。",
		ServiceDays: "weekdays", ServiceFrom: "08:30", ServiceTo: "19:00",
		ClassificationScheme: "R4", Confidentiality: map[string]string{"m": "3", "l": "2", "i": "2"}[m.zone], Integrity: "2", Availability: "2",
	}
	if d.CitizenFacing && m.zone == "i" || m.level == "1" && (m.kind == "common_platform" || m.kind == "other") {
		d.ServiceDays, d.ServiceFrom, d.ServiceTo = "every_day", "00:00", "24:00"
	}
	switch {
	case m.built:
		d.Phase, d.Phases = systems.Planning, store.List[systems.PhaseSpan]{{Phase: systems.Planning, From: day}}
	case m.live.After(day):
		d.Phase = systems.Build
		d.Phases = store.List[systems.PhaseSpan]{{Phase: systems.Planning, From: m.live.AddDays(-700), To: day.AddDays(-1)}, {Phase: systems.Build, From: day}}
	default:
		d.Phase, d.LastRenewalOn = systems.Operation, m.live
		d.Phases = store.List[systems.PhaseSpan]{{Phase: systems.Operation, From: m.live}}
		m.contract(&d, day)
	}
	if m.projects == 0 && m.rng.IntN(7) == 0 {
		d.ClassificationScheme, d.Confidentiality, d.Integrity, d.Availability = "", "", "", ""
	}
	if err := valid(&d); err != nil {
		return err
	}
	who := c.people["ict_plan"]
	if day.Year() > 2015 {
		who = c.steward(m.org)
	}
	row, err := c.app.Systems.Create(c.as(who), d)
	if err != nil {
		return err
	}
	m.id = row.ID
	return c.promise(m)
}

// contract writes the contract that follows the last renewal, up to five fiscal
// years; one that has run out goes on from year to year.
func (m *machine) contract(d *systems.Draft, day fiscal.Date) {
	d.Vendor = m.vendor
	d.ContractNo = fmt.Sprintf("%d-%04d", fiscal.FY(d.LastRenewalOn), m.rng.IntN(9000)+1000)
	d.ContractEndsOn = fiscal.FYEnd(fiscal.FY(d.LastRenewalOn.AddYears(5)))
	if d.ContractEndsOn.Before(day) {
		d.ContractEndsOn = fiscal.FYEnd(fiscal.FY(day))
	}
}

// amend changes an entry as its owner would.
func (c *city) amend(m *machine, reason string, change func(d *systems.Draft)) error {
	row, err := store.Load[systems.System](c.app.Store.Read(c.ctx), m.id)
	if err != nil {
		return err
	}
	d := row.Draft
	change(&d)
	if err := valid(&d); err != nil {
		return err
	}
	_, err = c.app.Systems.Update(c.as(c.steward(m.org)), m.id, row.Version, d, reason)
	return err
}

// enter moves a system into a phase on a day.
func enter(d *systems.Draft, phase systems.Phase, on fiscal.Date) {
	if d.Phase == phase {
		return
	}
	spans := slices.Clone(d.Phases)
	if n := len(spans); n > 0 {
		if spans[n-1].To = on.AddDays(-1); spans[n-1].To.Before(spans[n-1].From) {
			spans[n-1].To = spans[n-1].From
		}
	}
	d.Phase, d.Phases = phase, append(spans, systems.PhaseSpan{Phase: phase, From: on})
}

// goLive puts a system into service, for the first time or again.
func (c *city) goLive(m *machine, on fiscal.Date, reason string) error {
	return c.amend(m, reason, func(d *systems.Draft) {
		enter(d, systems.Operation, on)
		d.LastRenewalOn, d.NextRenewalOn = on, fiscal.Date{}
		m.contract(d, on)
	})
}
