package maturity_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/maturity"
)

type body = map[string]any

var evidence = []body{{"label": "手順書", "href": "https://files.example/procedure"}}

// cell is one rating with what its label asks for.
func cell(practice, instance, label string) body {
	c := body{"practice": practice, "instance": instance, "label": label}
	if label == "FI" || label == "LI" {
		c["evidence"] = evidence
	}
	if label == "LI" || label == "PI" || label == "NI" {
		c["weakness"] = "記録がない"
	}
	return c
}

// percent is one rating in hundredths of a percent.
func percent(practice, instance string, points int) body {
	c := body{"practice": practice, "instance": instance, "points": points}
	if points > 1500 {
		c["evidence"] = evidence
	}
	if points <= 8500 {
		c["weakness"] = "一部だけ"
	}
	return c
}

func model(t testing.TB, id string) *maturity.Model {
	t.Helper()
	models, err := maturity.Load(os.DirFS("../../../policies"), "maturity")
	if err != nil {
		t.Fatal(err)
	}
	m, ok := models.Find(id)
	if !ok {
		t.Fatalf("no model %s", id)
	}
	return m
}

// whole rates every practice of every area up to a level fully, but for what bad names: "AREA.GROUP", or "GROUP" of every
// area, has its first practice not done; "AREA?" is rated not yet. scopes overrides what is looked at.
func whole(m *maturity.Model, level int, bad []string, scopes map[string]string) []body {
	out := []body{}
	for _, a := range m.Areas {
		area := body{"area": a.ID, "scope": "in", "ratings": []body{}, "goals": []body{}}
		if a.Level > level {
			area["scope"] = "out"
		}
		if sc := scopes[a.ID]; sc != "" {
			area["scope"], area["scopeReason"] = sc, "外部に委託していない"
		}
		ratings, goals := []body{}, []body{}
		for _, g := range a.Groups {
			hit := slices.Contains(bad, a.ID+"."+g.ID) || slices.Contains(bad, g.ID)
			for i, p := range g.Practices {
				label := "FI"
				if hit && i == 0 {
					label = "NI"
				}
				if slices.Contains(bad, a.ID+"?") {
					label = "NY"
				}
				ratings = append(ratings, cell(p.ID, "a", label))
			}
			if hit {
				goals = append(goals, body{"group": g.ID, "cause": "手順がない"})
			}
		}
		if area["scope"] == "in" {
			area["ratings"], area["goals"] = ratings, goals
		}
		out = append(out, area)
	}
	return out
}

// appraisal is the body of a new one with a single instance.
func appraisal(c *apptest.City, modelID, kind, org string, year int, more body) body {
	b := body{
		"model": modelID, "kind": kind, "subject": "organisation", "sectionId": c.Org(org), "fiscalYear": year, "dueOn": "2026-09-30",
		"instances": []body{{"key": "a", "kind": "support", "name": "所属の共通業務", "organisationId": c.Org(org)}},
	}
	maps.Copy(b, more)
	return b
}

// confirm takes a draft to its end: one hands it in, another confirms.
func confirm(c *apptest.City, id, by, other string) {
	c.T.Helper()
	res := c.As(by).Get("/maturity/appraisals/" + id).Want(200)
	res = c.As(by).Post("/maturity/appraisals/"+id+"/submit", nil, apptest.IfMatch(res.ETag)).Want(200)
	c.As(other).Post("/maturity/appraisals/"+id+"/confirm", nil, apptest.IfMatch(res.ETag)).Want(200)
}
