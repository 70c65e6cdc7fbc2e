package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

// build compiles the program once, as scripts/build does but without the app.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "mio-crash-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "mio")
	cmd := exec.Command("go", "build", "-mod=readonly", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := build(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// server is the real program on a database, killed and started again at will.
type server struct {
	t       *testing.T
	db      testkit.DB
	base    atomic.Value // string: where it listens now
	process *exec.Cmd
	log     bytes.Buffer
}

// startTime bounds a start on a machine that is busy with other tests.
const startTime = 20 * time.Second

func (s *server) start() {
	s.t.Helper()
	path, err := build()
	if err != nil {
		s.t.Fatal(err)
	}
	s.log.Reset()
	s.process = exec.Command(path, "serve")
	s.process.Env = append(os.Environ(), "MIO_DATABASE_URL="+s.db.URL, "MIO_ADDR=127.0.0.1:0", "MIO_LOG_LEVEL=error", "MIO_DATA="+s.t.TempDir())
	s.process.Stderr = &s.log
	out, err := s.process.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	lines := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(out).ReadString('\n')
		lines <- line
	}()
	select {
	case line := <-lines:
		_, address, found := strings.Cut(strings.TrimSpace(line), "http://")
		if !found {
			_ = s.process.Wait()
			s.t.Fatalf("it did not start: %q\n%s", line, s.log.String())
		}
		s.base.Store("http://" + address)
	case <-time.After(startTime):
		s.kill()
		s.t.Fatalf("it did not start in %s\n%s", startTime, s.log.String())
	}
}

// kill ends the process as a power cut would end it: without a word.
func (s *server) kill() {
	_ = s.process.Process.Kill() // SIGKILL to this process alone
	_ = s.process.Wait()
}

// stop asks it to end and expects that it does, in order.
func (s *server) stop() {
	s.t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.process.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			s.t.Errorf("it ended with %v\n%s", err, s.log.String())
		}
	case <-time.After(startTime):
		_ = s.process.Process.Kill()
		s.t.Errorf("it did not end in %s", startTime)
	}
}

const (
	kills       = 4
	longestLife = 900 * time.Millisecond
)

// TestKilledWhileWriting holds the program to its word: what it acknowledged is
// there exactly once after any number of sudden deaths, and nothing is half-made.
func TestKilledWhileWriting(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		t.Parallel()
		city := &place{}
		t.Run("city", func(t *testing.T) { // the test's own program ends with this subtest
			c := apptest.New(t, db)
			city.tax = c.Org("tax")
			city.pm, city.head, city.reviewer = c.Person("pm"), c.Person("head"), c.Person("reviewer")
		})
		s := &server{t: t, db: db}
		s.start()
		defer func() { s.kill() }()

		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var enough atomic.Bool
		var busy sync.WaitGroup
		workers := []worker{}
		for i := range 2 {
			workers = append(workers, &registrar{place: city, nr: i}, &applicant{place: city, nr: i})
		}
		for _, w := range workers {
			busy.Go(func() { work(ctx, s, w, &enough) })
		}
		for range kills {
			time.Sleep(100*time.Millisecond + rand.N(longestLife))
			s.kill()
			s.start()
		}
		time.Sleep(longestLife)
		enough.Store(true)
		busy.Wait()
		s.stop()

		st, err := store.Open(t.Context(), db.URL)
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		acknowledged := 0
		for _, w := range workers {
			if err := w.trouble(); err != nil {
				t.Errorf("%T: %v", w, err)
			}
			acknowledged += w.verify(t, st)
		}
		if acknowledged < 10*kills {
			t.Errorf("only %d acknowledged writes: the test shows little", acknowledged)
		}
		t.Logf("%d acknowledged writes, %d kills, %d retries of requests whose answer was lost", acknowledged, kills, lostAnswers(workers))
		verifyLedger(t, st)
		verifyDecisions(t, st)
		if st.Dialect == store.SQLite {
			verifyFile(t, st)
		}
	})
}

// work lets a worker do one step after another until enough is done. It stops
// between two steps only, so that every request has its answer.
func work(ctx context.Context, s *server, w worker, enough *atomic.Bool) {
	for !enough.Load() && ctx.Err() == nil {
		if !w.step(ctx, s) {
			return
		}
	}
}

