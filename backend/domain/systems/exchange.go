package systems

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the register's enumerations in files.
var (
	kindWords = []word{
		{Value: "scratch", Ja: "個別開発", En: "Custom built", Also: []string{"独自開発", "custom", "スクラッチ", "Scratch"}}, {Value: "package", Ja: "パッケージ", En: "Package"},
		{Value: "saas", Ja: "SaaS", En: "SaaS"}, {Value: "native_app", Ja: "端末アプリ", En: "Native app", Also: []string{"ネイティブアプリ"}},
		{Value: "common_platform", Ja: "共通基盤", En: "Common platform"}, {Value: "other", Ja: "その他", En: "Other"},
	}
	zoneWords = []word{
		{Value: "my_number", Ja: "マイナンバー利用事務系", En: "My Number zone", Also: []string{"個人番号利用事務系", "基幹系", "My Number"}},
		{Value: "lgwan", Ja: "LGWAN接続系", En: "LGWAN zone", Also: []string{"LGWAN系", "LGWAN"}},
		{Value: "internet", Ja: "インターネット接続系", En: "Internet zone", Also: []string{"インターネット系", "インターネット", "Internet"}},
	}
	criticalityWords = []word{
		{Value: "critical", Ja: "最重要", En: "Critical"}, {Value: "high", Ja: "高", En: "High"},
		{Value: "medium", Ja: "中", En: "Medium"}, {Value: "low", Ja: "低", En: "Low"},
	}
	phaseWords = []word{
		{Value: "planning", Ja: "企画", En: "Planning"}, {Value: "build", Ja: "構築", En: "Build", Also: []string{"開発"}},
		{Value: "operation", Ja: "稼働", En: "Operation", Also: []string{"運用中", "稼働中", "運用"}},
		{Value: "renewal_review", Ja: "更改検討", En: "Renewal review"}, {Value: "wind_down", Ja: "縮退", En: "Winding down", Also: []string{"廃止準備", "Wind-down"}},
		{Value: "retired", Ja: "廃止", En: "Retired"},
	}
	dayWords = []word{
		{Value: "every_day", Ja: "毎日", En: "Every day"}, {Value: "weekdays", Ja: "平日", En: "Weekdays"}, {Value: "other", Ja: "その他", En: "Other"},
	}
	componentWords = []word{
		{Value: "os", Ja: "OS", En: "Operating system", Also: []string{"OS"}}, {Value: "database", Ja: "データベース", En: "Database"}, {Value: "middleware", Ja: "ミドルウェア", En: "Middleware"},
		{Value: "package", Ja: "パッケージ", En: "Package"}, {Value: "hardware", Ja: "機器", En: "Hardware", Also: []string{"ハードウェア"}}, {Value: "other", Ja: "その他", En: "Other"},
	}
	directionWords = []word{
		{Value: "out", Ja: "送る", En: "Sends", Also: []string{"送信", "Out"}}, {Value: "in", Ja: "受ける", En: "Receives", Also: []string{"受信", "In"}}, {Value: "both", Ja: "双方向", En: "Both ways", Also: []string{"Both"}},
	}
	methodWords = []word{
		{Value: "file", Ja: "ファイル", En: "File"}, {Value: "api", Ja: "API", En: "API"},
		{Value: "database", Ja: "データベース", En: "Database"}, {Value: "manual", Ja: "手作業", En: "By hand", Also: []string{"Manual"}},
	}
	schemeWords = []word{{Value: "R4", Ja: "R4版", En: "R4 edition"}, {Value: "R6", Ja: "R6版", En: "R6 edition"}}
)

