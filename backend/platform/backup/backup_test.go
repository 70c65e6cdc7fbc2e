package backup_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/backup"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// crates has every kind of column, and rows that come before the row they point at.
var crates = map[string]string{
	testkit.SQLite: `CREATE TABLE crates (id TEXT NOT NULL PRIMARY KEY, parent TEXT REFERENCES crates (id), on_day TEXT, at TEXT, flag INTEGER, number INTEGER,
		share REAL, raw BLOB, words TEXT NOT NULL) STRICT`,
	testkit.Postgres: `CREATE TABLE crates (id TEXT COLLATE "C" PRIMARY KEY, parent TEXT COLLATE "C" REFERENCES crates (id), on_day DATE, at TIMESTAMPTZ, flag BOOLEAN, number BIGINT,
		share DOUBLE PRECISION, raw BYTEA, words TEXT NOT NULL)`,
}

func prepare(t *testing.T, s *store.Store) {
	t.Helper()
	must(t, s.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec(crates[string(s.Dialect)]).Error }))
}

func load(t *testing.T, s *store.Store) {
	t.Helper()
	must(t, s.Internal(t.Context(), func(db *gorm.DB) error {
		insert := "INSERT INTO crates (id, parent, on_day, at, flag, number, share, raw, words) VALUES (?,?,?,?,?,?,?,?,?)"
		for _, row := range [][]any{
			{"m", nil, "2026-02-28", "2026-02-28T15:00:00.000001Z", true, int64(9007199254740993), 0.1, []byte{0, 255, 10}, "改行\n\"引用\" <&> \\ 𠮷\u2028"},
			{"a", "m", "0001-01-01", "1999-12-31T23:59:59.999999Z", false, int64(-1), -1e300, []byte{}, ""},
			{"z", "a", nil, nil, nil, nil, nil, nil, "NULL"},
			{"B", "z", "9999-12-31", nil, true, int64(0), 3.0, nil, "あ"},
		} {
			if err := db.Exec(insert, row...).Error; err != nil {
				return err
			}
		}
		// More than one batch, each pointing at the next: the file has every row before the one it needs.
		for i := 499; i >= 0; i-- {
			parent := any(fmt.Sprintf("n%03d", i+1))
			if i == 499 {
				parent = nil
			}
			if err := db.Exec("INSERT INTO crates (id, parent, words) VALUES (?,?,?)", fmt.Sprintf("n%03d", i), parent, strings.Repeat("語", i)).Error; err != nil {
				return err
			}
		}
		return nil
	}))
}

// city is a running city with a little of everything.
func city(t *testing.T, kind string) *store.Store {
	t.Helper()
	c := apptest.New(t, testkit.Fresh(t, kind))
	prepare(t, c.Store)
	load(t, c.Store)
	pm := c.As("pm")
	for i := range 3 {
		pm.Post("/systems", map[string]any{
			"code": fmt.Sprintf("SYS-%d", i), "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "my_number",
			"criticality": "critical", "citizenFacing": i == 1, "phase": "operation", "contractEndsOn": "2027-03-31", "functions": []string{"収納管理"},
		}, apptest.Header("Idempotency-Key", fmt.Sprint("k", i))).Want(201)
	}
	return c.Store
}

// empty is a migrated database without a row.
func empty(t *testing.T, kind string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), testkit.Fresh(t, kind).URL)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	prepare(t, s)
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func take(t *testing.T, s *store.Store) ([]byte, backup.Manifest) {
	t.Helper()
	var b bytes.Buffer
	m, err := backup.Write(t.Context(), s, "1.2.3", &b)
	must(t, err)
	return b.Bytes(), m
}

func restore(ctx context.Context, s *store.Store, file []byte) (backup.Manifest, error) {
	return backup.Restore(ctx, s, bytes.NewReader(file), int64(len(file)))
}

func rows(t *testing.T, s *store.Store) int64 {
	t.Helper()
	_, m := take(t, s)
	return m.Rows()
}

