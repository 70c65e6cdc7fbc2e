package systems

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// contractDays is how long before its end a contract is somebody's work: a new
// one takes that long to procure.
const contractDays = 90

// Work is what waits for the caller in the register: entries of the caller's own
// sections to confirm, and contracts that end. The ICT office may confirm every
// entry of the city, but only its own are its work.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	today := fiscal.Today(s.store.Now())
	out := []work.Item{}
	own, err := s.ownSections(ctx, "systems:confirm")
	if err != nil {
		return nil, err
	}
	stale, err := s.waiting(ctx, own, func(q *gorm.DB) *gorm.DB {
		return q.Where("confirm_by < ?", today.AddDays(dueDays)).Order("confirm_by, code")
	})
	if err != nil {
		return nil, err
	}
	for _, it := range stale {
		out = append(out, it.work(work.SystemConfirm, it.ConfirmBy, map[string]any{"freshness": freshness(it.ConfirmBy, today)}))
	}
	if own, err = s.ownSections(ctx, "systems:update"); err != nil {
		return nil, err
	}
	ending, err := s.waiting(ctx, own, func(q *gorm.DB) *gorm.DB {
		return q.Where("contract_ends_on < ?", today.AddDays(contractDays)).Order("contract_ends_on, code")
	})
	for _, it := range ending {
		out = append(out, it.work(work.ContractEnd, it.ContractEndsOn, map[string]any{"vendor": it.Vendor, "days": it.ContractEndsOn.Sub(today)}))
	}
	return out, err
}

// ownSections lists the organisations of the caller's posts, and all below them,
// in which the permission holds.
func (s *Service) ownSections(ctx context.Context, perm string) ([]string, error) {
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

func (s *Service) waiting(ctx context.Context, sections []string, narrow func(*gorm.DB) *gorm.DB) ([]Item, error) {
	if len(sections) == 0 {
		return nil, nil
	}
	q := s.store.Read(ctx).Table("systems").Where("owner_id IN ? AND phase <> ?", sections, Retired)
	return store.Scan[Item](narrow(q).Limit(work.Max).Select(itemColumns))
}

func (it *Item) work(kind string, due fiscal.Date, detail map[string]any) work.Item {
	return work.Item{
		Kind: kind, Noun: "systems", ID: it.ID, Code: it.Code, Title: it.Name, TitleEn: it.NameEn,
		Detail: detail, DueOn: due, Href: "/systems/" + it.ID,
	}
}
