package rationalisation

import (
	"context"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Past is an assessment as it was, with who made it.
type Past struct {
	Assessment
	BusinessOf     *float64 `json:"businessScore" doc:"From 1 to 5; null when nothing is answered"`
	TechnicalOf    *float64 `json:"technicalScore"`
	AssessedByName string   `json:"assessedByName,omitempty"`
	Stale          bool     `json:"stale" doc:"Made long ago, or by other criteria than those in force"`
}

// Serving is a business function that a system serves.
type Serving struct {
	Ref
	Level int `json:"level"`
}

// Detail is all that is known of a system for its rationalisation.
type Detail struct {
	System       Ref                      `json:"system"`
	OwnerID      string                   `json:"ownerId"`
	Phase        string                   `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
	Present      *Past                    `json:"present,omitempty" doc:"The present assessment"`
	Past         []Past                   `json:"past" doc:"Those that it took the place of, the newest first"`
	Facts        []Fact                   `json:"facts" doc:"What other records know, beside the questions"`
	Profile      *Profile                 `json:"profile,omitempty"`
	Capabilities []Serving                `json:"capabilities"`
	Successor    *Ref                     `json:"successor,omitempty"`
	Lease        LeaseState               `json:"lease" enum:"conflict,clear,unknown"`
	Overlaps     api.Figure               `json:"overlaps" doc:"Systems with which it shares enough business functions"`
	Cases        api.Figure               `json:"cases" doc:"Consolidation cases that it is part of"`
	Can          map[string]authz.Verdict `json:"can"`
}

// maxPast bounds the assessments shown; a system is judged about once a year.
const maxPast = 30

type subject struct {
	Ref
	OwnerID, Phase string
}

// owned reads a system that the caller may see.
func (s *Service) owned(ctx context.Context, id string) (*subject, error) {
	rows, err := store.Scan[subject](s.store.Read(ctx).Table("systems").Where("id = ?", id).Select("id, code, name, name_en, owner_id, phase"))
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fault.Missing("systems", id)
	}
	return &rows[0], authz.Require(ctx, "rationalisation:read", factsOf(id, rows[0].OwnerID))
}

// Get reads a system for its page.
func (s *Service) Get(ctx context.Context, in *api.ID) (*Detail, error) {
	x, err := s.owned(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	db := s.store.Read(ctx)
	d := &Detail{System: x.Ref, OwnerID: x.OwnerID, Phase: x.Phase, Past: []Past{}, Capabilities: []Serving{}}
	if d.Can, err = authz.Can(ctx, "rationalisation", factsOf(x.ID, x.OwnerID), "assess", "describe"); err != nil {
		return nil, err
	}
	if err := s.assessments(ctx, d); err != nil {
		return nil, err
	}
	if d.Profile, err = profileOf(db, x.ID); err != nil {
		return nil, err
	}
	known, err := s.register.Facts(ctx, db, x.ID, s.today())
	if err != nil {
		return nil, err
	}
	d.Facts = s.settings.facts(x.ID, known, d.Profile)
	d.Lease = LeaseUnknown
	if p := d.Profile; p != nil {
		d.Lease = LeaseOf(p.LeaseEndsOn, p.SuccessorLiveOn)
		d.Capabilities, err = store.Scan[Serving](db.Table("capability_systems cs").Joins("JOIN capabilities c ON c.id = cs.capability_id").
			Where("cs.system_id = ?", x.ID).Order("cs.position").Select("c.id, c.code, c.name, c.name_en, c.level"))
		if err != nil {
			return nil, err
		}
		names, err := refs(db, []string{string(p.SuccessorID)})
		if err != nil {
			return nil, err
		}
		if next, there := names[string(p.SuccessorID)]; there {
			d.Successor = &next
		}
	}
	pairs, err := s.overlapping(ctx, &OverlapFilter{SystemID: x.ID})
	if err != nil {
		return nil, err
	}
	n, err := store.Value[int](pairs.Select("count(*)"))
	if err != nil {
		return nil, err
	}
	d.Overlaps = api.Count(n, "/rationalisation/overlaps?systemId="+x.ID)
	cases, err := s.caseQuery(ctx, &CaseFilter{SystemID: x.ID})
	if err != nil {
		return nil, err
	}
	n, err = store.Value[int](cases.Select("count(*)"))
	d.Cases = api.Count(n, "/rationalisation/cases?systemId="+x.ID)
	return d, err
}

// assessments reads the present one and those before it, in one statement.
func (s *Service) assessments(ctx context.Context, d *Detail) error {
	type named struct {
		Assessment
		Name string
	}
	rows, err := store.Scan[named](s.store.Read(ctx).Table("time_assessments").Joins("LEFT JOIN people ON people.id = time_assessments.assessed_by_id").
		Where("time_assessments.system_id = ?", d.System.ID).Order("time_assessments.created_at DESC, time_assessments.id DESC").Limit(maxPast).
		Select("time_assessments.*, COALESCE(people.name, '') AS name"))
	for _, r := range rows {
		p := Past{Assessment: r.Assessment, BusinessOf: scoreOf(r.Business), TechnicalOf: scoreOf(r.Technical), AssessedByName: r.Name, Stale: s.stale(r.AssessedOn, r.Edition)}
		if r.SupersededBy == "" {
			d.Present = &p
		} else {
			d.Past = append(d.Past, p)
		}
	}
	return err
}
