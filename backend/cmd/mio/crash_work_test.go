package main_test

import (
	"bytes"
	"context"
	"encoding/json"
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
