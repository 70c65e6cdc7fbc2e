package logicmodels

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// Words of the models in files.
var (
	themeWords = []word{
		{Value: "ai", Ja: "AIの活用", En: "AI"}, {Value: "online_procedures", Ja: "行政手続のオンライン化", En: "Online procedures"},
		{Value: "data", Ja: "データの活用", En: "Use of data"}, {Value: "system_management", Ja: "システムマネジメント", En: "System management"},
		{Value: "work_style", Ja: "働き方", En: "Work style"}, {Value: "other", Ja: "その他", En: "Other"},
	}
	stageWords = []word{
		{Value: "input", Ja: "インプット", En: "Input", Also: []string{"投入"}}, {Value: "activity", Ja: "アクティビティ", En: "Activity", Also: []string{"活動"}},
		{Value: "output", Ja: "アウトプット", En: "Output", Also: []string{"産出"}}, {Value: "initial", Ja: "初期アウトカム", En: "Initial outcome"},
		{Value: "mid", Ja: "中期アウトカム", En: "Intermediate outcome"}, {Value: "final", Ja: "最終アウトカム", En: "Final outcome"},
		{Value: "impact", Ja: "インパクト", En: "Impact", Also: []string{"社会的効果"}},
	}
	directionWords = []word{{Value: "increase", Ja: "増やす", En: "Increase", Also: []string{"増加"}}, {Value: "decrease", Ja: "減らす", En: "Decrease", Also: []string{"減少"}}}
)

// Table describes the models for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "logic_models",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "モデルID", "Model ID", func(d *Draft) *string { return &d.Code }).Aka("コード", "ID", "code"),
			exchange.Text("name", "施策名", "Name", func(d *Draft) *string { return &d.Name }).Aka("名称", "事業名"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "よみ"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }),
			exchange.Ref("sectionId", "所管所属", "Section", "organisations", func(d *Draft) *string { return &d.SectionID }).Aka("所管", "所管課", "担当課"),
			exchange.Enum("theme", "重点テーマ", "Priority", themeWords, func(d *Draft) *string { return &d.Theme }).Aka("テーマ"),
			exchange.FiscalYear("fyFrom", "開始年度", "From", func(d *Draft) *int { return &d.FyFrom }),
			exchange.FiscalYear("fyTo", "終了年度", "To", func(d *Draft) *int { return &d.FyTo }),
			exchange.Text("issue", "課題・現状", "Issue and present state", func(d *Draft) *string { return &d.Issue }).Aka("課題", "現状"),
			exchange.Text("evidence", "課題の根拠", "Evidence", func(d *Draft) *string { return &d.Evidence }).Aka("根拠"),
			exchange.Text("evidenceUrl", "根拠のリンク", "Link to the evidence", func(d *Draft) *string { return &d.EvidenceURL }),
			exchange.Text("because", "仮説(なぜなら)", "Hypothesis: because", func(d *Draft) *string { return &d.Because }),
			exchange.Text("therefore", "仮説(したがって)", "Hypothesis: therefore", func(d *Draft) *string { return &d.Therefore }),
			exchange.Lines("nodes", "要素", "Elements", func(d *Draft) *store.List[Node] { return &d.Nodes },
				exchange.Text("key", "記号", "Key", func(n *Node) *string { return &n.Key }),
				exchange.Enum("stage", "段階", "Stage", stageWords, func(n *Node) *Stage { return &n.Stage }),
				exchange.Text("text", "内容", "What", func(n *Node) *string { return &n.Text }),
				exchange.Text("textEn", "英語", "In English", func(n *Node) *string { return &n.TextEn })),
			exchange.Lines("links", "つながり", "Links", func(d *Draft) *store.List[Link] { return &d.Links },
				exchange.Text("from", "元", "From", func(l *Link) *string { return &l.From }),
				exchange.Text("to", "先", "To", func(l *Link) *string { return &l.To })),
			exchange.Lines("indicators", "指標", "Indicators", func(d *Draft) *store.List[Indicator] { return &d.Indicators },
				exchange.Text("key", "記号", "Key", func(i *Indicator) *string { return &i.Key }),
				exchange.Text("node", "測る要素", "Element", func(i *Indicator) *string { return &i.Node }),
				exchange.Text("name", "指標名", "Indicator", func(i *Indicator) *string { return &i.Name }),
				exchange.Text("nameEn", "英語名", "English name", func(i *Indicator) *string { return &i.NameEn }),
				exchange.Text("unit", "単位", "Unit", func(i *Indicator) *string { return &i.Unit }),
				exchange.Enum("direction", "方向", "Direction", directionWords, func(i *Indicator) *string { return &i.Direction }),
				exchange.Decimal("baseline", "基準値", "Baseline", func(i *Indicator) **float64 { return &i.Baseline }),
				exchange.FiscalYear("baselineYear", "基準年度", "Year of the baseline", func(i *Indicator) *int { return &i.BaselineYear }),
				exchange.Decimal("target", "目標値", "Target", func(i *Indicator) **float64 { return &i.Target }),
				exchange.FiscalYear("targetYear", "目標年度", "Year of the target", func(i *Indicator) *int { return &i.TargetYear }),
				exchange.Ref("datasetId", "出典データ", "Dataset", "datasets", func(i *Indicator) *store.Ref { return &i.DatasetID }),
				exchange.Text("source", "その他の出典", "Other source", func(i *Indicator) *string { return &i.Source })),
			exchange.Lines("actuals", "実績", "Actual values", func(d *Draft) *store.List[Actual] { return &d.Actuals },
				exchange.Text("indicator", "指標の記号", "Indicator", func(a *Actual) *string { return &a.Indicator }),
				exchange.FiscalYear("fiscalYear", "年度", "Fiscal year", func(a *Actual) *int { return &a.FiscalYear }),
				exchange.Decimal("value", "値", "Value", func(a *Actual) **float64 { return &a.Value })),
			exchange.Text("external", "外部要因", "External factors", func(d *Draft) *string { return &d.External }),
			exchange.Int("cost", "費用(円)", "Cost (yen)", func(d *Draft) **int64 { return &d.Cost }).Aka("費用", "事業費"),
			exchange.Whole("evidenceLevel", "エビデンス水準", "Level of evidence", func(d *Draft) *int64 { return &d.EvidenceLevel }),
			exchange.Ref("actionId", "施策(アクションプラン)", "Action of a plan", "plan_actions", func(d *Draft) *store.Ref { return &d.ActionID }),
			exchange.Ref("projectId", "案件", "Project", "projects", func(d *Draft) *store.Ref { return &d.ProjectID }),
			exchange.Date("reviewDueOn", "次の検証日", "Next review", func(d *Draft) *fiscal.Date { return &d.ReviewDueOn }),
			exchange.Text("note", "備考", "Note", func(d *Draft) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := records(e.DB.Table("logic_models").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("logic_models:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("logic_models"), scope.All, "section_id", scope.Sections, "", "")
			return records(q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			if before == nil {
				return authz.Require(ctx, "logic_models:create", factsOf("", after.SectionID))
			}
			if err := authz.Require(ctx, "logic_models:update", factsOf(id, before.SectionID)); err != nil {
				return err
			}
			return authz.Require(ctx, "logic_models:update", factsOf(id, after.SectionID))
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

func records(q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Model](q)
	out := make([]exchange.Record[Draft], len(rows))
	for i, r := range rows {
		out[i] = exchange.Record[Draft]{ID: r.ID, Version: r.Version, Draft: r.Draft}
	}
	return out, err
}
