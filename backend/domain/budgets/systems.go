package budgets

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// SystemCost is what a system costs in a fiscal year.
type SystemCost struct {
	store.Base
	Code          string `json:"code"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	OwnerID       string `json:"ownerId"`
	OwnerName     string `json:"ownerName" gorm:"-"`
	OwnerNameEn   string `json:"ownerNameEn" gorm:"-"`
	Recurring     int64  `json:"recurring" doc:"Planned, recurring"`
	OneOff        int64  `json:"oneOff" doc:"Planned, one-off"`
	Planned       int64  `json:"planned"`
	Revised       int64  `json:"revised"`
	Spent         int64  `json:"spent"`
	NotReturned   bool   `json:"notReturned" gorm:"-" doc:"元の予算レベルに戻っていない"`
	FormerLevel   int64  `json:"formerLevel,omitempty" gorm:"-" doc:"Recurring cost before the renewal that did not return"`
	LevelAfter    int64  `json:"levelAfter,omitempty" gorm:"-" doc:"Recurring cost in the year after it"`
	OffHundredths int64  `json:"offHundredths,omitempty" gorm:"-" doc:"Their distance in hundredths of a percent"`
}

// SystemFilter narrows the list of costs by system.
type SystemFilter struct {
	api.List
	Scope
	FiscalYear  int    `query:"fiscalYear" validate:"required,min=1989,max=2199"`
	NotReturned string `query:"notReturned" validate:"omitempty,oneof=true" doc:"Only systems whose recurring cost has not returned to its level before a renewal"`
	Unrequested string `query:"unrequested" validate:"omitempty,oneof=true" doc:"Only systems in use with recurring cost and without a request for the year after"`
}

var systemSorts = store.Sorts{
	"code": "systems.code", "planned": "c.planned", "recurring": "c.recurring", "oneOff": "c.one_off", "spent": "c.spent", "revised": "c.revised",
}

// SystemCosts lists what systems cost in a fiscal year.
func (s *Service) SystemCosts(ctx context.Context, f *SystemFilter) (store.Page[SystemCost], error) {
	out := store.Page[SystemCost]{Items: []SystemCost{}}
	lines, err := s.scoped(ctx, f.Scope)
	if err != nil {
		return out, err
	}
	costs := lines.Where("budget_lines.fiscal_year = ? AND budget_lines.system_id IS NOT NULL", f.FiscalYear).Group("budget_lines.system_id").
		Select(`budget_lines.system_id, SUM(planned) AS planned, SUM(revised) AS revised, SUM(spent) AS spent,
			SUM(CASE WHEN category = 'recurring' THEN planned ELSE 0 END) AS recurring, SUM(CASE WHEN category = 'one_off' THEN planned ELSE 0 END) AS one_off`)
	q := s.store.Read(ctx).Table("systems").Joins("JOIN (?) c ON c.system_id = systems.id", costs)
	var high map[string]Rise
	if f.NotReturned != "" {
		if high, err = s.unreturned(ctx, f.Scope); err != nil {
			return out, err
		}
		q = q.Where("systems.id IN ?", append(slices.Collect(maps.Keys(high)), ""))
	}
	if f.Unrequested != "" {
		q = q.Where("systems.phase NOT IN ? AND c.recurring > 0", []string{"wind_down", "retired"}).Where("NOT "+askedSQL, f.FiscalYear+1)
	}
	if f.Q != "" {
		q = q.Where(`systems.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	out, err = store.FindPage[SystemCost](q, `systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en,
		systems.owner_id, c.recurring, c.one_off, c.planned, c.revised, c.spent`, f.Paging(), systemSorts, "-planned")
	if err != nil {
		return out, err
	}
	if high == nil && len(out.Items) > 0 {
		shown := f.Scope
		shown.SystemID = ids(out.Items)
		if high, err = s.unreturned(ctx, shown); err != nil {
			return out, err
		}
	}
	dir := authz.DirectoryOf(ctx)
	for i := range out.Items {
		it := &out.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn = o.Name, o.NameEn
		if r, ok := high[it.ID]; ok {
			it.NotReturned, it.FormerLevel, it.LevelAfter, it.OffHundredths = true, r.RecurringBefore, r.RecurringReturn, r.ReturnHundredths
		}
	}
	return out, nil
}

// ids of rows, as a filter takes them.
func ids(rows []SystemCost) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return strings.Join(out, ",")
}

// askedSQL tells whether somebody has asked for a system's running cost in a fiscal year.
const askedSQL = `EXISTS (SELECT 1 FROM budget_lines n WHERE n.system_id = systems.id AND n.fiscal_year = ? AND n.category = 'recurring' AND n.state <> 'planned')`

// fewSystems is up to how many systems a statement names; beyond that reading the lines of all in one go costs less.
const fewSystems = 500

