package main

import (
	"fmt"
	"strconv"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ladders are the steps of procedures: how the form, the identity, the payment, attachments and the result are handled
// now, and the class that follows.
var ladders = [][6]string{
	{"online", "my_number_card", "online", "online", "electronic", "A"}, {"online", "none", "none", "online", "post", "B"},
	{"visit", "in_person", "cash", "none", "counter", "C"}, {"post", "signature", "transfer", "post", "post", "B"}, {"visit", "none", "none", "visit", "", "C"},
}

// addProcedures adds procedures of all classes with three years of volumes; one in nine has none.
func (w *world) addProcedures(b *bulk, from, to size) {
	t := b.record("procedures", "code", "name", "section_id", "kind", "form_now", "identity_now", "payment_now", "attachments_now", "delivery_now",
		"current_class", "potential_class", "progress", "reached_on", "reached_fy", "target_fy", "obstacles", "priority_groups", "bpr_state",
		"volume_fy", "volume", "online_volume", "volume_rank", "search")
	volumes := b.table("procedure_volumes", "procedure_id", "fiscal_year", "online", "post", "counter", "other", "counted")
	systems := b.table("procedure_systems", "procedure_id", "position", "system_id")
	fy := fiscal.FY(b.today)
	for i := from.rows; i < to.rows; i++ {
		l := ladders[i%len(ladders)]
		potential, progress := []string{"A", "B", "C"}[i%3], "open"
		var reached any
		reachedFY := 0
		switch {
		case l[5] == "C" && potential == "C":
			progress = "visit"
		case potential == "C" || l[5] == "A" || l[5] == potential:
			potential, progress, reachedFY = l[5], "reached", fy-i%6
			reached = fiscal.FYStart(fy - i%6)
			if l[5] == "C" {
				potential, progress, reachedFY, reached = "C", "visit", 0, nil
			}
		}
		var volume, online any
		rank, year := -1, 0
		if i%9 > 0 {
			rank, year = i*7919%50_000, fy-1
			volume, online = rank, rank/3
		}
		code := "N" + strconv.Itoa(1_000_000+i)
		id := t.add(code, fmt.Sprintf("手続 第%d号", i), w.orgs[i%sections], "application", l[0], l[1], l[2], l[3], l[4], l[5], potential, progress, reached,
			reachedFY, fy-2+i%6, []string{"[]", `["fee","identity"]`, `["seal"]`}[i%3], []string{"[]", `["childcare"]`}[i%2], []string{"done", "not_started"}[i%2],
			year, volume, online, rank, store.Fold(code, "手続"))
		for y := range 3 {
			if i%9 > 0 {
				volumes.row(id, fy-1-y, rank/3, rank/3, rank-2*(rank/3), 0, rank)
			}
		}
		systems.row(id, 0, w.systems[i%len(w.systems)])
	}
}

func (w *world) procedureViews() []view {
	return []view{
		{name: "procedures: figures", path: "/procedures/summary"},
		{name: "procedures: figures of a section", path: "/procedures/summary?sectionId=" + w.orgs[0]},
		{name: "procedures: the most used", path: "/procedures/pareto"},
		{name: "procedures: by bureau and year", path: "/procedures/plan"},
		{name: "procedures", path: "/procedures", page: true},
		{name: "procedures: open ones", path: "/procedures?progress=open", page: true},
		{name: "procedures: of a system", path: "/procedures?systemId=" + w.systems[0], page: true},
		{name: "procedures: searched", path: "/procedures?q=N100005"},
		{name: "procedures: those that make up most", path: "/procedures?vital=true"},
		{name: "procedures: counts by property", path: "/procedures/facets"},
	}
}
