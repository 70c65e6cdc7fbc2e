package meetings

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of meetings.
type Service struct {
	store      *store.Store
	subjects   Subjects
	directives Directives
}

// New makes the service.
func New(s *store.Store, subjects Subjects, directives Directives) *Service {
	return &Service{s, subjects, directives}
}

// Create calls a meeting. Without a number it is the next one, and the posts of the meeting before sit in it.
func (s *Service) Create(ctx context.Context, d Draft) (row *Meeting, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, err = s.createIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) createIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Meeting, error) {
	row := &Meeting{Draft: d, State: Preparing}
	if err := authz.Require(ctx, "meetings:create", row.facts()); err != nil {
		return nil, err
	}
	if err := tx.Lock("meetings"); err != nil {
		return nil, err
	}
	last, err := store.Scan[Meeting](tx.Table("meetings").Order("number DESC").Limit(1))
	if err != nil {
		return nil, err
	}
	if row.Number == 0 {
		row.Number = 1
		if len(last) > 0 {
			row.Number = last[0].Number + 1
		}
	}
	if len(last) > 0 {
		if err := last[0].LoadParts(tx.DB); err != nil {
			return nil, err
		}
		for _, a := range last[0].Attendees {
			a.Attendance, a.Substitute = "present", ""
			row.Attendees = append(row.Attendees, a)
		}
		if err := row.seat(tx.DB); err != nil {
			return nil, err
		}
	}
	row.derive()
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a meeting until its minutes are confirmed. A meeting that was held stays in the
// past.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (row *Meeting, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, err = s.updateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Meeting, error) {
	return s.changeIn(ctx, tx, id, version, "meetings:update", why, func(row *Meeting) error {
		if err := row.mustBe(Preparing, Held); err != nil {
			return err
		}
		if d.Number == 0 {
			d.Number = row.Number
		}
		if row.State == Held && d.HeldOn.After(today(tx)) {
			return fault.Bad("heldOn", "future", nil)
		}
		moved := d.HeldOn != row.HeldOn
		row.Draft = d
		row.derive()
		if moved {
			return row.seat(tx.DB)
		}
		return nil
	})
}

// Delete removes a meeting that was called by mistake, with its agenda. What was put before the headquarters goes on waiting.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Meeting](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "meetings:delete", row.facts()); err != nil {
			return err
		}
		if err := row.mustBe(Preparing); err != nil {
			return err
		}
		if err := tx.Lock("meetings/" + id); err != nil {
			return err
		}
		items, err := store.Column[string](tx.Table("meeting_items").Where("meeting_id = ?", id).Order("position, id").Select("id"))
		if err != nil {
			return err
		}
		for _, item := range items {
			if err := store.Delete[Item](tx, item, store.Latest, store.Why{Reason: reason}); err != nil {
				return err
			}
		}
		return store.Delete[Meeting](tx, id, version, store.Why{Reason: reason})
	})
}

// Seat says who sits in the meeting and who came. Titles and people are those of the day of the meeting.
func (s *Service) Seat(ctx context.Context, id string, version int64, list []Attendee) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:update", store.Why{Action: "attendance"}, func(tx *store.Tx, row *Meeting) error {
		if err := row.mustBe(Preparing, Held); err != nil {
			return err
		}
		if err := fault.BadFields(checkAttendees(list)); err != nil {
			return err
		}
		row.Attendees = list
		return row.seat(tx.DB)
	})
}

// seat writes down how the posts are called on the day of the meeting, and who holds them then.
func (m *Meeting) seat(db *gorm.DB) error {
	ids := make([]string, len(m.Attendees))
	for i, a := range m.Attendees {
		ids[i] = a.PostID
	}
	posts, err := seats(db, ids, m.HeldOn)
	if err != nil {
		return err
	}
	for i := range m.Attendees {
		a := &m.Attendees[i]
		p, ok := posts[a.PostID]
		if !ok {
			return fault.Bad(at("attendees", i, "postId"), "not_found", nil)
		}
		a.Title, a.TitleEn, a.PersonID = p.Title, p.TitleEn, p.PersonID
	}
	return nil
}

// post is a post on a day.
type post struct {
	ID, Title, TitleEn string
	PersonID           store.Ref
}

// seats finds posts with their holders on a day, in two statements.
func seats(db *gorm.DB, ids []string, on fiscal.Date) (map[string]post, error) {
	out := map[string]post{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := store.Scan[post](db.Table("posts").Where("id IN ?", ids).Select("id, title, title_en"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out[r.ID] = r
	}
	type holder struct{ PostID, PersonID string }
	held, err := store.Scan[holder](db.Table("post_holders").Where("post_id IN ? AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)", ids, on, on).
		Order("acting DESC, from_on").Select("post_id, person_id"))
	for _, h := range held {
		p := out[h.PostID]
		p.PersonID = store.Ref(h.PersonID)
		out[h.PostID] = p
	}
	return out, err
}

// Open says that the meeting takes place: from now on decisions are recorded.
func (s *Service) Open(ctx context.Context, id string, version int64) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:open", store.Why{Action: "open"}, func(tx *store.Tx, row *Meeting) error {
		if err := row.mustBe(Preparing); err != nil {
			return err
		}
		if row.HeldOn.After(today(tx)) {
			return fault.Bad("heldOn", "future", nil)
		}
		n, err := store.Value[int](tx.Table("meeting_items").Where("meeting_id = ?", id).Select("count(*)"))
		if err == nil && n == 0 {
			err = fault.Clash("no_items", nil)
		}
		row.State = Held
		return err
	})
}

// change asks the policy about the meeting as it is before it tells a stale caller how it stands.
func (s *Service) change(ctx context.Context, id string, version int64, perm string, why store.Why, do func(*store.Tx, *Meeting) error) (row *Meeting, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, err = s.changeIn(ctx, tx, id, version, perm, why, func(row *Meeting) error { return do(tx, row) })
		return err
	})
	return row, err
}

func (s *Service) changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Meeting) error) (*Meeting, error) {
	if _, err := s.enter(ctx, tx, id, perm); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

// enter locks and loads a meeting for a use case that needs the permission on it. What belongs to one meeting is written in
// turn: whether an item may still be decided follows from the meeting's state.
func (s *Service) enter(ctx context.Context, tx *store.Tx, id, perm string) (*Meeting, error) {
	if err := tx.Lock("meetings/" + id); err != nil {
		return nil, err
	}
	row, err := store.Load[Meeting](tx.DB, id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, perm, row.facts())
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }

func ref(id string) store.Ref { return store.Ref(id) }
