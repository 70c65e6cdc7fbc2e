package store_test

import (
	"errors"
	"testing"
	"time"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

func TestBrokenConstraintsNameTheField(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		create := func(p parcel) error {
			return b.Write(b.ctx, func(tx *store.Tx) error { return store.Create(tx, &p, store.Why{}) })
		}
		for field, p := range map[string]parcel{"code": {Code: made.Code}, "id": {Base: store.Base{ID: made.ID}, Code: "P-2"}} {
			f := wantCode(t, create(p), fault.Invalid)
			if len(f.Fields) != 1 || f.Fields[0].Field != field || f.Fields[0].Rule != "duplicate" || f.Cause == nil {
				t.Errorf("duplicate %s: %+v", field, f)
			}
		}
		if f := wantCode(t, create(parcel{Code: "P-3", NextID: "nobody"}), fault.Conflict); f.Params["reason"] != "in_use" {
			t.Errorf("foreign key: %v", f)
		}
		if f := wantCode(t, create(parcel{Code: "P-4", Weight: ptr(int64(-1))}), fault.Conflict); f.Params["reason"] != "constraint" {
			t.Errorf("check: %v", f)
		}
		b.create(parcel{Code: "P-5", NextID: store.Ref(made.ID)})
		err := b.Write(b.ctx, func(tx *store.Tx) error { return store.Delete[parcel](tx, made.ID, 1, store.Why{}) })
		if f := wantCode(t, err, fault.Conflict); f.Params["reason"] != "in_use" {
			t.Errorf("delete of what others point at: %v", f)
		}
		if b.count("parcels") != 2 || len(b.entries()) != 2 {
			t.Error("a refused write left something")
		}
	})
}

func TestAFaultKeepsTheNameThatAUseCaseGaveIt(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		err := b.Write(b.ctx, func(tx *store.Tx) error {
			err := store.Create(tx, &parcel{Code: made.Code}, store.Why{})
			f := fault.Clash("wrong_state", fault.Params{"by": "use case"})
			f.Cause = err
			return f
		})
		if f := wantCode(t, err, fault.Conflict); f.Params["by"] != "use case" {
			t.Errorf("the fault of the use case was replaced: %v", f)
		}
	})
}

func TestTextThatPostgreSQLCannotHoldIsNoDefectOfOurs(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		_, err := store.Value[int](b.Read(b.ctx).Table("parcels").Select("count(*)").Where("code = ?", "a\x00b"))
		var f *fault.Fault
		if err != nil && (!errors.As(err, &f) || f.Code != fault.Malformed) {
			t.Errorf("a NUL in a query: %v", err)
		}
	})
}

func TestStatementsAreCounted(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		ctx, n := store.CountStatements(b.ctx)
		for range 3 {
			if _, err := store.Value[int](b.Read(ctx).Table("parcels").Select("count(*)")); err != nil {
				t.Fatal(err)
			}
		}
		if n.Load() != 3 {
			t.Errorf("counted %d statements, want 3", n.Load())
		}
	})
}

func TestFacets(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		for _, c := range []string{"A", "B", "C"} {
			b.create(parcel{Code: c, Label: "box", Urgent: c == "A"})
		}
		got, err := store.CountBy(b.Read(b.ctx).Table("parcels").Where("code <> ?", "B"), "label")
		if err != nil || got["label"]["box"] != 2 {
			t.Errorf("facets: %v, %v", got, err)
		}
		ctx, n := store.CountStatements(b.ctx)
		got, err = store.CountBy(b.Read(ctx).Table("parcels"), "code", "label")
		if err != nil || len(got["code"]) != 3 || got["code"]["B"] != 1 || got["label"]["box"] != 3 || n.Load() != 1 {
			t.Errorf("two properties in %d statements: %v, %v", n.Load(), got, err)
		}
	})
}

func TestEveryListedTableIsDescribed(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		tables, err := b.Schema(b.Read(b.ctx))
		if err != nil {
			t.Fatal(err)
		}
		byName := map[string]store.Table{}
		for _, x := range tables {
			byName[x.Name] = x
		}
		p, pieces := byName["parcels"], byName["parcel_pieces"]
		if len(p.Columns) != 14 || len(p.Key) != 1 || len(p.Unique) != 1 || p.Unique[0].Columns[0] != "code" || len(p.Foreign) != 1 || p.Foreign[0].Table != "parcels" {
			t.Errorf("parcels: %+v", p)
		}
		if len(pieces.Key) != 2 || pieces.Foreign[0].OnDelete != "CASCADE" || pieces.Foreign[0].Targets[0] != "id" {
			t.Errorf("parcel_pieces: %+v", pieces)
		}
		for _, c := range p.Columns {
			want := map[string]bool{"due_on": true, "sent_at": true, "weight": true, "next_id": true}[c.Name]
			if c.Nullable != want {
				t.Errorf("%s: nullable %v", c.Name, c.Nullable)
			}
			if kind := map[string]store.Kind{"due_on": store.KindDate, "sent_at": store.KindTime, "urgent": store.KindBool, "weight": store.KindInt}[c.Name]; b.Dialect == store.Postgres && kind != "" && c.Kind != kind {
				t.Errorf("%s: kind %s, want %s", c.Name, c.Kind, kind)
			}
		}
		if _, there := byName["goose_db_version"]; there {
			t.Error("goose's own table is listed")
		}
	})
}

func TestIdempotencyKeys(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		key := store.Key{Person: "person-1", Key: "form-1", Digest: "d1"}
		keyed := bench{b.Store, t, store.WithKey(b.ctx, key)}
		if _, found, err := b.FindAnswer(b.ctx, key); found || err != nil {
			t.Fatalf("an unused key: found %v, %v", found, err)
		}
		made := keyed.create(parcel{Code: "P-1"})
		a, found, err := b.FindAnswer(b.ctx, key)
		if err != nil || !found || a.Status != 0 || a.Digest != "d1" {
			t.Fatalf("a claimed key whose answer was lost: %+v, %v, %v", a, found, err)
		}
		err = keyed.Write(keyed.ctx, func(tx *store.Tx) error { return store.Create(tx, &parcel{Code: "P-2"}, store.Why{}) })
		if f := wantCode(t, err, fault.Conflict); f.Params["reason"] != "already_done" {
			t.Errorf("a second write under the key: %v", f)
		}
		if b.count("parcels") != 1 {
			t.Error("the repeated write was made")
		}
		if err := b.KeepAnswer(b.ctx, key, store.Answer{Status: 201, Body: asJSON(t, made), ETag: `"1"`}); err != nil {
			t.Fatal(err)
		}
		if a, found, err = b.FindAnswer(b.ctx, key); !found || err != nil || a.Status != 201 || a.ETag != `"1"` || a.Body != asJSON(t, made) {
			t.Errorf("the kept answer: %+v, %v", a, err)
		}
		other := store.Key{Person: "person-2", Key: "form-1", Digest: "d1"}
		if _, found, _ := b.FindAnswer(b.ctx, other); found {
			t.Error("a key of one person answers another")
		}
		// A failed use case gives its key back.
		failing := store.Key{Person: "person-1", Key: "form-2", Digest: "d2"}
		err = b.Write(store.WithKey(b.ctx, failing), func(*store.Tx) error { return errors.New("no") })
		if _, found, _ := b.FindAnswer(b.ctx, failing); err == nil || found {
			t.Error("a failed write keeps its key")
		}
		b.SetClock(func() time.Time { return monday.Add(store.KeyLifetime + time.Second) })
		if err := b.ForgetKeys(b.ctx); err != nil {
			t.Fatal(err)
		}
		if _, found, _ := b.FindAnswer(b.ctx, key); found {
			t.Error("a key outlives its lifetime")
		}
	})
}

func TestOneKeyManyRequestsOneWrite(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		const requests = 6
		ctx := store.WithKey(b.ctx, store.Key{Person: "person-1", Key: "k", Digest: "d"})
		errs := make(chan error, requests)
		for range requests {
			go func() {
				errs <- b.Write(ctx, func(tx *store.Tx) error { return store.Create(tx, &parcel{Code: store.NewID()}, store.Why{}) })
			}()
		}
		made := 0
		for range requests {
			if err := <-errs; err == nil {
				made++
			} else {
				wantCode(t, err, fault.Conflict)
			}
		}
		if made != 1 || b.count("parcels") != 1 {
			t.Errorf("%d writes under one key, %d rows", made, b.count("parcels"))
		}
	})
}
