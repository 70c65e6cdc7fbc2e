package organisations

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of the tree, of people and of posts.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/organisations", "organisations:read", s.List, "Organisations of a day, today unless asked otherwise.")
	api.Get(r, "/organisations/tree", "organisations:read", s.Tree, "The whole tree of a day, each node before those below it.")
	api.Post(r, "/organisations", "organisations:create", s.create)
	api.Get(r, "/organisations/{id}", "organisations:read", s.get)
	api.Put(r, "/organisations/{id}", "organisations:update", s.put, "A merger or an end is validTo; a parent must span its children's time.")
	api.Delete(r, "/organisations/{id}", "organisations:delete", s.delete, "Removes an entry made by mistake; refused while other records point at it.")
	api.Get(r, "/organisations/{id}/history", "organisations:read", history.Of(h, s.readable))

	api.Get(r, "/people", "people:read", s.ListPeople, "People with the posts that they hold on a day.")
	api.Get(r, "/people/facets", "people:read", s.PeopleFacets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/people", "people:create", s.createPerson)
	api.Get(r, "/people/{id}", "people:read", s.getPerson)
	api.Put(r, "/people/{id}", "people:update", s.putPerson, "Somebody who is no longer active cannot sign in; open sessions end.")
	api.Delete(r, "/people/{id}", "people:delete", s.deletePerson, "Removes an entry made by mistake; refused for whoever held a post, has an account or did anything.")
	api.Get(r, "/people/{id}/history", "audit:read", history.Of(h, s.readablePerson), "With the history of the account, and so only for auditors and administrators.")
	api.Post(r, "/people/{id}/account", "people:account", s.openAccount, "Opens an account. The temporary password is told once.")
	api.Call(r, "/people/{id}/account/reset", "people:account", s.resetAccount, "New temporary password; removes the second factor, ends all sessions.")
	api.Call(r, "/people/{id}/account/disable", "people:account", s.disableAccount, "Shuts the account and ends its sessions.")
	api.Call(r, "/people/{id}/account/enable", "people:account", s.enableAccount, "Opens a shut account of an active person.")

	api.Get(r, "/posts", "posts:read", s.ListPosts, "Posts with their roles and holders of a day.")
	api.Get(r, "/posts/facets", "posts:read", s.PostFacets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/posts", "posts:create", s.createPost)
	api.Get(r, "/posts/{id}", "posts:read", s.getPost, "With all roles and holders, past and future.")
	api.Put(r, "/posts/{id}", "posts:update", s.putPost, "Replaces the post with its roles and holders; a change of roles, authority or organisation needs a reason.")
	api.Delete(r, "/posts/{id}", "posts:delete", s.deletePost, "Removes an entry made by mistake; refused when anyone holds or held it.")
	api.Get(r, "/posts/{id}/history", "posts:read", history.Of(h, s.readablePost))
}

type removeIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry was wrong"`
}

type createIn struct{ Body OrganisationDraft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.shown(ctx, row.ID)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// shown is the detail right after a write.
func (s *Service) shown(ctx context.Context, id string) (*Detail, error) {
	ctx, err := s.fresh(ctx)
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, id)
}

// Edit is a new state of an organisation, with the reason for the ledger.
type Edit struct {
	OrganisationDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putIn struct {
	api.ID
	api.Match
	Body Edit
}

func (s *Service) put(ctx context.Context, in *putIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, err := s.Update(ctx, in.ID.ID, version, in.Body.OrganisationDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.shown(ctx, in.ID.ID)
}

func (s *Service) delete(ctx context.Context, in *removeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "organisations", id)
	return err
}

type createPersonIn struct{ Body PersonDraft }

func (s *Service) createPerson(ctx context.Context, in *createPersonIn) (*PersonDetail, error) {
	row, err := s.CreatePerson(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.GetPerson(ctx, row.ID)
}

func (s *Service) getPerson(ctx context.Context, in *api.ID) (*PersonDetail, error) {
	return s.GetPerson(ctx, in.ID)
}

// PersonEdit is a new state of a person, with the reason for the ledger.
type PersonEdit struct {
	PersonDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putPersonIn struct {
	api.ID
	api.Match
	Body PersonEdit
}

func (s *Service) putPerson(ctx context.Context, in *putPersonIn) (*PersonDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, err := s.UpdatePerson(ctx, in.ID.ID, version, in.Body.PersonDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.GetPerson(ctx, in.ID.ID)
}

func (s *Service) deletePerson(ctx context.Context, in *removeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeletePerson(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) readablePerson(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "people", id)
	return err
}

// AccountDraft opens a person's account.
type AccountDraft struct {
	Login string `json:"login" validate:"required,max=64" doc:"Small letters, digits and . _ @ -"`
}

type openAccountIn struct {
	api.ID
	Body AccountDraft
}

func (s *Service) openAccount(ctx context.Context, in *openAccountIn) (Opened, error) {
	return s.OpenAccount(ctx, in.ID.ID, in.Body.Login)
}

func (s *Service) resetAccount(ctx context.Context, in *api.ID) (Opened, error) {
	return s.ResetAccount(ctx, in.ID)
}

func (s *Service) disableAccount(ctx context.Context, in *api.ID) (*PersonDetail, error) {
	if err := s.SetAccount(ctx, in.ID, true); err != nil {
		return nil, err
	}
	return s.GetPerson(ctx, in.ID)
}

func (s *Service) enableAccount(ctx context.Context, in *api.ID) (*PersonDetail, error) {
	if err := s.SetAccount(ctx, in.ID, false); err != nil {
		return nil, err
	}
	return s.GetPerson(ctx, in.ID)
}

// PostEdit is a new state of a post, with the reason for the ledger.
type PostEdit struct {
	PostDraft
	Reason string `json:"reason,omitempty" validate:"max=500" doc:"Required when roles, authority or organisation change"`
}

type createPostIn struct{ Body PostEdit }

func (s *Service) createPost(ctx context.Context, in *createPostIn) (*PostDetail, error) {
	row, err := s.CreatePost(ctx, in.Body.PostDraft, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return s.GetPost(ctx, row.ID)
}

func (s *Service) getPost(ctx context.Context, in *api.ID) (*PostDetail, error) {
	return s.GetPost(ctx, in.ID)
}

type putPostIn struct {
	api.ID
	api.Match
	Body PostEdit
}

func (s *Service) putPost(ctx context.Context, in *putPostIn) (*PostDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, err := s.UpdatePost(ctx, in.ID.ID, version, in.Body.PostDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.GetPost(ctx, in.ID.ID)
}

func (s *Service) deletePost(ctx context.Context, in *removeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeletePost(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) readablePost(ctx context.Context, id string) error {
	_, err := s.Facts(ctx, "posts", id)
	return err
}
