package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// parcel is a noun of the tests' own, with every type of column and one part.
type parcel struct {
	store.Base
	Code   string             `json:"code"`
	Label  string             `json:"label,omitempty"`
	Urgent bool               `json:"urgent"`
	DueOn  fiscal.Date        `json:"dueOn,omitzero"`
	SentAt store.Time         `json:"sentAt"`
	Weight *int64             `json:"weight,omitempty"`
	Stops  store.List[string] `json:"stops"`
	Notes  store.Doc[note]    `json:"notes"`
	NextID store.Ref          `json:"nextId,omitempty"`
	Secret string             `json:"-"`
	Pieces store.List[piece]  `json:"pieces,omitempty" gorm:"-"`
}

type note struct {
	By   string         `json:"by"`
	Tags map[string]int `json:"tags"`
}

type piece struct {
	ParcelID string `json:"-" gorm:"primaryKey"`
	Position int    `json:"-" gorm:"primaryKey"`
	Name     string `json:"name"`
}

func (piece) TableName() string  { return "parcel_pieces" }
func (parcel) TableName() string { return "parcels" }

func (p *parcel) LoadParts(db *gorm.DB) (err error) {
	p.Pieces, err = store.Scan[piece](db.Table("parcel_pieces").Where("parcel_id = ?", p.ID).Order("position"))
	return err
}

func (p *parcel) SaveParts(tx *store.Tx, before *parcel) error {
	rows := append([]piece{}, p.Pieces...)
	for i := range rows {
		rows[i].ParcelID, rows[i].Position = p.ID, i
	}
	p.Pieces = rows
	var old []piece
	if before != nil {
		old = before.Pieces
	}
	return store.ReplaceParts(tx, "parcel_id", p.ID, old, rows)
}

var parcelTables = map[string][]string{
	testkit.SQLite: {
		`CREATE TABLE parcels (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
			code TEXT NOT NULL, label TEXT NOT NULL, urgent INTEGER NOT NULL, due_on TEXT, sent_at TEXT, weight INTEGER, stops TEXT NOT NULL,
			notes TEXT NOT NULL, next_id TEXT REFERENCES parcels (id), secret TEXT NOT NULL, CHECK (weight >= 0)) STRICT`,
		`CREATE UNIQUE INDEX parcels_code_key ON parcels (code)`,
		`CREATE TABLE parcel_pieces (parcel_id TEXT NOT NULL REFERENCES parcels (id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
			PRIMARY KEY (parcel_id, position)) STRICT`,
	},
	testkit.Postgres: {
		`CREATE TABLE parcels (id TEXT COLLATE "C" PRIMARY KEY, version BIGINT NOT NULL, created_at TIMESTAMPTZ NOT NULL, updated_at TIMESTAMPTZ NOT NULL,
			code TEXT COLLATE "C" NOT NULL, label TEXT NOT NULL, urgent BOOLEAN NOT NULL, due_on DATE, sent_at TIMESTAMPTZ, weight BIGINT, stops TEXT NOT NULL,
			notes TEXT NOT NULL, next_id TEXT COLLATE "C" REFERENCES parcels (id), secret TEXT NOT NULL, CHECK (weight >= 0))`,
		`CREATE UNIQUE INDEX parcels_code_key ON parcels (code)`,
		`CREATE TABLE parcel_pieces (parcel_id TEXT COLLATE "C" NOT NULL REFERENCES parcels (id) ON DELETE CASCADE, position BIGINT NOT NULL, name TEXT NOT NULL,
			PRIMARY KEY (parcel_id, position))`,
	},
}

// bench is an open store with the tables of parcels and an actor.
type bench struct {
	*store.Store
	t   *testing.T
	ctx context.Context
}

var monday = time.Date(2026, time.June, 1, 1, 2, 3, 456789000, time.UTC)

