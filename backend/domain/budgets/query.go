package budgets

import (
	"context"
	"fmt"
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

// Item is a budget line in a list.
type Item struct {
	store.Base
	Code          string   `json:"code"`
	Name          string   `json:"name"`
	FiscalYear    int      `json:"fiscalYear"`
	SectionID     string   `json:"sectionId"`
	SectionName   string   `json:"sectionName" gorm:"-"`
	SectionNameEn string   `json:"sectionNameEn" gorm:"-"`
	SystemID      string   `json:"systemId"`
	SystemCode    string   `json:"systemCode"`
	SystemName    string   `json:"systemName"`
	SystemNameEn  string   `json:"systemNameEn"`
	ProjectID     string   `json:"projectId"`
	ProjectCode   string   `json:"projectCode" gorm:"-" doc:"Empty for a project that the caller may not see, like its names"`
	ProjectName   string   `json:"projectName" gorm:"-"`
	ProjectNameEn string   `json:"projectNameEn" gorm:"-"`
	Account       string   `json:"account" enum:"general,special,enterprise"`
	Category      Category `json:"category" enum:"recurring,one_off"`
	Kind          Kind     `json:"kind" enum:"operation,lease,network,cloud,new_build,reform,renewal"`
	Commitment    string   `json:"commitment" enum:"none,debt,long_term"`
	State         State    `json:"state" enum:"planned,requested,assessed,budgeted"`
	Estimate      int64    `json:"estimate"`
	Amounts
	Deviation int64  `json:"deviation" doc:"Spent less initial in a year that has ended, revised less initial in one that runs"`
	Execution *int64 `json:"execution" gorm:"-" doc:"執行率 in hundredths of a percent; null without a budget"`

	Can map[string]authz.Verdict `json:"can" gorm:"-" doc:"Whether the caller may update it"`
}

const itemColumns = `budget_lines.id, budget_lines.version, budget_lines.created_at, budget_lines.updated_at, budget_lines.code, budget_lines.name,
	fiscal_year, section_id, COALESCE(system_id, '') AS system_id, COALESCE(project_id, '') AS project_id, account, category, budget_lines.kind,
	commitment, budget_lines.state, estimate, requested, assessed, initial, supplementary, carried_in, reserve, diverted, revised, spent, carried_out,
	unused, planned, COALESCE((SELECT code FROM systems s WHERE s.id = system_id), '') AS system_code,
	COALESCE((SELECT name FROM systems s WHERE s.id = system_id), '') AS system_name,
	COALESCE((SELECT name_en FROM systems s WHERE s.id = system_id), '') AS system_name_en`

// sorts are the orders that a list may be asked for.
func (s *Service) sorts() store.Sorts {
	return store.Sorts{
		"code": "budget_lines.code", "fiscalYear": "budget_lines.fiscal_year", "planned": "budget_lines.planned", "revised": "budget_lines.revised",
		"spent": "budget_lines.spent", "unused": "budget_lines.unused", "updatedAt": "budget_lines.updated_at",
		"deviation": "ABS(" + s.deviationSQL() + ")", "initial": "budget_lines.initial",
	}
}

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

func (s *Service) currentYear() int { return fiscal.FY(s.today()) }

// deviationSQL is what a year came to, or for the one that runs has been changed to, against its initial budget. The
// year comes from our clock, not from a request.
func (s *Service) deviationSQL() string {
	return fmt.Sprintf(`(CASE WHEN budget_lines.state <> 'budgeted' THEN 0 WHEN budget_lines.fiscal_year < %d THEN budget_lines.spent
		ELSE budget_lines.revised END - CASE WHEN budget_lines.state <> 'budgeted' THEN 0 ELSE budget_lines.initial END)`, s.currentYear())
}

// deviationPercent is how far a line may come to lie from its initial budget before it counts as deviating.
const deviationPercent = 10

// Filter narrows the list of lines. Lists are separated by commas.
type Filter struct {
	api.List
	Scope
	FiscalYear   string `query:"fiscalYear" validate:"max=200"`
	Category     string `query:"category" validate:"max=40"`
	Kind         string `query:"kind" validate:"max=200"`
	State        string `query:"state" validate:"max=100"`
	Commitment   string `query:"commitment" validate:"max=40"`
	HasDeviation string `query:"hasDeviation" validate:"omitempty,oneof=true up down" doc:"Only lines 10 % or more from their initial budget, in either direction or one"`
	PresentIn    string `query:"presentIn" validate:"omitempty,number" doc:"Only lines whose system has a line in this fiscal year too, or that have no system"`
	AbsentIn     string `query:"absentIn" validate:"omitempty,number" doc:"Only lines whose system has none in this fiscal year"`
}

// Scope narrows every view of the budget alike.
type Scope struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	SystemID  string `query:"systemId" validate:"max=64"`
	ProjectID string `query:"projectId" validate:"max=64"`
	Account   string `query:"account" validate:"max=60"`
}

