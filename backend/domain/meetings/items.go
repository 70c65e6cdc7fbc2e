package meetings

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// maxItems of an agenda.
const maxItems = 40

// AddItem puts an item at the end of its kind on the agenda: reports come before approvals.
func (s *Service) AddItem(ctx context.Context, id string, d ItemDraft) (row *Item, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:update")
		if err != nil {
			return err
		}
		row, err = s.addItem(ctx, tx, m, d, "")
		return err
	})
	return row, err
}

func (s *Service) addItem(ctx context.Context, tx *store.Tx, m *Meeting, d ItemDraft, rule string) (*Item, error) {
	if err := m.mustBe(Preparing, Held); err != nil {
		return nil, err
	}
	n, err := store.Value[int](tx.Table("meeting_items").Where("meeting_id = ?", m.ID).Select("count(*)"))
	if err != nil {
		return nil, err
	}
	if n >= maxItems {
		return nil, fault.Clash("too_many", fault.Params{"limit": maxItems})
	}
	last, err := store.Value[int](tx.Table("meeting_items").Where("meeting_id = ?", m.ID).Select("COALESCE(MAX(position), 0)"))
	if err != nil {
		return nil, err
	}
	row := &Item{MeetingID: m.ID, Position: last + 1, ItemDraft: d, Rule: rule}
	if err := s.acceptItem(ctx, tx, row, true); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, store.Why{})
}

// acceptItem checks an item against the other records. A record that is new on the agenda is taken as it stands.
func (s *Service) acceptItem(ctx context.Context, tx *store.Tx, row *Item, fresh bool) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.ProposerID); !ok {
		return fault.Bad("proposerId", "not_found", nil)
	}
	for i, b := range row.Blocks {
		if !s.subjects.Knows(b) {
			return fault.Bad(fmt.Sprintf("blocks[%d]", i), "not_found", nil)
		}
	}
	if row.SubjectID == "" {
		row.take(Standing{})
		return nil
	}
	at, err := s.subjects.Stands(ctx, tx, row.SubjectNoun, string(row.SubjectID))
	if err != nil {
		return err
	}
	if fresh {
		row.take(at)
	}
	n, err := store.Value[int](tx.Table("meeting_items").Where("meeting_id = ? AND subject_id = ? AND id <> ?", row.MeetingID, row.SubjectID, row.ID).Select("count(*)"))
	switch {
	case err != nil:
		return err
	case n > 0:
		return fault.Bad("subjectId", "duplicate", nil)
	}
	return refer(tx, row)
}

// refer keeps that a gate was put before the headquarters: from then on it waits for what the headquarters says, whatever
// becomes of the agenda.
func refer(tx *store.Tx, row *Item) error {
	if !row.bound() || row.SubjectNoun != NounGate {
		return nil
	}
	n, err := store.Value[int](tx.Table("meeting_referrals").Where("subject_id = ?", row.SubjectID).Select("count(*)"))
	if err != nil || n > 0 {
		return err
	}
	return store.Create(tx, &Referral{MeetingID: row.MeetingID, Title: row.Title, SubjectNoun: row.SubjectNoun, SubjectID: string(row.SubjectID)}, store.Why{Action: "refer"})
}

// UpdateItem replaces what people may write of an item that is not decided yet. What the headquarters is asked to approve
// stays what it is: another record is another item.
func (s *Service) UpdateItem(ctx context.Context, id, item string, version int64, d ItemDraft) (*Item, error) {
	return s.changeItem(ctx, id, item, version, "meetings:update", store.Why{}, func(tx *store.Tx, _ *Meeting, row *Item) error {
		if row.Decision != "" {
			return fault.Clash("already_done", nil)
		}
		other := d.SubjectNoun != row.SubjectNoun || d.SubjectID != row.SubjectID
		if row.bound() && (other || d.Kind != row.Kind) {
			return fault.Clash("item_bound", nil)
		}
		row.ItemDraft = d
		return s.acceptItem(ctx, tx, row, other)
	})
}

