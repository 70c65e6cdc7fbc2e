package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/platform/fiscal"
)

// script is the story of a project, as it is written down in the files of
// stories. Money is in millions of yen.
type script struct {
	name, kana, en string
	org            string
	systems        string // names, separated by commas
	builds         bool   // the systems begin with the project
	ends           bool   // the systems end with it
	purpose        string
	build, run     int64
	risk           projects.RiskLevel
	hq             bool
	tier           string // as it must come out, checked by the tests

	begin, finish when
	first         when // finish as first planned, when it was moved since
	moved         when // when the plan was moved
	why           string
	exec, live    when // under contract; in service
	done, stop    when
	stopWhy       string
	retired       when // when the systems concerned ended

	topics []string // what the work is about, for the reports
	risks  []hazard
	steps  []step
	plan   string // milestones, see parsePlan

	health string // declared health of the last reports, oldest first: g, a, r, u
	sore   string // what is wrong when it is not green: scope, schedule, cost, quality, risk
	last   when   // day of the latest report; a week or three ago unless given
	words  words  // of the latest report, when it is worth writing out
	quiet  bool   // no reports at all
}

// hazard is a risk or an issue of a project.
type hazard struct {
	title, text, response string
	impact, likelihood    int
	issue                 bool
	due                   when
	closed                when
	byHead                bool // the head of the section answers it
}

// words are the texts of a report.
type words struct{ summary, achieved, next, issues string }

// kinds of a step: an outcome, or how far an application has come.
type kind string

const (
	approved     kind = "approved"
	conditional  kind = "conditional"
	returned     kind = "returned"
	deferred     kind = "deferred"
	rejected     kind = "rejected"
	skipped      kind = "skipped"
	withdrawn    kind = "withdrawn"
	drafted      kind = "draft"
	submitted    kind = "submitted"
	coordinating kind = "coordination"
	reviewing    kind = "review"
)

// step is a round at a gate, or its omission. at is the day of the decision; of an
// application under way the day on which it came to where it is.
type step struct {
	gate   string
	kind   kind
	at     when
	reason string
	conds  []demand
	dca    string            // of the opinions, one letter each: G g a r R; tiers B and C may leave it out
	said   int               // opinions given so far, of an application in review
	own    map[string]string // criteria that the applicant owns up to, with the comment
	lacks  []string          // criteria left unanswered in a draft
	old    map[string]when   // criteria whose evidence dates from that day
	acting bool              // decided by another post in the decider's place
	who    string            // reviewers, as digits 1 to 4; chosen by turn unless given
	due    when              // until when a decision is wanted
}

// demand is a condition of an approval and what became of it.
type demand struct {
	text        string
	weight      string // critical, essential, recommended
	due         when   // day, or a gate
	byHead      bool
	proof       string // what was handed in as evidence
	reported    when
	sentBack    when // verified as not met once, before the day of reported
	backWhy     string
	verified    when
	waived      when
	waiveReason string
}

func ok(gate string, on when) step { return step{gate: gate, kind: approved, at: on} }

func cond(gate string, on when, conds ...demand) step {
	return step{gate: gate, kind: conditional, at: on, conds: conds}
}

func back(gate string, on when, reason string) step {
	return step{gate: gate, kind: returned, at: on, reason: reason}
}

func skip(gate string, on when, reason string) step {
	return step{gate: gate, kind: skipped, at: on, reason: reason}
}

// project is a script being played.
type project struct {
	*script
	city  *city
	n     int
	code  string
	id    string
	rng   *rand.Rand
	miles []*mile
	draft projects.Draft
	gates map[string]fiscal.Date // when each gate was passed
	risk  []string               // ids of risks, "" while not raised
}

// mile is a milestone of a project.
type mile struct {
	id, name, gate                   string
	first, current, forecast, actual fiscal.Date
}

// gateNames are the milestones that stand for a gate.
var gateNames = map[string]string{
	"G0": "構想審査", "G1": "予算要求前審査", "G2": "調達前審査", "G3": "契約前審査・契約締結",
	"G4": "設計・開発着手判定", "G5": "サービスイン判定", "G6": "運用後評価", "GX": "廃止判定",
}

