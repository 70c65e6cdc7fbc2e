package meetings

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Row is a meeting in a list.
type Row struct {
	store.Base
	Number     int64       `json:"number"`
	Name       string      `json:"name" gorm:"-"`
	NameEn     string      `json:"nameEn" gorm:"-"`
	HeldOn     fiscal.Date `json:"heldOn"`
	StartsAt   string      `json:"startsAt,omitempty"`
	EndsAt     string      `json:"endsAt,omitempty"`
	Place      string      `json:"place,omitempty"`
	State      State       `json:"state" enum:"preparing,held,confirmed"`
	Reports    int64       `json:"reports" doc:"Items to report"`
	Approvals  int64       `json:"approvals" doc:"Items to approve"`
	Undecided  int64       `json:"undecided" doc:"Items on which nothing is recorded"`
	Directives int64       `json:"directives" doc:"Directives given in it"`
	OpenOnes   int64       `json:"openDirectives" doc:"Of these, not settled"`
	Packs      int64       `json:"packs" doc:"Editions of its material"`
}

const rowColumns = `meetings.id, meetings.version, meetings.created_at, meetings.updated_at, meetings.number, meetings.held_on, meetings.starts_at, meetings.ends_at,
	meetings.place, meetings.state,
	(SELECT count(*) FROM meeting_items i WHERE i.meeting_id = meetings.id AND i.kind = 'report') AS reports,
	(SELECT count(*) FROM meeting_items i WHERE i.meeting_id = meetings.id AND i.kind = 'approval') AS approvals,
	(SELECT count(*) FROM meeting_items i WHERE i.meeting_id = meetings.id AND i.decision = '') AS undecided,
	(SELECT count(*) FROM directives d WHERE d.meeting_id = meetings.id) AS directives,
	(SELECT count(*) FROM directives d WHERE d.meeting_id = meetings.id AND d.state IN ('open', 'reported')) AS open_ones,
	(SELECT count(*) FROM packs p WHERE p.meeting_id = meetings.id) AS packs`

var sorts = store.Sorts{"heldOn": "meetings.held_on", "number": "meetings.number", "updatedAt": "meetings.updated_at"}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	State string `query:"state" validate:"max=60"`
}

// visible are the meetings that the caller may read: all, or those whose minutes are confirmed.
func (s *Service) visible(ctx context.Context) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("meetings:read")
	q := s.store.Read(ctx).Table("meetings")
	if !scope.All {
		q = q.Where("meetings.state = ?", Confirmed)
	}
	return q, err
}

