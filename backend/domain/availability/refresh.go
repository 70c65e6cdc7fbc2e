package availability

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// batch bounds how many systems one statement speaks of.
const batch = 500

// records reads what the figures of systems in a period follow from, in four statements.
func (s *Service) records(db *gorm.DB, systemIDs []string, period Span) (map[string]*record, error) {
	db = db.Session(&gorm.Session{})
	out := make(map[string]*record, len(systemIDs))
	cache := map[string]Spans{}
	for _, id := range systemIDs {
		out[id] = &record{systemID: id, calendars: map[string]*CalendarDraft{}, notice: s.settings.Notice, cache: cache}
	}
	targets, err := store.Scan[Target](db.Table("availability_targets").Where("system_id IN ?", systemIDs).Order("system_id, valid_from"))
	if err != nil {
		return nil, err
	}
	used := []string{}
	for _, t := range targets {
		out[t.SystemID].targets = append(out[t.SystemID].targets, t)
		if t.CalendarID != "" && !slices.Contains(used, string(t.CalendarID)) {
			used = append(used, string(t.CalendarID))
		}
	}
	calendars, err := store.Scan[Calendar](db.Table("availability_calendars").Where("id IN ?", append(used, "")))
	if err != nil {
		return nil, err
	}
	shared := map[string]*CalendarDraft{}
	for i := range calendars {
		shared[calendars[i].ID] = &calendars[i].CalendarDraft
	}
	from, to := moment(period.From), moment(period.To)
	outages, err := store.Scan[Outage](db.Table("availability_outages").
		Where("system_id IN ? AND started_at < ? AND (ended_at IS NULL OR ended_at > ?)", systemIDs, to, from).Order("started_at, id"))
	if err != nil {
		return nil, err
	}
	work, err := store.Scan[Maintenance](db.Table("availability_maintenance").
		Where("system_id IN ? AND cancelled_at IS NULL", systemIDs).
		Where("(starts_at < ? AND ends_at > ?) OR (actual_start < ? AND (actual_end IS NULL OR actual_end > ?))", to, from, to, from).
		Order("starts_at, id"))
	for _, r := range out {
		r.calendars = shared
	}
	for _, o := range outages {
		out[o.SystemID].outages = append(out[o.SystemID].outages, o)
	}
	for _, m := range work {
		out[m.SystemID].maintenance = append(out[m.SystemID].maintenance, m)
	}
	return out, err
}

func moment(second int64) store.Time { return store.At(time.Unix(second, 0)) }

