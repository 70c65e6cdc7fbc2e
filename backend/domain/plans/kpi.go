package plans

import (
	"math"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Directions in which a KPI should move.
const (
	Increase = "increase"
	Decrease = "decrease"
)

// Target is a version of a KPI's target. A revision stands beside the ones
// before; the last one is in force.
type Target struct {
	Value    float64     `json:"value"`
	Year     int64       `json:"year" doc:"Fiscal year in which it should be reached"`
	SetOn    fiscal.Date `json:"setOn"`
	Reason   string      `json:"reason,omitempty" doc:"Why it was revised; the first one needs none"`
	PersonID string      `json:"personId,omitempty"`
	Name     string      `json:"name,omitempty" doc:"Who set it, by the name of then"`
}

// Actual is a measured value. A later one for the same year corrects it and stands
// beside it.
type Actual struct {
	Year     int64       `json:"year" doc:"Fiscal year that it speaks of"`
	On       fiscal.Date `json:"on" doc:"Day of the measurement"`
	Value    float64     `json:"value"`
	Note     string      `json:"note,omitempty"`
	At       store.Time  `json:"at"`
	PersonID string      `json:"personId,omitempty"`
	Name     string      `json:"name,omitempty" doc:"Who entered it, by the name of then"`
}

// KPIDraft is what a person may write of a KPI itself.
type KPIDraft struct {
	Name         string   `json:"name" validate:"required,max=200"`
	NameEn       string   `json:"nameEn,omitempty" validate:"max=200"`
	Unit         string   `json:"unit,omitempty" validate:"max=40"`
	Direction    string   `json:"direction" validate:"required,oneof=increase decrease"`
	Baseline     *float64 `json:"baseline,omitempty" validate:"omitempty,min=-1000000000000,max=1000000000000" doc:"Value to begin with; absent while unknown"`
	BaselineYear int64    `json:"baselineYear,omitempty" validate:"omitempty,min=1990,max=2200" doc:"Fiscal year of the baseline"`
	Source       string   `json:"source,omitempty" validate:"max=500" doc:"Where the values come from"`
}

// KPI is a measure of an action's effect.
type KPI struct {
	store.Base
	ActionID string `json:"actionId"`
	KPIDraft
	Targets store.List[Target] `json:"targets" doc:"Every version of the target, the one in force last"`
	Actuals store.List[Actual] `json:"actuals" doc:"In the order of their entry"`
}

// TableName names the table.
func (KPI) TableName() string { return "plan_kpis" }

// Root is the action.
func (k KPI) Root() (noun, id string) { return "plan_actions", k.ActionID }

// KPIState is how a KPI stands against its target.
type KPIState string

// None: the action has no KPI. Incomplete: baseline, target or a year is missing.
// Unmeasured: there is no actual value yet. Below and met compare the latest
// actual value with the target in force.
const (
	KPINone       KPIState = "none"
	KPIIncomplete KPIState = "incomplete"
	KPIUnmeasured KPIState = "unmeasured"
	KPIBelow      KPIState = "below"
	KPIMet        KPIState = "met"
)

var kpiRank = map[KPIState]int{KPIMet: 1, KPIBelow: 2, KPIUnmeasured: 3, KPIIncomplete: 4}

// Target in force, nil before the first.
func (k *KPI) Target() *Target {
	if len(k.Targets) == 0 {
		return nil
	}
	return &k.Targets[len(k.Targets)-1]
}

// Series is the value that holds for each fiscal year, by year: a later entry for
// a year corrects the earlier.
func (k *KPI) Series() []Actual {
	out := []Actual{}
	for _, a := range k.Actuals {
		if i := slices.IndexFunc(out, func(o Actual) bool { return o.Year == a.Year }); i >= 0 {
			out[i] = a
		} else {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b Actual) int { return int(a.Year - b.Year) })
	return out
}

// Latest actual value, of the latest year that has one.
func (k *KPI) Latest() *Actual {
	s := k.Series()
	if len(s) == 0 {
		return nil
	}
	return &s[len(s)-1]
}

// Complete tells whether baseline, target and both years are set.
func (k *KPI) Complete() bool {
	t := k.Target()
	return k.Baseline != nil && k.BaselineYear > 0 && t != nil && t.Year > 0
}

// State compares the latest actual with the target in force.
func (k *KPI) State() KPIState {
	t, a := k.Target(), k.Latest()
	switch {
	case !k.Complete():
		return KPIIncomplete
	case a == nil:
		return KPIUnmeasured
	case k.Direction == Increase && a.Value >= t.Value, k.Direction == Decrease && a.Value <= t.Value:
		return KPIMet
	}
	return KPIBelow
}

// Rate is the achievement rate (達成率): the way gone over the way to go. Nil when
// target and baseline are the same. It may exceed 1 and may be negative; the
// direction is in the figures themselves.
func Rate(baseline, target, actual float64) *float64 {
	if target == baseline {
		return nil
	}
	r := (actual - baseline) / (target - baseline)
	return &r
}

// RateOf is the rate of a value against a target, in percent to one decimal; nil
// when it cannot be told.
func (k *KPI) RateOf(t *Target, value float64) *float64 {
	if k.Baseline == nil || t == nil {
		return nil
	}
	r := Rate(*k.Baseline, t.Value, value)
	if r == nil {
		return nil
	}
	p := math.Round(*r*1000) / 10
	return &p
}

// DueOn is the day from which an actual value is missing: the day after the first
// year without one, from the year after the baseline (or the action's first year)
// to the year of the target. Zero when every value is there.
func (k *KPI) DueOn(startsOn fiscal.Date) fiscal.Date {
	t := k.Target()
	if t == nil || t.Year == 0 {
		return fiscal.Date{}
	}
	year := max(int64(fiscal.FY(startsOn)), k.BaselineYear+1)
	if a := k.Latest(); a != nil {
		year = max(year, a.Year+1)
	}
	if year > t.Year {
		return fiscal.Date{}
	}
	return fiscal.FYEnd(int(year)).AddDays(1)
}

// measure fills what an action's row tells of its KPIs.
func (a *Action) measure(kpis []KPI) {
	a.KPICount, a.KPIState, a.KPIDueOn = int64(len(kpis)), KPINone, fiscal.Date{}
	for i := range kpis {
		if s := kpis[i].State(); kpiRank[s] > kpiRank[a.KPIState] {
			a.KPIState = s
		}
		if due := kpis[i].DueOn(a.StartsOn); a.KPIDueOn.IsZero() || due.Before(a.KPIDueOn) {
			a.KPIDueOn = due
		}
	}
}

// aim holds a target against what the KPI says of itself.
func (k *KPI) aim(t Target) error {
	var bad []fault.Field
	if k.Baseline != nil && (k.Direction == Increase && t.Value < *k.Baseline || k.Direction == Decrease && t.Value > *k.Baseline) {
		bad = append(bad, fault.Field{Field: "target", Rule: "direction", Params: fault.Params{"baseline": *k.Baseline}})
	}
	if k.BaselineYear > t.Year {
		bad = append(bad, fault.Field{Field: "targetYear", Rule: "date_order", Params: fault.Params{"field": "baselineYear"}})
	}
	return fault.BadFields(bad)
}

// maxKPIs of an action.
const maxKPIs = 20

// kpisOf reads the KPIs of an action in the order of their making.
func kpisOf(db *gorm.DB, actionID string) ([]KPI, error) {
	return store.Scan[KPI](db.Table("plan_kpis").Where("action_id = ?", actionID).Order("id").Limit(maxKPIs))
}
