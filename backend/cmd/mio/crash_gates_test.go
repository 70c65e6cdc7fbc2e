package main_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"miotsukushi/backend/platform/store"
)

// applicant takes projects through their first gate, each with a system, a risk
// and a milestone, through the hands of four people.
type applicant struct {
	desk
	place *place
	nr    int
	n     int
	// counts says how many rows of each table the last project has.
	counts map[string]int
}

var errNoAnswers = errors.New("the gate set has no lines for G1 at tier C")

func (w *applicant) step(ctx context.Context, s *server) bool {
	if w.counts == nil {
		w.counts = map[string]int{}
	}
	w.n++
	code := fmt.Sprintf("PRJ-%d-%04d", w.nr, w.n)
	post := func(login, path, etag, table string, body any) (answer, bool) {
		// The key says what is done: a second try of the same is the same.
		a, ok := w.do(ctx, s, login, http.MethodPost, path, code+" "+table+" "+login+" "+path[max(0, len(path)-40):], etag, body)
		if ok {
			w.counts[table]++
		}
		return a, ok
	}
	system, ok := post("pm", "/systems", "", "systems", map[string]any{
		"code": "S-" + code, "name": "税務事務システム", "ownerId": w.place.tax, "kind": "package", "networkZone": "lgwan", "criticality": "medium",
		"phase": "planning", "classificationScheme": "R4", "confidentiality": "3", "integrity": "2", "availability": "2",
	})
	systemID := w.idOf(ctx, s, system, "/systems?q=S-"+code)
	if !ok || systemID == "" {
		return false
	}
	if _, ok = post("pm", "/systems/"+systemID+"/confirm", `"1"`, "confirmations", nil); !ok {
		return false
	}
	project, ok := post("pm", "/projects", "", "projects", map[string]any{
		"code": code, "name": "税務システム更改", "purpose": "処理期間の短縮", "applicantId": w.place.tax, "managerId": w.place.pm, "headId": w.place.head,
		"systemIds": []string{systemID}, "buildCost": 10_000_000, "runCost": 5_000_000, "riskLevel": "low", "finishOn": today(300),
	})
	id := w.idOf(ctx, s, project, "/projects?q="+code)
	if !ok || id == "" {
		return false
	}
	if _, ok = post("pm", "/projects/"+id+"/risks", "", "project_risks", map[string]any{"kind": "risk", "title": "要員不足", "impact": 3, "likelihood": 2, "state": "open"}); !ok {
		return false
	}
	if _, ok = post("pm", "/projects/"+id+"/milestones", "", "project_milestones", map[string]any{"name": "契約", "gate": "G3", "baselineOn": today(90)}); !ok {
		return false
	}
	if _, ok = post("pm", "/budgets/lines", "", "budget_lines", map[string]any{
		"code": "B-" + code, "name": "税務システム更改", "fiscalYear": 2027, "sectionId": w.place.tax, "projectId": id, "account": "general",
		"category": "one_off", "kind": "renewal", "estimate": 10_000_000, "commitment": "none",
	}); !ok {
		return false
	}
	return w.gate(ctx, s, id, post)
}

// gate is the way of one application from draft to approval.
func (w *applicant) gate(ctx context.Context, s *server, project string, post func(login, path, etag, table string, body any) (answer, bool)) bool {
	made, ok := post("pm", "/projects/"+project+"/gates/G1/applications", "", "gate_applications", nil)
	id := w.idOf(ctx, s, made, "/gates/applications?projectId="+project)
	if !ok || id == "" {
		return false
	}
	at := "/gates/applications/" + id
	body, err := w.answers(ctx, s)
	if err != nil {
		w.failure = errors.Join(w.failure, err)
		return false
	}
	if _, ok = w.do(ctx, s, "pm", http.MethodPut, at, "", `"1"`, body); !ok {
		return false
	}
	for version, act := range []struct {
		login, verb, table string
		body               any
	}{
		{"pm", "submit", "submissions", nil}, {"ictstaff", "start", "reviews", map[string]any{"reviewers": []string{w.place.reviewer}}},
	} {
		if _, ok = post(act.login, at+"/"+act.verb, fmt.Sprintf(`"%d"`, version+2), act.table, act.body); !ok {
			return false
		}
	}
	if _, ok = post("reviewer", at+"/opinions", "", "gate_opinions", map[string]any{"dca": "green", "comment": "要件は固まっている"}); !ok {
		return false
	}
	now, ok := w.do(ctx, s, "sysmgmt", http.MethodGet, at, "", "", nil)
	if !ok {
		return false
	}
	_, ok = post("sysmgmt", at+"/decisions", now.etag, "gate_decisions", map[string]any{"outcome": "approved", "reason": "審査会の意見による"})
	return ok
}

