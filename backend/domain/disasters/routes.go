package disasters

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of the board.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/disasters", "disasters:read", s.List, "Disasters and drills, the latest first.")
	api.Get(r, "/disasters/current", "disasters:read", s.Current, "Those that run, with what the caller has to answer.")
	api.Post(r, "/disasters", "disasters:declare", s.declare, "Declares a disaster or a drill and asks everyone in its scope.")
	api.Get(r, "/disasters/{id}", "disasters:read", s.Get)
	api.Put(r, "/disasters/{id}", "disasters:update", s.put, "Changes words and scope while it runs. Whoever has answered stays asked.")
	api.Get(r, "/disasters/{id}/board", "disasters:read", s.Board, "Every system and office with its latest report, and the counts.")
	api.Get(r, "/disasters/{id}/targets", "disasters:read", s.Targets, "The lines of the board, page by page.")
	api.Get(r, "/disasters/{id}/reports", "disasters:read", s.Reports, "All reports, the newest first.")
	api.Download(r, "/disasters/{id}/reports/file", "disasters:read", s.file, "All reports as a table, in the order in which they came.")
	api.Post(r, "/disasters/{id}/reports", "disasters:report", s.report, "Takes a report once: sent again with the same clientId it is answered as the first time.")
	api.Stream(r, "/disasters/{id}/stream", "disasters:read", s.follow, "Server-sent events: report, disaster (it changed: read the board anew), end (the session ended).")
	api.Get(r, "/disasters/{id}/review", "disasters:read", s.Review, "Answer times, who never answered, and what changed when.")
	api.Act(r, "/disasters/{id}/end", "disasters:end", s.end, "Ends it: nothing is taken any more.")
	api.Act(r, "/disasters/{id}/lessons", "disasters:learn", s.learn, "Writes down what was learnt, once it is over.")
	api.Get(r, "/disasters/{id}/history", "disasters:read", history.Of(h, s.readable))
}

type declareIn struct{ Body Draft }

func (s *Service) declare(ctx context.Context, in *declareIn) (*Detail, error) {
	d, err := s.Declare(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return detail(ctx, d)
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
	d, err := s.Update(ctx, in.ID.ID, version, in.Body)
	if err != nil {
		return nil, err
	}
	return detail(ctx, d)
}

type reportIn struct {
	api.ID
	Body Answer
}

func (s *Service) report(ctx context.Context, in *reportIn) (*Report, error) {
	return s.Report(ctx, in.ID.ID, in.Body)
}

type endIn struct {
	api.ID
	api.Match
	Body Closing
}

func (s *Service) end(ctx context.Context, in *endIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	d, err := s.End(ctx, in.ID.ID, version, in.Body)
	if err != nil {
		return nil, err
	}
	return detail(ctx, d)
}

type learnIn struct {
	api.ID
	api.Match
	Body Learnt
}

func (s *Service) learn(ctx context.Context, in *learnIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	d, err := s.Learn(ctx, in.ID.ID, version, in.Body)
	if err != nil {
		return nil, err
	}
	return detail(ctx, d)
}

// readable tells whether the caller may read a disaster, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.load(ctx, id)
	return err
}
