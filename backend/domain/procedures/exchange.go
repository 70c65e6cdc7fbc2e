package procedures

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the inventory in files; the national survey's are among them.
var (
	kindWords = []word{
		{Value: "application", Ja: "申請等", En: "Application", Also: []string{"申請", "届出"}},
		{Value: "disposition", Ja: "申請等に基づく処分通知等", En: "Disposition on application"},
		{Value: "other_disposition", Ja: "それ以外の処分通知等", En: "Other disposition", Also: []string{"申請等に基づかない処分通知等", "処分通知", "交付等"}},
		{Value: "inspection", Ja: "縦覧等", En: "Inspection", Also: []string{"縦覧"}},
		{Value: "record", Ja: "作成・保存等", En: "Making and keeping records", Also: []string{"作成・保存"}},
	}
	partyWords = []word{
		{Value: "citizen", Ja: "国民等", En: "Citizens", Also: []string{"国民", "市民", "住民"}}, {Value: "business", Ja: "民間事業者等", En: "Businesses", Also: []string{"事業者", "民間事業者"}},
		{Value: "nation", Ja: "国等", En: "Nation", Also: []string{"国"}}, {Value: "agency", Ja: "独法等", En: "Incorporated agencies", Also: []string{"独立行政法人等"}},
		{Value: "municipality", Ja: "地方公共団体", En: "Local governments", Also: []string{"地方等"}},
	}
	basisWords = []word{
		{Value: "law", Ja: "法令", En: "Law", Also: []string{"法律", "政令", "省令"}}, {Value: "ordinance", Ja: "条例", En: "Ordinance"},
		{Value: "rule", Ja: "規則", En: "Rule"}, {Value: "guideline", Ja: "要綱", En: "Guideline", Also: []string{"要領"}},
	}
	wardWords     = []word{{Value: "none", Ja: "区では行わない", En: "Not in wards"}, {Value: "all", Ja: "全区", En: "All wards"}, {Value: "some", Ja: "一部の区", En: "Some wards"}}
	formWords     = []word{{Value: "online", Ja: "オンライン", En: "Online", Also: []string{"電子"}}, {Value: "post", Ja: "郵送", En: "By post"}, {Value: "visit", Ja: "窓口", En: "At the counter", Also: []string{"対面"}}}
	identityWords = []word{
		{Value: "none", Ja: "不要", En: "Not needed"}, {Value: "my_number_card", Ja: "マイナンバーカード", En: "My Number card", Also: []string{"電子署名", "公的個人認証"}},
		{Value: "signature", Ja: "署名・写し", En: "Signature or copy", Also: []string{"署名", "Signature", "写しの添付"}}, {Value: "in_person", Ja: "対面", En: "In person"},
	}
	paymentWords    = []word{{Value: "none", Ja: "手数料なし", En: "No fee", Also: []string{"なし", "None", "無料", "不要"}}, {Value: "online", Ja: "オンライン納付", En: "Online", Also: []string{"電子納付"}}, {Value: "transfer", Ja: "納付書・口座振替", En: "Slip or direct debit", Also: []string{"納付書", "口座振替"}}, {Value: "cash", Ja: "窓口で現金", En: "Cash at the counter", Also: []string{"現金"}}}
	attachmentWords = []word{{Value: "none", Ja: "添付なし", En: "None", Also: []string{"なし"}}, {Value: "online", Ja: "オンライン", En: "Online"}, {Value: "post", Ja: "郵送", En: "By post"}, {Value: "visit", Ja: "窓口", En: "At the counter"}}
	deliveryWords   = []word{{Value: "none", Ja: "交付物なし", En: "Nothing to deliver", Also: []string{"なし", "None"}}, {Value: "electronic", Ja: "電子交付", En: "Electronic", Also: []string{"電子"}}, {Value: "post", Ja: "郵送", En: "By post", Also: []string{"郵送交付"}}, {Value: "counter", Ja: "窓口", En: "At the counter", Also: []string{"窓口交付"}}}
	onlineWords     = []word{{Value: "e_application", Ja: "電子申請", En: "E-application"}, {Value: "mynaportal", Ja: "マイナポータル", En: "Mynaportal", Also: []string{"ぴったりサービス"}}, {Value: "lgwan", Ja: "LGWAN", En: "LGWAN"}, {Value: "other", Ja: "その他", En: "Other"}}
	bprWords        = []word{
		{Value: "not_started", Ja: "未着手", En: "Not started"}, {Value: "analysing", Ja: "現状分析中", En: "Analysing"}, {Value: "redesigning", Ja: "見直し中", En: "Redesigning"},
		{Value: "done", Ja: "見直し済", En: "Done", Also: []string{"完了"}}, {Value: "not_needed", Ja: "不要", En: "Not needed"},
	}
)

