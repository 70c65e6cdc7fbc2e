package rationalisation

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

type word = exchange.Word

// dispositionWords are the 7R as files name them.
var dispositionWords = []word{
	{Value: "retire", Ja: "廃止", En: "Retire"}, {Value: "retain", Ja: "継続", En: "Retain", Also: []string{"維持"}}, {Value: "relocate", Ja: "移設", En: "Relocate"},
	{Value: "rehost", Ja: "リホスト", En: "Rehost"}, {Value: "repurchase", Ja: "パッケージ等への乗換え", En: "Repurchase", Also: []string{"買替え"}},
	{Value: "replatform", Ja: "リプラットフォーム", En: "Replatform"}, {Value: "refactor", Ja: "再構築", En: "Refactor", Also: []string{"Re-architect", "リファクタ"}},
}

// ProfileRow is a profile in a file: its system by code.
type ProfileRow struct {
	System string `json:"system" validate:"required,max=40"`
	ProfileBody
}

// AssessmentRow is an assessment in a file.
type AssessmentRow struct {
	System string `json:"system" validate:"required,max=40"`
	AssessmentBody
}

// CapabilityRow is a business function in a file. Its parent is named by its code, so that one file may bring a whole tree.
type CapabilityRow struct {
	Code   string `json:"code" validate:"required,max=40"`
	Name   string `json:"name" validate:"required,max=200"`
	NameEn string `json:"nameEn,omitempty" validate:"max=200"`
	Parent string `json:"parent,omitempty" validate:"max=40"`
	Note   string `json:"note,omitempty" validate:"max=2000"`
}

func systemColumn[D any](at func(*D) *string) exchange.Column[D] {
	return exchange.Code("system", "システム", "System", at).Aka("システムコード", "コード", "code", "System code")
}

// systemOf finds a system by the code in a file.
func systemOf(db *gorm.DB, code string) (id, owner string, err error) {
	type system struct{ ID, OwnerID string }
	rows, err := store.Scan[system](db.Table("systems").Where("code IN ?", []string{code, store.Code(code)}).Select("id, owner_id"))
	if err != nil {
		return "", "", err
	}
	if len(rows) != 1 {
		return "", "", fault.Bad("system", "not_found", nil)
	}
	return rows[0].ID, rows[0].OwnerID, nil
}

// permit asks the policy about the system of a row.
func (s *Service) permit(ctx context.Context, code, perm string) error {
	id, owner, err := systemOf(s.store.Read(ctx), code)
	if err != nil {
		return err
	}
	return authz.Require(ctx, perm, factsOf(id, owner))
}

