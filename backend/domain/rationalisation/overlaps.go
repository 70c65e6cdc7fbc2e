package rationalisation

import (
	"context"
	"net/url"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// OverlapItem is two systems that share business functions, with what else speaks for a merger.
type OverlapItem struct {
	ID           string   `json:"id"`
	A            Side     `json:"a" gorm:"-"`
	B            Side     `json:"b" gorm:"-"`
	Shared       int64    `json:"shared" doc:"Functions that both serve"`
	Together     int64    `json:"together" doc:"Functions that at least one serves"`
	Percent      int64    `json:"percent" doc:"Jaccard index in percent, rounded down"`
	Strength     Strength `json:"strength" enum:"candidate,strong" gorm:"-"`
	Functions    []Ref    `json:"functions" gorm:"-" doc:"Those that both serve"`
	SameProduct  string   `json:"sameProduct,omitempty" gorm:"-" doc:"Package that both are built on"`
	SameVendor   string   `json:"sameVendor,omitempty" gorm:"-"`
	SameEntities []string `json:"sameEntities" gorm:"-" doc:"What both keep records of"`

	AID, BID string `json:"-"`
}

// RowID names the row for the cursor.
func (o OverlapItem) RowID() string { return o.ID }

// Side is one of the two systems.
type Side struct {
	Ref
	OwnerID     string   `json:"ownerId"`
	OwnerName   string   `json:"ownerName"`
	OwnerNameEn string   `json:"ownerNameEn"`
	Quadrant    Quadrant `json:"quadrant" enum:"invest,tolerate,migrate,eliminate,unjudged,none"`
}

// OverlapFilter narrows the pairs.
type OverlapFilter struct {
	api.List
	Strength     string `query:"strength" validate:"max=40" doc:"candidate, strong"`
	OwnerID      string `query:"ownerId" validate:"max=64" doc:"One of the two belongs to this organisation or one below it"`
	SystemID     string `query:"systemId" validate:"max=64" doc:"One of the two"`
	CapabilityID string `query:"capabilityId" validate:"max=64" doc:"Both serve this function"`
	Same         string `query:"same" validate:"omitempty,oneof=product vendor" doc:"Both are built on the same package, or come from the same vendor"`
}

var overlapSorts = store.Sorts{"percent": "capability_overlaps.percent", "shared": "capability_overlaps.shared"}

func (s *Service) overlapping(ctx context.Context, f *OverlapFilter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("rationalisation:read")
	if err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table("capability_overlaps").
		Joins("JOIN systems sa ON sa.id = capability_overlaps.a_id").Joins("JOIN systems sb ON sb.id = capability_overlaps.b_id").
		Where("sa.phase <> 'retired' AND sb.phase <> 'retired'")
	if !scope.All {
		q = q.Where("sa.owner_id IN ? AND sb.owner_id IN ?", append(scope.Sections, ""), append(scope.Sections, ""))
	}
	r := s.settings.Rules
	q = q.Where("capability_overlaps.percent >= ?", r.CandidatePercent)
	if f.Strength != "" {
		from, to := int64(101), int64(-1)
		for _, x := range split(f.Strength) {
			switch Strength(x) {
			case Strong:
				from, to = min(from, r.StrongPercent), 100
			case Candidate:
				from, to = r.CandidatePercent, max(to, r.StrongPercent-1)
			default:
				return nil, fault.Bad("query.strength", "oneof", fault.Params{"allowed": []Strength{Candidate, Strong}})
			}
		}
		q = q.Where("capability_overlaps.percent BETWEEN ? AND ?", from, to)
	}
	if f.OwnerID != "" {
		below := authz.DirectoryOf(ctx).Below(f.OwnerID)
		q = q.Where("(sa.owner_id IN ? OR sb.owner_id IN ?)", below, below)
	}
	if f.SystemID != "" {
		q = q.Where("(capability_overlaps.a_id = ? OR capability_overlaps.b_id = ?)", f.SystemID, f.SystemID)
	}
	if f.CapabilityID != "" {
		for _, end := range []string{"a_id", "b_id"} {
			q = q.Where("capability_overlaps."+end+" IN (SELECT system_id FROM capability_systems WHERE capability_id = ?)", f.CapabilityID)
		}
	}
	switch f.Same {
	case "vendor":
		q = q.Where("sa.vendor <> '' AND sa.vendor = sb.vendor")
	case "product":
		q = q.Joins("JOIN rationalisation_profiles pa ON pa.system_id = capability_overlaps.a_id").
			Joins("JOIN rationalisation_profiles pb ON pb.system_id = capability_overlaps.b_id").Where("pa.product <> '' AND pa.product = pb.product")
	}
	if f.Q != "" {
		text := store.Contains(f.Q)
		q = q.Where(`(sa.search LIKE ? ESCAPE '\' OR sb.search LIKE ? ESCAPE '\')`, text, text)
	}
	return q, nil
}

// Overlaps lists the pairs, the strongest first.
func (s *Service) Overlaps(ctx context.Context, f *OverlapFilter) (store.Page[OverlapItem], error) {
	q, err := s.overlapping(ctx, f)
	if err != nil {
		return store.Page[OverlapItem]{}, err
	}
	page, err := store.FindPage[OverlapItem](q, `capability_overlaps.id, capability_overlaps.a_id AS a_id, capability_overlaps.b_id AS b_id, capability_overlaps.shared,
		capability_overlaps.together, capability_overlaps.percent`, f.Paging(), overlapSorts, "-percent")
	if err != nil {
		return page, err
	}
	return page, s.fillOverlaps(ctx, page.Items)
}

// fillOverlaps reads what a page says of both systems, in two statements.
func (s *Service) fillOverlaps(ctx context.Context, items []OverlapItem) error {
	ids := []string{""}
	for _, x := range items {
		ids = append(ids, x.AID, x.BID)
	}
	type end struct {
		ID, Code, Name, NameEn, OwnerID, Vendor, Product string
		Quadrant                                         Quadrant
		DataEntities                                     store.List[string]
	}
	db := s.store.Read(ctx)
	rows, err := store.Scan[end](db.Table("systems").Joins("LEFT JOIN rationalisation_profiles p ON p.system_id = systems.id").
		Joins("LEFT JOIN time_assessments a ON a.system_id = systems.id AND a.superseded_by = ''").Where("systems.id IN ?", ids).
		Select(`systems.id, systems.code, systems.name, systems.name_en, systems.owner_id, systems.vendor, COALESCE(p.product, '') AS product,
			COALESCE(p.data_entities, '[]') AS data_entities, COALESCE(a.quadrant, 'none') AS quadrant`))
	if err != nil {
		return err
	}
	type function struct {
		SystemID string
		Ref
	}
	serves, err := store.Scan[function](db.Table("capability_systems cs").Joins("JOIN capabilities c ON c.id = cs.capability_id").
		Where("cs.system_id IN ?", ids).Order("c.code").Select("cs.system_id, c.id, c.code, c.name, c.name_en"))
	if err != nil {
		return err
	}
	at, of, dir := map[string]end{}, map[string][]Ref{}, authz.DirectoryOf(ctx)
	for _, r := range rows {
		at[r.ID] = r
	}
	for _, x := range serves {
		of[x.SystemID] = append(of[x.SystemID], x.Ref)
	}
	side := func(e end) Side {
		o, _ := dir.Organisation(e.OwnerID)
		return Side{Ref{e.ID, e.Code, e.Name, e.NameEn}, e.OwnerID, o.Name, o.NameEn, e.Quadrant}
	}
	for i := range items {
		x := &items[i]
		a, b := at[x.AID], at[x.BID]
		x.Strength = Overlap{x.Shared, x.Together}.Strength(s.settings.Rules)
		x.A, x.B, x.Functions, x.SameEntities = side(a), side(b), []Ref{}, []string{}
		for _, f := range of[x.AID] {
			if slices.Contains(of[x.BID], f) {
				x.Functions = append(x.Functions, f)
			}
		}
		if a.Product == b.Product {
			x.SameProduct = a.Product
		}
		if a.Vendor == b.Vendor {
			x.SameVendor = a.Vendor
		}
		for _, e := range a.DataEntities {
			if slices.Contains(b.DataEntities, e) {
				x.SameEntities = append(x.SameEntities, e)
			}
		}
	}
	return nil
}

// countOverlaps counts all pairs and the strong ones among them, in one statement.
func (s *Service) countOverlaps(ctx context.Context, owner string) (all, strong api.Figure, err error) {
	q, err := s.overlapping(ctx, &OverlapFilter{OwnerID: owner})
	if err != nil {
		return all, strong, err
	}
	type count struct{ N, Strong int }
	rows, err := store.Scan[count](q.Select("count(*) AS n, COALESCE(SUM(CASE WHEN capability_overlaps.percent >= ? THEN 1 ELSE 0 END), 0) AS strong", s.settings.Rules.StrongPercent))
	if err != nil {
		return all, strong, err
	}
	path := "/rationalisation/overlaps?"
	if owner != "" {
		path += "ownerId=" + url.QueryEscape(owner) + "&"
	}
	return api.Count(rows[0].N, path[:len(path)-1]), api.Count(rows[0].Strong, path+"strength=strong"), err
}
