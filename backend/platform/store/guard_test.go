package store_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

func TestWritesPastTheVerbsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		made := b.create(full())
		before := b.count("parcels")
		attempts := map[string]func(db *gorm.DB) error{
			"Create":       func(db *gorm.DB) error { return db.Create(&parcel{Code: "X"}).Error },
			"Save":         func(db *gorm.DB) error { return db.Save(made).Error },
			"Updates":      func(db *gorm.DB) error { return db.Model(made).Updates(map[string]any{"label": "x"}).Error },
			"UpdateColumn": func(db *gorm.DB) error { return db.Model(made).UpdateColumn("label", "x").Error },
			"Delete":       func(db *gorm.DB) error { return db.Delete(made).Error },
			"Exec":         func(db *gorm.DB) error { return db.Exec("DELETE FROM parcels").Error },
			"Raw":          func(db *gorm.DB) error { return rawRows(db, "DELETE FROM parcels RETURNING id") },
			"Raw row": func(db *gorm.DB) error {
				_, err := store.Value[string](db.Raw("UPDATE parcels SET label = 'x' RETURNING id"))
				return err
			},
			"Raw scan": func(db *gorm.DB) error {
				var id string
				return db.Raw("UPDATE parcels SET label = 'x' RETURNING id").Scan(&id).Error
			},
			"CTE": func(db *gorm.DB) error {
				return rawRows(db, "WITH gone AS (DELETE FROM parcels RETURNING id) SELECT id FROM gone")
			},
			"CreateInBatches": func(db *gorm.DB) error { return db.CreateInBatches([]parcel{{Code: "X"}}, 10).Error },
		}
		for what, attempt := range attempts {
			if err := attempt(b.Read(b.ctx)); b.count("parcels") != before || err == nil || !strings.Contains(err.Error(), "writes go through") {
				t.Errorf("%s on a read handle: %v", what, err)
			}
			err := b.Write(b.ctx, func(tx *store.Tx) error {
				// A verb before it must not leave the door open.
				if err := store.Create(tx, &parcel{Code: "Y"}, store.Why{}); err != nil {
					return err
				}
				return attempt(tx.DB)
			})
			if err == nil || !strings.Contains(err.Error(), "writes go through") {
				t.Errorf("%s in a transaction: %v", what, err)
			}
		}
		if b.count("parcels") != before {
			t.Error("a refused write changed something")
		}
		for _, query := range []string{"SELECT id FROM parcels", " (SELECT id FROM parcels)", "WITH p AS (SELECT id, updated_at FROM parcels) SELECT id FROM p"} {
			if strings.HasPrefix(query, " (") && b.Dialect == store.SQLite {
				continue // SQLite has no such syntax
			}
			if err := rawRows(b.Read(b.ctx), query); err != nil {
				t.Errorf("%s: %v", query, err)
			}
		}
	})
}

func rawRows(db *gorm.DB, sql string) error {
	_, err := store.Column[string](db.Raw(sql))
	return err
}

func TestTheLedgerCannotBeChanged(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.create(full())
		statements := []string{"UPDATE audit_entries SET reason = 'x'", "DELETE FROM audit_entries"}
		if b.Dialect == store.Postgres {
			statements = append(statements, "TRUNCATE audit_entries", "TRUNCATE audit_entries CASCADE")
		}
		for _, sql := range statements {
			err := b.Internal(b.ctx, func(db *gorm.DB) error { return db.Exec(sql).Error })
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", sql, err)
			}
		}
		if len(b.entries()) != 1 {
			t.Error("the ledger changed")
		}
	})
}

func TestASnapshotSeesOneMomentAndWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.create(full())
		err := b.Snapshot(b.ctx, func(db *gorm.DB) error {
			for range 2 {
				n, err := store.Value[int](db.Table("parcels").Select("count(*)"))
				if err != nil || n != 1 {
					t.Errorf("the snapshot sees %d rows, %v", n, err)
				}
				b.create(parcel{Code: store.NewID()})
			}
			return nil
		})
		if err != nil || b.count("parcels") != 3 {
			t.Errorf("%d rows afterwards, %v", b.count("parcels"), err)
		}
	})
}
