package meetings

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Subject is the record that an item is about, as it is now and as far as the caller may read it.
type Subject struct {
	Noun         string        `json:"noun"`
	ID           string        `json:"id"`
	Code         string        `json:"code"`
	Name         string        `json:"name"`
	NameEn       string        `json:"nameEn,omitempty"`
	State        string        `json:"state,omitempty"`
	Href         string        `json:"href" doc:"Path inside the app"`
	Version      int64         `json:"version,omitempty"`
	Hash         string        `json:"hash,omitempty" doc:"Of a plan's content as it is now"`
	Gate         string        `json:"gate,omitempty"`
	Waiting      bool          `json:"waiting" doc:"A decision of the meeting would reach the record"`
	Headquarters bool          `json:"headquarters,omitempty" doc:"The headquarters resolves at the gate, beside its decider"`
	Can          authz.Verdict `json:"-"`
}

func (s *Subject) standing() Standing {
	return Standing{Waiting: s.Waiting, Headquarters: s.Headquarters, Version: s.Version, Hash: s.Hash}
}

// Standing is how a record stands in the moment of a write.
type Standing struct {
	Waiting      bool // a decision would reach it
	Early        bool // it is not ready to be approved
	Headquarters bool // of a gate: the headquarters resolves beside the decider
	Version      int64
	Hash         string // of a plan's content
}

// Verdict is what reaches the record that an item is about.
type Verdict struct {
	MeetingID string
	Meeting   string // number and name
	On        fiscal.Date
	Noun, ID  string
	Ruling    *Ruling
}

// Subjects is what meetings ask of their neighbours about the records on the agenda.
type Subjects interface {
	// Describe finds the records of items; what the caller may not read is left out.
	Describe(ctx context.Context, items []Item) (map[string]Subject, error)
	// Stands tells how a record stands, and refuses one that is not there.
	Stands(ctx context.Context, tx *store.Tx, noun, id string) (Standing, error)
	// Decide carries a decision out on the record, with the permission of who records it and by the record's own rules. It is
	// nil where a decision changes nothing.
	Decide(ctx context.Context, tx *store.Tx, v Verdict) (*Effect, error)
	// Signals gathers what the rules for the agenda look at.
	Signals(ctx context.Context, since fiscal.Date) (Signals, error)
	// Knows tells whether the pack has a block of live data.
	Knows(block string) bool
}

// DirectiveDraft is a directive that the meeting gives.
type DirectiveDraft struct {
	Title    string      `json:"title" validate:"required,max=200"`
	Text     string      `json:"text,omitempty" validate:"max=4000"`
	Priority string      `json:"priority" validate:"required,oneof=ai online_procedures data system_management work_style infrastructure other"`
	OwnerID  string      `json:"ownerId" validate:"required,max=64" doc:"Section that sees to it"`
	PostID   store.Ref   `json:"postId,omitempty" validate:"max=64"`
	DueOn    fiscal.Date `json:"dueOn" validate:"required"`
	Opinion  int         `json:"opinion,omitempty" validate:"min=0,max=20" doc:"Which of the opinions of the same request it follows from, from 1; 0 for none"`
}

// Origin is where a directive was given.
type Origin struct {
	MeetingID         string
	ItemID, OpinionID store.Ref
	On                fiscal.Date
}

// Directives enters what the meeting directs.
type Directives interface {
	Give(ctx context.Context, tx *store.Tx, d DirectiveDraft, from Origin) (id string, err error)
	// Of are the first directives of a meeting, for its minutes, and how many there are.
	Of(ctx context.Context, meetingID string, limit int) ([]GivenDirective, int, error)
}

// GivenDirective is a directive as the minutes tell it.
type GivenDirective struct {
	Code, Title, Owner string
	DueOn              fiscal.Date
}
