package rationalisation

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ProfileBody is what rationalisation has to know of a system beyond the register.
type ProfileBody struct {
	CapabilityIDs   store.List[string] `json:"capabilityIds,omitempty" gorm:"-" validate:"max=60,dive,required,max=64" doc:"Business functions of level 2 or 3 that it serves"`
	Product         string             `json:"product,omitempty" validate:"max=200" doc:"Package or product that it is built on"`
	DataEntities    store.List[string] `json:"dataEntities,omitempty" validate:"max=60,dive,required,max=100" doc:"What it keeps records of"`
	Maintainers     *int64             `json:"maintainers,omitempty" validate:"omitempty,min=0,max=10000" doc:"People, of the city and its vendors, who know it well enough to maintain it"`
	LeaseEndsOn     fiscal.Date        `json:"leaseEndsOn,omitzero"`
	SuccessorID     store.Ref          `json:"successorId,omitempty" validate:"max=64"`
	SuccessorLiveOn fiscal.Date        `json:"successorLiveOn,omitzero" doc:"When the successor goes live"`
	RenewalAmount   *int64             `json:"renewalAmount,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"One-off cost of the next renewal, yen; goes into the budget forecast"`
	RenewalBasis    string             `json:"renewalBasis,omitempty" validate:"max=1000" doc:"Where the amount comes from"`
	Note            string             `json:"note,omitempty" validate:"max=4000"`
}

// ProfileDraft is what people may write of it.
type ProfileDraft struct {
	SystemID string `json:"systemId" validate:"required,max=64"`
	ProfileBody
}

// Check states the rules that tags cannot.
func (d *ProfileDraft) Check() []fault.Field {
	out := d.ProfileBody.Check()
	if string(d.SuccessorID) == d.SystemID {
		out = append(out, fault.Field{Field: "successorId", Rule: "self"})
	}
	return out
}

// Check states the rules that hold whatever the system.
func (d *ProfileBody) Check() []fault.Field {
	var out []fault.Field
	for _, list := range []struct {
		field string
		of    []string
	}{{"capabilityIds", d.CapabilityIDs}, {"dataEntities", d.DataEntities}} {
		for i, v := range list.of {
			if slices.Contains(list.of[:i], v) {
				out = append(out, fault.Field{Field: elem(list.field, i), Rule: "duplicate"})
			}
		}
	}
	if !d.SuccessorLiveOn.IsZero() && d.SuccessorID == "" {
		out = append(out, fault.Field{Field: "successorId", Rule: "required"})
	}
	return out
}

func elem(list string, i int) string {
	s := at(list, i, "")
	return s[:len(s)-1]
}

// Profile is a row of that.
type Profile struct {
	store.Base
	ProfileDraft
}

// TableName names the table.
func (Profile) TableName() string { return "rationalisation_profiles" }

// Root puts the profile into the system's history.
func (p *Profile) Root() (noun, id string) { return "systems", p.SystemID }

// serving is a business function that a system serves.
type serving struct {
	ProfileID    string `gorm:"primaryKey"`
	Position     int    `gorm:"primaryKey"`
	CapabilityID string
	SystemID     string
}

// TableName names the table.
func (serving) TableName() string { return "capability_systems" }

// LoadParts reads the business functions.
func (p *Profile) LoadParts(db *gorm.DB) (err error) {
	p.CapabilityIDs, err = store.Column[string](db.Table("capability_systems").Where("profile_id = ?", p.ID).Order("position").Select("capability_id"))
	return err
}

// SaveParts writes the business functions.
func (p *Profile) SaveParts(tx *store.Tx, before *Profile) error {
	return store.ReplaceParts(tx, "profile_id", p.ID, before.servings(), p.servings())
}

func (p *Profile) servings() (out []serving) {
	if p != nil {
		for i, id := range p.CapabilityIDs {
			out = append(out, serving{p.ID, i, id, p.SystemID})
		}
	}
	return out
}

// Describe enters the profile of a system.
func (s *Service) Describe(ctx context.Context, d ProfileDraft) (*Profile, error) {
	var row *Profile
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.describeIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) describeIn(ctx context.Context, tx *store.Tx, d ProfileDraft, why store.Why) (*Profile, error) {
	if _, err := s.may(ctx, tx, d.SystemID, "rationalisation:describe"); err != nil {
		return nil, err
	}
	row := &Profile{ProfileDraft: d}
	if err := s.fits(tx, row); err != nil {
		return nil, err
	}
	if err := store.Create(tx, row, why); err != nil {
		return nil, err
	}
	return row, s.overlap(tx, row.SystemID, row.CapabilityIDs)
}

