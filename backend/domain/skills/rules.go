// Package skills tells what the work of a system or a project needs of people, how many of each section can do it, and
// what hangs on one person. It counts people by section and never names or ranks them.
package skills

import (
	"miotsukushi/backend/platform/fiscal"
)

// Levels is how many levels a skill has.
const Levels = 4

// Counts are people by the level that they reach and do not pass, from level 1 up.
type Counts [Levels]int64

// AtLeast is how many reach a level.
func (c Counts) AtLeast(level int64) (sum int64) {
	for l := max(level, 1); l <= Levels; l++ {
		sum += c[l-1]
	}
	return sum
}

// Total is how many have the skill at any level.
func (c Counts) Total() int64 { return c.AtLeast(1) }

// Wanted is how many people are needed at a level or above.
type Wanted struct {
	Level int64
	Count int64
}

// Gap is how many of the wanted cannot be filled. Whoever passes a level may fill a place below; so what is missing is the
// largest shortfall over the levels, each counted with all above it.
func Gap(wanted []Wanted, held Counts) (gap int64) {
	for level := int64(1); level <= Levels; level++ {
		need := int64(0)
		for _, w := range wanted {
			if w.Level >= level {
				need += w.Count
			}
		}
		gap = max(gap, need-held.AtLeast(level))
	}
	return gap
}

// Standing is how far the essential work of a system or a project hangs on single people.
type Standing string

// Two or more share it; it hangs on one; nobody can do it; or nobody has said, or too long ago. Unknown is never good.
const (
	Shared  Standing = "shared"
	Single  Standing = "single"
	Nobody  Standing = "nobody"
	Unknown Standing = "unknown"
)

// StandingOf judges an answer. people is nil when the owner could not tell; on is zero without an answer.
func StandingOf(people *int64, on, today fiscal.Date, freshDays int) Standing {
	switch {
	case people == nil || on.IsZero() || on.AddDays(freshDays).Before(today):
		return Unknown
	case *people >= 2:
		return Shared
	case *people == 1:
		return Single
	}
	return Nobody
}

// Mask hides counts by level that are so small that they point at persons. It tells whether it hid any. A total below the
// least number is hidden as well.
func Mask(c Counts, least int64) (shown [Levels]*int64, total *int64, hidden bool) {
	for i := range c {
		if n := c[i]; n == 0 || n >= least {
			shown[i] = &n
		} else {
			hidden = true
		}
	}
	sum := c.Total()
	if hidden {
		// One hidden count beside a total could be reckoned back: then all counts by level are hidden.
		shown = [Levels]*int64{}
	}
	if sum == 0 || sum >= least {
		total = &sum
	}
	return shown, total, hidden
}
