package web

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/platform/fault"
)

// encodings are the precompressed forms of an asset, the best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// ServeApp answers everything outside the API from the built app: files as they
// are, every other page with index.html, whose router knows the rest.
func ServeApp(e *gin.Engine, dist fs.FS) {
	e.NoRoute(func(c *gin.Context) {
		p := c.Request.URL.Path
		reading := c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead
		if strings.HasPrefix(p, "/api/") || p == "/api" || !reading {
			fail(c, fault.New(fault.NotFound, fault.Params{"path": p}))
			return
		}
		name := strings.TrimPrefix(path.Clean(p), "/")
		if name == "" || (path.Ext(name) == "" && !strings.HasPrefix(name, "assets/")) {
			name = "index.html"
		}
		if !serveFile(c, dist, name) {
			fail(c, fault.New(fault.NotFound, fault.Params{"path": p}))
		}
	})
}

func serveFile(c *gin.Context, dist fs.FS, name string) bool {
	body, err := fs.ReadFile(dist, name)
	if err != nil || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
		return false
	}
	h := c.Writer.Header()
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	kind := kindOf(name)
	h.Set("Content-Type", kind)
	for _, enc := range encodings {
		if !accepts(c.GetHeader("Accept-Encoding"), enc.name) {
			continue
		}
		if small, err := fs.ReadFile(dist, name+enc.suffix); err == nil {
			body = small
			h.Set("Content-Encoding", enc.name)
			break
		}
	}
	c.Data(http.StatusOK, kind, body)
	return true
}

// kinds of files that an app is made of. The tables of systems differ: a
// container has none, and some call scripts plain text.
var kinds = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2", ".map": "application/json",
}

func kindOf(name string) string {
	ext := path.Ext(name)
	if kind := kinds[ext]; kind != "" {
		return kind
	}
	if kind := mime.TypeByExtension(ext); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// accepts tells whether an Accept-Encoding header names the encoding and does
// not refuse it with q=0.
func accepts(header, encoding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, given := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		weight, err := strconv.ParseFloat(q, 64)
		return !given || (err == nil && weight > 0)
	}
	return false
}
