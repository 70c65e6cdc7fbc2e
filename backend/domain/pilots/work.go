package pilots

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/work"
)

// Work is what waits for the caller: pilots on which the caller may decide and whose day comes near, and wrong answers that
// nobody has looked at in pilots that the caller runs.
func (s *Service) Work(ctx context.Context) ([]work.Item, error) {
	db, me := s.store.Read(ctx), authz.From(ctx).PersonID
	due, err := store.Scan[Pilot](db.Table("pilots").Where("stage = ? AND ends_on <= ?", Running, s.today().AddDays(s.settings.DecideDays)).
		Order("ends_on, id").Limit(work.Max))
	if err != nil {
		return nil, err
	}
	var out []work.Item
	for i := range due {
		p := &due[i]
		if authz.Require(ctx, "pilots:decide", p.facts()) == nil {
			out = append(out, p.work(work.PilotDecide, map[string]any{}))
		}
	}
	type waiting struct {
		Pilot
		N int64
	}
	open, err := store.Scan[waiting](db.Table("pilots").Joins(`JOIN (SELECT pilot_id, count(*) AS n FROM pilot_cases
		WHERE rank = 'none' AND checked_by_id IS NULL AND voided_on IS NULL GROUP BY pilot_id) waiting ON waiting.pilot_id = pilots.id`).
		Where("pilots.stage = ? AND pilots.manager_id = ?", Running, me).Order("pilots.ends_on, pilots.id").Limit(work.Max).Select("pilots.*, waiting.n AS n"))
	for i := range open {
		item := open[i].work(work.PilotCheck, map[string]any{"n": open[i].N})
		item.Href = caseRows("pilotId", open[i].ID)("rank", "none", "checked", "false")
		out = append(out, item)
	}
	return out, err
}

func (p *Pilot) work(kind string, detail map[string]any) work.Item {
	detail["business"], detail["businessEn"] = p.Business, p.BusinessEn
	return work.Item{
		Kind: kind, Noun: "pilots", ID: p.ID, Code: p.Code, Title: p.Name, TitleEn: p.NameEn, DueOn: p.EndsOn, Since: p.StartedOn,
		Href: "/pilots/" + p.ID, Detail: detail,
	}
}
