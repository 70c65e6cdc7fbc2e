package meetings

import (
	"context"
	"regexp"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// FileDraft is a meeting as a file holds it: known by its number.
type FileDraft struct {
	Number   string      `json:"number" validate:"required,max=20"`
	HeldOn   fiscal.Date `json:"heldOn" validate:"required"`
	StartsAt string      `json:"startsAt" validate:"omitempty,len=5"`
	EndsAt   string      `json:"endsAt" validate:"omitempty,len=5"`
	Place    string      `json:"place" validate:"max=200"`
	Note     string      `json:"note" validate:"max=2000"`
}

var numbered = regexp.MustCompile(`^(?:第\s*)?([0-9]{1,4})\s*(?:回.*)?$`)

// NumberOf reads the number of a meeting out of what a file calls it: 3, 第3回, 第3回ICT戦略本部会議. It is 0 when there is none.
func NumberOf(text string) int64 {
	found := numbered.FindStringSubmatch(text)
	if found == nil {
		return 0
	}
	n, _ := strconv.ParseInt(found[1], 10, 64)
	return n
}

func (d *FileDraft) draft() Draft {
	return Draft{Number: NumberOf(d.Number), HeldOn: d.HeldOn, StartsAt: d.StartsAt, EndsAt: d.EndsAt, Place: d.Place, Note: d.Note}
}

// Check states the rules that tags cannot.
func (d *FileDraft) Check() []fault.Field {
	own := d.draft()
	bad := own.Check()
	if d.Number != "" && own.Number == 0 {
		bad = append(bad, fault.Field{Field: "number", Rule: "format"})
	}
	return bad
}

// Table describes meetings for import and export: number, day and place. Agenda, decisions and minutes are not exchanged.
func (s *Service) Table() *exchange.Table[FileDraft] {
	return &exchange.Table[FileDraft]{
		Noun: "meetings",
		Columns: []exchange.Column[FileDraft]{
			exchange.Code("number", "回", "Number", func(d *FileDraft) *string { return &d.Number }).Aka("会議", "開催回", "No."),
			exchange.Date("heldOn", "開催日", "Held on", func(d *FileDraft) *fiscal.Date { return &d.HeldOn }).Aka("日付", "年月日"),
			exchange.Text("startsAt", "開始", "From", func(d *FileDraft) *string { return &d.StartsAt }).Aka("開始時刻", "Starts at"),
			exchange.Text("endsAt", "終了", "To", func(d *FileDraft) *string { return &d.EndsAt }).Aka("終了時刻", "Ends at"),
			exchange.Text("place", "場所", "Place", func(d *FileDraft) *string { return &d.Place }).Aka("会場"),
			exchange.Text("note", "準備メモ", "Preparation note", func(d *FileDraft) *string { return &d.Note }).Aka("備考", "Note"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[FileDraft], error) {
			numbers := []int64{0}
			for _, c := range codes {
				numbers = append(numbers, NumberOf(c))
			}
			found, err := records(e.Ctx, e.DB.Table("meetings").Where("number IN ?", numbers).Limit(len(numbers)))
			out := make(map[string]exchange.Record[FileDraft], len(found))
			for _, r := range found {
				for _, c := range codes {
					if strconv.FormatInt(NumberOf(c), 10) == r.Draft.Number {
						own := r
						own.Draft.Number = c // however the file writes it, it is the same meeting
						out[c] = own
					}
				}
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[FileDraft], error) {
			all, err := prepares(e.Ctx)
			if err != nil {
				return nil, err
			}
			q := e.DB.Table("meetings").Where("number > ?", NumberOf(code)).Order("number").Limit(limit)
			if !all {
				q = q.Where("state = ?", Confirmed)
			}
			return records(e.Ctx, q)
		},
		Permit: func(ctx context.Context, before, _ *FileDraft, id string) error {
			if before == nil {
				return authz.Require(ctx, "meetings:create", &authz.Record{Noun: "meetings"})
			}
			return authz.Require(ctx, "meetings:update", &authz.Record{Noun: "meetings", ID: id})
		},
		Create: func(ctx context.Context, tx *store.Tx, d FileDraft, why store.Why) error {
			_, err := s.createIn(ctx, tx, d.draft(), why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d FileDraft, why store.Why) error {
			_, err := s.updateIn(ctx, tx, id, version, d.draft(), why)
			return err
		},
	}
}

// records reads meetings as files hold them. The note stays with those who read every meeting; what is over is locked.
func records(ctx context.Context, q *gorm.DB) ([]exchange.Record[FileDraft], error) {
	all, err := prepares(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Scan[Meeting](q)
	out := make([]exchange.Record[FileDraft], len(rows))
	for i, m := range rows {
		d := FileDraft{Number: strconv.FormatInt(m.Number, 10), HeldOn: m.HeldOn, StartsAt: m.StartsAt, EndsAt: m.EndsAt, Place: m.Place}
		if all {
			d.Note = m.Note
		}
		out[i] = exchange.Record[FileDraft]{ID: m.ID, Version: m.Version, Draft: d}
		if m.State == Confirmed {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": m.State}}
		}
	}
	return out, err
}
