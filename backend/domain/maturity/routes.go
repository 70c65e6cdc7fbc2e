package maturity

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of maturity.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/maturity", "maturity:read", s.Overview, "Heat map of a year: unit by area, self-rating and assessor's rating, with the year before.")
	api.Get(r, "/maturity/units/{id}", "maturity:read", s.Unit, "A unit over the years, and the smallest set of practices that reaches its next level.")
	api.Get(r, "/maturity/models", "maturity:look", s.listModels)
	api.Get(r, "/maturity/models/{id}", "maturity:look", s.getModel, "A model with all its practices.")
	api.Get(r, "/maturity/appraisals", "maturity:read", s.List)
	api.Get(r, "/maturity/appraisals/facets", "maturity:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/maturity/appraisals", "maturity:rate", s.create, "Opens an appraisal; its areas may be given with it, as for one that was made on paper.")
	api.Get(r, "/maturity/appraisals/{id}", "maturity:read", s.get)
	api.Put(r, "/maturity/appraisals/{id}", "maturity:rate", s.put, "Changes day, note and instances of a draft.")
	api.Delete(r, "/maturity/appraisals/{id}", "maturity:rate", s.delete, "Removes a draft.")
	api.Get(r, "/maturity/appraisals/{id}/areas/{area}", "maturity:read", s.getArea, "Practices, instances and results of an area.")
	api.Put(r, "/maturity/appraisals/{id}/areas/{area}", "maturity:rate", s.putArea, "Replaces what was entered of an area. The version is the area's. A judgement whose labels change no longer counts.")
	api.Act(r, "/maturity/appraisals/{id}/areas/{area}/judge", "maturity:judge", s.judge, "Decides on a practice that its labels leave open. The version is the area's.")
	api.Act(r, "/maturity/appraisals/{id}/submit", "maturity:rate", s.submit)
	api.Act(r, "/maturity/appraisals/{id}/return", "maturity:confirm", s.sendBack)
	api.Act(r, "/maturity/appraisals/{id}/confirm", "maturity:confirm", s.confirm, "Ends the appraisal: it never changes again.")
	api.Post(r, "/maturity/appraisals/{id}/actions", "maturity:act", s.act, "Makes an action of a plan of something that the next level lacks.")
	api.Get(r, "/maturity/appraisals/{id}/history", "maturity:read", history.Of(h, s.readable))
	api.Get(r, "/maturity/targets", "maturity:read", s.Targets)
	api.Post(r, "/maturity/targets", "maturity:target", s.createTarget)
	api.Get(r, "/maturity/targets/{id}", "maturity:read", s.getTarget)
	api.Put(r, "/maturity/targets/{id}", "maturity:target", s.putTarget)
	api.Delete(r, "/maturity/targets/{id}", "maturity:target", s.deleteTarget)
	api.Get(r, "/maturity/targets/{id}/history", "maturity:read", history.Of(h, s.targetReadable))
}

func (s *Service) listModels(context.Context, *api.None) (store.Page[ModelItem], error) {
	return store.Page[ModelItem]{Items: s.items(), Total: len(s.models)}, nil
}

func (s *Service) getModel(_ context.Context, in *api.ID) (*Model, error) { return s.Model(in.ID) }

type createIn struct{ Body NewDraft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, row.ID)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of an appraisal, with the reason for the ledger.
type Edit struct {
	Draft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putIn struct {
	api.ID
	api.Match
	Body Edit
}

func (s *Service) put(ctx context.Context, in *putIn) (*Detail, error) {
	return s.after(ctx, in, func(version int64) error {
		_, err := s.Update(ctx, in.ID.ID, version, in.Body.Draft, in.Body.Reason)
		return err
	}, in.ID.ID)
}

// after makes a change of the version that the caller saw and shows what has become of the appraisal.
func (s *Service) after(ctx context.Context, in api.Matched, change func(version int64) error, id string) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if err := change(version); err != nil {
		return nil, err
	}
	return s.Get(ctx, id)
}

// Why is the reason of a removal.
type Why struct {
	Reason string `query:"reason" validate:"required,max=500" doc:"Why it was wrong"`
}

type deleteIn struct {
	api.ID
	api.Match
	Why
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

// AreaID names an area of an appraisal. It is exported because inputs are read through exported fields only.
type AreaID struct {
	api.ID
	Area string `path:"area" validate:"required,max=12"`
}

func (s *Service) getArea(ctx context.Context, in *AreaID) (*AreaDetail, error) {
	return s.GetArea(ctx, in.ID.ID, in.Area)
}

// AreaEdit is a new state of an area, with the reason for the ledger.
type AreaEdit struct {
	AreaDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putAreaIn struct {
	AreaID
	api.Match
	Body AreaEdit
}

func (s *Service) putArea(ctx context.Context, in *putAreaIn) (*AreaDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, _, err := s.PutArea(ctx, in.ID.ID, in.Area, version, in.Body.AreaDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.GetArea(ctx, in.ID.ID, in.Area)
}

type judgeIn struct {
	AreaID
	api.Match
	Body JudgementDraft
}

func (s *Service) judge(ctx context.Context, in *judgeIn) (*AreaDetail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, _, err := s.Judge(ctx, in.ID.ID, in.Area, version, in.Body); err != nil {
		return nil, err
	}
	return s.GetArea(ctx, in.ID.ID, in.Area)
}

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) submit(ctx context.Context, in *actIn) (*Detail, error) {
	return s.after(ctx, in, func(version int64) error {
		_, err := s.Submit(ctx, in.ID.ID, version)
		return err
	}, in.ID.ID)
}

func (s *Service) confirm(ctx context.Context, in *actIn) (*Detail, error) {
	return s.after(ctx, in, func(version int64) error {
		_, err := s.Confirm(ctx, in.ID.ID, version)
		return err
	}, in.ID.ID)
}

// Reasoned is the reason for sending something back.
type Reasoned struct {
	Reason string `json:"reason" validate:"required,max=1000"`
}

type returnIn struct {
	api.ID
	api.Match
	Body Reasoned
}

func (s *Service) sendBack(ctx context.Context, in *returnIn) (*Detail, error) {
	return s.after(ctx, in, func(version int64) error {
		_, err := s.Return(ctx, in.ID.ID, version, in.Body.Reason)
		return err
	}, in.ID.ID)
}

type stepIn struct {
	api.ID
	Body StepDraft
}

func (s *Service) act(ctx context.Context, in *stepIn) (*Made, error) {
	return s.Act(ctx, in.ID.ID, in.Body)
}

type createTargetIn struct{ Body TargetDraft }

func (s *Service) createTarget(ctx context.Context, in *createTargetIn) (*TargetItem, error) {
	row, err := s.SetTarget(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.GetTarget(ctx, row.ID)
}

func (s *Service) getTarget(ctx context.Context, in *api.ID) (*TargetItem, error) {
	return s.GetTarget(ctx, in.ID)
}

// TargetEdit is a new state of a target, with the reason for the ledger.
type TargetEdit struct {
	TargetDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putTargetIn struct {
	api.ID
	api.Match
	Body TargetEdit
}

func (s *Service) putTarget(ctx context.Context, in *putTargetIn) (*TargetItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, err := s.UpdateTarget(ctx, in.ID.ID, version, in.Body.TargetDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.GetTarget(ctx, in.ID.ID)
}

func (s *Service) deleteTarget(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteTarget(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) targetReadable(ctx context.Context, id string) error {
	_, err := s.GetTarget(ctx, id)
	return err
}
