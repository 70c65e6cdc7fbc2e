package budgets

import (
	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Cost is what a system or project costs in a fiscal year, for those who set it against use and effect.
type Cost struct {
	OwnerID              string // of the system or project asked about
	FiscalYear           int
	Recurring, OneOff    int64 // planned
	Requested, Estimated int64
	Planned, Revised     int64
	Spent, CarriedOut    int64
	Lines                int
	Settled              bool // the year's accounts are settled, so that spent is final
}

// CostsOfSystems adds up the lines of systems by fiscal year, in one statement. No ids means all systems.
func CostsOfSystems(db *gorm.DB, from, to int, ids ...string) ([]Cost, error) {
	return costs(db, "system_id", from, to, ids)
}

// CostsOfProjects adds up the lines of projects by fiscal year, in one statement. No ids means all projects.
func CostsOfProjects(db *gorm.DB, from, to int, ids ...string) ([]Cost, error) {
	return costs(db, "project_id", from, to, ids)
}

func costs(db *gorm.DB, column string, from, to int, ids []string) ([]Cost, error) {
	q := db.Table("budget_lines").Joins("LEFT JOIN budget_years y ON y.fiscal_year = budget_lines.fiscal_year").
		Where("budget_lines."+column+" IS NOT NULL AND budget_lines.fiscal_year BETWEEN ? AND ?", from, to)
	if len(ids) > 0 {
		q = q.Where("budget_lines."+column+" IN ?", ids)
	}
	return store.Scan[Cost](q.Group("budget_lines." + column + ", budget_lines.fiscal_year").Order("1, 2").
		Select("budget_lines." + column + ` AS owner_id, budget_lines.fiscal_year, SUM(CASE WHEN category = 'recurring' THEN planned ELSE 0 END) AS recurring,
			SUM(CASE WHEN category = 'one_off' THEN planned ELSE 0 END) AS one_off, SUM(requested) AS requested, SUM(estimate) AS estimated,
			SUM(planned) AS planned, SUM(revised) AS revised, SUM(spent) AS spent, SUM(carried_out) AS carried_out, COUNT(*) AS lines,
			MAX(CASE WHEN y.state IN ('settled', 'certified') THEN 1 ELSE 0 END) = 1 AS settled`))
}

// Burn sets what was spent of a fiscal year's budget against the days that have passed: both as numerator and denominator.
type Burn struct {
	Spent, Revised int64
	Elapsed, Days  int
}

// BurnOf is the burn of a cost on a day.
func BurnOf(c Cost, today fiscal.Date) Burn {
	first, last := fiscal.FYBounds(c.FiscalYear)
	return Burn{Spent: c.Spent, Revised: c.Revised, Elapsed: elapsed(c.FiscalYear, today), Days: last.Sub(first) + 1}
}

// Ahead tells by how many hundredths of a percent spending runs ahead of the days; ok is false without a budget.
func (b Burn) Ahead() (hundredths int64, ok bool) {
	spent, ok := share(b.Spent, b.Revised)
	days, _ := share(int64(b.Elapsed), int64(b.Days))
	return spent - days, ok
}

// ProjectLine is a line of a project as review gates look at it.
type ProjectLine struct {
	ID, Code, Name string
	FiscalYear     int
	Category       Category
	State          State
	Estimate       int64
	Commitment     string
	Commitments    store.List[YearLimit]
	ContractAmount int64
	Initial        int64
	Planned        int64
	Revised        int64
	Spent          int64
	Settled        bool
}

// maxReviewed bounds what a gate reads.
const maxReviewed = 500

// LinesOf reads the lines of a project for a gate, in one statement.
func LinesOf(db *gorm.DB, projectID string) ([]ProjectLine, error) {
	return store.Scan[ProjectLine](db.Table("budget_lines").Joins("LEFT JOIN budget_years y ON y.fiscal_year = budget_lines.fiscal_year").
		Where("project_id = ?", projectID).Order("budget_lines.fiscal_year, code").Limit(maxReviewed).
		Select(`budget_lines.id, code, name, budget_lines.fiscal_year, category, budget_lines.state, estimate, commitment, commitments, contract_amount,
			initial, planned, revised, spent, COALESCE(y.state IN ('settled', 'certified'), FALSE) AS settled`))
}
