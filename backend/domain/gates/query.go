package gates

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is an application in a list.
type Item struct {
	store.Base
	ProjectID       string                   `json:"projectId"`
	ProjectCode     string                   `json:"projectCode"`
	ProjectName     string                   `json:"projectName"`
	ProjectNameEn   string                   `json:"projectNameEn"`
	Gate            GateID                   `json:"gate"`
	Round           int                      `json:"round"`
	Tier            Tier                     `json:"tier" enum:"A,B,C"`
	State           State                    `json:"state" enum:"draft,submitted,coordination,review,decided,conditions,done,withdrawn"`
	Outcome         Outcome                  `json:"outcome" enum:"approved,conditional,returned,deferred,rejected,"`
	Number          store.Ref                `json:"number,omitempty"`
	ApplicantID     string                   `json:"applicantId"`
	ApplicantName   string                   `json:"applicantName" gorm:"-"`
	ApplicantNameEn string                   `json:"applicantNameEn" gorm:"-"`
	HeadID          store.Ref                `json:"-"`
	ManagerID       string                   `json:"-"`
	HeadNow         store.Ref                `json:"-"`
	SubmittedBy     store.Ref                `json:"submittedBy,omitempty"`
	SubmittedAt     store.Time               `json:"submittedAt,omitzero"`
	DecidedAt       store.Time               `json:"decidedAt,omitzero"`
	DueOn           fiscal.Date              `json:"dueOn,omitzero"`
	Reviewers       int                      `json:"reviewers" gorm:"-" doc:"How many were asked to review"`
	Opinions        int                      `json:"opinions" gorm:"-" doc:"How many have given their opinion"`
	OpenConditions  int                      `json:"openConditions"`
	Can             map[string]authz.Verdict `json:"can" gorm:"-" doc:"coordinate, review and decide"`
}

const itemColumns = `gate_applications.id, gate_applications.version, gate_applications.created_at, gate_applications.updated_at,
	gate_applications.project_id, p.code AS project_code, p.name AS project_name, p.name_en AS project_name_en, gate, round, gate_applications.tier,
	gate_applications.state, outcome, number, gate_applications.applicant_id, gate_applications.head_id, p.manager_id, p.head_id AS head_now, submitted_by, submitted_at, decided_at, due_on,
	(SELECT count(*) FROM gate_conditions c WHERE c.application_id = gate_applications.id AND c.state IN ('open', 'reported')) AS open_conditions`

// sorts are the orders that a list may be asked for. Applications without a day come last.
var sorts = store.Sorts{
	"updatedAt": "gate_applications.updated_at", "submittedAt": "COALESCE(gate_applications.submitted_at, gate_applications.created_at)",
	"dueOn": "COALESCE(gate_applications.due_on, '9999-12-31')", "projectCode": "p.code", "gate": "gate_applications.gate",
}

// Filter narrows the list of applications. Lists are separated by commas.
type Filter struct {
	api.List
	State     string `query:"state" validate:"max=200"`
	Outcome   string `query:"outcome" validate:"max=100"`
	Gate      string `query:"gate" validate:"max=40"`
	Tier      string `query:"tier" validate:"max=20"`
	ProjectID string `query:"projectId" validate:"max=64"`
	Waiting   string `query:"waiting" validate:"omitempty,oneof=review decision" doc:"Under review: an opinion is missing, or all are there"`
	Mine      string `query:"mine" validate:"omitempty,oneof=true" doc:"What I applied for or prepared; with waiting, what waits for me"`
}

// SQL on gate_applications and on the project p that a list joins.
const (
	ownSQL     = "EXISTS (SELECT 1 FROM project_people pp WHERE pp.project_id = p.id AND pp.person_id = ?)"
	lackingSQL = `EXISTS (SELECT 1 FROM gate_people r WHERE r.application_id = gate_applications.id AND r.role = 'reviewer'
		AND NOT EXISTS (SELECT 1 FROM gate_opinions o WHERE o.application_id = r.application_id AND o.reviewer_id = r.person_id))`
	lackingMineSQL = `EXISTS (SELECT 1 FROM gate_people r WHERE r.application_id = gate_applications.id AND r.role = 'reviewer' AND r.person_id = ?
		AND NOT EXISTS (SELECT 1 FROM gate_opinions o WHERE o.application_id = r.application_id AND o.reviewer_id = r.person_id))`
	preparedSQL = "EXISTS (SELECT 1 FROM gate_people r WHERE r.application_id = gate_applications.id AND r.role = 'preparer' AND r.person_id = ?)"
)

// ownConditionSQL is ownSQL with the condition's owner among those whose record it is.
const ownConditionSQL = `? IN (SELECT pp.person_id FROM project_people pp WHERE pp.project_id = p.id UNION ALL SELECT gate_conditions.owner_id)`

// visible are the rows of a table whose projects the caller may look at; p is the project.
func (s *Service) visible(ctx context.Context, table, own string) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("gates:read")
	if err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table(table).Joins("JOIN projects p ON p.id = " + table + ".project_id")
	return store.Within(q, scope.All, "p.applicant_id", scope.Sections, own, scope.Person), nil
}

