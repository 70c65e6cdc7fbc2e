package gates

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller at the gates: opinions, decisions, rounds sent back, drafts, conditions to meet and
// conditions to verify. What the policy does not let the caller do is left out.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	for _, part := range []func(context.Context) ([]work.Item, error){
		s.toReview, s.toDecide, s.sentBack, s.drafts, s.toMeet, s.toVerify,
	} {
		items, err := part(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, items...)
	}
	return out, nil
}

// holds tells whether the caller has the permission on any record at all; who has not is spared the query.
func holds(ctx context.Context, perm string) (bool, error) {
	v, err := authz.From(ctx).Decide(perm, nil)
	return v.Allowed, err
}

// applications reads what a query on applications finds, with the verdicts of a list.
func (s *Service) applications(ctx context.Context, perm string, narrow func(q *gorm.DB) *gorm.DB) ([]Item, error) {
	if ok, err := holds(ctx, perm); err != nil || !ok {
		return nil, err
	}
	q, err := s.visible(ctx, "gate_applications", ownSQL)
	if err != nil {
		return nil, err
	}
	items, err := store.Scan[Item](narrow(q).Order("gate_applications.updated_at, gate_applications.id").Limit(work.Max).Select(itemColumns))
	if err != nil {
		return nil, err
	}
	return items, s.complete(ctx, items)
}

func (it *Item) work(kind, href string, since store.Time) work.Item {
	w := work.Item{
		Kind: kind, Noun: "gate_applications", ID: it.ID, Code: it.ProjectCode, Title: it.ProjectName, TitleEn: it.ProjectNameEn,
		Detail: map[string]any{
			"projectId": it.ProjectID, "gate": it.Gate, "round": it.Round, "tier": it.Tier, "outcome": it.Outcome,
			"reviewers": it.Reviewers, "opinions": it.Opinions, "applicantName": it.ApplicantName, "applicantNameEn": it.ApplicantNameEn,
		},
		DueOn: it.DueOn, Href: href,
	}
	if !since.IsZero() {
		w.Since = fiscal.DateOf(since.Time)
	}
	return w
}

func (s *Service) toReview(ctx context.Context) ([]work.Item, error) {
	items, err := s.applications(ctx, "gates:review", func(q *gorm.DB) *gorm.DB { return s.waitingFor(ctx, q, "review", true) })
	out := []work.Item{}
	for i := range items {
		if items[i].Can["review"].Allowed {
			out = append(out, items[i].work(work.GateReview, "/gates/applications/"+items[i].ID, items[i].SubmittedAt))
		}
	}
	return out, err
}

func (s *Service) toDecide(ctx context.Context) ([]work.Item, error) {
	items, err := s.applications(ctx, "gates:decide", func(q *gorm.DB) *gorm.DB { return s.waitingFor(ctx, q, "decision", true) })
	out := []work.Item{}
	for i := range items {
		if items[i].Can["decide"].Allowed {
			out = append(out, items[i].work(work.GateDecide, "/gates/applications/"+items[i].ID, items[i].SubmittedAt))
		}
	}
	return out, err
}

// laterSQL finds what has come after a round: another round, or an omission.
const laterSQL = `EXISTS (SELECT 1 FROM gate_applications n WHERE n.project_id = gate_applications.project_id AND n.gate = gate_applications.gate
		AND n.round > gate_applications.round AND n.state <> 'withdrawn')
	OR EXISTS (SELECT 1 FROM gate_skips k WHERE k.project_id = gate_applications.project_id AND k.gate = gate_applications.gate)`

// mineSQL are applications of a project that the caller leads, or that the caller prepared.
const mineSQL = "(p.manager_id = ? OR gate_applications.head_id = ? OR " + preparedSQL + ")"

