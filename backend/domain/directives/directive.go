// Package directives holds what the headquarters has told somebody to do (指示事項): who sees to it, until when, what was
// done about it, and who has confirmed that it is done.
package directives

import (
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// State is where a directive stands.
type State string

// An open directive is being worked on; a reported one is said to be done and waits for confirmation.
const (
	Open      State = "open"
	Reported  State = "reported"
	Done      State = "done"
	Withdrawn State = "withdrawn"
)

// Pending reports a directive that still asks something of somebody.
func (s State) Pending() bool { return s == Open || s == Reported }

// Event is what happens to a directive.
type Event string

// The events.
const (
	EventReport   Event = "report"   // how far it is
	EventComplete Event = "complete" // said to be done
	EventConfirm  Event = "confirm"
	EventReturn   Event = "return"
	EventWithdraw Event = "withdraw"
)

// moves are the states that each event leads to. What is missing is not possible.
var moves = map[State]map[Event]State{
	Open:     {EventReport: Open, EventComplete: Reported, EventWithdraw: Withdrawn},
	Reported: {EventReport: Open, EventConfirm: Done, EventReturn: Open, EventWithdraw: Withdrawn},
}

// Next is the state after an event.
func (s State) Next(e Event) (State, bool) {
	next, ok := moves[s][e]
	return next, ok
}

// Progress is how far a section says that it is.
type Progress string

// The steps of progress.
const (
	NotStarted Progress = "not_started"
	Underway   Progress = "underway"
	Complete   Progress = "complete"
)

// event is what a report of this progress means.
func (p Progress) event() Event {
	if p == Complete {
		return EventComplete
	}
	return EventReport
}

// Overdue reports a directive whose day has passed while nobody has said that it is done.
func Overdue(s State, due, today fiscal.Date) bool { return s == Open && due.Before(today) }

// Draft is what a person may write of a directive.
type Draft struct {
	Title    string      `json:"title" validate:"required,max=200"`
	Text     string      `json:"text,omitempty" validate:"max=4000" doc:"What is to be done, in the words of the meeting"`
	Priority string      `json:"priority" validate:"required,oneof=ai online_procedures data system_management work_style infrastructure other" doc:"What it is about; the first three are the city's priorities"`
	OwnerID  string      `json:"ownerId" validate:"required,max=64" doc:"Section that sees to it"`
	PostID   store.Ref   `json:"postId,omitempty" validate:"max=64" doc:"Post of that section, where one is named"`
	DueOn    fiscal.Date `json:"dueOn" validate:"required"`
}

// Source is the meeting in which a directive was given.
type Source struct {
	MeetingID string      `json:"meetingId"`
	ItemID    store.Ref   `json:"itemId,omitempty" doc:"Agenda item that it belongs to"`
	OpinionID store.Ref   `json:"opinionId,omitempty" doc:"Opinion that it follows from"`
	GivenOn   fiscal.Date `json:"givenOn" doc:"Day of the meeting"`
}

// Check states the rules that tags cannot.
func (d *Directive) check() error {
	if d.DueOn.Before(d.GivenOn) {
		return fault.Bad("dueOn", "date_order", fault.Params{"field": "givenOn", "limit": d.GivenOn})
	}
	return nil
}

// Directive is a row.
type Directive struct {
	store.Base
	Code string `json:"code"`
	Draft
	Source
	State       State       `json:"state" enum:"open,reported,done,withdrawn"`
	Progress    Progress    `json:"progress,omitempty" enum:"not_started,underway,complete," doc:"By the latest report; empty without one"`
	ReportedOn  fiscal.Date `json:"reportedOn,omitzero" doc:"Day of the latest report"`
	ReportedBy  store.Ref   `json:"reportedById,omitempty"`
	SettledOn   fiscal.Date `json:"settledOn,omitzero" doc:"When it was confirmed or withdrawn"`
	SettledBy   store.Ref   `json:"settledById,omitempty"`
	SettledNote string      `json:"settledNote,omitempty"`
	Search      string      `json:"-"`
}

// TableName names the table.
func (Directive) TableName() string { return "directives" }

func (d *Directive) derive() { d.Search = store.Fold(d.Code, d.Title, d.Text) }

// facts are what the policy may ask about a directive.
func (d *Directive) facts() *authz.Record {
	r := &authz.Record{Noun: "directives", ID: d.ID, Section: d.OwnerID, Parties: map[string][]string{}}
	if d.ReportedBy != "" {
		r.Parties["reporter"] = []string{string(d.ReportedBy)}
	}
	return r
}

// ReportDraft is what a section says of a directive (対応状況).
type ReportDraft struct {
	AsOf     fiscal.Date `json:"asOf,omitzero" doc:"Day it speaks of, today unless given"`
	Progress Progress    `json:"progress" validate:"required,oneof=not_started underway complete" doc:"complete asks for confirmation"`
	Text     string      `json:"text" validate:"required,max=4000"`
}

// Report is a row. The database refuses to change or remove it.
type Report struct {
	store.Base
	DirectiveID string `json:"directiveId"`
	ReportDraft
	ReportedBy string `json:"reportedById"`
	Title      string `json:"title" doc:"Post of who reported, as it was called then"`
	TitleEn    string `json:"titleEn,omitempty"`
}

// TableName names the table.
func (Report) TableName() string { return "directive_reports" }

// Root is the directive.
func (r Report) Root() (noun, id string) { return "directives", r.DirectiveID }
