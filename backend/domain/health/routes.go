package health

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of health.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/health/summary", "health:read", s.Summary, "Figures of the portfolio and of the systems, each with its list, its past and the day compared with.")
	api.Get(r, "/health/projects", "health:read", s.ListProjects, "Projects that run, with evidence health beside declared health; the gravest and worsening first.")
	api.Get(r, "/health/projects/facets", "health:read", s.ProjectFacets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/health/projects/{id}", "health:read", s.Project, "Every rule that was applied, with values, limits and rows, judged now.")
	api.Get(r, "/health/systems", "health:read", s.ListSystems, "Systems that are not retired; the gravest and worsening first.")
	api.Get(r, "/health/systems/facets", "health:read", s.SystemFacets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/health/systems/{id}", "health:read", s.System, "Every rule that was applied, with values, limits and rows, judged now.")
	api.Get(r, "/health/value", "health:read", s.ListValue, "Cost against use and effect; unknown when an input is missing.")
	api.Get(r, "/health/rules", "health:read", s.Rules, "The rules in force, with their limits.")

	api.Get(r, "/health/evm", "health:read", s.ListEarned, "Earned value of a project, with what follows from it.")
	api.Post(r, "/health/evm", "evm:write", s.addEarned, "Earned value until a day; one entry a project and day.")
	api.Get(r, "/health/evm/{id}", "health:read", s.getEarned)
	api.Put(r, "/health/evm/{id}", "evm:write", s.putEarned, "Corrects an entry; its project stays.")
	api.Delete(r, "/health/evm/{id}", "evm:write", s.deleteEarned, "Removes an entry made by mistake.")
	api.Get(r, "/health/evm/{id}/history", "health:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.GetEarned(ctx, id)
		return err
	}))
}

type addIn struct{ Body EarnedDraft }

func (s *Service) addEarned(ctx context.Context, in *addIn) (*EarnedView, error) {
	return s.AddEarned(ctx, in.Body)
}

func (s *Service) getEarned(ctx context.Context, in *api.ID) (*EarnedView, error) {
	return s.GetEarned(ctx, in.ID)
}

// EarnedEdit is a new state of an entry, with the reason for the ledger.
type EarnedEdit struct {
	EarnedDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putIn struct {
	api.ID
	api.Match
	Body EarnedEdit
}

func (s *Service) putEarned(ctx context.Context, in *putIn) (*EarnedView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateEarned(ctx, in.ID.ID, version, in.Body.EarnedDraft, in.Body.Reason)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500"`
}

func (s *Service) deleteEarned(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteEarned(ctx, in.ID.ID, version, in.Reason)
}
