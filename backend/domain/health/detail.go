package health

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Detail is the health of one subject with every rule that was applied, judged at the moment of asking.
type Detail struct {
	ID         string      `json:"id"`
	Code       string      `json:"code"`
	Judged     bool        `json:"judged" doc:"False for projects that have not begun or have ended, and for retired systems"`
	AsOf       fiscal.Date `json:"asOf"`
	JudgedAt   store.Time  `json:"judgedAt"`
	Since      fiscal.Date `json:"since"`
	ComparedOn fiscal.Date `json:"comparedOn,omitzero"`
	Previous   Colour      `json:"previous" enum:"green,grey,amber,red,"`
	Worsened   bool        `json:"worsened"`
	Trend      []Colour    `json:"trend" enum:"green,grey,amber,red," doc:"Evidence a month apart, oldest first, the last one now"`
	Verdicts
	Sides   []Dimension  `json:"dimensions"`
	Results []Result     `json:"results" doc:"The gravest first"`
	Worth   Worth        `json:"worth"`
	Report  *ReportRef   `json:"report,omitempty" doc:"Latest published report"`
	Earned  *EarnedView  `json:"earned,omitempty" doc:"Latest earned value"`
	Changes []DaysChange `json:"changes" doc:"When the evidence changed its colour, newest first, at most 20"`
	Can     Cans         `json:"can"`
}

// Cans is what the caller may do here.
type Cans map[string]authz.Verdict

// ReportRef is the report that the declared health stands in.
type ReportRef struct {
	ID      string      `json:"id"`
	AsOf    fiscal.Date `json:"asOf"`
	AgeDays int         `json:"ageDays"`
}

// DaysChange is a day on which the evidence was another than on the judged day before.
type DaysChange struct {
	Day  fiscal.Date `json:"day"`
	From Colour      `json:"from" enum:"green,grey,amber,red"`
	To   Colour      `json:"to" enum:"green,grey,amber,red"`
}

// DetailIn asks about one subject.
type DetailIn struct {
	ID    string      `path:"id" validate:"required,max=64"`
	Since fiscal.Date `query:"since" doc:"Day compared with; a month ago unless given"`
}

// Project is the health of one project.
func (s *Service) Project(ctx context.Context, in *DetailIn) (*Detail, error) {
	db := s.store.Read(ctx)
	p, err := owner(db, in.ID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "health:read", p.record()); err != nil {
		return nil, err
	}
	d, on, err := s.empty(ctx, in)
	if err != nil {
		return nil, err
	}
	may, err := authz.From(ctx).Decide("evm:write", p.record())
	if err != nil {
		return nil, err
	}
	if may.Allowed && p.ended() {
		may.Allowed, may.Missed = false, []string{"state"}
	}
	d.Can = Cans{"earned": may}
	facts, err := s.projectFacts(ctx, d.AsOf, []string{in.ID})
	if err != nil || len(facts) == 0 {
		return d, err
	}
	f := &facts[0]
	row, j := s.set.projectState(f, d.AsOf, d.JudgedAt)
	d.fill(f.Code, row, &j)
	if f.Report != nil {
		d.Report = &ReportRef{f.Report.ID, f.Report.AsOf, d.AsOf.Sub(f.Report.AsOf)}
	}
	if f.Earned != nil {
		if d.Earned, err = s.GetEarned(ctx, f.Earned.ID); err != nil {
			return nil, err
		}
	}
	return d, s.remember(ctx, d, row, &on)
}

// System is the health of one system.
func (s *Service) System(ctx context.Context, in *DetailIn) (*Detail, error) {
	type row struct{ ID, OwnerID string }
	sys, err := store.One[row](s.store.Read(ctx).Table("systems").Where("id = ?", in.ID).Select("id, owner_id"), "systems", in.ID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "health:read", record(OfSystem, sys.ID, sys.OwnerID, nil)); err != nil {
		return nil, err
	}
	d, on, err := s.empty(ctx, in)
	if err != nil {
		return nil, err
	}
	facts, err := s.systemFacts(ctx, d.AsOf, []string{in.ID})
	if err != nil || len(facts) == 0 {
		return d, err
	}
	present, j := s.set.systemState(&facts[0], d.AsOf, d.JudgedAt)
	d.fill(facts[0].Code, present, &j)
	return d, s.remember(ctx, d, present, &on)
}

func (s *Service) empty(ctx context.Context, in *DetailIn) (*Detail, past, error) {
	p, err := compare(s.store.Read(ctx), s.today(), in.Since)
	return &Detail{
		ID: in.ID, AsOf: p.today, JudgedAt: store.At(s.store.Now()), Since: p.since, ComparedOn: p.on,
		Trend: make([]Colour, points), Sides: []Dimension{}, Results: []Result{}, Changes: []DaysChange{}, Can: Cans{},
		Verdicts: Verdicts{Overall: Grey},
	}, p, err
}

func (d *Detail) fill(code string, row *state, j *Judgement) {
	d.Judged, d.Code, d.Verdicts, d.Sides, d.Results, d.Worth = true, code, row.Verdicts, j.Dimensions, j.Results, row.Worth
}

// maxChangesShown is how many changes of colour a page tells.
const maxChangesShown = 20

// remember adds the past, and keeps what was judged just now where a list would still show something else.
func (s *Service) remember(ctx context.Context, d *Detail, row *state, p *past) error {
	db := s.store.Read(ctx)
	trends, err := p.trends(db, map[string]Colour{d.ID: d.Overall})
	if err != nil {
		return err
	}
	d.Trend = trends[d.ID]
	type day struct {
		Day     fiscal.Date
		Overall Colour
	}
	days, err := store.Scan[day](db.Table("health_snapshots").Where("subject_id = ?", d.ID).Order("day DESC").Limit(maxDays).Select("day, overall"))
	if err != nil {
		return err
	}
	for i, now := range days {
		if now.Day == p.on {
			d.Previous = now.Overall
		}
		if i+1 < len(days) && days[i+1].Overall != now.Overall && len(d.Changes) < maxChangesShown {
			d.Changes = append(d.Changes, DaysChange{now.Day, days[i+1].Overall, now.Overall})
		}
	}
	d.Worsened = d.Previous != "" && d.Overall.Severity() > d.Previous.Severity()
	kept, err := store.Scan[Verdicts](db.Table("health_states").Where("id = ?", d.ID))
	if err != nil || len(kept) == 1 && kept[0].same(&row.Verdicts) {
		return err
	}
	_, err = s.judgeAll(ctx, row.Subject, d.AsOf, []string{d.ID}, d.AsOf)
	return err
}

// same tells whether two rows of a list would show the same verdict.
func (v *Verdicts) same(o *Verdicts) bool {
	return v.Overall == o.Overall && v.Declared == o.Declared && v.Dimensions == o.Dimensions && v.Fired == o.Fired &&
		v.ReportStale == o.ReportStale && v.GateWaiting == o.GateWaiting
}

// Rules are the rules in force, with their limits.
func (s *Service) Rules(context.Context, *api.None) (*Set, error) { return s.set, nil }
