package store_test

import (
	"errors"
	"testing"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// TestBulkRestores wants the safety settings back after a bulk write, whether it
// went well or not, and what it wrote to be there.
func TestBulkRestores(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		url := db.URL
		if db.Name == testkit.Postgres {
			url += "&synchronous_commit=on" // a server for tests may have turned it off
		}
		s, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		ctx := audit.With(t.Context(), audit.System)
		count := func() (n int64) {
			t.Helper()
			err := s.Write(ctx, func(tx *store.Tx) (err error) {
				n, err = tx.Next("bulk")
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		setting := func() (v string) {
			t.Helper()
			err := s.Write(ctx, func(tx *store.Tx) (err error) {
				query := "SELECT current_setting('synchronous_commit')"
				if s.Dialect == store.SQLite {
					query = "SELECT synchronous FROM pragma_synchronous"
				}
				v, err = store.Value[string](tx.Raw(query))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		safe := setting()
		broken := errors.New("broken")
		for _, want := range []error{nil, broken} {
			var inside string
			err := s.Bulk(t.Context(), func() error {
				inside = setting()
				count()
				return want
			})
			if !errors.Is(err, want) {
				t.Fatalf("Bulk: %v, want %v", err, want)
			}
			if inside == safe {
				t.Errorf("inside a bulk write the setting is still %s", inside)
			}
			if got := setting(); got != safe {
				t.Errorf("after a bulk write the setting is %s, not %s", got, safe)
			}
		}
		if n := count(); n != 3 {
			t.Errorf("the count stands at %d, want 3", n)
		}
	})
}