// bySystem narrows a table of records of systems to what the caller may see, in the order of the systems' codes.
func bySystem(e *exchange.Env, table, code string, limit int) (*gorm.DB, error) {
	scope, err := authz.From(e.Ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	q := e.DB.Table(table).Joins("JOIN systems ON systems.id = " + table + ".system_id")
	return store.Within(q, scope.All, "systems.owner_id", scope.Sections, "", "").Where("systems.code > ?", code).Order("systems.code").Limit(limit), nil
}

// found puts records under their codes.
func found[D any](list []exchange.Record[D], err error, code func(*D) string) (map[string]exchange.Record[D], error) {
	out := make(map[string]exchange.Record[D], len(list))
	for _, r := range list {
		out[code(&r.Draft)] = r
	}
	return out, err
}

// Profiles describes profiles for import and export.
func (s *Service) Profiles() *exchange.Table[ProfileRow] {
	return &exchange.Table[ProfileRow]{
		Noun: "profiles", Reads: "rationalisation:read", Makes: "rationalisation:describe",
		Columns: []exchange.Column[ProfileRow]{
			systemColumn(func(d *ProfileRow) *string { return &d.System }),
			exchange.Refs("capabilityIds", "業務機能", "Business functions", "capabilities", func(d *ProfileRow) *store.List[string] { return &d.CapabilityIDs }).Aka("機能"),
			exchange.Text("product", "パッケージ・製品", "Package or product", func(d *ProfileRow) *string { return &d.Product }).Aka("パッケージ", "製品", "package"),
			exchange.List("dataEntities", "保有データ", "Data kept", func(d *ProfileRow) *store.List[string] { return &d.DataEntities }),
			exchange.Int("maintainers", "保守できる人数", "People who can maintain it", func(d *ProfileRow) **int64 { return &d.Maintainers }).Aka("保守要員"),
			exchange.Date("leaseEndsOn", "リース満了日", "Lease ends", func(d *ProfileRow) *fiscal.Date { return &d.LeaseEndsOn }).Aka("リース終了日"),
			exchange.Ref("successorId", "後継システム", "Successor", "systems", func(d *ProfileRow) *store.Ref { return &d.SuccessorID }),
			exchange.Date("successorLiveOn", "後継の稼働日", "Successor goes live", func(d *ProfileRow) *fiscal.Date { return &d.SuccessorLiveOn }).Aka("後継稼働日"),
			exchange.Int("renewalAmount", "次回更改の見込額", "Cost of the next renewal", func(d *ProfileRow) **int64 { return &d.RenewalAmount }).Aka("更改費用", "更改見込額"),
			exchange.Text("renewalBasis", "見込額の根拠", "Basis of the cost", func(d *ProfileRow) *string { return &d.RenewalBasis }),
			exchange.Text("note", "備考", "Note", func(d *ProfileRow) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[ProfileRow], error) {
			list, err := profileRows(e.DB, e.DB.Table("rationalisation_profiles").Joins("JOIN systems ON systems.id = rationalisation_profiles.system_id").
				Where("systems.code IN ?", append(codes, "")).Limit(len(codes)+1))
			return found(list, err, func(d *ProfileRow) string { return d.System })
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[ProfileRow], error) {
			q, err := bySystem(e, "rationalisation_profiles", code, limit)
			if err != nil {
				return nil, err
			}
			return profileRows(e.DB, q)
		},
		Permit: func(ctx context.Context, _, after *ProfileRow, _ string) error {
			return s.permit(ctx, after.System, "rationalisation:describe")
		},
		Create: func(ctx context.Context, tx *store.Tx, d ProfileRow, why store.Why) error {
			id, _, err := systemOf(tx.DB, d.System)
			if err == nil {
				_, err = s.describeIn(ctx, tx, ProfileDraft{id, d.ProfileBody}, why)
			}
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d ProfileRow, why store.Why) error {
			system, _, err := systemOf(tx.DB, d.System)
			if err == nil {
				_, err = s.redescribeIn(ctx, tx, id, version, ProfileDraft{system, d.ProfileBody}, why)
			}
			return err
		},
	}
}

// profileRows reads profiles with their functions, in two statements.
func profileRows(db, q *gorm.DB) ([]exchange.Record[ProfileRow], error) {
	type row struct {
		Profile
		System string
	}
	rows, err := store.Scan[row](q.Select("rationalisation_profiles.*, systems.code AS system"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out, at, ids := make([]exchange.Record[ProfileRow], len(rows)), map[string]int{}, make([]string, len(rows))
	for i, r := range rows {
		out[i] = exchange.Record[ProfileRow]{ID: r.ID, Version: r.Version, Draft: ProfileRow{r.System, r.ProfileBody}}
		at[r.ID], ids[i] = i, r.ID
	}
	functions, err := store.Scan[serving](db.Table("capability_systems").Where("profile_id IN ?", ids).Order("profile_id, position"))
	for _, f := range functions {
		d := &out[at[f.ProfileID]].Draft
		d.CapabilityIDs = append(d.CapabilityIDs, f.CapabilityID)
	}
	return out, err
}

// Assessments describes assessments for import and export. A row that changes an answer is a new assessment.
func (s *Service) Assessments() *exchange.Table[AssessmentRow] {
	columns := []exchange.Column[AssessmentRow]{
		systemColumn(func(d *AssessmentRow) *string { return &d.System }),
		exchange.Bool("statutory", "法令必須", "Demanded by law", func(d *AssessmentRow) *bool { return &d.Statutory }),
	}
	for _, c := range s.settings.Criteria() {
		columns = append(columns, exchange.Int(c.ID, c.Ja, c.En, func(d *AssessmentRow) **int64 { return d.score(c.ID) }))
	}
	columns = append(columns,
		exchange.Enum("disposition", "対応方針(7R)", "Disposition (7R)", dispositionWords, func(d *AssessmentRow) *Disposition { return &d.Disposition }).Aka("対応方針", "7R"),
		exchange.Text("rationale", "方針の理由", "Why", func(d *AssessmentRow) *string { return &d.Rationale }),
		exchange.Date("assessedOn", "評価日", "Assessed on", func(d *AssessmentRow) *fiscal.Date { return &d.AssessedOn }))
	return &exchange.Table[AssessmentRow]{
		Noun: "assessments", Reads: "rationalisation:read", Makes: "rationalisation:assess", Columns: columns,
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[AssessmentRow], error) {
			list, err := assessmentRows(e.DB.Table("time_assessments").Joins("JOIN systems ON systems.id = time_assessments.system_id").
				Where("time_assessments.superseded_by = '' AND systems.code IN ?", append(codes, "")).Limit(len(codes) + 1))
			return found(list, err, func(d *AssessmentRow) string { return d.System })
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[AssessmentRow], error) {
			q, err := bySystem(e, "time_assessments", code, limit)
			if err != nil {
				return nil, err
			}
			return assessmentRows(q.Where("time_assessments.superseded_by = ''"))
		},
		Permit: func(ctx context.Context, _, after *AssessmentRow, _ string) error {
			return s.permit(ctx, after.System, "rationalisation:assess")
		},
		Create: func(ctx context.Context, tx *store.Tx, d AssessmentRow, why store.Why) error {
			return s.assessRow(ctx, tx, d, "", why)
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, _ int64, d AssessmentRow, why store.Why) error {
			old, err := store.Load[Assessment](tx.DB, id)
			if err != nil {
				return err
			}
			s.anew(&d, old)
			return s.assessRow(ctx, tx, d, id, why)
		},
	}
}

// anew takes from a row what it has of the present assessment only because it was not changed: the day of that one, and
// answers to questions that are asked no more.
func (s *Service) anew(d *AssessmentRow, old *Assessment) {
	if d.AssessedOn == old.AssessedOn {
		d.AssessedOn = fiscal.Date{}
	}
	d.Answers = slices.DeleteFunc(slices.Clone(d.Answers), func(a Answer) bool { return !s.settings.knows(a.Criterion) })
}

func (s *Service) assessRow(ctx context.Context, tx *store.Tx, d AssessmentRow, before string, why store.Why) error {
	id, _, err := systemOf(tx.DB, d.System)
	if err == nil {
		_, err = s.assessIn(ctx, tx, AssessmentDraft{id, d.AssessmentBody}, before, why)
	}
	return err
}

// score is the place of an answer; one is made for it where there is none, and falls away again when it stays empty. The
// answers are this row's own from then on: the record that it is compared with must not change with it.
func (d *AssessmentRow) score(criterion string) **int64 {
	d.Answers = slices.Clone(d.Answers)
	i := slices.IndexFunc(d.Answers, func(a Answer) bool { return a.Criterion == criterion })
	if i < 0 {
		d.Answers = append(d.Answers, Answer{Criterion: criterion})
		i = len(d.Answers) - 1
	}
	return &d.Answers[i].Score
}

func assessmentRows(q *gorm.DB) ([]exchange.Record[AssessmentRow], error) {
	type row struct {
		Assessment
		System string
	}
	rows, err := store.Scan[row](q.Select("time_assessments.*, systems.code AS system"))
	out := make([]exchange.Record[AssessmentRow], len(rows))
	for i, r := range rows {
		out[i] = exchange.Record[AssessmentRow]{ID: r.ID, Version: r.Version, Draft: AssessmentRow{r.System, r.AssessmentBody}}
	}
	return out, err
}

// Capabilities describes the tree of business functions for import and export.
func (s *Service) Capabilities() *exchange.Table[CapabilityRow] {
	return &exchange.Table[CapabilityRow]{
		Noun: "capabilities", Reads: "rationalisation:read",
		Columns: []exchange.Column[CapabilityRow]{
			exchange.Code("code", "機能コード", "Code", func(d *CapabilityRow) *string { return &d.Code }).Aka("コード"),
			exchange.Text("name", "業務機能", "Business function", func(d *CapabilityRow) *string { return &d.Name }).Aka("名称", "name"),
			exchange.Text("nameEn", "英語名", "English name", func(d *CapabilityRow) *string { return &d.NameEn }),
			exchange.Code("parent", "上位の機能", "Belongs to", func(d *CapabilityRow) *string { return &d.Parent }).Aka("上位機能コード", "parent"),
			exchange.Text("note", "備考", "Note", func(d *CapabilityRow) *string { return &d.Note }),
		},
		Find: func(e *exchange.Env, codes []string) (map[string]exchange.Record[CapabilityRow], error) {
			list, err := capabilityRows(e.DB.Table("capabilities").Where("capabilities.code IN ?", append(codes, "")).Limit(len(codes) + 1))
			return found(list, err, func(d *CapabilityRow) string { return d.Code })
		},
		After: func(e *exchange.Env, code string, limit int) ([]exchange.Record[CapabilityRow], error) {
			return capabilityRows(e.DB.Table("capabilities").Where("capabilities.code > ?", code).Order("capabilities.code").Limit(limit))
		},
		Permit: func(ctx context.Context, before, _ *CapabilityRow, id string) error {
			if before == nil {
				return authz.Require(ctx, "capabilities:create", capabilityFacts(""))
			}
			return authz.Require(ctx, "capabilities:update", capabilityFacts(id))
		},
		Create: func(ctx context.Context, tx *store.Tx, d CapabilityRow, why store.Why) error {
			draft, err := d.draft(tx.DB)
			if err == nil {
				_, err = s.createCapabilityIn(ctx, tx, draft, why)
			}
			return err
		},
		Update: func(ctx context.Context, tx *store.Tx, id string, version int64, d CapabilityRow, why store.Why) error {
			draft, err := d.draft(tx.DB)
			if err == nil {
				_, err = s.updateCapabilityIn(ctx, tx, id, version, draft, why)
			}
			return err
		},
	}
}

// draft finds the parent, which may have come with the same file.
func (r *CapabilityRow) draft(db *gorm.DB) (CapabilityDraft, error) {
	d := CapabilityDraft{Code: r.Code, Name: r.Name, NameEn: r.NameEn, Note: r.Note}
	if r.Parent == "" {
		return d, nil
	}
	ids, err := store.Column[string](db.Table("capabilities").Where("code = ?", store.Code(r.Parent)).Select("id"))
	if err == nil && len(ids) == 0 {
		return d, fault.Bad("parent", "not_found", nil)
	}
	if err != nil {
		return d, err
	}
	d.ParentID = store.Ref(ids[0])
	return d, nil
}

func capabilityRows(q *gorm.DB) ([]exchange.Record[CapabilityRow], error) {
	type row struct {
		Capability
		Parent string
	}
	rows, err := store.Scan[row](q.Joins("LEFT JOIN capabilities up ON up.id = capabilities.parent_id").Select("capabilities.*, COALESCE(up.code, '') AS parent"))
	out := make([]exchange.Record[CapabilityRow], len(rows))
	for i, r := range rows {
		out[i] = exchange.Record[CapabilityRow]{ID: r.ID, Version: r.Version, Draft: CapabilityRow{r.Code, r.Name, r.NameEn, r.Parent, r.Note}}
	}
	return out, err
}
