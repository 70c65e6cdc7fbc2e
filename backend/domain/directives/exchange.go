package directives

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// FileDraft is a directive as a file holds it, with its code and the meeting that gave it.
type FileDraft struct {
	Code      string      `json:"code" validate:"required,max=20"`
	MeetingID string      `json:"meetingId" validate:"required,max=64"`
	Title     string      `json:"title" validate:"required,max=200"`
	Text      string      `json:"text" validate:"max=4000"`
	Priority  string      `json:"priority" validate:"required,oneof=ai online_procedures data system_management work_style infrastructure other"`
	OwnerID   string      `json:"ownerId" validate:"required,max=64"`
	PostID    store.Ref   `json:"postId" validate:"max=64"`
	DueOn     fiscal.Date `json:"dueOn" validate:"required"`
}

func (d *FileDraft) draft() Draft {
	return Draft{Title: d.Title, Text: d.Text, Priority: d.Priority, OwnerID: d.OwnerID, PostID: d.PostID, DueOn: d.DueOn}
}

var priorityWords = []exchange.Word{
	{Value: "ai", Ja: "AIの活用", En: "AI", Also: []string{"AI"}},
	{Value: "online_procedures", Ja: "行政手続のオンライン化", En: "Online procedures", Also: []string{"オンライン手続", "手続のオンライン化"}},
	{Value: "data", Ja: "データの利活用", En: "Use of data", Also: []string{"データ", "データ活用", "Data"}},
	{Value: "system_management", Ja: "システムマネジメント", En: "System management", Also: []string{"システム管理"}},
	{Value: "work_style", Ja: "働き方の改革", En: "Work style", Also: []string{"働き方", "働き方改革"}},
	{Value: "infrastructure", Ja: "基盤", En: "Infrastructure", Also: []string{"ICT基盤"}},
	{Value: "other", Ja: "その他", En: "Other"},
}

// Table describes directives for import and export: what is to be done, by whom, until when. Reports and confirmations are
// not exchanged. A new one belongs to a meeting that is held and whose minutes are open.
func (s *Service) Table() *exchange.Table[FileDraft] {
	return &exchange.Table[FileDraft]{
		Noun: "directives",
		Columns: []exchange.Column[FileDraft]{
			exchange.Code("code", "番号", "Code", func(d *FileDraft) *string { return &d.Code }).Aka("ID", "指示番号", "コード", "No."),
			exchange.Ref("meetingId", "会議", "Meeting", "meetings", func(d *FileDraft) *string { return &d.MeetingID }).Aka("回", "開催回"),
			exchange.Text("title", "件名", "Title", func(d *FileDraft) *string { return &d.Title }).Aka("指示事項", "指示"),
			exchange.Text("text", "内容", "Content", func(d *FileDraft) *string { return &d.Text }).Aka("詳細", "Text"),
			exchange.Enum("priority", "分野", "Field", priorityWords, func(d *FileDraft) *string { return &d.Priority }).Aka("About"),
			exchange.Ref("ownerId", "担当所属", "Section", "organisations", func(d *FileDraft) *string { return &d.OwnerID }).Aka("担当", "担当課", "所属"),
			exchange.Ref("postId", "担当の職", "Post", "posts", func(d *FileDraft) *store.Ref { return &d.PostID }).Aka("職"),
			exchange.Date("dueOn", "期限", "Due", func(d *FileDraft) *fiscal.Date { return &d.DueOn }).Aka("Due on", "期日", "対応期限"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[FileDraft], error) {
			found, err := records(e.DB.Table("directives").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[FileDraft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[FileDraft], error) {
			scope, err := authz.From(e.Ctx).Scope("directives:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("directives"), scope.All, "owner_id", scope.Sections, "", "")
			return records(q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *FileDraft, id string) error {
			facts := func(d *FileDraft) *authz.Record { return &authz.Record{Noun: "directives", ID: id, Section: d.OwnerID} }
			switch {
			case before == nil:
				if err := authz.Require(ctx, "directives:create", facts(after)); err != nil {
					return err
				}
				_, err := givenIn(s.store.Read(ctx), after)
				return err
			case before.MeetingID != after.MeetingID:
				return fault.Bad("meetingId", "fixed", nil)
			}
			if err := authz.Require(ctx, "directives:update", facts(before)); err != nil {
				return err
			}
			return authz.Require(ctx, "directives:update", facts(after))
		},
		Create: func(ctx context.Context, tx *store.Tx, d FileDraft, why store.Why) error {
			return s.carryIn(ctx, tx, d, why)
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d FileDraft, why store.Why) error {
			_, err := s.updateIn(ctx, tx, id, version, d.draft(), why)
			return err
		},
	}
}

// givenIn is the meeting that gives a directive of a file: as in the meeting itself, while it is held, and due no earlier.
func givenIn(db *gorm.DB, d *FileDraft) (on fiscal.Date, err error) {
	type given struct {
		State  string
		HeldOn fiscal.Date
	}
	m, err := store.One[given](db.Table("meetings").Where("id = ?", d.MeetingID).Select("state, held_on"), "meetings", d.MeetingID)
	switch {
	case err != nil:
		return on, err
	case m.State != "held":
		return on, fault.Bad("meetingId", "wrong_state", fault.Params{"state": m.State})
	case d.DueOn.Before(m.HeldOn):
		return on, fault.Bad("dueOn", "date_order", fault.Params{"field": "givenOn", "limit": m.HeldOn})
	}
	return m.HeldOn, nil
}

// carryIn enters a directive of a file under its own code.
func (s *Service) carryIn(ctx context.Context, tx *store.Tx, d FileDraft, why store.Why) error {
	if err := tx.Lock("meetings/" + d.MeetingID); err != nil {
		return err
	}
	on, err := givenIn(tx.DB, &d)
	if err != nil {
		return err
	}
	row := &Directive{Code: d.Code, Draft: d.draft(), Source: Source{MeetingID: d.MeetingID, GivenOn: on}, State: Open}
	if err := authz.Require(ctx, "directives:create", row.facts()); err != nil {
		return err
	}
	if err := row.accept(ctx, tx); err != nil {
		return err
	}
	return store.Create(tx, row, why)
}

// nextCode is the next code that no directive has: files bring codes of their own.
func nextCode(tx *store.Tx) (string, error) {
	for {
		n, err := tx.Next("directives")
		if err != nil {
			return "", err
		}
		code := fmt.Sprintf("D-%04d", n)
		taken, err := store.Value[int](tx.Table("directives").Where("code = ?", code).Select("count(*)"))
		if err != nil || taken == 0 {
			return code, err
		}
	}
}

func records(q *gorm.DB) ([]exchange.Record[FileDraft], error) {
	rows, err := store.Scan[Directive](q)
	out := make([]exchange.Record[FileDraft], len(rows))
	for i, r := range rows {
		out[i] = exchange.Record[FileDraft]{ID: r.ID, Version: r.Version, Draft: FileDraft{
			Code: r.Code, MeetingID: r.MeetingID, Title: r.Title, Text: r.Text, Priority: r.Priority, OwnerID: r.OwnerID, PostID: r.PostID, DueOn: r.DueOn,
		}}
		if !r.State.Pending() {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": r.State}}
		}
	}
	return out, err
}
