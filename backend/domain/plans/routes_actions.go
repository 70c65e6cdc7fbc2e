package plans

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

func (s *Service) actionRoutes(r *api.Router, h *history.Service) {
	api.Get(r, "/actions", "plan_actions:read", s.ListActions, "Actions of all plans.")
	api.Get(r, "/actions/facets", "plan_actions:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/actions", "plan_actions:create", s.createAction, "Adds an action; to an approved plan only with the reason.")
	api.Get(r, "/actions/{id}", "plan_actions:read", s.getAction)
	api.Put(r, "/actions/{id}", "plan_actions:update", s.putAction, "Replaces the action. In an approved plan that is a revision and needs a reason.")
	api.Delete(r, "/actions/{id}", "plan_actions:delete", s.deleteAction, "Only while the plan is a draft; later it is withdrawn.")
	api.Act(r, "/actions/{id}/outcome", "plan_actions:outcome", s.outcome, "Records what became of the action.")
	api.Act(r, "/actions/{id}/reopen", "plan_actions:outcome", s.reopen, "Takes the outcome back while the plan is open.")
	api.Act(r, "/actions/{id}/carry-over", "plan_actions:outcome", s.carryOver, "Carries an action that continues over into a later plan.")
	api.Act(r, "/actions/{id}/release", "plan_actions:outcome", s.release, "Takes back, on the later action, a carry-over made by mistake.")
	api.Get(r, "/actions/{id}/history", "plan_actions:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.readable(ctx, id)
		return err
	}))
	api.Get(r, "/actions/{id}/updates", "plan_actions:read", s.listUpdates, "Published updates, the newest first.")
	api.Post(r, "/actions/{id}/updates", "plan_actions:report", s.publish, "Publishes an update; it never changes.")
	api.Post(r, "/actions/{id}/kpis", "plan_actions:update", s.addKPI, "Adds a KPI with its first target.")
	api.Put(r, "/actions/{id}/kpis/{kid}", "plan_actions:update", s.putKPI, "Replaces what describes the KPI; targets are revised.")
	api.Delete(r, "/actions/{id}/kpis/{kid}", "plan_actions:delete", s.deleteKPI, "Only while the plan is a draft.")
	api.Act(r, "/actions/{id}/kpis/{kid}/target", "plan_actions:update", s.revise, "Sets a new target beside the ones before.")
	api.Act(r, "/actions/{id}/kpis/{kid}/actuals", "plan_actions:report", s.measure, "Enters an actual value; a later one of the same year corrects it.")
}

// acted answers a write of an action with its detail.
func (s *Service) acted(ctx context.Context, row *Action, err error) (*Detail, error) {
	if err != nil {
		return nil, err
	}
	return s.GetAction(ctx, row.ID)
}

type createActionIn struct{ Body Draft }

func (s *Service) createAction(ctx context.Context, in *createActionIn) (*Detail, error) {
	row, err := s.CreateAction(ctx, in.Body)
	return s.acted(ctx, row, err)
}

func (s *Service) getAction(ctx context.Context, in *api.ID) (*Detail, error) {
	return s.GetAction(ctx, in.ID)
}

// Edit is a new state of an action, with the reason, which an approved plan needs.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putActionIn struct {
	api.ID
	api.Match
	Body Edit
}

func (s *Service) putAction(ctx context.Context, in *putActionIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.UpdateAction(ctx, in.ID.ID, version, in.Body.Draft, in.Body.Reason)
	return s.acted(ctx, row, err)
}

func (s *Service) deleteAction(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteAction(ctx, in.ID.ID, version, in.Reason)
}

// Settlement is what became of an action.
type Settlement struct {
	Outcome Outcome     `json:"outcome" validate:"required,oneof=achieved continuing withdrawn"`
	On      fiscal.Date `json:"on" validate:"required"`
	Reason  string      `json:"reason,omitempty" validate:"max=1000" doc:"Needed for what is withdrawn, and for what continues without being carried over"`
}

type outcomeIn struct {
	api.ID
	api.Match
	Body Settlement
}

func (s *Service) outcome(ctx context.Context, in *outcomeIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.RecordOutcome(ctx, in.ID.ID, version, in.Body.Outcome, in.Body.On, in.Body.Reason)
	return s.acted(ctx, row, err)
}

// Reason is why something is taken back.
type Reason struct {
	Reason string `json:"reason" validate:"required,max=1000"`
}

type reasonIn struct {
	api.ID
	api.Match
	Body Reason
}

func (s *Service) reopen(ctx context.Context, in *reasonIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Reopen(ctx, in.ID.ID, version, in.Body.Reason)
	return s.acted(ctx, row, err)
}

func (s *Service) release(ctx context.Context, in *reasonIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Release(ctx, in.ID.ID, version, in.Body.Reason)
	return s.acted(ctx, row, err)
}

type carryIn struct {
	api.ID
	api.Match
	Body Carrying
}

// carryOver answers the action in which it goes on.
func (s *Service) carryOver(ctx context.Context, in *carryIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.CarryOver(ctx, in.ID.ID, version, in.Body)
	return s.acted(ctx, row, err)
}

func (s *Service) listUpdates(ctx context.Context, in *listIn) (store.Page[Update], error) {
	return s.ListUpdates(ctx, in.ID.ID, &in.List)
}

type publishIn struct {
	api.ID
	Body UpdateDraft
}

func (s *Service) publish(ctx context.Context, in *publishIn) (*Update, error) {
	return s.Publish(ctx, in.ID.ID, in.Body)
}

// KPINew is a KPI with its first target.
type KPINew struct {
	KPIDraft
	TargetDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type addKPIIn struct {
	api.ID
	Body KPINew
}

func (s *Service) addKPI(ctx context.Context, in *addKPIIn) (*KPI, error) {
	return s.AddKPI(ctx, in.ID.ID, in.Body.KPIDraft, in.Body.TargetDraft, in.Body.Reason)
}

// KPIID names a KPI of an action. It is exported because inputs are read through
// exported fields only.
type KPIID struct {
	api.ID
	KID string `path:"kid" validate:"required,max=64"`
}

// KPIEdit is a new description of a KPI, with the reason, which an approved plan needs.
type KPIEdit struct {
	KPIDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putKPIIn struct {
	KPIID
	api.Match
	Body KPIEdit
}

func (s *Service) putKPI(ctx context.Context, in *putKPIIn) (*KPI, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateKPI(ctx, in.ID.ID, in.KID, version, in.Body.KPIDraft, in.Body.Reason)
}

type deleteKPIIn struct {
	KPIID
	api.Match
	Removal
}

func (s *Service) deleteKPI(ctx context.Context, in *deleteKPIIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteKPI(ctx, in.ID.ID, in.KID, version, in.Reason)
}

// Revision is a new target and why.
type Revision struct {
	TargetDraft
	Reason string `json:"reason" validate:"required,max=1000"`
}

type reviseIn struct {
	KPIID
	api.Match
	Body Revision
}

func (s *Service) revise(ctx context.Context, in *reviseIn) (*KPI, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.ReviseTarget(ctx, in.ID.ID, in.KID, version, in.Body.TargetDraft, in.Body.Reason)
}

type measureIn struct {
	KPIID
	api.Match
	Body ActualDraft
}

func (s *Service) measure(ctx context.Context, in *measureIn) (*KPI, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.Measure(ctx, in.ID.ID, in.KID, version, in.Body)
}