// each runs fn on a fresh store of each kind.
func each(t *testing.T, fn func(t *testing.T, b bench)) {
	t.Helper()
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s, err := store.Open(t.Context(), db.URL)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		s.SetClock(func() time.Time { return monday })
		err = s.Internal(t.Context(), func(db *gorm.DB) error {
			for _, sql := range parcelTables[string(s.Dialect)] {
				if err := db.Exec(sql).Error; err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		actor := audit.Actor{PersonID: "person-1", Name: "試験係", Request: "req-1"}
		fn(t, bench{s, t, audit.With(t.Context(), actor)})
	})
}

func (b bench) write(fn func(tx *store.Tx) error) {
	b.t.Helper()
	if err := b.Write(b.ctx, fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b bench) create(p parcel) *parcel {
	b.t.Helper()
	b.write(func(tx *store.Tx) error { return store.Create(tx, &p, store.Why{}) })
	return &p
}

func (b bench) update(id string, version int64, why store.Why, change func(*parcel)) (*parcel, error) {
	var row *parcel
	err := b.Write(b.ctx, func(tx *store.Tx) (err error) {
		row, err = store.Update(tx, id, version, why, func(p *parcel) error { change(p); return nil })
		return err
	})
	return row, err
}

func (b bench) entries() []store.Entry {
	b.t.Helper()
	list, err := store.Scan[store.Entry](b.Read(b.ctx).Table("audit_entries").Order("id"))
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func (b bench) count(table string) int {
	b.t.Helper()
	n, err := store.Value[int](b.Read(b.ctx).Table(table).Select("count(*)"))
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

func wantCode(t *testing.T, err error, code fault.Code) *fault.Fault {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Code != code {
		t.Fatalf("got error %v, want a fault %q", err, code)
	}
	return f
}

func ptr[T any](v T) *T { return &v }

func full() parcel {
	return parcel{
		Code: "P-1", Label: "書留 – 速達", Urgent: true, DueOn: fiscal.MustDate("2026-06-30"), SentAt: store.At(monday.Add(-time.Hour)),
		Weight: ptr(int64(9007199254740991)), Stops: store.List[string]{"此花", "<b>\"'\\"}, Notes: store.Doc[note]{V: note{By: "a", Tags: map[string]int{"x": 1}}},
		Secret: "s3", Pieces: store.List[piece]{{Name: "一"}, {Name: "二"}},
	}
}

func TestEveryTypeComesBackAsItWent(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		whole := b.create(full())
		bare := b.create(parcel{Code: "P-2", NextID: store.Ref(whole.ID)})
		for _, want := range []*parcel{whole, bare} {
			got, err := store.Load[parcel](b.Read(b.ctx), want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if a, w := asJSON(t, got), asJSON(t, want); a != w {
				t.Errorf("read  %s\nwrote %s", a, w)
			}
			if got.Secret != want.Secret || !got.DueOn.IsZero() != !want.DueOn.IsZero() || !got.SentAt.Equal(want.SentAt.Time) {
				t.Errorf("read %+v, wrote %+v", got, want)
			}
		}
		if got, _ := store.Load[parcel](b.Read(b.ctx), whole.ID); got.CreatedAt.Time != monday || got.Version != 1 || got.CreatedAt.Location() != time.UTC {
			t.Errorf("base: %+v", got.Base)
		}
		nulls, err := store.Value[int](b.Read(b.ctx).Table("parcels").Select("count(*)").Where("due_on IS NULL AND sent_at IS NULL AND weight IS NULL"))
		if err != nil || nulls != 1 {
			t.Errorf("absent values must be NULL: %d, %v", nulls, err)
		}
		_, err = store.Load[parcel](b.Read(b.ctx), "nobody")
		if f := wantCode(t, err, fault.NotFound); f.Params["noun"] != "parcels" || f.Params["id"] != "nobody" {
			t.Errorf("missing: %v", f)
		}
	})
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCreateUpdateDeleteLeaveTheirEntries(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		b.SetClock(func() time.Time { return monday.Add(time.Minute) })
		changed, err := b.update(made.ID, 1, store.Why{Action: "submit", Reason: "期限"}, func(p *parcel) {
			p.Label, p.Urgent, p.Weight, p.DueOn = "", false, nil, fiscal.Date{} // zero values must be written
			p.Pieces = store.List[piece]{{Name: "三"}}
		})
		if err != nil {
			t.Fatal(err)
		}
		if changed.Version != 2 || changed.CreatedAt.Time != monday || changed.UpdatedAt.Time != monday.Add(time.Minute) {
			t.Errorf("base after the update: %+v", changed.Base)
		}
		got, err := store.Load[parcel](b.Read(b.ctx), made.ID)
		if err != nil || asJSON(t, got) != asJSON(t, changed) || got.Weight != nil || len(got.Pieces) != 1 {
			t.Errorf("after the update: %s, %v", asJSON(t, got), err)
		}
		b.write(func(tx *store.Tx) error { return store.Delete[parcel](tx, made.ID, 2, store.Why{Reason: "誤り"}) })
		if b.count("parcels") != 0 || b.count("parcel_pieces") != 0 {
			t.Error("the row or its parts are still there")
		}
		list := b.entries()
		if len(list) != 3 {
			t.Fatalf("%d entries, want 3", len(list))
		}
		for i, want := range []struct {
			action, reason string
			version        int64
			before, after  any
		}{
			{"create", "", 1, nil, made}, {"submit", "期限", 2, made, changed}, {"delete", "誤り", 2, changed, nil},
		} {
			e := list[i]
			if e.Action != want.action || e.Reason != want.reason || e.Version != want.version || e.Noun != "parcels" || e.RecordID != made.ID ||
				e.RootNoun != "parcels" || e.RootID != made.ID || e.PersonID != "person-1" || e.Actor.V.Name != "試験係" || e.Actor.V.Request != "req-1" {
				t.Errorf("entry %d: %+v", i, e)
			}
			for what, pair := range map[string][2]any{"before": {e.Before, want.before}, "after": {e.After, want.after}} {
				text, _ := pair[0].(*string)
				if (text == nil) != (pair[1] == nil) || (text != nil && *text != asJSON(t, pair[1])) {
					t.Errorf("entry %d %s: %v, want %s", i, what, text, asJSON(t, pair[1]))
				}
			}
		}
	})
}

func TestStaleWritesAreRefusedWithThePresentRow(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		if _, err := b.update(made.ID, 1, store.Why{}, func(p *parcel) { p.Label = "first" }); err != nil {
			t.Fatal(err)
		}
		_, err := b.update(made.ID, 1, store.Why{}, func(p *parcel) { p.Label = "second" })
		f := wantCode(t, err, fault.Stale)
		if now, ok := f.Current.(*parcel); !ok || now.Label != "first" || now.Version != 2 || len(now.Pieces) != 2 {
			t.Errorf("current: %+v", f.Current)
		}
		err = b.Write(b.ctx, func(tx *store.Tx) error { return store.Delete[parcel](tx, made.ID, 1, store.Why{}) })
		wantCode(t, err, fault.Stale)
		if _, err := b.update(made.ID, store.Latest, store.Why{}, func(p *parcel) { p.Label = "third" }); err != nil {
			t.Error(err)
		}
		if n := len(b.entries()); n != 3 {
			t.Errorf("%d entries, want 3: refused writes leave none", n)
		}
		_, err = b.update("nobody", 1, store.Why{}, func(*parcel) {})
		wantCode(t, err, fault.NotFound)
	})
}

func TestAnUpdateThatChangesNothingWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		first, second := full(), parcel{Code: "P-2"}
		for _, made := range []*parcel{b.create(first), b.create(second)} {
			got, err := b.update(made.ID, 1, store.Why{}, func(p *parcel) {
				// As a form sends it back: parts without their keys, nil where the database has an empty list.
				draft := first
				if p.Code == "P-2" {
					draft = second
				}
				draft.Base = p.Base
				*p = draft
			})
			if err != nil || got.Version != 1 {
				t.Errorf("%s: version %d, %v", made.Code, got.Version, err)
			}
		}
		if n := len(b.entries()); n != 2 {
			t.Errorf("%d entries, want 2", n)
		}
		for what, change := range map[string]func(*parcel){
			"a hidden column": func(p *parcel) { p.Secret = "other" },
			"a part":          func(p *parcel) { p.Pieces = store.List[piece]{{Name: "二"}, {Name: "一"}} },
			"a list":          func(p *parcel) { p.Stops = nil },
		} {
			before := len(b.entries())
			row := b.create(parcel{Code: what, Stops: store.List[string]{"x"}, Pieces: store.List[piece]{{Name: "一"}}})
			if got, err := b.update(row.ID, 1, store.Why{}, change); err != nil || got.Version != 2 || len(b.entries()) != before+2 {
				t.Errorf("%s: the change was not written: %+v, %v", what, got, err)
			}
		}
		row := b.create(parcel{Code: "reason"})
		if got, err := b.update(row.ID, 1, store.Why{Reason: "確認"}, func(*parcel) {}); err != nil || got.Version != 2 {
			t.Errorf("a write with a reason is a statement and always recorded: %v", err)
		}
	})
}

func TestAFailedUseCaseLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		broken := errors.New("stop here")
		err := b.Write(b.ctx, func(tx *store.Tx) error {
			if err := store.Create(tx, &parcel{Code: "P-9"}, store.Why{}); err != nil {
				return err
			}
			if _, err := store.Update(tx, made.ID, 1, store.Why{}, func(p *parcel) error { p.Pieces = nil; return nil }); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
		if b.count("parcels") != 1 || b.count("parcel_pieces") != 2 || len(b.entries()) != 1 {
			t.Error("a rolled back transaction left something")
		}
		if err := b.Write(context.Background(), func(*store.Tx) error { return nil }); err == nil {
			t.Error("a write without an actor was accepted")
		}
	})
}

func TestConcurrentEditsOneWins(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		const writers = 8
		failures := make(chan error, writers)
		for i := range writers {
			go func() {
				_, err := b.update(made.ID, 1, store.Why{}, func(p *parcel) { p.Label = fmt.Sprint("writer ", i) })
				failures <- err
			}()
		}
		won := 0
		for range writers {
			if err := <-failures; err == nil {
				won++
			} else {
				wantCode(t, err, fault.Stale)
			}
		}
		if won != 1 || len(b.entries()) != 2 {
			t.Errorf("%d of %d edits of one version were accepted, %d entries", won, writers, len(b.entries()))
		}
	})
}
