package availability

import (
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// TargetDraft is the service level of a system from a day on: the hours that it promises and the share of them that it
// keeps. Without a calendar it promises nothing from that day on.
type TargetDraft struct {
	SystemID   string      `json:"systemId" validate:"required,max=64"`
	ValidFrom  fiscal.Date `json:"validFrom" validate:"required"`
	CalendarID store.Ref   `json:"calendarId,omitempty" validate:"max=64" doc:"Empty: no service from this day on"`
	Target     *int64      `json:"target,omitempty" validate:"omitempty,min=1,max=1000000" doc:"In millionths: 999000 is 99.9 %. Empty: the default of its importance"`
	Note       string      `json:"note,omitempty" validate:"max=1000"`
}

// Check states the rules that tags cannot.
func (d *TargetDraft) Check() []fault.Field {
	if d.ValidFrom.Before(earliest) {
		return []fault.Field{{Field: "validFrom", Rule: "not_before", Params: fault.Params{"limit": earliest.String()}}}
	}
	return nil
}

// Target is a row.
type Target struct {
	store.Base
	TargetDraft
}

// TableName names the table.
func (Target) TableName() string { return "availability_targets" }

func (t *Target) facts(section string) *authz.Record {
	return &authz.Record{Noun: "targets", ID: t.ID, Section: section}
}

// Calendar is a row.
type Calendar struct {
	store.Base
	CalendarDraft
	Search string `json:"-"`
}

// TableName names the table.
func (Calendar) TableName() string { return "availability_calendars" }

func (c *Calendar) facts() *authz.Record { return &authz.Record{Noun: "calendars", ID: c.ID} }
