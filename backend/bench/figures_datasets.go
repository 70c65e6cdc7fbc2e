package main

import (
	"fmt"
	"strconv"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// addDatasets adds datasets of all stars and bands with three years of uses; one in four was never measured.
func (w *world) addDatasets(b *bulk, from, to size) {
	t := b.record("datasets", "code", "name", "section_id", "personal_data", "update_interval", "updated_on", "format", "publication", "basis", "licence",
		"stars", "completeness", "schema_fit", "uniqueness", "machine", "metadata", "sample", "use_fy", "use_count", "use_rank", "data_day", "may_age", "search")
	uses := b.table("dataset_uses", "dataset_id", "fiscal_year", "uses")
	systems := b.table("dataset_systems", "dataset_id", "position", "system_id")
	fy := fiscal.FY(b.today)
	today := b.today.Sub(fiscal.MustDate("1970-01-01"))
	for i := from.rows; i < to.rows; i++ {
		publication, basis, licence := "public", "", "cc_by"
		if i%5 > 2 {
			publication, basis, licence = "closed", "条例", ""
		}
		var completeness, schema, uniqueness, machine any
		sample := "none"
		if i%4 > 0 {
			sample, completeness, schema, uniqueness, machine = "measured", 10_000-i%3000, 10_000-i%5000, 10_000-i%700, 2000*(1+i%5)
		}
		age := i % 400
		n := i * 7919 % 50_000
		code := "N" + strconv.Itoa(1_000_000+i)
		id := t.add(code, fmt.Sprintf("データ 第%d号", i), w.orgs[i%sections], []string{"none", "personal", "anonymised"}[i%3], "monthly", b.today.AddDays(-age),
			[]string{"csv", "excel", "pdf"}[i%3], publication, basis, licence, i%6, completeness, schema, uniqueness, machine, 10_000-i%4000, sample, fy-1, n, n,
			today-age, 31, store.Fold(code, "データ"))
		for y := range 3 {
			uses.row(id, fy-1-y, n)
		}
		systems.row(id, 0, w.systems[i%len(w.systems)])
	}
}

func (w *world) datasetViews() []view {
	return []view{
		{name: "datasets: figures", path: "/datasets/summary"},
		{name: "datasets: figures of a section", path: "/datasets/summary?sectionId=" + w.orgs[0]},
		{name: "datasets", path: "/datasets", page: true},
		{name: "datasets: by score", path: "/datasets?sort=-score", page: true},
		{name: "datasets: good and open", path: "/datasets?meets=true", page: true},
		{name: "datasets: of a system", path: "/datasets?systemId=" + w.systems[0], page: true},
		{name: "datasets: searched", path: "/datasets?q=N100005"},
		{name: "datasets: counts by property", path: "/datasets/facets"},
	}
}
