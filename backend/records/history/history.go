// Package history reads the ledger back: who changed which field of a record,
// when, from what to what, and why.
package history

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/store"
)

// Change is one field that a write changed. Before is absent for a creation,
// After for a removal.
type Change struct {
	Field  string `json:"field"`
	Before any    `json:"before,omitempty"`
	After  any    `json:"after,omitempty"`
	Hidden bool   `json:"hidden,omitempty" doc:"It changed, and the caller may not see from what to what"`
}

// Event is one write, as people read it.
type Event struct {
	ID       string      `json:"id"`
	At       store.Time  `json:"at"`
	Actor    audit.Actor `json:"actor"`
	Action   string      `json:"action"`
	Noun     string      `json:"noun"`
	RecordID string      `json:"recordId"`
	RootID   string      `json:"rootId" doc:"Record in whose history it stands: itself, or the one it belongs to"`
	Reason   string      `json:"reason,omitempty"`
	Version  int64       `json:"version"`
	Changes  []Change    `json:"changes"`
}

// Events is a page of events, newest first. Labels names the records that ids
// in the changes point at.
type Events struct {
	Items  []Event          `json:"items"`
	Next   string           `json:"next" doc:"Cursor of the next page, empty on the last"`
	Labels map[string]Label `json:"labels" doc:"Names of the records that ids in changes point at"`
}

// Label is the name of a record today.
type Label struct {
	Name   string `json:"name"`
	NameEn string `json:"nameEn,omitempty"`
}

// Service reads the ledger.
type Service struct{ store *store.Store }

// New makes the service.
func New(s *store.Store) *Service { return &Service{s} }

// In is the input of a record's history.
type In struct {
	api.ID
	Limit  int    `query:"limit" validate:"omitempty,min=1,max=200"`
	Cursor string `query:"cursor" validate:"max=64"`
}

// Of makes the endpoint of a record's history; readable refuses those who may
// not read the record itself.
func Of(s *Service, readable func(ctx context.Context, id string) error) func(context.Context, *In) (Events, error) {
	return func(ctx context.Context, in *In) (Events, error) {
		if err := readable(ctx, in.ID.ID); err != nil {
			return Events{}, err
		}
		return s.read(ctx, s.store.Read(ctx).Where("root_id = ? OR record_id = ?", in.ID.ID, in.ID.ID), in.Limit, in.Cursor)
	}
}

func (s *Service) read(ctx context.Context, q *gorm.DB, limit int, cursor string) (Events, error) {
	if limit == 0 {
		limit = store.DefaultLimit
	}
	if cursor != "" {
		q = q.Where("id < ?", cursor)
	}
	rows, err := store.Scan[store.Entry](q.Table("audit_entries").Order("id DESC").Limit(limit + 1))
	if err != nil {
		return Events{}, err
	}
	out := Events{Items: []Event{}}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = rows[limit-1].ID
	}
	if out.Items, err = events(ctx, rows); err != nil {
		return Events{}, err
	}
	out.Labels, err = s.labels(ctx, out.Items)
	return out, err
}

// events brings entries of the ledger into the form in which people read them.
func events(ctx context.Context, rows []store.Entry) ([]Event, error) {
	out := make([]Event, 0, len(rows))
	for _, r := range rows {
		e := Event{
			ID: r.ID, At: r.At, Actor: r.Actor.V, Action: r.Action, Noun: r.Noun,
			RecordID: r.RecordID, RootID: r.RootID, Reason: r.Reason, Version: r.Version,
		}
		e.Actor.Request, e.Actor.Policy = "", ""
		var err error
		if e.Changes, err = diff(r.Before, r.After); err != nil {
			return nil, err
		}
		if err := guard(ctx, &e, r.Before, r.After); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// noise are fields that change with every write and tell nobody anything.
var noise = []string{"id", "version", "createdAt", "updatedAt"}

func diff(before, after *string) ([]Change, error) {
	b, err := fields(before)
	if err != nil {
		return nil, err
	}
	a, err := fields(after)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for name := range b {
		names = append(names, name)
	}
	for name := range a {
		if _, both := b[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	out := []Change{}
	for _, name := range names {
		if !slices.Contains(noise, name) && !reflect.DeepEqual(b[name], a[name]) {
			out = append(out, Change{Field: name, Before: b[name], After: a[name]})
		}
	}
	return out, nil
}

func fields(image *string) (map[string]any, error) {
	m := map[string]any{}
	if image == nil {
		return m, nil
	}
	return m, json.Unmarshal([]byte(*image), &m)
}