// verifyLedger compares rows and ledger: each version of each row has exactly one
// entry, each entry its version, and the images follow on each other.
func verifyLedger(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	type entry struct {
		Noun, RecordID, Action string
		Version                int64
		Before, After          *string
	}
	entries, err := store.Scan[entry](s.Read(ctx).Table("audit_entries").Order("noun, record_id, version, id").
		Select("noun, record_id, action, version, before, after"))
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]entry{}
	for _, e := range entries {
		k := e.Noun + " " + e.RecordID
		before, known := last[k]
		switch {
		case !known && (e.Version != 1 || e.Before != nil || e.After == nil):
			t.Errorf("%s begins with %s of version %d", k, e.Action, e.Version)
		case known && e.Version != before.Version+1:
			t.Errorf("%s: version %d follows %d", k, e.Version, before.Version)
		case known && (e.Before == nil || !sameImage(t, *e.Before, *before.After)):
			t.Errorf("%s version %d: its before is not the after of version %d", k, e.Version, before.Version)
		}
		last[k] = e
	}
	tables, err := s.Schema(s.Read(ctx))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range tables {
		has := map[string]bool{}
		for _, c := range table.Columns {
			has[c.Name] = true
		}
		if !has["id"] || !has["version"] || table.Name == "audit_entries" {
			continue
		}
		type row struct {
			ID      string
			Version int64
		}
		list, err := store.Scan[row](s.Read(ctx).Table(table.Name).Select("id, version"))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			k := table.Name + " " + r.ID
			if e, known := last[k]; !known || e.Version != r.Version {
				t.Errorf("%s has version %d, its ledger ends at %d", k, r.Version, e.Version)
			}
			delete(last, k)
			rows++
		}
	}
	for k := range last {
		t.Errorf("%s stands in the ledger and nowhere else", k)
	}
	if rows < 30 {
		t.Errorf("only %d rows were compared", rows)
	}
}

// figures of a project follow from its other records and change without a
// version of its own.
var figures = []string{"declaredHealth", "reportedOn", "slipDays", "openBaselineOn", "nextGate", "gates"}

func sameImage(t *testing.T, a, b string) bool {
	t.Helper()
	images := make([]map[string]any, 2)
	for i, text := range []string{a, b} {
		if err := json.Unmarshal([]byte(text), &images[i]); err != nil {
			t.Fatal(err)
		}
		for _, f := range figures {
			delete(images[i], f)
		}
	}
	return reflect.DeepEqual(images[0], images[1])
}

// verifyDecisions holds both sides of a decision to each other: no application
// counts as decided without one, none is decided twice, no number is given twice.
func verifyDecisions(t *testing.T, s *store.Store) {
	t.Helper()
	for what, q := range map[string]string{
		"decided without a decision": `SELECT count(*) FROM gate_applications a WHERE a.outcome <> ''
			AND (SELECT count(*) FROM gate_decisions d WHERE d.application_id = a.id AND d.outcome = a.outcome) <> 1`,
		"a decision on an open application": `SELECT count(*) FROM gate_decisions d JOIN gate_applications a ON a.id = d.application_id WHERE a.outcome = ''`,
		"handed in by nobody":               `SELECT count(*) FROM gate_applications WHERE state <> 'draft' AND (submitted_at IS NULL OR submitted_by IS NULL)`,
		"prepared by nobody":                `SELECT count(*) FROM gate_applications a WHERE NOT EXISTS (SELECT 1 FROM gate_people p WHERE p.application_id = a.id AND p.role = 'preparer')`,
		"under review by nobody": `SELECT count(*) FROM gate_applications a WHERE a.started_at IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM gate_people p WHERE p.application_id = a.id AND p.role = 'reviewer')`,
	} {
		if n, err := store.Value[int](s.Read(t.Context()).Raw(q)); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", what, n, err)
		}
	}
}

func verifyFile(t *testing.T, s *store.Store) {
	t.Helper()
	found, err := store.Column[string](s.Read(t.Context()).Raw("SELECT * FROM pragma_integrity_check"))
	if err != nil || len(found) != 1 || found[0] != "ok" {
		t.Errorf("integrity check: %v, %v", found, err)
	}
	dangling, err := store.Value[int](s.Read(t.Context()).Raw("SELECT count(*) FROM pragma_foreign_key_check"))
	if err != nil || dangling != 0 {
		t.Errorf("%d references point nowhere, %v", dangling, err)
	}
}
