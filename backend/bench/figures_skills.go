package main

import "fmt"

// addSkills adds two answers for each system, one for each project, two roles for each project and the counts of every
// section: what of skills grows with a city is what its systems and projects hang on.
func (w *world) addSkills(b *bulk, from, to size) {
	answers := b.record("skill_answers", "system_id", "project_id", "people", "work", "answered_on", "answered_by", "answered_by_name")
	needs := b.record("skill_needs", "project_id", "skill", "level", "count", "filled")
	for i := from.systems; i < to.systems; i++ {
		for n := range 2 {
			answers.add(w.systems[i], nil, []any{nil, 1, 2, 3}[(i+n)%4], "障害時の切り分けと復旧", b.today.AddDays(-400+300*n), w.people["pm"], "PM")
		}
	}
	for i := from.projects; i < to.projects; i++ {
		answers.add(nil, w.projects[i], i%4, "移行の判断", b.today.AddDays(-30), w.people["pm"], "PM")
		for n, skill := range []string{"pm", "migration"} {
			needs.add(w.projects[i], skill, 2+n, 2, []any{nil, 1, 2}[(i+n)%3])
		}
	}
	if from.rows > 0 {
		return
	}
	holdings := b.record("skill_holdings", "code", "section_id", "skill", "level1", "level2", "as_of")
	for i := range sections {
		for n, skill := range []string{"pm", "migration", "security", "operation"} {
			holdings.add(fmt.Sprintf("%03d-%s", i, skill), w.orgs[i], skill, i%7, n, b.today.AddDays(-60))
		}
	}
}

func (w *world) skillViews() []view {
	return []view{
		{name: "skills: figures", path: "/skills/summary"},
		{name: "skills: systems", path: "/skills/systems", page: true},
		{name: "skills: systems that hang on one person", path: "/skills/systems?standing=single"},
		{name: "skills: systems, counts by property", path: "/skills/systems/facets"},
		{name: "skills: projects with a place open", path: "/skills/projects?roles=open"},
		{name: "skills: sections", path: "/skills/sections"},
		{name: "skills: one project", path: "/skills/projects/" + w.projects[0], page: true},
	}
}
