package disasters_test

import (
	"runtime"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/store"
)

// during does something while another transaction holds the disaster, and waits until it is held up or through. SQLite has one
// writer, so nothing can be through there before that transaction is.
func during(t *testing.T, c *apptest.City, id, sql string, act func() *apptest.Response) *apptest.Response {
	t.Helper()
	got := make(chan *apptest.Response, 1)
	err := c.Store.Write(audit.With(t.Context(), audit.System), func(tx *store.Tx) error {
		if err := tx.Lock("disaster " + id); err != nil {
			return err
		}
		if err := tx.Internal(func(db *gorm.DB) error { return db.Exec(sql, id).Error }); err != nil {
			return err
		}
		go func() { got <- act() }()
		for tx.Dialect == store.Postgres {
			waits, err := store.Value[int](c.Store.Read(t.Context()).Raw(`SELECT count(*) FROM pg_locks
				WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`))
			if err != nil || waits > 0 {
				return err
			}
			if len(got) > 0 {
				t.Error("it did not wait for who holds the disaster")
				return nil
			}
			runtime.Gosched()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return <-got
}

// TestAReportAndTheEndComeOneAfterTheOther takes nothing once the end is under way, and sees in the end what was under way.
func TestAReportAndTheEndComeOneAfterTheOther(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		tax := system(c, "SYS-1", "tax", "critical", "operation")
		d := declare(c)
		id := d.Str("id")
		path := "/disasters/" + id
		c.As("pm").Get(path).Want(200)
		late := report(c, "pm", "late", tax, "up")
		r := during(t, c, id, "UPDATE disasters SET state = 'ended', ended_at = started_at WHERE id = ?", func() *apptest.Response {
			return c.As("pm").Post(path+"/reports", late)
		})
		if r.Status != 409 || r.Str("params.reason") != "disaster_ended" || count(t, c) != 0 {
			t.Errorf("%d %s", r.Status, r.Raw)
		}
		// The end waits for whoever holds it, and finds the version that is there then.
		d = declare(c)
		id = d.Str("id")
		r = during(t, c, id, "UPDATE disasters SET version = version + 1 WHERE id = ?", func() *apptest.Response {
			return c.As("ict").Post("/disasters/"+id+"/end", map[string]any{}, apptest.IfMatch(d.ETag))
		})
		if r.WantCode("stale"); r.Status != 412 {
			t.Errorf("%d %s", r.Status, r.Raw)
		}
	})
}
