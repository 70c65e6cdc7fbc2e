package meetings

import (
	"context"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Read is what the material of a meeting was drawn from: the versions of the meeting, its items and their records.
type Read struct {
	Version  int64
	Items    map[string]int64
	Subjects map[string]Standing // by item
}

// HoldIn locks a meeting whose material is being frozen, and refuses when it is over or no longer what was read. What stands
// in the material is what is before the meeting: the items follow it.
func (s *Service) HoldIn(ctx context.Context, tx *store.Tx, id string, read Read) error {
	m, err := s.enter(ctx, tx, id, "packs:freeze")
	if err != nil {
		return err
	}
	if err := m.mustBe(Preparing, Held); err != nil {
		return err
	}
	items, err := store.Scan[Item](tx.Table("meeting_items").Where("meeting_id = ?", id))
	if err != nil {
		return err
	}
	same := m.Version == read.Version && len(items) == len(read.Items)
	for _, i := range items {
		same = same && read.Items[i.ID] == i.Version
	}
	if !same {
		return fault.Clash("agenda_changed", nil)
	}
	for _, i := range items {
		at, ok := read.Subjects[i.ID]
		if !ok || i.Decision != "" || !i.moved(at) {
			continue
		}
		if _, err := store.Update(tx, i.ID, store.Latest, store.Why{Action: "retake"}, func(row *Item) error {
			row.take(at)
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}