// refresh computes the months of systems anew, from one month to the present one, in the transaction of the write that
// touched them.
func (s *Service) refresh(tx *store.Tx, systemIDs []string, from, to string) error {
	present := monthName(fiscal.Today(tx.Now.Time))
	if to == "" || to > present {
		to = present
	}
	if len(systemIDs) == 0 || from > to {
		return nil
	}
	months := monthsOf(from, to)
	period := Span{monthSpan(from).From, monthSpan(to).To}
	for part := range slices.Chunk(systemIDs, batch) {
		records, err := s.records(tx.DB, part, period)
		if err != nil {
			return err
		}
		var rows []Month
		for _, id := range part {
			for _, month := range months {
				if m := records[id].compute(month, tx.Now.Time); m.State != Unregistered {
					rows = append(rows, m)
				}
			}
		}
		err = tx.Internal(func(db *gorm.DB) error {
			err := db.Where("system_id IN ? AND month BETWEEN ? AND ?", part, from, to).Delete(&Month{}).Error
			if err != nil || len(rows) == 0 {
				return err
			}
			return db.CreateInBatches(rows, 200).Error
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// refreshSpan computes the months that a stretch of time touches; an open end reaches to the present.
func (s *Service) refreshSpan(tx *store.Tx, systemID string, spans ...Span) error {
	from, to := "", ""
	for _, x := range spans {
		if x.empty() {
			continue
		}
		if first := monthName(dayOf(x.From)); from == "" || first < from {
			from = first
		}
		if last := monthName(dayOf(x.To - 1)); last > to {
			to = last
		}
	}
	if from == "" {
		return nil
	}
	return s.refresh(tx, []string{systemID}, from, to)
}

// Nightly measures the running month of every system anew, and the month before, which may just have ended.
func (s *Service) Nightly(ctx context.Context, day fiscal.Date) error {
	return s.Rebuild(ctx, day.AddMonths(-1))
}

// Rebuild measures every month of every system anew, from the month of a day on.
func (s *Service) Rebuild(ctx context.Context, day fiscal.Date) error {
	from, after := monthName(day), ""
	for {
		ids, err := store.Column[string](s.store.Read(ctx).Table("availability_targets").Where("system_id > ?", after).
			Distinct("system_id").Order("system_id").Limit(batch))
		if err != nil || len(ids) == 0 {
			return err
		}
		err = s.store.Write(ctx, func(tx *store.Tx) error {
			if err := begin(tx); err != nil {
				return err
			}
			return s.refresh(tx, ids, from, "")
		})
		if err != nil {
			return err
		}
		after = ids[len(ids)-1]
	}
}

// RefreshRunning measures the running month of the systems that stand still now, so that their figures grow with the
// clock and not only with the next write.
func (s *Service) RefreshRunning(ctx context.Context) error {
	now := store.At(s.store.Now())
	ids, err := store.Column[string](s.store.Read(ctx).Raw(`SELECT system_id FROM availability_outages WHERE ended_at IS NULL
		UNION SELECT system_id FROM availability_maintenance WHERE actual_start IS NOT NULL AND actual_end IS NULL AND cancelled_at IS NULL
		UNION SELECT system_id FROM availability_maintenance WHERE starts_at <= ? AND ends_at > ? AND cancelled_at IS NULL`, now, now))
	if err != nil || len(ids) == 0 {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		return s.refresh(tx, ids, monthName(fiscal.Today(tx.Now.Time)), "")
	})
}

// Difference is a month whose kept figures are not those of its raw intervals.
type Difference struct {
	SystemID, Month string
	Kept, Computed  Month
}

func (d Difference) String() string {
	return fmt.Sprintf("%s %s: %d s and %d ms are kept, %d s and %d ms follow", d.SystemID, d.Month,
		d.Kept.AgreedSeconds, d.Kept.DowntimeMs, d.Computed.AgreedSeconds, d.Computed.DowntimeMs)
}

// Verify computes every kept month anew from the raw intervals, as of the moment up to which it was measured, and gives
// back those that differ, and how many it looked at.
func (s *Service) Verify(ctx context.Context) (differ []Difference, looked int, err error) {
	after := ""
	for {
		ids, err := store.Column[string](s.store.Read(ctx).Table("availability_targets").Where("system_id > ?", after).
			Distinct("system_id").Order("system_id").Limit(batch))
		if err != nil || len(ids) == 0 {
			return differ, looked, err
		}
		after = ids[len(ids)-1]
		err = s.store.Snapshot(ctx, func(db *gorm.DB) error {
			kept, err := store.Scan[Month](db.Table("availability_months").Where("system_id IN ?", ids).Order("system_id, month"))
			if err != nil || len(kept) == 0 {
				return err
			}
			records, err := s.records(db, ids, Span{0, s.store.Now().Unix() + 1})
			if err != nil {
				return err
			}
			for _, k := range kept {
				looked++
				if c := records[k.SystemID].compute(k.Month, k.Until.Time); !sameMonth(k, c) {
					differ = append(differ, Difference{k.SystemID, k.Month, k, c})
				}
			}
			return nil
		})
		if err != nil {
			return differ, looked, err
		}
	}
}

// sameMonth compares the figures of a month; the target is compared by its value.
func sameMonth(a, b Month) bool {
	if (a.Target == nil) != (b.Target == nil) || a.Target != nil && *a.Target != *b.Target {
		return false
	}
	a.Target, b.Target, a.Until, b.Until = nil, nil, store.Time{}, store.Time{}
	return a == b
}
