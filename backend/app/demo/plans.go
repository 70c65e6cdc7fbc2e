package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// planYears is how many fiscal years an action plan of the city spans; the first began with firstPlan.
const (
	planYears = 3
	firstPlan = 2015
)

// scheme is an action plan being played.
type scheme struct {
	city     *city
	from     int
	code, id string
	themes   []*topic
	efforts  []*effort
	current  bool // approved, and no later one is
}

// topic is a theme of a plan.
type topic struct{ code, name, en, field, id string }

// effort is an action of a plan.
type effort struct {
	theme          *topic
	org, name, en  string
	code, id       string
	added          int // year after the first in which it was added; 0: planned at the start
	goesOn, leaves bool
	n              int
	rng            *rand.Rand
	starts, ends   fiscal.Date
	miles          []plans.Milestone
	kpi, kpiID     string
	from           *effort // action of the plan before that goes on here
}

// readScheme reads a plan as planOne is written.
func (c *city) readScheme(from int, text string) *scheme {
	s := &scheme{city: c, from: from, code: fmt.Sprintf("AP%02d", from%100)}
	numbers := map[string]int{}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "## "); ok {
			p := strings.Split(head, "|")
			s.themes = append(s.themes, &topic{code: s.code + "-" + p[0], name: p[1], en: p[2], field: p[3]})
			continue
		}
		e := &effort{theme: s.themes[len(s.themes)-1], n: len(s.efforts)}
		p := strings.Split(line, "|")
		for len(p) > 3 {
			switch mark := p[0]; {
			case mark == ">":
				e.goesOn = true
			case mark == "x":
				e.leaves = true
			default:
				e.added, _ = strconv.Atoi(mark[1:])
			}
			p = p[1:]
		}
		e.org, e.name, e.en = p[0], p[1], p[2]
		numbers[e.theme.code]++
		e.code = fmt.Sprintf("%s-%02d", e.theme.code, numbers[e.theme.code])
		e.rng = rand.New(rand.NewPCG(uint64(from), uint64(e.n)))
		s.lay(e)
		s.efforts = append(s.efforts, e)
	}
	return s
}

// steps of an action, one for a milestone.
var actionSteps = []string{"現状の調査と要件の整理", "仕様の確定と調達", "試行と検証", "本番の開始", "効果の測定と見直し"}

// lay lays an action out in time: a milestone every three quarters or so.
func (s *scheme) lay(e *effort) {
	year := s.from + e.added
	e.starts = fiscal.FYStart(year).AddMonths(3 * (e.n % 2))
	if e.added > 0 {
		e.starts = fiscal.FYStart(year).AddMonths(1)
	}
	e.ends = fiscal.FYEnd(s.from + planYears - 1)
	on := e.starts.AddMonths(3 + 3*e.rng.IntN(2))
	for _, text := range actionSteps {
		if !on.Before(e.ends) {
			break
		}
		e.miles = append(e.miles, plans.Milestone{Quarter: plans.Quarter(fmt.Sprintf("%04dQ%d", fiscal.FY(on), fiscal.Quarter(on))), Text: text})
		on = on.AddMonths(6 + 3*e.rng.IntN(2))
	}
	e.kpi = measured[e.name]
}

func (e *effort) draft(c *city) plans.Draft {
	d := plans.Draft{
		Code: e.code, Name: e.name, NameEn: e.en, ThemeID: e.theme.id, OwnerID: c.orgs[e.org], PersonID: store.Ref(c.pms[e.org]),
		Summary:  "「" + e.theme.name + "」の取組として、" + e.name + "を進める。",
		StartsOn: e.starts, EndsOn: e.ends, Milestones: slices.Clone(e.miles),
	}
	if e.added > 0 {
		d.AddedWhy = additions[e.n%len(additions)]
	}
	return d
}

// additions are why actions were added to an approved plan.
var additions = []string{"市長の指示による追加", "補正予算による追加", "国の制度改正への対応", "所属からの提案を採択", "監査の意見を受けて追加"}

// schedulePlans lays out every action plan from the first to the one in preparation.
func (c *city) schedulePlans() {
	texts := []string{planOne, planTwo, planThree, planFour, planNext}
	var latest *scheme
	for i := 0; ; i++ {
		before, from := latest, firstPlan+planYears*i
		s := c.readScheme(from, texts[min(i, len(texts)-1)])
		meeting := workday(fiscal.MustDate(fmt.Sprintf("%d-05-24", from)), -1)
		next := workday(fiscal.MustDate(fmt.Sprintf("%d-05-24", from+planYears)), -1)
		if meeting.After(c.today) {
			if fiscal.FY(c.today) >= from-1 { // the last year of the plan before it
				made := workday(c.today.AddDays(-70), -1)
				c.on(made, 10*60, s.code+" is drafted", func() error { return s.make(i+1, before, made) })
				c.on(workday(c.today.AddDays(-8), -1), 11*60, s.code+" is proposed", s.propose)
			} else {
				c.on(workday(c.today.AddDays(-8), -1), 11*60, before.code+" is proposed again", before.propose)
			}
			return
		}
		made := workday(fiscal.FYStart(from).AddDays(9), 1)
		c.on(made, 10*60, s.code+" is drafted", func() error { return s.make(i+1, before, made) })
		c.on(meeting, 11*60, s.code+" is approved", func() error { return s.approve(meeting) })
		s.current = next.After(c.today)
		s.inherit(before)
		s.schedule(!s.current)
		latest = s
	}
}

