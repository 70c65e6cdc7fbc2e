// Package limits bounds how many requests a person, an API token or, before
// anybody signed in, an address may send in a minute. Replicas share the counts
// through the database, and pay for that with one small write per share of the
// limit, not per request.
package limits

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// Kind is what is counted: each kind has a limit of its own.
type Kind string

// The kinds of callers.
const (
	Person  Kind = "person"
	Token   Kind = "token"
	Address Kind = "address"
)

// window is the time over which requests are counted, and after which counting begins anew.
const window = time.Minute

// shares is into how many parts a limit is split: a replica tells the database
// each time it has let in one part. So many replicas together let in at most one
// part each beyond the limit.
const shares = 20

// Rates are the requests a minute of each kind; 0 sets no limit.
type Rates map[Kind]int

// Verdict is what a caller is told about the own limit.
type Verdict struct {
	Kind    Kind
	Allowed bool
	// Limit is the requests a minute, 0 when there is none; Left what remains of it.
	Limit, Left int
	// Reset is the time until counting begins anew.
	Reset time.Duration
}

// Limits counts.
type Limits struct {
	store *store.Store
	rates Rates
	// refused hears of every refusal.
	refused func(kind string)

	mu      sync.Mutex
	started time.Time
	counts  map[string]*count
}

// count is one caller in the present window.
type count struct {
	// told is what the database said of all replicas when asked last; mine came here since.
	told, mine int
}

// New makes the counters of a process. refused is told the kind of every caller that is refused.
func New(s *store.Store, rates Rates, refused func(kind string)) *Limits {
	return &Limits{store: s, rates: rates, refused: refused, counts: map[string]*count{}}
}

// Take counts one request of a caller and says whether it may go on. When the
// database cannot be asked, the process goes on with its own count: a limit must
// not be what stops the city.
func (l *Limits) Take(ctx context.Context, kind Kind, id string) Verdict {
	limit := l.rates[kind]
	if limit <= 0 {
		return Verdict{Kind: kind, Allowed: true}
	}
	now := l.store.Now()
	start := now.Truncate(window)
	v := Verdict{Kind: kind, Limit: limit, Reset: start.Add(window).Sub(now)}
	subject := string(kind) + ":" + id

	l.mu.Lock()
	if !l.started.Equal(start) {
		l.started = start
		clear(l.counts)
	}
	c := l.counts[subject]
	if c == nil {
		c = &count{}
		l.counts[subject] = c
	}
	if c.told+c.mine >= limit {
		l.mu.Unlock()
		l.refused(string(kind))
		return v
	}
	c.mine++
	v.Allowed, v.Left = true, limit-c.told-c.mine
	tell := 0
	if c.mine >= max(1, limit/shares) {
		// Counted as told at once, so that requests meanwhile neither tell it again nor forget it.
		tell = c.mine
		c.told, c.mine = c.told+tell, 0
	}
	l.mu.Unlock()

	if tell > 0 {
		l.tell(ctx, subject, start, tell, c)
	}
	return v
}

const addSQL = `INSERT INTO rate_windows (subject, started, requests) VALUES (?, ?, ?)
	ON CONFLICT (subject, started) DO UPDATE SET requests = rate_windows.requests + excluded.requests
	RETURNING requests`

// tell adds this replica's requests to the shared count and learns what all have.
func (l *Limits) tell(ctx context.Context, subject string, start time.Time, n int, c *count) {
	var all int
	err := l.store.Internal(context.WithoutCancel(ctx), func(db *gorm.DB) error {
		var err error
		if all, err = store.Value[int](db.Raw(addSQL, subject, start.Unix(), n)); err != nil || all > n {
			return err
		}
		// Whoever begins a window for a caller takes what is over with it: no job is needed for that.
		return db.Exec("DELETE FROM rate_windows WHERE started < ?", start.Add(-window).Unix()).Error
	})
	if err != nil {
		slog.WarnContext(ctx, "the shared count of requests was not reached", "error", err)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c.told = max(c.told, all)
}
