package skills

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of skills.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/skills/summary", "skills:read", s.Summary, "What hangs on one person, and what is missing; with the catalogue in force.")
	api.Get(r, "/skills/systems", "skills:read", s.Systems, "Systems that are not retired, with how many people can do the essential work. An answer that is too old is unknown.")
	api.Get(r, "/skills/systems/facets", "skills:read", s.SystemFacets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/skills/systems/{id}", "skills:read", s.SystemDetail, "What was said of a system, the newest first.")
	api.Post(r, "/skills/systems/{id}/answers", "skills:answer", s.answerSystem, "Says how many people can do the essential work. Answers are never changed; the next one counts.")
	api.Get(r, "/skills/projects", "skills:read", s.Projects, "Running projects that the caller may read, with their places.")
	api.Get(r, "/skills/projects/facets", "skills:read", s.ProjectFacets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/skills/projects/{id}", "skills:read", s.ProjectDetail, "What was said of a project, and the roles it needs.")
	api.Post(r, "/skills/projects/{id}/answers", "skills:answer", s.answerProject)
	api.Post(r, "/skills/projects/{id}/needs", "skills:need", s.createNeed, "Says that a project needs people of a skill at a level or above.")
	api.Get(r, "/skills/needs/{id}", "skills:read", s.getNeed)
	api.Put(r, "/skills/needs/{id}", "skills:need", s.putNeed, "Changes a role, or says how many of its places are filled.")
	api.Delete(r, "/skills/needs/{id}", "skills:need", s.deleteNeed)
	api.Get(r, "/skills/sections", "skills:read", s.Sections, "Sections by skill: people, places, what is missing. Small counts are hidden from whoever does not keep them, and with them the gap.")
	api.Get(r, "/skills/sections/{id}", "skills:read", s.Section)
	api.Post(r, "/skills/holdings", "skills:count", s.createHolding, "Counts the people of a section who have a skill, by level. No names.")
	api.Get(r, "/skills/holdings/{id}", "skills:count", s.getHolding)
	api.Put(r, "/skills/holdings/{id}", "skills:count", s.putHolding)
	api.Delete(r, "/skills/holdings/{id}", "skills:count", s.deleteHolding)
	api.Get(r, "/skills/holdings/{id}/history", "skills:count", history.Of(h, s.readable))
}

type answerIn struct {
	api.ID
	Body AnswerDraft
}

func (s *Service) answerSystem(ctx context.Context, in *answerIn) (*Answer, error) {
	return s.AnswerSystem(ctx, in.ID.ID, in.Body)
}

func (s *Service) answerProject(ctx context.Context, in *answerIn) (*Answer, error) {
	return s.AnswerProject(ctx, in.ID.ID, in.Body)
}

type createNeedIn struct {
	api.ID
	Body NeedDraft
}

func (s *Service) createNeed(ctx context.Context, in *createNeedIn) (*Need, error) {
	return s.CreateNeed(ctx, in.ID.ID, in.Body)
}

func (s *Service) getNeed(ctx context.Context, in *api.ID) (*Need, error) {
	return s.GetNeed(ctx, in.ID)
}

type putNeedIn struct {
	api.ID
	api.Match
	Body NeedDraft
}

func (s *Service) putNeed(ctx context.Context, in *putNeedIn) (*Need, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateNeed(ctx, in.ID.ID, version, in.Body)
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why it goes"`
}

func (s *Service) deleteNeed(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteNeed(ctx, in.ID.ID, version, in.Reason)
}

type createHoldingIn struct{ Body HoldingDraft }

func (s *Service) createHolding(ctx context.Context, in *createHoldingIn) (*Holding, error) {
	return s.CreateHolding(ctx, in.Body)
}

func (s *Service) getHolding(ctx context.Context, in *api.ID) (*Holding, error) {
	return s.GetHolding(ctx, in.ID)
}

// HoldingEdit is a new count, with the reason for the ledger.
type HoldingEdit struct {
	HoldingDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putHoldingIn struct {
	api.ID
	api.Match
	Body HoldingEdit
}

func (s *Service) putHolding(ctx context.Context, in *putHoldingIn) (*Holding, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateHolding(ctx, in.ID.ID, version, in.Body.HoldingDraft, in.Body.Reason)
}

func (s *Service) deleteHolding(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteHolding(ctx, in.ID.ID, version, in.Reason)
}

// readable tells whether the caller may see a count by level, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.GetHolding(ctx, id)
	return err
}