// Retake puts the record of an item before the meeting as it stands now, after it has changed.
func (s *Service) Retake(ctx context.Context, id, item string, version int64) (*Item, error) {
	return s.changeItem(ctx, id, item, version, "meetings:update", store.Why{Action: "retake"}, func(tx *store.Tx, _ *Meeting, row *Item) error {
		switch {
		case row.Decision != "":
			return fault.Clash("already_done", nil)
		case row.SubjectID == "":
			return fault.Clash("no_subject", nil)
		}
		at, err := s.subjects.Stands(ctx, tx, row.SubjectNoun, string(row.SubjectID))
		row.take(at)
		return err
	})
}

// RemoveItem takes an item off the agenda of a meeting in preparation. A gate that was put before the headquarters goes on
// waiting for it.
func (s *Service) RemoveItem(ctx context.Context, id, item string, version int64) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:update")
		if err != nil {
			return err
		}
		if err := m.mustBe(Preparing); err != nil {
			return err
		}
		if _, err := itemOf(tx, id, item); err != nil {
			return err
		}
		return store.Delete[Item](tx, item, version, store.Why{Action: "remove"})
	})
}

// Order puts the agenda into the given order: all items, each once.
func (s *Service) Order(ctx context.Context, id string, version int64, ids []string) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:update", store.Why{Action: "order"}, func(tx *store.Tx, m *Meeting) error {
		if err := m.mustBe(Preparing, Held); err != nil {
			return err
		}
		items, err := store.Scan[Item](tx.Table("meeting_items").Where("meeting_id = ?", id))
		if err != nil {
			return err
		}
		sorted := slices.Clone(ids)
		slices.Sort(sorted)
		if len(slices.Compact(sorted)) != len(items) || len(ids) != len(items) {
			return fault.Bad("items", "sum_differs", fault.Params{"sum": len(items)})
		}
		for i := range items {
			to := slices.Index(ids, items[i].ID) + 1
			if to == 0 {
				return fault.Bad("items", "not_found", nil)
			}
			if to == items[i].Position {
				continue
			}
			if _, err := store.Update(tx, items[i].ID, store.Latest, store.Why{Action: "order"}, func(row *Item) error {
				row.Position = to
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

func itemOf(tx *store.Tx, meeting, id string) (*Item, error) {
	row, err := store.Load[Item](tx.DB, id)
	if err == nil && row.MeetingID != meeting {
		err = fault.Missing("meeting_items", id)
	}
	return row, err
}

func (s *Service) changeItem(ctx context.Context, id, item string, version int64, perm string, why store.Why, do func(*store.Tx, *Meeting, *Item) error) (row *Item, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, perm)
		if err != nil {
			return err
		}
		if _, err := itemOf(tx, id, item); err != nil {
			return err
		}
		if err := m.mustBe(Preparing, Held); err != nil {
			return err
		}
		row, err = store.Update(tx, item, version, why, func(row *Item) error { return do(tx, m, row) })
		return err
	})
	return row, err
}

// Proposals are what the rules propose for the agenda of a meeting in preparation, without what stands on it or was left
// out.
func (s *Service) Proposals(ctx context.Context, id string) (*ProposalList, error) {
	m, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &ProposalList{Items: []Proposal{}, LeftOut: []LeftProposal{}}
	if m.State != Preparing {
		return out, nil
	}
	if err := authz.Require(ctx, "meetings:update", m.facts()); err != nil {
		return nil, err
	}
	all, err := s.propose(ctx, m)
	if err != nil {
		return nil, err
	}
	items, err := s.itemsOf(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if slices.ContainsFunc(items, func(i Item) bool {
			return i.Rule == p.Key || p.SubjectID != "" && i.SubjectID == p.SubjectID
		}) {
			continue
		}
		if at := slices.IndexFunc(m.LeftOut, func(l LeftOut) bool { return l.Key == p.Key }); at >= 0 {
			out.LeftOut = append(out.LeftOut, LeftProposal{p, m.LeftOut[at].Reason})
			continue
		}
		out.Items = append(out.Items, p)
	}
	return out, nil
}

