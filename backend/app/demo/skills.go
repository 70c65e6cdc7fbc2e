package demo

import (
	"math/rand/v2"
	"slices"
	"strings"

	"miotsukushi/backend/domain/skills"
	"miotsukushi/backend/platform/store"
)

// skillDays is how long ago sections answered on their systems and counted their people.
const skillDays = 40

// works are what stands still when nobody can do it.
var works = []string{"障害時の切り分けと復旧", "制度改正に伴う設定の変更", "年次処理と月次処理の実行", "委託先への指示と成果の確認", "利用者の問合せへの回答"}

// scheduleSkills lets sections answer on what their systems and projects hang on, count their people and say which roles
// their projects need. Some have not answered: that is what the city does not know.
func (c *city) scheduleSkills() {
	day := workday(c.today.AddDays(-skillDays), -1)
	c.on(day, 13*60+10, "skills: systems", c.answerSystems)
	c.on(workday(day.AddDays(3), 1), 13*60+20, "skills: people", c.countPeople)
	c.on(workday(day.AddDays(5), 1), 13*60+30, "skills: projects", c.needPeople)
}

// answerSystems answers for four systems of five; of the core systems, six of ten are kept by two or more.
func (c *city) answerSystems() error {
	rng := rand.New(rand.NewPCG(18, 1))
	posts := map[string]string{}
	retired, err := store.Column[string](c.app.Store.Read(c.ctx).Table("systems").Where("phase = 'retired'").Select("id"))
	if err != nil {
		return err
	}
	for i, m := range c.machines {
		roll, people := rng.IntN(100), int64(0)
		if m.id == "" || i%5 == 4 || slices.Contains(retired, m.id) {
			continue
		}
		switch core := strings.Contains(m.flags, "k"); {
		case core && roll < 62, !core && roll < 45:
			people = int64(2 + rng.IntN(3))
		case roll < 95:
			people = 1
		}
		d := skills.AnswerDraft{Work: works[i%len(works)], People: &people}
		if roll == 50 || i%23 == 7 {
			d.People, d.Note = nil, "委託先だけが手順を知っており、職員でできる人数は確かめていない。"
		}
		if people > 1 || roll%3 == 0 {
			post, err := c.standIn(posts, m.org)
			if err != nil {
				return err
			}
			d.BackupPostID = store.Ref(post)
		}
		if err := valid(&d); err != nil {
			return err
		}
		if _, err := c.app.Skills.AnswerSystem(c.as(c.people["sysmgmt"]), m.id, d); err != nil {
			return err
		}
	}
	return nil
}

// standIn is a post of an organisation that can step in.
func (c *city) standIn(known map[string]string, org string) (string, error) {
	if known[org] == "" {
		ids, err := store.Column[string](c.app.Store.Read(c.ctx).Table("posts").Where("organisation_id = ?", c.orgs[org]).Order("code").Limit(1).Select("id"))
		if err != nil || len(ids) == 0 {
			return "", err
		}
		known[org] = ids[0]
	}
	return known[org], nil
}

// countPeople counts the people of the sections with systems, but for every sixth.
func (c *city) countPeople() error {
	rng := rand.New(rand.NewPCG(18, 2))
	seen := map[string]bool{}
	for _, m := range c.machines {
		if seen[m.org] || strings.HasPrefix(m.org, "ward") {
			continue
		}
		seen[m.org] = true
		if len(seen)%6 == 5 {
			continue
		}
		strong := strings.HasPrefix(m.org, "ict") || m.org == "tax"
		for _, skill := range []string{"pm", "requirements", "procurement", "migration", "security", "operation", "data", "bpr"} {
			d := skills.HoldingDraft{SectionID: c.orgs[m.org], Skill: skill, AsOf: workday(c.today.AddDays(-skillDays), -1)}
			d.Level1, d.Level2 = int64(2+rng.IntN(5)), int64(rng.IntN(4))
			if strong {
				d.Level2, d.Level3, d.Level4 = d.Level2+2, int64(rng.IntN(3)), int64(rng.IntN(2))
			}
			if skill == "operation" {
				d.Level2 += 2
			}
			if skill == "pm" || skill == "security" && rng.IntN(2) == 0 {
				d.Trainings = c.trainings(rng, skill)
			}
			if err := valid(&d); err != nil {
				return err
			}
			if _, err := c.app.Skills.CreateHolding(c.as(c.people["sysmgmt"]), d); err != nil {
				return err
			}
		}
	}
	return nil
}

// trainings are one that was done, and one that is planned or late.
func (c *city) trainings(rng *rand.Rand, skill string) store.List[skills.Training] {
	title := map[string]string{"pm": "プロジェクト管理研修", "security": "情報セキュリティ事案対応訓練"}[skill]
	trained, reached := int64(3+rng.IntN(3)), int64(1+rng.IntN(2))
	done := workday(c.today.AddDays(-150-rng.IntN(40)), -1)
	return store.List[skills.Training]{
		{Title: title + "(前期)", Level: 2, PlannedOn: done, People: trained + 1, DoneOn: done, Trained: &trained, Reached: &reached},
		{Title: title + "(後期)", Level: 3, PlannedOn: workday(c.today.AddDays([]int{-12, 25, 60}[rng.IntN(3)]), 1), People: int64(2 + rng.IntN(3))},
	}
}

// needPeople enters the roles of the running projects, and what most of them hang on.
func (c *city) needPeople() error {
	rng := rand.New(rand.NewPCG(18, 3))
	running, err := store.Column[string](c.app.Store.Read(c.ctx).Table("projects").Where("state IN ?", []string{"active", "execution"}).Order("code").Select("id"))
	if err != nil {
		return err
	}
	as := c.as(c.people["sysmgmt"])
	for i, id := range running {
		if i%8 == 6 {
			continue // has said nothing yet
		}
		roles := []skills.NeedDraft{{Skill: "pm", Level: 2, Count: 1}, {Skill: "requirements", Level: 2, Count: 2}, {Skill: "security", Level: 2, Count: 1}}
		if i%3 == 0 {
			roles = append(roles, skills.NeedDraft{Skill: "migration", Level: 2, Count: 2}, skills.NeedDraft{Skill: "procurement", Level: 2, Count: 1})
		}
		for k := range roles {
			if filled := roles[k].Count; rng.IntN(9) > 0 {
				if rng.IntN(5) == 0 {
					filled--
				}
				roles[k].Filled = &filled
			}
			if _, err := c.app.Skills.CreateNeed(as, id, roles[k]); err != nil {
				return err
			}
		}
		if i%4 == 3 {
			continue
		}
		people := int64(1 + rng.IntN(3))
		if _, err := c.app.Skills.AnswerProject(as, id, skills.AnswerDraft{Work: "要件の判断と受入れの可否", People: &people}); err != nil {
			return err
		}
	}
	return nil
}
