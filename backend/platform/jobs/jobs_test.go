package jobs_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/testkit"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	os.Exit(m.Run())
}

// quick are options under which a test need not wait.
var quick = jobs.Options{
	Workers: 4, Lease: 300 * time.Millisecond, Poll: 20 * time.Millisecond, Attempts: 3, Grace: 50 * time.Millisecond,
	Backoff: func(int) time.Duration { return 10 * time.Millisecond },
}

type args struct{ N int }

func each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) { f(t, open(t, db)) })
}

func open(t *testing.T, db testkit.DB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// start runs a queue until the returned function is called or the test ends.
func start(t *testing.T, q *jobs.Queue) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); q.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return stop
}

func enqueue(t *testing.T, s *store.Store, q *jobs.Queue, n int, at time.Time) {
	t.Helper()
	err := s.Write(audit.With(t.Context(), audit.System), func(tx *store.Tx) error {
		return q.Enqueue(tx, "test", args{n}, at)
	})
	if err != nil {
		t.Fatal(err)
	}
	q.Wake()
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

// ended counts the jobs that ended, by whether they kept an error.
func ended(t *testing.T, s *store.Store, failed bool) int {
	t.Helper()
	where := "done_at IS NOT NULL AND last_error = ''"
	if failed {
		where = "done_at IS NOT NULL AND last_error <> ''"
	}
	n, err := store.Value[int](s.Read(t.Context()).Table("jobs").Where(where).Select("count(*)"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTwoQueuesNeverRunOneJobAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const total = 40
		var mu sync.Mutex
		active, runs, clash := map[int]bool{}, map[int]int{}, false
		h := jobs.On(func(_ context.Context, a args) error {
			mu.Lock()
			clash = clash || active[a.N]
			active[a.N] = true
			runs[a.N]++
			mu.Unlock()
			time.Sleep(3 * time.Millisecond)
			mu.Lock()
			active[a.N] = false
			mu.Unlock()
			return nil
		}, nil)
		one, two := jobs.New(s, quick), jobs.New(s, quick)
		one.Handle("test", h)
		two.Handle("test", h)
		for n := range total {
			enqueue(t, s, one, n, time.Time{})
		}
		start(t, one)
		start(t, two)
		until(t, "all jobs ended", func() bool { return ended(t, s, false) == total })
		mu.Lock()
		defer mu.Unlock()
		if clash || len(runs) != total {
			t.Fatalf("clash %v, %d different jobs ran, want %d", clash, len(runs), total)
		}
		for n, times := range runs {
			if times != 1 {
				t.Errorf("job %d ran %d times", n, times)
			}
		}
	})
}

func TestEnqueueRollsBackWithItsTransaction(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		q := jobs.New(s, quick)
		boom := errors.New("boom")
		err := s.Write(audit.With(t.Context(), audit.System), func(tx *store.Tx) error {
			if err := q.Enqueue(tx, "test", args{1}, time.Time{}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		n, err := store.Value[int](s.Read(t.Context()).Table("jobs").Select("count(*)"))
		if err != nil || n != 0 {
			t.Fatalf("%d jobs, %v", n, err)
		}
	})
}

func TestFailureIsRetriedAndThenDead(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var tries, told atomic.Int64
		q := jobs.New(s, quick)
		q.Handle("test", jobs.On(func(_ context.Context, a args) error {
			tries.Add(1)
			switch {
			case a.N == 1 && tries.Load() < 3:
				return errors.New("not yet")
			case a.N == 2:
				panic("never")
			case a.N == 3:
				return jobs.Final(errors.New("no use"))
			}
			return nil
		}, func(_ context.Context, _ args, err error) error {
			told.Add(1)
			if err == nil {
				t.Error("told without a cause")
			}
			return nil
		}))
		start(t, q)
		enqueue(t, s, q, 1, time.Time{})
		until(t, "third attempt succeeds", func() bool { return ended(t, s, false) == 1 })
		if tries.Load() != 3 {
			t.Fatalf("%d attempts", tries.Load())
		}
		enqueue(t, s, q, 2, time.Time{})
		until(t, "dead after all attempts", func() bool { return ended(t, s, true) == 1 })
		if tries.Load() != 6 || told.Load() != 1 {
			t.Fatalf("%d attempts, told %d times", tries.Load(), told.Load())
		}
		enqueue(t, s, q, 3, time.Time{})
		until(t, "dead at once", func() bool { return ended(t, s, true) == 2 })
		if tries.Load() != 7 || told.Load() != 2 {
			t.Fatalf("%d attempts, told %d times", tries.Load(), told.Load())
		}
	})
}

