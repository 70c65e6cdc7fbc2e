package pilots

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type (
	word = exchange.Word
	date = fiscal.Date
)

// Words of pilots in files.
var (
	dataWords = []word{
		{Value: "none", Ja: "個人情報なし", En: "No personal data", Also: []string{"なし", "無"}}, {Value: "masked", Ja: "仮名化・マスキング済", En: "Masked", Also: []string{"仮名化"}},
		{Value: "personal", Ja: "個人情報あり", En: "Personal data", Also: []string{"あり", "有"}},
	}
	rankWords = []word{
		{Value: "top1", Ja: "1位に正答", En: "Right in first place", Also: []string{"1", "1位", "top-1", "top1", "○"}},
		{Value: "top3", Ja: "2〜3位に正答", En: "Right in second or third place", Also: []string{"2", "3", "2位", "3位", "top-3", "top3", "△"}},
		{Value: "none", Ja: "正答なし", En: "No right answer", Also: []string{"0", "なし", "圏外", "誤答", "none", "×"}},
	}
)

// Table describes pilots for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	technologies := make([]word, len(s.settings.Technologies))
	for i, w := range s.settings.Technologies {
		technologies[i] = word{Value: w.ID, Ja: w.Ja, En: w.En}
	}
	return &exchange.Table[Draft]{
		Noun: "pilots",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "コード", "Code", func(d *Draft) *string { return &d.Code }).Aka("ID", "実証コード", "code"),
			exchange.Text("name", "実証の名称", "Name", func(d *Draft) *string { return &d.Name }).Aka("名称", "件名"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "よみ"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }),
			exchange.Text("business", "業務", "Line of work", func(d *Draft) *string { return &d.Business }).Aka("対象業務"),
			exchange.Text("businessEn", "業務(英語)", "Line of work (English)", func(d *Draft) *string { return &d.BusinessEn }),
			exchange.Enum("technology", "技術", "Technology", technologies, func(d *Draft) *string { return &d.Technology }).Aka("技術区分"),
			exchange.Text("purpose", "目的", "Purpose", func(d *Draft) *string { return &d.Purpose }).Aka("ねらい"),
			exchange.Ref("sectionId", "所管所属", "Section", "organisations", func(d *Draft) *string { return &d.SectionID }).Aka("所管", "所管課", "担当課"),
			exchange.Ref("managerId", "実施責任者", "Run by", "people", func(d *Draft) *string { return &d.ManagerID }).Aka("責任者"),
			exchange.Refs("wardIds", "対象区", "Wards", "organisations", func(d *Draft) *store.List[string] { return &d.WardIDs }).Aka("区"),
			exchange.Date("startsOn", "開始予定日", "Planned start", func(d *Draft) *date { return &d.StartsOn }).Aka("開始日"),
			exchange.Date("endsOn", "判断期限", "Decision by", func(d *Draft) *date { return &d.EndsOn }).Aka("終了予定日", "終了日"),
			exchange.Whole("targetCases", "対象ケース数", "Cases to verify", func(d *Draft) *int64 { return &d.TargetCases }).Aka("検証ケース数"),
			exchange.Ref("projectId", "案件", "Project", "projects", func(d *Draft) *store.Ref { return &d.ProjectID }).Aka("プロジェクト"),
			exchange.Enum("personalData", "個人情報", "Personal data", dataWords, func(d *Draft) *string { return &d.PersonalData }).Aka("個人情報の有無"),
			exchange.Text("privacyNote", "個人情報の取扱い", "Handling of personal data", func(d *Draft) *string { return &d.PrivacyNote }),
			exchange.Text("accountability", "説明責任", "Accountability", func(d *Draft) *string { return &d.Accountability }),
			exchange.Text("humanCheck", "人による確認", "Human check", func(d *Draft) *string { return &d.HumanCheck }).Aka("誤答時の人の確認"),
			exchange.Int("oneOffCost", "初期費用", "One-off cost", func(d *Draft) **int64 { return &d.OneOffCost }).Aka("初期費用(円)"),
			exchange.Int("yearlyCost", "年間費用", "Yearly cost", func(d *Draft) **int64 { return &d.YearlyCost }).Aka("年間費用(円)"),
			exchange.Lines("readings", "利用と満足度", "Use and satisfaction", func(d *Draft) *store.List[Reading] { return &d.Readings },
				exchange.Date("on", "集計日", "Counted on", func(r *Reading) *date { return &r.On }),
				exchange.Int("uses", "利用回数", "Uses", func(r *Reading) **int64 { return &r.Uses }),
				exchange.Int("respondents", "回答者数", "Staff asked", func(r *Reading) **int64 { return &r.Respondents }),
				exchange.Int("satisfied", "満足", "Satisfied", func(r *Reading) **int64 { return &r.Satisfied })),
			exchange.Text("note", "備考", "Note", func(d *Draft) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := records(e.DB, e.DB.Table("pilots").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("pilots:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("pilots"), scope.All, "section_id", scope.Sections, "", "")
			return records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			facts := func(d *Draft) *authz.Record {
				p := Pilot{Draft: *d}
				p.ID = id
				return p.facts()
			}
			if before == nil {
				return authz.Require(ctx, "pilots:create", facts(after))
			}
			if err := authz.Require(ctx, "pilots:update", facts(before)); err != nil {
				return err
			}
			return authz.Require(ctx, "pilots:update", facts(after))
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

// records reads pilots with their wards, in two statements.
func records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Pilot](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
	}
	wards, err := store.Scan[ward](db.Table("pilot_wards").Where("pilot_id IN ?", ids).Order("pilot_id, position"))
	for _, w := range wards {
		d := &out[at[w.PilotID]].Draft
		d.WardIDs = append(d.WardIDs, w.WardID)
	}
	return out, err
}

// CaseTable describes cases for import and export: what a ward counts on its own sheet comes in as one file.
func (s *Service) CaseTable() *exchange.Table[CaseDraft] {
	return &exchange.Table[CaseDraft]{
		Noun: "pilot_cases", Reads: "pilots:read", Makes: "pilots:record",
		Columns: []exchange.Column[CaseDraft]{
			exchange.Code("code", "ケースID", "Case ID", func(d *CaseDraft) *string { return &d.Code }).Aka("ID", "ケース番号", "コード", "code"),
			exchange.Ref("pilotId", "実証", "Pilot", "pilots", func(d *CaseDraft) *string { return &d.PilotID }).Aka("実証コード", "pilot"),
			exchange.Ref("wardId", "区", "Ward", "organisations", func(d *CaseDraft) *string { return &d.WardID }).Aka("対象区", "ward"),
			exchange.Text("edition", "評価セットの版", "Evaluation set", func(d *CaseDraft) *string { return &d.Edition }).Aka("評価セット", "版", "version"),
			exchange.Enum("rank", "正答の順位", "Place of the right answer", rankWords, func(d *CaseDraft) *Rank { return &d.Rank }).Aka("順位", "結果", "rank"),
			exchange.Int("secondsBefore", "従来の時間(秒)", "Seconds before", func(d *CaseDraft) **int64 { return &d.SecondsBefore }).Aka("導入前(秒)", "従来(秒)", "before"),
			exchange.Int("secondsAfter", "実証での時間(秒)", "Seconds after", func(d *CaseDraft) **int64 { return &d.SecondsAfter }).Aka("導入後(秒)", "実証(秒)", "after"),
			exchange.Date("handledOn", "実施日", "Tried on", func(d *CaseDraft) *date { return &d.HandledOn }).Aka("日付", "date"),
			exchange.Ref("checkedById", "確認者", "Checked by", "people", func(d *CaseDraft) *store.Ref { return &d.CheckedByID }).Aka("確認した職員", "checked by"),
			exchange.Text("note", "備考", "Note", func(d *CaseDraft) *string { return &d.Note }).Aka("メモ"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[CaseDraft], error) {
			found, err := caseRecords(e.DB.Table("pilot_cases").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[CaseDraft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[CaseDraft], error) {
			scope, err := authz.From(e.Ctx).Scope("pilots:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("pilot_cases").Joins("JOIN pilots ON pilots.id = pilot_cases.pilot_id"), scope.All, "pilots.section_id", scope.Sections, "", "")
			return caseRecords(q.Where("pilot_cases.code > ? AND "+counts, code).Order("pilot_cases.code").Limit(limit).Select("pilot_cases.*"))
		},
		Permit: func(ctx context.Context, before, after *CaseDraft, _ string) error {
			p, err := store.Load[Pilot](s.store.Read(ctx), after.PilotID)
			if err != nil {
				return err
			}
			if before == nil {
				return mayRecord(ctx, p, after.WardID)
			}
			return mayRecord(ctx, p, before.WardID, after.WardID)
		},
		Create: func(ctx context.Context, tx *store.Tx, d CaseDraft, why store.Why) error {
			_, err := s.createCaseIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d CaseDraft, why store.Why) error {
			_, err := s.updateCaseIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

func caseRecords(q *gorm.DB) ([]exchange.Record[CaseDraft], error) {
	rows, err := store.Scan[Case](q)
	out := make([]exchange.Record[CaseDraft], len(rows))
	for i := range rows {
		out[i] = exchange.Record[CaseDraft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].CaseDraft}
	}
	return out, err
}
