package directives

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
	"miotsukushi/backend/records/work"
)

// ReportView is a report with the name of who made it.
type ReportView struct {
	Report
	ReporterName   string `json:"reporterName"`
	ReporterNameEn string `json:"reporterNameEn,omitempty"`
}

// Detail is a directive with all that its page shows.
type Detail struct {
	Directive
	OwnerName       string                   `json:"ownerName"`
	OwnerNameEn     string                   `json:"ownerNameEn"`
	PostName        string                   `json:"postName,omitempty"`
	PostNameEn      string                   `json:"postNameEn,omitempty"`
	MeetingNumber   int                      `json:"meetingNumber"`
	MeetingReadable bool                     `json:"meetingReadable" doc:"The caller may open the meeting"`
	ItemTitle       string                   `json:"itemTitle,omitempty" doc:"Agenda item that it belongs to"`
	Opinion         string                   `json:"opinion,omitempty" doc:"Opinion that it follows from"`
	OpinionBy       string                   `json:"opinionBy,omitempty" doc:"Post of who gave it, as it was called then"`
	SettledByName   string                   `json:"settledByName,omitempty"`
	Overdue         bool                     `json:"overdue"`
	Reports         []ReportView             `json:"reports" doc:"The newest first"`
	Can             map[string]authz.Verdict `json:"can"`
}

// Get reads one directive for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Directive](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "directives:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// maxReports of a directive that its page shows.
const maxReports = 200

// around is what other records say of a directive.
type around struct {
	MeetingNumber                                  int
	ItemTitle, Opinion, OpinionBy                  string
	PostName, PostNameEn, SettledByName, SettledEn string
}

func (s *Service) detail(ctx context.Context, row *Directive) (*Detail, error) {
	db := s.store.Read(ctx)
	o, _ := authz.DirectoryOf(ctx).Organisation(row.OwnerID)
	d := &Detail{Directive: *row, OwnerName: o.Name, OwnerNameEn: o.NameEn, Overdue: Overdue(row.State, row.DueOn, s.today())}
	// What was said is told as the meeting is: before its minutes are confirmed, to those who read every meeting.
	sc, err := authz.From(ctx).Scope("meetings:read")
	if err != nil {
		return nil, err
	}
	told := ""
	if !sc.All {
		told = " AND m.state = 'confirmed'"
	}
	a, err := store.One[around](db.Table("directives").Where("directives.id = ?", row.ID).
		Joins("JOIN meetings m ON m.id = directives.meeting_id LEFT JOIN meeting_items i ON i.id = directives.item_id"+told+" LEFT JOIN meeting_opinions o ON o.id = directives.opinion_id"+told+" "+
			"LEFT JOIN posts p ON p.id = directives.post_id LEFT JOIN people s ON s.id = directives.settled_by").
		Select("m.number AS meeting_number, COALESCE(i.title, '') AS item_title, COALESCE(o.text, '') AS opinion, COALESCE(o.title, '') AS opinion_by, "+
			"COALESCE(p.title, '') AS post_name, COALESCE(p.title_en, '') AS post_name_en, COALESCE(s.name, '') AS settled_by_name"), "directives", row.ID)
	if err != nil {
		return nil, err
	}
	d.MeetingNumber, d.ItemTitle, d.Opinion, d.OpinionBy = a.MeetingNumber, a.ItemTitle, a.Opinion, a.OpinionBy
	d.PostName, d.PostNameEn, d.SettledByName = a.PostName, a.PostNameEn, a.SettledByName
	open, err := history.Open(ctx, db, "meetings", row.MeetingID)
	if err != nil {
		return nil, err
	}
	d.MeetingReadable = open[row.MeetingID]
	if d.Reports, err = store.Scan[ReportView](db.Table("directive_reports").Joins("JOIN people p ON p.id = directive_reports.reported_by").
		Where("directive_id = ?", row.ID).Order("directive_reports.created_at DESC, directive_reports.id DESC").Limit(maxReports).
		Select("directive_reports.*, p.name AS reporter_name, p.name_en AS reporter_name_en")); err != nil {
		return nil, err
	}
	if d.Can, err = authz.Can(ctx, "directives", row.facts(), "update", "report", "confirm", "withdraw"); err != nil {
		return nil, err
	}
	for name, from := range map[string]Event{"report": EventReport, "confirm": EventConfirm, "withdraw": EventWithdraw} {
		if _, ok := row.State.Next(from); !ok {
			d.Can[name] = authz.Verdict{Missed: []string{"state"}}
		}
	}
	if !row.State.Pending() {
		d.Can["update"] = authz.Verdict{Missed: []string{"state"}}
	}
	return d, nil
}

// Facts are what the policy may ask about a directive that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Directive](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "directives:read", row.facts())
}

// noticeDays before a directive is due it comes to the desk of who sees to it.
const noticeDays = 30

// Work is what waits for the caller: directives of the own sections that come due, and claims to confirm.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	add := func(kind string, rows []Item) {
		for _, it := range rows {
			w := work.Item{
				Kind: kind, Noun: "directives", ID: it.ID, Code: it.Code, Title: it.Title, Href: "/directives/" + it.ID,
				Detail: map[string]any{"meeting": it.MeetingNumber}, DueOn: it.DueOn, Since: it.GivenOn,
			}
			if kind == work.DirectiveConfirm {
				w.DueOn, w.Since = it.ReportedOn.AddDays(14), it.ReportedOn
			}
			out = append(out, w)
		}
	}
	due, err := s.mine(ctx, "directives:report", "directives.state = 'open' AND directives.due_on <= ?", s.today().AddDays(noticeDays))
	if err != nil {
		return nil, err
	}
	add(work.DirectiveDue, due)
	claims, err := s.mine(ctx, "directives:confirm", "directives.state = 'reported'")
	add(work.DirectiveConfirm, claims)
	return out, err
}

// mine are the directives of a view on which the caller has a permission; the policy is asked about each.
func (s *Service) mine(ctx context.Context, perm, where string, args ...any) ([]Item, error) {
	caller := authz.From(ctx)
	scope, err := caller.Scope(perm)
	if err != nil || !scope.All && len(scope.Sections) == 0 {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("directives").Joins("JOIN meetings m ON m.id = directives.meeting_id"), scope.All, "directives.owner_id", scope.Sections, "", "")
	type row struct {
		Item
		ReportedBy store.Ref
	}
	rows, err := store.Scan[row](q.Where(where, args...).Order("directives.due_on, directives.id").Limit(work.Max).Select(itemColumns + ", directives.reported_by"))
	if err != nil {
		return nil, err
	}
	out := []Item{}
	for i := range rows {
		d := Directive{Base: rows[i].Base, Draft: Draft{OwnerID: rows[i].OwnerID}, ReportedBy: rows[i].ReportedBy}
		v, err := caller.Decide(perm, d.facts())
		if err != nil {
			return nil, err
		}
		if v.Allowed {
			out = append(out, rows[i].Item)
		}
	}
	return out, nil
}

// readable tells whether the caller may read a directive, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "", id)
	return err
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }
