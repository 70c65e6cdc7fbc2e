package disasters

import (
	"context"
	"time"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

func minutes(n int64) time.Duration { return time.Duration(n) * time.Minute }

// Item is a line of the list.
type Item struct {
	ID        string     `json:"id"`
	Version   int64      `json:"version"`
	Code      string     `json:"code"`
	Name      string     `json:"name"`
	NameEn    string     `json:"nameEn"`
	Kind      string     `json:"kind"`
	Drill     bool       `json:"drill"`
	State     Phase      `json:"state" enum:"running,ended" gorm:"type:string"`
	StartedAt store.Time `json:"startedAt"`
	EndedAt   store.Time `json:"endedAt"`
	Asked     int64      `json:"asked"`
	Answered  int64      `json:"answered" doc:"Of those asked, how many have answered at least once"`
	Reports   int64      `json:"reports"`
}

// RowID is the id, for paging.
func (i Item) RowID() string { return i.ID }

const itemColumns = `disasters.id, disasters.version, disasters.code, disasters.name, disasters.name_en, disasters.kind, disasters.drill,
	disasters.state, disasters.started_at, disasters.ended_at,
	(SELECT count(*) FROM disaster_targets t WHERE t.disaster_id = disasters.id) AS asked,
	(SELECT count(DISTINCT r.target_id) FROM disaster_reports r WHERE r.disaster_id = disasters.id) AS answered,
	(SELECT count(*) FROM disaster_reports r WHERE r.disaster_id = disasters.id) AS reports`

var sorts = store.Sorts{"startedAt": "disasters.started_at", "code": "disasters.code", "name": "disasters.name"}

// Filter narrows the list.
type Filter struct {
	api.List
	State string `query:"state" validate:"omitempty,oneof=running ended"`
	Kind  string `query:"kind" validate:"max=100" doc:"Several with commas"`
	Drill string `query:"drill" validate:"omitempty,oneof=true false"`
}

// List finds disasters and drills, the latest first.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q := s.store.Read(ctx).Table("disasters")
	if f.State != "" {
		q = q.Where("disasters.state = ?", f.State)
	}
	q = store.AnyOf(q, "disasters.kind", f.Kind)
	if f.Drill != "" {
		q = q.Where("disasters.drill = ?", f.Drill == "true")
	}
	if f.Q != "" {
		q = q.Where(`disasters.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "-startedAt")
}

// Detail is a disaster with what its page shows beside the board.
type Detail struct {
	Disaster
	Asked int                      `json:"asked"`
	Can   map[string]authz.Verdict `json:"can"`
}

// Get reads one disaster.
func (s *Service) Get(ctx context.Context, in *api.ID) (*Detail, error) {
	d, err := s.load(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return detail(ctx, d)
}

func detail(ctx context.Context, d *Disaster) (*Detail, error) {
	can, err := authz.Can(ctx, "disasters", d.facts(), "update", "end", "learn")
	return &Detail{Disaster: *d, Asked: len(d.targets), Can: can}, err
}

// Facts are what the policy may ask about a disaster that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	d, err := s.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.facts(), nil
}

// Now is a disaster that runs, with what the caller has to answer.
type Now struct {
	ID        string     `json:"id"`
	Code      string     `json:"code"`
	Name      string     `json:"name"`
	NameEn    string     `json:"nameEn"`
	Drill     bool       `json:"drill"`
	StartedAt store.Time `json:"startedAt"`
	Mine      int64      `json:"mine" doc:"Systems and offices that are the caller's to answer"`
	Open      int64      `json:"open" doc:"Of these, how many have no answer yet"`
}

// Current are the disasters that run.
type Current struct {
	Items []Now `json:"items" doc:"Disasters before drills, the latest first; at most 20"`
}

// maxCurrent bounds how many of those that run are told: no drill may hide a disaster, so those come first.
const maxCurrent = 20

// Current tells which disasters run and what the caller has to answer: asked on every page, so it is one statement.
func (s *Service) Current(ctx context.Context, _ *api.None) (*Current, error) {
	sections := sectionsOf(authz.From(ctx))
	if len(sections) == 0 {
		sections = []string{""}
	}
	const mine = "(SELECT count(*) FROM disaster_targets t WHERE t.disaster_id = disasters.id AND t.section_id IN ?"
	items, err := store.Scan[Now](s.store.Read(ctx).Table("disasters").Where("state = ?", Running).Order("drill, started_at DESC, id").Limit(maxCurrent).
		Select("id, code, name, name_en, drill, started_at, "+mine+") AS mine, "+mine+
			" AND NOT EXISTS (SELECT 1 FROM disaster_reports r WHERE r.disaster_id = t.disaster_id AND r.target_id = t.target_id)) AS open", sections, sections))
	return &Current{items}, err
}
