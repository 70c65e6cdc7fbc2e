package main

import (
	"fmt"
	"strconv"

	"miotsukushi/backend/platform/store"
)

// casesOfPilot is how many cases a pilot of the larger city has.
const casesOfPilot = 500

// addPilots adds cases by the size of the city, and a pilot for each 500 of them. Each pilot has two versions of its
// evaluation set and criteria set before the start.
func (w *world) addPilots(b *bulk, from, to size) {
	t := b.record("pilots", "code", "name", "business", "technology", "purpose", "section_id", "manager_id", "starts_on", "ends_on", "target_cases",
		"personal_data", "human_check", "stage", "started_on", "set_no", "criteria_no", "search")
	wards := b.table("pilot_wards", "pilot_id", "position", "ward_id")
	criteria := b.record("pilot_criteria", "pilot_id", "no", "metric", "target_percent", "min_cases", "give_up", "set_on")
	sets := b.record("pilot_sets", "pilot_id", "no", "edition", "what", "since")
	cases := b.record("pilot_cases", "code", "pilot_id", "set_id", "ward_id", "edition", "rank", "seconds_before", "seconds_after", "checked_by_id", "search")
	began := b.today.AddDays(-200)
	for i := from.rows / casesOfPilot; i < to.rows/casesOfPilot; i++ {
		code := "AI" + strconv.Itoa(100_000+i)
		id := t.add(code, fmt.Sprintf("実証 第%d号", i), fmt.Sprintf("業務%d", i), "search", "時間の短縮", w.orgs[i%sections], w.people["pm"], began, b.today.AddDays(i%90-30), casesOfPilot,
			"masked", "職員が確かめる", "running", began, 2, 1, store.Fold(code, "実証"))
		if w.pilot == "" {
			w.pilot = id
		}
		criteria.add(id, 1, "top1", 80, 100, "届かないとき", began)
		of := []string{sets.add(id, 1, "第1版", "問題", began), sets.add(id, 2, "第2版", "問題", began.AddDays(60))}
		for k := range 2 {
			wards.row(id, k, w.orgs[(i+k)%sections])
		}
		for n := range casesOfPilot {
			var checked any
			if n%3 > 0 {
				checked = w.people["pm"]
			}
			name := fmt.Sprintf("%s-%04d", code, n)
			cases.add(name, id, of[n%2], w.orgs[(i+n/2%2)%sections], []string{"第1版", "第2版"}[n%2], []string{"top1", "top1", "top1", "top1", "top3", "none"}[n%6], 300+n, 100+n, checked, store.Fold(name))
		}
	}
}

func (w *world) pilotViews() []view {
	return []view{
		{name: "pilots: figures", path: "/pilots/summary"},
		{name: "pilots", path: "/pilots", page: true},
		{name: "pilots: may be widened", path: "/pilots?ready=true"},
		{name: "pilots: counts by property", path: "/pilots/facets"},
		{name: "pilots: one", path: "/pilots/" + w.pilot, page: true},
		{name: "pilots: cases", path: "/pilots/cases", page: true},
		{name: "pilots: wrong answers nobody has looked at", path: "/pilots/cases?rank=none&checked=false", page: true},
		{name: "pilots: cases, counts by property", path: "/pilots/cases/facets"},
	}
}