// waitingFor narrows applications to those under review that wait for opinions or for the decision; mine to those that
// wait for the caller. The start page asks the same, so that its number and the list agree.
func (s *Service) waitingFor(ctx context.Context, q *gorm.DB, what string, mine bool) *gorm.DB {
	me := actor(ctx)
	q = q.Where("gate_applications.state = ?", StateReview)
	switch {
	case what == "review" && mine:
		return q.Where(lackingMineSQL, me.PersonID)
	case what == "review":
		return q.Where(lackingSQL)
	case mine:
		q = q.Where("gate_applications.tier IN ?", s.decides(me))
	}
	return q.Where("NOT " + lackingSQL)
}

// decides are the tiers at which a person's posts decide; one that does not exist when there is none.
func (s *Service) decides(a Actor) []Tier {
	tiers := []Tier{""}
	for _, t := range []Tier{TierA, TierB, TierC} {
		if slices.Contains(a.Authorities, s.set.Tiers[t].Decider) {
			tiers = append(tiers, t)
		}
	}
	return tiers
}

// List finds applications that the caller may read.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "-updatedAt")
	if err != nil {
		return page, err
	}
	return page, s.complete(ctx, page.Items)
}

// Named are the applications of the given ids that the caller may read.
func (s *Service) Named(ctx context.Context, ids []string) ([]Item, error) {
	q, err := s.visible(ctx, "gate_applications", ownSQL)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	items, err := store.Scan[Item](q.Where("gate_applications.id IN ?", ids).Limit(store.MaxLimit).Select(itemColumns))
	if err != nil {
		return nil, err
	}
	return items, s.complete(ctx, items)
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.visible(ctx, "gate_applications", ownSQL)
	if err != nil {
		return nil, err
	}
	q = store.AnyOf(q, "gate_applications.state", f.State)
	q = store.AnyOf(q, "gate_applications.outcome", f.Outcome)
	q = store.AnyOf(q, "gate_applications.gate", f.Gate)
	q = store.AnyOf(q, "gate_applications.tier", f.Tier)
	if f.ProjectID != "" {
		q = q.Where("gate_applications.project_id = ?", f.ProjectID)
	}
	if f.Q != "" {
		q = q.Where(`p.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	switch me := authz.From(ctx).PersonID; {
	case f.Waiting != "":
		q = s.waitingFor(ctx, q, f.Waiting, f.Mine != "")
	case f.Mine != "":
		q = q.Where("(gate_applications.submitted_by = ? OR gate_applications.head_id = ? OR p.manager_id = ? OR "+preparedSQL+")", me, me, me, me)
	}
	return q, nil
}

// complete fills in what a page of items shows beside its rows, in two statements for the whole page.
func (s *Service) complete(ctx context.Context, items []Item) error {
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	if len(ids) == 0 {
		return nil
	}
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	people, err := store.Scan[involved](db.Table("gate_people").Where("application_id IN ?", ids).Order("application_id, role, position"))
	if err != nil {
		return err
	}
	said, err := store.Scan[OpinionRecord](db.Table("gate_opinions").Where("application_id IN ?", ids).Select("id, application_id, reviewer_id"))
	if err != nil {
		return err
	}
	for i := range items {
		it := &items[i]
		row := &ApplicationRecord{
			Base: it.Base, ProjectID: it.ProjectID, Tier: it.Tier, State: it.State, ApplicantID: it.ApplicantID, HeadID: it.HeadID, SubmittedBy: it.SubmittedBy,
		}
		row.take(people)
		ops := slices.DeleteFunc(slices.Clone(said), func(o OpinionRecord) bool { return o.ApplicationID != it.ID })
		it.Reviewers, it.Opinions = len(row.Reviewers), len(ops)
		o, _ := dir.Organisation(it.ApplicantID)
		it.ApplicantName, it.ApplicantNameEn = o.Name, o.NameEn
		can, err := s.can(ctx, &dossier{set: s.set, project: Project{ManagerID: it.ManagerID, HeadID: string(it.HeadNow)}}, row, ops)
		if err != nil {
			return err
		}
		it.Can = map[string]authz.Verdict{"coordinate": can["coordinate"], "review": can["review"], "decide": can["decide"]}
	}
	return nil
}

// ConditionFilter narrows the list of conditions. Lists are separated by commas.
type ConditionFilter struct {
	api.List
	State       string `query:"state" validate:"max=100"`
	Criticality string `query:"criticality" validate:"max=100"`
	Overdue     string `query:"overdue" validate:"omitempty,oneof=true"`
	OwnerID     string `query:"ownerId" validate:"max=64"`
	ProjectID   string `query:"projectId" validate:"max=64"`
	Gate        string `query:"gate" validate:"max=40"`
	Mine        string `query:"mine" validate:"omitempty,oneof=true" doc:"Conditions that I own"`
}

var conditionSorts = store.Sorts{
	// What is still owed first, by its day.
	"urgency": "CASE WHEN gate_conditions.state IN ('open', 'reported') THEN '0' ELSE '1' END || COALESCE(gate_conditions.due_on, '9999-12-31')",
	"dueOn":   "COALESCE(gate_conditions.due_on, '9999-12-31')", "updatedAt": "gate_conditions.updated_at", "projectCode": "p.code",
	"criticality": "CASE gate_conditions.criticality WHEN 'critical' THEN 1 WHEN 'essential' THEN 2 WHEN 'recommended' THEN 3 ELSE 0 END",
}

// overdueSQL is Condition.Overdue in SQL; what a project that was given up owed lapsed with it. The day comes from our clock, not from a request.
func overdueSQL(today fiscal.Date) string {
	return fmt.Sprintf(`(gate_conditions.state = 'open' AND p.state <> 'stopped' AND (gate_conditions.due_on < '%s' OR (gate_conditions.due_gate <> '' AND (
		EXISTS (SELECT 1 FROM gate_skips k WHERE k.project_id = gate_conditions.project_id AND k.gate = gate_conditions.due_gate)
		OR EXISTS (SELECT 1 FROM gate_applications d WHERE d.project_id = gate_conditions.project_id AND d.gate = gate_conditions.due_gate
			AND d.outcome IN ('approved', 'conditional') AND NOT EXISTS (SELECT 1 FROM gate_applications n WHERE n.project_id = d.project_id
				AND n.gate = d.gate AND n.round > d.round AND n.state <> 'withdrawn'))))))`, today)
}

func conditionColumns(today fiscal.Date) string {
	return `gate_conditions.*, p.code AS project_code, p.name AS project_name, p.name_en AS project_name_en, p.state AS project_state, a.tier, a.applicant_id AS section_id,
		o.name AS owner_name, o.name_en AS owner_name_en, CASE WHEN ` + overdueSQL(today) + ` THEN 1 ELSE 0 END AS overdue`
}

// conditions are those that the caller may look at, joined with what a view of one shows.
func (s *Service) conditions(ctx context.Context) (*gorm.DB, error) {
	q, err := s.visible(ctx, "gate_conditions", ownConditionSQL)
	if err != nil {
		return nil, err
	}
	return q.Joins("JOIN gate_applications a ON a.id = gate_conditions.application_id").Joins("JOIN people o ON o.id = gate_conditions.owner_id"), nil
}

// Conditions finds conditions that the caller may read.
func (s *Service) Conditions(ctx context.Context, f *ConditionFilter) (store.Page[ConditionView], error) {
	on := fiscal.Today(s.store.Now())
	q, err := s.filteredConditions(ctx, f, on)
	if err != nil {
		return store.Page[ConditionView]{}, err
	}
	page, err := store.FindPage[ConditionView](q, conditionColumns(on), f.Paging(), conditionSorts, "dueOn")
	if err != nil {
		return page, err
	}
	return page, s.finish(ctx, page.Items)
}

func (s *Service) filteredConditions(ctx context.Context, f *ConditionFilter, on fiscal.Date) (*gorm.DB, error) {
	q, err := s.conditions(ctx)
	if err != nil {
		return nil, err
	}
	q = store.AnyOf(q, "gate_conditions.state", f.State)
	q = store.AnyOf(q, "gate_conditions.criticality", f.Criticality)
	q = store.AnyOf(q, "gate_conditions.gate", f.Gate)
	if f.Overdue != "" {
		q = q.Where(overdueSQL(on))
	}
	owner := f.OwnerID
	if f.Mine != "" {
		owner = authz.From(ctx).PersonID
	}
	if owner != "" {
		q = q.Where("gate_conditions.owner_id = ?", owner)
	}
	if f.ProjectID != "" {
		q = q.Where("gate_conditions.project_id = ?", f.ProjectID)
	}
	if f.Q != "" {
		q = q.Where(`p.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Condition reads one condition for its page.
func (s *Service) Condition(ctx context.Context, id string) (*ConditionView, error) {
	db := s.store.Read(ctx)
	c, err := store.Load[ConditionRecord](db, id)
	if err != nil {
		return nil, err
	}
	p, err := s.projects.Project(db, c.ProjectID)
	if err != nil {
		return nil, err
	}
	rec := p.record(s.set, p.Tier)
	rec.Own = append(rec.Own, c.OwnerID)
	if err := authz.Require(ctx, "gates:read", rec); err != nil {
		return nil, err
	}
	q, err := s.conditions(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Scan[ConditionView](q.Where("gate_conditions.id = ?", id).Select(conditionColumns(fiscal.Today(s.store.Now()))))
	if err != nil || len(rows) == 0 {
		if err == nil {
			err = fault.Missing("gate_conditions", id)
		}
		return nil, err
	}
	return &rows[0], s.finish(ctx, rows)
}

// finish fills in names and verdicts of a page of conditions, in one statement.
func (s *Service) finish(ctx context.Context, items []ConditionView) error {
	ids := []string{}
	for _, v := range items {
		ids = append(ids, string(v.ReportedBy), string(v.VerifiedBy), string(v.WaivedBy))
	}
	people, err := names(s.store.Read(ctx), ids)
	if err != nil {
		return err
	}
	for i := range items {
		items[i].name(people)
		if err := s.judge(ctx, &items[i]); err != nil {
			return err
		}
	}
	return nil
}
