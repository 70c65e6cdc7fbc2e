package disasters

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller: what runs and has no answer yet on something of the caller's. It is due at once.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	if len(sectionsOf(authz.From(ctx))) == 0 {
		return nil, nil
	}
	now, err := s.Current(ctx, nil)
	if err != nil {
		return nil, err
	}
	var out []work.Item
	for _, d := range now.Items {
		if d.Open == 0 {
			continue
		}
		out = append(out, work.Item{
			Kind: work.DisasterReport, Noun: "disasters", ID: d.ID, Code: d.Code, Title: d.Name, TitleEn: d.NameEn, Href: "/disasters/" + d.ID,
			DueOn: fiscal.Today(s.store.Now()), Since: fiscal.DateOf(d.StartedAt.Time), Detail: map[string]any{"open": d.Open, "drill": d.Drill},
		})
	}
	return out, nil
}
