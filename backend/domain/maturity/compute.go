package maturity

import (
	"fmt"
	"slices"
	"strings"
)

// Scope says whether an area is looked at.
type Scope string

// Scopes of an area in an appraisal.
const (
	ScopeIn  Scope = "in"
	ScopeNA  Scope = "na"  // does not apply to the unit
	ScopeOut Scope = "out" // not looked at this time
)

// AreaStatus is how an area stands for a level.
type AreaStatus string

// Statuses of an area.
const (
	AreaSatisfied     AreaStatus = "SATISFIED"
	AreaUnsatisfied   AreaStatus = "UNSATISFIED"
	AreaNotRated      AreaStatus = "NOT_RATED"
	AreaNotApplicable AreaStatus = "NOT_APPLICABLE"
	AreaOutOfScope    AreaStatus = "OUT_OF_SCOPE"
)

// PracticeResult is a practice at the level of the unit.
type PracticeResult struct {
	ID        string   `json:"id"`
	Result    Label    `json:"result" enum:"FI,LI,PI,NI,NY,UNCHARACTERIZED,PENDING,N,P,L,F"`
	Fine      string   `json:"fine,omitempty" enum:"N,P-,P+,L-,L+,F," doc:"Refined rating, of percentages"`
	Points    *Points  `json:"points,omitempty" doc:"Mean of the instances, hundredths of a percent"`
	Unlooked  []string `json:"unlooked" doc:"Keys of instances without a label"`
	Judged    bool     `json:"judged" doc:"People decided, and nothing has changed since"`
	Outdated  bool     `json:"outdated" doc:"A label changed after people had decided"`
	Hint      Label    `json:"hint,omitempty" enum:"LI,PI," doc:"Proposal for a judgement; binds nobody"`
	Instances int      `json:"instances"`
}

// GroupResult is a goal, practice group or process attribute.
type GroupResult struct {
	ID         string     `json:"id"`
	Kind       string     `json:"kind" enum:"goal,generic_goal,practice_group,process_attribute"`
	Level      int        `json:"level"`
	Rating     GoalRating `json:"rating" enum:"SATISFIED,UNSATISFIED,NOT_RATED" doc:"Of a process attribute: rated or not, see attribute"`
	Attribute  Label      `json:"attribute,omitempty" enum:"N,P,L,F," doc:"Rating of a process attribute"`
	Unanswered bool       `json:"unanswered" doc:"Weaknesses, and nobody has said whether they hurt the goal"`
	Impact     bool       `json:"impact" doc:"People said that the weaknesses hurt the goal"`
}

// AreaResult is an area with all that follows from its labels.
type AreaResult struct {
	Practices  []PracticeResult `json:"practices"`
	Groups     []GroupResult    `json:"groups"`
	Status     AreaStatus       `json:"status" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE" doc:"For the level at which the area is first needed"`
	Capability *int             `json:"capability,omitempty" doc:"Highest level whose groups are satisfied with all below; absent while not known"`
	Pending    int              `json:"pending" doc:"Judgements that people still owe"`
	Unanswered int              `json:"unanswered" doc:"Goals whose weaknesses nobody has weighed"`
	Unrated    int              `json:"unrated" doc:"Labels that are still missing"`
	Rated      int              `json:"rated"`
}

// Compute derives an area from what people entered. instances are the keys of those that the area was sampled in.
func (m *Model) Compute(a *Area, e *Entry, instances []string) AreaResult {
	out := AreaResult{Practices: []PracticeResult{}, Groups: []GroupResult{}}
	byPractice := map[string][]Rating{}
	for _, r := range e.Ratings {
		if slices.Contains(instances, r.Instance) {
			byPractice[r.Practice] = append(byPractice[r.Practice], r)
		}
	}
	for _, g := range a.Groups {
		results, covered := make([]Label, 0, len(g.Practices)), len(instances) > 0
		for _, p := range g.Practices {
			r := m.practice(p.ID, byPractice[p.ID], e, instances)
			results, covered = append(results, r.Result), covered && len(r.Unlooked) == 0
			out.Practices = append(out.Practices, r)
			out.Rated += r.Instances
			out.Unrated += len(r.Unlooked)
			if r.Result == Pending {
				out.Pending++
			}
		}
		gr := m.rateGroup(g, results, covered, e.impact(g.ID))
		if gr.Unanswered {
			out.Unanswered++
		}
		out.Groups = append(out.Groups, gr)
	}
	if e.Scope != ScopeIn {
		out.Pending, out.Unanswered, out.Unrated = 0, 0, 0
	} else {
		out.Capability = m.capability(out.Groups)
	}
	out.Status = m.Status(a, e.Scope, out.Groups, a.Level)
	return out
}

