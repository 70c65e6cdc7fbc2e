package skills

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// Table describes the counts of sections for import and export; an export holds only what the caller may see by level.
func (s *Service) Table() *exchange.Table[HoldingDraft] {
	skills := make([]exchange.Word, len(s.settings.Skills))
	for i, k := range s.settings.Skills {
		skills[i] = exchange.Word{Value: k.ID, Ja: k.Ja, En: k.En}
	}
	return &exchange.Table[HoldingDraft]{
		Noun: "skill_holdings", Reads: "skills:count", Makes: "skills:count",
		Columns: []exchange.Column[HoldingDraft]{
			exchange.Code("code", "コード", "Code", func(d *HoldingDraft) *string { return &d.Code }).Aka("ID"),
			exchange.Ref("sectionId", "所属", "Section", "organisations", func(d *HoldingDraft) *string { return &d.SectionID }).Aka("課", "組織"),
			exchange.Enum("skill", "スキル", "Skill", skills, func(d *HoldingDraft) *string { return &d.Skill }).Aka("役割"),
			exchange.Whole("level1", "レベル1の人数", "People at level 1", func(d *HoldingDraft) *int64 { return &d.Level1 }).Aka("レベル1"),
			exchange.Whole("level2", "レベル2の人数", "People at level 2", func(d *HoldingDraft) *int64 { return &d.Level2 }).Aka("レベル2"),
			exchange.Whole("level3", "レベル3の人数", "People at level 3", func(d *HoldingDraft) *int64 { return &d.Level3 }).Aka("レベル3"),
			exchange.Whole("level4", "レベル4の人数", "People at level 4", func(d *HoldingDraft) *int64 { return &d.Level4 }).Aka("レベル4"),
			exchange.Date("asOf", "調査日", "Counted on", func(d *HoldingDraft) *fiscal.Date { return &d.AsOf }).Aka("基準日"),
			exchange.Lines("trainings", "研修", "Training", func(d *HoldingDraft) *store.List[Training] { return &d.Trainings },
				exchange.Text("title", "研修名", "Title", func(t *Training) *string { return &t.Title }),
				exchange.Whole("level", "到達レベル", "Leads to level", func(t *Training) *int64 { return &t.Level }),
				exchange.Date("plannedOn", "予定日", "Planned on", func(t *Training) *fiscal.Date { return &t.PlannedOn }),
				exchange.Whole("people", "予定人数", "Planned people", func(t *Training) *int64 { return &t.People }),
				exchange.Date("doneOn", "実施日", "Done on", func(t *Training) *fiscal.Date { return &t.DoneOn }),
				exchange.Int("trained", "受講人数", "Took part", func(t *Training) **int64 { return &t.Trained }),
				exchange.Int("reached", "到達人数", "Reached the level", func(t *Training) **int64 { return &t.Reached })),
			exchange.Text("note", "備考", "Note", func(d *HoldingDraft) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[HoldingDraft], error) {
			found, err := records(e.DB.Table("skill_holdings").Where("code IN ?", append(codes, "")).Limit(len(codes) + 1))
			out := make(map[string]exchange.Record[HoldingDraft], len(found))
			for _, r := range found {
				out[r.Draft.Code] = r
			}
			return out, err
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[HoldingDraft], error) {
			scope, err := authz.From(e.Ctx).Scope("skills:count")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("skill_holdings"), scope.All, "section_id", scope.Sections, "", "")
			return records(q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *HoldingDraft, _ string) error {
			for _, d := range []*HoldingDraft{before, after} {
				if d == nil {
					continue
				}
				if err := authz.Require(ctx, "skills:count", (&Holding{HoldingDraft: *d}).facts()); err != nil {
					return err
				}
			}
			return nil
		},
		Create: func(ctx context.Context, tx *store.Tx, d HoldingDraft, why store.Why) error {
			_, err := s.createHoldingIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d HoldingDraft, why store.Why) error {
			_, err := s.updateHoldingIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

func records(q *gorm.DB) ([]exchange.Record[HoldingDraft], error) {
	rows, err := store.Scan[Holding](q)
	out := make([]exchange.Record[HoldingDraft], len(rows))
	for i := range rows {
		out[i] = exchange.Record[HoldingDraft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].HoldingDraft}
	}
	return out, err
}
