package api

import (
	"bytes"
	"context"
	"log/slog"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"miotsukushi/backend/platform/check"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// Match is embedded in the input of everything that changes an existing record:
// the caller must say which version it saw.
type Match struct {
	IfMatch string `header:"If-Match" doc:"Version that the caller saw, as \"<version>\""`
}

// Version is the number in If-Match.
func (m Match) Version() (int64, error) {
	if m.IfMatch == "" {
		return 0, fault.New(fault.PreconditionRequired, nil)
	}
	v, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(m.IfMatch, "W/"), `"`), 10, 64)
	if err != nil || v < 1 {
		return 0, fault.Bad("header.If-Match", "format", nil)
	}
	return v, nil
}

// Matched is input that embeds Match.
type Matched interface{ Version() (int64, error) }

// ID is embedded in the input of routes with {id}.
type ID struct {
	ID string `path:"id" validate:"required,max=64"`
}

// None is the input of routes that take nothing.
type None struct{}

// Empty is the output of routes that answer 204.
type Empty struct{}

// List is embedded in the input of every list.
type List struct {
	Limit  int    `query:"limit" validate:"omitempty,min=1,max=200" doc:"Items a page, 50 unless given"`
	Page   int    `query:"page" validate:"omitempty,min=1,max=2000" doc:"Page from 1; for more use cursor"`
	Cursor string `query:"cursor" validate:"max=400" doc:"next of the page before"`
	Sort   string `query:"sort" validate:"max=40" doc:"Field, with - in front for descending"`
	Q      string `query:"q" validate:"max=200" doc:"Text to search, width and kana folded"`
}

// Paging gives the store what it needs of a list request.
func (l List) Paging() store.Paging {
	return store.Paging{Limit: l.Limit, Page: l.Page, Cursor: l.Cursor, Sort: l.Sort}
}

// Get registers a read. doc says what the path does not.
func Get[I, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	register(r, http.MethodGet, path, perm, http.StatusOK, fn, doc)
}

// Post registers a creation, answered with 201.
func Post[I, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	register(r, http.MethodPost, path, perm, http.StatusCreated, fn, doc)
}

// Act registers a POST that moves an existing record on, answered with 200.
func Act[I Matched, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	register(r, http.MethodPost, path, perm, http.StatusOK, fn, doc)
}

// Call registers a POST that answers 200 and changes no versioned record.
func Call[I, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	register(r, http.MethodPost, path, perm, http.StatusOK, fn, doc)
}

// Put registers a replacement of an existing record.
func Put[I Matched, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	register(r, http.MethodPut, path, perm, http.StatusOK, fn, doc)
}

// Delete registers a removal of an existing record, answered with 204.
func Delete[I Matched](r *Router, path, perm string, fn func(context.Context, *I) (Empty, error), doc ...string) {
	register(r, http.MethodDelete, path, perm, http.StatusNoContent, fn, doc)
}

// End registers the end of something without a version, such as a session.
func End[I any](r *Router, path, perm string, fn func(context.Context, *I) (Empty, error), doc ...string) {
	register(r, http.MethodDelete, path, perm, http.StatusNoContent, fn, doc)
}

type output[O any] struct {
	ETag string `header:"ETag"`
	Body O
}

type noOutput struct{}

func register[I, O any](r *Router, method, path, perm string, status int, fn func(context.Context, *I) (O, error), doc []string) {
	op := r.operation(method, path, perm, status, maxBody, doc)
	if method == http.MethodPost {
		op.Middlewares = append(op.Middlewares, r.once)
		op.Parameters = append(op.Parameters, &huma.Param{
			Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string"},
			Description: "Made by the caller; a repeated request with it is answered as the first was",
		})
	}
	if _, none := any(*new(O)).(Empty); none {
		op.DefaultStatus = http.StatusNoContent
		huma.Register(r.huma, op, func(ctx context.Context, in *I) (*noOutput, error) {
			_, err := call(ctx, in, fn)
			return nil, err
		})
		return
	}
	huma.Register(r.huma, op, func(ctx context.Context, in *I) (*output[O], error) {
		out, err := call(ctx, in, fn)
		if err != nil {
			return nil, err
		}
		res := &output[O]{Body: out}
		if v, ok := any(out).(interface{ ETag() int64 }); ok {
			res.ETag = `"` + strconv.FormatInt(v.ETag(), 10) + `"`
		}
		r.keep(ctx, status, res.ETag, out)
		return res, nil
	})
}

