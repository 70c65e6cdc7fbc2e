package findings

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// Band is how weighty a risk is.
type Band string

// The bands, the lightest first.
const (
	Low      Band = "low"
	Medium   Band = "medium"
	High     Band = "high"
	Critical Band = "critical"
)

// Bands lists the bands, the weightiest first.
var Bands = []Band{Critical, High, Medium, Low}

// Severe are the bands that the summary counts apart.
var Severe = []Band{Critical, High}

// Score is impact times likelihood, 1 to 25.
func Score(impact, likelihood int64) int64 { return impact * likelihood }

// BandOf is the band of a risk: Low to 4, Medium to 9, High to 14, then Critical. An impact of 5 is at least High.
func BandOf(impact, likelihood int64) Band {
	switch score := Score(impact, likelihood); {
	case score >= 15:
		return Critical
	case score >= 10, impact == 5:
		return High
	case score >= 5:
		return Medium
	}
	return Low
}

// State is where a finding stands.
type State string

// The states: 起票, 通知, 回答待ち, 措置計画承認待ち, 措置中, 措置済(報告), 検証中, 完了; beside them リスク受容中 and 取下げ. 差戻し leads
// back from 検証中 to 措置中.
const (
	StateDraft      State = "draft"
	StateNotified   State = "notified"
	StateReply      State = "awaiting_reply"
	StatePlanReview State = "plan_review"
	StateInAction   State = "in_action"
	StateReported   State = "reported"
	StateVerifying  State = "verifying"
	StateClosed     State = "closed"
	StateAccepted   State = "accepted"
	StateWithdrawn  State = "withdrawn"
)

// States lists the states in the order of a finding's life.
var States = []State{
	StateDraft, StateNotified, StateReply, StatePlanReview, StateInAction, StateReported, StateVerifying, StateClosed, StateAccepted, StateWithdrawn,
}

// Groups of states.
var (
	// running are those in which the clock of the auditee runs.
	running = []State{StateNotified, StateReply, StatePlanReview, StateInAction}
	// Open are those in which somebody still has to act.
	Open = []State{StateNotified, StateReply, StatePlanReview, StateInAction, StateReported, StateVerifying}
	// live are those whose standing changes with the day.
	live = append(slices.Clone(Open), StateAccepted)
	// claimed are those in which the auditee says that it is done.
	claimed = []State{StateReported, StateVerifying}
	// counted are those of the closure rate: a finding that was withdrawn leaves it.
	counted = []State{StateNotified, StateReply, StatePlanReview, StateInAction, StateReported, StateVerifying, StateClosed, StateAccepted}
	// uncounted are the others, for statements that go by another column: SQLite would look up each of the many states.
	uncounted = slices.DeleteFunc(slices.Clone(States), func(s State) bool { return slices.Contains(counted, s) })
)

// Ended tells whether nothing changes any more.
func (s State) Ended() bool { return s == StateClosed || s == StateWithdrawn }

// Effective is the state as it counts on a day: an acceptance that has run out is none, whether or not the nightly work
// has moved the row yet.
func Effective(s State, acceptUntil, today fiscal.Date) State {
	if s == StateAccepted && acceptUntil.Before(today) {
		return StateInAction
	}
	return s
}

// Overdue tells whether the auditee is late on a day. While the auditee claims that it is done the clock stands still.
func Overdue(effective State, currentDue, today fiscal.Date) bool {
	return slices.Contains(running, effective) && today.After(currentDue)
}

// Ageing is how long a finding has been known, in the buckets of the reports.
type Ageing string

// AgeingBuckets by their upper limits in days.
var ageingBuckets = []struct {
	name Ageing
	max  int
}{{"0-30", 30}, {"31-90", 90}, {"91-180", 180}, {"181-365", 365}, {"over-365", forever}}

// forever is more days than anything takes.
const forever = 1 << 20

// AgeingOf is the bucket of so many days.
func AgeingOf(days int) Ageing {
	for _, b := range ageingBuckets {
		if days <= b.max {
			return b.name
		}
	}
	return ""
}

// overdueBuckets by their upper limits in days.
var overdueBuckets = []struct {
	name string
	max  int
}{{"1-30", 30}, {"31-90", 90}, {"over-90", forever}}

// OverdueBucket is the bucket of so many days late, empty for what is not late.
func OverdueBucket(days int) string {
	if days < 1 {
		return ""
	}
	for _, b := range overdueBuckets {
		if days <= b.max {
			return b.name
		}
	}
	return ""
}

// Escalation is who must know by now.
type Escalation string

// The steps: the owner from 14 days before the due day, the head of the section from the day after it, the CIO from 30
// days, the headquarters from 90.
const (
	ToNobody       Escalation = ""
	ToOwner        Escalation = "owner"
	ToHead         Escalation = "section_head"
	ToCIO          Escalation = "cio"
	ToHeadquarters Escalation = "headquarters"
)

// escalationSteps by the days after the current due day from which they hold.
var escalationSteps = []struct {
	to   Escalation
	from int
}{{ToHeadquarters, 90}, {ToCIO, 30}, {ToHead, 1}, {ToOwner, -14}}

// EscalationOf is the step of a finding on a day.
func EscalationOf(effective State, currentDue, today fiscal.Date) Escalation {
	if !slices.Contains(running, effective) || currentDue.IsZero() {
		return ToNobody
	}
	for _, s := range escalationSteps {
		if today.Sub(currentDue) >= s.from {
			return s.to
		}
	}
	return ToNobody
}

// Slippage is how far the due day has moved since the notice.
func Slippage(originalDue, currentDue fiscal.Date) int { return currentDue.Sub(originalDue) }

// DueOn is the day until which the measures for a band are due.
func (s Settings) DueOn(b Band, notice fiscal.Date) fiscal.Date { return notice.AddDays(s.DueDays[b]) }

// InTime tells whether the measures were reported until a due day.
func InTime(reported, due fiscal.Date) bool { return !reported.IsZero() && !reported.After(due) }

// waiting is who has to act next. A request waits for somebody while the auditee's clock runs on.
func waiting(effective State, extension, acceptance bool) []string {
	out := []string{}
	if slices.Contains([]State{StateNotified, StateReply, StateInAction}, effective) {
		out = append(out, WaitsAuditee)
	}
	if slices.Contains(claimed, effective) || effective == StatePlanReview || extension && effective == StateInAction {
		out = append(out, WaitsAuditor)
	}
	if acceptance && slices.Contains(running, effective) {
		out = append(out, WaitsDecider)
	}
	return out
}

// Who has to act.
const (
	WaitsAuditee = "auditee"
	WaitsAuditor = "auditor"
	WaitsDecider = "decider"
)