// settingWords are the words of the settings as files name them.
func settingWords(list []Word) []word {
	out := make([]word, len(list))
	for i, w := range list {
		out[i] = word{Value: w.ID, Ja: w.Ja, En: w.En}
	}
	return out
}

// Table describes the inventory for import and export. The headers of the national survey are known.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "procedures",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "手続ID", "Procedure ID", func(d *Draft) *string { return &d.Code }).Aka("コード", "ID", "手続番号", "code"),
			exchange.Text("name", "手続名", "Name", func(d *Draft) *string { return &d.Name }).Aka("手続の名称", "手続名称", "名称"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "よみ"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }),
			exchange.Text("summary", "概要", "Summary", func(d *Draft) *string { return &d.Summary }).Aka("手続の概要", "説明"),
			exchange.Ref("sectionId", "所管所属", "Section", "organisations", func(d *Draft) *string { return &d.SectionID }).Aka("所管", "所管課", "担当課", "所管府省庁"),
			exchange.Enum("kind", "手続類型", "Kind", kindWords, func(d *Draft) *string { return &d.Kind }).Aka("類型", "手続の類型"),
			exchange.Enum("actor", "手続主体", "Acting party", partyWords, func(d *Draft) *string { return &d.Actor }).Aka("主体"),
			exchange.Enum("recipient", "受け手", "Receiving party", partyWords, func(d *Draft) *string { return &d.Recipient }).Aka("手続の受け手", "受け手"),
			exchange.Enum("basisKind", "申請根拠", "Kind of basis", basisWords, func(d *Draft) *string { return &d.BasisKind }).Aka("根拠の種類"),
			exchange.Text("legalBasis", "根拠法令・条項", "Legal basis", func(d *Draft) *string { return &d.LegalBasis }).Aka("根拠法令", "法令名", "根拠条項", "根拠規定"),
			exchange.Enum("wardScope", "区での実施", "In wards", wardWords, func(d *Draft) *string { return &d.WardScope }).Aka("Wards"),
			exchange.Refs("wardIds", "実施区", "Carried out in", "organisations", func(d *Draft) *store.List[string] { return &d.WardIDs }),
			exchange.Words("priorityGroups", "重点対象", "Priority groups", settingWords(s.settings.Groups), func(d *Draft) *store.List[string] { return &d.PriorityGroups }).Aka("対象者"),
			exchange.Enum("formNow", "申請(現在)", "Form, now", formWords, func(d *Draft) *Method { return &d.FormNow }).Aka("申請の方法", "Form now", "申請方法", "オンライン化状況"),
			exchange.Enum("formGoal", "申請(目標)", "Form, goal", formWords, func(d *Draft) *Method { return &d.FormGoal }).Aka("申請の方法(目標)"),
			exchange.Enum("identityNow", "本人確認(現在)", "Identity, now", identityWords, func(d *Draft) *Method { return &d.IdentityNow }).Aka("本人確認", "Identity now", "本人確認の手法", "本人確認手法"),
			exchange.Enum("identityGoal", "本人確認(目標)", "Identity, goal", identityWords, func(d *Draft) *Method { return &d.IdentityGoal }),
			exchange.Enum("paymentNow", "納付(現在)", "Payment, now", paymentWords, func(d *Draft) *Method { return &d.PaymentNow }).Aka("納付の方法", "Payment now", "納付方法", "手数料等の納付方法"),
			exchange.Enum("paymentGoal", "納付(目標)", "Payment, goal", paymentWords, func(d *Draft) *Method { return &d.PaymentGoal }).Aka("納付の方法(目標)"),
			exchange.Enum("attachmentsNow", "添付(現在)", "Attachments, now", attachmentWords, func(d *Draft) *Method { return &d.AttachmentsNow }).Aka("添付の方法", "Attachments now", "添付書類等提出の撤廃/省略状況"),
			exchange.Enum("attachmentsGoal", "添付(目標)", "Attachments, goal", attachmentWords, func(d *Draft) *Method { return &d.AttachmentsGoal }).Aka("添付の方法(目標)"),
			exchange.Enum("deliveryNow", "交付(現在)", "Delivery, now", deliveryWords, func(d *Draft) *Method { return &d.DeliveryNow }).Aka("交付の方法", "Delivery now", "交付方法", "交付物"),
			exchange.Enum("deliveryGoal", "交付(目標)", "Delivery, goal", deliveryWords, func(d *Draft) *Method { return &d.DeliveryGoal }).Aka("交付の方法(目標)"),
			exchange.Text("visitReason", "対面が必須な理由", "Why a visit is needed", func(d *Draft) *string { return &d.VisitReason }).Aka("対面必須理由"),
			exchange.Bool("seal", "押印", "Seal", func(d *Draft) *bool { return &d.Seal }),
			exchange.Lines("attachments", "添付書類", "Attachments", func(d *Draft) *store.List[Attachment] { return &d.Attachments },
				exchange.Text("name", "書類", "Document", func(a *Attachment) *string { return &a.Name }),
				exchange.Bool("held", "行政が保有", "Held by the administration", func(a *Attachment) *bool { return &a.Held })),
			exchange.Text("feeNote", "手数料", "Fee", func(d *Draft) *string { return &d.FeeNote }).Aka("手数料等"),
			exchange.Enum("onlineMethod", "オンライン方式", "Online by", onlineWords, func(d *Draft) *string { return &d.OnlineMethod }).Aka("情報システム(申請)"),
			exchange.Date("onlineSince", "オンライン開始日", "Online since", func(d *Draft) *fiscal.Date { return &d.OnlineSince }).Aka("開始日"),
			exchange.Int("standardDays", "標準処理期間", "Standard processing time", func(d *Draft) **int64 { return &d.StandardDays }).Aka("標準処理期間(日)", "Standard days", "標準処理期間"),
			exchange.Words("obstacles", "障害", "Obstacles", settingWords(s.settings.Obstacles), func(d *Draft) *store.List[string] { return &d.Obstacles }).Aka("オンライン化の障害", "課題"),
			exchange.Enum("bprState", "BPRの状態", "Re-engineering (BPR)", bprWords, func(d *Draft) *string { return &d.BprState }).Aka("BPR", "BPR状態"),
			exchange.Lines("volumes", "年間件数", "Yearly volumes", func(d *Draft) *store.List[Volume] { return &d.Volumes },
				exchange.FiscalYear("fiscalYear", "年度", "Fiscal year", func(v *Volume) *int { return &v.FiscalYear }),
				exchange.Int("total", "総数", "Total", func(v *Volume) **int64 { return &v.Total }),
				exchange.Int("online", "オンライン", "Online", func(v *Volume) **int64 { return &v.Online }),
				exchange.Int("post", "郵送", "By post", func(v *Volume) **int64 { return &v.Post }),
				exchange.Int("counter", "窓口", "Counter", func(v *Volume) **int64 { return &v.Counter }),
				exchange.Int("other", "その他", "Other", func(v *Volume) **int64 { return &v.Other })).Aka("件数", "総手続件数"),
			exchange.Refs("systemIds", "使うシステム", "Systems", "systems", func(d *Draft) *store.List[string] { return &d.SystemIDs }).Aka("システム", "systems"),
			exchange.Ref("projectId", "案件", "Project", "projects", func(d *Draft) *store.Ref { return &d.ProjectID }).Aka("プロジェクト"),
			exchange.FiscalYear("targetFy", "目標年度", "Target year", func(d *Draft) *int { return &d.TargetFY }).Aka("オンライン化予定年度"),
			exchange.Text("note", "備考", "Note", func(d *Draft) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := s.records(e.DB, e.DB.Table("procedures").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("procedures:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("procedures"), scope.All, "section_id", scope.Sections, "", "")
			return s.records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			if before == nil {
				return authz.Require(ctx, "procedures:create", factsOf("", after.SectionID))
			}
			if err := authz.Require(ctx, "procedures:update", factsOf(id, before.SectionID)); err != nil {
				return err
			}
			return authz.Require(ctx, "procedures:update", factsOf(id, after.SectionID))
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

// volumesOf reads the volumes of some procedures, in one statement.
func volumesOf(db *gorm.DB, rows []Procedure) (map[string]store.List[Volume], error) {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	list, err := store.Scan[Volume](db.Table("procedure_volumes").Where("procedure_id IN ?", ids).Order("procedure_id, fiscal_year"))
	out := map[string]store.List[Volume]{}
	for _, v := range list {
		out[v.ProcedureID] = append(out[v.ProcedureID], v)
	}
	return out, err
}

// records reads procedures with their parts, in four statements.
func (s *Service) records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Procedure](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	volumes, err := volumesOf(db, rows)
	if err != nil {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		rows[i].Volumes = volumes[rows[i].ID]
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
	}
	systems, err := store.Scan[usedSystem](db.Table("procedure_systems").Where("procedure_id IN ?", ids).Order("procedure_id, position"))
	if err != nil {
		return nil, err
	}
	for _, l := range systems {
		d := &out[at[l.ProcedureID]].Draft
		d.SystemIDs = append(d.SystemIDs, l.SystemID)
	}
	wards, err := store.Scan[handledBy](db.Table("procedure_wards").Where("procedure_id IN ?", ids).Order("procedure_id, position"))
	for _, l := range wards {
		d := &out[at[l.ProcedureID]].Draft
		d.WardIDs = append(d.WardIDs, l.WardID)
	}
	return out, err
}
