package health

import "slices"

// Set is the rule set of the city, read from policies/health.yaml by Load.
type Set struct {
	Version int    `yaml:"version" json:"version"`
	Rules   []Rule `yaml:"rules" json:"rules"`
}

// What a rule says of a subject whose input is missing.
const (
	MissingGrey = "grey" // it is grey
	MissingSkip = "skip" // nothing; where no other rule of the dimension speaks, the dimension is grey
)

// Rule holds one measure against limits. Which way is worse, the check knows: limits "at" are reached from below, limits
// "below" are fallen short of.
type Rule struct {
	ID         string   `yaml:"id" json:"id"`
	Subject    Subject  `yaml:"subject" json:"subject" enum:"project,system"`
	Dimension  string   `yaml:"dimension" json:"dimension"`
	Check      string   `yaml:"check" json:"check" doc:"What is measured"`
	Name       string   `yaml:"ja" json:"name"`
	NameEn     string   `yaml:"en" json:"nameEn"`
	AmberAt    *float64 `yaml:"amber_at" json:"amberAt,omitempty"`
	RedAt      *float64 `yaml:"red_at" json:"redAt,omitempty"`
	AmberBelow *float64 `yaml:"amber_below" json:"amberBelow,omitempty"`
	RedBelow   *float64 `yaml:"red_below" json:"redBelow,omitempty"`
	GreyOver   *float64 `yaml:"grey_over" json:"greyOver,omitempty" doc:"Above it the evidence is too old"`
	Missing    string   `yaml:"missing" json:"missing" enum:"grey,skip"`
	FreshDays  int      `yaml:"fresh_days" json:"freshDays,omitempty" doc:"Older input is grey"`
	Days       int      `yaml:"days" json:"days,omitempty" doc:"Window of the check in days"`
	Only       Only     `yaml:"only" json:"only"`
}

// Only narrows a rule to some subjects; an empty list narrows nothing.
type Only struct {
	Tiers       []string `yaml:"tiers" json:"tiers,omitempty"`
	States      []string `yaml:"states" json:"states,omitempty"`
	Criticality []string `yaml:"criticality" json:"criticality,omitempty"`
	Phases      []string `yaml:"phases" json:"phases,omitempty"`
}

func among(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }

// colour holds a value against the limits.
func (r *Rule) colour(v float64) Colour {
	switch {
	case r.RedAt != nil && v >= *r.RedAt, r.RedBelow != nil && v < *r.RedBelow:
		return Red
	case r.AmberAt != nil && v >= *r.AmberAt, r.AmberBelow != nil && v < *r.AmberBelow:
		return Amber
	case r.GreyOver != nil && v > *r.GreyOver:
		return Grey
	}
	return Green
}

// Measure is what a check found.
type Measure struct {
	None    bool     // the check says nothing about this subject
	Value   *float64 // nil is unknown
	Doubt   string   // "old": input is older than the rule allows; "missing": part of it is not known
	Params  map[string]any
	Records []Record
}

// Doubts about an input.
const (
	doubtOld     = "old"
	doubtMissing = "missing"
)

func none() Measure { return Measure{None: true} }

func unknown(doubt string, records ...Record) Measure {
	return Measure{Doubt: doubt, Records: records}
}

func number[N int | int64 | float64](n N, records ...Record) Measure {
	v := float64(n)
	return Measure{Value: &v, Records: records}
}

func (m Measure) with(key string, value any) Measure {
	if m.Params == nil {
		m.Params = map[string]any{}
	}
	m.Params[key] = value
	return m
}

// verdict judges a measure. Doubt makes green grey and leaves worse as it is.
func (r *Rule) verdict(m Measure) Colour {
	switch {
	case m.None:
		return ""
	case m.Value == nil && m.Doubt != doubtOld && r.Missing == MissingSkip:
		return ""
	case m.Value == nil:
		return Grey
	case m.Doubt != "":
		return Worst(r.colour(*m.Value), Grey)
	}
	return r.colour(*m.Value)
}
