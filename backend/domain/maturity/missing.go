package maturity

// Need says what a practice, a goal or an area wants before the next level can be had.
type Need string

// Needs.
const (
	NeedAppraise  Need = "appraise"  // the area was not looked at
	NeedRate      Need = "rate"      // instances without a label
	NeedStage     Need = "stage"     // no project has come so far yet
	NeedJudge     Need = "judge"     // people must decide
	NeedAnswer    Need = "answer"    // people must say whether weaknesses hurt the goal
	NeedImplement Need = "implement" // not or only partially done
	NeedRaise     Need = "raise"     // the percentage is too low
	NeedWeakness  Need = "weakness"  // weaknesses that hurt the goal
)

// Blocker is an area that stops a level, with the groups that stop it.
type Blocker struct {
	Area   string         `json:"area"`
	Name   string         `json:"name"`
	NameEn string         `json:"nameEn"`
	Level  int            `json:"level" doc:"Level from which on the area is needed"`
	Status AreaStatus     `json:"status" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE" doc:"For the level that is missing"`
	Groups []BlockedGroup `json:"groups"`
}

// BlockedGroup is a goal that stops a level, with the practices that stop it.
type BlockedGroup struct {
	Group     string            `json:"group"`
	Name      string            `json:"name"`
	NameEn    string            `json:"nameEn"`
	Rating    GoalRating        `json:"rating" enum:"SATISFIED,UNSATISFIED,NOT_RATED"`
	Attribute Label             `json:"attribute,omitempty" enum:"N,P,L,F,"`
	Practices []BlockedPractice `json:"practices"`
}

// BlockedPractice is a practice that stops a goal.
type BlockedPractice struct {
	Practice string `json:"practice"`
	Text     string `json:"text"`
	TextEn   string `json:"textEn"`
	Result   Label  `json:"result" enum:"FI,LI,PI,NI,NY,UNCHARACTERIZED,PENDING,N,P,L,F"`
	Need     Need   `json:"need" enum:"appraise,rate,stage,judge,answer,implement,raise,weakness"`
	Want     Label  `json:"want,omitempty" enum:"L,F," doc:"Rating of a percentage that would do"`
}

// Step is one thing to do on the way to a level. Practice is empty where a goal or an area as a whole is meant.
type Step struct {
	Area     string   `json:"area"`
	AreaName string   `json:"areaName"`
	AreaEn   string   `json:"areaNameEn"`
	Group    string   `json:"group,omitempty"`
	Practice string   `json:"practice,omitempty"`
	Text     string   `json:"text"`
	TextEn   string   `json:"textEn"`
	Result   Label    `json:"result,omitempty" enum:"FI,LI,PI,NI,NY,UNCHARACTERIZED,PENDING,N,P,L,F,"`
	Need     Need     `json:"need" enum:"appraise,rate,stage,judge,answer,implement,raise,weakness"`
	Want     Label    `json:"want,omitempty" enum:"L,F,"`
	OneOf    []string `json:"oneOf,omitempty" doc:"Practices whose weaknesses together hurt the goal"`
	ActionID string   `json:"actionId,omitempty" doc:"Action of a plan that was made of it"`
}

// Blocking lists what stops a level, in the order of the model.
func (m *Model) Blocking(results map[string]AreaResult, scopes map[string]Scope, level int) []Blocker {
	out := []Blocker{}
	for i := range m.Areas {
		a := &m.Areas[i]
		if a.Level > level {
			continue
		}
		scope, known := scopes[a.ID]
		if !known {
			scope = ScopeOut
		}
		r := results[a.ID]
		if a.satisfies(Standing{scope, r.Capability}, level) {
			continue
		}
		b := Blocker{Area: a.ID, Name: a.Name, NameEn: a.NameEn, Level: a.Level, Status: m.Status(a, scope, r.Groups, level), Groups: []BlockedGroup{}}
		if scope == ScopeIn && r.Rated > 0 {
			b.Groups = m.blockedGroups(a, &r, a.needed(level))
		}
		out = append(out, b)
	}
	return out
}

func (m *Model) blockedGroups(a *Area, r *AreaResult, level int) []BlockedGroup {
	out := []BlockedGroup{}
	next := 0 // practices stand in the order of the groups
	for i, g := range a.Groups {
		practices, gr := r.Practices[next:next+len(g.Practices)], &r.Groups[i]
		next += len(g.Practices)
		if g.Level > level || gr.meets(level) {
			continue
		}
		b := BlockedGroup{Group: g.ID, Name: g.Name, NameEn: g.NameEn, Rating: gr.Rating, Attribute: gr.Attribute, Practices: []BlockedPractice{}}
		for j, p := range practices {
			need := need(gr, &p)
			if need == "" {
				continue
			}
			bp := BlockedPractice{Practice: p.ID, Text: g.Practices[j].Text, TextEn: g.Practices[j].TextEn, Result: p.Result, Need: need}
			if need == NeedRaise {
				if bp.Want = RatedF; g.Level >= level {
					bp.Want = RatedL
				}
			}
			b.Practices = append(b.Practices, bp)
		}
		out = append(out, b)
	}
	return out
}

// need tells what a practice of a blocked group lacks, "" for nothing.
func need(g *GroupResult, p *PracticeResult) Need {
	switch {
	case p.Result == Uncharacterized || len(p.Unlooked) > 0:
		return NeedRate
	case p.Result == NY:
		return NeedStage
	case p.Result == Pending:
		return NeedJudge
	case p.Result == PI || p.Result == NI:
		return NeedImplement
	case g.Kind == KindAttribute:
		return NeedRaise
	case p.Result == LI && g.Unanswered:
		return NeedAnswer
	case p.Result == LI && g.Impact:
		return NeedWeakness
	}
	return ""
}

// Smallest is the smallest set of steps that reaches the level of the blockers: every practice of a goal must hold, so each one
// that does not is in it, and nothing else. Where weaknesses together hurt a goal it is one step for the goal; where an area
// was not looked at, one for the area.
func Smallest(blockers []Blocker) []Step {
	out := []Step{}
	for _, b := range blockers {
		if len(b.Groups) == 0 {
			out = append(out, Step{Area: b.Area, AreaName: b.Name, AreaEn: b.NameEn, Text: b.Name, TextEn: b.NameEn, Need: NeedAppraise})
			continue
		}
		for _, g := range b.Groups {
			var whole *Step
			for _, p := range g.Practices {
				s := Step{
					Area: b.Area, AreaName: b.Name, AreaEn: b.NameEn, Group: g.Group, Practice: p.Practice,
					Text: p.Text, TextEn: p.TextEn, Result: p.Result, Need: p.Need, Want: p.Want,
				}
				if p.Need != NeedWeakness && p.Need != NeedAnswer {
					out = append(out, s)
					continue
				}
				if whole == nil {
					whole = &s
					whole.Practice, whole.Text, whole.TextEn, whole.Result = "", g.Name, g.NameEn, LI
				}
				whole.OneOf = append(whole.OneOf, p.Practice)
			}
			if whole != nil {
				out = append(out, *whole)
			}
		}
	}
	return out
}
