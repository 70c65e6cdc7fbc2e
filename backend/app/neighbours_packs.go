package app

import (
	"context"

	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/domain/packs"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// agendas gives packs the agendas of meetings.
type agendas struct{ app *App }

// Agenda reads a meeting as its own page does: the caller may read it.
func (a agendas) Agenda(ctx context.Context, id string) (packs.Meeting, []packs.Entry, *authz.Record, error) {
	m, err := a.app.Meetings.Get(ctx, id)
	if err != nil {
		return packs.Meeting{}, nil, nil, err
	}
	out := packs.Meeting{
		ID: m.ID, Number: m.Number, Name: m.Name, NameEn: m.NameEn, HeldOn: m.HeldOn, StartsAt: m.StartsAt, EndsAt: m.EndsAt, Place: m.Place,
		Open: m.State != meetings.Confirmed, Version: m.Version,
	}
	items, no := []packs.Entry{}, map[meetings.Kind]int{}
	for _, i := range m.Items {
		no[i.Kind]++
		e := packs.Entry{
			ID: i.ID, Kind: string(i.Kind), No: no[i.Kind], Title: i.Title, TitleEn: i.TitleEn, Proposal: i.Proposal, Proposer: i.ProposerName,
			ProposerEn: i.ProposerNameEn, Material: i.Material, Keys: i.Blocks, Version: i.Version,
		}
		if s := i.Subject; s != nil {
			e.Seen = packs.Seen{Version: s.Version, Hash: s.Hash}
			e.Subject = &packs.Subject{Noun: s.Noun, ID: s.ID, Code: s.Code, Name: s.Name, NameEn: s.NameEn, Gate: s.Gate, Href: s.Href}
		}
		items = append(items, e)
	}
	return out, items, &authz.Record{Noun: "packs", ID: m.ID, Kind: string(m.State)}, nil
}

// Hold asks the meeting whether it is still what was drawn.
func (a agendas) Hold(ctx context.Context, tx *store.Tx, m packs.Meeting, agenda, taken []packs.Entry) error {
	read := meetings.Read{Version: m.Version, Items: map[string]int64{}, Subjects: map[string]meetings.Standing{}}
	for _, e := range agenda {
		read.Items[e.ID] = e.Version
	}
	for _, e := range taken {
		if e.Subject != nil {
			read.Subjects[e.ID] = meetings.Standing{Version: e.Seen.Version, Hash: e.Seen.Hash}
		}
	}
	return a.app.Meetings.HoldIn(ctx, tx, m.ID, read)
}

// Knows tells whether the pack has a block of live data.
func (m subjectsOfMeetings) Knows(key string) bool { return m.app.blocks().Knows(key) }
