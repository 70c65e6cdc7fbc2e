package plans

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller in the action plans: updates, milestones and
// actual values of actions that are his or of his sections, and plans to approve.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out, err := s.toApprove(ctx)
	if err != nil {
		return nil, err
	}
	scope, err := authz.From(ctx).Scope("plan_actions:report")
	if err != nil || scope.Person == "" && len(scope.Sections) == 0 {
		return out, err
	}
	today := fiscal.Today(s.store.Now())
	soon := today.AddDays(s.settings.NoticeDays)
	// An action with a person is that person's work; one without is its section's.
	mine := func(narrow string, args ...any) ([]Item, error) {
		q := joined(s.store.Read(ctx)).Where("plans.state = 'approved' AND plan_actions.outcome = 'running'").Where(narrow, args...)
		q = q.Where("plan_actions.person_id = ? OR (plan_actions.person_id IS NULL AND plan_actions.owner_id IN ?)", authz.From(ctx).PersonID, append(scope.Sections, ""))
		return store.Scan[Item](q.Order("plan_actions.code").Limit(work.Max).Select(itemColumns))
	}
	spoken := soon.AddDays(-s.settings.UpdateDays)
	updates, err := mine("plan_actions.starts_on <= ? AND COALESCE(plan_actions.reported_on, plan_actions.starts_on) < ?", spoken, spoken)
	if err != nil {
		return nil, err
	}
	for _, it := range updates {
		since := (&Action{Draft: Draft{StartsOn: it.StartsOn}, Standing: it.Standing}).spokenOn()
		w := it.work(work.ActionUpdateDue, since.AddDays(s.settings.UpdateDays))
		w.Since, w.Detail["days"] = since, today.Sub(since)
		if out, err = s.mayReport(ctx, out, w, &it); err != nil {
			return nil, err
		}
	}
	miles, err := mine("plan_actions.milestone_due_on <= ?", soon)
	if err != nil {
		return nil, err
	}
	texts, err := milestonesDue(s.store.Read(ctx), miles)
	if err != nil {
		return nil, err
	}
	for _, it := range miles {
		w := it.work(work.ActionMilestoneDue, it.MilestoneDueOn)
		w.Detail["quarter"], w.Detail["milestone"] = quarterOf(it.MilestoneDueOn), texts[it.ID]
		if out, err = s.mayReport(ctx, out, w, &it); err != nil {
			return nil, err
		}
	}
	values, err := mine("plan_actions.kpi_due_on <= ?", today)
	if err != nil {
		return nil, err
	}
	for _, it := range values {
		// The value of a year is asked for in the two months after it, as accounts are.
		w := it.work(work.KPIActualDue, it.KPIDueOn.AddMonths(2))
		w.Detail["fiscalYear"] = fiscal.FY(it.KPIDueOn.AddDays(-1))
		if out, err = s.mayReport(ctx, out, w, &it); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) mayReport(ctx context.Context, out []work.Item, w work.Item, it *Item) ([]work.Item, error) {
	v, err := authz.From(ctx).Decide("plan_actions:report", factsOf(it.ID, it.OwnerID, string(it.PersonID)))
	if err == nil && v.Allowed {
		out = append(out, w)
	}
	return out, err
}

// milestonesDue are the texts of the earliest milestones that are not reached.
func milestonesDue(db *gorm.DB, items []Item) (map[string]string, error) {
	ids := make([]string, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := store.Scan[mileRow](db.Table("plan_milestones").Where("action_id IN ? AND done_on IS NULL", ids).
		Order("quarter").Select("action_id AS of_id, quarter, text"))
	for _, r := range rows {
		if out[r.OfID] == "" {
			out[r.OfID] = r.Text
		}
	}
	return out, err
}

func (it *Item) work(kind string, due fiscal.Date) work.Item {
	return work.Item{
		Kind: kind, Noun: "plan_actions", ID: it.ID, Code: it.Code, Title: it.Name, TitleEn: it.NameEn,
		Detail: map[string]any{"planName": it.PlanName, "planNameEn": it.PlanNameEn}, DueOn: due, Href: "/actions/" + it.ID,
	}
}

// toApprove are the plans that wait for an approval that the caller may give.
func (s *Service) toApprove(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	v, err := authz.From(ctx).Decide("plans:approve", &authz.Record{Noun: "plans"})
	if err != nil || !v.Allowed {
		return out, err
	}
	found, err := store.Scan[Plan](s.store.Read(ctx).Table("plans").Where("proposed_on IS NOT NULL").Order("proposed_on, code").Limit(work.Max))
	for _, p := range found {
		out = append(out, work.Item{
			Kind: work.PlanApprove, Noun: "plans", ID: p.ID, Code: p.Code, Title: p.Name, TitleEn: p.NameEn,
			Detail: map[string]any{"version": p.Versions + 1}, Since: p.ProposedOn, Href: "/plans/" + p.ID,
		})
	}
	return out, err
}
