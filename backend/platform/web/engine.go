// Package web is the HTTP server around the API: the order of middleware, the
// embedded app, health and metrics.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
)

// Options of the engine.
type Options struct {
	TrustedProxies []string
	// PublicURL is accepted as origin when a proxy changes the Host header.
	PublicURL string
	// Secure adds Strict-Transport-Security.
	Secure bool
	// Session recognises the caller; it runs for /api only.
	Session gin.HandlerFunc
	Metrics *Metrics
}

// NewEngine builds the Gin engine with all middleware and no routes.
func NewEngine(o Options) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.RedirectFixedPath = false
	if err := e.SetTrustedProxies(o.TrustedProxies); err != nil {
		return nil, fmt.Errorf("settings: MIO_TRUSTED_PROXIES: %w", err)
	}
	origin := http.NewCrossOriginProtection()
	if o.PublicURL != "" {
		if err := origin.AddTrustedOrigin(strings.TrimSuffix(o.PublicURL, "/")); err != nil {
			return nil, fmt.Errorf("settings: MIO_PUBLIC_URL: %w", err)
		}
	}
	e.Use(identify, observe(o.Metrics), recovery, headers(o.Secure), sameOrigin(origin), timeout)
	e.Use(func(c *gin.Context) {
		if o.Session != nil && strings.HasPrefix(c.Request.URL.Path, api.Base+"/") {
			o.Session(c)
		}
	})
	e.NoMethod(func(c *gin.Context) { fail(c, fault.New(fault.MethodNotAllowed, nil)) })
	return e, nil
}

// requestTimeout bounds the work of one request; exports and uploads set their own.
const requestTimeout = 60 * time.Second

func timeout(c *gin.Context) {
	whole := c.Request.Context()
	ctx, cancel := context.WithTimeout(whole, requestTimeout)
	defer cancel()
	c.Request = c.Request.WithContext(api.WithWhole(ctx, whole))
	c.Next()
}

func identify(c *gin.Context) {
	id := c.GetHeader("X-Request-Id")
	if len(id) == 0 || len(id) > 64 || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		id = uuid.NewString()
	}
	c.Header("X-Request-Id", id)
	c.Request = c.Request.WithContext(api.WithRequest(c.Request.Context(), api.Request{ID: id, Path: c.Request.URL.Path}))
	c.Next()
}

func observe(m *Metrics) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := time.Now()
		c.Next()
		took := time.Since(start)
		route := c.FullPath()
		m.observe(c.Request.Method, route, c.Writer.Status(), took)
		if !strings.HasPrefix(c.Request.URL.Path, api.Base) && c.Writer.Status() < 400 {
			return // assets and probes tell nothing
		}
		slog.LogAttrs(c.Request.Context(), level(c.Writer.Status()), "request",
			slog.String("request", c.Writer.Header().Get("X-Request-Id")), slog.String("method", c.Request.Method),
			slog.String("path", c.Request.URL.Path), slog.Int("status", c.Writer.Status()),
			slog.Int("bytes", c.Writer.Size()), slog.Duration("took", took))
	}
}

func level(status int) slog.Level {
	if status >= 500 {
		return slog.LevelError
	}
	return slog.LevelInfo
}

func recovery(c *gin.Context) {
	request := c.Request
	defer func() {
		if r := recover(); r != nil {
			if r == http.ErrAbortHandler {
				panic(r)
			}
			c.Request = request // the one of the handler is cancelled by now, as if the client had left
			slog.ErrorContext(c.Request.Context(), "panic", "value", r, "stack", string(debug.Stack()))
			fail(c, &fault.Fault{Code: fault.Internal, Cause: fmt.Errorf("panic: %v", r)})
		}
	}()
	c.Next()
}

// policy of what a page may load: nothing from elsewhere, no inline script.
const contentPolicy = "default-src 'self'; img-src 'self' data:; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

func headers(secure bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		h := c.Writer.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(c.Request.URL.Path, api.Base) {
			h.Set("Cache-Control", "no-store")
		}
		c.Next()
	}
}

func sameOrigin(p *http.CrossOriginProtection) gin.HandlerFunc {
	return func(c *gin.Context) {
		// A request with Authorization is recognised by it alone, never by a cookie: there is nothing to forge.
		if err := p.Check(c.Request); err != nil && c.GetHeader("Authorization") == "" {
			fail(c, fault.New(fault.Forbidden, fault.Params{"reason": "cross_origin"}))
			return
		}
		c.Next()
	}
}

// fail answers with a problem and stops the chain.
func fail(c *gin.Context, err error) {
	p := api.ProblemOf(c.Request.Context(), err)
	if !c.Writer.Written() {
		c.Header("Content-Type", p.ContentType(""))
		c.JSON(p.Status, p)
	}
	c.Abort()
}
