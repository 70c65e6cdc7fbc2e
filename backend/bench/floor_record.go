package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

const (
	systemSQL     = "SELECT * FROM systems WHERE id = ?"
	interfacesSQL = "SELECT * FROM system_interfaces WHERE system_id = ? ORDER BY position"
	linksSQL      = `SELECT i.system_id, i.target_id, i.direction, i.method, i.data, i.note, s.id, s.code, s.name, s.name_en, s.phase FROM system_interfaces i
		JOIN systems s ON s.id = CASE WHEN i.system_id = ? THEN i.target_id ELSE i.system_id END WHERE i.system_id = ? OR i.target_id = ? ORDER BY s.code`
	ofSystemSQL = "SELECT p.id, p.code, p.name, p.tier, p.state FROM projects p JOIN project_systems x ON x.project_id = p.id WHERE x.system_id = ? ORDER BY p.code"
)

func (f *floor) detail(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	out := map[string]any{}
	for name, q := range map[string]struct {
		sql  string
		args []any
	}{
		"system": {systemSQL, []any{id}}, "interfaces": {interfacesSQL, []any{id}},
		"links": {linksSQL, []any{id, id, id}}, "projects": {ofSystemSQL, []any{id}},
	} {
		rows, err := f.record(r.Context(), f.read, q.sql, q.args...)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		out[name] = rows
	}
	answer(w, out)
}

// put is the versioned write: read, compare, update, leave a line in the ledger.
func (f *floor) put(w http.ResponseWriter, r *http.Request) {
	ctx, id := r.Context(), r.PathValue("id")
	var in struct {
		Name    string `json:"name"`
		Summary string `json:"summary"`
	}
	fail := func(err error) { http.Error(w, err.Error(), http.StatusInternalServerError) }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		fail(err)
		return
	}
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		fail(err)
		return
	}
	defer tx.Rollback() //nolint:errcheck // after Commit there is nothing to roll back
	before, err := f.record(ctx, tx, systemSQL, id)
	if err != nil || len(before) == 0 {
		http.NotFound(w, r)
		return
	}
	if _, err := f.record(ctx, tx, interfacesSQL, id); err != nil {
		fail(err)
		return
	}
	version, _ := before[0]["version"].(int64)
	if r.Header.Get("If-Match") != etag(version) {
		http.Error(w, "stale", http.StatusPreconditionFailed)
		return
	}
	now := time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")
	res, err := tx.ExecContext(ctx, f.q("UPDATE systems SET name = ?, summary = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?"),
		in.Name, in.Summary, now, id, version)
	if err != nil {
		fail(err)
		return
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		http.Error(w, "stale", http.StatusPreconditionFailed)
		return
	}
	old, err := json.Marshal(before[0])
	if err != nil {
		fail(err)
		return
	}
	before[0]["name"], before[0]["summary"], before[0]["version"] = in.Name, in.Summary, version+1
	fresh, err := json.Marshal(before[0])
	if err != nil {
		fail(err)
		return
	}
	_, err = tx.ExecContext(ctx, f.q(`INSERT INTO audit_entries (id, at, person_id, actor, noun, record_id, root_noun, root_id, action, reason, version, before, after)
		VALUES (?, ?, 'floor', '{}', 'systems', ?, 'systems', ?, 'update', '', ?, ?, ?)`), newID(), now, id, id, version+1, string(old), string(fresh))
	if err != nil {
		fail(err)
		return
	}
	if err := tx.Commit(); err != nil {
		fail(err)
		return
	}
	// The answer of a write is the record as its page shows it, so the same rows are read here.
	links, err := f.record(ctx, f.read, linksSQL, id, id, id)
	if err != nil {
		fail(err)
		return
	}
	projects, err := f.record(ctx, f.read, ofSystemSQL, id)
	if err != nil {
		fail(err)
		return
	}
	w.Header().Set("ETag", etag(version+1))
	answer(w, map[string]any{"system": before[0], "links": links, "projects": projects})
}

// readiness reads the rows that the verdict of a gate is made of, and judges nothing.
func (f *floor) readiness(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	out := map[string]any{}
	for _, q := range readinessSQL {
		rows, err := f.record(r.Context(), f.read, q, id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		out[strings.Fields(q)[3]] = rows
	}
	answer(w, out)
}

// readinessSQL lists the reads; the fourth word names the table.
var readinessSQL = []string{
	"SELECT * FROM projects WHERE id = ?",
	"SELECT * FROM project_people WHERE project_id = ?",
	"SELECT s.* FROM systems s JOIN project_systems x ON x.system_id = s.id WHERE x.project_id = ?",
	"SELECT * FROM project_milestones WHERE project_id = ?",
	"SELECT * FROM project_risks WHERE project_id = ?",
	"SELECT * FROM project_reports WHERE project_id = ? ORDER BY as_of DESC LIMIT 1",
	"SELECT * FROM gate_applications WHERE project_id = ?",
	"SELECT * FROM gate_conditions WHERE project_id = ?",
	"SELECT * FROM gate_decisions WHERE project_id = ?",
}
