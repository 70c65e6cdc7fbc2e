package datasets

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the inventory in files.
var (
	typeWords = []word{
		{Value: "text", Ja: "文字列", En: "Text", Also: []string{"文字"}}, {Value: "integer", Ja: "整数", En: "Whole number"},
		{Value: "number", Ja: "数値", En: "Number", Also: []string{"小数", "数字"}}, {Value: "date", Ja: "日付", En: "Date"},
		{Value: "time", Ja: "日時・時刻", En: "Time", Also: []string{"日時", "時刻"}}, {Value: "flag", Ja: "有無", En: "Yes or no", Also: []string{"真偽値", "フラグ"}},
		{Value: "url", Ja: "URL", En: "URL"},
	}
	classWords = []word{
		{Value: "none", Ja: "個人情報なし", En: "No personal data", Also: []string{"なし", "無", "該当なし"}},
		{Value: "anonymised", Ja: "統計化・匿名加工済み", En: "Aggregated or anonymised", Also: []string{"匿名加工情報", "統計"}},
		{Value: "personal", Ja: "個人情報", En: "Personal data"}, {Value: "sensitive", Ja: "要配慮個人情報", En: "Sensitive personal data"},
		{Value: "specific", Ja: "特定個人情報", En: "Individual numbers", Also: []string{"マイナンバー"}},
	}
	intervalWords = []word{
		{Value: "daily", Ja: "毎日", En: "Daily", Also: []string{"日次"}}, {Value: "weekly", Ja: "毎週", En: "Weekly", Also: []string{"週次"}},
		{Value: "monthly", Ja: "毎月", En: "Monthly", Also: []string{"月次"}}, {Value: "quarterly", Ja: "四半期ごと", En: "Quarterly", Also: []string{"四半期"}},
		{Value: "half_yearly", Ja: "半年ごと", En: "Every half year", Also: []string{"半年"}}, {Value: "yearly", Ja: "毎年", En: "Yearly", Also: []string{"年次", "年1回"}},
		{Value: "five_yearly", Ja: "5年ごと", En: "Every five years"}, {Value: "irregular", Ja: "随時", En: "As needed", Also: []string{"不定期"}},
		{Value: "never", Ja: "更新しない", En: "Not updated any more", Also: []string{"更新なし"}},
	}
	formatWords = []word{
		{Value: "paper", Ja: "紙", En: "Paper"}, {Value: "image", Ja: "画像", En: "Image"}, {Value: "pdf", Ja: "PDF", En: "PDF"},
		{Value: "document", Ja: "文書ファイル", En: "Text document", Also: []string{"Word"}}, {Value: "excel", Ja: "Excel", En: "Excel", Also: []string{"xlsx", "xls", "エクセル"}},
		{Value: "database", Ja: "データベース", En: "Database", Also: []string{"DB"}}, {Value: "csv", Ja: "CSV", En: "CSV"}, {Value: "json", Ja: "JSON", En: "JSON"},
		{Value: "xml", Ja: "XML", En: "XML"}, {Value: "geojson", Ja: "GeoJSON", En: "GeoJSON"}, {Value: "rdf", Ja: "RDF", En: "RDF"},
		{Value: "api_open", Ja: "API(公開仕様)", En: "API, open specification", Also: []string{"API"}},
	}
	yesWords         = []word{{Value: "yes", Ja: "はい", En: "Yes", Also: []string{"○", "有"}}, {Value: "no", Ja: "いいえ", En: "No", Also: []string{"×", "無"}}}
	publicationWords = []word{
		{Value: "public", Ja: "公開", En: "Public", Also: []string{"オープンデータ"}}, {Value: "limited", Ja: "限定公開", En: "Limited", Also: []string{"限定"}},
		{Value: "closed", Ja: "非公開", En: "Closed"},
	}
	licenceWords = []word{
		{Value: "cc0", Ja: "CC0", En: "CC0"}, {Value: "cc_by", Ja: "CC BY", En: "CC BY", Also: []string{"CC BY 4.0", "CC-BY"}},
		{Value: "cc_by_sa", Ja: "CC BY-SA", En: "CC BY-SA"}, {Value: "pdl", Ja: "公共データ利用規約", En: "Public Data License", Also: []string{"PDL1.0", "政府標準利用規約"}},
		{Value: "odc_by", Ja: "ODC-BY", En: "ODC-BY"}, {Value: "cc_by_nc", Ja: "CC BY-NC(非営利)", En: "CC BY-NC (non-commercial)"},
		{Value: "own_terms", Ja: "独自の利用規約", En: "Terms of the city's own"},
	}
)

