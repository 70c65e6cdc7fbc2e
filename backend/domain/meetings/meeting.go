// Package meetings holds the meetings of the ICT strategy headquarters (ICT戦略本部会議): who sat in them, what was on the
// agenda, what was decided and said, and the minutes. A decision reaches the records it is about in the same write.
package meetings

import (
	"fmt"
	"regexp"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// State is where a meeting stands.
type State string

// A meeting is prepared, held, and over when its minutes are confirmed.
const (
	Preparing State = "preparing" // 準備中
	Held      State = "held"      // 開催
	Confirmed State = "confirmed" // 議事録確定
)

// Draft is what a person may write of a meeting.
type Draft struct {
	Number   int64       `json:"number,omitempty" validate:"min=0,max=9999" doc:"第N回; the next one unless given"`
	HeldOn   fiscal.Date `json:"heldOn" validate:"required"`
	StartsAt string      `json:"startsAt,omitempty" validate:"omitempty,len=5" doc:"HH:MM"`
	EndsAt   string      `json:"endsAt,omitempty" validate:"omitempty,len=5"`
	Place    string      `json:"place,omitempty" validate:"max=200"`
	Note     string      `json:"note,omitempty" validate:"max=2000" doc:"For those who prepare it"`
}

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var bad []fault.Field
	for _, f := range []struct{ field, at string }{{"startsAt", d.StartsAt}, {"endsAt", d.EndsAt}} {
		if len(f.at) == 5 && !clock.MatchString(f.at) {
			bad = append(bad, fault.Field{Field: f.field, Rule: "format"})
		}
	}
	if len(bad) == 0 && d.StartsAt != "" && d.EndsAt != "" && d.EndsAt <= d.StartsAt {
		bad = append(bad, fault.Field{Field: "endsAt", Rule: "date_order", Params: fault.Params{"field": "startsAt"}})
	}
	return bad
}

// LeftOut is a proposal that was not taken onto the agenda, and why.
type LeftOut struct {
	Key    string     `json:"key"`
	Reason string     `json:"reason"`
	By     string     `json:"byId"`
	At     store.Time `json:"at"`
}

// Meeting is a row.
type Meeting struct {
	store.Base
	Draft
	State       State               `json:"state" enum:"preparing,held,confirmed"`
	LeftOut     store.List[LeftOut] `json:"leftOut" doc:"Proposals that were not taken onto the agenda"`
	Minutes     string              `json:"minutes" doc:"Text of the minutes (議事録)"`
	MinutesHash string              `json:"minutesHash,omitempty" doc:"SHA-256 of the confirmed text"`
	ConfirmedAt store.Time          `json:"confirmedAt,omitzero"`
	ConfirmedBy store.Ref           `json:"confirmedById,omitempty"`
	Search      string              `json:"-"`

	Attendees []Attendee `json:"attendees" gorm:"-"`
}

// TableName names the table.
func (Meeting) TableName() string { return "meetings" }

// Title is what people call the meeting.
func (m *Meeting) Title() string { return TitleOf(m.Number) }

// TitleOf is what people call the meeting of a number.
func TitleOf(number int64) string { return fmt.Sprintf("第%d回ICT戦略本部会議", number) }

// TitleEnOf is the same in English.
func TitleEnOf(number int64) string {
	return fmt.Sprintf("ICT Strategy Headquarters, meeting %d", number)
}

func (m *Meeting) derive() {
	m.Search = store.Fold(m.Title(), fmt.Sprint(m.Number), m.HeldOn.String(), m.Place, m.Minutes)
}

// facts are what the policy may ask about a meeting: whether its minutes are confirmed.
func (m *Meeting) facts() *authz.Record {
	return &authz.Record{Noun: "meetings", ID: m.ID, Kind: string(m.State)}
}

// mustBe refuses what only a meeting in one of the states allows.
func (m *Meeting) mustBe(states ...State) error {
	if slices.Contains(states, m.State) {
		return nil
	}
	return fault.Clash("wrong_state", fault.Params{"of": "meeting", "state": m.State})
}

// Attendee is a post that sits in a meeting, as it was called then.
type Attendee struct {
	MeetingID  string    `json:"-" gorm:"primaryKey"`
	Position   int       `json:"-" gorm:"primaryKey"`
	PostID     string    `json:"postId" validate:"required,max=64"`
	PersonID   store.Ref `json:"personId,omitempty" doc:"Who held the post on the day. Ignored when sent"`
	Title      string    `json:"title,omitempty" doc:"The post as it was called then. Ignored when sent"`
	TitleEn    string    `json:"titleEn,omitempty" doc:"Ignored when sent"`
	Part       string    `json:"part" validate:"required,oneof=chair vice member secretariat" doc:"本部長, 副本部長, 本部員, 事務局"`
	Attendance string    `json:"attendance" validate:"required,oneof=present substitute absent" doc:"出席, 代理, 欠席"`
	Substitute string    `json:"substitute,omitempty" validate:"max=100" doc:"Who came instead (代理)"`
}

// TableName names the table.
func (Attendee) TableName() string { return "meeting_attendees" }

// checkAttendees wants each post once, one chair at most, and a name for each substitute.
func checkAttendees(list []Attendee) []fault.Field {
	var bad []fault.Field
	seen, chairs := map[string]bool{}, 0
	for i, a := range list {
		if seen[a.PostID] {
			bad = append(bad, fault.Field{Field: at("attendees", i, "postId"), Rule: "duplicate"})
		}
		seen[a.PostID] = true
		if a.Part == "chair" {
			if chairs++; chairs > 1 {
				bad = append(bad, fault.Field{Field: at("attendees", i, "part"), Rule: "duplicate"})
			}
		}
		switch {
		case a.Attendance == "substitute" && a.Substitute == "":
			bad = append(bad, fault.Field{Field: at("attendees", i, "substitute"), Rule: "required"})
		case a.Attendance != "substitute" && a.Substitute != "":
			bad = append(bad, fault.Field{Field: at("attendees", i, "substitute"), Rule: "max", Params: fault.Params{"limit": 0}})
		}
	}
	return bad
}

// LoadParts reads who sat in the meeting.
func (m *Meeting) LoadParts(db *gorm.DB) (err error) {
	m.Attendees, err = store.Scan[Attendee](db.Table("meeting_attendees").Where("meeting_id = ?", m.ID).Order("position"))
	return err
}

// SaveParts writes it.
func (m *Meeting) SaveParts(tx *store.Tx, before *Meeting) error {
	var old []Attendee
	if before != nil {
		old = before.Attendees
	}
	for i := range m.Attendees {
		m.Attendees[i].MeetingID, m.Attendees[i].Position = m.ID, i
	}
	return store.ReplaceParts(tx, "meeting_id", m.ID, old, m.Attendees)
}

func at(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }
