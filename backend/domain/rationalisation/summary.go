package rationalisation

import (
	"context"
	"net/url"
	"strconv"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// rows is the list of systems that a figure opens onto.
func (n *Tree) rows(pairs ...string) string {
	v := url.Values{}
	if n.OwnerID != "" {
		v.Set("ownerId", n.OwnerID)
	}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	if len(v) == 0 {
		return "/rationalisation/systems"
	}
	return "/rationalisation/systems?" + v.Encode()
}

// Summary answers how far the city has put its systems in order.
type Summary struct {
	AsOf         fiscal.Date       `json:"asOf"`
	HighAt       int64             `json:"highAt" doc:"Hundredths from which an axis counts as high"`
	Total        api.Figure        `json:"total" doc:"Systems that are not retired: the one rule by which all are counted"`
	Assessed     api.Figure        `json:"assessed" doc:"Judged: in one of the four quadrants"`
	Quadrants    []QuadrantRow     `json:"quadrants" doc:"The four, then not judged, then not assessed"`
	Merger       api.Figure        `json:"merger" doc:"To be merged because law demands the work; part of migrate"`
	Stale        api.Figure        `json:"stale" doc:"Assessed long ago, or by other criteria than those in force"`
	Dispositions []DispositionRow  `json:"dispositions"`
	Open         api.Figure        `json:"open" doc:"Judged without a decision on what is to become of them"`
	Retirement   RetirementFigures `json:"retirement"`
}

// QuadrantRow is a quadrant with its systems.
type QuadrantRow struct {
	Quadrant Quadrant   `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged,none"`
	Count    api.Figure `json:"count"`
}

// DispositionRow is one of the 7R with its systems.
type DispositionRow struct {
	Disposition Disposition `json:"disposition" enum:"retire,retain,relocate,rehost,repurchase,replatform,refactor"`
	Count       api.Figure  `json:"count"`
}

// Summary computes the figures in three statements.
func (s *Service) Summary(ctx context.Context, in *Tree) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{OwnerID: in.OwnerID})
	if err != nil {
		return nil, err
	}
	type count struct {
		Quadrant     Quadrant
		Merger, Aged bool
		Disposition  Disposition
		N            int64
	}
	const old = "CASE WHEN a.assessed_on < ? OR a.edition <> ? THEN TRUE ELSE FALSE END"
	rows, err := store.Scan[count](q.Group("1, 2, 3, 4").Select(
		"COALESCE(a.quadrant, 'none') AS quadrant, COALESCE(a.merger, FALSE) AS merger, COALESCE(a.disposition, '') AS disposition, "+old+" AS aged, count(*) AS n",
		s.freshFrom(), s.settings.Edition))
	if err != nil {
		return nil, err
	}
	out := &Summary{AsOf: s.today(), HighAt: s.settings.Rules.HighAt}
	by, to := map[Quadrant]int64{}, map[Disposition]int64{}
	var total, judged, merger, stale, open int64
	for _, r := range rows {
		total += r.N
		by[r.Quadrant] += r.N
		to[r.Disposition] += r.N
		if r.Quadrant != None && r.Quadrant != Unjudged {
			judged += r.N
			if r.Disposition == "" {
				open += r.N
			}
		}
		if r.Merger {
			merger += r.N
		}
		if r.Aged {
			stale += r.N
		}
	}
	for _, quadrant := range Quadrants {
		out.Quadrants = append(out.Quadrants, QuadrantRow{quadrant, api.Count(by[quadrant], in.rows("quadrant", string(quadrant)))})
	}
	for _, d := range AllDispositions {
		out.Dispositions = append(out.Dispositions, DispositionRow{d, api.Count(to[d], in.rows("disposition", string(d)))})
	}
	const four = "invest,tolerate,migrate,eliminate"
	out.Total, out.Assessed = api.Count(total, in.rows()), api.Count(judged, in.rows("quadrant", four))
	out.Merger, out.Stale = api.Count(merger, in.rows("merger", "true")), api.Count(stale, in.rows("stale", "true"))
	out.Open = api.Count(open, in.rows("quadrant", four, "disposition", "open"))
	out.Retirement, err = s.retirementFigures(ctx, in.OwnerID)
	return out, err
}

// Cell is a place of the chart, a tenth of a point wide and high, with the systems that stand there.
type Cell struct {
	Business  float64    `json:"business"`
	Technical float64    `json:"technical"`
	Quadrant  Quadrant   `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged"`
	Count     api.Figure `json:"count"`
	Systems   []Ref      `json:"systems" doc:"The first five"`
}

// Chart is where the judged systems stand: never more marks than the chart has cells, however many systems there are.
type Chart struct {
	HighAt int64  `json:"highAt"`
	Cells  []Cell `json:"cells"`
}

// shownInCell is how many systems a cell names.
const shownInCell = 5

// Chart places the judged systems, in one statement.
func (s *Service) Chart(ctx context.Context, in *Tree) (*Chart, error) {
	q, err := s.filtered(ctx, &Filter{OwnerID: in.OwnerID, Quadrant: "invest,tolerate,migrate,eliminate"})
	if err != nil {
		return nil, err
	}
	type point struct {
		Ref
		Business, Technical int64
		Quadrant            Quadrant
	}
	// Where law demands the work, systems of the same scores stand in another quadrant: they are a mark of their own.
	type place struct {
		business, technical int64
		quadrant            Quadrant
	}
	points, err := store.Scan[point](q.Order("systems.code").Select("systems.id, systems.code, systems.name, systems.name_en, a.business, a.technical, a.quadrant"))
	out, at, n := &Chart{HighAt: s.settings.Rules.HighAt, Cells: []Cell{}}, map[place]int{}, []int64{}
	for _, p := range points {
		key := place{p.Business / 10, p.Technical / 10, p.Quadrant}
		i, there := at[key]
		if !there {
			i = len(out.Cells)
			at[key] = i
			out.Cells = append(out.Cells, Cell{Business: float64(key.business) / 10, Technical: float64(key.technical) / 10, Quadrant: p.Quadrant})
			n = append(n, 0)
		}
		n[i]++
		if c := &out.Cells[i]; len(c.Systems) < shownInCell {
			c.Systems = append(c.Systems, p.Ref)
		}
	}
	for key, i := range at {
		cell := strconv.FormatInt(key.business, 10) + "-" + strconv.FormatInt(key.technical, 10)
		out.Cells[i].Count = api.Count(n[i], in.rows("cell", cell, "quadrant", string(key.quadrant)))
	}
	return out, err
}
