package disasters

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Row is one line of the board: who is asked, whom to call, what was answered last.
type Row struct {
	ID            string    `json:"id" doc:"Of the system or the organisation"`
	Subject       Subject   `json:"subject" enum:"system,office" gorm:"type:string"`
	Code          string    `json:"code"`
	Name          string    `json:"name"`
	NameEn        string    `json:"nameEn"`
	Criticality   string    `json:"criticality,omitempty" doc:"Of a system"`
	SectionID     string    `json:"sectionId" doc:"Section that answers"`
	SectionName   string    `json:"sectionName" gorm:"-"`
	SectionNameEn string    `json:"sectionNameEn" gorm:"-"`
	PostID        store.Ref `json:"postId,omitempty" gorm:"type:string" doc:"Whom to call: a post, never a name"`
	PostTitle     string    `json:"postTitle"`
	PostTitleEn   string    `json:"postTitleEn"`
	Position      int64     `json:"-"`
	Latest
	Old       bool `json:"old" gorm:"-" doc:"The report is older than the disaster lets it be"`
	Mine      bool `json:"mine" gorm:"-" doc:"The caller's own to answer"`
	CanReport bool `json:"canReport" gorm:"-"`
}

// RowID is the id, for paging.
func (r Row) RowID() string { return r.ID }

// Latest is the report that holds.
type Latest struct {
	State           State      `json:"state" enum:"none,up,partial,down,checking"`
	Seq             int64      `json:"seq" doc:"0 without a report"`
	Note            string     `json:"note"`
	At              store.Time `json:"at" doc:"Null without a report"`
	ReceivedAt      store.Time `json:"receivedAt"`
	ReporterTitle   string     `json:"reporterTitle"`
	ReporterTitleEn string     `json:"reporterTitleEn"`
}

// rowsSQL is everybody asked with the report that holds: the latest made, and of those the latest that came.
const rowsSQL = `SELECT t.target_id AS id, t.subject, t.section_id, t.post_id, t.position, COALESCE(s.code, o.code) AS code,
	COALESCE(s.name, o.name) AS name, COALESCE(s.name_en, o.name_en) AS name_en, COALESCE(s.criticality, '') AS criticality,
	COALESCE(p.title, '') AS post_title, COALESCE(p.title_en, '') AS post_title_en, COALESCE(r.state, 'none') AS state,
	COALESCE(r.seq, 0) AS seq, COALESCE(r.note, '') AS note, r.at, r.received_at, COALESCE(r.post_title, '') AS reporter_title,
	COALESCE(r.post_title_en, '') AS reporter_title_en
	FROM disaster_targets t LEFT JOIN systems s ON s.id = t.system_id LEFT JOIN organisations o ON o.id = t.office_id
	LEFT JOIN posts p ON p.id = t.post_id
	LEFT JOIN disaster_reports r ON r.id = (SELECT x.id FROM disaster_reports x
		WHERE x.disaster_id = t.disaster_id AND x.target_id = t.target_id ORDER BY x.at DESC, x.seq DESC LIMIT 1)
	WHERE t.disaster_id = ?`

// rows are the lines of a disaster, as a table to narrow.
func rows(db *gorm.DB, id string) *gorm.DB { return db.Table("(?) AS asked", db.Raw(rowsSQL, id)) }

// complete fills in what a query cannot know.
func complete(ctx context.Context, d *Disaster, list []Row, now store.Time) error {
	session, dir := authz.From(ctx), authz.DirectoryOf(ctx)
	may := map[string]bool{} // by section: there are fewer of them
	for i := range list {
		r := &list[i]
		o, _ := dir.Organisation(r.SectionID)
		r.SectionName, r.SectionNameEn = o.Name, o.NameEn
		r.Old = r.Seq > 0 && Old(r.At.Time, now.Time, d.StaleMinutes, d.State)
		r.Mine = Mine(session.Held, dir, r.SectionID)
		allowed, asked := may[r.SectionID]
		if !asked {
			v, err := session.Decide("disasters:report", (&Target{DisasterID: d.ID, SectionID: r.SectionID}).facts())
			if err != nil {
				return err
			}
			allowed = v.Allowed
			may[r.SectionID] = allowed
		}
		r.CanReport = allowed && d.State == Running
	}
	return nil
}

// Tally counts the answers, each figure with its rows.
type Tally struct {
	Total    api.Figure `json:"total"`
	Down     api.Figure `json:"down"`
	Partial  api.Figure `json:"partial"`
	Checking api.Figure `json:"checking"`
	None     api.Figure `json:"none" doc:"Not answered yet"`
	Up       api.Figure `json:"up"`
	Old      api.Figure `json:"old" doc:"Answered, but too long ago"`
}

func tally(id string, of Subject, list []Row) Tally {
	n := map[State]int{}
	total, old := 0, 0
	for _, r := range list {
		if r.Subject != of {
			continue
		}
		total++
		n[r.State]++
		if r.Old {
			old++
		}
	}
	path := fmt.Sprintf("/disasters/%s/targets?subject=%s", id, of)
	count := func(s State) api.Figure { return api.Count(n[s], path+"&state="+string(s)) }
	return Tally{
		Total: api.Count(total, path), Down: count(Down), Partial: count(Partial), Checking: count(Checking), None: count(Silent),
		Up: count(Up), Old: api.Count(old, path+"&old=true"),
	}
}

