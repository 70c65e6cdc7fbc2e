package organisations

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Systems is what the tree asks of its neighbour: how many systems the
// organisation owns, with all below it; capped says that there are more.
type Systems interface {
	CountOwned(ctx context.Context, organisationID string) (n int, capped bool, err error)
}

// Service holds the use cases of the tree, of people and of posts.
type Service struct {
	store   *store.Store
	dirs    *Directories
	systems Systems
}

// New makes the service.
func New(s *store.Store, d *Directories, systems Systems) *Service {
	return &Service{store: s, dirs: d, systems: systems}
}

// Facts are what the policy may ask about an organisation, a person or a post.
// Everyone with a session may read all three.
func (s *Service) Facts(ctx context.Context, noun, id string) (*authz.Record, error) {
	switch noun {
	case "organisations":
		row, err := store.Load[Organisation](s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return row.facts(), authz.Require(ctx, "organisations:read", row.facts())
	case "people":
		row, err := store.Load[Person](s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return row.facts(), authz.Require(ctx, "people:read", row.facts())
	case "posts":
		row, err := store.Load[Post](s.store.Read(ctx), id)
		if err != nil {
			return nil, err
		}
		return row.facts(), authz.Require(ctx, "posts:read", row.facts())
	}
	return nil, fault.Missing(noun, id)
}

// fresh is the context with the directory as it is after a write of this
// request, so that its answer shows what it made.
func (s *Service) fresh(ctx context.Context) (context.Context, error) {
	d, err := s.dirs.Now(ctx)
	if err != nil {
		return nil, err
	}
	old := authz.From(ctx)
	subject, ok := d.Subject(old.PersonID)
	if !ok {
		subject = authz.Subject{PersonID: old.PersonID, Name: old.Name, NameEn: old.NameEn}
	}
	return authz.With(ctx, authz.NewSession(subject, d, old.Policy)), nil
}

// Create adds an organisation to the tree.
func (s *Service) Create(ctx context.Context, d OrganisationDraft) (*Organisation, error) {
	row := &Organisation{OrganisationDraft: d}
	facts := &authz.Record{Noun: "organisations", Section: string(d.ParentID)}
	if err := authz.Require(ctx, "organisations:create", facts); err != nil {
		return nil, err
	}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := s.acceptOrganisation(tx, row); err != nil {
			return err
		}
		if err := store.Create(tx, row, store.Why{}); err != nil {
			return err
		}
		return touch(tx)
	})
	return row, err
}

// Update replaces what people may write of an organisation. A merger or an end
// is a last day, never a removal: what happened there must stay readable.
func (s *Service) Update(ctx context.Context, id string, version int64, d OrganisationDraft, reason string) (*Organisation, error) {
	var row *Organisation
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = store.Update(tx, id, version, store.Why{Reason: reason}, func(row *Organisation) error {
			if err := authz.Require(ctx, "organisations:update", row.facts()); err != nil {
				return err
			}
			row.OrganisationDraft = d
			return s.acceptOrganisation(tx, row)
		})
		if err != nil {
			return err
		}
		return touch(tx)
	})
	return row, err
}

// Delete removes an entry made by mistake; refused while anything points at it.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Organisation](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "organisations:delete", row.facts()); err != nil {
			return err
		}
		if err := store.Delete[Organisation](tx, id, version, store.Why{Reason: reason}); err != nil {
			return err
		}
		return touch(tx)
	})
}

// acceptOrganisation checks a draft against the tree and derives what follows.
func (s *Service) acceptOrganisation(tx *store.Tx, row *Organisation) error {
	// Two moves at once could make a cycle that neither of them sees.
	if err := tx.Lock("organisations"); err != nil {
		return err
	}
	all, err := loadForest(tx.DB)
	if err != nil {
		return err
	}
	bad := all.place(row.ID, &row.OrganisationDraft)
	if row.ID != "" && !row.ValidTo.IsZero() {
		held, err := heldAfter(tx, row.ID, row.ValidTo)
		if err != nil {
			return err
		}
		if held > 0 {
			bad = append(bad, fault.Field{Field: "validTo", Rule: "posts_held", Params: fault.Params{"count": held}})
		}
	}
	return fault.BadFields(bad)
}

// heldAfter counts the posts of an organisation that somebody holds after a day.
func heldAfter(tx *store.Tx, id string, day fiscal.Date) (int, error) {
	return store.Value[int](tx.Table("posts po").Joins("JOIN post_holders h ON h.post_id = po.id").
		Where("po.organisation_id = ? AND (h.to_on IS NULL OR h.to_on > ?)", id, day).Select("count(DISTINCT po.id)"))
}
