package api

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"miotsukushi/backend/platform/fault"
)

// maxDepth bounds the nesting of a JSON body.
const maxDepth = 32

// strictJSON is encoding/json without its leniency: unknown fields, repeated
// keys, a second document and deep nesting are errors.
var strictJSON = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	},
	Unmarshal: func(data []byte, v any) error {
		if f := decode(data, v); f != nil {
			return carrier{f}
		}
		return nil
	},
}

// carrier takes a fault through huma, which keeps only the text of an error.
type carrier struct{ fault *fault.Fault }

const carrierMark = "\x00fault:"

func (c carrier) Error() string {
	b, _ := json.Marshal(struct {
		Code   fault.Code
		Fields []fault.Field
	}{c.fault.Code, c.fault.Fields}) // plain strings always marshal
	return carrierMark + string(b)
}

func carried(msg string) *fault.Fault {
	text, ok := strings.CutPrefix(msg, carrierMark)
	if !ok {
		return nil
	}
	var f fault.Fault
	if json.Unmarshal([]byte(text), &f) != nil {
		return nil
	}
	return &f
}

// decode reads one JSON object into v, a pointer. What is wrong comes back with
// the path of each field at fault.
func decode(data []byte, v any) *fault.Fault {
	t := reflect.TypeOf(v).Elem()
	if f := inspect(data, t); f != nil {
		return f
	}
	if json.Unmarshal(data, v) == nil {
		return nil
	}
	fields := misfits(t, data, "")
	if len(fields) == 0 {
		fields = []fault.Field{{Rule: "format"}}
	}
	return &fault.Fault{Code: fault.Invalid, Fields: fields}
}
