package budgets

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// forecastYears is how far the forecast looks ahead, and humpYears how many years a renewal costs money before and in the
// year in which it is done.
const (
	forecastYears = 5
	humpYears     = 3
)

// Forecast is what a system is expected to cost in a year for which nobody has entered a line yet.
type Forecast struct {
	ID         string   `json:"id"`
	SystemID   string   `json:"systemId"`
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	NameEn     string   `json:"nameEn"`
	SectionID  string   `json:"sectionId"`
	FiscalYear int      `json:"fiscalYear"`
	Category   Category `json:"category" enum:"recurring,one_off"`
	Amount     *int64   `json:"amount" doc:"Null for a renewal of which nobody knows what the last one cost"`
	FromYear   int      `json:"fromYear" doc:"Fiscal year whose amount is expected again"`
	RenewalIn  int      `json:"renewalIn,omitempty" doc:"Fiscal year of the renewal that causes it"`
	Source     string   `json:"source" enum:"past,roadmap" doc:"past: what was paid before is expected again; roadmap: what the renewal roadmap estimates"`
}

// past is what a system has cost by fiscal year.
type past struct {
	recurring, oneOff, renewal map[int]int64
}

// Where an amount of the forecast comes from.
const (
	fromPast    = "past"
	fromRoadmap = "roadmap"
)

// Project forecasts the years after current for one system: what recurs goes on at the level of the newest year that has
// it. A renewal costs what the roadmap estimates, in its year, less what lines for it have already; without an estimate it
// costs again what the last one did, in the same years before its end. A system that a case merges into another costs until
// the day on which it ends, in its last year by the month, and is not renewed in or after that year. A year that has lines
// of a category is known and not forecast.
func Project(l Life, p past, current int) []Forecast {
	out := []Forecast{}
	if l.Phase == "retired" || l.Phase == "planning" || l.Phase == "build" {
		return out
	}
	add := func(fy int, c Category, amount *int64, from, renewal int) {
		out = append(out, Forecast{
			ID: l.ID + "-" + strconv.Itoa(fy) + "-" + string(c), SystemID: l.ID, Code: l.Code, Name: l.Name, NameEn: l.NameEn, SectionID: l.OwnerID,
			FiscalYear: fy, Category: c, Amount: amount, FromYear: from, RenewalIn: renewal, Source: fromPast,
		})
	}
	newest := 0
	for fy := range p.recurring {
		newest = max(newest, min(fy, current+1))
	}
	renewal := 0
	if !l.RenewalOn.IsZero() && l.Phase != "wind_down" {
		renewal = max(fiscal.FY(l.RenewalOn), current+1)
		due := l.RenewalOn
		if fiscal.FY(due) < renewal { // late: it can be done in the next year, not before
			due = fiscal.FYEnd(renewal)
		}
		if !l.AbsorbedOn.IsZero() && !l.AbsorbedOn.After(due) {
			renewal = 0
		}
	}
	last := lastHump(l, p, current)
	for fy := current + 1; fy <= current+forecastYears; fy++ {
		if _, known := p.recurring[fy]; !known && newest != 0 {
			if amount := p.recurring[newest] * l.monthsIn(fy) / 12; amount > 0 {
				add(fy, Recurring, &amount, newest, 0)
			}
		}
		if _, known := p.oneOff[fy]; known || renewal == 0 {
			continue
		}
		if l.RenewalCost != nil {
			if open := *l.RenewalCost - p.entered(renewal, fiscal.FY(l.LastRenewalOn)); fy == renewal && open > 0 {
				add(fy, OneOff, &open, 0, renewal)
				out[len(out)-1].Source = fromRoadmap
			}
			continue
		}
		if p.planned(renewal) {
			continue
		}
		from := fy - renewal + last
		if amount, costs := p.renewal[from]; last != 0 && costs && fy <= renewal && from > last-humpYears {
			add(fy, OneOff, &amount, from, renewal)
		} else if last == 0 && fy == renewal {
			add(fy, OneOff, nil, 0, renewal)
		}
	}
	return out
}

// monthsIn is how many months of a fiscal year to come the system runs, the one in which it ends included.
func (l *Life) monthsIn(fy int) int64 {
	months := int64(12)
	if l.Phase == "wind_down" && !l.ContractEndsOn.IsZero() && fy > fiscal.FY(l.ContractEndsOn) {
		return 0
	}
	switch on := fiscal.FY(l.AbsorbedOn); {
	case on == 0 || fy < on:
	case fy > on:
		months = 0
	default:
		months = int64(l.AbsorbedOn.Month()+8)%12 + 1 // April is the first
	}
	return months
}

// entered sums the lines for a renewal that are there already, in its year and in those before; lines up to the year of the
// last renewal belong to that one.
func (p past) entered(renewal, last int) (sum int64) {
	for fy := renewal; fy > max(renewal-humpYears, last); fy-- {
		sum += p.renewal[fy]
	}
	return sum
}

// lastHump is the fiscal year in which the last renewal was done, 0 when none has cost anything.
func lastHump(l Life, p past, current int) int {
	if fy := fiscal.FY(l.LastRenewalOn); fy != 0 {
		for from := fy; from > fy-humpYears; from-- {
			if p.renewal[from] > 0 {
				return fy
			}
		}
	}
	newest := 0
	for fy, amount := range p.renewal {
		if fy <= current && amount > 0 {
			newest = max(newest, fy)
		}
	}
	return newest
}

