package demo

import (
	"fmt"
	"math/rand/v2"

	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// foundIn is how many findings audits made a fiscal year: more every year until system management was strengthened, fewer
// since.
var foundIn = map[int]int{2015: 12, 2016: 17, 2017: 24, 2018: 34, 2019: 32, 2020: 29, 2021: 27, 2022: 26, 2023: 25, 2024: 24}

// foundLater is the count of each later year that was taken over; the others went through every step here.
const foundLater = 13

// recentFindingDays is since when no more findings were taken over closed.
const recentFindingDays = 240

// audits of a year: the source, its share in ten, and its name.
var audits = []struct {
	source, kind, name string
	share              int
}{
	{"ict_audit", "finding", "ICT監査", 4}, {"regular", "finding", "定期監査", 2}, {"security", "finding", "情報セキュリティ監査", 2},
	{"internal", "request", "内部監査", 1}, {"administrative", "opinion", "行政監査", 1},
}

// layOutPastFindings takes over what earlier audits found, closed by now, month by month as it was closed.
func (c *city) layOutPastFindings() {
	rng := rand.New(rand.NewPCG(15, 2015))
	last := c.today.AddDays(-recentFindingDays)
	months := map[string][]earlier{}
	ends := map[string]fiscal.Date{}
	for fy := 2015; fy <= fiscal.FY(last); fy++ {
		n := foundLater
		if known, ok := foundIn[fy]; ok {
			n = known
		}
		for i := range n {
			notice := workday(fiscal.FYStart(fy).AddDays(20+i*330/n+rng.IntN(12)), 1)
			m := c.machines[rng.IntN(70)] // the catalogue: systems that audits look at
			p := c.pastFinding(rng, m, notice)
			end := p.ClosedOn
			if !p.WithdrawnOn.IsZero() {
				end = p.WithdrawnOn
			}
			if p.NoticeOn.After(last) || !end.Before(c.today) {
				continue
			}
			key := end.String()[:7]
			months[key] = append(months[key], earlier{p, m})
			if end.After(ends[key]) || ends[key].IsZero() {
				ends[key] = end
			}
		}
	}
	for key, list := range months {
		c.on(ends[key], 17*60, "過年度の監査指摘の引継ぎ "+key, func() error { return c.takeOver(list) })
	}
}

// earlier is a finding of former years and the system that it is about.
type earlier struct {
	findings.Past
	on *machine
}

// takeOver brings in what was closed in a month; a system that is in the register by now is named.
func (c *city) takeOver(list []earlier) error {
	past := make([]findings.Past, len(list))
	for i, e := range list {
		if past[i] = e.Past; e.on.id != "" {
			past[i].SystemIDs = store.List[string]{e.on.id}
		}
		if err := valid(&past[i].Draft); err != nil {
			return err
		}
	}
	return c.app.Findings.TakeOver(c.as(c.people["auditor"]), past)
}

// pastFinding is a finding of former years: before the programme measures took long and came late, since then they come in time.
func (c *city) pastFinding(rng *rand.Rand, m *machine, notice fiscal.Date) findings.Past {
	r := remarks[rng.IntN(len(remarks))]
	audit := audits[0]
	for n := rng.IntN(10); n >= audit.share; {
		n -= audit.share
		audit = audits[(indexOf(audit.source)+1)%len(audits)]
	}
	p := findings.Past{Draft: c.findingDraft(m, r, audit.source, audit.kind, audit.name, notice)}
	late := rng.IntN(100) < 55
	if fiscal.FY(notice) >= 2020 {
		late = rng.IntN(100) < 18
	}
	due := map[findings.Band]int{findings.Critical: 30, findings.High: 90, findings.Medium: 180, findings.Low: 365}[findings.BandOf(*p.Impact, *p.Likelihood)]
	took := due * (50 + rng.IntN(45)) / 100
	if late {
		took = due + 20 + rng.IntN(120)
		if rng.IntN(3) == 0 {
			p.ExtendedTo = workday(notice.AddDays(took+20), 1)
		}
	}
	p.NoticeOn, p.AnsweredOn = notice, workday(notice.AddDays(12+rng.IntN(10)), 1)
	p.ReportedOn = workday(notice.AddDays(max(took, 26)), 1)
	p.PlanDueOn = p.AnsweredOn.AddDays(due / 2)
	p.ClosedOn = workday(p.ReportedOn.AddDays(33+rng.IntN(30)), 1)
	p.Action, p.Report, p.Result = r.action, r.report, "報告の根拠を閲覧し、措置が行われていることを確かめた。"
	p.Evidence = store.List[findings.Evidence]{{Title: r.proof, Reference: fmt.Sprintf("%d-監%03d", p.ReportedOn.Year()%100, rng.IntN(900)+100), Place: "所管課 文書庫", Date: p.ReportedOn}}
	p.OwnerID, p.ReporterID, p.VerifierID = c.heads[m.org], c.pms[m.org], c.people["auditor"]
	if rng.IntN(25) == 0 {
		p.WithdrawnOn, p.WithdrawReason = workday(notice.AddDays(40), 1), "事実の認識に誤りがあったため"
	}
	return p
}

func indexOf(source string) int {
	for i, a := range audits {
		if a.source == source {
			return i
		}
	}
	return 0
}

// findingDraft words a remark on a system.
func (c *city) findingDraft(m *machine, r remark, source, kind, name string, notice fiscal.Date) findings.Draft {
	impact, likelihood := r.impact, r.likelihood
	if m.level == "1" && impact < 4 {
		impact++
	}
	d := findings.Draft{
		Title: r.title + "（" + m.name + "）", TitleEn: r.titleEn + " (" + m.nameEn + ")", Kind: kind, Source: source, Theme: r.theme,
		AuditName: fmt.Sprintf("%d年度 %s", fiscal.FY(notice), name), AuditedOn: notice.AddDays(-18), SectionID: c.orgs[m.org],
		Criteria: r.criteria, Condition: fmt.Sprintf(r.condition, m.name), Cause: r.cause, Effect: r.effect, Recommendation: r.recommendation,
		Impact: &impact, Likelihood: &likelihood,
	}
	if m.id != "" {
		d.SystemIDs = store.List[string]{m.id}
	}
	return d
}
