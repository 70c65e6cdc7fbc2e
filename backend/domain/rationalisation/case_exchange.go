package rationalisation

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// CaseTable describes consolidation cases for import and export. A file proposes: what has been decided takes no change.
func (s *Service) CaseTable() *exchange.Table[CaseDraft] {
	return &exchange.Table[CaseDraft]{
		Noun: "cases", Reads: "rationalisation:read", Makes: "consolidations:create",
		Columns: []exchange.Column[CaseDraft]{
			exchange.Code("code", "案件番号", "Code", func(d *CaseDraft) *string { return &d.Code }).Aka("コード", "code"),
			exchange.Text("name", "件名", "Name", func(d *CaseDraft) *string { return &d.Name }).Aka("名称", "案件名"),
			exchange.Text("nameEn", "英語名", "English name", func(d *CaseDraft) *string { return &d.NameEn }),
			exchange.Text("summary", "目的と進め方", "Purpose", func(d *CaseDraft) *string { return &d.Summary }).Aka("概要"),
			exchange.Ref("sectionId", "主管", "Lead", "organisations", func(d *CaseDraft) *string { return &d.SectionID }).Aka("主管課", "所管"),
			exchange.Lines("members", "統合するシステム", "Systems to merge", func(d *CaseDraft) *store.List[Member] { return &d.Members },
				exchange.Ref("systemId", "廃止するシステム", "System to retire", "systems", func(m *Member) *string { return &m.SystemID }),
				exchange.Ref("absorbedBy", "統合先", "Merged into", "systems", func(m *Member) *string { return &m.AbsorbedBy }),
				exchange.Date("retireOn", "廃止予定日", "To be retired on", func(m *Member) *fiscal.Date { return &m.RetireOn })),
			exchange.Int("runBefore", "統合前の年間経費", "Cost of a year before", func(d *CaseDraft) **int64 { return &d.RunBefore }),
			exchange.Int("runAfter", "統合後の年間経費", "Cost of a year after", func(d *CaseDraft) **int64 { return &d.RunAfter }),
			exchange.Int("oneOff", "一時経費", "One-off cost", func(d *CaseDraft) **int64 { return &d.OneOff }),
			exchange.Text("basis", "金額の根拠", "Basis of the amounts", func(d *CaseDraft) *string { return &d.Basis }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[CaseDraft], error) {
			list, err := caseRecords(e.DB, e.DB.Table("consolidation_cases").Where("code IN ?", append(codes, "")).Limit(len(codes)+1))
			return found(list, err, func(d *CaseDraft) string { return d.Code })
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[CaseDraft], error) {
			scope, err := authz.From(e.Ctx).Scope("rationalisation:read")
			if err != nil {
				return nil, err
			}
			q := store.Within(e.DB.Table("consolidation_cases"), scope.All, "section_id", scope.Sections, "", "")
			return caseRecords(e.DB, q.Where("code > ?", code).Order("code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, after *CaseDraft, id string) error {
			facts := func(d *CaseDraft) *authz.Record {
				k := Case{CaseDraft: *d}
				k.ID = id
				return k.facts()
			}
			if before == nil {
				return authz.Require(ctx, "consolidations:create", facts(after))
			}
			if err := authz.Require(ctx, "consolidations:update", facts(before)); err != nil {
				return err
			}
			return authz.Require(ctx, "consolidations:update", facts(after))
		},
		Create: func(ctx context.Context, tx *store.Tx, d CaseDraft, why store.Why) error {
			_, err := s.proposeIn(ctx, tx, d, why)
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d CaseDraft, why store.Why) error {
			_, err := s.reproposeIn(ctx, tx, id, version, d, why)
			return err
		},
	}
}

// caseRecords reads cases with their systems, in two statements.
func caseRecords(db, q *gorm.DB) ([]exchange.Record[CaseDraft], error) {
	rows, err := store.Scan[Case](q)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	members, err := store.Scan[Member](db.Table("consolidation_members").Where("case_id IN ?", ids).Order("case_id, position"))
	of := map[string]store.List[Member]{}
	for _, m := range members {
		of[m.CaseID] = append(of[m.CaseID], Member{SystemID: m.SystemID, AbsorbedBy: m.AbsorbedBy, RetireOn: m.RetireOn})
	}
	out := make([]exchange.Record[CaseDraft], len(rows))
	for i := range rows {
		rows[i].Members = of[rows[i].ID]
		out[i] = exchange.Record[CaseDraft]{ID: rows[i].ID, Version: rows[i].Version, Draft: rows[i].CaseDraft}
		if rows[i].State != Proposed {
			out[i].Locked = &exchange.Problem{Rule: "wrong_state", Params: fault.Params{"state": rows[i].State}}
		}
	}
	return out, err
}
