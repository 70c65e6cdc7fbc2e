package demo

import (
	"fmt"
	"strconv"
	"strings"

	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// schedule lays out what happens to the actions of an approved plan.
func (s *scheme) schedule(over bool) {
	c := s.city
	for _, e := range s.efforts {
		if e.added > 0 {
			on := workday(fiscal.FYStart(s.from+e.added).AddDays(38+e.n%9), 1)
			if on.After(c.today) {
				continue
			}
			c.on(on, 14*60+e.n, e.code+" is added", func() error { return s.enter(e) })
		}
		if e.kpi != "" {
			e.measure().schedule(s, e)
		}
		if over {
			s.finish(e)
		} else {
			s.progress(e)
		}
	}
	if !over {
		c.on(workday(c.today.AddDays(-24), -1), 15*60, s.code+" is linked", s.link)
	}
}

// finish lets an action of a plan that is over reach its outcome.
func (s *scheme) finish(e *effort) {
	c := s.city
	end := fiscal.FYEnd(s.from + planYears - 1)
	last := workday(end.AddDays(-20-e.n%17), -1)
	outcome, status, text, reason := plans.Achieved, plans.Completed, e.name+"は計画どおり完了した。", ""
	switch {
	case e.goesOn:
		outcome, status, text = plans.Continuing, plans.AtRisk, e.name+"は検討を続けており、期間内の完了には至らない。"
	case e.leaves:
		outcome, status, text, reason = plans.Withdrawn, plans.AtRisk, e.name+"は関係団体との調整が整わなかった。", "費用に見合う効果が見込めないため取り下げる"
	}
	c.on(last, 9*60+30+e.n, e.code+" reports", func() error { return s.report(e, last, status, nil, text, e.reached(last, outcome == plans.Achieved)) })
	on := workday(end.AddDays(-3), -1)
	c.on(on, 13*60+2*e.n, e.code+" is settled", func() error {
		_, err := c.app.Plans.RecordOutcome(c.as(c.people["ict_plan"]), e.id, store.Latest, outcome, on, reason)
		return err
	})
}

// progress lets an action of the present plan report about twice a year. Some are behind: one in nine missed its last
// milestone and says that all is well, one in nine says so, one in thirteen has been silent for more than a year.
func (s *scheme) progress(e *effort) {
	c := s.city
	late, admits, silent := e.n%9 == 4, e.n%9 == 7, e.n%13 == 5
	begin := workday(fiscal.MustDate(fmt.Sprintf("%d-05-24", s.from)), -1).AddDays(60)
	if e.added > 0 {
		begin = e.starts.AddDays(75)
	}
	newest := workday(c.today.AddDays(-3-(e.n*7)%80), -1)
	if silent {
		newest = workday(c.today.AddDays(-380-e.n), -1)
	}
	told := map[plans.Quarter]bool{}
	for day := workday(begin.AddDays(e.n%40), -1); !day.After(newest); day = workday(day.AddDays(190), -1) {
		if newest.Sub(day) < 190 {
			day = newest
		}
		final := day == newest
		done := []plans.Reached{}
		for _, r := range e.reached(day, true) {
			if !told[r.Quarter] {
				done = append(done, r)
			}
		}
		if final && (late || admits) && len(done)+len(told) > 0 {
			done = done[:max(0, len(done)-1)]
		}
		for _, r := range done {
			told[r.Quarter] = true
		}
		status, text := plans.OnTrack, e.name+"は計画どおり進んでいる。"
		if final && admits {
			status, text = plans.Behind, "調達の手続に時間を要し、当初の計画より遅れている。"
		} else if final && e.n%5 == 2 {
			status, text = plans.AtRisk, "要員の確保が課題であり、対応を関係所属と調整している。"
		}
		pace := int64(min(95, max(5, 100*day.Sub(e.starts)/max(1, e.ends.Sub(e.starts)))))
		c.on(day, 9*60+20+e.n, e.code+" reports", func() error { return s.report(e, day, status, &pace, text, done) })
	}
}

// reached are the milestones of quarters that were over on a day, each reached before its end.
func (e *effort) reached(day fiscal.Date, all bool) []plans.Reached {
	out := []plans.Reached{}
	for i, m := range e.miles {
		fy, _ := strconv.Atoi(string(m.Quarter[:4]))
		_, last := fiscal.QuarterBounds(fy, int(m.Quarter[5]-'0'))
		on := workday(last.AddDays(-4-(e.n+i)%20), -1)
		if on.Before(day) && (all || i < len(e.miles)-1) {
			out = append(out, plans.Reached{Quarter: m.Quarter, On: on})
		}
	}
	return out
}

func (s *scheme) report(e *effort, day fiscal.Date, status plans.Status, pace *int64, text string, done []plans.Reached) error {
	c := s.city
	d := plans.UpdateDraft{AsOf: day, Status: status, Progress: pace, Text: text, Done: done}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := c.app.Plans.Publish(c.as(c.pms[e.org]), e.id, d)
	return err
}

// link names the projects and systems that carry the actions of the present plan.
func (s *scheme) link() error {
	c := s.city
	for _, e := range s.efforts {
		by, there := carriedBy[e.name]
		if !there || e.id == "" {
			continue
		}
		row, err := store.Load[plans.Action](c.app.Store.Read(c.ctx), e.id)
		if err != nil {
			return err
		}
		d := row.Draft
		for _, p := range c.projects {
			if p.name == by[0] && p.id != "" {
				d.ProjectIDs = append(d.ProjectIDs, p.id)
				d.SystemIDs = nil
				for _, m := range p.concerned() {
					d.SystemIDs = append(d.SystemIDs, m.id)
				}
			}
		}
		for _, name := range split(by[1]) {
			if m := c.systems[name]; m != nil && m.id != "" && !strings.Contains(strings.Join(d.SystemIDs, " "), m.id) {
				d.SystemIDs = append(d.SystemIDs, m.id)
			}
		}
		if _, err := c.app.Plans.UpdateAction(c.as(c.people["ict_plan"]), e.id, store.Latest, d, "関係する案件とシステムを明らかにするため"); err != nil {
			return err
		}
	}
	return nil
}

// measure of an action, as the table of KPIs writes it.
type measure struct {
	name, unit, direction string
	baseline, target      float64
	actuals               []string
	revised               string
}

func (e *effort) measure() measure {
	p := strings.Split(e.kpi, ";")
	m := measure{name: p[0], unit: p[1], direction: plans.Increase, actuals: strings.Split(p[4], ","), revised: p[5]}
	m.baseline, _ = strconv.ParseFloat(p[2], 64)
	m.target, _ = strconv.ParseFloat(p[3], 64)
	if m.target < m.baseline {
		m.direction = plans.Decrease
	}
	return m
}

// schedule enters the values of the years that are over, and revises the target once.
func (m measure) schedule(s *scheme, e *effort) {
	c := s.city
	if on := workday(fiscal.FYStart(s.from+1).AddDays(100+e.n%20), 1); m.revised != "" && !on.After(c.today) {
		target, _ := strconv.ParseFloat(m.revised, 64)
		c.on(on, 16*60+e.n, e.code+" is revised", func() error {
			_, err := c.app.Plans.ReviseTarget(c.as(c.people["ict_plan"]), e.id, e.kpiID, store.Latest,
				plans.TargetDraft{Target: target, TargetYear: int64(s.from + planYears - 1)}, "初年度の実績を踏まえ目標を見直す")
			return err
		})
	}
	for i, text := range m.actuals {
		value, err := strconv.ParseFloat(text, 64)
		on := workday(fiscal.FYEnd(s.from+i).AddDays(2+e.n%6), 1)
		if err != nil || on.After(c.today) {
			continue
		}
		c.on(on, 16*60+30+e.n, e.code+" is measured", func() error {
			_, err := c.app.Plans.Measure(c.as(c.pms[e.org]), e.id, e.kpiID, store.Latest, plans.ActualDraft{Year: int64(s.from + i), On: on, Value: value})
			return err
		})
	}
}
