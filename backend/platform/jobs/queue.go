package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"miotsukushi/backend/platform/store"
)

// Options of a queue; zero values take the defaults.
type Options struct {
	// Workers bounds how many jobs this process runs at once (2).
	Workers int
	// Lease is how long a worker holds a job without a sign of life (1 min). The
	// clocks of replicas must agree better than that.
	Lease time.Duration
	// Poll is how often the table is looked at without a wake-up (2 s).
	Poll time.Duration
	// Attempts is how often a job is tried before it is dead (5).
	Attempts int
	// Backoff is the wait before the next attempt (10 s, 40 s, 160 s, …).
	Backoff func(attempt int) time.Duration
	// Grace is how long a stop waits for running jobs before it ends them (10 s).
	Grace time.Duration
}

func (o Options) withDefaults() Options {
	if o.Workers == 0 {
		o.Workers = 2
	}
	if o.Lease == 0 {
		o.Lease = time.Minute
	}
	if o.Poll == 0 {
		o.Poll = 2 * time.Second
	}
	if o.Attempts == 0 {
		o.Attempts = 5
	}
	if o.Grace == 0 {
		o.Grace = 10 * time.Second
	}
	if o.Backoff == nil {
		o.Backoff = func(attempt int) time.Duration {
			return min(10*time.Second<<(2*min(attempt-1, 8)), 6*time.Hour)
		}
	}
	return o
}

// Queue runs jobs of the kinds that it has handlers for. Make it with New, add
// all handlers, then Run it.
type Queue struct {
	store    *store.Store
	o        Options
	handlers map[string]Handler
	days     []daily
	wake     chan struct{}

	mu      sync.Mutex
	running map[string]bool
	group   sync.WaitGroup
}

// New makes a queue over the store.
func New(s *store.Store, o Options) *Queue {
	return &Queue{
		store: s, o: o.withDefaults(), handlers: map[string]Handler{},
		wake: make(chan struct{}, 1), running: map[string]bool{},
	}
}

// Handle sets the handler of a kind. A kind without one stays in the table for a
// replica that knows it.
func (q *Queue) Handle(kind string, h Handler) { q.handlers[kind] = h }

// Wake makes the queue of this process look at the table now.
func (q *Queue) Wake() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// errStopped ends the context of jobs that outlive the grace of a stop, errLost
// that of a job whose lease went to another worker.
var (
	errStopped = errors.New("jobs: the program stops")
	errLost    = errors.New("jobs: the lease went to another worker")
)

// Run takes and runs jobs until ctx ends, then lets running ones finish for the
// grace and gives the rest back to the table, uncounted.
func (q *Queue) Run(ctx context.Context) {
	work, kill := context.WithCancelCause(context.WithoutCancel(ctx))
	defer kill(nil)
	slots := make(chan struct{}, q.o.Workers)
	purged := time.Time{}
	for ctx.Err() == nil {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			continue
		}
		if time.Since(purged) > time.Hour {
			purged = time.Now()
			q.logged(ctx, "old jobs were not removed", q.purge(ctx))
		}
		j, ok, err := q.claim(ctx)
		if err != nil || !ok {
			q.logged(ctx, "no job could be taken", err)
			<-slots
			q.rest(ctx)
			continue
		}
		q.group.Go(func() {
			defer func() { <-slots }()
			q.work(work, j)
		})
	}
	q.drain(kill)
}

// rest waits for a wake-up or the next look.
func (q *Queue) rest(ctx context.Context) {
	t := time.NewTimer(q.o.Poll)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-q.wake:
	case <-t.C:
	}
}

func (q *Queue) drain(kill context.CancelCauseFunc) {
	finished := make(chan struct{})
	go func() { q.group.Wait(); close(finished) }()
	t := time.NewTimer(q.o.Grace)
	defer t.Stop()
	select {
	case <-finished:
	case <-t.C:
		kill(errStopped)
		<-finished
	}
}

func (q *Queue) logged(ctx context.Context, msg string, err error) {
	if err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, msg, "error", err)
	}
}

// work runs one claimed job and writes down how it ended.
func (q *Queue) work(ctx context.Context, j Job) {
	q.mark(j.ID, true)
	defer q.mark(j.ID, false)
	run, cancel := context.WithCancelCause(ctx)
	beating := make(chan struct{})
	go func() { defer close(beating); q.heartbeat(run, cancel, j) }()
	err := q.run(run, j)
	cancel(nil)
	<-beating

	after := context.WithoutCancel(ctx)
	switch cause := context.Cause(run); {
	case err == nil:
		q.logged(after, "a finished job was not marked", q.finish(after, j))
	case errors.Is(cause, errLost):
		slog.WarnContext(after, "a job was taken over by another worker", "job", j.ID, "kind", j.Kind)
	case errors.Is(cause, errStopped):
		q.logged(after, "a stopped job was not given back", q.giveBack(after, j))
	case j.Last || isFinal(err):
		q.bury(after, j, err)
	default:
		slog.WarnContext(after, "a job failed and will be tried again", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", err)
		q.logged(after, "a failed job was not put back", q.retry(after, j, err))
	}
}

// run calls the handler; a panic is an error like any other.
func (q *Queue) run(ctx context.Context, j Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "a job panicked", "job", j.ID, "kind", j.Kind, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if j.Attempt > q.o.Attempts {
		return Final(errors.New("jobs: every attempt ended without an answer"))
	}
	return q.handlers[j.Kind].Run(ctx, j)
}

// bury ends a job for good and tells its handler. The handler goes first: if the
// program dies in between, it is told again.
func (q *Queue) bury(ctx context.Context, j Job, cause error) {
	slog.ErrorContext(ctx, "a job failed for good", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", cause)
	if h := q.handlers[j.Kind]; h.Dead != nil {
		q.logged(ctx, "the end of a job was not told", h.Dead(ctx, j, cause))
	}
	q.logged(ctx, "a dead job was not marked", q.kill(ctx, j, cause))
}

// heartbeat extends the lease until ctx ends, and ends the job when the lease is
// no longer ours.
func (q *Queue) heartbeat(ctx context.Context, cancel context.CancelCauseFunc, j Job) {
	t := time.NewTicker(q.o.Lease / 3)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		ours, err := q.extend(ctx, j)
		if ctx.Err() != nil {
			return
		}
		q.logged(ctx, "a lease was not extended", err)
		if err == nil && !ours {
			cancel(errLost)
			return
		}
	}
}

func (q *Queue) mark(id string, running bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if running {
		q.running[id] = true
	} else {
		delete(q.running, id)
	}
}

// busy lists the jobs that this process runs. They are not claimed again even
// when a long write of their own kept the heartbeat from the database.
func (q *Queue) busy() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Collect(maps.Keys(q.running))
}
