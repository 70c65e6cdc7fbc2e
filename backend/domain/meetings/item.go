package meetings

import (
	"fmt"
	"slices"
	"strings"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Kind is what an agenda item asks of the meeting.
type Kind string

// The two kinds.
const (
	KindReport   Kind = "report"   // 報告
	KindApproval Kind = "approval" // 承認
)

// Decision is what the meeting said to an item.
type Decision string

// Reports are noted or commented on; approvals are given, given with conditions, put off, or refused.
const (
	Noted       Decision = "noted"       // 了承
	Commented   Decision = "commented"   // 意見あり
	Approved    Decision = "approved"    // 承認
	Conditional Decision = "conditional" // 条件付承認
	Continued   Decision = "continued"   // 継続審議
	Rejected    Decision = "rejected"    // 否決
)

// decisions are those that each kind can have.
var decisions = map[Kind][]Decision{
	KindReport:   {Noted, Commented},
	KindApproval: {Approved, Conditional, Continued, Rejected},
}

// Fits tells whether a kind of item can be decided so.
func (d Decision) Fits(k Kind) bool { return slices.Contains(decisions[k], d) }

// Plain reports a decision that needs no word of explanation.
func (d Decision) Plain() bool { return d == Noted || d == Approved }

// Nouns that an item may point at.
const (
	NounGate      = "gate_applications"
	NounPlan      = "plans"
	NounProject   = "projects"
	NounFinding   = "findings"
	NounSystem    = "systems"
	NounDirective = "directives"
)

// ItemDraft is what a person may write of an agenda item.
type ItemDraft struct {
	Kind        Kind               `json:"kind" validate:"required,oneof=report approval"`
	Title       string             `json:"title" validate:"required,max=200"`
	TitleEn     string             `json:"titleEn,omitempty" validate:"max=200"`
	Proposal    string             `json:"proposal,omitempty" validate:"max=4000" doc:"What is told, or what is to be approved"`
	ProposerID  string             `json:"proposerId" validate:"required,max=64" doc:"Section that brings it before the meeting"`
	Material    string             `json:"material,omitempty" validate:"max=200" doc:"Reference of a paper beside the pack"`
	SubjectNoun string             `json:"subjectNoun,omitempty" validate:"omitempty,oneof=gate_applications plans projects findings systems directives" doc:"Kind of the record that it is about"`
	SubjectID   store.Ref          `json:"subjectId,omitempty" validate:"max=64"`
	Blocks      store.List[string] `json:"blocks,omitempty" validate:"max=6,dive,max=60" doc:"Live data that the pack shows with it (GET /packs/blocks)"`
}

// Check states the rules that tags cannot.
func (d *ItemDraft) Check() []fault.Field {
	var bad []fault.Field
	if (d.SubjectNoun == "") != (d.SubjectID == "") {
		bad = append(bad, fault.Field{Field: "subjectId", Rule: "required"})
	}
	if d.Kind == KindApproval && strings.TrimSpace(d.Proposal) == "" {
		bad = append(bad, fault.Field{Field: "proposal", Rule: "required"})
	}
	for i, b := range d.Blocks {
		if slices.Contains(d.Blocks[:i], b) {
			bad = append(bad, fault.Field{Field: fmt.Sprintf("blocks[%d]", i), Rule: "duplicate"})
		}
	}
	return bad
}

// Effect is what a decision did to the record that the item is about.
type Effect struct {
	Noun    string `json:"noun"`
	ID      string `json:"id"`
	Outcome string `json:"outcome" doc:"approved, conditional, deferred, rejected at a gate; frozen or returned for a plan; done for a directive"`
	Number  string `json:"number,omitempty" doc:"Approval number of the gate, version of the plan"`
}

// Item is a row.
type Item struct {
	store.Base
	MeetingID string `json:"meetingId"`
	Position  int    `json:"position"`
	ItemDraft
	SubjectVersion int64              `json:"subjectVersion,omitempty" doc:"Version of the record that was put before the meeting: when it came onto the agenda, or by the latest frozen material"`
	SubjectHash    string             `json:"-"`
	Rule           string             `json:"rule,omitempty" doc:"Key of the proposal that it came from"`
	Decision       Decision           `json:"decision,omitempty" enum:"noted,commented,approved,conditional,continued,rejected,"`
	Remark         string             `json:"remark,omitempty" doc:"What was said with the decision"`
	DecidedAt      store.Time         `json:"decidedAt,omitzero"`
	DecidedBy      store.Ref          `json:"decidedById,omitempty" doc:"Who recorded the decision"`
	DecidedAs      string             `json:"decidedAs,omitempty" doc:"Post of who recorded it, as it was called then"`
	Effect         store.Doc[*Effect] `json:"effect" doc:"What the decision did to the record; null when nothing"`
}

// TableName names the table.
func (Item) TableName() string { return "meeting_items" }

// Root is the meeting.
func (i Item) Root() (noun, id string) { return "meetings", i.MeetingID }

// bound reports an item by which the headquarters was asked to approve something: what it is about stays as it is.
func (i *Item) bound() bool {
	return i.Kind == KindApproval && (i.SubjectNoun == NounGate || i.SubjectNoun == NounPlan)
}

// facts are what the policy may ask about a decision: which kind of item it is about. An approval at a gate that is its
// decider's alone is a kind of its own.
func (i *Item) facts(at Standing) *authz.Record {
	kind := string(i.Kind)
	if i.Kind == KindApproval && i.SubjectNoun == NounGate && at.Waiting && !at.Headquarters {
		kind = "gate"
	}
	return &authz.Record{Noun: "meetings", ID: i.MeetingID, Kind: kind}
}

// take notes which state of the record is before the meeting.
func (i *Item) take(at Standing) { i.SubjectVersion, i.SubjectHash = at.Version, at.Hash }

// moved reports that the record is no longer what was put before the meeting.
func (i *Item) moved(at Standing) bool {
	return at.Version != i.SubjectVersion || at.Hash != i.SubjectHash
}

// Referral says that something was put before the headquarters for approval (付議). It stays when the item goes.
type Referral struct {
	store.Base
	MeetingID   string `json:"meetingId"`
	Title       string `json:"title"`
	SubjectNoun string `json:"subjectNoun"`
	SubjectID   string `json:"subjectId"`
}

// TableName names the table.
func (Referral) TableName() string { return "meeting_referrals" }

// Root is the meeting.
func (r Referral) Root() (noun, id string) { return "meetings", r.MeetingID }

// Condition is laid down by a conditional approval at a gate.
type Condition struct {
	Text        string `json:"text" validate:"required,max=2000"`
	Criticality string `json:"criticality" validate:"required,oneof=critical essential recommended"`
	OwnerID     string `json:"ownerId" validate:"required,max=64" doc:"Person who sees to it"`
	DueOn       string `json:"dueOn,omitempty" validate:"max=10" doc:"Day, or else dueGate"`
	DueGate     string `json:"dueGate,omitempty" validate:"max=4"`
}

// OpinionDraft is what somebody said.
type OpinionDraft struct {
	PostID string    `json:"postId" validate:"required,max=64" doc:"Post of who said it"`
	ItemID store.Ref `json:"itemId,omitempty" validate:"max=64" doc:"Agenda item that it was about"`
	Text   string    `json:"text" validate:"required,max=4000"`
}

// Opinion is a row.
type Opinion struct {
	store.Base
	MeetingID string `json:"meetingId"`
	OpinionDraft
	Title   string `json:"title" doc:"The post as it was called then"`
	TitleEn string `json:"titleEn,omitempty"`
}

// TableName names the table.
func (Opinion) TableName() string { return "meeting_opinions" }

// Root is the meeting.
func (o Opinion) Root() (noun, id string) { return "meetings", o.MeetingID }

// Ruling is a decision as it is recorded: what it says, and what follows from it.
type Ruling struct {
	Decision       Decision         `json:"decision" validate:"required,oneof=noted commented approved conditional continued rejected"`
	Remark         string           `json:"remark,omitempty" validate:"max=4000" doc:"Mandatory for everything but 了承 and 承認"`
	SubjectVersion int64            `json:"subjectVersion,omitempty" validate:"min=0" doc:"Version of the record that was read, wherever the decision reaches it: what is decided is what was read"`
	SubjectHash    string           `json:"subjectHash,omitempty" validate:"max=64" doc:"Hash of the plan's content that was read"`
	Conditions     []Condition      `json:"conditions,omitempty" validate:"max=50,dive" doc:"Of a conditional approval at a gate"`
	SubstituteFor  string           `json:"substituteFor,omitempty" validate:"max=64" doc:"Post that is decided for at a gate (代決)"`
	Opinions       []OpinionDraft   `json:"opinions,omitempty" validate:"max=20,dive"`
	Directives     []DirectiveDraft `json:"directives,omitempty" validate:"max=20,dive"`
}

// Check wants a word for every decision that is not plain.
func (r *Ruling) Check() []fault.Field {
	if !r.Decision.Plain() && strings.TrimSpace(r.Remark) == "" {
		return []fault.Field{{Field: "remark", Rule: "reason_required"}}
	}
	return nil
}
