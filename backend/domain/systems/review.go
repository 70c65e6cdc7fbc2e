package systems

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Review is a system as review gates look at it.
type Review struct {
	System
	Links      int      // interfaces in either direction
	Dependants []string // systems in use that exchange data with it
	Overlaps   []string // codes of other systems that serve one of its functions
}

// SupportEndsOn is the last day of the longest support that the component has, zero when unknown.
func (c *Component) SupportEndsOn() fiscal.Date { return c.end() }

// inUse are the phases in which a system still needs what it exchanges data with.
var inUse = []Phase{Operation, RenewalReview, WindDown}

// Limits of what a review reads.
const (
	maxReviewed = 100
	maxLinks    = 2000
	maxOverlaps = 200
)

// Reviews reads the given systems for a gate, in three statements at most; unknown ids are left out. Overlaps compares
// functions with the whole register and is read only where a gate asks for it.
func Reviews(db *gorm.DB, ids []string, overlaps bool) ([]Review, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := store.Scan[System](db.Table("systems").Where("id IN ?", ids).Order("code").Limit(maxReviewed))
	if err != nil {
		return nil, err
	}
	out := make([]Review, len(rows))
	for i, r := range rows {
		out[i] = Review{System: r, Dependants: []string{}, Overlaps: []string{}}
	}
	if err := countLinks(db, out, ids); err != nil || !overlaps {
		return out, err
	}
	return out, findOverlaps(db, out, ids)
}

func countLinks(db *gorm.DB, out []Review, ids []string) error {
	type link struct {
		SystemID, TargetID       string
		SystemPhase, TargetPhase Phase
	}
	links, err := store.Scan[link](db.Table("system_interfaces i").
		Joins("JOIN systems a ON a.id = i.system_id").Joins("JOIN systems b ON b.id = i.target_id").
		Where("i.system_id IN ? OR i.target_id IN ?", ids, ids).Limit(maxLinks).
		Select("i.system_id, i.target_id, a.phase AS system_phase, b.phase AS target_phase"))
	for _, l := range links {
		for i := range out {
			other, phase := l.TargetID, l.TargetPhase
			switch out[i].ID {
			case l.SystemID:
			case l.TargetID:
				other, phase = l.SystemID, l.SystemPhase
			default:
				continue
			}
			out[i].Links++
			if slices.Contains(inUse, phase) && !slices.Contains(out[i].Dependants, other) {
				out[i].Dependants = append(out[i].Dependants, other)
			}
		}
	}
	return err
}

// findOverlaps finds systems that name one of the functions. Functions are kept as JSON text, so a candidate is found by
// its quoted name and then compared exactly.
func findOverlaps(db *gorm.DB, out []Review, ids []string) error {
	var wanted []string
	q := db.Table("systems").Where("id NOT IN ? AND phase <> ?", ids, Retired)
	any := db
	for _, r := range out {
		for _, f := range r.Functions {
			if !slices.Contains(wanted, f) && len(wanted) < maxReviewed {
				wanted = append(wanted, f)
				any = any.Or(`functions LIKE ? ESCAPE '\'`, "%"+likeEscape.Replace(f)+"%")
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	type candidate struct {
		Code      string
		Functions store.List[string]
	}
	found, err := store.Scan[candidate](q.Where(any).Order("code").Limit(maxOverlaps).Select("code, functions"))
	for _, c := range found {
		for i := range out {
			if slices.ContainsFunc(out[i].Functions, func(f string) bool { return slices.Contains(c.Functions, f) }) {
				out[i].Overlaps = append(out[i].Overlaps, c.Code)
			}
		}
	}
	return err
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
