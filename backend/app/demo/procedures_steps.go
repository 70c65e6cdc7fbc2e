package demo

import (
	"math/rand/v2"

	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// advances is how many procedures were brought on since the inventory was taken over.
const advances = 24

// advance is what a section did: steps of one procedure.
type advance struct {
	code, org string
	steps     []procedures.StepDraft
}

// groupsOf are the priority groups that a section serves.
var groupsOf = map[string]store.List[string]{
	"childcare": {"childcare"}, "family": {"childcare"}, "school": {"childcare"}, "care": {"care"}, "disability": {"care"}, "registry": {"weekdays"},
	"tax": {"weekdays"}, "insurance": {"weekdays"}, "library": {"weekdays"}, "building": {"business"}, "industry": {"business"}, "portops": {"business"},
	"contract": {"business"}, "planning": {"business"},
}

// inWards are the sections whose procedures every ward carries out.
var inWards = map[string]bool{"registry": true, "insurance": true, "care": true, "family": true, "disability": true, "assist": true, "childcare": true}

// actedBy are the laws that sections act by, as far as the demo city says so.
var actedBy = map[string][2]string{
	"registry": {"law", "住民基本台帳法・戸籍法"}, "tax": {"law", "地方税法"}, "insurance": {"law", "国民健康保険法・国民年金法"}, "care": {"law", "介護保険法"}, "assist": {"law", "生活保護法"},
	"disability": {"law", "障害者総合支援法"}, "childcare": {"law", "子ども・子育て支援法"}, "family": {"law", "児童手当法・児童扶養手当法"}, "publichealth": {"law", "食品衛生法・予防接種法"},
	"waste": {"law", "廃棄物処理法"}, "building": {"law", "建築基準法"}, "roads": {"law", "道路法"}, "dispatch": {"law", "消防法"}, "election": {"law", "公職選挙法"}, "parks": {"ordinance", "都市公園条例"},
	"sewerage": {"ordinance", "下水道条例"}, "library": {"rule", "図書館規則"}, "records": {"ordinance", "情報公開条例"}, "consult": {"guideline", "市民活動支援要綱"}, "portops": {"ordinance", "港湾施設条例"},
	"industry": {"guideline", "中小企業振興要綱"}, "school": {"rule", "就学援助規則"}, "crisis": {"guideline", "被災者支援要綱"}, "contract": {"rule", "契約規則"}, "planning": {"law", "都市計画法"},
}

// describe makes the entry of the former book.
func (h *handled) describe(rng *rand.Rand, code string, on fiscal.Date) procedures.Past {
	fy := fiscal.FY(on)
	d := procedures.Draft{
		Code: code, Name: h.name, NameEn: h.nameEn, Kind: h.deed.kind, Actor: "citizen", Recipient: "municipality", PriorityGroups: groupsOf[h.org],
		BasisKind: actedBy[h.org][0], LegalBasis: actedBy[h.org][1], WardScope: "none", BprState: "not_started",
	}
	if h.nature == "p" {
		d.Actor = "business"
	}
	if h.deed.kind == "disposition" {
		d.Actor, d.Recipient = "municipality", d.Actor
	}
	if inWards[h.org] {
		d.WardScope = "all"
	}
	days := int64(3 + rng.IntN(12)*3)
	d.StandardDays = &days
	p := procedures.Past{Draft: d}
	h.ladder(rng, &p, on)
	h.hinder(rng, &p.Draft)
	p.Volumes = h.volumes(rng, &p.Draft, fy-1)
	current, potential := p.Current(), p.Potential()
	switch procedures.ProgressOf(current, potential) {
	case procedures.Reached:
		p.TargetFY, p.BprState = fiscal.FY(p.ReachedOn)+rng.IntN(2), "done"
	case procedures.Open:
		p.BprState = []string{"not_started", "analysing", "redesigning", "done"}[rng.IntN(4)]
		if p.TargetFY = fy + rng.IntN(4); rng.IntN(8) == 0 {
			p.TargetFY = fy - 1
		} else if rng.IntN(12) == 0 {
			p.TargetFY = 0
		}
	case procedures.Visit:
		p.BprState = []string{"not_needed", "not_needed", "analysing"}[rng.IntN(3)]
	}
	return p
}

// ladder sets the steps, as they are and as they could be.
func (h *handled) ladder(rng *rand.Rand, p *procedures.Past, on fiscal.Date) {
	p.FormNow, p.IdentityNow, p.PaymentNow, p.AttachmentsNow, p.DeliveryNow = "online", procedures.None, procedures.None, procedures.None, "electronic"
	if rng.IntN(3) > 0 {
		p.IdentityNow = "my_number_card"
	}
	if h.nature == "t" || h.nature == "p" || rng.IntN(4) == 0 {
		p.PaymentNow, p.FeeNote = "online", []string{"1件300円", "1件400円", "条例で定める額", "面積に応じた額"}[rng.IntN(4)]
	}
	if rng.IntN(3) > 0 {
		p.AttachmentsNow = "online"
		p.Attachments = store.List[procedures.Attachment]{{Name: []string{"住民票の写し", "課税証明書", "登記事項証明書", "本人確認書類の写し"}[rng.IntN(4)], Held: rng.IntN(2) == 0}}
	}
	switch h.goal {
	case procedures.B:
		p.DeliveryNow = "post"
		if rng.IntN(4) == 0 {
			p.PaymentNow = "transfer"
		}
	case procedures.C:
		if rng.IntN(10) < 7 {
			p.VisitReason = []string{"面接により生活の状況を確かめるため", "原本を窓口で確かめるため", "現物を検査するため", "本人の意思を対面で確かめるため"}[rng.IntN(4)]
		}
		p.FormNow, p.DeliveryNow = "visit", "counter"
		return
	}
	// Where it stands today: a third of what is possible is done, more of what many use.
	luck := rng.IntN(100)
	if h.rank < 60 {
		luck = luck * 2 / 3
	}
	if luck < 44 {
		p.ReachedOn = fiscal.MustDate("2018-10-01").AddDays(rng.IntN(on.AddDays(-30).Sub(fiscal.MustDate("2018-10-01"))))
		if rng.IntN(2) == 0 { // the last two years did most
			p.ReachedOn = on.AddDays(-30 - rng.IntN(700))
		}
		p.OnlineSince, p.OnlineMethod = p.ReachedOn, []string{"e_application", "e_application", "mynaportal", "lgwan"}[rng.IntN(4)]
		return
	}
	p.FormGoal, p.IdentityGoal, p.PaymentGoal, p.AttachmentsGoal, p.DeliveryGoal = p.FormNow, p.IdentityNow, p.PaymentNow, p.AttachmentsNow, p.DeliveryNow
	switch {
	case luck < 62 && h.goal == procedures.A: // online, but the result still goes by post
		p.DeliveryNow, p.OnlineMethod, p.OnlineSince = "post", "e_application", on.AddDays(-60-rng.IntN(900))
	case luck < 72 && h.goal == procedures.A:
		p.FormNow, p.DeliveryNow = "post", "post"
		paper(p, "signature", "transfer", "post")
	case luck < 96:
		p.FormNow, p.DeliveryNow = "visit", "counter"
		paper(p, "in_person", "cash", "visit")
	default:
		p.FormNow, p.DeliveryNow = "visit", "" // nobody has looked yet
		p.FormNow = ""
	}
}

// paper sets the steps that exist to how they were before.
func paper(p *procedures.Past, identity, payment, attachments procedures.Method) {
	if p.IdentityNow != procedures.None {
		p.IdentityNow = identity
	}
	if p.PaymentNow == "online" {
		p.PaymentNow = payment
	}
	if p.AttachmentsNow != procedures.None {
		p.AttachmentsNow = attachments
	}
}

// hinder names what stands in the way of a procedure that is not all online.
func (h *handled) hinder(rng *rand.Rand, d *procedures.Draft) {
	for _, o := range []struct {
		id   string
		when bool
	}{
		{"identity", d.IdentityNow == "in_person"}, {"fee", d.PaymentNow == "cash"}, {"original", d.DeliveryNow == "counter" && rng.IntN(3) == 0},
		{"attachments", d.AttachmentsNow == "visit" || d.AttachmentsNow == "post"}, {"law_presence", d.VisitReason != "" && rng.IntN(2) == 0},
		{"consultation", h.nature == "b" && d.FormNow == "visit" && rng.IntN(3) == 0}, {"seal", d.FormNow != "online" && rng.IntN(4) == 0},
		{"law_paper", d.DeliveryNow == "post" && rng.IntN(5) == 0}, {"own_rule", d.FormNow == "post" && d.BasisKind != "law"},
		{"cost", h.rank > 2500 && d.FormNow != "online" && rng.IntN(2) == 0}, {"system", d.FormNow != "online" && rng.IntN(6) == 0},
	} {
		if o.when && len(d.Obstacles) < 4 {
			d.Obstacles = append(d.Obstacles, o.id)
		}
	}
	d.Seal = len(d.Obstacles) > 0 && rng.IntN(5) == 0
}

// next are the steps that bring a procedure to its potential class, when two are enough.
func next(d *procedures.Draft) []procedures.StepDraft {
	if procedures.ProgressOf(d.Current(), d.Potential()) != procedures.Open || d.Current() == procedures.Unclassified {
		return nil
	}
	var out []procedures.StepDraft
	for _, s := range []struct {
		step      procedures.Step
		now, goal procedures.Method
		note      string
	}{
		{procedures.Form, d.FormNow, d.FormGoal, "電子申請の様式を公開した。"}, {procedures.Identity, d.IdentityNow, d.IdentityGoal, "署名による確認をマイナンバーカードに改めた。"},
		{procedures.Payment, d.PaymentNow, d.PaymentGoal, "キャッシュレスで納められるようにした。"}, {procedures.Attachments, d.AttachmentsNow, d.AttachmentsGoal, "添付書類を画像で受け付ける。"},
		{procedures.Delivery, d.DeliveryNow, d.DeliveryGoal, "交付の方法を改めた。"},
	} {
		if s.goal != "" && s.goal != s.now {
			out = append(out, procedures.StepDraft{Step: s.step, Method: s.goal, Note: s.note})
		}
	}
	if len(out) > 2 {
		return nil
	}
	return out
}

// advance brings one procedure on, as its section would.
func (c *city) advance(a advance) error {
	id, err := store.Value[string](c.app.Store.Read(c.ctx).Table("procedures").Where("code = ?", a.code).Select("id"))
	if err != nil {
		return err
	}
	for _, s := range a.steps {
		if _, err := c.app.Procedures.Advance(c.as(c.steward(a.org)), id, store.Latest, s); err != nil {
			return err
		}
	}
	return nil
}

// countProcedures takes a snapshot.
func (c *city) countProcedures(name string) error {
	_, err := c.app.Procedures.TakeSnapshot(c.as(c.people["ict_plan"]), procedures.SnapshotDraft{Name: name})
	return err
}

// published are the counts of former years: those of before 2018 counted each ward's own forms apart.
var published = []struct {
	day, name, edition string
	current, potential [4]int64 // A, B, C, unclassified
}{
	{"2017-09-29", "第1回棚卸し", "2017", [4]int64{212, 604, 3310, 736}, [4]int64{1398, 1406, 1322, 736}},
	{"2018-05-24", "行政手続オンライン化推進計画の策定時", "2018", [4]int64{236, 498, 2702, 64}, [4]int64{1167, 1167, 1166, 0}},
	{"2020-03-31", "2019年度末", "2018", [4]int64{301, 561, 2574, 64}, [4]int64{1167, 1167, 1166, 0}},
	{"2022-03-31", "2021年度末", "2018", [4]int64{377, 640, 2421, 62}, [4]int64{1167, 1167, 1166, 0}},
	{"2024-03-29", "2023年度末", "2018", [4]int64{448, 702, 2290, 60}, [4]int64{1167, 1167, 1166, 0}},
}

const earlierDefinition = "区ごとに様式の異なる手続は、区ごとに1件と数える。"

// publishedCounts takes over what was published before the register began. Volumes were not counted then.
func (c *city) publishedCounts() error {
	set, err := c.app.Procedures.Words(c.ctx, nil)
	if err != nil {
		return err
	}
	var past []procedures.Snapshot
	for _, p := range published {
		s := procedures.Snapshot{
			SnapshotDraft: procedures.SnapshotDraft{Name: p.name}, TakenOn: fiscal.MustDate(p.day), TakenBy: store.Ref(c.people["ict_plan"]), Edition: p.edition,
			Definition: set.Definition.Ja, DefinitionEn: set.Definition.En, AtMost: set.Figures.UnknownAtMost,
		}
		if p.edition != set.Definition.Edition {
			s.Definition, s.DefinitionEn = earlierDefinition, "Where wards use forms of their own, each counts apart."
		}
		s.Current.V, s.Potential.V = procedures.Counted{}, procedures.Counted{}
		for i, class := range procedures.Classes {
			s.Total += p.current[i]
			s.Current.V[class] = procedures.Tally{Count: p.current[i], Unmeasured: p.current[i]}
			s.Potential.V[class] = procedures.Tally{Count: p.potential[i], Unmeasured: p.potential[i]}
		}
		past = append(past, s)
	}
	return c.app.Procedures.TakeOverSnapshots(c.as(c.people["ict_plan"]), past)
}
