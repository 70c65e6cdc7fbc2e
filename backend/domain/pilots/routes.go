package pilots

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of pilots.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/pilots", "pilots:read", s.List, "Pilots, those to be decided first. The share of each is of its evaluation set in force, with a Wilson interval of 95 %.")
	api.Get(r, "/pilots/facets", "pilots:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Get(r, "/pilots/summary", "pilots:read", s.Summary, "How the pilots stand, and what has to be decided.")
	api.Get(r, "/pilots/settings", "pilots:read", s.inForce, "Least number of cases and technologies in force.")
	api.Get(r, "/pilots/cases", "pilots:read", s.Cases, "Cases that were put to the machine.")
	api.Get(r, "/pilots/cases/facets", "pilots:read", s.CaseFacets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/pilots/cases", "pilots:record", s.createCase, "Records a case of a running pilot: as one who keeps it, or as the ward that the case comes from.")
	api.Get(r, "/pilots/cases/{id}", "pilots:read", s.getCase)
	api.Put(r, "/pilots/cases/{id}", "pilots:record", s.putCase, "Corrects a case, with the reason; its evaluation set stays. Nothing changes once the pilot is over.")
	api.Act(r, "/pilots/cases/{id}/void", "pilots:record", s.voidCase, "Takes a case out of the count that was recorded by mistake. It stays in the register, with the reason.")
	api.Get(r, "/pilots/cases/{id}/history", "pilots:read", history.Of(h, s.readableCase))
	api.Post(r, "/pilots", "pilots:create", s.create)
	api.Get(r, "/pilots/{id}", "pilots:read", s.get)
	api.Put(r, "/pilots/{id}", "pilots:update", s.put, "Replaces the entry. Business and period are frozen once the pilot runs.")
	api.Delete(r, "/pilots/{id}", "pilots:delete", s.delete, "Removes a pilot that never began.")
	api.Act(r, "/pilots/{id}/criteria", "pilots:criteria", s.criteria, "Sets the criteria. Once the pilot runs this is a new version that says so, with its reason.")
	api.Act(r, "/pilots/{id}/sets", "pilots:record", s.addSet, "Brings a new version of the evaluation set into force. Shares of two versions are never compared.")
	api.Act(r, "/pilots/{id}/start", "pilots:start", s.start, "Lets the pilot run. It needs criteria, an evaluation set and wards; the criteria are frozen from here.")
	api.Act(r, "/pilots/{id}/decision", "pilots:decide", s.decide, "Widens, continues or ends a running pilot. Whoever runs it never decides. To widen is refused, naming what is missing, while a criterion is not met.")
	api.Get(r, "/pilots/{id}/history", "pilots:read", history.Of(h, s.readable))
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	return s.told(ctx, func() (*Pilot, error) { return s.Create(ctx, in.Body) })
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// told answers a write with the page of the pilot.
func (s *Service) told(ctx context.Context, write func() (*Pilot, error)) (*Detail, error) {
	row, err := write()
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// moved is told for a write that names its version.
func (s *Service) moved(ctx context.Context, in *api.Match, write func(version int64) (*Pilot, error)) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.told(ctx, func() (*Pilot, error) { return write(version) })
}

// Edit is a new state of a pilot, with the reason for the ledger.
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
	return s.moved(ctx, &in.Match, func(v int64) (*Pilot, error) { return s.Update(ctx, in.ID.ID, v, in.Body.Draft, in.Body.Reason) })
}

type criteriaIn struct {
	api.ID
	api.Match
	Body CriteriaDraft
}

func (s *Service) criteria(ctx context.Context, in *criteriaIn) (*Detail, error) {
	return s.moved(ctx, &in.Match, func(v int64) (*Pilot, error) { return s.SetCriteria(ctx, in.ID.ID, v, in.Body) })
}

type setIn struct {
	api.ID
	api.Match
	Body SetDraft
}

func (s *Service) addSet(ctx context.Context, in *setIn) (*Detail, error) {
	return s.moved(ctx, &in.Match, func(v int64) (*Pilot, error) { return s.AddSet(ctx, in.ID.ID, v, in.Body) })
}

type startIn struct {
	api.ID
	api.Match
	Body StartDraft
}

func (s *Service) start(ctx context.Context, in *startIn) (*Detail, error) {
	return s.moved(ctx, &in.Match, func(v int64) (*Pilot, error) { return s.Start(ctx, in.ID.ID, v, in.Body) })
}

type decideIn struct {
	api.ID
	api.Match
	Body DecisionDraft
}

func (s *Service) decide(ctx context.Context, in *decideIn) (*Detail, error) {
	return s.moved(ctx, &in.Match, func(v int64) (*Pilot, error) { return s.Decide(ctx, in.ID.ID, v, in.Body) })
}

type deleteIn struct {
	api.ID
	api.Match
	Reason string `query:"reason" validate:"required,max=500" doc:"Why the entry goes"`
}

func (s *Service) delete(ctx context.Context, in *deleteIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.Delete(ctx, in.ID.ID, version, in.Reason)
}

func (s *Service) inForce(context.Context, *api.None) (*Settings, error) { return s.settings, nil }

type createCaseIn struct{ Body CaseDraft }

func (s *Service) createCase(ctx context.Context, in *createCaseIn) (*CaseItem, error) {
	row, err := s.CreateCase(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return s.GetCase(ctx, row.ID)
}

func (s *Service) getCase(ctx context.Context, in *api.ID) (*CaseItem, error) {
	return s.GetCase(ctx, in.ID)
}

// CaseEdit is a new state of a case, with the reason for the ledger.
type CaseEdit struct {
	CaseDraft
	Reason string `json:"reason" validate:"required,max=500" doc:"Why what was recorded is changed"`
}

type putCaseIn struct {
	api.ID
	api.Match
	Body CaseEdit
}

func (s *Service) putCase(ctx context.Context, in *putCaseIn) (*CaseItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if _, err := s.UpdateCase(ctx, in.ID.ID, version, in.Body.CaseDraft, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.GetCase(ctx, in.ID.ID)
}

type voidCaseIn struct {
	api.ID
	api.Match
	Body VoidDraft
}

func (s *Service) voidCase(ctx context.Context, in *voidCaseIn) (*CaseItem, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	if err := s.VoidCase(ctx, in.ID.ID, version, in.Body); err != nil {
		return nil, err
	}
	return s.GetCase(ctx, in.ID.ID)
}
