package availability

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of availability.
type Service struct {
	store    *store.Store
	settings Settings
}

// New makes the service.
func New(s *store.Store, settings Settings) *Service { return &Service{s, settings} }

// SystemRef is the system that a record speaks of.
type SystemRef struct {
	ID            string `json:"id"`
	Code          string `json:"code"`
	Name          string `json:"name"`
	NameEn        string `json:"nameEn"`
	OwnerID       string `json:"ownerId"`
	OwnerName     string `json:"ownerName" gorm:"-"`
	OwnerNameEn   string `json:"ownerNameEn" gorm:"-"`
	Criticality   string `json:"criticality" enum:"critical,high,medium,low"`
	CitizenFacing bool   `json:"citizenFacing"`
	Phase         string `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
}

const systemColumns = "systems.id, systems.code, systems.name, systems.name_en, systems.owner_id, systems.criticality, systems.citizen_facing, systems.phase"

func (r *SystemRef) name(dir authz.Directory) {
	o, _ := dir.Organisation(r.OwnerID)
	r.OwnerName, r.OwnerNameEn = o.Name, o.NameEn
}

// system reads the system of a record.
func system(db *gorm.DB, id string) (SystemRef, error) {
	return store.One[SystemRef](db.Table("systems").Where("id = ?", id).Select(systemColumns), "systems", id)
}

// ownerOf is the section that a draft's system belongs to; the draft is at fault when there is none.
func ownerOf(db *gorm.DB, systemID string) (string, error) {
	owner, err := store.Value[string](db.Table("systems").Where("id = ?", systemID).Select("owner_id"))
	if err == nil && owner == "" {
		err = fault.Bad("systemId", "not_found", nil)
	}
	return owner, err
}

// begin takes the lock that all writes of the figures' sources share: what two of them compute would else rest on half
// of each other. They are short.
func begin(tx *store.Tx) error { return tx.Lock("availability") }

// number gives a record the next code of the year: T2026-0042.
func number(tx *store.Tx, letter string, at time.Time) (string, error) {
	year := fiscal.DateOf(at).Year()
	n, err := tx.Next(fmt.Sprintf("availability/%s/%d", letter, year))
	return fmt.Sprintf("%s%d-%04d", letter, year, n), err
}

// only narrows a verdict of the policy by what the record's state allows.
func only(v authz.Verdict, state bool) authz.Verdict {
	if v.Allowed && !state {
		v.Allowed, v.Missed = false, []string{"state"}
	}
	return v
}

// person names people in lists.
type person struct{ ID, Name, NameEn string }

// people finds the names of persons in one statement.
func people(db *gorm.DB, ids []string) (map[string]person, error) {
	out := map[string]person{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := store.Scan[person](db.Table("people").Where("id IN ?", ids).Select("id, name, name_en"))
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, err
}

// Owned narrows a query that is joined with systems by the properties that all lists of this domain share.
type Owned struct {
	OwnerID       string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
	Criticality   string `query:"criticality" validate:"max=100"`
	CitizenFacing string `query:"citizenFacing" validate:"omitempty,oneof=true false"`
}

func (f *Owned) narrow(ctx context.Context, q *gorm.DB) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("availability:read")
	if err != nil {
		return nil, err
	}
	q = store.Within(q, scope.All, "systems.owner_id", scope.Sections, "", "")
	if f.OwnerID != "" {
		q = q.Where("systems.owner_id IN ?", authz.DirectoryOf(ctx).Below(f.OwnerID))
	}
	q = store.AnyOf(q, "systems.criticality", f.Criticality)
	if f.CitizenFacing != "" {
		q = q.Where("systems.citizen_facing = ?", f.CitizenFacing == "true")
	}
	return q, nil
}