// query is the scope as part of an address.
func (c Scope) query() string {
	var b strings.Builder
	for _, p := range [][2]string{{"sectionId", c.SectionID}, {"systemId", c.SystemID}, {"projectId", c.ProjectID}, {"account", c.Account}} {
		if p[1] != "" {
			b.WriteString("&" + p[0] + "=" + p[1])
		}
	}
	return b.String()
}

// scoped is every line that the caller may read, within the scope asked for.
func (s *Service) scoped(ctx context.Context, c Scope) (*gorm.DB, error) {
	may, err := authz.From(ctx).Scope("budgets:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("budget_lines"), may.All, "budget_lines.section_id", may.Sections, "", "")
	if c.SectionID != "" {
		q = q.Where("budget_lines.section_id IN ?", authz.DirectoryOf(ctx).Below(c.SectionID))
	}
	q = store.AnyOf(q, "budget_lines.system_id", c.SystemID)
	q = store.AnyOf(q, "budget_lines.project_id", c.ProjectID)
	return store.AnyOf(q, "budget_lines.account", c.Account), nil
}

// presentSQL tells whether the system of a line has a line in a fiscal year; a line without a system is always there.
const presentSQL = "(budget_lines.system_id IS NULL OR EXISTS (SELECT 1 FROM budget_lines o WHERE o.system_id = budget_lines.system_id AND o.fiscal_year = ?))"

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.scoped(ctx, f.Scope)
	if err != nil {
		return nil, err
	}
	if f.FiscalYear != "" {
		years := []int{}
		for _, part := range strings.Split(f.FiscalYear, ",") {
			fy, err := strconv.Atoi(part)
			if err != nil {
				return nil, fault.Bad("query.fiscalYear", "type", nil)
			}
			years = append(years, fy)
		}
		q = q.Where("budget_lines.fiscal_year IN ?", years)
	}
	q = store.AnyOf(q, "budget_lines.category", f.Category)
	q = store.AnyOf(q, "budget_lines.kind", f.Kind)
	q = store.AnyOf(q, "budget_lines.state", f.State)
	q = store.AnyOf(q, "budget_lines.commitment", f.Commitment)
	if f.PresentIn != "" {
		fy, _ := strconv.Atoi(f.PresentIn)
		q = q.Where(presentSQL, fy)
	}
	if f.AbsentIn != "" {
		fy, _ := strconv.Atoi(f.AbsentIn)
		q = q.Where("NOT "+presentSQL, fy)
	}
	if d := s.deviationSQL(); f.HasDeviation != "" {
		q = q.Where(fmt.Sprintf("ABS(%s) * 100 >= %d * budget_lines.initial AND %s <> 0", d, deviationPercent, d))
		if f.HasDeviation != "true" {
			q = q.Where(d + map[string]string{"up": " > 0", "down": " < 0"}[f.HasDeviation])
		}
	}
	if f.Q != "" {
		q = q.Where(`budget_lines.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// List finds lines that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns+", "+s.deviationSQL()+" AS deviation", f.Paging(), s.sorts(), "-fiscalYear")
	if err != nil {
		return page, err
	}
	return page, s.dress(ctx, page.Items)
}

// dress fills what of an item stands in no column.
func (s *Service) dress(ctx context.Context, items []Item) (err error) {
	dir := authz.DirectoryOf(ctx)
	for i := range items {
		it := &items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		if rate, ok := it.Amounts.Execution(); ok {
			it.Execution = &rate
		}
		if it.Can, err = authz.Can(ctx, "budgets", factsOf(it.ID, it.SectionID), "update"); err != nil {
			return err
		}
	}
	return s.nameProjects(ctx, items)
}

// nameProjects names the projects of lines in one statement: those that the caller may see. A line may belong to another
// section than its project does.
func (s *Service) nameProjects(ctx context.Context, items []Item) error {
	ids := []string{}
	for i := range items {
		if id := items[i].ProjectID; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	scope, err := authz.From(ctx).Scope("projects:read")
	if err != nil || len(ids) == 0 {
		return err
	}
	type named struct{ ID, Code, Name, NameEn string }
	rows, err := store.Scan[named](store.Within(s.store.Read(ctx).Table("projects"), scope.All, "projects.applicant_id", scope.Sections,
		"projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)", scope.Person).
		Where("projects.id IN ?", ids).Select("projects.id, code, name, name_en"))
	if err != nil {
		return err
	}
	at := make(map[string]named, len(rows))
	for _, p := range rows {
		at[p.ID] = p
	}
	for i := range items {
		p := at[items[i].ProjectID]
		items[i].ProjectCode, items[i].ProjectName, items[i].ProjectNameEn = p.Code, p.Name, p.NameEn
	}
	return nil
}

// Facets counts the lines of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "fiscal_year", "category", "kind", "state", "account", "commitment")
}

// Party is somebody of the ledger, by name.
type Party struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Posting is an entry as the ledger shows it.
type Posting struct {
	Entry
	PostedByName   string `json:"postedByName"`
	PostedByNameEn string `json:"postedByNameEn"`
	PairCode       string `json:"pairCode,omitempty" doc:"Code of the line at the other end"`
	PairYear       int    `json:"pairYear,omitempty"`
}

// Detail is a line with all that its page shows.
type Detail struct {
	Item
	Kan            string                   `json:"kan"`
	Kou            string                   `json:"kou"`
	Moku           string                   `json:"moku"`
	Setsu          string                   `json:"setsu"`
	Commitments    store.List[YearLimit]    `json:"commitments"`
	NationalFunds  int64                    `json:"nationalFunds"`
	BondFunds      int64                    `json:"bondFunds"`
	GeneralFunds   int64                    `json:"generalFunds" doc:"What of the plan no other source pays"`
	ContractNo     string                   `json:"contractNo"`
	ContractAmount int64                    `json:"contractAmount"`
	Note           string                   `json:"note"`
	SectionPath    []authz.Organisation     `json:"sectionPath"`
	YearStatus     YearStatus               `json:"yearStatus" enum:"ahead,running,provisional,settled,certified"`
	Elapsed        int                      `json:"elapsed" doc:"Days of the fiscal year that have passed"`
	Days           int                      `json:"days" doc:"Days of the fiscal year"`
	Entries        []Posting                `json:"entries"`
	Requests       []RequestItem            `json:"requests"`
	Can            map[string]authz.Verdict `json:"can"`
}

// Get reads one line for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	db := s.store.Read(ctx)
	row, err := store.Load[Line](db, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "budgets:read", row.facts()); err != nil {
		return nil, err
	}
	items, err := store.Scan[Item](db.Table("budget_lines").Where("id = ?", id).Select(itemColumns + ", " + s.deviationSQL() + " AS deviation"))
	if err != nil || len(items) == 0 {
		return nil, fault.Missing("budget_lines", id)
	}
	if err := s.dress(ctx, items); err != nil {
		return nil, err
	}
	today, dir := s.today(), authz.DirectoryOf(ctx)
	first, last := fiscal.FYBounds(row.FiscalYear)
	d := &Detail{
		Item: items[0], Kan: row.Kan, Kou: row.Kou, Moku: row.Moku, Setsu: row.Setsu, Commitments: row.Commitments, NationalFunds: row.NationalFunds,
		BondFunds: row.BondFunds, ContractNo: row.ContractNo, ContractAmount: row.ContractAmount, Note: row.Note, SectionPath: dir.Path(row.SectionID),
		Days: last.Sub(first) + 1, Elapsed: elapsed(row.FiscalYear, today),
	}
	d.GeneralFunds = max(d.Planned, d.Revised) - d.NationalFunds - d.BondFunds
	y, err := findYear(db, row.FiscalYear)
	if err != nil {
		return nil, err
	}
	d.YearStatus = statusOf(row.FiscalYear, stateOf(y), today)
	if d.Entries, err = store.Scan[Posting](db.Table("budget_entries").Where("line_id = ?", id).
		Joins("LEFT JOIN people p ON p.id = budget_entries.posted_by LEFT JOIN budget_lines o ON o.id = budget_entries.pair_line_id").
		Order("budget_entries.created_at, budget_entries.id").Limit(10 * store.MaxLimit).
		Select(`budget_entries.*, COALESCE(p.name, '') AS posted_by_name, COALESCE(p.name_en, '') AS posted_by_name_en,
			COALESCE(o.code, '') AS pair_code, COALESCE(o.fiscal_year, 0) AS pair_year`)); err != nil {
		return nil, err
	}
	requests, err := s.Requests(ctx, &RequestFilter{LineID: id, List: api.List{Limit: store.MaxLimit}})
	if err != nil {
		return nil, err
	}
	d.Requests = requests.Items
	d.Can, err = authz.Can(ctx, "budgets", row.facts(), "update", "delete", "enter", "appropriate", "adjust", "request")
	return d, err
}

func stateOf(y *Year) YearState {
	if y == nil {
		return Open
	}
	return y.State
}

// elapsed counts the days of a fiscal year that have passed on a day, that day included.
func elapsed(fy int, today fiscal.Date) int {
	first, last := fiscal.FYBounds(fy)
	return min(max(today.Sub(first)+1, 0), last.Sub(first)+1)
}
