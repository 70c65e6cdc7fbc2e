package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"miotsukushi/backend/platform/fault"
)

// Problem is the body of every refusal, after RFC 9457. It holds codes and
// values; the app words them in the reader's language.
type Problem struct {
	Type     string        `json:"type" doc:"Always about:blank; code tells the kind"`
	Title    string        `json:"title" doc:"HTTP status text"`
	Status   int           `json:"status"`
	Code     fault.Code    `json:"code" doc:"Kind of failure, from a closed list"`
	Params   fault.Params  `json:"params,omitempty" doc:"Values that a message needs"`
	Errors   []fault.Field `json:"errors,omitempty" doc:"Fields at fault with the rule each broke"`
	Current  any           `json:"current,omitempty" doc:"Present state of a record whose version was stale"`
	Instance string        `json:"instance,omitempty" doc:"Path of the request"`
	TraceID  string        `json:"traceId,omitempty" doc:"Request id, as in the log"`
}

// Error makes Problem an error for huma; nobody reads the text.
func (p *Problem) Error() string { return string(p.Code) }

// GetStatus tells huma the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is application/problem+json.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

type requestKey struct{}

// Request is what the log and a problem know of a request.
type Request struct{ ID, Path string }

// WithRequest returns a context that carries the request's id and path.
func WithRequest(ctx context.Context, r Request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// RequestOf returns what WithRequest put there.
func RequestOf(ctx context.Context) Request {
	r, _ := ctx.Value(requestKey{}).(Request)
	return r
}

// ProblemOf turns any error into a problem. What is nobody's fault but ours is
// logged with its cause and shown without.
func ProblemOf(ctx context.Context, err error) *Problem {
	f := fault.Of(err)
	req := RequestOf(ctx)
	status := f.Code.Status()
	if f.Code == fault.Internal && ctx.Err() != nil {
		// The client left or the time was up: no defect of ours.
		f = fault.New(fault.Unavailable, nil)
		status = f.Code.Status()
	}
	if f.Code == fault.Internal {
		slog.ErrorContext(ctx, "internal error", "request", req.ID, "path", req.Path, "error", err)
	}
	return &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Code: f.Code, Params: f.Params,
		Errors: f.Fields, Current: f.Current, Instance: req.Path, TraceID: req.ID,
	}
}

// problemFromHuma words huma's own refusals (parameters, body syntax) as ours.
func problemFromHuma(c huma.Context, status int, msg string, errs ...error) huma.StatusError {
	ctx := context.Background()
	if c != nil {
		ctx = c.Context()
	}
	f := &fault.Fault{Code: fault.Invalid}
	switch status {
	case http.StatusUnsupportedMediaType:
		f.Code = fault.Unsupported
	case http.StatusRequestEntityTooLarge:
		f.Code = fault.TooLarge
	case http.StatusBadRequest:
		f.Code = fault.Malformed
	case http.StatusInternalServerError:
		f = fault.Of(firstOf(errs))
	}
	for _, err := range errs {
		d, ok := err.(huma.ErrorDetailer)
		if !ok {
			continue
		}
		detail := d.ErrorDetail()
		if inner := carried(detail.Message); inner != nil {
			f.Code, f.Fields = inner.Code, inner.Fields
			continue
		}
		if strings.Contains(detail.Message, bodyTooLarge) {
			f.Code = fault.TooLarge
			continue
		}
		if strings.Contains(detail.Message, huma.ErrUnknownContentType.Error()) {
			f.Code = fault.Unsupported
			continue
		}
		rule := "type"
		if strings.Contains(detail.Message, "required") {
			rule = "required"
		} else if strings.Contains(detail.Message, "unknown") {
			rule = "unknown_field"
		}
		f.Fields = append(f.Fields, fault.Field{Field: detail.Location, Rule: rule})
	}
	return ProblemOf(ctx, f)
}

// bodyTooLarge is what http.MaxBytesError says; of an error in a form, huma passes
// on only the text.
const bodyTooLarge = "request body too large"

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return fault.New(fault.Internal, nil)
}
