package availability

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Stopped is an outage as those look at it who judge a system's health.
type Stopped struct {
	ID, SystemID, Code, Title string
	StartedAt, EndedAt        store.Time
}

// Stops reads the outages of systems that went on from a day on, or still do, the newest first, in one statement. What was left
// out as a disaster is not among them.
func Stops(db *gorm.DB, systemIDs []string, from, by fiscal.Date) (map[string][]Stopped, error) {
	rows, err := store.Scan[Stopped](db.Table("availability_outages").Where("system_id IN ? AND excluded_at IS NULL", systemIDs).
		Where("ended_at > ? OR ended_at IS NULL", store.At(from.Start())).Where("started_at < ?", store.At(by.AddDays(1).Start())).
		Order("system_id, started_at DESC").Select("id, system_id, code, title, started_at, ended_at"))
	out := map[string][]Stopped{}
	for _, r := range rows {
		out[r.SystemID] = append(out[r.SystemID], r)
	}
	return out, err
}
