package rationalisation

import (
	"context"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Limits of the tree of business functions.
const (
	maxLevel        = 3
	maxCapabilities = 3000
)

// CapabilityDraft is what people may write of a business function (業務機能).
type CapabilityDraft struct {
	Code     string    `json:"code" validate:"required,max=40"`
	Name     string    `json:"name" validate:"required,max=200"`
	NameEn   string    `json:"nameEn,omitempty" validate:"max=200"`
	ParentID store.Ref `json:"parentId,omitempty" validate:"max=64" doc:"Function that it belongs to; none for a field of work (level 1)"`
	Note     string    `json:"note,omitempty" validate:"max=2000"`
}

// Capability is a business function of the city.
type Capability struct {
	store.Base
	CapabilityDraft
	Level  int    `json:"level" doc:"1 to 3"`
	Search string `json:"-"`
}

// TableName names the table.
func (Capability) TableName() string { return "capabilities" }

func capabilityFacts(id string) *authz.Record { return &authz.Record{Noun: "capabilities", ID: id} }

// CreateCapability enters a business function.
func (s *Service) CreateCapability(ctx context.Context, d CapabilityDraft) (*Capability, error) {
	var row *Capability
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.createCapabilityIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) createCapabilityIn(ctx context.Context, tx *store.Tx, d CapabilityDraft, why store.Why) (*Capability, error) {
	if err := authz.Require(ctx, "capabilities:create", capabilityFacts("")); err != nil {
		return nil, err
	}
	n, err := store.Value[int](tx.Table("capabilities").Select("count(*)"))
	if err != nil {
		return nil, err
	}
	if n >= maxCapabilities {
		return nil, fault.Clash("too_many", fault.Params{"limit": maxCapabilities})
	}
	row := &Capability{CapabilityDraft: d}
	if err := place(tx, row); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// UpdateCapability replaces what people may write of a function. One with functions below it keeps its level.
func (s *Service) UpdateCapability(ctx context.Context, id string, version int64, d CapabilityDraft, reason string) (*Capability, error) {
	var row *Capability
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.updateCapabilityIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateCapabilityIn(ctx context.Context, tx *store.Tx, id string, version int64, d CapabilityDraft, why store.Why) (*Capability, error) {
	if err := authz.Require(ctx, "capabilities:update", capabilityFacts(id)); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, func(row *Capability) error {
		was := row.Level
		row.CapabilityDraft = d
		if err := place(tx, row); err != nil || row.Level == was {
			return err
		}
		held, err := store.Value[int](tx.Raw(`SELECT (SELECT count(*) FROM capabilities WHERE parent_id = ?) + (SELECT count(*) FROM capability_systems WHERE capability_id = ?)`, id, id))
		if err == nil && held > 0 {
			return fault.Bad("parentId", "capability_held", nil)
		}
		return err
	})
}

// DeleteCapability removes a function that nothing belongs to.
func (s *Service) DeleteCapability(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		if err := authz.Require(ctx, "capabilities:delete", capabilityFacts(id)); err != nil {
			return err
		}
		return store.Delete[Capability](tx, id, version, store.Why{Reason: reason})
	})
}

// place finds the level of a function below its parent.
func place(tx *store.Tx, row *Capability) error {
	row.Code, row.Level = store.Code(row.Code), 1
	row.Search = store.Fold(row.Code, row.Name, row.NameEn)
	if row.ParentID == "" {
		return nil
	}
	if string(row.ParentID) == row.ID {
		return fault.Bad("parentId", "self", nil)
	}
	parents, err := store.Column[int](tx.Table("capabilities").Where("id = ?", row.ParentID).Select("level"))
	switch {
	case err != nil:
		return err
	case len(parents) == 0:
		return fault.Bad("parentId", "not_found", nil)
	case parents[0] >= maxLevel:
		return fault.Bad("parentId", "too_deep", fault.Params{"limit": maxLevel})
	}
	row.Level = parents[0] + 1
	return nil
}

// CapabilityNode is a function of the tree with the systems that serve it or one below it.
type CapabilityNode struct {
	Capability
	Systems api.Figure `json:"systems" doc:"Systems that serve it or a function below it"`
	Direct  api.Figure `json:"direct" doc:"Systems assigned to itself"`
}

