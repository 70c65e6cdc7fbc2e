// Package api is the door of every endpoint. A route names its permission as a
// literal; the order session → policy → validation → use case → problem is
// fixed here, and the OpenAPI contract is emitted from the same Go types.
package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Base is the path below which all endpoints live.
const Base = "/api/v1"

// maxBody bounds a JSON body.
const maxBody = 1 << 20

// Router registers endpoints on a Gin engine.
type Router struct {
	huma  huma.API
	store *store.Store
	perms []string
	// pulse is how often streams look for news; ending is closed when they have to end.
	pulse  time.Duration
	ending chan struct{}
	// contract is the OpenAPI document as it is served, gzipped, once the router is settled.
	contract []byte
}

// NewRouter prepares the contract and the error door. It serves
// /api/v1/openapi.json and no documentation page: pages of huma load scripts
// from elsewhere, which a closed network forbids.
func NewRouter(engine *gin.Engine, s *store.Store, version string) *Router {
	cfg := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "Miotsukushi", Version: version, Description: "Register, projects and review gates of a city's information systems."},
			Servers: []*huma.Server{{URL: Base}},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"session": {Type: "apiKey", In: "cookie", Name: "mio"},
				},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": strictJSON, "json": strictJSON},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
	huma.DefaultArrayNullable = false // our lists are [] when empty
	huma.NewErrorWithContext = problemFromHuma
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return problemFromHuma(nil, status, msg, errs...)
	}
	group := engine.Group(Base)
	r := &Router{huma: humagin.NewWithGroup(engine, group, cfg), store: s, pulse: pulse, ending: make(chan struct{})}
	group.GET("/openapi.json", r.tell)
	return r
}

// Permissions lists every permission that some route asks for.
func (r *Router) Permissions() []string {
	out := slices.Clone(r.perms)
	slices.Sort(out)
	return slices.Compact(out)
}

// Seal completes the contract once all routes are registered.
func (r *Router) Seal() { refine(r.huma.OpenAPI()) }

// Settle keeps the contract as the bytes that are served, and lets go of the
// values it was made from: some ten MiB that a server never reads again. It
// comes after Seal; OpenAPI is empty from here on.
func (r *Router) Settle() error {
	doc := r.huma.OpenAPI()
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	if err := json.NewEncoder(z).Encode(doc); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	r.contract = buf.Bytes()
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				op.Responses = nil
			}
		}
	}
	doc.Paths = nil
	clear(doc.Components.Schemas.Map())
	return nil
}

// tell answers with the contract.
func (r *Router) tell(c *gin.Context) {
	c.Header("Content-Type", "application/openapi+json")
	c.Header("Vary", "Accept-Encoding")
	var err error
	switch {
	case r.contract == nil:
		err = json.NewEncoder(c.Writer).Encode(r.huma.OpenAPI())
	case strings.Contains(c.GetHeader("Accept-Encoding"), "gzip"):
		c.Header("Content-Encoding", "gzip")
		_, err = c.Writer.Write(r.contract)
	default:
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(r.contract)); err == nil {
			_, err = io.Copy(c.Writer, z)
		}
	}
	if err != nil {
		slog.WarnContext(c.Request.Context(), "the contract was cut short", "error", err)
	}
}

// OpenAPI is the contract of all registered routes, until the router is settled.
func (r *Router) OpenAPI() *huma.OpenAPI { return r.huma.OpenAPI() }

// door is the part of an endpoint that runs before its input is read.
func (r *Router) door(perm string, limit int64) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		ctx := c.Context()
		s := authz.From(ctx)
		if s == nil {
			write(c, fault.New(fault.Unauthenticated, nil))
			return
		}
		if s.PersonID != "" && mustChange(ctx) && !strings.HasPrefix(perm, "session:") {
			write(c, fault.New(fault.PasswordChange, nil))
			return
		}
		v, err := s.Decide(perm, nil)
		if err != nil {
			write(c, err)
			return
		}
		if !v.Allowed {
			if s.PersonID == "" {
				write(c, fault.New(fault.Unauthenticated, nil))
				return
			}
			write(c, authz.Require(ctx, perm, nil))
			return
		}
		g := humagin.Unwrap(c)
		if _, err := url.ParseQuery(g.Request.URL.RawQuery); err != nil {
			// Go drops what it cannot read; a filter that is dropped shows too much.
			write(c, fault.New(fault.Malformed, nil))
			return
		}
		g.Request.Body = http.MaxBytesReader(g.Writer, g.Request.Body, limit)
		next(c)
	}
}

type mustChangeKey struct{}

// WithMustChange marks a session whose first password must be changed before
// anything else.
func WithMustChange(ctx context.Context) context.Context {
	return context.WithValue(ctx, mustChangeKey{}, true)
}

func mustChange(ctx context.Context) bool {
	v, _ := ctx.Value(mustChangeKey{}).(bool)
	return v
}

// once answers a repeated POST with the stored response of the first.
func (r *Router) once(c huma.Context, next func(huma.Context)) {
	key := c.Header("Idempotency-Key")
	s := authz.From(c.Context())
	if key == "" || s == nil || s.PersonID == "" {
		next(c)
		return
	}
	if len(key) > 100 {
		write(c, fault.Bad("header.Idempotency-Key", "max", fault.Params{"limit": "100"}))
		return
	}
	g := humagin.Unwrap(c)
	body, err := io.ReadAll(g.Request.Body)
	if err != nil {
		write(c, fault.New(fault.TooLarge, nil))
		return
	}
	g.Request.Body = io.NopCloser(bytes.NewReader(body))
	sum := sha256.New()
	io.WriteString(sum, c.Method()+" "+g.Request.URL.Path+"\n")
	sum.Write(body)
	k := store.Key{Person: s.PersonID, Key: key, Digest: hex.EncodeToString(sum.Sum(nil))}
	answer, found, err := r.store.FindAnswer(c.Context(), k)
	switch {
	case err != nil:
		write(c, err)
	case found && answer.Digest != k.Digest:
		write(c, fault.Bad("header.Idempotency-Key", "reused", nil))
	case found && answer.Status == 0:
		write(c, fault.Clash("already_done", nil))
	case found:
		c.SetHeader("Content-Type", "application/json")
		c.SetHeader("Idempotency-Replayed", "true")
		if answer.ETag != "" {
			c.SetHeader("ETag", answer.ETag)
		}
		c.SetStatus(answer.Status)
		io.WriteString(c.BodyWriter(), answer.Body)
	default:
		next(huma.WithContext(c, withKey(store.WithKey(c.Context(), k), k)))
	}
}

type idemKey struct{}

func withKey(ctx context.Context, k store.Key) context.Context {
	return context.WithValue(ctx, idemKey{}, k)
}

func write(c huma.Context, err error) {
	p := ProblemOf(c.Context(), err)
	c.SetHeader("Content-Type", p.ContentType(""))
	if retry, ok := p.Params["retryAfter"].(int); ok {
		c.SetHeader("Retry-After", strconv.Itoa(retry))
	}
	c.SetStatus(p.Status)
	_ = strictJSON.Marshal(c.BodyWriter(), p) // the client is gone if this fails
}
