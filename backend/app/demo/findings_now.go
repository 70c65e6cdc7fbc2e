package demo

import (
	"fmt"

	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// matter is a finding of the last months and what became of it, in days from today. Days left out have not come yet.
type matter struct {
	system         string
	remark         int // of remarks
	source         string
	impact, chance int64 // instead of the remark's

	noticed, answered, approved, reported, taken, closed int
	planDue                                              int // instead of 20 days before the limit
	back                                                 int // sent back once, on this day
	asked, extended                                      int // an extension asked for, and approved; the new day is 60 days after the old one
	proposed, accepted                                   int // acceptance asked for, and given until
	until                                                int
	repeat                                               bool // of the newest earlier finding of its theme
	withdrawn                                            int
}

// matters are the findings of the last months: some late, some claimed and not verified, some borne as a risk, most on the way.
var matters = []matter{
	// The Tax Section, where the sign-ins pm and head work.
	{system: "税務事務システム", remark: 3, source: "ict_audit", noticed: -131, answered: -117, approved: -110, repeat: true},
	{system: "税務事務システム", remark: 4, source: "ict_audit", noticed: -17},
	{system: "収納消込システム", remark: 2, source: "internal", noticed: -75, answered: -58, approved: -52, asked: -3},
	{system: "固定資産評価システム", remark: 15, source: "ict_audit", noticed: -160, answered: -140, approved: -133, reported: -24},
	{system: "地方税電子申告連携システム", remark: 7, source: "security", noticed: -210, answered: -190, approved: -182, reported: -60, taken: -40, closed: -20},
	{system: "税滞納整理支援システム", remark: 11, source: "regular", noticed: -96, answered: -80, approved: -71},
	{system: "市税証明コンビニ交付連携", remark: 17, source: "regular", noticed: -320, answered: -300, approved: -290, reported: -120, taken: -100, closed: -85},
	// Late elsewhere.
	{system: "国民健康保険システム", remark: 9, source: "ict_audit", noticed: -152, answered: -138, approved: -130},
	{system: "生活保護システム", remark: 13, source: "security", noticed: -98, answered: -80, approved: -72, repeat: true},
	{system: "財務会計システム", remark: 0, source: "security", noticed: -118, answered: -96, approved: -90},
	{system: "介護認定審査会支援システム", remark: 16, source: "internal", noticed: -262, answered: -238, approved: -230},
	{system: "市民の声管理システム", remark: 12, source: "regular", noticed: -250, answered: -226, approved: -218},
	// Claimed to be done.
	{system: "住民基本台帳システム", remark: 1, source: "security", noticed: -170, answered: -150, approved: -144, reported: -82, taken: -10},
	{system: "児童手当システム", remark: 8, source: "regular", noticed: -150, answered: -131, approved: -125, reported: -12},
	{system: "文書管理システム", remark: 14, source: "ict_audit", noticed: -140, answered: -122, approved: -115, reported: -41, taken: -30},
	{system: "人事給与システム", remark: 4, source: "ict_audit", noticed: -205, answered: -190, approved: -183, reported: -118, back: -95},
	// Borne as a risk.
	{system: "後期高齢者医療システム", remark: 14, source: "security", noticed: -260, answered: -240, approved: -232, proposed: -205, accepted: -198, until: 95},
	{system: "印鑑登録証明システム", remark: 17, source: "regular", noticed: -420, answered: -400, approved: -392, proposed: -370, accepted: -362, until: -12},
	{system: "庶務事務システム", remark: 2, source: "internal", noticed: -130, answered: -110, approved: -100, proposed: -70, accepted: -62, until: 20},
	{system: "感染症発生動向システム", remark: 6, source: "ict_audit", noticed: -66, answered: -50, approved: -44, proposed: -8},
	// Waiting for somebody's word.
	{system: "保育業務支援システム", remark: 7, source: "security", noticed: -38, answered: -12},
	{system: "食品衛生監視システム", remark: 18, source: "regular", noticed: -52, answered: -9},
	{system: "健康管理システム", remark: 10, source: "ict_audit", noticed: -26},
	// On the way, in time.
	{system: "障がい者福祉システム", remark: 5, source: "internal", noticed: -80, answered: -60, approved: -55},
	{system: "児童相談所支援システム", remark: 16, source: "ict_audit", noticed: -60, answered: -41, approved: -35},
	{system: "福祉総合相談システム", remark: 12, source: "internal", noticed: -72, answered: -55, approved: -48},
	{system: "コールセンターFAQシステム", remark: 10, source: "ict_audit", noticed: -120, answered: -101, approved: -95, asked: -60, extended: -55},
	// Done.
	{system: "介護保険システム", remark: 3, source: "ict_audit", noticed: -330, answered: -312, approved: -305, reported: -255, taken: -230, closed: -215},
	{system: "子ども・子育て支援システム", remark: 6, source: "ict_audit", noticed: -300, answered: -280, approved: -272, reported: -225, taken: -200, closed: -185},
	{system: "戸籍総合システム", remark: 1, source: "security", noticed: -400, answered: -385, approved: -378, reported: -330, taken: -300, closed: -290},
	{system: "マイナンバーカード交付予約システム", remark: 15, source: "internal", noticed: -380, answered: -360, approved: -352, reported: -290, taken: -270, closed: -250},
	{system: "例規データベース", remark: 17, source: "regular", noticed: -460, answered: -440, approved: -430, reported: -240, taken: -220, closed: -205},
	{system: "予防接種予約システム", remark: 4, source: "ict_audit", noticed: -500, answered: -485, approved: -478, reported: -420, taken: -395, closed: -380},
	{system: "行政評価システム", remark: 18, source: "regular", noticed: -520, answered: -500, approved: -492, reported: -350, taken: -330, closed: -310},
	{system: "児童扶養手当システム", remark: 8, source: "regular", noticed: -550, answered: -532, approved: -525, reported: -440, taken: -420, closed: -400},
	{system: "高齢者見守りシステム", remark: 12, source: "internal", noticed: -210, withdrawn: -180},
}

// layOutFindings tells the findings of the city: those taken over, those of the last months, and a draft that nobody was told of yet.
func (c *city) layOutFindings() {
	c.layOutPastFindings()
	for i := range matters {
		c.tell(i, &matters[i])
	}
	c.on(c.near(c.today.AddDays(-2)), 15*60, "監査指摘の起票", func() error {
		_, err := c.raise(&matter{system: "国民健康保険システム", remark: 11, source: "ict_audit"})
		return err
	})
}

// raise makes a draft.
func (c *city) raise(x *matter) (*findings.Finding, error) {
	m, r := c.systems[x.system], remarks[x.remark]
	if m == nil {
		return nil, fmt.Errorf("no system is called %s", x.system)
	}
	names := map[string]string{}
	for _, a := range audits {
		names[a.source] = a.name
	}
	d := c.findingDraft(m, r, x.source, "finding", names[x.source], fiscal.Today(c.clock))
	if x.impact > 0 {
		d.Impact, d.Likelihood = &x.impact, &x.chance
	}
	target, low := *d.Impact, int64(1)
	d.TargetImpact, d.TargetLikelihood = &target, &low
	as := c.as(c.people["auditor"])
	if x.repeat {
		earlier, err := c.app.Findings.Suggest(as, &findings.RepeatQuery{Theme: r.theme, SectionID: c.orgs[m.org], SystemIDs: m.id})
		if err != nil {
			return nil, err
		}
		if len(earlier.Items) > 0 {
			d.RecursOf = store.Ref(earlier.Items[0].ID)
		}
	}
	if err := valid(&d); err != nil {
		return nil, err
	}
	return c.app.Findings.Create(as, d)
}

// story is a finding while it is told.
type story struct {
	*matter
	city *city
	id   string
}

// tell lays out the steps of a finding, each on its day by the one whose step it is.
func (c *city) tell(i int, x *matter) {
	s := &story{matter: x, city: c}
	on := func(days int, what string, run func() error) {
		if days != 0 {
			c.on(c.near(c.today.AddDays(days)), 10*60+i%17*7, "監査指摘の"+what, run)
		}
	}
	on(x.noticed, "通知", s.notify)
	on(x.answered, "回答", s.answer)
	on(x.approved, "計画承認", s.approve)
	on(x.asked, "延長申請", s.ask)
	on(x.extended, "延長承認", func() error { return s.by("auditor", "extend") })
	on(x.proposed, "受容申請", s.propose)
	on(x.accepted, "受容", func() error { return s.by("", "accept") })
	on(x.reported, "措置済報告", s.report)
	on(x.back, "差戻し", s.sendBack)
	on(x.taken, "検証開始", func() error { return s.by("auditor", "take") })
	on(x.closed, "完了", s.close)
	on(x.withdrawn, "取下げ", func() error { return s.by("auditor", "withdraw") })
}

func (s *story) org() string  { return s.city.systems[s.system].org }
func (s *story) pm() string   { return s.city.pms[s.org()] }
func (s *story) head() string { return s.city.heads[s.org()] }
func (s *story) now() *findings.Finding {
	row, err := store.Load[findings.Finding](s.city.app.Store.Read(s.city.ctx), s.id)
	if err != nil {
		panic("demo: " + s.system + ": " + err.Error()) // a mistake in a script
	}
	return row
}

func (s *story) notify() error {
	row, err := s.city.raise(s.matter)
	if err != nil {
		return err
	}
	s.id = row.ID
	s.city.tick()
	_, err = s.city.app.Findings.Notify(s.city.as(s.city.people["auditor"]), row.ID, row.Version, fiscal.Date{})
	return err
}

func (s *story) answer() error {
	f := s.now()
	r := remarks[s.remark]
	d := findings.AnswerDraft{Answer: "指摘のとおりであり、次のとおり措置する。", Action: r.action, OwnerID: s.pm(), DueOn: f.OriginalDueOn.AddDays(-20)}
	if today := fiscal.Today(s.city.clock); d.DueOn.Before(today.AddDays(10)) {
		d.DueOn = f.OriginalDueOn
	}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := s.city.app.Findings.Answer(s.city.as(s.pm()), s.id, f.Version, d)
	return err
}

func (s *story) approve() error {
	_, err := s.city.app.Findings.ApprovePlan(s.city.as(s.city.people["auditor"]), s.id, s.now().Version, "")
	return err
}

func (s *story) ask() error {
	f := s.now()
	_, err := s.city.app.Findings.RequestExtension(s.city.as(s.pm()), s.id, f.Version, findings.ExtensionDraft{
		DueOn: workday(f.CurrentDueOn.AddDays(60), 1), Reason: "改修の契約手続に時間を要しており、検証環境での確認を終えてから適用するため。",
	})
	return err
}

func (s *story) propose() error {
	f := s.now()
	until := s.until
	if until == 0 {
		until = 120
	}
	impact, low := *f.Impact, int64(1)
	_, err := s.city.app.Findings.RequestAcceptance(s.city.as(s.head()), s.id, f.Version, findings.AcceptanceDraft{
		Rationale: "次期更改で改める予定であり、それまでの改修は費用に見合わない。", Control: "月次の目視確認と操作記録の点検を行う。",
		ResidualImpact: impact, ResidualLikelihood: low, Until: s.city.today.AddDays(until),
	})
	return err
}

func (s *story) report() error {
	r := remarks[s.remark]
	f := s.now()
	impact, low := *f.Impact, int64(1)
	d := findings.ReportDraft{
		Report: r.report, ResidualImpact: &impact, ResidualLikelihood: &low,
		Evidence: store.List[findings.Evidence]{{Title: r.proof, Reference: "監-" + f.Code, Place: "所管課 文書庫", Date: fiscal.Today(s.city.clock)}},
	}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := s.city.app.Findings.Report(s.city.as(s.pm()), s.id, f.Version, d)
	return err
}

func (s *story) sendBack() error {
	if err := s.by("auditor", "take"); err != nil {
		return err
	}
	_, err := s.city.app.Findings.SendBack(s.city.as(s.city.people["auditor"]), s.id, s.now().Version, workday(s.city.today.AddDays(24), 1),
		"復元に要した時間の記録が試験の対象の一部に限られている。全体で目標時間内に再開できることを確かめること。")
	return err
}

func (s *story) close() error {
	d := findings.VerifyDraft{
		Method: "根拠の閲覧と担当者への質問", Result: "措置が行われ、続いていることを確かめた。",
		RetestOn: fiscal.Today(s.city.clock), RetestResult: "再試験で有効に働いていることを確かめた。",
	}
	_, err := s.city.app.Findings.Close(s.city.as(s.city.people["auditor"]), s.id, s.now().Version, d)
	return err
}

// by runs a step that says no more than who takes it.
func (s *story) by(who, step string) error {
	f, app := s.now(), s.city.app.Findings
	person := s.city.people[who]
	var err error
	switch step {
	case "take":
		_, err = app.StartVerification(s.city.as(person), s.id, f.Version)
	case "extend":
		_, err = app.DecideExtension(s.city.as(person), s.id, f.Version, true, "契約手続の状況を確認した。")
	case "withdraw":
		_, err = app.Withdraw(s.city.as(person), s.id, f.Version, "対象の記録媒体は、監査の前に廃棄されていたことが確認されたため。")
	case "accept":
		person = s.city.people["ict"]
		if f.Band == findings.High {
			person = s.city.people["executive"]
		}
		_, err = app.DecideAcceptance(s.city.as(person), s.id, f.Version, findings.AcceptDraft{Decision: "accept", Comment: "代替の対策を毎月確かめること。"})
	default:
		err = fault.Bad("step", "oneof", nil)
	}
	return err
}
