package plans

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Tally is how many actions there are of each kind. Every number opens onto its
// actions.
type Tally struct {
	Initial         api.Figure `json:"initial" doc:"Planned at the start"`
	Added           api.Figure `json:"added" doc:"Added later"`
	Total           api.Figure `json:"total"`
	Achieved        api.Figure `json:"achieved"`
	AchievedInitial api.Figure `json:"achievedInitial" doc:"Achieved, of those planned at the start"`
	AchievedAdded   api.Figure `json:"achievedAdded" doc:"Achieved, of those added later"`
	Continuing      api.Figure `json:"continuing"`
	Withdrawn       api.Figure `json:"withdrawn"`
	Running         api.Figure `json:"running"`
	Behind          api.Figure `json:"behind" doc:"Behind by the evidence"`
	Unknown         api.Figure `json:"unknown" doc:"Nobody can tell by the evidence"`
	OnTrack         api.Figure `json:"onTrack" doc:"On track by the evidence"`
	NotStarted      api.Figure `json:"notStarted"`
	Off             api.Figure `json:"disagree" doc:"Declared to go well, behind by the evidence"`

	AchievedPercent        *int64 `json:"achievedPercent" doc:"Achieved of the total, whole percent"`
	AchievedInitialPercent *int64 `json:"achievedInitialPercent"`
	AchievedAddedPercent   *int64 `json:"achievedAddedPercent"`
	Reconciles             bool   `json:"reconciles" doc:"initial + added = total = achieved + continuing + withdrawn + running"`
}

