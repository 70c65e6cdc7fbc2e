package maturity

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// Table describes targets for import and export.
func (s *Service) Table() *exchange.Table[TargetDraft] {
	words := []exchange.Word{}
	for _, m := range s.models {
		words = append(words, exchange.Word{Value: m.ID, Ja: m.Name, En: m.NameEn, Also: []string{m.Short, m.ID}})
	}
	return &exchange.Table[TargetDraft]{
		Noun: "maturity_targets", Reads: "maturity:read", Makes: "maturity:target",
		Columns: []exchange.Column[TargetDraft]{
			exchange.Code("code", "目標コード", "Target code", func(d *TargetDraft) *string { return &d.Code }).Aka("コード", "ID"),
			exchange.Ref("sectionId", "所属", "Unit", "organisations", func(d *TargetDraft) *string { return &d.SectionID }).Aka("組織", "所管", "section"),
			exchange.Enum("model", "モデル", "Model", words, func(d *TargetDraft) *string { return &d.Model }),
			exchange.Whole("fiscalYear", "年度", "Fiscal year", func(d *TargetDraft) *int { return &d.FiscalYear }).Aka("会計年度", "FY"),
			exchange.Whole("level", "目標レベル", "Level to reach", func(d *TargetDraft) *int { return &d.Level }).Aka("レベル", "level"),
			exchange.Text("note", "備考", "Note", func(d *TargetDraft) *string { return &d.Note }).Aka("メモ"),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[TargetDraft], error) {
			found, err := targetRecords(e.DB.Table("maturity_targets").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[TargetDraft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[TargetDraft], error) {
			scope, err := authz.From(e.Ctx).Scope("maturity:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("maturity_targets"), scope.All, "section_id", scope.Sections, "", "")
			return targetRecords(q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *TargetDraft, id string) error {
			for _, d := range []*TargetDraft{before, after} {
				if d == nil {
					continue
				}
				t := Target{TargetDraft: *d}
				t.ID = id
				if err := authz.Require(ctx, "maturity:target", t.facts()); err != nil {
					return err
				}
			}
			return nil
		},
		Create: func(ctx context.Context, tx *store.Tx, d TargetDraft, why store.Why) error {
			_, err := s.setTargetIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d TargetDraft, why store.Why) error {
			_, err := s.updateTargetIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

func targetRecords(q *gorm.DB) ([]exchange.Record[TargetDraft], error) {
	rows, err := store.Scan[Target](q)
	out := make([]exchange.Record[TargetDraft], len(rows))
	for i := range rows {
		out[i] = exchange.Record[TargetDraft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].TargetDraft}
	}
	return out, err
}