// CapabilityMap is the tree of business functions in the order of its codes, parents before children.
type CapabilityMap struct {
	Items      []CapabilityNode         `json:"items"`
	Systems    api.Figure               `json:"systems" doc:"All systems in use"`
	Unassigned api.Figure               `json:"unassigned" doc:"Systems that nobody has assigned to a function"`
	Candidates api.Figure               `json:"candidates" doc:"Pairs of systems that overlap, strong ones included"`
	Strong     api.Figure               `json:"strong"`
	Can        map[string]authz.Verdict `json:"can" doc:"Whether the caller may change the tree"`
}

// Tree is what people narrow the map to.
type Tree struct {
	OwnerID string `query:"ownerId" validate:"max=64" doc:"Organisation, with all below it"`
}

// Map counts the systems of each function, each system once; in four statements.
func (s *Service) Map(ctx context.Context, in *Tree) (*CapabilityMap, error) {
	db := s.store.Read(ctx)
	rows, err := store.Scan[Capability](db.Table("capabilities").Order("code").Limit(maxCapabilities))
	if err != nil {
		return nil, err
	}
	within, err := s.filtered(ctx, &Filter{OwnerID: in.OwnerID})
	if err != nil {
		return nil, err
	}
	within = within.Session(&gorm.Session{})
	type link struct{ CapabilityID, SystemID string }
	links, err := store.Scan[link](within.Joins("JOIN capability_systems cs ON cs.system_id = systems.id").Select("cs.capability_id, cs.system_id"))
	if err != nil {
		return nil, err
	}
	total, err := store.Value[int](within.Select("count(*)"))
	if err != nil {
		return nil, err
	}
	parent := map[string]string{}
	for _, r := range rows {
		parent[r.ID] = string(r.ParentID)
	}
	own, below, assigned := map[string]int{}, map[string]map[string]bool{}, map[string]bool{}
	for _, l := range links {
		own[l.CapabilityID]++
		assigned[l.SystemID] = true
		for id, up := l.CapabilityID, 0; id != "" && up < maxLevel; id, up = parent[id], up+1 {
			if below[id] == nil {
				below[id] = map[string]bool{}
			}
			below[id][l.SystemID] = true
		}
	}
	list := func(name, value string) string {
		v := url.Values{name: {value}}
		if in.OwnerID != "" {
			v.Set("ownerId", in.OwnerID)
		}
		return "/rationalisation/systems?" + v.Encode()
	}
	out := &CapabilityMap{Items: []CapabilityNode{}}
	for _, r := range rows {
		out.Items = append(out.Items, CapabilityNode{r, api.Count(len(below[r.ID]), list("capabilityId", r.ID)), api.Count(own[r.ID], list("assignedId", r.ID))})
	}
	all := "/rationalisation/systems"
	if in.OwnerID != "" {
		all += "?ownerId=" + url.QueryEscape(in.OwnerID)
	}
	out.Systems, out.Unassigned = api.Count(total, all), api.Count(total-len(assigned), list("assigned", "false"))
	if out.Can, err = authz.Can(ctx, "capabilities", capabilityFacts(""), "create", "update", "delete"); err != nil {
		return nil, err
	}
	out.Candidates, out.Strong, err = s.countOverlaps(ctx, in.OwnerID)
	return out, err
}

// FunctionFilter finds functions by their words.
type FunctionFilter struct {
	api.List
	Assignable string `query:"assignable" validate:"omitempty,oneof=true" doc:"Only those that systems can be assigned to"`
}

var functionSorts = store.Sorts{"code": "capabilities.code"}

// Functions lists the business functions as choices.
func (s *Service) Functions(ctx context.Context, f *FunctionFilter) (store.Page[Capability], error) {
	q := s.store.Read(ctx).Table("capabilities")
	if f.Assignable != "" {
		q = q.Where("capabilities.level > 1")
	}
	if f.Q != "" {
		q = q.Where(`capabilities.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return store.FindPage[Capability](q, "capabilities.*", f.Paging(), functionSorts, "code")
}