// List finds meetings, the latest first.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Row], error) {
	q, err := s.visible(ctx)
	if err != nil {
		return store.Page[Row]{}, err
	}
	q = store.AnyOf(q, "meetings.state", f.State)
	if f.Q != "" {
		q = q.Where(`meetings.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	page, err := store.FindPage[Row](q, rowColumns, f.Paging(), sorts, "-heldOn")
	for i := range page.Items {
		r := &page.Items[i]
		r.Name, r.NameEn = TitleOf(r.Number), TitleEnOf(r.Number)
	}
	return page, err
}

// prepares tells whether the caller is among those who read every meeting. What a meeting was prepared with, and how it came
// to be what it is, stays with them when the minutes are confirmed.
func prepares(ctx context.Context) (bool, error) {
	scope, err := authz.From(ctx).Scope("meetings:read")
	return scope.All, err
}

// readable loads a meeting that the caller may read.
func (s *Service) readable(ctx context.Context, id string) (*Meeting, error) {
	row, err := store.Load[Meeting](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, "meetings:read", row.facts())
}

func (s *Service) itemsOf(ctx context.Context, id string) ([]Item, error) {
	return store.Scan[Item](s.store.Read(ctx).Table("meeting_items").Where("meeting_id = ?", id).
		Order("CASE kind WHEN 'report' THEN 0 ELSE 1 END, position, id").Limit(maxItems))
}

// maxOpinions of a meeting that its page shows, and maxTold of opinions and of directives that the minutes tell.
const maxOpinions, maxTold = 200, 1000

// opinionsOf are the first opinions of a meeting, and how many there are.
func (s *Service) opinionsOf(ctx context.Context, id string, limit int) ([]Opinion, int, error) {
	q := s.store.Read(ctx).Table("meeting_opinions").Where("meeting_id = ?", id).Session(&gorm.Session{})
	list, err := store.Scan[Opinion](q.Order("created_at, id").Limit(limit))
	if err != nil || len(list) < limit {
		return list, len(list), err
	}
	n, err := store.Value[int](q.Select("count(*)"))
	return list, n, err
}

// proceedings are what the minutes of a meeting are drawn from.
func (s *Service) proceedings(ctx context.Context, id string) (*Proceedings, error) {
	m, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "meetings:record", m.facts()); err != nil {
		return nil, err
	}
	p := &Proceedings{Meeting: *m, Proposers: map[string]string{}}
	if p.Items, err = s.itemsOf(ctx, id); err != nil {
		return nil, err
	}
	for _, i := range p.Items {
		o, _ := authz.DirectoryOf(ctx).Organisation(i.ProposerID)
		p.Proposers[i.ProposerID] = o.Name
	}
	if p.Opinions, p.OpinionCount, err = s.opinionsOf(ctx, id, maxTold); err != nil {
		return nil, err
	}
	if p.Directives, p.DirectiveCount, err = s.directives.Of(ctx, id, maxTold); err != nil {
		return nil, err
	}
	n, err := store.Value[int](s.store.Read(ctx).Table("packs").Where("meeting_id = ?", id).Select("count(*)"))
	p.Pack = n > 0
	return p, err
}

// ItemView is an item with what is around it.
type ItemView struct {
	Item
	ProposerName   string        `json:"proposerName"`
	ProposerNameEn string        `json:"proposerNameEn"`
	Subject        *Subject      `json:"subject,omitempty" doc:"The record that it is about, as it is now and as far as the caller may read it"`
	Moved          bool          `json:"moved" doc:"The record is no longer what was put before the meeting; it has to be put again before it is decided"`
	CanDecide      authz.Verdict `json:"canDecide" doc:"Who records the decision needs the right on the item and on the record that it reaches"`
}

// Detail is a meeting with all that its page shows.
type Detail struct {
	Meeting
	Name         string                   `json:"name"`
	NameEn       string                   `json:"nameEn"`
	Items        []ItemView               `json:"items" doc:"Reports first"`
	Opinions     []Opinion                `json:"opinions" doc:"The first 200, in the order in which they were given"`
	OpinionCount int                      `json:"opinionCount" doc:"How many there are"`
	Prepares     bool                     `json:"prepares" doc:"The caller sees what the meeting was prepared with: note, proposals left out, history"`
	Can          map[string]authz.Verdict `json:"can"`
}

// Get reads one meeting for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Meeting) (*Detail, error) {
	d := &Detail{Meeting: *row, Name: row.Title(), NameEn: TitleEnOf(row.Number), Items: []ItemView{}}
	var err error
	if d.Prepares, err = prepares(ctx); err != nil {
		return nil, err
	}
	if !d.Prepares {
		d.Note, d.LeftOut = "", store.List[LeftOut]{}
	}
	items, err := s.itemsOf(ctx, row.ID)
	if err != nil {
		return nil, err
	}
	if d.Opinions, d.OpinionCount, err = s.opinionsOf(ctx, row.ID, maxOpinions); err != nil {
		return nil, err
	}
	about, err := s.subjects.Describe(ctx, items)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		v, err := s.view(ctx, row, i, about)
		if err != nil {
			return nil, err
		}
		d.Items = append(d.Items, v)
	}
	if d.Can, err = authz.Can(ctx, "meetings", row.facts(), "update", "delete", "open", "record", "confirm"); err != nil {
		return nil, err
	}
	for act, in := range map[string][]State{"update": {Preparing, Held}, "delete": {Preparing}, "open": {Preparing}, "record": {Held}, "confirm": {Held}} {
		if row.mustBe(in...) != nil {
			d.Can[act] = authz.Verdict{Missed: []string{"state"}}
		}
	}
	return d, nil
}

func (s *Service) view(ctx context.Context, m *Meeting, i Item, about map[string]Subject) (ItemView, error) {
	o, _ := authz.DirectoryOf(ctx).Organisation(i.ProposerID)
	v := ItemView{Item: i, ProposerName: o.Name, ProposerNameEn: o.NameEn}
	if sub, ok := about[string(i.SubjectID)]; ok {
		v.Subject = &sub
	}
	var at Standing
	if v.Subject != nil {
		at = v.Subject.standing()
		v.Moved = at.Waiting && i.Decision == "" && i.moved(at)
	}
	can, err := authz.From(ctx).Decide("meetings:decide", i.facts(at))
	if err != nil {
		return v, err
	}
	v.CanDecide = can
	switch {
	case m.mustBe(Held) != nil || i.Effect.V != nil:
		v.CanDecide = authz.Verdict{Missed: []string{"state"}}
	case can.Allowed && at.Waiting && !at.Headquarters && i.Kind == KindApproval:
		v.CanDecide = v.Subject.Can
	}
	return v, nil
}

// Facts are what the policy may ask about a meeting that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	return row.facts(), nil
}
