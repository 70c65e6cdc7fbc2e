package app

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/platform/fiscal"
)

// availabilityNouns are the records of availability that tell of one system.
var availabilityNouns = []string{"availability_outages", "availability_maintenance", "availability_targets"}

// shown is how many rows of a kind a verdict names.
const shown = 5

// levels finds the maturity of a section, its own or that of the unit above it. Without a level and a target nothing is known.
func (e evidence) levels(ctx context.Context, db *gorm.DB, on fiscal.Date) (func(section string) *health.Maturity, error) {
	found, err := maturity.SignalsOf(db, e.app.Maturity.DefaultModel(), on)
	if err != nil {
		return nil, err
	}
	dir, err := e.app.Directories.Now(ctx)
	return func(section string) *health.Maturity {
		var path []string
		for _, o := range dir.Path(section) {
			path = append(path, o.ID)
		}
		level, target, ok := found.Of(path)
		if !ok {
			return nil
		}
		return &health.Maturity{AppraisalID: level.AppraisalID, Label: level.Code, Level: level.Level, Target: target, On: level.ConfirmedOn}
	}, err
}

// findingsEvidence counts what is open; a subject without any has none, which is known.
func findingsEvidence(s findings.Signal) *health.Findings {
	return &health.Findings{Severe: s.SevereOpen, Overdue: s.Overdue, SevereOverdue: s.SevereOverdue}
}

// money reads what projects or systems may spend in the fiscal year of a day, and have spent; without a budget nothing is known.
func money(db *gorm.DB, costs func(db *gorm.DB, from, to int, ids ...string) ([]budgets.Cost, error), on fiscal.Date, param string, ids []string) (map[string]*health.Money, error) {
	fy := fiscal.FY(on)
	found, err := costs(db, fy, fy, ids...)
	out := make(map[string]*health.Money, len(found))
	for _, c := range found {
		if c.Revised <= 0 {
			continue
		}
		b := budgets.BurnOf(c, on)
		out[c.OwnerID] = &health.Money{
			FY: fy, Budget: c.Revised, Spent: c.Spent, Elapsed: 1000 * b.Elapsed / b.Days,
			Href: fmt.Sprintf("/budgets/lines?fiscalYear=%d&%s=%s", fy, param, c.OwnerID),
		}
	}
	return out, err
}

// goals tells how far the goals are reached of the actions that projects carry: the mean of those that are measured, none
// counted for less than nothing or more than all.
func (e evidence) goals(ctx context.Context, db *gorm.DB, ids []string) (map[string]*health.KPI, error) {
	linked, err := e.app.Plans.LinkedTo(ctx, db, ids, nil)
	sums, out := map[string]float64{}, map[string]*health.KPI{}
	for _, action := range linked {
		for _, k := range action.KPIs {
			if k.Rate == nil {
				continue
			}
			for _, id := range action.ProjectIDs {
				if out[id] == nil {
					out[id] = &health.KPI{}
				}
				out[id].Count++
				sums[id] += min(max(*k.Rate, 0), 100)
			}
		}
	}
	for id, k := range out {
		k.Permille = int(10 * sums[id] / float64(k.Count))
	}
	return out, err
}

// months of availability that are looked at.
const months = 12

// operation tells how systems ran: the outages of some days, and the months of a year against their targets.
func (e evidence) operation(ctx context.Context, db *gorm.DB, on fiscal.Date, days int, ids []string) (func(id string) *health.Operation, error) {
	stops, err := availability.Stops(db, ids, on.AddDays(-days), on)
	if err != nil {
		return nil, err
	}
	kept, err := e.app.Availability.Recent(ctx, ids, on.AddMonths(1 - months).String()[:7], on.String()[:7])
	return func(id string) *health.Operation {
		o := &health.Operation{Outages: len(stops[id]), MonthsHref: "/systems/" + id + "?tab=availability"}
		for i, s := range stops[id] {
			o.Open = o.Open || s.EndedAt.IsZero()
			if i < shown {
				o.Rows = append(o.Rows, health.Record{
					Noun: "availability_outages", ID: s.ID, Label: s.Code + " " + s.Title, Href: "/availability/outages/" + s.ID, On: fiscal.DateOf(s.StartedAt.Time),
				})
			}
		}
		for _, m := range kept[id] {
			if !m.Measured || m.Target == nil {
				continue
			}
			o.Months++
			o.Target = m.Target
			if m.Missed {
				o.Missed++
			}
		}
		return o
	}, err
}
