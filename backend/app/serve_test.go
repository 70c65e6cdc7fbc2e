package app_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/testkit"
)

func TestServeStopsInOrder(t *testing.T) {
	cfg := config.Config{Addr: "127.0.0.1:0", MetricsAddr: "127.0.0.1:0"}
	a, err := app.New(cfg, openStore(t, testkit.Fresh(t, testkit.SQLite)), "test")
	if err != nil {
		t.Fatal(err)
	}
	entered, release := make(chan struct{}), make(chan struct{})
	a.Engine.GET("/slow", func(c *gin.Context) {
		close(entered)
		<-release
		if c.Request.Context().Err() != nil {
			c.Status(http.StatusTeapot)
			return
		}
		c.String(http.StatusOK, "whole")
	})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- a.Serve(ctx, func(addr string) { address <- addr }) }()
	base := "http://" + <-address

	answer := make(chan string, 1)
	go func() {
		res, err := http.Get(base + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- res.Status + " " + string(body)
	}()
	<-entered
	if got := status(t, base+"/readyz"); got != http.StatusOK {
		t.Errorf("ready: %d", got)
	}
	stop()
	// It turns unready first, while it still answers: a proxy sends no more.
	deadline := time.Now().Add(5 * time.Second)
	for status(t, base+"/readyz") != http.StatusServiceUnavailable {
		if time.Now().After(deadline) {
			t.Fatal("it never turned unready")
		}
		time.Sleep(10 * time.Millisecond)
	}
	select {
	case err := <-ended:
		t.Fatalf("it ended with a request under way: %v", err)
	case <-time.After(700 * time.Millisecond):
	}
	close(release)
	if got := <-answer; got != "200 OK whole" {
		t.Errorf("the request under way was answered %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
	if _, err := net.DialTimeout("tcp", base[len("http://"):], time.Second); err == nil {
		t.Error("it still takes connections")
	}
}

func status(t *testing.T, url string) int {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

func TestServeSaysWhenTheAddressIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a, err := app.New(config.Config{Addr: l.Addr().String()}, openStore(t, testkit.Fresh(t, testkit.SQLite)), "test")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Serve(t.Context(), func(string) { t.Error("ready on a taken address") }); err == nil {
		t.Error("no error")
	}
}

// TestServeEndsStreams stops with a board open: nothing waits for who only listens.
func TestServeEndsStreams(t *testing.T) {
	a, err := app.New(config.Config{Addr: "127.0.0.1:0"}, openStore(t, testkit.Fresh(t, testkit.SQLite)), "test")
	if err != nil {
		t.Fatal(err)
	}
	api.Stream(a.Router, "/test/stream", "session:look", func(context.Context, *api.None) (api.Feed, error) {
		return func(context.Context) ([]api.Event, error) { return nil, nil }, nil
	})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- a.Serve(ctx, func(addr string) { address <- addr }) }()
	res, err := http.Get("http://" + <-address + api.Base + "/test/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if kind := res.Header.Get("Content-Type"); kind != "text/event-stream; charset=utf-8" {
		t.Fatalf("%d %s", res.StatusCode, kind)
	}
	stop()
	body, err := io.ReadAll(res.Body)
	if err != nil || string(body) != "retry: 3000\n\n" {
		t.Errorf("%q %v", body, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}
