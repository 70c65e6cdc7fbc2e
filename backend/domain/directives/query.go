package directives

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a directive in a list.
type Item struct {
	store.Base
	Code          string      `json:"code"`
	Title         string      `json:"title"`
	Priority      string      `json:"priority" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	OwnerID       string      `json:"ownerId"`
	OwnerName     string      `json:"ownerName" gorm:"-"`
	OwnerNameEn   string      `json:"ownerNameEn" gorm:"-"`
	MeetingID     string      `json:"meetingId"`
	MeetingNumber int         `json:"meetingNumber"`
	ItemID        store.Ref   `json:"itemId,omitempty"`
	OpinionID     store.Ref   `json:"opinionId,omitempty"`
	GivenOn       fiscal.Date `json:"givenOn"`
	DueOn         fiscal.Date `json:"dueOn"`
	State         State       `json:"state" enum:"open,reported,done,withdrawn"`
	Progress      Progress    `json:"progress,omitempty" enum:"not_started,underway,complete,"`
	ReportedOn    fiscal.Date `json:"reportedOn,omitzero"`
	SettledOn     fiscal.Date `json:"settledOn,omitzero"`
	Overdue       bool        `json:"overdue" gorm:"-"`
}

const itemColumns = `directives.id, directives.version, directives.created_at, directives.updated_at, directives.code, directives.title, directives.priority,
	directives.owner_id, directives.meeting_id, m.number AS meeting_number, directives.item_id, directives.opinion_id, directives.given_on, directives.due_on, directives.state, directives.progress,
	directives.reported_on, directives.settled_on`

// sorts are the orders that a list may be asked for; pressing puts what is settled last.
var sorts = store.Sorts{"pressing": "CASE WHEN directives.state IN ('open', 'reported') THEN directives.due_on ELSE '9999-12-31' END", "dueOn": "directives.due_on", "code": "directives.code", "updatedAt": "directives.updated_at", "givenOn": "directives.given_on"}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	State     string `query:"state" validate:"max=60"`
	Priority  string `query:"priority" validate:"max=200"`
	OwnerID   string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	MeetingID string `query:"meetingId" validate:"max=64"`
	ItemID    string `query:"itemId" validate:"max=64"`
	Overdue   string `query:"overdue" validate:"omitempty,oneof=true"`
	Mute      string `query:"unreported" validate:"omitempty,oneof=true" doc:"Open, and nobody has reported yet"`
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("directives:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("directives").Joins("JOIN meetings m ON m.id = directives.meeting_id"), scope.All, "directives.owner_id", scope.Sections, "", "")
	q = store.AnyOf(q, "directives.state", f.State)
	q = store.AnyOf(q, "directives.priority", f.Priority)
	if f.OwnerID != "" {
		q = q.Where("directives.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	if f.MeetingID != "" {
		q = q.Where("directives.meeting_id = ?", f.MeetingID)
	}
	if f.ItemID != "" {
		q = q.Where("directives.item_id = ?", f.ItemID)
	}
	if f.Overdue != "" {
		q = q.Where(overdueSQL, s.today())
	}
	if f.Mute != "" {
		q = q.Where("directives.state = 'open' AND directives.progress = ''")
	}
	if f.Q != "" {
		q = q.Where(`directives.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// overdueSQL is Overdue, asked with the day.
const overdueSQL = "directives.state = 'open' AND directives.due_on < ?"

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

// List finds directives that the caller may read, the earliest due first.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "pressing")
	dir, day := authz.DirectoryOf(ctx), s.today()
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn, it.Overdue = o.Name, o.NameEn, Overdue(it.State, it.DueOn, day)
	}
	return page, err
}

// Facets counts the directives of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	out, err := store.CountBy(q.Session(&gorm.Session{}), "directives.state", "directives.priority")
	if err != nil {
		return nil, err
	}
	late, err := store.Value[int](q.Session(&gorm.Session{}).Where(overdueSQL, s.today()).Select("count(*)"))
	out["overdue"] = map[string]int{"true": late}
	return out, err
}

// Summary are the figures of all directives that the caller may read.
type Summary struct {
	AsOf       fiscal.Date `json:"asOf"`
	Total      api.Figure  `json:"total"`
	Open       api.Figure  `json:"open"`
	Overdue    api.Figure  `json:"overdue"`
	Reported   api.Figure  `json:"reported" doc:"Said to be done, not confirmed"`
	Done       api.Figure  `json:"done"`
	Withdrawn  api.Figure  `json:"withdrawn"`
	Unreported api.Figure  `json:"unreported" doc:"Open, and nobody has reported yet"`
	ByPriority []Share     `json:"byPriority"`
}

// Share are the directives about one thing.
type Share struct {
	Priority string     `json:"priority" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	Total    api.Figure `json:"total"`
	Done     api.Figure `json:"done"`
	Overdue  api.Figure `json:"overdue"`
}

// priorities in their order; the first three are the city's.
var priorities = []string{"ai", "online_procedures", "data", "system_management", "work_style", "infrastructure", "other"}

// SummaryIn narrows the figures to the directives of a meeting.
type SummaryIn struct {
	MeetingID string `query:"meetingId" validate:"max=64"`
}

func (in *SummaryIn) rows(pairs ...string) string {
	v := url.Values{}
	if in.MeetingID != "" {
		v.Set("meetingId", in.MeetingID)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	if len(v) == 0 {
		return "/directives"
	}
	return "/directives?" + v.Encode()
}

// Summarise counts in one statement.
func (s *Service) Summarise(ctx context.Context, in *SummaryIn) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{MeetingID: in.MeetingID})
	if err != nil {
		return nil, err
	}
	type group struct {
		Priority      string
		State         State
		N, Late, Mute int64
	}
	groups, err := store.Scan[group](q.Select("directives.priority, directives.state, count(*) AS n, "+
		"CAST(SUM(CASE WHEN directives.due_on < ? THEN 1 ELSE 0 END) AS BIGINT) AS late, CAST(SUM(CASE WHEN directives.progress = '' THEN 1 ELSE 0 END) AS BIGINT) AS mute", s.today()).
		Group("directives.priority, directives.state"))
	if err != nil {
		return nil, err
	}
	var late, mute, total int64
	states, all, done, overdue := map[State]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, g := range groups {
		total += g.N
		states[g.State] += g.N
		all[g.Priority] += g.N
		switch g.State {
		case Open:
			late, mute = late+g.Late, mute+g.Mute
			overdue[g.Priority] += g.Late
		case Done:
			done[g.Priority] += g.N
		}
	}
	of := func(st State) api.Figure { return api.Count(states[st], in.rows("state", string(st))) }
	out := &Summary{
		AsOf: s.today(), Total: api.Count(total, in.rows()), Open: of(Open), Reported: of(Reported), Done: of(Done), Withdrawn: of(Withdrawn),
		Overdue: api.Count(late, in.rows("overdue", "true")), Unreported: api.Count(mute, in.rows("unreported", "true")), ByPriority: []Share{},
	}
	for _, p := range priorities {
		if all[p] == 0 {
			continue
		}
		out.ByPriority = append(out.ByPriority, Share{
			p, api.Count(all[p], in.rows("priority", p)), api.Count(done[p], in.rows("priority", p, "state", "done")), api.Count(overdue[p], in.rows("priority", p, "overdue", "true")),
		})
	}
	return out, nil
}
