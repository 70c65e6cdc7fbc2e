package plans

import (
	"context"
	"strconv"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of strategies, plans and actions.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/strategies", "plans:read", s.ListStrategies, "Editions of the ICT strategy, the newest first.")
	api.Post(r, "/strategies", "plans:create", s.createStrategy)
	api.Get(r, "/strategies/{id}", "plans:read", s.getStrategy)
	api.Put(r, "/strategies/{id}", "plans:update", s.putStrategy)
	api.Delete(r, "/strategies/{id}", "plans:delete", s.deleteStrategy, "Refused while plans belong to it.")
	api.Get(r, "/strategies/{id}/history", "plans:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.GetStrategy(ctx, id)
		return err
	}))

	api.Get(r, "/plans", "plans:read", s.List, "Action plans with their figures, the latest first.")
	api.Post(r, "/plans", "plans:create", s.create, "Makes a plan as a draft.")
	api.Get(r, "/plans/{id}", "plans:read", s.get)
	api.Put(r, "/plans/{id}", "plans:update", s.put, "Replaces the plan; needs a reason once it is approved.")
	api.Delete(r, "/plans/{id}", "plans:delete", s.delete, "Removes a plan that was never approved and has no action.")
	api.Act(r, "/plans/{id}/propose", "plans:update", s.propose, "Says that the plan waits for approval.")
	api.Act(r, "/plans/{id}/approve", "plans:approve", s.approve, "Freezes what was read as the next version of the plan.")
	api.Act(r, "/plans/{id}/close", "plans:close", s.close, "Ends a plan whose actions all have their outcome; those that continue say where or why not.")
	api.Get(r, "/plans/{id}/summary", "plans:read", s.summary, "The reconciled figures: by theme, by quarter, by KPI.")
	api.Get(r, "/plans/{id}/changes", "plans:read", s.changes, "What differs between an approved version and the present or a later version.")
	api.Get(r, "/plans/{id}/versions", "plans:read", s.versions, "Versions as they were approved, the newest first.")
	api.Get(r, "/plans/{id}/versions/{number}", "plans:read", s.version)
	api.Get(r, "/plans/{id}/themes", "plans:read", s.listThemes)
	api.Post(r, "/plans/{id}/themes", "plans:update", s.addTheme)
	api.Put(r, "/plans/{id}/themes/{tid}", "plans:update", s.putTheme)
	api.Delete(r, "/plans/{id}/themes/{tid}", "plans:update", s.deleteTheme, "Refused while actions stand under it.")
	api.Get(r, "/plans/{id}/history", "plans:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.readablePlan(ctx, id)
		return err
	}))
	api.Get(r, "/themes", "plans:read", s.ListOpenThemes, "Themes of plans that still take actions, to choose from.")
	s.actionRoutes(r, h)
}

type strategyIn struct{ Body StrategyDraft }

func (s *Service) createStrategy(ctx context.Context, in *strategyIn) (*StrategyView, error) {
	row, err := s.CreateStrategy(ctx, in.Body)
	return s.strategy(ctx, row, err)
}

func (s *Service) strategy(ctx context.Context, row *Strategy, err error) (*StrategyView, error) {
	if err != nil {
		return nil, err
	}
	return s.GetStrategy(ctx, row.ID)
}

func (s *Service) getStrategy(ctx context.Context, in *api.ID) (*StrategyView, error) {
	return s.GetStrategy(ctx, in.ID)
}

// StrategyEdit is a new state of an edition, with the reason for the ledger.
type StrategyEdit struct {
	StrategyDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putStrategyIn struct {
	api.ID
	api.Match
	Body StrategyEdit
}

func (s *Service) putStrategy(ctx context.Context, in *putStrategyIn) (*StrategyView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.UpdateStrategy(ctx, in.ID.ID, version, in.Body.StrategyDraft, in.Body.Reason)
	return s.strategy(ctx, row, err)
}

// Removal is why something is removed.
type Removal struct {
	Reason string `query:"reason" validate:"required,max=500" doc:"Why it was wrong"`
}

type deleteIn struct {
	api.ID
	api.Match
	Removal
}

func (s *Service) deleteStrategy(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteStrategy(ctx, in.ID.ID, version, in.Reason)
}

// shown answers a write of a plan's row with its detail.
func (s *Service) shown(ctx context.Context, row *Plan, err error) (*PlanDetail, error) {
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, row.ID)
}

