package availability

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the enumerations in files.
var (
	basisWords = []word{
		{Value: BasisFull, Ja: "全部", En: "All", Also: []string{"全面", "全停止", "full"}}, {Value: BasisUsers, Ja: "利用者", En: "Users", Also: []string{"利用者数"}},
		{Value: BasisWards, Ja: "区", En: "Wards", Also: []string{"行政区", "区数"}}, {Value: BasisFunctions, Ja: "機能", En: "Functions", Also: []string{"業務機能"}},
	}
	causeWords = []word{
		{Value: "hardware", Ja: "ハードウェア", En: "Hardware", Also: []string{"H/W", "HW", "機器"}}, {Value: "software", Ja: "ソフトウェア", En: "Software", Also: []string{"S/W", "SW", "プログラム"}},
		{Value: "operation", Ja: "運用ミス", En: "Operation", Also: []string{"操作ミス", "運用", "作業ミス"}}, {Value: "network", Ja: "回線", En: "Network", Also: []string{"ネットワーク"}},
		{Value: "facility", Ja: "施設", En: "Facility", Also: []string{"電源", "空調", "設備"}}, {Value: "external", Ja: "外部サービス", En: "External service", Also: []string{"クラウド"}},
		{Value: "unknown", Ja: "不明", En: "Unknown"},
	}
)

// Table describes outages for import and export.
func (s *Service) Table() *exchange.Table[OutageDraft] {
	return &exchange.Table[OutageDraft]{
		Noun: "outages",
		Columns: []exchange.Column[OutageDraft]{
			exchange.Code("code", "停止番号", "Outage code", func(d *OutageDraft) *string { return &d.Code }).Aka("コード", "番号", "障害番号", "ID", "incident id", "incident number"),
			exchange.Ref("systemId", "システム", "System", "systems", func(d *OutageDraft) *string { return &d.SystemID }).Aka("対象システム", "システムコード", "system code", "service"),
			exchange.Text("title", "件名", "Title", func(d *OutageDraft) *string { return &d.Title }).Aka("障害名", "概要", "name", "summary"),
			exchange.Moment("startedAt", "停止開始", "Start", func(d *OutageDraft) *store.Time { return &d.StartedAt }).Aka("発生日時", "開始日時", "開始", "started at", "downtime start"),
			exchange.Moment("endedAt", "停止終了", "End", func(d *OutageDraft) *store.Time { return &d.EndedAt }).Aka("復旧日時", "終了日時", "終了", "ended at", "resolved at", "downtime end"),
			exchange.Enum("basis", "影響の数え方", "Share of", basisWords, func(d *OutageDraft) *string { return &d.Basis }).Aka("範囲", "影響範囲"),
			exchange.Whole("affected", "影響数", "Affected", func(d *OutageDraft) *int64 { return &d.Affected }),
			exchange.Whole("total", "全体数", "Of all", func(d *OutageDraft) *int64 { return &d.Total }),
			exchange.Enum("cause", "原因区分", "Cause", causeWords, func(d *OutageDraft) *string { return &d.Cause }).Aka("原因", "障害原因"),
			exchange.Bool("citizenImpact", "市民への影響", "Citizens affected", func(d *OutageDraft) *bool { return &d.CitizenImpact }).Aka("市民影響", "住民影響"),
			exchange.Text("description", "内容", "Description", func(d *OutageDraft) *string { return &d.Description }).Aka("障害内容", "詳細"),
			exchange.List("functions", "止まった業務機能", "Functions affected", func(d *OutageDraft) *store.List[string] { return &d.Functions }).Aka("影響機能"),
			exchange.Moment("detectedAt", "検知日時", "Detected", func(d *OutageDraft) *store.Time { return &d.DetectedAt }).Aka("発見日時"),
			exchange.Text("detection", "検知の経緯", "How it was noticed", func(d *OutageDraft) *string { return &d.Detection }),
			exchange.Text("recovery", "復旧の経緯", "What brought it back", func(d *OutageDraft) *string { return &d.Recovery }).Aka("対応内容", "復旧内容"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[OutageDraft], error) {
			found, err := s.drafts(e.DB.Table("availability_outages").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[OutageDraft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[OutageDraft], error) {
			q, err := (&Owned{}).narrow(e.Ctx, e.DB.Table("availability_outages").Joins("JOIN systems ON systems.id = availability_outages.system_id"))
			if err != nil {
				return nil, err
			}
			return s.drafts(q.Where("availability_outages.code > ?", code).Order("availability_outages.code").Limit(limit).Select("availability_outages.*"))
		},
		Permit: s.permit,
		Create: func(ctx context.Context, tx *store.Tx, d OutageDraft, why store.Why) error {
			_, err := s.ReportOutageIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d OutageDraft, why store.Why) error {
			_, err := s.UpdateOutageIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

func (s *Service) permit(ctx context.Context, before, after *OutageDraft, id string) error {
	now := s.store.Now()
	if after.StartedAt.After(now) {
		return fault.Bad("startedAt", "future", nil)
	}
	if after.EndedAt.After(now) {
		return fault.Bad("endedAt", "future", nil)
	}
	perm, drafts := "outages:create", []*OutageDraft{after}
	if before != nil {
		perm, drafts = "outages:update", []*OutageDraft{before, after}
	}
	for _, d := range drafts {
		owner, err := ownerOf(s.store.Read(ctx), d.SystemID)
		if err != nil {
			return err
		}
		row := Outage{OutageDraft: *d}
		row.ID = id
		if err := authz.Require(ctx, perm, row.facts(owner)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) drafts(q *gorm.DB) ([]exchange.Record[OutageDraft], error) {
	rows, err := store.Scan[Outage](q)
	out := make([]exchange.Record[OutageDraft], len(rows))
	for i := range rows {
		out[i] = exchange.Record[OutageDraft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].OutageDraft}
	}
	return out, err
}