func (r *Router) operation(method, path, perm string, status int, limit int64, doc []string) huma.Operation {
	r.perms = append(r.perms, perm)
	noun, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: path,
		DefaultStatus: status, Tags: []string{noun}, Description: strings.Join(doc, " "),
		SkipValidateBody: true, MaxBodyBytes: limit,
		Middlewares: huma.Middlewares{r.door(perm, limit)},
		Extensions:  map[string]any{"x-permission": perm},
		Security:    []map[string][]string{{"session": {}}},
	}
}

// call validates the input and runs the use case; every error becomes a problem.
func call[I, O any](ctx context.Context, in *I, fn func(context.Context, *I) (O, error)) (O, error) {
	var zero O
	if m, ok := any(in).(Matched); ok {
		if _, err := m.Version(); err != nil {
			return zero, ProblemOf(ctx, err)
		}
	}
	if fields := check.Struct(in); len(fields) > 0 {
		return zero, ProblemOf(ctx, fault.BadFields(fields))
	}
	out, err := fn(ctx, in)
	if err != nil {
		return zero, ProblemOf(ctx, err)
	}
	return out, nil
}

// Once is what an answer implements that may be told one time and never stored,
// such as a temporary password: a repeated request then learns only that it was done.
type Once interface{ OnlyOnce() }

// keep stores the answer of a request that claimed an idempotency key. The
// write is already made; losing the answer costs the caller a conflict on retry.
func (r *Router) keep(ctx context.Context, status int, etag string, body any) {
	k, ok := ctx.Value(idemKey{}).(store.Key)
	if _, once := body.(Once); !ok || once {
		return
	}
	var buf bytes.Buffer
	if err := strictJSON.Marshal(&buf, body); err != nil {
		return
	}
	err := r.store.KeepAnswer(context.WithoutCancel(ctx), k, store.Answer{Status: status, Body: buf.String(), ETag: etag})
	if err != nil {
		slog.WarnContext(ctx, "answer of an idempotent request was not kept", "error", err)
	}
}

// File is a download. Write streams it; an error after the first byte can only
// cut the stream short.
type File struct {
	Name  string
	Type  string
	Write func(c context.Context, w interface{ Write([]byte) (int, error) }) error
}

// Download registers a read that answers with a file.
func Download[I any](r *Router, path, perm string, fn func(context.Context, *I) (File, error), doc ...string) {
	op := r.operation(http.MethodGet, path, perm, http.StatusOK, maxBody, doc)
	huma.Register(r.huma, op, func(ctx context.Context, in *I) (*huma.StreamResponse, error) {
		f, err := call(ctx, in, fn)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			c.SetHeader("Content-Type", f.Type)
			c.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
			c.SetHeader("X-Content-Type-Options", "nosniff")
			if err := f.Write(c.Context(), c.BodyWriter()); err != nil {
				slog.ErrorContext(c.Context(), "download cut short", "file", f.Name, "error", err)
			}
		}}, nil
	})
}

// Upload registers a POST of one file with form values, at most limit bytes.
func Upload[I, O any](r *Router, path, perm string, limit int64, fn func(context.Context, *I) (O, error), doc ...string) {
	op := r.operation(http.MethodPost, path, perm, http.StatusCreated, limit, doc)
	huma.Register(r.huma, op, func(ctx context.Context, in *I) (*output[O], error) {
		out, err := call(ctx, in, fn)
		if err != nil {
			return nil, err
		}
		return &output[O]{Body: out}, nil
	})
}

// Web is embedded in the input of the few endpoints that must see the HTTP
// exchange itself: they set cookies.
type Web struct {
	UserAgent string              `header:"User-Agent"`
	Remote    string              `json:"-"`
	Writer    http.ResponseWriter `json:"-" validate:"-"`
}

// Resolve fills the exchange; huma calls it before the use case.
func (w *Web) Resolve(c huma.Context) []error {
	g := humagin.Unwrap(c)
	w.Remote, w.Writer = g.ClientIP(), g.Writer
	return nil
}

// Open registers the sign-in: a POST that anyone may send and that no
// idempotency key repeats.
func Open[I, O any](r *Router, path, perm string, fn func(context.Context, *I) (O, error), doc ...string) {
	op := r.operation(http.MethodPost, path, perm, http.StatusOK, maxBody, doc)
	op.Security = nil
	huma.Register(r.huma, op, func(ctx context.Context, in *I) (*output[O], error) {
		out, err := call(ctx, in, fn)
		return &output[O]{Body: out}, err
	})
}

// operationID names an operation by its verb and path: get-systems-id-history.
func operationID(method, path string) string {
	id := strings.ToLower(method) + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(path)
	return strings.ReplaceAll(id, "--", "-")
}