type createIn struct{ Body PlanDraft }

func (s *Service) create(ctx context.Context, in *createIn) (*PlanDetail, error) {
	row, err := s.Create(ctx, in.Body)
	return s.shown(ctx, row, err)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*PlanDetail, error) { return s.Get(ctx, in.ID) }

// PlanEdit is a new state of a plan, with the reason for the ledger.
type PlanEdit struct {
	PlanDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putIn struct {
	api.ID
	api.Match
	Body PlanEdit
}

func (s *Service) put(ctx context.Context, in *putIn) (*PlanDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Update(ctx, in.ID.ID, version, in.Body.PlanDraft, in.Body.Reason)
	return s.shown(ctx, row, err)
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) propose(ctx context.Context, in *actIn) (*PlanDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Propose(ctx, in.ID.ID, version)
	return s.shown(ctx, row, err)
}

type approveIn struct {
	api.ID
	api.Match
	Body Approval
}

func (s *Service) approve(ctx context.Context, in *approveIn) (*PlanDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Approve(ctx, in.ID.ID, version, in.Body)
	return s.shown(ctx, row, err)
}

// Closing is what is said at the end of a plan.
type Closing struct {
	Note string `json:"note,omitempty" validate:"max=2000"`
}

type closeIn struct {
	api.ID
	api.Match
	Body Closing
}

func (s *Service) close(ctx context.Context, in *closeIn) (*PlanDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Close(ctx, in.ID.ID, version, in.Body.Note)
	return s.shown(ctx, row, err)
}

func (s *Service) summary(ctx context.Context, in *api.ID) (*Summary, error) {
	return s.Summarise(ctx, in.ID)
}

type changesIn struct {
	api.ID
	From int64 `query:"from" validate:"min=0" doc:"Version; the latest unless given"`
	To   int64 `query:"to" validate:"min=0" doc:"Later version; the present unless given"`
}

func (s *Service) changes(ctx context.Context, in *changesIn) (*Changes, error) {
	return s.Compare(ctx, in.ID.ID, in.From, in.To)
}

type listIn struct {
	api.ID
	api.List
}

func (s *Service) versions(ctx context.Context, in *listIn) (store.Page[Version], error) {
	if _, err := s.readablePlan(ctx, in.ID.ID); err != nil {
		return store.Page[Version]{}, err
	}
	return s.ListVersions(ctx, in.ID.ID, &in.List)
}

type versionIn struct {
	api.ID
	Number string `path:"number" validate:"required,max=6"`
}

func (s *Service) version(ctx context.Context, in *versionIn) (*Frozen, error) {
	number, err := strconv.ParseInt(in.Number, 10, 64)
	if err != nil {
		return nil, fault.Missing("plan_versions", in.Number)
	}
	return s.GetVersion(ctx, in.ID.ID, number)
}

func (s *Service) listThemes(ctx context.Context, in *listIn) (store.Page[ThemeView], error) {
	return s.ListThemes(ctx, in.ID.ID, &in.List)
}

// ThemeEdit is a new state of a theme, with the reason, which an approved plan needs.
type ThemeEdit struct {
	ThemeDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type addThemeIn struct {
	api.ID
	Body ThemeEdit
}

func (s *Service) addTheme(ctx context.Context, in *addThemeIn) (*Theme, error) {
	return s.AddTheme(ctx, in.ID.ID, in.Body.ThemeDraft, in.Body.Reason)
}

// ThemeID names a theme of a plan. It is exported because inputs are read through
// exported fields only.
type ThemeID struct {
	api.ID
	TID string `path:"tid" validate:"required,max=64"`
}

type putThemeIn struct {
	ThemeID
	api.Match
	Body ThemeEdit
}

func (s *Service) putTheme(ctx context.Context, in *putThemeIn) (*Theme, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateTheme(ctx, in.ID.ID, in.TID, version, in.Body.ThemeDraft, in.Body.Reason)
}

type deleteThemeIn struct {
	ThemeID
	api.Match
	Removal
}

func (s *Service) deleteTheme(ctx context.Context, in *deleteThemeIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteTheme(ctx, in.ID.ID, in.TID, version, in.Reason)
}
