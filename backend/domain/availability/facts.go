package availability

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Facts are what the policy may ask about a record of this domain.
func (s *Service) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	db := s.store.Read(ctx)
	switch noun {
	case Outage{}.TableName():
		row, err := store.Load[Outage](db, id)
		if err != nil {
			return nil, err
		}
		owner, err := ownerOf(db, row.SystemID)
		return row.facts(owner), err
	case Maintenance{}.TableName():
		row, err := store.Load[Maintenance](db, id)
		if err != nil {
			return nil, err
		}
		owner, err := ownerOf(db, row.SystemID)
		return row.facts(owner), err
	case Target{}.TableName():
		row, err := store.Load[Target](db, id)
		if err != nil {
			return nil, err
		}
		owner, err := ownerOf(db, row.SystemID)
		return row.facts(owner), err
	case Calendar{}.TableName():
		row, err := store.Load[Calendar](db, id)
		if err != nil {
			return nil, err
		}
		return row.facts(), nil
	}
	return nil, fault.Missing(noun, id)
}

// Recent is what a system reached in one month, for those who judge its health.
type Recent struct {
	SystemID      string
	Month         string // YYYY-MM
	Measured      bool   // false: unknown, which is not good
	AgreedSeconds int64
	DowntimeMs    int64
	Percent       *int64 // millionths of a percent, rounded down
	Target        *int64 // millionths; nil for none
	Missed        bool
	Outages       int // stops, where those that overlap or touch are one
}

// Recent gives the months from one to another (YYYY-MM, both included) of systems, in their order, by system: one
// statement for each 500 systems. A month that nobody measured is missing.
func (s *Service) Recent(ctx context.Context, systemIDs []string, from, to string) (map[string][]Recent, error) {
	out := map[string][]Recent{}
	for len(systemIDs) > 0 {
		part := systemIDs[:min(batch, len(systemIDs))]
		systemIDs = systemIDs[len(part):]
		rows, err := store.Scan[MonthItem](s.store.Read(ctx).Table("availability_months").
			Joins("JOIN systems ON systems.id = availability_months.system_id").
			Where("availability_months.system_id IN ? AND availability_months.month BETWEEN ? AND ?", part, from, to).
			Order("availability_months.system_id, availability_months.month").Select("availability_months.*, systems.criticality"))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			c := s.cell(r.Month, r.Criticality)
			out[r.SystemID] = append(out[r.SystemID], Recent{
				SystemID: r.SystemID, Month: c.Month, Measured: c.State == Measured, AgreedSeconds: c.AgreedSeconds, DowntimeMs: c.DowntimeMs,
				Percent: c.Percent, Target: c.Target, Missed: c.Missed, Outages: c.Clusters,
			})
		}
	}
	return out, nil
}

// GateFacts are what a review gate asks of a system.
type GateFacts struct {
	Hours, Target  bool // registered, from whatever day
	Measured       bool // some service time of the last twelve months could be measured
	Stops          int  // in those months; those that overlap or touch are one
	RestoreSeconds int64
}

// AtGate tells what gates ask of systems, in the transaction that they are in, from the raw intervals.
func (s *Service) AtGate(db *gorm.DB, systemIDs []string) (map[string]GateFacts, error) {
	now := s.store.Now()
	period := Span{now.AddDate(-1, 0, 0).Unix(), now.Unix()}
	records, err := s.records(db, systemIDs, period)
	if err != nil {
		return nil, err
	}
	out := make(map[string]GateFacts, len(records))
	for id, r := range records {
		var f GateFacts
		for _, t := range r.targets {
			f.Hours, f.Target = f.Hours || t.CalendarID != "", f.Target || t.Target != nil
		}
		total, _, _ := r.reckon(period, now)
		f.Measured, f.Stops, f.RestoreSeconds = total.AgreedSeconds > 0, total.Clusters, total.UnweightedSeconds
		out[id] = f
	}
	return out, nil
}