// ProposalList is what the rules propose, and what was left out of it.
type ProposalList struct {
	Items   []Proposal     `json:"items"`
	LeftOut []LeftProposal `json:"leftOut"`
}

// LeftProposal is a proposal that was not taken, and why.
type LeftProposal struct {
	Proposal
	LeftReason string `json:"leftReason"`
}

func (s *Service) propose(ctx context.Context, m *Meeting) ([]Proposal, error) {
	db := s.store.Read(ctx)
	before, err := store.Scan[Meeting](db.Table("meetings").Where("number < ? AND state <> ?", m.Number, Preparing).Order("number DESC").Limit(1))
	if err != nil {
		return nil, err
	}
	since := today(&store.Tx{Now: store.At(s.store.Now())}).AddMonths(-1)
	if len(before) > 0 {
		since = before[0].HeldOn
	}
	signals, err := s.subjects.Signals(ctx, since)
	if err != nil {
		return nil, err
	}
	signals.Since = since
	type put struct {
		Item
		Number int64
	}
	off, err := store.Scan[put](db.Table("meeting_items").Joins("JOIN meetings m ON m.id = meeting_items.meeting_id").
		Where("meeting_items.decision = ? AND m.number < ?", Continued, m.Number).
		Where("NOT EXISTS (SELECT 1 FROM meeting_items again WHERE again.rule = 'item_continued:' || meeting_items.id AND again.meeting_id <> ?)", m.ID).
		Order("m.number, meeting_items.position").Limit(maxItems).Select("meeting_items.*, m.number"))
	if err != nil {
		return nil, err
	}
	for i := range off {
		signals.Continued = append(signals.Continued, ContinuedItem{ItemDraft: off[i].ItemDraft, ID: off[i].ID, Number: off[i].Number})
	}
	return Propose(&signals, secretariat(ctx)), nil
}

// secretariat is the section that the caller prepares the meeting for.
func secretariat(ctx context.Context) string {
	for _, h := range authz.From(ctx).Held {
		if h.Role == authz.ICTOffice && h.OrganisationID != "" {
			return h.OrganisationID
		}
	}
	return ""
}

// Accept takes a proposal onto the agenda, as it is proposed at this moment.
func (s *Service) Accept(ctx context.Context, id, key string) (row *Item, err error) {
	list, err := s.Proposals(ctx, id)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(list.Items)
	for _, l := range list.LeftOut {
		all = append(all, l.Proposal)
	}
	at := slices.IndexFunc(all, func(p Proposal) bool { return p.Key == key })
	if at < 0 {
		return nil, fault.Bad("key", "not_found", nil)
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		m, err := s.enter(ctx, tx, id, "meetings:update")
		if err != nil {
			return err
		}
		row, err = s.addItem(ctx, tx, m, all[at].ItemDraft, key)
		return err
	})
	return row, err
}

// Leave puts a proposal aside for this meeting, and says why. It can still be taken.
func (s *Service) Leave(ctx context.Context, id string, version int64, key, reason string) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:update", store.Why{Action: "leave_out", Reason: reason}, func(tx *store.Tx, m *Meeting) error {
		if err := m.mustBe(Preparing); err != nil {
			return err
		}
		list := slices.DeleteFunc(slices.Clone(m.LeftOut), func(l LeftOut) bool { return l.Key == key })
		m.LeftOut = append(list, LeftOut{Key: key, Reason: reason, By: tx.Actor.PersonID, At: tx.Now})
		if len(m.LeftOut) > maxItems*5 {
			return fault.Clash("too_many", fault.Params{"limit": maxItems * 5})
		}
		return nil
	})
}
