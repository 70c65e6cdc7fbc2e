package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/japanese"

	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/domain/logicmodels"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// sjis is how older programs of the offices write their files. What they cannot write is left out of these samples.
func sjis(text string) []byte {
	out, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return []byte(text)
	}
	return out
}

func (c *city) datasetOf(code string) (id string, err error) {
	return store.Value[string](c.app.Store.Read(c.ctx).Table("datasets").Where("code = ?", code).Select("id"))
}

// measure sends the samples of a week: two of three datasets whose columns are defined get measured.
func (c *city) measure(list []holding, week int) error {
	rng := rand.New(rand.NewPCG(320, uint64(20+week)))
	for i := range list {
		h := &list[i]
		if h.luck >= 86 || i%4 != week || i%3 > 0 && h.luck > 40 {
			continue
		}
		id, err := c.datasetOf(h.code)
		if err != nil {
			return err
		}
		row, err := store.Load[datasets.Dataset](c.app.Store.Read(c.ctx), id)
		if err != nil {
			return err
		}
		if _, err := c.app.Datasets.Measure(c.as(c.steward(h.org)), id, row.Version, h.sample(rng)); err != nil {
			return fmt.Errorf("%s: %w", h.code, err)
		}
		c.tick()
	}
	return nil
}

// proposable are the datasets whose section asks for a decision: some wait to this day.
func proposable(list []holding) (out []*holding) {
	for i := range list {
		if h := &list[i]; h.luck >= 80 && h.luck < 94 && h.kind != "r" && even(h.code) {
			out = append(out, h)
		}
	}
	return out
}

// even takes about half of the codes.
func even(code string) bool { return (code[len(code)-1]-'0')%2 == 0 }

// propose asks for decisions.
func (c *city) propose(list []holding) error {
	for i, h := range proposable(list) {
		id, err := c.datasetOf(h.code)
		if err != nil {
			return err
		}
		d := datasets.ProposalDraft{Publication: datasets.Public, Licence: "cc_by", Reason: "市民や事業者からの問い合わせが多く、公開すれば応対の手間も減る。"}
		if i%4 == 3 {
			d = datasets.ProposalDraft{Publication: datasets.Limited, Basis: "施設の防犯上、庁内に限る。", Reason: "公開すると防犯上の支障がある。"}
		}
		if err := valid(&d); err != nil {
			return err
		}
		if _, err := c.app.Datasets.Propose(c.as(c.steward(h.org)), id, store.Latest, d); err != nil {
			return fmt.Errorf("%s: %w", h.code, err)
		}
		c.tick()
	}
	return nil
}

// decideOnDatasets answers most of the proposals, as the head of the ICT office.
func (c *city) decideOnDatasets(list []holding) error {
	for i, h := range proposable(list) {
		if i%3 == 2 {
			continue
		}
		id, err := c.datasetOf(h.code)
		if err != nil {
			return err
		}
		d := datasets.DecisionDraft{Approve: true, Comment: "提案のとおりとする。"}
		if i%5 == 1 {
			d = datasets.DecisionDraft{Comment: "項目定義と更新頻度を整えてから、改めて提案すること。"}
		}
		if _, err := c.app.Datasets.Decide(c.as(c.people["ict"]), id, store.Latest, d); err != nil {
			return fmt.Errorf("%s: %w", h.code, err)
		}
		c.tick()
	}
	return nil
}