func (m *Model) practice(id string, ratings []Rating, e *Entry, instances []string) PracticeResult {
	out := PracticeResult{ID: id, Unlooked: []string{}, Instances: len(ratings)}
	labels, points := make([]Label, 0, len(ratings)), make([]Points, 0, len(ratings))
	seen := map[string]bool{}
	for _, r := range ratings {
		seen[r.Instance] = true
		labels = append(labels, r.Label)
		if r.Points != nil {
			points = append(points, *r.Points)
		}
	}
	for _, key := range instances {
		if !seen[key] {
			out.Unlooked = append(out.Unlooked, key)
		}
	}
	if m.Method == ByPercent {
		out.Result = Uncharacterized
		if len(points) > 0 {
			mean := Mean(points)
			out.Points, out.Result, out.Fine = &mean, mean.Rate(), mean.Fine()
		}
		return out
	}
	out.Result = Aggregate(labels)
	if out.Result == Pending {
		out.Hint = Hint(labels)
		if j := e.judgement(id); j != nil {
			out.Outdated = j.Outdated || j.Basis != Basis(ratings)
			if out.Judged = !out.Outdated; out.Judged {
				out.Result = j.Result
			}
		}
	}
	return out
}

// Basis is what a judgement rested on: the label of every instance.
func Basis(ratings []Rating) string {
	parts := make([]string, len(ratings))
	for i, r := range ratings {
		parts[i] = r.Instance + "=" + string(r.Label)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

func (m *Model) rateGroup(g Group, results []Label, covered bool, impact *bool) GroupResult {
	out := GroupResult{ID: g.ID, Kind: g.Kind, Level: g.Level}
	if m.Method == ByPercent {
		out.Rating = NotRated
		if covered {
			out.Attribute, out.Rating = results[0], Satisfied
			if results[0] == RatedN || results[0] == RatedP {
				out.Rating = Unsatisfied
			}
		}
		return out
	}
	out.Rating = RateGoal(results, covered, m.Impact, impact)
	out.Impact = impact != nil && *impact
	out.Unanswered = out.Rating == NotRated && covered && RateGoal(results, covered, false, nil) == Satisfied
	return out
}

// meets tells whether a group is good enough for a level: satisfied, or for a process attribute largely achieved at its own
// level and fully at those above it.
func (g *GroupResult) meets(level int) bool {
	if g.Kind != KindAttribute {
		return g.Rating == Satisfied
	}
	return g.Attribute == RatedF || g.Attribute == RatedL && g.Level >= level
}

// capability is the highest level n such that all groups up to n are good enough for n; nil when not even the first is known.
func (m *Model) capability(groups []GroupResult) *int {
	levels := []int{}
	for _, g := range groups {
		levels = append(levels, g.Level)
	}
	slices.Sort(levels)
	reached, any := 0, false
	for _, n := range slices.Compact(levels) {
		failed, unknown := false, false
		for i := range groups {
			if g := &groups[i]; g.Level <= n && !g.meets(n) {
				failed = failed || g.Rating != NotRated
				unknown = unknown || g.Rating == NotRated
			}
		}
		if failed || unknown {
			if !failed && !any {
				return nil
			}
			if !any {
				reached = n - 1
			}
			return &reached
		}
		reached, any = n, true
	}
	return &reached
}

// needed is the capability that a level asks of an area.
func (a *Area) needed(level int) int { return min(level, a.top()) }

// Status judges an area for a level. What does not apply or was not looked at comes first, then what is unsatisfied.
func (m *Model) Status(a *Area, scope Scope, groups []GroupResult, level int) AreaStatus {
	switch scope {
	case ScopeNA:
		return AreaNotApplicable
	case ScopeOut:
		return AreaOutOfScope
	}
	unknown, n := false, a.needed(level)
	for i := range groups {
		g := &groups[i]
		if g.Level > n || g.meets(n) {
			continue
		}
		if g.Rating != NotRated {
			return AreaUnsatisfied
		}
		unknown = true
	}
	if unknown {
		return AreaNotRated
	}
	return AreaSatisfied
}

// Standing is what the level of a unit needs to know of an area.
type Standing struct {
	Scope      Scope
	Capability *int
}

// satisfies tells whether an area is satisfied, or does not apply, for a level.
func (a *Area) satisfies(s Standing, level int) bool {
	return s.Scope == ScopeNA || s.Scope == ScopeIn && s.Capability != nil && *s.Capability >= a.needed(level)
}

// Level is the highest level m such that every area needed up to m is satisfied for m. No level is skipped.
func (m *Model) Level(areas map[string]Standing) int {
	level := m.Base()
	for _, l := range m.Levels[1:] {
		for i := range m.Areas {
			a := &m.Areas[i]
			s, known := areas[a.ID]
			if a.Level <= l.Level && !(known && a.satisfies(s, l.Level)) {
				return level
			}
		}
		level = l.Level
	}
	return level
}

func (p Points) String() string { return fmt.Sprintf("%d.%02d", int(p)/100, int(p)%100) }
