package meetings

import (
	"context"
	"fmt"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Decide records what the meeting decided on an item, in one write: the decision, what it does to the record that the item
// is about, the opinions and the directives. The gate or plan asks its own permission of who records it, and its own rules
// judge; when anything is refused nothing is written.
func (s *Service) Decide(ctx context.Context, id, item string, version int64, r Ruling) (*Item, error) {
	var row *Item
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock("meetings/" + id); err != nil {
			return err
		}
		m, err := store.Load[Meeting](tx.DB, id)
		if err != nil {
			return err
		}
		before, err := itemOf(tx, id, item)
		if err != nil {
			return err
		}
		var at Standing
		if before.SubjectID != "" {
			if at, err = s.subjects.Stands(ctx, tx, before.SubjectNoun, string(before.SubjectID)); err != nil {
				return err
			}
		}
		if err := authz.Require(ctx, "meetings:decide", before.facts(at)); err != nil {
			return err
		}
		row, err = store.Update(tx, item, version, store.Why{Action: "decide", Reason: r.Remark}, func(row *Item) error {
			if err := m.mustBe(Held); err != nil {
				return err
			}
			switch {
			case !r.Decision.Fits(row.Kind):
				return fault.Bad("decision", "oneof", fault.Params{"allowed": decisions[row.Kind]})
			case row.Effect.V != nil: // what has reached another record is not undone here
				return fault.Clash("already_done", fault.Params{"outcome": row.Effect.V.Outcome})
			}
			if err := row.mustBeRead(at, &r); err != nil {
				return err
			}
			row.Decision, row.Remark = r.Decision, r.Remark
			row.DecidedAt, row.DecidedBy, row.DecidedAs = tx.Now, store.Ref(tx.Actor.PersonID), tx.Actor.PostTitle
			return nil
		})
		if err != nil {
			return err
		}
		return s.follow(ctx, tx, m, row, &r)
	})
	return row, err
}

// mustBeRead refuses a decision that reaches a record of which the meeting, or who records it, has read another state.
func (i *Item) mustBeRead(at Standing, r *Ruling) error {
	switch {
	case i.bound() && at.Early && (r.Decision == Approved || r.Decision == Conditional):
		return fault.Clash("subject_not_ready", nil)
	case !at.Waiting, i.Kind == KindReport && r.Decision != Noted:
		return nil
	case r.SubjectVersion == 0:
		return fault.Bad("subjectVersion", "required", nil)
	case at.Hash != "" && r.SubjectHash == "":
		return fault.Bad("subjectHash", "required", nil)
	case r.SubjectVersion != at.Version, r.SubjectHash != at.Hash, i.moved(at):
		return fault.Clash("subject_changed", fault.Params{"version": at.Version, "read": i.SubjectVersion})
	}
	return nil
}

// follow carries out what follows from a decision that is written.
func (s *Service) follow(ctx context.Context, tx *store.Tx, m *Meeting, row *Item, r *Ruling) error {
	var effect *Effect
	if row.SubjectID != "" {
		var err error
		effect, err = s.subjects.Decide(ctx, tx, Verdict{
			MeetingID: m.ID, Meeting: m.Title(), On: m.HeldOn, Noun: row.SubjectNoun, ID: string(row.SubjectID), Ruling: r,
		})
		if err != nil {
			return err
		}
		if effect != nil {
			done, err := store.Update(tx, row.ID, store.Latest, store.Why{Action: "effect"}, func(row *Item) error {
				row.Effect = store.Doc[*Effect]{V: effect}
				return nil
			})
			if err != nil {
				return err
			}
			*row = *done
		}
	}
	if len(r.Conditions) > 0 && (effect == nil || effect.Noun != NounGate) {
		return fault.Bad("conditions", "not_applicable", nil) // only a gate keeps them; nothing of a decision is dropped
	}
	said := make([]store.Ref, len(r.Opinions))
	for i, d := range r.Opinions {
		d.ItemID = store.Ref(row.ID)
		o, err := s.record(ctx, tx, m, d)
		if err != nil {
			return within("opinions", i, err)
		}
		said[i] = store.Ref(o.ID)
	}
	for i, d := range r.Directives {
		from := Origin{MeetingID: m.ID, ItemID: store.Ref(row.ID), On: m.HeldOn}
		if d.Opinion > len(said) {
			return fault.Bad(at("directives", i, "opinion"), "max", fault.Params{"limit": len(said)})
		}
		if d.Opinion > 0 {
			from.OpinionID = said[d.Opinion-1]
		}
		if _, err := s.directives.Give(ctx, tx, d, from); err != nil {
			return within("directives", i, err)
		}
	}
	return nil
}