// adopt begins to play a script.
func (c *city) adopt(n int, s *script) *project {
	p := &project{
		script: s, city: c, n: n, code: fmt.Sprintf("P-%04d", 101+n), rng: rand.New(rand.NewPCG(60, uint64(n))),
		gates: map[string]fiscal.Date{},
	}
	for _, st := range s.steps {
		if st.kind == approved || st.kind == conditional || st.kind == skipped {
			p.gates[st.gate] = c.day(st.at)
		}
	}
	p.parsePlan()
	p.risk = make([]string, len(s.risks))
	for _, m := range p.concerned() {
		m.projects++
		m.built = m.built || s.builds
		m.ending = m.ending || s.ends
		if s.stop == "" && c.day(s.finish).After(m.finish) || m.finish.IsZero() {
			m.finish = c.day(s.finish)
		}
		if s.builds {
			m.entered, m.live = c.day(s.begin), c.day(s.live)
		} else if begun := c.day(s.begin).AddDays(-30); !m.entered.Before(begun) {
			m.entered = workday(begun, -1)
			m.live = earliest(m.live, m.entered.AddDays(-300))
		}
	}
	return p
}

// concerned are the systems of a project.
func (p *project) concerned() []*machine {
	var out []*machine
	for _, name := range split(p.systems) {
		m := p.city.systems[name]
		if m == nil {
			panic("demo: " + p.name + ": no system is called " + name) // a mistake in a script
		}
		out = append(out, m)
	}
	return out
}

func (p *project) pm() string   { return p.city.pms[p.org] }
func (p *project) head() string { return p.city.heads[p.org] }

// minute spreads what projects do on the same day.
func (p *project) minute(hour, minute int) int { return hour*60 + minute + p.n%17 }

// parsePlan reads the milestones: "G5:+90/+60>+100;総合テスト完了=-12/-20" is the
// gate G5 planned for 90 days from now, first for 60 and expected in 100, and a
// test that was finished 12 days ago instead of 20, with "@-14" after the first
// that it had been planned anew for 14 days ago in between; "/<64" sets the first baseline
// 64 days before the forecast. Gates that have been passed need no entry.
func (p *project) parsePlan() {
	c := p.city
	named := map[string]bool{}
	for _, item := range strings.FieldsFunc(p.plan, func(r rune) bool { return r == ';' }) {
		m := &mile{}
		rest := ""
		at := strings.IndexAny(item, ":=")
		m.name, rest = strings.TrimSpace(item[:at]), item[at+1:]
		rest, forecast, _ := strings.Cut(rest, ">")
		day, first, moved := strings.Cut(rest, "/")
		plain, _, _ := strings.Cut(day, "@")
		m.current, m.forecast = c.day(when(plain)), c.day(when(forecast))
		switch m.first = m.current; {
		case strings.HasPrefix(first, "<"):
			m.slipTo(first[1:])
		case moved:
			m.first = c.day(when(first))
		}
		if item[at] == '=' {
			reached, again, planned := strings.Cut(day, "@")
			m.actual, m.current = c.day(when(reached)), m.first
			if planned {
				m.current = c.day(when(again))
			}
		}
		if name, gate := gateNames[m.name]; gate {
			m.gate, m.name = m.name, name
			named[m.gate] = true
		}
		if m.actual.IsZero() && m.forecast.IsZero() && p.moved == "" && p.stop == "" && !p.quiet && p.rng.IntN(3) == 0 {
			m.forecast = c.near(m.current.AddDays(p.rng.IntN(13) - 3))
		}
		p.miles = append(p.miles, m)
	}
	for _, st := range p.steps {
		on, passed := p.gates[st.gate]
		if !passed || named[st.gate] || st.kind == skipped {
			continue
		}
		named[st.gate] = true
		planned := workday(on.AddDays(6-p.rng.IntN(17)), -1)
		if day := c.day(p.begin).AddDays(20); planned.Before(day) {
			planned = day
		}
		p.miles = append(p.miles, &mile{name: gateNames[st.gate], gate: st.gate, first: planned, current: planned, actual: on})
	}
}

// slipTo puts the first baseline so many days before the forecast, both on working
// days.
func (m *mile) slipTo(days string) {
	n, err := strconv.Atoi(days)
	if err != nil {
		panic("demo: " + m.name + " slips by no number") // a mistake in a script
	}
	for m.first = m.forecast.AddDays(-n); m.first != workday(m.first, 1) || m.forecast != workday(m.forecast, 1); {
		m.first, m.forecast = m.first.AddDays(1), m.forecast.AddDays(1)
	}
}
