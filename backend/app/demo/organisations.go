package demo

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/check"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// node is an organisation of the demo city: key, parent key, kind, names.
type node struct{ key, parent, kind, name, nameEn, kana string }

// nodes lists bureaus, offices and sections; the wards follow from wardNames.
var nodes = []node{
	{"city", "", "city", "澪標市", "Miotsukushi City", "みおつくしし"},
	{"ict", "city", "office", "ICT戦略室", "ICT Strategy Office", "あいしーてぃーせんりゃくしつ"},
	{"ict_plan", "ict", "section", "企画担当", "Planning", "きかくたんとう"},
	{"ict_sysmgmt", "ict", "section", "システムマネジメント担当", "System Management", "しすてむまねじめんとたんとう"},
	{"ict_infra", "ict", "section", "基盤担当", "Infrastructure", "きばんたんとう"},
	{"general", "city", "bureau", "総務局", "General Affairs Bureau", "そうむきょく"},
	{"personnel", "general", "section", "人事課", "Personnel Section", "じんじか"},
	{"records", "general", "section", "文書課", "Records Section", "ぶんしょか"},
	{"finance", "city", "bureau", "財政局", "Finance Bureau", "ざいせいきょく"},
	{"tax", "finance", "section", "税務課", "Tax Section", "ぜいむか"},
	{"budget", "finance", "section", "財務課", "Budget Section", "ざいむか"},
	{"contract", "finance", "section", "契約管財課", "Contracts and Property Section", "けいやくかんざいか"},
	{"civic", "city", "bureau", "市民局", "Citizens Bureau", "しみんきょく"},
	{"registry", "civic", "section", "戸籍住民課", "Family Register and Residents Section", "こせきじゅうみんか"},
	{"consult", "civic", "section", "市民相談課", "Citizens' Consultation Section", "しみんそうだんか"},
	{"welfare", "city", "bureau", "福祉局", "Welfare Bureau", "ふくしきょく"},
	{"care", "welfare", "section", "介護保険課", "Long-term Care Section", "かいごほけんか"},
	{"assist", "welfare", "section", "生活福祉課", "Public Assistance Section", "せいかつふくしか"},
	{"disability", "welfare", "section", "障がい福祉課", "Disability Welfare Section", "しょうがいふくしか"},
	{"health", "city", "bureau", "健康局", "Health Bureau", "けんこうきょく"},
	{"insurance", "health", "section", "保険年金課", "Insurance and Pension Section", "ほけんねんきんか"},
	{"publichealth", "health", "section", "保健所管理課", "Public Health Section", "ほけんじょかんりか"},
	{"children", "city", "bureau", "こども青少年局", "Children and Youth Bureau", "こどもせいしょうねんきょく"},
	{"childcare", "children", "section", "保育課", "Childcare Section", "ほいくか"},
	{"family", "children", "section", "子育て支援課", "Family Support Section", "こそだてしえんか"},
	{"environment", "city", "bureau", "環境局", "Environment Bureau", "かんきょうきょく"},
	{"waste", "environment", "section", "廃棄物対策課", "Waste Management Section", "はいきぶつたいさくか"},
	{"urban", "city", "bureau", "都市計画局", "Urban Planning Bureau", "としけいかくきょく"},
	{"planning", "urban", "section", "都市計画課", "City Planning Section", "としけいかくか"},
	{"building", "urban", "section", "建築指導課", "Building Guidance Section", "けんちくしどうか"},
	{"works", "city", "bureau", "建設局", "Public Works Bureau", "けんせつきょく"},
	{"roads", "works", "section", "道路管理課", "Road Management Section", "どうろかんりか"},
	{"parks", "works", "section", "公園緑化課", "Parks Section", "こうえんりょくかか"},
	{"sewerage", "works", "section", "下水道課", "Sewerage Section", "げすいどうか"},
	{"port", "city", "bureau", "港湾局", "Port Bureau", "こうわんきょく"},
	{"portops", "port", "section", "港湾管理課", "Port Management Section", "こうわんかんりか"},
	{"economy", "city", "bureau", "経済戦略局", "Economic Strategy Bureau", "けいざいせんりゃくきょく"},
	{"industry", "economy", "section", "産業振興課", "Industry Promotion Section", "さんぎょうしんこうか"},
	{"education", "city", "bureau", "教育委員会事務局", "Board of Education", "きょういくいいんかいじむきょく"},
	{"school", "education", "section", "学務課", "School Affairs Section", "がくむか"},
	{"library", "education", "section", "中央図書館", "Central Library", "ちゅうおうとしょかん"},
	{"fire", "city", "bureau", "消防局", "Fire Bureau", "しょうぼうきょく"},
	{"dispatch", "fire", "section", "指令情報課", "Dispatch and Information Section", "しれいじょうほうか"},
	{"crisis", "city", "office", "危機管理室", "Crisis Management Office", "ききかんりしつ"},
	{"audit", "city", "office", "監査事務局", "Audit Office", "かんさじむきょく"},
	{"election", "city", "office", "選挙管理委員会事務局", "Election Office", "せんきょかんりいいんかいじむきょく"},
}

