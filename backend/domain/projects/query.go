package projects

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a project in a list, with what a mini stepper and a row need.
type Item struct {
	store.Base
	Code            string      `json:"code"`
	Name            string      `json:"name"`
	Kana            string      `json:"kana"`
	NameEn          string      `json:"nameEn"`
	ApplicantID     string      `json:"applicantId"`
	ApplicantName   string      `json:"applicantName" gorm:"-"`
	ApplicantNameEn string      `json:"applicantNameEn" gorm:"-"`
	ManagerID       string      `json:"managerId"`
	ManagerName     string      `json:"managerName"`
	ManagerNameEn   string      `json:"managerNameEn"`
	Tier            Tier        `json:"tier" enum:"A,B,C"`
	State           State       `json:"state" enum:"draft,active,execution,completed,stopped"`
	RiskLevel       RiskLevel   `json:"riskLevel" enum:"low,medium,high,critical,"`
	HQDesignated    bool        `json:"hqDesignated" gorm:"column:hq_designated"`
	TotalCost       int64       `json:"totalCost" doc:"Build and five years of running, whole yen"`
	StartOn         fiscal.Date `json:"startOn,omitzero"`
	FinishOn        fiscal.Date `json:"finishOn,omitzero"`
	ActivatedOn     fiscal.Date `json:"-"`
	Figures
	ReportAgeDays *int `json:"reportAgeDays" gorm:"-" doc:"Age of the latest published report; null without one"`
	ReportStale   bool `json:"reportStale" gorm:"-" doc:"The declared health is too old, or missing too long, to believe"`

	Can map[string]authz.Verdict `json:"can" gorm:"-" doc:"Whether the caller may update it"`
}

const itemColumns = `projects.id, projects.version, projects.created_at, projects.updated_at, projects.code, projects.name, projects.kana,
	projects.name_en, applicant_id, manager_id, tier, projects.state, risk_level, hq_designated, build_cost + run_cost AS total_cost,
	start_on, finish_on, activated_on, declared_health, reported_on, slip_days, open_baseline_on, next_gate, gate_states,
	(SELECT name FROM people WHERE people.id = manager_id) AS manager_name,
	(SELECT name_en FROM people WHERE people.id = manager_id) AS manager_name_en`

// sorts are the orders that a list may be asked for. Projects without a finish
// come last, those without a report or a known slip first.
func (s *Service) sorts() store.Sorts {
	return store.Sorts{
		"code": "projects.code", "kana": "projects.kana", "updatedAt": "projects.updated_at",
		"finishOn":   "COALESCE(projects.finish_on, '9999-12-31')",
		"reportedOn": "COALESCE(projects.reported_on, '0001-01-01')",
		"slipDays":   s.slipSQL(fiscal.Today(s.store.Now())),
		"attention":  s.attentionSQL(fiscal.Today(s.store.Now())),
	}
}

// attentionSQL ranks projects by how soon somebody should look at them: what
// runs before drafts and what has ended; then by declared health, where too old
// a green counts as unknown; then by slip.
func (s *Service) attentionSQL(today fiscal.Date) string {
	fresh := today.AddDays(-s.settings.ReportFreshDays)
	return fmt.Sprintf(`((CASE projects.state WHEN 'completed' THEN 0 WHEN 'stopped' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END * 4
		+ CASE WHEN projects.declared_health = 'red' THEN 3 WHEN projects.declared_health = 'amber' THEN 2
			WHEN projects.declared_health = 'green' AND projects.reported_on >= '%s' THEN 0 ELSE 1 END) * %d + %s)`,
		fresh, -2*unknownSlip, s.slipSQL(today))
}

// unknownSlip sorts before any slip there can be.
const unknownSlip = -9999999

// slipSQL is Figures.slipOn in SQL. The day comes from our clock, not from a request.
func (s *Service) slipSQL(today fiscal.Date) string {
	greatest, days := "MAX", "CAST(julianday('%s') - julianday(projects.open_baseline_on) AS INTEGER)"
	if s.store.Dialect == store.Postgres {
		greatest, days = "GREATEST", "(DATE '%s' - projects.open_baseline_on)"
	}
	days = fmt.Sprintf(days, today)
	return fmt.Sprintf("COALESCE(%s(projects.slip_days, COALESCE(%s, projects.slip_days)), %d)", greatest, days, unknownSlip)
}

// Filter narrows the list of projects. Lists are separated by commas.
type Filter struct {
	api.List
	ApplicantID    string `query:"applicantId" validate:"max=64" doc:"Organisation, with all below it"`
	Tier           string `query:"tier" validate:"max=20"`
	State          string `query:"state" validate:"max=100"`
	ManagerID      string `query:"managerId" validate:"max=64"`
	SystemID       string `query:"systemId" validate:"max=64" doc:"Projects that this system concerns"`
	DeclaredHealth string `query:"declaredHealth" validate:"max=60" doc:"green, amber, red, unknown, or none: never reported"`
	ReportStale    string `query:"reportStale" validate:"omitempty,oneof=true" doc:"Only running projects whose declared health is too old or missing"`
	NextGate       string `query:"nextGate" validate:"max=60"`
	RiskLevel      string `query:"riskLevel" validate:"max=60"`
}

