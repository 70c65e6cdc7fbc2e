package main

import (
	"fmt"
	"strconv"

	"miotsukushi/backend/platform/store"
)

// perFunction is how many systems a business function has on average: the tree grows with the city.
const perFunction = 60

// addRationalisation judges the systems, assigns each to three functions, and merges some. Systems that share two of three
// functions overlap.
func (w *world) addRationalisation(b *bulk, from, to size) {
	functions := b.record("capabilities", "code", "name", "level", "search")
	assessed := b.record("time_assessments", "system_id", "answers", "disposition", "assessed_on", "edition", "business", "technical", "business_open", "technical_open", "quadrant")
	profiles := b.record("rationalisation_profiles", "system_id", "product", "lease_ends_on", "renewal_amount")
	serves := b.table("capability_systems", "profile_id", "position", "capability_id", "system_id")
	overlaps := b.table("capability_overlaps", "id", "a_id", "b_id", "shared", "together", "percent")
	var ids []string
	for i := from.systems / perFunction; i <= to.systems/perFunction; i++ {
		code := "F" + strconv.Itoa(1_000_000*(from.systems+1)+i)
		ids = append(ids, functions.add(code, fmt.Sprintf("機能 第%d", i), 2, store.Fold(code)))
	}
	quadrants := []string{"invest", "tolerate", "migrate", "eliminate", "unjudged"}
	for i := from.systems; i < to.systems; i++ {
		id := w.systems[i]
		if i%9 > 0 {
			assessed.add(id, "[]", []string{"retain", ""}[i%2], b.today.AddDays(-i%900), "2018", 100+i*7%400, 100+i*13%400, 0, 0, quadrants[i%len(quadrants)])
		}
		profile := profiles.add(id, "総合パッケージ", b.today.AddDays(i%2000), 1_000_000*(i%90))
		for p := range 3 {
			serves.row(profile, p, ids[(i/3+p)%len(ids)], id)
		}
		for back := 1; back <= 3 && i-back >= from.systems; back++ {
			pair := [2]string{w.systems[i-back], id}
			if pair[0] > pair[1] {
				pair[0], pair[1] = pair[1], pair[0]
			}
			percent := 50
			if (i-back)/3 == i/3 {
				percent = 100
			}
			overlaps.row(pair[0]+":"+pair[1], pair[0], pair[1], 2, 4, percent)
		}
	}
}

func (w *world) rationalisationViews() []view {
	return []view{
		{name: "rationalisation: figures", path: "/rationalisation/summary"},
		{name: "rationalisation: chart of quadrants", path: "/rationalisation/chart"},
		{name: "rationalisation: systems", path: "/rationalisation/systems", page: true},
		{name: "rationalisation: systems to eliminate", path: "/rationalisation/systems?quadrant=eliminate", page: true},
		{name: "rationalisation: counts by property", path: "/rationalisation/systems/facets"},
		{name: "rationalisation: map of functions", path: "/rationalisation/capabilities"},
		{name: "rationalisation: overlaps", path: "/rationalisation/overlaps", page: true},
		{name: "rationalisation: calendar of support", path: "/rationalisation/calendar"},
		{name: "rationalisation: components", path: "/rationalisation/components", page: true},
		{name: "rationalisation: what most depend on", path: "/rationalisation/dependencies", page: true},
		{name: "rationalisation: loops", path: "/rationalisation/loops"},
		{name: "rationalisation: what stops with a system", path: "/rationalisation/systems/" + w.systems[0] + "/impact"},
		{name: "rationalisation: around a system", path: "/rationalisation/systems/" + w.systems[0] + "/surroundings"},
		{name: "rationalisation: roadmap by year", path: "/rationalisation/roadmap/years"},
		{name: "rationalisation: roadmap", path: "/rationalisation/roadmap", page: true},
	}
}
