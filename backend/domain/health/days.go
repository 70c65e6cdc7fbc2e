package health

import (
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// points is how many marks a trend has: the same day of each of the last twelve months, the last one today.
const points = 12

// maxDays bounds how many judged days are looked at: more than ten years.
const maxDays = 4000

// past says with which judged days the present is compared.
type past struct {
	today fiscal.Date
	since fiscal.Date   // as asked, or a month ago
	on    fiscal.Date   // the latest judged day by then, zero without one
	marks []fiscal.Date // for each point but the last one the judged day that stands for it, zero without one
}

// compare reads the days on which everything was judged and picks those that stand for the moments compared with.
func compare(db *gorm.DB, today, since fiscal.Date) (past, error) {
	p := past{today: today, since: since, marks: make([]fiscal.Date, points-1)}
	if p.since.IsZero() {
		p.since = today.AddMonths(-1)
	}
	days, err := store.Column[fiscal.Date](db.Table("health_days").Order("day DESC").Limit(maxDays).Select("day"))
	if err != nil {
		return p, err
	}
	slices.Reverse(days)
	p.on = latest(days, fiscal.Date{}, p.since)
	for i := range p.marks {
		mark := today.AddMonths(i - points + 1)
		p.marks[i] = latest(days, mark.AddMonths(-1), mark)
	}
	return p, nil
}

// latest is the last of the days after one and by another, zero when there is none.
func latest(days []fiscal.Date, after, by fiscal.Date) fiscal.Date {
	i, found := slices.BinarySearchFunc(days, by, fiscal.Date.Compare)
	if !found {
		i--
	}
	if i < 0 || days[i].Compare(after) <= 0 {
		return fiscal.Date{}
	}
	return days[i]
}

// known are the days of the past that have snapshots, for one query over all of them.
func (p *past) known() []fiscal.Date {
	out := []fiscal.Date{}
	for _, d := range append(slices.Clone(p.marks), p.on) {
		if !d.IsZero() && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// severitySQL is how grave a subject was on the day compared with, NULL when it was not judged then. The day comes from our
// own rows.
func (p *past) severitySQL() string {
	return "(SELECT b.severity FROM health_snapshots b WHERE b.subject_id = health_states.id AND b.day = '" + p.compared() + "')"
}

// compared is the day compared with as SQL text; one that no row has when there is none.
func (p *past) compared() string {
	if p.on.IsZero() {
		return "0001-01-01"
	}
	return p.on.String()
}

// worseSQL finds what is graver than on the day compared with.
func (p *past) worseSQL() string { return "health_states.severity > " + p.severitySQL() }

// trends are the verdicts of subjects at the points, the present one last; empty where a subject was not judged.
func (p *past) trends(db *gorm.DB, present map[string]Colour) (map[string][]Colour, error) {
	out := make(map[string][]Colour, len(present))
	ids := make([]string, 0, len(present))
	for id, colour := range present {
		ids = append(ids, id)
		out[id] = make([]Colour, points)
		out[id][points-1] = colour
	}
	type point struct {
		SubjectID string
		Day       fiscal.Date
		Overall   Colour
	}
	rows, err := store.Scan[point](db.Table("health_snapshots").Where("subject_id IN ? AND day IN ?", orNone(ids), orNoDay(p.known())).
		Select("subject_id, day, overall"))
	for _, r := range rows {
		for i, mark := range p.marks {
			if mark == r.Day {
				out[r.SubjectID][i] = r.Overall
			}
		}
	}
	return out, err
}

// orNone and orNoDay keep an empty IN list valid: it matches nothing.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

func orNoDay(days []fiscal.Date) []fiscal.Date {
	if len(days) == 0 {
		return []fiscal.Date{fiscal.MustDate("0001-01-01")}
	}
	return days
}
