package meetings

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of meetings.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/meetings", "meetings:read", s.List, "Meetings of the headquarters, the latest first. Who does not prepare or attend them sees those whose minutes are confirmed.")
	api.Post(r, "/meetings", "meetings:create", s.create, "Calls a meeting. Without a number it is the next one.")
	api.Get(r, "/meetings/{id}", "meetings:read", s.get)
	api.Put(r, "/meetings/{id}", "meetings:update", s.put)
	api.Delete(r, "/meetings/{id}", "meetings:delete", s.delete, "Removes a meeting that was called by mistake.")
	api.Put(r, "/meetings/{id}/attendance", "meetings:update", s.attend, "Who sits in the meeting, by post, and who came. Titles and people are those of its day.")
	api.Act(r, "/meetings/{id}/open", "meetings:open", s.open, "The meeting takes place: decisions are recorded from now on.")
	api.Get(r, "/meetings/{id}/proposals", "meetings:update", s.proposals, "What the rules propose for the agenda, each with its reason.")
	api.Post(r, "/meetings/{id}/proposals", "meetings:update", s.accept, "Takes a proposal onto the agenda.")
	api.Act(r, "/meetings/{id}/proposals/leave", "meetings:update", s.leave, "Puts a proposal aside for this meeting. It can still be taken.")
	api.Post(r, "/meetings/{id}/items", "meetings:update", s.postItem)
	api.Put(r, "/meetings/{id}/items", "meetings:update", s.order, "The order of the agenda; reports come before approvals.")
	api.Put(r, "/meetings/{id}/items/{item}", "meetings:update", s.putItem, "Replaces an item that is not decided yet.")
	api.Delete(r, "/meetings/{id}/items/{item}", "meetings:update", s.removeItem)
	api.Act(r, "/meetings/{id}/items/{item}/retake", "meetings:update", s.retake, "Puts the record of the item before the meeting as it stands now.")
	api.Act(r, "/meetings/{id}/items/{item}/decision", "meetings:decide", s.decide, "Records what the meeting decided. What follows for gate, plan and directives is written with it or not at all.")
	api.Post(r, "/meetings/{id}/opinions", "meetings:record", s.opine)
	api.Delete(r, "/meetings/{id}/opinions/{opinion}", "meetings:record", s.strike)
	api.Post(r, "/meetings/{id}/directives", "directives:create", s.direct, "Gives a directive that belongs to no decision.")
	api.Get(r, "/meetings/{id}/minutes/draft", "meetings:record", s.draft, "The minutes as they would be drawn from what is recorded now. Nothing is kept.")
	api.Put(r, "/meetings/{id}/minutes", "meetings:record", s.minutes)
	api.Act(r, "/meetings/{id}/minutes/confirm", "meetings:confirm", s.confirm, "Freezes the minutes; nothing of the meeting changes from then on.")
	api.Download(r, "/meetings/{id}/minutes/pdf", "meetings:read", s.minutesPDF, "The minutes on paper, marked as a draft until they are confirmed.")
	api.Get(r, "/meetings/{id}/history", "meetings:trace", history.Of(h, s.mayTrace), "Who did what. It holds what was struck and left out, and stays with those who read every meeting.")
}

// mayTrace lets those read the history of a meeting who read every meeting: it holds what was struck and left out.
func (s *Service) mayTrace(ctx context.Context, id string) error {
	row, err := s.readable(ctx, id)
	if err != nil {
		return err
	}
	return authz.Require(ctx, "meetings:trace", row.facts())
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a meeting, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type actOf[B any] struct {
	api.ID
	api.Match
	Body B
}

type act struct {
	api.ID
	api.Match
}

// moved runs an act on the version of the meeting that the caller saw and answers with the page.
func (s *Service) moved(ctx context.Context, m api.Match, do func(version int64) (*Meeting, error)) (*Detail, error) {
	version, err := m.Version()
	if err != nil {
		return nil, err
	}
	row, err := do(version)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) put(ctx context.Context, in *actOf[Edit]) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Update(ctx, in.ID.ID, v, in.Body.Draft, in.Body.Reason) })
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why it goes"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

// Seating is who sits in a meeting.
type Seating struct {
	Attendees []Attendee `json:"attendees" validate:"max=100,dive"`
}

func (s *Service) attend(ctx context.Context, in *actOf[Seating]) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Seat(ctx, in.ID.ID, v, in.Body.Attendees) })
}

