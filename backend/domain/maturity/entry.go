package maturity

import (
	"slices"
	"strconv"
	"strings"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Evidence is a link to what shows that a practice is done: a page of this product, or a document elsewhere.
type Evidence struct {
	Label string `json:"label" validate:"required,max=200"`
	Href  string `json:"href" validate:"required,max=500" doc:"Path inside the app, or an address that begins with http:// or https://"`
}

// Rating is what one instance shows of a practice.
type Rating struct {
	Practice string     `json:"practice" validate:"required,max=12"`
	Instance string     `json:"instance" validate:"required,max=12" doc:"Key of the instance"`
	Label    Label      `json:"label,omitempty" validate:"omitempty,oneof=FI LI PI NI NY"`
	Points   *Points    `json:"points,omitempty" validate:"omitempty,min=0,max=10000" doc:"Hundredths of a percent, of models that rate by percentages"`
	Weakness string     `json:"weakness,omitempty" validate:"max=2000"`
	Evidence []Evidence `json:"evidence,omitempty" validate:"max=20,dive"`
}

// GoalNote is what people say about a goal as a whole.
type GoalNote struct {
	Group     string `json:"group" validate:"required,max=12"`
	Impact    *bool  `json:"impact,omitempty" doc:"Whether the weaknesses together hurt the goal; absent while nobody has said"`
	Rationale string `json:"rationale,omitempty" validate:"max=2000"`
	Cause     string `json:"cause,omitempty" validate:"max=2000" doc:"Which weaknesses left the goal unsatisfied"`
}

// Judgement is a decision on a practice that the labels leave open.
type Judgement struct {
	Practice    string     `json:"practice"`
	Result      Label      `json:"result" enum:"LI,PI,NI"`
	Rationale   string     `json:"rationale"`
	JudgedBy    string     `json:"judgedBy"`
	JudgedName  string     `json:"judgedByName"`
	JudgedNameE string     `json:"judgedByNameEn,omitempty"`
	DecidedAt   store.Time `json:"decidedAt"`
	Basis       string     `json:"basis" doc:"The labels that it rested on"`
	Outdated    bool       `json:"outdated,omitempty" doc:"A label changed afterwards: the judgement no longer counts"`
}

// AreaDraft is what people may write of an area.
type AreaDraft struct {
	Scope       Scope                `json:"scope" validate:"required,oneof=in na out"`
	ScopeReason string               `json:"scopeReason,omitempty" validate:"max=1000"`
	Ratings     store.List[Rating]   `json:"ratings" validate:"max=1000,dive"`
	Goals       store.List[GoalNote] `json:"goals" validate:"max=40,dive"`
}

// Entry is all that people entered of an area, with what they decided where the labels leave it open.
type Entry struct {
	AreaDraft
	Judgements store.List[Judgement] `json:"judgements"`
}

func (e *Entry) judgement(practice string) *Judgement {
	if i := slices.IndexFunc(e.Judgements, func(j Judgement) bool { return j.Practice == practice }); i >= 0 {
		return &e.Judgements[i]
	}
	return nil
}

func (e *Entry) impact(group string) *bool {
	if i := slices.IndexFunc(e.Goals, func(g GoalNote) bool { return g.Group == group }); i >= 0 {
		return e.Goals[i].Impact
	}
	return nil
}

// Check states the rules that a model is not needed for.
func (e *AreaDraft) Check() []fault.Field {
	var out []fault.Field
	if e.Scope == ScopeNA && strings.TrimSpace(e.ScopeReason) == "" {
		out = append(out, fault.Field{Field: "scopeReason", Rule: "required"})
	}
	for i, r := range e.Ratings {
		for j, x := range r.Evidence {
			if !strings.HasPrefix(x.Href, "/") && !strings.HasPrefix(x.Href, "https://") && !strings.HasPrefix(x.Href, "http://") {
				out = append(out, fault.Field{Field: at("ratings", i, "evidence") + "[" + strconv.Itoa(j) + "].href", Rule: "link"})
			}
		}
	}
	return out
}

// check holds an entry to the model: known practices and instances, each cell once, and what each label asks for.
func (e *AreaDraft) check(m *Model, a *Area, instances []string) []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	cells := map[string]bool{}
	for i, r := range e.Ratings {
		if g, _ := a.group(r.Practice); g == nil {
			bad(at("ratings", i, "practice"), "not_found", nil)
		}
		if !slices.Contains(instances, r.Instance) {
			bad(at("ratings", i, "instance"), "not_found", nil)
		}
		if cell := r.Practice + " " + r.Instance; cells[cell] {
			bad(at("ratings", i, "practice"), "duplicate", nil)
		} else {
			cells[cell] = true
		}
		r.check(m, func(field, rule string) { bad(at("ratings", i, field), rule, fault.Params{"label": r.Label}) })
	}
	seen := map[string]bool{}
	for i, g := range e.Goals {
		if !slices.ContainsFunc(a.Groups, func(x Group) bool { return x.ID == g.Group }) {
			bad(at("goals", i, "group"), "not_found", nil)
		}
		if seen[g.Group] {
			bad(at("goals", i, "group"), "duplicate", nil)
		}
		seen[g.Group] = true
		if g.Impact != nil && !m.Impact {
			bad(at("goals", i, "impact"), "unknown", nil)
		}
		if g.Impact != nil && *g.Impact && strings.TrimSpace(g.Rationale) == "" {
			bad(at("goals", i, "rationale"), "required", nil)
		}
	}
	return out
}

// check holds one cell to what its label asks for: fully means no weakness, anything less names one, and what is done
// fully or largely is shown.
func (r *Rating) check(m *Model, bad func(field, rule string)) {
	weak, shown := strings.TrimSpace(r.Weakness) != "", len(r.Evidence) > 0
	if m.Method == ByPercent {
		switch {
		case r.Label != "":
			bad("label", "unknown")
		case r.Points == nil:
			bad("points", "required")
		case r.Points.Rate() != RatedN && !shown:
			bad("evidence", "evidence_needed")
		case r.Points.Rate() != RatedF && !weak:
			bad("weakness", "weakness_needed")
		}
		return
	}
	if r.Points != nil {
		bad("points", "unknown")
	}
	switch r.Label {
	case "":
		bad("label", "required")
	case FI:
		if weak {
			bad("label", "fully_with_weakness")
		}
	case LI, PI, NI:
		if !weak {
			bad("weakness", "weakness_needed")
		}
	}
	if (r.Label == FI || r.Label == LI) && !shown {
		bad("evidence", "evidence_needed")
	}
}

func at(list string, i int, field string) string {
	return list + "[" + strconv.Itoa(i) + "]." + field
}
