package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits of the server. A slow client may not hold a connection for ever.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 60 * time.Second
	writeTimeout      = 120 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 64 << 10
	drainTime         = 500 * time.Millisecond
	stopTime          = 20 * time.Second
)

// Serve listens until ctx ends, then stops in order: not ready, drain, close.
// ready is called with the address once connections are accepted.
func (a *App) Serve(ctx context.Context, ready func(addr string)) error {
	if err := a.Router.Settle(); err != nil {
		return err
	}
	l, err := net.Listen("tcp", a.Config.Addr)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler: a.Engine, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
	}
	failed := make(chan error, 2)
	srv.RegisterOnShutdown(a.Router.EndStreams)
	go func() { failed <- srv.Serve(l) }()
	metrics := a.serveMetrics(failed)
	ready(l.Addr().String())
	if err := slim(); err != nil {
		slog.Info("pages read at the start stay resident", "reason", err)
	}

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("stopping")
	a.Health.Stop()
	time.Sleep(drainTime) // a proxy needs a moment to see /readyz turn
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	err = srv.Shutdown(stop)
	if metrics != nil {
		err = errors.Join(err, metrics.Shutdown(stop))
	}
	a.Wait()
	return err
}

func (a *App) serveMetrics(failed chan<- error) *http.Server {
	if a.Config.MetricsAddr == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", a.Metrics.Handler())
	srv := &http.Server{Addr: a.Config.MetricsAddr, Handler: mux, ReadHeaderTimeout: readHeaderTimeout}
	go func() {
		if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return srv
}
