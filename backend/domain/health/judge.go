package health

import (
	"slices"
	"strings"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Result is what one rule says of one subject.
type Result struct {
	Rule      string         `json:"rule"`
	Dimension string         `json:"dimension"`
	Check     string         `json:"check"`
	Verdict   Colour         `json:"verdict" enum:"green,grey,amber,red"`
	Value     *float64       `json:"value" doc:"What was measured; null when unknown"`
	Doubt     string         `json:"doubt,omitempty" enum:"old,missing" doc:"Why it is grey although nothing is wrong: input too old, or missing"`
	Limits    Limits         `json:"limits"`
	Params    map[string]any `json:"params,omitempty" doc:"Values that the wording of the check needs"`
	Records   []Record       `json:"records,omitempty" doc:"Rows that the verdict rests on, at most 20"`
}

// Limits are those of the rule, as far as it has them.
type Limits struct {
	AmberAt    *float64 `json:"amberAt,omitempty"`
	RedAt      *float64 `json:"redAt,omitempty"`
	AmberBelow *float64 `json:"amberBelow,omitempty"`
	RedBelow   *float64 `json:"redBelow,omitempty"`
	GreyOver   *float64 `json:"greyOver,omitempty"`
}

// Dimension is the worst verdict of the rules of one side of a subject.
type Dimension struct {
	Dimension string `json:"dimension"`
	Verdict   Colour `json:"verdict" enum:"green,grey,amber,red"`
}

// Judgement is the evidence health of one subject.
type Judgement struct {
	Overall    Colour
	Dimensions []Dimension
	Results    []Result // worst first, then in the order of the rules
}

// maxRecords is how many rows a result names.
const maxRecords = 20

// judgeProject applies every rule for projects.
func (s *Set) judgeProject(f *ProjectFacts, on fiscal.Date) Judgement {
	return s.judge(OfProject, func(r *Rule) (Measure, bool) {
		if !among(r.Only.Tiers, f.Tier) || !among(r.Only.States, f.State) {
			return Measure{}, false
		}
		return checks[OfProject][r.Check].project(f, r, on), true
	})
}

// judgeSystem applies every rule for systems.
func (s *Set) judgeSystem(f *SystemFacts, on fiscal.Date) Judgement {
	return s.judge(OfSystem, func(r *Rule) (Measure, bool) {
		if !among(r.Only.Criticality, f.Criticality) || !among(r.Only.Phases, f.Phase) {
			return Measure{}, false
		}
		return checks[OfSystem][r.Check].system(f, r, on), true
	})
}

// judge measures by every rule that concerns the subject. A dimension about which its rules know nothing is grey.
func (s *Set) judge(of Subject, measure func(r *Rule) (Measure, bool)) Judgement {
	out := Judgement{Results: []Result{}, Dimensions: []Dimension{}}
	worst, silent := map[string]Colour{}, map[string]bool{}
	for i := range s.Rules {
		r := &s.Rules[i]
		if r.Subject != of {
			continue
		}
		m, concerns := measure(r)
		if !concerns || m.None {
			continue
		}
		verdict := r.verdict(m)
		if verdict == "" {
			silent[r.Dimension] = true
			continue
		}
		worst[r.Dimension] = Worst(worst[r.Dimension], verdict)
		out.Results = append(out.Results, r.result(verdict, m))
	}
	for _, d := range dimensions[of] {
		if worst[d] == "" && silent[d] {
			worst[d] = Grey
		}
		if worst[d] != "" {
			out.Dimensions = append(out.Dimensions, Dimension{d, worst[d]})
		}
		out.Overall = Worst(out.Overall, worst[d])
	}
	if out.Overall == "" {
		out.Overall = Grey
	}
	slices.SortStableFunc(out.Results, func(a, b Result) int { return b.Verdict.Severity() - a.Verdict.Severity() })
	return out
}

func (r *Rule) result(verdict Colour, m Measure) Result {
	out := Result{
		Rule: r.ID, Dimension: r.Dimension, Check: r.Check, Verdict: verdict, Value: m.Value, Params: m.Params, Records: m.Records,
		Limits: Limits{r.AmberAt, r.RedAt, r.AmberBelow, r.RedBelow, r.GreyOver},
	}
	if verdict == Grey {
		out.Doubt = m.Doubt
		if out.Doubt == "" {
			out.Doubt = doubtOld // only an age turns a known value grey
		}
	}
	if len(out.Records) > maxRecords {
		out.Records = out.Records[:maxRecords]
	}
	return out
}

// fired are the results that are not green, without their records: what a list tells of a row.
func (j *Judgement) fired() store.List[Result] {
	out := store.List[Result]{}
	for _, r := range j.Results {
		if r.Verdict != Green {
			r.Records = nil
			out = append(out, r)
		}
	}
	return out
}

// marks writes what lists search for: ",slip:red,report_age:grey,".
func marks[T any](items []T, of func(T) (name string, verdict Colour)) string {
	var b strings.Builder
	b.WriteByte(',')
	for _, it := range items {
		name, verdict := of(it)
		b.WriteString(name + ":" + string(verdict) + ",")
	}
	return b.String()
}

func (j *Judgement) dimensionMarks() string {
	return marks(j.Dimensions, func(d Dimension) (string, Colour) { return d.Dimension, d.Verdict })
}

func (j *Judgement) ruleMarks() string {
	return marks(j.fired(), func(r Result) (string, Colour) { return r.Rule, r.Verdict })
}

// unmark reads marks back.
func unmark(text string) []Dimension {
	out := []Dimension{}
	for part := range strings.SplitSeq(strings.Trim(text, ","), ",") {
		if name, verdict, ok := strings.Cut(part, ":"); ok {
			out = append(out, Dimension{name, Colour(verdict)})
		}
	}
	return out
}
