package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

// place holds the ids that workers need.
type place struct{ tax, pm, head, reviewer string }

// worker writes, remembers what was acknowledged and compares it at the end.
type worker interface {
	// step does one thing; false when it cannot go on.
	step(ctx context.Context, s *server) bool
	// verify counts the acknowledged writes that it found.
	verify(t *testing.T, s *store.Store) int
	trouble() error
	lost() int
}

func lostAnswers(workers []worker) int {
	n := 0
	for _, w := range workers {
		n += w.lost()
	}
	return n
}

// desk speaks HTTP for a worker, with a session for each login.
type desk struct {
	clients map[string]*http.Client
	failure error
	retries int
}

func (d *desk) trouble() error { return d.failure }
func (d *desk) lost() int      { return d.retries }

type answer struct {
	status int
	etag   string
	body   map[string]any
	// gone says that the write was made but its answer was lost in a crash.
	gone bool
}

func (a answer) str(field string) string {
	s, _ := a.body[field].(string)
	return s
}

// tried bounds how long one request is repeated.
const tried = 30 * time.Second

// do sends a request until it is answered. key makes a repeated POST safe; etag
// does the same for a PUT. A refusal is trouble and ends the worker.
func (d *desk) do(ctx context.Context, s *server, login, method, path, key, etag string, body any) (answer, bool) {
	for began := time.Now(); time.Since(began) < tried && ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		client, err := d.client(ctx, s, login)
		if err != nil {
			continue
		}
		a, err := send(ctx, client, s.base.Load().(string), method, path, key, etag, body)
		reason, _ := a.body["params"].(map[string]any)
		switch {
		case err != nil, a.status == http.StatusServiceUnavailable:
			d.retries++
			continue // nobody knows whether it was done
		case a.status < 300:
			return a, true
		case a.status == http.StatusConflict && key != "" && reason["reason"] == "already_done":
			a.gone = true
			return a, true
		case a.status == http.StatusPreconditionFailed:
			return a, true
		}
		d.failure = fmt.Errorf("%s %s %s: %d %v", login, method, path, a.status, a.body)
		return a, false
	}
	if d.failure == nil {
		d.failure = fmt.Errorf("%s %s was never answered", method, path)
	}
	return answer{}, false
}

func (d *desk) client(ctx context.Context, s *server, login string) (*http.Client, error) {
	if c := d.clients[login]; c != nil {
		return c, nil
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	c := &http.Client{Jar: jar, Timeout: 10 * time.Second}
	a, err := send(ctx, c, s.base.Load().(string), http.MethodPost, "/session", "", "", map[string]any{"login": login, "password": apptest.Password})
	if err == nil && a.status != http.StatusOK {
		err = fmt.Errorf("sign-in: %d", a.status)
	}
	if err != nil {
		return nil, err
	}
	if d.clients == nil {
		d.clients = map[string]*http.Client{}
	}
	d.clients[login] = c
	return c, nil
}

func send(ctx context.Context, c *http.Client, base, method, path, key, etag string, body any) (answer, error) {
	var r io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		r = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, base+api.Base+path, r)
	if err != nil {
		return answer{}, err
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Idempotency-Key": key, "If-Match": etag} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	res, err := c.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{}, err
	}
	a := answer{status: res.StatusCode, etag: res.Header.Get("ETag"), body: map[string]any{}}
	if len(raw) > 0 {
		err = json.Unmarshal(raw, &a.body)
	}
	return a, err
}

// find reads the only item of a list.
func (d *desk) find(ctx context.Context, s *server, login, path string) (map[string]any, bool) {
	a, ok := d.do(ctx, s, login, http.MethodGet, path, "", "", nil)
	if !ok {
		return nil, false
	}
	items, _ := a.body["items"].([]any)
	if len(items) != 1 {
		d.failure = fmt.Errorf("%s finds %d records", path, len(items))
		return nil, false
	}
	item, _ := items[0].(map[string]any)
	return item, true
}

// registrar registers systems and renames each a few times.
type registrar struct {
	desk
	place *place
	nr    int
	n     int
	// names is the last acknowledged name of each code, versions its version.
	names    map[string]string
	versions map[string]int64
}

func (w *registrar) draft(code, name string) map[string]any {
	return map[string]any{
		"code": code, "name": name, "ownerId": w.place.tax, "kind": "package", "networkZone": "lgwan", "criticality": "medium", "phase": "planning",
		"functions": []string{"税額計算"},
	}
}

func (w *registrar) step(ctx context.Context, s *server) bool {
	if w.names == nil {
		w.names, w.versions = map[string]string{}, map[string]int64{}
	}
	w.n++
	code := fmt.Sprintf("SYS-%d-%04d", w.nr, w.n)
	made, ok := w.do(ctx, s, "pm", http.MethodPost, "/systems", code, "", w.draft(code, "made"))
	if !ok {
		return false
	}
	w.names[code], w.versions[code] = "made", 1
	id := made.str("id")
	if made.gone {
		item, ok := w.find(ctx, s, "pm", "/systems?q="+code)
		if !ok {
			return false
		}
		id, _ = item["id"].(string)
	}
	for i := range 2 {
		name := fmt.Sprintf("renamed %d", i)
		a, ok := w.do(ctx, s, "pm", http.MethodPut, "/systems/"+id, "", fmt.Sprintf(`"%d"`, w.versions[code]), w.draft(code, name))
		if !ok {
			return false
		}
		if current, _ := a.body["current"].(map[string]any); a.status == http.StatusPreconditionFailed && current["name"] != name {
			w.failure = fmt.Errorf("%s: an edit is refused as stale, and it is not our own: %v", code, current)
			return false
		}
		w.names[code] = name
		w.versions[code]++
	}
	return true
}

func (w *registrar) verify(t *testing.T, s *store.Store) int {
	t.Helper()
	type row struct {
		Code, Name string
		Version    int64
	}
	rows, err := store.Scan[row](s.Read(t.Context()).Table("systems").Where("code LIKE ?", fmt.Sprintf("SYS-%d-%%", w.nr)).Select("code, name, version"))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(w.names) {
		t.Errorf("%d systems of client %d, %d were acknowledged", len(rows), w.nr, len(w.names))
	}
	n := 0
	for _, r := range rows {
		if r.Name != w.names[r.Code] || r.Version != w.versions[r.Code] {
			t.Errorf("%s is %q of version %d, acknowledged was %q of version %d", r.Code, r.Name, r.Version, w.names[r.Code], w.versions[r.Code])
		}
		n += int(r.Version)
	}
	return n
}

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
