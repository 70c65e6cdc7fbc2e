package rationalisation

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// Limits of a walk: what a drawing can show, what a list can.
const (
	maxDrawn  = 150
	maxHit    = 1000
	maxGroups = 50
)

// inUse are the phases in which a system can stop, and be hit.
var inUse = []string{"operation", "renewal_review", "wind_down"}

// flows are all edges, of systems in use or not: who sends gives, who receives gets.
const flows = `SELECT system_id AS provider, target_id AS consumer FROM system_interfaces WHERE direction IN ('out', 'both')
	UNION SELECT target_id AS provider, system_id AS consumer FROM system_interfaces WHERE direction IN ('in', 'both')`

// next reads the edges that leave some systems in use, in one statement.
func next(db *gorm.DB) Neighbours {
	return func(ids []string, way Direction) ([]Edge, error) {
		from, to := []string{"out", "both"}, []string{"in", "both"}
		if way == Up {
			from, to = to, from
		}
		provider, consumer := "i.system_id AS provider, i.target_id AS consumer", "i.target_id AS provider, i.system_id AS consumer"
		if way == Up {
			provider, consumer = consumer, provider
		}
		return store.Scan[Edge](db.Raw(`SELECT `+provider+` FROM system_interfaces i JOIN systems s ON s.id = i.target_id WHERE i.system_id IN ? AND i.direction IN ? AND s.phase IN ?
			UNION SELECT `+consumer+` FROM system_interfaces i JOIN systems s ON s.id = i.system_id WHERE i.target_id IN ? AND i.direction IN ? AND s.phase IN ?`,
			ids, from, inUse, ids, to, inUse))
	}
}

// Node is a system of the drawing.
type Node struct {
	Ref
	OwnerID       string   `json:"ownerId"`
	OwnerName     string   `json:"ownerName"`
	OwnerNameEn   string   `json:"ownerNameEn"`
	Criticality   string   `json:"criticality" enum:"critical,high,medium,low"`
	CitizenFacing bool     `json:"citizenFacing"`
	Phase         string   `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	Quadrant      Quadrant `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged,none"`
	Level         int      `json:"level" doc:"Steps from the chosen system: above 0 it is hit when that stops, below 0 the other way round"`
	Via           string   `json:"via,omitempty" doc:"System by which it was reached"`
	Feeds         int64    `json:"feeds" doc:"Systems in use that get data from it directly"`
	Fed           int64    `json:"fed" doc:"Systems in use that give it data directly"`
}

// Link is an edge of the drawing.
type Link struct {
	From string `json:"from" doc:"Gives the data"`
	To   string `json:"to" doc:"Gets the data; is hit when from stops"`
}

// Surroundings are the systems around a chosen one.
type Surroundings struct {
	Nodes []Node `json:"nodes" doc:"The chosen system first, then by level"`
	Links []Link `json:"links"`
	Cut   bool   `json:"cut" doc:"There are more than can be drawn"`
	Cycle bool   `json:"cycle" doc:"The chosen system depends on itself by way of others"`
}

// Around asks for a neighbourhood.
type Around struct {
	api.ID
	Depth int    `query:"depth" validate:"omitempty,min=1,max=6" doc:"Steps, 2 unless given"`
	Way   string `query:"way" validate:"omitempty,oneof=down up both" doc:"down to those that are hit, up to those that could hit; both unless given"`
}

// Surroundings draws what lies around a system.
func (s *Service) Surroundings(ctx context.Context, in *Around) (*Surroundings, error) {
	if _, err := s.owned(ctx, in.ID.ID); err != nil {
		return nil, err
	}
	depth := in.Depth
	if depth == 0 {
		depth = 2
	}
	db, out := s.store.Read(ctx), &Surroundings{Links: []Link{}}
	found := []Reached{{ID: in.ID.ID}}
	level := map[string]int{in.ID.ID: 0}
	for _, way := range []Direction{Down, Up} {
		if in.Way != "" && in.Way != "both" && in.Way != string(way) {
			continue
		}
		reached, edges, cut, err := Walk(in.ID.ID, way, depth, maxDrawn/2, next(db))
		if err != nil {
			return nil, err
		}
		out.Cut = out.Cut || cut
		for _, r := range reached {
			if _, there := level[r.ID]; there {
				continue // in a cycle it is hit and hits; it stands with those that are hit
			}
			if way == Up {
				r.Distance = -r.Distance
			}
			level[r.ID] = r.Distance
			found = append(found, r)
		}
		for _, e := range edges {
			out.Cycle = out.Cycle || way == Down && e.Consumer == in.ID.ID
			if l := (Link{e.Provider, e.Consumer}); !slices.Contains(out.Links, l) {
				out.Links = append(out.Links, l)
			}
		}
	}
	var err error
	out.Nodes, err = s.nodes(ctx, db, found)
	return out, err
}

// nodes reads the systems of a walk in its order, in two statements.
func (s *Service) nodes(ctx context.Context, db *gorm.DB, found []Reached) ([]Node, error) {
	ids := make([]string, len(found))
	for i, r := range found {
		ids[i] = r.ID
	}
	rows, err := store.Scan[Node](db.Table("systems").Joins("LEFT JOIN time_assessments a ON a.superseded_by = '' AND a.system_id = systems.id").Where("systems.id IN ?", ids).
		Select(`systems.id, systems.code, systems.name, systems.name_en, systems.owner_id, systems.criticality, systems.citizen_facing, systems.phase, COALESCE(a.quadrant, 'none') AS quadrant`))
	if err != nil {
		return nil, err
	}
	at, out, dir := map[string]Node{}, make([]Node, 0, len(found)), authz.DirectoryOf(ctx)
	for _, r := range rows {
		at[r.ID] = r
	}
	down, err := next(db)(ids, Down)
	if err != nil {
		return nil, err
	}
	up, err := next(db)(ids, Up)
	feeds, fed := map[string]int64{}, map[string]int64{}
	for _, e := range down {
		feeds[e.Provider]++
	}
	for _, e := range up {
		fed[e.Consumer]++
	}
	for _, r := range found {
		n := at[r.ID]
		o, _ := dir.Organisation(n.OwnerID)
		n.OwnerName, n.OwnerNameEn, n.Level, n.Via, n.Feeds, n.Fed = o.Name, o.NameEn, r.Distance, r.Via, feeds[r.ID], fed[r.ID]
		out = append(out, n)
	}
	return out, err
}