func (s *Service) sentBack(ctx context.Context) ([]work.Item, error) {
	me := authz.From(ctx).PersonID
	items, err := s.applications(ctx, "gates:apply", func(q *gorm.DB) *gorm.DB {
		return q.Where("gate_applications.state = ? AND gate_applications.outcome IN ?", StateDecided, []Outcome{Returned, Deferred}).
			Where("p.state NOT IN ?", []string{"completed", "stopped"}).Where(mineSQL, me, me, me).Where("NOT (" + laterSQL + ")")
	})
	out := []work.Item{}
	for i := range items {
		w := items[i].work(work.GateReturned, "/projects/"+items[i].ProjectID+"/gates/"+string(items[i].Gate), items[i].DecidedAt)
		w.DueOn = fiscal.Date{} // the day wanted was that of the round that ended
		out = append(out, w)
	}
	return out, err
}

func (s *Service) drafts(ctx context.Context) ([]work.Item, error) {
	me := authz.From(ctx).PersonID
	items, err := s.applications(ctx, "gates:apply", func(q *gorm.DB) *gorm.DB {
		return q.Where("gate_applications.state = ?", StateDraft).Where("p.state NOT IN ?", []string{"completed", "stopped"}).Where(mineSQL, me, me, me)
	})
	out := []work.Item{}
	for i := range items {
		out = append(out, items[i].work(work.GateDraft, "/projects/"+items[i].ProjectID+"/gates/"+string(items[i].Gate), items[i].CreatedAt))
	}
	return out, err
}

// demanded reads what a query on conditions finds, with verdicts.
func (s *Service) demanded(ctx context.Context, perm string, narrow func(q *gorm.DB) *gorm.DB) ([]ConditionView, error) {
	if ok, err := holds(ctx, perm); err != nil || !ok {
		return nil, err
	}
	q := s.store.Read(ctx).Table("gate_conditions").Joins("JOIN projects p ON p.id = gate_conditions.project_id").
		Joins("JOIN gate_applications a ON a.id = gate_conditions.application_id").Joins("JOIN people o ON o.id = gate_conditions.owner_id")
	items, err := store.Scan[ConditionView](narrow(q).Order("gate_conditions.due_on, gate_conditions.id").Limit(2 * work.Max).
		Select(conditionColumns(fiscal.Today(s.store.Now()))))
	if err != nil {
		return nil, err
	}
	for i := range items {
		if err := s.judge(ctx, &items[i]); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func (v *ConditionView) work(kind string) work.Item {
	return work.Item{
		Kind: kind, Noun: "gate_conditions", ID: v.ID, Code: v.ProjectCode, Title: v.ProjectName, TitleEn: v.ProjectNameEn,
		Detail: map[string]any{
			"projectId": v.ProjectID, "applicationId": v.ApplicationID, "gate": v.Gate, "no": v.No, "condition": v.Text, "criticality": v.Criticality,
			"dueGate": v.DueGate, "overdue": v.Overdue, "ownerName": v.OwnerName, "ownerNameEn": v.OwnerNameEn,
		},
		DueOn: v.DueOn, Href: "/gates/applications/" + v.ApplicationID + "#condition-" + v.ID,
	}
}

func (s *Service) toMeet(ctx context.Context) ([]work.Item, error) {
	me := authz.From(ctx).PersonID
	items, err := s.demanded(ctx, "conditions:report", func(q *gorm.DB) *gorm.DB {
		return q.Where("gate_conditions.owner_id = ? AND gate_conditions.state = ?", me, ConditionOpen)
	})
	out := []work.Item{}
	for i := range items {
		if v := &items[i]; v.Can["report"].Allowed {
			out = append(out, v.work(work.ConditionDue))
		}
	}
	return out, err
}

func (s *Service) toVerify(ctx context.Context) ([]work.Item, error) {
	items, err := s.demanded(ctx, "conditions:verify", func(q *gorm.DB) *gorm.DB { return q.Where("gate_conditions.state = ?", ConditionReported) })
	out := []work.Item{}
	for i := range items {
		if v := &items[i]; v.Can["verify"].Allowed {
			w := v.work(work.ConditionVerify)
			w.Since = fiscal.DateOf(v.ReportedAt.Time)
			out = append(out, w)
		}
	}
	return out, err
}
