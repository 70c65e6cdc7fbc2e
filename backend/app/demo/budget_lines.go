package demo

import (
	"fmt"
	"strings"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// book collects the lines of one fiscal year, as they stand on a day.
type book struct {
	*city
	fy      int
	day     fiscal.Date
	ledgers []budgets.Ledger
}

// reasons are what the books say of a difference.
var (
	savings = []string{"入札差金", "契約差金", "利用実績の減", "機器台数の見直し"}
	raises  = []string{"制度改正に伴う追加改修", "利用者の増による追加", "単価改定による増額"}
)

// draft is what all lines of a system have in common.
func (b *book) draft(m *machine, code, name string, kind budgets.Kind) budgets.Draft {
	d := budgets.Draft{
		Code: code, Name: name, FiscalYear: b.fy, SectionID: b.orgs[m.org], SystemID: store.Ref(m.id), Account: "general",
		Kan: "総務費", Kou: "総務管理費", Moku: "情報システム費", Setsu: "委託料", Category: kind.Category(), Kind: kind, Commitment: "none",
	}
	switch kind {
	case budgets.Lease:
		d.Setsu, d.Commitment = "使用料及び賃借料", "long_term"
	case budgets.Cloud:
		d.Setsu = "使用料及び賃借料"
	case budgets.Network:
		d.Setsu = "役務費"
	}
	if m.org == "insurance" || m.org == "care" {
		d.Account, d.Moku = "special", "一般管理費"
	}
	return d
}

// running enters what a system costs every year; large ones lease their machines apart.
func (b *book) running(i int, m *machine, cost int64) {
	code := fmt.Sprintf("B%02d-%s", b.fy%100, m.code)
	kind, word := budgets.Operation, "運用保守"
	switch {
	case m.kind == "saas":
		kind, word = budgets.Cloud, "クラウド利用料"
	case strings.Contains(m.name, "ネットワーク"):
		kind, word = budgets.Network, "回線使用料"
	}
	if m.level == "1" && kind == budgets.Operation {
		lease := cost * 2 / 5 / 1000 * 1000
		b.add(i+1, b.draft(m, code+"L", m.name+" 機器リース", budgets.Lease), lease)
		cost -= lease
	}
	b.add(i, b.draft(m, code, m.name+" "+word, kind), cost)
}

// reform enters an amendment to a system that the law asks for.
func (b *book) reform(i int, m *machine) {
	d := b.draft(m, fmt.Sprintf("B%02d-%sK", b.fy%100, m.code), m.name+" 制度改正対応", budgets.Reform)
	cost := int64(24+i%5*9) * 1_000_000
	d.NationalFunds = cost / 2
	b.add(i, d, cost)
}

func projectCode(p *project, fy int) string { return fmt.Sprintf("B%02d-%s", fy%100, p.code) }

// draftOf describes the line of a project in a fiscal year, with what it commits the years after to.
func (p *project) draftOf(b *book) budgets.Draft {
	kind := budgets.Reform
	switch {
	case !p.builds && (strings.Contains(p.name, "更新") || strings.Contains(p.name, "更改")):
		kind = budgets.Renewal
	case p.renews():
		kind = budgets.NewBuild
	}
	d := b.draft(p.concerned()[0], projectCode(p, b.fy), p.name, kind)
	d.SectionID, d.ProjectID, d.Estimate = p.city.orgs[p.org], store.Ref(p.id), p.costIn(b.fy)
	first, shares := p.years()
	for fy := b.fy + 1; fy < first+len(shares) && p.exec != ""; fy++ {
		d.Commitment = "debt"
		d.Commitments = append(d.Commitments, budgets.YearLimit{FiscalYear: fy, Limit: p.costIn(fy)})
	}
	if p.exec != "" && !p.city.day(p.exec).After(b.day) {
		d.ContractNo = fmt.Sprintf("%d-%04d", fiscal.FY(p.city.day(p.exec)), 2000+p.n*13)
		d.ContractAmount = million(p.build) * 97 / 100
	}
	return d
}

// project enters what a project costs in the year. Its line has no part in savings of a tenth and more.
func (b *book) project(p *project) {
	cost := p.costIn(b.fy)
	if cost == 0 {
		return
	}
	l := budgets.Ledger{Draft: p.draftOf(b)}
	passed := workday(fiscal.FYStart(b.fy).AddDays(-7), -1)
	l.Entries = append(l.Entries,
		budgets.EntryDraft{Kind: budgets.EntryRequest, Amount: cost * 106 / 100 / 1000 * 1000, PostedOn: passed.AddDays(-150), DocumentNo: p.reference(passed.AddDays(-150), 1)},
		budgets.EntryDraft{Kind: budgets.EntryAssessment, Amount: cost, PostedOn: passed.AddDays(-70), Reason: "工数単価を他都市の契約実績と比べて査定した。"},
		budgets.EntryDraft{Kind: budgets.EntryInitial, Amount: cost, PostedOn: passed, DocumentNo: fmt.Sprintf("議案第%d号", 1+b.fy%9)})
	if share := b.paid(p.n); share > 0 {
		// What is carried over is not spent, and the rest of the contract is.
		l.Entries = append(l.Entries, budgets.EntryDraft{Kind: budgets.EntrySpending, Amount: cost * min(share, 920) / 1000, PostedOn: b.lastDay(), Reason: "出来高払"})
	}
	b.ledgers = append(b.ledgers, l)
}

// add enters a line with its initial budget and what was paid of it so far; now and then a supplementary budget moved it.
func (b *book) add(i int, d budgets.Draft, cost int64) {
	passed := workday(fiscal.FYStart(b.fy).AddDays(-7), -1)
	l := budgets.Ledger{Draft: d, Entries: []budgets.EntryDraft{{Kind: budgets.EntryInitial, Amount: cost, PostedOn: passed}}}
	revised, why := cost, ""
	december, _ := fiscal.NewDate(b.fy, 12, 18)
	if turn := (i*31 + b.fy*17) % 97; turn < 3 && !december.After(b.day) {
		e := budgets.EntryDraft{Kind: budgets.EntrySupplementary, Number: 4, PostedOn: december, DocumentNo: "議案第98号"}
		if e.Amount, e.Reason = -cost*14/100/1000*1000, savings[i%len(savings)]; turn == 0 {
			e.Amount, e.Reason = cost*18/100/1000*1000, raises[i%len(raises)]
		}
		revised, why = revised+e.Amount, e.Reason
		l.Entries = append(l.Entries, e)
	}
	if paid := revised * b.paid(i) / 1000; paid > 0 {
		l.Entries = append(l.Entries, budgets.EntryDraft{Kind: budgets.EntrySpending, Amount: paid, PostedOn: b.lastDay(), Reason: why})
	}
	b.ledgers = append(b.ledgers, l)
}

// paid is the share of a line that is paid on the day, in thousandths: nearly all in the end, and a month behind before.
func (b *book) paid(i int) int64 {
	first, last := fiscal.FYBounds(b.fy)
	if last.Before(b.day) {
		return int64(962 + i*7%34)
	}
	gone := max(0, b.day.Sub(first)-30)
	return int64(gone) * int64(900+i*11%110) / int64(last.Sub(first)+1)
}

// lastDay is when the newest payment was booked.
func (b *book) lastDay() fiscal.Date {
	return earliest(b.day, workday(fiscal.FYEnd(b.fy).AddDays(58), -1))
}
