package health

import (
	"context"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// settle is how long an entry of the ledger may take to become visible after its time: a transaction writes its time at its
// beginning and shows at its end. Entries younger than that are looked at again.
const settle = 10 * time.Second

// CatchUp is catchUp for who reads many figures at one moment afterwards.
func (s *Service) CatchUp(ctx context.Context) error { return s.catchUp(ctx) }

// catchUp brings the present verdicts up to the ledger, so that a reader sees what was written a moment ago: it judges the
// subjects anew that entries since the last look may concern, and some that were last judged on an earlier day. It takes a
// fixed number of statements; mostly two, which find nothing.
func (s *Service) catchUp(ctx context.Context) error {
	db := s.store.Read(ctx)
	micros, err := store.Value[int64](db.Table("stamps").Where("name = 'health'").Select("value"))
	if err != nil {
		return err
	}
	now, mark := store.At(s.store.Now()), store.At(time.UnixMicro(micros))
	type entry struct {
		Change
		At store.Time
	}
	entries, err := store.Scan[entry](db.Table("audit_entries").Where("at >= ?", mark).Order("at, id").Limit(maxChanges).
		Select("noun, record_id, root_noun, root_id, at"))
	if err != nil {
		return err
	}
	changes := make([]Change, len(entries))
	for i, e := range entries {
		changes[i] = e.Change
	}
	touched := map[Subject][]string{}
	if len(changes) > 0 {
		if touched[OfProject], touched[OfSystem], err = s.sources.Touched(db, changes); err != nil {
			return err
		}
	}
	for _, of := range []Subject{OfProject, OfSystem} {
		old, err := store.Column[string](db.Table("health_states").Where("subject = ? AND judged_on < ?", of, s.today()).Limit(chunk).Select("id"))
		if err != nil {
			return err
		}
		if ids := unique(touched[of], old); len(ids) > 0 {
			if _, err := s.judgeAll(ctx, of, s.today(), ids, s.today()); err != nil {
				return err
			}
		}
	}
	next := store.At(now.Add(-settle))
	if n := len(entries); n == maxChanges {
		next = entries[n-1].At // more is to come
	}
	if !next.After(mark.Time) {
		return nil
	}
	return s.store.Internal(ctx, func(db *gorm.DB) error { return setMark(db, next) })
}

// setMark moves the mark forward, never back: replicas may come in any order.
func setMark(db *gorm.DB, to store.Time) error {
	return db.Exec("UPDATE stamps SET value = ? WHERE name = 'health' AND value < ?", to.UnixMicro(), to.UnixMicro()).Error
}

func unique(lists ...[]string) []string {
	seen, out := map[string]bool{}, []string{}
	for _, list := range lists {
		for _, id := range list {
			if id != "" && !seen[id] && len(out) < 2*chunk {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}