// idOf is the id in an answer or, when the answer was lost, of the only record found.
func (w *applicant) idOf(ctx context.Context, s *server, a answer, list string) string {
	if id := a.str("id"); id != "" || !a.gone {
		return id
	}
	item, _ := w.find(ctx, s, "pm", list)
	id, _ := item["id"].(string)
	return id
}

// answers conform to every line of G1 that people answer at tier C.
func (w *applicant) answers(ctx context.Context, s *server) (map[string]any, error) {
	set, ok := w.do(ctx, s, "pm", http.MethodGet, "/gates/sets", "", "", nil)
	if !ok {
		return nil, w.failure
	}
	raw, err := json.Marshal(set.body)
	if err != nil {
		return nil, err
	}
	var known struct {
		Gates []struct {
			ID                string
			RequiredDocuments []string
			Criteria          []struct {
				ID     string
				Answer bool
				Tiers  []string
			}
		}
	}
	if err := json.Unmarshal(raw, &known); err != nil {
		return nil, err
	}
	answers, documents := []any{}, []any{}
	for _, g := range known.Gates {
		if g.ID != "G1" {
			continue
		}
		for _, line := range g.Criteria {
			for _, tier := range line.Tiers {
				if tier == "C" && line.Answer {
					answers = append(answers, map[string]any{"criterionId": line.ID, "answer": "conform",
						"evidence": []any{map[string]any{"kind": "文書", "title": "要件定義書", "reference": "ICT-26-12", "date": today(0)}}})
				}
			}
		}
		for _, kind := range g.RequiredDocuments {
			documents = append(documents, map[string]any{"kind": kind, "title": "提出資料", "date": today(0)})
		}
	}
	if len(answers) == 0 {
		return nil, errNoAnswers
	}
	return map[string]any{"answers": answers, "documents": documents}, nil
}

func (w *applicant) verify(t *testing.T, s *store.Store) int {
	t.Helper()
	mine := fmt.Sprintf("PRJ-%d-%%", w.nr)
	of := "project_id IN (SELECT id FROM projects WHERE code LIKE ?)"
	n := 0
	for table, c := range map[string]struct{ from, where string }{
		"systems": {"systems", "code LIKE 'S-' || ?"}, "confirmations": {"systems", "confirmed_on IS NOT NULL AND code LIKE 'S-' || ?"},
		"projects": {"projects", "code LIKE ?"}, "project_risks": {"project_risks", of}, "project_milestones": {"project_milestones", of},
		"gate_applications": {"gate_applications", of}, "submissions": {"gate_applications", "submitted_at IS NOT NULL AND " + of},
		"reviews": {"gate_applications", "started_at IS NOT NULL AND " + of}, "gate_opinions": {"gate_opinions", of}, "gate_decisions": {"gate_decisions", of},
	} {
		got, err := store.Value[int](s.Read(t.Context()).Table(c.from).Where(c.where, mine).Select("count(*)"))
		if err != nil || got != w.counts[table] {
			t.Errorf("client %d: %d %s, %d were acknowledged (%v)", w.nr, got, table, w.counts[table], err)
		}
		n += got
	}
	return n
}

// today is the day some days from now.
func today(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
