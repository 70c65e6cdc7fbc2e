package health

import (
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

type systemCheck = func(f *SystemFacts, r *Rule, on fiscal.Date) Measure

var systemChecks = map[string]kind{
	"outages":             {window: true, system: outages},
	"outage_open":         {system: outageOpen},
	"availability_missed": {system: availabilityMissed},
	"support_days":        {falls: true, ages: true, system: supportDays},
	"support_extended":    {system: supportExtended},
	"contract_days":       {falls: true, system: contractDays},
	"renewal_late":        {system: renewalLate},
	"confirm_late":        {system: confirmLate},
	"completeness":        {falls: true, system: completeness},
	"spent_of_budget":     {system: func(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure { return spentOfBudget(f.Money) }},
	"spent_ahead":         {system: func(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure { return spentAhead(f.Money) }},
	"findings_overdue":    {system: systemFindings(func(f *Findings) int { return f.Overdue }, "overdue=true")},
	"findings_high":       {system: systemFindings(func(f *Findings) int { return f.Severe }, "band=high,critical")},
	"findings_severe":     {system: systemFindings(func(f *Findings) int { return f.SevereOverdue }, "overdue=true&band=high,critical")},
	"maturity_gap":        {system: func(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure { return maturityGap(f.Maturity) }},
}

func (f *SystemFacts) self(on fiscal.Date) Record {
	return Record{Noun: "systems", ID: f.ID, Label: f.Code, Href: "/systems/" + f.ID, On: on}
}

// part is a component of the system as a record: it has no page of its own.
func (f *SystemFacts) part(c Component) Record {
	return Record{Noun: "systems", ID: f.ID, Label: c.Name, Href: "/systems/" + f.ID + "?tab=components", On: c.EndsOn}
}

func outages(f *SystemFacts, r *Rule, _ fiscal.Date) Measure {
	if f.Operation == nil {
		return unknown(doubtMissing)
	}
	return number(f.Operation.Outages, f.Operation.Rows...).with("days", r.Days)
}

func outageOpen(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure {
	switch {
	case f.Operation == nil:
		return unknown(doubtMissing)
	case f.Operation.Open:
		return number(1, f.Operation.Rows...)
	}
	return number(0)
}

// availabilityMissed counts the months that missed the target, of the last twelve that could be judged.
func availabilityMissed(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure {
	o := f.Operation
	if o == nil || o.Months == 0 {
		return unknown(doubtMissing)
	}
	return number(o.Missed, Record{Noun: "availability", Href: o.MonthsHref}).with("months", o.Months)
}

// supportDays is how many days are left until the longest support of some component ends. One that has ended counts whenever
// it was looked up; otherwise a look-up that is too old, or a missing day, leaves a doubt.
func supportDays(f *SystemFacts, r *Rule, on fiscal.Date) Measure {
	if f.SaaS && len(f.Components) == 0 {
		return none()
	}
	var first *Component
	doubt := ""
	for i := range f.Components {
		c := &f.Components[i]
		switch {
		case c.EndsOn.IsZero():
			doubt = doubtMissing
			continue
		case !c.EndsOn.Before(on) && (c.SeenOn.IsZero() || on.Sub(c.SeenOn) > r.FreshDays):
			if doubt == "" {
				doubt = doubtOld
			}
			continue
		}
		if first == nil || c.EndsOn.Before(first.EndsOn) {
			first = c
		}
	}
	if first == nil {
		if doubt == "" {
			doubt = doubtMissing
		}
		return unknown(doubt, f.self(fiscal.Date{}))
	}
	m := number(first.EndsOn.Sub(on), f.part(*first)).with("component", first.Name).with("on", first.EndsOn.String())
	m.Doubt = doubt
	return m
}

// supportExtended counts components that are left with extended support only.
func supportExtended(f *SystemFacts, _ *Rule, on fiscal.Date) Measure {
	n, rows := 0, []Record{}
	for _, c := range f.Components {
		if c.MainOn.Before(on) && on.Before(c.EndsOn) {
			n++
			rows = append(rows, f.part(c))
		}
	}
	if len(f.Components) == 0 {
		return none()
	}
	return number(n, rows...)
}

// contractDays is how many days are left of the contract. A running project that concerns the system is its follow-up.
func contractDays(f *SystemFacts, _ *Rule, on fiscal.Date) Measure {
	if f.ContractEndsOn.IsZero() {
		return unknown(doubtMissing, f.self(fiscal.Date{}))
	}
	if len(f.Projects) > 0 && !f.ContractEndsOn.Before(on) {
		return none()
	}
	return number(f.ContractEndsOn.Sub(on), f.self(f.ContractEndsOn)).with("on", f.ContractEndsOn.String())
}

// renewalLate is by how many days the renewal is behind its day while no project takes care of it.
func renewalLate(f *SystemFacts, _ *Rule, on fiscal.Date) Measure {
	switch {
	case f.RenewalOn.IsZero(), slices.Contains([]string{"planning", "build", "wind_down"}, f.Phase), len(f.Projects) > 0:
		return none()
	}
	return number(max(on.Sub(f.RenewalOn), 0), f.self(f.RenewalOn)).with("on", f.RenewalOn.String())
}

func confirmLate(f *SystemFacts, _ *Rule, on fiscal.Date) Measure {
	return number(max(on.Sub(f.ConfirmBy), 0), f.self(f.ConfirmBy))
}

func completeness(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure {
	return number(f.Completeness, f.self(fiscal.Date{})).with("missing", f.Missing)
}

func systemFindings(count func(*Findings) int, filter string) systemCheck {
	return func(f *SystemFacts, _ *Rule, _ fiscal.Date) Measure {
		return findingsOf(f.Findings, count, "/findings?systemId="+f.ID+"&open=true&"+filter)
	}
}
