package demo

import (
	"math/rand/v2"
	"time"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// mishap is a kind of outage of the city's past.
type mishap struct{ cause, title, detection, recovery string }

var mishaps = []mishap{
	{"hardware", "ディスク装置の故障によるサービス停止", "監視装置が異常を検知", "予備機へ切り替え、部品を交換した"},
	{"software", "業務プログラム改修後の処理異常", "利用所属からの連絡", "改修前の版へ戻し、修正版を翌週適用した"},
	{"software", "メモリ不足による応答停止", "監視装置が応答遅延を検知", "アプリケーションサーバを再起動し、設定を見直した"},
	{"operation", "設定変更の手順誤りによる接続不可", "運用事業者が作業中に認知", "設定を戻し、手順書に二者確認を加えた"},
	{"network", "庁内回線の障害による接続断", "複数の所属から同時に連絡", "回線事業者が経路を切り替えた"},
	{"facility", "電源設備の点検に伴う瞬断", "設備監視で検知", "無停電電源装置の電池を交換した"},
	{"external", "外部クラウドサービスの障害", "提供事業者の障害情報", "提供事業者の復旧を待ち、代替窓口を案内した"},
	{"unknown", "原因不明の応答停止", "利用所属からの連絡", "再起動で復旧。記録を採取して経過を観察した"},
}

// scheduleOutages plans what went wrong: the stop of the tax system in FY2017, small ones everywhere, one that goes on.
func (c *city) scheduleOutages() {
	tax := c.systems["税務事務システム"]
	c.stops(tax, instant(fiscal.MustDate("2017-11-14"), 9*60+12), 8*60+23, availability.OutageDraft{
		Title: "税務事務システムの停止", Cause: "hardware", CitizenImpact: true, Functions: store.List[string]{"税額計算", "収納管理", "証明書発行"},
		Description: "データベース装置の二重故障により全機能が停止し、市税証明の発行と納付相談を手作業で行った。",
		Detection:   "監視装置が異常を検知し、同時に各区から連絡", Recovery: "保守事業者が装置を交換し、前夜のバックアップから復元した",
	})
	c.stops(tax, instant(fiscal.MustDate("2017-11-15"), 8*60+30), 165, availability.OutageDraft{
		Title: "復元後の処理遅延による一部区の窓口停止", Cause: "hardware", CitizenImpact: true, Basis: "wards", Affected: 7, Total: 24,
		Detection: "各区からの連絡", Recovery: "索引を再作成して解消した",
	})
	n := 0
	for i, m := range c.machines {
		if m.level > "2" || m.live.IsZero() || m.ending || n >= 62 || m == tax {
			continue
		}
		n++
		rng := rand.New(rand.NewPCG(11, uint64(i)))
		from := m.entered.AddDays(40)
		if m.live.After(from) {
			from = m.live.AddDays(20)
		}
		for day := from.AddDays(rng.IntN(900)); day.Before(c.today.AddDays(-12)); day = day.AddDays(300 + rng.IntN(1100)) {
			c.mishap(rng, m, workday(day, 1))
		}
	}
	c.recentOutages()
}

// mishap lets something go wrong on a day, mostly for minutes, now and then for hours.
func (c *city) mishap(rng *rand.Rand, m *machine, day fiscal.Date) {
	x := mishaps[rng.IntN(len(mishaps))]
	minutes := 4 + rng.IntN(30)
	if rng.IntN(6) == 0 {
		minutes = 60 + rng.IntN(200)
	}
	d := availability.OutageDraft{Title: x.title, Cause: x.cause, Detection: x.detection, Recovery: x.recovery, CitizenImpact: m.flags == "c" || m.flags == "ck"}
	if rng.IntN(3) == 0 {
		d.Basis, d.Affected, d.Total = "wards", int64(1+rng.IntN(9)), 24
	}
	if rng.IntN(25) == 0 {
		d.Title, d.Cause = "地震に伴う庁舎停電による停止", "facility"
	}
	c.stops(m, instant(day, 9*60+rng.IntN(7*60)), minutes, d)
}

// stops plans an outage; who keeps the system's entry reports it when it is over.
func (c *city) stops(m *machine, start time.Time, minutes int, d availability.OutageDraft) {
	end := start.Add(time.Duration(minutes) * time.Minute)
	c.events = append(c.events, event{end, "outage of " + m.name, func() error {
		if m.id == "" {
			return nil
		}
		d.SystemID, d.StartedAt, d.EndedAt, d.DetectedAt = m.id, store.At(start), store.At(end), store.At(start.Add(time.Duration(1+minutes/9)*time.Minute))
		return c.reportOutage(m, d)
	}})
}

func (c *city) reportOutage(m *machine, d availability.OutageDraft) error {
	if err := valid(&d); err != nil {
		return err
	}
	_, err := c.app.Availability.ReportOutage(c.as(c.steward(m.org)), d)
	return err
}

// recentOutages are those that today's work is about: one without a cause, and one that goes on.
func (c *city) recentOutages() {
	assessed := c.systems["固定資産評価システム"]
	c.stops(assessed, instant(workday(c.today.AddDays(-6), -1), 13*60+20), 48, availability.OutageDraft{
		Title: "評価計算の途中で処理が止まる", Detection: "利用者からの連絡", Recovery: "サーバを再起動した。原因は事業者が調査中",
	})
	minor := c.systems["窓口受付・番号案内システム（汐見区）"]
	start := c.now.Add(-95 * time.Minute).Truncate(time.Minute)
	c.events = append(c.events, event{start.Add(10 * time.Minute), "outage of " + minor.name, func() error {
		return c.reportOutage(minor, availability.OutageDraft{
			SystemID: minor.id, Title: "番号表示機に番号が表示されない", StartedAt: store.At(start), Basis: "functions", Affected: 1, Total: 2, CitizenImpact: true,
			Functions: store.List[string]{"窓口案内"}, Detection: "窓口の職員が発見", Description: "呼出は職員が口頭で行っている。",
		})
	}})
}
