package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

func TestAnSQLiteFileIsTheOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder with spaces & 日本", "mio.db")
	s, err := store.Open(t.Context(), "sqlite://"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{path, path + "-wal"} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
	err = s.Read(t.Context()).Set("mio:door", true).Exec("DELETE FROM stamps").Error
	if err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Errorf("the read pool writes: %v", err)
	}
}

func TestOpenRefusesWhatItCannotServe(t *testing.T) {
	for _, url := range []string{"", "mysql://x", "mio.db", "postgres://127.0.0.1:1/none?connect_timeout=1", "postgres://%zz"} {
		if s, err := store.Open(t.Context(), url); err == nil {
			t.Errorf("%q was opened", url)
			_ = s.Close()
		}
	}
}

func TestDescribe(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		s, err := store.Open(t.Context(), db.URL)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		info, err := s.Describe(t.Context())
		if err != nil || info.Encoding != "UTF8" || len(info.Settings) < 2 || !info.LastWrite.IsZero() {
			t.Errorf("%+v, %v", info, err)
		}
		if s.Dialect == store.Postgres && (info.Major < store.MinPostgres || info.Now.IsZero()) {
			t.Errorf("%+v", info)
		}
		if err := s.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec("SELECT 1").Error }); err != nil {
			t.Error(err)
		}
	})
}