// ownSQL finds projects in which a person is manager, head or member. The look-up
// does not depend on the row, so that it is made once and not for each.
const ownSQL = "projects.id IN (SELECT project_id FROM project_people WHERE person_id = ?)"

// ownOfFewSQL is ownSQL for a query that meets few projects anyway: there a
// look-up for each costs less than the list of all that a person has.
const ownOfFewSQL = "EXISTS (SELECT 1 FROM project_people pp WHERE pp.person_id = ? AND pp.project_id = projects.id)"

// scoped is every project that the caller may read; own is one of the two above.
func (s *Service) scoped(ctx context.Context, own string) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("projects:read")
	if err != nil {
		return nil, err
	}
	return store.Within(s.store.Read(ctx).Table("projects"), scope.All, "projects.applicant_id", scope.Sections, own, scope.Person), nil
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	q, err := s.scoped(ctx, ownSQL)
	if err != nil {
		return nil, err
	}
	if f.ApplicantID != "" {
		q = q.Where("projects.applicant_id IN ?", authz.DirectoryOf(ctx).Below(f.ApplicantID))
	}
	q = store.AnyOf(q, "projects.tier", f.Tier)
	q = store.AnyOf(q, "projects.state", f.State)
	q = store.AnyOf(q, "projects.risk_level", f.RiskLevel)
	q = store.AnyOf(q, "projects.next_gate", f.NextGate)
	q = store.AnyOf(q, "projects.manager_id", f.ManagerID)
	if f.DeclaredHealth != "" {
		q = q.Where("projects.declared_health IN ?", strings.Split(strings.ReplaceAll(f.DeclaredHealth, "none", ""), ","))
	}
	if f.SystemID != "" {
		q = q.Where("projects.id IN (SELECT project_id FROM project_systems WHERE system_id = ?)", f.SystemID)
	}
	if f.ReportStale != "" {
		limit := fiscal.Today(s.store.Now()).AddDays(-s.settings.ReportFreshDays)
		q = q.Where("projects.state IN ?", running).Where("COALESCE(projects.reported_on, projects.activated_on) < ?", limit)
	}
	if f.Q != "" {
		q = q.Where(`projects.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// running are the states in which a project owes reports.
var running = []State{StateActive, StateExecution}

// List finds projects that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), s.sorts(), "code")
	if err != nil {
		return page, err
	}
	dir, on := authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.ApplicantID)
		it.ApplicantName, it.ApplicantNameEn = o.Name, o.NameEn
		it.SlipDays = it.slipOn(on)
		it.ReportAgeDays, it.ReportStale = s.reportAge(it.State, it.ReportedOn, it.ActivatedOn, on)
	}
	return page, s.judge(ctx, page.Items)
}

// judge says of each item whether the caller may update it. Which of them are the
// caller's own is read for the whole page at once.
func (s *Service) judge(ctx context.Context, items []Item) error {
	me := authz.From(ctx).PersonID
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	var own []string
	if len(ids) > 0 {
		var err error
		own, err = store.Column[string](s.store.Read(ctx).Table("project_people").
			Where("person_id = ? AND project_id IN ?", me, ids).Select("project_id"))
		if err != nil {
			return err
		}
	}
	for i := range items {
		it := &items[i]
		rec := &authz.Record{Noun: "projects", ID: it.ID, Section: it.ApplicantID}
		if slices.Contains(own, it.ID) {
			rec.Own = []string{me}
		}
		can, err := authz.Can(ctx, "projects", rec, "update")
		if err != nil {
			return err
		}
		it.Can = map[string]authz.Verdict{"update": only(can["update"], !it.State.ended())}
	}
	return nil
}

// Facets counts the projects of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	return store.CountBy(q, "tier", "state", "declared_health", "next_gate", "risk_level")
}

// Ref is a project as other records show it.
type Ref struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Tier  Tier   `json:"tier" enum:"A,B,C"`
	State State  `json:"state" enum:"draft,active,execution,completed,stopped"`
}

// OfSystem lists the projects that change a system, as far as the caller may
// read them; what still runs comes first.
func (s *Service) OfSystem(ctx context.Context, systemID string) ([]Ref, error) {
	q, err := s.scoped(ctx, ownOfFewSQL)
	if err != nil {
		return nil, err
	}
	return store.Scan[Ref](q.Joins("JOIN project_systems ps ON ps.project_id = projects.id").Where("ps.system_id = ?", systemID).
		Order("CASE WHEN projects.state IN ('completed', 'stopped') THEN 1 ELSE 0 END, projects.code").Limit(store.MaxLimit).
		Select("projects.id, projects.code, projects.name, projects.tier, projects.state"))
}

// Readable are those of the given projects that the caller may read, by code.
func (s *Service) Readable(ctx context.Context, ids []string) ([]Ref, error) {
	q, err := s.scoped(ctx, ownOfFewSQL)
	if err != nil {
		return nil, err
	}
	return store.Scan[Ref](q.Where("projects.id IN ?", ids).Order("projects.code").Limit(store.MaxLimit).
		Select("projects.id, projects.code, projects.name, projects.tier, projects.state"))
}
