package demo

import (
	"slices"

	"miotsukushi/backend/domain/maturity"
)

// labeller makes the labels of a year, so that areas come out as the story wants them.
type labeller struct{ *maturity.Model }

// held are the areas that hold a level back to the end, with the practice that does: this is what stops level 3 today.
var held = map[string]string{"AVER": "SP2.1", "OT": "SP2.3", "RSKM": "SP1.2", "PMC": "GP3.2", "SSAD": "GP3.1", "OPD": "SP1.4"}

// capability is how far an area of a unit had come in a year: individuals (0, 1), managed (2) from FY2020 on, defined (3) since.
func capability(u rated, year int, a *maturity.Area) int {
	pace := year - 2020 - u.lag // years since the unit could be expected to be managed
	late := (len(a.Name) + int(a.ID[0])) % 3
	switch {
	case a.Level == 2 && pace >= 0 && pace < 3+late:
		return 2
	case a.Level == 2 && pace >= 0 && held[a.ID] == "":
		return 3
	case a.Level == 2 && pace >= 0:
		return 2
	case a.Level == 2 && pace >= -2-late:
		return 1
	case a.Level == 2 && pace >= -5 && late == 0:
		return 1
	case a.Level == 3 && held[a.ID] != "" && pace >= 3:
		return lacksOne
	case a.Level == 3 && pace >= 4+late:
		return 3
	case a.Level == 3 && pace >= 2+late:
		return 1 + late%2
	}
	return 0
}

// lacksOne is the reach of an area in which all is done but the one practice that holds it back.
const lacksOne = -1

// yearly are the areas of a unit's appraisal. The unit sees itself further than an assessor does. Before FY2021 only what level 2
// needs is looked at; level 4 and 5 never.
func (m labeller) yearly(u rated, year int, kind maturity.Kind) []maturity.AreaInput {
	out := []maturity.AreaInput{}
	for i := range m.Areas {
		a := &m.Areas[i]
		if a.Level > 3 || a.Level > 2 && year < 2021 {
			out = append(out, outside(a))
			continue
		}
		seen := u
		if kind == maturity.Self && u.key != "city" {
			seen.lag-- // the unit thinks itself a year ahead
		}
		reach := capability(seen, year, a)
		if kind == maturity.Self && (i+year+len(u.key))%4 == 0 {
			reach = min(max(reach, 0)+1, 3)
		}
		out = append(out, m.area(a, reach, (i+year)%5, "a"))
	}
	return out
}

func outside(a *maturity.Area) maturity.AreaInput {
	return maturity.AreaInput{Area: a.ID, AreaDraft: maturity.AreaDraft{Scope: maturity.ScopeOut, ScopeReason: "今年度は対象としない"}}
}

// area rates an area so that its groups are satisfied up to reach, and the next one is not. weak says which practice is only
// largely done, if any.
func (m labeller) area(a *maturity.Area, reach, weak int, instances ...string) maturity.AreaInput {
	in := maturity.AreaInput{Area: a.ID, AreaDraft: maturity.AreaDraft{Scope: maturity.ScopeIn}}
	for _, g := range a.Groups {
		lacks, largely := "", false
		holds := slices.ContainsFunc(g.Practices, func(p maturity.Practice) bool { return p.ID == held[a.ID] })
		switch {
		case holds && (reach == lacksOne || g.Level == reach+1):
			lacks = held[a.ID]
		case reach != lacksOne && g.Level == reach+1:
			lacks = g.Practices[len(g.Practices)-1].ID
		}
		for i, p := range g.Practices {
			l := maturity.FI
			switch {
			case p.ID == lacks:
				l = maturity.PI
			case reach != lacksOne && g.Level > reach+1:
				l = maturity.NI
			case i == weak && g.Level <= 2:
				l, largely = maturity.LI, true
			}
			for _, key := range instances {
				in.Ratings = append(in.Ratings, rating(a, p.ID, key, l))
			}
		}
		note := maturity.GoalNote{Group: g.ID}
		if lacks != "" || reach != lacksOne && g.Level > reach {
			note.Cause = "手順や記録が一部の案件にしかない"
		}
		if largely && m.Impact {
			no := false
			note.Impact, note.Rationale = &no, "不備は軽微で、目的は達している"
		}
		if note.Cause != "" || note.Impact != nil {
			in.Goals = append(in.Goals, note)
		}
	}
	return in
}

// weaknesses are what assessors write down, by label.
var weaknesses = map[maturity.Label][]string{
	maturity.LI: {"記録の様式が案件ごとに異なる", "更新が四半期に一度にとどまる", "承認の日付が残っていない案件がある"},
	maturity.PI: {"一部の案件でしか行われていない", "担当者の個人的な記録に頼っている", "手順はあるが使われた跡が少ない"},
	maturity.NI: {"まだ行われていない", "手順がなく、記録もない"},
}

func rating(a *maturity.Area, practice, key string, l maturity.Label) maturity.Rating {
	r := maturity.Rating{Practice: practice, Instance: key, Label: l}
	if texts := weaknesses[l]; len(texts) > 0 {
		r.Weakness = texts[(len(a.ID)+len(practice)+int(practice[len(practice)-1]))%len(texts)]
	}
	if l == maturity.FI || l == maturity.LI {
		r.Evidence = []maturity.Evidence{{Label: a.Name + " 記録", Href: "/systems"}}
	}
	return r
}

// differing are the areas of an appraisal that is under way: three are rated, and in one the two projects differ.
func (m labeller) differing(u rated, year int) []maturity.AreaInput {
	out := []maturity.AreaInput{}
	for i := range m.Areas {
		a := &m.Areas[i]
		switch {
		case a.Level > 3:
			out = append(out, outside(a))
		case slices.Contains([]string{"REQM", "PP", "PMC", "PPQA"}, a.ID):
			in := m.area(a, capability(u, year-1, a), -1, "tax", "budget")
			if a.ID == "PPQA" {
				for j := range in.Ratings {
					if r := &in.Ratings[j]; r.Practice == "SP2.2" && r.Instance == "budget" {
						*r = rating(a, r.Practice, r.Instance, maturity.PI)
					}
				}
			}
			out = append(out, in)
		}
	}
	return out
}

// upTo rates the first areas of a practice-group model so that they reach a level; n says how many are rated.
func (m labeller) upTo(reach, skip int) []maturity.AreaInput {
	out := []maturity.AreaInput{}
	for i := range m.Areas {
		if i%skip == 0 {
			out = append(out, m.area(&m.Areas[i], reach, i%2, "a"))
		}
	}
	return out
}
