package budgets

import "miotsukushi/backend/platform/fiscal"

// Limits of the test whether a rise is only for a time, in percent.
const (
	recurringGrowth = 3  // the recurring part may grow by this much
	oneOffShare     = 80 // so much of the rise is one-off, linked to a renewal that ends
	returnGrowth    = 5  // afterwards the recurring part lies no further above its former level
)

// YearTotal is what the test looks at of one fiscal year.
type YearTotal struct {
	FiscalYear int
	Recurring  int64
	OneOff     int64
	// Renewal is the part of OneOff that is linked to renewal projects with an end, EndsIn the last fiscal year of these.
	Renewal int64
	EndsIn  int
}

func (y YearTotal) total() int64 { return y.Recurring + y.OneOff }

// Rise is a year that costs more than the year before, and what became of it.
type Rise struct {
	FiscalYear       int   `json:"fiscalYear"`
	Before           int   `json:"before" doc:"The year before, whose level is the former one"`
	Increase         int64 `json:"increase"`
	RecurringBefore  int64 `json:"recurringBefore"`
	RecurringAfter   int64 `json:"recurringAfter"`
	RenewalIncrease  int64 `json:"renewalIncrease" doc:"Part of the increase that is one-off and linked to renewals with an end"`
	ShareHundredths  int64 `json:"shareHundredths" doc:"renewalIncrease in hundredths of a percent of increase"`
	Temporary        bool  `json:"temporary" doc:"機種更新要因: only for a time"`
	EndsIn           int   `json:"endsIn,omitempty" doc:"Last fiscal year of the renewals"`
	Returned         *bool `json:"returned" doc:"Whether the recurring part is back at its former level in the year after; null while nobody can know"`
	RecurringReturn  int64 `json:"recurringReturn,omitempty" doc:"Recurring part of the year after the end"`
	ReturnHundredths int64 `json:"returnHundredths,omitempty" doc:"Its distance from the former level in hundredths of a percent"`
}

// RiseOf tests two neighbouring years; ok is false when the second does not cost more.
func RiseOf(before, after YearTotal) (r Rise, ok bool) {
	r = Rise{
		FiscalYear: after.FiscalYear, Before: before.FiscalYear, Increase: after.total() - before.total(),
		RecurringBefore: before.Recurring, RecurringAfter: after.Recurring, RenewalIncrease: after.Renewal - before.Renewal,
	}
	if r.Increase <= 0 {
		return r, false
	}
	r.ShareHundredths, _ = share(r.RenewalIncrease, r.Increase)
	r.Temporary = after.EndsIn != 0 && after.Recurring*100 <= before.Recurring*(100+recurringGrowth) &&
		r.RenewalIncrease*100 >= r.Increase*oneOffShare
	if r.Temporary {
		r.EndsIn = after.EndsIn
	}
	return r, true
}

// Judge says of a temporary rise whether the recurring part of the year after its end is back at the level of the year
// before it (元の予算レベル).
func (r *Rise) Judge(afterEnd YearTotal) {
	back := afterEnd.Recurring*100 <= r.RecurringBefore*(100+returnGrowth)
	r.Returned, r.RecurringReturn = &back, afterEnd.Recurring
	r.ReturnHundredths, _ = share(afterEnd.Recurring-r.RecurringBefore, r.RecurringBefore)
}

// Rises finds the rises of a row of years, each with what became of it. Years without any amount are no base to rise from.
func Rises(years []YearTotal) []Rise {
	out, at := []Rise{}, map[int]YearTotal{}
	for _, y := range years {
		at[y.FiscalYear] = y
	}
	for _, y := range years {
		before, known := at[y.FiscalYear-1]
		if !known || before.total() == 0 {
			continue
		}
		r, rose := RiseOf(before, y)
		if !rose {
			continue
		}
		if next, known := at[r.EndsIn+1]; r.Temporary && known {
			r.Judge(next)
		}
		out = append(out, r)
	}
	return out
}

// Unreturned tells whether a temporary rise has ended above its former level.
func Unreturned(rises []Rise) bool {
	for _, r := range rises {
		if r.Returned != nil && !*r.Returned {
			return true
		}
	}
	return false
}

// YearStatus is where a fiscal year's accounts stand on a day.
type YearStatus string

// The states of a year: 見込 lasts until the ICT office settles it, from 1 June after its end on.
const (
	YearAhead       YearStatus = "ahead"
	YearRunning     YearStatus = "running"
	YearProvisional YearStatus = "provisional" // 見込
	YearSettled     YearStatus = "settled"     // 確定
	YearCertified   YearStatus = "certified"   // 認定
)

func statusOf(fy int, state YearState, today fiscal.Date) YearStatus {
	switch current := fiscal.FY(today); {
	case state == Certified:
		return YearCertified
	case state == Settled:
		return YearSettled
	case fy > current:
		return YearAhead
	case fy == current:
		return YearRunning
	}
	return YearProvisional
}
