package disasters

import (
	"cmp"
	"slices"
	"time"

	"miotsukushi/backend/platform/authz"
)

// State is what was answered. The words differ for systems and offices.
type State string

// The states; Silent is no answer and stands in no report.
const (
	Up       State = "up"
	Partial  State = "partial"
	Down     State = "down"
	Checking State = "checking"
	Silent   State = "none"
)

// States lists the states, what asks for most first.
var States = []State{Down, Partial, Checking, Silent, Up}

// MadeAt is when a report was made by the server's clock. The phone's clock may be wrong, but how long the report waited on
// it is right, unless somebody set the clock meanwhile: what would lie before the disaster or after the arrival is moved there.
func MadeAt(made, sent, received, started time.Time) time.Time {
	at := received
	if wait := sent.Sub(made); wait > 0 {
		at = received.Add(-wait)
	}
	if at.Before(started) {
		at = started
	}
	if at.After(received) {
		at = received
	}
	return at
}

// Old tells whether a report is too old to be relied on. Nothing is old when the disaster is over.
func Old(at, now time.Time, minutes int64, phase Phase) bool {
	return phase == Running && now.Sub(at) > time.Duration(minutes)*time.Minute
}

// Mine tells whether a section's answer is the caller's to give: as its head or the manager of its systems, or as that of
// an office above it. Those who may report for everybody do not have everything for their own.
func Mine(held []authz.Held, tree authz.Tree, section string) bool {
	return slices.ContainsFunc(held, func(h authz.Held) bool { return reports(h) && tree.Within(section, h.OrganisationID) })
}

func reports(h authz.Held) bool { return h.Role == authz.SectionHead || h.Role == authz.ProjectManager }

// sectionsOf are the organisations whose answers are the caller's to give.
func sectionsOf(s *authz.Session) []string {
	out := []string{}
	for _, h := range s.Held {
		if !reports(h) {
			continue
		}
		for _, id := range s.Directory.Below(h.OrganisationID) {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// Contact is the post to call about a section: its head, or that of the nearest office above it; "" when there is none.
func Contact(path []authz.Organisation, heads []authz.Candidate) string {
	for i := len(path) - 1; i >= 0; i-- {
		for _, h := range heads {
			if h.OrganisationID == path[i].ID {
				return h.ID
			}
		}
	}
	return ""
}

// Half is how long it took until half of those asked had answered; nil when fewer have. Those who never answered count: a
// median of the quick ones alone would praise silence.
func Half(answered []time.Duration, asked int) *time.Duration {
	need := (asked + 1) / 2
	if asked == 0 || len(answered) < need {
		return nil
	}
	sorted := slices.Sorted(slices.Values(answered))
	return &sorted[need-1]
}

// Change is a state and since when it holds.
type Change struct {
	State State     `json:"state" enum:"up,partial,down,checking"`
	At    time.Time `json:"at"`
}

// told is a report as the rules see it.
type told struct {
	target string
	seq    int64
	state  State
	at     time.Time
}

// Changes are the states of one target in the order in which they held; a state said again is no change.
func Changes(reports []told) []Change {
	sorted := slices.Clone(reports)
	slices.SortStableFunc(sorted, func(a, b told) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.seq, b.seq)) })
	out := []Change{}
	for _, r := range sorted {
		if len(out) == 0 || out[len(out)-1].State != r.state {
			out = append(out, Change{r.state, r.at})
		}
	}
	return out
}
