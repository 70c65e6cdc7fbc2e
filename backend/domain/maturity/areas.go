package maturity

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// areaRow finds one area of an appraisal.
func areaRow(db *gorm.DB, id, area string) (AreaRow, error) {
	return store.One[AreaRow](db.Table("maturity_areas").Where("appraisal_id = ? AND area = ?", id, area), "maturity_areas", area)
}

// PutArea replaces what was entered of an area. A judgement whose labels change no longer counts.
func (s *Service) PutArea(ctx context.Context, id, area string, version int64, d AreaDraft, reason string) (*Appraisal, *AreaRow, error) {
	return s.changeArea(ctx, id, area, version, "maturity:rate", store.Why{Reason: reason}, func(tx *store.Tx, m *Model, a *Area, x *Appraisal, row *AreaRow) error {
		if err := fault.BadFields(d.check(m, a, x.instances(area))); err != nil {
			return err
		}
		before := byPractice(row.Ratings)
		row.AreaDraft = d
		after := byPractice(d.Ratings)
		judgements := slices.Clone(row.Judgements)
		for i := range judgements {
			j := &judgements[i]
			j.Outdated = j.Outdated || Basis(before[j.Practice]) != Basis(after[j.Practice])
		}
		row.Judgements = judgements
		return nil
	})
}

func byPractice(ratings []Rating) map[string][]Rating {
	out := map[string][]Rating{}
	for _, r := range ratings {
		out[r.Practice] = append(out[r.Practice], r)
	}
	return out
}

// JudgementDraft is a decision on a practice that the labels leave open.
type JudgementDraft struct {
	Practice  string `json:"practice" validate:"required,max=12"`
	Result    Label  `json:"result" validate:"required,oneof=LI PI NI"`
	Rationale string `json:"rationale" validate:"required,max=2000"`
}

// Check states the rules that tags cannot.
func (d *JudgementDraft) Check() []fault.Field {
	if strings.TrimSpace(d.Rationale) == "" {
		return []fault.Field{{Field: "rationale", Rule: "required"}}
	}
	return nil
}

// Judge records what people decided where the labels leave a practice open.
func (s *Service) Judge(ctx context.Context, id, area string, version int64, d JudgementDraft) (*Appraisal, *AreaRow, error) {
	return s.changeArea(ctx, id, area, version, "maturity:judge", store.Why{Action: "judge", Reason: d.Rationale}, func(tx *store.Tx, m *Model, a *Area, x *Appraisal, row *AreaRow) error {
		if g, _ := a.group(d.Practice); g == nil {
			return fault.Bad("practice", "not_found", nil)
		}
		asked := x.instances(area)
		ratings := slices.DeleteFunc(byPractice(row.Ratings)[d.Practice], func(r Rating) bool { return !slices.Contains(asked, r.Instance) })
		labels := make([]Label, len(ratings))
		for i, r := range ratings {
			labels[i] = r.Label
		}
		if m.Method != ByLabel || Aggregate(labels) != Pending {
			return fault.Bad("practice", "nothing_to_judge", nil)
		}
		kept := slices.DeleteFunc(slices.Clone(row.Judgements), func(j Judgement) bool { return j.Practice == d.Practice })
		row.Judgements = append(kept, Judgement{
			Practice: d.Practice, Result: d.Result, Rationale: d.Rationale, Basis: Basis(ratings),
			JudgedBy: tx.Actor.PersonID, JudgedName: tx.Actor.Name, JudgedNameE: tx.Actor.NameEn, DecidedAt: tx.Now,
		})
		return nil
	})
}

type areaChange func(tx *store.Tx, m *Model, a *Area, x *Appraisal, row *AreaRow) error

// changeArea is the one way in which an area of a draft changes: its results follow, and so does the appraisal.
func (s *Service) changeArea(ctx context.Context, id, area string, version int64, perm string, why store.Why, change areaChange) (x *Appraisal, row *AreaRow, err error) {
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := lock(tx, id); err != nil {
			return err
		}
		if x, err = store.Load[Appraisal](tx.DB, id); err != nil {
			return err
		}
		if err := require(ctx, tx.DB, perm, x); err != nil {
			return err
		}
		if x.State != StateDraft {
			return wrongState(x)
		}
		m, err := s.model(x)
		if err != nil {
			return err
		}
		a, ok := m.Area(area)
		if !ok {
			return fault.Missing("maturity_areas", area)
		}
		found, err := areaRow(tx.DB, id, area)
		if err != nil {
			return err
		}
		row, err = store.Update(tx, found.ID, version, why, func(row *AreaRow) error {
			if err := change(tx, m, a, x, row); err != nil {
				return err
			}
			r := m.Compute(a, &row.Entry, x.instances(area))
			row.set(&r)
			return nil
		})
		if err != nil {
			return err
		}
		x, err = s.follow(tx, m, x)
		return err
	})
	return x, row, err
}

// follow brings the appraisal in line with its areas and remembers who rated.
func (s *Service) follow(tx *store.Tx, m *Model, x *Appraisal) (*Appraisal, error) {
	rows, err := store.Scan[AreaRow](tx.Table("maturity_areas").Where("appraisal_id = ?", x.ID).
		Select("area, scope, status, capability, pending, unanswered, unrated, rated"))
	if err != nil {
		return nil, err
	}
	t := m.tally(rows)
	known := slices.Contains(x.Raters, tx.Actor.PersonID)
	if t.same(x.Tally) && known {
		return x, nil
	}
	return store.Update(tx, x.ID, store.Latest, store.Why{Action: "rate"}, func(row *Appraisal) error {
		row.Tally = t
		if !known {
			row.Raters = append(slices.Clone(row.Raters), tx.Actor.PersonID)
		}
		return nil
	})
}