// Board is a disaster at a moment: the counts and every line.
type Board struct {
	Detail
	AsOf    store.Time `json:"asOf" doc:"Clock of the server"`
	Mark    string     `json:"mark" doc:"Where the stream goes on from"`
	Systems Tally      `json:"systems"`
	Offices Tally      `json:"offices"`
	Rows    []Row      `json:"rows" doc:"Systems by weight, then offices; at most 1,000"`
}

// Board reads everything that the board shows.
func (s *Service) Board(ctx context.Context, in *api.ID) (*Board, error) {
	d, err := s.Get(ctx, in)
	if err != nil {
		return nil, err
	}
	// The mark is read first: what comes between is told again, and changes nothing then.
	m, err := markOf(s.store.Read(ctx), d.ID)
	if err != nil {
		return nil, err
	}
	list, err := store.Scan[Row](rows(s.store.Read(ctx), d.ID).Order("position"))
	if err != nil {
		return nil, err
	}
	now := store.At(s.store.Now())
	if err := complete(ctx, &d.Disaster, list, now); err != nil {
		return nil, err
	}
	return &Board{
		Detail: *d, AsOf: now, Mark: m.String(), Rows: list,
		Systems: tally(d.ID, OfSystem, list), Offices: tally(d.ID, OfOffice, list),
	}, nil
}

// TargetFilter narrows the lines of a disaster.
type TargetFilter struct {
	api.ID
	api.List
	Subject   string `query:"subject" validate:"omitempty,oneof=system office"`
	State     string `query:"state" validate:"max=60" doc:"Of none, up, partial, down, checking; several with commas"`
	Old       string `query:"old" validate:"omitempty,oneof=true"`
	SectionID string `query:"sectionId" validate:"max=64" doc:"With everything below it"`
}

var targetSorts = store.Sorts{"position": "asked.position", "code": "asked.code", "name": "asked.name"}

// Targets are the lines of a disaster, page by page: the rows of its figures.
func (s *Service) Targets(ctx context.Context, f *TargetFilter) (store.Page[Row], error) {
	d, err := s.load(ctx, f.ID.ID)
	if err != nil {
		return store.Page[Row]{}, err
	}
	now := store.At(s.store.Now())
	q := rows(s.store.Read(ctx), d.ID)
	if f.Subject != "" {
		q = q.Where("asked.subject = ?", f.Subject)
	}
	q = store.AnyOf(q, "asked.state", f.State)
	if f.Old != "" {
		if d.State == Ended {
			q = q.Where("1 = 0")
		}
		q = q.Where("asked.at < ?", store.At(now.Add(-minutes(d.StaleMinutes))))
	}
	if f.SectionID != "" {
		q = q.Where("asked.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.Q != "" {
		q = q.Where(`(lower(asked.name) LIKE ? ESCAPE '\' OR lower(asked.code) LIKE ? ESCAPE '\')`, store.Contains(f.Q), store.Contains(f.Q))
	}
	page, err := store.FindPage[Row](q, "asked.*", f.Paging(), targetSorts, "position")
	if err != nil {
		return page, err
	}
	return page, complete(ctx, d, page.Items, now)
}

func (s *Service) load(ctx context.Context, id string) (*Disaster, error) {
	d, err := store.Load[Disaster](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return d, authz.Require(ctx, "disasters:read", d.facts())
}

// ReportFilter narrows the reports of a disaster.
type ReportFilter struct {
	api.ID
	api.List
	TargetID string `query:"targetId" validate:"max=64"`
}

// ReportItem is a report with the name of what it is about.
type ReportItem struct {
	Report
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Reports are all reports of a disaster, the newest first.
func (s *Service) Reports(ctx context.Context, f *ReportFilter) (store.Page[ReportItem], error) {
	if _, err := s.load(ctx, f.ID.ID); err != nil {
		return store.Page[ReportItem]{}, err
	}
	if f.Q != "" {
		return store.Page[ReportItem]{}, fault.Bad("query.q", "unknown", nil)
	}
	q := named(s.store.Read(ctx), f.ID.ID)
	if f.TargetID != "" {
		q = q.Where("disaster_reports.target_id = ?", f.TargetID)
	}
	return store.FindPage[ReportItem](q, reportColumns, f.Paging(), store.Sorts{"seq": "disaster_reports.seq"}, "-seq")
}

const reportColumns = "disaster_reports.*, COALESCE(s.name, o.name) AS name, COALESCE(s.name_en, o.name_en) AS name_en"

// named are the reports of a disaster with what they are about.
func named(db *gorm.DB, id string) *gorm.DB {
	return db.Table("disaster_reports").
		Joins("LEFT JOIN systems s ON s.id = disaster_reports.target_id").Joins("LEFT JOIN organisations o ON o.id = disaster_reports.target_id").
		Where("disaster_reports.disaster_id = ?", id)
}
