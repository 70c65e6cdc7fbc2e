package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// reportEveryDays is how often a running project reports; soonDays is how long
// before its day a milestone or a response is asked for.
const (
	reportEveryDays = 30
	soonDays        = 14
)

// waiting is a row of any of the queries below.
type waiting struct {
	ProjectID, ChildID, Code, Name, NameEn, ApplicantID, Title, Gate, Band, Kind string
	DueOn, Since, ForecastOn                                                     fiscal.Date
}

const projectWords = "projects.id AS project_id, projects.code, projects.name, projects.name_en, projects.applicant_id"

// Work is what waits for the caller in running projects in which he is manager,
// head or member: reports not written for 30 days, milestones and responses to
// risks due within 14 days or gone by. What the policy does not let him do is not his.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	me, on := authz.From(ctx).PersonID, fiscal.Today(s.store.Now())
	soon := on.AddDays(soonDays)
	mine := func() *gorm.DB {
		return s.store.Read(ctx).Table("projects").Where("projects.state IN ?", running).Limit(work.Max)
	}
	reports, err := store.Scan[waiting](mine().Where(ownSQL, me).
		Where("COALESCE(reported_on, activated_on) < ?", on.AddDays(-reportEveryDays)).
		Order("COALESCE(reported_on, activated_on), code").
		Select(projectWords + ", COALESCE(reported_on, activated_on) AS since"))
	if err != nil {
		return nil, err
	}
	milestones, err := store.Scan[waiting](mine().Where(ownSQL, me).Joins("JOIN project_milestones m ON m.project_id = projects.id").
		Where("m.actual_on IS NULL AND m.current_on <= ?", soon).Order("m.current_on, m.id").
		Select(projectWords + ", m.id AS child_id, m.name AS title, m.gate, m.current_on AS due_on, m.forecast_on"))
	if err != nil {
		return nil, err
	}
	risks, err := store.Scan[waiting](mine().Joins("JOIN project_risks r ON r.project_id = projects.id").
		Where("r.state <> ? AND r.due_on <= ?", RiskClosed, soon).
		Where("r.owner_id = ? OR (r.owner_id IS NULL AND projects.manager_id = ?)", me, me).Order("r.due_on, r.id").
		Select(projectWords + ", r.id AS child_id, r.title, r.kind, r.band, r.due_on"))
	if err != nil {
		return nil, err
	}
	out := []work.Item{}
	for _, w := range reports {
		it := w.item(work.ReportDue, "projects", w.ProjectID, "/reports")
		it.DueOn, it.Since = w.Since.AddDays(s.settings.ReportFreshDays), w.Since
		it.Detail["days"] = on.Sub(w.Since)
		if out, err = add(ctx, out, it, w, "projects:report"); err != nil {
			return nil, err
		}
	}
	for _, w := range milestones {
		it := w.item(work.MilestoneDue, "project_milestones", w.ChildID, "/milestones")
		it.Detail["milestone"], it.Detail["gate"], it.Detail["forecastOn"] = w.Title, w.Gate, w.ForecastOn
		if out, err = add(ctx, out, it, w, "projects:update"); err != nil {
			return nil, err
		}
	}
	for _, w := range risks {
		it := w.item(work.RiskDue, "project_risks", w.ChildID, "/risks")
		it.Detail["risk"], it.Detail["kind"], it.Detail["band"] = w.Title, w.Kind, w.Band
		out = append(out, it) // the owner was named for it, whatever roles he has
	}
	return out, nil
}

func (w waiting) item(kind, noun, id, tab string) work.Item {
	return work.Item{
		Kind: kind, Noun: noun, ID: id, Code: w.Code, Title: w.Name, TitleEn: w.NameEn,
		Detail: map[string]any{"projectId": w.ProjectID}, DueOn: w.DueOn, Href: "/projects/" + w.ProjectID + tab,
	}
}

func add(ctx context.Context, out []work.Item, it work.Item, w waiting, perm string) ([]work.Item, error) {
	s := authz.From(ctx)
	v, err := s.Decide(perm, &authz.Record{Noun: "projects", ID: w.ProjectID, Section: w.ApplicantID, Own: []string{s.PersonID}})
	if err == nil && v.Allowed {
		out = append(out, it)
	}
	return out, err
}
