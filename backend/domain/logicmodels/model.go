// Package logicmodels holds the logic models of evidence-based policy making (EBPM): what is put in, what is done with it,
// what should come of it, how that is measured, and what the review said.
package logicmodels

import (
	"math"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Node is an element of the model.
type Node struct {
	Key    string `json:"key" validate:"required,max=10" doc:"What links and indicators call it"`
	Stage  Stage  `json:"stage" validate:"required,oneof=input activity output initial mid final impact"`
	Text   string `json:"text" validate:"required,max=300"`
	TextEn string `json:"textEn,omitempty" validate:"max=300"`
}

// Link says that one element leads to another.
type Link struct {
	From string `json:"from" validate:"required,max=10"`
	To   string `json:"to" validate:"required,max=10"`
}

// Indicator measures an element.
type Indicator struct {
	Key          string    `json:"key" validate:"required,max=10"`
	Node         string    `json:"node" validate:"required,max=10" doc:"Element that it measures"`
	Name         string    `json:"name" validate:"required,max=200"`
	NameEn       string    `json:"nameEn,omitempty" validate:"max=200"`
	Unit         string    `json:"unit,omitempty" validate:"max=40"`
	Direction    string    `json:"direction" validate:"required,oneof=increase decrease"`
	Baseline     *float64  `json:"baseline,omitempty" validate:"omitempty,min=-1000000000000,max=1000000000000"`
	BaselineYear int       `json:"baselineYear,omitempty" validate:"omitempty,min=1990,max=2200"`
	Target       *float64  `json:"target,omitempty" validate:"omitempty,min=-1000000000000,max=1000000000000"`
	TargetYear   int       `json:"targetYear,omitempty" validate:"omitempty,min=1990,max=2200"`
	DatasetID    store.Ref `json:"datasetId,omitempty" validate:"max=64" doc:"Dataset that the values come from"`
	Source       string    `json:"source,omitempty" validate:"max=500" doc:"Where the values come from, when it is no dataset"`
}

// Actual is the value of an indicator in a fiscal year.
type Actual struct {
	Indicator  string   `json:"indicator" validate:"required,max=10"`
	FiscalYear int      `json:"fiscalYear" validate:"required,min=1990,max=2200"`
	Value      *float64 `json:"value" validate:"required,min=-1000000000000,max=1000000000000"`
}

// same tells whether a value stands for the same indicator and year.
func (a Actual) same(o Actual) bool {
	return a.Indicator == o.Indicator && a.FiscalYear == o.FiscalYear
}

// Draft is what people may write of a model.
type Draft struct {
	Code          string                `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Name          string                `json:"name" validate:"required,max=200"`
	Kana          string                `json:"kana,omitempty" validate:"max=200"`
	NameEn        string                `json:"nameEn,omitempty" validate:"max=200"`
	SectionID     string                `json:"sectionId" validate:"required,max=64" doc:"Section that answers for the policy"`
	Theme         string                `json:"theme,omitempty" validate:"omitempty,oneof=ai online_procedures data system_management work_style other" doc:"Priority of the city that it serves"`
	FyFrom        int                   `json:"fyFrom,omitempty" gorm:"column:fy_from" validate:"omitempty,min=2000,max=2100"`
	FyTo          int                   `json:"fyTo,omitempty" gorm:"column:fy_to" validate:"omitempty,min=2000,max=2100"`
	Issue         string                `json:"issue,omitempty" validate:"max=4000" doc:"Issue and present state (課題・現状)"`
	Evidence      string                `json:"evidence,omitempty" validate:"max=2000" doc:"What shows it"`
	EvidenceURL   string                `json:"evidenceUrl,omitempty" gorm:"column:evidence_url" validate:"max=1000"`
	Because       string                `json:"because,omitempty" validate:"max=2000" doc:"Hypothesis: because …"`
	Therefore     string                `json:"therefore,omitempty" validate:"max=2000" doc:"… therefore"`
	Nodes         store.List[Node]      `json:"nodes,omitempty" validate:"max=80,dive"`
	Links         store.List[Link]      `json:"links,omitempty" validate:"max=300,dive"`
	Indicators    store.List[Indicator] `json:"indicators,omitempty" validate:"max=60,dive"`
	Actuals       store.List[Actual]    `json:"actuals,omitempty" validate:"max=1000,dive"`
	External      string                `json:"external,omitempty" validate:"max=4000" doc:"External factors"`
	Cost          *int64                `json:"cost,omitempty" validate:"omitempty,min=0,max=100000000000000" doc:"Cost over the whole time, in yen; left out is unknown"`
	EvidenceLevel int64                 `json:"evidenceLevel,omitempty" validate:"omitempty,min=1,max=4" doc:"1 trials and systematic reviews, 2 quasi-experiments, 3 correlation and before-after, 4 cases and experts"`
	ActionID      store.Ref             `json:"actionId,omitempty" validate:"max=64" doc:"Action of a plan that carries it out"`
	ProjectID     store.Ref             `json:"projectId,omitempty" validate:"max=64"`
	ReviewDueOn   fiscal.Date           `json:"reviewDueOn,omitzero" doc:"When expected and actual are compared next"`
	Note          string                `json:"note,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	out := checkModel(d)
	if d.FyFrom != 0 && d.FyTo != 0 && d.FyTo < d.FyFrom {
		out = append(out, fault.Field{Field: "fyTo", Rule: "after"})
	}
	if e := d.EvidenceURL; e != "" && !strings.HasPrefix(e, "https://") && !strings.HasPrefix(e, "http://") && !strings.HasPrefix(e, "/") {
		out = append(out, fault.Field{Field: "evidenceUrl", Rule: "link"})
	}
	return out
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Verdict is what a review ends with.
type Verdict string

// The policy goes on, is improved, or ends; empty while nobody has reviewed it.
const (
	NoVerdict Verdict = ""
	Continue  Verdict = "continue"
	Improve   Verdict = "improve"
	End       Verdict = "end"
)

// Standing is what follows from the draft and the last review.
type Standing struct {
	GapCount       int64       `json:"gapCount" doc:"What the model lacks"`
	IndicatorCount int64       `json:"indicatorCount"`
	MeasuredCount  int64       `json:"measuredCount" doc:"Indicators whose achievement is known"`
	ReachedCount   int64       `json:"reachedCount" doc:"Of these, at 100 percent or more"`
	Verdict        Verdict     `json:"verdict" enum:"continue,improve,end," doc:"Of the last review"`
	ReviewedOn     fiscal.Date `json:"reviewedOn,omitzero"`
}

// Model is a logic model.
type Model struct {
	store.Base
	Draft
	Standing
	Search string `json:"-"`
}

// TableName names the table.
func (Model) TableName() string { return "logic_models" }

// facts are what the policy may ask about a model.
func (m *Model) facts() *authz.Record { return factsOf(m.ID, m.SectionID) }

func factsOf(id, section string) *authz.Record {
	return &authz.Record{Noun: "logic_models", ID: id, Section: section}
}

// source is a dataset that a model takes values from. It stands in the indicators; here the database guards it.
type source struct {
	ModelID   string `gorm:"primaryKey"`
	DatasetID string `gorm:"primaryKey"`
}

// TableName names the table.
func (source) TableName() string { return "logic_model_datasets" }

func (m *Model) sources() (out []source) {
	if m == nil {
		return nil
	}
	for _, i := range m.Indicators {
		if s := (source{m.ID, string(i.DatasetID)}); i.DatasetID != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// LoadParts has nothing to read: what stands in the table stands in the indicators.
func (m *Model) LoadParts(*gorm.DB) error { return nil }

// SaveParts keeps the datasets of the indicators.
func (m *Model) SaveParts(tx *store.Tx, before *Model) error {
	return store.ReplaceParts(tx, "model_id", m.ID, before.sources(), m.sources())
}

// Measured is how an indicator stands.
type Measured struct {
	Key         string   `json:"key"`
	FiscalYear  int      `json:"fiscalYear,omitempty" doc:"Newest year with a value"`
	Value       *float64 `json:"value"`
	Achievement *float64 `json:"achievement" doc:"Percent to one decimal; null when it cannot be told"`
	Expected    *float64 `json:"expected" doc:"Value that lay on the straight way from baseline to target in that year"`
}

// Measure tells how each indicator stands, in their order.
func (d *Draft) Measure() []Measured {
	out := []Measured{}
	for _, i := range d.Indicators {
		m := Measured{Key: i.Key}
		for _, a := range d.Actuals {
			if a.Indicator == i.Key && a.FiscalYear >= m.FiscalYear {
				m.FiscalYear, m.Value = a.FiscalYear, a.Value
			}
		}
		if m.Value != nil && i.Baseline != nil && i.Target != nil {
			m.Achievement = Achievement(*i.Baseline, *i.Target, *m.Value)
			m.Expected = expected(&i, m.FiscalYear)
		}
		out = append(out, m)
	}
	return out
}

// expected is the value on the straight way from baseline to target; nil without a way between two years.
func expected(i *Indicator, fy int) *float64 {
	if i.BaselineYear == 0 || i.TargetYear <= i.BaselineYear {
		return nil
	}
	v := *i.Target
	if fy < i.TargetYear {
		v = *i.Baseline + (*i.Target-*i.Baseline)*float64(max(0, fy-i.BaselineYear))/float64(i.TargetYear-i.BaselineYear)
	}
	v = math.Round(v*100) / 100
	return &v
}

// Derive fills the columns that follow from the others.
func (m *Model) Derive() {
	m.Code, m.EvidenceURL = store.Code(m.Code), strings.TrimSpace(m.EvidenceURL)
	slices.SortStableFunc(m.Nodes, func(a, b Node) int { return a.Stage.place() - b.Stage.place() })
	slices.SortStableFunc(m.Actuals, func(a, b Actual) int {
		if a.Indicator != b.Indicator {
			return strings.Compare(a.Indicator, b.Indicator)
		}
		return a.FiscalYear - b.FiscalYear
	})
	m.GapCount, m.IndicatorCount, m.MeasuredCount, m.ReachedCount = int64(len(Gaps(&m.Draft))), int64(len(m.Indicators)), 0, 0
	for _, x := range m.Measure() {
		if x.Achievement != nil {
			m.MeasuredCount++
			if *x.Achievement >= 100 {
				m.ReachedCount++
			}
		}
	}
	m.Search = store.Fold(m.Code, m.Name, m.Kana, m.NameEn)
}