// rows is the list of actions that a figure opens onto.
func rows(of url.Values, more ...string) string {
	v := url.Values{}
	for k, x := range of {
		v[k] = x
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return "/actions?" + v.Encode()
}

// tallyOf makes figures of tallies; of is what all their lists have in common.
func tallyOf(ts []tally, of url.Values) Tally {
	c := count(ts)
	by := map[Evidence]int64{}
	off := int64(0)
	for _, t := range ts {
		by[t.Evidence] += t.N
		if t.Off {
			off += t.N
		}
	}
	fig := func(n int64, more ...string) api.Figure { return api.Count(n, rows(of, more...)) }
	return Tally{
		Initial: fig(c.Initial, "origin", string(Initial)), Added: fig(c.Added, "origin", string(Added)), Total: fig(c.Total),
		Achieved:        fig(c.Achieved, "outcome", string(Achieved)),
		AchievedInitial: fig(c.AchievedInitial, "outcome", string(Achieved), "origin", string(Initial)),
		AchievedAdded:   fig(c.AchievedAdded, "outcome", string(Achieved), "origin", string(Added)),
		Continuing:      fig(c.Continuing, "outcome", string(Continuing)),
		Withdrawn:       fig(c.Withdrawn, "outcome", string(Withdrawn)),
		Running:         fig(c.Running, "outcome", string(Running)),
		Behind:          fig(by[EvidenceBehind], "evidence", string(EvidenceBehind)),
		Unknown:         fig(by[EvidenceUnknown], "evidence", string(EvidenceUnknown)),
		OnTrack:         fig(by[EvidenceOnTrack], "evidence", string(EvidenceOnTrack)),
		NotStarted:      fig(by[EvidenceNotStarted], "evidence", string(EvidenceNotStarted)),
		Off:             fig(off, "disagree", "true"),
		AchievedPercent: Percent(c.Achieved, c.Total), AchievedInitialPercent: Percent(c.AchievedInitial, c.Initial),
		AchievedAddedPercent: Percent(c.AchievedAdded, c.Added), Reconciles: c.Reconciles(),
	}
}

const tallyGroups = "plan_actions.theme_id, plan_actions.origin, plan_actions.outcome, evidence, off"

func (s *Service) tallyColumns(today fiscal.Date) string {
	return "plan_actions.theme_id, plan_actions.origin, plan_actions.outcome, " + s.settings.evidenceSQL(today) + " AS evidence, " +
		s.offSQL(today) + " AS off, count(*) AS n"
}

// ThemeTally is the line of a theme.
type ThemeTally struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	Field  Field  `json:"field" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	Tally
}

// QuarterTally tells of the milestones of a quarter: an action has one at most.
type QuarterTally struct {
	Quarter Quarter    `json:"quarter"`
	Planned api.Figure `json:"planned" doc:"Actions with a milestone in this quarter"`
	Done    api.Figure `json:"done" doc:"Of these, reached"`
	Past    bool       `json:"past" doc:"The quarter is over"`
	Percent *int64     `json:"percent"`
}

// KPITally counts actions by the state of their KPIs.
type KPITally struct {
	State   KPIState   `json:"state" enum:"none,incomplete,unmeasured,below,met"`
	Actions api.Figure `json:"actions"`
}

// Summary is how a plan stands.
type Summary struct {
	AsOf     fiscal.Date    `json:"asOf"`
	Plan     Tally          `json:"plan"`
	Themes   []ThemeTally   `json:"themes"`
	Quarters []QuarterTally `json:"quarters"`
	KPIs     []KPITally     `json:"kpis"`
	Missing  api.Figure     `json:"kpiMissing" doc:"Actions with a KPI whose actual value is missing"`
	// CountedApart is the number of actions, counted by another statement than
	// the figures above.
	CountedApart int64 `json:"countedApart" doc:"All actions of the plan, counted by a statement of its own"`
}

// Summarise tells how a plan stands, in seven statements however many actions it has.
func (s *Service) Summarise(ctx context.Context, planID string) (*Summary, error) {
	plan, err := s.readablePlan(ctx, planID)
	if err != nil {
		return nil, err
	}
	db, today, of := s.store.Read(ctx), fiscal.Today(s.store.Now()), url.Values{"planId": {planID}}
	mine := func() *gorm.DB { return joined(db).Where("plan_actions.plan_id = ?", planID) }
	ts, err := store.Scan[tally](mine().Group(tallyGroups).Select(s.tallyColumns(today)))
	if err != nil {
		return nil, err
	}
	out := &Summary{AsOf: today, Plan: tallyOf(ts, of), Themes: []ThemeTally{}, Quarters: []QuarterTally{}, KPIs: []KPITally{}}
	if out.CountedApart, err = store.Value[int64](db.Table("plan_actions").Where("plan_id = ?", planID).Select("count(*)")); err != nil {
		return nil, err
	}
	out.Plan.Reconciles = out.Plan.Reconciles && *out.Plan.Total.Value == out.CountedApart
	themes, err := themesOf(db, planID)
	if err != nil {
		return nil, err
	}
	for _, t := range themes {
		var its []tally
		for _, x := range ts {
			if x.ThemeID == t.ID {
				its = append(its, x)
			}
		}
		out.Themes = append(out.Themes, ThemeTally{t.ID, t.Code, t.Name, t.NameEn, t.Field, tallyOf(its, url.Values{"planId": {planID}, "themeId": {t.ID}})})
	}
	if err := out.quarters(mine(), plan, today, of); err != nil {
		return nil, err
	}
	return out, out.kpis(mine(), today, of)
}

func (out *Summary) quarters(q *gorm.DB, plan *Plan, today fiscal.Date, of url.Values) error {
	type row struct {
		Quarter       Quarter
		Planned, Done int64
	}
	found, err := store.Scan[row](q.Joins("JOIN plan_milestones m ON m.action_id = plan_actions.id").Group("m.quarter").
		Select("m.quarter, count(*) AS planned, count(m.done_on) AS done"))
	if err != nil {
		return err
	}
	by := map[Quarter]row{}
	for _, r := range found {
		by[r.Quarter] = r
	}
	for _, q := range quarters(plan.FYFrom, plan.FYTo) {
		_, last := q.bounds()
		out.Quarters = append(out.Quarters, QuarterTally{
			Quarter: q, Past: last.Before(today), Percent: Percent(by[q].Done, by[q].Planned),
			Planned: api.Count(by[q].Planned, rows(of, "milestone", string(q))),
			Done:    api.Count(by[q].Done, rows(of, "milestone", string(q), "milestoneDone", "true")),
		})
	}
	return nil
}

func (out *Summary) kpis(q *gorm.DB, today fiscal.Date, of url.Values) error {
	type row struct {
		KPIState   KPIState `gorm:"column:kpi_state"`
		N, Missing int64
	}
	found, err := store.Scan[row](q.Group("plan_actions.kpi_state").
		Select("plan_actions.kpi_state, count(*) AS n, COALESCE(SUM(CASE WHEN "+kpiMissingSQL+" THEN 1 ELSE 0 END), 0) AS missing", today))
	missing := int64(0)
	for _, state := range []KPIState{KPIMet, KPIBelow, KPIUnmeasured, KPIIncomplete, KPINone} {
		n := int64(0)
		for _, r := range found {
			if r.KPIState == state {
				n, missing = r.N, missing+r.Missing
			}
		}
		out.KPIs = append(out.KPIs, KPITally{state, api.Count(n, rows(of, "kpiState", string(state)))})
	}
	out.Missing = api.Count(missing, rows(of, "kpiMissing", "true"))
	return err
}
