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
	waiting, err := s.decidable(ctx)
	if err != nil {
		return nil, err
	}
	for _, it := range waiting {
		w := it.work(work.DatasetDecide)
		w.Since, w.Detail["proposed"] = it.ProposedOn, string(it.Proposed)
		out = append(out, w)
	}
	return out, nil
}

// decidable are the proposals that the caller may decide, the oldest first. What the policy asks of a proposal is its section,
// whether persons can be read from it, and whose it is: each such kind is asked once, and the query takes those that are allowed.
func (s *Service) decidable(ctx context.Context) ([]Item, error) {
	type kind struct {
		SectionID, PersonalData string
		Own                     bool
	}
	session := authz.From(ctx)
	if v, err := session.Decide("datasets:decide", nil); err != nil || !v.Allowed {
		return nil, err
	}
	db := s.store.Read(ctx)
	const own = "(COALESCE(proposed_by, '') = ?)"
	kinds, err := store.Scan[kind](db.Table("datasets").Where("proposed <> ''").Group("1, 2, 3").
		Select("section_id, personal_data, "+own+" AS own", session.PersonID))
	if err != nil {
		return nil, err
	}
	allowed := [][]any{}
	for _, k := range kinds {
		proposer := store.Ref("")
		if k.Own {
			proposer = store.Ref(session.PersonID)
		}
		v, err := session.Decide("datasets:decide", factsOf("", k.SectionID, k.PersonalData, proposer))
		if err != nil {
			return nil, err
		}
		if v.Allowed {
			allowed = append(allowed, []any{k.SectionID, k.PersonalData, k.Own})
		}
	}
	if len(allowed) == 0 {
		return nil, nil
	}
	return store.Scan[Item](db.Table("datasets").Where("proposed <> '' AND (section_id, personal_data, "+own+") IN ?", session.PersonID, allowed).
		Order("proposed_on, code").Limit(work.Max).Select(itemColumns))
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