func kinds() []string { return []string{testkit.SQLite, testkit.Postgres} }

func TestRoundTripOnAndBetweenBothDatabases(t *testing.T) {
	for _, from := range kinds() {
		for _, to := range kinds() {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				source, target := city(t, from), empty(t, to)
				file, m := take(t, source)
				restored, err := restore(t.Context(), target, file)
				must(t, err)
				if !reflect.DeepEqual(restored, m) {
					t.Errorf("the manifest that was read differs:\n%+v\n%+v", restored, m)
				}
				_, again := take(t, target)
				for i, want := range m.Tables {
					if got := again.Tables[i]; got != want {
						t.Errorf("table %s: %+v, want %+v", want.Name, got, want)
					}
				}
				if m.Rows() < 550 || m.Program != "1.2.3" || string(m.Dialect) != from || m.Schema == 0 {
					t.Errorf("manifest: %+v", m)
				}
				// The restored city is at work: its ledger is closed to changes and open to entries.
				ctx := audit.With(t.Context(), audit.System)
				err = target.Internal(ctx, func(db *gorm.DB) error { return db.Exec("DELETE FROM audit_entries").Error })
				if err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("the restored ledger can be changed: %v", err)
				}
				stamp, err := store.Value[int](target.Read(ctx).Table("stamps").Where("name = 'access'").Select("value"))
				if err != nil || stamp < 2 {
					t.Errorf("running programs are not told to forget: stamp %d, %v", stamp, err)
				}
			})
		}
	}
}

func TestSecretsOfTheMomentStayBehind(t *testing.T) {
	source := city(t, testkit.SQLite)
	file, m := take(t, source)
	for _, name := range []string{"sessions", "idempotency_keys", "sign_in_failures"} {
		if m.LeftOut[name] == "" {
			t.Errorf("the manifest does not name %s", name)
		}
		if _, err := open(t, file).Open("tables/" + name + ".jsonl"); err == nil {
			t.Errorf("%s is in the copy", name)
		}
	}
	if _, err := open(t, file).Open("tables/goose_db_version.jsonl"); err == nil {
		t.Error("the table of migrations is in the copy")
	}
}

func open(t *testing.T, file []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	return z
}

func TestOneMomentWhileOthersWrite(t *testing.T) {
	for _, kind := range kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := empty(t, kind)
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				for i := 0; ctx.Err() == nil; i++ {
					// A sequence and a crate are written together: a copy must hold both or neither.
					err := s.Internal(t.Context(), func(db *gorm.DB) error {
						id := fmt.Sprintf("s%05d", i)
						if err := db.Exec("INSERT INTO sequences (name, value) VALUES (?, 1)", id).Error; err != nil {
							return err
						}
						return db.Exec("INSERT INTO crates (id, words) VALUES (?, '')", id).Error
					})
					if err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
			for range 5 {
				_, m := take(t, s)
				counts := map[string]int64{}
				for _, x := range m.Tables {
					counts[x.Name] = x.Rows
				}
				if counts["sequences"] != counts["crates"] {
					t.Errorf("a copy of two moments: %v", counts)
				}
			}
			stop()
			must(t, <-done)
		})
	}
}

