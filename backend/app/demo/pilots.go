package demo

import (
	"fmt"
	"math/rand/v2"

	"miotsukushi/backend/domain/pilots"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// trial is a pilot of the demo city. Days count back from today; what lies ahead is below 0.
type trial struct {
	org, manager  string // manager is a key of an office; the systems manager of the section otherwise
	wards         []int
	starts, ends  int
	draft         pilots.Draft
	criteria      pilots.CriteriaDraft
	later         *pilots.CriteriaDraft // changed after the start
	laterAt       int
	sets          []answers
	continued     int // days ago the pilot was continued, 0 for never
	over          int // days ago it was decided on for good
	decision      *pilots.DecisionDraft
	before, after int64 // seconds a case, about
}

// answers are the cases on one version of the evaluation set.
type answers struct {
	edition, what       string
	since               int
	first, later, wrong int
	open                int // wrong ones that nobody has looked at
}

// schedulePilots lets the trials run: criteria and evaluation set first, then the start, then cases in batches.
func (c *city) schedulePilots() {
	for i := range trials() {
		t := trials()[i]
		var p *pilots.Pilot
		day := func(ago int) fiscal.Date { return workday(c.today.AddDays(-ago), -1) }
		at := func(ago, minute int, what string, run func() error) {
			c.on(day(ago), minute+i, "pilot: "+what, run)
		}
		at(max(t.starts+25, 5), 9*60+10, "plan", func() (err error) {
			manager := c.pms[t.org]
			if t.manager != "" {
				manager = c.people[t.manager]
			}
			d := t.draft
			d.SectionID, d.ManagerID, d.StartsOn, d.EndsOn = c.orgs[t.org], manager, day(t.starts), c.today.AddDays(-t.ends)
			if t.continued > 0 {
				d.EndsOn = c.today.AddDays(-t.continued + 5)
			}
			for _, w := range t.wards {
				d.WardIDs = append(d.WardIDs, c.orgs[wardKey(w)])
			}
			readings := d.Readings
			d.Readings = nil
			if err := valid(&d); err != nil {
				return err
			}
			if p, err = c.app.Pilots.Create(c.as(c.people["ict_plan"]), d); err != nil {
				return err
			}
			t.draft, t.draft.Readings = d, readings
			return nil
		})
		at(max(t.starts+10, 2), 10*60+5, "criteria", func() (err error) {
			p, err = c.app.Pilots.SetCriteria(c.as(c.people["ict_plan"]), p.ID, store.Latest, t.criteria)
			return err
		})
		if t.starts < 0 {
			continue // still planned
		}
		for k, s := range t.sets {
			at(s.since, 8*60+40, "evaluation set", func() (err error) {
				p, err = c.app.Pilots.AddSet(c.as(c.people["ict_plan"]), p.ID, store.Latest, pilots.SetDraft{Edition: s.edition, What: s.what})
				return err
			})
			c.scheduleCases(i, k, &t, &p, at)
		}
		at(t.starts, 9*60, "start", func() (err error) {
			p, err = c.app.Pilots.Start(c.as(c.starter(t.org)), p.ID, store.Latest, pilots.StartDraft{})
			return err
		})
		if t.later != nil {
			at(t.laterAt, 11*60, "criteria changed", func() (err error) {
				p, err = c.app.Pilots.SetCriteria(c.as(c.people["ict_plan"]), p.ID, store.Latest, *t.later)
				return err
			})
		}
		if t.continued > 0 {
			at(t.continued, 15*60, "continue", func() (err error) {
				p, err = c.app.Pilots.Decide(c.as(c.people["executive"]), p.ID, store.Latest, pilots.DecisionDraft{
					Outcome: pilots.Continue, Reason: "正答率の区間が広く、拡大できるか判断できない。対象の届出と検証ケースを増やして確かめる。", EndsOn: c.today.AddDays(-t.ends),
				})
				return err
			})
		}
		at(max(t.over+6, 3), 16*60+20, "use", func() (err error) {
			d := p.Draft
			for k, r := range t.draft.Readings {
				r.On = day(max(t.over+6, 3) + 30*(len(t.draft.Readings)-1-k) + 1)
				d.Readings = append(d.Readings, r)
			}
			p, err = c.app.Pilots.Update(c.as(c.people["ict_plan"]), p.ID, store.Latest, d, "利用状況の集計")
			return err
		})
		if t.decision != nil {
			at(t.over, 15*60+30, "decide", func() (err error) {
				p, err = c.app.Pilots.Decide(c.as(c.people["executive"]), p.ID, store.Latest, *t.decision)
				return err
			})
		}
	}
}

// starter is who releases a pilot of a section: its head.
func (c *city) starter(org string) string {
	if id := c.heads[org]; id != "" {
		return id
	}
	return c.people["ict_plan"]
}

// scheduleCases lays the cases of an evaluation set out over its days, in four batches.
func (c *city) scheduleCases(i, k int, t *trial, p **pilots.Pilot, at func(ago, minute int, what string, run func() error)) {
	const batches = 4
	s := t.sets[k]
	last := max(t.over+8, 4)
	if k+1 < len(t.sets) {
		last = t.sets[k+1].since + 2
	}
	from := min(s.since, t.starts) - 2
	var ranks []pilots.Rank
	for range s.first {
		ranks = append(ranks, pilots.Top1)
	}
	for range s.later {
		ranks = append(ranks, pilots.Top3)
	}
	for range s.wrong {
		ranks = append(ranks, pilots.None)
	}
	rng := rand.New(rand.NewPCG(uint64(100+i), uint64(k)))
	rng.Shuffle(len(ranks), func(a, b int) { ranks[a], ranks[b] = ranks[b], ranks[a] })
	wrong := 0
	for b := range batches {
		lo, hi := len(ranks)*b/batches, len(ranks)*(b+1)/batches
		ago := from - (from-last)*(b+1)/batches
		at(ago, 17*60, "cases", func() error {
			var all []pilots.CaseDraft
			for n := lo; n < hi; n++ {
				d := pilots.CaseDraft{
					Code: fmt.Sprintf("%s-%d-%04d", (*p).Code, k+1, n+1), PilotID: (*p).ID, WardID: c.orgs[wardKey(t.wards[rng.IntN(len(t.wards))])], Edition: s.edition,
					Rank: ranks[n], HandledOn: workday(c.today.AddDays(-ago-rng.IntN(5)), -1),
				}
				if t.before > 0 && rng.IntN(7) > 0 {
					before, after := t.before*int64(70+rng.IntN(60))/100, t.after*int64(60+rng.IntN(80))/100
					d.SecondsBefore, d.SecondsAfter = &before, &after
				}
				if d.Rank == pilots.None {
					wrong++
				}
				if d.Rank != pilots.None || wrong <= s.wrong-s.open {
					d.CheckedByID = store.Ref((*p).ManagerID)
				}
				all = append(all, d)
			}
			return c.app.Pilots.TakeOverCases(c.as(c.people["ict_plan"]), (*p).ID, all)
		})
	}
}
