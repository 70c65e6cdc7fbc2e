package organisations

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// CreatePost adds a post, with its roles and holders.
func (s *Service) CreatePost(ctx context.Context, d PostDraft, reason string) (*Post, error) {
	row := &Post{PostDraft: d}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		row.settle("")
		facts := row.facts()
		facts.Parties = map[string][]string{"self": affected(&PostDraft{}, &row.PostDraft, fiscal.Today(tx.Now.Time))}
		if err := authz.Require(ctx, "posts:create", facts); err != nil {
			return err
		}
		if err := s.acceptPost(tx, nil, d.Holders, row); err != nil {
			return err
		}
		if err := store.Create(tx, row, store.Why{Reason: reason}); err != nil {
			return err
		}
		return touch(tx)
	})
	return row, err
}

// UpdatePost replaces a post with its roles and holders. What a post may do
// changes only with a reason, and never by the hand of someone who holds it;
// nobody appoints or dismisses themselves.
func (s *Service) UpdatePost(ctx context.Context, id string, version int64, d PostDraft, reason string) (*Post, error) {
	var row *Post
	given := d.Holders
	d.settle(id)
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		before, err := store.Load[Post](tx.DB, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			// Told first: against a state that the caller never saw, the edit means something else.
			return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": before.Version}, Current: before}
		}
		before.settle(id)
		facts := before.facts()
		facts.Parties = map[string][]string{"self": affected(&before.PostDraft, &d, fiscal.Today(tx.Now.Time))}
		if err := authz.Require(ctx, "posts:update", facts); err != nil {
			return err
		}
		why := store.Why{Reason: reason}
		switch {
		case rightsChange(&before.PostDraft, &d):
			why.Action = "change_roles"
			if reason == "" {
				return fault.Bad("reason", "reason_required", nil)
			}
		case !slices.Equal(before.Holders, d.Holders):
			why.Action = "appoint"
		}
		kept := before.Holders
		if before.OrganisationID != d.OrganisationID {
			kept = nil // another organisation may end sooner
		}
		return guardAdmins(tx, func() error {
			row, err = store.Update(tx, id, version, why, func(row *Post) error {
				row.PostDraft = d
				return s.acceptPost(tx, kept, given, row)
			})
			if err != nil {
				return err
			}
			return touch(tx)
		})
	})
	return row, err
}

// DeletePost removes a post made by mistake; refused while anyone holds it or
// ever held it.
func (s *Service) DeletePost(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Post](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "posts:delete", row.facts()); err != nil {
			return err
		}
		if len(row.Holders) > 0 {
			return fault.Clash("in_use", fault.Params{"holders": len(row.Holders)})
		}
		if err := store.Delete[Post](tx, id, version, store.Why{Reason: reason}); err != nil {
			return err
		}
		return touch(tx)
	})
}

// acceptPost checks a post against its organisation and people. Spans that the
// edit leaves as they were are not judged again: the past may hold people who
// left. given are the holders in the order of the request, for naming the one at fault.
func (s *Service) acceptPost(tx *store.Tx, before, given []PostHolder, row *Post) error {
	org, err := store.Load[Organisation](tx.DB, row.OrganisationID)
	if fault.Is(err, fault.NotFound) {
		return fault.Bad("organisationId", "not_found", nil)
	}
	if err != nil {
		return err
	}
	ids := make([]string, 0, len(row.Holders))
	for _, h := range row.Holders {
		ids = append(ids, h.PersonID)
	}
	active := map[string]bool{}
	if len(ids) > 0 {
		people, err := store.Scan[Person](tx.Table("people").Where("id IN ?", ids).Select("id, active"))
		if err != nil {
			return err
		}
		for _, p := range people {
			active[p.ID] = p.Active
		}
	}
	today := fiscal.Today(tx.Now.Time)
	var bad []fault.Field
	for i, h := range given {
		h.PostID = row.ID
		at := fmt.Sprintf("holders[%d].", i)
		is, known := active[h.PersonID]
		over := h.To.Before(today)
		switch {
		case !known:
			bad = append(bad, fault.Field{Field: at + "personId", Rule: "not_found"})
		case slices.Contains(before, h):
		case !is && !over:
			bad = append(bad, fault.Field{Field: at + "personId", Rule: "inactive"})
		case endsAfter(h.To, org.ValidTo):
			bad = append(bad, fault.Field{Field: at + "to", Rule: "within_parent", Params: fault.Params{
				"name": org.Name, "from": org.ValidFrom, "to": org.ValidTo,
			}})
		}
	}
	return fault.BadFields(bad)
}
