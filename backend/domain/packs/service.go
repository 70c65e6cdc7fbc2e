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

// Meetings is what packs ask of their neighbour: the agenda of a meeting that the caller may read, with the facts that the
// policy asks about it.
type Meetings interface {
	Agenda(ctx context.Context, id string) (Meeting, []Entry, *authz.Record, error)
}

// Service holds the use cases of packs.
type Service struct {
	store    *store.Store
	blocks   blocks.Set
	meetings Meetings
}

// New makes the service over the blocks that domains offer.
func New(s *store.Store, set blocks.Set, m Meetings) *Service { return &Service{s, set, m} }

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

// draw reads the agenda and all of its blocks as they are now, each block once.
func (s *Service) draw(ctx context.Context, meetingID string, only []string) (*Content, *authz.Record, error) {
	m, items, rec, err := s.meetings.Agenda(ctx, meetingID)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range only {
		if !slices.ContainsFunc(items, func(e Entry) bool { return e.ID == id }) {
			return nil, nil, fault.Bad("items", "not_found", nil)
		}
	}
	c := &Content{Meeting: m, AsOf: store.At(s.store.Now()), Items: []Entry{}}
	drawn := map[string]*blocks.Block{}
	for _, e := range items {
		if len(only) > 0 && !slices.Contains(only, e.ID) {
			continue
		}
		e.Blocks = []*blocks.Block{}
		for _, key := range e.Keys {
			if drawn[key] == nil {
				if drawn[key], err = s.blocks.Draw(ctx, key, c.AsOf); err != nil {
					return nil, nil, err
				}
			}
			e.Blocks = append(e.Blocks, drawn[key])
		}
		c.Items = append(c.Items, e)
	}
	return c, rec, nil
}

// Preview is the material of a meeting as it would be frozen now. Nothing is kept.
func (s *Service) Preview(ctx context.Context, in *api.ID) (*Content, error) {
	c, rec, err := s.draw(ctx, in.ID, nil)
	if err != nil {
		return nil, err
	}
	return c, authz.Require(ctx, "packs:freeze", rec)
}

// Freeze keeps the material of a meeting as it is at this moment, as its next edition.
func (s *Service) Freeze(ctx context.Context, meetingID string, d Draft) (*Pack, error) {
	c, rec, err := s.draw(ctx, meetingID, d.Items)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "packs:freeze", rec); err != nil {
		return nil, err
	}
	switch {
	case !c.Meeting.Open:
		return nil, fault.Clash("wrong_state", fault.Params{"of": "meeting", "state": rec.Kind})
	case len(c.Items) == 0:
		return nil, fault.Clash("no_items", nil)
	}
	var row *Pack
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock("packs/" + meetingID); err != nil {
			return err
		}
		if c.Edition, err = store.Value[int64](tx.Table("packs").Where("meeting_id = ?", meetingID).Select("COALESCE(MAX(edition), 0) + 1")); err != nil {
			return err
		}
		text, err := Canonical(c)
		if err != nil {
			return err
		}
		row = &Pack{
			MeetingID: meetingID, Edition: c.Edition, Name: d.Name, AsOf: c.AsOf, FrozenBy: tx.Actor.PersonID, ItemCount: int64(len(c.Items)),
			Content: text, Hash: Hash(text),
		}
		for _, e := range c.Items {
			row.BlockCount += int64(len(e.Blocks))
		}
		return store.Create(tx, row, store.Why{Action: "freeze"})
	})
	return row, err
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
