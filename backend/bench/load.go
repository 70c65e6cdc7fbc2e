package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// target is one side of a measurement: who asks, and how request n looks.
type target struct {
	client *http.Client
	// request makes request n of worker w.
	request func(ctx context.Context, w, n int) (*http.Request, error)
	// answered sees each answer, for what the next request needs of it.
	answered func(w int, res *http.Response)
}

// throughput runs the target with several workers for a while and returns
// answers per second. Any answer that is not 2xx ends the run.
func throughput(ctx context.Context, t target, workers int, span time.Duration) (float64, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	counts := make([]int, workers)
	start := time.Now()
	deadline := start.Add(span)
	for w := range workers {
		wg.Go(func() {
			for n := 0; time.Now().Before(deadline) && ctx.Err() == nil; n++ {
				if err := once(ctx, t, w, n); err != nil {
					cancel(err)
					return
				}
				counts[w]++
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return 0, err
	}
	total := 0
	for _, c := range counts {
		total += c
	}
	return float64(total) / time.Since(start).Seconds(), nil
}

func once(ctx context.Context, t target, w, n int) error {
	req, err := t.request(ctx, w, n)
	if err != nil {
		return err
	}
	res, err := t.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s: %.300s", req.Method, req.URL, res.Status, body)
	}
	if t.answered != nil {
		t.answered(w, res)
	}
	return nil
}

// compare measures both sides in turn and returns the medians.
func compare(ctx context.Context, o options, app, floor target) (a, f float64, err error) {
	var as, fs []float64
	for _, t := range []target{app, floor} { // warm caches and plans
		if _, err := throughput(ctx, t, o.clients, o.duration/4); err != nil {
			return 0, 0, err
		}
	}
	for range o.repeats {
		x, err := throughput(ctx, app, o.clients, o.duration)
		if err != nil {
			return 0, 0, fmt.Errorf("program: %w", err)
		}
		y, err := throughput(ctx, floor, o.clients, o.duration)
		if err != nil {
			return 0, 0, fmt.Errorf("floor: %w", err)
		}
		as, fs = append(as, x), append(fs, y)
	}
	return median(as), median(fs), nil
}

func median(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

// get makes a target of plain reads; path may depend on the request.
func get(client *http.Client, base string, path func(w, n int) string) target {
	return target{client: client, request: func(ctx context.Context, w, n int) (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodGet, base+path(w, n), nil)
	}}
}

// put makes a target in which every worker edits a record of its own, each time
// from the version that the last answer told.
func put(client *http.Client, url func(w int) string, body func(w, n int) []byte, workers int) target {
	versions := make([]string, workers)
	for i := range versions {
		versions[i] = `"1"`
	}
	return target{
		client: client,
		request: func(ctx context.Context, w, n int) (*http.Request, error) {
			req, err := http.NewRequestWithContext(ctx, http.MethodPut, url(w), bytes.NewReader(body(w, n)))
			if err == nil {
				req.Header.Set("Content-Type", "application/json")
				req.Header.Set("If-Match", versions[w])
			}
			return req, err
		},
		answered: func(w int, res *http.Response) { versions[w] = res.Header.Get("ETag") },
	}
}