// unreturned finds the systems whose recurring cost has not returned to the level before a renewal, in three statements. Only
// years that have come are looked at, and only systems with a renewal that ended before the current one: of no other can it
// be told.
func (s *Service) unreturned(ctx context.Context, c Scope) (map[string]Rise, error) {
	q, err := s.scoped(ctx, c)
	if err != nil {
		return nil, err
	}
	q = q.Where("budget_lines.system_id IS NOT NULL").Session(&gorm.Session{})
	renewed, err := c.renewals(q.Where("p.finish_on <= ?", fiscal.FYEnd(s.currentYear()-1)), "budget_lines.system_id")
	if err != nil || len(renewed) == 0 {
		return nil, err
	}
	if len(renewed) <= fewSystems {
		ids := make([]string, len(renewed))
		for i, r := range renewed {
			ids[i] = r.SystemID
		}
		c.SystemID = strings.Join(ids, ",")
		q = q.Where("budget_lines.system_id IN ?", ids).Session(&gorm.Session{})
	}
	linked, err := c.renewals(q, "budget_lines.system_id, budget_lines.fiscal_year")
	if err != nil {
		return nil, err
	}
	rows, err := store.Scan[sums](q.Group("budget_lines.system_id, fiscal_year, category").Order("budget_lines.system_id, fiscal_year, category").
		Select("budget_lines.system_id, fiscal_year, category, SUM(planned) AS planned"))
	if err != nil {
		return nil, err
	}
	// Not in the statement: SQLite would go by years then, and sort what one index holds in order.
	rows = slices.DeleteFunc(rows, func(r sums) bool { return r.FiscalYear > s.currentYear() })
	renewal(rows, linked)
	out, first := map[string]Rise{}, 0
	for i := range rows {
		if i+1 < len(rows) && rows[i+1].SystemID == rows[i].SystemID {
			continue
		}
		if rows[i].FiscalYear == s.currentYear() { // what no longer costs anything need not return
			for _, r := range Rises(yearTotals(rows[first : i+1])) {
				if Unreturned([]Rise{r}) {
					out[rows[i].SystemID] = r
				}
			}
		}
		first = i + 1
	}
	return out, nil
}

// ContractEnd is a contract that ends with a fiscal year while nobody has asked for the year after.
type ContractEnd struct {
	store.Base
	Code           string      `json:"code"`
	Name           string      `json:"name"`
	NameEn         string      `json:"nameEn"`
	OwnerID        string      `json:"ownerId"`
	OwnerName      string      `json:"ownerName" gorm:"-"`
	OwnerNameEn    string      `json:"ownerNameEn" gorm:"-"`
	Vendor         string      `json:"vendor"`
	ContractNo     string      `json:"contractNo"`
	ContractEndsOn fiscal.Date `json:"contractEndsOn"`
	Recurring      int64       `json:"recurring" doc:"What the system plans to cost in the year in which the contract ends"`
}

// ContractEndFilter narrows the list of contracts that end.
type ContractEndFilter struct {
	api.List
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199" doc:"The current one unless given"`
	SectionID  string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	SystemID   string `query:"systemId" validate:"max=64"`
}

func (s *Service) contractEnds(ctx context.Context, f *ContractEndFilter) (*gorm.DB, error) {
	may, err := authz.From(ctx).Scope("budgets:read")
	if err != nil {
		return nil, err
	}
	fy := f.FiscalYear
	if fy == 0 {
		fy = s.currentYear()
	}
	first, last := fiscal.FYBounds(fy)
	if last.IsZero() {
		return nil, fault.Bad("query.fiscalYear", "max", nil)
	}
	q := store.Within(s.store.Read(ctx).Table("systems"), may.All, "systems.owner_id", may.Sections, "", "").
		Where("systems.contract_ends_on BETWEEN ? AND ? AND systems.phase NOT IN ?", first, last, []string{"wind_down", "retired"}).Where("NOT "+askedSQL, fy+1)
	if f.SectionID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	return store.AnyOf(q, "systems.id", f.SystemID), nil
}

// ContractEnds lists the contracts that end with a fiscal year without a request for the next.
func (s *Service) ContractEnds(ctx context.Context, f *ContractEndFilter) (store.Page[ContractEnd], error) {
	q, err := s.contractEnds(ctx, f)
	if err != nil {
		return store.Page[ContractEnd]{}, err
	}
	fy := f.FiscalYear
	if fy == 0 {
		fy = s.currentYear()
	}
	page, err := store.FindPage[ContractEnd](q, `systems.id, systems.version, systems.created_at, systems.updated_at, systems.code, systems.name, systems.name_en,
		systems.owner_id, systems.vendor, systems.contract_no, systems.contract_ends_on,
		COALESCE((SELECT SUM(l.planned) FROM budget_lines l WHERE l.system_id = systems.id AND l.category = 'recurring' AND l.fiscal_year = `+strconv.Itoa(fy)+`), 0) AS recurring`,
		f.Paging(), store.Sorts{"contractEndsOn": "systems.contract_ends_on", "code": "systems.code"}, "contractEndsOn")
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.OwnerID)
		it.OwnerName, it.OwnerNameEn = o.Name, o.NameEn
	}
	return page, err
}