// Impact is what stops when a system stops, however far away.
type Impact struct {
	Items    []Node `json:"items" doc:"The nearest first"`
	Total    int    `json:"total"`
	Cut      bool   `json:"cut" doc:"There are more than are listed"`
	Critical int    `json:"critical" doc:"Critical ones among them"`
	Citizens int    `json:"citizens" doc:"Ones that citizens use among them"`
}

// Impact follows the connections to the end.
func (s *Service) Impact(ctx context.Context, in *api.ID) (*Impact, error) {
	if _, err := s.owned(ctx, in.ID); err != nil {
		return nil, err
	}
	db := s.store.Read(ctx)
	found, _, cut, err := Walk(in.ID, Down, 0, maxHit, next(db))
	if err != nil {
		return nil, err
	}
	nodes, err := s.nodes(ctx, db, found)
	out := &Impact{Items: nodes, Total: len(nodes), Cut: cut}
	for _, n := range nodes {
		if n.Criticality == "critical" {
			out.Critical++
		}
		if n.CitizenFacing {
			out.Citizens++
		}
	}
	return out, err
}

// Loops are groups of systems that all depend on each other.
type Loops struct {
	Items []Loop `json:"items"`
	Total int    `json:"total"`
}

// Loop is one group.
type Loop struct {
	Systems []Ref `json:"systems"`
	Size    int   `json:"size" doc:"Of the whole group; the first 50 are named"`
}

// Loops finds them in the whole register, in two statements.
func (s *Service) Loops(ctx context.Context, _ *api.None) (*Loops, error) {
	db := s.store.Read(ctx)
	edges, err := store.Scan[Edge](db.Raw(`SELECT f.provider, f.consumer FROM (`+flows+`) f JOIN systems p ON p.id = f.provider JOIN systems c ON c.id = f.consumer
		WHERE p.phase IN ? AND c.phase IN ?`, inUse, inUse))
	if err != nil {
		return nil, err
	}
	groups := Cycles(edges)
	out := &Loops{Items: []Loop{}, Total: len(groups)}
	groups = groups[:min(len(groups), maxGroups)]
	var ids []string
	for i := range groups {
		ids = append(ids, groups[i][:min(len(groups[i]), maxGroups)]...)
	}
	names, err := refs(db, ids)
	for _, g := range groups {
		l := Loop{Size: len(g)}
		for _, id := range g[:min(len(g), maxGroups)] {
			l.Systems = append(l.Systems, names[id])
		}
		out.Items = append(out.Items, l)
	}
	return out, err
}

// Dependency is a system in use with how many others it feeds and is fed by.
type Dependency struct {
	store.Base
	Code          string `json:"code"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	OwnerID       string `json:"ownerId"`
	OwnerName     string `json:"ownerName" gorm:"-"`
	OwnerNameEn   string `json:"ownerNameEn" gorm:"-"`
	Criticality   string `json:"criticality" enum:"critical,high,medium,low"`
	CitizenFacing bool   `json:"citizenFacing"`
	Feeds         int64  `json:"feeds" doc:"Systems in use that get data from it directly"`
	Fed           int64  `json:"fed" doc:"Systems in use that give it data directly"`
}

// DependencyFilter narrows the list.
type DependencyFilter struct {
	api.List
	OwnerID     string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	Criticality string `query:"criticality" validate:"max=100"`
}

var dependencySorts = store.Sorts{"code": "systems.code", "feeds": "COALESCE(d.feeds, 0)", "fed": "COALESCE(d.fed, 0)"}

// Dependencies lists the systems in use, those that most others depend on at the top.
func (s *Service) Dependencies(ctx context.Context, f *DependencyFilter) (store.Page[Dependency], error) {
	db := s.store.Read(ctx)
	degrees := db.Raw(`SELECT x.id, SUM(x.feeds) AS feeds, SUM(x.fed) AS fed FROM (
			SELECT f.provider AS id, 1 AS feeds, 0 AS fed FROM (`+flows+`) f JOIN systems c ON c.id = f.consumer WHERE c.phase IN ?
			UNION ALL SELECT f.consumer AS id, 0 AS feeds, 1 AS fed FROM (`+flows+`) f JOIN systems p ON p.id = f.provider WHERE p.phase IN ?) x GROUP BY x.id`, inUse, inUse)
	q, err := s.inScope(ctx, db.Table("systems").Joins("LEFT JOIN (?) d ON d.id = systems.id", degrees).Where("systems.phase IN ?", inUse))
	if err != nil {
		return store.Page[Dependency]{}, err
	}
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "systems.criticality", f.Criticality)
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[Dependency](q, `systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en,
		systems.owner_id, systems.criticality, systems.citizen_facing, CAST(COALESCE(d.feeds, 0) AS BIGINT) AS feeds, CAST(COALESCE(d.fed, 0) AS BIGINT) AS fed`, f.Paging(), dependencySorts, "-feeds")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		o, _ := dir.Organisation(page.Items[i].OwnerID)
		page.Items[i].OwnerName, page.Items[i].OwnerNameEn = o.Name, o.NameEn
	}
	return page, err
}