func TestLeaseThatRanOutIsTakenOver(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		clock := still(s)
		q := jobs.New(s, quick)
		enqueue(t, s, q, 7, time.Time{})
		var ran atomic.Int64
		dead := jobs.New(s, quick)
		dead.Handle("test", jobs.On(func(ctx context.Context, _ args) error {
			<-ctx.Done() // holds the job until its program stops
			return ctx.Err()
		}, nil))
		stop := start(t, dead)
		until(t, "first worker took it", func() bool { return leased(t, s) })
		q.Handle("test", jobs.On(func(context.Context, args) error { ran.Add(1); return nil }, nil))
		start(t, q)
		// Its sign of life is a lease that grows; between two of them the city's clock may go on by less than a lease.
		for range 4 {
			before := leasedUntil(t, s)
			clock.Add(int64(quick.Lease / 2))
			until(t, "a sign of life", func() bool { return leasedUntil(t, s).After(before) })
		}
		if ran.Load() != 0 {
			t.Fatal("taken over although the first worker shows signs of life")
		}
		stop()
		until(t, "given back and run", func() bool { return ran.Load() == 1 && ended(t, s, false) == 1 })
	})
}

// still stops the store's clock; what is returned moves it on, in nanoseconds.
func still(s *store.Store) *atomic.Int64 {
	var on atomic.Int64
	now := time.Now()
	s.SetClock(func() time.Time { return now.Add(time.Duration(on.Load())) })
	return &on
}

func leasedUntil(t *testing.T, s *store.Store) time.Time {
	t.Helper()
	list, err := store.Column[store.Time](s.Read(t.Context()).Table("jobs").Where("leased_until IS NOT NULL").Select("leased_until"))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		return time.Time{}
	}
	return list[0].Time
}

func leased(t *testing.T, s *store.Store) bool {
	n, err := store.Value[int](s.Read(t.Context()).Table("jobs").Where("leased_until IS NOT NULL").Select("count(*)"))
	if err != nil {
		t.Fatal(err)
	}
	return n > 0
}

func TestWorkerLearnsThatItsLeaseIsLost(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.DB) {
		// The first worker's clock hangs behind: its leases have run out for the others.
		s, slow := open(t, db), open(t, db)
		slow.SetClock(func() time.Time { return time.Now().Add(-time.Hour) })
		one, two := jobs.New(slow, quick), jobs.New(s, quick)
		lost := make(chan error, 1)
		one.Handle("test", jobs.On(func(ctx context.Context, _ args) error {
			<-ctx.Done()
			lost <- context.Cause(ctx)
			return ctx.Err()
		}, nil))
		var ran atomic.Int64
		two.Handle("test", jobs.On(func(context.Context, args) error { ran.Add(1); return nil }, nil))
		enqueue(t, s, one, 1, time.Now().Add(-2*time.Hour))
		start(t, one)
		until(t, "first worker took it", func() bool { return leased(t, s) })
		start(t, two)
		until(t, "second worker ran it", func() bool { return ran.Load() == 1 && ended(t, s, false) == 1 })
		select {
		case err := <-lost:
			if err == nil {
				t.Error("no cause")
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the first worker never learnt it")
		}
	})
}

func TestRunAtIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		clock := still(s)
		var now, later atomic.Int64
		q := jobs.New(s, quick)
		q.Handle("test", jobs.On(func(_ context.Context, a args) error {
			if a.N == 1 {
				later.Add(1)
			} else {
				now.Add(1)
			}
			return nil
		}, nil))
		enqueue(t, s, q, 1, s.Now().Add(time.Hour))
		enqueue(t, s, q, 2, time.Time{})
		start(t, q)
		until(t, "the job that is due ran", func() bool { return now.Load() == 1 && ended(t, s, false) == 1 })
		enqueue(t, s, q, 3, time.Time{})
		until(t, "and another", func() bool { return now.Load() == 2 })
		if later.Load() != 0 {
			t.Fatal("ran before its time")
		}
		clock.Add(int64(2 * time.Hour))
		until(t, "ran at its time", func() bool { return later.Load() == 1 })
	})
}
