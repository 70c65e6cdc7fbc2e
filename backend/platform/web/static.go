package web

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
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
		if name == "" || path.Ext(name) == "" {
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
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".js" {
		kind = "text/javascript; charset=utf-8" // the table of the system may say otherwise
	}
	h.Set("Content-Type", kind)
	for _, enc := range encodings {
		if !strings.Contains(c.GetHeader("Accept-Encoding"), enc.name) {
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
