// Package budgets holds the ICT budget: lines by fiscal year with the ledger that
// their amounts follow from, requests and their assessment, the closing of years,
// what the coming years will cost, and whether a rise was only for a time.
package budgets

import (
	"fmt"
	"math/big"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Category tells what comes every year from what comes once.
type Category string

// The categories of expense (経費区分).
const (
	Recurring Category = "recurring" // 経常経費
	OneOff    Category = "one_off"   // 一時経費
)

// Kind is what a line pays for.
type Kind string

// The kinds: the first four recur, the others come once.
const (
	Operation Kind = "operation" // 運用保守
	Lease     Kind = "lease"     // 機器リース
	Network   Kind = "network"   // 回線
	Cloud     Kind = "cloud"     // クラウド利用
	NewBuild  Kind = "new_build" // 新規・再構築
	Reform    Kind = "reform"    // 制度改正改修
	Renewal   Kind = "renewal"   // 機種更新
)

// Kinds lists the kinds in their order.
var Kinds = []Kind{Operation, Lease, Network, Cloud, NewBuild, Reform, Renewal}

// Category is the one that the kind belongs to.
func (k Kind) Category() Category {
	if slices.Contains(Kinds[:4], k) {
		return Recurring
	}
	return OneOff
}

// State is how far a line has come.
type State string

// The states, in their order.
const (
	Planned   State = "planned"   // only an estimate
	Requested State = "requested" // 要求
	Assessed  State = "assessed"  // 査定
	Budgeted  State = "budgeted"  // 予算化
)

// YearLimit is what a multi-year commitment allows in one fiscal year (年度別限度額).
type YearLimit struct {
	FiscalYear int   `json:"fiscalYear" validate:"required,min=1989,max=2199"`
	Limit      int64 `json:"limit" validate:"min=0,max=9007199254740991" doc:"Whole yen"`
}

// Draft is what a person may write of a budget line. Amounts are whole yen, tax included.
type Draft struct {
	Code           string                `json:"code" validate:"required,max=40"`
	Name           string                `json:"name" validate:"required,max=200"`
	FiscalYear     int                   `json:"fiscalYear" validate:"required,min=1989,max=2199"`
	SectionID      string                `json:"sectionId" validate:"required,max=64" doc:"Organisation whose budget it is"`
	SystemID       store.Ref             `json:"systemId,omitempty" validate:"max=64"`
	ProjectID      store.Ref             `json:"projectId,omitempty" validate:"max=64"`
	Account        string                `json:"account" validate:"required,oneof=general special enterprise"`
	Kan            string                `json:"kan,omitempty" validate:"max=100" doc:"款"`
	Kou            string                `json:"kou,omitempty" validate:"max=100" doc:"項"`
	Moku           string                `json:"moku,omitempty" validate:"max=100" doc:"目"`
	Setsu          string                `json:"setsu,omitempty" validate:"max=100" doc:"節"`
	Category       Category              `json:"category" validate:"required,oneof=recurring one_off"`
	Kind           Kind                  `json:"kind" validate:"required,oneof=operation lease network cloud new_build reform renewal"`
	Estimate       int64                 `json:"estimate,omitempty" validate:"min=0,max=9007199254740991" doc:"Estimated cost, before anything is requested"`
	Commitment     string                `json:"commitment" validate:"required,oneof=none debt long_term" doc:"債務負担行為 (debt), 長期継続契約 (long_term) or neither"`
	Commitments    store.List[YearLimit] `json:"commitments,omitempty" validate:"max=20,dive" doc:"Limits of the years to come"`
	NationalFunds  int64                 `json:"nationalFunds,omitempty" validate:"min=0,max=9007199254740991" doc:"国庫支出金; what no other source pays comes from general funds"`
	BondFunds      int64                 `json:"bondFunds,omitempty" validate:"min=0,max=9007199254740991" doc:"地方債"`
	ContractNo     string                `json:"contractNo,omitempty" validate:"max=100"`
	ContractAmount int64                 `json:"contractAmount,omitempty" validate:"min=0,max=9007199254740991" doc:"Value of the whole contract; 0 while there is none"`
	Note           string                `json:"note,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string, p fault.Params) {
		out = append(out, fault.Field{Field: field, Rule: rule, Params: p})
	}
	if d.SystemID == "" && d.ProjectID == "" {
		bad("systemId", "system_or_project", nil)
	}
	if slices.Contains(Kinds, d.Kind) && d.Kind.Category() != d.Category {
		bad("kind", "category_kind", fault.Params{"category": d.Kind.Category()})
	}
	if d.Commitment == "none" && len(d.Commitments) > 0 {
		bad("commitments", "no_commitment", nil)
	}
	last := d.FiscalYear
	for i, c := range d.Commitments {
		if c.FiscalYear <= last {
			bad(fmt.Sprintf("commitments[%d].fiscalYear", i), "year_order", fault.Params{"year": last})
		}
		last = c.FiscalYear
	}
	return out
}

// Amounts are the columns of a line, all of which follow from its entries and its estimate.
type Amounts struct {
	Requested     int64 `json:"requested" doc:"要求額"`
	Assessed      int64 `json:"assessed" doc:"査定額"`
	Initial       int64 `json:"initial" doc:"当初予算額"`
	Supplementary int64 `json:"supplementary" doc:"補正予算額"`
	CarriedIn     int64 `json:"carriedIn" doc:"前年度からの繰越額"`
	Reserve       int64 `json:"reserve" doc:"予備費支出額"`
	Diverted      int64 `json:"diverted" doc:"流用増減額"`
	Revised       int64 `json:"revised" doc:"予算現額: initial, supplementary, carried in, reserve and diverted"`
	Spent         int64 `json:"spent" doc:"支出済額"`
	CarriedOut    int64 `json:"carriedOut" doc:"翌年度繰越額"`
	Unused        int64 `json:"unused" doc:"不用額: revised less spent and carried out; what is left while the year runs"`
	Planned       int64 `json:"planned" doc:"The initial budget; until there is one what was assessed, requested or estimated"`
}

// Execution is the share of the revised budget that was spent (執行率), in hundredths of a percent, rounded half up;
// ok is false without a budget.
func (a Amounts) Execution() (hundredths int64, ok bool) {
	return share(a.Spent, a.Revised)
}

// share is part of whole in hundredths of a percent, rounded half up; ok is false for a whole that is not positive.
func share(part, whole int64) (hundredths int64, ok bool) {
	if whole <= 0 {
		return 0, false
	}
	n := new(big.Int).Mul(big.NewInt(part), big.NewInt(20_000))
	n.Add(n, big.NewInt(whole))
	return n.Div(n, big.NewInt(2*whole)).Int64(), true // Div rounds down for a positive divisor
}

// Line is a budget line of one fiscal year.
type Line struct {
	store.Base
	Draft
	State State `json:"state" enum:"planned,requested,assessed,budgeted"`
	Amounts
	Search string `json:"-"`
}

// TableName names the table.
func (Line) TableName() string { return "budget_lines" }

// facts are what the policy may ask about a line.
func (l *Line) facts() *authz.Record { return factsOf(l.ID, l.SectionID) }

func factsOf(id, sectionID string) *authz.Record {
	return &authz.Record{Noun: "budget_lines", ID: id, Section: sectionID}
}

// derive fills the columns that follow from the others; entries are all of the line's.
func (l *Line) derive(entries []Entry) {
	l.Code = store.Code(l.Code)
	l.Amounts, l.State = Compute(l.Estimate, entries)
	l.Search = store.Fold(l.Code, l.Name, l.Kan, l.Kou, l.Moku, l.Setsu, l.ContractNo)
}

// settlesFrom is the first day on which a fiscal year's accounts may be settled: the day after 出納整理期間.
func settlesFrom(fy int) fiscal.Date { return fiscal.FYEnd(fy).AddMonths(2).AddDays(1) }

// booksClose is the last day on which payments of a fiscal year are booked, 31 May after its end.
func booksClose(fy int) fiscal.Date { return settlesFrom(fy).AddDays(-1) }
