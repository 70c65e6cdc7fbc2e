package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

var riskWords = []exchange.Word{
	{Value: "low", Ja: "低い", En: "low", Also: []string{"低"}}, {Value: "medium", Ja: "中程度", En: "medium", Also: []string{"中"}},
	{Value: "high", Ja: "高い", En: "high", Also: []string{"高"}}, {Value: "critical", Ja: "きわめて高い", En: "critical", Also: []string{"極高", "重大", "最高"}},
}

// Table describes projects for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "projects",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "案件コード", "Project code", func(d *Draft) *string { return &d.Code }).Aka("コード", "案件番号", "プロジェクトコード", "ID", "管理番号"),
			exchange.Text("name", "案件名", "Name", func(d *Draft) *string { return &d.Name }).Aka("案件名称", "名称", "プロジェクト名", "project name", "title"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "Kana", "カナ", "よみ", "ふりがな"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }).Aka("英語名称"),
			exchange.Text("purpose", "目的", "Purpose", func(d *Draft) *string { return &d.Purpose }).Aka("概要", "description"),
			exchange.Ref("applicantId", "所管所属", "Owner section", "organisations", func(d *Draft) *string { return &d.ApplicantID }).Aka("申請所属", "Applicant", "所管", "所管組織", "所管課", "担当課"),
			exchange.Ref("managerId", "PJ推進責任者", "Project manager", "people", func(d *Draft) *string { return &d.ManagerID }).Aka("プロジェクト責任者", "責任者", "PM", "推進責任者", "manager"),
			exchange.Ref("headId", "所管所属長", "Head of section", "people", func(d *Draft) *store.Ref { return &d.HeadID }).Aka("Section head", "所属長", "head"),
			exchange.Refs("memberIds", "メンバー", "Members", "people", func(d *Draft) *store.List[string] { return &d.MemberIDs }),
			exchange.Refs("systemIds", "関係するシステム", "Systems concerned", "systems", func(d *Draft) *store.List[string] { return &d.SystemIDs }).Aka("対象システム", "システム", "systems"),
			exchange.Yen("buildCost", "構築費", "Build cost", func(d *Draft) *int64 { return &d.BuildCost }).Aka("導入費", "構築経費"),
			exchange.Yen("runCost", "運用費(5年)", "Running cost (5 years)", func(d *Draft) *int64 { return &d.RunCost }).Aka("運用費", "Running cost", "運用経費", "5年運用費", "運用費5年"),
			exchange.Enum("riskLevel", "リスクの大きさ", "Risk", riskWords, func(d *Draft) *RiskLevel { return &d.RiskLevel }).Aka("リスク", "Risk level", "リスク区分"),
			exchange.Bool("hqDesignated", "ICT戦略本部の承認案件", "Goes to the ICT headquarters", func(d *Draft) *bool { return &d.HQDesignated }).Aka("本部指定", "Designated by headquarters"),
			exchange.Date("startOn", "開始予定日", "Planned start", func(d *Draft) *fiscal.Date { return &d.StartOn }).Aka("開始日", "Start", "着手日", "start date"),
			exchange.Date("finishOn", "完了予定日", "Planned finish", func(d *Draft) *fiscal.Date { return &d.FinishOn }).Aka("Finish", "終了日", "完了日", "finish date", "end date"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := s.records(e.DB, e.DB.Table("projects").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("projects:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("projects"), scope.All, "applicant_id", scope.Sections,
				"EXISTS (SELECT 1 FROM project_people pp WHERE pp.project_id = projects.id AND pp.person_id = ?)", scope.Person)
			return s.records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: permit,
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

func permit(ctx context.Context, before, after *Draft, id string) error {
	facts := func(d *Draft) *authz.Record {
		row := Project{Draft: *d}
		row.ID = id
		return row.facts()
	}
	if before == nil {
		return authz.Require(ctx, "projects:create", facts(after))
	}
	if err := authz.Require(ctx, "projects:update", facts(before)); err != nil || before.ApplicantID == after.ApplicantID {
		return err
	}
	return authz.Require(ctx, "projects:update", facts(after))
}

// records reads projects with members and systems in three statements.
func (s *Service) records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Project](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
		if rows[i].State.ended() {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": rows[i].State}}
		}
	}
	people, err := store.Scan[involved](db.Table("project_people").Where("project_id IN ? AND role = ?", ids, roleMember).Order("project_id, position"))
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		d := &out[at[p.ProjectID]].Draft
		d.MemberIDs = append(d.MemberIDs, p.PersonID)
	}
	systems, err := store.Scan[concerned](db.Table("project_systems").Where("project_id IN ?", ids).Order("project_id, position"))
	for _, c := range systems {
		d := &out[at[c.ProjectID]].Draft
		d.SystemIDs = append(d.SystemIDs, c.SystemID)
	}
	return out, err
}
