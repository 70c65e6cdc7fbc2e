package disasters

import (
	"context"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

// Course is what one system or office went through.
type Course struct {
	Row
	FirstSeconds *int64   `json:"firstSeconds" doc:"From the declaration until the first answer arrived; null when none came"`
	Reports      int      `json:"reports"`
	Changes      []Change `json:"changes" doc:"States in the order in which they held"`
}

// Review is what is left of a disaster: how fast the answers came, who never answered, what changed when.
type Review struct {
	Detail
	AsOf        store.Time `json:"asOf"`
	Systems     Tally      `json:"systems"`
	Offices     Tally      `json:"offices"`
	Answered    int        `json:"answered"`
	Reports     int        `json:"reports"`
	Read        int        `json:"read" doc:"Reports that late and changes are told from: the first 20,000"`
	Late        int        `json:"late" doc:"Reports that arrived more than a minute after they were made: the line was cut"`
	HalfSeconds *int64     `json:"halfSeconds" doc:"Until half of those asked had answered; null when fewer have"`
	LastSeconds *int64     `json:"lastSeconds" doc:"Until the last first answer; null when none came"`
	Courses     []Course   `json:"courses"`
}

// lateAfter is how long a report may take on its way without anybody asking why.
const lateAfter = time.Minute

// maxReports bounds what one review reads one by one. Counts and first answers are of all.
const maxReports = 20_000

// tallied is how often a target answered, and when first.
type tallied struct {
	TargetID string
	N        int
	FirstAt  store.Time
}

// Review looks back on a disaster, or at one that still runs.
func (s *Service) Review(ctx context.Context, in *api.ID) (*Review, error) {
	b, err := s.Board(ctx, in)
	if err != nil {
		return nil, err
	}
	of := s.store.Read(ctx).Table("disaster_reports").Where("disaster_id = ?", b.ID)
	counts, err := store.Scan[tallied](of.Session(&gorm.Session{}).Group("target_id").Select("target_id, count(*) AS n, min(received_at) AS first_at"))
	if err != nil {
		return nil, err
	}
	type row struct {
		TargetID       string
		Seq            int64
		State          State `gorm:"type:string"`
		At, ReceivedAt store.Time
	}
	reports, err := store.Scan[row](of.Session(&gorm.Session{}).Order("seq").Limit(s.reviewed).Select("target_id, seq, state, at, received_at"))
	if err != nil {
		return nil, err
	}
	out := &Review{Detail: b.Detail, AsOf: b.AsOf, Systems: b.Systems, Offices: b.Offices, Read: len(reports), Courses: make([]Course, len(b.Rows))}
	by := map[string][]told{}
	for _, r := range reports {
		by[r.TargetID] = append(by[r.TargetID], told{r.TargetID, r.Seq, r.State, r.At.Time})
		if r.ReceivedAt.Sub(r.At.Time) > lateAfter {
			out.Late++
		}
	}
	answered := map[string]tallied{}
	for _, c := range counts {
		answered[c.TargetID] = c
		out.Reports += c.N
	}
	var times []time.Duration
	for i, r := range b.Rows {
		c := Course{Row: r, Reports: answered[r.ID].N, Changes: Changes(by[r.ID])}
		if c.Reports > 0 {
			d := answered[r.ID].FirstAt.Sub(b.StartedAt.Time)
			times = append(times, d)
			c.FirstSeconds = seconds(&d)
		}
		out.Courses[i] = c
	}
	out.Answered, out.HalfSeconds = len(times), seconds(Half(times, len(b.Rows)))
	if len(times) > 0 {
		last := times[0]
		for _, d := range times {
			last = max(last, d)
		}
		out.LastSeconds = seconds(&last)
	}
	return out, nil
}

func seconds(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	n := int64(*d / time.Second)
	return &n
}
