package organisations

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// PeopleFacets counts the people of the view: by whether they are here, and by each role that they have on the day.
func (s *Service) PeopleFacets(ctx context.Context, f *PersonFilter) (store.Facets, error) {
	day := s.day(f.On)
	q, err := s.people(ctx, f, day)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	type count struct{ Here, Gone int }
	rows, err := store.Scan[count](q.Select("COALESCE(SUM(CASE WHEN people.active = ? THEN 1 END), 0) AS here, COALESCE(SUM(CASE WHEN people.active = ? THEN 1 END), 0) AS gone", true, false))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := store.Facets{"active": {"true": rows[0].Here, "false": rows[0].Gone}}
	// Somebody may have a role by two posts, and counts once.
	out["role"], err = s.byRole(q.Joins("JOIN post_holders h ON h.person_id = people.id AND h.from_on <= ? AND (h.to_on IS NULL OR h.to_on >= ?)", day, day).
		Joins("JOIN post_roles r ON r.post_id = h.post_id"), "people.id", day)
	return out, err
}

// PostFacets counts the posts of the view: by authority, by whether somebody holds them, and by each role on the day.
func (s *Service) PostFacets(ctx context.Context, f *PostFilter) (store.Facets, error) {
	day := s.day(f.On)
	q, err := s.posts(ctx, f, day)
	if err != nil {
		return nil, err
	}
	q = q.Session(&gorm.Session{})
	out, err := store.CountBy(q, "posts.authority")
	if err != nil {
		return nil, err
	}
	delete(out["authority"], "") // most posts carry none
	type count struct{ Vacant, Held int }
	rows, err := store.Scan[count](q.Select("COALESCE(SUM(CASE WHEN posts.id NOT IN ("+heldOn+") THEN 1 END), 0) AS vacant, "+
		"COALESCE(SUM(CASE WHEN posts.id IN ("+heldOn+") THEN 1 END), 0) AS held", day, day, day, day))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out["vacant"] = map[string]int{"true": rows[0].Vacant, "false": rows[0].Held}
	out["role"], err = s.byRole(q.Joins("JOIN post_roles r ON r.post_id = posts.id"), "posts.id", day)
	return out, err
}

// byRole counts different records by the roles r that hold on a day.
func (s *Service) byRole(q *gorm.DB, id string, day fiscal.Date) (map[string]int, error) {
	type count struct {
		Role string
		N    int
	}
	rows, err := store.Scan[count](q.Where("r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?)", day, day).
		Group("r.role").Select("r.role, COUNT(DISTINCT " + id + ") AS n"))
	out := make(map[string]int, len(rows))
	for _, r := range rows {
		out[r.Role] = r.N
	}
	return out, err
}
