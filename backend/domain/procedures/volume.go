package procedures

import (
	"fmt"

	"miotsukushi/backend/platform/fault"
)

// Volume is how often a procedure was used in a fiscal year, by channel. What is left out is unknown and not 0.
type Volume struct {
	ProcedureID string `json:"-" gorm:"primaryKey"`
	FiscalYear  int    `json:"fiscalYear" gorm:"primaryKey" validate:"required,min=1989,max=2100"`
	Online      *int64 `json:"online,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Post        *int64 `json:"post,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Counter     *int64 `json:"counter,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Other       *int64 `json:"other,omitempty" validate:"omitempty,min=0,max=1000000000" doc:"Telephone, fax and the like"`
	Total       *int64 `json:"total,omitempty" validate:"omitempty,min=0,max=4000000000" doc:"When the channels are not all known"`
	Counted     *int64 `json:"counted,omitempty" doc:"The total as given, or the sum of all channels; null when neither is known. Ignored when sent"`
}

// TableName names the table.
func (Volume) TableName() string { return "procedure_volumes" }

// channels adds up those that are known.
func (v *Volume) channels() (sum int64, complete bool) {
	complete = true
	for _, n := range []*int64{v.Online, v.Post, v.Counter, v.Other} {
		if n == nil {
			complete = false
		} else {
			sum += *n
		}
	}
	return sum, complete
}

// counted is the total of the year, nil when nobody knows it.
func (v *Volume) counted() *int64 {
	if v.Total != nil {
		return v.Total
	}
	if sum, complete := v.channels(); complete {
		return &sum
	}
	return nil
}

// OnlineRate is the share of the applications that came online in percent; nil when it is unknown or there were none.
func OnlineRate(online, total *int64) *float64 {
	if online == nil || total == nil {
		return nil
	}
	return percent(*online, *total)
}

// checkVolumes wants each year once, and channels that fit their total.
func checkVolumes(list []Volume) (out []fault.Field) {
	seen := map[int]bool{}
	for i := range list {
		v := &list[i]
		if seen[v.FiscalYear] {
			out = append(out, fault.Field{Field: fmt.Sprintf("volumes[%d].fiscalYear", i), Rule: "duplicate"})
		}
		seen[v.FiscalYear] = true
		if v.Total == nil {
			continue
		}
		field := fmt.Sprintf("volumes[%d].total", i)
		switch sum, complete := v.channels(); {
		case complete && sum != *v.Total:
			out = append(out, fault.Field{Field: field, Rule: "sum_differs", Params: fault.Params{"sum": sum}})
		case sum > *v.Total:
			out = append(out, fault.Field{Field: field, Rule: "sum_above", Params: fault.Params{"sum": sum}})
		}
	}
	return out
}

// newest is the newest year whose total is known. The list is in the order of its years.
func newest(list []Volume) (fy int, total, online *int64) {
	for i := len(list) - 1; i >= 0; i-- {
		if n := list[i].counted(); n != nil {
			return list[i].FiscalYear, n, list[i].Online
		}
	}
	return 0, nil, nil
}
