package demo

import (
	"fmt"
	"slices"
	"strings"

	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// schedule plans everything that happens in a project but its reports and gates.
func (p *project) schedule() {
	c, begin := p.city, p.city.day(p.begin)
	p.on(begin, p.minute(9, 5), "begins", p.create)
	if len(p.risks) > 0 {
		p.on(workday(begin.AddDays(7), 1), p.minute(9, 10), "raises risks", p.raiseRisks)
	}
	for i := range p.risks {
		if p.risks[i].closed != "" {
			p.on(c.day(p.risks[i].closed), p.minute(15, 30), "closes a risk", func() error { return p.closeRisk(i) })
		}
	}
	for _, m := range p.miles {
		if !m.actual.IsZero() {
			p.on(m.actual, p.minute(16, 35), "reaches "+m.name, func() error { return p.reach(m) })
		}
	}
	if p.moved != "" {
		p.on(c.day(p.moved), p.minute(15, 5), "moves its plan", p.move)
	}
	if p.exec != "" {
		p.on(c.day(p.exec), p.minute(11, 0), "goes under contract", p.execute)
	}
	if p.live != "" && !c.day(p.live).After(c.today) {
		p.on(c.day(p.live), p.minute(8, 35), "goes live", p.goLive)
	}
	if p.retired != "" {
		p.on(c.day(p.retired), p.minute(8, 45), "retires its systems", p.retire)
	}
	if p.done != "" {
		p.on(c.day(p.done), p.minute(17, 25), "ends", func() error {
			_, err := c.app.Projects.Complete(c.as(p.head()), p.id, store.Latest)
			return err
		})
	}
	if p.stop != "" {
		p.on(c.day(p.stop), p.minute(17, 25), "stops", func() error {
			if _, err := c.app.Projects.Stop(c.as(p.head()), p.id, store.Latest, p.stopWhy); err != nil {
				return err
			}
			return p.withdrawEstimates()
		})
	}
	p.scheduleReports()
	p.scheduleGates()
}

func (p *project) on(day fiscal.Date, minute int, what string, run func() error) {
	p.city.on(day, minute, p.code+" "+p.name+" "+what, run)
}

// create registers the project with its milestones.
func (p *project) create() error {
	c := p.city
	finish := p.finish
	if p.first != "" {
		finish = p.first
	}
	if p.builds {
		for _, m := range p.concerned() {
			if err := c.register(m); err != nil {
				return err
			}
		}
	}
	p.draft = projects.Draft{
		Code: p.code, Name: p.name, Kana: p.kana, NameEn: p.en, Purpose: p.purpose, ApplicantID: c.orgs[p.org],
		ManagerID: p.pm(), HeadID: store.Ref(p.head()), BuildCost: million(p.build), RunCost: million(p.run),
		RiskLevel: p.script.risk, HQDesignated: p.hq, StartOn: c.day(p.begin), FinishOn: c.day(finish),
	}
	for _, m := range p.concerned() {
		p.draft.SystemIDs = append(p.draft.SystemIDs, m.id)
	}
	if err := valid(&p.draft); err != nil {
		return err
	}
	row, err := c.app.Projects.Create(c.as(p.pm()), p.draft)
	if err != nil {
		return err
	}
	if p.id = row.ID; string(row.Tier) != p.tier {
		return fmt.Errorf("it comes out at tier %s, not %s", row.Tier, p.tier)
	}
	for _, m := range p.miles {
		d := projects.MilestoneDraft{Name: m.name, Gate: m.gate, BaselineOn: m.first}
		if err := valid(&d); err != nil {
			return err
		}
		view, err := c.app.Projects.AddMilestone(c.as(p.pm()), p.id, d)
		if err != nil {
			return err
		}
		m.id = view.ID
	}
	return nil
}

func (p *project) reach(m *mile) error {
	d := projects.MilestoneDraft{Name: m.name, Gate: m.gate, ActualOn: fiscal.Today(p.city.clock)}
	_, err := p.city.app.Projects.UpdateMilestone(p.city.as(p.pm()), p.id, m.id, store.Latest, d, "")
	return err
}

// move sets new baselines beside the first ones, and a new finish.
func (p *project) move() error {
	c := p.city
	for _, m := range p.miles {
		if m.current != m.first {
			if _, err := c.app.Projects.RebaselineMilestone(c.as(p.pm()), p.id, m.id, store.Latest, m.current, p.why); err != nil {
				return err
			}
		}
	}
	if p.first == "" {
		return nil
	}
	p.draft.FinishOn = c.day(p.finish)
	_, err := c.app.Projects.Update(c.as(p.pm()), p.id, store.Latest, p.draft, p.why)
	return err
}

// expect writes down when milestones are expected now.
func (p *project) expect() error {
	for _, m := range p.miles {
		if m.forecast.IsZero() {
			continue
		}
		d := projects.MilestoneDraft{Name: m.name, Gate: m.gate, ForecastOn: m.forecast}
		if _, err := p.city.app.Projects.UpdateMilestone(p.city.as(p.pm()), p.id, m.id, store.Latest, d, ""); err != nil {
			return err
		}
	}
	return nil
}

func (p *project) execute() error {
	c := p.city
	if _, err := c.app.Projects.StartExecution(c.as(p.head()), p.id, store.Latest); err != nil || !p.renews() {
		return err
	}
	day, phase, reason := fiscal.Today(c.clock), systems.RenewalReview, "更改プロジェクトの契約締結"
	if p.builds {
		phase, reason = systems.Build, "構築着手"
	}
	for _, m := range p.concerned() {
		if err := c.amend(m, reason, func(d *systems.Draft) { enter(d, phase, day) }); err != nil {
			return err
		}
	}
	return nil
}

// renews tells whether the systems concerned are new or as good as new after the
// project; others are only added to or ended.
func (p *project) renews() bool {
	return p.builds || slices.ContainsFunc([]string{"更新", "更改", "再構築", "移行", "構築", "刷新"}, func(word string) bool { return strings.Contains(p.name, word) })
}

func (p *project) goLive() error {
	if !p.renews() {
		return nil
	}
	reason := "更改後の稼働開始"
	if p.builds {
		reason = "稼働開始"
	}
	for _, m := range p.concerned() {
		if err := p.city.goLive(m, fiscal.Today(p.city.clock), reason); err != nil {
			return err
		}
	}
	return nil
}

// retire ends the systems concerned, with their contracts.
func (p *project) retire() error {
	day := fiscal.Today(p.city.clock)
	for _, m := range p.concerned() {
		err := p.city.amend(m, "利用終了", func(d *systems.Draft) {
			enter(d, systems.Retired, day)
			d.ContractEndsOn, d.Interfaces = day.AddDays(-1), nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *project) hazard(i int, state string) projects.RiskDraft {
	h := p.risks[i]
	d := projects.RiskDraft{
		Kind: "risk", Title: h.title, Description: h.text, Impact: h.impact, Likelihood: h.likelihood,
		OwnerID: store.Ref(p.pm()), DueOn: p.city.day(h.due), Response: h.response, State: state,
	}
	if h.issue {
		d.Kind = "issue"
	}
	if h.byHead {
		d.OwnerID = store.Ref(p.head())
	}
	return d
}

func (p *project) raiseRisks() error {
	c := p.city
	for i := range p.risks {
		d := p.hazard(i, "open")
		if err := valid(&d); err != nil {
			return err
		}
		view, err := c.app.Projects.AddRisk(c.as(p.pm()), p.id, d)
		if err != nil {
			return err
		}
		p.risk[i] = view.ID
	}
	return nil
}

func (p *project) closeRisk(i int) error {
	d := p.hazard(i, projects.RiskClosed)
	_, err := p.city.app.Projects.UpdateRisk(p.city.as(p.pm()), p.id, p.risk[i], store.Latest, d, "対応が完了したため")
	return err
}

// reviews are what is said when the open risks are gone through.
var reviews = []string{"定例の見直し", "審査前の見直し", "四半期の見直し", "審査会の指摘を受けた見直し"}

// reviewRisks goes through the open risks, which a gate wants to see in use.
func (p *project) reviewRisks() error {
	c, day := p.city, fiscal.Today(p.city.clock)
	reason := reviews[p.rng.IntN(len(reviews))]
	for i, id := range p.risk {
		closed := c.day(p.risks[i].closed)
		if id == "" || !closed.IsZero() && !closed.After(day) {
			continue
		}
		if _, err := c.app.Projects.UpdateRisk(c.as(p.pm()), p.id, id, store.Latest, p.hazard(i, "mitigating"), reason); err != nil {
			return err
		}
	}
	return nil
}
