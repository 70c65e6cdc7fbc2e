package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// rationalisationDays is how long ago the ICT office began to put the systems in order.
const rationalisationDays = 420

// scheduleRationalisation lets the ICT office lay out the business functions, the owners describe and judge their systems,
// and the cases come about.
func (c *city) scheduleRationalisation() {
	began := workday(c.today.AddDays(-rationalisationDays), -1)
	serves := map[string][]string{}
	c.on(began, 9*60+30, "rationalisation: functions", func() error { return c.layOutFunctions(serves) })
	for i, m := range c.machines {
		rng := rand.New(rand.NewPCG(2018, uint64(i))) // its own source of chance: the system's life stays as it was
		if i%9 == 8 {
			continue // one in nine has not been looked at yet
		}
		day := workday(began.AddDays(14+rng.IntN(rationalisationDays-60)), -1)
		if later := m.entered.AddDays(30); later.After(day) {
			day = workday(later, 1)
		}
		if day.After(c.today.AddDays(-12)) || !day.After(began) {
			continue
		}
		c.on(day, 10*60+i%300, "rationalisation: "+m.name, func() error { return c.putInOrder(m, serves, rng) })
	}
	c.scheduleFinishedCase(began)
	for i := range mergerCases {
		c.on(workday(c.today.AddDays(-60+i*4), -1), 13*60+20, "consolidation: "+mergerCases[i].name, func() error { return c.merge(i) })
	}
}

// layOutFunctions enters the tree and remembers which word of the register means which function.
func (c *city) layOutFunctions(serves map[string][]string) error {
	ids := map[string]string{}
	for _, f := range functions {
		d := rationalisation.CapabilityDraft{Code: f[0], Name: f[1], NameEn: f[2], ParentID: store.Ref(ids[f[0][:len(f[0])-2]])}
		if err := valid(&d); err != nil {
			return err
		}
		row, err := c.app.Rationalisation.CreateCapability(c.as(c.people["ict_plan"]), d)
		if err != nil {
			return fmt.Errorf("%s: %w", f[0], err)
		}
		ids[f[0]] = row.ID
		for _, word := range split(f[3]) {
			serves[word] = append(serves[word], row.ID)
		}
	}
	return nil
}

// putInOrder describes a system and judges it, as its owner would.
func (c *city) putInOrder(m *machine, serves map[string][]string, rng *rand.Rand) error {
	row, err := store.Load[systems.System](c.app.Store.Read(c.ctx), m.id)
	if err != nil || row.Phase == systems.Retired {
		return err
	}
	p := rationalisation.ProfileDraft{SystemID: m.id}
	for _, word := range row.Functions {
		for _, id := range serves[word] {
			if !slices.Contains(p.CapabilityIDs, id) {
				p.CapabilityIDs = append(p.CapabilityIDs, id)
			}
		}
	}
	if n := int64(1 + rng.IntN(5)); rng.IntN(6) > 0 {
		p.Maintainers = &n
	}
	if m.kind == "package" {
		p.Product = []string{"自治体総合パッケージ 4", "福祉総合パッケージ 7", "公共施設パッケージ 2", "内部情報パッケージ 5"}[rng.IntN(4)]
	}
	if strings.Contains(m.flags, "k") {
		p.DataEntities = store.List[string]{"住民", "世帯"}
	}
	if renewal := row.LastRenewalOn.AddYears(5); !row.LastRenewalOn.IsZero() && m.kind != "saas" {
		p.LeaseEndsOn = fiscal.FYEnd(fiscal.FY(renewal))
		// What no project renews has no budget yet; its owner estimates what the next renewal will cost.
		if amount := million(map[string]int64{"1": 160, "2": 70, "3": 24, "4": 8}[m.level] + int64(rng.IntN(20))); m.projects == 0 && rng.IntN(3) > 0 {
			p.RenewalAmount, p.RenewalBasis = &amount, "前回更改時の契約額と物価上昇による概算"
		}
	}
	if rng.IntN(12) == 0 && !p.LeaseEndsOn.IsZero() {
		if into := c.machines[rng.IntN(len(catalogue))]; into != m && into.id != "" {
			p.SuccessorID, p.SuccessorLiveOn = store.Ref(into.id), p.LeaseEndsOn.AddDays(-150+rng.IntN(250))
		}
	}
	if err := valid(&p); err != nil {
		return err
	}
	if _, err := c.app.Rationalisation.Describe(c.as(c.steward(m.org)), p); err != nil {
		return err
	}
	return c.judgeSystem(m, row, rng)
}

