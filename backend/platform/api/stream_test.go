package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestWhyAStreamEndedIsLogged though the request's deadline has passed, and nothing when the reader left.
func TestWhyAStreamEndedIsLogged(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	for _, left := range []bool{false, true} {
		log.Reset()
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			connection, leave := context.WithCancel(context.Background())
			defer leave()
			request, done := context.WithDeadline(WithWhole(context.Background(), connection), time.Unix(0, 0))
			defer done()
			s := &stream{router: &Router{pulse: time.Millisecond}, w: w, control: http.NewResponseController(w)}
			s.feed = func(context.Context) ([]Event, error) {
				if left {
					leave()
				}
				return nil, errors.New("the database is away")
			}
			s.serve(request, "/stream")
		}))
		res, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		server.Close()
		if said := strings.Contains(log.String(), "the database is away"); said == left {
			t.Errorf("reader left: %v, log: %q", left, log.String())
		}
	}
}
