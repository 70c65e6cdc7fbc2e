package main

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// appraisals is how many appraisals a city has, of its 48 sections in both views, for ten years at most.
func (z size) appraisals() int { return min(z.rows/100, sections*2*10) }

// addMaturity adds confirmed appraisals, the latest years first, each with all areas of its model.
func (w *world) addMaturity(b *bulk, from, to size) {
	appraisals := b.record("maturity_appraisals", "code", "model", "model_digest", "kind", "subject", "subject_id", "section_id", "fiscal_year", "state",
		"submitted_by", "submitted_at", "confirmed_by", "confirmed_at", "level", "search")
	instances := b.table("maturity_instances", "appraisal_id", "position", "key", "kind", "name", "organisation_id")
	areas := b.record("maturity_areas", "appraisal_id", "area", "scope", "status", "capability", "rated", "ratings")
	targets := b.record("maturity_targets", "code", "section_id", "model", "fiscal_year", "level", "search")
	names := []string{"REQM", "PP", "PMC", "SSAD", "AM", "ARD", "ATM", "AVER", "AVAL", "CM", "MA", "PPQA", "DAR", "IPM", "OPD", "OPF", "OT", "RSKM", "OPP", "QPM", "CAR", "OPM"}
	const model = "CMMI-ACQ-1.3"
	fy, at := fiscal.FY(b.today), store.At(b.now)
	if from.rows == 0 {
		for i, org := range w.orgs {
			targets.add(fmt.Sprintf("T%03d", i), org, model, fy, 2, "")
		}
	}
	for i := from.appraisals(); i < to.appraisals(); i++ {
		kind := []string{"self", "assessor"}[i%2]
		org := w.orgs[i/2%sections]
		code := fmt.Sprintf("M%05d", i)
		id := appraisals.add(code, model, "digest", kind, "organisation", org, org, fy-i/2/sections, "confirmed", w.people["pm"], at, w.people["ict"], at,
			1+i%3, store.Fold(code))
		instances.row(id, 0, "p1", "support", "窓口", org)
		for n, area := range names {
			areas.add(id, area, "in", "SATISFIED", 1+(i+n)%3, 12, `[{"practice":"SP1.1","instance":"p1","label":"FI"}]`)
		}
	}
}

func (w *world) maturityViews() []view {
	return []view{
		{name: "maturity: heat map", path: "/maturity"},
		{name: "maturity: one unit over the years", path: "/maturity/units/" + w.orgs[0]},
		{name: "maturity: appraisals", path: "/maturity/appraisals", page: true},
		{name: "maturity: counts by property", path: "/maturity/appraisals/facets"},
	}
}
