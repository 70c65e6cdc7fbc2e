package history

import (
	"context"
	"encoding/base64"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Routes registers the ledger, which auditors read as a whole.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/audit", "audit:read", s.Ledger, "What anyone did to any record, newest first.")
	api.Get(r, "/audit/{id}", "audit:read", s.entry, "One entry, with the request and the policy under which it was made.")
}

// Filter narrows the ledger. Days are days in Japan, both included.
type Filter struct {
	Limit    int         `query:"limit" validate:"omitempty,min=1,max=200" doc:"Entries a page, 50 unless given"`
	Cursor   string      `query:"cursor" validate:"max=200" doc:"next of the page before"`
	Noun     string      `query:"noun" validate:"max=200" doc:"Kinds of record"`
	RecordID string      `query:"recordId" validate:"max=64" doc:"One record, with what belongs to it"`
	PersonID string      `query:"personId" validate:"max=64" doc:"Who did it"`
	Action   string      `query:"action" validate:"max=200"`
	From     fiscal.Date `query:"from"`
	To       fiscal.Date `query:"to"`
}

// Ledger reads a page of entries, newest first.
func (s *Service) Ledger(ctx context.Context, f *Filter) (Events, error) {
	if err := authz.Require(ctx, "audit:read", nil); err != nil {
		return Events{}, err
	}
	q := s.store.Read(ctx).Table("audit_entries")
	q = store.AnyOf(q, "noun", f.Noun)
	q = store.AnyOf(q, "action", f.Action)
	if f.RecordID != "" {
		q = q.Where("(record_id = ? OR root_id = ?)", f.RecordID, f.RecordID)
	}
	if f.PersonID != "" {
		q = q.Where("person_id = ?", f.PersonID)
	}
	if !f.From.IsZero() {
		q = q.Where("at >= ?", store.At(f.From.Start()))
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", store.At(f.To.AddDays(1).Start()))
	}
	if f.Cursor != "" {
		at, id, err := parseCursor(f.Cursor)
		if err != nil {
			return Events{}, err
		}
		q = q.Where("(at, id) < (?, ?)", at, id)
	}
	limit := f.Limit
	if limit == 0 {
		limit = store.DefaultLimit
	}
	rows, err := store.Scan[store.Entry](q.Order("at DESC, id DESC").Limit(limit + 1))
	if err != nil {
		return Events{}, err
	}
	out := Events{}
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		text, _ := last.At.MarshalJSON() // a time always marshals
		out.Next = base64.RawURLEncoding.EncodeToString([]byte(strings.Trim(string(text), `"`) + " " + last.ID))
	}
	if out.Items, err = events(ctx, rows); err != nil {
		return Events{}, err
	}
	out.Labels, err = s.labels(ctx, out.Items)
	return out, err
}

func parseCursor(text string) (at store.Time, id string, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	moment, id, ok := strings.Cut(string(raw), " ")
	if err != nil || !ok || id == "" || at.Scan(moment) != nil {
		return at, "", fault.Bad("query.cursor", "format", nil)
	}
	return at, id, nil
}

// Entry is one event with all that the ledger keeps of it.
type Entry struct {
	Event
	RootNoun string           `json:"rootNoun" doc:"Kind of the record whose history it belongs to"`
	Policy   string           `json:"policy,omitempty" doc:"SHA-256 of the policy in force"`
	Request  string           `json:"request,omitempty" doc:"Request id, as in the log"`
	Labels   map[string]Label `json:"labels"`
}

func (s *Service) entry(ctx context.Context, in *api.ID) (Entry, error) {
	if err := authz.Require(ctx, "audit:read", nil); err != nil {
		return Entry{}, err
	}
	row, err := store.One[store.Entry](s.store.Read(ctx).Table("audit_entries").Where("id = ?", in.ID), "audit", in.ID)
	if err != nil {
		return Entry{}, err
	}
	list, err := events(ctx, []store.Entry{row})
	if err != nil {
		return Entry{}, err
	}
	out := Entry{
		Event: list[0], RootNoun: row.RootNoun,
		Policy: row.Actor.V.Policy, Request: row.Actor.V.Request,
	}
	out.Labels, err = s.labels(ctx, list)
	return out, err
}
