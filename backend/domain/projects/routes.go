package projects

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of projects and of what belongs to one.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/projects", "projects:read", s.List, "Projects that the caller may see.")
	api.Get(r, "/projects/facets", "projects:read", s.Facets, "Counts of the same view by each property; paging is ignored.")
	api.Post(r, "/projects", "projects:create", s.create, "Registers a project as a draft.")
	api.Get(r, "/projects/{id}", "projects:read", s.get)
	api.Put(r, "/projects/{id}", "projects:update", s.put, "Replaces the project; its tier is derived anew. Moving it needs the right on the old and the new section.")
	api.Delete(r, "/projects/{id}", "projects:delete", s.delete, "Removes a draft made by mistake; refused once something was reported or handed in.")
	api.Act(r, "/projects/{id}/activate", "projects:update", s.activate, "Says that the project has begun. Its finish becomes the first baseline.")
	api.Act(r, "/projects/{id}/execution", "projects:execute", s.execute, "Starts execution; refused while the gates stand against it.")
	api.Act(r, "/projects/{id}/complete", "projects:execute", s.complete, "Ends a project in execution that may go live (R4), has no gate and no milestone left.")
	api.Act(r, "/projects/{id}/stop", "projects:execute", s.stop, "Ends a project that is not carried through.")
	api.Get(r, "/projects/{id}/history", "projects:read", history.Of(h, func(ctx context.Context, id string) error {
		_, err := s.readable(ctx, id)
		return err
	}))

	api.Get(r, "/projects/{id}/milestones", "projects:read", s.listMilestones)
	api.Post(r, "/projects/{id}/milestones", "projects:update", s.addMilestone)
	api.Put(r, "/projects/{id}/milestones/{mid}", "projects:update", s.putMilestone)
	api.Delete(r, "/projects/{id}/milestones/{mid}", "projects:update", s.deleteMilestone, "Refused once it was moved, reached or stands behind its baseline, unless the project is a draft.")
	api.Act(r, "/projects/{id}/milestones/{mid}/rebaseline", "projects:update", s.rebaseline, "Sets a new baseline beside the ones before.")

	api.Get(r, "/projects/{id}/reports", "projects:read", s.listReports)
	api.Post(r, "/projects/{id}/reports", "projects:report", s.draftReport, "Begins a report; one draft at a time.")
	api.Get(r, "/projects/{id}/reports/{rid}", "projects:read", s.getReport, "With the published report before it.")
	api.Put(r, "/projects/{id}/reports/{rid}", "projects:report", s.putReport, "Only while it is a draft.")
	api.Delete(r, "/projects/{id}/reports/{rid}", "projects:report", s.deleteReport, "Only while it is a draft.")
	api.Act(r, "/projects/{id}/reports/{rid}/publish", "projects:report", s.publish, "From then on it never changes.")

	api.Get(r, "/projects/{id}/risks", "projects:read", s.listRisks)
	api.Post(r, "/projects/{id}/risks", "projects:update", s.addRisk)
	api.Put(r, "/projects/{id}/risks/{kid}", "projects:update", s.putRisk)
	api.Delete(r, "/projects/{id}/risks/{kid}", "projects:update", s.deleteRisk)
}

// shown answers a write of the project row with its detail.
func (s *Service) shown(ctx context.Context, row *Project, err error) (*Detail, error) {
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

type createIn struct{ Body Draft }

func (s *Service) create(ctx context.Context, in *createIn) (*Detail, error) {
	row, err := s.Create(ctx, in.Body)
	return s.shown(ctx, row, err)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

// Edit is a new state of a project, with the reason for the ledger.
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
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Update(ctx, in.ID.ID, version, in.Body.Draft, in.Body.Reason)
	return s.shown(ctx, row, err)
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

type actIn struct {
	api.ID
	api.Match
}

func (s *Service) act(ctx context.Context, in *actIn, do func(context.Context, string, int64) (*Project, error)) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := do(ctx, in.ID.ID, version)
	return s.shown(ctx, row, err)
}

func (s *Service) activate(ctx context.Context, in *actIn) (*Detail, error) {
	return s.act(ctx, in, s.Activate)
}

func (s *Service) execute(ctx context.Context, in *actIn) (*Detail, error) {
	return s.act(ctx, in, s.StartExecution)
}

func (s *Service) complete(ctx context.Context, in *actIn) (*Detail, error) {
	return s.act(ctx, in, s.Complete)
}

// Stopping is why a project is not carried through.
type Stopping struct {
	Reason string `json:"reason" validate:"required,max=1000"`
}

type stopIn struct {
	api.ID
	api.Match
	Body Stopping
}

func (s *Service) stop(ctx context.Context, in *stopIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Stop(ctx, in.ID.ID, version, in.Body.Reason)
	return s.shown(ctx, row, err)
}

// Rebasing is a new baseline and why.
type Rebasing struct {
	On     fiscal.Date `json:"on" validate:"required"`
	Reason string      `json:"reason" validate:"required,max=1000"`
}