// enterPolicies draws the logic models of the city's priorities and records what reviews said.
func (c *city) enterPolicies() error {
	byName := map[string]string{}
	type named struct{ ID, Name string }
	found, err := store.Scan[named](c.app.Store.Read(c.ctx).Table("datasets").Order("code DESC").Select("id, name"))
	if err != nil {
		return err
	}
	for _, n := range found {
		byName[n.Name] = n.ID
	}
	fy := fiscal.FY(c.today)
	for i := range policiesOfCity {
		p := &policiesOfCity[i]
		cost := million(p.cost)
		d := logicmodels.Draft{
			Code: fmt.Sprintf("L-%02d", i+1), Name: p.name, NameEn: p.en, SectionID: c.orgs[p.org], Theme: p.theme, FyFrom: fy - 2, FyTo: fy + 2, Issue: p.issue,
			Evidence: p.evidence, Because: p.because, Therefore: p.therefore, External: p.external, Cost: &cost, EvidenceLevel: p.level,
			Nodes: nodesOf(p.nodes), Links: linksOf(p.links),
		}
		d.Indicators, d.Actuals = indicatorsOf(p.indicators, fy, byName)
		if d.ActionID, err = c.actionOf(p.action); err != nil {
			return err
		}
		for _, x := range c.projects {
			if x.name == p.project && p.project != "" {
				d.ProjectID = store.Ref(x.id)
			}
		}
		next, err := strconv.Atoi(p.next)
		if err != nil {
			return err
		}
		d.ReviewDueOn = c.today.AddDays(next)
		if err := valid(&d); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		row, err := c.app.LogicModels.Create(c.as(c.people["ict_plan"]), d)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		c.tick()
		if p.review == "" || next < 0 {
			continue
		}
		r := logicmodels.ReviewDraft{
			Verdict: logicmodels.Verdict(p.review), Reason: "想定との差を指標ごとに確かめた。道筋の前半は想定に近く、成果には時間がかかっている。", NextDueOn: d.ReviewDueOn,
		}
		if r.Verdict == logicmodels.Improve {
			r.Next = "効果の小さい活動を見直し、対象を絞って続ける。"
		}
		if _, err := c.app.LogicModels.Review(c.as(c.people["ict_plan"]), row.ID, store.Latest, r); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		c.tick()
	}
	return nil
}

// actionOf is the action of the newest plan with a name.
func (c *city) actionOf(name string) (store.Ref, error) {
	found, err := store.Column[string](c.app.Store.Read(c.ctx).Table("plan_actions").Where("name = ?", name).Order("code DESC").Limit(1).Select("id"))
	if err != nil || len(found) == 0 {
		return "", err
	}
	return store.Ref(found[0]), nil
}

func nodesOf(text string) (out store.List[logicmodels.Node]) {
	for _, line := range strings.Split(text, ";") {
		p := strings.SplitN(line, ":", 4)
		out = append(out, logicmodels.Node{Key: p[0], Stage: logicmodels.Stage(p[1]), Text: p[2], TextEn: p[3]})
	}
	return out
}

func linksOf(text string) (out store.List[logicmodels.Link]) {
	for _, line := range strings.Split(text, ";") {
		from, to, _ := strings.Cut(line, ">")
		out = append(out, logicmodels.Link{From: from, To: to})
	}
	return out
}

// indicatorsOf reads indicators; years count from the present one, and values end with the last closed year.
func indicatorsOf(text string, fy int, byName map[string]string) (out store.List[logicmodels.Indicator], values store.List[logicmodels.Actual]) {
	for _, line := range strings.Split(text, ";") {
		p := strings.SplitN(line, ":", 10)
		i := logicmodels.Indicator{Key: p[0], Node: p[1], Name: p[2], NameEn: p[3], Unit: p[4], Direction: p[5], DatasetID: store.Ref(byName[p[9]])}
		i.Baseline, i.BaselineYear = pointOf(p[6], fy)
		i.Target, i.TargetYear = pointOf(p[7], fy)
		if i.DatasetID == "" {
			i.Source = "所管課の業務統計"
		}
		out = append(out, i)
		list := strings.Split(p[8], ",")
		for n, text := range list {
			if v, err := strconv.ParseFloat(text, 64); err == nil {
				values = append(values, logicmodels.Actual{Indicator: i.Key, FiscalYear: fy - len(list) + n, Value: &v})
			}
		}
	}
	return out, values
}

// pointOf is a value with its year: 8@-3.
func pointOf(text string, fy int) (*float64, int) {
	value, year, _ := strings.Cut(text, "@")
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return nil, 0
	}
	n, _ := strconv.Atoi(year)
	return &v, fy + n
}
