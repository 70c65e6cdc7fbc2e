package plans

import (
	"fmt"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// Status is what an update declares.
type Status string

// The statuses that an update may declare.
const (
	OnTrack   Status = "on_track"
	AtRisk    Status = "at_risk"
	Behind    Status = "behind"
	Completed Status = "completed"
)

// Evidence is how an action stands by its records, beside what it declares.
type Evidence string

// Unknown is grey and never counts as on track.
const (
	EvidenceEnded      Evidence = "ended"
	EvidenceNotStarted Evidence = "not_started"
	EvidenceBehind     Evidence = "behind"
	EvidenceUnknown    Evidence = "unknown"
	EvidenceOnTrack    Evidence = "on_track"
)

// evidences lists the values, the worst first.
var evidences = []Evidence{EvidenceBehind, EvidenceUnknown, EvidenceOnTrack, EvidenceNotStarted, EvidenceEnded}

// Why is a rule that fired, with its values.
type Why struct {
	Rule   string       `json:"rule" doc:"no_update, milestone_passed, period_over, never_reported, no_milestones, kpi_missing"`
	Params fault.Params `json:"params"`
}

// Settings are the figures that a city may change.
type Settings struct {
	// UpdateDays is how long a published update speaks for today: progress is
	// looked at once a year at least.
	UpdateDays int `yaml:"update_days"`
	// NoticeDays is how long before its day people are asked for an update or a
	// milestone.
	NoticeDays int `yaml:"notice_days"`
}

// spokenOn is the day from which the next update is counted: the latest one, or
// the start while there is none.
func (a *Action) spokenOn() fiscal.Date {
	if a.ReportedOn.After(a.StartsOn) {
		return a.ReportedOn
	}
	return a.StartsOn
}

// Judge tells how an action of a plan stands on a day, with every rule that fired.
func (s Settings) Judge(a *Action, plan State, today fiscal.Date) (Evidence, []Why) {
	why := []Why{}
	if a.Outcome != Running {
		return EvidenceEnded, why
	}
	if plan == StateDraft {
		return EvidenceNotStarted, why
	}
	if a.MilestoneDueOn.Before(today) {
		why = append(why, Why{"milestone_passed", fault.Params{"quarter": quarterOf(a.MilestoneDueOn)}})
	}
	if a.EndsOn.Before(today) {
		why = append(why, Why{"period_over", fault.Params{"endsOn": a.EndsOn}})
	}
	if days := today.Sub(a.spokenOn()); days > s.UpdateDays {
		why = append(why, Why{"no_update", fault.Params{"days": days, "limit": s.UpdateDays}})
	}
	if len(why) > 0 {
		return EvidenceBehind, why
	}
	if a.StartsOn.After(today) {
		return EvidenceNotStarted, why
	}
	if a.ReportedOn.IsZero() {
		why = append(why, Why{"never_reported", fault.Params{}})
	}
	if a.MilestoneCount == 0 {
		why = append(why, Why{"no_milestones", fault.Params{}})
	}
	if !a.KPIDueOn.IsZero() && !a.KPIDueOn.After(today) {
		why = append(why, Why{"kpi_missing", fault.Params{"since": a.KPIDueOn}})
	}
	if len(why) > 0 {
		return EvidenceUnknown, why
	}
	return EvidenceOnTrack, why
}

// evidenceSQL is Judge in SQL, over plan_actions joined with plans. The days come
// from our clock, not from a request.
func (s Settings) evidenceSQL(today fiscal.Date) string {
	return fmt.Sprintf(`CASE WHEN plan_actions.outcome <> 'running' THEN 'ended' WHEN plans.state = 'draft' THEN 'not_started'
		WHEN plan_actions.milestone_due_on < '%[1]s' OR plan_actions.ends_on < '%[1]s'
			OR CASE WHEN plan_actions.reported_on > plan_actions.starts_on THEN plan_actions.reported_on ELSE plan_actions.starts_on END < '%[2]s' THEN 'behind'
		WHEN plan_actions.starts_on > '%[1]s' THEN 'not_started'
		WHEN plan_actions.reported_on IS NULL OR plan_actions.milestone_count = 0 OR plan_actions.kpi_due_on <= '%[1]s' THEN 'unknown'
		ELSE 'on_track' END`, today, today.AddDays(-s.UpdateDays))
}

// disagrees tells whether an action says that it goes well while the records say
// that it does not (乖離).
func disagrees(declared Status, e Evidence) bool {
	return e == EvidenceBehind && (declared == OnTrack || declared == Completed)
}

// Percent is a share as it is shown: rounded half up to whole percent (53 of 55 is
// 96 %, 74 of 76 is 97 %), but never 100 while one is missing, nor 0 while there
// is one. Nil of nothing.
func Percent(part, whole int64) *int64 {
	if whole <= 0 {
		return nil
	}
	p := (200*part + whole) / (2 * whole)
	if part < whole {
		p = min(p, 99)
	}
	if part > 0 {
		p = max(p, 1)
	}
	return &p
}

// tally counts actions that are alike.
type tally struct {
	PlanID   string
	ThemeID  string
	Origin   Origin
	Outcome  Outcome
	Evidence Evidence
	Off      bool // declared and evidence disagree
	N        int64
}

// Counts are how many actions there are of each kind.
type Counts struct {
	Initial, Added                           int64
	Achieved, Continuing, Withdrawn, Running int64
	AchievedInitial, AchievedAdded           int64
	Total                                    int64
}

// Count adds up tallies. Total is what was counted apart.
func count(rows []tally) Counts {
	var c Counts
	for _, r := range rows {
		c.Total += r.N
		switch r.Origin {
		case Initial:
			c.Initial += r.N
		case Added:
			c.Added += r.N
		}
		switch r.Outcome {
		case Achieved:
			c.Achieved += r.N
			if r.Origin == Initial {
				c.AchievedInitial += r.N
			} else {
				c.AchievedAdded += r.N
			}
		case Continuing:
			c.Continuing += r.N
		case Withdrawn:
			c.Withdrawn += r.N
		case Running:
			c.Running += r.N
		}
	}
	return c
}

// Reconciles tells whether both sums give the total: what was planned at the start
// and added later, and what was achieved, goes on, was withdrawn or still runs.
func (c Counts) Reconciles() bool {
	return c.Initial+c.Added == c.Total && c.Achieved+c.Continuing+c.Withdrawn+c.Running == c.Total
}