// within puts the place in a list before the fields that a use case names.
func within(list string, i int, err error) error {
	f := fault.Of(err)
	if f.Code != fault.Invalid {
		return err
	}
	out := *f
	out.Fields = make([]fault.Field, len(f.Fields))
	for n, x := range f.Fields {
		x.Field = fmt.Sprintf("%s[%d].%s", list, i, x.Field)
		out.Fields[n] = x
	}
	return &out
}

// Record writes down what somebody said in the meeting.
func (s *Service) Record(ctx context.Context, id string, d OpinionDraft) (row *Opinion, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:record")
		if err != nil {
			return err
		}
		row, err = s.record(ctx, tx, m, d)
		return err
	})
	return row, err
}

func (s *Service) record(ctx context.Context, tx *store.Tx, m *Meeting, d OpinionDraft) (*Opinion, error) {
	if err := authz.Require(ctx, "meetings:record", m.facts()); err != nil {
		return nil, err
	}
	if err := m.mustBe(Held); err != nil {
		return nil, err
	}
	if d.ItemID != "" {
		if _, err := itemOf(tx, m.ID, string(d.ItemID)); err != nil {
			return nil, fault.Bad("itemId", "not_found", nil)
		}
	}
	posts, err := seats(tx.DB, []string{d.PostID}, m.HeldOn)
	if err != nil {
		return nil, err
	}
	p, ok := posts[d.PostID]
	if !ok {
		return nil, fault.Bad("postId", "not_found", nil)
	}
	row := &Opinion{MeetingID: m.ID, OpinionDraft: d, Title: p.Title, TitleEn: p.TitleEn}
	return row, store.Create(tx, row, store.Why{Action: "record"})
}

// Strike takes back an opinion that was written down by mistake. One that a directive follows from stays.
func (s *Service) Strike(ctx context.Context, id, opinion string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:record")
		if err != nil {
			return err
		}
		if err := m.mustBe(Held); err != nil {
			return err
		}
		row, err := store.Load[Opinion](tx.DB, opinion)
		if err == nil && row.MeetingID != id {
			err = fault.Missing("meeting_opinions", opinion)
		}
		if err != nil {
			return err
		}
		return store.Delete[Opinion](tx, opinion, version, store.Why{Reason: reason})
	})
}

// Direct gives a directive that belongs to no decision, such as what the mayor says at the end.
func (s *Service) Direct(ctx context.Context, id string, d DirectiveDraft, item, opinion store.Ref) (directive string, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:record")
		if err != nil {
			return err
		}
		if err := m.mustBe(Held); err != nil {
			return err
		}
		for _, of := range []struct {
			field, table string
			id           store.Ref
		}{{"itemId", "meeting_items", item}, {"opinionId", "meeting_opinions", opinion}} {
			if of.id == "" {
				continue
			}
			n, err := store.Value[int](tx.Table(of.table).Where("id = ? AND meeting_id = ?", of.id, id).Select("count(*)"))
			if err != nil {
				return err
			}
			if n == 0 {
				return fault.Bad(of.field, "not_found", nil)
			}
		}
		directive, err = s.directives.Give(ctx, tx, d, Origin{MeetingID: id, ItemID: item, OpinionID: opinion, On: m.HeldOn})
		return err
	})
	return directive, err
}