// Redescribe replaces the profile of a system; it stays with its system.
func (s *Service) Redescribe(ctx context.Context, id string, version int64, d ProfileDraft, reason string) (*Profile, error) {
	var row *Profile
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.redescribeIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) redescribeIn(ctx context.Context, tx *store.Tx, id string, version int64, d ProfileDraft, why store.Why) (*Profile, error) {
	old, err := store.Load[Profile](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if _, err := s.may(ctx, tx, old.SystemID, "rationalisation:describe"); err != nil {
		return nil, err
	}
	if d.SystemID != old.SystemID {
		return nil, fault.Bad("systemId", "fixed", nil)
	}
	row, err := store.Update(tx, id, version, why, func(row *Profile) error {
		row.ProfileDraft = d
		return s.fits(tx, row)
	})
	if err != nil || slices.Equal(row.CapabilityIDs, old.CapabilityIDs) {
		return row, err
	}
	return row, s.overlap(tx, row.SystemID, row.CapabilityIDs)
}

// fits checks a profile against the other records, in at most two statements.
func (s *Service) fits(tx *store.Tx, row *Profile) error {
	var bad []fault.Field
	if len(row.CapabilityIDs) > 0 {
		type level struct {
			ID    string
			Level int
		}
		found, err := store.Scan[level](tx.Table("capabilities").Where("id IN ?", []string(row.CapabilityIDs)).Select("id, level"))
		if err != nil {
			return err
		}
		levels := map[string]int{}
		for _, l := range found {
			levels[l.ID] = l.Level
		}
		for i, id := range row.CapabilityIDs {
			switch levels[id] {
			case 0:
				bad = append(bad, fault.Field{Field: elem("capabilityIds", i), Rule: "not_found"})
			case 1: // a whole field of work says nothing about what two systems share
				bad = append(bad, fault.Field{Field: elem("capabilityIds", i), Rule: "capability_level"})
			}
		}
	}
	if row.SuccessorID != "" {
		n, err := store.Value[int](tx.Table("systems").Where("id = ?", row.SuccessorID).Select("count(*)"))
		if err != nil {
			return err
		}
		if n == 0 {
			bad = append(bad, fault.Field{Field: "successorId", Rule: "not_found"})
		}
	}
	return fault.BadFields(bad)
}

// keptPercent is how much two systems must have in common for the pair to be kept. The settings draw their limits above it, so
// that another limit holds at once for every pair.
const keptPercent = 20

// pair is two systems that share business functions; the smaller id comes first.
type pair struct {
	ID               string `gorm:"primaryKey"`
	AID              string `gorm:"column:a_id"`
	BID              string `gorm:"column:b_id"`
	Shared, Together int64
	Percent          int64
}

// TableName names the table.
func (pair) TableName() string { return "capability_overlaps" }

// overlap finds the systems that a system overlaps with. Only those that share a business function are looked at.
func (s *Service) overlap(tx *store.Tx, systemID string, own []string) error {
	if err := tx.Lock("capability_overlaps"); err != nil { // two systems described at once must see each other
		return err
	}
	var pairs []pair
	if len(own) > 0 {
		type other struct {
			SystemID      string
			Shared, Total int64
		}
		sharing := tx.Table("capability_systems").Where("capability_id IN ? AND system_id <> ?", own, systemID).Group("system_id").
			Select("system_id, count(*) AS shared")
		others, err := store.Scan[other](tx.Table("(?) AS sharing", sharing).Select(
			"sharing.system_id, sharing.shared, (SELECT count(*) FROM capability_systems t WHERE t.system_id = sharing.system_id) AS total"))
		if err != nil {
			return err
		}
		for _, x := range others {
			o := Overlap{Shared: x.Shared, Together: int64(len(own)) + x.Total - x.Shared}
			if *o.Percent() < keptPercent {
				continue
			}
			a, b := min(systemID, x.SystemID), max(systemID, x.SystemID)
			pairs = append(pairs, pair{a + ":" + b, a, b, o.Shared, o.Together, *o.Percent()})
		}
	}
	for _, end := range []string{"a_id", "b_id"} {
		if err := store.ReplaceParts(tx, end, systemID, []pair{{}}, nil); err != nil {
			return err
		}
	}
	return store.ReplaceParts(tx, "a_id", "", nil, pairs)
}

// profileOf reads the profile of a system; nil when nobody has described it.
func profileOf(db *gorm.DB, systemID string) (*Profile, error) {
	ids, err := store.Column[string](db.Table("rationalisation_profiles").Where("system_id = ?", systemID).Select("id"))
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return store.Load[Profile](db, ids[0])
}

// inScope narrows a query over systems to those that the caller may see and that are not retired: one rule for every count.
func (s *Service) inScope(ctx context.Context, q *gorm.DB) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	return store.Within(q, scope.All, "systems.owner_id", scope.Sections, "", "").Where("systems.phase <> 'retired'"), nil
}
