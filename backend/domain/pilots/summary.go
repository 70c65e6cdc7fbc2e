package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Summary answers how the city's pilots stand and what has to be decided.
type Summary struct {
	AsOf       fiscal.Date `json:"asOf"`
	MinCases   int64       `json:"minCases" doc:"Of the settings"`
	Total      api.Figure  `json:"total"`
	Stages     []StageRow  `json:"stages"`
	Ready      api.Figure  `json:"ready" doc:"Running, and all criteria are met"`
	NotReady   api.Figure  `json:"notReady" doc:"Running, and not all are"`
	Due        api.Figure  `json:"due" doc:"Running beyond the day by which is decided"`
	AfterStart api.Figure  `json:"afterStart" doc:"Criteria in force were set after the start"`
	Cases      api.Figure  `json:"cases" doc:"Cases of running pilots"`
	Unchecked  api.Figure  `json:"unchecked" doc:"Of these, wrong and nobody has looked at the answer"`
}

// StageRow are the pilots of a stage.
type StageRow struct {
	Stage Stage      `json:"stage" enum:"planned,running,widened,ended"`
	Count api.Figure `json:"count"`
}

// Summary counts the pilots of a scope, in seven statements.
func (s *Service) Summary(ctx context.Context, in *Scope) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out := &Summary{AsOf: s.today(), MinCases: s.settings.MinCases}
	facets, err := s.Facets(ctx, &Filter{Scope: *in})
	if err != nil {
		return nil, err
	}
	total := 0
	for _, stage := range []Stage{Planned, Running, Widened, Ended} {
		n := facets["stage"][string(stage)]
		total += n
		out.Stages = append(out.Stages, StageRow{stage, api.Count(n, in.rows("stage", string(stage)))})
	}
	out.Total = api.Count(total, in.rows())
	out.Ready = api.Count(facets["ready"]["true"], in.rows("ready", "true"))
	out.NotReady = api.Count(facets["ready"]["false"], in.rows("ready", "false"))
	out.Due = api.Count(facets["due"]["true"], in.rows("due", "true"))
	out.AfterStart = api.Count(facets["afterStart"]["true"], in.rows("afterStart", "true"))
	// Cases are listed by the section of their pilot alone: within a ward or a project a figure would open onto more.
	if in.WardID != "" || in.ProjectID != "" {
		return out, nil
	}
	type sum struct{ Cases, Open int64 }
	sums, err := store.Scan[sum](q.Where("pilots.stage = ?", Running).Joins("JOIN pilot_cases ON pilot_cases.pilot_id = pilots.id AND " + counts).
		Select("count(*) AS cases, COALESCE(SUM(CASE WHEN pilot_cases.rank = 'none' AND pilot_cases.checked_by_id IS NULL THEN 1 ELSE 0 END), 0) AS open"))
	if err != nil {
		return nil, err
	}
	rows := caseRows("stage", string(Running))
	if in.SectionID != "" {
		rows = caseRows("stage", string(Running), "sectionId", in.SectionID)
	}
	out.Cases = api.Count(sums[0].Cases, rows())
	out.Unchecked = api.Count(sums[0].Open, rows("rank", "none", "checked", "false"))
	return out, nil
}
