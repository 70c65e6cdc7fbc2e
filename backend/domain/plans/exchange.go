package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// Table describes actions for import and export.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "plan_actions",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "コード", "Code", func(d *Draft) *string { return &d.Code }).Aka("施策コード", "Action code", "施策番号", "アクション番号", "ID", "管理番号"),
			exchange.Text("name", "施策名", "Action", func(d *Draft) *string { return &d.Name }).Aka("Name", "アクション名", "取組名", "名称", "action name", "title"),
			exchange.Text("kana", "かな", "Reading (kana)", func(d *Draft) *string { return &d.Kana }).Aka("フリガナ", "Kana", "よみ", "ふりがな"),
			exchange.Text("nameEn", "英語名", "English name", func(d *Draft) *string { return &d.NameEn }).Aka("英語名称"),
			exchange.Ref("themeId", "テーマ", "Theme", "plan_themes", func(d *Draft) *string { return &d.ThemeID }).Aka("テーマコード", "Theme code", "重点テーマ"),
			exchange.Ref("ownerId", "担当所属", "Section", "organisations", func(d *Draft) *string { return &d.OwnerID }).Aka("Owner section", "所管所属", "所管", "担当課", "Owner"),
			exchange.Ref("personId", "担当者", "Person in charge", "people", func(d *Draft) *store.Ref { return &d.PersonID }).Aka("責任者", "Owner person"),
			exchange.Text("summary", "概要", "Summary", func(d *Draft) *string { return &d.Summary }).Aka("内容", "取組内容", "description"),
			exchange.Text("budgetNote", "予算", "Budget", func(d *Draft) *string { return &d.BudgetNote }).Aka("予算メモ", "Budget note"),
			exchange.Date("startsOn", "開始日", "Starts on", func(d *Draft) *fiscal.Date { return &d.StartsOn }).Aka("開始", "start", "着手日"),
			exchange.Date("endsOn", "終了日", "Ends on", func(d *Draft) *fiscal.Date { return &d.EndsOn }).Aka("終了", "end", "完了予定日"),
			exchange.Lines("milestones", "到達点", "Milestones", func(d *Draft) *store.List[Milestone] { return &d.Milestones },
				exchange.Code("quarter", "四半期", "Quarter", func(m *Milestone) *Quarter { return &m.Quarter }),
				exchange.Text("text", "到達点", "Milestone", func(m *Milestone) *string { return &m.Text }),
				exchange.Date("doneOn", "到達日", "Reached on", func(m *Milestone) *fiscal.Date { return &m.DoneOn })),
			exchange.Refs("systemIds", "関係するシステム", "Systems", "systems", func(d *Draft) *store.List[string] { return &d.SystemIDs }).Aka("対象システム", "システム", "Systems concerned"),
			exchange.Refs("projectIds", "関係する案件", "Projects", "projects", func(d *Draft) *store.List[string] { return &d.ProjectIDs }).Aka("案件", "projects"),
			exchange.Date("addedOn", "追加日", "Added on", func(d *Draft) *fiscal.Date { return &d.AddedOn }),
			exchange.Text("addedWhy", "追加の理由", "Why it was added", func(d *Draft) *string { return &d.AddedWhy }).Aka("追加理由"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := records(e.DB, joined(e.DB).Where("plan_actions.code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			scope, err := authz.From(e.Ctx).Scope("plan_actions:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(joined(e.DB), scope.All, "plan_actions.owner_id", scope.Sections, "plan_actions.person_id = ?", scope.Person)
			return records(e.DB, q.Where("plan_actions.code > ?", code).Order("plan_actions.code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			if before == nil {
				return authz.Require(ctx, "plan_actions:create", factsOf("", after.OwnerID, string(after.PersonID)))
			}
			return authz.Require(ctx, "plan_actions:update", factsOf(id, before.OwnerID, string(before.PersonID)))
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

// records reads actions with their milestones and links in four statements.
func records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	type found struct {
		Action
		PlanState State
	}
	rows, err := store.Scan[found](q.Select("plan_actions.*, plans.state AS plan_state"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
		if rows[i].PlanState == StateClosed {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": StateClosed}}
		}
	}
	miles, err := store.Scan[Milestone](db.Table("plan_milestones").Where("action_id IN ?", ids).Order("action_id, quarter"))
	if err != nil {
		return nil, err
	}
	for _, m := range miles {
		d := &out[at[m.ActionID]].Draft
		d.Milestones = append(d.Milestones, m)
	}
	systems, err := store.Scan[actionSystem](db.Table("plan_action_systems").Where("action_id IN ?", ids).Order("action_id, position"))
	if err != nil {
		return nil, err
	}
	for _, l := range systems {
		d := &out[at[l.ActionID]].Draft
		d.SystemIDs = append(d.SystemIDs, l.SystemID)
	}
	projects, err := store.Scan[actionProject](db.Table("plan_action_projects").Where("action_id IN ?", ids).Order("action_id, position"))
	for _, l := range projects {
		d := &out[at[l.ActionID]].Draft
		d.ProjectIDs = append(d.ProjectIDs, l.ProjectID)
	}
	return out, err
}
