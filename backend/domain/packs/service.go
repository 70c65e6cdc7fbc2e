package packs

import (
	"context"
	"encoding/json"
	"slices"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/blocks"
)

// Meetings is what packs ask of their neighbour.
type Meetings interface {
	// Agenda is the agenda of a meeting that the caller may read, with the facts that the policy asks about it.
	Agenda(ctx context.Context, id string) (Meeting, []Entry, *authz.Record, error)
	// Hold locks a meeting within a write and refuses one whose material may no longer be frozen, or whose agenda is no longer
	// the one that was drawn. The records of the items taken up are from now on before the meeting as they were drawn.
	Hold(ctx context.Context, tx *store.Tx, m Meeting, agenda, taken []Entry) error
}

// Service holds the use cases of packs.
type Service struct {
	store    *store.Store
	blocks   blocks.Set
	meetings Meetings
	catchUp  func(ctx context.Context) error
}

// New makes the service over the blocks that domains offer. catchUp brings up to the present what readers keep up; it runs
// before the moment at which a pack is drawn.
func New(s *store.Store, set blocks.Set, m Meetings, catchUp func(ctx context.Context) error) *Service {
	return &Service{s, set, m, catchUp}
}

// Draft says what to freeze.
type Draft struct {
	Name  string   `json:"name,omitempty" validate:"max=200" doc:"What this edition is for"`
	Items []string `json:"items,omitempty" validate:"max=40,dive,max=64" doc:"Agenda items to take up; all unless given"`
}

// View is a pack with what it says.
type View struct {
	Pack
	FrozenByName string  `json:"frozenByName,omitempty"`
	Intact       bool    `json:"intact" doc:"The content still has the hash that it was frozen with"`
	Content      Content `json:"content"`
}

// drawn is the material of a meeting as it was at one moment.
type drawn struct {
	Content
	agenda []Entry // all of it, also what was not taken up
	rec    *authz.Record
}

// draw reads the agenda and all of its blocks at one moment, each block once.
func (s *Service) draw(ctx context.Context, meetingID string, only []string) (*drawn, error) {
	if err := s.catchUp(ctx); err != nil {
		return nil, err
	}
	var d *drawn
	return d, s.store.Moment(ctx, func(ctx context.Context) (err error) {
		d, err = s.drawIn(ctx, meetingID, only)
		return err
	})
}

func (s *Service) drawIn(ctx context.Context, meetingID string, only []string) (*drawn, error) {
	m, items, rec, err := s.meetings.Agenda(ctx, meetingID)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "packs:freeze", rec); err != nil {
		return nil, err
	}
	for _, id := range only {
		if !slices.ContainsFunc(items, func(e Entry) bool { return e.ID == id }) {
			return nil, fault.Bad("items", "not_found", nil)
		}
	}
	d := &drawn{Content: Content{Meeting: m, AsOf: store.At(s.store.Now()), Items: []Entry{}}, agenda: items, rec: rec}
	once := map[string]*blocks.Block{}
	for _, e := range items {
		if len(only) > 0 && !slices.Contains(only, e.ID) {
			continue
		}
		e.Blocks = []*blocks.Block{}
		for _, key := range e.Keys {
			if once[key] == nil {
				if once[key], err = s.blocks.Draw(ctx, key, d.AsOf); err != nil {
					return nil, err
				}
			}
			e.Blocks = append(e.Blocks, once[key])
		}
		d.Items = append(d.Items, e)
	}
	return d, nil
}

// Preview is the material of a meeting as it would be frozen now. Nothing is kept.
func (s *Service) Preview(ctx context.Context, in *api.ID) (*Content, error) {
	d, err := s.draw(ctx, in.ID, nil)
	if err != nil {
		return nil, err
	}
	return &d.Content, nil
}