// Table describes the inventory for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "datasets",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "データID", "Dataset ID", func(d *Draft) *string { return &d.Code }).Aka("コード", "ID", "NO", "code"),
			exchange.Text("name", "データ名", "Name", func(d *Draft) *string { return &d.Name }).Aka("データセット名", "タイトル", "名称"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "よみ"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }),
			exchange.Ref("sectionId", "所管所属", "Section", "organisations", func(d *Draft) *string { return &d.SectionID }).Aka("所管", "所管課", "担当課"),
			exchange.Text("content", "内容", "Content", func(d *Draft) *string { return &d.Content }).Aka("概要", "説明"),
			exchange.Text("standard", "準拠する標準", "Standard", func(d *Draft) *string { return &d.Standard }).Aka("推奨データセット"),
			exchange.Lines("columns", "項目定義", "Column definition", func(d *Draft) *store.List[DataColumn] { return &d.Columns },
				exchange.Text("name", "項目名", "Column", func(c *DataColumn) *string { return &c.Name }),
				exchange.Enum("type", "型", "Type", typeWords, func(c *DataColumn) *string { return &c.Type }),
				exchange.Text("meaning", "意味", "Meaning", func(c *DataColumn) *string { return &c.Meaning }),
				exchange.Bool("required", "必須", "Required", func(c *DataColumn) *bool { return &c.Required }),
				exchange.Bool("key", "キー", "Key", func(c *DataColumn) *bool { return &c.Key })).Aka("データ項目"),
			exchange.Enum("personalData", "個人情報区分", "Personal data", classWords, func(d *Draft) *string { return &d.PersonalData }).Aka("個人情報"),
			exchange.Text("anonymisation", "匿名化の方法", "Anonymisation", func(d *Draft) *string { return &d.Anonymisation }),
			exchange.Enum("updateInterval", "更新頻度", "Update interval", intervalWords, func(d *Draft) *string { return &d.UpdateInterval }),
			exchange.Date("updatedOn", "最終更新日", "Last updated", func(d *Draft) *fiscal.Date { return &d.UpdatedOn }).Aka("更新日"),
			exchange.Enum("format", "保有形態", "Format", formatWords, func(d *Draft) *string { return &d.Format }).Aka("形式", "ファイル形式"),
			exchange.Enum("structured", "構造化", "Structured", yesWords, func(d *Draft) *string { return &d.Structured }),
			exchange.Enum("uris", "URIの使用", "Uses URIs", yesWords, func(d *Draft) *string { return &d.Uris }),
			exchange.Enum("linked", "他データとのリンク", "Linked", yesWords, func(d *Draft) *string { return &d.Linked }),
			exchange.Enum("publication", "公開区分", "Publication", publicationWords, func(d *Draft) *Publication { return &d.Publication }),
			exchange.Text("basis", "公開しない根拠", "Basis for keeping back", func(d *Draft) *string { return &d.Basis }).Aka("根拠", "非公開の理由"),
			exchange.Enum("licence", "利用条件", "Licence", licenceWords, func(d *Draft) *string { return &d.Licence }).Aka("ライセンス"),
			exchange.Text("address", "公開先URL", "Address", func(d *Draft) *string { return &d.Address }).Aka("URL"),
			exchange.Lines("uses", "利用実績", "Uses", func(d *Draft) *store.List[Use] { return &d.Uses },
				exchange.FiscalYear("fiscalYear", "年度", "Fiscal year", func(u *Use) *int { return &u.FiscalYear }),
				exchange.Int("uses", "利用件数", "Uses", func(u *Use) **int64 { return &u.Uses }),
				exchange.Text("example", "活用例", "What for", func(u *Use) *string { return &u.Example })),
			exchange.Refs("systemIds", "保有するシステム", "Systems", "systems", func(d *Draft) *store.List[string] { return &d.SystemIDs }).Aka("システム"),
			exchange.Refs("procedureIds", "関連する手続", "Procedures", "procedures", func(d *Draft) *store.List[string] { return &d.ProcedureIDs }).Aka("手続"),
			exchange.Text("note", "備考", "Note", func(d *Draft) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := s.records(e.DB, e.DB.Table("datasets").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("datasets:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("datasets"), scope.All, "section_id", scope.Sections, "", "")
			return s.records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			if before == nil {
				return permitCreate(ctx, after, authz.From(ctx).PersonID)
			}
			if err := authz.Require(ctx, "datasets:update", factsOf(id, before.SectionID, before.PersonalData, "")); err != nil {
				return err
			}
			row := Dataset{Draft: *before}
			if err := row.take(*after); err != nil { // said in the preview, not only when it is written
				return err
			}
			return authz.Require(ctx, "datasets:update", factsOf(id, after.SectionID, after.PersonalData, ""))
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

func idsOf(rows []Dataset) []string {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}

// usesOf reads the uses of some datasets, in one statement.
func usesOf(db *gorm.DB, rows []Dataset) (map[string]store.List[Use], error) {
	list, err := store.Scan[Use](db.Table("dataset_uses").Where("dataset_id IN ?", idsOf(rows)).Order("dataset_id, fiscal_year"))
	out := map[string]store.List[Use]{}
	for _, u := range list {
		out[u.DatasetID] = append(out[u.DatasetID], u)
	}
	return out, err
}

// lastOf reads the newest measurement of each of some datasets, in one statement. Ids are in the order of their making.
func lastOf(db *gorm.DB, rows []Dataset) (map[string]*Measurement, error) {
	list, err := store.Scan[Measurement](db.Table("dataset_measurements").Where("id IN (?)",
		db.Table("dataset_measurements").Where("dataset_id IN ?", idsOf(rows)).Group("dataset_id").Select("MAX(id)")))
	out := map[string]*Measurement{}
	for i := range list {
		out[list[i].DatasetID] = &list[i]
	}
	return out, err
}

// records reads datasets with their parts, in four statements.
func (s *Service) records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Dataset](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	uses, err := usesOf(db, rows)
	if err != nil {
		return nil, err
	}
	at, ids := map[string]int{}, idsOf(rows)
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID] = i
		rows[i].Uses = uses[rows[i].ID]
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
	}
	systems, err := store.Scan[heldBy](db.Table("dataset_systems").Where("dataset_id IN ?", ids).Order("dataset_id, position"))
	if err != nil {
		return nil, err
	}
	for _, l := range systems {
		d := &out[at[l.DatasetID]].Draft
		d.SystemIDs = append(d.SystemIDs, l.SystemID)
	}
	procedures, err := store.Scan[servedBy](db.Table("dataset_procedures").Where("dataset_id IN ?", ids).Order("dataset_id, position"))
	for _, l := range procedures {
		d := &out[at[l.DatasetID]].Draft
		d.ProcedureIDs = append(d.ProcedureIDs, l.ProcedureID)
	}
	return out, err
}
