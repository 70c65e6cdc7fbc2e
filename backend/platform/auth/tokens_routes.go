package auth

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
)

func (s *Service) tokenRoutes(r *api.Router) {
	api.Get(r, "/tokens", "tokens:own", s.listTokens, "The caller's own API tokens, newest first, with those that are over.")
	api.Post(r, "/tokens", "tokens:own", s.postToken, "Makes an API token. Its key is told once. No token may ask this.")
	api.End(r, "/tokens/{id}", "tokens:own", s.revokeOwn, "Ends an own token at once.")
	api.Get(r, "/people/{id}/tokens", "people:account", s.listTokensOf, "A person's API tokens, for the administrator.")
	api.End(r, "/people/{id}/tokens/{tokenId}", "people:account", s.revokeOf, "Ends a person's token at once.")
}

type tokenList struct {
	Items []TokenItem `json:"items"`
}

func (s *Service) listTokens(ctx context.Context, _ *api.None) (tokenList, error) {
	items, err := s.tokensOf(ctx, authz.From(ctx).PersonID)
	return tokenList{items}, err
}

type postTokenIn struct{ Body NewToken }

func (s *Service) postToken(ctx context.Context, in *postTokenIn) (MadeToken, error) {
	return s.makeToken(ctx, in.Body)
}

func (s *Service) revokeOwn(ctx context.Context, in *api.ID) (api.Empty, error) {
	return api.Empty{}, s.revoke(ctx, authz.From(ctx).PersonID, in.ID)
}

// mayManage is the administrator's right over a person's account; nobody manages the own one there.
func mayManage(ctx context.Context, personID string) error {
	return authz.Require(ctx, "people:account", &authz.Record{
		Noun: "people", ID: personID, Own: []string{personID}, Parties: map[string][]string{"self": {personID}},
	})
}

func (s *Service) listTokensOf(ctx context.Context, in *api.ID) (tokenList, error) {
	if err := mayManage(ctx, in.ID); err != nil {
		return tokenList{}, err
	}
	items, err := s.tokensOf(ctx, in.ID)
	return tokenList{items}, err
}

type tokenOfIn struct {
	api.ID
	TokenID string `path:"tokenId" validate:"required,max=64"`
}

func (s *Service) revokeOf(ctx context.Context, in *tokenOfIn) (api.Empty, error) {
	if err := mayManage(ctx, in.ID.ID); err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.revoke(ctx, in.ID.ID, in.TokenID)
}
