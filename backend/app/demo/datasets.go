package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// datasetCount is how many datasets the demo city has found so far.
const datasetCount = 320

// holding is a dataset of the demo city while it is laid out.
type holding struct {
	code, org, kind, name, nameEn string
	luck                          int // 0 to 99: what is made of it, the lower the better
}

// stock lays the inventory out. It is the same in every city.
func stock() []holding {
	var out []holding
	add := func(org, kind, pair string) {
		ja, en, _ := strings.Cut(pair, "=")
		out = append(out, holding{code: fmt.Sprintf("D-%04d", len(out)+1), org: org, kind: kindOf(ja, kind), name: ja, nameEn: en})
	}
	for _, line := range holdings {
		part := strings.SplitN(line, "|", 3)
		for _, pair := range strings.Split(part[2], ";") {
			add(part[0], part[1], pair)
		}
	}
	for i := 0; len(out) < datasetCount; i++ {
		part := strings.SplitN(wardHoldings[i/24%len(wardHoldings)], "|", 2)
		add(wardKey(i%24), part[0], part[1])
	}
	rng := rand.New(rand.NewPCG(320, 7))
	for i := range out {
		out[i].luck = rng.IntN(100)
		if slices.Contains([]string{"f", "s"}, out[i].kind) {
			out[i].luck = max(0, out[i].luck-18)
		}
	}
	return out
}

// registers are words of registers in which people stand.
var registers = []string{"名簿", "学齢簿", "住民基本台帳", "課税台帳", "認定者台帳", "受給者台帳", "交付台帳", "資格台帳", "申込者台帳", "相談記録", "受講記録"}

// kindOf is the kind of one name: a section that keeps a register of people keeps counts and lists, too.
func kindOf(name, usual string) string {
	switch {
	case slices.ContainsFunc(registers, func(word string) bool { return strings.Contains(name, word) }):
		return "r"
	case usual != "r":
		return usual
	case strings.Contains(name, "一覧"):
		return "f"
	}
	return "s"
}

// scheduleDatasets takes the inventory over, lets sections measure samples and propose, and decides on some of it.
func (c *city) scheduleDatasets() {
	taken := workday(c.today.AddDays(-38), -1)
	list := stock()
	c.on(taken, 9*60+40, "datasets: take over", func() error { return c.takeOverDatasets(list, taken) })
	for week := range 4 {
		c.on(workday(taken.AddDays(4+week*7), 1), 14*60, "datasets: samples", func() error { return c.measure(list, week) })
	}
	c.on(workday(taken.AddDays(10), 1), 11*60, "datasets: proposals", func() error { return c.propose(list) })
	c.on(workday(taken.AddDays(20), 1), 15*60, "datasets: decisions", func() error { return c.decideOnDatasets(list) })
	c.on(workday(c.today.AddDays(-4), -1), 10*60+20, "logic models", c.enterPolicies)
}

// takeOverDatasets enters the whole inventory at once.
func (c *city) takeOverDatasets(list []holding, on fiscal.Date) error {
	own := map[string]string{}
	for _, m := range c.machines {
		if own[m.org] == "" && m.id != "" {
			own[m.org] = m.id
		}
	}
	rng := rand.New(rand.NewPCG(320, 11))
	drafts := make([]datasets.Draft, len(list))
	for i := range list {
		h := &list[i]
		d := h.describe(rng, on)
		d.SectionID = c.orgs[h.org]
		if id := own[h.org]; id != "" && h.kind != "f" {
			d.SystemIDs = store.List[string]{id}
		}
		if err := valid(&d); err != nil {
			return err
		}
		drafts[i] = d
	}
	return c.app.Datasets.TakeOver(c.as(c.people["ict_plan"]), drafts)
}

// intervalsOf are how often data of a kind is updated, the usual first.
var intervalsOf = map[string][]string{
	"f": {"half_yearly", "yearly", "irregular"}, "s": {"yearly", "monthly", "quarterly"}, "r": {"daily", "monthly", "irregular"}, "w": {"monthly", "yearly", "irregular"},
	"l": {"daily", "weekly", "monthly"},
}

// ages are the days since the last update for each interval.
var ages = map[string]int{"daily": 1, "weekly": 6, "monthly": 24, "quarterly": 70, "half_yearly": 140, "yearly": 250, "irregular": 200}

