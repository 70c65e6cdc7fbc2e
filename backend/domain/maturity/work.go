package maturity

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller: appraisals of the own unit, or begun by the caller, to hand in; judgements that are owed;
// appraisals to confirm. What the policy does not let the caller do is left out.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	q, err := s.visible(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Scan[Appraisal](q.Where("maturity_appraisals.state <> ?", StateConfirmed).
		Order("COALESCE(maturity_appraisals.due_on, '9999-12-31'), maturity_appraisals.id").Limit(3 * work.Max).Select("maturity_appraisals.*"))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list := make([]*Appraisal, len(rows))
	for i := range rows {
		list[i] = &rows[i]
	}
	facts, err := records(ctx, s.store.Read(ctx), list)
	if err != nil {
		return nil, err
	}
	out := []work.Item{}
	for i, x := range list {
		can, err := authz.Can(ctx, "maturity", facts[i], "rate", "judge", "confirm")
		if err != nil {
			return nil, err
		}
		mine := concerns(ctx, x, facts[i])
		switch {
		case x.State == StateSubmitted && can["confirm"].Allowed:
			it := s.item(ctx, x, work.AppraisalConfirm)
			it.DueOn, it.Since = fiscal.Date{}, fiscal.DateOf(x.SubmittedAt.Time)
			out = append(out, it)
		case x.State == StateDraft && x.Pending > 0 && can["judge"].Allowed && mine:
			out = append(out, s.item(ctx, x, work.AppraisalJudge))
		case x.State == StateDraft && can["rate"].Allowed && mine:
			out = append(out, s.item(ctx, x, work.AppraisalSubmit))
		}
	}
	return out, nil
}

// concerns tells whether a draft is the caller's to go on with: one that the caller rates, of the own project, the own unit's
// self-rating, or an assessor's rating that nobody has begun or that waits for a judgement.
func concerns(ctx context.Context, x *Appraisal, rec *authz.Record) bool {
	me := authz.From(ctx)
	if slices.Contains(x.Raters, me.PersonID) || slices.Contains(rec.Own, me.PersonID) {
		return true
	}
	if x.Kind == Assessor {
		return len(x.Raters) == 0 || x.Pending > 0
	}
	return slices.ContainsFunc(me.Held, func(h authz.Held) bool {
		return h.OrganisationID != "" && authz.DirectoryOf(ctx).Within(x.SectionID, h.OrganisationID)
	})
}

func (s *Service) item(ctx context.Context, x *Appraisal, kind string) work.Item {
	o, _ := authz.DirectoryOf(ctx).Organisation(x.SectionID)
	name := x.Model
	if m, ok := s.models.Find(x.Model); ok {
		name = m.Name
	}
	return work.Item{
		Kind: kind, Noun: "maturity_appraisals", ID: x.ID, Code: x.Code, Title: o.Name, TitleEn: o.NameEn,
		Detail: map[string]any{"model": name, "view": x.Kind, "fiscalYear": x.FiscalYear, "pending": x.Pending},
		DueOn:  x.DueOn, Href: "/maturity/appraisals/" + x.ID,
	}
}
