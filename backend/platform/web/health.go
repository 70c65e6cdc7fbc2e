package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"miotsukushi/backend/platform/store"
)

// Metrics counts requests and shows the state of the connection pools.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	refused  *prometheus.CounterVec
}

// NewMetrics makes the registry of a process.
func NewMetrics(s *store.Store) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "mio_http_request_duration_seconds", Help: "Time to answer, by route.",
		Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, []string{"method", "route", "status"})
	m.refused = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "mio_rate_limited_total", Help: "Requests refused because the caller sent too many, by person, token or address.",
	}, []string{"kind"})
	open := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "mio_database_connections_open", Help: "Open database connections."},
		func() float64 {
			n := 0
			for _, p := range s.Stats() {
				n += p.OpenConnections
			}
			return float64(n)
		})
	waited := prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "mio_database_wait_seconds_total", Help: "Time spent waiting for a connection."},
		func() float64 {
			var d time.Duration
			for _, p := range s.Stats() {
				d += p.WaitDuration
			}
			return d.Seconds()
		})
	m.registry.MustRegister(m.requests, m.refused, open, waited, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

func (m *Metrics) observe(method, route string, status int, took time.Duration) {
	if m == nil {
		return
	}
	// What a client makes up must not become a label of its own.
	if route == "" {
		route = "other"
	}
	if !slices.Contains(methods, method) {
		method = "other"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// Refused counts a request that was one too many of its kind of caller.
func (m *Metrics) Refused(kind string) { m.refused.WithLabelValues(kind).Inc() }

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Health answers the probes. It turns unready when the server begins to stop.
type Health struct {
	store    *store.Store
	stopping atomic.Bool
}

// NewHealth makes the probes of a store.
func NewHealth(s *store.Store) *Health { return &Health{store: s} }

// Stop makes /readyz answer 503, so that a proxy sends no more.
func (h *Health) Stop() { h.stopping.Store(true) }

// Routes registers /healthz (the process lives) and /readyz (it can serve).
func (h *Health) Routes(e *gin.Engine) {
	e.GET("/healthz", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })
	e.GET("/readyz", func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
		defer cancel()
		if h.stopping.Load() || h.store.Ping(ctx) != nil {
			c.JSON(http.StatusServiceUnavailable, gin.H{"status": "unavailable"})
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "ready"})
	})
}
