package datasets

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller in the inventory: data of the own sections that is older than its interval, and
// proposals that the caller may decide. The ICT office may update every entry, but only its own are its work.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	out := []work.Item{}
	own, err := ownSections(ctx, "datasets:update")
	if err != nil {
		return nil, err
	}
	today := s.today()
	if len(own) > 0 {
		r := s.on(today)
		late, err := store.Scan[Item](s.store.Read(ctx).Table("datasets").Where("section_id IN ? AND data_day + may_age < ?", own, r.today).
			Order("data_day + may_age, code").Limit(work.Max).Select(itemColumns))
		if err != nil {
			return nil, err
		}
		for _, it := range late {
			due := it.UpdatedOn.AddDays(int(*it.MayAge))
			w := it.work(work.DatasetUpdateDue)
			w.DueOn, w.Detail["interval"] = due, it.UpdateInterval
			out = append(out, w)
		}
	}
	if v, err := authz.From(ctx).Decide("datasets:decide", nil); err != nil || !v.Allowed {
		return out, err
	}
	waiting, err := store.Scan[Item](s.store.Read(ctx).Table("datasets").Where("proposed <> ''").Order("proposed_on, code").Limit(work.Max).Select(itemColumns))
	if err != nil {
		return nil, err
	}
	for _, it := range waiting {
		v, err := authz.From(ctx).Decide("datasets:decide", factsOf(it.ID, it.SectionID, it.PersonalData, it.ProposedByID))
		if err != nil {
			return nil, err
		}
		if !v.Allowed {
			continue
		}
		w := it.work(work.DatasetDecide)
		w.Since, w.Detail["proposed"] = it.ProposedOn, string(it.Proposed)
		out = append(out, w)
	}
	return out, nil
}

func (it *Item) work(kind string) work.Item {
	return work.Item{
		Kind: kind, Noun: "datasets", ID: it.ID, Code: it.Code, Title: it.Name, TitleEn: it.NameEn, Detail: map[string]any{}, Href: "/datasets/" + it.ID,
	}
}

// ownSections lists the organisations of the caller's posts, and all below them, in which the permission holds.
func ownSections(ctx context.Context, perm string) ([]string, error) {
	session := authz.From(ctx)
	scope, err := session.Scope(perm)
	if err != nil || !scope.All {
		return scope.Sections, err
	}
	var out []string
	for _, h := range session.Held {
		if h.OrganisationID != "" {
			out = append(out, session.Directory.Below(h.OrganisationID)...)
		}
	}
	return out, nil
}