// make enters an edition of the strategy, the plan under it, its themes and the actions planned at the start, and carries
// over what the plan before leaves, which is then closed.
func (s *scheme) make(edition int, before *scheme, day fiscal.Date) error {
	c, svc := s.city, s.city.app.Plans
	last := s.from + planYears - 1
	strategy, err := svc.CreateStrategy(c.as(c.people["ict_plan"]), plans.StrategyDraft{
		Code: fmt.Sprintf("ST-%d", edition), Name: fmt.Sprintf("ICT戦略 第%d版", edition), NameEn: fmt.Sprintf("ICT Strategy, edition %d", edition),
		Edition: int64(edition), DecidedOn: day, Summary: "最小の投資で最大の効果を出すために、ICTを徹底して活用する。",
	})
	if err != nil {
		return err
	}
	plan, err := svc.Create(c.as(c.people["ict_plan"]), plans.PlanDraft{
		Code: s.code, Name: fmt.Sprintf("ICT戦略アクションプラン（%d年度〜%d年度）", s.from, last), NameEn: fmt.Sprintf("ICT action plan FY%d–%d", s.from, last),
		StrategyID: strategy.ID, FYFrom: int64(s.from), FYTo: int64(last), Summary: "戦略の重点ごとに、3か年で取り組む施策と指標を定める。",
	})
	if err != nil {
		return err
	}
	s.id = plan.ID
	for i, t := range s.themes {
		row, err := svc.AddTheme(c.as(c.people["ict_plan"]), s.id, plans.ThemeDraft{Code: t.code, Name: t.name, NameEn: t.en, Field: plans.Field(t.field), Position: int64(i + 1)}, "")
		if err != nil {
			return err
		}
		t.id = row.ID
	}
	for _, e := range s.efforts {
		if e.added == 0 && e.from == nil {
			if err := s.enter(e); err != nil {
				return err
			}
		}
	}
	if before == nil || before.current {
		return nil
	}
	return s.succeed(before)
}

// inherit takes up what the plan before leaves.
func (s *scheme) inherit(before *scheme) {
	if before == nil {
		return
	}
	for _, e := range before.efforts {
		if !e.goesOn {
			continue
		}
		to := s.themes[max(0, slices.IndexFunc(s.themes, func(t *topic) bool { return t.field == e.theme.field }))]
		next := &effort{theme: to, org: e.org, name: e.name, en: e.en, n: len(s.efforts), from: e, rng: e.rng, code: fmt.Sprintf("%s-9%d", to.code, e.n%10)}
		s.lay(next)
		next.miles = nil
		s.efforts = append(s.efforts, next)
	}
}

// succeed carries over what the plan before leaves, and closes that plan.
func (s *scheme) succeed(before *scheme) error {
	c := s.city
	for _, e := range s.efforts {
		if e.from == nil {
			continue
		}
		row, err := c.app.Plans.CarryOver(c.as(c.people["ict_plan"]), e.from.id, store.Latest,
			plans.Carrying{ThemeID: e.theme.id, Code: e.code, Reason: "前の計画から引き続き取り組む"})
		if err != nil {
			return err
		}
		e.id = row.ID
	}
	_, err := c.app.Plans.Close(c.as(c.people["ict_plan"]), before.id, store.Latest, "3か年の期間を終え、すべての施策の結果を確定した")
	return err
}

// enter enters an action with its KPI.
func (s *scheme) enter(e *effort) error {
	c := s.city
	d := e.draft(c)
	if err := valid(&d); err != nil {
		return err
	}
	row, err := c.app.Plans.CreateAction(c.as(c.people["ict_plan"]), d)
	if err != nil {
		return err
	}
	e.id = row.ID
	if e.kpi == "" {
		return nil
	}
	k := e.measure()
	view, err := c.app.Plans.AddKPI(c.as(c.people["ict_plan"]), e.id,
		plans.KPIDraft{Name: k.name, Unit: k.unit, Direction: k.direction, Baseline: &k.baseline, BaselineYear: int64(s.from - 1), Source: "ICT戦略室の調査"},
		plans.TargetDraft{Target: k.target, TargetYear: int64(s.from + planYears - 1)}, d.AddedWhy)
	if err == nil {
		e.kpiID = view.ID
	}
	return err
}

func (s *scheme) approve(day fiscal.Date) error {
	c, ctx := s.city, s.city.as(s.city.people["executive"])
	changes, err := c.app.Plans.Compare(ctx, s.id, 0, 0)
	if err != nil {
		return err
	}
	// Those who approved plans before there was a headquarters, whose meetings are records of their own.
	meeting := fiscal.FYLabel(s.from, day) + " 第1回情報化推進会議"
	_, err = c.app.Plans.Approve(ctx, s.id, store.Latest, plans.Approval{Meeting: meeting, On: day, Hash: changes.ContentHash})
	return err
}

func (s *scheme) propose() error {
	c := s.city
	_, err := c.app.Plans.Propose(c.as(c.people["ict_plan"]), s.id, store.Latest)
	return err
}
