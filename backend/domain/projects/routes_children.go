package projects

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

type listIn struct {
	api.ID
	api.List
}

// MilestoneID names a milestone of a project. It is exported, like the two
// below, because inputs are read through exported fields only.
type MilestoneID struct {
	api.ID
	MID string `path:"mid" validate:"required,max=64"`
}

// ReportID names a report of a project.
type ReportID struct {
	api.ID
	RID string `path:"rid" validate:"required,max=64"`
}

// RiskID names a risk of a project.
type RiskID struct {
	api.ID
	KID string `path:"kid" validate:"required,max=64"`
}

// Why is the reason of a removal.
type Why struct {
	Reason string `query:"reason" validate:"required,max=500" doc:"Why it was wrong"`
}

func (s *Service) listMilestones(ctx context.Context, in *listIn) (store.Page[MilestoneView], error) {
	return s.ListMilestones(ctx, in.ID.ID, &in.List)
}

type addMilestoneIn struct {
	api.ID
	Body MilestoneDraft
}

func (s *Service) addMilestone(ctx context.Context, in *addMilestoneIn) (*MilestoneView, error) {
	return s.AddMilestone(ctx, in.ID.ID, in.Body)
}

// MilestoneEdit is a new state of a milestone, with the reason for the ledger.
type MilestoneEdit struct {
	MilestoneDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putMilestoneIn struct {
	MilestoneID
	api.Match
	Body MilestoneEdit
}

func (s *Service) putMilestone(ctx context.Context, in *putMilestoneIn) (*MilestoneView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateMilestone(ctx, in.ID.ID, in.MID, version, in.Body.MilestoneDraft, in.Body.Reason)
}

type deleteMilestoneIn struct {
	MilestoneID
	api.Match
	Why
}

func (s *Service) deleteMilestone(ctx context.Context, in *deleteMilestoneIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteMilestone(ctx, in.ID.ID, in.MID, version, in.Reason)
}

type rebaselineIn struct {
	MilestoneID
	api.Match
	Body Rebasing
}

func (s *Service) rebaseline(ctx context.Context, in *rebaselineIn) (*MilestoneView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.RebaselineMilestone(ctx, in.ID.ID, in.MID, version, in.Body.On, in.Body.Reason)
}

func (s *Service) listReports(ctx context.Context, in *listIn) (store.Page[ReportView], error) {
	return s.ListReports(ctx, in.ID.ID, &in.List)
}

type draftReportIn struct {
	api.ID
	Body StatusDraft
}

func (s *Service) draftReport(ctx context.Context, in *draftReportIn) (*ReportView, error) {
	return s.DraftReport(ctx, in.ID.ID, in.Body)
}

func (s *Service) getReport(ctx context.Context, in *ReportID) (*ReportView, error) {
	return s.GetReport(ctx, in.ID.ID, in.RID)
}

type putReportIn struct {
	ReportID
	api.Match
	Body StatusDraft
}

func (s *Service) putReport(ctx context.Context, in *putReportIn) (*ReportView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateReport(ctx, in.ID.ID, in.RID, version, in.Body)
}

type reportActIn struct {
	ReportID
	api.Match
}

func (s *Service) publish(ctx context.Context, in *reportActIn) (*ReportView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.PublishReport(ctx, in.ID.ID, in.RID, version)
}

func (s *Service) deleteReport(ctx context.Context, in *reportActIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteReport(ctx, in.ID.ID, in.RID, version)
}

type listRisksIn struct {
	api.ID
	RiskFilter
}

func (s *Service) listRisks(ctx context.Context, in *listRisksIn) (store.Page[RiskView], error) {
	return s.ListRisks(ctx, in.ID.ID, &in.RiskFilter)
}

type addRiskIn struct {
	api.ID
	Body RiskDraft
}

func (s *Service) addRisk(ctx context.Context, in *addRiskIn) (*RiskView, error) {
	return s.AddRisk(ctx, in.ID.ID, in.Body)
}

// RiskEdit is a new state of a risk, with the reason for the ledger.
type RiskEdit struct {
	RiskDraft
	Reason string `json:"reason,omitempty" validate:"max=500"`
}

type putRiskIn struct {
	RiskID
	api.Match
	Body RiskEdit
}

func (s *Service) putRisk(ctx context.Context, in *putRiskIn) (*RiskView, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return s.UpdateRisk(ctx, in.ID.ID, in.KID, version, in.Body.RiskDraft, in.Body.Reason)
}

type deleteRiskIn struct {
	RiskID
	api.Match
	Why
}

func (s *Service) deleteRisk(ctx context.Context, in *deleteRiskIn) (api.Empty, error) {
	version, err := in.Version()
	if err != nil {
		return api.Empty{}, err
	}
	return api.Empty{}, s.DeleteRisk(ctx, in.ID.ID, in.KID, version, in.Reason)
}