func (s *Service) open(ctx context.Context, in *act) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Open(ctx, in.ID.ID, v) })
}

func (s *Service) proposals(ctx context.Context, in *api.ID) (*ProposalList, error) {
	return s.Proposals(ctx, in.ID)
}

type acceptIn struct {
	api.ID
	Body struct {
		Key string `json:"key" validate:"required,max=120"`
	}
}

func (s *Service) accept(ctx context.Context, in *acceptIn) (*Item, error) {
	return s.Accept(ctx, in.ID.ID, in.Body.Key)
}

// Leaving says which proposal is put aside, and why.
type Leaving struct {
	Key    string `json:"key" validate:"required,max=120"`
	Reason string `json:"reason" validate:"required,max=500"`
}

func (s *Service) leave(ctx context.Context, in *actOf[Leaving]) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Leave(ctx, in.ID.ID, v, in.Body.Key, in.Body.Reason) })
}

type addIn struct {
	api.ID
	Body ItemDraft
}

func (s *Service) postItem(ctx context.Context, in *addIn) (*Item, error) {
	return s.AddItem(ctx, in.ID.ID, in.Body)
}

// Agenda is an order of items.
type Agenda struct {
	Items []string `json:"items" validate:"required,max=40,dive,max=64"`
}

func (s *Service) order(ctx context.Context, in *actOf[Agenda]) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Order(ctx, in.ID.ID, v, in.Body.Items) })
}

// ItemID names an item of a meeting.
type ItemID struct {
	ID   string `path:"id" validate:"required,max=64"`
	Item string `path:"item" validate:"required,max=64"`
}

type itemOfIn[B any] struct {
	ItemID
	api.Match
	Body B
}

func (s *Service) putItem(ctx context.Context, in *itemOfIn[ItemDraft]) (*Item, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateItem(ctx, in.ID, in.Item, version, in.Body)
}

type removeIn struct {
	ItemID
	api.Match
}

func (s *Service) removeItem(ctx context.Context, in *removeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.RemoveItem(ctx, in.ID, in.Item, version)
}

func (s *Service) retake(ctx context.Context, in *removeIn) (*Item, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Retake(ctx, in.ID, in.Item, version)
}

func (s *Service) decide(ctx context.Context, in *itemOfIn[Ruling]) (*Item, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Decide(ctx, in.ID, in.Item, version, in.Body)
}

type opineIn struct {
	api.ID
	Body OpinionDraft
}

func (s *Service) opine(ctx context.Context, in *opineIn) (*Opinion, error) {
	return s.Record(ctx, in.ID.ID, in.Body)
}

type strikeIn struct {
	ID      string `path:"id" validate:"required,max=64"`
	Opinion string `path:"opinion" validate:"required,max=64"`
	api.Match
	Reason string `query:"reason" validate:"required,max=500"`
}

func (s *Service) strike(ctx context.Context, in *strikeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Strike(ctx, in.ID, in.Opinion, version, in.Reason)
}

// Direction is a directive with what it belongs to.
type Direction struct {
	DirectiveDraft
	ItemID    store.Ref `json:"itemId,omitempty" validate:"max=64"`
	OpinionID store.Ref `json:"opinionId,omitempty" validate:"max=64"`
}

// Given is a directive that was entered.
type Given struct {
	ID string `json:"id"`
}

type directIn struct {
	api.ID
	Body Direction
}

func (s *Service) direct(ctx context.Context, in *directIn) (*Given, error) {
	id, err := s.Direct(ctx, in.ID.ID, in.Body.DirectiveDraft, in.Body.ItemID, in.Body.OpinionID)
	return &Given{id}, err
}

func (s *Service) draft(ctx context.Context, in *api.ID) (*Drafted, error) {
	return s.Draft(ctx, in.ID)
}

// Text is the text of the minutes.
type Text struct {
	Minutes string `json:"minutes" validate:"max=100000"`
}

func (s *Service) minutes(ctx context.Context, in *actOf[Text]) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.WriteMinutes(ctx, in.ID.ID, v, in.Body.Minutes) })
}

func (s *Service) confirm(ctx context.Context, in *act) (*Detail, error) {
	return s.moved(ctx, in.Match, func(v int64) (*Meeting, error) { return s.Confirm(ctx, in.ID.ID, v) })
}
