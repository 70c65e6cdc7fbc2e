package disasters

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// mark is a place in the life of a disaster: its version, and the number of its last report. Numbers are given under a lock
// that holds until the report is written, so none turns up behind one that was seen.
type mark struct{ Version, Seq int64 }

func (m mark) String() string { return fmt.Sprintf("%d-%d", m.Version, m.Seq) }

func parseMark(text string) (m mark, err error) {
	var rest string
	n, _ := fmt.Sscanf(text, "%d-%d%s", &m.Version, &m.Seq, &rest)
	if n != 2 || m.Version < 0 || m.Seq < 0 {
		return m, fault.Bad("query.after", "format", nil)
	}
	return m, nil
}

func markOf(db *gorm.DB, id string) (mark, error) {
	return store.One[mark](db.Table("disasters").Where("id = ?", id).
		Select("version, COALESCE((SELECT max(seq) FROM disaster_reports r WHERE r.disaster_id = disasters.id), 0) AS seq"), "disasters", id)
}

// streamIn says where a reader goes on.
type streamIn struct {
	api.ID
	After string `query:"after" validate:"max=40" doc:"mark of the board that the reader has"`
	Last  string `header:"Last-Event-ID" validate:"max=40" doc:"Set by browsers that come back"`
}

// News is a report as the stream tells it.
type News struct {
	TargetID string `json:"targetId"`
	Latest
}

// burst is how many reports are told at once; the rest follows with the next pulse.
const burst = 200

// follow tells each report after a mark, and that the disaster itself changed: its end, its scope, its words.
func (s *Service) follow(ctx context.Context, in *streamIn) (api.Feed, error) {
	if _, err := s.load(ctx, in.ID.ID); err != nil {
		return nil, err
	}
	at, err := markOf(s.store.Read(ctx), in.ID.ID)
	if err != nil {
		return nil, err
	}
	for _, text := range []string{in.After, in.Last} { // what the browser saw last counts for more
		if text != "" {
			if at, err = parseMark(text); err != nil {
				return nil, err
			}
		}
	}
	return func(ctx context.Context) ([]api.Event, error) {
		db := s.store.Read(ctx)
		now, err := markOf(db, in.ID.ID)
		if err != nil {
			return nil, err
		}
		var out []api.Event
		if now.Seq > at.Seq {
			type row struct {
				TargetID string
				Latest
			}
			reports, err := store.Scan[row](db.Table("disaster_reports").Where("disaster_id = ? AND seq > ?", in.ID.ID, at.Seq).Order("seq").Limit(burst).
				Select("target_id, state, seq, note, at, received_at, post_title AS reporter_title, post_title_en AS reporter_title_en"))
			if err != nil {
				return nil, err
			}
			for _, r := range reports {
				at.Seq = r.Seq
				out = append(out, api.Event{ID: at.String(), Name: "report", Data: News(r)})
			}
		}
		if now.Version != at.Version {
			at.Version = now.Version
			out = append(out, api.Event{ID: at.String(), Name: "disaster", Data: map[string]int64{"version": now.Version}})
		}
		return out, nil
	}, nil
}