// Freeze keeps the material of a meeting as it is at this moment, as its next edition.
func (s *Service) Freeze(ctx context.Context, meetingID string, in Draft) (*Pack, error) {
	d, err := s.draw(ctx, meetingID, in.Items)
	if err != nil {
		return nil, err
	}
	if !d.Meeting.Open {
		return nil, fault.Clash("wrong_state", fault.Params{"of": "meeting", "state": d.rec.Kind})
	}
	if len(d.Items) == 0 {
		return nil, fault.Clash("no_items", nil)
	}
	var row *Pack
	err = s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.freezeIn(ctx, tx, d, in.Name)
		return err
	})
	return row, err
}

// freezeIn keeps what was drawn, if the meeting is still the one that it was drawn from.
func (s *Service) freezeIn(ctx context.Context, tx *store.Tx, d *drawn, name string) (*Pack, error) {
	if err := s.meetings.Hold(ctx, tx, d.Meeting, d.agenda, d.Items); err != nil {
		return nil, err
	}
	edition, err := store.Value[int64](tx.Table("packs").Where("meeting_id = ?", d.Meeting.ID).Select("COALESCE(MAX(edition), 0) + 1"))
	if err != nil {
		return nil, err
	}
	d.Edition = edition
	text, err := Canonical(&d.Content)
	if err != nil {
		return nil, err
	}
	row := &Pack{
		MeetingID: d.Meeting.ID, Edition: edition, Name: name, AsOf: d.AsOf, FrozenBy: tx.Actor.PersonID, ItemCount: int64(len(d.Items)),
		Content: text, Hash: Hash(text),
	}
	for _, e := range d.Items {
		row.BlockCount += int64(len(e.Blocks))
	}
	return row, store.Create(tx, row, store.Why{Action: "freeze"})
}

// Item is a pack in a list.
type Item struct {
	store.Base
	MeetingID    string     `json:"meetingId"`
	Edition      int64      `json:"edition"`
	Name         string     `json:"name,omitempty"`
	AsOf         store.Time `json:"asOf"`
	ItemCount    int64      `json:"itemCount" gorm:"column:items"`
	BlockCount   int64      `json:"blockCount" gorm:"column:blocks"`
	Hash         string     `json:"hash"`
	FrozenByName string     `json:"frozenByName"`
}

type listIn struct {
	api.ID
	api.List
}

// List are the editions of a meeting's material, the newest first.
func (s *Service) List(ctx context.Context, in *listIn) (store.Page[Item], error) {
	_, _, rec, err := s.meetings.Agenda(ctx, in.ID.ID)
	if err == nil {
		err = authz.Require(ctx, "packs:read", rec)
	}
	if err != nil {
		return store.Page[Item]{}, err
	}
	q := s.store.Read(ctx).Table("packs").Joins("JOIN people p ON p.id = packs.frozen_by").Where("packs.meeting_id = ?", in.ID.ID)
	return store.FindPage[Item](q, `packs.id, packs.version, packs.created_at, packs.updated_at, packs.meeting_id, packs.edition, packs.name, packs.as_of, packs.items,
		packs.blocks, packs.hash, p.name AS frozen_by_name`, in.Paging(), store.Sorts{"edition": "packs.edition"}, "-edition")
}

// Get reads a frozen pack.
func (s *Service) Get(ctx context.Context, id string) (*View, error) {
	db := s.store.Read(ctx)
	row, err := store.Load[Pack](db, id)
	if err != nil {
		return nil, err
	}
	_, _, rec, err := s.meetings.Agenda(ctx, row.MeetingID)
	if err == nil {
		err = authz.Require(ctx, "packs:read", rec)
	}
	if err != nil {
		return nil, err
	}
	v := &View{Pack: *row, Intact: Hash(row.Content) == row.Hash}
	if v.FrozenByName, err = store.Value[string](db.Table("people").Where("id = ?", row.FrozenBy).Select("name")); err != nil {
		return nil, err
	}
	return v, json.Unmarshal([]byte(row.Content), &v.Content)
}

// Offer are the blocks that an item may show.
type Offer struct {
	Items []blocks.Source `json:"items"`
}

// Blocks lists the blocks that domains offer.
func (s *Service) Blocks(context.Context, *api.None) (*Offer, error) {
	return &Offer{append([]blocks.Source{}, s.blocks...)}, nil
}