// describe gives a dataset what its luck makes of it: about one in seven is good and open, most are not.
func (h *holding) describe(rng *rand.Rand, on fiscal.Date) datasets.Draft {
	d := datasets.Draft{
		Code: h.code, Name: h.name, NameEn: h.nameEn, Content: h.name + "を、市の業務のために管理するデータ。", PersonalData: "none",
		UpdateInterval: intervalsOf[h.kind][rng.IntN(3)], Structured: "yes",
	}
	late := []int{1, 1, 1, 1, 2, 2, 4}[rng.IntN(7)]
	if h.luck < 25 {
		late = 1
	}
	d.UpdatedOn = on.AddDays(37 - late*ages[d.UpdateInterval]).AddDays(-rng.IntN(1 + ages[d.UpdateInterval]/5))
	if !d.UpdatedOn.Before(on) {
		d.UpdatedOn = on
	}
	switch {
	case h.kind == "r":
		d.PersonalData, d.Format = []string{"personal", "personal", "sensitive", "specific", "anonymised"}[rng.IntN(5)], []string{"database", "database", "excel"}[rng.IntN(3)]
		d.Publication, d.Basis = datasets.Closed, "個人情報保護条例により、本人と業務に必要な所属だけが扱う。"
		if d.PersonalData == "anonymised" {
			d.Publication, d.Basis = datasets.Undecided, ""
		}
	case h.luck < 20:
		d.Format = []string{"csv", "csv", "csv", "geojson", "json"}[rng.IntN(5)]
		d.Publication, d.Licence, d.Address = datasets.Public, "cc_by", "https://data.city.miotsukushi.example/"+strings.ToLower(h.code)
		if h.luck < 6 {
			d.Uris = "yes"
		}
	case h.luck < 48:
		d.Format, d.Publication, d.Licence = []string{"excel", "pdf", "excel"}[rng.IntN(3)], datasets.Public, []string{"cc_by", "own_terms"}[rng.IntN(2)]
		d.Address = "https://www.city.miotsukushi.example/" + strings.ToLower(h.code)
	case h.luck < 64:
		d.Format, d.Publication, d.Basis = "excel", datasets.Limited, "庁内の業務で使うため、庁内に限って共有する。"
	case h.luck < 80:
		d.Format, d.Publication, d.Basis = "database", datasets.Closed, "契約により、提供元の同意なく公開できない。"
	case h.luck < 94:
		d.Format = []string{"excel", "database", "pdf", "paper"}[rng.IntN(4)]
	default: // nobody has looked at it yet
		d.Format, d.PersonalData, d.UpdateInterval, d.UpdatedOn, d.Content, d.Structured = "", "", "", fiscal.Date{}, "", ""
	}
	if d.Format == "pdf" || d.Format == "paper" {
		d.Structured = "no"
	}
	if h.luck < 86 {
		d.Columns = h.columns()
	}
	d.Uses = h.uses(rng, &d, fiscal.FY(on)-1)
	return d
}

// uses are those of the last closed years; what nobody counts stays unknown.
func (h *holding) uses(rng *rand.Rand, d *datasets.Draft, fy int) (out store.List[datasets.Use]) {
	if d.Publication != datasets.Public || rng.IntN(4) == 0 {
		return nil
	}
	n := int64(20 + rng.IntN(900)*(100-h.luck)/20)
	for y := fy - 2; y <= fy; y++ {
		u := datasets.Use{FiscalYear: y}
		if rng.IntN(8) > 0 {
			v := n
			u.Uses = &v
		}
		if y == fy && h.luck < 12 {
			u.Example = "民間の地図・防災アプリでの活用"
		}
		out = append(out, u)
		n += n * int64(rng.IntN(30)) / 100
	}
	return out
}

// columns are the definition of a kind.
func (h *holding) columns() store.List[datasets.DataColumn] {
	c := func(name, kind, meaning string, required, key bool) datasets.DataColumn {
		return datasets.DataColumn{Name: name, Type: kind, Meaning: meaning, Required: required, Key: key}
	}
	switch h.kind {
	case "f":
		return store.List[datasets.DataColumn]{
			c("ID", "text", "施設の番号", true, true), c("名称", "text", "施設の名前", true, false), c("所在地", "text", "住居表示", true, false),
			c("緯度", "number", "世界測地系", true, false), c("経度", "number", "世界測地系", true, false), c("更新日", "date", "行を更新した日", false, false),
		}
	case "r":
		return store.List[datasets.DataColumn]{
			c("番号", "text", "台帳の番号", true, true), c("区分", "text", "台帳の区分", true, false), c("登録日", "date", "登録した日", true, false),
		}
	}
	return store.List[datasets.DataColumn]{
		c("年月", "text", "対象の年月", true, true), c("区", "text", "行政区", true, true), c("件数", "integer", "件数または量", true, false), c("備考", "text", "注記", false, false),
	}
}

// sample writes a file as a section would send it: the worse the luck, the more there is to mend.
func (h *holding) sample(rng *rand.Rand) exchange.File {
	head := make([]string, 0, 6)
	for _, c := range h.columns() {
		head = append(head, c.Name)
	}
	flaw := func(value, bad string) string {
		if rng.IntN(100) < min(2*h.luck, 90) {
			return bad
		}
		return value
	}
	lines := []string{strings.Join(head, ",")}
	for i := range 24 + rng.IntN(60) {
		no := i + 1
		if rng.IntN(100) < h.luck/2 {
			no = max(1, i)
		}
		switch h.kind {
		case "f":
			lines = append(lines, fmt.Sprintf("%s-%04d,%s,%s,%s,%s,%s", strings.ToUpper(h.org[:2]), no, fmt.Sprintf("第%d施設", i+1), flaw("澪標市中央一丁目1番"+fmt.Sprint(i+1)+"号", ""),
				flaw(fmt.Sprintf("34.%04d", 6000+i), "北緯34度"), flaw(fmt.Sprintf("135.%04d", 4000+i), "東経135度"), flaw("2018-03-31", "平成30年3月31日")))
		case "r":
			lines = append(lines, fmt.Sprintf("%06d,%s,%s", no, flaw("一般", ""), flaw("2017-10-01", "H29.10.1")))
		default:
			lines = append(lines, fmt.Sprintf("2018-%02d,%s,%s,", 1+(no/24)%12, wardNames[no%24][0], flaw(fmt.Sprint(100+rng.IntN(900)), "1,204件")))
		}
	}
	if h.luck > 55 && rng.IntN(2) == 0 {
		lines = slices.Insert(lines, len(lines)/2, "") // the second half is a table of its own
	}
	name := h.name + ".csv"
	if h.luck > 40 && rng.IntN(3) == 0 {
		return exchange.File{Name: name, Content: sjis(strings.Join(lines, "\r\n") + "\r\n")}
	}
	return exchange.File{Name: name, Content: []byte(strings.Join(lines, "\r\n") + "\r\n")}
}
