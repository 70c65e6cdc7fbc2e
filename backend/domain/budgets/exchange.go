package budgets

import (
	"context"
	"reflect"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the budget's enumerations in files.
var (
	categoryWords = []word{
		{Value: "recurring", Ja: "経常経費", En: "Recurring", Also: []string{"経常"}},
		{Value: "one_off", Ja: "一時経費", En: "One-off", Also: []string{"一時", "臨時", "臨時経費"}},
	}
	kindWords = []word{
		{Value: "operation", Ja: "運用保守", En: "Operation", Also: []string{"運用保守費", "保守", "O&M"}}, {Value: "lease", Ja: "リース", En: "Lease", Also: []string{"機器リース", "機器リース費"}},
		{Value: "network", Ja: "回線", En: "Lines", Also: []string{"回線費", "Network"}}, {Value: "cloud", Ja: "クラウド利用", En: "Cloud", Also: []string{"クラウド", "クラウド利用料"}},
		{Value: "new_build", Ja: "新規・再構築", En: "Build", Also: []string{"新規", "再構築", "新規再構築", "New build"}},
		{Value: "reform", Ja: "制度改正改修", En: "Reform", Also: []string{"制度改正", "制度変更改修"}}, {Value: "renewal", Ja: "機種更新", En: "Renewal", Also: []string{"機器更新", "更改"}},
	}
	accountWords = []word{
		{Value: "general", Ja: "一般会計", En: "General account", Also: []string{"一般"}}, {Value: "special", Ja: "特別会計", En: "Special account", Also: []string{"特別"}},
		{Value: "enterprise", Ja: "企業会計", En: "Enterprise account", Also: []string{"企業", "公営企業会計"}},
	}
	commitmentWords = []word{
		{Value: "none", Ja: "なし", En: "None", Also: []string{"単年度"}}, {Value: "debt", Ja: "債務負担行為", En: "Multi-year commitment"},
		{Value: "long_term", Ja: "長期継続契約", En: "Long-term contract"},
	}
)

// Sheet is a line as people keep it in a spreadsheet: its description, and the columns of its ledger. What a column
// differs from the ledger is posted as an entry.
type Sheet struct {
	Draft
	Initial       int64 `json:"initial" validate:"min=0,max=9007199254740991"`
	Supplementary int64 `json:"supplementary" validate:"min=-9007199254740991,max=9007199254740991"`
	CarriedIn     int64 `json:"carriedIn" validate:"min=0,max=9007199254740991"`
	Reserve       int64 `json:"reserve" validate:"min=0,max=9007199254740991"`
	Diverted      int64 `json:"diverted" validate:"min=-9007199254740991,max=9007199254740991"`
	Spent         int64 `json:"spent" validate:"min=0,max=9007199254740991"`
	CarriedOut    int64 `json:"carriedOut" validate:"min=0,max=9007199254740991"`
}

// Check also wants the columns to be a budget: not more spent and carried over than there is.
func (d *Sheet) Check() []fault.Field {
	out := d.Draft.Check()
	if over := d.Spent + d.CarriedOut - d.Initial - d.Supplementary - d.CarriedIn - d.Reserve - d.Diverted; over > 0 {
		out = append(out, fault.Field{Field: "spent", Rule: "exceeds_budget", Params: fault.Params{"over": over}})
	}
	return out
}

// columns are the amounts of a sheet by the entries that make them.
func (d *Sheet) columns() []struct {
	kind EntryKind
	name string
	at   int64
} {
	return []struct {
		kind EntryKind
		name string
		at   int64
	}{
		{EntryInitial, "initial", d.Initial}, {EntrySupplementary, "supplementary", d.Supplementary}, {EntryCarryIn, "carriedIn", d.CarriedIn},
		{EntryReserve, "reserve", d.Reserve}, {EntryDiversion, "diverted", d.Diverted}, {EntrySpending, "spent", d.Spent}, {EntryCarryOut, "carriedOut", d.CarriedOut},
	}
}

func sheetOf(l *Line) Sheet {
	return Sheet{l.Draft, l.Initial, l.Supplementary, l.CarriedIn, l.Reserve, l.Diverted, l.Spent, l.CarriedOut}
}

// Table describes budget lines for import and export.
func (s *Service) Table() *exchange.Table[Sheet] {
	yen := func(key, ja, en string, at func(*Sheet) *int64) exchange.Column[Sheet] {
		return exchange.Yen(key, ja, en, at)
	}
	return &exchange.Table[Sheet]{
		Noun: "budgets",
		Columns: []exchange.Column[Sheet]{
			exchange.Code("code", "予算コード", "Budget code", func(d *Sheet) *string { return &d.Code }).Aka("コード", "事業コード", "管理番号", "ID"),
			exchange.Text("name", "予算名", "Name", func(d *Sheet) *string { return &d.Name }).Aka("事業名", "名称", "件名", "title"),
			exchange.FiscalYear("fiscalYear", "会計年度", "Fiscal year", func(d *Sheet) *int { return &d.FiscalYear }).Aka("年度", "FY"),
			exchange.Ref("sectionId", "所管", "Section", "organisations", func(d *Sheet) *string { return &d.SectionID }).Aka("所管課", "所管組織", "担当課", "所属"),
			exchange.Ref("systemId", "システム", "System", "systems", func(d *Sheet) *store.Ref { return &d.SystemID }).Aka("システムコード", "対象システム"),
			exchange.Ref("projectId", "案件", "Project", "projects", func(d *Sheet) *store.Ref { return &d.ProjectID }).Aka("案件コード", "プロジェクト"),
			exchange.Enum("account", "会計", "Account", accountWords, func(d *Sheet) *string { return &d.Account }).Aka("会計区分"),
			exchange.Text("kan", "款", "Kan (title)", func(d *Sheet) *string { return &d.Kan }), exchange.Text("kou", "項", "Kou (chapter)", func(d *Sheet) *string { return &d.Kou }),
			exchange.Text("moku", "目", "Moku (item)", func(d *Sheet) *string { return &d.Moku }), exchange.Text("setsu", "節", "Setsu (node)", func(d *Sheet) *string { return &d.Setsu }),
			exchange.Enum("category", "経費区分", "Category", categoryWords, func(d *Sheet) *Category { return &d.Category }).Aka("区分", "経常一時"),
			exchange.Enum("kind", "種別", "Kind", kindWords, func(d *Sheet) *Kind { return &d.Kind }).Aka("経費種別"),
			yen("estimate", "見込額", "Estimate", func(d *Sheet) *int64 { return &d.Estimate }).Aka("概算額", "経費見込額"),
			exchange.Enum("commitment", "債務負担・長期継続", "Commitment", commitmentWords, func(d *Sheet) *string { return &d.Commitment }).Aka("債務負担行為", "契約区分"),
			exchange.Lines("commitments", "年度別限度額", "Limits by year", func(d *Sheet) *store.List[YearLimit] { return &d.Commitments },
				exchange.FiscalYear("fiscalYear", "年度", "Fiscal year", func(y *YearLimit) *int { return &y.FiscalYear }),
				exchange.Yen("limit", "限度額", "Limit", func(y *YearLimit) *int64 { return &y.Limit })),
			yen("nationalFunds", "国庫支出金", "National funds", func(d *Sheet) *int64 { return &d.NationalFunds }).Aka("国庫"),
			yen("bondFunds", "地方債", "Bonds", func(d *Sheet) *int64 { return &d.BondFunds }).Aka("起債", "市債"),
			exchange.Text("contractNo", "契約番号", "Contract number", func(d *Sheet) *string { return &d.ContractNo }),
			yen("contractAmount", "契約額", "Contract value", func(d *Sheet) *int64 { return &d.ContractAmount }).Aka("契約金額"),
			exchange.Text("note", "備考", "Note", func(d *Sheet) *string { return &d.Note }).Aka("摘要"),
			yen("initial", "当初予算額", "Initial budget", func(d *Sheet) *int64 { return &d.Initial }).Aka("当初予算", "当初", "予算額"),
			yen("supplementary", "補正予算額", "Supplementary", func(d *Sheet) *int64 { return &d.Supplementary }).Aka("補正", "補正予算"),
			yen("carriedIn", "前年度繰越額", "Carried in", func(d *Sheet) *int64 { return &d.CarriedIn }).Aka("繰越"),
			yen("reserve", "予備費支出額", "Reserve", func(d *Sheet) *int64 { return &d.Reserve }).Aka("予備費"),
			yen("diverted", "流用増減額", "Diverted", func(d *Sheet) *int64 { return &d.Diverted }).Aka("流用"),
			yen("spent", "支出済額", "Spent", func(d *Sheet) *int64 { return &d.Spent }).Aka("決算額", "支出額", "執行額"),
			yen("carriedOut", "翌年度繰越額", "Carried out", func(d *Sheet) *int64 { return &d.CarriedOut }).Aka("翌年度繰越"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Sheet], error) {
			found, err := sheets(e.DB.Table("budget_lines").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[Sheet], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Sheet], error) {
			may, err := authz.From(e.Ctx).Scope("budgets:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("budget_lines"), may.All, "section_id", may.Sections, "", "")
			return sheets(q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: permit,
		Create: func(ctx context.Context, tx *store.Tx, d Sheet, why store.Why) error {
			row, err := s.CreateIn(ctx, tx, d.Draft, why)
			if err != nil {
				return err
			}
			return s.settleSheet(ctx, tx, row, d, why.Reason)
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d Sheet, why store.Why) error {
			row, err := store.Load[Line](tx.DB, id)
			if err != nil {
				return err
			}
			if was := sheetOf(row); !same(&was.Draft, &d.Draft) {
				if row, err = s.UpdateIn(ctx, tx, id, version, d.Draft, why); err != nil {
					return err
				}
			}
			return s.settleSheet(ctx, tx, row, d, why.Reason)
		},
	}
}

func sheets(q *gorm.DB) ([]exchange.Record[Sheet], error) {
	rows, err := store.Scan[Line](q)
	out := make([]exchange.Record[Sheet], len(rows))
	for i := range rows {
		out[i] = exchange.Record[Sheet]{ID: rows[i].ID, Version: rows[i].Version, Draft: sheetOf(&rows[i])}
	}
	return out, err
}

func permit(ctx context.Context, before, after *Sheet, id string) error {
	facts := func(d *Sheet) *authz.Record { return factsOf(id, d.SectionID) }
	if before == nil {
		return authz.Require(ctx, "budgets:create", facts(after))
	}
	if err := authz.Require(ctx, "budgets:update", facts(before)); err != nil || before.SectionID == after.SectionID {
		return err
	}
	return authz.Require(ctx, "budgets:update", facts(after))
}

// settleSheet posts what the columns of a sheet differ from the ledger, dated as late as the books of the year allow. In a
// closed year that is an adjustment.
func (s *Service) settleSheet(ctx context.Context, tx *store.Tx, row *Line, d Sheet, reason string) error {
	was := sheetOf(row)
	before := was.columns()
	y, err := year(tx, row.FiscalYear)
	if err != nil {
		return err
	}
	today := fiscal.Today(tx.Now.Time)
	var added []Entry
	for i, c := range d.columns() {
		if c.at == before[i].at {
			continue
		}
		e := EntryDraft{Kind: c.kind, Amount: c.at - before[i].at, Reason: reason, Number: 1, CarryKind: "approved"}
		perm := "budgets:appropriate"
		switch {
		case y.closed():
			e.Kind, e.Adjusts, perm = EntryAdjustment, c.name, "budgets:adjust"
		case c.kind == EntrySpending || c.kind == EntryCarryOut:
			perm = "budgets:enter"
		}
		if err := authz.Require(ctx, perm, row.facts()); err != nil {
			return err
		}
		first, last := e.Kind.window(row.FiscalYear)
		e.PostedOn = today
		if today.After(last) {
			e.PostedOn = last
		}
		if today.Before(first) {
			return fault.Bad(c.name, "books", fault.Params{"from": first.String(), "to": last.String()})
		}
		added = append(added, Entry{LineID: row.ID, EntryDraft: e, PostedBy: store.Ref(tx.Actor.PersonID)})
	}
	if len(added) == 0 {
		return nil
	}
	if err := store.CreateAll(tx, added, store.Why{Reason: reason}); err != nil {
		return err
	}
	entries, err := ledger(tx.DB, row.ID)
	if err != nil {
		return err
	}
	_, err = store.Update(tx, row.ID, store.Latest, store.Why{Action: "post", Reason: reason}, func(row *Line) error {
		row.derive(entries)
		return row.sound()
	})
	return err
}

// same tells whether two descriptions of a line are alike.
func same(a, b *Draft) bool { return reflect.DeepEqual(plain(a), plain(b)) }

func plain(d *Draft) Draft {
	out := *d
	if len(out.Commitments) == 0 {
		out.Commitments = nil
	}
	return out
}
