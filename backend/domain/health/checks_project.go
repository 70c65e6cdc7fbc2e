package health

import (
	"cmp"
	"slices"

	"miotsukushi/backend/platform/fiscal"
)

// kind is a check: what it measures of a subject, and how its limits are read.
type kind struct {
	falls   bool // smaller is worse
	window  bool // looks at a window of days
	ages    bool // its input has a day and can be too old
	project func(f *ProjectFacts, r *Rule, on fiscal.Date) Measure
	system  func(f *SystemFacts, r *Rule, on fiscal.Date) Measure
}

type projectCheck = func(f *ProjectFacts, r *Rule, on fiscal.Date) Measure

// checks of each subject, by name. The set is closed: each is a small pure function.
var checks = map[Subject]map[string]kind{
	OfProject: {
		"slip_days":          {project: slipDays},
		"milestones_late":    {project: milestonesLate},
		"spi":                {falls: true, ages: true, project: index(func(e EVM) *float64 { return e.SPI })},
		"cpi":                {falls: true, ages: true, project: index(func(e EVM) *float64 { return e.CPI })},
		"cost_variance":      {ages: true, project: costVariance},
		"declared":           {ages: true, project: declared},
		"report_age":         {project: reportAge},
		"spent_of_budget":    {project: func(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure { return spentOfBudget(f.Money) }},
		"spent_ahead":        {project: func(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure { return spentAhead(f.Money) }},
		"risks_untouched":    {window: true, project: risksUntouched},
		"risks_overdue":      {project: risksOverdue},
		"conditions_open":    {project: conditions(func(c Condition) bool { return c.Criticality == "critical" })},
		"conditions_overdue": {project: conditions(func(c Condition) bool { return c.Overdue && c.Criticality != "recommended" })},
		"gate_returned":      {project: gateReturned},
		"gate_waiting":       {project: gateWaiting},
		"findings_overdue":   {project: ofFindings(func(f *Findings) int { return f.Overdue }, "overdue=true")},
		"findings_high":      {project: ofFindings(func(f *Findings) int { return f.Severe }, "band=high,critical")},
		"findings_severe":    {project: ofFindings(func(f *Findings) int { return f.SevereOverdue }, "overdue=true&band=high,critical")},
		"maturity_gap":       {project: func(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure { return maturityGap(f.Maturity) }},
	},
	OfSystem: systemChecks,
}

func (f *ProjectFacts) href(tab string) string { return "/projects/" + f.ID + tab }

func slipDays(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure {
	if f.SlipDays == nil {
		return unknown(doubtMissing)
	}
	return number(*f.SlipDays, f.Late.Rows...)
}

func milestonesLate(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure {
	return number(f.Late.Count, f.Late.Rows...)
}

// earned is the latest earned value where it still speaks for the day.
func (f *ProjectFacts) earned(r *Rule, on fiscal.Date) (e *EVM, m Measure) {
	if f.Earned == nil {
		return nil, unknown(doubtMissing)
	}
	rec := Record{Noun: "health_evm", ID: f.Earned.ID, Label: f.Earned.AsOf.String(), Href: f.href("/health"), On: f.Earned.AsOf}
	if on.Sub(f.Earned.AsOf) > r.FreshDays {
		return nil, unknown(doubtOld, rec).with("days", on.Sub(f.Earned.AsOf))
	}
	figures := f.Earned.Figures()
	return &figures, Measure{Records: []Record{rec}}
}

func index(of func(EVM) *float64) projectCheck {
	return func(f *ProjectFacts, r *Rule, on fiscal.Date) Measure {
		e, m := f.earned(r, on)
		if e == nil {
			return m
		}
		if m.Value = of(*e); m.Value == nil {
			m.Doubt = doubtMissing
		}
		return m
	}
}

// costVariance is the variance at completion, in percent, whichever way it points.
func costVariance(f *ProjectFacts, r *Rule, on fiscal.Date) Measure {
	e, m := f.earned(r, on)
	if e == nil {
		return m
	}
	if e.VariancePct == nil {
		m.Doubt = doubtMissing
		return m
	}
	v := max(*e.VariancePct, -*e.VariancePct)
	m.Value = &v
	return m.with("signed", *e.VariancePct)
}

// declared is what the latest report says of the rule's dimension: 0 green, 1 amber, 2 red.
func declared(f *ProjectFacts, r *Rule, on fiscal.Date) Measure {
	if f.Report == nil {
		return unknown(doubtMissing)
	}
	rec := f.reportRecord()
	if age := on.Sub(f.Report.AsOf); age > r.FreshDays {
		return unknown(doubtOld, rec).with("days", age)
	}
	said := map[string]string{
		"schedule": f.Report.Schedule, "cost": f.Report.Cost, "quality": f.Report.Quality, "risk": f.Report.Risk, "governance": f.Report.Scope,
	}[r.Dimension]
	level := slices.Index(steps, declaredColour(said))
	if level < 0 {
		return unknown(doubtMissing, rec).with("said", said)
	}
	return number(level, rec).with("said", said)
}

func (f *ProjectFacts) reportRecord() Record {
	return Record{Noun: "project_reports", ID: f.Report.ID, Label: f.Report.AsOf.String(), Href: f.href("/reports/" + f.Report.ID), On: f.Report.AsOf}
}

// reportAge counts from the latest report, or from the day the project became active while it has given none.
func reportAge(f *ProjectFacts, _ *Rule, on fiscal.Date) Measure {
	if f.Report != nil {
		return number(on.Sub(f.Report.AsOf), f.reportRecord())
	}
	if f.ActivatedOn.IsZero() {
		return unknown(doubtMissing)
	}
	return number(on.Sub(f.ActivatedOn)).with("never", true)
}

func (f *ProjectFacts) risks(concerns func(Risk) bool) Measure {
	n, rows := 0, []Record{}
	for _, r := range f.Risks {
		if concerns(r) {
			n++
			rows = append(rows, Record{Noun: "project_risks", ID: r.ID, Label: r.Title, Href: f.href("/risks"), On: cmp.Or(r.DueOn, r.TouchedOn)})
		}
	}
	return number(n, rows...)
}

func risksUntouched(f *ProjectFacts, r *Rule, on fiscal.Date) Measure {
	return f.risks(func(x Risk) bool { return on.Sub(x.TouchedOn) > r.Days }).with("days", r.Days)
}

func risksOverdue(f *ProjectFacts, _ *Rule, on fiscal.Date) Measure {
	return f.risks(func(x Risk) bool { return x.DueOn.Before(on) })
}

func conditions(concerns func(Condition) bool) projectCheck {
	return func(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure {
		n, rows := 0, []Record{}
		for _, c := range f.Conditions {
			if concerns(c) {
				n++
				rows = append(rows, Record{Noun: "gate_conditions", ID: c.ID, Label: c.Gate + " " + c.Text, Href: "/gates/applications/" + c.ApplicationID, On: c.DueOn})
			}
		}
		return number(n, rows...)
	}
}

func (f *ProjectFacts) gateRecord(on fiscal.Date) []Record {
	if f.Gate.ApplicationID == "" {
		return nil
	}
	return []Record{{Noun: "gate_applications", ID: f.Gate.ApplicationID, Label: f.Gate.Next, Href: "/gates/applications/" + f.Gate.ApplicationID, On: on}}
}

// gateReturned is how often the gate whose turn it is has sent the project back, when that is how it stands.
func gateReturned(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure {
	return number(f.Gate.Returned, f.gateRecord(fiscal.Date{})...).with("gate", f.Gate.Next)
}

// gateWaiting is for how many days an application has waited for its decision.
func gateWaiting(f *ProjectFacts, _ *Rule, on fiscal.Date) Measure {
	days := 0
	if !f.Gate.WaitingSince.IsZero() {
		days = on.Sub(f.Gate.WaitingSince)
	}
	return number(days, f.gateRecord(f.Gate.WaitingSince)...).with("gate", f.Gate.Next)
}

func ofFindings(count func(*Findings) int, filter string) projectCheck {
	return func(f *ProjectFacts, _ *Rule, _ fiscal.Date) Measure {
		return findingsOf(f.Findings, count, "/findings?projectId="+f.ID+"&open=true&"+filter)
	}
}

func findingsOf(f *Findings, count func(*Findings) int, list string) Measure {
	if f == nil {
		return unknown(doubtMissing)
	}
	n := count(f)
	if n == 0 {
		return number(0)
	}
	return number(n, Record{Noun: "findings", Href: list})
}

// spentOfBudget is what was spent of the year's budget, in percent.
func spentOfBudget(m *Money) Measure {
	if m == nil || m.Budget <= 0 {
		return unknown(doubtMissing)
	}
	return number(100*float64(m.Spent)/float64(m.Budget), m.record()...).with("fy", m.FY)
}

// spentAhead is by how many points the share spent runs ahead of the time that has gone by.
func spentAhead(m *Money) Measure {
	if m == nil || m.Budget <= 0 {
		return unknown(doubtMissing)
	}
	spent := 100 * float64(m.Spent) / float64(m.Budget)
	elapsed := float64(m.Elapsed) / 10
	return number(max(spent-elapsed, 0), m.record()...).with("fy", m.FY).with("spent", spent).with("elapsed", elapsed)
}

func (m *Money) record() []Record {
	if m.Href == "" {
		return nil
	}
	return []Record{{Noun: "budgets", Href: m.Href}}
}

// maturityGap is how many levels the section stands below its target.
func maturityGap(m *Maturity) Measure {
	if m == nil {
		return unknown(doubtMissing)
	}
	var rows []Record
	if m.AppraisalID != "" {
		rows = []Record{{Noun: "maturity_appraisals", ID: m.AppraisalID, Label: m.Label, Href: "/maturity/appraisals/" + m.AppraisalID, On: m.On}}
	}
	return number(max(m.Target-m.Level, 0), rows...).with("level", m.Level).with("target", m.Target)
}