// wardNames are the 24 wards; no city has them all.
var wardNames = [][3]string{
	{"朝凪区", "Asanagi Ward", "あさなぎく"}, {"夕凪区", "Yunagi Ward", "ゆうなぎく"}, {"汐見区", "Shiomi Ward", "しおみく"},
	{"千鳥区", "Chidori Ward", "ちどりく"}, {"帆柱区", "Hobashira Ward", "ほばしらく"}, {"灯明区", "Tomyo Ward", "とうみょうく"},
	{"水門区", "Suimon Ward", "すいもんく"}, {"渡瀬区", "Watase Ward", "わたせく"}, {"松風区", "Matsukaze Ward", "まつかぜく"},
	{"葦原区", "Ashihara Ward", "あしはらく"}, {"川辺区", "Kawabe Ward", "かわべく"}, {"三ツ島区", "Mitsushima Ward", "みつしまく"},
	{"中洲区", "Nakasu Ward", "なかすく"}, {"桜堤区", "Sakurazutsumi Ward", "さくらづつみく"}, {"青嶺区", "Aone Ward", "あおねく"},
	{"若草区", "Wakakusa Ward", "わかくさく"}, {"日向区", "Hinata Ward", "ひなたく"}, {"白砂区", "Shirasuna Ward", "しらすなく"},
	{"岬区", "Misaki Ward", "みさきく"}, {"潮路区", "Shioji Ward", "しおじく"}, {"鶴野区", "Tsuruno Ward", "つるのく"},
	{"高台区", "Takadai Ward", "たかだいく"}, {"花園区", "Hanazono Ward", "はなぞのく"}, {"楠木区", "Kusunoki Ward", "くすのきく"},
}

// founded is the first day of the demo city's organisation.
var founded = fiscal.MustDate("2015-04-01")

// office is a post of the demo city with the one person who holds it. Roles are
// separated by spaces; login is empty for people who do not sign in.
type office struct{ login, key, org, roles, authority, title, titleEn string }

// offices are the posts that are not simply the head or the systems manager of a
// section. Those with a login are the demo sign-ins, named by role.
var offices = []office{
	{"admin", "admin", "ict_infra", "admin", "", "システム管理者", "System administrator"},
	{"ict", "ict", "ict", "ict_office", "ict_director", "ICT戦略室長", "Director of the ICT Strategy Office"},
	{"pm", "pm", "tax", "project_manager", "", "税務システム担当係長", "Tax systems manager"},
	{"head", "head", "tax", "section_head", "", "税務課長", "Head of the Tax Section"},
	{"reviewer", "reviewer", "ict_sysmgmt", "reviewer", "", "審査会委員（システムマネジメント担当）", "Review board member, System management"},
	{"executive", "executive", "city", "executive", "cio", "最高情報統括責任者（副市長）", "Chief Information Officer (Deputy Mayor)"},
	{"auditor", "auditor", "audit", "auditor", "", "監査委員", "Audit commissioner"},
	{"viewer", "viewer", "tax", "viewer", "", "税務課 職員", "Staff of the Tax Section"},
	{"", "sysmgmt", "ict_sysmgmt", "ict_office section_head", "sysmgmt_director", "システムマネジメント担当部長", "Director for System Management"},
	{"", "ict_plan", "ict_plan", "ict_office section_head", "", "企画担当課長", "Head of Planning"},
	{"", "ict_infra", "ict_infra", "ict_office section_head", "", "基盤担当課長", "Head of Infrastructure"},
	{"", "secretariat", "ict_sysmgmt", "ict_office", "", "審査会事務局 課長代理", "Secretariat of the review board"},
	{"", "reviewer2", "contract", "reviewer", "", "審査会委員（契約担当）", "Review board member, Contracts"},
	{"", "reviewer3", "crisis", "reviewer", "", "審査会委員（情報セキュリティ担当）", "Review board member, Information security"},
	{"", "reviewer4", "records", "reviewer", "", "審査会委員（法務・個人情報担当）", "Review board member, Law and personal data"},
	{"", "mayor", "city", "executive", "", "市長", "Mayor"},
}

// headed are the sections whose head has a post above.
var headed = map[string]string{"tax": "head", "ict_sysmgmt": "sysmgmt", "ict_plan": "ict_plan", "ict_infra": "ict_infra"}

// places are all organisations: bureaus, offices, sections, then the wards.
func places() []node {
	all := slices.Clone(nodes)
	for i, w := range wardNames {
		all = append(all, node{wardKey(i), "city", "ward", w[0], w[1], w[2]})
	}
	return all
}