// rewrite copies a zip and passes each entry through change; nil drops it.
func rewrite(t *testing.T, file []byte, change func(name string, body []byte) []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range open(t, file).File {
		r, err := f.Open()
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		if body = change(f.Name, body); body == nil {
			continue
		}
		e, err := w.Create(f.Name)
		must(t, err)
		_, err = e.Write(body)
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

func TestADamagedOrForeignFileIsRefusedAndNothingWritten(t *testing.T) {
	file, _ := take(t, city(t, testkit.SQLite))
	edit := func(entry string, f func(string) string) []byte {
		return rewrite(t, file, func(name string, body []byte) []byte {
			if name == entry {
				return []byte(f(string(body)))
			}
			return body
		})
	}
	manifest := func(change func(m map[string]any)) []byte {
		return edit("manifest.json", func(s string) string {
			var m map[string]any
			must(t, json.Unmarshal([]byte(s), &m))
			change(m)
			out, err := json.Marshal(m)
			must(t, err)
			return string(out)
		})
	}
	flipped := bytes.Clone(file)
	flipped[middleOf(t, file, "tables/systems.jsonl")] ^= 0x40
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty":           {nil, backup.ErrDamaged},
		"no zip":          {[]byte("SQLite format 3\x00"), backup.ErrDamaged},
		"cut short":       {file[:len(file)*2/3], backup.ErrDamaged},
		"cut at the end":  {file[:len(file)-1], backup.ErrDamaged},
		"a bit flipped":   {flipped, backup.ErrDamaged},
		"a value changed": {edit("tables/systems.jsonl", func(s string) string { return strings.Replace(s, "SYS-1", "SYS-9", 1) }), backup.ErrDamaged},
		"a line removed":  {edit("tables/people.jsonl", func(s string) string { return s[strings.IndexByte(s, '\n')+1:] }), backup.ErrDamaged},
		"a table removed": {rewrite(t, file, func(n string, b []byte) []byte {
			if n == "tables/accounts.jsonl" {
				return nil
			}
			return b
		}), backup.ErrDamaged},
		"without a manifest": {rewrite(t, file, func(n string, b []byte) []byte {
			if n == "manifest.json" {
				return nil
			}
			return b
		}), backup.ErrDamaged},
		"broken manifest":    {edit("manifest.json", func(s string) string { return s[:len(s)/2] }), backup.ErrDamaged},
		"of another layout":  {manifest(func(m map[string]any) { m["format"] = 99 }), backup.ErrSchema},
		"of an older schema": {manifest(func(m map[string]any) { m["schemaVersion"] = 1 }), backup.ErrSchema},
		"with fewer tables":  {manifest(func(m map[string]any) { m["tables"] = m["tables"].([]any)[1:] }), backup.ErrSchema},
	} {
		for _, kind := range kinds() {
			t.Run(name+" into "+kind, func(t *testing.T) {
				t.Parallel()
				target := empty(t, kind)
				if _, err := restore(t.Context(), target, c.file); !errors.Is(err, c.want) {
					t.Errorf("error %v, want %v", err, c.want)
				}
				if n := rows(t, target); n != 0 {
					t.Errorf("%d rows were written", n)
				}
			})
		}
	}
}

func TestAFullDatabaseIsNotTouched(t *testing.T) {
	for _, kind := range kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			target := city(t, kind)
			file, before := take(t, target)
			if _, err := restore(t.Context(), target, file); !errors.Is(err, backup.ErrNotEmpty) {
				t.Errorf("error %v", err)
			}
			if _, after := take(t, target); !reflect.DeepEqual(after.Tables, before.Tables) {
				t.Error("the refused restore changed something")
			}
		})
	}
}

func TestAFailureHalfWayLeavesTheDatabaseEmpty(t *testing.T) {
	for _, kind := range kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			file, _ := take(t, city(t, testkit.SQLite))
			target := empty(t, kind)
			// A constraint that the copy does not know: its last rows break it.
			must(t, target.Internal(t.Context(), func(db *gorm.DB) error {
				return db.Exec("CREATE UNIQUE INDEX one_name ON systems (name)").Error
			}))
			if _, err := restore(t.Context(), target, file); err == nil {
				t.Error("no error")
			}
			if n := rows(t, target); n != 0 {
				t.Errorf("%d rows stayed", n)
			}
		})
	}
}

// middleOf is the place of a byte within what an entry holds: the heads between entries are told twice, and read once.
func middleOf(t *testing.T, file []byte, name string) int64 {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	for _, f := range z.File {
		if f.Name == name {
			at, err := f.DataOffset()
			must(t, err)
			return at + int64(f.CompressedSize64/2)
		}
	}
	t.Fatalf("no %s in the backup", name)
	return 0
}