// planned tells whether lines for a renewal in the year are there already, in it or in the years before.
func (p past) planned(renewal int) bool {
	for fy := renewal; fy > renewal-humpYears; fy-- {
		if p.renewal[fy] > 0 {
			return true
		}
	}
	return false
}

// ForecastFilter narrows the forecast.
type ForecastFilter struct {
	api.List
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199"`
	SectionID  string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	SystemID   string `query:"systemId" validate:"max=64"`
	Category   string `query:"category" validate:"omitempty,oneof=recurring one_off"`
	Unknown    string `query:"unknown" validate:"omitempty,oneof=true" doc:"Only renewals of which nobody knows the cost"`
}

// Forecasts lists what the coming years are expected to cost beyond the lines that are entered.
func (s *Service) Forecasts(ctx context.Context, f *ForecastFilter) (store.Page[Forecast], error) {
	out := store.Page[Forecast]{Items: []Forecast{}}
	all, err := s.forecast(ctx, Scope{SectionID: f.SectionID, SystemID: f.SystemID})
	if err != nil {
		return out, err
	}
	all = slices.DeleteFunc(all, func(x Forecast) bool {
		return f.FiscalYear != 0 && x.FiscalYear != f.FiscalYear || f.Category != "" && x.Category != Category(f.Category) || f.Unknown != "" && x.Amount != nil
	})
	return pageOf(all, f.List)
}

// pageOf cuts a page out of a list that is whole.
func pageOf[T any](all []T, l api.List) (store.Page[T], error) {
	out := store.Page[T]{Items: []T{}, Total: min(len(all), store.CountCap), TotalCapped: len(all) > store.CountCap}
	size, from := cmp.Or(l.Limit, store.DefaultLimit), 0
	if l.Page > 1 {
		from = (l.Page - 1) * size
	}
	if l.Cursor != "" {
		var err error
		if from, err = strconv.Atoi(l.Cursor); err != nil || from < 0 {
			return out, fault.Bad("query.cursor", "format", nil)
		}
	}
	to := min(from+size, len(all))
	if from < to {
		out.Items = all[from:to]
	}
	if to < len(all) {
		out.Next = strconv.Itoa(to)
	}
	return out, nil
}

// forecast computes the whole forecast that the caller may see, in three statements.
func (s *Service) forecast(ctx context.Context, c Scope) ([]Forecast, error) {
	out := []Forecast{}
	if c.ProjectID != "" || c.Account != "" {
		return out, nil // systems have no account, and what a project will cost is in its lines
	}
	may, err := authz.From(ctx).Scope("budgets:read")
	if err != nil {
		return nil, err
	}
	within := map[string]bool{}
	for _, id := range may.Sections {
		within[id] = true
	}
	wanted := map[string]bool{}
	if c.SectionID != "" {
		for _, id := range authz.DirectoryOf(ctx).Below(c.SectionID) {
			wanted[id] = true
		}
	}
	db := s.store.Read(ctx)
	lives, err := s.systems.Lives(db)
	if err != nil {
		return nil, err
	}
	lives = slices.DeleteFunc(lives, func(l Life) bool {
		return !may.All && !within[l.OwnerID] || c.SectionID != "" && !wanted[l.OwnerID] || c.SystemID != "" && l.ID != c.SystemID
	})
	costs, err := s.pasts(db, lives)
	if err != nil {
		return nil, err
	}
	for _, l := range lives {
		out = append(out, Project(l, costs[l.ID], s.currentYear())...)
	}
	return out, nil
}

// pasts reads what systems, or more than those, cost in the years that a forecast looks back on and in those that are planned.
func (s *Service) pasts(db *gorm.DB, of []Life) (map[string]past, error) {
	type sums struct {
		SystemID                   string
		FiscalYear                 int
		Recurring, OneOff, Renewal int64
	}
	q := db.Table("budget_lines").Where("system_id IS NOT NULL")
	if len(of) <= fewSystems {
		ids := []string{""}
		for _, l := range of {
			ids = append(ids, l.ID)
		}
		q = q.Where("system_id IN ?", ids)
	}
	rows, err := store.Scan[sums](q.Group("system_id, fiscal_year").Select(`system_id, fiscal_year,
		SUM(CASE WHEN category = 'recurring' THEN planned ELSE 0 END) AS recurring, SUM(CASE WHEN category = 'one_off' THEN planned ELSE 0 END) AS one_off,
		SUM(CASE WHEN kind IN ('renewal', 'new_build') THEN planned ELSE 0 END) AS renewal`))
	out := map[string]past{}
	for _, r := range rows {
		if r.FiscalYear <= s.currentYear()-3*forecastYears { // not in the statement, see unreturned
			continue
		}
		p, ok := out[r.SystemID]
		if !ok {
			p = past{map[int]int64{}, map[int]int64{}, map[int]int64{}}
			out[r.SystemID] = p
		}
		for _, x := range []struct {
			at     map[int]int64
			amount int64
		}{{p.recurring, r.Recurring}, {p.oneOff, r.OneOff}, {p.renewal, r.Renewal}} {
			if x.amount > 0 {
				x.at[r.FiscalYear] = x.amount
			}
		}
	}
	return out, err
}
