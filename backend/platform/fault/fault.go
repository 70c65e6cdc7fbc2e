// Package fault holds the few ways in which a request can fail, as codes with
// parameters and never as sentences: the app words them in the reader's
// language. The HTTP status of each code is decided here and nowhere else.
package fault

import (
	"errors"
	"fmt"
	"net/http"
)

// Code names a kind of failure. The set is closed; the app translates each.
type Code string

// The codes, with the HTTP status each one gets from Status.
const (
	Invalid              Code = "invalid"
	Malformed            Code = "malformed"
	Unauthenticated      Code = "unauthenticated"
	TOTPRequired         Code = "totp_required"
	PasswordChange       Code = "password_change_required"
	Forbidden            Code = "forbidden"
	NotFound             Code = "not_found"
	MethodNotAllowed     Code = "method_not_allowed"
	Conflict             Code = "conflict"
	NotReady             Code = "not_ready"
	Stale                Code = "stale"
	TooLarge             Code = "too_large"
	Unsupported          Code = "unsupported"
	PreconditionRequired Code = "precondition_required"
	Throttled            Code = "throttled"
	Internal             Code = "internal"
	Unavailable          Code = "unavailable"
)

var statuses = map[Code]int{
	Invalid:              http.StatusUnprocessableEntity,
	Malformed:            http.StatusBadRequest,
	Unauthenticated:      http.StatusUnauthorized,
	TOTPRequired:         http.StatusUnauthorized,
	PasswordChange:       http.StatusForbidden,
	Forbidden:            http.StatusForbidden,
	NotFound:             http.StatusNotFound,
	MethodNotAllowed:     http.StatusMethodNotAllowed,
	Conflict:             http.StatusConflict,
	NotReady:             http.StatusConflict,
	Stale:                http.StatusPreconditionFailed,
	TooLarge:             http.StatusRequestEntityTooLarge,
	Unsupported:          http.StatusUnsupportedMediaType,
	PreconditionRequired: http.StatusPreconditionRequired,
	Throttled:            http.StatusTooManyRequests,
	Internal:             http.StatusInternalServerError,
	Unavailable:          http.StatusServiceUnavailable,
}

// Status is the HTTP status of a code; an unknown code is an internal error.
func (c Code) Status() int {
	if s, ok := statuses[c]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// Params are the values that a worded message needs, such as a limit or a name.
type Params map[string]any

// Field says which input field broke which rule. Field is a JSON path in the
// body ("components[0].name") or a parameter ("query.limit").
type Field struct {
	Field  string `json:"field" doc:"JSON path of the field at fault"`
	Rule   string `json:"rule" doc:"Rule that it broke: required, max, oneof, …"`
	Params Params `json:"params,omitempty" doc:"Values of the rule"`
}

// Fault is an error that may be shown to the caller.
type Fault struct {
	Code   Code
	Params Params
	Fields []Field
	// Current is the present state of a record whose version was stale.
	Current any
	// Cause is logged and never shown.
	Cause error
}

// Error is for the log only.
func (f *Fault) Error() string {
	msg := string(f.Code)
	if len(f.Params) > 0 {
		msg += fmt.Sprintf(" %v", f.Params)
	}
	for _, x := range f.Fields {
		msg += fmt.Sprintf(" %s:%s", x.Field, x.Rule)
	}
	if f.Cause != nil {
		msg += ": " + f.Cause.Error()
	}
	return msg
}

// Unwrap gives the hidden cause.
func (f *Fault) Unwrap() error { return f.Cause }

// New makes a fault of a code with parameters (may be nil).
func New(code Code, params Params) *Fault { return &Fault{Code: code, Params: params} }

// Bad makes an invalid fault for one field.
func Bad(field, rule string, params Params) *Fault {
	return &Fault{Code: Invalid, Fields: []Field{{Field: field, Rule: rule, Params: params}}}
}

// BadFields makes an invalid fault for several fields, or nil when there is none.
func BadFields(fields []Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Fault{Code: Invalid, Fields: fields}
}

// Missing says that no record with this id exists for the caller.
func Missing(noun, id string) *Fault {
	return New(NotFound, Params{"noun": noun, "id": id})
}

// Clash is a conflict with its reason: duplicate, in_use, wrong_state, already_done.
func Clash(reason string, params Params) *Fault {
	p := Params{"reason": reason}
	for k, v := range params {
		p[k] = v
	}
	return New(Conflict, p)
}

// Of finds the fault in an error chain; any other error becomes an internal one.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return &Fault{Code: Internal, Cause: err}
}

// Is tells whether err is a fault of this code.
func Is(err error, code Code) bool {
	var f *Fault
	return errors.As(err, &f) && f.Code == code
}
