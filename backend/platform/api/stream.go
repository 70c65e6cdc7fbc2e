package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"miotsukushi/backend/platform/authz"
)

// Rhythm of a stream. Proxies cut what stays silent for a minute; a session that ended is noticed within a few seconds.
const (
	pulse        = time.Second
	recheckEvery = 5
	heartbeat    = 15 * time.Second
	writeWithin  = 30 * time.Second
	retryAfter   = 3 * time.Second
)

// Event is one message of a stream. A browser that comes back tells the id of the last one it saw.
type Event struct {
	ID   string
	Name string
	Data any
}

// Feed tells what is new since it was last asked. It reads the database, so that it hears of what other replicas wrote.
type Feed func(ctx context.Context) ([]Event, error)

type wholeKey struct{}

// WithWhole keeps the context of the connection beside that of the request, which has a deadline.
func WithWhole(ctx, whole context.Context) context.Context {
	return context.WithValue(ctx, wholeKey{}, whole)
}

// lasting has the values of a request and ends with its connection.
type lasting struct {
	context.Context
	values context.Context
}

func (l lasting) Value(key any) any { return l.values.Value(key) }

func whole(ctx context.Context) context.Context {
	if w, ok := ctx.Value(wholeKey{}).(context.Context); ok {
		return lasting{w, ctx}
	}
	return ctx
}

type recheckKey struct{}

// Recheck finds out anew who asks, from the cookie of the request.
type Recheck func(context.Context) (context.Context, error)

// WithRecheck gives streams the means to ask again whether the session still holds.
func WithRecheck(ctx context.Context, again Recheck) context.Context {
	return context.WithValue(ctx, recheckKey{}, again)
}

// Stream registers a read that goes on as server-sent events until the reader leaves, the session or its right ends, or
// the server stops. open is asked as every endpoint is; what it gives is then asked again and again.
func Stream[I any](r *Router, path, perm string, open func(context.Context, *I) (Feed, error), doc ...string) {
	op := r.operation(http.MethodGet, path, perm, http.StatusOK, maxBody, doc)
	huma.Register(r.huma, op, func(ctx context.Context, in *I) (*huma.StreamResponse, error) {
		feed, err := call(ctx, in, open)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			g := humagin.Unwrap(c)
			s := &stream{router: r, perm: perm, feed: feed, w: g.Writer, control: http.NewResponseController(g.Writer)}
			s.serve(c.Context(), path)
		}}, nil
	})
}

// EndStreams ends all streams: a server that stops does not wait for them. Browsers come back by themselves.
func (r *Router) EndStreams() { close(r.ending) }

// SetPulse sets how often streams look for news, for tests that cannot wait for it.
func (r *Router) SetPulse(d time.Duration) { r.pulse = d }

type stream struct {
	router  *Router
	perm    string
	feed    Feed
	w       http.ResponseWriter
	control *http.ResponseController
}

// serve runs until the end, and says in the log why it came, unless the reader left. The request's own deadline is long past
// by then and says nothing.
func (s *stream) serve(request context.Context, path string) {
	ctx := whole(request)
	if err := s.run(ctx); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "stream ended", "path", path, "error", err)
	}
}

func (s *stream) run(ctx context.Context) error {
	h := s.w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no") // nginx would keep the news to itself
	// The deadline of the request's reading would end the connection after a minute.
	if err := s.control.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	if err := s.write(fmt.Appendf(nil, "retry: %d\n\n", retryAfter.Milliseconds())); err != nil {
		return err
	}
	tick := time.NewTicker(s.router.pulse)
	defer tick.Stop()
	opened, spoke := ctx, time.Now()
	for n := 1; ; n++ {
		events, err := s.feed(ctx)
		if err != nil {
			return err
		}
		for _, e := range events {
			if err := s.send(e); err != nil {
				return err
			}
			spoke = time.Now()
		}
		if time.Since(spoke) > heartbeat {
			// An event and no comment: a page can only tell a dead line from a calm one by what it hears.
			if err := s.write([]byte("event: beat\ndata: {}\n\n")); err != nil {
				return err
			}
			spoke = time.Now()
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.router.ending:
			return nil
		case <-tick.C:
		}
		if n%recheckEvery == 0 {
			var ok bool
			if ctx, ok, err = s.still(opened); err != nil {
				return err
			}
			if !ok {
				return s.send(Event{Name: "end", Data: map[string]string{"reason": "session"}})
			}
		}
	}
}

// still tells whether the reader may go on, by the session and the policy of this moment.
func (s *stream) still(ctx context.Context) (context.Context, bool, error) {
	again, ok := ctx.Value(recheckKey{}).(Recheck)
	if !ok {
		return ctx, true, nil
	}
	next, err := again(ctx)
	if err != nil {
		return ctx, false, err
	}
	session := authz.From(next)
	if session == nil || session.PersonID == "" {
		return ctx, false, nil
	}
	v, err := session.Decide(s.perm, nil)
	return authz.With(ctx, session), v.Allowed, err
}

func (s *stream) send(e Event) error {
	data, err := json.Marshal(e.Data)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if e.ID != "" {
		fmt.Fprintf(&b, "id: %s\n", e.ID)
	}
	fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", e.Name, data)
	return s.write(b.Bytes())
}

// write sends at once, and gives a slow line its own time: that of the server is meant for whole answers.
func (s *stream) write(b []byte) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	if _, err := s.w.Write(b); err != nil {
		return err
	}
	return s.control.Flush()
}
