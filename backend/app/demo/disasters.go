package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"miotsukushi/backend/domain/disasters"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// exercise is a drill of the demo city while it is played.
type exercise struct {
	city  *city
	row   *disasters.Disaster
	start time.Time
	until time.Time // reports come no later
	seed  uint64
	// silent is how many of a hundred never answer.
	silent int
}

// lessonsOfDrill is what the city learnt on last year's Disaster Prevention Day.
const lessonsOfDrill = `・半数の報告が届くまで30分あまりかかった。次は20分を目標に、所属内の連絡の順序を見直す。
・所属長が不在の所属で報告が止まった。システム担当係長からも報告できることを周知する。
・通信の途絶を想定した班では、つながった後に未送信の報告がすべて届き、二重の報告はなかった。
・連絡先の職の一覧を紙でも備える。`

// scheduleDisasters plans the drill of last year, which is over, and one of today, of which some answers are missing.
func (c *city) scheduleDisasters() {
	day := workday(fiscal.MustDate(fmt.Sprintf("%d-09-01", fiscal.FY(c.today)-1)), 1)
	start := instant(day, 9*60+30)
	past := c.drill(&exercise{city: c, start: start, until: start.Add(150 * time.Minute), seed: 1, silent: 5}, disasters.Draft{
		Name: "防災の日 情報システム被害状況報告訓練", NameEn: "Disaster Prevention Day drill", Kind: "earthquake", Drill: true,
		Note: "震度6弱の地震を想定しています。実際のシステムの操作は行わないでください。", SystemScope: disasters.ByRule, OfficeScope: disasters.ByRule,
	})
	c.events = append(c.events, event{past.until.Add(30 * time.Minute), "end of the drill", func() error {
		ended, err := c.app.Disasters.End(c.as(c.people["ict"]), past.row.ID, past.row.Version, disasters.Closing{Reason: "訓練終了"})
		if err != nil {
			return err
		}
		_, err = c.app.Disasters.Learn(c.as(c.people["ict"]), ended.ID, ended.Version, disasters.Learnt{Lessons: lessonsOfDrill})
		return err
	}})
	start = c.now.Add(-95 * time.Minute).Truncate(time.Minute)
	c.drill(&exercise{city: c, start: start, until: c.now.Add(-12 * time.Minute), seed: 2, silent: 28}, disasters.Draft{
		Name: "夜間参集・情報伝達訓練", NameEn: "Call-out and reporting drill", Kind: "blackout", Drill: true,
		Note: "広域停電を想定した訓練です。自分の所属のシステムと庁舎の状況を、携帯端末から報告してください。", StaleMinutes: 60,
		SystemScope: disasters.ByRule, OfficeScope: disasters.ByRule,
	})
}

// drill plans a declaration and the answers to it. Each system and office has its own source of chance.
func (c *city) drill(x *exercise, d disasters.Draft) *exercise {
	c.events = append(c.events, event{x.start, "drill " + d.Name, func() (err error) {
		if err := valid(&d); err != nil {
			return err
		}
		x.row, err = c.app.Disasters.Declare(c.as(c.people["ict"]), d)
		return err
	}})
	for i, m := range c.machines {
		// The Tax Section has something left to do: its people are among the demo sign-ins.
		if m.level <= "2" && (m.org != "tax" || i%3 == 0) {
			x.answers(uint64(i), func() string { return m.id }, func() string { return c.steward(m.org) })
		}
	}
	for i, n := range places() {
		if n.kind == "ward" || n.kind == "bureau" {
			x.answers(uint64(5000+i), func() string { return c.orgs[n.key] }, func() string { return c.heads[n.key] })
		}
	}
	return x
}

// drillNotes are what people add to a state that is not well.
var drillNotes = map[disasters.State][]string{
	disasters.Partial:  {"一部の端末が起動しない", "外部連携だけ止まっている", "予備電源で運転中。夜間処理は見合わせ"},
	disasters.Down:     {"サーバ室の電源断（想定）", "回線断（想定）。復旧見込みは未定"},
	disasters.Checking: {"運用事業者に確認中", "担当者が参集中"},
}

// answers plans what one section says about one thing: mostly that it is looked at, then that it works.
func (x *exercise) answers(n uint64, target, reporter func() string) {
	rng := rand.New(rand.NewPCG(x.seed, n))
	if rng.IntN(100) < x.silent {
		return
	}
	at := x.start.Add(time.Duration(120+rng.IntN(2900)) * time.Second)
	states := []disasters.State{disasters.Up}
	switch roll := rng.IntN(20); {
	case roll < 5:
		states = []disasters.State{disasters.Checking, disasters.Up}
	case roll < 8:
		states = []disasters.State{disasters.Checking, disasters.Partial, disasters.Up}
	case roll < 9:
		states = []disasters.State{disasters.Down, disasters.Partial}
	case roll < 10:
		states = []disasters.State{disasters.Checking}
	}
	for i, state := range states {
		waited := time.Duration(0)
		if rng.IntN(25) == 0 {
			waited = time.Duration(4+rng.IntN(9)) * time.Minute // the line was cut
		}
		arrives := at.Add(waited)
		if arrives.After(x.until) {
			return
		}
		note := ""
		if words := drillNotes[state]; len(words) > 0 && rng.IntN(2) == 0 {
			note = words[rng.IntN(len(words))]
		}
		made, id := at, fmt.Sprintf("demo-%d-%06d-%d-report", x.seed, n, i)
		x.city.events = append(x.city.events, event{arrives, "report in a drill", func() error {
			return x.report(id, target(), reporter(), state, note, made, arrives)
		}})
		at = at.Add(time.Duration(300+rng.IntN(1800)) * time.Second)
	}
}

// report sends an answer, if the drill asks for it.
func (x *exercise) report(id, target, reporter string, state disasters.State, note string, made, sent time.Time) error {
	if reporter == "" || !slices.Contains(x.row.SystemIDs, target) && !slices.Contains(x.row.OfficeIDs, target) {
		return nil
	}
	d := disasters.Answer{ReportedBy: reporter, ReportDraft: disasters.ReportDraft{
		ClientID: id, TargetID: target, State: state, Note: note, MadeAt: store.At(made), SentAt: store.At(sent),
	}}
	if err := valid(&d); err != nil {
		return err
	}
	_, err := x.city.app.Disasters.Report(x.city.as(reporter), x.row.ID, d)
	return err
}