func wardKey(i int) string { return fmt.Sprintf("ward%02d", i+1) }

// buildOrganisations makes the tree, the offices, and a head and a systems manager
// for each bureau, section and ward.
func (c *city) buildOrganisations(tx *store.Tx, password string) error {
	all := places()
	for i, n := range all {
		o := &organisations.Organisation{OrganisationDraft: organisations.OrganisationDraft{
			Code: fmt.Sprintf("%04d", (i+1)*10), Name: n.name, NameEn: n.nameEn, Kana: n.kana, Kind: n.kind,
			ParentID: store.Ref(c.orgs[n.parent]), ValidFrom: founded, SortOrder: int64(i),
		}}
		if err := create(tx, o, &o.OrganisationDraft); err != nil {
			return err
		}
		c.orgs[n.key] = o.ID
	}
	for _, o := range offices {
		id, err := c.post(tx, o, o.title, o.titleEn)
		if err != nil {
			return err
		}
		c.people[o.key] = id
		if o.login != "" {
			if _, err := auth.Open(tx, auth.NewAccount{PersonID: id, Login: o.login, Password: password, Demo: true}); err != nil {
				return err
			}
		}
	}
	for _, n := range all {
		if n.kind == "city" || n.key == "ict" || n.key == "audit" {
			continue
		}
		if err := c.staff(tx, n); err != nil {
			return err
		}
	}
	return tx.Internal(func(db *gorm.DB) error {
		if err := db.Exec("INSERT INTO stamps (name, value) VALUES (?, 1)", founding).Error; err != nil {
			return err
		}
		// Directories remember who may do what until this count changes.
		return db.Exec("UPDATE stamps SET value = value + 1 WHERE name = 'access'").Error
	})
}

// staff gives an organisation its head and its systems manager.
func (c *city) staff(tx *store.Tx, n node) error {
	within := ""
	if parent, ok := placeOf(n.parent); ok && n.kind == "section" {
		within = parent.name + " "
	}
	var err error
	if c.heads[n.key] = c.people[headed[n.key]]; c.heads[n.key] == "" {
		title := headTitle(n)
		c.heads[n.key], err = c.post(tx, office{org: n.key, roles: "section_head", title: title, titleEn: headTitleEn(n)}, within+title, headTitleEn(n))
		if err != nil {
			return err
		}
	}
	if n.key == "tax" {
		c.pms[n.key] = c.people["pm"]
		return nil
	}
	title, titleEn := n.name+" システム担当係長", "Systems manager, "+n.nameEn
	c.pms[n.key], err = c.post(tx, office{org: n.key, roles: "project_manager", title: title, titleEn: titleEn}, within+title, titleEn)
	return err
}

// headTitle is what the head of an organisation is called.
func headTitle(n node) string {
	if strings.HasSuffix(n.name, "担当") {
		return n.name + "課長"
	}
	return n.name + "長"
}

func headTitleEn(n node) string {
	switch n.kind {
	case "ward":
		return "Mayor of " + n.nameEn
	case "bureau", "office":
		return "Director of the " + n.nameEn
	}
	return "Head of the " + n.nameEn
}

func placeOf(key string) (node, bool) {
	all := places()
	i := slices.IndexFunc(all, func(n node) bool { return n.key == key })
	if i < 0 {
		return node{}, false
	}
	return all[i], true
}

// post makes a post and the person who holds it. A person of the demo city is
// called by the post: there are no names of people in it.
func (c *city) post(tx *store.Tx, o office, name, nameEn string) (personID string, err error) {
	c.serial++
	p := &organisations.Person{PersonDraft: organisations.PersonDraft{
		Code: fmt.Sprintf("M%05d", c.serial), Name: name, NameEn: nameEn, Active: true,
		Mail: fmt.Sprintf("m%05d@city.miotsukushi.example", c.serial),
	}}
	if err := create(tx, p, &p.PersonDraft); err != nil {
		return "", err
	}
	po := &organisations.Post{PostDraft: organisations.PostDraft{
		Code: fmt.Sprintf("Q%05d", c.serial), Title: o.title, TitleEn: o.titleEn, OrganisationID: c.orgs[o.org], Authority: o.authority,
		Holders: []organisations.PostHolder{{PersonID: p.ID, From: founded}},
	}}
	for _, role := range strings.Fields(o.roles) {
		po.Roles = append(po.Roles, organisations.PostRole{Role: role, From: founded})
	}
	return p.ID, create(tx, po, &po.PostDraft)
}

// create writes a row whose draft holds to the rules of its endpoint.
func create[T any, P store.Row[T]](tx *store.Tx, row P, draft any) error {
	if err := fault.BadFields(check.Struct(draft)); err != nil {
		return fmt.Errorf("demo: %T %+v: %w", row, draft, err)
	}
	return store.Create[T, P](tx, row, store.Why{})
}
