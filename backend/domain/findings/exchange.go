package findings

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// words are the entries of the catalogue as files name them.
func words(list []Entry) []exchange.Word {
	out := make([]exchange.Word, len(list))
	for i, e := range list {
		out[i] = exchange.Word{Value: e.ID, Ja: e.Name, En: e.NameEn}
	}
	return out
}

// Table describes findings for import and export. A file brings drafts; what was notified is exported and stays as it is.
func (s *Service) Table() *exchange.Table[Draft] {
	return &exchange.Table[Draft]{
		Noun: "findings", Makes: "findings:raise",
		Columns: []exchange.Column[Draft]{
			exchange.Code("code", "指摘番号", "Finding code", func(d *Draft) *string { return &d.Code }).Aka("コード", "番号", "管理番号", "ID", "finding no", "no"),
			exchange.Text("title", "件名", "Title", func(d *Draft) *string { return &d.Title }).Aka("指摘件名", "名称", "表題", "name"),
			exchange.Text("titleEn", "英語の件名", "English title", func(d *Draft) *string { return &d.TitleEn }),
			exchange.Enum("kind", "区分", "Kind", words(s.catalogue.Kinds), func(d *Draft) *string { return &d.Kind }).Aka("指摘区分", "種別", "type"),
			exchange.Enum("source", "監査の種類", "Audit", words(s.catalogue.Sources), func(d *Draft) *string { return &d.Source }).Aka("監査種別", "監査", "source"),
			exchange.Text("auditName", "監査名", "Audit and report", func(d *Draft) *string { return &d.AuditName }).Aka("監査報告", "報告書"),
			exchange.Date("auditedOn", "監査日", "Audited on", func(d *Draft) *fiscal.Date { return &d.AuditedOn }).Aka("監査実施日"),
			exchange.Ref("sectionId", "対象所属", "Section", "organisations", func(d *Draft) *string { return &d.SectionID }).Aka("所属", "所管", "被監査所属", "担当課", "auditee"),
			exchange.Enum("theme", "テーマ", "Theme", words(s.catalogue.Themes), func(d *Draft) *string { return &d.Theme }).Aka("分野"),
			exchange.Text("criteria", "基準", "Criteria", func(d *Draft) *string { return &d.Criteria }),
			exchange.Text("condition", "現状", "Condition", func(d *Draft) *string { return &d.Condition }).Aka("指摘内容", "事実"),
			exchange.Text("cause", "原因", "Cause", func(d *Draft) *string { return &d.Cause }),
			exchange.Text("effect", "影響の内容", "Effect", func(d *Draft) *string { return &d.Effect }),
			exchange.Text("recommendation", "勧告・改善の求め", "Recommendation", func(d *Draft) *string { return &d.Recommendation }).Aka("改善事項", "求める措置"),
			exchange.Int("impact", "影響", "Impact", func(d *Draft) **int64 { return &d.Impact }).Aka("影響度"),
			exchange.Int("likelihood", "発生可能性", "Likelihood", func(d *Draft) **int64 { return &d.Likelihood }).Aka("可能性"),
			exchange.Int("targetImpact", "目標の影響", "Target impact", func(d *Draft) **int64 { return &d.TargetImpact }),
			exchange.Int("targetLikelihood", "目標の発生可能性", "Target likelihood", func(d *Draft) **int64 { return &d.TargetLikelihood }),
			exchange.Refs("systemIds", "関係するシステム", "Systems concerned", "systems", func(d *Draft) *store.List[string] { return &d.SystemIDs }).Aka("対象システム", "システム", "systems"),
			exchange.Refs("projectIds", "関係する案件", "Projects concerned", "projects", func(d *Draft) *store.List[string] { return &d.ProjectIDs }).Aka("案件", "projects"),
			exchange.Ref("recursOf", "再発の元", "Repeats", "findings", func(d *Draft) *store.Ref { return &d.RecursOf }).Aka("再指摘の元"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[Draft], error) {
			found, err := s.records(e.DB, e.DB.Table("findings").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			out := make(map[string]exchange.Record[Draft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[Draft], error) {
			session := authz.From(e.Ctx)
			scope, err := session.Scope("findings:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("findings"), scope.All, "section_id", scope.Sections, ownSQL, scope.Person)
			drafts, err := session.Scope("findings:raise")
			if err != nil {
				return nil, err
			}
			if !drafts.All {
				q = q.Where("state <> ?", StateDraft)
			}
			return s.records(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *Draft, id string) error {
			perm := "findings:update"
			if before == nil {
				perm, before = "findings:raise", after
			}
			row := Finding{Draft: *before}
			row.ID = id
			if err := authz.Require(ctx, perm, row.facts(s.catalogue.Settings)); err != nil {
				return err
			}
			row.Draft = *after
			return authz.Require(ctx, perm, row.facts(s.catalogue.Settings))
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

// records reads findings with what they point at in three statements.
func (s *Service) records(db, q *gorm.DB) ([]exchange.Record[Draft], error) {
	rows, err := store.Scan[Finding](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	at, ids := map[string]int{}, make([]string, len(rows))
	out := make([]exchange.Record[Draft], len(rows))
	for i := range rows {
		at[rows[i].ID], ids[i] = i, rows[i].ID
		out[i] = exchange.Record[Draft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].Draft}
		if rows[i].State != StateDraft {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": rows[i].State}}
		}
	}
	systems, err := store.Scan[concernedSystem](db.Table("finding_systems").Where("finding_id IN ?", ids).Order("finding_id, position"))
	if err != nil {
		return nil, err
	}
	for _, c := range systems {
		d := &out[at[c.FindingID]].Draft
		d.SystemIDs = append(d.SystemIDs, c.SystemID)
	}
	projects, err := store.Scan[concernedProject](db.Table("finding_projects").Where("finding_id IN ?", ids).Order("finding_id, position"))
	for _, c := range projects {
		d := &out[at[c.FindingID]].Draft
		d.ProjectIDs = append(d.ProjectIDs, c.ProjectID)
	}
	return out, err
}