// judgeSystem answers by what kind of system it is; some questions stay open.
func (c *city) judgeSystem(m *machine, row *systems.System, rng *rand.Rand) error {
	age := c.today.Sub(row.LastRenewalOn) / 365 % 6 // equipment is renewed about every five years
	if row.LastRenewalOn.IsZero() {
		age = 3
	}
	core, facing := strings.Contains(m.flags, "k"), strings.Contains(m.flags, "c")
	weight := map[string]int{"1": 5, "2": 4, "3": 3, "4": 3}[m.level] - rng.IntN(2)
	fit := 5 - age/2 - rng.IntN(2)
	switch m.kind {
	case "saas", "common_platform":
		fit++
	case "scratch":
		fit--
	}
	lean := func(to int) int64 { return int64(min(max(to+rng.IntN(3)-1, 1), 5)) }
	score := map[string]int64{
		"mandate": lean(weight), "citizens": lean(2), "fit": lean(4), "substitution": lean(weight), "usage": lean(weight),
		"support": lean(fit), "stability": lean(4), "maintainability": lean(fit), "independence": lean(3), "security": lean(fit), "standards": lean(fit),
	}
	if core {
		score["mandate"] = 5
	}
	if facing {
		score["citizens"] = lean(weight + 1)
	}
	open := map[string]bool{}
	switch n := rng.IntN(20); {
	case n == 0: // most of one axis nobody could answer
		open["support"], open["security"] = true, true
	case n < 5:
		open["standards"] = true
	}
	a := rationalisation.AssessmentDraft{SystemID: m.id}
	a.Statutory = core || m.zone == "m"
	set := c.app.Rationalisation.Words()
	for _, q := range set.Criteria() {
		if v := score[q.ID]; !open[q.ID] {
			a.Answers = append(a.Answers, rationalisation.Answer{Criterion: q.ID, Score: &v})
		}
	}
	verdict := set.Verdict(&a.AssessmentBody)
	if allowed := set.Dispositions[verdict.Quadrant]; len(allowed) > 0 && rng.IntN(5) > 0 {
		a.Disposition = allowed[rng.IntN(len(allowed))]
		a.Rationale = map[rationalisation.Quadrant]string{
			rationalisation.Invest: "業務に欠かせず、技術面も良好なため、計画的に機能を充実させる。", rationalisation.Tolerate: "安定して稼働しており、当面は現状のまま使う。",
			rationalisation.Migrate: "業務に欠かせないが老朽化が進むため、次の更改で置き換える。", rationalisation.Eliminate: "利用が少なく、代わりの手段があるため、廃止に向けて利用課と調整する。",
		}[verdict.Quadrant]
	}
	if err := valid(&a); err != nil {
		return err
	}
	_, err := c.app.Rationalisation.Assess(c.as(c.steward(m.org)), a, "", store.Why{})
	return err
}

// merge proposes a case, and decides it.
func (c *city) merge(i int) error {
	k := mergerCases[i]
	d := rationalisation.CaseDraft{Name: k.name, NameEn: k.nameEn, SectionID: c.orgs[k.lead], Basis: "現行契約額と事業者の参考見積"}
	into := c.systems[k.into]
	for _, m := range c.machines {
		goes := slices.ContainsFunc(k.from, func(name string) bool {
			return m.name == name || strings.HasPrefix(m.name, name+"（") || strings.HasSuffix(m.name, " "+name)
		})
		if m == into || !goes || m.id == "" || len(d.Members) >= 12 {
			continue
		}
		if row, err := store.Load[systems.System](c.app.Store.Read(c.ctx), m.id); err != nil || row.Phase == systems.Retired {
			continue // gone already, without any case
		}
		d.Members = append(d.Members, rationalisation.Member{SystemID: m.id, AbsorbedBy: into.id, RetireOn: fiscal.FYEnd(fiscal.FY(c.today.AddDays(k.days)))})
	}
	d.Summary = fmt.Sprintf("%dシステムの機能を%sにまとめ、運用と契約を一本化する。", len(d.Members)+1, k.into)
	for to, amount := range map[**int64]int64{&d.RunBefore: k.before, &d.RunAfter: k.after, &d.OneOff: k.oneOff} {
		if amount >= 0 {
			yen := million(amount)
			*to = &yen
		}
	}
	if err := valid(&d); err != nil {
		return err
	}
	row, err := c.app.Rationalisation.Propose(c.as(c.people["ict_plan"]), d)
	if err != nil {
		return err
	}
	switch k.state {
	case "approved":
		_, err = c.app.Rationalisation.Approve(c.as(c.people["executive"]), row.ID, row.Version, "効果と移行の手順を確認した。")
	case "dropped":
		_, err = c.app.Rationalisation.Drop(c.as(c.people["ict_plan"]), row.ID, row.Version, "経費の減が小さく、一時経費の回収が見込めないため。")
	}
	return err
}
