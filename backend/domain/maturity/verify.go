package maturity

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Difference is a confirmed appraisal whose stored results are not the ones that its labels give.
type Difference struct {
	Code    string
	Areas   []string // those that differ or are gone; empty when only the appraisal as a whole does
	Rules   bool     // the model has changed since: by the rules of its day it may well have been right
	Missing bool     // the model is no longer there, and nothing can be computed
}

// batch is how many appraisals are computed at a time, so that a long history never stands in memory as a whole.
const batch = 50

// Verify computes every confirmed appraisal anew from its labels, gives back those that come out differently, and how many
// it looked at. It changes nothing.
func (s *Service) Verify(ctx context.Context) (differ []Difference, looked int, err error) {
	for after, more := "", true; more && err == nil; {
		err = s.store.Snapshot(ctx, func(db *gorm.DB) error {
			list, err := store.Scan[Appraisal](db.Table("maturity_appraisals").Where("state = ? AND id > ?", StateConfirmed, after).Order("id").Limit(batch))
			if more = err == nil && len(list) > 0; !more {
				return err
			}
			after = list[len(list)-1].ID
			ids := make([]string, len(list))
			for i := range list {
				ids[i] = list[i].ID
			}
			rows, err := store.Scan[AreaRow](db.Table("maturity_areas").Where("appraisal_id IN ?", ids).Order("appraisal_id, area"))
			if err != nil {
				return err
			}
			instances, err := store.Scan[Instance](db.Table("maturity_instances").Where("appraisal_id IN ?", ids).Order("appraisal_id, position"))
			if err != nil {
				return err
			}
			sampled := map[string][]Instance{}
			for _, x := range instances {
				sampled[x.AppraisalID] = append(sampled[x.AppraisalID], x)
			}
			of := map[string][]AreaRow{}
			for _, r := range rows {
				of[r.AppraisalID] = append(of[r.AppraisalID], r)
			}
			for i := range list {
				looked++
				list[i].Instances = sampled[list[i].ID]
				if d, ok := s.verify(&list[i], of[list[i].ID]); !ok {
					differ = append(differ, d)
				}
			}
			return nil
		})
	}
	return differ, looked, err
}

// verify holds one appraisal against its labels.
func (s *Service) verify(a *Appraisal, rows []AreaRow) (Difference, bool) {
	d := Difference{Code: a.Code}
	m, ok := s.models.Find(a.Model)
	if !ok {
		d.Missing = true
		return d, false
	}
	d.Rules = m.Digest != a.ModelDigest
	at := map[string]int{}
	for i := range rows {
		at[rows[i].Area] = i
	}
	for i := range m.Areas {
		n, ok := at[m.Areas[i].ID]
		if !ok { // every appraisal opens with all areas of its model
			d.Areas = append(d.Areas, m.Areas[i].ID)
			continue
		}
		r := m.Compute(&m.Areas[i], &rows[n].Entry, a.instances(rows[n].Area))
		if !rows[n].same(&r) {
			d.Areas = append(d.Areas, rows[n].Area)
			rows[n].set(&r)
		}
	}
	return d, len(d.Areas) == 0 && a.same(m.tally(rows))
}
