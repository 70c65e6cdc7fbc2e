package findings

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// people of a finding in a list.
func (it *Item) people() (own, owners, reporters []string) {
	f := Finding{Acceptances: it.Acceptances}
	f.ActionOwnerID, f.ReportedBy = it.ActionOwnerID, it.ReportedBy
	return f.people()
}

// Work is what waits for the caller: answers and measures of the own sections, plans, reports and extensions for
// auditors, acceptances for who decides on them. What the policy does not let the caller do is left out.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	for _, part := range []func(context.Context) ([]work.Item, error){s.ofAuditee, s.ofAuditor, s.ofDecider} {
		items, err := part(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// perKind bounds each query: three kinds of work come of one.
const perKind = 3 * work.Max

// waitingItems reads what a query finds, as it counts today.
func (s *Service) waitingItems(ctx context.Context, narrow func(q *gorm.DB) *gorm.DB) ([]Item, error) {
	items, err := store.Scan[Item](narrow(s.store.Read(ctx).Table("findings")).Order("findings.current_due_on, findings.id").Limit(perKind).Select(itemColumns))
	for i := range items {
		items[i].stand(fiscal.Today(s.store.Now()))
	}
	return items, err
}

// may tells whether the policy lets the caller do it.
func (s *Service) may(ctx context.Context, it *Item, perm string) (bool, error) {
	v, err := authz.From(ctx).Decide(perm, factsOf(it.ID, it.SectionID, it.Band, it, s.catalogue.Settings))
	return v.Allowed, err
}

// add makes a work item of a finding when the caller may do it.
func (s *Service) add(ctx context.Context, out []work.Item, it *Item, perm, kind string, due fiscal.Date) ([]work.Item, error) {
	ok, err := s.may(ctx, it, perm)
	if err != nil || !ok {
		return out, err
	}
	dir := authz.DirectoryOf(ctx)
	o, _ := dir.Organisation(it.SectionID)
	return append(out, work.Item{
		Kind: kind, Noun: "findings", ID: it.ID, Code: it.Code, Title: it.Title, TitleEn: it.TitleEn, DueOn: due, Href: "/findings/" + it.ID,
		Detail: map[string]any{
			"band": it.Band, "state": it.State, "sectionName": o.Name, "sectionNameEn": o.NameEn, "overdueDays": it.OverdueDays, "slippageDays": it.SlippageDays,
		},
	}), nil
}

// ofAuditee are the answers and measures that the caller's sections owe, and acceptances that end.
func (s *Service) ofAuditee(ctx context.Context) ([]work.Item, error) {
	scope, err := authz.From(ctx).Scope("findings:report")
	if err != nil || len(scope.Sections) == 0 && scope.Person == "" && !scope.All {
		return nil, err
	}
	on := fiscal.Today(s.store.Now())
	soon := on.AddDays(s.catalogue.Settings.SoonDays)
	items, err := s.waitingItems(ctx, func(q *gorm.DB) *gorm.DB {
		q = store.Within(q, scope.All, "findings.section_id", scope.Sections, ownSQL, scope.Person)
		return q.Where("findings.state IN ? OR (findings.state = ? AND findings.current_due_on <= ?) OR (findings.state = ? AND findings.accept_until <= ?)",
			[]State{StateNotified, StateReply}, StateInAction, soon, StateAccepted, on.AddDays(expiringDays))
	})
	out := []work.Item{}
	for i := range items {
		it := &items[i]
		if err != nil {
			break
		}
		switch {
		case it.State == StateNotified || it.State == StateReply:
			out, err = s.add(ctx, out, it, "findings:answer", work.FindingReply, it.ReplyDueOn)
		case it.State == StateAccepted:
			out, err = s.add(ctx, out, it, "findings:report", work.FindingExpiring, it.AcceptUntil)
		default:
			out, err = s.add(ctx, out, it, "findings:report", work.FindingDue, it.CurrentDueOn)
		}
	}
	return out, err
}

// ofAuditor are plans to approve, reports to verify and extensions to decide on.
func (s *Service) ofAuditor(ctx context.Context) ([]work.Item, error) {
	if ok, err := holds(ctx, "findings:review"); err != nil || !ok {
		return nil, err
	}
	items, err := s.waitingItems(ctx, func(q *gorm.DB) *gorm.DB {
		return q.Where("findings.state IN ? OR (findings.state = ? AND findings.extension_pending)", []State{StatePlanReview, StateReported, StateVerifying}, StateInAction)
	})
	out := []work.Item{}
	for i := range items {
		it := &items[i]
		if err != nil {
			break
		}
		switch {
		case it.State == StatePlanReview:
			out, err = s.add(ctx, out, it, "findings:review", work.FindingPlan, it.CurrentDueOn)
		case slices.Contains(claimed, it.State):
			before := len(out)
			if out, err = s.add(ctx, out, it, "findings:verify", work.FindingVerify, fiscal.Date{}); len(out) > before {
				out[before].Since = it.ReportedOn
			}
		default:
			out, err = s.add(ctx, out, it, "findings:review", work.FindingExtension, it.CurrentDueOn)
		}
	}
	return out, err
}

// ofDecider are the acceptances that the caller's authority decides on.
func (s *Service) ofDecider(ctx context.Context) ([]work.Item, error) {
	if ok, err := holds(ctx, "findings:accept"); err != nil || !ok {
		return nil, err
	}
	items, err := s.waitingItems(ctx, func(q *gorm.DB) *gorm.DB {
		return q.Where("findings.acceptance_pending AND findings.state IN ?", running)
	})
	out := []work.Item{}
	for i := range items {
		if err == nil {
			out, err = s.add(ctx, out, &items[i], "findings:accept", work.FindingAccept, items[i].CurrentDueOn)
		}
	}
	return out, err
}

// holds tells whether the caller has the permission on any record at all; who has not is spared the query.
func holds(ctx context.Context, perm string) (bool, error) {
	v, err := authz.From(ctx).Decide(perm, nil)
	return v.Allowed, err
}