// Table describes the register for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "systems",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "コード", "Code", func(d *Draft) *string { return &d.Code }).Aka("システムコード", "System code", "システムID", "ID", "system id", "管理番号"),
			exchange.Text("name", "システム名", "Name", func(d *Draft) *string { return &d.Name }).Aka("システム名称", "名称", "system name", "title"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "Kana", "カナ", "よみ", "ふりがな"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }).Aka("英語名称"),
			exchange.Text("summary", "概要", "Summary", func(d *Draft) *string { return &d.Summary }).Aka("説明", "description"),
			exchange.Ref("ownerId", "所管", "Owner", "organisations", func(d *Draft) *string { return &d.OwnerID }).Aka("所管組織", "所管課", "所管部署", "担当課", "owner section"),
			exchange.Enum("kind", "形態", "Form", kindWords, func(d *Draft) *string { return &d.Kind }).Aka("種別", "Kind", "システム種別", "構築形態"),
			exchange.Enum("networkZone", "ネットワーク", "Network", zoneWords, func(d *Draft) *string { return &d.NetworkZone }).Aka("接続系", "Network zone", "ネットワーク区分"),
			exchange.Enum("criticality", "重要度", "Importance", criticalityWords, func(d *Draft) *string { return &d.Criticality }).Aka("Criticality"),
			exchange.Bool("citizenFacing", "市民が使う", "Used by citizens", func(d *Draft) *bool { return &d.CitizenFacing }).Aka("住民向け", "Citizen-facing", "市民向け"),
			exchange.Bool("core", "基幹系", "Core system", func(d *Draft) *bool { return &d.Core }),
			exchange.Enum("phase", "段階", "Phase", phaseWords, func(d *Draft) *Phase { return &d.Phase }).Aka("フェーズ", "ライフサイクル", "状態", "lifecycle"),
			exchange.Lines("phases", "段階の期間", "Times of the phases", func(d *Draft) *store.List[PhaseSpan] { return &d.Phases },
				exchange.Enum("phase", "段階", "Phase", phaseWords, func(p *PhaseSpan) *Phase { return &p.Phase }),
				exchange.Date("from", "開始日", "From", func(p *PhaseSpan) *fiscal.Date { return &p.From }),
				exchange.Date("to", "終了日", "To", func(p *PhaseSpan) *fiscal.Date { return &p.To })),
			exchange.Enum("serviceDays", "提供日", "Service days", dayWords, func(d *Draft) *string { return &d.ServiceDays }).Aka("サービス提供日"),
			exchange.Code("serviceFrom", "提供開始時刻", "Service from", func(d *Draft) *string { return &d.ServiceFrom }).Aka("サービス開始時刻"),
			exchange.Code("serviceTo", "提供終了時刻", "Service to", func(d *Draft) *string { return &d.ServiceTo }).Aka("サービス終了時刻"),
			exchange.Text("serviceNote", "提供時間の補足", "Note on service hours", func(d *Draft) *string { return &d.ServiceNote }).Aka("サービス時間備考", "Service note"),
			exchange.Text("vendor", "事業者", "Vendor", func(d *Draft) *string { return &d.Vendor }).Aka("委託先", "ベンダー", "契約相手方"),
			exchange.Text("contractNo", "契約番号", "Contract number", func(d *Draft) *string { return &d.ContractNo }),
			exchange.Date("contractEndsOn", "契約満了日", "Contract ends", func(d *Draft) *fiscal.Date { return &d.ContractEndsOn }).Aka("契約終了日", "Contract ends on"),
			exchange.Date("lastRenewalOn", "前回の更改日", "Last renewal", func(d *Draft) *fiscal.Date { return &d.LastRenewalOn }).Aka("前回更改日", "Last renewal on", "前回更新日"),
			exchange.Date("nextRenewalOn", "次回の更改日", "Next renewal", func(d *Draft) *fiscal.Date { return &d.NextRenewalOn }).Aka("次回更改日", "Next renewal on", "次回更新日", "更改予定日"),
			exchange.Enum("classificationScheme", "格付けの版", "Classification edition", schemeWords, func(d *Draft) *string { return &d.ClassificationScheme }).Aka("分類基準", "Classification scheme"),
			exchange.Code("confidentiality", "機密性", "Confidentiality", func(d *Draft) *string { return &d.Confidentiality }),
			exchange.Code("integrity", "完全性", "Integrity", func(d *Draft) *string { return &d.Integrity }),
			exchange.Code("availability", "可用性", "Availability", func(d *Draft) *string { return &d.Availability }),
			exchange.Int("userCount", "利用者数", "Users", func(d *Draft) **int64 { return &d.UserCount }),
			exchange.Text("userNote", "利用者の説明", "Who the users are", func(d *Draft) *string { return &d.UserNote }).Aka("利用者備考", "User note"),
			exchange.Lines("components", "構成要素", "Components", func(d *Draft) *store.List[Component] { return &d.Components },
				exchange.Text("name", "名称", "Name", func(c *Component) *string { return &c.Name }),
				exchange.Text("version", "版", "Version", func(c *Component) *string { return &c.Version }),
				exchange.Enum("kind", "種類", "Kind", componentWords, func(c *Component) *string { return &c.Kind }),
				exchange.Date("eolMainstream", "通常サポート終了日", "End of mainstream support", func(c *Component) *fiscal.Date { return &c.EOLMain }),
				exchange.Date("eolExtended", "延長サポート終了日", "End of extended support", func(c *Component) *fiscal.Date { return &c.EOLExtended }),
				exchange.Text("source", "出典", "Source", func(c *Component) *string { return &c.Source }),
				exchange.Date("checkedOn", "確認日", "Checked on", func(c *Component) *fiscal.Date { return &c.CheckedOn })),
			exchange.List("functions", "業務機能", "Business functions", func(d *Draft) *store.List[string] { return &d.Functions }),
			exchange.Lines("interfaces", "連携", "Interfaces", func(d *Draft) *store.List[Interface] { return &d.Interfaces },
				exchange.Ref("targetId", "相手システム", "Other system", "systems", func(i *Interface) *string { return &i.TargetID }),
				exchange.Enum("direction", "向き", "Direction", directionWords, func(i *Interface) *string { return &i.Direction }),
				exchange.Enum("method", "方式", "Method", methodWords, func(i *Interface) *string { return &i.Method }),
				exchange.Text("data", "受け渡すデータ", "Data exchanged", func(i *Interface) *string { return &i.Data }),
				exchange.Text("note", "補足", "Note", func(i *Interface) *string { return &i.Note })),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := s.records(e.DB, e.DB.Table("systems").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("systems:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("systems"), scope.All, "owner_id", scope.Sections, "", "")
			return s.records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			if before == nil {
				return authz.Require(ctx, "systems:create", draftFacts(after, ""))
			}
			if err := authz.Require(ctx, "systems:update", draftFacts(before, id)); err != nil {
				return err
			}
			return authz.Require(ctx, "systems:update", draftFacts(after, id))
		},
		Create: func(ctx context.Context, tx *store.Tx, d Draft, why store.Why) error {
			_, err := s.CreateIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) error {
			_, err := s.UpdateIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

func draftFacts(d *Draft, id string) *authz.Record {
	row := System{Draft: *d}
	row.ID = id
	return row.facts()
}

// records reads systems with their interfaces in two statements.
func (s *Service) records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[System](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
	}
	links, err := store.Scan[Interface](db.Table("system_interfaces").Where("system_id IN ?", ids).Order("system_id, position"))
	for _, l := range links {
		d := &out[at[l.SystemID]].Draft
		d.Interfaces = append(d.Interfaces, l)
	}
	return out, err
}
